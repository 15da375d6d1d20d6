//! The basis of the bounded simplex method: its inverse, the values that follow from it, and its pivots.
//!
//! The entering variable moves until a basic variable reaches a bound and leaves the basis in its place
//! (ratio test in two passes: Harris 1973). A basic variable outside its bounds may move back to them or
//! further away without limit; the cost function of phase 1 penalises the distance. The inverse is kept in
//! full and updated at each pivot by elimination; every [`FRESH`] pivots it is computed anew from the
//! basis, so that rounding errors cannot grow.

use crate::problem::range::{OPEN, Range};

/// The tolerance by which a bound may be violated.
pub(crate) const NEAR: f64 = 1e-7;
/// Pivots after which the inverse is computed anew.
pub(crate) const FRESH: u32 = 64;
/// Entries of a column below this are not used as pivots.
const SMALL: f64 = 1e-8;

/// The entries of a column: row and amount.
pub(crate) type Entries = Vec<(usize, i64)>;

/// Where a variable is: at its lower or upper bound, or basic in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Low,
    High,
    Basic(usize),
}

/// Rows over bounded columns, with a basis.
#[derive(Clone, Debug, Default)]
pub(crate) struct Basis {
    pub(crate) columns: Vec<Entries>,
    /// Number of rows.
    pub(crate) rows: usize,
    /// Bounds of the columns, then of the rows: each row has a variable of its own, and these variables are
    /// numbered after the columns.
    pub(crate) bounds: Vec<Range>,
    /// For each variable, where it is.
    pub(crate) state: Vec<State>,
    /// For each row, its basic variable.
    pub(crate) basic: Vec<usize>,
    /// The inverse of the basis, row by row.
    pub(crate) inverse: Vec<f64>,
    /// For each row, the value of its basic variable.
    pub(crate) value: Vec<f64>,
    /// Pivots since the inverse was computed anew.
    pub(crate) since: u32,
    /// Whether bounds have changed, so that the values are out of date.
    pub(crate) moved: bool,
}

impl Basis {
    /// Adds a column; all columns come before the first row.
    pub(crate) fn add_column(&mut self, bounds: Range) -> usize {
        self.columns.push(Vec::new());
        self.bounds.push(bounds);
        self.state.push(State::Low);
        self.columns.len() - 1
    }

    /// Adds a row: columns with their amounts.
    pub(crate) fn add_row(&mut self, window: Range, entries: &[(usize, i64)]) {
        let row = self.rows;
        for (column, amount) in entries {
            self.columns[*column].push((row, *amount));
        }
        self.rows += 1;
        self.state.push(State::Basic(row));
        self.bounds.push(window);
        self.basic.push(self.columns.len() + row);
        self.since = FRESH;
    }

    /// Sets the bounds of a column.
    pub(crate) fn bound(&mut self, column: usize, bounds: Range) {
        self.bounds[column] = bounds;
        if self.state[column] == State::High && bounds.1 >= OPEN {
            self.state[column] = State::Low;
        }
        self.moved = true;
    }

    /// The value of a variable.
    pub(crate) fn at(&self, variable: usize) -> f64 {
        match self.state[variable] {
            State::Basic(row) => self.value[row],
            State::Low => self.bounds[variable].0 as f64,
            State::High => self.bounds[variable].1 as f64,
        }
    }

    /// The bounds of a variable; infinite where there is none.
    pub(crate) fn range(&self, variable: usize) -> (f64, f64) {
        let (low, high) = self.bounds[variable];
        let low = if low <= -OPEN { f64::NEG_INFINITY } else { low as f64 };
        (low, if high >= OPEN { f64::INFINITY } else { high as f64 })
    }

    /// Moves the entering variable until a basic variable, or the entering variable itself, reaches a
    /// bound.
    pub(crate) fn step(&mut self, entering: usize, up: bool) {
        let line = self.line(entering);
        let sign = if up { -1.0 } else { 1.0 };
        let (low, high) = self.range(entering);
        // Two passes (Harris 1973): first the largest step with a tolerance, then the largest pivot among
        // the rows that allow at most this step.
        let mut far = f64::INFINITY;
        for (row, entry) in line.iter().enumerate() {
            if let Some((slack, _)) = self.slack(row, sign * entry) {
                far = far.min((slack + NEAR) / entry.abs());
            }
        }
        let mut leaving: Option<(f64, usize, State, f64)> = None;
        for (row, entry) in line.iter().enumerate() {
            let Some((slack, state)) = self.slack(row, sign * entry) else { continue };
            let length = slack / entry.abs();
            if length <= far && leaving.as_ref().is_none_or(|(most, ..)| entry.abs() > *most) {
                leaving = Some((entry.abs(), row, state, length.max(0.0)));
            }
        }
        let own = high - low;
        let length = leaving.as_ref().map_or(own, |(.., length)| length.min(own));
        if length == f64::INFINITY {
            self.since = FRESH;
            return;
        }
        self.value.iter_mut().zip(&line).for_each(|(value, entry)| *value += sign * entry * length);
        match leaving.filter(|(.., length)| *length < own) {
            None => self.state[entering] = if up { State::High } else { State::Low },
            Some((_, row, state, _)) => {
                self.value[row] = if up { low + length } else { high - length };
                self.state[self.basic[row]] = state;
                self.state[entering] = State::Basic(row);
                self.basic[row] = entering;
                self.pivot(row, &line);
            }
        }
    }

    /// How far the basic variable of a row may go at this rate, and at which bound it then is; `None` if no
    /// bound stops it.
    fn slack(&self, row: usize, rate: f64) -> Option<(f64, State)> {
        if rate.abs() < SMALL {
            return None;
        }
        let (value, (low, high)) = (self.value[row], self.range(self.basic[row]));
        let (slack, state) = if rate > 0.0 {
            if value < low - NEAR { (low - value, State::Low) } else { (high - value, State::High) }
        } else if value > high + NEAR {
            (value - high, State::High)
        } else {
            (value - low, State::Low)
        };
        let outside = (rate > 0.0 && value > high + NEAR) || (rate < 0.0 && value < low - NEAR);
        (!outside && slack < f64::INFINITY).then(|| (slack.max(0.0), state))
    }

    /// A column in terms of the basis.
    fn line(&self, variable: usize) -> Vec<f64> {
        let m = self.rows;
        match self.columns.get(variable) {
            Some(entries) => {
                let of = |line: &[f64]| entries.iter().map(|(row, a)| line[*row] * *a as f64).sum();
                self.inverse.chunks(m).map(of).collect()
            }
            None => self.inverse.chunks(m).map(|line| -line[variable - self.columns.len()]).collect(),
        }
    }

    /// Makes a column the basic variable of a row. `line` is the column in terms of the basis.
    fn pivot(&mut self, row: usize, line: &[f64]) {
        let m = self.rows;
        let by = line[row];
        let own: Vec<f64> = self.inverse[row * m..(row + 1) * m].iter().map(|e| e / by).collect();
        for (n, (entry, target)) in line.iter().zip(self.inverse.chunks_mut(m)).enumerate() {
            if n == row {
                target.copy_from_slice(&own);
            } else if *entry != 0.0 {
                target.iter_mut().zip(&own).for_each(|(t, o)| *t -= entry * o);
            }
        }
        self.since += 1;
    }

    /// Computes the inverse and the values anew; false if the basis has no inverse.
    pub(crate) fn refresh(&mut self) -> bool {
        let m = self.rows;
        let mut basis = std::mem::take(&mut self.basic);
        basis.sort_unstable();
        // Logical variables come first, because their pivots are cheap.
        basis.reverse();
        self.inverse = vec![0.0; m * m];
        (0..m).for_each(|r| self.inverse[r * m + r] = 1.0);
        self.basic = vec![usize::MAX; m];
        self.since = 0;
        for variable in basis {
            let line = self.line(variable);
            let free = (0..m).filter(|r| self.basic[*r] == usize::MAX);
            let Some(row) = free.max_by(|a, b| line[*a].abs().total_cmp(&line[*b].abs())) else {
                return false;
            };
            if line[row].abs() < SMALL {
                return false;
            }
            self.basic[row] = variable;
            self.state[variable] = State::Basic(row);
            self.pivot(row, &line);
        }
        self.revalue();
        self.since = 0;
        true
    }

    /// The values of the basic variables, from those of the others.
    pub(crate) fn revalue(&mut self) {
        let m = self.rows;
        let mut sums = vec![0.0; m];
        for variable in 0..self.state.len() {
            if matches!(self.state[variable], State::Basic(_)) {
                continue;
            }
            let at = self.at(variable);
            match self.columns.get(variable) {
                Some(entries) => entries.iter().for_each(|(row, a)| sums[*row] -= *a as f64 * at),
                None => sums[variable - self.columns.len()] += at,
            }
        }
        let value = |line: &[f64]| line.iter().zip(&sums).map(|(a, b)| a * b).sum();
        self.value = self.inverse.chunks(m.max(1)).map(value).collect();
        self.moved = false;
    }
}
