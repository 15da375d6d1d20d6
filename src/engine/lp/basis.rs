//! The basis of the simplex: how it moves, its inverse, and the values that follow from it.
//!
//! A variable moves until another comes to a bound and leaves the basis in its place. What misses its
//! window may go back into it, and further out it goes unhindered. The inverse is held in full and
//! follows each exchange by elimination; now and then it is made afresh from the basis, so that errors
//! of rounding cannot grow.

use crate::engine::lp::simplex::{FRESH, NEAR, Simplex, State};

/// Entries of a column below this are no pivots.
const SMALL: f64 = 1e-8;

impl Simplex {
    /// Moves a variable as far as the others let it.
    pub(in crate::engine) fn step(&mut self, entering: usize, up: bool) {
        let line = self.line(entering);
        let sign = if up { -1.0 } else { 1.0 };
        let (low, high) = self.range(entering);
        // Two passes (Harris 1973): how far with a little leniency, then the largest pivot so far.
        let mut far = f64::INFINITY;
        for (row, entry) in line.iter().enumerate() {
            if let Some((room, _)) = self.room(row, sign * entry) {
                far = far.min((room + NEAR) / entry.abs());
            }
        }
        let mut leaving: Option<(f64, usize, State, f64)> = None;
        for (row, entry) in line.iter().enumerate() {
            let Some((room, state)) = self.room(row, sign * entry) else { continue };
            let length = room / entry.abs();
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
                self.state[self.basis[row]] = state;
                self.state[entering] = State::Basic(row);
                self.basis[row] = entering;
                self.pivot(row, &line);
            }
        }
    }

    /// How far the basic variable of a row may go at this rate, and where it then stands.
    fn room(&self, row: usize, rate: f64) -> Option<(f64, State)> {
        if rate.abs() < SMALL {
            return None;
        }
        let (value, (low, high)) = (self.value[row], self.range(self.basis[row]));
        let (room, state) = if rate > 0.0 {
            if value < low - NEAR { (low - value, State::Low) } else { (high - value, State::High) }
        } else if value > high + NEAR {
            (value - high, State::High)
        } else {
            (value - low, State::Low)
        };
        let outside = (rate > 0.0 && value > high + NEAR) || (rate < 0.0 && value < low - NEAR);
        (!outside && room < f64::INFINITY).then(|| (room.max(0.0), state))
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

    /// Takes a column, given in terms of the basis, into a row of it.
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

    /// Makes the inverse and the values afresh; false when the basis has no inverse.
    pub(in crate::engine) fn refresh(&mut self) -> bool {
        let m = self.rows;
        let mut basis = std::mem::take(&mut self.basis);
        basis.sort_unstable();
        // Logical variables first: their pivots cost nothing.
        basis.reverse();
        self.inverse = vec![0.0; m * m];
        (0..m).for_each(|r| self.inverse[r * m + r] = 1.0);
        self.basis = vec![usize::MAX; m];
        self.since = 0;
        for variable in basis {
            let line = self.line(variable);
            let free = (0..m).filter(|r| self.basis[*r] == usize::MAX);
            let Some(row) = free.max_by(|a, b| line[*a].abs().total_cmp(&line[*b].abs())) else {
                return false;
            };
            if line[row].abs() < SMALL {
                return false;
            }
            self.basis[row] = variable;
            self.state[variable] = State::Basic(row);
            self.pivot(row, &line);
        }
        self.revalue();
        self.since = 0;
        true
    }

    /// The values of the basic variables, from those of the others.
    pub(in crate::engine) fn revalue(&mut self) {
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
