//! The library as other programs use it: errors that can be passed on, files from memory, kits without
//! local variables to keep alive.

use std::error::Error;
use std::fs;
use std::path::Path;

use panelkit::diag::Sink;
use panelkit::load::{self, Memory, Workspace};
use panelkit::model::{Bank, Kit, RoleSpec, Roll};
use panelkit::pipeline::{self, Parallels};
use panelkit::{disk, draw, issue, model, render, write};

const REQ: &str = "payments-api-tpm";

fn committed(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("kits").join(REQ).join(name);
    fs::read_to_string(path).expect("a committed file")
}

/// The sample role spec, and the shipped bank that it names, in memory.
fn in_memory() -> Workspace {
    let bank = "technical-product-manager";
    let files = load::shipped_files(bank).expect("a shipped bank");
    let path = |name: &str| format!("question_banks/{bank}/{name}");
    let mut memory: Memory = files.iter().map(|(name, text)| (path(name), *text)).collect();
    memory.insert(format!("kits/{REQ}/role.yaml"), committed("role.yaml"));
    Workspace::of(memory)
}

fn sample() -> (RoleSpec, Bank, Kit) {
    let mut sink = Sink::new();
    let (role, bank) = pipeline::req(&in_memory(), REQ, &mut sink).expect("the sample is right");
    let seed = serde_json::from_str::<Kit>(&committed("loop/kit.json")).expect("a kit").seed;
    let kit = pipeline::kit(&role, &bank, &seed, None, &mut sink).expect("a kit").kit;
    (role, bank, kit)
}

#[test]
fn files_in_memory_give_the_committed_kit() {
    let (_, _, kit) = sample();
    assert_eq!(issue::to_json(&kit), committed("loop/kit.json"));
}

#[test]
fn kits_go_on_after_a_roll_as_if_they_had_not_stopped() {
    let (role, bank, base) = sample();
    let mut parallels = Parallels::new(role.clone(), bank.clone(), base.clone());
    let first = parallels.next("ada-l").expect("a kit").kit;
    let mut twin = parallels.clone();
    let second = parallels.next("grace-h").expect("a kit").kit;
    assert_eq!(twin.next("grace-h").expect("a kit").kit.digest, second.digest);

    let mut roll = Roll::default();
    roll.add(&first, &base, None);
    let mut later = Parallels::new(role, bank, base);
    later.after(&roll);
    assert_eq!(later.next("grace-h").expect("a kit").kit.digest, second.digest);
    let issue = second.issue.as_ref().expect("it says how it was issued");
    assert_eq!((issue.number, &issue.after), (Some(2), &vec![first.digest.clone()]));

    let again = later.again(&second, issue, None, &roll).expect("it can be drawn again");
    assert_eq!(again.digest, second.digest);
    assert_eq!(later.certificate(&roll).candidates.len(), 1);
}

#[test]
fn every_error_can_be_passed_on() {
    fn says<E: Error + Send + Sync + 'static>(error: E) -> String {
        Box::<dyn Error + Send + Sync>::from(error).to_string()
    }
    fn is_error<E: Error>() {}
    is_error::<draw::Shortage<'_>>();
    is_error::<write::WriteError>();
    is_error::<render::RenderError>();
    is_error::<render::TemplateError>();
    is_error::<render::PdfError>();
    is_error::<render::markdown::MarkdownError>();
    is_error::<load::FileError>();
    is_error::<load::BadOption>();
    is_error::<disk::ReadError>();
    is_error::<pipeline::Lost>();

    let mut sink = Sink::new();
    let reported = load::role_file(&in_memory(), "none", &mut sink).expect_err("there is no such req");
    assert_eq!(says(reported), "the input has errors, which were reported");
    assert_eq!(says(pipeline::NoKit::from(reported)), "the input has errors, which were reported");
    let bank = load::bank(&in_memory(), "technical-product-manager", &mut sink).expect("a bank");
    let (options, table) = (load::ImportOptions::default(), load::ImportFormat::Table);
    let no_list = b"no list".to_vec();
    let reported =
        load::import("x.csv", no_list, table, &options, &bank, &mut sink).expect_err("no such column");
    assert_eq!(says(reported), "the input has errors, which were reported");
    assert!(sink.sorted().iter().any(|finding| finding.message.contains("no column `prompt`")));
    let error = load::ImportOptions::new(&["a=promt".to_owned()], &[]).expect_err("no such key");
    assert!(says(error).contains("there is no key `promt`"));
    let error = model::Phrase::new("{{ two words }}").expect_err("no placeholder");
    assert_eq!(says(error), "the braces at byte 0 are not a placeholder");
    assert!(says(Workspace::new(Path::new("/none/such")).expect_err("no folder")).contains("cannot use"));
}
