//! A lower bound on t*, the smallest possible exposure rate of the most used item: the share of forms that
//! contain it, if forms are assembled as evenly as possible.
//!
//! The mean of many forms is a point of the linear relaxation, in which the value of each item is the share
//! of forms that contain it. So t* is at least the smallest t for which the relaxation has a point with no
//! share above t (van der Linden & Veldkamp 2004 limit shares in this way). Two bounds are taken:
//!
//! * Counting (`demands`): if every form has n items out of a set of m, then t >= n/m. Nearly always the
//!   largest of these bounds is t*.
//! * Prices (`fractional`): let the items themselves cost nothing, so that a choice costs only the prices of
//!   the resources that it uses. If the cheapest choice then costs more than the windows are worth at these
//!   prices, t is too small (Farkas 1902). Then t is raised until cost and worth are equal at these prices
//!   (Newton's method for fractional programmes: Dinkelbach 1967), and better prices are sought for the new t
//!   by a deflected subgradient method (Camerini, Fratta & Maffioli 1975).
//!
//! Enemies, and families across groups, are ignored, and the rounds of a zone are merged. This can only
//! lower the value, so it remains a lower bound. Shares are integers in units of 2^-30, rounded down.

use crate::exposure::demands::{Need, needs};
use crate::exposure::fractional::{Basket, Market};
use crate::exposure::share::{Exposure, ONE};
use crate::presolve::Resource;
use crate::solve::Engine;

/// The maximum number of steps in the search for prices that prove a share too small.
const STEPS: u32 = 150;
/// The maximum number of times that the share is raised.
const RISES: u32 = 24;
/// The number of steps without a better value after which steps are made shorter.
const PATIENCE: u32 = 6;
/// Prices stay below this.
const PRICE_LIMIT: i128 = 1 << 22;
/// The largest weight of a choice in the mean.
const HEAVY: i128 = 1 << 50;

impl Engine {
    /// The least possible share of forms that contain the most used item (core items are not counted). It
    /// is 1 if there is no form at all.
    pub fn least_exposure(&self) -> Exposure {
        let instance = &self.instance;
        if instance.broken {
            return Exposure::of(ONE);
        }
        let counted = needs(instance).iter().map(Need::share).max().unwrap_or(0);
        let mut prices = vec![0; instance.resources.len()];
        let mut market = Market::new(instance, counted);
        let mut share = rise(counted, |t| market.cheapest(t, &prices).is_none());
        for _ in 0..RISES {
            if share == ONE || !refute(&market, share, &mut prices) {
                break;
            }
            let before = share;
            share = rise(share, |t| market.cheapest(t, &prices).is_none_or(|b| b.value > 0));
            if share - before <= before >> 22 {
                break;
            }
            market = Market::new(instance, share);
        }
        // `rise` returns the first share that was not refuted, so the last refuted share, one unit lower,
        // is the proved bound.
        Exposure::of(share - i64::from(counted < share && share < ONE))
    }
}

/// The smallest share, at least `from`, for which `too_small` is false.
fn rise(from: i64, too_small: impl Fn(i64) -> bool) -> i64 {
    if from == ONE || !too_small(from) {
        return from;
    }
    let (mut low, mut high) = (from, ONE);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if too_small(middle) { low = middle } else { high = middle }
    }
    high
}

/// Searches for prices at which the cheapest choice costs more than the windows are worth. True if it finds
/// such prices, or if the counts cannot be met.
fn refute(market: &Market<'_>, share: i64, prices: &mut Vec<i64>) -> bool {
    let resources = &market.instance.resources;
    let Some(mut now) = market.cheapest(share, prices) else { return true };
    let (mut best, mut best_prices) = (now.value, prices.clone());
    let (mut reach, mut stale) = (i128::from(ONE) << 14, 0);
    let mut way = vec![0; resources.len()];
    let mut mean = Mean { weight: 0, sums: vec![0; resources.len()] };
    for _ in 0..STEPS {
        turn(&mut way, &now, resources, prices);
        let steepness = product(&way, &way, resources);
        let target = best - now.value + reach;
        if best > 0 || steepness == 0 || mean.add((target << 40) / steepness, &now, resources) {
            break;
        }
        for ((price, way), resource) in prices.iter_mut().zip(&way).zip(resources) {
            let to = i128::from(*price) + target.saturating_mul(way * i128::from(resource.pace)) / steepness;
            *price = resource.price(to.clamp(-PRICE_LIMIT, PRICE_LIMIT));
        }
        match market.cheapest(share, prices) {
            Some(basket) => now = basket,
            None => return true,
        }
        stale += 1;
        if now.value > best {
            (best, stale) = (now.value, 0);
            best_prices.clone_from(prices);
        } else if stale == PATIENCE {
            (reach, stale) = (reach / 2, 0);
        }
    }
    *prices = best_prices;
    best > 0
}

/// The weighted mean of the choices so far.
struct Mean {
    weight: i128,
    sums: Vec<i128>,
}

impl Mean {
    /// Adds a choice. True if the mean now keeps every window: then it is feasible, and no prices refute the
    /// share.
    fn add(&mut self, weight: i128, basket: &Basket, resources: &[Resource]) -> bool {
        let weight = weight.clamp(1, HEAVY);
        self.weight += weight;
        self.sums.iter_mut().zip(&basket.used).for_each(|(sum, used)| *sum += weight * i128::from(*used));
        let end = |end: i64| i128::from(end) * i128::from(ONE) * self.weight;
        self.sums
            .iter()
            .zip(resources)
            .all(|(sum, resource)| end(resource.range.0) <= *sum && *sum <= end(resource.range.1))
    }
}

/// The product of two directions, in coordinates scaled by how much items differ.
fn product(a: &[i128], b: &[i128], resources: &[Resource]) -> i128 {
    a.iter().zip(b).zip(resources).map(|((a, b), resource)| a * b * i128::from(resource.pace)).sum()
}

/// Deflects the direction towards the subgradient (Camerini, Fratta & Maffioli 1975). The subgradient in a
/// resource is the distance of the sum from its window; for a nonzero price, from the end of the window
/// that the sign of the price selects.
fn turn(way: &mut [i128], now: &Basket, resources: &[Resource], prices: &[i64]) {
    let slope = |((used, resource), price): ((&i64, &Resource), &i64)| {
        let (above, below) = (used - resource.range.1 * ONE, used - resource.range.0 * ONE);
        i128::from(match *price {
            1.. => above,
            0 => above.max(0) + below.min(0),
            _ => below,
        })
    };
    let slopes: Vec<i128> = now.used.iter().zip(resources).zip(prices).map(slope).collect();
    let (against, square) = (product(&slopes, way, resources).min(0), product(way, way, resources).max(1));
    let back = (-against << 10) / square;
    way.iter_mut().zip(slopes).for_each(|(way, slope)| *way = slope + ((*way * back) >> 10));
}

#[cfg(test)]
mod tests {
    use super::ONE;
    use crate::problem::sample::one_group;
    use crate::{Engine, Group, Problem, Seat, Window};

    fn problem(minutes: &[u32], count: u32, window: Window) -> Problem {
        one_group(minutes, Window::exactly(count), &[window])
    }

    fn share(problem: &Problem) -> i64 {
        Engine::new(problem.clone()).least_exposure().share() as i64
    }

    #[test]
    fn counts_are_exact_and_rounded_down() {
        let problem = problem(&[5, 5, 5], 2, Window::ANY);
        assert_eq!(share(&problem), 2 * ONE / 3);
        let exposure = Engine::new(problem.clone()).least_exposure();
        let caps: Vec<u32> = [1, 2, 3, 4, 3_000].into_iter().map(|kits| exposure.cap(kits)).collect();
        assert_eq!(caps, [1, 2, 2, 3, 2_000]);
    }

    #[test]
    fn minutes_make_scarce_what_is_plenty_by_number() {
        // Every form needs one of the two long items.
        let problem = problem(&[5, 5, 5, 5, 10, 10], 2, Window::exactly(15));
        let found = share(&problem);
        assert!(found <= ONE / 2 && found > ONE / 2 - ONE / 10_000, "{found}");
    }

    #[test]
    fn windows_at_both_ends_are_priced() {
        // The solution of 2 t + 9 t + 10 · (2 - 2 t) = 16 is t = 4/9. The counts alone would allow 2/6.
        let problem = problem(&[2, 9, 10, 10, 10, 10], 2, Window { min: 3, max: 16 });
        let found = share(&problem);
        assert!(found <= 4 * ONE / 9 + 1 && found > 4 * ONE / 9 - ONE / 10_000, "{found}");
    }

    #[test]
    fn the_core_is_left_out() {
        let mut problem = problem(&[5, 5, 5], 2, Window::ANY);
        problem.core = vec![(0, 0)];
        assert_eq!(share(&problem), ONE / 2);
    }

    #[test]
    fn where_there_is_no_kit_nothing_is_spared() {
        assert_eq!(share(&problem(&[5, 5], 3, Window::ANY)), ONE);
        assert_eq!(share(&problem(&[5, 5, 5], 2, Window::exactly(11))), ONE);
    }

    #[test]
    fn seats_in_several_rounds_share_their_items() {
        let mut problem = problem(&[5, 5, 5, 5, 5], 2, Window::ANY);
        let seat = |round| Seat { round, kinds: 1, minutes: Window::ANY, difficulties: u32::MAX };
        problem.groups = vec![Group::Seated(vec![seat(0), seat(1)])];
        problem.rounds = vec![problem.rounds[0].clone(), problem.rounds[0].clone()];
        assert_eq!(share(&problem), 2 * ONE / 5);
    }
}
