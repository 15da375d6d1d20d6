//! One rule a file.

pub(super) mod unfilled_placeholder;
