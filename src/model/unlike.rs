//! Where the questions that candidates got in one slot are not alike in kind and difficulty.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Asked, QuestionType, Roll};

/// A rule on the questions of a slot that does not hold between some two candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum UnlikeRule {
    /// The questions are of one kind.
    Kind,
    /// The declared difficulties differ by at most one point.
    Difficulty,
    /// Every question declares a difficulty, if there are several.
    Undeclared,
}

/// A rule that does not hold in a slot, with what the candidates' questions have instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unlike {
    /// The rule.
    pub rule: UnlikeRule,
    /// The kinds or the difficulties of the questions, each with the number of candidates; `none` for
    /// questions without a declared difficulty.
    pub seen: Vec<(String, usize)>,
}

impl Roll {
    /// The rules on kind and difficulty that do not hold between some two kits in a slot. `slot` is the
    /// number of the slot in the whole kit, from 0.
    pub fn unlike(&self, slot: usize) -> Vec<Unlike> {
        let indices = || self.kits.iter().filter_map(|kit| kit.questions.get(slot));
        let asked = || indices().map(|n| self.question(*n));
        let several = indices().collect::<BTreeSet<_>>().len() > 1;
        let declared = || asked().filter_map(|q| q.difficulty);
        let wide = declared().max().zip(declared().min()).is_some_and(|(most, least)| most - least > 1);
        let kinds = seen(asked().map(kind));
        let difficulty = |q: &Asked| q.difficulty.map_or_else(|| "none".to_owned(), |d| d.to_string());
        let difficulties = seen(asked().map(difficulty));
        let mut found = Vec::new();
        let mut note = |holds: bool, rule: UnlikeRule, seen: &[(String, usize)]| {
            if !holds {
                found.push(Unlike { rule, seen: seen.to_vec() });
            }
        };
        note(kinds.len() < 2, UnlikeRule::Kind, &kinds);
        note(!wide, UnlikeRule::Difficulty, &difficulties);
        let all = asked().all(|q| q.difficulty.is_some());
        note(all || !several, UnlikeRule::Undeclared, &difficulties);
        found
    }

    /// Whether the questions of all kits in a slot have one type, and all or none of them come with an exhibit. `slot`
    /// is the number of the slot in the whole kit, from 0.
    pub fn is_of_one_form(&self, slot: usize) -> bool {
        let asked = self.kits.iter().filter_map(|kit| kit.questions.get(slot)).map(|n| self.question(*n));
        asked.map(|question| (&question.kind, question.exhibits)).collect::<BTreeSet<_>>().len() < 2
    }
}

/// The kind of a question; its type if this version does not know the type.
fn kind(asked: &Asked) -> String {
    QuestionType::parse(&asked.kind).map_or_else(|| asked.kind.clone(), |t| t.kind().to_string())
}

fn seen(values: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    counts.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IssueMode, Issued, KitIssue, TypeRule};

    /// A roll with one slot, and a kit for each question: its type and difficulty.
    fn roll(questions: &[(&str, Option<u8>)]) -> Roll {
        let mut roll = Roll::default();
        for (n, (kind, difficulty)) in (0u32..).zip(questions) {
            let (id, kind) = (format!("q{n}"), (*kind).to_owned());
            roll.asked.push(Asked {
                id,
                wording: String::new(),
                kind,
                minutes: 5,
                difficulty: *difficulty,
                exhibits: false,
            });
            let issue = KitIssue {
                mode: IssueMode::Stable,
                types: TypeRule::Preferred,
                base: String::new(),
                number: None,
                after: Vec::new(),
                supersedes: None,
                replaced: Vec::new(),
            };
            roll.kits.push(Issued {
                candidate: n.to_string(),
                digest: String::new(),
                bank: String::new(),
                issue,
                held: None,
                questions: vec![n],
                breaks: Vec::new(),
            });
        }
        roll
    }

    fn rules(questions: &[(&str, Option<u8>)]) -> Vec<UnlikeRule> {
        roll(questions).unlike(0).into_iter().map(|u| u.rule).collect()
    }

    #[test]
    fn kinds_are_wider_than_types() {
        assert_eq!(rules(&[("case", Some(2)), ("role-play", Some(2)), ("situational", Some(3))]), []);
        let mixed = [("case", Some(2)), ("behavioral", Some(2)), ("case", Some(2))];
        assert_eq!(rules(&mixed), [UnlikeRule::Kind]);
        assert_eq!(roll(&mixed).unlike(0)[0].seen, [("doing".to_owned(), 2), ("telling".to_owned(), 1)]);
    }

    #[test]
    fn difficulties_may_differ_by_a_point_between_any_two() {
        assert_eq!(
            rules(&[("case", Some(1)), ("case", Some(2)), ("case", Some(3))]),
            [UnlikeRule::Difficulty]
        );
        assert_eq!(rules(&[("case", Some(1)), ("case", None)]), [UnlikeRule::Undeclared]);
        assert_eq!(rules(&[("case", None)]), [], "the only question is alike to itself");
        assert_eq!(
            rules(&[("case", Some(1)), ("case", None), ("knowledge", Some(4))]),
            [UnlikeRule::Kind, UnlikeRule::Difficulty, UnlikeRule::Undeclared]
        );
    }
}
