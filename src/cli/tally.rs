//! What a run of `variants` did, and what there is to say about it.

use std::collections::BTreeSet;
use std::path::Path;

use panelkit::diag::{Diagnostic, codes};
use panelkit::pipeline::Parallels;
use panelkit::text::count;

use super::outputs::tell_missing;
use super::session::Session;

/// What a run did.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) issued: usize,
    pub(super) unchanged: usize,
    pub(super) filled: usize,
    pub(super) over: usize,
    pub(super) unproven: usize,
    pub(super) missing: BTreeSet<char>,
    /// The first candidate with a character that no font can print.
    pub(super) unprintable: Option<String>,
    /// Who has another name in the roster than in `candidate.yaml`.
    pub(super) renamed: Vec<String>,
    /// Who got no kit.
    pub(super) without: Vec<String>,
}

impl Tally {
    /// Tells what a run did for so many candidates, whose folders are in `folder`.
    pub(super) fn tell(
        &self,
        req: &str,
        folder: &Path,
        candidates: usize,
        parallels: &Parallels,
        session: &mut Session,
    ) {
        let shown = session.workspace.name(folder);
        let filled = match self.filled {
            0 => String::new(),
            n => format!(" ({n} given pages that they lacked)"),
        };
        let note = |n: usize, what: &str| (n > 0).then(|| format!("note: {} {what}", count(n, "kit")));
        for note in [
            note(self.over, "could not keep to the least possible exposure"),
            note(
                self.unproven,
                "stopped at the search limit: every rule holds, another choice may be more even",
            ),
        ] {
            note.into_iter().for_each(|line| session.remark(line));
        }
        if !self.missing.is_empty() {
            let missing: Vec<char> = self.missing.iter().copied().collect();
            let whose = self.unprintable.as_deref().unwrap_or_default();
            tell_missing(&format!("{shown}/{whose}"), &missing, session);
            session.remark(format!(
                "note: such letters are boxes in the PDF; `panelkit scorecards {} --candidate {whose} --font FILE.ttf` makes the forms again",
                req
            ));
        }
        if let Some(first) = self.renamed.first() {
            session.remark(format!(
                "note: the roster gives {} a name that is not the one in `candidate.yaml`, `{first}` the first; the file counts: write the name into it, then `panelkit generate {}` prints it",
                count(self.renamed.len(), "candidate"),
                req
            ));
        }
        if let Some(first) = self.without.first() {
            let message = format!(
                "{} of {} got no kit, `{first}` the first: no choice of the bank's questions is parallel to the loop",
                self.without.len(),
                count(candidates, "candidate")
            );
            let mut finding = Diagnostic::new(&codes::NO_VARIANT, message).in_file(&shown);
            for supply in parallels.supplies().iter().filter(|s| s.questions < s.slots) {
                finding = finding.help(format!(
                    "`{}` at `{}`: {} for {}; write {} more",
                    supply.competency,
                    supply.depth,
                    count(supply.questions, "active question"),
                    count(supply.slots, "slot"),
                    supply.slots - supply.questions
                ));
            }
            session.sink.report(finding);
        }
        session.tell(format!("{shown}: {} issued, {} unchanged{filled}", self.issued, self.unchanged));
    }
}
