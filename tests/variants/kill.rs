//! A run that is killed, and what the next one makes of it.

use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::site::{CANDIDATES, REQ, issue, site, tree};

const ASKED: [&str; 6] = ["variants", REQ, "--count", "200", "--format", "md"];

/// Kills a run at 20 moments, each time going on with what is there, until one ends by itself.
#[test]
fn a_run_killed_twenty_times_gives_the_same_bytes() {
    let whole = site();
    let start = Instant::now();
    issue(&whole, &ASKED[2..]).succeeds();
    let takes = start.elapsed();
    let wanted = tree(&whole.path(&format!("kits/{REQ}")));
    let w = site();
    let mut killed = 0;
    for n in 0u32..20 {
        let mut run = w
            .command(&ASKED)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("starts");
        // Spread over the time that the rest takes, at odd places.
        sleep(takes * (7 * n % 20 + 1) / 160 + Duration::from_micros(u64::from(n) * 737));
        killed += u32::from(run.try_wait().expect("waited for").is_none());
        let _ = run.kill();
        run.wait().expect("ends");
        let there = tree(&w.path(CANDIDATES));
        for (name, bytes) in there.iter().filter(|(name, _)| !name.starts_with('.')) {
            let same = wanted.get(&format!("candidates/{name}"));
            assert!(same == Some(bytes), "after {} kills `{name}` is half-written", n + 1);
        }
    }
    assert!(killed >= 5, "only {killed} runs were killed");
    issue(&w, &ASKED[2..]).succeeds();
    let found = tree(&w.path(&format!("kits/{REQ}")));
    assert_eq!(wanted.keys().collect::<Vec<_>>(), found.keys().collect::<Vec<_>>());
    assert!(wanted == found);
}

#[test]
fn nothing_half_done_stays_behind() {
    let w = site();
    issue(&w, &["--candidates", "ana", "--format", "json"]).succeeds();
    w.write(&format!("{CANDIDATES}/.ben.panelkit-7-0123456789abcdef/kit.json"), "half");
    issue(&w, &["--candidates", "ben", "--format", "json"]).succeeds();
    assert_eq!(w.names(CANDIDATES), ["ana", "ben"]);
}

#[test]
fn stable_kits_do_not_depend_on_order_or_company() {
    let (one, other) = (site(), site());
    issue(&one, &["--mode", "stable", "--candidates", "ana", "ben", "cleo", "--format", "json"]).succeeds();
    issue(&other, &["--mode", "stable", "--candidates", "cleo", "--format", "json"]).succeeds();
    issue(&other, &["--mode", "stable", "--candidates", "ben", "dev", "ana", "--format", "json"]).succeeds();
    for id in ["ana", "ben", "cleo"] {
        let path = format!("{CANDIDATES}/{id}/kit.json");
        assert_eq!(one.read(&path), other.read(&path));
    }
}
