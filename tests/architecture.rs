//! The house rules, asserted: who may import whom, how long a file is, what it says first.

use std::fs;
use std::path::{Path, PathBuf};

/// Rooms of the library with the rooms that each may import.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("disk", &[]),
    ("diag", &["text"]),
    ("yaml", &["text", "diag"]),
    ("model", &["text"]),
    ("engine", &[]),
    ("load", &["text", "disk", "diag", "yaml", "model"]),
    ("lint", &["text", "diag", "model"]),
    ("plan", &["text", "diag", "model"]),
    ("draw", &["text", "diag", "model", "engine"]),
    ("assemble", &["text", "model"]),
    ("issue", &["text", "diag", "model"]),
    ("render", &["text", "model"]),
    ("write", &["disk"]),
    ("pipeline", &["text", "diag", "model", "load", "lint", "plan", "draw", "assemble", "issue"]),
];

/// Outside crates that stay in their rooms.
const CRATES: &[(&str, &[&str])] = &[
    ("clap", &["cli"]),
    ("anstream", &["cli"]),
    ("indicatif", &["cli"]),
    ("csv", &["load"]),
    ("annotate_snippets", &["diag"]),
    ("saphyr_parser", &["yaml"]),
    ("serde_yaml", &["cli"]),
    ("handlebars", &["render"]),
    ("printpdf", &["render"]),
    ("lopdf", &["render"]),
    ("pulldown_cmark", &["render"]),
    ("rand", &["draw"]),
    ("rustix", &["disk", "write"]),
];

fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn shown(path: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}

fn room(path: &Path) -> String {
    shown(path).trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default().to_owned()
}

/// The code of a file: comments left out, tests cut off.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file is readable");
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_room_is_on_the_list() {
    for path in sources("src") {
        let room = room(&path);
        let known =
            ROOMS.iter().any(|(name, _)| *name == room) || ["cli", "main", "lib"].contains(&room.as_str());
        assert!(known, "{}: room `{room}` is not in ROOMS", shown(&path));
    }
}

#[test]
fn rooms_import_only_what_they_may() {
    let mut wrong = Vec::new();
    for path in sources("src") {
        let room = room(&path);
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else { continue };
        let code = code(&path);
        for (other, _) in ROOMS.iter().filter(|(other, _)| *other != room && !allowed.contains(other)) {
            let direct =
                code.contains(&format!("crate::{other}::")) || code.contains(&format!("crate::{other};"));
            let grouped = code.contains("use crate::{")
                && code.split("use crate::{").skip(1).any(|rest| {
                    let group = rest.split(';').next().unwrap_or_default();
                    group.split([',', '{', '}', ' ', '\n']).any(|word| word.split("::").next() == Some(other))
                });
            if direct || grouped {
                wrong.push(format!("{}: `{room}` imports `{other}`", shown(&path)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn outside_crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for path in sources("src") {
        let code = code(&path);
        for (name, rooms) in CRATES {
            let used = code.contains(&format!("use {name}::")) || code.contains(&format!(" {name}::"));
            if used && !rooms.contains(&room(&path).as_str()) {
                wrong.push(format!("{}: `{name}` belongs to {rooms:?}", shown(&path)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_command_line_prints_or_reads_clock_and_environment() {
    let forbidden = [
        "println!",
        "eprintln!",
        "process::exit",
        "SystemTime::now",
        "Local::now",
        "Utc::now",
        "env::var",
        "env::args",
    ];
    for path in sources("src").iter().filter(|p| room(p) != "cli") {
        let code = code(path);
        for word in forbidden {
            assert!(!code.contains(word), "{}: {word} belongs to cli", shown(path));
        }
    }
}

#[test]
fn only_a_few_files_of_the_library_touch_the_file_system() {
    let touching =
        ["std::fs", "fs::", ".canonicalize()", ".is_dir()", ".is_file()", ".exists()", "metadata()"];
    for path in sources("src") {
        let may = ["cli", "main", "disk", "write"].contains(&room(&path).as_str());
        if may || shown(&path) == "src/load/access.rs" {
            continue;
        }
        let code = code(&path);
        for word in touching {
            assert!(!code.contains(word), "{}: {word} belongs to disk, write or load/access", shown(&path));
        }
    }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut wrong = Vec::new();
    for path in sources("src")
        .into_iter()
        .chain(sources("tests"))
        .chain(sources("benches"))
        .chain(sources("examples"))
    {
        let text = fs::read_to_string(&path).expect("a source file is readable");
        let lines = text.lines().count();
        if lines > 400 {
            wrong.push(format!("{}: {lines} lines, 400 is the most", shown(&path)));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{}: does not open with `//!`", shown(&path)));
        }
        if text.contains("use super::*") && !text.contains("#[cfg(test)]") {
            wrong.push(format!("{}: `use super::*` outside tests", shown(&path)));
        }
    }
    let main = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/main.rs"))
        .expect("main.rs is there");
    assert!(main.lines().count() <= 30, "main.rs has more than 30 lines");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_lint_rule_and_every_template_is_registered() {
    let rules = sources("src/lint/rules").len() - 1;
    assert_eq!(rules, panelkit::lint::RULES.len(), "a rule file is missing from RULES");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/templates");
    let templates = fs::read_dir(folder).expect("templates are there").count();
    assert_eq!(templates, panelkit::render::BUILT_IN.len(), "a template is missing from BUILT_IN");
    let texts = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diag/codes"))
        .expect("texts are there")
        .count();
    assert_eq!(texts, panelkit::diag::codes::ALL.len(), "a text without a code");
}
