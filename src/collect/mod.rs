//! Filled-in scorecards to submissions. Each kind of file has a reader that returns a [`Filled`], which is the form as it
//! was filled in, before any rule. No reader knows the kit, and none reads the disk.

mod code;
mod filled;
pub mod pdf;

pub use code::{FormCode, Unreadable};
pub use filled::{Filled, FilledSlot, Mark};
