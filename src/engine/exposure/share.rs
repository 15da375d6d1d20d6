//! Shares of forms in fixed point: whole parts of 2^30, so that a bound holds to the last digit.

/// The share of an item that is part of every form.
pub(in crate::engine) const ONE: i64 = 1 << 30;

/// A share of the forms, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exposure {
    share: i64,
}

impl Exposure {
    /// The share that is `share` parts of [`ONE`].
    pub(in crate::engine) const fn of(share: i64) -> Exposure {
        Exposure { share }
    }

    /// The share in parts of 2^30.
    pub const fn share(self) -> u64 {
        self.share as u64
    }

    /// The share of that many forms, rounded up: some item is used that often, whatever is done.
    pub const fn cap(self, forms: u32) -> u32 {
        (self.share as u64 * forms as u64).div_ceil(ONE as u64) as u32
    }
}
