//! The same bytes for every page, whether it is made alone, first, in the middle or last in a batch, and on one processor or
//! on several.

use std::collections::BTreeMap;

use crate::common::{API, LOOP, Output, ROLE, Workspace};
use crate::site::tree;

const ALL: &str = "kits/payments/candidates";
const IDS: [&str; 5] = ["ana", "ben", "cid", "dee", "eve"];
const FORMATS: [&str; 2] = ["--format", "md,pdf,html"];
/// Runs the program on the first processor that it may use.
const ONE: &str = "taskset -c \"$(taskset -pc $$ | sed 's/.*: //; s/[,-].*//')\" ";

/// Five questions of one round have a sheet, and each round has two seats or one without a name.
fn desk() -> Workspace {
    let sheet = "# Calls of one hour\n\n| Partner | Calls |\n| --- | ---: |\n| A | 1,200 |\n| B | 30 |\n";
    let w = Workspace::new().edit(ROLE, "[A. Rivera]", "[A. Rivera, Łukasz Wójcik]");
    let questions = w.read(API).replace("    minutes: 10\n", "    minutes: 10\n    exhibits: [calls]\n");
    w.with(API, questions).with("question_banks/small/exhibits/calls.md", sheet)
}

/// Kits and pages of these candidates, in this order. `before` is put in front of each command.
fn issued(ids: &[&str], before: &str) -> Workspace {
    let w = desk();
    let rows: String = ids.iter().map(|id| format!("{id},Name of {id}\n")).collect();
    w.write("roster.csv", format!("id,name\n{rows}"));
    run(&w, before, "generate payments --format md,pdf,html");
    run(&w, before, "scorecards payments --format md,pdf,html");
    run(&w, before, "variants payments --candidates roster.csv --mode stable --format md,pdf,html");
    // Questions in writing: the handouts of the round then have a sheet for each question.
    for id in ids.iter().filter(|id| **id == "cid") {
        let file = format!("{ALL}/{id}/candidate.yaml");
        w.write(&file, w.read(&file) + "arrangements: { technical: questions in writing }\n");
        run(&w, before, "scorecards payments --candidate cid --format md,pdf,html");
    }
    run(&w, before, "certificate payments --format md,pdf,html");
    w
}

fn run(w: &Workspace, before: &str, args: &str) {
    let out: Output = w.shell(&format!("{before}\"$PANELKIT\" {args}"));
    out.succeeds();
}

/// The pages of a folder with their bytes.
fn pages(w: &Workspace, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let mut found = tree(&w.path(folder));
    found.retain(|name, _| {
        [".md", ".pdf", ".html", "pages.json", "kit.json"].iter().any(|end| name.ends_with(end))
    });
    found
}

#[track_caller]
fn same(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>, when: &str) {
    let names = a.keys().chain(b.keys());
    let other: Vec<&String> = names.filter(|name| a.get(*name) != b.get(*name)).collect();
    assert!(other.is_empty(), "{when}: {other:?}");
}

#[test]
fn a_page_has_the_same_bytes_alone_and_at_every_place_of_a_batch_on_one_processor_and_on_several() {
    let batch = issued(&IDS, "");
    let found = pages(&batch, "kits/payments");
    for name in [
        "equivalence.pdf",
        "equivalence.html",
        "loop/handouts--technical.pdf",
        "loop/scorecards/product--interviewer.html",
        "candidates/ana/preparation.md",
        "candidates/ana/preparation.pdf",
        "candidates/cid/handouts--technical.html",
        "candidates/eve/scorecards/technical--lukasz-wojcik.pdf",
        "candidates/eve/scorecards/technical--a-rivera.md",
    ] {
        assert!(found.contains_key(name), "{name}");
    }
    let questions = String::from_utf8_lossy(&found["candidates/cid/handouts--technical.md"]).into_owned();
    let usual = String::from_utf8_lossy(&found["candidates/ana/handouts--technical.md"]).into_owned();
    assert!(questions.len() > usual.len() + 100, "the questions are on sheets:\n{questions}");
    // On one processor, and in the opposite order.
    same(&found, &pages(&issued(&IDS, ONE), "kits/payments"), "on one processor");
    let mut reversed = IDS;
    reversed.reverse();
    same(&found, &pages(&issued(&reversed, ""), "kits/payments"), "in the opposite order");
    // Alone: the first, the one in the middle and the last of the batch.
    for id in [IDS[0], IDS[2], IDS[4]] {
        let alone = issued(&[id], "");
        let folder = format!("{ALL}/{id}");
        same(&pages(&batch, &folder), &pages(&alone, &folder), id);
        same(&pages(&batch, LOOP), &pages(&alone, LOOP), "the loop");
    }
}

#[test]
fn a_page_that_is_made_again_by_itself_has_the_bytes_of_the_batch() {
    let w = issued(&IDS, "");
    let before = pages(&w, "kits/payments");
    let remove = |end: &str| {
        for name in before.keys().filter(|name| name.ends_with(end)) {
            std::fs::remove_file(w.path(&format!("kits/payments/{name}"))).expect("there");
        }
    };
    // Each seat of one candidate, one after the other; then all seats of all candidates.
    ["md", "pdf", "html"].iter().for_each(|end| remove(&format!("a-rivera.{end}")));
    for id in IDS {
        let line =
            ["scorecards", "payments", "--round", "technical", "--interviewer", "Rivera", "--candidate"];
        w.run(&[&line[..], &[id], &FORMATS].concat()).succeeds();
    }
    w.run(&[&["scorecards", "payments", "--interviewer", "Rivera"][..], &FORMATS].concat()).succeeds();
    same(&before, &pages(&w, "kits/payments"), "one seat");
    ["md", "pdf", "html"].iter().for_each(|end| remove(&format!("interviewer.{end}")));
    w.run(&[&["scorecards", "payments", "--candidate", "all"][..], &FORMATS].concat()).succeeds();
    w.run(&[&["scorecards", "payments"][..], &FORMATS].concat()).succeeds();
    same(&before, &pages(&w, "kits/payments"), "all seats");
    // The pages about a kit as a whole, from its file alone.
    ["md", "pdf", "html"].iter().for_each(|end| {
        remove(&format!("preparation.{end}"));
        remove(&format!("handouts--technical.{end}"));
        remove(&format!("/kit.{end}"));
    });
    for folder in IDS.map(|id| format!("{ALL}/{id}")).iter().map(String::as_str).chain([LOOP]) {
        w.run(&[&["render", &format!("{folder}/kit.json")][..], &FORMATS].concat()).succeeds();
    }
    same(&before, &pages(&w, "kits/payments"), "pages of a kit");
    // A page of several packs does not depend on what else is made.
    w.run(&["scorecards", "payments", "--candidate", "all", "--merge", "one.pdf"]).succeeds();
    run(&w, ONE, "scorecards payments --candidate all --merge two.pdf");
    let bytes = |name: &str| std::fs::read(w.path(name)).expect("there");
    assert!(bytes("one.pdf") == bytes("two.pdf"));
}
