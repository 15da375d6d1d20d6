//! Kits that were issued to candidates.

use panelkit::app::variants::{IssueNote, IssuePreview, KitsIssued};
use panelkit::text::count;

use super::certificate::certified;
use crate::cli::session::Session;

/// What the user should know of before kits are issued.
pub(in crate::cli) fn issue_notes(notes: &[IssueNote], session: &Session) {
    for note in notes {
        session.remark(match note {
            IssueNote::OlderLoop { req } => format!(
                "note: the role spec has changed since the loop was issued; candidates of `{req}` get the loop as issued"
            ),
            IssueNote::Gap { candidate } => format!(
                "note: a kit that `{candidate}` was issued after is gone, so `verify` cannot draw that one again; take its folder back from version control if you can"
            ),
            IssueNote::OtherMode => {
                "note: the kits before were drawn in another mode; exposure counts them all the same"
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
        "would issue {}{named}; {} asked for have theirs already",
        count(it.new.len(), "kit"),
        it.unchanged
    ));
}

/// What was issued.
pub(in crate::cli) fn issued(req: &str, it: &KitsIssued, session: &Session) {
    let kits = |n: usize| count(n, "kit");
    if it.over > 0 {
        session.remark(format!("note: {} could not keep to the least possible exposure", kits(it.over)));
    }
    if it.unproven > 0 {
        session.remark(format!(
            "note: {} stopped at the search limit: every rule holds, another choice may be more even",
            kits(it.unproven)
        ));
    }
    if let Some(whose) = &it.unprintable {
        session.remark(format!(
            "note: such letters are boxes in the PDF; `panelkit scorecards {req} --candidate {whose} --font FILE.ttf` makes the forms again"
        ));
    }
    if let Some(first) = it.renamed.first() {
        session.remark(format!(
            "note: the roster gives {} a name that is not the one in `candidate.yaml`, `{first}` the first; the file counts: write the name into it, then `panelkit generate {req}` prints it",
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
            "the certificate is not written by a part: `panelkit certificate` writes it when all are issued",
        ),
    }
}
