//! Ways in which kits and workspaces break.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use super::site::Site;

/// A small random number generator, so that the trials are the same on every machine except for timing.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % below.max(1)
    }
}

/// Bytes with one defect: cut off, a byte changed, a line doubled or missing, or a value of another kind.
/// Half of the kits with such a value, if they can still be read, get a correct digest again, as if a person
/// who knows the format had changed them.
pub(crate) fn mutated(text: &[u8], chance: &mut Chance) -> Vec<u8> {
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

/// Breaks one place of a workspace.
pub(crate) fn broken(site: &Site, name: &str, away: &Path, chance: &mut Chance) -> &'static str {
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
