//! `explain`: what a finding means, or why a question was drawn.

use std::path::{Path, PathBuf};

use super::call::Call;
pub use super::explained::{
    Absence, Drawn, Explanation, FateExplained, RivalExplained, RivalIn, SlotExplained, SlotSource, Today,
};
use super::today;
use crate::collect::{FormCode, form_code_text};
use crate::draw::{Fate, Key};
use crate::lint;
use crate::load;
use crate::model::{Bank, Blueprint, IssueMode, Kit, KitIssue, KitSlot, Opening, Round};
use crate::pipeline;
use crate::store::{Fault, Req, existing_kit, kit_at};
use crate::text::{self, nearest};

/// Explains a finding or a question.
#[derive(Clone, Debug)]
pub struct Explain {
    /// The name of a finding, the id of a question, or the id of a slot.
    pub what: String,
    /// The kit that holds the question.
    pub kit: Option<PathBuf>,
}

/// Explains a finding or a question.
///
/// # Errors
/// [`Fault::Request`] when no finding, question or slot has this name, [`Fault::Findings`] when a file has
/// errors.
pub fn explain(request: &Explain, call: &mut Call<'_>) -> Result<Explanation, Fault> {
    let what = &request.what;
    if let Some(path) = &request.kit {
        let path = existing_kit(path)?;
        let kit = kit_at(call.workspace, &path, call.sink)?;
        return in_kit(what, &kit, &path, call);
    }
    if what == "lints" {
        return Ok(Explanation::Code { text: lint::listed() });
    }
    if let Some(code) = lint::code(what) {
        return Ok(Explanation::Code { text: code.text.to_owned() });
    }
    if let Some(text) = form_code_text(what) {
        return Ok(Explanation::Code { text: text.to_owned() });
    }
    for id in load::bank_ids(call.workspace) {
        let Ok(bank) = load::bank(call.workspace, &id, call.sink) else { continue };
        if let Some(question) = bank.question(what) {
            // A bank that extends the bank of the question has it too.
            let (bank, place) = (question.holder.to_string(), question.place.link());
            return Ok(Explanation::Question { question: question.id.to_string(), bank, place });
        }
    }
    let near = near(what, lint::all_codes().map(|code| code.id).chain(FormCode::WORDS.iter().copied()));
    Err(Fault::Request(format!("`{what}` is neither a finding nor a question here{near}")))
}

fn near<'a>(what: &str, known: impl Iterator<Item = &'a str>) -> String {
    nearest(what, known).map_or_else(String::new, |near| format!("\n  = help: {}", text::did_you_mean(near)))
}

fn in_kit(id: &str, kit: &Kit, file: &Path, call: &mut Call<'_>) -> Result<Explanation, Fault> {
    let slots = || kit.rounds.iter().flat_map(|r| r.slots.iter().map(move |s| (r, s)));
    let Some((round, slot)) = slots().find(|(_, s)| s.question.id == id || s.id == id) else {
        if let Some(absent) = absent(id, kit, call)? {
            return Ok(absent);
        }
        let near = near(id, slots().map(|(_, s)| s.question.id.as_str()));
        return Err(Fault::Request(format!("`{id}` is not in this kit{near}")));
    };
    let (source, today) = match &kit.issue {
        Some(issue) if kit.candidate.is_some() => {
            (of_candidate(kit, slot, issue, call), today::of_candidate(kit, slot, issue, file, call)?)
        }
        _ => {
            let source = of_loop(kit, slot, call)?;
            let today = today_of(&source);
            (source, today)
        }
    };
    Ok(Explanation::Slot(Box::new(SlotExplained {
        slot: slot.id.clone(),
        question: slot.question.id.clone(),
        round: round.title.clone(),
        competency: slot.competency.clone(),
        depth: slot.depth.clone(),
        core: slot.core,
        observes: kit.observed(slot).map(str::to_owned).collect(),
        source,
        today,
    })))
}

/// The result of today's draw, which the explanation of a slot of the loop holds.
fn today_of(source: &SlotSource) -> Today {
    match source {
        SlotSource::Draw(Drawn { today: Some(question), same, .. }) => {
            Today::Drawn { question: question.clone(), same: *same }
        }
        SlotSource::NoSlot => Today::NoSlot,
        SlotSource::NoRole => Today::NoRole,
        _ => Today::NoKit,
    }
}

/// A candidate's kit is drawn from the loop's kit and not from the role spec.
fn of_candidate(kit: &Kit, slot: &KitSlot, issue: &KitIssue, call: &mut Call<'_>) -> SlotSource {
    let known = issue.replaced.iter().rev().find(|known| known.slot == slot.id);
    if slot.core && known.is_none() {
        return SlotSource::Loop;
    }
    let base = Req::open(call.workspace, &kit.req).and_then(|req| req.loop_kit(call.sink)).ok();
    let base = base.filter(|base| base.digest == issue.base);
    let own = base.as_ref().and_then(|base| base.slots().find(|s| s.id == slot.id));
    let other = own.filter(|own| own.question.id != slot.question.id);
    SlotSource::Candidate {
        instead_of: other.map(|own| own.question.id.clone()),
        balanced: issue.number.filter(|_| issue.mode == IssueMode::Balanced),
        supersedes: issue.supersedes.is_some(),
        knew: known.map(|known| known.question.clone()),
    }
}

/// Why a question of the bank is not in the kit; `None` when the bank has no such question.
fn absent(id: &str, kit: &Kit, call: &mut Call<'_>) -> Result<Option<Explanation>, Fault> {
    if !call.workspace.req(&kit.req).is_dir() {
        return Ok(None);
    }
    let (role, bank) = pipeline::req(call.workspace, &kit.req, call.sink)?;
    let Some(question) = bank.question(id) else { return Ok(None) };
    let depth = role.depth_of(&question.competency, |d| bank.depth_rank(d));
    let longest = role.plan.rounds.iter().map(Round::question_minutes).max().unwrap_or(0);
    let competency = question.competency.to_string();
    let misfit = question.misfit(&role, Opening { depth: &depth, types: &[], minutes: longest });
    let why = match misfit {
        Some(misfit) => Absence::Misfit { reason: misfit.to_string(), competency, depth: depth.to_string() },
        None => {
            let key = Key { seed: &kit.seed, req: &kit.req, candidate: kit.candidate.as_deref() };
            let mine: Vec<&KitSlot> = kit.slots().filter(|s| s.competency == competency).collect();
            let mut slots = Vec::new();
            for slot in mine {
                let why = pipeline::why(&role, &bank, &key, &slot.id, call.sink);
                let rank = why.and_then(|(blueprint, why)| {
                    let rank =
                        why.rivals.iter().position(|r| bank.questions[r.question].id.as_str() == id)?;
                    Some((rank + 1, why.rivals.len(), fate(&why.rivals[rank].fate, &bank, &blueprint)))
                });
                slots.push(RivalIn { slot: slot.id.clone(), stands: slot.question.id.clone(), rank });
            }
            Absence::Slots { competency, slots }
        }
    };
    Ok(Some(Explanation::Absent { question: id.to_owned(), place: question.place.link(), why }))
}

/// The questions that fit the slot, by priority, and why those with a better priority were not drawn.
fn of_loop(kit: &Kit, slot: &KitSlot, call: &mut Call<'_>) -> Result<SlotSource, Fault> {
    if !call.workspace.req(&kit.req).is_dir() {
        return Ok(SlotSource::NoRole);
    }
    let (role, bank) = pipeline::req(call.workspace, &kit.req, call.sink)?;
    if let Some(by) = slot.chosen {
        let why = kit.role.reasons.get(&slot.question.id).cloned();
        return Ok(SlotSource::Chosen { by, why });
    }
    let key = Key { seed: &kit.seed, req: &kit.req, candidate: kit.candidate.as_deref() };
    let Some((blueprint, why)) = pipeline::why(&role, &bank, &key, &slot.id, call.sink) else {
        return Ok(SlotSource::NoSlot);
    };
    let drawn = why.rivals.iter().find(|r| r.fate == Fate::Drawn).map(|r| &bank.questions[r.question]);
    let rivals = why.rivals.iter().map(|rival| {
        let question = &bank.questions[rival.question];
        RivalExplained {
            question: question.id.to_string(),
            kind: question.kind.to_string(),
            minutes: question.minutes,
            priority: rival.priority,
            fate: fate(&rival.fate, &bank, &blueprint),
        }
    });
    Ok(SlotSource::Draw(Drawn {
        seed: kit.seed.clone(),
        same: drawn.is_some_and(|q| q.id.as_str() == slot.question.id),
        today: drawn.map(|q| q.id.to_string()),
        rivals: rivals.collect(),
        without: why.next.map(|(next, others)| (bank.questions[next].id.to_string(), others)),
    }))
}

fn fate(fate: &Fate, bank: &Bank, blueprint: &Blueprint) -> FateExplained {
    let id = |q: &usize| bank.questions[*q].id.to_string();
    match fate {
        Fate::Drawn => FateExplained::Drawn,
        Fate::Elsewhere(round, place) => {
            FateExplained::Elsewhere { slot: blueprint.rounds[*round].slots[*place].id.clone() }
        }
        Fate::Enemy(other) => FateExplained::Enemy { question: id(other) },
        Fate::Family(other) => FateExplained::Family { question: id(other) },
        Fate::TooLong(over) => FateExplained::TooLong { minutes: *over },
        Fate::NoKit => FateExplained::NoKit,
        Fate::Behind(slots) => FateExplained::Behind { slots: *slots },
        Fate::Open => FateExplained::Open,
    }
}
