//! The rules on what is alike in a slot between any two candidates, and when they are given up.

use super::forms::of_kind;
use super::translate::mask;
use crate::engine::Window;
use crate::model::{Bank, KitAdmits, KitSlot, Opening, Question, QuestionType, RoleSpec};

/// The rules on what is alike that the kits of a req keep. The first one of [`Likeness::steps`] with which there is
/// a kit is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// What each slot admits: family, types, exhibits and difficulty.
    Full,
    /// What each slot admits, except for the difficulty.
    Form,
    /// The kind alone.
    Kind,
    /// Nothing.
    Free,
}

impl Likeness {
    /// The rules that are tried for kits with these slots of the loop, the strictest first. If no slot of the
    /// loop has a rule on family or exhibits, an earlier version may have drawn it. That version did not try the
    /// kind alone, and its kits must be drawn in the same way again.
    pub fn steps<'s>(slots: impl Iterator<Item = &'s KitSlot>) -> impl Iterator<Item = Likeness> {
        let narrow = |admits: &KitAdmits| admits.family.is_some() || admits.exhibits.is_some();
        let kind = slots.filter_map(|slot| slot.admits.as_ref()).any(narrow).then_some(Likeness::Kind);
        [Likeness::Full, Likeness::Form].into_iter().chain(kind).chain([Likeness::Free])
    }
}

/// The family that the question of a slot must belong to under these rules; `None` if any will do.
pub(super) fn family(slot: &KitSlot, likeness: Likeness) -> Option<&str> {
    match likeness {
        Likeness::Full | Likeness::Form => slot.admits.as_ref()?.family.as_deref(),
        Likeness::Kind | Likeness::Free => None,
    }
}

/// Minimum and maximum minutes for the question of a slot.
pub fn slot_minutes(bank: &Bank, slot: &KitSlot) -> (u32, u32) {
    let window = minutes(bank, slot);
    (window.min, window.max)
}

pub(super) fn minutes(bank: &Bank, slot: &KitSlot) -> Window {
    let around = |minutes: u32| {
        let leeway = (minutes / 5).max(1);
        Window { min: minutes.saturating_sub(leeway), max: minutes + leeway }
    };
    let own = slot.question.minutes;
    let planned = bank.depths.iter().find(|d| d.id.as_str() == slot.depth).and_then(|d| d.minutes);
    planned.map(around).filter(|w| (w.min..=w.max).contains(&own)).unwrap_or_else(|| around(own))
}

/// Whether a question may be drawn for a role, in a slot of its depth.
pub(super) fn is_drawn(question: &Question, role: &RoleSpec) -> bool {
    let opening = Opening { depth: &question.depth, types: &[], minutes: u32::MAX };
    !role.excluded.contains(&question.id) && question.misfit(role, opening).is_none()
}

/// The types that the round of a kit admits, as a bit mask.
pub(super) fn allowed(role: &RoleSpec, round: &str) -> u32 {
    let rule = role.plan.rounds.iter().find(|r| r.id.as_str() == round);
    mask(rule.map_or(&[][..], |r| &r.types))
}

/// Why a question must not replace that of a slot, by the rules on kind and difficulty; `None` if it may.
pub fn unlike(slot: &KitSlot, question: &Question) -> Option<String> {
    if of_kind(slot) & 1 << question.kind as u8 == 0 {
        let own = QuestionType::parse(&slot.question.kind)?;
        return Some(format!("is of another kind ({}, not {})", question.kind.kind(), own.kind()));
    }
    let own = slot.question.difficulty?;
    let window = slot.admits.as_ref().and_then(|admits| admits.difficulty);
    let (low, high) = window.unwrap_or((own.saturating_sub(1), own + 1));
    let difficulty = question.difficulty.filter(|d| !(low..=high).contains(d))?;
    Some(format!("has difficulty {difficulty}, but the slot allows {low} to {high}"))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A slot of the cell (c, d) whose question `q-0` takes ten minutes.
    pub(in crate::draw) fn slot(kind: &str, difficulty: Option<u8>) -> KitSlot {
        serde_json::from_value(serde_json::json!({
            "id": "r.1", "core": false, "competency": "c", "competency_name": "C", "depth": "d",
            "depth_means": null, "serves": [], "must_have_probes": [],
            "question": {
                "id": "q-0", "digest": "", "wording": "", "type": kind, "minutes": 10,
                "difficulty": difficulty, "also": [], "prompt": "", "probes": [], "listen_for": [],
                "red_flags": [], "anchors": {}
            }
        }))
        .expect("a slot")
    }

    #[test]
    fn the_kind_alone_is_tried_only_for_loops_with_a_rule_on_family_or_exhibits() {
        let steps = |family: Option<&str>, exhibits| {
            let (family, types) = (family.map(str::to_owned), vec!["case".to_owned()]);
            let admits = KitAdmits { family, types, exhibits, difficulty: None, undeclared: true };
            let slots = [slot("case", None), KitSlot { admits: Some(admits), ..slot("case", None) }];
            Likeness::steps(slots.iter()).collect::<Vec<_>>()
        };
        let all = [Likeness::Full, Likeness::Form, Likeness::Kind, Likeness::Free];
        assert_eq!(steps(None, None), [Likeness::Full, Likeness::Form, Likeness::Free]);
        assert_eq!(steps(None, Some(true)), all);
        assert_eq!(steps(Some("f"), None), all);
    }
}
