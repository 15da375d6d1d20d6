//! Canonical seating: assigns rounds and seats so that the answer does not depend on the search path.
//!
//! Costs decide which items are chosen, but often not which of several seats an item takes. Here the first
//! seat, round by round, gets the cheapest item that leaves seats for all others, then the second seat, and
//! so on. If this takes too long, the chosen items are dealt to the rounds anew, and the seats of each
//! round are assigned in the same way. Items of counted groups have no seats: among items that are alike,
//! the cheapest gets the first round. So rounds and seats depend only on the chosen items and the
//! constraints; an item that was not chosen does not matter.

use std::collections::BTreeMap;

use crate::presolve::{Instance, OpenRound};
use crate::problem::{Group, Problem, Seat, Solution};
use crate::search::bin_completion::{Coverage, Pack, Packed, Piece};
use panelkit_math::matching;

/// The maximum number of steps to seat all rounds together.
const STEPS: u32 = 20_000;
/// The maximum number of items dealt when the chosen items are dealt anew.
const DEALT: u64 = 200_000;

/// Gives every item of the seated groups its seat; `placed` holds the rounds that the search found.
pub(crate) fn arrange(instance: &Instance, costs: &[u64], solution: &mut Solution) {
    let problem = &instance.problem;
    let seats = |g: &Group| if let Group::Seated(seats) = g { seats.len() } else { 0 };
    solution.seats = problem.groups.iter().map(|g| vec![u32::MAX; seats(g)]).collect();
    let free = |n: &u32| !problem.core.iter().any(|(c, _)| c == n);
    let seated =
        |n: &u32| matches!(problem.groups[problem.items[*n as usize].group as usize], Group::Seated(_));
    let mut items: Vec<u32> = solution.placed.iter().map(|(n, _)| *n).collect();
    items.sort_unstable_by_key(|n| (costs[*n as usize], *n));
    let (sitting, counted): (Vec<u32>, Vec<u32>) = items.iter().partition(|n| seated(n));
    let counted: Vec<u32> = counted.into_iter().filter(free).collect();
    items.retain(free);
    // If some groups have seats, the rounds of counted items would depend on the search path, so all items
    // are dealt again.
    let beside = problem.groups.iter().any(|g| matches!(g, Group::Seated(_)));
    if beside && !counted.is_empty() {
        repack(instance, &items, solution);
    }
    in_order(problem, &counted, solution);
    let places = places(problem);
    if let Some(order) = Arrange::new(problem, solution, &places, &sitting).run() {
        return sit(solution, &places, &order);
    }
    if counted.is_empty() {
        repack(instance, &items, solution);
    }
    for round in 0..problem.rounds.len() {
        let here: Vec<Place<'_>> = places.iter().filter(|p| p.seat.round == round).copied().collect();
        let in_round = |n: &&u32| solution.placed.contains(&(**n, round));
        let items: Vec<u32> = sitting.iter().filter(in_round).copied().collect();
        let order = Arrange::new(problem, solution, &here, &items).one_round();
        sit(solution, &here, &order);
    }
}

fn places(problem: &Problem) -> Vec<Place<'_>> {
    let mut places: Vec<Place<'_>> = Vec::new();
    for (group, rule) in problem.groups.iter().enumerate() {
        let Group::Seated(own) = rule else { continue };
        places.extend(own.iter().enumerate().map(|(place, seat)| Place { group, place, seat }));
    }
    places.sort_by_key(|p| (p.seat.round, p.group, p.place));
    places
}

/// Deals the items to the rounds again, regardless of their present rounds; if this takes too long, they
/// stay where they are. Items come cheapest first.
fn repack(instance: &Instance, items: &[u32], solution: &mut Solution) {
    let problem = &instance.problem;
    let open: Vec<OpenRound> = instance.rounds().cloned().collect();
    let mut watched: Vec<u32> = Vec::new();
    let mut spreads: Vec<Coverage> = Vec::new();
    for part in instance.parts.iter().filter(|part| part.spread > 1) {
        let of_core = |(_, round): &(u32, &OpenRound)| round.core.contains(&part.group);
        let mask = (0..).zip(&open).filter(of_core).fold(0, |mask, (k, _)| mask | 1u64 << k);
        watched.push(part.group as u32);
        spreads.push(Coverage { needed: part.spread, bins: mask });
    }
    let piece = |(rank, n): (u32, &u32)| {
        let item = &problem.items[*n as usize];
        let seated = matches!(problem.groups[item.group as usize], Group::Seated(_));
        let spread = watched.iter().position(|g| *g == item.group).map(|s| s as u16);
        let group = seated.then_some(item.group);
        Piece {
            minutes: item.minutes,
            kind: item.kind,
            difficulty: item.difficulty,
            spread,
            group,
            item: rank,
        }
    };
    let mut pack = Pack::new(&open, (0..).zip(items).map(piece).collect(), spreads, DEALT);
    if pack.run() == Packed::Yes {
        for (rank, bin) in pack.dealt() {
            place(solution, items[rank as usize], open[bin].round);
        }
    }
}

/// Among items of counted groups that are alike, the cheapest gets the first round.
fn in_order(problem: &Problem, items: &[u32], solution: &mut Solution) {
    let mut alike: BTreeMap<(u32, u32, u8), Vec<u32>> = BTreeMap::new();
    for n in items {
        let item = &problem.items[*n as usize];
        alike.entry((item.group, item.minutes, item.kind)).or_default().push(*n);
    }
    for items in alike.values().filter(|items| items.len() > 1) {
        let of = |n: &u32| solution.placed.iter().find(|(item, _)| item == n).map_or(0, |(_, round)| *round);
        let mut rounds: Vec<usize> = items.iter().map(of).collect();
        rounds.sort_unstable();
        items.iter().zip(rounds).for_each(|(n, round)| place(solution, *n, round));
    }
}

fn place(solution: &mut Solution, n: u32, round: usize) {
    let placed = solution.placed.iter_mut().find(|(item, _)| *item == n);
    placed.expect("internal: a chosen item was placed").1 = round;
}

fn sit(solution: &mut Solution, places: &[Place<'_>], order: &[u32]) {
    for (seat, n) in places.iter().zip(order) {
        solution.seats[seat.group][seat.place] = *n;
        place(solution, *n, seat.seat.round);
    }
}

#[derive(Clone, Copy)]
struct Place<'p> {
    group: usize,
    place: usize,
    seat: &'p Seat,
}

/// The sums of the items in a round.
struct Load {
    minutes: i64,
    kinds: Vec<i64>,
}

impl Load {
    fn add(&mut self, problem: &Problem, n: u32, sign: i64) {
        let item = &problem.items[n as usize];
        self.minutes += sign * i64::from(item.minutes);
        if let Some(kind) = self.kinds.get_mut(usize::from(item.kind)) {
            *kind += sign;
        }
    }
}

struct Arrange<'a> {
    problem: &'a Problem,
    places: &'a [Place<'a>],
    /// The items to be seated, cheapest first.
    items: &'a [u32],
    /// For each item, its round if it is a core item.
    core: Vec<Option<usize>>,
    loads: Vec<Load>,
    seated: Vec<bool>,
    order: Vec<u32>,
    steps: u32,
}

impl<'a> Arrange<'a> {
    fn new(
        problem: &'a Problem,
        solution: &Solution,
        places: &'a [Place<'a>],
        items: &'a [u32],
    ) -> Arrange<'a> {
        let empty = |r: &crate::problem::Round| Load { minutes: 0, kinds: vec![0; r.kinds.len()] };
        let mut loads: Vec<Load> = problem.rounds.iter().map(empty).collect();
        for (n, round) in solution.placed.iter().filter(|(n, _)| !items.contains(n)) {
            loads[*round].add(problem, *n, 1);
        }
        let core = |n: &u32| problem.core.iter().find(|(c, _)| c == n).map(|(_, round)| *round);
        let core = items.iter().map(core).collect();
        let seated = vec![false; items.len()];
        Arrange { problem, places, items, core, loads, seated, order: Vec::new(), steps: STEPS }
    }

    /// The item of each seat.
    fn run(mut self) -> Option<Vec<u32>> {
        self.seat(0).then_some(self.order)
    }

    /// Fills the places from `n` on. A core item may take a seat that does not admit it, but items that the
    /// seat admits are tried first.
    fn seat(&mut self, n: usize) -> bool {
        let Some(place) = self.places.get(n).copied() else { return true };
        let round = place.seat.round;
        for admitted in [true, false] {
            for k in 0..self.items.len() {
                let item = self.items[k];
                let mine = self.may_sit(&place, k) && self.admits(&place, k) == admitted;
                if self.steps == 0 || self.seated[k] || !mine || !self.fits(round, item) {
                    continue;
                }
                self.steps -= 1;
                self.loads[round].add(self.problem, item, 1);
                self.seated[k] = true;
                self.order.push(item);
                let last = self.places.get(n + 1).is_none_or(|next| next.seat.round != round);
                if (!last || self.full_enough(round)) && self.seat(n + 1) {
                    return true;
                }
                self.order.pop();
                self.seated[k] = false;
                self.loads[round].add(self.problem, item, -1);
            }
        }
        false
    }

    /// Assigns the seats of one round whose items are fixed. Before each choice a matching checks that
    /// seats remain for the other items.
    fn one_round(mut self) -> Vec<u32> {
        for (n, place) in self.places.iter().enumerate() {
            let fits = |k: &usize| !self.seated[*k] && self.may_sit(place, *k);
            let mut candidates: Vec<usize> = (0..self.items.len()).filter(fits).collect();
            candidates.sort_by_key(|k| !self.admits(place, *k));
            let leaves_seats = |k: &usize| {
                let others = (0..self.items.len()).filter(|o| !self.seated[*o] && o != k);
                self.matched(others, &self.places[n + 1..])
            };
            let k = candidates.into_iter().find(leaves_seats);
            let k = k.expect("internal: the items of a round can be seated");
            self.seated[k] = true;
            self.order.push(self.items[k]);
        }
        self.order
    }

    /// Whether the items can all be matched to different places.
    fn matched(&self, items: impl Iterator<Item = usize>, places: &[Place<'_>]) -> bool {
        let items: Vec<usize> = items.collect();
        let fits = |n: usize| {
            let k = items[n];
            (0..places.len()).filter(move |p| self.may_sit(&places[*p], k))
        };
        matching::is_complete(items.len(), places.len(), fits)
    }

    fn admits(&self, place: &Place<'_>, k: usize) -> bool {
        place.seat.admits(&self.problem.items[self.items[k] as usize])
    }

    fn may_sit(&self, place: &Place<'_>, k: usize) -> bool {
        self.problem.items[self.items[k] as usize].group as usize == place.group
            && self.core[k].map_or_else(|| self.admits(place, k), |round| round == place.seat.round)
    }

    fn fits(&self, round: usize, n: u32) -> bool {
        let item = &self.problem.items[n as usize];
        let (rule, loads) = (&self.problem.rounds[round], &self.loads[round]);
        let kind = usize::from(item.kind);
        loads.minutes + i64::from(item.minutes) <= most(rule.minutes.max)
            && rule.kinds.get(kind).is_none_or(|k| loads.kinds[kind] < most(k.max))
    }

    /// Whether the round has what it needs, including its core items.
    fn full_enough(&self, round: usize) -> bool {
        let (rule, loads) = (&self.problem.rounds[round], &self.loads[round]);
        loads.minutes >= i64::from(rule.minutes.min)
            && rule.kinds.iter().zip(&loads.kinds).all(|(k, n)| i64::from(k.min) <= *n)
            && self.core.iter().zip(&self.seated).all(|(core, seated)| *seated || *core != Some(round))
    }
}

fn most(max: u32) -> i64 {
    if max == u32::MAX { i64::MAX } else { i64::from(max) }
}
