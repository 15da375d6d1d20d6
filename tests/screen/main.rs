//! Packs in a real browser: Chromium, driven through chromedriver. A machine without them says which tests did not run;
//! with `CI` set that is a failure.

mod access;
#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod common;
mod driver;
mod files;
mod hostile;
mod interview;
mod look;
mod pack;
mod print;
mod random;
mod saving;
