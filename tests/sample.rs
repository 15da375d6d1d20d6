//! The committed sample kit is what the program makes, byte for byte.

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

#[test]
fn the_committed_kit_is_rebuilt_to_the_byte() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let temp = tempfile::tempdir().expect("a temporary folder");
    let req = temp.path().join("kits").join(REQ);
    fs::create_dir_all(&req).expect("folder");
    fs::copy(root.join("kits").join(REQ).join("role.yaml"), req.join("role.yaml")).expect("role spec");
    // No banks are copied: the shipped one inside the binary must be the committed one.
    let made = panelkit(temp.path(), &["generate", REQ]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let cards = panelkit(temp.path(), &["scorecards", REQ]);
    assert!(cards.status.success(), "{}", String::from_utf8_lossy(&cards.stderr));
    let committed = root.join("kits").join(REQ).join("loop");
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
    assert_eq!(
        compared,
        3 + 2 * 4 + 2 * 7 + 1,
        "kit in three formats, handouts of four rounds and seven scorecards in two, pages.json"
    );
}

#[test]
fn the_committed_workspace_is_clean_and_verifies() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for args in [&["check"][..], &["verify"], &["generate", REQ]] {
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
