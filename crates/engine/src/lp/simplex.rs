//! Phase 1 of the bounded primal simplex method (Dantzig 1951, 1955), with certificates that are
//! checked in integers.
//!
//! The sum of all violations is minimised from the current basis. Each row has its own logical variable, so
//! an initial basis is always available. No answer rests on floating point: a feasible point is only a
//! hint, which the caller must verify in integers, and a certificate of infeasibility (Farkas 1902) is
//! checked in integers by [`Simplex::certain`]. Only the four basic operations are used, which IEEE 754
//! rounds the same everywhere, so runs are the same on every machine.

use crate::lp::basis::{Basis, FRESH, NEAR, State};
use crate::problem::range::{OPEN, Range};

/// A slope below this counts as zero.
const FLAT: f64 = 1e-9;
/// Steps without progress after which the first improving variable is taken, not the best.
const STUCK: u32 = 40;

/// How a run ended.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ended {
    /// All windows hold.
    Inside,
    /// They cannot all hold; the multipliers of the rows are a possible certificate; see
    /// [`Simplex::certain`].
    Outside(Vec<f64>),
    /// The pivots did not suffice.
    Stopped,
}

/// Rows over bounded columns; each row has a window.
#[derive(Clone, Debug, Default)]
pub(crate) struct Simplex {
    basis: Basis,
    /// The total number of pivots made.
    pub(crate) pivots: u64,
}

impl Simplex {
    /// Columns with these bounds, finite below; no rows yet.
    pub(crate) fn new(bounds: Vec<Range>) -> Simplex {
        let mut simplex = Simplex::default();
        for bounds in bounds {
            simplex.add_column(bounds);
        }
        simplex
    }

    /// Adds a column; all columns come before the first row.
    pub(crate) fn add_column(&mut self, bounds: Range) -> usize {
        self.basis.add_column(bounds)
    }

    /// Adds a row: columns with their amounts.
    pub(crate) fn add_row(&mut self, window: Range, entries: &[(usize, i64)]) {
        self.basis.add_row(window, entries);
    }

    /// Sets the bounds of a column.
    pub(crate) fn bound(&mut self, column: usize, bounds: Range) {
        self.basis.bound(column, bounds);
    }

    /// The bounds of a column.
    pub(crate) fn bounds(&self, column: usize) -> Range {
        self.basis.bounds[column]
    }

    /// The value of a column.
    pub(crate) fn at(&self, column: usize) -> f64 {
        self.basis.at(column)
    }

    /// Searches for values inside all windows, with at most this many pivots.
    pub(crate) fn run(&mut self, most: u64) -> Ended {
        let crossed = |row: &usize| {
            self.basis.bounds[self.basis.columns.len() + row].0
                > self.basis.bounds[self.basis.columns.len() + row].1
        };
        if let Some(row) = (0..self.basis.rows).find(crossed) {
            let mut multipliers = vec![0.0; self.basis.rows];
            multipliers[row] = 1.0;
            return Ended::Outside(multipliers);
        }
        let (mut least, mut stuck) = (f64::INFINITY, 0);
        for _ in 0..most {
            if self.basis.since >= FRESH && !self.basis.refresh() {
                return Ended::Stopped;
            }
            if self.basis.moved {
                self.basis.revalue();
            }
            let (costs, missed) = self.missed();
            if missed == 0.0 {
                return Ended::Inside;
            }
            stuck = if missed < least - NEAR { 0 } else { stuck + 1 };
            least = least.min(missed);
            let prices = self.prices(&costs);
            match self.entering(&prices, stuck > STUCK) {
                Some((column, up)) => self.basis.step(column, up),
                None if self.basis.since > 0 => self.basis.since = FRESH,
                None => return Ended::Outside(prices),
            }
            self.pivots += 1;
        }
        Ended::Stopped
    }

    /// Whether the multipliers prove, in exact integer arithmetic, that no column values satisfy all
    /// windows.
    ///
    /// Each row variable equals the sum of its columns. So the sum over all rows of multiplier × (row
    /// variable − its columns) is always 0. If the minimum of this expression within all bounds is above 0,
    /// no values satisfy all windows.
    pub(crate) fn certain(&self, multipliers: &[f64]) -> bool {
        let largest = multipliers.iter().fold(0.0f64, |a, b| a.max(b.abs()));
        if largest <= 0.0 {
            return false;
        }
        let whole = |m: &f64| (m / largest * f64::from(1u32 << 26)) as i64;
        let mut whole: Vec<i64> = multipliers.iter().map(whole).collect();
        let mut least = 0i128;
        for (row, m) in whole.iter_mut().enumerate() {
            let (low, high) = self.basis.bounds[self.basis.columns.len() + row];
            if low > high && *m != 0 {
                return true;
            }
            let (bound, open) = if *m >= 0 { (low, low <= -OPEN) } else { (high, high >= OPEN) };
            if open {
                *m = 0;
            }
            least += i128::from(*m) * i128::from(bound);
        }
        for (entries, (low, high)) in self.basis.columns.iter().zip(&self.basis.bounds) {
            let slope: i128 = entries.iter().map(|(row, a)| -i128::from(whole[*row]) * i128::from(*a)).sum();
            least += slope * i128::from(if slope >= 0 { *low } else { *high });
        }
        least > 0
    }

    /// For each basic variable, the phase 1 cost (-1, 0 or 1); and the sum of all violations.
    fn missed(&self) -> (Vec<f64>, f64) {
        let mut sum = 0.0;
        let cost = |(value, variable): (&f64, &usize)| {
            let (low, high) = self.basis.range(*variable);
            if *value < low - NEAR {
                sum += low - value;
                -1.0
            } else if *value > high + NEAR {
                sum += value - high;
                1.0
            } else {
                0.0
            }
        };
        let costs = self.basis.value.iter().zip(&self.basis.basic).map(cost).collect();
        (costs, sum)
    }

    fn prices(&self, costs: &[f64]) -> Vec<f64> {
        let mut prices = vec![0.0; self.basis.rows];
        for (row, cost) in costs.iter().enumerate().filter(|(_, c)| **c != 0.0) {
            let line = &self.basis.inverse[row * self.basis.rows..(row + 1) * self.basis.rows];
            prices.iter_mut().zip(line).for_each(|(price, entry)| *price += cost * entry);
        }
        prices
    }

    /// The entering variable, and whether it grows. It is the variable with the steepest descent or, if
    /// `first` is true, the first one that descends. `None` if none descends.
    fn entering(&self, prices: &[f64], first: bool) -> Option<(usize, bool)> {
        let mut best: Option<(f64, usize, bool)> = None;
        for (variable, state) in self.basis.state.iter().enumerate() {
            let up = match state {
                State::Basic(_) => continue,
                State::Low => true,
                State::High => false,
            };
            let slope = match self.basis.columns.get(variable) {
                Some(entries) => -entries.iter().map(|(row, a)| prices[*row] * *a as f64).sum::<f64>(),
                None => prices[variable - self.basis.columns.len()],
            };
            let gain = if up { -slope } else { slope };
            if gain > best.map_or(FLAT, |(most, ..)| most)
                && self.basis.bounds[variable].0 < self.basis.bounds[variable].1
            {
                best = Some((gain, variable, up));
                if first {
                    break;
                }
            }
        }
        best.map(|(_, variable, up)| (variable, up))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns from 0 to 9 with rows over them.
    fn simplex(columns: usize, rows: &[(Range, &[i64])]) -> Simplex {
        let mut simplex = Simplex::new(vec![(0, 9); columns]);
        for (window, amounts) in rows {
            let entries: Vec<(usize, i64)> =
                amounts.iter().copied().enumerate().filter(|(_, a)| *a != 0).collect();
            simplex.add_row(*window, &entries);
        }
        simplex
    }

    #[test]
    fn values_inside_all_windows_are_found() {
        let rows: [(Range, &[i64]); 3] =
            [((7, 7), &[1, 1, 0]), ((5, OPEN), &[0, 2, -1]), ((2, 3), &[0, 0, 1])];
        let mut simplex = simplex(3, &rows);
        assert_eq!(simplex.run(100), Ended::Inside);
        let x: Vec<f64> = (0..3).map(|n| simplex.at(n)).collect();
        assert!((x[0] + x[1] - 7.0).abs() < 1e-6 && 2.0 * x[1] - x[2] > 5.0 - 1e-6 && x[2] > 2.0 - 1e-6);
        simplex.bound(1, (0, 4));
        assert_eq!(simplex.run(100), Ended::Inside);
        assert!(simplex.at(1) < 4.0 + 1e-6);
        simplex.bound(1, (0, 3));
        let Ended::Outside(why) = simplex.run(100) else { panic!("2 · 3 - 2 is less than 5") };
        assert!(simplex.certain(&why));
    }

    #[test]
    fn a_certificate_must_add_up() {
        // Three rows for the pairs allow 3/2 in fractions; one more row for all three lowers this to 1.
        let pairs: [(Range, &[i64]); 4] =
            [((0, 1), &[1, 1, 0]), ((0, 1), &[0, 1, 1]), ((0, 1), &[1, 0, 1]), ((2, OPEN), &[1, 1, 1])];
        let mut simplex = simplex(3, &pairs);
        let Ended::Outside(why) = simplex.run(100) else { panic!("3/2 is less than 2") };
        assert!(simplex.certain(&why));
        assert!(!simplex.certain(&[0.0, 0.0, 0.0, 1.0]));
        assert!(!simplex.certain(&[0.0; 4]));
    }

    #[test]
    fn a_window_without_inside_excludes_itself() {
        let mut simplex = simplex(1, &[((3, 2), &[1])]);
        let Ended::Outside(why) = simplex.run(100) else { panic!("nothing is at least 3 and at most 2") };
        assert!(simplex.certain(&why));
    }

    #[test]
    fn a_run_keeps_to_its_pivots() {
        let mut simplex = simplex(2, &[((9, 9), &[1, 1]), ((1, 1), &[1, -1])]);
        assert_eq!(simplex.run(0), Ended::Stopped);
        assert_eq!(simplex.run(50), Ended::Inside);
    }
}
