//! The steps that follow if the search has spent its nodes without a proof.
//!
//! Local search finds a first form. The form is improved by solving a few groups again while all other
//! groups keep their items (large-neighbourhood search: Shaw 1998). Its cost then limits one more search
//! over everything, with more nodes. Columns that are too dear for this limit are never listed, so this
//! search often finishes although the first did not.

use crate::bound::candidates::{Offers, all};
use crate::bound::lagrangian::{first_gap, relax};
use crate::bound::prices::Prices;
use crate::bound::subgradient::{Climb, climb};
use crate::presolve::Instance;
use crate::search::branch_and_bound::{Form, Search};
use crate::search::column_limits::list;
use crate::search::rounds::Dealer;

/// The number of groups that are solved again together.
const TOGETHER: usize = 3;
/// Steps of the price search. There are many, because the first search has shown that the problem is hard.
const STEPS: u32 = 400;
/// Nodes for solving groups again, as a multiple of the nodes of the first search.
const PART: u64 = 8;
/// Nodes for the search over everything, as a multiple of the nodes of the first search.
const ALL: u64 = 24;

/// An improved form, and whether it is proved optimal.
pub(crate) struct Better {
    pub(crate) kit: Form,
    pub(crate) proved: bool,
}

/// Returns the form, or a cheaper one; `nodes` is the number of nodes of the first search.
pub(crate) fn improve(instance: &Instance, costs: &[u64], kit: Form, nodes: u64) -> Better {
    let offers = all(instance, costs);
    let to = Climb { steps: STEPS, patience: 5, enough: i64::MAX };
    let (prices, relaxed) = climb(instance, &offers, &vec![0; instance.resources.len()], to);
    let mut again = Again { instance, prices, dealer: Some(Dealer::new(instance)) };
    if kit.cost <= relaxed.bound {
        return Better { kit, proved: true };
    }
    let kit = again.improved(&offers, kit, nodes * PART);
    let (cheaper, proved) = again.beat(&offers, kit.cost, &mut (nodes * ALL));
    Better { proved, kit: cheaper.unwrap_or(kit) }
}

/// Further searches of one instance at the same prices.
struct Again<'a> {
    instance: &'a Instance,
    prices: Prices,
    /// No-goods stay valid in the next search, so the dealer is kept.
    dealer: Option<Dealer<'a>>,
}

impl Again<'_> {
    /// Solves a few groups at a time again, until no group makes the form cheaper or the nodes are spent.
    fn improved(&mut self, offers: &Offers, mut kit: Form, nodes: u64) -> Form {
        let parts = self.instance.parts.len();
        let (mut left, mut since, mut from) = (nodes, 0, 0);
        while since < parts && left > 0 {
            let free = |p: usize| (p + parts - from) % parts < TOGETHER;
            let part = restricted(self.instance, offers, &kit, &free);
            let mut own = left.min(nodes / 8);
            let before = own;
            let (cheaper, _) = self.beat(&part, kit.cost, &mut own);
            left -= (before - own).max(1).min(left);
            since = if cheaper.is_some() { 0 } else { since + 1 };
            kit = cheaper.unwrap_or(kit);
            from = (from + 1) % parts;
        }
        kit
    }

    /// The cheapest form that costs less than `cost`, or `None`, and whether this answer is proved. The gap
    /// above the bound grows until there is a form within it, or until it contains every cost below `cost`.
    fn beat(&mut self, offers: &Offers, mut cost: i64, left: &mut u64) -> (Option<Form>, bool) {
        let (instance, prices) = (self.instance, &self.prices);
        let relaxed = relax(instance, offers, prices);
        if relaxed.bound >= cost {
            return (None, true);
        }
        let mut gap = first_gap(instance, &relaxed);
        let mut best = None;
        let mut proved = true;
        loop {
            let limit = (cost - 1).min(relaxed.bound + gap);
            let mut dealer = self.dealer.take().unwrap_or_else(|| Dealer::new(instance));
            dealer.open = false;
            let cuts = dealer.best_cuts();
            let lists = list(instance, offers, prices, &relaxed, limit + prices.worth, &cuts, left);
            let mut search = Search::new(instance, prices, &lists, dealer, *left);
            let found = search.below(limit, false);
            *left = search.nodes;
            proved &= *left > 0 && lists.complete && !search.dealer.open;
            self.dealer = Some(search.dealer);
            if let Some(kit) = found {
                cost = kit.cost;
                best = Some(kit);
                // A form within the gap is optimal if the lists were complete, and no packing or search
                // stopped for lack of nodes.
                if proved {
                    return (best, true);
                }
            }
            if limit >= cost - 1 || *left == 0 {
                return (best, proved);
            }
            gap = gap.saturating_mul(2) + 1;
        }
    }
}

/// The offers. Groups that are not `free` offer only the items of the form.
fn restricted(instance: &Instance, offers: &Offers, kit: &Form, free: &dyn Fn(usize) -> bool) -> Offers {
    let mut inside = vec![false; instance.problem.items.len()];
    kit.items.iter().for_each(|(n, _)| inside[*n as usize] = true);
    let mut part = offers.clone();
    for (_, part) in part.iter_mut().enumerate().filter(|(p, _)| !free(*p)) {
        part.iter_mut().for_each(|offer| offer.retain(|e| inside[instance.items[e.item as usize] as usize]));
    }
    part
}
