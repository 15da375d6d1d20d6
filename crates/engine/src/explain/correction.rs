//! A correction: one change to a limit or an item of a problem, its effect and its effort.
//!
//! Some limits are linked. Lowering the minimum of a cell also lowers the minimum of its group and of the
//! whole form. If a seat admits items up to the full length of its round and the round becomes longer, the
//! seat admits longer items too.

use std::collections::BTreeSet;

use crate::problem::{Group, Item, Problem, Seat, Window};

/// The properties of a new item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Like {
    /// Its kind.
    pub kind: u8,
    /// How long it takes.
    pub minutes: u32,
    /// How hard it is.
    pub difficulty: u32,
}

/// A number in a rule that can be raised or lowered. Numbers are indices into the problem's groups and
/// rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// The maximum of the minutes of a round.
    MostMinutes(usize),
    /// The minimum of the minutes of a round.
    LeastMinutes(usize),
    /// The maximum number of items in a round.
    MostItems(usize),
    /// The minimum number of items in a round.
    LeastItems(usize),
    /// The maximum number of items of a kind in a round: round, kind.
    MostOfKind(usize, usize),
    /// The minimum number of items of a kind in a round: round, kind.
    LeastOfKind(usize, usize),
    /// The maximum number of items in the whole form.
    MostInAll,
    /// The minimum number of items in the whole form.
    LeastInAll,
    /// The maximum of the sum of difficulties.
    Hardest,
    /// The minimum of the sum of difficulties.
    Easiest,
    /// The maximum number of items of a group.
    MostOfGroup(usize),
    /// The minimum number of items of a group.
    LeastOfGroup(usize),
    /// The maximum number of items of a cell: group, cell.
    MostOfCell(usize, usize),
    /// The minimum number of items of a cell: group, cell.
    LeastOfCell(usize, usize),
    /// The number of seats of a group in a round: group, round.
    Seats(usize, usize),
    /// The maximum of the minutes of an item on the seats of a group.
    MostOnSeats(usize),
    /// The minimum of the minutes of an item on the seats of a group.
    LeastOnSeats(usize),
    /// The number of rounds in which a group appears.
    Spread(usize),
}

/// A change to the problem that may restore feasibility.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Correction {
    /// A limit is relaxed by this amount.
    By(Limit, u32),
    /// The seats of a group admit one more kind: group, kind.
    AlsoKind(usize, u8),
    /// The seats of a group admit one more difficulty (31 for 31 and more): group, difficulty.
    AlsoDifficulty(usize, u32),
    /// New items for a group and cell, without relatives and enemies. The list describes items that were
    /// shown to be enough.
    NewItems(usize, u32, Vec<Like>),
    /// A core item need not be chosen, or may be in another round.
    FreeOfCore(u32),
    /// These pairs are no longer enemies.
    Reconcile(Vec<(u32, u32)>),
    /// The items of these families may be chosen together.
    SplitFamilies(Vec<u32>),
}

/// A step that is larger than any useful change.
const HUGE: u32 = 1 << 20;

impl Limit {
    /// How far the limit can be moved.
    pub(crate) fn reach(self, problem: &Problem) -> u32 {
        let window = |window: Option<Window>| window.map_or(0, |w| w.min);
        let of_group = |g: usize, cell: Option<usize>| match (&problem.groups[g], cell) {
            (Group::Counted { cells, .. }, Some(c)) => window(cells.get(c).copied()),
            (Group::Counted { count, .. }, None) => count.min,
            (Group::Seated(_), _) => 0,
        };
        match self {
            Limit::LeastMinutes(r) => problem.rounds[r].minutes.min,
            Limit::LeastItems(r) => problem.rounds[r].count.min,
            Limit::LeastOfKind(r, k) => window(problem.rounds[r].kinds.get(k).copied()),
            Limit::LeastInAll => problem.total.min,
            Limit::Easiest => problem.difficulty.min,
            Limit::LeastOfGroup(g) => of_group(g, None),
            Limit::LeastOfCell(g, c) => of_group(g, Some(c)),
            Limit::Seats(g, r) => match &problem.groups[g] {
                Group::Seated(seats) => seats.iter().filter(|s| s.round == r).count() as u32,
                Group::Counted { .. } => 0,
            },
            Limit::Spread(g) => match &problem.groups[g] {
                Group::Counted { spread, .. } => *spread,
                Group::Seated(_) => 0,
            },
            _ => HUGE,
        }
    }

    fn moved(self, new: &mut Problem, by: u32) {
        match self {
            Limit::MostMinutes(r) => longer(new, r, by),
            Limit::LeastMinutes(r) => lower(&mut new.rounds[r].minutes, by),
            Limit::MostItems(r) => raise(&mut new.rounds[r].count, by),
            Limit::LeastItems(r) => lower(&mut new.rounds[r].count, by),
            Limit::MostOfKind(r, k) => raise(&mut new.rounds[r].kinds[k], by),
            Limit::LeastOfKind(r, k) => lower(&mut new.rounds[r].kinds[k], by),
            Limit::MostInAll => raise(&mut new.total, by),
            Limit::LeastInAll => lower(&mut new.total, by),
            Limit::Hardest => raise(&mut new.difficulty, by),
            Limit::Easiest => lower(&mut new.difficulty, by),
            Limit::MostOfGroup(g) => counted(new, g, None, |window| raise(window, by)),
            Limit::MostOfCell(g, c) => counted(new, g, Some(c), |window| raise(window, by)),
            Limit::LeastOfGroup(g) => {
                counted(new, g, None, |window| lower(window, by));
                lower(&mut new.total, by);
            }
            Limit::LeastOfCell(g, c) => {
                counted(new, g, Some(c), |window| lower(window, by));
                lower(&mut new.total, by);
            }
            Limit::Seats(g, r) => fewer_seats(new, g, r, by),
            Limit::MostOnSeats(g) => seats(new, g, |seat| raise(&mut seat.minutes, by)),
            Limit::LeastOnSeats(g) => seats(new, g, |seat| lower(&mut seat.minutes, by)),
            Limit::Spread(g) => {
                if let Group::Counted { spread, .. } = &mut new.groups[g] {
                    *spread = spread.saturating_sub(by);
                }
            }
        }
    }
}

impl Correction {
    /// A rough measure of the effort of the change for people: minutes cost little, numbers of items more,
    /// a review of pairs or families still more, and new items most.
    pub fn effort(&self) -> u32 {
        use Limit::{Easiest, Hardest, LeastItems, LeastMinutes, LeastOfKind, LeastOnSeats};
        use Limit::{MostItems, MostMinutes, MostOfKind, MostOnSeats};
        let (each, size) = match self {
            Correction::By(limit, by) => match limit {
                MostMinutes(_) | LeastMinutes(_) | MostOnSeats(_) | LeastOnSeats(_) | Hardest | Easiest => {
                    (1, *by)
                }
                MostItems(_) | LeastItems(_) | MostOfKind(..) | LeastOfKind(..) => (4, *by),
                _ => (6, *by),
            },
            Correction::AlsoKind(..) | Correction::AlsoDifficulty(..) => (6, 1),
            Correction::FreeOfCore(_) => (8, 1),
            Correction::Reconcile(pairs) => (8, pairs.len() as u32),
            Correction::SplitFamilies(families) => (8, families.len() as u32),
            Correction::NewItems(.., like) => (10, like.len() as u32),
        };
        each * size
    }

    /// The problem with the change made.
    pub fn applied(&self, problem: &Problem) -> Problem {
        let mut new = problem.clone();
        match self {
            Correction::By(limit, by) => limit.moved(&mut new, *by),
            Correction::AlsoKind(group, kind) => seats(&mut new, *group, |seat| seat.kinds |= 1 << kind),
            Correction::AlsoDifficulty(group, difficulty) => {
                seats(&mut new, *group, |seat| seat.difficulties |= 1 << difficulty);
            }
            Correction::NewItems(group, cell, like) => {
                new.items.extend(like.iter().map(|like| like.item(*group as u32, *cell, None)));
            }
            Correction::FreeOfCore(item) => new.core.retain(|(n, _)| n != item),
            Correction::Reconcile(pairs) => {
                let pairs: BTreeSet<&(u32, u32)> = pairs.iter().collect();
                new.enemies.retain(|pair| !pairs.contains(pair));
            }
            Correction::SplitFamilies(families) => {
                let split = |i: &&mut Item| i.family.is_some_and(|f| families.contains(&f));
                new.items.iter_mut().filter(split).for_each(|i| i.family = None);
            }
        }
        new
    }
}

impl Like {
    /// The properties of an item.
    pub(crate) fn of(item: &Item) -> Like {
        Like { kind: item.kind, minutes: item.minutes, difficulty: item.difficulty }
    }

    /// An item with these properties.
    pub(crate) fn item(self, group: u32, cell: u32, family: Option<u32>) -> Item {
        Item { group, cell, kind: self.kind, minutes: self.minutes, difficulty: self.difficulty, family }
    }
}

/// Changes the window of a group, and that of one of its cells.
fn counted(new: &mut Problem, group: usize, cell: Option<usize>, change: impl Fn(&mut Window)) {
    if let Group::Counted { count, cells, .. } = &mut new.groups[group] {
        change(count);
        cell.and_then(|c| cells.get_mut(c)).into_iter().for_each(change);
    }
}

fn seats(new: &mut Problem, group: usize, change: impl Fn(&mut Seat)) {
    if let Group::Seated(seats) = &mut new.groups[group] {
        seats.iter_mut().for_each(change);
    }
}

fn fewer_seats(new: &mut Problem, group: usize, round: usize, by: u32) {
    let mut left = by;
    if let Group::Seated(seats) = &mut new.groups[group] {
        seats.retain(|seat| {
            let goes = seat.round == round && left > 0;
            left -= u32::from(goes);
            !goes
        });
    }
    lower(&mut new.rounds[round].count, by - left);
    lower(&mut new.total, by - left);
}

fn longer(new: &mut Problem, round: usize, by: u32) {
    let before = new.rounds[round].minutes.max;
    raise(&mut new.rounds[round].minutes, by);
    for group in 0..new.groups.len() {
        seats(new, group, |seat| {
            if seat.round == round && seat.minutes.max == before {
                raise(&mut seat.minutes, by);
            }
        });
    }
}

fn raise(window: &mut Window, by: u32) {
    window.max = window.max.saturating_add(by);
}

fn lower(window: &mut Window, by: u32) {
    window.min = window.min.saturating_sub(by);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Round;

    #[test]
    fn a_change_takes_along_what_belongs_to_it() {
        let seat =
            |round, max| Seat { round, kinds: 1, minutes: Window::at_most(max), difficulties: u32::MAX };
        let round = Round { minutes: Window::at_most(30), count: Window::exactly(2), kinds: Vec::new() };
        let problem = Problem {
            groups: vec![
                Group::Counted { count: Window::exactly(2), cells: vec![Window::exactly(1)], spread: 0 },
                Group::Seated(vec![seat(0, 30), seat(0, 20), seat(1, 30)]),
            ],
            rounds: vec![round; 2],
            total: Window::exactly(5),
            ..Problem::default()
        };
        let longer = Correction::By(Limit::MostMinutes(0), 5).applied(&problem);
        assert_eq!(longer.rounds[0].minutes.max, 35);
        assert_eq!(longer.groups[1], Group::Seated(vec![seat(0, 35), seat(0, 20), seat(1, 30)]));
        let fewer = Correction::By(Limit::Seats(1, 0), 1).applied(&problem);
        assert_eq!(fewer.groups[1], Group::Seated(vec![seat(0, 20), seat(1, 30)]));
        assert_eq!((fewer.rounds[0].count.min, fewer.total.min), (1, 4));
        let fewer = Correction::By(Limit::LeastOfCell(0, 0), 1).applied(&problem);
        let Group::Counted { count, cells, .. } = &fewer.groups[0] else { unreachable!() };
        assert_eq!((count.min, cells[0].min, fewer.total.min), (1, 0, 4));
        assert_eq!(Limit::LeastOfCell(0, 0).reach(&problem), 1);
    }
}
