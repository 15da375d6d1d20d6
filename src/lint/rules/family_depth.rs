//! `family-depth`: members of one family with different depths.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::lint::{Check, Group, Rule};
use crate::model::{Bank, Id, Question, Status};

pub(super) static RULE: Rule =
    Rule::new("family-depth", include_str!("family_depth.md"), Group::Question, Check::Bank(check));

fn check(bank: &Bank) -> Vec<Diagnostic> {
    let mut families: BTreeMap<&Id, Vec<&Question>> = BTreeMap::new();
    for question in bank.questions.iter().filter(|q| matches!(q.status, Status::Active | Status::Draft)) {
        if let Some(family) = &question.family {
            families.entry(family).or_default().push(question);
        }
    }
    let own = |members: &[&Question]| members.iter().any(|q| q.holder == bank.id);
    families.iter().filter(|(_, members)| own(members)).flat_map(|(id, members)| differing(id, members)).collect()
}

/// A finding for each member whose depth is not the one that most members have; in a tie, that of the first.
fn differing(family: &Id, members: &[&Question]) -> Vec<Diagnostic> {
    let count = |depth: &Id| members.iter().filter(|q| q.depth == *depth).count();
    // Of equal counts, `max_by_key` takes the last, so the members come in reverse.
    let Some(usual) = members.iter().rev().max_by_key(|q| count(&q.depth)) else { return Vec::new() };
    let other = members.iter().filter(|q| q.depth != usual.depth);
    other
        .map(|question| {
            let message =
                format!("family `{family}` has questions of the depths `{}` and `{}`", usual.depth, question.depth);
            Diagnostic::new(&RULE.code, message)
                .at(&question.place, format!("`{}` is `{}`", question.id, question.depth))
                .context(&usual.place, format!("`{}` is `{}`", usual.id, usual.depth))
                .help("set the same `depth`, or take this question out of the family")
        })
        .collect()
}
