//! The two committed sample kits are what the program makes, byte for byte.

use std::fs;
use std::path::Path;
use std::process::Command;

const REQ: &str = "payments-api-tpm";

fn panelkit(workspace: &Path, args: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_panelkit"))
        .arg("--workspace")
        .arg(workspace)
        .args(args)
        .output()
        .expect("the program runs")
}

/// Makes the loop of a sample req again and returns the number of its files.
fn rebuilt(name: &str) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let temp = tempfile::tempdir().expect("a temporary folder");
    let req = temp.path().join("kits").join(name);
    fs::create_dir_all(&req).expect("folder");
    fs::copy(root.join("kits").join(name).join("role.yaml"), req.join("role.yaml")).expect("role spec");
    // No banks are copied: the shipped one inside the binary must be the committed one.
    let made = panelkit(temp.path(), &["generate", name]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let cards = panelkit(temp.path(), &["scorecards", name]);
    assert!(cards.status.success(), "{}", String::from_utf8_lossy(&cards.stderr));
    let committed = root.join("kits").join(name).join("loop");
    let mut compared = 0;
    let mut open = vec![committed.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("the sample is committed").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(&committed).expect("inside");
            let ours = fs::read(&path).expect("readable");
            let theirs = fs::read(req.join("loop").join(name)).unwrap_or_default();
            assert!(ours == theirs, "{} differs: run `just bless` and look at the change", name.display());
            compared += 1;
        }
    }
    compared
}

#[test]
fn the_committed_kits_are_rebuilt_to_the_byte() {
    let kit = 3 + 1;
    assert_eq!(
        rebuilt(REQ),
        kit + 2 * 4 + 2 * 7,
        "kit in three formats, pages.json, handouts of four rounds and seven scorecards in two"
    );
    assert_eq!(rebuilt("ward-clerk"), kit + 2 * 5, "no handouts, and five scorecards in two formats");
}

#[test]
fn the_committed_workspace_is_clean_and_verifies() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for args in [&["check"][..], &["verify"], &["generate", REQ], &["generate", "ward-clerk"]] {
        let out = panelkit(root, args);
        assert!(
            out.status.success(),
            "{args:?}: {}{}",
            String::from_utf8_lossy(&out.stdout),
            String::from_utf8_lossy(&out.stderr)
        );
    }
    let again = panelkit(root, &["generate", REQ]);
    assert!(String::from_utf8_lossy(&again.stdout).contains("nothing to do"));
}
