//! The forms of a kit: one for each round and interviewer, and the names of their files.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{CandidateFile, Kit, KitRound, file_name};
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
    let mut forms: Vec<Form<'_>> = Vec::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut twins: BTreeMap<String, usize> = BTreeMap::new();
    for (n, round) in kit.rounds.iter().enumerate() {
        for (seat, interviewer) in interviewers(round).into_iter().enumerate() {
            let name = file_name(interviewer.unwrap_or("interviewer"));
            let stem = format!("scorecards/{}--{name}", round.id);
            // Two interviewers with the same name in one round still get two files.
            let number = twins.entry(stem.clone()).or_insert(0);
            let mut own = stem.clone();
            loop {
                *number += 1;
                if *number > 1 {
                    own = format!("{stem}-{number}");
                }
                if taken.insert(own.clone()) {
                    break;
                }
            }
            forms.push(Form { round: n, seat, interviewer, stem: own });
        }
    }
    forms
}

fn interviewers(round: &KitRound) -> Vec<Option<&str>> {
    match round.interviewers.as_slice() {
        [] => vec![None],
        names => names.iter().map(|name| Some(name.as_str())).collect(),
    }
}
