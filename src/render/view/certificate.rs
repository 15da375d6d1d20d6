//! The data for the template of the certificate: numbers as text, and one line for each difference.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{
    Certificate, CertificateCandidate, CertificateQuestion, CertificateRound, CertificateSlot, Chosen,
    IssueMode, TypeRule, Unlike, UnlikeRule, short_digest,
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
    people: Vec<PersonView>,
    used: Vec<UsedView>,
    most: u32,
    bound: u32,
    bound_without_likeness: u32,
    same_kind: usize,
    near_difficulty: usize,
    rotating_count: usize,
    scale: u32,
    overlap: OverlapView,
    supplies: Vec<SupplyView>,
    scarcest: Option<String>,
    bank: String,
    seed: String,
    loop_digest: String,
}

#[derive(Debug, Serialize)]
struct DifferenceView {
    place: String,
    what: String,
}

#[derive(Debug, Serialize)]
struct RoundView {
    title: String,
    minutes: u32,
    question_minutes: u32,
    asked: String,
    slots: Vec<SlotView>,
}

#[derive(Debug, Serialize)]
struct SlotView {
    number: usize,
    competency_name: String,
    depth: String,
    core: bool,
    chosen: bool,
    asked: bool,
    reason: Option<String>,
    same: String,
    #[serde(rename = "type")]
    kind: String,
    minutes: String,
    difficulty: String,
    questions: String,
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
            rounds: it.rounds.iter().map(|r| round(r, it)).collect(),
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
            most: spread.most,
            bound: spread.bound,
            bound_without_likeness: spread.bound_without_likeness,
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
            scarcest: spread.scarcest().map(|s| format!("{} at {}", named(it, &s.competency), s.depth)),
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

/// The differences that the certificate lists. First come the points in which a kit differs from the loop
/// although they must be equal. The questions that were withdrawn since they were issued follow, then the slots in
/// which kind or difficulty differ between candidates, and the slots whose type differs from the loop.
fn differences(it: &Certificate) -> Vec<DifferenceView> {
    let mut found = Vec::new();
    for candidate in &it.candidates {
        found.extend(candidate.breaks.iter().map(|what| DifferenceView {
            place: format!("candidate {}", candidate.candidate),
            what: what.clone(),
        }));
    }
    for (n, question) in it.questions.iter().enumerate() {
        let Some(status) = &question.withdrawn else { continue };
        let with = it.candidates.iter().filter(|c| c.questions.contains(&n));
        let with: Vec<String> = with
            .map(|c| match &c.held {
                Some(day) => format!("{} (held {day})", c.candidate),
                None => format!("{} (not held yet)", c.candidate),
            })
            .collect();
        found.push(DifferenceView {
            place: format!("{} {}", question.code, question.id),
            what: format!("{status} since it was issued; in the kits of {}", list(&with, "and")),
        });
    }
    for (round, slot) in it.rounds.iter().flat_map(|r| r.slots.iter().map(move |s| (r, s))) {
        let mut others: BTreeMap<&str, (u32, Vec<&str>)> = BTreeMap::new();
        for (question, kits) in slot.drawn.iter().map(|(n, kits)| (&it.questions[*n], kits)) {
            if question.kind != slot.kind {
                let (count, codes) = others.entry(&question.kind).or_default();
                *count += kits;
                codes.push(&question.code);
            }
        }
        let each: Vec<String> = others
            .iter()
            .map(|(kind, (kits, codes))| {
                format!("{kind} for {} ({})", count(*kits as usize, "candidate"), codes.join(", "))
            })
            .collect();
        let place = || format!("{}, question {}", round.title, number(slot));
        found.extend(slot.unlike.iter().map(|it| DifferenceView { place: place(), what: unlike(it) }));
        if !each.is_empty() {
            let what = format!("type: {} in the loop, {}", slot.kind, each.join(", "));
            found.push(DifferenceView { place: place(), what });
        }
    }
    found
}

/// A rule on kind or difficulty that does not hold in a slot.
fn unlike(it: &Unlike) -> String {
    let seen = it.seen.iter().map(|(value, kits)| format!("{value} for {}", count(*kits, "candidate")));
    let seen = list(&seen.collect::<Vec<_>>(), "and");
    match it.rule {
        UnlikeRule::Kind => format!("kind: {seen}"),
        UnlikeRule::Difficulty => format!("difficulty differs by more than one point: {seen}"),
        UnlikeRule::Undeclared => format!("difficulty is not declared by every question: {seen}"),
    }
}

/// The number of a slot in its round.
fn number(slot: &CertificateSlot) -> usize {
    slot.id.rsplit('.').next().and_then(|n| n.parse().ok()).unwrap_or(0)
}

fn round(round: &CertificateRound, it: &Certificate) -> RoundView {
    let (low, high) = round.asked_minutes;
    RoundView {
        title: round.title.clone(),
        minutes: round.minutes,
        question_minutes: round.question_minutes,
        asked: span(low, high),
        slots: round.slots.iter().map(|s| slot(s, it)).collect(),
    }
}

fn slot(slot: &CertificateSlot, it: &Certificate) -> SlotView {
    let kits = it.candidates.len();
    let (low, high) = slot.minutes_drawn;
    let drawn = slot.drawn.iter().map(|(n, kits)| match slot.core {
        true => it.questions[*n].code.clone(),
        false => format!("{} ×{kits}", it.questions[*n].code),
    });
    let broken =
        it.candidates.iter().filter(|c| c.breaks.iter().any(|b| b.starts_with(&format!("{}:", slot.id))));
    let same = kits - broken.count();
    SlotView {
        number: number(slot),
        competency_name: slot.competency_name.clone(),
        depth: slot.depth.clone(),
        core: slot.core,
        chosen: slot.chosen == Some(Chosen::Pin),
        asked: slot.chosen == Some(Chosen::Ask),
        reason: slot.reason.clone(),
        same: if same == kits { format!("all {kits}") } else { format!("{same} of {kits}") },
        kind: match slot.same_type == kits {
            true => format!("{}, all {kits}", slot.kind),
            false => format!("{}, {} of {kits}", slot.kind, slot.same_type),
        },
        minutes: match low == high && low == slot.minutes {
            true => format!("{low}"),
            false => format!("{}, drawn {}", slot.minutes, span(low, high)),
        },
        difficulty: match (slot.difficulty, slot.difficulty_drawn) {
            (Some(own), Some((low, high))) if low == own && high == own => own.to_string(),
            (Some(own), Some((low, high))) => format!("{own}, drawn {}", span(low.into(), high.into())),
            _ => "not declared".to_owned(),
        },
        questions: drawn.collect::<Vec<_>>().join(", "),
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
    PersonView {
        candidate: it.candidate.clone(),
        digest: short_digest(&it.digest).to_owned(),
        held: it.held.clone().unwrap_or_else(|| "not yet".to_owned()),
        minutes: it.minutes.iter().map(u32::to_string).collect::<Vec<_>>().join(" + "),
        difficulty: it.difficulty.map_or_else(|| "–".to_owned(), |d| d.to_string()),
        codes: codes.collect::<Vec<_>>().join(" "),
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
