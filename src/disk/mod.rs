//! Safe reading from disk. It reads a regular file or reports an error. It never waits for a pipe, and it
//! never reports "absent" if it cannot be sure.
//!
//! This module does not depend on a file format or a workspace. It follows every link; a caller that must not
//! follow a link has to check the path first.

mod error;
mod list;
mod read;

pub use error::{Kind, ReadError, Why};
pub use list::{Entry, list, names};
pub use read::{read, there};
