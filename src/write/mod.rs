//! Files on disk: a folder of renderings is replaced as a whole or not at all.

mod lock;
mod replace;

pub use lock::Lock;
pub use replace::{WriteError, add_folder, replace_file, replace_folder, sweep, sweep_all, write_new};
