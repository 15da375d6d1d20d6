//! The lines of `role.yaml` into which the raters write a rule for each dispute.

use std::collections::BTreeMap;

use super::choice::Answer;
use super::page::lines;
use crate::model::{Bank, Id, Kit, RoleSpec};

/// The key `brief` with the texts that it has and the beginning of a rule for each dispute: in the rounds that observe the
/// competency of the question, or in all rounds if none does. `disputes`: numbers of answers on the sheet, from 1.
pub(super) fn brief(disputes: &[(usize, &Answer<'_>)], role: &RoleSpec, bank: &Bank, base: &Kit) -> String {
    let mut texts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (round, text) in &role.briefs {
        texts.entry(round.as_str()).or_default().extend(lines(text).lines().map(str::to_owned));
    }
    for (number, answer) in disputes {
        let label = bank.ratings.iter().find(|rating| rating.score == answer.score());
        let label = label.map_or_else(String::new, |rating| format!(" ({})", rating.label));
        let rule = format!("Answer {number} of the practice is a {}{label}, because …", answer.score());
        for round in rounds(&answer.question.competency, base) {
            texts.entry(round).or_default().push(lines(&rule));
        }
    }
    let mut yaml = "brief:\n".to_owned();
    for (round, text) in texts {
        yaml.push_str(&format!("  {round}: >-\n"));
        for line in text {
            yaml.push_str(format!("    {line}").trim_end());
            yaml.push('\n');
        }
    }
    yaml
}

/// The rounds that observe a competency; all rounds if none does.
fn rounds<'k>(competency: &Id, base: &'k Kit) -> Vec<&'k str> {
    let observe = base
        .rounds
        .iter()
        .filter(|round| round.slots.iter().any(|slot| slot.competency == competency.as_str()));
    let found: Vec<&str> = observe.map(|round| round.id.as_str()).collect();
    match found.is_empty() {
        true => base.rounds.iter().map(|round| round.id.as_str()).collect(),
        false => found,
    }
}
