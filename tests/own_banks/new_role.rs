//! `new`: which bank a role spec gets.

use panelkit::app::role::{Choice, NewRole, new_role};
use panelkit::app::{Call, Fault, Unwatched};
use panelkit::diag::Sink;
use panelkit::load;

use super::new_bank::core;
use crate::common::Workspace;

#[test]
fn if_no_bank_fits_the_title_a_new_bank_is_proposed() {
    let w = core();
    let out = w.run(&["new", "ward-7", "--title", "Ward nurse, nights"]);
    out.fails(
        2,
        &[
            "error: no bank fits the title `Ward nurse, nights`",
            "`panelkit bank new ward-nurse --title \"Ward nurse\"` makes a bank for it",
            "`panelkit new ward-7 --bank ward-nurse --title \"Ward nurse, nights\"`",
            "`--bank`",
            "`technical-product-manager`",
        ],
    );
    assert!(!w.path("kits").exists());
    // The commands that it names work as they are.
    let proposed: Vec<&str> = out.stderr.split('`').filter(|part| part.starts_with("panelkit ")).collect();
    for line in &proposed {
        let ran = w.shell(&line.replacen("panelkit", "\"$PANELKIT\"", 1));
        ran.succeeds();
    }
    assert_eq!(proposed.len(), 2);
    assert!(w.read("kits/ward-7/role.yaml").contains("\nbank: ward-nurse\n"));
    w.run(&["generate", "ward-7", "--format", "md"]).succeeds();
    // Now there is a bank that fits.
    w.run(&["new", "ward-8", "--title", "Ward Nurse"]).succeeds();
    assert!(w.read("kits/ward-8/role.yaml").contains("\nbank: ward-nurse\n"));
}

#[test]
fn a_title_gets_the_bank_of_its_job() {
    let bank = |title: &str| {
        let w = Workspace::empty();
        let out = w.run(&["new", "opening-1", "--title", title]);
        (out.status == Some(0)).then(|| {
            let text = w.read("kits/opening-1/role.yaml");
            text.lines().find_map(|l| l.strip_prefix("bank: ")).expect("a bank").to_owned()
        })
    };
    for (title, wanted) in [
        ("Technical Product Manager, Billing", Some("technical-product-manager")),
        ("Senior TPM", Some("technical-product-manager")),
        ("Product Managers", Some("technical-product-manager")),
        ("Engineering Manager, Payments", Some("engineering-manager")),
        ("Senior Software Engineer", Some("software-engineer")),
        ("Backend Engineer", Some("software-engineer")),
        ("Ward nurse", None),
        ("Office manager", None),
        ("Product designer", None),
        ("Software architect", None),
    ] {
        assert_eq!(bank(title).as_deref(), wanted, "{title}");
    }
}

#[test]
fn a_bank_that_is_named_decides() {
    let w = core();
    w.run(&["new", "ward-7", "--title", "Ward nurse", "--bank", "core"]).succeeds();
    assert!(w.read("kits/ward-7/role.yaml").contains("\nbank: core\n"));
}

#[test]
fn without_a_title_the_role_is_that_of_a_bank_and_a_note_says_so() {
    let w = Workspace::empty();
    let out = w.run(&["new", "ward-nurse"]);
    let note = "note: if the job is another one, `panelkit bank new ward-nurse` makes a bank for it";
    assert!(out.succeeds().stderr.contains(note), "{}", out.stderr);
    assert!(w.read("kits/ward-nurse/role.yaml").contains("title: Technical Product Manager"));
    let out = w.run(&["new", "billing-tpm"]);
    assert!(!out.succeeds().stderr.contains("another one"), "{}", out.stderr);
}

#[test]
fn on_a_terminal_the_same_is_proposed() {
    let w = core();
    let workspace = load::Workspace::new(w.root()).expect("a workspace");
    let run = |answers: &[(&str, &str)]| {
        let mut asked: Vec<Choice> = Vec::new();
        let mut sink = Sink::new();
        let mut call = Call { workspace: &workspace, sink: &mut sink, watch: &Unwatched };
        let request = NewRole { req: "ward-7".to_owned(), ..NewRole::default() };
        let made = new_role(
            &request,
            &mut |choice| {
                asked.push(choice.clone());
                let answer = answers.iter().find(|(what, _)| *what == choice.what);
                Ok(answer.map(|(_, value)| (*value).to_owned()))
            },
            &mut call,
        );
        (made, asked)
    };
    let (made, asked) = run(&[("title", "Ward nurse")]);
    assert!(
        matches!(&made, Err(Fault::Request(text)) if text.contains("panelkit bank new ward-nurse")),
        "{made:?}"
    );
    let what: Vec<&str> = asked.iter().map(|choice| choice.what).collect();
    assert_eq!(what, ["title", "bank"], "the title comes first");
    assert_eq!(asked[1].instead.as_deref(), Some("panelkit bank new ward-nurse --title \"Ward nurse\""));
    let (made, _) = run(&[("title", "Ward nurse"), ("bank", "core")]);
    assert_eq!(made.expect("made").bank, "core");
}

#[test]
fn the_role_spec_says_what_each_competency_asks() {
    let w = Workspace::empty();
    w.run(&["new", "billing-tpm", "--title", "TPM, Billing"]).succeeds();
    let text = w.read("kits/billing-tpm/role.yaml");
    let begin = "#   api-design (API design and lifecycle): ";
    let at = text.lines().position(|line| line.starts_with(begin)).expect("the competency");
    let about: Vec<&str> = text.lines().skip(at + 1).take_while(|line| line.starts_with("#     ")).collect();
    assert!(about.len() > 1 && about[0].starts_with("#     Decides what an interface promises"), "{about:?}");
    assert!(about.iter().all(|line| line.chars().count() <= 120), "{about:?}");
}
