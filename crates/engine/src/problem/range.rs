//! Closed integer intervals, with or without an upper bound: what is left of a window after the core is
//! fixed.

use crate::problem::Window;

/// The lower and the upper end, both included; [`OPEN`] as the upper end means no upper bound.
pub(crate) type Range = (i64, i64);

/// Marks a missing upper bound; no sum of integers in a problem reaches this number.
pub(crate) const OPEN: i64 = 1 << 30;

/// What is left of a window once `taken` is used up. The lower end is never below 0. The upper end is below
/// 0 if more was taken than the window allows.
pub(crate) fn minus(window: Window, taken: i64) -> Range {
    let to = if window.max == u32::MAX { OPEN } else { i64::from(window.max) - taken };
    ((i64::from(window.min) - taken).max(0), to.min(OPEN))
}

/// The interval of the sum of two numbers from these intervals.
pub(crate) fn plus(a: Range, b: Range) -> Range {
    let to = if a.1 >= OPEN || b.1 >= OPEN { OPEN } else { (a.1 + b.1).min(OPEN) };
    (a.0 + b.0, to)
}

#[cfg(test)]
mod tests {
    use super::{OPEN, minus, plus};
    use crate::Window;

    #[test]
    fn a_window_without_an_upper_end_stays_open() {
        assert_eq!(minus(Window::at_least(5), 2), (3, OPEN));
        assert_eq!(minus(Window::exactly(5), 7), (0, -2));
        assert_eq!(plus((3, OPEN), (0, -2)), (3, OPEN));
        assert_eq!(plus((3, 4), (1, 6)), (4, 10));
    }
}
