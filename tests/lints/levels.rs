//! Levels: options before files, files before the workspace, the workspace before the rule.

use crate::common::{ROLE, Workspace};
use crate::found;

/// A role spec without a pay band, which is all that is wrong with its pay.
fn site() -> Workspace {
    Workspace::new()
}

fn band(w: &Workspace, args: &[&str]) -> Vec<String> {
    let mut all = found(w, &[&[ROLE], args].concat());
    all.retain(|it| it.contains(" no-band:"));
    all
}

#[test]
fn a_level_comes_from_the_nearest_setting() {
    let w = site();
    assert_eq!(band(&w, &[]), ["warning no-band:1"]);
    assert!(band(&w, &["-A", "no-band"]).is_empty());
    assert!(band(&w, &["--allow", "role"]).is_empty());
    assert_eq!(band(&w, &["-D", "no-band"]), ["error no-band:1"]);
    w.run(&["check", ROLE, "-D", "role"]).fails(1, &["error[no-band]"]);
    // The workspace says less than the role spec, and both less than an option. A code counts more than its group.
    let w = w.with("panelkit.yaml", "lints: { deny: [no-band] }\n");
    assert_eq!(band(&w, &[]), ["error no-band:1"]);
    let w = w.edit(ROLE, "loop: onsite", "lints: { deny: [role], allow: [no-band] }\nloop: onsite");
    assert!(band(&w, &[]).is_empty());
    assert_eq!(band(&w, &["-W", "no-band"]), ["warning no-band:1"]);
}

#[test]
fn an_unknown_lint_is_an_error_wherever_it_is_named() {
    let w = site();
    w.run(&["check", ROLE, "-A", "no-bant"]).fails(1, &["unknown lint `no-bant`", "did you mean `no-band`?"]);
    let w = w.with("panelkit.yaml", "lints: { warn: [no-bant] }\n");
    w.run(&["check", ROLE]).fails(1, &["panelkit.yaml:1:17", "did you mean `no-band`?"]);
    let w = site().edit(ROLE, "loop: onsite", "lints: { allow: [no-bant] }\nloop: onsite");
    w.run(&["check", ROLE]).fails(1, &[ROLE, "unknown lint `no-bant`"]);
    w.run(&["generate", "payments"]).fails(1, &["unknown lint `no-bant`"]);
}

#[test]
fn an_error_cannot_be_allowed() {
    let w = site().edit(ROLE, "depth: middle", "depth: midle");
    w.run(&["check", ROLE, "-A", "unknown-depth"]).fails(1, &["error[unknown-depth]"]);
}

#[test]
fn a_comment_allows_what_begins_on_its_line_or_the_next() {
    let comment = "# panelkit: allow(no-band) the works council sets the pay later\n";
    let above = site().edit(ROLE, "role: payments", &format!("{comment}role: payments"));
    assert!(band(&above, &[]).is_empty());
    let beside = site().edit(ROLE, "role: payments\n", &format!("role: payments {comment}"));
    assert!(band(&beside, &[]).is_empty());
    // Elsewhere it allows nothing, and says so.
    let below = site().edit(ROLE, "depth: middle\n", &format!("depth: middle {comment}"));
    let all = found(&below, &[ROLE]);
    assert!(
        all.contains(&"warning no-band:1".to_owned()) && all.contains(&"warning unused-allow:5".to_owned()),
        "{all:?}"
    );
}

#[test]
fn a_comment_needs_a_reason_and_a_name_that_exists() {
    let w = site().edit(ROLE, "role: payments\n", "role: payments # panelkit: allow(no-band)\n");
    let all = found(&w, &[ROLE]);
    assert!(all.contains(&"warning no-band:1".to_owned()), "{all:?}");
    assert!(all.contains(&"warning allow-without-reason:1".to_owned()), "{all:?}");
    let w = site().edit(ROLE, "role: payments\n", "role: payments # panelkit: allow(no-bant) why not\n");
    w.run(&["check", ROLE]).fails(1, &["unknown lint `no-bant`", "did you mean `no-band`?"]);
}
