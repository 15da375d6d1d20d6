//! Branch and bound (Land & Doig 1960) over one column of each group: the cheapest columns that keep
//! every constraint.
//!
//! The search is depth-first. A branch is cut if the cost of what is chosen plus the cheapest columns
//! of the other groups exceeds the limit, or if a resource can no longer end inside its window whatever
//! the other groups give. A complete choice is dealt to the rounds.

use crate::bound::assignment::NEVER;
use crate::bound::prices::Prices;
use crate::presolve::Instance;
use crate::search::columns::{Choice, List, Lists};
use crate::search::rounds::Dealer;

/// A form: its cost, and every item with its round.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) cost: i64,
    /// Items of the problem with their rounds.
    pub(crate) items: Vec<(u32, usize)>,
}

/// A search below a limit.
pub(crate) struct Search<'a, 'l> {
    instance: &'a Instance,
    prices: &'a Prices,
    lists: &'a [List],
    /// Groups in the order of the search: those with the fewest columns first.
    order: Vec<usize>,
    /// `rest[n][k]`: least reduced cost of the groups from n on when k items are chosen.
    rest: Vec<Vec<i64>>,
    /// For each group n, number of items chosen and resource: the least and the most that the groups from n
    /// on add.
    reach: Vec<Vec<Vec<(i64, i64)>>>,
    /// The window of each resource, then the limit of each cut.
    ranges: Vec<(i64, i64)>,
    used: Vec<i64>,
    chosen: Vec<(usize, usize, Choice)>,
    blocked: Vec<u16>,
    families: Vec<bool>,
    /// Deals complete choices to rounds, and keeps the no-goods.
    pub(crate) dealer: Dealer<'l>,
    limit: i64,
    first: bool,
    best: Option<Form>,
    /// Whether a branch was cut because of its cost.
    pub(crate) cut: bool,
    /// Nodes that may still be visited.
    pub(crate) nodes: u64,
}

impl<'a, 'l> Search<'a, 'l> {
    pub(crate) fn new(
        instance: &'a Instance,
        prices: &'a Prices,
        lists: &'a Lists,
        dealer: Dealer<'l>,
        nodes: u64,
    ) -> Search<'a, 'l> {
        let cuts = lists.limits.iter().map(|limit| (-NEVER, *limit));
        let ranges: Vec<(i64, i64)> =
            instance.resources.iter().map(|resource| resource.range).chain(cuts).collect();
        let lists = &lists.lists;
        let mut order: Vec<usize> = (0..lists.len()).collect();
        order.sort_by_key(|p| lists[*p].len());
        let mut search = Search {
            instance,
            prices,
            lists,
            order,
            rest: Vec::new(),
            reach: Vec::new(),
            used: vec![0; ranges.len()],
            ranges,
            chosen: Vec::new(),
            blocked: vec![0; instance.items.len()],
            families: vec![false; instance.links.families],
            dealer,
            cut: false,
            limit: 0,
            first: false,
            best: None,
            nodes,
        };
        search.look_ahead();
        search
    }

    /// The cheapest form whose cost is at most `limit`; if `first` is true, the first such form found.
    /// `None` if there is none or the nodes did not suffice.
    pub(crate) fn below(&mut self, limit: i64, first: bool) -> Option<Form> {
        (self.limit, self.first) = (limit, first);
        self.descend(0, 0, -self.prices.worth);
        self.best.take()
    }

    /// Fills `rest` and `reach`, from the last group to the first.
    fn look_ahead(&mut self) {
        let resources = self.ranges.len();
        let (from, to) = self.instance.total;
        let most = to.max(0) as usize;
        let done = |k: usize| if (k as i64) >= from { 0 } else { NEVER };
        self.rest = vec![(0..=most).map(done).collect()];
        self.reach = vec![vec![vec![(0, 0); resources]; most + 1]];
        for p in self.order.iter().rev() {
            let list = &self.lists[*p];
            let (rest, reach) = (&self.rest[self.rest.len() - 1], &self.reach[self.reach.len() - 1]);
            let ends: Vec<Vec<(i64, i64)>> = list.by_count.iter().map(|c| ends(list, c, resources)).collect();
            let mut least = vec![NEVER; most + 1];
            let mut range = vec![vec![(NEVER, -NEVER); resources]; most + 1];
            for k in 0..=most {
                for (count, choices) in (list.least..).zip(&list.by_count) {
                    let Some(cheapest) = choices.first() else { continue };
                    if k + count > most || rest[k + count] >= NEVER {
                        continue;
                    }
                    least[k] = least[k].min(rest[k + count] + cheapest.priced);
                    let ends = &ends[count - list.least];
                    for ((to, own), after) in range[k].iter_mut().zip(ends).zip(&reach[k + count]) {
                        to.0 = to.0.min(own.0 + after.0);
                        to.1 = to.1.max(own.1 + after.1);
                    }
                }
            }
            self.rest.push(least);
            self.reach.push(range);
        }
        self.rest.reverse();
        self.reach.reverse();
    }

    /// Chooses a column of group n. So far `count` items are chosen; `priced` is their reduced cost minus
    /// the worth of the windows.
    fn descend(&mut self, n: usize, count: usize, priced: i64) {
        let Some(p) = self.order.get(n).copied() else { return self.complete(priced) };
        let list = &self.lists[p];
        for (own, choices) in (list.least..).zip(&list.by_count) {
            let Some(rest) = self.rest[n + 1].get(count + own).copied().filter(|r| *r < NEVER) else {
                continue;
            };
            for choice in choices {
                if priced + choice.priced + rest > self.limit {
                    self.cut = true;
                    break;
                }
                if self.nodes == 0 {
                    break;
                }
                self.nodes -= 1;
                let reach = &self.reach[n + 1][count + own];
                let resources = self.ranges.iter().zip(&self.used).zip(list.sums(choice)).zip(reach);
                let inside = resources.into_iter().all(|(((range, used), sum), (least, most))| {
                    let now = used + i64::from(*sum);
                    now + least <= range.1 && now + most >= range.0
                });
                let items = list.items(choice, own);
                if !inside || (choice.outward && !self.free(items)) {
                    continue;
                }
                self.take(list, choice, own);
                self.chosen.push((p, own, *choice));
                self.descend(n + 1, count + own, priced + choice.priced);
                self.chosen.pop();
                self.take_back(list, choice, own);
                if self.first && self.best.is_some() {
                    return;
                }
            }
        }
    }

    fn free(&self, items: &[(u32, u32)]) -> bool {
        let links = &self.instance.links;
        let free = |n: u32| {
            self.blocked[n as usize] == 0 && links.family(n).is_none_or(|f| !self.families[f as usize])
        };
        items.iter().all(|(n, _)| !links.outward(*n) || free(*n))
    }

    fn take(&mut self, list: &List, choice: &Choice, count: usize) {
        for (used, sum) in self.used.iter_mut().zip(list.sums(choice)) {
            *used += i64::from(*sum);
        }
        if choice.outward {
            self.mark(list.items(choice, count), 1);
        }
    }

    fn take_back(&mut self, list: &List, choice: &Choice, count: usize) {
        for (used, sum) in self.used.iter_mut().zip(list.sums(choice)) {
            *used -= i64::from(*sum);
        }
        if choice.outward {
            self.mark(list.items(choice, count), -1);
        }
    }

    fn mark(&mut self, items: &[(u32, u32)], change: i16) {
        let links = &self.instance.links;
        for (n, _) in items.iter().filter(|(n, _)| links.outward(*n)) {
            for foe in links.foes(*n) {
                let blocked = &mut self.blocked[*foe as usize];
                *blocked = blocked.wrapping_add_signed(change);
            }
            if let Some(family) = links.family(*n) {
                self.families[family as usize] = change > 0;
            }
        }
    }

    /// Every group has a column: deals the items, and keeps the form if it is the best so far.
    fn complete(&mut self, priced: i64) {
        let mut resources = self.ranges.iter().zip(&self.used);
        if resources.any(|(range, used)| *used < range.0 || *used > range.1) {
            return;
        }
        let paid: i64 = self.prices.of.iter().zip(&self.used).map(|(price, used)| price * used).sum();
        let cost = priced + self.prices.worth - paid;
        if cost > self.limit {
            self.cut = true;
            return;
        }
        if let Some(items) = self.pack() {
            self.best = Some(Form { cost, items });
            self.limit = cost - 1;
        }
    }

    /// Finds a round for every chosen item, group by group.
    fn pack(&mut self) -> Option<Vec<(u32, usize)>> {
        let mut chosen = self.chosen.clone();
        chosen.sort_unstable_by_key(|(p, ..)| *p);
        let mut items: Vec<(u32, u32, usize)> = Vec::new();
        for (p, count, choice) in &chosen {
            let own = self.lists[*p].items(choice, *count);
            items.extend(own.iter().map(|(n, zone)| (*n, *zone, *p)));
        }
        let rounds = self.dealer.deal(&items, &mut self.nodes)?;
        let item = |n: &u32| self.instance.items[*n as usize];
        Some(items.iter().zip(rounds).map(|((n, ..), round)| (item(n), round)).collect())
    }
}

/// The least and the most of each resource that the columns of one size use.
fn ends(list: &List, choices: &[Choice], resources: usize) -> Vec<(i64, i64)> {
    let mut ends = vec![(NEVER, -NEVER); resources];
    for choice in choices {
        for (end, sum) in ends.iter_mut().zip(list.sums(choice)) {
            end.0 = end.0.min(i64::from(*sum));
            end.1 = end.1.max(i64::from(*sum));
        }
    }
    ends
}
