//! The data for the template of the certificate: numbers as text, and one line for each difference.

use serde::Serialize;

use super::compared::{
    DifferenceView, FEW, differences, differs, number, one_depth, questions, same_kits, used_alike,
};
use crate::model::{
    Certificate, CertificateCandidate, CertificateQuestion, CertificateRound, CertificateSlot, Chosen,
    IssueMode, TypeRule, short_digest,
};
use crate::render::words::{grouped, lower_first};
use crate::text::{count, list};

/// A certificate.
#[derive(Debug, Serialize)]
pub(in crate::render) struct CertificateView {
    req: String,
    title: String,
    level: String,
    depth: String,
    candidates: String,
    held: String,
    equivalent: bool,
    chosen: Option<String>,
    unanchored: Option<String>,
    core: String,
    rotating: String,
    slots: String,
    slot_count: usize,
    modes: String,
    strict: bool,
    differences: Vec<DifferenceView>,
    rounds: Vec<RoundView>,
    asked: Vec<QuestionView>,
    few: bool,
    one_depth: Option<String>,
    people: Vec<PersonView>,
    used: Vec<UsedView>,
    used_alike: Option<String>,
    most: u32,
    bound: u32,
    bound_without_likeness: u32,
    same_family: usize,
    same_form: usize,
    same_kind: usize,
    near_difficulty: usize,
    rotating_count: usize,
    scale: u32,
    overlap: OverlapView,
    supplies: Vec<SupplyView>,
    scarcest: Option<String>,
    scarcest_serves: Option<String>,
    bank: String,
    seed: String,
    loop_digest: String,
}

#[derive(Debug, Serialize)]
struct RoundView {
    title: String,
    minutes: u32,
    question_minutes: u32,
    asked: String,
    number: usize,
    alike: bool,
    slots: Vec<SlotView>,
}

#[derive(Debug, Serialize)]
struct SlotView {
    number: usize,
    code: String,
    competency_name: String,
    depth: String,
    core: bool,
    chosen: bool,
    asked: bool,
    reason: Option<String>,
    differs: Option<String>,
    same: String,
    #[serde(rename = "type")]
    kind: String,
    minutes: String,
    difficulty: String,
    questions: String,
    supply: Option<usize>,
}

#[derive(Debug, Serialize)]
struct QuestionView {
    code: String,
    id: String,
    #[serde(rename = "type")]
    kind: String,
    minutes: u32,
    difficulty: String,
    kits: String,
    wording: String,
}

#[derive(Debug, Serialize)]
struct PersonView {
    candidate: String,
    digest: String,
    held: String,
    minutes: String,
    difficulty: String,
    codes: String,
    rotating: String,
}

#[derive(Debug, Serialize)]
struct UsedView {
    question: String,
    competency: String,
    depth: String,
    kits: u32,
    share: String,
}

#[derive(Debug, Serialize)]
struct OverlapView {
    some: bool,
    mean: String,
    bound: String,
    most: u32,
    pair: Option<String>,
    scale: u64,
    several: bool,
    pairs: Vec<PairsView>,
    compared: Option<String>,
}

#[derive(Debug, Serialize)]
struct PairsView {
    shared: usize,
    pairs: u64,
    share: String,
}

#[derive(Debug, Serialize)]
struct SupplyView {
    competency: String,
    depth: String,
    slots: usize,
    questions: usize,
    serves: usize,
}

impl CertificateView {
    /// The view of a certificate.
    pub(in crate::render) fn new(it: &Certificate) -> CertificateView {
        let spread = &it.spread;
        let kits = it.candidates.len();
        let modes = it.modes.iter().map(|mode| match mode {
            IssueMode::Balanced => "balanced (each kit takes the questions that were used least)",
            IssueMode::Stable => {
                "stable (each kit depends only on the seed, the candidate's id, the loop and the bank)"
            }
        });
        CertificateView {
            req: it.req.clone(),
            title: it.title.clone(),
            level: it.level.clone(),
            depth: it.depth.clone(),
            candidates: count(kits, "candidate"),
            held: match it.candidates.iter().filter(|c| c.held.is_some()).count() {
                0 => "None of these interviews has been held yet.".to_owned(),
                n if n == kits => "All of these interviews have been held.".to_owned(),
                n => format!(
                    "{n} of these interviews {} been held so far.",
                    if n == 1 { "has" } else { "have" }
                ),
            },
            equivalent: it.equivalent,
            chosen: slots_with(it, |slot| slot.chosen.is_some()),
            unanchored: slots_with(it, |slot| slot.unanchored),
            core: count(spread.core, "slot"),
            rotating: count(spread.rotating, "slot"),
            slots: count(spread.core + spread.rotating, "slot"),
            slot_count: spread.core + spread.rotating,
            modes: list(&modes.collect::<Vec<_>>(), "and"),
            strict: it.types == TypeRule::Strict,
            differences: differences(it),
            rounds: (1..).zip(&it.rounds).map(|(n, r)| round(n, r, it)).collect(),
            few: kits <= FEW,
            one_depth: one_depth(it),
            asked: it.questions.iter().map(question).collect(),
            people: it.candidates.iter().map(|c| person(c, it)).collect(),
            used: spread
                .used
                .iter()
                .map(|u| UsedView {
                    question: u.question.clone(),
                    competency: named(it, &u.competency),
                    depth: u.depth.clone(),
                    kits: u.kits,
                    share: percent(u.kits as usize, kits),
                })
                .collect(),
            used_alike: used_alike(it),
            most: spread.most,
            bound: spread.bound,
            bound_without_likeness: spread.bound_without_likeness,
            same_family: spread.same_family,
            same_form: spread.same_form,
            same_kind: spread.same_kind,
            near_difficulty: spread.near_difficulty,
            rotating_count: spread.rotating,
            scale: spread.most.max(spread.bound).max(1),
            overlap: overlap(it),
            supplies: spread
                .supplies
                .iter()
                .map(|s| SupplyView {
                    competency: named(it, &s.competency),
                    depth: s.depth.clone(),
                    slots: s.slots,
                    questions: s.questions,
                    serves: s.serves(),
                })
                .collect(),
            scarcest: spread.scarcest().map(|s| s.name(&named(it, &s.competency))),
            scarcest_serves: spread.scarcest().map(|s| count(s.serves(), "kit")),
            bank: it.banks.iter().skip(1).fold(it.bank.id.clone(), |all, bank| format!("{all}, {}", bank.id)),
            seed: it.seed.clone(),
            loop_digest: it.loop_digest.clone(),
        }
    }
}

/// The number of slots for which `is` returns true, in words; `None` if there are none.
fn slots_with(it: &Certificate, is: impl Fn(&CertificateSlot) -> bool) -> Option<String> {
    let slots = it.rounds.iter().flat_map(|round| &round.slots).filter(|slot| is(slot)).count();
    (slots > 0).then(|| count(slots, "slot"))
}

/// The name of a competency.
fn named(it: &Certificate, id: &str) -> String {
    let slot = it.rounds.iter().flat_map(|r| &r.slots).find(|s| s.competency == id);
    slot.map_or_else(|| id.to_owned(), |s| s.competency_name.clone())
}

fn percent(part: usize, of: usize) -> String {
    format!("{:.0} %", part as f64 * 100.0 / of.max(1) as f64)
}

fn span(low: u32, high: u32) -> String {
    if low == high { low.to_string() } else { format!("{low} to {high}") }
}

fn round(number: usize, round: &CertificateRound, it: &Certificate) -> RoundView {
    let (low, high) = round.asked_minutes;
    RoundView {
        number,
        title: round.title.clone(),
        minutes: round.minutes,
        question_minutes: round.question_minutes,
        asked: span(low, high),
        alike: round.slots.iter().all(|s| differs(s, it).is_none()),
        slots: round.slots.iter().map(|s| slot(number, s, it)).collect(),
    }
}

fn slot(round: usize, slot: &CertificateSlot, it: &Certificate) -> SlotView {
    let kits = it.candidates.len();
    let (low, high) = slot.minutes_drawn;
    let same = same_kits(slot, it);
    let mut supplies = it.spread.supplies.iter();
    let key = (&slot.competency, &slot.depth, &slot.family);
    let supply = supplies.find(|s| (&s.competency, &s.depth, &s.family) == key);
    SlotView {
        number: number(slot),
        code: format!("{round}.{}", number(slot)),
        supply: supply.filter(|_| !slot.core).map(|s| s.questions),
        competency_name: slot.competency_name.clone(),
        depth: slot.depth.clone(),
        core: slot.core,
        chosen: slot.chosen == Some(Chosen::Pin),
        asked: slot.chosen == Some(Chosen::Ask),
        reason: slot.reason.clone(),
        differs: differs(slot, it),
        same: if same == kits { format!("all {kits}") } else { format!("{same} of {kits}") },
        kind: slot.kind.clone(),
        minutes: span(low.min(slot.minutes), high.max(slot.minutes)),
        difficulty: match (slot.difficulty, slot.difficulty_drawn) {
            (Some(own), Some((low, high))) => span(own.min(low).into(), own.max(high).into()),
            _ => "not declared".to_owned(),
        },
        questions: questions(slot, it),
    }
}

fn question(it: &CertificateQuestion) -> QuestionView {
    QuestionView {
        code: it.code.clone(),
        id: it.id.clone(),
        kind: it.kind.clone(),
        minutes: it.minutes,
        difficulty: it.difficulty.map_or_else(|| "–".to_owned(), |d| d.to_string()),
        kits: grouped(it.kits),
        wording: short_digest(&it.wording).to_owned(),
    }
}

fn person(it: &CertificateCandidate, of: &Certificate) -> PersonView {
    let codes = it.questions.iter().map(|n| of.questions[*n].code.as_str());
    let slots = of.rounds.iter().flat_map(|round| &round.slots);
    let rotating = it.questions.iter().zip(slots).filter(|(_, slot)| !slot.core);
    let rotating = rotating.map(|(n, _)| of.questions[*n].id.as_str());
    PersonView {
        candidate: it.candidate.clone(),
        digest: short_digest(&it.digest).to_owned(),
        held: it.held.clone().unwrap_or_else(|| "not yet".to_owned()),
        minutes: it.minutes.iter().map(u32::to_string).collect::<Vec<_>>().join(" + "),
        difficulty: it.difficulty.map_or_else(|| "–".to_owned(), |d| d.to_string()),
        codes: codes.collect::<Vec<_>>().join(" "),
        rotating: rotating.collect::<Vec<_>>().join(", "),
    }
}

fn overlap(it: &Certificate) -> OverlapView {
    let overlap = &it.spread.overlap;
    let all: u64 = overlap.pairs.iter().sum();
    let pairs = overlap.pairs.iter().enumerate().map(|(shared, pairs)| PairsView {
        shared,
        pairs: *pairs,
        share: percent(*pairs as usize, all as usize),
    });
    OverlapView {
        several: it.candidates.len() > 1 && overlap.pairs.iter().filter(|pairs| **pairs > 0).count() > 1,
        some: it.candidates.len() > 1,
        mean: format!("{:.2}", overlap.mean),
        bound: format!("{:.2}", overlap.bound),
        most: overlap.most,
        pair: overlap.pair.as_ref().map(|(a, b)| format!("{a} and {b}")),
        scale: overlap.pairs.iter().copied().max().unwrap_or(1).max(1),
        pairs: pairs.collect(),
        compared: (overlap.compared < it.candidates.len())
            .then(|| lower_first(&count(overlap.compared, "kit"))),
    }
}
