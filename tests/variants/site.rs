//! A workspace with the shipped bank on disk and one req, and what its kits hold.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use panelkit::model::Kit;

use crate::common::{Output, Workspace};

pub(crate) const REQ: &str = "payments-api-tpm";
pub(crate) const CANDIDATES: &str = "kits/payments-api-tpm/candidates";

/// The shipped bank and the sample req, without any kit.
pub(crate) fn site() -> Workspace {
    let w = Workspace::new();
    w.run(&["init", "."]).succeeds();
    w
}

/// `variants` for the sample req.
pub(crate) fn issue(w: &Workspace, more: &[&str]) -> Output {
    w.run(&[&["variants", REQ], more].concat())
}

pub(crate) fn kit(w: &Workspace, candidate: &str) -> Kit {
    let text = w.read(&format!("{CANDIDATES}/{candidate}/kit.json"));
    serde_json::from_str(&text).expect("a kit")
}

pub(crate) fn base(w: &Workspace) -> Kit {
    serde_json::from_str(&w.read(&format!("kits/{REQ}/loop/kit.json"))).expect("a kit")
}

/// Ids of the questions, slot by slot.
pub(crate) fn questions(kit: &Kit) -> Vec<String> {
    kit.slots().map(|s| s.question.id.clone()).collect()
}

/// Every file below a folder, hidden ones included, with its bytes.
pub(crate) fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
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

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (name, bytes) in tree(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("writable");
    }
}
