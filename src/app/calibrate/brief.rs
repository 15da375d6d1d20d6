//! The lines of `role.yaml` into which the raters write a rule for each dispute.

use std::collections::BTreeMap;

use super::choice::Answer;
use super::page::lines;
use crate::model::{Bank, Id, Kit, RoleSpec};

/// The key `brief` with the texts that it has and the beginning of a rule for each dispute, in the rounds that observe the
/// competency of the question. A comment says which answer a rule is about; it also has the rules for competencies that no
/// round observes. `disputes`: numbers of answers on the sheet, from 1.
pub(super) fn brief(disputes: &[(usize, &Answer<'_>)], role: &RoleSpec, bank: &Bank, base: &Kit) -> String {
    let mut texts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (round, text) in &role.briefs {
        texts.entry(round.as_str()).or_default().extend(lines(text).lines().map(str::to_owned));
    }
    let mut of_rule: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut yaml = String::new();
    for (number, answer) in disputes {
        let (score, question) = (answer.score(), answer.question);
        let rule = lines(&format!("An answer that … is a {score} ({}), because …", bank.label(score)));
        let about = format!("answer {number} of the practice, to `{}`", question.id);
        let rounds = rounds(&question.competency, base);
        if rounds.is_empty() {
            let competency = &question.competency;
            yaml.push_str(&format!("# {about}; no round observes `{competency}`: {rule}\n"));
        }
        for round in rounds {
            texts.entry(round).or_default().push(rule.clone());
            of_rule.entry(round).or_default().push(about.clone());
        }
    }
    if !texts.is_empty() {
        yaml.push_str("brief:\n");
    }
    for (round, text) in texts {
        for about in of_rule.remove(round).unwrap_or_default() {
            yaml.push_str(&format!("  # {about}\n"));
        }
        yaml.push_str(&format!("  {round}: >-\n"));
        for line in text {
            yaml.push_str(format!("    {line}").trim_end());
            yaml.push('\n');
        }
    }
    yaml
}

/// The rounds that observe a competency.
fn rounds<'k>(competency: &Id, base: &'k Kit) -> Vec<&'k str> {
    let observe = base
        .rounds
        .iter()
        .filter(|round| round.slots.iter().any(|slot| slot.competency == competency.as_str()));
    observe.map(|round| round.id.as_str()).collect()
}
