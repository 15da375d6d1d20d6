//! Fills the remaining room by highest averages, so that heavier competencies get more slots without crowding
//! out others.
//!
//! Each free slot goes to the round and competency with the highest average. The average is the weight
//! divided by (n + 1)(3k + 1), where n is the number of slots that the competency has so far (D'Hondt's
//! method of apportionment) and k is the number of these in the same round. If two averages are equal, the
//! earlier round and the earlier competency win.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::model::{Id, Round};
use crate::text::{count, quoted};

use super::planner::{Planner, Seat};

/// Limit of slots in a round. With more questions, a round would feel like an examination.
const MOST: usize = 12;

/// Fills every round. A round with `questions` gets exactly that many slots. If the must-haves cannot be
/// drawn (`placed` is false), rounds get only the slots that they need.
pub(super) fn fill(planner: &mut Planner<'_, '_>, placed: bool, sink: &mut Sink) -> Result<(), Reported> {
    let mark = sink.errors();
    // A slot that does not fit now does not fit later either, because the number of slots only grows.
    let mut closed: BTreeSet<(usize, Id)> = BTreeSet::new();
    while let Some((round, competency)) = best(planner, &closed) {
        let fits = plausible(planner, round, &competency, placed);
        planner.add(round, &competency);
        if !fits || (placed && !planner.drawable()) {
            planner.seats[round].pop();
            closed.insert((round, competency));
        }
    }
    for (n, round) in planner.role.plan.rounds.iter().enumerate() {
        let wanted = planner.wanted(round);
        if planner.seats[n].len() < wanted {
            sink.report(short(planner, n, round, wanted));
        }
    }
    sink.stop_if_worse_than(mark)
}

fn best(planner: &Planner<'_, '_>, closed: &BTreeSet<(usize, Id)>) -> Option<(usize, Id)> {
    let mut best: Option<(u64, u64, usize, &Id)> = None;
    for (n, round) in planner.role.plan.rounds.iter().enumerate() {
        for competency in &round.competencies {
            if closed.contains(&(n, competency.clone())) {
                continue;
            }
            let weight = weight(planner, competency);
            let seats = |seats: &[Seat]| seats.iter().filter(|s| s.competency == *competency).count() as u64;
            // A round with a list `ask` asks what people chose, so it takes nothing from the other rounds.
            let rules = planner.role.plan.rounds.iter().zip(&planner.seats);
            let everywhere: u64 = rules.filter(|(r, _)| r.asks.is_empty()).map(|(_, s)| seats(s)).sum();
            let divisor = (everywhere + 1) * (3 * seats(&planner.seats[n]) + 1);
            // weight / divisor > best, without fractions.
            if best.is_none_or(|(w, d, ..)| weight * d > w * divisor) {
                best = Some((weight, divisor, n, competency));
            }
        }
    }
    best.map(|(_, _, n, competency)| (n, competency.clone()))
}

fn weight(planner: &Planner<'_, '_>, competency: &Id) -> u64 {
    let role = planner.role;
    let nice = role.nice_to_haves.iter().any(|n| n.competency.as_ref() == Some(competency));
    match role.weight_of(competency) {
        0 if nice => 3,
        0 => 2,
        weight => 4 + 2 * u64::from(weight),
    }
}

/// True if one more slot for the competency passes the checks that need no search.
fn plausible(planner: &Planner<'_, '_>, n: usize, competency: &Id, placed: bool) -> bool {
    let round = &planner.role.plan.rounds[n];
    let taken = planner.seats[n].len();
    let Some(least) = planner.least_minutes(n, Some(competency)) else { return false };
    let fits = least <= round.question_minutes() && planner.roomy(n, Some(competency));
    let most = if placed { MOST } else { 1 };
    match round.questions {
        // If there is too little time, the draw reports it better than this check can.
        Some(questions) => taken < questions as usize && (fits || !placed),
        None => taken < most && fits,
    }
}

fn short(planner: &Planner<'_, '_>, n: usize, round: &Round, wanted: usize) -> Diagnostic {
    let has = planner.seats[n].len();
    let offers: Vec<String> = round
        .competencies
        .iter()
        .map(|c| {
            let depth = planner.role.depth_of(c, |d| planner.bank.depth_rank(d));
            let there = planner.offers[n].get(c).map_or(0, |o| o.count());
            format!("`{c}` at `{depth}` has {}", count(there, "question"))
        })
        .collect();
    let message =
        format!("round `{}` needs {}, but only {has} can be found", round.id, count(wanted, "question"));
    let mut finding = Diagnostic::new(&codes::TOO_FEW_QUESTIONS, message)
        .at(&round.place, format!("{} missing", wanted - has))
        .help(offers.join("; "));
    if !round.types.is_empty() {
        let types = quoted(round.types.iter().map(|t| t.as_str()), "or");
        finding = finding.help(format!("only questions of type {types} that fit the level were counted"));
    }
    let fit = most(planner, n, round);
    if fit < wanted {
        return finding
            .help(format!(
                "its {} for questions are enough for at most {}",
                count(round.question_minutes() as usize, "minute"),
                fit
            ))
            .help(format!(
                "smallest change: ask for {} in this round, or give it more minutes",
                count(fit.min(has).max(1), "question")
            ));
    }
    finding.help(format!(
        "write {} for one of these competencies, let the round observe another competency, or ask for only {}",
        count(wanted - has, "question"),
        count(has.max(1), "question")
    ))
}

/// The number of questions that fit the round's minutes if the shortest are taken first.
fn most(planner: &Planner<'_, '_>, n: usize, round: &Round) -> usize {
    let mut minutes: Vec<u32> = planner.offers[n].values().flat_map(|offer| offer.each()).collect();
    minutes.sort_unstable();
    let mut left = round.question_minutes();
    minutes.iter().take_while(|m| left.checked_sub(**m).map(|rest| left = rest).is_some()).count()
}
