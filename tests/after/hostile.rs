//! Texts that people type, and templates of the user's, on pages about scores: shown as written, or refused.

use std::collections::BTreeMap;

use panelkit::render::BUILT_IN;

use crate::common::Workspace;
use crate::page::{Page, is_sound};
use crate::site::{CANDIDATES, REQ, change, dated, decide, panel, path};

/// Breaks out of elements, comments, tables and links, and has characters that control or reorder text.
const TEXT: &str = "<script>alert(1)</script> </title><img src=x onerror=alert(1)> --> | \u{202e}\u{7}[x](javascript:alert(1)) {{title}}";

/// The same without such characters, which options of commands refuse.
const TYPED: &str =
    "<script>alert(1)</script> </title><img src=x onerror=alert(1)> --> | [x](javascript:alert(1))";

/// The files of a folder and of the folders below it with this extension, by their paths.
fn pages(w: &Workspace, folder: &str, extension: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for name in w.names(folder) {
        let path = format!("{folder}/{name}");
        match w.path(&path).is_dir() {
            true => found.extend(pages(w, &path, extension)),
            false if name.ends_with(extension) => drop(found.insert(path.clone(), w.read(&path))),
            false => {}
        }
    }
    found
}

/// The opening with the text wherever people write something.
fn hostile() -> Workspace {
    let w = panel();
    for (round, name) in [("first-talk", "A. Rivera"), ("team-talk", "R. Adeyemi")] {
        change(&w, &path("c-101", round, name), |form| {
            form["summary"] = TEXT.into();
            for rating in form["ratings"].as_array_mut().expect("a list") {
                rating["evidence"] = TEXT.into();
                rating["notes"] = TEXT.into();
            }
        });
    }
    let why = ["--by", "<script>alert(1)</script>", "L. Brandt", "--why", TYPED];
    let refused =
        ["decide", REQ, "--candidate", "c-101", "--outcome", "offer", "--by", "A", "B", "--why", TEXT];
    dated(&w, &refused).fails(2, &["one line of visible characters"]);
    dated(&w, &[&["decide", REQ, "--candidate", "c-101", "--outcome", "offer"], &why[..]].concat())
        .succeeds();
    let role = format!("kits/{REQ}/role.yaml");
    let quoted = serde_json::to_string(TEXT).expect("a text");
    let text: Vec<String> = w
        .read(&role)
        .lines()
        .map(|line| match line.starts_with("title:") {
            true => format!("title: {quoted}"),
            false => line.to_owned(),
        })
        .collect();
    w.write(&role, text.join("\n") + "\n");
    w
}

#[test]
fn no_text_that_people_type_becomes_markup_on_pages_about_scores() {
    let w = hostile();
    let formats = ["--format", "md,html,pdf"];
    w.run(&[&["generate", REQ], &formats[..]].concat()).succeeds();
    for line in [
        &["debrief", REQ][..],
        &["debrief", REQ, "--candidate", "c-101"],
        &["debrief", REQ, "--form"],
        &["record", REQ],
        &["record", REQ, "--candidate", "c-101"],
        &["record", REQ, "--candidate", "c-101", "--for-candidate"],
        &["certificate", REQ],
        &["render", &format!("{CANDIDATES}/c-101/kit.json")],
    ] {
        dated(&w, &[line, &formats].concat()).succeeds();
    }
    let html = pages(&w, &format!("kits/{REQ}"), ".html");
    let names: Vec<&str> = html.keys().filter_map(|path| path.rsplit('/').next()).collect();
    for name in [
        "debrief.html",
        "group-form.html",
        "record.html",
        "record-for-candidate.html",
        "equivalence.html",
        "preparation.html",
    ] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    let mut with_text = 0;
    for (name, source) in &html {
        let page = Page::read(source);
        is_sound(name, &page);
        let words = page.words("body");
        with_text +=
            usize::from(words.contains("<script>alert(1)</script> </title><img src=x onerror=alert(1)>"));
        assert!(!source.contains(['\u{202e}', '\u{7}']), "{name}");
    }
    assert_eq!(with_text, html.len(), "the title is on every page");
    let record = &html[&format!("{CANDIDATES}/c-101/record.html")];
    assert!(record.matches("&lt;script>").count() + record.matches("&lt;script&gt;").count() > 3, "{record}");
    for (name, source) in pages(&w, &format!("kits/{REQ}"), ".md") {
        assert!(source.contains("&lt;script>alert(1)&lt;/script> "), "{name}");
        for wrong in ["<script", "<img", "</title", "\u{202e}", "\u{7}", "[x](javascript"] {
            assert!(!source.contains(wrong), "{name} has {wrong:?}");
        }
    }
}

#[test]
fn a_template_without_end_is_refused_for_every_page_about_scores() {
    let w = panel();
    decide(&w, "c-101", "offer", &[]).succeeds();
    let endless =
        format!("# A\n\n{}{}\n", "{{#each [1,2,3,4,5,6,7,8,9]}}".repeat(20), "{{/each}}".repeat(20));
    let long = format!(
        "# A\n\n{}{}{}\n",
        "{{#each [1,2,3,4,5,6,7,8,9]}}".repeat(4),
        "x".repeat(500_000),
        "{{/each}}".repeat(4)
    );
    for (name, line) in [
        ("debrief.md.hbs", "debrief support-lead"),
        ("debrief-candidate.md.hbs", "debrief support-lead --candidate c-101"),
        ("group-form.md.hbs", "debrief support-lead --form"),
        ("record.md.hbs", "record support-lead --candidate c-101"),
        ("record-opening.md.hbs", "record support-lead"),
        ("record-for-candidate.md.hbs", "record support-lead --candidate c-101 --for-candidate"),
        ("equivalence.md.hbs", "certificate support-lead"),
    ] {
        assert!(BUILT_IN.iter().any(|(known, _)| *known == name));
        for (text, words) in [
            (&endless, "blocks are repeated more than 5000000 times"),
            (&long, "the rendering is longer than 16 MiB"),
        ] {
            w.write(&format!("looks/{name}"), text);
            let out = w.shell(&format!(
                "ulimit -v 2000000; exec \"$PANELKIT\" {line} --format md --templates looks"
            ));
            out.fails(5, &[&format!("{name}:3:"), words, "help: an `each` inside of another"]);
        }
        std::fs::remove_file(w.path(&format!("looks/{name}"))).expect("there");
    }
}
