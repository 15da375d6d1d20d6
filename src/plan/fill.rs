//! The rest of the room: highest averages, so that weight decides and variety follows.
//!
//! Each free slot goes to the (round, competency) with the highest weight divided by one more than
//! the observations it has (D'Hondt's method of apportionment), with repetition inside a round
//! counted thrice. Ties go to the earlier round and the earlier competency.

use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::model::{Id, Round};
use crate::text::{count, quoted};

use super::planner::{Planner, Seat};

/// More slots than this is an examination, not a conversation.
const MOST: usize = 12;

/// Fills every round; a round with a stated number of questions gets exactly that many.
pub(super) fn fill(planner: &mut Planner<'_>, sink: &mut Sink) -> Result<(), Reported> {
    let mark = sink.errors();
    while let Some((round, competency)) = best(planner) {
        let fixed = planner.role.plan.rounds[round].questions.is_some();
        planner.give(round, competency, fixed);
    }
    for (n, round) in planner.role.plan.rounds.iter().enumerate() {
        let wanted = round.questions.map_or(1, |q| q as usize);
        if planner.seats[n].len() < wanted {
            sink.report(short(planner, n, round, wanted));
        }
    }
    sink.stop_if_worse_than(mark)
}

fn best(planner: &Planner<'_>) -> Option<(usize, Id)> {
    let mut best: Option<(u64, u64, usize, &Id)> = None;
    for (n, round) in planner.role.plan.rounds.iter().enumerate() {
        for competency in &round.competencies {
            if !fits(planner, n, round, competency) {
                continue;
            }
            let weight = weight(planner, competency);
            let seats = |seats: &[Seat]| seats.iter().filter(|s| s.competency == *competency).count() as u64;
            let everywhere: u64 = planner.seats.iter().map(|s| seats(s)).sum();
            let divisor = (everywhere + 1) * (3 * seats(&planner.seats[n]) + 1);
            // weight / divisor > best, without fractions.
            if best.is_none_or(|(w, d, ..)| weight * d > w * divisor) {
                best = Some((weight, divisor, n, competency));
            }
        }
    }
    best.map(|(_, _, n, competency)| (n, competency.clone()))
}

fn weight(planner: &Planner<'_>, competency: &Id) -> u64 {
    let role = planner.role;
    let nice = role.nice_to_haves.iter().any(|n| n.competency.as_ref() == Some(competency));
    match role.weight_of(competency) {
        0 if nice => 3,
        0 => 2,
        weight => 4 + 2 * u64::from(weight),
    }
}

/// Whether one more slot for the competency has a question for it, and the minutes.
fn fits(planner: &Planner<'_>, n: usize, round: &Round, competency: &Id) -> bool {
    let taken = planner.seats[n].len();
    // The cell is shared by all rounds: count what they have taken against the largest offer.
    let used = planner.seats.iter().flatten().filter(|s| s.competency == *competency).count();
    let offered =
        planner.offers.iter().filter_map(|o| o.get(competency)).map(|o| o.count()).max().unwrap_or(0);
    if used >= offered {
        return false;
    }
    let available = round.question_minutes();
    let Some(least) = planner.least_minutes(n, Some(competency)) else { return false };
    if let Some(questions) = round.questions {
        return taken < questions as usize;
    }
    let seats = planner.seats[n].iter().map(|s| &s.competency).chain([competency]);
    let typical: Option<u32> = seats.map(|c| planner.typical(c)).sum();
    taken < MOST && least <= available && typical.is_none_or(|minutes| minutes <= available)
}

fn short(planner: &Planner<'_>, n: usize, round: &Round, wanted: usize) -> Diagnostic {
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
    let message = format!("round `{}` needs {}, {has} can be found", round.id, count(wanted, "question"));
    let mut finding = Diagnostic::new(&codes::TOO_FEW_QUESTIONS, message)
        .at(&round.place, format!("{} missing", wanted - has))
        .help(offers.join("; "));
    if !round.types.is_empty() {
        let types = quoted(round.types.iter().map(|t| t.as_str()), "and");
        finding = finding.help(format!("only questions of type {types} that fit the level were counted"));
    }
    let fit = most(planner, n, round);
    if fit < wanted {
        return finding
            .help(format!(
                "and its {} for questions hold {} at most",
                count(round.question_minutes() as usize, "minute"),
                fit
            ))
            .help(format!(
                "smallest change: ask for {} in this round, or give it more minutes",
                count(fit.min(has).max(1), "question")
            ));
    }
    finding.help(format!(
        "write {} for one of these, let the round observe another competency, or ask for {}",
        count(wanted - has, "question"),
        count(has.max(1), "question")
    ))
}

/// How many questions a round's minutes hold, the shortest ones first.
fn most(planner: &Planner<'_>, n: usize, round: &Round) -> usize {
    let mut minutes: Vec<u32> = planner.offers[n].values().flat_map(|offer| offer.each()).collect();
    minutes.sort_unstable();
    let mut left = round.question_minutes();
    minutes.iter().take_while(|m| left.checked_sub(**m).map(|rest| left = rest).is_some()).count()
}
