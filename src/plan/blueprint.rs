//! Plans a role: assigns slots to must-haves, fills the remaining time with more slots, and makes the
//! blueprint from all slots.

use super::planner::{Ask, Planner};
use super::{fill, must};
use crate::diag::{Reported, Sink};
use crate::model::{Bank, Blueprint, Id, PlannedRound, RoleSpec, Slot};

/// Assigns slots to every round: first for the must-haves, then for the remaining room.
///
/// `drawable` must be monotone: one more question, or one slot less, never turns true into false. If it
/// returns false for the slots that the role spec requires, the blueprint is only an approximation. The draw
/// then reports what is missing.
///
/// # Errors
/// [`Reported`] if a must-have cannot be observed or a round has too few slots; the sink has the reason.
pub fn plan(role: &RoleSpec, bank: &Bank, drawable: Ask<'_>, sink: &mut Sink) -> Result<Blueprint, Reported> {
    let mut planner = Planner::new(role, bank, drawable);
    let placed = must::place(&mut planner, sink)?;
    fill::fill(&mut planner, placed, sink)?;
    Ok(blueprint(&planner))
}

/// The slots so far, in the order in which they are asked: must-haves by weight, then the order of the
/// round's competencies.
fn blueprint(planner: &Planner<'_, '_>) -> Blueprint {
    let role = planner.role;
    let mut rounds: Vec<PlannedRound> = role
        .plan
        .rounds
        .iter()
        .enumerate()
        .map(|(n, round)| {
            let listed = |c: &Id| round.competencies.iter().position(|x| x == c);
            let mut order: Vec<&Id> = planner.seats[n].iter().collect();
            order.sort_by_key(|c| (std::cmp::Reverse(role.weight_of(c)), listed(c)));
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

fn slot(planner: &Planner<'_, '_>, round: &Id, number: usize, competency: &Id) -> Slot {
    let serves = planner.role.must_haves.iter().enumerate();
    Slot {
        id: format!("{round}.{number}"),
        core: false,
        competency: competency.clone(),
        depth: planner.role.depth_of(competency, |d| planner.bank.depth_rank(d)),
        serves: serves.filter(|(_, m)| m.competency == *competency).map(|(n, _)| n).collect(),
        fixed: None,
        chosen: None,
    }
}

/// Marks the core slots: one for each competency of a must-have, the heaviest first, and then more until the
/// share is reached. Each goes to the round with the fewest core slots so far, so that every round has some.
/// In that round, it goes to the competency with the most rotating slots, so that the rotating slots are
/// spread over many competencies.
fn mark_core(role: &RoleSpec, rounds: &mut [PlannedRound]) {
    let slots = rounds.iter().map(|r| r.slots.len()).sum::<usize>();
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
        mark_one(rounds, |slot| slot.competency == **competency);
    }
    let marked = |rounds: &[PlannedRound]| rounds.iter().flat_map(|r| &r.slots).filter(|s| s.core).count();
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
