//! Presolve of groups: the cardinality constraints of each group after its core items are fixed, and
//! its open seats.

use std::collections::BTreeMap;

use crate::presolve::{Cell, GroupPart, Instance, Kind, OpenSeat};
use crate::problem::range::minus;
use crate::problem::{Group, Problem, Seat, Window};
use panelkit_math::matching;

impl Instance {
    pub(crate) fn add_parts(&mut self, free: &[bool], merged: bool) {
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); self.problem.groups.len()];
        for (n, item) in (0..).zip(&self.problem.items) {
            if free[n as usize] {
                members[item.group as usize].push(n);
            }
        }
        let problem = self.problem.clone();
        for (g, group) in problem.groups.iter().enumerate() {
            let core: Vec<(u32, usize)> = (self.problem.core.iter())
                .filter(|(n, _)| self.problem.items[*n as usize].group as usize == g)
                .copied()
                .collect();
            let part = match group {
                Group::Counted { count, cells, spread } => {
                    self.counted(&members[g], &core, *count, cells, *spread)
                }
                Group::Seated(seats) => {
                    let open = self.open_seats(g, &core, seats);
                    let sitting = self.rounds().flat_map(|r| &r.sitting).filter(|of| **of == g).count();
                    match merged {
                        true => self.merged(&members[g], &open, sitting),
                        false => self.apart(&members[g], &open),
                    }
                }
            };
            let part = GroupPart { group: g, ..part };
            self.broken |= part.least > part.most;
            self.parts.push(part);
        }
    }

    fn counted(
        &mut self,
        members: &[u32],
        core: &[(u32, usize)],
        count: Window,
        cells: &[Window],
        spread: u32,
    ) -> GroupPart {
        let (mut least, mut most) = minus(count, core.len() as i64);
        // A group that must appear in k rounds needs at least k items.
        least = least.max(i64::from(spread) - core.len() as i64);
        let mut left = Vec::new();
        let (mut needed, mut there) = (0, 0);
        for (c, window) in (0u32..).zip(cells) {
            let of_cell = |n: &&u32| self.problem.items[**n as usize].cell == c;
            let taken = core.iter().filter(|(n, _)| of_cell(&n)).count() as i64;
            let start = self.items.len();
            self.items.extend(members.iter().filter(of_cell));
            let items = start..self.items.len();
            let (from, to) = minus(*window, taken);
            let to = to.min(items.len() as i64);
            self.broken |= from > to;
            needed += from;
            there += to.max(0);
            left.push(Cell { least: from as usize, most: to.max(0) as usize, items });
        }
        (least, most) = (least.max(needed), most.min(there));
        self.broken |= most < least;
        let kind = Kind::Counted(left);
        GroupPart { group: 0, least: least as usize, most: most.max(0) as usize, kind, spread }
    }

    /// The seats that the core leaves open, each with its index in the group. If the core takes only some
    /// of the seats of a round and it matters which, all seats of that round stay open, and the core items
    /// take the seats that are left at the end.
    fn open_seats<'s>(
        &mut self,
        group: usize,
        core: &[(u32, usize)],
        seats: &'s [Seat],
    ) -> Vec<(usize, &'s Seat)> {
        let mut open: Vec<(usize, &Seat)> = Vec::new();
        let rounds = self.zones.iter_mut().flat_map(|z| &mut z.rounds);
        for open_round in rounds {
            let mine = |(_, seat): &(usize, &Seat)| seat.round == open_round.round;
            let here: Vec<(usize, &Seat)> = seats.iter().enumerate().filter(mine).collect();
            let taken = core.iter().filter(|(_, round)| *round == open_round.round).count();
            self.broken |= taken > here.len();
            let matters = has_choice(&here, taken);
            let left = &here[if matters { 0 } else { taken.min(here.len()) }..];
            open.extend(left);
            open_round.seats.extend(left.iter().map(|(_, seat)| (group, **seat)));
            open_round.sitting.extend((0..if matters { taken } else { 0 }).map(|_| group));
        }
        open
    }

    /// Each seat with the items that may take it.
    fn apart(&mut self, members: &[u32], open: &[(usize, &Seat)]) -> GroupPart {
        let start = self.items.len() as u32;
        self.items.extend_from_slice(members);
        let mut open = open.to_vec();
        // Equal seats come one after the other, so that the search can put their items in order.
        open.sort_by_key(|(place, s)| (s.round, s.rules(), *place));
        let mut left: Vec<OpenSeat> = Vec::new();
        for (n, (_, seat)) in open.iter().enumerate() {
            let alike = n > 0 && open[n - 1].1 == *seat;
            let admitted = |m: u32| seat.admits(&self.problem.items[m as usize]);
            let items = match left.last() {
                Some(twin) if alike => twin.items.clone(),
                _ => (start..).zip(members).filter(|(_, m)| admitted(**m)).map(|(k, _)| k).collect(),
            };
            left.push(OpenSeat { zone: self.zone_of(seat.round), alike, items });
        }
        GroupPart { group: 0, least: left.len(), most: left.len(), kind: Kind::Seated(left), spread: 0 }
    }

    /// Makes the group a counted group that needs as many items as there are seats. Items that fit the same
    /// seats form a cell, whose maximum is the number of these seats (the easy part of Hall's condition).
    /// This function checks that the seats can be filled at all; bin completion checks the rest.
    fn merged(&mut self, members: &[u32], open: &[(usize, &Seat)], sitting: usize) -> GroupPart {
        let mut cells: BTreeMap<Vec<usize>, Vec<u32>> = BTreeMap::new();
        for n in members {
            let item = &self.problem.items[*n as usize];
            let seats = open.iter().enumerate().filter(|(_, (_, seat))| seat.admits(item));
            let seats: Vec<usize> = seats.map(|(k, _)| k).collect();
            if !seats.is_empty() {
                cells.entry(seats).or_default().push(*n);
            }
        }
        let count = open.len() - sitting;
        self.broken |= most_seated(&cells, open.len()) < count;
        let mut left = Vec::new();
        for (seats, members) in cells {
            let start = self.items.len();
            self.items.extend_from_slice(&members);
            let most = seats.len().min(members.len());
            left.push(Cell { least: 0, most, items: start..self.items.len() });
        }
        GroupPart { group: 0, least: count, most: count, kind: Kind::Counted(left), spread: 0 }
    }
}

/// How many of the seats can be filled with different items; `cells` maps each set of seats to the items
/// that fit exactly these seats.
fn most_seated(cells: &BTreeMap<Vec<usize>, Vec<u32>>, seats: usize) -> usize {
    let rows: Vec<&[usize]> = (cells.iter())
        .flat_map(|(fits, items)| std::iter::repeat_n(fits.as_slice(), items.len().min(fits.len())))
        .collect();
    matching::size(rows.len(), seats, |row| rows[row].iter().copied())
}

/// Whether it matters which of the seats of a round the core takes.
fn has_choice(seats: &[(usize, &Seat)], taken: usize) -> bool {
    0 < taken && taken < seats.len() && seats.windows(2).any(|w| w[0].1 != w[1].1)
}

/// Whether there is a round where it matters which seats the core takes.
pub(crate) fn core_has_choice(problem: &Problem) -> bool {
    let in_group = |(g, group): (usize, &Group)| {
        let Group::Seated(seats) = group else { return false };
        let core = problem.core.iter().filter(|(n, _)| problem.items[*n as usize].group as usize == g);
        let core: Vec<usize> = core.map(|(_, round)| *round).collect();
        core.iter().any(|round| {
            let here: Vec<(usize, &Seat)> =
                seats.iter().enumerate().filter(|(_, s)| s.round == *round).collect();
            has_choice(&here, core.iter().filter(|r| *r == round).count())
        })
    };
    problem.groups.iter().enumerate().any(in_group)
}
