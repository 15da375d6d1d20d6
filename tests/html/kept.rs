//! Pages in HTML on disk: recorded, replaced, removed and kept by the rules of all pages; templates of people.

use serde_json::Value;

use crate::common::{BANK, LOOP, ROLE, Workspace};
use crate::page::{Page, attr, is_sound};

const PACK: &str = "kits/payments/loop/scorecards/technical--a-rivera.html";

fn desk() -> Workspace {
    let w = Workspace::new();
    w.run(&["generate", "payments", "--format", "md,html"]).succeeds();
    w.run(&["scorecards", "payments", "--format", "html"]).succeeds();
    w
}

fn recorded(w: &Workspace) -> Vec<String> {
    let record: Value = serde_json::from_str(&w.read(&format!("{LOOP}/pages.json"))).expect("JSON");
    record["pages"].as_object().expect("an object").keys().cloned().collect()
}

#[test]
fn html_is_written_only_on_request_and_recorded() {
    let w = Workspace::new();
    w.run(&["generate", "payments"]).succeeds();
    w.run(&["scorecards", "payments"]).succeeds();
    assert!(recorded(&w).iter().all(|name| !name.ends_with(".html")));
    let w = desk();
    let pages = recorded(&w);
    for name in ["kit.html", "kit.md", "scorecards/technical--a-rivera.html"] {
        assert!(pages.iter().any(|page| page == name), "{name}: {pages:?}");
    }
    let said = w.run(&["generate", "payments", "--format", "html", "--report", "json"]);
    let report: Value = serde_json::from_str(&said.succeeds().stdout).expect("JSON");
    assert_eq!(report["written"], serde_json::json!([]), "up to date");
    w.run(&["verify", "payments"]).succeeds();
}

#[test]
fn a_changed_particular_makes_the_pages_again_and_another_kit_replaces_them() {
    let w = desk().edit(ROLE, "Product Manager, Payments", "Product Manager, Refunds");
    w.run(&["generate", "payments", "--format", "md"]).succeeds();
    for name in [PACK, "kits/payments/loop/kit.html"] {
        assert!(w.read(name).contains("Product Manager, Refunds"), "{name}");
    }
    let w = w.edit(ROLE, "[A. Rivera]", "[B. Sol]");
    w.run(&["generate", "payments", "--format", "md"]).succeeds();
    assert!(!w.path(PACK).exists(), "a pack of a seat that is gone is removed");
    assert!(w.path(&PACK.replace("a-rivera", "b-sol")).exists());
    w.run(&["verify", "payments"]).succeeds();
    let before = w.read("kits/payments/loop/kit.html");
    w.run(&["generate", "payments", "--format", "md", "--seed", "other", "--force"]).succeeds();
    let seed = |text: &str| text.contains("seed other");
    assert!(
        !seed(&before)
            && (!w.path("kits/payments/loop/kit.html").exists()
                || seed(&w.read("kits/payments/loop/kit.html")))
    );
    assert!(seed(&w.read("kits/payments/loop/kit.md")));
    assert!(!w.path("kits/payments/loop/kit.html").exists(), "a page of another interview");
}

#[test]
fn a_page_that_a_person_changed_is_not_lost() {
    let w = desk();
    let text = w.read(PACK);
    w.write(PACK, text.replacen("</main>", "<p>mine</p></main>", 1));
    w.run(&["verify", "payments"]).fails(4, &[]);
    let line = ["scorecards", "payments", "--format", "html"];
    w.run(&line).fails(1, &["scorecards/technical--a-rivera.html"]);
    w.run(&[&line[..], &["--force"]].concat()).succeeds();
    assert_eq!(w.read(PACK), text);
    let past = w.shell("cat kits/payments/loop/history/*/scorecards/*.html");
    assert!(past.stdout.contains("<p>mine</p>"), "{}", past.stderr);
    // Version control may write other line ends.
    w.write(PACK, text.replace('\n', "\r\n"));
    w.run(&["verify", "payments"]).succeeds();
}

#[test]
fn templates_of_people_work_with_parts_and_without() {
    let w = desk();
    let kit = format!("{LOOP}/kit.json");
    w.write("own/kit.md.hbs", "<!-- cover -->\n# {{role.title}}\n\nOurs\n<!-- /cover -->\n\n<!-- keep -->\n#### Deep\n<!-- /keep -->\n\n<!-- lines: fill 3 -->\n");
    let own = "# Pack\n\n{{#each round.slots}}\n<!-- left-page -->\n<!-- beside: now -->\n## {{competency_name}}\n\n<!-- rating {{id}} -->\n\n{{#each anchors}}\n- [ ] **{{score}}** {{label}}\n{{/each}}\n\n<!-- /rating -->\n\n<!-- notes {{id}} -->\n<!-- lines: 4 -->\n<!-- /notes -->\n\n<!-- more-notes {{id}}: 4 -->\n\n{{/each}}\n";
    w.write("own/scorecard.md.hbs", own);
    w.run(&["render", &kit, "--templates", "own", "--format", "md,pdf,html"]).succeeds();
    let page = Page::read(&w.read(&kit.replace(".json", ".html")));
    is_sound("kit", &page);
    assert!(page.words("main").contains("Ours") && page.all("h2").len() == 1);
    w.run(&["scorecards", "payments", "--templates", "own", "--format", "md,pdf,html"]).succeeds();
    let page = Page::read(&w.read(PACK));
    is_sound("pack", &page);
    assert_eq!(page.all("textarea[name='technical.1.notes']").len(), 1);
    assert_eq!(page.all("input[name='technical.1.rating']").len(), 4);
    assert_eq!(page.all(".beside").len(), page.all("main h2").len());
    // A part of a pack is drawn in a PDF, and does not show in Markdown.
    w.write("own/scorecard.md.hbs", format!("<!-- part: begin -->\n{own}\n<!-- /part -->\n"));
    w.run(&["scorecards", "payments", "--templates", "own", "--format", "md,pdf,html"]).succeeds();
    assert_eq!(Page::read(&w.read(PACK)).all("section#begin textarea").len(), 3);
    w.write("own/scorecard.md.hbs", "# Pack\n\n<!-- part: begin -->\n");
    let said = w.run(&["scorecards", "payments", "--templates", "own", "--format", "html"]);
    said.fails(5, &["`<!-- part -->` is never closed"]);
}

/// The list of the parts leads to the question that it names, also if a template leaves one out.
#[test]
fn a_question_keeps_its_number_without_the_one_before_it() {
    let w = desk();
    let part = "<!-- part: question {{id}} -->\n## {{competency_name}}\n<!-- /part -->\n";
    let own = format!(
        "# Pack\n\n{{{{#each round.slots}}}}\n{{{{#unless @first}}}}\n{part}\n{{{{/unless}}}}\n{{{{/each}}}}\n"
    );
    w.write("own/scorecard.md.hbs", own);
    w.run(&["scorecards", "payments", "--templates", "own", "--format", "html"]).succeeds();
    let page = Page::read(&w.read(PACK));
    let links: Vec<String> =
        page.all("#rail li a").iter().map(|link| attr(link, "href").to_owned()).collect();
    assert_eq!(links, ["#q2", "#q3"]);
    for n in [2, 3] {
        let slot = format!("technical.{n}");
        assert_eq!(attr(&page.one(&format!("section#q{n}")), "data-slot"), slot);
        assert_eq!(page.all(&format!("#rail li[data-slot='{slot}'] a[href='#q{n}']")).len(), 1);
    }
}

/// A score without an anchor says so, and a question without probes has no part for them.
#[test]
fn what_a_question_lacks_is_said_or_left_out() {
    let question = "      - \"Why?\"\n      - { if: \"they stop\", ask: \"What next?\" }\n";
    let api = "question_banks/small/api-design.yaml";
    let w = Workspace::new();
    let text =
        w.read(api).replace(&format!("    probes:\n{question}"), "").replace("      2: \"Waits\"\n", "");
    w.write(api, text);
    let bank = w.read(BANK);
    assert!(bank.contains("score: 2"));
    w.run(&["generate", "payments", "--format", "md"]);
    w.run(&["scorecards", "payments", "--format", "html"]);
    let page = Page::read(&w.read(PACK));
    let slots = page.all("section.question");
    assert!(!slots.is_empty());
    let lacking = page
        .all("[data-score='2'] .anchor")
        .iter()
        .filter(|a| a.text().any(|t| t == "no anchor in the bank"))
        .count();
    assert!(lacking > 0 && page.all(".probes").len() < slots.len(), "{lacking}");
}

#[test]
fn a_layout_for_paper_reaches_the_print_style() {
    let w = desk();
    w.run(&["scorecards", "payments", "--format", "html", "--text-size", "18", "--compact"]).succeeds();
    let page = Page::read(&w.read(PACK));
    assert!(page.words("style").contains("@media print{:root{font-size:18pt}}"));
    is_sound("compact", &page);
    assert!(page.all(".break.left").is_empty() && !page.all(".break").is_empty());
    w.run(&["verify", "payments"]).succeeds();
}
