//! Reading from disk safely: a regular file or an error, never a wait for a pipe, never "absent" for
//! "cannot tell".
//!
//! Knows no format and no workspace. Links are followed: who may be followed where is decided by those
//! who call.

mod error;
mod list;
mod read;

pub use error::{Kind, ReadError, Why};
pub use list::{Entry, list, names};
pub use read::{read, there};
