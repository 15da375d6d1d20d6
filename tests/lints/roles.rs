//! The job descriptions of two seed articles as role specs, in our own words: what a reader of the first article finds, and
//! corrected versions in which nothing is found.

use std::fs;
use std::path::Path;

use crate::common::Workspace;
use crate::found;

/// What `check` reports about a role spec in `tests/lints/roles`, as `level code:line`.
fn report(name: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lints/roles");
    let text = fs::read_to_string(folder.join(format!("{name}.yaml"))).expect(name);
    let w = Workspace::empty();
    let file = format!("kits/{name}/role.yaml");
    w.write(&file, text);
    // Which must-haves a loop touches depends on the questions that are drawn.
    found(&w, &[&file, "-A", "must-have-untouched"])
}

#[test]
fn a_reader_of_the_first_article_finds_these_faults() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lints/roles");
    for name in ["first-article-template", "second-article", "second-article-six"] {
        let expected = fs::read_to_string(folder.join(format!("{name}.expected"))).expect(name);
        assert_eq!(report(name), expected.lines().collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn the_corrected_versions_are_clean() {
    for name in ["first-article-corrected", "second-article-corrected"] {
        assert!(report(name).is_empty(), "{name}: {:?}", report(name));
    }
}
