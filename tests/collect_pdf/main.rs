//! How filled-in PDF forms are read: the rows of the standard that matter, hostile files, damaged files.

mod bad;
mod build;
mod limits;
mod mutate;
mod oracle;
mod rows;
mod updates;

#[path = "../common/mutate.rs"]
#[expect(dead_code, reason = "these tests damage no archives")]
mod damage;
