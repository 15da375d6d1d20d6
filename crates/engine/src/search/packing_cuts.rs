//! Packing cuts: bounds on a sum over items that prove that chosen items cannot be dealt to rounds.
//!
//! Dealing items to rounds is a transportation problem with limits on minutes as side constraints. If its
//! linear relaxation has no solution, the multipliers of the rows of the rounds are a certificate of that
//! (Farkas 1902). The certificate gives every item a weight and sets a limit: no choice whose total weight
//! exceeds the limit can be dealt, whichever items it has (logic-based Benders cuts: Benders 1962, Hooker &
//! Ottosson 2003). All sums are integers.

use std::collections::BTreeMap;

use crate::lp::simplex::{Ended, Simplex};
use crate::presolve::{Instance, OpenRound};
use crate::problem::range::{OPEN, Range};
use crate::problem::{Item, Seat};

/// The maximum number of pivots for one certificate; a few hundred are usually enough.
const PIVOTS: u64 = 2_000;
/// The largest weight of an item, so that the sum over a choice does not overflow.
const LARGEST: i64 = 1 << 22;
/// Multipliers are scaled to integers up to this size.
const SCALE: f64 = (1u32 << 20) as f64;

/// Items of a zone whose total weight exceeds `limit` cannot be dealt to its rounds.
#[derive(Clone, Debug)]
pub(crate) struct Cut {
    /// For each item of the instance, its weight; the absolute value is at most [`LARGEST`].
    pub(crate) weight: Vec<i32>,
    pub(crate) limit: i64,
    /// The number of choices that this cut has excluded so far.
    pub(crate) hits: u32,
}

impl Cut {
    /// Whether the cut proves that the items, given by instance index, cannot be dealt.
    pub(crate) fn denies(&self, items: impl Iterator<Item = u32>) -> bool {
        items.map(|n| i64::from(self.weight[n as usize])).sum::<i64>() > self.limit
    }
}

/// The number of cuts that are checked at once.
const LANES: usize = 16;

/// The cuts found so far. Their weights are stored item by item, so that one pass over chosen items checks
/// [`LANES`] cuts.
#[derive(Debug, Default)]
pub(crate) struct Cuts {
    cuts: Vec<Cut>,
    /// For each [`LANES`] cuts, the weights of every item; 0 where there is no cut yet.
    weights: Vec<Vec<[i32; LANES]>>,
}

impl Cuts {
    /// Number of cuts.
    pub(crate) fn len(&self) -> usize {
        self.cuts.len()
    }

    /// Adds a cut.
    pub(crate) fn push(&mut self, cut: Cut) {
        let lane = self.cuts.len() % LANES;
        if lane == 0 {
            self.weights.push(vec![[0; LANES]; cut.weight.len()]);
        }
        let last = self.weights.last_mut().expect("internal: there is a block for every cut");
        last.iter_mut().zip(&cut.weight).for_each(|(lanes, weight)| lanes[lane] = *weight);
        self.cuts.push(cut);
    }

    /// Whether a cut proves that the items, given by instance index, cannot be dealt. The first such cut gets a
    /// hit.
    pub(crate) fn deny(&mut self, items: impl Iterator<Item = u32> + Clone) -> bool {
        for (block, cuts) in self.weights.iter().zip(self.cuts.chunks_mut(LANES)) {
            let mut sums = [0i64; LANES];
            for item in items.clone() {
                let weights = &block[item as usize];
                sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += i64::from(*weight));
            }
            if let Some((_, cut)) = sums.iter().zip(cuts).find(|(sum, cut)| **sum > cut.limit) {
                cut.hits += 1;
                return true;
            }
        }
        false
    }

    /// The `count` cuts with the most hits; of equals, those found first.
    pub(crate) fn best(&self, count: usize) -> Vec<Cut> {
        let mut best: Vec<&Cut> = self.cuts.iter().collect();
        best.sort_by_key(|cut| std::cmp::Reverse(cut.hits));
        best.into_iter().take(count).cloned().collect()
    }
}

/// A row: a window on a sum over the items that go to a round.
struct Row {
    round: usize,
    of: Sum,
    window: Range,
}

/// The quantity that a row adds up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sum {
    Minutes,
    Count,
    Kind(usize),
    /// Items on those seats of a group that admit the same items as this seat.
    Seats(usize, Seat),
}

/// A place where an item may go: a round, and the row of its seats there (`None` for a counted item).
type Place = (usize, Option<usize>);

/// The rows of a zone.
pub(crate) struct Transport<'a> {
    instance: &'a Instance,
    rows: Vec<Row>,
    rounds: usize,
    /// Whether some seat depends on difficulty.
    graded: bool,
}

impl<'a> Transport<'a> {
    /// The rows of the rounds of a zone. `None` if the relaxation cannot exclude more than the sums of the
    /// zone do, or if the core items have a choice of seats.
    pub(crate) fn new(instance: &'a Instance, rounds: &[OpenRound]) -> Option<Transport<'a>> {
        let alike = rounds.windows(2).all(|w| {
            let rules = |r: &OpenRound| (r.minutes, r.count, r.kinds.clone(), r.seats.len());
            rules(&w[0]) == rules(&w[1]) && w[0].seats.is_empty()
        });
        if alike || rounds.iter().any(|round| !round.sitting.is_empty()) {
            return None;
        }
        let mut rows = Vec::new();
        let bounds = |(from, to): Range| (from, to.min(OPEN));
        for (r, round) in rounds.iter().enumerate() {
            rows.push(Row { round: r, of: Sum::Minutes, window: bounds(round.minutes) });
            rows.push(Row { round: r, of: Sum::Count, window: bounds(round.count) });
            let kinds = round.kinds.iter().enumerate();
            rows.extend(kinds.map(|(k, w)| Row { round: r, of: Sum::Kind(k), window: bounds(*w) }));
            for (group, seat) in &round.seats {
                let like = Sum::Seats(*group, Seat { round: 0, ..*seat });
                match rows.iter_mut().find(|row| row.round == r && row.of == like) {
                    Some(row) => row.window = (row.window.0 + 1, row.window.1 + 1),
                    None => rows.push(Row { round: r, of: like, window: (1, 1) }),
                }
            }
        }
        rows.retain(|row| row.window.0 > 0 || row.window.1 < OPEN);
        let graded = rounds.iter().flat_map(|r| &r.seats).any(|(_, seat)| seat.difficulties != u32::MAX);
        Some(Transport { instance, rows, rounds: rounds.len(), graded })
    }

    fn places(&self, item: &Item) -> Vec<Place> {
        let mut places = Vec::new();
        let seated =
            matches!(self.instance.problem.groups[item.group as usize], crate::problem::Group::Seated(_));
        if !seated {
            return (0..self.rounds).map(|r| (r, None)).collect();
        }
        for (k, row) in self.rows.iter().enumerate() {
            if let Sum::Seats(group, seat) = row.of
                && group == item.group as usize
                && seat.admits(item)
            {
                places.push((row.round, Some(k)));
            }
        }
        places
    }

    /// The properties of an item that the rows depend on.
    fn key(&self, item: &Item) -> (u32, u32, u8, u32) {
        (item.group, item.minutes, item.kind, if self.graded { item.difficulty } else { 0 })
    }

    /// The amount that an item in a place adds to a row.
    fn adds(&self, row: usize, item: &Item, (round, seat): Place) -> i64 {
        let own = &self.rows[row];
        match own.of {
            _ if own.round != round => 0,
            Sum::Minutes => i64::from(item.minutes),
            Sum::Count => 1,
            Sum::Kind(kind) => i64::from(usize::from(item.kind) == kind),
            Sum::Seats(..) => i64::from(seat == Some(row)),
        }
    }

    /// Returns a cut that excludes these items, given by instance index, if the relaxation yields one; and
    /// the number of pivots made.
    pub(crate) fn cut(&self, items: &[u32]) -> (Option<Cut>, u64) {
        let mut kinds: BTreeMap<(u32, u32, u8, u32), (&Item, i64)> = BTreeMap::new();
        for n in items {
            let item = self.instance.item(*n);
            kinds.entry(self.key(item)).or_insert((item, 0)).1 += 1;
        }
        let mut columns: Vec<(usize, &Item, Place)> = Vec::new();
        for (k, (item, _)) in kinds.values().enumerate() {
            columns.extend(self.places(item).into_iter().map(|place| (k, *item, place)));
        }
        let counts: Vec<i64> = kinds.values().map(|(_, count)| *count).collect();
        let mut simplex = Simplex::new(columns.iter().map(|(k, ..)| (0, counts[*k])).collect());
        for row in 0..self.rows.len() {
            let entry = |(c, (_, item, place)): (usize, &(usize, &Item, Place))| {
                Some((c, self.adds(row, item, *place))).filter(|(_, a)| *a != 0)
            };
            let entries: Vec<(usize, i64)> = columns.iter().enumerate().filter_map(entry).collect();
            simplex.add_row(self.rows[row].window, &entries);
        }
        for (k, count) in counts.iter().enumerate() {
            let own = columns.iter().enumerate().filter(|(_, (of, ..))| *of == k);
            let entries: Vec<(usize, i64)> = own.map(|(c, _)| (c, 1)).collect();
            simplex.add_row((*count, *count), &entries);
        }
        let cut = match simplex.run(PIVOTS) {
            Ended::Outside(why) => {
                Some(self.weighed(&why[..self.rows.len()])).filter(|cut| cut.denies(items.iter().copied()))
            }
            Ended::Inside | Ended::Stopped => None,
        };
        (cut, simplex.pivots)
    }

    /// The cut that follows from these multipliers of the rows.
    fn weighed(&self, multipliers: &[f64]) -> Cut {
        let largest = multipliers.iter().fold(f64::MIN_POSITIVE, |a, b| a.max(b.abs()));
        let whole = |(m, row): (&f64, &Row)| {
            let m = (m / largest * SCALE) as i64;
            let bound = if m >= 0 { row.window.0 } else { row.window.1 };
            if bound.abs() >= OPEN { 0 } else { m }
        };
        let of: Vec<i64> = multipliers.iter().zip(&self.rows).map(whole).collect();
        // The least value that the sum of multiplier × row can have inside the windows; each item counts
        // with its smallest contribution over all places.
        let bound = |(m, row): (&i64, &Row)| m * if *m >= 0 { row.window.0 } else { row.window.1 };
        let least: i64 = of.iter().zip(&self.rows).map(bound).sum();
        let mut known: BTreeMap<(u32, u32, u8, u32), i64> = BTreeMap::new();
        let weight = (0..self.instance.items.len() as u32).map(|n| {
            let item = self.instance.item(n);
            *known.entry(self.key(item)).or_insert_with(|| {
                let paid = |place: Place| -> i64 {
                    (0..of.len()).filter(|r| of[*r] != 0).map(|r| -of[r] * self.adds(r, item, place)).sum()
                };
                self.places(item).into_iter().map(paid).min().unwrap_or(0)
            })
        });
        let weight: Vec<i64> = weight.collect();
        // Weights and limit are rounded down, so the cut excludes no choice that it did not exclude before.
        let largest = weight.iter().map(|w| w.abs()).max().unwrap_or(0);
        let by = (largest / LARGEST + 1).max(1);
        let weight = weight.iter().map(|w| w.div_euclid(by) as i32).collect();
        Cut { weight, limit: (-least).div_euclid(by), hits: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Group, Problem, Round, Window};
    use crate::search::bin_completion::{Pack, Packed, Piece};

    /// Two groups, whose items have these minutes, with a seat for each group in both rounds.
    fn problem(minutes: [u32; 2]) -> Problem {
        let item =
            |n: u32| Item { group: n % 2, cell: 0, kind: 0, minutes: 2 + n, difficulty: 0, family: None };
        let seat = |round| Seat { round, kinds: u32::MAX, minutes: Window::ANY, difficulties: u32::MAX };
        let round =
            |minutes| Round { minutes: Window::at_most(minutes), count: Window::ANY, kinds: Vec::new() };
        Problem {
            items: (0..8).map(item).collect(),
            groups: vec![Group::Seated(vec![seat(0), seat(1)]); 2],
            rounds: minutes.map(round).to_vec(),
            ..Problem::default()
        }
    }

    fn packs(instance: &Instance, items: &[u32]) -> bool {
        let piece = |n: &u32| {
            let item = instance.item(*n);
            let (minutes, kind, difficulty) = (item.minutes, item.kind, item.difficulty);
            Piece { minutes, kind, difficulty, spread: None, group: Some(item.group), item: *n }
        };
        let pieces = items.iter().map(piece).collect();
        Pack::new(&instance.zones[0].rounds, pieces, Vec::new(), 100_000).run() == Packed::Yes
    }

    #[test]
    fn cuts_together_deny_what_one_of_them_denies() {
        let weight = |cut: i32, item: i32| ((cut + 3) * (cut + item * item) * 7 + item * 5) % 23 - 11;
        let cut = |n: i32| Cut { weight: (0..9).map(|i| weight(n, i)).collect(), limit: 40, hits: 0 };
        let (mut cuts, mut each) = (Cuts::default(), Vec::new());
        let (mut denied, mut late) = (0, 0);
        for n in 0..40 {
            cuts.push(cut(n));
            each.push(cut(n));
            for set in 0u32..1 << 9 {
                let items = (0..9).filter(|item| set & 1 << item != 0);
                let first = each.iter_mut().position(|cut| cut.denies(items.clone()));
                first.into_iter().for_each(|first| each[first].hits += 1);
                assert_eq!(cuts.deny(items), first.is_some(), "{n} {set}");
                denied += u32::from(first.is_some());
                late += u32::from(first.is_some_and(|first| first >= LANES));
            }
        }
        let hits = |cuts: &[Cut]| cuts.iter().map(|cut| cut.hits).collect::<Vec<u32>>();
        assert_eq!(hits(&cuts.cuts), hits(&each));
        assert_eq!((cuts.len(), cuts.best(3).len()), (40, 3));
        assert!(cuts.best(3).windows(2).all(|pair| pair[0].hits >= pair[1].hits));
        assert!(denied > 300 && late > 100, "{denied} sets denied, {late} of them by a later block");
    }

    #[test]
    fn a_cut_denies_only_what_cannot_be_dealt_out() {
        let (mut cuts, mut denied) = (0, 0);
        for first in 6..20 {
            let problem = problem([first, 12]);
            let instance = Instance::new(problem.clone().into(), true);
            let transport = Transport::new(&instance, &instance.zones[0].rounds).expect("rounds differ");
            let pairs = |group: u32| -> Vec<[u32; 2]> {
                let own: Vec<u32> = (0..8).filter(|n| instance.item(*n).group == group).collect();
                let pair = |a: u32, b: u32| (a < b).then_some([a, b]);
                own.iter().flat_map(|a| own.iter().filter_map(|b| pair(*a, *b))).collect()
            };
            let choices: Vec<Vec<u32>> =
                pairs(0).iter().flat_map(|a| pairs(1).into_iter().map(|b| [*a, b].concat())).collect();
            for choice in &choices {
                let Some(cut) = transport.cut(choice).0 else { continue };
                cuts += 1;
                assert!(cut.denies(choice.iter().copied()) && !packs(&instance, choice));
                for other in choices.iter().filter(|other| cut.denies(other.iter().copied())) {
                    denied += 1;
                    assert!(!packs(&instance, other), "{choice:?} {other:?}");
                }
            }
        }
        assert!(cuts > 50 && denied > 2 * cuts, "{cuts} cuts, {denied} choices denied");
    }
}
