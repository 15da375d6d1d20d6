//! Assembles a kit from a selection: the questions as issued, the timetable, and where each competency is
//! observed.

mod particulars;
mod schedule;
mod traces;
mod variant;

pub use particulars::{refreshed, seated};
pub use variant::variant;

use std::collections::BTreeMap;

use crate::model::{
    Bank, Blueprint, DRAW, KIT_FORMAT, Kit, KitChoices, KitExhibit, KitProbe, KitQuestion, KitRating,
    KitRound, KitSlot, PlannedRound, Question, RoleSpec, Selection, Slot,
};

/// Program and version.
const GENERATOR: &str = concat!("panelkit ", env!("CARGO_PKG_VERSION"));

/// Assembles a kit. Its digests are still empty; `issue` fills them in.
pub fn assemble(
    bank: &Bank,
    role: &RoleSpec,
    blueprint: &Blueprint,
    selection: &Selection,
    seed: &str,
    candidate: Option<&str>,
) -> Kit {
    let rounds = blueprint
        .rounds
        .iter()
        .zip(&selection.rounds)
        .map(|(planned, drawn)| round(bank, role, planned, drawn));
    let rounds: Vec<KitRound> = rounds.collect();
    Kit {
        format: KIT_FORMAT,
        generator: GENERATOR.to_owned(),
        draw: DRAW,
        req: role.id.to_string(),
        candidate: candidate.map(str::to_owned),
        seed: seed.to_owned(),
        bank: bank.named(),
        banks: bank.banks.clone(),
        digest: String::new(),
        file: String::new(),
        rule: role.rule(),
        level: role.level.to_string(),
        depth: role.depth.to_string(),
        role: particulars::kit_role(bank, role, &rounds),
        ratings: bank
            .ratings
            .iter()
            .map(|r| KitRating { score: r.score, label: r.label.clone(), meets: r.meets })
            .collect(),
        choices: choices(role),
        coverage: traces::coverage(bank, role, &rounds),
        rounds,
        issue: None,
    }
}

/// What the role spec chose. The record of what was kept of the loop before is added by the caller.
fn choices(role: &RoleSpec) -> KitChoices {
    let mut pin: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for chosen in &role.pins {
        pin.entry(chosen.round.to_string()).or_default().push(chosen.question.to_string());
    }
    KitChoices { pin, exclude: role.excluded.iter().map(ToString::to_string).collect(), kept: Vec::new() }
}

fn round(bank: &Bank, role: &RoleSpec, planned: &PlannedRound, drawn: &[usize]) -> KitRound {
    let rule = &role.plan.rounds[planned.round];
    let people = role.interviewers.get(&rule.id).cloned().unwrap_or_default();
    let slots: Vec<KitSlot> = planned
        .slots
        .iter()
        .zip(drawn)
        .map(|(slot, n)| kit_slot(bank, role, slot, &bank.questions[*n]))
        .collect();
    KitRound {
        id: rule.id.to_string(),
        title: rule.title.clone(),
        minutes: rule.minutes,
        opening: rule.opening,
        closing: rule.closing,
        stage: rule.stage.as_ref().map(ToString::to_string),
        interviewers: people.names,
        parts: people.parts,
        schedule: schedule::schedule(rule.opening, rule.question_minutes(), rule.closing, &slots),
        slots,
    }
}

fn kit_slot(bank: &Bank, role: &RoleSpec, slot: &Slot, question: &Question) -> KitSlot {
    let competency = bank.competency(&slot.competency);
    KitSlot {
        id: slot.id.clone(),
        core: slot.core,
        competency: slot.competency.to_string(),
        competency_name: competency.map_or_else(|| slot.competency.to_string(), |c| c.name.clone()),
        depth: slot.depth.to_string(),
        depth_means: competency.and_then(|c| c.depths.get(&slot.depth)).cloned(),
        serves: sorted(slot.serves.iter().map(|n| role.must_haves[*n].id.to_string()).collect()),
        chosen: slot.chosen,
        admits: None,
        must_have_probes: probes(role, slot),
        question: kit_question(bank, role, question),
    }
}

/// The follow-ups of the must-haves that a slot observes, in the order of their ids.
fn probes(role: &RoleSpec, slot: &Slot) -> Vec<KitProbe> {
    let mut serves: Vec<_> = slot.serves.iter().map(|n| &role.must_haves[*n]).collect();
    serves.sort_by_key(|must| &must.id);
    let probes = serves.into_iter().flat_map(|must| &must.probes);
    probes.map(|ask| KitProbe { condition: None, ask: ask.clone() }).collect()
}

/// Sorts the ids: the order of must-haves in the role spec is a particular, so it must not change the
/// interview.
fn sorted(mut ids: Vec<String>) -> Vec<String> {
    ids.sort();
    ids
}

fn kit_question(bank: &Bank, role: &RoleSpec, question: &Question) -> KitQuestion {
    let fill = |phrase: &crate::model::Phrase| phrase.fill(&role.context);
    KitQuestion {
        id: question.id.to_string(),
        bank: question.bank.as_ref().map(ToString::to_string),
        digest: question.digest.clone(),
        wording: question.wording(),
        title: question.title.clone(),
        kind: question.kind.to_string(),
        minutes: question.minutes,
        difficulty: question.difficulty,
        also: question.also.iter().filter_map(|c| bank.competency(c)).map(|c| c.name.clone()).collect(),
        prompt: fill(&question.prompt),
        exhibits: question
            .exhibits
            .iter()
            .map(|e| KitExhibit { id: e.id.to_string(), title: e.title.clone(), text: e.text.clone() })
            .collect(),
        probes: question
            .probes
            .iter()
            .map(|p| KitProbe { condition: p.condition.as_ref().map(fill), ask: fill(&p.ask) })
            .collect(),
        listen_for: question.listen_for.iter().map(fill).collect(),
        red_flags: question.red_flags.iter().map(fill).collect(),
        anchors: question.anchors.iter().map(|(score, text)| (*score, fill(text))).collect(),
    }
}
