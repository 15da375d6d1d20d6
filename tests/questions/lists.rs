//! What became of every column, heading and line of each list: the words of the report and the drafts, compared with
//! `tests/data/questions/expected/`. `BLESS=1 cargo test --test questions` writes these files again; read the difference.

use std::fs;

use crate::common::Workspace;
use crate::{LISTS, bytes, drafts, path};

#[test]
fn each_list_becomes_what_is_expected() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut stale = Vec::new();
    for file in LISTS {
        let w = Workspace::new().with(file, bytes(file));
        let said = w.run(&["bank", "import", file, "--bank", "small"]);
        let found = format!("{}\n{}", said.succeeds().stdout, w.read(&drafts(file)));
        assert_eq!(said.stderr, "", "{file}");
        let expected = path(&format!("expected/{file}.txt"));
        if bless {
            fs::create_dir_all(path("expected")).expect("a folder");
            fs::write(expected, found).expect("writable");
        } else if fs::read_to_string(expected).unwrap_or_default() != found {
            stale.push(format!("{file}:\n{found}"));
        }
    }
    assert!(stale.is_empty(), "not as expected:\n{}", stale.join("\n"));
}

#[test]
fn every_list_of_the_folder_is_tested() {
    let folder = fs::read_dir(path("")).expect("there").map(|e| e.expect("an entry"));
    let files = folder.filter(|e| e.path().is_file()).map(|e| e.file_name().to_string_lossy().into_owned());
    let mut files: Vec<String> = files.filter(|name| !name.starts_with("bad_")).collect();
    files.sort();
    assert_eq!(files, LISTS);
}
