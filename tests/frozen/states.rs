//! What later versions do to the frozen workspace without touching it: other templates, other drawing rules,
//! another bank.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use panelkit::issue;
use panelkit::model::{Kit, sha256};
use serde_json::Value;

use super::common::Workspace;
use super::tree;

/// A state of the frozen workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// As it was left.
    AsFrozen,
    /// Every page was written by templates of another version.
    OtherTemplates,
    /// Every kit was drawn by rules of another version.
    EarlierRules,
    /// Every question of the bank has been reworded since.
    OtherBank,
}

impl State {
    pub(crate) const ALL: [State; 4] =
        [State::AsFrozen, State::OtherTemplates, State::EarlierRules, State::OtherBank];

    /// A copy of the workspace in this state.
    pub(crate) fn made(self) -> Workspace {
        let w = Workspace::empty();
        let frozen = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/frozen");
        for (name, bytes) in tree(&frozen).into_iter().filter(|(name, _)| name != "README.md") {
            w.write(&name, bytes);
        }
        match self {
            State::AsFrozen => {}
            State::OtherTemplates => other_templates(&w),
            State::EarlierRules => earlier_rules(&w),
            State::OtherBank => {
                for file in ["guests", "records", "keys"] {
                    let name = format!("question_banks/desk/{file}.yaml");
                    w.write(
                        &name,
                        w.read(&name).replace("What do you do first?", "What is the first thing you do?"),
                    );
                }
            }
        }
        w
    }
}

fn ledgers(w: &Workspace) -> Vec<PathBuf> {
    let all = tree(w.root()).into_keys().filter(|name| name.ends_with("pages.json"));
    all.map(|name| w.path(&name)).collect()
}

/// Adds a line to every page, and says in `pages.json` what another version would have said. A form that was
/// filled in gets the line as well: it was issued with it.
fn other_templates(w: &Workspace) {
    const LINE: &str = "\nOf another version.\n";
    for path in ledgers(w) {
        let home = path.parent().expect("a folder").to_path_buf();
        let mut ledger: Value = serde_json::from_slice(&fs::read(&path).expect("there")).expect("JSON");
        let pages = ledger["pages"].as_object().expect("pages").clone();
        for (name, digest) in pages.iter().filter(|(name, _)| name.ends_with(".md")) {
            let Ok(text) = fs::read_to_string(home.join(name)) else { continue };
            let unchanged = sha256(&text) == digest.as_str().expect("a digest");
            let eol = if text.contains("\r\n") { LINE.replace('\n', "\r\n") } else { LINE.to_owned() };
            let new = format!("{text}{eol}");
            fs::write(home.join(name), &new).expect("writable");
            if unchanged {
                ledger["pages"][name] = sha256(&new).into();
            }
            if let Some(lines) = ledger["lines"].get(name).and_then(Value::as_str) {
                let line = &sha256(LINE.trim())["sha256:".len()..][..8];
                ledger["lines"][name] = format!("{lines}{line}").into();
            }
        }
        fs::write(&path, format!("{ledger:#}\n")).expect("writable");
    }
}

/// Seals every kit again with an earlier version of the drawing rules; what points at it follows.
fn earlier_rules(w: &Workspace) {
    let files: Vec<String> = tree(w.root()).into_keys().filter(|name| name.ends_with("kit.json")).collect();
    let mut kits: BTreeMap<String, Kit> = files
        .into_iter()
        .map(|name| {
            let kit = serde_json::from_str(&w.read(&name)).expect("a kit");
            (name, kit)
        })
        .collect();
    let mut new: BTreeMap<String, String> = BTreeMap::new();
    let mut written: BTreeMap<String, (String, String)> = BTreeMap::new();
    // A kit points only at kits that were issued before it, so some kit can always be done next.
    while !kits.is_empty() {
        let known: Vec<String> = kits.values().map(|kit| kit.digest.clone()).collect();
        let points_at_open = |kit: &Kit| {
            let issue = kit.issue.iter();
            issue
                .flat_map(|i| i.after.iter().chain(&i.supersedes).chain([&i.base]))
                .any(|d| known.contains(d))
        };
        let ready: Vec<String> =
            kits.iter().filter(|(_, kit)| !points_at_open(kit)).map(|(name, _)| name.clone()).collect();
        assert!(!ready.is_empty(), "kits point at one another in a circle");
        for name in ready {
            let mut kit = kits.remove(&name).expect("listed");
            let (digest, file) = (kit.digest.clone(), kit.file.clone());
            kit.draw = 1;
            if let Some(issue) = &mut kit.issue {
                let follow = |digest: &mut String| {
                    if let Some(now) = new.get(digest.as_str()) {
                        digest.clone_from(now);
                    }
                };
                follow(&mut issue.base);
                issue.after.iter_mut().for_each(follow);
                issue.supersedes.iter_mut().for_each(follow);
            }
            let kit = issue::seal(kit);
            new.insert(digest, kit.digest.clone());
            written.insert(file, (name.clone(), kit.file.clone()));
            w.write(&name, issue::to_json(&kit));
        }
    }
    for path in ledgers(w) {
        let mut text = fs::read_to_string(&path).expect("there");
        for (old, (_, now)) in &written {
            text = text.replace(old, now);
        }
        fs::write(&path, text).expect("writable");
    }
}
