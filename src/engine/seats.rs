//! The seats in the order of the search, and the items that each may take.

use super::problem::{Open, Problem};

/// A seat.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    pub(super) round: usize,
    /// Position among the seats of the round as the caller gave them.
    pub(super) position: usize,
    /// Seats of a group ask for the same thing.
    pub(super) group: usize,
    /// Same group and round as the seat before: the two are alike.
    pub(super) alike: bool,
    /// Items that may sit here.
    pub(super) candidates: Vec<u32>,
    cells: Vec<u32>,
    kinds: u32,
    minutes: u32,
}

impl Seat {
    pub(super) fn admits(&self, problem: &Problem, item: u32) -> bool {
        let item = &problem.items[item as usize];
        self.cells.contains(&item.cell) && self.kinds & (1 << item.kind) != 0 && item.minutes <= self.minutes
    }

    /// Cost of an item here when the minutes of its round have a price.
    pub(super) fn priced(&self, problem: &Problem, item: u32, price: &[i64]) -> i64 {
        let item = &problem.items[item as usize];
        item.cost as i64 + price[self.round] * i64::from(item.minutes)
    }
}

/// The seats, group by group: those with the fewest items to spare first, open ones last.
pub(super) fn seats(problem: &Problem, open: &[Open]) -> Vec<Seat> {
    let mut seats: Vec<Seat> = Vec::new();
    for (round, rule) in problem.rounds.iter().enumerate() {
        for (position, cell) in rule.seats.iter().enumerate() {
            let group = *cell as usize;
            seats.push(seat(problem, &seats, round, position, group, vec![*cell]));
        }
    }
    let wild = seats.iter().map(|s| s.group + 1).max().unwrap_or(0);
    for (n, open) in open.iter().enumerate() {
        for _ in 0..open.seats {
            let position = seats.iter().filter(|s| s.round == open.round).count();
            seats.push(seat(problem, &seats, open.round, position, wild + n, open.cells.clone()));
        }
    }
    let groups = seats.iter().map(|s| s.group + 1).max().unwrap_or(0);
    let mut spare = vec![(false, usize::MAX); groups];
    for seat in &seats {
        let demand = seats.iter().filter(|s| s.group == seat.group).count();
        let least = seat.candidates.len() / demand;
        spare[seat.group] = (seat.group >= wild, spare[seat.group].1.min(least));
    }
    seats.sort_by_key(|s| (spare[s.group], s.group, s.round, s.position));
    for n in 1..seats.len() {
        seats[n].alike = (seats[n].group, seats[n].round) == (seats[n - 1].group, seats[n - 1].round);
    }
    seats
}

fn seat(
    problem: &Problem,
    before: &[Seat],
    round: usize,
    position: usize,
    group: usize,
    cells: Vec<u32>,
) -> Seat {
    let rule = &problem.rounds[round];
    let (kinds, minutes) = (rule.kinds, rule.minutes);
    let mut seat =
        Seat { round, position, group, alike: false, candidates: Vec::new(), cells, kinds, minutes };
    seat.candidates = match before.iter().find(|s| s.round == round && s.group == group) {
        Some(twin) => twin.candidates.clone(),
        None => (0..problem.items.len() as u32).filter(|n| seat.admits(problem, *n)).collect(),
    };
    seat
}
