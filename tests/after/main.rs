//! From scores to a decision, through the program: states, decisions, records, and input that is wrong.

mod bad;
#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod common;
mod decisions;
mod example;
mod hostile;
#[path = "../html/page.rs"]
#[expect(dead_code, reason = "shared with the tests of HTML, which use all of it")]
mod page;
mod records;
mod said;
mod site;
mod states;
