//! What people wrote is never lost: notes on forms, files of their own, other paper.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const REQ: &str = "payments-api-tpm";

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let req = folder.path().join("kits").join(REQ);
        fs::create_dir_all(&req).expect("folder");
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("kits").join(REQ).join("role.yaml");
        fs::copy(sample, req.join("role.yaml")).expect("role spec");
        let desk = Desk { folder };
        desk.run(&["generate", REQ]);
        desk.run(&["scorecards", REQ, "--format", "md"]);
        desk
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_panelkit"));
        command.arg("--workspace").arg(self.folder.path()).args(args).output().expect("the program runs")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join("kits").join(REQ).join("loop").join(name)
    }

    fn write_on(&self, name: &str) {
        let path = self.file(name);
        let text = fs::read_to_string(&path).expect("the form is there");
        fs::write(&path, format!("{text}\nShe asked who reads the field.\n")).expect("writable");
    }
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

const FORM: &str = "scorecards/technical-depth--j-chen.md";

#[test]
fn a_form_with_notes_is_replaced_only_when_told() {
    let desk = Desk::new();
    desk.write_on(FORM);
    let refused = desk.run(&["scorecards", REQ, "--format", "md"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused).contains("technical-depth--j-chen.md"), "{}", text(&refused));
    assert!(fs::read_to_string(desk.file(FORM)).expect("there").contains("She asked"));
    let told = desk.run(&["scorecards", REQ, "--format", "md", "--force"]);
    assert!(told.status.success(), "{}", text(&told));
    assert!(!fs::read_to_string(desk.file(FORM)).expect("there").contains("She asked"));
}

#[test]
fn a_new_kit_takes_its_old_pages_away_and_leaves_what_people_wrote() {
    let desk = Desk::new();
    desk.write_on(FORM);
    fs::write(desk.file("scorecards/my-notes.txt"), "mine").expect("writable");
    fs::write(desk.file("agenda.txt"), "mine too").expect("writable");
    let forced = desk.run(&["generate", REQ, "--seed", "another", "--force"]);
    assert!(forced.status.success(), "{}", text(&forced));
    let moved = text(&forced);
    let (_, to) = moved.split_once("moved to `history/").expect("where the form went");
    let past = format!("history/{}", to.split('`').next().expect("closed"));
    assert_eq!(fs::read_to_string(desk.file("scorecards/my-notes.txt")).expect("kept"), "mine");
    assert_eq!(fs::read_to_string(desk.file("agenda.txt")).expect("kept"), "mine too");
    assert!(past.ends_with(FORM), "{past}");
    assert!(fs::read_to_string(desk.file(&past)).expect("kept").contains("She asked"));
    assert!(!desk.file(FORM).exists(), "a form of the kit before would lie");
    assert!(!desk.file("scorecards/technical-depth--a-rivera.md").exists(), "an old form would lie");
}

#[test]
fn other_paper_is_a_particular_and_stays() {
    let desk = Desk::new();
    let pages = || {
        let names = ["kit.pdf", "kit.md", FORM];
        names.map(|name| fs::read(desk.file(name)).expect("there"))
    };
    let a4 = pages();
    let letter = desk.run(&["generate", REQ, "--paper", "letter"]);
    assert!(letter.status.success(), "{}", text(&letter));
    let on_letter = pages();
    assert!(a4[0] != on_letter[0] && a4[1..] == on_letter[1..]);
    // A run that does not name the paper leaves it, also when particulars change.
    assert!(text(&desk.run(&["generate", REQ])).contains("nothing to do"));
    assert!(on_letter == pages());
    let role = desk.folder.path().join("kits").join(REQ).join("role.yaml");
    let spec = fs::read_to_string(&role).expect("there");
    fs::write(&role, spec.replace("Priya Raman", "Ada Byron")).expect("writable");
    assert!(desk.run(&["generate", REQ]).status.success());
    let later = pages();
    assert!(desk.run(&["generate", REQ, "--paper", "letter"]).status.success());
    assert!(later == pages() && later[0] != on_letter[0], "the new names, on letter paper");
    let verified = desk.run(&["verify", REQ]);
    assert!(verified.status.success(), "{}", text(&verified));
}
