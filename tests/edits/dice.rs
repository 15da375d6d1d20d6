//! Numbers that look random and are the same on every machine.

/// A stream of numbers, by its state.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `n`; 0 if `n` is 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(panelkit::math::GAMMA);
        (panelkit::math::split_mix64(self.0) >> 11) as usize % n.max(1)
    }

    /// True in `percent` of all cases.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these; `None` if there are none.
    pub(crate) fn one<'t, T>(&mut self, of: &'t [T]) -> Option<&'t T> {
        let n = self.below(of.len());
        of.get(n)
    }
}
