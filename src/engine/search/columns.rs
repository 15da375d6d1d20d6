//! Columns: an item set of one group with its reduced cost and resource use, and dominance among them.

use std::collections::BTreeSet;

use crate::engine::presolve::Instance;

/// Dominated columns are removed from lists longer than this.
const LONG: usize = 48;

/// A column: a set of items of one group.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Choice {
    /// Reduced cost.
    pub(in crate::engine) priced: i64,
    /// The index in the items of the [`List`] at which its own items begin.
    pub(in crate::engine) items: u32,
    /// The index in the sums of the [`List`] at which its own sums begin.
    pub(in crate::engine) sums: u32,
    /// Whether it excludes items of other groups.
    pub(in crate::engine) outward: bool,
}

/// The columns of a group by their number of items.
#[derive(Debug, Default)]
pub(in crate::engine) struct List {
    pub(in crate::engine) least: usize,
    pub(in crate::engine) by_count: Vec<Vec<Choice>>,
    /// Items with their zones, set by set; for seats, in the order of the seats.
    pub(in crate::engine) items: Vec<(u32, u32)>,
    /// For each column, its use of each resource and its weight in each cut.
    pub(in crate::engine) sums: Vec<i32>,
    pub(in crate::engine) resources: usize,
}

impl List {
    /// Items with their zones; for seats, in the order of the seats.
    pub(in crate::engine) fn items(&self, choice: &Choice, count: usize) -> &[(u32, u32)] {
        &self.items[choice.items as usize..choice.items as usize + count]
    }

    /// The resource use of a column.
    pub(in crate::engine) fn sums(&self, choice: &Choice) -> &[i32] {
        &self.sums[choice.sums as usize..choice.sums as usize + self.resources]
    }

    /// Number of columns.
    pub(in crate::engine) fn len(&self) -> usize {
        self.by_count.iter().map(Vec::len).sum()
    }

    /// Sorts the columns by reduced cost and removes dominated ones. A column dominates another if it costs
    /// no more, has the same item classes in the same zones, and has the same items that exclude others.
    pub(in crate::engine) fn tidy(&mut self, instance: &Instance) {
        let mut by_count = std::mem::take(&mut self.by_count);
        for (count, choices) in (self.least..).zip(&mut by_count) {
            choices.sort_unstable_by(|a, b| {
                a.priced.cmp(&b.priced).then_with(|| self.items(a, count).cmp(self.items(b, count)))
            });
            if choices.len() <= LONG {
                continue;
            }
            let single = instance.zones.iter().all(|z| !z.packed);
            let mut seen: BTreeSet<(Vec<i32>, Vec<u32>)> = BTreeSet::new();
            choices.retain(|choice| {
                let items = self.items(choice, count);
                let outward = items.iter().map(|(n, _)| *n).filter(|n| instance.links.outward(*n)).collect();
                let mut shape: Vec<i32> = match single {
                    true => self.sums(choice).to_vec(),
                    false => {
                        items.iter().map(|(n, z)| (instance.class[*n as usize] * 64 + z) as i32).collect()
                    }
                };
                if !single {
                    shape.sort_unstable();
                }
                seen.insert((shape, outward))
            });
        }
        self.by_count = by_count;
    }
}

/// The lists of all groups, and whether they are complete.
pub(in crate::engine) struct Lists {
    pub(in crate::engine) lists: Vec<List>,
    pub(in crate::engine) complete: bool,
    /// Whether columns were left out because of their cost.
    pub(in crate::engine) cut: bool,
    /// The limit of each cut.
    pub(in crate::engine) limits: Vec<i64>,
}
