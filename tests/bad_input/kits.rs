//! Issued kits that were changed, cut off or made by another version.

use crate::common::{LOOP, Workspace};

const KIT: &str = "kits/payments/loop/kit.json";

fn issued() -> Workspace {
    let w = Workspace::new();
    w.generate().succeeds();
    w.run(&["verify", "payments"]).succeeds();
    w
}

/// `render` refuses with 1, `verify` finds a difference (4), `check` finds it (1), and nothing is written.
#[track_caller]
fn refused(w: &Workspace, words: &[&str]) {
    let before = w.files(LOOP);
    w.run(&["render", KIT]).fails(1, words).fails(1, &["kit.json", "help:"]);
    w.run(&["check"]).fails(1, words);
    w.run(&["verify", "payments"]).fails(4, words);
    w.generate().fails(1, words).fails(1, &["--force"]);
    assert!(before == w.files(LOOP), "something was written");
    w.run(&["generate", "payments", "--format", "md", "--force"]).succeeds();
    w.run(&["verify", "payments"]).succeeds();
}

#[test]
fn a_kit_edited_by_hand_is_noticed() {
    let w = issued().edit(KIT, "Owns an API contract", "Rents an API contract");
    refused(&w, &["kit-altered", "was changed after it was issued", "--force"]);
}

#[test]
fn a_kit_that_is_cut_off_is_told_with_its_place() {
    let w = issued();
    let text = w.read(KIT);
    let half = &text[..text.len() / 2];
    w.write(KIT, half);
    let line = format!("kit.json:{}:", half.lines().count());
    refused(&w, &["bad-kit", "cut off", &line, "panelkit generate"]);
}

#[test]
fn a_kit_that_is_empty_or_something_else_is_told() {
    refused(&issued().with(KIT, ""), &["bad-kit", "is empty"]);
    refused(&issued().with(KIT, "[1]"), &["bad-kit", "not a kit"]);
    refused(&issued().with(KIT, "# Kit"), &["bad-kit", "kit.json:1:1", "not JSON"]);
    refused(&issued().with(KIT, "[".repeat(100_000)), &["bad-kit", "kit.json:1:"]);
}

#[test]
fn a_kit_of_a_newer_format_asks_for_an_update() {
    refused(
        &issued().edit(KIT, "\"format\": 2", "\"format\": 99"),
        &["bad-kit", "newer format", "update panelkit"],
    );
    refused(&issued().with(KIT, "{ \"format\": 99 }"), &["bad-kit", "newer format"]);
}

#[test]
fn a_rendering_edited_by_hand_is_a_difference() {
    let w = issued();
    w.write("kits/payments/loop/kit.md", format!("{}\nPS\n", w.read("kits/payments/loop/kit.md")));
    let output = w.run(&["verify", "payments"]);
    assert_eq!(output.status, Some(4), "{}", output.stderr);
    assert!(output.stdout.contains("`kit.md` was changed by hand"), "{}", output.stdout);
    w.generate().fails(1, &["these pages were changed by hand", "payments/loop/kit.md", "--force"]);
}
