//! The driver: an exact search for forms whose cost is at most a lower bound plus a gap. The gap grows
//! until there is such a form.
//!
//! The first gap within which there is a form also contains the cheapest form, which is thus proved optimal
//! (unless the search left out columns or branches for lack of nodes). If a problem has seats, there are two
//! instances of it (rounds apart, rounds merged); if the search on one does not decide the problem, the other
//! is tried. If neither finds a form, a search for any feasible form follows, which ignores the costs.

use std::sync::Arc;

use crate::bound::assignment::NEVER;
use crate::bound::candidates::{Offers, all, below, shortlist, thin};
use crate::bound::lagrangian::{Relaxed, first_gap, relax};
use crate::bound::prices::Prices;
use crate::bound::subgradient::{Climb, climb};
use crate::lp::model::{Linear, PIVOTS};
use crate::lp::simplex::Ended;
use crate::presolve::Instance;
use crate::presolve::groups::core_has_choice;
use crate::problem::{DEAREST, Group, Outcome, Problem, Solution};
use crate::resort::{Better, improve};
use crate::search::branch_and_bound::{Form, Search};
use crate::search::column_limits::list;
use crate::search::repair::Repair;
use crate::search::rounds::Dealer;
use crate::search::seating::arrange;

/// A problem that is prepared for the search of many forms.
#[derive(Clone, Debug)]
pub struct Engine {
    pub(crate) instance: Arc<Instance>,
    /// Whether rounds with seats are merged.
    merged: bool,
}

/// Prices from which the search for better prices starts. A good start saves steps; it never changes a
/// proved answer.
#[derive(Clone, Debug, Default)]
pub struct Start {
    pub(crate) prices: Vec<i64>,
    /// The gap of the first level; if it is 0, the gap is computed from the bound.
    pub(crate) gap: i64,
}

/// The number of steps of the price search if there is no start.
const FAR: u32 = 300;
/// The number of steps of the price search from a good start.
const NEAR: u32 = 24;
/// Levels of the search; the last one has no limit.
const LEVELS: u32 = 24;
/// The level after which prices are improved once more.
const AGAIN: u32 = 3;
/// The level after which the program checks whether prices alone prove infeasibility.
const HOPE: u32 = 7;
/// The same level for a large bank.
const LATER: u32 = 14;
/// The first check whether there is a form gets this fraction (1/50) of the nodes.
const EASY: u64 = 50;
/// The second search gets this many times the nodes of the first.
const MORE: u64 = 40;
/// First choices from which local search starts.
const TRIES: u64 = 2;
/// A group with more seats than this has too many item sets to list together with their rounds.
const SEATS: usize = 3;

impl Engine {
    /// Prepares a problem.
    pub fn new(problem: impl Into<Arc<Problem>>) -> Engine {
        let problem = problem.into();
        let seats = |g: &Group| if let Group::Seated(seats) = g { seats.len() } else { 0 };
        let merged = problem.groups.iter().map(seats).max().unwrap_or(0) > SEATS || core_has_choice(&problem);
        Engine { instance: Arc::new(Instance::new(problem, merged)), merged }
    }

    /// Prices for costs like these.
    pub fn start(&self, costs: &[u64]) -> Start {
        let instance = &self.instance;
        let none = vec![0; instance.resources.len()];
        if instance.broken {
            return Start { prices: none, gap: 0 };
        }
        let offers = all(instance, costs);
        let first = shortlist(instance, &offers, &Prices::new(instance, none.clone()));
        let to = Climb { steps: FAR, patience: 5, enough: i64::MAX };
        let (prices, _) = climb(instance, first.as_ref().unwrap_or(&offers), &none, to);
        Start { prices: prices.of, gap: 0 }
    }

    /// The form of least cost; `costs` has the cost of each item of the problem. Among forms with the same
    /// items, the one is taken in which the first seat has the cheapest item, then the second seat, and so
    /// on.
    ///
    /// `nodes` limits the first search, and also the search of the other instance, which follows if the
    /// first does not decide the problem. All further steps have fixed multiples of it: a longer search,
    /// local search for any form, the linear relaxation, and a search below the cost of the form that was
    /// found.
    pub fn solve(&self, costs: &[u64], start: &Start, nodes: u64) -> Outcome {
        let answer = |found: Found| match found {
            Found::Proved(kit) => Outcome::Optimal(self.solution(&kit, costs)),
            Found::Incumbent(kit) => Outcome::Unproven(self.solution(&kit, costs)),
            Found::Infeasible => Outcome::Infeasible,
            Found::Undecided => Outcome::GaveUp,
        };
        let found = best(&self.instance, costs, start, nodes, false);
        if matches!(found, Found::Proved(_) | Found::Infeasible) {
            return answer(found);
        }
        let other = self.other();
        let second = other.as_ref().map_or(Found::Undecided, |instance| {
            best(instance, costs, &Start { prices: Vec::new(), ..*start }, nodes, false)
        });
        let found = match better(found, second) {
            found @ (Found::Proved(_) | Found::Infeasible) => return answer(found),
            found => better(found, best(&self.instance, costs, start, nodes * MORE, true)),
        };
        let found = match found {
            Found::Undecided => self.last_resort(costs, nodes),
            found => found,
        };
        match found {
            Found::Incumbent(kit) => answer(self.proved(kit, costs, nodes)),
            found => answer(found),
        }
    }

    /// Searches for any form. This follows a search for the best form that found none.
    fn last_resort(&self, costs: &[u64], nodes: u64) -> Found {
        let problem = &self.instance.problem;
        if let Some(items) = self.repaired(Some(costs), nodes * MORE) {
            return Found::Incumbent(Form { cost: price(costs, &items), items });
        }
        if impossible(problem) {
            return Found::Infeasible;
        }
        match self.any(nodes * MORE, costs).unproven() {
            // The form was found with other costs.
            Found::Incumbent(kit) => Found::Incumbent(Form { cost: price(costs, &kit.items), ..kit }),
            found => found,
        }
    }

    /// The form or a cheaper one, proved optimal if possible.
    fn proved(&self, kit: Form, costs: &[u64], nodes: u64) -> Found {
        let better = improve(&self.instance, costs, kit, nodes);
        let kit = match better {
            Better { kit, proved: true } => return Found::Proved(kit),
            Better { kit, .. } => kit,
        };
        let Some(other) = self.other() else { return Found::Incumbent(kit) };
        match improve(&other, costs, kit, nodes) {
            Better { kit, proved: true } => Found::Proved(kit),
            Better { kit, .. } => Found::Incumbent(kit),
        }
    }

    /// Whether any form keeps the constraints; `None` if `nodes` do not suffice to decide it.
    pub fn feasible(&self, nodes: u64) -> Option<bool> {
        let free = vec![0; self.instance.problem.items.len()];
        let told = |found: Found| match found {
            Found::Proved(_) | Found::Incumbent(_) => Some(true),
            Found::Infeasible => Some(false),
            Found::Undecided => None,
        };
        let problem = &self.instance.problem;
        let first = nodes / EASY;
        told(self.any(first, &free))
            .or_else(|| self.repaired(None, first * 4).map(|_| true))
            .or_else(|| impossible(problem).then_some(false))
            .or_else(|| self.repaired(None, nodes).map(|_| true))
            .or_else(|| told(self.any(nodes, &free)))
    }

    /// A form found by local search, from several first choices.
    fn repaired(&self, costs: Option<&[u64]>, steps: u64) -> Option<Vec<(u32, usize)>> {
        (0..TRIES).find_map(|seed| Repair::new(&self.instance.problem, costs, seed, steps / TRIES)?.run())
    }

    /// Converts a form of the instance to a solution of the problem, with the problem's item numbers.
    fn solution(&self, kit: &Form, costs: &[u64]) -> Solution {
        let problem = &self.instance.problem;
        let mut placed = kit.items.clone();
        placed.extend(&problem.core);
        placed.sort_unstable();
        let cost = paid(problem, costs, &placed);
        let mut solution = Solution { cost, placed, seats: Vec::new() };
        arrange(&self.instance, costs, &mut solution);
        solution
    }

    /// The other instance of a problem with seats; `None` if there is only one.
    fn other(&self) -> Option<Instance> {
        let seated = self.instance.problem.groups.iter().any(|g| matches!(g, Group::Seated(_)));
        (seated && !self.instance.broken && !core_has_choice(&self.instance.problem))
            .then(|| Instance::new(self.instance.problem.clone(), !self.merged))
    }

    /// The first form found, whatever it costs; forbidden items are not used.
    fn any(&self, nodes: u64, costs: &[u64]) -> Found {
        let search = |instance: &Instance| {
            if instance.broken {
                return Found::Infeasible;
            }
            let offers = thin(instance, &all(instance, costs));
            let sight = Sight { instance, offers: &offers, few: None, near: None, gap: 0, helped: true };
            levels(sight, &vec![0; instance.resources.len()], NEAR, nodes, true)
        };
        match (search(&self.instance), self.other()) {
            (Found::Undecided, Some(other)) => search(&other),
            (found, _) => found,
        }
    }
}

/// The total cost of these items, none of which is a core item.
fn price(costs: &[u64], items: &[(u32, usize)]) -> i64 {
    items.iter().map(|(n, _)| costs[*n as usize].min(DEAREST) as i64).sum()
}

/// Whether the linear relaxation proves that no form exists.
fn impossible(problem: &Problem) -> bool {
    let Some(mut linear) = Linear::new(problem) else { return true };
    let mut pivots = PIVOTS;
    match linear.run(&mut pivots) {
        Ended::Outside(why) => linear.simplex.certain(&why),
        Ended::Inside | Ended::Stopped => false,
    }
}

/// The result of the search for the cheapest form in one instance.
fn best(instance: &Instance, costs: &[u64], start: &Start, nodes: u64, helped: bool) -> Found {
    if instance.broken {
        return Found::Infeasible;
    }
    let offers = all(instance, costs);
    let mut begin = start.prices.clone();
    begin.resize(instance.resources.len(), 0);
    let few = shortlist(instance, &offers, &Prices::new(instance, begin.clone()));
    levels(
        Sight { instance, offers: &offers, few, near: None, gap: start.gap, helped },
        &begin,
        NEAR,
        nodes,
        false,
    )
}

/// The better of two results for the same problem.
fn better(a: Found, b: Found) -> Found {
    match (a, b) {
        (Found::Proved(kit), _) | (_, Found::Proved(kit)) => Found::Proved(kit),
        (Found::Infeasible, _) | (_, Found::Infeasible) => Found::Infeasible,
        (Found::Incumbent(a), Found::Incumbent(b)) => Found::Incumbent(if b.cost < a.cost { b } else { a }),
        (Found::Incumbent(kit), _) | (_, Found::Incumbent(kit)) => Found::Incumbent(kit),
        (Found::Undecided, Found::Undecided) => Found::Undecided,
    }
}

/// How a search ended.
enum Found {
    /// The cheapest form, with proof.
    Proved(Form),
    /// The best form found, without proof.
    Incumbent(Form),
    /// Proved: there is no form.
    Infeasible,
    /// No form was found, and infeasibility is not proved.
    Undecided,
}

impl Found {
    /// The same form without the claim that it is the best.
    fn unproven(self) -> Found {
        if let Found::Proved(kit) = self { Found::Incumbent(kit) } else { self }
    }
}

/// Searches up to the bound plus a gap, and widens the gap until a form is found. The first level with a
/// form also contains the cheapest form. With `any`, the first form found ends the search.
fn levels(mut sight: Sight<'_>, start: &[i64], steps: u32, nodes: u64, any: bool) -> Found {
    let instance = sight.instance;
    let (mut prices, mut relaxed) = sight.climb(start, steps);
    let mut left = nodes;
    // No-goods stay valid on the next level, so the dealer is kept.
    let mut dealer = Dealer::new(instance);
    (dealer.any, dealer.helped) = (any, sight.helped);
    let mut gap = if sight.gap > 0 { sight.gap } else { first_gap(instance, &relaxed) };
    // This check looks at every item, so it comes later for a large bank.
    let hope = if sight.few.is_some() { LATER } else { HOPE };
    for level in 0..LEVELS {
        if relaxed.bound >= NEVER {
            return Found::Infeasible;
        }
        let last = level + 1 == LEVELS;
        let limit = if last { NEVER / 2 } else { relaxed.bound + gap };
        let all = sight.few.is_none();
        let near = sight.near(&prices, &relaxed, if last { NEVER } else { gap });
        let cuts = dealer.best_cuts();
        let lists = list(instance, near, &prices, &relaxed, limit + prices.worth, &cuts, &mut left);
        dealer.open = false;
        let mut search = Search::new(instance, &prices, &lists, dealer, left);
        let found = search.below(limit, any);
        left = search.nodes;
        dealer = search.dealer;
        let proved = left > 0 && lists.complete && !dealer.open;
        match found {
            // No form costs less than the bound, even if columns were left out.
            Some(kit) if proved || kit.cost <= relaxed.bound => return Found::Proved(kit),
            Some(kit) => return Found::Incumbent(kit),
            // If no column or branch was cut because of its cost, a larger gap cannot find anything new.
            None if proved && (last || all && !lists.cut && !search.cut) => return Found::Infeasible,
            None if last || left == 0 => return Found::Undecided,
            None => {}
        }
        if level == AGAIN {
            // After this many levels the bound is evidently weak; computing better prices is cheaper than
            // enumerating longer lists.
            (prices, relaxed) = sight.climb(&prices.of, FAR);
            gap = (limit - relaxed.bound).max(gap / 2);
        }
        if level == hope && barren(instance, thin(instance, sight.offers)) {
            return Found::Infeasible;
        }
        gap = gap.saturating_mul(9) / 5 + 1;
    }
    Found::Undecided
}

/// The part of the offers that the search looks at.
struct Sight<'a> {
    instance: &'a Instance,
    offers: &'a Offers,
    /// The cheapest offers at the prices of the start; `None` if there are not many offers.
    few: Option<Offers>,
    near: Option<Offers>,
    /// The gap of the first level; 0 if it is not known.
    gap: i64,
    /// Whether items may also be dealt with certificates and local search, in addition to bin completion.
    /// The first search uses bin completion alone, so that its answers stay the same as before these were
    /// added.
    helped: bool,
}

impl Sight<'_> {
    /// Better prices, and the relaxation of all offers at them.
    fn climb(&mut self, from: &[i64], steps: u32) -> (Prices, Relaxed) {
        let to = Climb { steps, patience: 3, enough: i64::MAX };
        let (prices, relaxed) = climb(self.instance, self.few.as_ref().unwrap_or(self.offers), from, to);
        if self.few.is_none() {
            return (prices, relaxed);
        }
        let instance = self.instance;
        let relaxed = relax(instance, self.near(&prices, &relaxed, 0), &prices);
        (prices, relaxed)
    }

    /// The offers that may be part of a form whose cost exceeds the bound by `gap`: a dearer item can be
    /// replaced by one of the cheapest items of its cell.
    fn near(&mut self, prices: &Prices, relaxed: &Relaxed, gap: i64) -> &Offers {
        if self.few.is_none() {
            return self.offers;
        }
        let edge = |share: &crate::bound::lagrangian::Share| {
            share.edge.iter().map(|e| e.saturating_add(gap)).collect()
        };
        let edges: Vec<Vec<i64>> = relaxed.shares.iter().map(edge).collect();
        self.near.insert(below(self.instance, self.offers, prices, &edges))
    }
}

/// Whether prices alone show that no form exists: if all items cost 0, a positive bound is a certificate of
/// infeasibility in the sense of Farkas (1902).
fn barren(instance: &Instance, mut thin: Offers) -> bool {
    thin.iter_mut().flatten().flatten().for_each(|entry| entry.cost = 0);
    let to = Climb { steps: FAR, patience: 5, enough: 0 };
    climb(instance, &thin, &vec![0; instance.resources.len()], to).1.bound > 0
}

/// The cost of the items, without the core items.
fn paid(problem: &Problem, costs: &[u64], placed: &[(u32, usize)]) -> u64 {
    let core = |n: u32| problem.core.iter().any(|(c, _)| *c == n);
    placed.iter().filter(|(n, _)| !core(*n)).map(|(n, _)| costs[*n as usize].min(DEAREST)).sum()
}
