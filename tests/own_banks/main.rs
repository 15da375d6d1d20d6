//! Banks that people make: a bank that extends another one, several banks in one role spec, a new bank.

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod common;

mod extends;
mod status;
