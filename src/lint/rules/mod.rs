//! The rules, one in each file.

pub(super) mod unfilled_placeholder;
