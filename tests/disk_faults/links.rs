//! Links that lead out are named and nothing behind them changes; links that stay inside go on working.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Stdio;

use crate::common::{Workspace, questions};
use crate::{NEW_QUESTION, finish, issued, lacks, tree};

/// Moves what is at `place` out of the workspace, puts a link there, and lays traps beside it.
fn lead_out(w: &Workspace, place: &str, outside: &Path) {
    let real = outside.join("real");
    if w.path(place).is_dir() {
        let moved = std::process::Command::new("mv").arg(w.path(place)).arg(&real).status().expect("starts");
        assert!(moved.success());
    } else {
        fs::create_dir_all(&real).expect("made");
    }
    for trap in [".loop.panelkit-7", ".x.panelkit-7-0123456789abcdef"] {
        fs::create_dir_all(real.join(trap)).expect("made");
        fs::write(real.join(trap).join("mine"), "mine").expect("written");
    }
    fs::create_dir_all(w.path(place).parent().expect("a parent")).expect("made");
    symlink(&real, w.path(place)).expect("linked");
}

/// Runs `args` with the link at each of `places`; every run names the link and changes nothing outside.
#[track_caller]
fn refused_at(places: &[&str], args: &[&str]) {
    let mut wrong = Vec::new();
    for place in places {
        let w = issued();
        w.write("new.csv", "id,competency,depth,prompt\nnew-one,api-design,middle,What now?\n");
        let outside = tempfile::tempdir().expect("a folder");
        lead_out(&w, place, outside.path());
        let before = tree(outside.path());
        let output = finish(&mut w.command(args));
        // A finding names the file behind the link, an error the link.
        wrong.extend(
            lacks(&output, place.trim_start_matches("fresh/")).map(|shown| format!("{place}: {shown}")),
        );
        if tree(outside.path()) != before {
            let after = tree(outside.path());
            let keys: Vec<_> = after.keys().filter(|k| !before.contains_key(*k)).collect();
            wrong.push(format!("{place}: something outside changed; new: {keys:?}"));
        }
    }
    assert!(wrong.is_empty(), "{args:?}\n{}", wrong.join("\n"));
}

const REQ: &str = "kits/payments";
const LOOP: &str = "kits/payments/loop";
const FORMS: &str = "kits/payments/loop/scorecards";
const ALL: &str = "kits/payments/candidates";
const ANA: &str = "kits/payments/candidates/ana";
const BANK: &str = "question_banks/small";

#[test]
fn generate_writes_through_no_link_out() {
    refused_at(&[REQ, LOOP], &["generate", "payments", "--seed", "b", "--force", "--format", "md"]);
}

#[test]
fn variants_write_through_no_link_out() {
    let args = ["variants", "payments", "--candidates", "cleo", "--format", "md"];
    refused_at(&[REQ, ALL], &args);
    let shard = ["variants", "payments", "--count", "2", "--shard", "1/2", "--format", "md"];
    refused_at(&[REQ, ALL], &shard);
}

#[test]
fn gaps_are_not_filled_through_a_link_out() {
    refused_at(&[ANA], &["variants", "payments", "--candidates", "ana", "--format", "pdf"]);
}

#[test]
fn scorecards_write_through_no_link_out() {
    refused_at(&[REQ, LOOP, FORMS], &["scorecards", "payments", "--format", "md", "--force"]);
    let ana = ["scorecards", "payments", "--candidate", "ana", "--format", "md", "--force"];
    refused_at(&[REQ, ALL, ANA, "kits/payments/candidates/ana/scorecards"], &ana);
}

#[test]
fn reissue_writes_through_no_link_out() {
    refused_at(&[REQ, LOOP, ALL, ANA], &["reissue", "payments"]);
}

#[test]
fn the_certificate_is_written_through_no_link_out() {
    refused_at(&[REQ], &["certificate", "payments", "--format", "md"]);
}

#[test]
fn render_writes_through_no_link_out() {
    refused_at(&[REQ, LOOP], &["render", "kits/payments/loop/kit.json", "--format", "md"]);
}

#[test]
fn banks_are_edited_through_no_link_out() {
    refused_at(&[BANK, "question_banks"], &["bank", "retire", "api-design-8", "small"]);
    refused_at(&[BANK, "question_banks"], NEW_QUESTION);
    refused_at(&["question_banks/small/drafts"], &["bank", "import", "new.csv", "--bank", "small"]);
    refused_at(&[BANK], &["bank", "fmt", "small"]);
}

#[test]
fn init_and_new_write_through_no_link_out() {
    refused_at(&["fresh/kits", "fresh/question_banks"], &["init", "fresh"]);
    refused_at(&["kits"], &["new", "other", "--bank", "small", "--level", "mid", "--depth", "middle"]);
    let other = ["new", "other", "--bank", "small", "--level", "mid", "--depth", "middle", "--title", "T"];
    refused_at(&["kits/other"], &other);
}

/// Moves `place` to `shared/` in the same workspace and leaves a link.
fn keep_inside(w: &Workspace, place: &str) -> String {
    let name = Path::new(place).file_name().expect("a name").to_string_lossy().into_owned();
    fs::create_dir_all(w.path("shared")).expect("made");
    fs::rename(w.path(place), w.path("shared").join(&name)).expect("moved");
    symlink(w.path("shared").join(&name), w.path(place)).expect("linked");
    format!("shared/{name}")
}

#[test]
fn links_that_stay_in_the_workspace_work_and_stay_links() {
    let w = issued();
    for place in [LOOP, ALL, "kits/payments/equivalence.json", crate::common::API] {
        keep_inside(&w, place);
    }
    let before = tree(&w.path("shared"));
    w.run(&["reissue", "payments"]).succeeds();
    w.run(&["variants", "payments", "--candidates", "cleo", "--format", "md"]).succeeds();
    w.run(&["scorecards", "payments", "--format", "md"]).succeeds();
    w.run(&["certificate", "payments", "--format", "md"]).succeeds();
    w.run(NEW_QUESTION).succeeds();
    w.run(&["verify", "payments"]).succeeds();
    for place in [LOOP, ALL, "kits/payments/equivalence.json", crate::common::API] {
        assert!(w.path(place).symlink_metadata().expect("there").is_symlink(), "{place}");
    }
    let after = tree(&w.path("shared"));
    assert!(after.contains_key("candidates/cleo/kit.json"));
    for name in ["loop/kit.json", "equivalence.json", "api-design.yaml"] {
        assert_ne!(before[name], after[name], "{name}");
    }
    assert_eq!(w.names("shared"), ["api-design.yaml", "candidates", "equivalence.json", "loop"]);
}

#[test]
fn broken_links_and_links_in_a_circle_are_named() {
    for to in ["nowhere", "loop"] {
        let w = Workspace::new();
        symlink(to, w.path(LOOP)).expect("linked");
        let output = finish(&mut w.command(&["generate", "payments", "--format", "md"]));
        assert_eq!(lacks(&output, LOOP), None);
    }
}

#[test]
fn a_file_keeps_its_permissions_when_it_is_replaced() {
    use std::os::unix::fs::PermissionsExt;
    let w = issued();
    let place = "kits/payments/equivalence.json";
    fs::set_permissions(w.path(place), fs::Permissions::from_mode(0o600)).expect("chmod");
    w.run(&["certificate", "payments", "--format", "md"]).succeeds();
    assert_eq!(fs::metadata(w.path(place)).expect("there").permissions().mode() & 0o777, 0o600);
}

#[test]
fn leftovers_of_killed_runs_go_and_folders_of_the_user_stay() {
    let w = issued();
    let ours = [".loop.panelkit-7-0123456789abcdef", "candidates/ana/.kit.md.panelkit-7-0123456789abcdef"];
    let file = ".equivalence.json.panelkit-7-0123456789abcdef";
    for name in ours {
        w.write(&format!("{REQ}/{name}/half"), "half");
    }
    w.write(&format!("{REQ}/{file}"), "half");
    w.write(&format!("{REQ}/.loop.panelkit-7/mine"), "mine");
    w.run(&["certificate", "payments", "--format", "md"]).succeeds();
    let left = tree(&w.path(REQ));
    assert!(ours.iter().chain([&file]).all(|name| !left.contains_key(*name)), "{:?}", left.keys());
    assert!(left.contains_key(".loop.panelkit-7/mine"));
}

#[test]
fn one_part_of_a_roster_run_four_times_at_once_mixes_no_kits() {
    let args = ["variants", "payments", "--count", "8", "--shard", "1/2", "--format", "md"];
    let (alone, w) = (Workspace::new(), Workspace::new());
    w.write(crate::common::DATA, questions("data-fluency", "middle", &["d-a", "d-b", "d-c", "d-d"]));
    alone.write(crate::common::DATA, w.read(crate::common::DATA));
    for w in [&alone, &w] {
        w.run(&["generate", "payments", "--format", "md"]).succeeds();
    }
    alone.run(&args).succeeds();
    let start = |_| w.command(&args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("starts");
    let runs: Vec<_> = (0..4).map(start).collect();
    for run in runs {
        let output = run.wait_with_output().expect("ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(tree(&w.path(ALL)) == tree(&alone.path(ALL)));
}
