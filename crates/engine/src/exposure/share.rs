//! Shares of forms in fixed point: integers in units of 2^-30, so that a bound is exact to the last digit.

/// The share of an item that is part of every form.
pub(crate) const ONE: i64 = 1 << 30;

/// A share of the forms, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exposure {
    share: i64,
}

impl Exposure {
    /// The share of `share` / [`ONE`].
    pub(crate) const fn of(share: i64) -> Exposure {
        Exposure { share }
    }

    /// The share in units of 2^-30.
    pub const fn share(self) -> u64 {
        self.share as u64
    }

    /// The share multiplied by the number of forms, rounded up. In any choice of that many forms, some item
    /// is used at least this often.
    pub const fn cap(self, forms: u32) -> u32 {
        (self.share as u64 * forms as u64).div_ceil(ONE as u64) as u32
    }
}
