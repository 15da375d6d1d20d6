//! The distribution of the studentized range.
//!
//! Tukey (1949) and Kramer (1956) compare the means of several groups with it. No maintained crate with a licence like
//! ours has it, so the two integrals are computed here. Both integrands are smooth and vanish at both ends, so the
//! trapezoidal rule converges faster than any power of the step (Trefethen & Weideman 2014).

use libm::{erfc, exp, fabs, lgamma, log, sqrt};

/// Degrees of freedom from which the error counts as known exactly.
const MANY: f64 = 1e6;
/// The standard normal distribution is integrated from `-EDGE` to `EDGE`.
const EDGE: f64 = 8.5;
const STEP: f64 = 0.2;
/// Points at which the distribution of the estimated error is evaluated.
const POINTS: usize = 121;

/// The probability that the range of `k` standard normal values, divided by an independent estimate of their standard
/// deviation with `df` degrees of freedom, is at most `q`. `k` is at least 2, `df` is at least 2; infinity is allowed.
pub fn studentized_range(q: f64, k: u32, df: f64) -> f64 {
    Range::new(k, df).probability(q)
}

/// The value `q` that the studentized range of `k` values exceeds with the probability `1 - p`, to about seven decimals.
pub fn studentized_range_quantile(p: f64, k: u32, df: f64) -> f64 {
    let range = Range::new(k, df);
    let (mut low, mut high) = (0.0, 8.0);
    while range.probability(high) < p {
        (low, high) = (high, 2.0 * high);
    }
    let (mut at_low, mut at_high) = (range.probability(low) - p, range.probability(high) - p);
    // The Illinois method: a false position that halves the value of an end that stays twice.
    let mut side = 0;
    for _ in 0..100 {
        let middle = (low * at_high - high * at_low) / (at_high - at_low);
        let at_middle = range.probability(middle) - p;
        if fabs(high - low) < 1e-9 || fabs(at_middle) < 1e-12 {
            return middle;
        }
        if at_middle < 0.0 {
            (low, at_low) = (middle, at_middle);
            if side == -1 {
                at_high /= 2.0;
            }
            side = -1;
        } else {
            (high, at_high) = (middle, at_middle);
            if side == 1 {
                at_low /= 2.0;
            }
            side = 1;
        }
    }
    (low + high) / 2.0
}

fn normal(z: f64) -> f64 {
    0.5 * erfc(-z / std::f64::consts::SQRT_2)
}

/// `base` to the power of `n`, by repeated squaring.
fn power(mut base: f64, mut n: u32) -> f64 {
    let mut result = 1.0;
    while n > 0 {
        if n & 1 == 1 {
            result *= base;
        }
        base *= base;
        n >>= 1;
    }
    result
}

/// What does not depend on `q`.
struct Range {
    /// The number of values below the highest.
    others: u32,
    /// Points `z`, with the normal distribution there and the weight of the point.
    points: Vec<(f64, f64, f64)>,
    /// Values of the estimated standard deviation, with their weights.
    errors: Vec<(f64, f64)>,
}

impl Range {
    fn new(k: u32, df: f64) -> Range {
        let steps = (2.0 * EDGE / STEP) as i32;
        let point = |n: i32| {
            let z = -EDGE + f64::from(n) * STEP;
            let density = exp(-z * z / 2.0) / sqrt(2.0 * std::f64::consts::PI);
            (z, normal(z), f64::from(k) * density * STEP)
        };
        Range { others: k - 1, points: (0..=steps).map(point).collect(), errors: errors(df) }
    }

    fn probability(&self, q: f64) -> f64 {
        self.errors.iter().map(|(s, weight)| weight * self.of_known_error(q * s)).sum()
    }

    /// The same with a known standard deviation of 1: the probability that all values lie within `range` below the
    /// highest.
    fn of_known_error(&self, range: f64) -> f64 {
        let at = |(z, up_to, weight): &(f64, f64, f64)| {
            weight * power((up_to - normal(z - range)).max(0.0), self.others)
        };
        self.points.iter().map(at).sum::<f64>().min(1.0)
    }
}

/// The distribution of `chi / sqrt(df)`, at points evenly spaced on a logarithmic scale.
fn errors(df: f64) -> Vec<(f64, f64)> {
    if df >= MANY {
        return vec![(1.0, 1.0)];
    }
    // With s = exp(u), the density of u is 2 (df/2)^(df/2) / Gamma(df/2) * exp(df * (u - exp(2u) / 2)).
    let constant = log(2.0) + df / 2.0 * log(df / 2.0) - lgamma(df / 2.0);
    let width = sqrt(1.0 / (2.0 * df));
    let (from, to) = (-(9.0 * width + 40.0 / df), 8.0 * width);
    let step = (to - from) / (POINTS - 1) as f64;
    let point = |n: usize| {
        let u = from + step * n as f64;
        (exp(u), step * exp(constant + df * (u - exp(2.0 * u) / 2.0)))
    };
    (0..POINTS).map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::{studentized_range, studentized_range_quantile};

    #[test]
    fn quantiles_agree_with_published_tables() {
        // The tables print three decimals. `scipy.stats.studentized_range` gives the same values.
        for (k, df, q) in [
            (2, 10.0, 3.151),
            (3, 20.0, 3.578),
            (8, 60.0, 4.441),
            (8, f64::INFINITY, 4.286),
            (2, 2.0, 6.085),
            (20, 10.0, 6.467),
            (100, 20.0, 7.187),
        ] {
            let found = studentized_range_quantile(0.95, k, df);
            assert!((found - q).abs() < 0.0006, "k {k}, df {df}: {found}, not {q}");
        }
    }

    #[test]
    fn the_quantile_is_the_inverse_of_the_distribution() {
        for (p, k, df) in [(0.95, 2, 12.0), (0.5, 5, 40.0), (0.99, 30, 100.0), (0.9, 200, 1e5)] {
            let q = studentized_range_quantile(p, k, df);
            assert!((studentized_range(q, k, df) - p).abs() < 1e-8, "{p} {k} {df}");
        }
    }

    #[test]
    fn two_values_are_compared_as_by_student() {
        // With two values, q is sqrt(2) times the two-sided point of Student's t: 2.228 with 10 degrees of freedom.
        let q = studentized_range_quantile(0.95, 2, 10.0);
        assert!((q / std::f64::consts::SQRT_2 - 2.228_138_852).abs() < 1e-6, "{q}");
    }
}
