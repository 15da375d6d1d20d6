//! Banks that people make: a bank that extends another one, several banks in one role spec, a new bank.

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod common;

mod anchors;
mod extends;
mod from_list;
mod new_bank;
mod new_role;
mod several;
mod status;

/// The run succeeded and found nothing, apart from the anchors that all questions of the small bank share.
#[track_caller]
fn clean(out: &common::Output) {
    let found = out.stderr.lines().filter(|line| line.starts_with("warning[") || line.starts_with("error["));
    let found: Vec<&str> = found.filter(|line| !line.contains("shared-anchors")).collect();
    out.succeeds();
    assert!(found.is_empty(), "{}", out.stderr);
}
