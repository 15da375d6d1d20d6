//! Disks that refuse, runs that are killed, runs that meet: the old kit or the new one, never a mixture.
#![cfg(unix)]

use std::process::Stdio;
use std::time::Duration;

use crate::common::{LOOP, Workspace};

#[track_caller]
fn one_kit(w: &Workspace) {
    // Every rendering is what kit.json gives, and kit.json is what its seed gives.
    w.run(&["verify", "payments"]).succeeds();
    let kit: serde_json::Value = serde_json::from_str(&w.read("kits/payments/loop/kit.json")).expect("JSON");
    let digest = kit["digest"].as_str().expect("a digest").trim_start_matches("sha256:");
    assert!(w.read("kits/payments/loop/kit.md").contains(&digest[..12]), "kit.md is of another kit");
}

/// What stands beside the loop's folder and in it: nothing but what belongs there.
#[track_caller]
fn no_leftovers(w: &Workspace) {
    assert_eq!(w.names("kits/payments"), ["loop", "role.yaml"]);
    assert_eq!(w.names(LOOP), ["kit.json", "kit.md", "kit.pdf", "pages.json"]);
}

fn issued() -> Workspace {
    let w = Workspace::new();
    w.run(&["generate", "payments", "--seed", "a"]).succeeds();
    w
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_status_5() {
    let w = Workspace::new();
    w.run(&["generate", "payments", "--out", "/proc/kit"]).fails(5, &["cannot create `/proc/kit`", "help:"]);
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that was not made must say so")]
fn a_read_only_folder_keeps_its_kit() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    let w = issued();
    let before = w.files(LOOP);
    set_permissions(w.path("kits/payments"), Permissions::from_mode(0o555)).expect("chmod");
    if std::fs::write(w.path("kits/payments/probe"), "").is_ok() {
        eprintln!("skipped: this user may write in read-only folders");
        set_permissions(w.path("kits/payments"), Permissions::from_mode(0o755)).expect("chmod");
        return;
    }
    let output = w.run(&["generate", "payments", "--seed", "b", "--force"]);
    set_permissions(w.path("kits/payments"), Permissions::from_mode(0o755)).expect("chmod");
    output.fails(5, &["kits/payments/loop", "existing files are unchanged", "the right to write"]);
    assert!(before == w.files(LOOP));
    no_leftovers(&w);
}

#[test]
fn a_full_disk_keeps_the_kit_and_leaves_nothing() {
    let w = issued();
    let before = w.files(LOOP);
    // The limit stands for a full disk; ignoring the signal makes `write` fail as it would there.
    for blocks in [0, 1, 8, 16] {
        let line = format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec \"$PANELKIT\" generate payments --seed b --force"
        );
        w.shell(&line).fails(5, &["cannot write", "existing files are unchanged", "free some space"]);
        assert!(before == w.files(LOOP), "{blocks} blocks");
        no_leftovers(&w);
    }
    one_kit(&w);
}

#[test]
fn a_run_killed_by_the_limit_is_swept_up_by_the_next() {
    let w = issued();
    let output = w.shell("ulimit -f 1; exec \"$PANELKIT\" generate payments --seed b --force");
    assert_eq!(output.status, None, "killed by a signal:\n{}", output.stderr);
    one_kit(&w);
    // Even a run that has nothing to do tidies.
    w.run(&["generate", "payments", "--seed", "a"]).succeeds();
    no_leftovers(&w);
}

#[test]
fn a_killed_run_leaves_the_old_kit_or_the_new_one() {
    let w = issued();
    let mut random: u64 = 0x9e37_79b9_7f4a_7c15;
    for n in 0..40 {
        let seed = if n % 2 == 0 { "b" } else { "a" };
        let mut command = w.command(&["generate", "payments", "--seed", seed, "--force"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_micros((random >> 33) % 60_000));
        let _ = child.kill();
        child.wait().expect("ends");
        one_kit(&w);
    }
    w.run(&["generate", "payments", "--seed", "a", "--force"]).succeeds();
    no_leftovers(&w);
}

#[test]
fn eight_runs_at_once_leave_one_whole_kit() {
    for out in [None, Some("elsewhere/kit")] {
        let w = issued();
        let start = |n: usize| {
            let seed = if n.is_multiple_of(2) { "a" } else { "b" };
            let mut args = vec!["generate", "payments", "--seed", seed];
            args.extend(if n < 6 { vec!["--force"] } else { vec![] });
            args.extend(out.map(|out| ["--out", out]).iter().flatten());
            w.command(&args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("starts")
        };
        let children: Vec<_> = (0..8).map(start).collect();
        for child in children {
            let output = child.wait_with_output().expect("ends");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}\n{said}", output.status);
        }
        one_kit(&w);
        no_leftovers(&w);
        if out.is_some() {
            w.run(&["verify", "elsewhere/kit/kit.json"]).succeeds();
            assert_eq!(w.names("elsewhere"), ["kit"]);
        }
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let w = Workspace::new();
    let line = "{ \"$PANELKIT\" bank list technical-product-manager; echo $? >status; } | head -n 1";
    let output = w.shell(line);
    assert!(!output.stderr.contains("panicked"), "{}", output.stderr);
    assert_eq!(w.read("status").trim(), "0");
    // Closed from the start, and with more to say than a pipe holds.
    let line = "{ sleep 0.2; \"$PANELKIT\" schema bank; echo $? >status; } | true";
    assert!(!w.shell(line).stderr.contains("panicked"));
    assert_eq!(w.read("status").trim(), "0");
}
