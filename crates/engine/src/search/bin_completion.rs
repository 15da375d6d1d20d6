//! Bin completion (Martello & Toth 1990, Gent 1998, Korf 2002) with a memo of failures: deals the items
//! of a zone to its rounds.
//!
//! Round by round, every set of items that fills the round is tried, the longest items first. Before a
//! round is filled, its windows are narrowed by what the later rounds need and can take; so if the total of
//! minutes leaves little room, each round's window becomes narrow too. If all rounds that are left are
//! alike, the longest item goes to the first of them. A state that failed is remembered by the items that
//! were left and is not tried again.
//!
//! A group with seats is a separate resource: a round takes as many items of the group as the round has seats
//! for it, and a round is closed only if these items can be matched to the seats.

use std::collections::BTreeSet;

use crate::presolve::OpenRound;
use crate::problem::Seat;
use crate::problem::range::{OPEN, Range};
use panelkit_math::matching;

/// An item that is to be dealt to a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Piece {
    pub(crate) minutes: u32,
    pub(crate) kind: u8,
    pub(crate) difficulty: u32,
    /// Index among the groups that must be spread; `None` if it may be in any round.
    pub(crate) spread: Option<u16>,
    /// Its group; `None` if the group has no seats.
    pub(crate) group: Option<u32>,
    pub(crate) item: u32,
}

/// A group that must appear in several rounds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Coverage {
    pub(crate) needed: u32,
    /// Bit mask of the rounds where the core has it.
    pub(crate) bins: u64,
}

/// How a packing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packed {
    Yes,
    No,
    /// The nodes did not suffice.
    Open,
}

/// The rounds of a zone being filled.
pub(crate) struct Pack<'a> {
    bins: &'a [OpenRound],
    /// Rounds in the order in which they are filled: those with the narrowest windows first.
    order: Vec<usize>,
    /// For each shape, longest first: one of its items, and how many are left.
    shapes: Vec<Shape>,
    spreads: Vec<Coverage>,
    kinds: usize,
    /// Groups with seats.
    groups: Vec<u32>,
    /// For each place in the order: what this round and the later ones need and can take.
    after: Vec<Ranges>,
    left: Vec<i64>,
    failed: BTreeSet<Vec<u64>>,
    dealt: Vec<(usize, usize)>,
    /// Nodes that may still be visited.
    pub(crate) nodes: u64,
}

struct Shape {
    minutes: i64,
    kind: usize,
    /// 0 if no seat depends on difficulty.
    difficulty: u32,
    spread: Option<u16>,
    /// Index among the groups with seats.
    group: Option<usize>,
    /// For each round, whether the item may be there.
    fits: Vec<bool>,
    items: Vec<u32>,
    left: usize,
}

/// Ranges of minutes, number, kinds and groups.
type Ranges = Vec<Range>;

impl<'a> Pack<'a> {
    /// The pieces may come in any order.
    pub(crate) fn new(
        bins: &'a [OpenRound],
        mut pieces: Vec<Piece>,
        spreads: Vec<Coverage>,
        nodes: u64,
    ) -> Pack<'a> {
        // Without such a seat, items that differ only in difficulty are alike.
        let free = bins.iter().flat_map(|bin| &bin.seats).all(|(_, seat)| seat.difficulties == u32::MAX);
        pieces.iter_mut().filter(|_| free).for_each(|piece| piece.difficulty = 0);
        pieces.sort_unstable_by(|a, b| b.minutes.cmp(&a.minutes).then(a.cmp(b)));
        let kinds = bins.iter().map(|r| r.kinds.len()).max().unwrap_or(0);
        let mut groups: Vec<u32> = bins.iter().flat_map(|r| &r.seats).map(|(g, _)| *g as u32).collect();
        groups.sort_unstable();
        groups.dedup();
        let mut shapes: Vec<Shape> = Vec::new();
        let mut left = vec![0; 2 + kinds + groups.len()];
        for piece in &pieces {
            let group = piece.group.and_then(|g| groups.binary_search(&g).ok());
            let (minutes, kind) = (i64::from(piece.minutes), usize::from(piece.kind));
            left[0] += minutes;
            left[1] += 1;
            if kind < kinds {
                left[2 + kind] += 1;
            }
            if let Some(group) = group {
                left[2 + kinds + group] += 1;
            }
            let key = (minutes, kind, piece.difficulty, piece.spread, group);
            let like = |s: &Shape| (s.minutes, s.kind, s.difficulty, s.spread, s.group) == key;
            match shapes.last_mut() {
                Some(s) if like(s) => {
                    s.items.push(piece.item);
                    s.left += 1;
                }
                _ => shapes.push(Shape {
                    minutes,
                    kind,
                    difficulty: piece.difficulty,
                    spread: piece.spread,
                    group,
                    fits: bins.iter().map(|bin| fits(bin, piece)).collect(),
                    items: vec![piece.item],
                    left: 1,
                }),
            }
        }
        let mut order: Vec<usize> = (0..bins.len()).collect();
        order.sort_by_key(|r| (bins[*r].minutes.1 - bins[*r].minutes.0, bins[*r].minutes.1, *r));
        let mut pack = Pack {
            bins,
            order,
            shapes,
            spreads,
            kinds,
            after: vec![vec![(0, 0); left.len()]],
            groups,
            left,
            failed: BTreeSet::new(),
            dealt: Vec::new(),
            nodes,
        };
        for n in (0..bins.len()).rev() {
            let own = pack.rule(pack.order[n]);
            let last = &pack.after[pack.after.len() - 1];
            let sum = own.iter().zip(last).map(|(a, b)| (a.0 + b.0, a.1 + b.1)).collect();
            pack.after.push(sum);
        }
        pack.after.reverse();
        pack
    }

    /// Items with their rounds, once they are packed.
    pub(crate) fn dealt(&self) -> impl Iterator<Item = (u32, usize)> {
        let mut next: Vec<usize> = vec![0; self.shapes.len()];
        self.dealt.iter().map(move |(shape, bin)| {
            let item = self.shapes[*shape].items[next[*shape]];
            next[*shape] += 1;
            (item, *bin)
        })
    }

    /// Deals the pieces to the rounds.
    pub(crate) fn run(&mut self) -> Packed {
        self.fill_from(0)
    }

    fn rule(&self, bin: usize) -> Ranges {
        let rule = &self.bins[bin];
        let kinds = (0..self.kinds).map(|k| rule.kinds.get(k).copied().unwrap_or((0, OPEN)));
        let seats = self.groups.iter().map(|g| {
            let seats = rule.seats.iter().filter(|(of, _)| *of as u32 == *g).count();
            let taken = rule.sitting.iter().filter(|of| **of as u32 == *g).count();
            let left = (seats - taken) as i64;
            (left, left)
        });
        [rule.minutes, rule.count].into_iter().chain(kinds).chain(seats).collect()
    }

    /// Fills the rounds from place n of the order on.
    fn fill_from(&mut self, n: usize) -> Packed {
        if n == self.order.len() {
            let seen = self.spreads.iter().all(|s| s.bins.count_ones() >= s.needed);
            return if seen && self.left[1] == 0 { Packed::Yes } else { Packed::No };
        }
        // Narrow the windows: later rounds must be able to take what this round leaves, and this round must
        // take what the later ones cannot.
        let mut rule = self.rule(self.order[n]);
        for ((own, after), left) in rule.iter_mut().zip(&self.after[n + 1]).zip(&self.left) {
            *own = (own.0.max(left - after.1), own.1.min(left - after.0));
            if own.0 > own.1 {
                return Packed::No;
            }
        }
        let key = self.key(n);
        if n > 0 && self.failed.contains(&key) {
            return Packed::No;
        }
        let alike = self.order[n..].windows(2).all(|w| self.same(w[0], w[1]));
        let has = vec![0; rule.len()];
        let packed = match self.shapes.iter().position(|s| s.left > 0).filter(|_| alike) {
            Some(longest) => self.put(n, &rule, &has, longest),
            None => self.fill(n, &rule, &has, 0),
        };
        if packed == Packed::No {
            self.failed.insert(key);
        }
        packed
    }

    /// Puts more items into the round, of shape `from` or later ones, or closes it.
    fn fill(&mut self, n: usize, rule: &Ranges, has: &[i64], from: usize) -> Packed {
        if rule.iter().zip(has).all(|(rule, has)| rule.0 <= *has) {
            match self.close(n) {
                Packed::No => {}
                other => return other,
            }
        }
        let slots = rule[1].1 - has[1];
        for shape in from..self.shapes.len() {
            // Even the longest items that may follow are too short.
            if slots * self.shapes[shape].minutes < rule[0].0 - has[0] || slots == 0 {
                break;
            }
            match self.put(n, rule, has, shape) {
                Packed::No => {}
                other => return other,
            }
        }
        Packed::No
    }

    /// Puts one item of a shape into the round and goes on.
    fn put(&mut self, n: usize, rule: &Ranges, has: &[i64], shape: usize) -> Packed {
        let Shape { minutes, kind, spread, left, group, .. } = self.shapes[shape];
        let full = |k: usize| has[k] + 1 > rule[k].1;
        if left == 0
            || !self.shapes[shape].fits[self.order[n]]
            || has[0] + minutes > rule[0].1
            || full(1)
            || (kind < self.kinds && full(2 + kind))
            || group.is_some_and(|g| full(2 + self.kinds + g))
        {
            return Packed::No;
        }
        // Kinds that are still missing need a slot each.
        let missing: i64 = (0..self.kinds).map(|k| (rule[2 + k].0 - has[2 + k]).max(0)).sum();
        let helps = kind < self.kinds && has[2 + kind] < rule[2 + kind].0;
        if missing - i64::from(helps) > rule[1].1 - has[1] - 1 {
            return Packed::No;
        }
        if self.nodes == 0 {
            return Packed::Open;
        }
        self.nodes -= 1;
        let mut now = has.to_vec();
        let bin = self.order[n];
        let before = spread.map(|s| self.spreads[usize::from(s)].bins);
        self.shift(shape, &mut now, 1);
        if let Some(s) = spread {
            self.spreads[usize::from(s)].bins |= 1 << bin;
        }
        self.dealt.push((shape, bin));
        let hopeful = self.groups.is_empty() || now[0] + self.least(rule, &now, bin) <= rule[0].1;
        let hopeful = hopeful && spread.is_none_or(|s| self.seen_enough(usize::from(s), n));
        let packed = if hopeful { self.fill(n, rule, &now, shape) } else { Packed::No };
        if packed == Packed::Yes {
            return packed;
        }
        self.dealt.pop();
        self.shift(shape, &mut now, -1);
        if let (Some(s), Some(before)) = (spread, before) {
            self.spreads[usize::from(s)].bins = before;
        }
        packed
    }

    fn shift(&mut self, shape: usize, has: &mut [i64], sign: i64) {
        let shape = &mut self.shapes[shape];
        shape.left = shape.left.wrapping_add_signed(-sign as isize);
        let mut add = |k: usize, amount: i64| {
            has[k] += sign * amount;
            self.left[k] -= sign * amount;
        };
        add(0, shape.minutes);
        add(1, 1);
        if shape.kind < self.kinds {
            add(2 + shape.kind, 1);
        }
        if let Some(group) = shape.group {
            add(2 + self.kinds + group, 1);
        }
    }

    /// Least minutes that the seats of the round still take.
    fn least(&self, rule: &Ranges, has: &[i64], bin: usize) -> i64 {
        let first = 2 + self.kinds;
        let mut open: Vec<i64> = rule[first..].iter().zip(&has[first..]).map(|(r, has)| r.0 - has).collect();
        let mut minutes = 0;
        for shape in self.shapes.iter().rev().filter(|s| s.fits[bin]) {
            if let Some(open) = shape.group.map(|g| &mut open[g]) {
                let take = (*open).min(shape.left as i64);
                minutes += take * shape.minutes;
                *open -= take;
            }
        }
        if open.iter().any(|open| *open > 0) { 1 << 40 } else { minutes }
    }

    /// Goes on to the next round, if every group can still appear in enough rounds.
    fn close(&mut self, n: usize) -> Packed {
        let seen = (0..self.spreads.len()).all(|s| self.seen_enough(s, n));
        if seen && self.seatable(self.order[n]) { self.fill_from(n + 1) } else { Packed::No }
    }

    /// Whether a group can still appear in enough rounds if no more of its items are put into the round at
    /// place n.
    fn seen_enough(&self, s: usize, n: usize) -> bool {
        let bins = (self.order.len() - n - 1) as u32;
        let mine = |shape: &&Shape| shape.spread == Some(s as u16);
        let left: usize = self.shapes.iter().filter(mine).map(|s| s.left).sum();
        self.spreads[s].bins.count_ones() + bins.min(left as u32) >= self.spreads[s].needed
    }

    /// Whether the items of every group in the round can each have a seat.
    fn seatable(&self, bin: usize) -> bool {
        let seats = &self.bins[bin].seats;
        if seats.windows(2).all(|w| w[0].0 != w[1].0 || w[0].1 == w[1].1) {
            return true;
        }
        let here = self.dealt.iter().filter(|(_, r)| *r == bin).map(|(shape, _)| &self.shapes[*shape]);
        let items = here.filter_map(|shape| Some((shape, self.groups[shape.group?])));
        let items: Vec<(&Shape, u32)> = items.collect();
        let fits = |n: usize| {
            let (shape, group) = items[n];
            let admitted = move |(of, seat): &(usize, Seat)| {
                let (minutes, kind) = (shape.minutes as u32, shape.kind as u8);
                *of as u32 == group && seat.admits_like(minutes, kind, shape.difficulty)
            };
            seats.iter().enumerate().filter(move |(_, seat)| admitted(seat)).map(|(k, _)| k)
        };
        matching::is_complete(items.len(), seats.len(), fits)
    }

    /// Whether two rounds have the same rules.
    fn same(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.bins[a], &self.bins[b]);
        let seats =
            |bin: &OpenRound| bin.seats.iter().map(|(g, seat)| (*g, seat.rules())).collect::<Vec<_>>();
        (x.minutes, x.count, &x.kinds) == (y.minutes, y.count, &y.kinds)
            && seats(x) == seats(y)
            && x.sitting == y.sitting
            && self.spreads.iter().all(|s| s.bins >> a & 1 == s.bins >> b & 1)
    }

    fn key(&self, n: usize) -> Vec<u64> {
        let mut key = vec![n as u64];
        for part in self.shapes.chunks(4) {
            key.push(part.iter().fold(0, |key, shape| key << 16 | shape.left as u64));
        }
        if self.spreads.is_empty() {
            return key;
        }
        // The key has the number of rounds in which a group is so far. Of these rounds, it names only those
        // that are not filled yet, because the others do not affect what can follow.
        let coming = self.order[n..].iter().fold(0, |mask, bin| mask | 1u64 << bin);
        key.extend(self.spreads.iter().flat_map(|s| match s.bins.count_ones() {
            seen if seen >= s.needed => [u64::MAX, 0],
            seen => [s.bins & coming, u64::from(seen)],
        }));
        key
    }
}

/// Whether the round has a seat for the piece, if it needs one.
fn fits(bin: &OpenRound, piece: &Piece) -> bool {
    let Some(group) = piece.group else { return true };
    let mut seats = bin.seats.iter().filter(|(g, _)| *g as u32 == group);
    seats.any(|(_, seat)| seat.admits_like(piece.minutes, piece.kind, piece.difficulty))
}
