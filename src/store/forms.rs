//! The forms of a kit: one for each round and interviewer, and the names of their files.

use crate::model::{CandidateFile, Kit, seat_names};
use crate::render::{Document, Layout};

/// One form: its round (as an index), its interviewer, and its file name without the extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form<'k> {
    /// Index of the round in the kit.
    pub round: usize,
    /// Index of the interviewer in the round; 0 when the round names none.
    pub seat: usize,
    /// The interviewer; `None` when the round names none.
    pub interviewer: Option<&'k str>,
    /// The file in the folder of the kit, without its extension: `scorecards/<round>--<interviewer>`.
    pub stem: String,
}

impl<'k> Form<'k> {
    /// The page to render; `person` is what to print about the candidate.
    pub fn document(&self, kit: &'k Kit, person: Option<&'k CandidateFile>, layout: Layout) -> Document<'k> {
        Document::Scorecard { kit, round: self.round, seat: self.seat, person, layout }
    }
}

/// The forms of a whole kit.
pub fn all_forms(kit: &Kit) -> Vec<Form<'_>> {
    let mut forms = Vec::new();
    for (n, (round, names)) in kit.rounds.iter().zip(seat_names(kit)).enumerate() {
        for (seat, name) in names.into_iter().enumerate() {
            let interviewer = round.interviewers.get(seat).map(String::as_str);
            forms.push(Form { round: n, seat, interviewer, stem: format!("scorecards/{name}") });
        }
    }
    forms
}
