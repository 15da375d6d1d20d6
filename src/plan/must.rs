//! Places must-haves in rounds: each in two different rounds if two rounds can observe it.
//!
//! The search has a fixed order: the heaviest must-have first, and rounds in the order of the loop.
//! Placements in which the typical minutes fit the rounds are tried before all others. If no placement can be
//! drawn, a matching of must-haves to rounds with capacities (`math::matching`) finds the must-have without
//! room, or an approximate placement.

use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::math::matching;
use crate::model::{Id, MustHave, Round};
use crate::text::{count, list, quoted};

use super::planner::Planner;

/// Limit of feasibility checks in the search for a placement. A feasible loop needs a few dozen.
const ASKED: u32 = 2000;

/// Places the must-haves. Returns false if the bank has no questions for any placement; the placement is then
/// only an approximation.
pub(super) fn place(planner: &mut Planner<'_, '_>, sink: &mut Sink) -> Result<bool, Reported> {
    let mark = sink.errors();
    let demands = demands(planner, sink);
    sink.stop_if_worse_than(mark)?;
    let mut asked = 0;
    // If one must-have has no possible placement even alone, there is no placement for all of them, so the
    // full search is skipped.
    let alone = |demands: &[Demand<'_>], planner: &mut Planner<'_, '_>, asked: &mut u32| {
        let found = descend(planner, demands, &mut Vec::new(), false, asked);
        planner.clear();
        found
    };
    let hopeful = planner.drawable()
        && demands
            .chunk_by(|a, b| a.must.competency == b.must.competency)
            .all(|d| alone(d, planner, &mut asked));
    for roomy in [true, false] {
        if hopeful && descend(planner, &demands, &mut Vec::new(), roomy, &mut asked) {
            return Ok(true);
        }
    }
    let capacity = capacities(planner);
    let rounds = assign(&demands, &capacity)
        .map_err(|unplaced| sink.report(no_room(planner, &demands[unplaced], &capacity, &demands)))?;
    for (demand, round) in demands.iter().zip(rounds) {
        planner.add(round, &demand.must.competency);
    }
    Ok(false)
}

/// Places the demands after the ones in `given`: the first placement, in the order of the loop, for which the
/// bank has questions. None of the earlier placements can be drawn, so a new question changes the choice only
/// if the kit needs this question.
fn descend(
    planner: &mut Planner<'_, '_>,
    demands: &[Demand<'_>],
    given: &mut Vec<usize>,
    roomy: bool,
    asked: &mut u32,
) -> bool {
    let Some(demand) = demands.get(given.len()) else { return true };
    // The second observation is always in a later round than the first, because the other order is the same plan.
    let after = if demand.nth > 0 { given.last().map_or(0, |round| round + 1) } else { 0 };
    for &round in demand.rounds.iter().filter(|round| **round >= after) {
        let rule = &planner.role.plan.rounds[round];
        let competency = &demand.must.competency;
        let least = planner.least_minutes(round, Some(competency));
        let full = rule.questions.is_some_and(|q| planner.seats[round].len() >= q as usize);
        let cramped = roomy && !planner.roomy(round, Some(competency));
        if full || cramped || least.is_none_or(|least| least > rule.question_minutes()) || *asked >= ASKED {
            continue;
        }
        *asked += 1;
        planner.add(round, competency);
        given.push(round);
        if planner.drawable() && descend(planner, demands, given, roomy, asked) {
            return true;
        }
        given.pop();
        planner.seats[round].pop();
    }
    false
}

/// One observation that a must-have needs.
struct Demand<'a> {
    must: &'a MustHave,
    /// 0 for the first observation of the competency, 1 for the second.
    nth: usize,
    /// Rounds that can observe it.
    rounds: Vec<usize>,
}

/// One or two demands for each competency that a must-have names, heaviest first.
fn demands<'a>(planner: &Planner<'a, '_>, sink: &mut Sink) -> Vec<Demand<'a>> {
    let role = planner.role;
    let mut musts: Vec<&MustHave> = Vec::new();
    for must in &role.must_haves {
        if !musts.iter().any(|m| m.competency == must.competency) {
            musts.push(must);
        }
    }
    musts.sort_by_key(|m| std::cmp::Reverse(role.weight_of(&m.competency)));
    let mut demands = Vec::new();
    for must in musts {
        let lists = |(_, round): &(usize, &Round)| round.competencies.contains(&must.competency);
        let mut rounds: Vec<usize> =
            role.plan.rounds.iter().enumerate().filter(lists).map(|(n, _)| n).collect();
        let observes = |n: &usize| planner.seats[*n].iter().any(|s| s.competency == must.competency);
        if rounds.is_empty() && !(0..role.plan.rounds.len()).any(|n| observes(&n)) {
            sink.report(unobserved(planner, must));
        }
        // A given slot observes the competency in its round already.
        let wanted = rounds.len().min(2);
        let observed = rounds.iter().filter(|n| observes(n)).count();
        rounds.retain(|n| !observes(n));
        for nth in 0..wanted.saturating_sub(observed) {
            demands.push(Demand { must, nth, rounds: rounds.clone() });
        }
    }
    demands
}

/// The number of slots that each round has besides the given ones: the rest of its `questions`, if it has this
/// key; otherwise the number that would fit into the minutes that are left if every question were as short as
/// the shortest one of the round, but at least one if no slot is given.
fn capacities(planner: &Planner<'_, '_>) -> Vec<usize> {
    let rounds = planner.role.plan.rounds.iter().enumerate();
    let capacity = |(n, round): (usize, &Round)| {
        let given = planner.seats[n].len();
        let shortest = planner.offers[n].values().filter_map(|o| o.minutes(1)).min();
        let left = round.question_minutes().saturating_sub(planner.given_minutes(n));
        let fit = shortest.map_or(0, |m| (left / m.max(1)) as usize).max(usize::from(given == 0));
        round.questions.map_or(fit, |q| (q as usize).saturating_sub(given))
    };
    rounds.map(capacity).collect()
}

/// A round for every demand, or the index of the first demand without a round. Two demands for one
/// competency are in different rounds.
fn assign(demands: &[Demand<'_>], capacity: &[usize]) -> Result<Vec<usize>, usize> {
    let rounds = |n: usize| demands[n].rounds.iter().copied();
    let twins = |a: usize, b: usize| demands[a].must.competency == demands[b].must.competency;
    let given = matching::assign(demands.len(), capacity, rounds, twins);
    given.into_iter().enumerate().map(|(n, round)| round.ok_or(n)).collect()
}

fn unobserved(planner: &Planner<'_, '_>, must: &MustHave) -> Diagnostic {
    let observes = |rounds: &[Round]| rounds.iter().any(|r| r.competencies.contains(&must.competency));
    let loops: Vec<&str> =
        planner.bank.loops.iter().filter(|l| observes(&l.rounds)).map(|l| l.id.as_str()).collect();
    let message = format!("no round of loop `{}` observes `{}`", planner.role.plan.id, must.competency);
    let finding = Diagnostic::new(&codes::UNOBSERVED_MUST_HAVE, message)
        .at(&must.place, "no question can observe this must-have")
        .help(format!("add `{}` to the `competencies` of a round; two rounds are better", must.competency));
    match loops.is_empty() {
        true => finding,
        false => finding.help(format!("or use a loop that observes it: {}", quoted(loops, "or"))),
    }
}

fn no_room(
    planner: &Planner<'_, '_>,
    demand: &Demand<'_>,
    capacity: &[usize],
    all: &[Demand<'_>],
) -> Diagnostic {
    let rounds = &planner.role.plan.rounds;
    let competency: &Id = &demand.must.competency;
    let which = if demand.nth == 0 { "at all" } else { "a second time" };
    let message = format!("there is no room to observe `{competency}` {which}");
    let beside = |r: usize| match planner.seats[r].len() {
        0 => String::new(),
        given => format!(" besides the {given} that the role spec chooses"),
    };
    let room: Vec<String> = demand
        .rounds
        .iter()
        .map(|r| {
            format!("`{}` has room for {}{}", rounds[*r].id, count(capacity[*r], "question"), beside(*r))
        })
        .collect();
    Diagnostic::new(&codes::TOO_LITTLE_TIME, message)
        .at(&demand.must.place, "this must-have")
        .context(&rounds[demand.rounds[0]].place, "a round that may observe it")
        .help(format!("the must-haves together need {}; {}", count(all.len(), "slot"), list(&room, "and")))
        .help(format!(
            "lengthen one of these rounds, let another round observe `{competency}`, or reduce the number of must-haves"
        ))
}
