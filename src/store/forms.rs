//! The forms of a kit: one for each round and interviewer, and the names of their files.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{CandidateFile, Kit, KitRound};
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

/// A person's name turned into part of a file name. It has only Latin letters, digits and hyphens, whatever
/// script the name is in.
pub fn file_name(name: &str) -> String {
    let latin = deunicode::deunicode_with_tofu(name, "-").to_lowercase();
    let words: Vec<&str> =
        latin.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let joined: String = words.join("-").chars().take(64).collect();
    let trimmed = joined.trim_end_matches('-');
    if trimmed.is_empty() { "interviewer".to_owned() } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_of_any_script_become_safe_file_names() {
        assert_eq!(file_name("Łukasz Wójcik"), "lukasz-wojcik");
        assert_eq!(file_name("../../etc/passwd"), "etc-passwd");
        assert_eq!(file_name("A. Rivera"), "a-rivera");
        assert!(file_name("\u{202e}🙂").chars().all(|c| c.is_ascii_lowercase() || c == '-'));
        assert!(file_name("李雷").is_ascii());
        assert!(file_name(&"x".repeat(500)).len() <= 64);
        assert_eq!(file_name("…"), "interviewer");
    }
}
