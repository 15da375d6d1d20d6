//! Kits that were issued to candidates.

use panelkit::app::variants::{IssueNote, IssuePreview, KitsIssued};
use panelkit::text::count;

use super::certificate::certified;
use crate::cli::session::Session;

/// What the user should know before kits are issued.
pub(in crate::cli) fn issue_notes(notes: &[IssueNote], session: &Session) {
    for note in notes {
        session.remark(match note {
            IssueNote::OlderLoop { req } => format!(
                "note: the role spec of `{req}` has changed since the loop was issued; the new kits follow the loop as it was issued"
            ),
            IssueNote::Gap { candidate } => format!(
                "note: a kit issued before that of `{candidate}` is missing, so `verify` cannot draw the kit of `{candidate}` again; restore the missing folder from version control if you can"
            ),
            IssueNote::OtherMode => {
                "note: earlier kits were drawn in the other mode; the exposure figures include them"
                    .to_owned()
            }
        });
    }
}

/// What would be issued.
pub(in crate::cli) fn preview(it: &IssuePreview, session: &Session) {
    let named =
        if (1..=10).contains(&it.new.len()) { format!(" ({})", it.new.join(", ")) } else { String::new() };
    session.say(format!(
        "would issue {}{named}; {} in the request already have a kit",
        count(it.new.len(), "kit"),
        it.unchanged
    ));
}

/// What was issued.
pub(in crate::cli) fn issued(req: &str, it: &KitsIssued, session: &Session) {
    let kits = |n: usize| count(n, "kit");
    if it.over > 0 {
        session.remark(format!(
            "note: in {} a question had to be used more often than the least possible maximum",
            kits(it.over)
        ));
    }
    if it.unproven > 0 {
        session.remark(format!(
            "note: the search for {} stopped at its limit: every rule holds, but another choice may be more even",
            kits(it.unproven)
        ));
    }
    if let Some(whose) = &it.unprintable {
        session.remark(format!(
            "note: these characters appear as boxes in the PDF; `panelkit scorecards {req} --candidate {whose} --font FILE.ttf` makes the forms again"
        ));
    }
    if let Some(first) = it.renamed.first() {
        session.remark(format!(
            "note: for {} (first: `{first}`) the name in the roster differs from the one in `candidate.yaml`, which is the one that is printed. To print the new name, change `candidate.yaml` and run `panelkit generate {req}`",
            count(it.renamed.len(), "candidate")
        ));
    }
    let filled = match it.filled.len() {
        0 => String::new(),
        n => format!(" ({n} given pages that they lacked)"),
    };
    session.tell(format!("{}: {} issued, {} unchanged{filled}", it.folder, it.issued.len(), it.unchanged));
    match &it.certificate {
        Some(certificate) => certified(certificate, session),
        None => session.tell(
            "a run for a part of the roster does not write the certificate; run `panelkit certificate` when all parts are done",
        ),
    }
}
