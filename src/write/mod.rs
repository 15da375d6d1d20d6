//! Writes files completely or not at all, and only at checked paths.
//!
//! Every function takes a [`Target`], which is a checked path: no link in it leads out of the workspace, so
//! nothing outside is written or removed. Each call uses a unique staging name. [`sweep()`] recognises the
//! files and folders that a killed run left behind by the exact form of their names.

mod carry;
mod error;
mod file;
mod folder;
mod lock;
mod names;
mod stage;
mod swap;
mod sweep;
mod target;

pub use error::WriteError;
pub use file::{replace_file, write_new};
pub use folder::{Added, add_files, add_folder, replace_folder};
pub use lock::Lock;
pub use sweep::{sweep, sweep_req};
pub use target::Target;
