//! A pipe, a folder or a closed file where a file is expected: named at once, and never taken for absent.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::common::Workspace;
use crate::{NEW_QUESTION, finish, issued, lacks};

/// What takes the place of a file.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    Pipe,
    Folder,
    Closed,
}

impl Fault {
    const ALL: [Fault; 3] = [Fault::Pipe, Fault::Folder, Fault::Closed];

    fn put(self, path: &Path) {
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        let there = path.exists();
        match self {
            Fault::Closed => {
                if !there {
                    fs::write(path, "text").expect("written");
                }
                fs::set_permissions(path, fs::Permissions::from_mode(0o000)).expect("chmod");
            }
            Fault::Pipe | Fault::Folder => {
                if there {
                    fs::remove_file(path).expect("removed");
                }
                let make = if self == Fault::Pipe { "mkfifo" } else { "mkdir" };
                assert!(Command::new(make).arg(path).status().expect("starts").success());
            }
        }
    }
}

/// The program as a user for whom mode 000 means something; nothing when there is no such user at hand.
fn command(w: &Workspace, args: &[&str], fault: Fault, path: &Path) -> Option<Command> {
    if fault != Fault::Closed || fs::read(path).is_err() {
        return Some(w.command(args));
    }
    // The superuser reads everything, so it hands the workspace and a copy of the program to another.
    let program = w.path("panelkit-for-others");
    fs::copy(env!("CARGO_BIN_EXE_panelkit"), &program).expect("copied");
    let given = Command::new("chown").args(["-R", "65534:65534"]).arg(w.root()).status();
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program);
    command.env_clear().env("NO_COLOR", "1").current_dir(w.root()).stdin(Stdio::null());
    let mut probe = Command::new("setpriv");
    probe.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program).arg("--version");
    let works = probe.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success());
    command.args(args);
    (works && given.is_ok_and(|s| s.success())).then_some(command)
}

/// Runs each command with each fault at `place`; every run ends soon, fails and names `place`.
#[track_caller]
fn named(place: &str, commands: &[&[&str]]) {
    named_for(&Fault::ALL, place, commands);
}

#[track_caller]
#[expect(clippy::print_stderr, reason = "a test that was not made must say so")]
fn named_for(faults: &[Fault], place: &str, commands: &[&[&str]]) {
    let mut wrong = Vec::new();
    for fault in faults.iter().copied() {
        for args in commands {
            let w = issued();
            let path = w.path(place);
            fault.put(&path);
            let Some(mut command) = command(&w, args, fault, &path) else {
                eprintln!("skipped: this user reads files of mode 000, and no other is at hand");
                continue;
            };
            let output = finish(&mut command);
            wrong.extend(lacks(&output, place).map(|shown| format!("{fault:?} {args:?}: {shown}")));
        }
    }
    assert!(wrong.is_empty(), "{place}\n{}", wrong.join("\n"));
}

const GENERATE: &[&str] = &["generate", "payments", "--format", "md"];
const FORCE: &[&str] = &["generate", "payments", "--format", "md", "--force"];
const VARIANTS: &[&str] = &["variants", "payments", "--candidates", "cleo", "--format", "md"];
const AGAIN: &[&str] = &["variants", "payments", "--candidates", "ana", "--format", "md"];
const SCORECARDS: &[&str] = &["scorecards", "payments", "--format", "md"];
const ANA: &[&str] = &["scorecards", "payments", "--candidate", "ana", "--format", "md"];
const REISSUE: &[&str] = &["reissue", "payments"];
const CERTIFICATE: &[&str] = &["certificate", "payments", "--format", "md"];
const RENDER: &[&str] = &["render", "kits/payments/loop/kit.json", "--format", "md"];
const RETIRE: &[&str] = &["bank", "retire", "api-design-8", "small"];

#[test]
fn a_role_spec_that_is_no_file_is_named() {
    let new: &[&str] = &["new", "payments", "--bank", "small"];
    named("kits/payments/role.yaml", &[GENERATE, VARIANTS, REISSUE, CERTIFICATE, new]);
}

#[test]
fn a_bank_that_is_no_file_is_named() {
    let file = "question_banks/small/bank.yaml";
    named(file, &[GENERATE, VARIANTS, RETIRE, &["bank", "fmt", "small"]]);
    named("question_banks/small/api-design.yaml", &[GENERATE, RETIRE]);
}

#[test]
fn a_loop_that_is_no_file_gives_no_pages() {
    named("kits/payments/loop/kit.json", &[SCORECARDS, RENDER]);
}

#[test]
fn a_loop_that_is_no_file_is_named() {
    named("kits/payments/loop/kit.json", &[GENERATE, VARIANTS, REISSUE, CERTIFICATE]);
}

#[test]
fn a_page_of_the_loop_that_is_no_file_is_named() {
    named("kits/payments/loop/kit.md", &[FORCE, REISSUE, RENDER]);
}

#[test]
fn a_form_that_is_no_file_is_named() {
    named("kits/payments/loop/scorecards/technical--a-rivera.md", &[SCORECARDS, REISSUE]);
    named("kits/payments/candidates/ana/scorecards/technical--a-rivera.md", &[ANA, AGAIN, REISSUE]);
}

#[test]
fn a_certificate_that_is_no_file_is_named() {
    // A closed one is replaced without being read.
    let faults = [Fault::Pipe, Fault::Folder];
    named_for(&faults, "kits/payments/equivalence.json", &[CERTIFICATE, VARIANTS, REISSUE]);
}

#[test]
fn a_candidate_file_that_is_no_file_is_named() {
    named("kits/payments/candidates/ana/candidate.yaml", &[AGAIN, ANA, REISSUE]);
}

#[test]
fn a_kit_of_a_candidate_that_is_no_file_is_named() {
    named("kits/payments/candidates/ana/kit.json", &[VARIANTS, AGAIN, ANA, REISSUE, CERTIFICATE]);
}

#[test]
fn a_font_that_is_no_file_is_named() {
    named("own.ttf", &[&["generate", "payments", "--font", "own.ttf"]]);
}

#[test]
fn a_certificate_that_verify_cannot_read_is_named() {
    named("kits/payments/equivalence.json", &[&["verify", "payments"]]);
}

#[test]
fn an_exhibits_folder_that_is_no_folder_is_named() {
    // An empty folder is a folder; one that is closed is not the same as one that is empty.
    let faults = [Fault::Pipe, Fault::Closed];
    named_for(&faults, "question_banks/small/exhibits", &[&["check"], GENERATE]);
}

#[test]
fn a_template_that_is_no_file_is_named() {
    named("own/kit.md.hbs", &[&["generate", "payments", "--templates", "own"]]);
}

#[test]
fn a_draft_that_is_no_file_is_not_written_over() {
    named("question_banks/small/api-design.yaml", &[NEW_QUESTION]);
}
