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

/// A question of the opening that may not be asked in the United Kingdom before an offer.
const OWN: &str = "questions:\n  - id: own-tasks\n    competency: api-design\n    depth: middle\n    type: behavioral\n    minutes: 8\n    prompt: \"Are you able to do the tasks of this job with or without reasonable accommodation?\"\n    probes: [\"Which task?\"]\n    listen_for: [\"a\"]\n    red_flags: [\"b\"]\n    anchors: { 1: \"a\", 2: \"b\", 3: \"c\", 4: \"d\" }\n";

#[test]
fn a_role_spec_decides_about_its_own_questions() {
    let with = |keys: &str| {
        site()
            .edit(ROLE, "loop: onsite", &format!("{keys}loop: onsite"))
            .with("kits/payments/questions.yaml", OWN)
    };
    let health = |w: &Workspace| {
        found(w, &[ROLE]).into_iter().filter(|it| it.contains("legal-disability")).collect::<Vec<_>>()
    };
    assert!(health(&with("jurisdictions: [us]\n")).is_empty());
    assert_eq!(health(&with("jurisdictions: [gb]\n")), ["error legal-disability:7"]);
    assert_eq!(
        health(&with("jurisdictions: [gb]\nlints: { warn: [legal-disability] }\n")),
        ["warning legal-disability:7"]
    );
    let w = with("jurisdictions: [gb]\nlints: { deny: [legal-disability] }\n");
    let w = w.edit(
        crate::common::BANK,
        "title: Small bank",
        "title: Small bank\nlints: { allow: [legal-disability] }",
    );
    assert_eq!(health(&w), ["error legal-disability:7"]);
}

#[test]
fn options_and_comments_count_for_what_loading_finds() {
    let w = site();
    let text = w.read(crate::common::API).replacen("      4: \"Prevents\"\n", "", 1);
    let w = w.with(crate::common::API, text);
    let bank = "question_banks/small";
    let count = |w: &Workspace, args: &[&str]| {
        found(w, &[&[bank], args].concat())
            .into_iter()
            .filter(|it| it.contains("missing-anchor"))
            .collect::<Vec<_>>()
    };
    assert_eq!(count(&w, &[]).len(), 1);
    assert!(count(&w, &[])[0].starts_with("warning"));
    assert!(count(&w, &["-A", "missing-anchor"]).is_empty());
    assert!(count(&w, &["-D", "missing-anchor"])[0].starts_with("error"));
    let text = w.read(crate::common::API).replacen(
        "    anchors:\n",
        "    anchors: # panelkit: allow(missing-anchor) three are enough\n",
        1,
    );
    let w = w.with(crate::common::API, text);
    let all = found(&w, &[bank]);
    assert!(!all.iter().any(|it| it.contains("missing-anchor") || it.contains("unused-allow")), "{all:?}");
}

#[test]
fn a_comment_is_of_use_where_an_option_allows_the_lint_too() {
    let w = site().edit(
        ROLE,
        "role: payments\n",
        "role: payments # panelkit: allow(no-band) set by the works council\n",
    );
    assert!(found(&w, &[ROLE, "-A", "role"]).iter().all(|it| !it.contains("unused-allow")));
}

#[test]
fn comments_are_recognised_in_every_layout_and_texts_are_none() {
    let list = "owns: # panelkit: allow(owned-count) a short list is enough here\n- \"The v3 refunds endpoint, with five pilots\"\n";
    let w = site().edit(ROLE, "loop: onsite", &format!("{list}loop: onsite"));
    assert!(
        found(&w, &[ROLE]).iter().all(|it| !it.contains("owned-count") && !it.contains("unused")),
        "{:?}",
        found(&w, &[ROLE])
    );
    // In a text of several lines it is text.
    let text = "summary: |\n  We say:\n  # panelkit: allow(no-band) this is text\n";
    let w = site().edit(ROLE, "loop: onsite", &format!("{text}loop: onsite"));
    assert!(found(&w, &[ROLE]).iter().all(|it| !it.contains("unused-allow")), "{:?}", found(&w, &[ROLE]));
    // Line ends of Windows do not move it.
    let w =
        site().edit(ROLE, "depth: middle\n", "depth: middle\n  # panelkit: allow(no-band) nothing here\n");
    let w = w.with("copy.txt", "");
    let text = w.read(ROLE).replace('\n', "\r\n");
    let line = text.lines().position(|line| line.contains("panelkit:")).expect("the comment") + 1;
    let w = w.with(ROLE, text);
    let out = w.run(&["check", ROLE]);
    assert!(out.stderr.contains(&format!("role.yaml:{line}:3")), "{}", out.stderr);
}

#[test]
fn broken_settings_are_an_error_and_a_req_that_two_paths_name_is_checked_once() {
    let w = site().with("panelkit.yaml", "paper: a5\nlints: { deny: [no-band] }\n");
    w.run(&["check", "question_banks/small"]).fails(1, &["panelkit.yaml:1"]);
    let w = site().with("kits/payments/questions.yaml", OWN);
    let once = found(&w, &[ROLE]);
    assert_eq!(found(&w, &[ROLE, "kits/payments/questions.yaml"]), once);
    assert!(w.run(&["explain", "lints"]).succeeds().stdout.contains("`no-band` (warn)"));
}
