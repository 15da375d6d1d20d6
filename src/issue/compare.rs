//! Compares two kits slot by slot.

use serde::Serialize;

use crate::model::{Chosen, Kit, KitAdmits, KitQuestion, KitSlot};

/// The differences between two kits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Differences in the data of the kits as a whole: name of the value, value of the first, value of the
    /// second.
    pub kits: Vec<(String, String, String)>,
    /// Number of slots with the same question in the same wording.
    pub same: usize,
    /// Slots that differ, in the order of the first kit, then slots that only the second kit has.
    pub slots: Vec<SlotDifference>,
}

/// A slot in which two kits differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlotDifference {
    /// `<round>.<number>`.
    pub slot: String,
    /// Id of the first kit's question; `None` if it has no such slot.
    pub first: Option<String>,
    /// Id of the second kit's question.
    pub second: Option<String>,
    /// True if the slot has the same competency and depth in both kits.
    pub parallel: bool,
    /// Other differences, in words.
    pub notes: Vec<String>,
}

/// A question that is in two kits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SharedQuestion {
    /// The question.
    pub question: String,
    /// Its slot in the first kit, `<round>.<number>`.
    pub first: String,
    /// Its slot in the second kit.
    pub second: String,
    /// Whether it is in a core slot of both kits; otherwise it is in a rotating slot of one of them.
    pub core: bool,
    /// Whether the two kits ask it in the same wording.
    pub same_wording: bool,
    /// What the first kit says to the candidate, if prompts were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
}

/// The questions that are in both kits, in the order of the first kit. They are found by id, so a question that
/// has another slot in the second kit is in the list too.
pub fn shared(first: &Kit, second: &Kit) -> Vec<SharedQuestion> {
    let pair = |a: &KitSlot| {
        let b = second.slots().find(|b| b.question.id == a.question.id)?;
        Some(SharedQuestion {
            question: a.question.id.clone(),
            first: a.id.clone(),
            second: b.id.clone(),
            core: a.core && b.core,
            same_wording: a.question.wording == b.question.wording,
            prompt: None,
        })
    };
    first.slots().filter_map(pair).collect()
}

/// Compares two kits.
pub fn compare(first: &Kit, second: &Kit) -> Comparison {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none (the loop)".to_owned());
    let kits = [
        ("req", first.req.clone(), second.req.clone()),
        ("candidate", or_none(&first.candidate), or_none(&second.candidate)),
        ("seed", first.seed.clone(), second.seed.clone()),
        ("level", first.level.clone(), second.level.clone()),
        ("depth", first.depth.clone(), second.depth.clone()),
        ("role spec", first.role.digest.clone(), second.role.digest.clone()),
        ("bank", first.sources(), second.sources()),
        ("drawing rules", first.draw.to_string(), second.draw.to_string()),
        ("generator", first.generator.clone(), second.generator.clone()),
    ];
    let kits = kits.into_iter().filter(|(_, a, b)| a != b).map(|(what, a, b)| (what.to_owned(), a, b));
    let mut slots: Vec<SlotDifference> =
        first.slots().filter_map(|a| difference(Some(a), second.slots().find(|b| b.id == a.id))).collect();
    let new = second.slots().filter(|b| first.slots().all(|a| a.id != b.id));
    slots.extend(new.filter_map(|b| difference(None, Some(b))));
    let same = first.slots().count() - slots.iter().filter(|s| s.first.is_some()).count();
    Comparison { kits: kits.collect(), same, slots }
}

fn difference(a: Option<&KitSlot>, b: Option<&KitSlot>) -> Option<SlotDifference> {
    let slot = a.or(b)?.id.clone();
    let id = |s: Option<&KitSlot>| s.map(|s| s.question.id.clone());
    let mut notes = Vec::new();
    let mut parallel = false;
    if let (Some(a), Some(b)) = (a, b) {
        parallel = (&a.competency, &a.depth) == (&b.competency, &b.depth);
        let mut note = |what: &str, a: String, b: String| {
            if a != b {
                notes.push(format!("{what} {a} -> {b}"));
            }
        };
        note("competency", a.competency.clone(), b.competency.clone());
        note("depth", a.depth.clone(), b.depth.clone());
        note("core", a.core.to_string(), b.core.to_string());
        let chosen = |slot: &KitSlot| match slot.chosen {
            None => "drawn".to_owned(),
            Some(Chosen::Pin) => "pinned".to_owned(),
            Some(Chosen::Ask) => "asked by the role spec".to_owned(),
        };
        note("question", chosen(a), chosen(b));
        if let (Some(a), Some(b)) = (&a.admits, &b.admits) {
            let limits = |admits: &KitAdmits| match admits.difficulty {
                None => "any".to_owned(),
                Some((low, high)) => format!("{low} to {high}"),
            };
            note("difficulty of candidates' questions", limits(a), limits(b));
            let family = |admits: &KitAdmits| admits.family.clone().unwrap_or_else(|| "any".to_owned());
            note("family of candidates' questions", family(a), family(b));
            note("types of candidates' questions", a.types.join(", "), b.types.join(", "));
            let exhibits = |admits: &KitAdmits| match admits.exhibits {
                None => "either".to_owned(),
                Some(true) => "with".to_owned(),
                Some(false) => "without".to_owned(),
            };
            note("exhibits of candidates' questions", exhibits(a), exhibits(b));
        }
        let observes = |slot: &KitSlot| match slot.serves.as_slice() {
            [] => "none".to_owned(),
            serves => serves.join(", "),
        };
        note("observes", observes(a), observes(b));
        of_questions(&a.question, &b.question, &mut note);
        if differs_in_wording(&a.question, &b.question) {
            notes.push("the wording differs".to_owned());
        }
        if notes.is_empty() && a.question.is_asked_like(&b.question) {
            return None;
        }
    }
    Some(SlotDifference { slot, first: id(a), second: id(b), parallel, notes })
}

fn of_questions(a: &KitQuestion, b: &KitQuestion, note: &mut impl FnMut(&str, String, String)) {
    note("type", a.kind.clone(), b.kind.clone());
    note("minutes", a.minutes.to_string(), b.minutes.to_string());
    let difficulty = |q: &KitQuestion| q.difficulty.map_or_else(|| "none".to_owned(), |d| d.to_string());
    note("difficulty", difficulty(a), difficulty(b));
}

fn differs_in_wording(a: &KitQuestion, b: &KitQuestion) -> bool {
    a.id == b.id && (a.prompt != b.prompt || a.anchors != b.anchors || a.probes != b.probes)
}

#[cfg(test)]
mod tests {
    use super::{compare, shared};
    use crate::issue::sample;

    #[test]
    fn a_kit_does_not_differ_from_itself() {
        let kit = sample();
        let found = compare(&kit, &kit);
        assert_eq!((found.kits.len(), found.slots.len(), found.same), (0, 0, kit.slots().count()));
    }

    #[test]
    fn a_shared_question_is_found_in_another_slot() {
        let (one, mut other) = (sample(), sample());
        assert_eq!(shared(&one, &other).len(), one.slots().count());
        let round = &mut other.rounds[0];
        let (a, b) = (round.slots[0].question.clone(), round.slots[1].question.clone());
        (round.slots[0].question, round.slots[1].question) = (b, a);
        round.slots[0].question.wording = "edited".to_owned();
        let found = shared(&one, &other);
        assert_eq!((found[0].first == found[1].second, found[1].first == found[0].second), (true, true));
        assert_eq!((found[0].same_wording, found[1].same_wording), (true, false));
        other.rounds[0].slots.clear();
        assert_eq!(shared(&one, &other).len(), one.slots().count() - one.rounds[0].slots.len());
    }

    #[test]
    fn every_kind_of_difference_is_told() {
        let (one, mut other) = (sample(), sample());
        other.candidate = Some("ada".to_owned());
        other.rounds[0].slots[0].question.id = "another".to_owned();
        other.rounds[0].slots[1].question.minutes += 1;
        other.rounds[1].slots[0].question.prompt = "Edited".to_owned();
        let lost = other.rounds[1].slots.pop().expect("a slot");
        let found = compare(&one, &other);
        assert_eq!(found.kits[0].2, "ada");
        let slots: Vec<&str> = found.slots.iter().map(|s| s.slot.as_str()).collect();
        let wanted = [&one.rounds[0].slots[0], &one.rounds[0].slots[1], &one.rounds[1].slots[0], &lost];
        assert_eq!(slots, wanted.map(|s| s.id.as_str()));
        assert_eq!((found.slots[0].second.as_deref(), found.slots[0].parallel), (Some("another"), true));
        assert!(found.slots[1].notes[0].starts_with("minutes"));
        assert_eq!(found.slots[2].notes, ["the wording differs"]);
        assert_eq!(found.slots[3].second, None);
    }
}
