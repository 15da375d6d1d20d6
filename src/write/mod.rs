//! Files on disk: written whole or not at all, and only at checked paths.
//!
//! Every function takes a [`Target`], which is a path that was checked: no link on the way leads out of the
//! workspace, so nothing outside is written or removed. Staging names are unique to a call; what a killed
//! run left is recognised by its exact name ([`sweep()`]).

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
