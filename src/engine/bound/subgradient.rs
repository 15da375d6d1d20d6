//! The search for good prices.
//!
//! The bound of the relaxation is concave in the prices; its slope in a dimension is what the cheapest
//! choice uses beyond the window. The subgradient method climbs it (Held, Wolfe & Crowder 1974) with
//! the step of Polyak (1969) towards a target a little above the best bound, in coordinates scaled by
//! how much items differ in each dimension. Prices need not be best for any answer to be right:
//! better ones only save nodes.

use crate::engine::bound::assignment::NEVER;
use crate::engine::bound::candidates::Offers;
use crate::engine::bound::lagrangian::{Prices, Relaxed, relax};
use crate::engine::presolve::Layout;

/// How far to look for prices.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Climb {
    /// Steps at most.
    pub(in crate::engine) steps: u32,
    /// Steps without a better bound before the target is halved.
    pub(in crate::engine) patience: u32,
    /// A bound above this ends the search.
    pub(in crate::engine) enough: i64,
}

/// The best prices found from `start`, and the relaxation there.
pub(in crate::engine) fn climb(
    layout: &Layout,
    offers: &Offers,
    start: &[i64],
    climb: Climb,
) -> (Prices, Relaxed) {
    let start = start.iter().zip(&layout.dims).map(|(price, dim)| dim.price(i128::from(*price)));
    let mut best_prices = Prices::new(layout, start.collect());
    let mut best = relax(layout, offers, &best_prices);
    // The steps so far, where they stand now; buffers as well, since valuations follow each other fast.
    let (mut prices, mut now) = (best_prices.clone(), Relaxed::default());
    let mut reach = (magnitude(layout, &best) / 8).max(1 << 10);
    let (mut stale, mut at_best) = (0, true);
    for _ in 0..climb.steps {
        let (here, priced) = if at_best { (&best, &best_prices) } else { (&now, &prices) };
        if best.bound > climb.enough || here.bound >= NEVER {
            break;
        }
        let slopes: Vec<i64> = slopes(layout, here, priced);
        let squares = slopes.iter().map(|s| i128::from(*s) * i128::from(*s));
        let steepness: i128 = squares.zip(&layout.dims).map(|(s, dim)| s * i128::from(dim.pace)).sum();
        if steepness == 0 {
            break;
        }
        let target = i128::from(best.bound - here.bound + reach);
        let step = |((price, slope), dim): ((&i64, &i64), &crate::engine::presolve::Dim)| {
            let step = target * i128::from(*slope) * i128::from(dim.pace) / steepness;
            dim.price(i128::from(*price) + step)
        };
        let of: Vec<i64> = priced.of.iter().zip(&slopes).zip(&layout.dims).map(step).collect();
        if of == priced.of {
            break;
        }
        prices.set(layout, &of);
        now.value(layout, offers, &prices);
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

/// A kit's cost, roughly; some amount where costs are nothing.
fn magnitude(layout: &Layout, relaxed: &Relaxed) -> i64 {
    let last = relaxed.shares.iter().flat_map(|s| &s.edge).filter(|e| e.abs() < NEVER);
    let dearest = last.map(|e| e.abs()).max().unwrap_or(0);
    (dearest * layout.total.1.clamp(1, 1 << 10) / 4).max(1 << 20)
}

fn slopes(layout: &Layout, now: &Relaxed, prices: &Prices) -> Vec<i64> {
    let slope = |((used, dim), price): ((&i64, &crate::engine::presolve::Dim), &i64)| {
        let (from, to) = dim.range;
        match *price {
            1.. => used - to,
            0 => (used - to).max(0) + (used - from).min(0),
            _ => used - from,
        }
    };
    now.used.iter().zip(&layout.dims).zip(&prices.of).map(slope).collect()
}
