//! Resolves the enemies of questions, which are named in one question and apply to both.

use std::collections::{BTreeMap, BTreeSet};

use super::question::Loose;
use crate::diag::{Diagnostic, Sink, codes};
use crate::model::{Id, Question};
use crate::text::nearest;
use crate::yaml::Text;

/// The enemies of each question, by id, that the questions `found` name. An enemy may be one of `found`, or have
/// one of the ids in `others`; reports any other name unless `whole` is false, because then it may be in a file
/// that could not be read.
pub(super) fn pairs<'l>(
    found: &'l [Loose],
    others: impl Iterator<Item = &'l str>,
    whole: bool,
    sink: &mut Sink,
) -> BTreeMap<String, BTreeSet<Id>> {
    let known: BTreeSet<&str> = found.iter().map(|loose| loose.id.value.as_str()).chain(others).collect();
    let mut pairs = BTreeMap::new();
    for loose in found {
        for enemy in loose.enemies.iter().filter(|e| whole || known.contains(e.value.as_str())) {
            pair(&loose.id, enemy, &known, &mut pairs, sink);
        }
    }
    pairs
}

/// Adds the enemies to the questions, sorted and each once.
pub(super) fn add(mut pairs: BTreeMap<String, BTreeSet<Id>>, questions: &mut [Question]) {
    for question in questions {
        if let Some(mut enemies) = pairs.remove(question.id.as_str()) {
            enemies.extend(std::mem::take(&mut question.enemies));
            question.enemies = enemies.into_iter().collect();
        }
    }
}

fn pair(
    id: &Text,
    enemy: &Text,
    known: &BTreeSet<&str>,
    pairs: &mut BTreeMap<String, BTreeSet<Id>>,
    sink: &mut Sink,
) {
    if enemy.value == id.value {
        let finding = Diagnostic::new(&codes::OWN_ENEMY, format!("question `{}` is its own enemy", id.value))
            .at(&enemy.place, "names itself")
            .help("name the other question, or remove the line");
        sink.report(finding);
    } else if !known.contains(enemy.value.as_str()) {
        let finding = Diagnostic::new(&codes::UNKNOWN_QUESTION, format!("unknown enemy `{}`", enemy.value))
            .at(&enemy.place, "no question of this bank has this id")
            .context(&id.place, "in this question")
            .did_you_mean(nearest(&enemy.value, known.iter().copied()))
            .help("write the id of a question of this bank, or remove it");
        sink.report(finding);
    } else if let (Some(a), Some(b)) = (Id::new(&id.value), Id::new(&enemy.value)) {
        pairs.entry(id.value.clone()).or_default().insert(b);
        pairs.entry(enemy.value.clone()).or_default().insert(a);
    }
}
