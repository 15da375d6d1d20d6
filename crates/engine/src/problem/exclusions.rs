//! Which items exclude each other: families and enemies (set packing constraints), and what the core
//! excludes.

use std::collections::HashMap;

use crate::problem::{Item, LONGEST, Problem};

/// Marks an item without a family.
const NONE: u32 = u32::MAX;

/// Which items of an instance exclude each other.
#[derive(Debug, Default)]
pub(crate) struct Links {
    /// Family of every item, numbered from 0; [`NONE`] without one.
    family: Vec<u32>,
    /// Number of families.
    pub(crate) families: usize,
    /// The enemies of all items in one list, and for each item the index where its enemies begin; both are
    /// empty if there are no enemies.
    foes: Vec<u32>,
    starts: Vec<u32>,
    /// Whether the item has a relative or an enemy in another group.
    outward: Vec<bool>,
}

impl Links {
    /// The links among the problem's items `items`, which are renumbered here from 0.
    pub(crate) fn new(problem: &Problem, items: &[u32]) -> Links {
        let count = items.len();
        let of = |n: usize| &problem.items[items[n] as usize];
        let mut links = Links { family: vec![NONE; count], outward: vec![false; count], ..Links::default() };
        let mut numbers: HashMap<u32, u32> = HashMap::new();
        // For each family, the group of its first item, and whether it has items of other groups.
        let mut groups: Vec<(u32, bool)> = Vec::new();
        for n in 0..count {
            let item = of(n);
            let Some(family) = item.family else { continue };
            let number = *numbers.entry(family).or_insert(groups.len() as u32);
            links.family[n] = number;
            match groups.get_mut(number as usize) {
                Some((first, spreads)) => *spreads |= *first != item.group,
                None => groups.push((item.group, false)),
            }
        }
        links.families = groups.len();
        for (outward, family) in links.outward.iter_mut().zip(&links.family) {
            *outward = groups.get(*family as usize).is_some_and(|(_, spreads)| *spreads);
        }
        if !problem.enemies.is_empty() {
            links.add_foes(problem, items);
        }
        links
    }

    fn add_foes(&mut self, problem: &Problem, items: &[u32]) {
        let mut at = vec![NONE; problem.items.len()];
        for (n, item) in (0u32..).zip(items) {
            at[*item as usize] = n;
        }
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (a, b) in &problem.enemies {
            let (a, b) = (at[*a as usize], at[*b as usize]);
            if a == NONE || b == NONE || a == b {
                continue;
            }
            pairs.extend([(a, b), (b, a)]);
            let group = |n: u32| problem.items[items[n as usize] as usize].group;
            if group(a) != group(b) {
                self.outward[a as usize] = true;
                self.outward[b as usize] = true;
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let start = |n: u32| pairs.partition_point(|(a, _)| *a < n) as u32;
        self.starts = (0..=items.len() as u32).map(start).collect();
        self.foes = pairs.into_iter().map(|(_, b)| b).collect();
    }

    /// The family of an item.
    pub(crate) fn family(&self, n: u32) -> Option<u32> {
        Some(self.family[n as usize]).filter(|f| *f != NONE)
    }

    /// A number for the family of the item, or for the item itself if it has none. Items with the same number
    /// exclude each other.
    pub(crate) fn column(&self, n: u32) -> u64 {
        self.family(n).map_or(u64::from(n), |family| (1 << 32) | u64::from(family))
    }

    /// The enemies of an item.
    pub(crate) fn foes(&self, n: u32) -> &[u32] {
        if self.foes.is_empty() {
            return &[];
        }
        &self.foes[self.starts[n as usize] as usize..self.starts[n as usize + 1] as usize]
    }

    /// Whether the item excludes items of other groups.
    pub(crate) fn outward(&self, n: u32) -> bool {
        self.outward[n as usize]
    }

    /// A test of whether another item cannot be chosen together with item `n`.
    pub(crate) fn excluded_by(&self, n: u32) -> impl Fn(u32) -> bool {
        let (family, foes) = (self.family(n), self.foes(n));
        move |other| other == n || (family.is_some() && self.family(other) == family) || foes.contains(&other)
    }
}

/// For each item of the problem, whether it may be chosen in addition to the core; `None` if the core
/// contradicts itself.
pub(crate) fn free_of_core(problem: &Problem) -> Option<Vec<bool>> {
    // Check that each core item is in exactly one round, and that the round exists.
    let mut chosen: Vec<u32> = problem.core.iter().map(|(n, _)| *n).collect();
    chosen.sort_unstable();
    let twice = chosen.windows(2).any(|pair| pair[0] == pair[1]);
    if twice || problem.core.iter().any(|(_, round)| *round >= problem.rounds.len()) {
        return None;
    }
    let usable = |item: &Item| item.minutes <= LONGEST && item.difficulty <= LONGEST;
    let mut free: Vec<bool> = problem.items.iter().map(usable).collect();
    let mut families: Vec<u32> =
        problem.core.iter().filter_map(|(n, _)| problem.items[*n as usize].family).collect();
    let core = families.len();
    families.sort_unstable();
    families.dedup();
    if families.len() < core {
        return None;
    }
    if !families.is_empty() {
        for (n, item) in problem.items.iter().enumerate() {
            free[n] &= item.family.is_none_or(|f| families.binary_search(&f).is_err());
        }
    }
    for (n, _) in &problem.core {
        free[*n as usize] = false;
    }
    let in_core = |n: u32| problem.core.iter().any(|(c, _)| *c == n);
    for (a, b) in &problem.enemies {
        match (in_core(*a), in_core(*b)) {
            (true, true) if a != b => return None,
            (true, false) => free[*b as usize] = false,
            (false, true) => free[*a as usize] = false,
            _ => {}
        }
    }
    Some(free)
}
