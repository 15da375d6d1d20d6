//! Trials of the whole program that take too long for the normal tests: two processes at once, processes
//! killed at random moments, broken kits and broken workspaces. Each trial works on copies of
//! `tests/data/frozen` and prints what it found.
//!
//! ```sh
//! cargo build --release && cargo run --release --example trials -- pairs 200
//! cargo run --release --example trials -- shards 200
//! cargo run --release --example trials -- kills 300
//! cargo run --release --example trials -- kits 2000
//! cargo run --release --example trials -- workspaces 2000
//! ```
#![expect(clippy::print_stdout, reason = "its report")]

mod breaks;
mod site;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::Duration;

use breaks::{Chance, broken, mutated};
use site::{Site, ended, small, tree};

const REQ: &str = "night-desk";

/// The contents that must never be lost: forms that people filled in, the history, and the kit of a candidate
/// who was interviewed.
fn precious(files: &BTreeMap<String, Vec<u8>>) -> BTreeSet<Vec<u8>> {
    let is = |name: &str, bytes: &[u8]| {
        name.contains("/history/")
            || name.contains("candidates/n-01/") && !name.ends_with("pages.json")
            || name.contains("scorecards/") && String::from_utf8_lossy(bytes).contains("booking number")
    };
    files.iter().filter(|(name, bytes)| is(name, bytes)).map(|(_, bytes)| bytes.clone()).collect()
}

/// What is wrong after commands have ended: files with people's work that are missing, work that is half
/// done, kits that do not verify.
fn wrong(site: &Site, before: &BTreeSet<Vec<u8>>) -> Vec<String> {
    let mut found = Vec::new();
    let after = tree(&site.root);
    let all: BTreeSet<&Vec<u8>> = after.values().collect();
    let lost = before.iter().filter(|bytes| !all.contains(bytes)).count();
    if lost > 0 {
        found.push(format!("{lost} files with people's work are lost"));
    }
    let half: Vec<&String> = after.keys().filter(|name| name.contains(".panelkit-")).collect();
    if !half.is_empty() {
        found.push(format!("left behind: {half:?}"));
    }
    let (status, said) = site.run(&["verify", REQ]);
    if status != Some(0) {
        found.push(format!("verify ends with {status:?}:\n{said}"));
    }
    found
}

/// Commands that write; each trial of `pairs` runs two of them at the same time.
const WRITING: [&[&str]; 10] = [
    &["generate", REQ, "--format", "md"],
    &["generate", REQ, "--format", "md", "--force"],
    &["generate", REQ, "--format", "md", "--seed", "other", "--force"],
    &["scorecards", REQ, "--format", "md", "--force"],
    &["scorecards", REQ, "--candidate", "n-03", "--format", "md", "--force"],
    &["variants", REQ, "--candidates", "n-09", "--format", "md"],
    &["reissue", REQ],
    &["certificate", REQ, "--format", "md"],
    &["render", "kits/night-desk/loop/kit.json", "--format", "md", "--force"],
    &["bank", "retire", "angry-caller", "desk"],
];

/// Replaces paths relative to the workspace in arguments by absolute ones.
fn here(site: &Site, args: &[&str]) -> Vec<String> {
    let whole = |arg: &&str| match arg.starts_with("kits/") {
        true => site.path(arg).display().to_string(),
        false => (*arg).to_owned(),
    };
    args.iter().map(whole).collect()
}

fn start(site: &Site, args: &[&str]) -> Child {
    let args = here(site, args);
    site.start(&args.iter().map(String::as_str).collect::<Vec<_>>())
}

fn pairs(rounds: usize) -> usize {
    let base = small();
    let role = base.path("kits/night-desk/role.yaml");
    let text = fs::read_to_string(&role).expect("there").replace("Desk Officer, Nights", "Night Officer");
    fs::write(&role, text).expect("writable");
    let kit: serde_json::Value = serde_json::from_slice(
        &fs::read(base.path("kits/night-desk/candidates/n-03/kit.json")).expect("there"),
    )
    .expect("a kit");
    let slots = kit["rounds"][0]["slots"].as_array().expect("slots");
    let rotating = slots.iter().find(|slot| slot["core"] == false).expect("a rotating slot");
    let leaked = rotating["question"]["id"].as_str().expect("an id");
    let (mut bad, mut pairs) = (0, 0);
    for (n, one) in WRITING.iter().enumerate() {
        for other in &WRITING[n..] {
            pairs += 1;
            let mut statuses: BTreeMap<String, usize> = BTreeMap::new();
            for round in 0..rounds {
                let site = Site::new(&base.root, "pair");
                let before = precious(&tree(&site.root));
                // A question that is withdrawn now gives `reissue` something to do.
                site.run(&["bank", "compromise", leaked, "desk", "-q"]);
                let (a, b) = (start(&site, one), start(&site, other));
                let (a, b) = (ended(a), ended(b));
                *statuses.entry(format!("{:?} {:?}", a.0, b.0)).or_default() += 1;
                let mut found = wrong(&site, &before);
                for (status, said) in [a, b] {
                    if !matches!(status, Some(0 | 1)) || said.contains("panicked") {
                        found.push(format!("a run ends with {status:?}:\n{said}"));
                    }
                }
                if !found.is_empty() {
                    bad += 1;
                    println!("{} + {}, round {round}: {}", one.join(" "), other.join(" "), found.join("; "));
                }
            }
            println!("{} + {}: {rounds} rounds, statuses {statuses:?}", one.join(" "), other.join(" "));
        }
    }
    println!("{pairs} pairs of {rounds} rounds, {bad} rounds with something wrong");
    bad
}

fn shards(rounds: usize) -> usize {
    let base = small();
    let args = ["variants", REQ, "--count", "6", "--mode", "stable", "--shard", "1/2", "--format", "md"];
    let whole = Site::new(&base.root, "whole");
    whole.run(&args);
    let wanted = tree(&whole.path("kits/night-desk/candidates"));
    let mut bad = 0;
    for round in 0..rounds {
        let site = Site::new(&base.root, "shard");
        let (a, b) = (site.start(&args), site.start(&args));
        let (a, b) = (ended(a), ended(b));
        let found = tree(&site.path("kits/night-desk/candidates"));
        if a.0 != Some(0) || b.0 != Some(0) || found != wanted {
            bad += 1;
            println!(
                "round {round}: {:?} {:?}, {} of {} files\n{}{}",
                a.0,
                b.0,
                found.len(),
                wanted.len(),
                a.1,
                b.1
            );
        }
    }
    println!("the same shard twice, {rounds} rounds, {bad} with something missing or wrong");
    bad
}

/// Full sequences of commands, each run killed at some moment and then run again to its end.
fn kills(count: usize) -> usize {
    let base = small();
    let sequence: [&[&str]; 8] = [
        &["generate", REQ, "--format", "md"],
        &["scorecards", REQ, "--format", "md", "--force"],
        &["variants", REQ, "--candidates", "n-09", "n-10", "--format", "md"],
        &["bank", "compromise", "wrong-room", "desk"],
        &["reissue", REQ],
        &["generate", REQ, "--format", "md", "--force"],
        &["generate", REQ, "--format", "md", "--seed", "other", "--force"],
        &["certificate", REQ, "--format", "md"],
    ];
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let (mut killed, mut bad, mut runs) = (0, 0, 0);
    while killed < count {
        let site = Site::new(&base.root, "kill");
        let role = site.path("kits/night-desk/role.yaml");
        let text = fs::read_to_string(&role).expect("there").replace("Desk Officer, Nights", "Night Officer");
        fs::write(&role, text).expect("writable");
        let before = precious(&tree(&site.root));
        for args in sequence {
            for _ in 0..3 {
                let mut child = start(&site, args);
                std::thread::sleep(Duration::from_micros(chance.next(60_000) as u64));
                if child.try_wait().expect("waited for").is_none() {
                    killed += 1;
                }
                let _ = child.kill();
                let _ = child.wait();
                runs += 1;
            }
            let (status, said) = ended(start(&site, args));
            let mut found = wrong(&site, &before);
            if !matches!(status, Some(0)) {
                found.push(format!("status {status:?}:\n{said}"));
            }
            if !found.is_empty() {
                bad += 1;
                println!("after {killed} kills, {}: {}", args.join(" "), found.join("; "));
            }
        }
    }
    println!("{killed} kills in {runs} runs over full sequences, {bad} times something wrong");
    bad
}

/// The commands that are run on broken kits and broken workspaces.
const READING: [&[&str]; 11] = [
    &["verify", REQ],
    &["check"],
    &["generate", REQ, "--format", "md"],
    &["generate", REQ, "--format", "md", "--force"],
    &["scorecards", REQ, "--format", "md", "--force"],
    &["scorecards", REQ, "--candidate", "n-03", "--format", "md"],
    &["variants", REQ, "--candidates", "n-09", "--format", "md"],
    &["reissue", REQ],
    &["certificate", REQ, "--format", "md"],
    &["render", "kits/night-desk/candidates/n-03/kit.json", "--format", "md"],
    &["diff", "kits/night-desk/loop/kit.json", "kits/night-desk/candidates/n-03/kit.json"],
];

/// Makes a folder outside the workspace. The commands must not change this folder or write any file into it.
fn outside(site: &Site) -> (PathBuf, BTreeMap<String, Vec<u8>>) {
    let folder = site.root.with_extension("outside");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("kept")).expect("a folder");
    fs::write(folder.join("kept/precious.txt"), "precious").expect("writable");
    fs::write(folder.join("kit.json"), "{}").expect("writable");
    let files = tree(&folder);
    (folder, files)
}

/// Runs one command on a broken site, and says what is wrong with the outcome.
fn survives(site: &Site, args: &[&str], away: &Path, files: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    let (status, said) = ended(start(site, args));
    if status.is_none() || said.contains("panicked") || !matches!(status, Some(0..=5)) {
        return Some(format!("{}: {status:?}\n{said}", args.join(" ")));
    }
    if tree(away) != *files {
        return Some(format!("{}: wrote outside the workspace\n{said}", args.join(" ")));
    }
    if status == Some(0) {
        // After a success, a second run must have nothing to write.
        let before = tree(&site.root);
        let again = ended(start(site, args));
        if again.0 == Some(0) && before != tree(&site.root) {
            return Some(format!("{}: a second run found work left\n{said}\n{}", args.join(" "), again.1));
        }
    }
    None
}

fn kits(count: usize) -> usize {
    let base = small();
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    let names = ["kits/night-desk/loop/kit.json", "kits/night-desk/candidates/n-03/kit.json"];
    let (mut bad, mut statuses) = (0, BTreeMap::<String, usize>::new());
    for n in 0..count {
        let site = Site::new(&base.root, "kit");
        let (away, files) = outside(&site);
        let name = names[chance.next(2)];
        let text = fs::read(site.path(name)).expect("there");
        let new = mutated(&text, &mut chance);
        fs::write(site.path(name), &new).expect("writable");
        let args = READING[n % READING.len()];
        let found = survives(&site, args, &away, &files);
        if let Some(found) = found {
            bad += 1;
            println!("kit {n} ({name}): {found}");
        }
        *statuses.entry(args[0].to_owned()).or_default() += 1;
        let _ = fs::remove_dir_all(&away);
    }
    println!("{count} mutated kits, runs by command {statuses:?}, {bad} with something wrong");
    bad
}

fn workspaces(count: usize) -> usize {
    let base = small();
    let mut chance = Chance(0x1234_5678_9abc_def1);
    let (mut bad, mut kinds) = (0, BTreeMap::<&str, usize>::new());
    for n in 0..count {
        let site = Site::new(&base.root, "ws");
        let (away, files) = outside(&site);
        let mut all: Vec<String> = tree(&site.root).into_keys().collect();
        let folders: BTreeSet<String> = all
            .iter()
            .flat_map(|name| {
                Path::new(name).ancestors().skip(1).map(|p| p.display().to_string()).collect::<Vec<_>>()
            })
            .filter(|name| !name.is_empty())
            .collect();
        all.extend(folders);
        let kind = broken(&site, &all[chance.next(all.len())], &away, &mut chance);
        *kinds.entry(kind).or_default() += 1;
        let args = READING[n % READING.len()];
        if let Some(found) = survives(&site, args, &away, &files) {
            bad += 1;
            println!("workspace {n} ({kind}): {found}");
        }
        let _ = fs::remove_dir_all(&away);
    }
    println!("{count} mutated workspaces {kinds:?}, {bad} with something wrong");
    bad
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let count = args.get(1).and_then(|n| n.parse().ok()).unwrap_or(20);
    let bad = match args.first().map(String::as_str) {
        Some("pairs") => pairs(count),
        Some("shards") => shards(count),
        Some("kills") => kills(count),
        Some("kits") => kits(count),
        Some("workspaces") => workspaces(count),
        _ => {
            println!("usage: trials (pairs, shards, kills, kits or workspaces) COUNT");
            1
        }
    };
    assert_eq!(bad, 0, "see above");
}
