//! Subgradient ascent (Held & Karp 1971; Held, Wolfe & Crowder 1974) with the steps of Polyak (1969):
//! prices that make the Lagrangian bound high.
//!
//! The bound is concave in the prices. The subgradient has one component for each resource: the amount by
//! which the cheapest choice uses more or less of the resource than its window allows. Each step aims at a
//! target a little above the best bound so far. Coordinates are scaled by how much items differ in each
//! resource. The answers of the search are correct with any prices; better prices only save nodes.

use crate::bound::assignment::NEVER;
use crate::bound::candidates::Offers;
use crate::bound::lagrangian::{Relaxed, relax};
use crate::bound::prices::Prices;
use crate::presolve::Instance;

/// Limits of the search for prices.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Climb {
    /// The maximum number of steps.
    pub(crate) steps: u32,
    /// Steps without a better bound before the target is halved.
    pub(crate) patience: u32,
    /// A bound above this ends the search.
    pub(crate) enough: i64,
}

/// The best prices found from `start`, and the relaxation there.
pub(crate) fn climb(instance: &Instance, offers: &Offers, start: &[i64], climb: Climb) -> (Prices, Relaxed) {
    let start =
        start.iter().zip(&instance.resources).map(|(price, resource)| resource.price(i128::from(*price)));
    let mut best_prices = Prices::new(instance, start.collect());
    let mut best = relax(instance, offers, &best_prices);
    // The current point. All evaluations share its buffers, because there are many evaluations.
    let (mut prices, mut now) = (best_prices.clone(), Relaxed::default());
    let mut reach = (magnitude(instance, &best) / 8).max(1 << 10);
    let (mut stale, mut at_best) = (0, true);
    for _ in 0..climb.steps {
        let (here, priced) = if at_best { (&best, &best_prices) } else { (&now, &prices) };
        if best.bound > climb.enough || here.bound >= NEVER {
            break;
        }
        let slopes: Vec<i64> = slopes(instance, here, priced);
        let squares = slopes.iter().map(|s| i128::from(*s) * i128::from(*s));
        let steepness: i128 =
            squares.zip(&instance.resources).map(|(s, resource)| s * i128::from(resource.pace)).sum();
        if steepness == 0 {
            break;
        }
        let target = i128::from(best.bound - here.bound + reach);
        let step = |((price, slope), resource): ((&i64, &i64), &crate::presolve::Resource)| {
            let step = target * i128::from(*slope) * i128::from(resource.pace) / steepness;
            resource.price(i128::from(*price) + step)
        };
        let of: Vec<i64> = priced.of.iter().zip(&slopes).zip(&instance.resources).map(step).collect();
        if of == priced.of {
            break;
        }
        prices.set(instance, &of);
        now.value(instance, offers, &prices);
        at_best = now.bound > best.bound;
        stale = if at_best { 0 } else { stale + 1 };
        if at_best {
            std::mem::swap(&mut now, &mut best);
            std::mem::swap(&mut prices, &mut best_prices);
        } else if stale == climb.patience {
            (reach, stale, at_best) = (reach / 2, 0, true);
        }
    }
    (best_prices, best)
}

/// A rough estimate of the cost of a form; never 0.
fn magnitude(instance: &Instance, relaxed: &Relaxed) -> i64 {
    let last = relaxed.shares.iter().flat_map(|s| &s.edge).filter(|e| e.abs() < NEVER);
    let dearest = last.map(|e| e.abs()).max().unwrap_or(0);
    (dearest * instance.total.1.clamp(1, 1 << 10) / 4).max(1 << 20)
}

fn slopes(instance: &Instance, now: &Relaxed, prices: &Prices) -> Vec<i64> {
    let slope = |((used, resource), price): ((&i64, &crate::presolve::Resource), &i64)| {
        let (from, to) = resource.range;
        match *price {
            1.. => used - to,
            0 => (used - to).max(0) + (used - from).min(0),
            _ => used - from,
        }
    };
    now.used.iter().zip(&instance.resources).zip(&prices.of).map(slope).collect()
}
