//! A workspace that format 2 left behind, see `tests/data/frozen/README.md`. Every command of every later version
//! is tried on it: nothing in it may be lost or reported as changed by hand, although templates, drawing rules
//! and banks change.

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod common;
mod states;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use common::Workspace;
use states::State;

/// The one page that a person changed before the workspace was frozen.
const CHANGED: &str = "kits/desk-lead/candidates/l-2/kit.md";

/// Every file below a folder with its bytes.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
                found.insert(name, fs::read(&path).expect("readable"));
            }
        }
    }
    found
}

/// What people wrote, and the records of what was: their bytes must be somewhere after any command. Kits that
/// are still open may get other particulars, so they are not among them.
fn precious(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<&String, &Vec<u8>> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let held: Vec<String> = files
        .iter()
        .filter(|(name, bytes)| name.ends_with("candidate.yaml") && text(bytes).contains("\nheld: 2026"))
        .map(|(name, _)| name.replace("candidate.yaml", ""))
        .collect();
    let is = |name: &str, bytes: &[u8]| {
        name.ends_with("role.yaml")
            || name.ends_with("candidate.yaml")
            || name.contains("/history/")
            || name == CHANGED
            || held.iter().any(|home| name.starts_with(home) && !name.ends_with("pages.json"))
            || name.contains("scorecards/")
                && ["☒", "☑", "Reads the visitor book"].iter().any(|mark| text(bytes).contains(mark))
    };
    files.iter().filter(|(name, bytes)| is(name, bytes)).collect()
}

/// Command lines, and the exit status in each state of [`State::ALL`].
#[rustfmt::skip]
const COMMANDS: &[(&[&str], [i32; 4])] = &[
    (&["check"],                                                           [0, 0, 0, 0]),
    (&["verify", "night-desk", "day-desk"],                                [0, 0, 0, 0]),
    (&["verify"],                                                          [4, 4, 4, 4]),
    (&["generate", "night-desk", "--dry-run"],                             [0, 0, 0, 0]),
    (&["generate", "night-desk"],                                          [0, 0, 0, 1]),
    (&["generate", "day-desk"],                                            [0, 0, 0, 1]),
    (&["generate", "day-desk", "--format", "md", "--paper", "a4"],         [0, 0, 0, 1]),
    (&["generate", "night-desk", "--format", "md", "--force"],             [0, 0, 0, 0]),
    (&["generate", "desk-lead", "--format", "md", "--force"],              [0, 0, 0, 0]),
    (&["generate", "desk-lead", "--format", "md", "--seed", "third"],      [1, 1, 1, 1]),
    (&["generate", "day-desk", "--format", "md", "--seed", "x", "--force"], [0, 0, 0, 0]),
    (&["scorecards", "day-desk", "--format", "md"],                        [1, 1, 1, 1]),
    (&["scorecards", "day-desk", "--format", "md", "--force"],             [0, 0, 0, 0]),
    (&["scorecards", "night-desk", "--round", "team-talk"],                [0, 0, 0, 0]),
    (&["scorecards", "night-desk", "--candidate", "n-03", "--format", "md"], [1, 1, 1, 1]),
    (&["scorecards", "night-desk", "--candidate", "n-03", "--format", "md", "--force"], [0, 0, 0, 0]),
    (&["variants", "night-desk", "--candidates", "n-01", "n-09", "--format", "md"], [0, 0, 0, 0]),
    (&["variants", "day-desk", "--count", "8", "--format", "md,pdf"],      [0, 0, 0, 0]),
    (&["variants", "desk-lead", "--candidates", "l-1", "l-7", "--format", "md"], [0, 0, 0, 0]),
    (&["reissue", "night-desk", "--dry-run"],                              [0, 0, 0, 0]),
    (&["reissue", "night-desk"],                                           [0, 0, 0, 0]),
    (&["reissue", "desk-lead"],                                            [0, 0, 0, 0]),
    (&["certificate", "night-desk"],                                       [0, 0, 0, 0]),
    (&["render", "kits/night-desk/loop/kit.json", "--format", "md"],       [0, 0, 0, 0]),
    (&["render", "kits/desk-lead/candidates/l-2/kit.json", "--format", "md"], [1, 1, 1, 1]),
    (&["render", "kits/desk-lead/candidates/l-2/kit.json", "--format", "md", "--force"], [0, 0, 0, 0]),
    (&["diff", "kits/night-desk/loop/kit.json", "kits/night-desk/candidates/n-03/kit.json"], [0, 0, 0, 0]),
    (&["explain", "master-key", "--kit", "kits/night-desk/loop/kit.json"], [0, 0, 0, 0]),
    (&["simulate", "night-desk", "--candidates", "5"],                     [0, 0, 0, 0]),
    (&["bank", "stats", "desk"],                                           [0, 0, 0, 0]),
    (&["bank", "list", "desk"],                                            [0, 0, 0, 0]),
    (&["bank", "show", "master-key"],                                      [0, 0, 0, 0]),
    (&["bank", "retire", "master-key", "desk"],                            [0, 0, 0, 0]),
    (&["bank", "new-question", "new-one", "--bank", "desk", "--competency", "keys", "--depth", "middle"], [0, 0, 0, 0]),
    (&["bank", "fmt", "desk"],                                             [0, 0, 0, 0]),
    (&["new", "other", "--bank", "desk", "--level", "mid", "--depth", "middle", "--title", "T"], [0, 0, 0, 0]),
    (&["init"],                                                            [0, 0, 0, 0]),
    (&["schema", "kit"],                                                   [0, 0, 0, 0]),
];

#[test]
#[expect(clippy::print_stdout, reason = "the table that `--nocapture` shows")]
fn every_command_leaves_what_was() {
    let mut wrong = Vec::new();
    for (n, state) in State::ALL.into_iter().enumerate() {
        let origin = state.made();
        let before = tree(origin.root());
        for (args, expected) in COMMANDS {
            let w = Workspace::empty();
            before.iter().for_each(|(name, bytes)| w.write(name, bytes));
            let out = w.run(args);
            let after = tree(w.root());
            let said = format!("{}{}", out.stdout, out.stderr);
            let line = format!("{state:?}: {}", args.join(" "));
            println!("{:4} {line}", out.status.map_or("-".to_owned(), |status| status.to_string()));
            if out.status != Some(expected[n]) {
                wrong.push(format!("{line}: status {:?}, not {}\n{said}", out.status, expected[n]));
            }
            let all: BTreeSet<&Vec<u8>> = after.values().collect();
            let lost = precious(&before).into_iter().filter(|(_, bytes)| !all.contains(bytes));
            let lost: Vec<&String> = lost.map(|(name, _)| name).collect();
            if !lost.is_empty() {
                wrong.push(format!("{line}: lost are {lost:?}\n{said}"));
            }
            // A page that is as it was written must not be called changed.
            for part in said.lines().filter(|l| l.contains("changed by hand") && !l.contains("filled in or"))
            {
                let known = part.contains(CHANGED) || part.contains("l-2") || part.ends_with(':');
                if !known {
                    wrong.push(format!("{line}: {part}"));
                }
            }
            if said.contains("panicked") {
                wrong.push(format!("{line}: {said}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// A change of particulars reaches every open kit in every state, and no digest changes.
#[test]
fn particulars_can_be_changed_in_every_state() {
    for state in [State::AsFrozen, State::OtherTemplates, State::EarlierRules] {
        let w = state.made();
        let digest = |name: &str| {
            let kit: serde_json::Value = serde_json::from_str(&w.read(name)).expect("a kit");
            (kit["digest"].clone(), kit["draw"].clone(), kit["rounds"][0]["slots"].clone())
        };
        let kits = ["kits/night-desk/loop/kit.json", "kits/night-desk/candidates/n-03/kit.json"];
        let before = kits.map(digest);
        let role = "kits/night-desk/role.yaml";
        w.write(
            role,
            w.read(role).replace("Desk Officer, Nights", "Night Officer").replace("Ben Osei", "Ada B."),
        );
        let before_files = tree(w.root());
        let said = w.run(&["generate", "night-desk"]);
        assert!(
            said.succeeds().stdout.contains("particulars changed (title and interviewers)"),
            "{state:?}: {}",
            said.stdout
        );
        assert!(before == kits.map(digest), "{state:?}");
        assert!(w.read("kits/night-desk/candidates/n-03/kit.md").contains("Night Officer"), "{state:?}");
        let now: BTreeSet<Vec<u8>> = tree(w.root()).into_values().collect();
        let lost = precious(&before_files).into_iter().filter(|(_, bytes)| !now.contains(*bytes));
        assert_eq!(lost.map(|(name, _)| name).collect::<Vec<_>>(), Vec::<&String>::new(), "{state:?}");
        w.run(&["verify", "night-desk"]).succeeds();
    }
}
