//! Exposure-controlled assembly: forms are made one after the other, each from the items that were used
//! least so far.
//!
//! The cost of an item is its number of past uses. If an item is in u forms, it is shared by u(u-1)/2 pairs
//! of forms (Chen, Ankenmann & Spray 2003), and one more use adds u pairs. So the cheapest form is the
//! steepest step from the mean of the forms so far towards the least mean overlap (Frank & Wolfe 1956).
//!
//! **Cap.** Let t* be the bound of `bound`. No item is used more than ⌈t*·k⌉ times in the first k forms:
//! items that have reached this cap are not eligible for form k. In the first forms under a cap, the costs of
//! scarce items include a charge (`pacing`), so that the last forms under it stay feasible.
//!
//! **Order.** In a small bank, uses take strict precedence over priorities. In a bank with hundreds of
//! candidates for each slot, a strict order would leave thousands of forms that differ only in priorities,
//! and a proof would take seconds. There one use weighs as much as about eight places in the order of
//! priorities.
//!
//! **Overlap.** If a form shares more than half of its free items (those that are not core) with one of the
//! last forms, the items of that earlier form get a penalty of half a use, and a new form is sought. This is
//! repeated a few times, and the form with the least overlap is taken (Lagrangian relaxation of a limit on
//! each pair).

use crate::exposure::demands::{Need, needs};
use crate::exposure::pacing::{USE, charges};
use crate::exposure::share::Exposure;
use crate::exposure::usage::Ledger;
use crate::problem::{FORBIDDEN, Outcome};
use crate::solve::{Engine, Start};

/// One use weighs as much as this many places in the order of a slot's candidates.
const PLACES: u64 = 8;
/// The largest weight of priorities, in uses.
const REACH: u64 = 8;
/// The first gap of the search, in distances between the priorities of a slot's candidates.
const GAP: u64 = 3;
/// The maximum number of further forms that are tried in order to reduce the overlap with the last ones.
const TRIES: u32 = 8;

/// The next form.
#[derive(Clone, Debug)]
pub struct Issue {
    /// The form; its cost is made up of uses, priorities and charges for scarce items.
    pub outcome: Outcome,
    /// Whether one of its items is now used more often than the least possible maximum exposure allows.
    /// This happens if no form within that limit exists or was found.
    pub over: bool,
    /// The cost of every item.
    pub costs: Vec<u64>,
}

/// A problem that is prepared for balanced forms.
#[derive(Clone, Debug)]
pub struct Balance {
    engine: Engine,
    exposure: Exposure,
    needs: Vec<Need>,
    core: Vec<bool>,
    /// The mean number of candidate items for each slot.
    candidates: u64,
    start: Start,
    /// The number of the form for which `start` was computed; 0 if there is no start yet.
    made: u32,
}

impl Engine {
    /// Prepares the problem for balanced forms.
    pub fn balance(&self) -> Balance {
        let instance = &self.instance;
        let mut core = vec![false; instance.problem.items.len()];
        instance.problem.core.iter().for_each(|(n, _)| core[*n as usize] = true);
        Balance {
            engine: self.clone(),
            exposure: self.least_exposure(),
            needs: needs(instance),
            core,
            candidates: (instance.items.len() as u64 / instance.total.1.max(1) as u64).max(1),
            start: Start::default(),
            made: 0,
        }
    }
}

impl Balance {
    /// The least possible maximum exposure.
    pub fn exposure(&self) -> Exposure {
        self.exposure
    }

    /// The form that follows those in the ledger. `priorities` has one number for each item of the problem;
    /// among equally used items, those with low numbers are preferred.
    ///
    /// The result depends only on the problem, the ledger, the priorities and `nodes`, and not on earlier
    /// calls. `nodes` as in [`Engine::solve`].
    pub fn next(&mut self, ledger: &Ledger, priorities: &[u32], nodes: u64) -> Issue {
        let cap = self.exposure.cap(ledger.kits() + 1);
        let issue = self.under(cap, ledger, priorities, nodes);
        if issue.outcome.solution().is_some() {
            return issue;
        }
        let cap = self.lowest(ledger).max(cap + 1);
        let lifted =
            [cap, cap + 1, cap + 3].into_iter().map(|cap| self.under(cap, ledger, priorities, nodes));
        let found = lifted.into_iter().find(|issue| issue.outcome.solution().is_some());
        found.unwrap_or_else(|| self.under(u32::MAX, ledger, priorities, nodes))
    }

    /// The next form when no item is used more than `cap` times.
    fn under(&mut self, cap: u32, ledger: &Ledger, priorities: &[u32], nodes: u64) -> Issue {
        let costs = self.costs(cap, ledger, priorities);
        let outcome = self.solve(ledger.kits() + 1, &costs, nodes);
        let issue = self.apart(Issue { outcome, over: false, costs }, ledger, nodes);
        let bound = self.exposure.cap(ledger.kits() + 1);
        let over = self.free(&issue).iter().any(|n| ledger.uses()[*n as usize] >= bound);
        Issue { over, ..issue }
    }

    /// The lowest cap under which each set of `demands` still has as many usable items as every form needs
    /// from it.
    fn lowest(&self, ledger: &Ledger) -> u32 {
        let uses = |n: &u32| ledger.uses()[*n as usize];
        let lowest = |need: &Need| {
            let mut least: Vec<u32> = need.by_family().filter_map(|f| f.iter().map(uses).min()).collect();
            let last = need.count as usize - 1;
            (last < least.len()).then(|| *least.select_nth_unstable(last).1 + 1)
        };
        self.needs.iter().filter_map(lowest).max().unwrap_or(0)
    }

    /// The cost of every item; [`FORBIDDEN`] if it has reached the cap.
    fn costs(&self, cap: u32, ledger: &Ledger, priorities: &[u32]) -> Vec<u64> {
        let items = &self.engine.instance.problem.items;
        let limited = (cap < u32::MAX).then_some(self.exposure.share());
        let charges = limited.and_then(|share| charges(items, &self.needs, share, ledger, cap));
        let range = self.range();
        let cost = |(n, (uses, priority)): (usize, (&u32, &u32))| {
            let charge = charges.as_ref().map_or(0, |charges| charges[n]);
            let priority = (u64::from(*priority) * range) >> 32;
            if *uses >= cap { FORBIDDEN } else { u64::from(*uses) * USE + priority + charge }
        };
        ledger.uses().iter().zip(priorities).enumerate().map(cost).collect()
    }

    /// The largest part of an item's cost that comes from its priority.
    fn range(&self) -> u64 {
        USE * self.candidates.div_ceil(PLACES).min(REACH)
    }

    /// The cheapest form.
    fn solve(&mut self, kit: u32, costs: &[u64], nodes: u64) -> Outcome {
        let gap = (self.range() * GAP / self.candidates) as i64;
        // Good prices grow in proportion to the number of forms, so old prices, scaled up, stay good enough
        // for some time.
        if self.made == 0 || kit < self.made || kit > self.made + self.made / 4 {
            (self.start, self.made) = (self.engine.start(costs), kit);
        }
        let grown = |price: &i64| (i128::from(*price) * i128::from(kit) / i128::from(self.made)) as i64;
        let start = Start { prices: self.start.prices.iter().map(grown).collect(), gap };
        let found = self.engine.solve(costs, &start, nodes);
        if matches!(found, Outcome::Optimal(_) | Outcome::Infeasible) {
            return found;
        }
        // An answer without proof may depend on the start. So compute a new start that does not depend on
        // earlier calls, and search again.
        self.start = self.engine.start(costs);
        self.made = kit;
        self.engine.solve(costs, &Start { gap, ..self.start.clone() }, nodes)
    }

    /// The items of a form without the core items.
    fn free(&self, issue: &Issue) -> Vec<u32> {
        let placed = issue.outcome.solution().map_or(&[][..], |kit| &kit.placed);
        placed.iter().map(|(n, _)| *n).filter(|n| !self.core[*n as usize]).collect()
    }

    /// Returns the form, or a different one that overlaps less with the last forms. The limit is half of
    /// the free items, or the largest overlap so far if that is more.
    fn apart(&mut self, issue: Issue, ledger: &Ledger, nodes: u64) -> Issue {
        let instance = &self.engine.instance;
        let half = instance.problem.core.len() + instance.total.1 as usize / 2;
        let limit = ledger.closest().max(half);
        let shared = |outcome: &Outcome| -> Vec<usize> {
            let items: Option<Vec<u32>> =
                outcome.solution().map(|kit| kit.placed.iter().map(|(n, _)| *n).collect());
            ledger.shared(&items.unwrap_or_default()).collect()
        };
        let most = |shared: &[usize]| shared.iter().copied().max().unwrap_or(0);
        let mut now = shared(&issue.outcome);
        let (mut best, mut least) = (issue, most(&now));
        if least <= limit {
            return best;
        }
        let mut costs = best.costs.clone();
        for _ in 0..TRIES {
            for n in ledger.recent().zip(&now).filter(|(_, s)| **s > limit).flat_map(|(kit, _)| kit) {
                let cost = &mut costs[*n as usize];
                *cost = cost.saturating_add(USE / 2);
            }
            let outcome = self.solve(ledger.kits() + 1, &costs, nodes);
            now = shared(&outcome);
            if outcome.solution().is_some() && most(&now) < least {
                least = most(&now);
                best = Issue { outcome, over: false, costs: costs.clone() };
            }
            if most(&now) <= limit {
                break;
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::{Balance, Engine, Issue, Ledger};
    use crate::{Group, Item, Outcome, Problem, Round, Window};

    fn problem(items: u32, count: u32) -> Problem {
        let item = |n| Item { group: 0, cell: 0, kind: 0, minutes: 5 + n % 3, difficulty: 0, family: None };
        let group = Group::Counted { count: Window::exactly(count), cells: vec![Window::ANY], spread: 0 };
        Problem {
            items: (0..items).map(item).collect(),
            groups: vec![group],
            rounds: vec![Round { minutes: Window::ANY, count: Window::ANY, kinds: Vec::new() }],
            ..Problem::default()
        }
    }

    fn priorities(kit: u32, items: usize) -> Vec<u32> {
        (0..items as u32).map(|n| (kit * 31 + n + 1).wrapping_mul(0x9E37_79B9)).collect()
    }

    fn next(balance: &mut Balance, ledger: &mut Ledger) -> Issue {
        let issue = balance.next(ledger, &priorities(ledger.kits(), ledger.uses().len()), 10_000);
        let kit = issue.outcome.solution().expect("there is a kit");
        ledger.record(&kit.placed.iter().map(|(n, _)| *n).collect::<Vec<_>>());
        issue
    }

    #[test]
    fn no_use_is_above_its_share_of_kits() {
        let problem = problem(7, 3);
        let engine = Engine::new(problem.clone());
        let (mut balance, mut ledger) = (engine.balance(), Ledger::new(7));
        for kits in 1..=70u32 {
            assert!(!next(&mut balance, &mut ledger).over);
            assert!(ledger.uses().iter().all(|uses| *uses <= (3 * kits).div_ceil(7)));
        }
        assert_eq!(ledger.uses(), [30; 7]);
    }

    #[test]
    fn a_kit_does_not_depend_on_what_was_asked_before() {
        let problem = problem(9, 4);
        let engine = Engine::new(problem.clone());
        let (mut balance, mut ledger) = (engine.balance(), Ledger::new(9));
        for _ in 0..30 {
            let fresh = engine.balance().next(&ledger, &priorities(ledger.kits(), 9), 10_000);
            assert_eq!(fresh.outcome, next(&mut balance, &mut ledger).outcome);
        }
    }

    #[test]
    fn what_cannot_keep_to_the_cap_is_said_to_be_over() {
        let mut problem = problem(3, 2);
        problem.enemies = vec![(0, 1)];
        let engine = Engine::new(problem.clone());
        let (mut balance, mut ledger) = (engine.balance(), Ledger::new(3));
        let over: Vec<bool> = (0..6).map(|_| next(&mut balance, &mut ledger).over).collect();
        // Item 2 is in every form, although its share would be two thirds of the forms.
        assert_eq!((over, ledger.uses()[2]), (vec![false, false, true, true, true, true], 6));
    }

    #[test]
    fn a_problem_without_a_kit_is_infeasible() {
        let mut problem = problem(3, 2);
        problem.enemies = vec![(0, 1), (0, 2), (1, 2)];
        let engine = Engine::new(problem.clone());
        let issue = engine.balance().next(&Ledger::new(3), &[0; 3], 10_000);
        assert_eq!((issue.outcome, issue.over), (Outcome::Infeasible, false));
    }

    #[test]
    fn a_new_item_takes_its_turn() {
        let problem = problem(7, 3);
        let mut ledger = Ledger::new(6);
        [[0, 1, 2], [3, 4, 5]].iter().cycle().take(40).for_each(|kit| ledger.record(kit));
        ledger.welcome(&problem, &[6]);
        assert_eq!(ledger.uses(), [20; 7]);
        let engine = Engine::new(problem.clone());
        let mut balance = engine.balance();
        let taken = (0..7).filter(|_| {
            let issue = next(&mut balance, &mut ledger);
            issue.outcome.solution().is_some_and(|kit| kit.placed.iter().any(|(n, _)| *n == 6))
        });
        assert_eq!(taken.count(), 3);
    }

    #[test]
    fn kits_that_can_differ_do() {
        let problem = problem(8, 4);
        let mut ledger = Ledger::new(8);
        ledger.record(&[0, 1, 2, 3]);
        ledger.record(&[4, 5, 6, 7]);
        let engine = Engine::new(problem.clone());
        // If only priorities counted, the new form would share three items with the first one.
        let priorities = [0, 10, 20, 90, 35, 45, 95, 97].map(|percent| (u32::MAX / 100) * percent);
        let issue = engine.balance().next(&ledger, &priorities, 10_000);
        let kit = issue.outcome.solution().expect("there is a kit");
        let items: Vec<u32> = kit.placed.iter().map(|(n, _)| *n).collect();
        assert_eq!(items, [0, 1, 4, 5]);
    }
}
