//! Trials of the program as a whole, too long for every test run: two processes at once, kills, broken kits and
//! broken workspaces. Each trial works on copies of `tests/data/frozen` and prints what it found.
//!
//! ```sh
//! cargo build --release && cargo run --release --example trials -- pairs 200
//! cargo run --release --example trials -- shards 200
//! cargo run --release --example trials -- kills 300
//! cargo run --release --example trials -- kits 2000
//! cargo run --release --example trials -- workspaces 2000
//! ```
#![expect(clippy::print_stdout, reason = "its report")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const REQ: &str = "night-desk";

/// A small generator: the trials are the same on every machine, timing aside.
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % below.max(1)
    }
}

/// A copy of the frozen workspace that is gone when dropped.
struct Site {
    root: PathBuf,
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = Command::new("chmod").arg("-R").arg("u+rwX").arg(&self.root).stderr(Stdio::null()).status();
        let _ = fs::remove_dir_all(&self.root);
    }
}

impl Site {
    fn new(from: &Path, name: &str) -> Site {
        let shm = Path::new("/dev/shm");
        let home = if shm.is_dir() { shm.to_path_buf() } else { std::env::temp_dir() };
        let root = home.join(format!("trials-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        copy(from, &root);
        Site { root }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    fn start(&self, args: &[&str]) -> Child {
        let mut command = Command::new(binary());
        command.arg("--workspace").arg(&self.root).args(args).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
    }

    /// Status and all that was said; `None` when it hung.
    fn run(&self, args: &[&str]) -> (Option<i32>, String) {
        ended(self.start(args))
    }
}

/// Waits at most 20 seconds.
fn ended(mut child: Child) -> (Option<i32>, String) {
    let start = Instant::now();
    // What it says is read on the side, or a full pipe would stop it.
    let (mut out, mut err) = (child.stdout.take().expect("piped"), child.stderr.take().expect("piped"));
    let out = std::thread::spawn(move || text(&mut out));
    let err = std::thread::spawn(move || text(&mut err));
    let status = loop {
        match child.try_wait().expect("waited for") {
            Some(status) => break status.code(),
            None if start.elapsed() > Duration::from_secs(20) => {
                let _ = child.kill();
                let _ = child.wait();
                break None;
            }
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    };
    (status, out.join().expect("read") + &err.join().expect("read"))
}

fn text(from: &mut impl std::io::Read) -> String {
    let mut bytes = Vec::new();
    let _ = from.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

fn binary() -> PathBuf {
    let own = std::env::current_exe().expect("this program has a path");
    own.parent().and_then(Path::parent).expect("target folder").join("panelkit")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), &to).expect("copied");
        }
    }
}

fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let Ok(kind) = entry.file_type() else { continue };
            let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
            if kind.is_dir() {
                open.push(path);
            } else if kind.is_file() {
                found.insert(name, fs::read(&path).unwrap_or_default());
            } else {
                found.insert(name, Vec::new());
            }
        }
    }
    found
}

/// The frozen workspace with `night-desk` alone: four candidates, one held, a filled-in form each.
fn small() -> Site {
    let frozen = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/frozen");
    let site = Site::new(&frozen, "base");
    for other in ["kits/day-desk", "kits/desk-lead", "kits/night-desk/loop/kit.pdf"] {
        let path = site.path(other);
        let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    }
    site
}

/// Bytes that people wrote: forms with their marks, and kits that were held.
fn precious(files: &BTreeMap<String, Vec<u8>>) -> BTreeSet<Vec<u8>> {
    let is = |name: &str, bytes: &[u8]| {
        name.contains("/history/")
            || name.contains("candidates/n-01/") && !name.ends_with("pages.json")
            || name.contains("scorecards/") && String::from_utf8_lossy(bytes).contains("booking number")
    };
    files.iter().filter(|(name, bytes)| is(name, bytes)).map(|(_, bytes)| bytes.clone()).collect()
}

/// What is wrong after commands have ended: files of people's that are gone, work that is half done, kits that
/// do not verify.
fn wrong(site: &Site, before: &BTreeSet<Vec<u8>>) -> Vec<String> {
    let mut found = Vec::new();
    let after = tree(&site.root);
    let all: BTreeSet<&Vec<u8>> = after.values().collect();
    let lost = before.iter().filter(|bytes| !all.contains(bytes)).count();
    if lost > 0 {
        found.push(format!("{lost} files of people's are lost"));
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

/// Commands that write, two of which meet in every trial of `pairs`.
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

/// Paths in arguments start at the workspace.
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

/// Commands that read a kit or a workspace, for those that were broken.
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

/// Something outside the workspace that must not change, and nothing may appear beside it.
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
        // Done means done: another run has no more to write.
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

/// Bytes with one thing wrong: cut off, a byte changed, a line doubled or gone, a value of another kind. Half of
/// them are sealed again, as somebody who knows the format would.
fn mutated(text: &[u8], chance: &mut Chance) -> Vec<u8> {
    match chance.next(8) {
        0 => text[..chance.next(text.len())].to_vec(),
        1 => {
            let mut text = text.to_vec();
            let at = chance.next(text.len());
            text[at] = chance.next(256) as u8;
            text
        }
        2 => {
            let mut lines: Vec<&[u8]> = text.split_inclusive(|b| *b == b'\n').collect();
            let at = chance.next(lines.len());
            if chance.next(2) == 0 {
                lines.remove(at);
            } else {
                lines.insert(at, lines[at])
            }
            lines.concat()
        }
        _ => {
            let mut kit: serde_json::Value = serde_json::from_slice(text).expect("a kit");
            let mut paths = Vec::new();
            every(&kit, &mut Vec::new(), &mut paths);
            let path = &paths[chance.next(paths.len())];
            let mut at = &mut kit;
            for step in path {
                at = match step {
                    Step::Key(key) => &mut at[key.as_str()],
                    Step::Item(n) => &mut at[*n],
                };
            }
            *at = [
                serde_json::json!("../../../evil"),
                serde_json::json!("# heading\n\u{1b}[31m\u{202e}"),
                serde_json::json!(4_294_967_295_u64),
                serde_json::json!(-1),
                serde_json::json!(null),
                serde_json::json!([]),
                serde_json::json!({}),
                serde_json::json!("x".repeat(300_000)),
                serde_json::json!(true),
            ][chance.next(9)]
            .clone();
            let sealed = serde_json::from_value::<panelkit::model::Kit>(kit.clone());
            match sealed {
                Ok(kit) if chance.next(2) == 0 => {
                    panelkit::issue::to_json(&panelkit::issue::seal(kit)).into_bytes()
                }
                _ => serde_json::to_vec_pretty(&kit).expect("plain data"),
            }
        }
    }
}

#[derive(Clone)]
enum Step {
    Key(String),
    Item(usize),
}

fn every(value: &serde_json::Value, at: &mut Vec<Step>, all: &mut Vec<Vec<Step>>) {
    all.push(at.clone());
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                at.push(Step::Key(key.clone()));
                every(value, at, all);
                at.pop();
            }
        }
        serde_json::Value::Array(items) => {
            for (n, value) in items.iter().enumerate() {
                at.push(Step::Item(n));
                every(value, at, all);
                at.pop();
            }
        }
        _ => {}
    }
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

/// Breaks one place of a workspace.
fn broken(site: &Site, name: &str, away: &Path, chance: &mut Chance) -> &'static str {
    let path = site.path(name);
    let is_folder = path.is_dir();
    let aside = |to: &Path| fs::rename(&path, to).expect("moved");
    let gone = || drop(if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) });
    match chance.next(9) {
        0 => {
            gone();
            symlink(away.join(if is_folder { "kept" } else { "kit.json" }), &path).expect("linked");
            "link out"
        }
        1 => {
            aside(&site.root.join("moved"));
            symlink(site.root.join("moved"), &path).expect("linked");
            "link inside"
        }
        2 => {
            gone();
            symlink("nowhere", &path).expect("linked");
            "broken link"
        }
        3 => {
            gone();
            let made = Command::new("mkfifo").arg(&path).status().expect("mkfifo runs");
            assert!(made.success());
            "pipe"
        }
        4 => {
            gone();
            if is_folder {
                fs::write(&path, "a file").expect("writable")
            } else {
                fs::create_dir(&path).expect("a folder")
            }
            "file for folder"
        }
        5 => {
            fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("chmod");
            "mode 000"
        }
        6 => {
            let odd =
                ["-q", "a b", "ü\u{202e}", "\u{1b}[31m", "x'y\"z", "CON", "...", "a\nb"][chance.next(8)];
            aside(&path.with_file_name(odd));
            "odd name"
        }
        7 => {
            gone();
            "gone"
        }
        _ => {
            if !is_folder {
                let mut bytes = fs::read(&path).expect("there");
                let at = chance.next(bytes.len());
                bytes.truncate(at);
                bytes.push(0xff);
                fs::write(&path, bytes).expect("writable");
            }
            "cut off"
        }
    }
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
            println!("name a trial: pairs, shards, kills, kits, workspaces; then how many");
            1
        }
    };
    assert_eq!(bad, 0, "see above");
}
