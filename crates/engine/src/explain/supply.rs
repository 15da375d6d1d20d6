//! Counting bounds: demand of each cell, group and set of seats against its supply (Hall 1935).
//!
//! The numbers can be checked by hand. The number of seats of a group that can be filled at once is the
//! size of a maximum matching, so it is exact (Hall's theorem). All items of a family count as one item in
//! the matching, because at most one may be used.

use std::collections::BTreeMap;

use crate::problem::constraints::{Rule, sits_anyway};
use crate::problem::exclusions::free_of_core;
use crate::problem::{Group, Item, LONGEST, Problem, Seat};
use panelkit_math::matching;

/// The demand of a constraint, and its supply. Each of the last three fields takes one more of the other
/// constraints into account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Supply {
    /// A cell, a group or its seats.
    pub rule: Rule,
    /// The number of items that the rule needs.
    pub demand: u32,
    /// The number of items that it could take if there were no other constraint.
    pub items: u32,
    /// For seats: how many of them can be filled at once. For a cell or group: its items.
    pub fitting: u32,
    /// The same, with at most one item from each family.
    pub distinct: u32,
    /// The same without the items that the core excludes.
    pub left: u32,
}

impl Supply {
    /// Whether the constraint cannot be met, whatever the rest of the form holds.
    pub fn is_short(&self) -> bool {
        self.left < self.demand
    }
}

/// Demand and supply of every rule that needs items for a cell, a group or the seats of a group.
pub fn supplies(problem: &Problem) -> Vec<Supply> {
    Stock::new(problem).map_or(Vec::new(), |stock| stock.asking().map(|rule| stock.supply(rule)).collect())
}

/// The simplest conflict: a constraint that cannot be met by itself, or that cannot be met together with
/// some of the seat rules, the core and the families. As few of these as possible are included, so each of
/// them is needed for the conflict. `None` if no count is too small.
pub(crate) fn shortage(problem: &Problem) -> Option<Vec<Rule>> {
    let stock = Stock::new(problem)?;
    stock.asking().find_map(|rule| {
        let demand = stock.demand(rule);
        let seats = if let Rule::Seats(g) = rule { Some(Rule::SeatRules(g)) } else { None };
        let core = (!stock.core_stays).then_some(Rule::Core);
        let helpers: Vec<Rule> = seats.into_iter().chain(core).chain([Rule::Families]).collect();
        if stock.count(rule, &helpers) >= demand || !stock.is_core_seated(rule) {
            return None;
        }
        let mut sets: Vec<Vec<Rule>> = Vec::new();
        for mask in 0u32..1 << helpers.len() {
            sets.push((0..helpers.len()).filter(|k| mask >> k & 1 == 1).map(|k| helpers[k]).collect());
        }
        sets.sort_by_key(Vec::len);
        let set = sets.into_iter().find(|set| stock.count(rule, set) < demand)?;
        Some([rule].into_iter().chain(set).collect())
    })
}

/// The items of each group.
struct Stock<'p> {
    problem: &'p Problem,
    /// For each item, whether it can be chosen in addition to the core.
    free: Vec<bool>,
    /// Whether the core cannot be removed as a constraint.
    core_stays: bool,
    of: Vec<Vec<u32>>,
}

impl<'p> Stock<'p> {
    /// `None` if the core contradicts itself, or if the problem has no round.
    fn new(problem: &'p Problem) -> Option<Stock<'p>> {
        let free = free_of_core(problem).filter(|_| !problem.rounds.is_empty())?;
        let mut of = vec![Vec::new(); problem.groups.len()];
        let usable = |i: &Item| i.minutes <= LONGEST && i.difficulty <= LONGEST;
        for (n, item) in (0u32..).zip(&problem.items).filter(|(_, item)| usable(item)) {
            of[item.group as usize].push(n);
        }
        Some(Stock { problem, free, core_stays: sits_anyway(problem), of })
    }

    fn asking(&self) -> impl Iterator<Item = Rule> {
        self.problem.groups.iter().enumerate().flat_map(|(g, group)| match group {
            Group::Counted { count, cells, .. } => {
                let cells =
                    cells.iter().enumerate().filter(|(_, c)| c.min > 0).map(|(c, _)| Rule::Cell(g, c));
                cells.chain((count.min > 0).then_some(Rule::Group(g))).collect::<Vec<Rule>>()
            }
            Group::Seated(seats) => {
                if seats.is_empty() {
                    Vec::new()
                } else {
                    vec![Rule::Seats(g)]
                }
            }
        })
    }

    /// Whether there are seats for the core items in their rounds.
    fn is_core_seated(&self, rule: Rule) -> bool {
        let Rule::Seats(g) = rule else { return true };
        let Group::Seated(seats) = &self.problem.groups[g] else { return true };
        let mine = |n: u32| self.problem.items[n as usize].group as usize == g;
        let core = |round: usize| self.problem.core.iter().filter(|(n, r)| *r == round && mine(*n)).count();
        let seats = |round: usize| seats.iter().filter(|s| s.round == round).count();
        (0..self.problem.rounds.len()).all(|round| core(round) <= seats(round))
    }

    fn supply(&self, rule: Rule) -> Supply {
        let with = |more: &[Rule]| match rule {
            Rule::Seats(g) => self.count(rule, &[&[Rule::SeatRules(g)], more].concat()),
            _ => self.count(rule, more),
        };
        Supply {
            rule,
            demand: self.demand(rule),
            items: self.count(rule, &[]),
            fitting: with(&[]),
            distinct: with(&[Rule::Families]),
            left: with(&[Rule::Families, Rule::Core]),
        }
    }

    fn demand(&self, rule: Rule) -> u32 {
        let groups = &self.problem.groups;
        match rule {
            Rule::Cell(g, c) => {
                if let Group::Counted { cells, .. } = &groups[g] {
                    cells[c].min
                } else {
                    0
                }
            }
            Rule::Group(g) => {
                if let Group::Counted { count, .. } = &groups[g] {
                    count.min
                } else {
                    0
                }
            }
            Rule::Seats(g) => {
                if let Group::Seated(seats) = &groups[g] {
                    seats.len() as u32
                } else {
                    0
                }
            }
            _ => 0,
        }
    }

    /// The number of items that a cell or group could take, or of seats that could be filled. Only the rule
    /// itself and the rules in `with` are taken into account.
    fn count(&self, rule: Rule, with: &[Rule]) -> u32 {
        let (families, core) =
            (with.contains(&Rule::Families), with.contains(&Rule::Core) || self.core_stays);
        let item = |n: u32| &self.problem.items[n as usize];
        let of_core = |n: u32| self.problem.core.iter().find(|(c, _)| *c == n).map(|(_, round)| *round);
        let partner = |n: u32| match item(n).family {
            Some(family) if families => (1 << 32) | u64::from(family),
            _ => u64::from(n),
        };
        let (g, cell) = match rule {
            Rule::Cell(g, c) => (g, Some(c as u32)),
            Rule::Group(g) | Rule::Seats(g) => (g, None),
            _ => return 0,
        };
        let mine = self.of[g].iter().copied();
        let mine = mine.filter(|n| cell.is_none_or(|c| item(*n).cell == c));
        let mine: Vec<u32> =
            mine.filter(|n| !core || self.free[*n as usize] || of_core(*n).is_some()).collect();
        match &self.problem.groups[g] {
            Group::Counted { cells, .. } => {
                let counts = mine.into_iter().filter(|n| (item(*n).cell as usize) < cells.len());
                let mut partners: Vec<u64> = counts.map(partner).collect();
                partners.sort_unstable();
                partners.dedup();
                partners.len() as u32
            }
            Group::Seated(seats) => {
                let strict = with.contains(&Rule::SeatRules(g));
                let fits = |seat: &Seat, n: u32, item: &Item| match of_core(n) {
                    Some(round) if core => seat.round == round,
                    _ => !strict || seat.admits(item),
                };
                let row = |seat: &Seat| {
                    let own = mine.iter().filter(|n| fits(seat, **n, item(**n)));
                    let mut own: Vec<(u64, bool)> =
                        own.map(|n| (partner(*n), of_core(*n).is_none())).collect();
                    own.sort_unstable();
                    own.dedup_by_key(|(partner, _)| *partner);
                    // Keep only as many items for each seat as there are seats (more cannot matter), the
                    // core items first.
                    own.sort_by_key(|(partner, free)| (*free, *partner));
                    own.into_iter().take(seats.len()).map(|(partner, _)| partner).collect()
                };
                filled(&seats.iter().map(row).collect::<Vec<Vec<u64>>>())
            }
        }
    }
}

/// The size of a maximum matching: how many rows can be matched to different columns.
fn filled(rows: &[Vec<u64>]) -> u32 {
    let mut number: BTreeMap<u64, usize> = BTreeMap::new();
    let mut of = |partner: &u64| {
        let next = number.len();
        *number.entry(*partner).or_insert(next)
    };
    let rows: Vec<Vec<usize>> = rows.iter().map(|row| row.iter().map(&mut of).collect()).collect();
    matching::size(rows.len(), number.len(), |row| rows[row].iter().copied()) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Round, Window};

    fn item(group: u32, kind: u8, family: Option<u32>) -> Item {
        Item { group, cell: 0, kind, minutes: 5, difficulty: 0, family }
    }

    fn seated(kinds: &[u32], items: Vec<Item>) -> Problem {
        let seat =
            |kinds: &u32| Seat { round: 0, kinds: *kinds, minutes: Window::ANY, difficulties: u32::MAX };
        let round = Round { minutes: Window::ANY, count: Window::ANY, kinds: Vec::new() };
        let groups = vec![Group::Seated(kinds.iter().map(seat).collect())];
        Problem { items, groups, rounds: vec![round; 2], ..Problem::default() }
    }

    #[test]
    fn seats_are_counted_as_items_can_fill_them() {
        // Two seats for kind 0 alone, and one item of that kind.
        let problem = seated(&[1, 1, 3], vec![item(0, 0, None), item(0, 1, None), item(0, 1, None)]);
        let supply = supplies(&problem)[0];
        assert_eq!((supply.demand, supply.items, supply.fitting), (3, 3, 2));
        assert!(supply.is_short());
        assert_eq!(shortage(&problem), Some(vec![Rule::Seats(0), Rule::SeatRules(0)]));
    }

    #[test]
    fn helpers_are_named_only_where_they_are_needed() {
        let kin = vec![item(0, 0, Some(1)), item(0, 0, Some(1)), item(0, 0, None)];
        let mut problem = seated(&[1, 1], kin);
        assert_eq!(shortage(&problem), None);
        problem.groups = seated(&[1, 1, 1], Vec::new()).groups;
        assert_eq!(shortage(&problem), Some(vec![Rule::Seats(0), Rule::Families]));
        problem.items.pop();
        assert_eq!(shortage(&problem), Some(vec![Rule::Seats(0)]));
    }

    #[test]
    fn what_the_core_shuts_out_is_not_there() {
        let count = Window::at_least(3);
        let groups = vec![Group::Counted { count, cells: vec![Window::at_least(3)], spread: 0 }];
        let items = vec![item(0, 0, None), item(0, 0, None), item(0, 0, None)];
        let mut problem = Problem { groups, core: vec![(0, 1)], ..seated(&[], items) };
        assert_eq!(shortage(&problem), None);
        problem.enemies.push((2, 0));
        assert_eq!(shortage(&problem), Some(vec![Rule::Cell(0, 0), Rule::Core]));
        let supply = supplies(&problem)[0];
        assert_eq!((supply.rule, supply.distinct, supply.left), (Rule::Cell(0, 0), 3, 2));
    }
}
