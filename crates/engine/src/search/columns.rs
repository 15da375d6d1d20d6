//! Columns: an item set of one group with its reduced cost and resource use, and dominance among them.

use std::collections::HashSet;

use crate::presolve::Instance;

/// Dominated columns are removed from lists longer than this.
const LONG: usize = 48;

/// A column: a set of items of one group.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice {
    /// Reduced cost.
    pub(crate) priced: i64,
    /// The index in the items of the [`List`] at which its own items begin.
    pub(crate) items: u32,
    /// The index in the sums of the [`List`] at which its own sums begin.
    pub(crate) sums: u32,
    /// Whether it excludes items of other groups.
    pub(crate) outward: bool,
}

/// The columns of a group by their number of items.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub(crate) least: usize,
    pub(crate) by_count: Vec<Vec<Choice>>,
    /// Items with their zones, set by set; for seats, in the order of the seats.
    pub(crate) items: Vec<(u32, u32)>,
    /// For each column, its use of each resource and its weight in each cut.
    pub(crate) sums: Vec<i32>,
    pub(crate) resources: usize,
}

impl List {
    /// Items with their zones; for seats, in the order of the seats.
    pub(crate) fn items(&self, choice: &Choice, count: usize) -> &[(u32, u32)] {
        &self.items[choice.items as usize..choice.items as usize + count]
    }

    /// The resource use of a column.
    pub(crate) fn sums(&self, choice: &Choice) -> &[i32] {
        &self.sums[choice.sums as usize..choice.sums as usize + self.resources]
    }

    /// Number of columns.
    pub(crate) fn len(&self) -> usize {
        self.by_count.iter().map(Vec::len).sum()
    }

    /// Sorts the columns by reduced cost and removes dominated ones. A column dominates another if it costs
    /// no more, has the same item classes in the same zones, and has the same items that exclude others.
    pub(crate) fn tidy(&mut self, instance: &Instance) {
        let mut by_count = std::mem::take(&mut self.by_count);
        for (count, choices) in (self.least..).zip(&mut by_count) {
            choices.sort_unstable_by(|a, b| {
                a.priced.cmp(&b.priced).then_with(|| self.items(a, count).cmp(self.items(b, count)))
            });
            if choices.len() <= LONG {
                continue;
            }
            let single = instance.zones.iter().all(|z| !z.packed);
            let mut seen: HashSet<(Vec<i32>, Vec<u32>)> = HashSet::with_capacity(choices.len());
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
pub(crate) struct Lists {
    pub(crate) lists: Vec<List>,
    pub(crate) complete: bool,
    /// Whether columns were left out because of their cost.
    pub(crate) cut: bool,
    /// The limit of each cut.
    pub(crate) limits: Vec<i64>,
}
