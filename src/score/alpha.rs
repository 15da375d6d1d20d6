//! Krippendorff's alpha: how far raters agree beyond chance.
//!
//! The computation follows Krippendorff (2011), "Computing Krippendorff's alpha-reliability": a matrix counts which values
//! coincide in units, and a metric says how far two values are apart. The interval is a percentile bootstrap over units
//! (Efron & Tibshirani 1993).

use std::collections::BTreeSet;

use crate::math::{GAMMA, split_mix64};
use crate::model::sha256;

/// How far two values are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// Equal or not.
    Nominal,
    /// By the number of values between them.
    Ordinal,
    /// By their difference.
    Interval,
    /// By their difference relative to their sum.
    Ratio,
}

/// Resamples of the bootstrap.
const RESAMPLES: usize = 2000;

/// Alpha of these units. Each unit is a list of the values that observers gave; units with fewer than two values do not
/// count. `None` if fewer than two units count, or if all values are the same.
pub fn alpha(units: &[Vec<u8>], metric: Metric) -> Option<f64> {
    let table = Table::new(units);
    table.alpha(0..table.units, metric)
}

/// The 95 % interval of alpha by 2,000 resamples of units. `seed`: any text; the same text gives the same interval. `None`
/// where [`alpha`] is `None`, or if no resample has two different values.
pub fn alpha_interval(units: &[Vec<u8>], metric: Metric, seed: &str) -> Option<(f64, f64)> {
    let table = Table::new(units);
    table.alpha(0..table.units, metric)?;
    let digest = sha256(seed);
    let mut state = u64::from_str_radix(&digest[digest.len() - 16..], 16).expect("internal: a digest");
    let mut found: Vec<f64> = Vec::with_capacity(RESAMPLES);
    for _ in 0..RESAMPLES {
        let resample = (0..table.units).map(|_| {
            state = state.wrapping_add(GAMMA);
            // The high half of the product is spread evenly enough: the number of units is far below 2^32.
            ((u128::from(split_mix64(state)) * table.units as u128) >> 64) as usize
        });
        found.extend(table.alpha(resample, metric));
    }
    found.sort_by(f64::total_cmp);
    let at =
        |share: f64| found.get((share * (found.len().saturating_sub(1)) as f64).round() as usize).copied();
    Some((at(0.025)?, at(0.975)?))
}

/// For each unit, how often each value and each pair of different values occurs in it. Sums of its rows are all that
/// alpha needs, so a resample costs one addition for each of these numbers.
struct Table {
    /// The different values, lowest first.
    values: Vec<u8>,
    /// The number of units with two or more values.
    units: usize,
    /// One row for each unit: the counts of the values, then the coincidences of the pairs `a < b`, in the order of
    /// [`pairs`].
    rows: Vec<f64>,
}

/// Pairs of indices `a < b` below `n`.
fn pairs(n: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..n).flat_map(move |a| (a + 1..n).map(move |b| (a, b)))
}

impl Table {
    fn new(units: &[Vec<u8>]) -> Table {
        let units: Vec<&Vec<u8>> = units.iter().filter(|unit| unit.len() > 1).collect();
        let values: BTreeSet<u8> = units.iter().flat_map(|unit| unit.iter().copied()).collect();
        let values: Vec<u8> = values.into_iter().collect();
        let mut rows = Vec::new();
        for unit in &units {
            let count = |value: &u8| unit.iter().filter(|one| *one == value).count() as f64;
            let counts: Vec<f64> = values.iter().map(count).collect();
            let others = (unit.len() - 1) as f64;
            rows.extend(&counts);
            rows.extend(pairs(values.len()).map(|(a, b)| counts[a] * counts[b] / others));
        }
        Table { values, units: units.len(), rows }
    }

    fn alpha(&self, units: impl Iterator<Item = usize>, metric: Metric) -> Option<f64> {
        let n = self.values.len();
        let width = n + n * n.saturating_sub(1) / 2;
        let mut sums = vec![0.0; width];
        for unit in units {
            for (sum, count) in sums.iter_mut().zip(&self.rows[unit * width..(unit + 1) * width]) {
                *sum += count;
            }
        }
        let (counts, coincide) = sums.split_at(n);
        let (mut observed, mut expected) = (0.0, 0.0);
        for ((a, b), count) in pairs(n).zip(coincide) {
            let apart = self.distance(a, b, metric, counts);
            observed += count * apart;
            expected += counts[a] * counts[b] * apart;
        }
        let all: f64 = counts.iter().sum();
        (self.units > 1 && expected > 0.0).then(|| 1.0 - (all - 1.0) * observed / expected)
    }

    /// The squared distance of two different values, given as indices.
    fn distance(&self, a: usize, b: usize, metric: Metric, counts: &[f64]) -> f64 {
        let (x, y) = (f64::from(self.values[a]), f64::from(self.values[b]));
        let apart = match metric {
            Metric::Nominal => 1.0,
            Metric::Ordinal => counts[a..=b].iter().sum::<f64>() - f64::midpoint(counts[a], counts[b]),
            Metric::Interval => y - x,
            Metric::Ratio => (y - x) / (y + x),
        };
        apart * apart
    }
}

#[cfg(test)]
mod tests {
    use super::{Metric, alpha, alpha_interval};

    /// The example of Krippendorff (2011): four observers, twelve units, values missing.
    fn published() -> Vec<Vec<u8>> {
        let observers = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
        let at = |unit: usize| {
            observers
                .iter()
                .filter_map(|o| o.as_bytes().get(unit))
                .filter(|b| **b != b'.')
                .map(|b| b - b'0')
                .collect()
        };
        (0..12).map(at).collect()
    }

    #[test]
    fn the_published_example_comes_out() {
        for (metric, value) in [
            (Metric::Nominal, 0.7434),
            (Metric::Ordinal, 0.8154),
            (Metric::Interval, 0.8491),
            (Metric::Ratio, 0.7974),
        ] {
            let found = alpha(&published(), metric).expect("values differ");
            assert!((found - value).abs() < 0.00005, "{metric:?}: {found}, not {value}");
        }
    }

    #[test]
    fn the_interval_is_repeatable_and_holds_the_value() {
        let (low, high) = alpha_interval(&published(), Metric::Ordinal, "a-req").expect("values differ");
        assert_eq!(alpha_interval(&published(), Metric::Ordinal, "a-req"), Some((low, high)));
        assert_ne!(alpha_interval(&published(), Metric::Ordinal, "another"), Some((low, high)));
        assert!(low < 0.8154 && 0.8154 < high && high <= 1.0, "{low} {high}");
    }

    #[test]
    fn without_variation_or_with_one_unit_there_is_no_alpha() {
        for units in [vec![], vec![vec![1, 2]], vec![vec![2, 2], vec![2, 2, 2]], vec![vec![1], vec![2]]] {
            assert_eq!(alpha(&units, Metric::Ordinal), None, "{units:?}");
            assert_eq!(alpha_interval(&units, Metric::Interval, "x"), None, "{units:?}");
        }
    }
}
