//! Plans a role: assigns slots to must-haves, fills the remaining time with more slots, and makes the
//! blueprint from all slots.

use super::planner::{Ask, Planner, Seat};
use super::{fill, must};
use crate::diag::{Reported, Sink};
use crate::model::{Bank, Blueprint, Given, Id, PlannedRound, RoleSpec, Slot};

/// Assigns slots to every round: first the given ones, then the must-haves, then the remaining room.
///
/// `drawable` must be monotone: one more question, or one slot less, never turns true into false. If it
/// returns false for the slots that the role spec requires, the blueprint is only an approximation. The draw
/// then reports what is missing.
///
/// # Errors
/// [`Reported`] if a must-have cannot be observed or a round has too few slots; the sink has the reason.
pub fn plan(
    role: &RoleSpec,
    bank: &Bank,
    given: &[Given],
    drawable: Ask<'_>,
    sink: &mut Sink,
) -> Result<Blueprint, Reported> {
    let mut planner = Planner::new(role, bank, given, drawable);
    let placed = must::place(&mut planner, sink)?;
    fill::fill(&mut planner, placed, sink)?;
    Ok(blueprint(&planner))
}

/// Whether there is a plan with the given slots in which the must-haves have their slots and every round has
/// as many questions as it needs, and whether it can be drawn.
pub fn holds(role: &RoleSpec, bank: &Bank, given: &[Given], drawable: Ask<'_>) -> bool {
    let mut planner = Planner::new(role, bank, given, drawable);
    planner.has_places() && must::place(&mut planner, &mut Sink::new()) == Ok(true)
}

/// The slots so far, in the order in which they are asked.
fn blueprint(planner: &Planner<'_, '_>) -> Blueprint {
    let role = planner.role;
    let mut rounds: Vec<PlannedRound> = role
        .plan
        .rounds
        .iter()
        .enumerate()
        .map(|(n, round)| {
            let order = order(planner, n);
            let slots =
                order.iter().enumerate().map(|(k, seat)| slot(planner, &round.id, k + 1, seat)).collect();
            PlannedRound {
                round: n,
                minutes: round.question_minutes(),
                types: round.types.clone(),
                slots,
                place: round.place.clone(),
            }
        })
        .collect();
    mark_core(role, &mut rounds);
    Blueprint { rounds }
}

/// The slots of a round in order. A given slot with a position gets it. The others follow each other in the
/// positions that are left: must-haves by weight, then the order of the round's competencies.
fn order<'p>(planner: &'p Planner<'_, '_>, n: usize) -> Vec<&'p Seat> {
    let (role, round) = (planner.role, &planner.role.plan.rounds[n]);
    let place = |seat: &Seat| seat.given.and_then(|g| planner.given[g].place);
    let listed = |c: &Id| round.competencies.iter().position(|x| x == c);
    let (mut placed, mut free): (Vec<&Seat>, Vec<&Seat>) =
        planner.seats[n].iter().partition(|seat| place(seat).is_some());
    placed.sort_by_key(|seat| place(seat));
    free.sort_by_key(|s| (std::cmp::Reverse(role.weight_of(&s.competency)), listed(&s.competency)));
    let (mut placed, mut free) = (placed.into_iter().peekable(), free.into_iter());
    let mut order = Vec::new();
    loop {
        let is_due = placed.peek().is_some_and(|seat| place(seat).is_none_or(|at| at <= order.len()));
        let next = if is_due { placed.next() } else { free.next().or_else(|| placed.next()) };
        match next {
            Some(seat) => order.push(seat),
            None => return order,
        }
    }
}

fn slot(planner: &Planner<'_, '_>, round: &Id, number: usize, seat: &Seat) -> Slot {
    let (role, bank) = (planner.role, planner.bank);
    let given = seat.given.map(|n| &planner.given[n]);
    let question = given.and_then(|g| g.question);
    let serves = role.must_haves.iter().enumerate();
    Slot {
        id: format!("{round}.{number}"),
        core: given.is_some_and(|g| g.core),
        competency: seat.competency.clone(),
        depth: match question {
            Some(question) => bank.questions[question].depth.clone(),
            None => role.depth_of(&seat.competency, |d| bank.depth_rank(d)),
        },
        serves: serves.filter(|(_, m)| m.competency == seat.competency).map(|(n, _)| n).collect(),
        fixed: question,
        chosen: given.and_then(|g| g.chosen),
    }
}

/// Marks the core slots: one for each competency of a must-have, the heaviest first, and then more until the
/// share is reached. Each goes to the round with the fewest core slots so far, so that every round has some.
/// In that round, it goes to the competency with the most rotating slots, so that the rotating slots are
/// spread over many competencies. Given slots may be core before this begins. Rounds with a list `ask` do not
/// count for the share.
fn mark_core(role: &RoleSpec, rounds: &mut [PlannedRound]) {
    let counts = |r: &PlannedRound| role.plan.rounds[r.round].asks.is_empty();
    let slots = rounds.iter().filter(|r| counts(r)).map(|r| r.slots.len()).sum::<usize>();
    let wanted = (role.core * slots as f64).ceil() as usize;
    let mut musts: Vec<&Id> = Vec::new();
    let mut by_weight: Vec<_> = role.must_haves.iter().collect();
    by_weight.sort_by_key(|m| std::cmp::Reverse(role.weight_of(&m.competency)));
    by_weight.iter().for_each(|m| {
        if !musts.contains(&&m.competency) {
            musts.push(&m.competency);
        }
    });
    for competency in &musts {
        let is_core = |slot: &Slot| slot.core && slot.competency == **competency;
        if !rounds.iter().flat_map(|r| &r.slots).any(is_core) {
            mark_one(rounds, |slot| slot.competency == **competency);
        }
    }
    let marked = |rounds: &[PlannedRound]| {
        let counted = rounds.iter().filter(|r| counts(r)).flat_map(|r| &r.slots);
        counted.filter(|s| s.core).count()
    };
    while marked(rounds) < wanted.min(slots) {
        mark_one(rounds, |_| true);
    }
}

/// Slots of a competency that are not core.
fn rotating(rounds: &[PlannedRound], competency: &Id) -> usize {
    rounds.iter().flat_map(|r| &r.slots).filter(|s| !s.core && s.competency == *competency).count()
}

fn mark_one(rounds: &mut [PlannedRound], wanted: impl Fn(&Slot) -> bool) {
    let open = |r: &PlannedRound| r.slots.iter().any(|s| !s.core && wanted(s));
    let load = |r: &PlannedRound| r.slots.iter().filter(|s| s.core).count();
    let found = rounds.iter().enumerate().filter(|(_, r)| open(r)).min_by_key(|(_, r)| load(r));
    let Some((n, round)) = found else { return };
    let free = round.slots.iter().enumerate().filter(|(_, s)| !s.core && wanted(s));
    let place = free.min_by_key(|(_, s)| std::cmp::Reverse(rotating(rounds, &s.competency))).map(|(k, _)| k);
    if let Some(place) = place {
        rounds[n].slots[place].core = true;
    }
}
