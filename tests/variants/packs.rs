//! Interviewers' packs: what is on them and what is not, their layouts, and packs in one file.

use std::collections::BTreeSet;

use lopdf::Document;
use panelkit::model::KitRound;
use serde_json::Value;

use crate::common::{ROLE, Workspace};
use crate::site::{CANDIDATES, REQ, issue, kit, site, tree};

pub(crate) const PERSON: &str = "kits/payments/candidates/ana/candidate.yaml";
const PACK: &str = "kits/payments/candidates/ana/scorecards/technical--j-chen.md";

/// Two candidates of the small workspace; the second interviewer of the first round asks.
pub(crate) fn desk() -> Workspace {
    let w = Workspace::new().edit(ROLE, "[A. Rivera]", "[A. Rivera, { name: J. Chen, part: asks }]");
    w.run(&["variants", "payments", "--candidates", "ana", "ben", "--format", "md,pdf"]).succeeds();
    w
}

fn record(w: &Workspace) -> Value {
    let text = w.read("kits/payments/candidates/ana/pages.json");
    serde_json::from_str(&text).expect("JSON")
}

fn pdf(w: &Workspace, name: &str) -> Document {
    Document::load(w.path(name)).expect("a PDF")
}

fn has_form(doc: &Document) -> bool {
    doc.catalog().expect("a catalog").has(b"AcroForm")
}

#[test]
fn a_pack_says_who_asks_and_what_was_agreed_and_nothing_of_other_rounds() {
    let w = desk();
    let said = "name: Ana Mar\u{ed}a\nsay: AH-na\npronouns: she/her\nheld: false\narrangements:\n  technical: 60 minutes; questions in writing\n  product: A room on the ground floor\n";
    w.write(PERSON, said);
    assert!(w.run(&["verify", "payments"]).succeeds().stdout.contains("forms"), "older names are told");
    w.run(&["generate", "payments", "--format", "md"]).succeeds();
    let page = w.read(PACK);
    for words in [
        "# technical: interviewer pack",
        "| Ana Mar\u{ed}a (ana)<br>Say: AH-na \u{b7} Pronouns: she/her | J. Chen<br>You ask. A. Rivera writes. | |",
        "**Agreed for this round:** 60 minutes; questions in writing",
        "<!-- form\nreq: payments\ncandidate: ana\nkit: sha256:",
        "round: technical\ninterviewer: J. Chen\n-->",
        "<!-- left-page -->\n<!-- section: Q1 of 3 -->\n<!-- beside: 10 min \u{b7} 0:05 to 0:15 -->\n## Q1 of 3: ",
        "- [ ] *If they stop:* What next?",
        "<!-- rating technical.1 -->\n\n- [ ] **1** Clear no: Blames\n- [ ] **2** No: Waits\n",
        "- [ ] **na** not assessed: not asked, or no time for an answer; a weak answer is not \"not assessed\"\n\n<!-- /rating -->",
        "<!-- box: complete -->\n- [ ] Complete: my ratings are final.",
        "only after an *If …* probe can earn **3** Yes at most",
        "Another way to the same result earns the same score.",
        "**You may always say:**",
        "choose the lower one and write down what was missing",
        "a rating cannot be removed",
        "**Probes: tick when asked** *(mark in your notes what came only after an \"If\")*",
        "keep no copy.\n\n<!-- box: complete -->\n- [ ] Complete: my ratings are final.\n",
        "Take back the sheets. This pack goes to the recruiter today;",
        "We take notes, so that the ratings are fair.",
    ] {
        assert!(page.contains(words), "lacks `{words}`:\n{page}");
    }
    assert_eq!(page.matches("Ana Mar\u{ed}a").count(), 1, "the name is on the first page only");
    let alone = w.read(&PACK.replace("technical--j-chen", "product--interviewer"));
    assert!(alone.contains("I take notes, so that the ratings are fair."), "{alone}");
    for other in ["ground floor", "product", "&nbsp;", "serves no must-have"] {
        assert!(!page.contains(other), "has `{other}`");
    }
    let first = w.read(&PACK.replace("j-chen", "a-rivera"));
    assert!(first.contains("A. Rivera<br>You write. J. Chen asks."), "{first}");
    w.run(&["verify", "payments"]).succeeds();
    let kit = w.read("kits/payments/candidates/ana/kit.json");
    let kit: Value = serde_json::from_str(&kit).expect("JSON");
    assert_eq!(kit["rounds"][0]["parts"], serde_json::json!(["writes", "asks"]));
    assert_eq!(kit["rounds"][0]["interviewers"], serde_json::json!(["A. Rivera", "J. Chen"]));
}

#[test]
fn who_asks_is_a_particular_and_stays_with_the_seat() {
    let w = desk();
    let digest = |w: &Workspace| {
        let kit: Value =
            serde_json::from_str(&w.read("kits/payments/candidates/ana/kit.json")).expect("JSON");
        (kit["digest"].clone(), kit["rounds"][0]["parts"].clone())
    };
    let (before, _) = digest(&w);
    let line = ["scorecards", "payments", "--candidate", "ana", "--interviewer", "Chen", "--as", "I. Sol"];
    w.run(&[&line[..], &["--format", "md"]].concat()).succeeds();
    assert!(w.read(PERSON).contains("{ name: \"I. Sol\", part: asks }"), "{}", w.read(PERSON));
    let page = w.read(&PACK.replace("j-chen", "i-sol"));
    assert!(page.contains("I. Sol<br>You ask. A. Rivera writes."), "{page}");
    let w = w.edit(ROLE, "{ name: J. Chen, part: asks }", "J. Chen");
    let said = w.run(&["generate", "payments", "--format", "md"]);
    assert!(said.succeeds().stdout.contains("particulars changed (interviewers"), "{}", said.stdout);
    let page = w.read("kits/payments/candidates/ben/scorecards/technical--j-chen.md");
    assert!(page.contains("J. Chen<br>You write. A. Rivera asks."), "{page}");
    assert_eq!(digest(&w), (before, serde_json::json!(["writes", "asks"])));
    w.run(&["verify", "payments"]).succeeds();
    let w = w.edit(ROLE, "[A. Rivera, J. Chen]", "[{ name: A. Rivera, part: writes }]");
    w.run(&["check"]).fails(1, &["every interviewer of the round writes", "part: asks"]);
}

#[test]
fn layouts_are_recorded_and_stay_until_packs_are_made_again() {
    let w = desk();
    let usual = w.read(PACK);
    let line = ["scorecards", "payments", "--candidate", "ana", "--interviewer", "Chen"];
    w.run(&[&line[..], &["--compact", "--text-size", "16", "--flat"]].concat()).succeeds();
    let page = w.read(PACK);
    assert!(!page.contains("left-page") && !page.contains("more-notes"), "{page}");
    let file = PACK.replace(".md", ".pdf");
    assert!(!has_form(&pdf(&w, &file)));
    assert!(has_form(&pdf(&w, &file.replace("j-chen", "a-rivera"))), "the other pack has fields");
    let layouts = &record(&w)["layouts"];
    let wanted = serde_json::json!({ "compact": true, "text_size": 16, "flat": true });
    assert_eq!(layouts["scorecards/technical--j-chen.pdf"], wanted, "{layouts}");
    assert_eq!(layouts.as_object().map(serde_json::Map::len), Some(2), "{layouts}");
    let said = w.run(&["verify", "payments"]);
    assert!(!said.succeeds().stdout.contains("would produce different"), "{}", said.stdout);
    let w = w.edit(ROLE, "Product Manager, Payments", "Product Manager, Refunds");
    w.run(&["generate", "payments"]).succeeds();
    let page = w.read(PACK);
    assert!(page.contains("Refunds") && !page.contains("left-page"), "the layout stays");
    assert!(!has_form(&pdf(&w, &file)));
    let said = w.run(&["verify", "payments"]);
    assert!(!said.succeeds().stdout.contains("would produce different"), "{}", said.stdout);
    w.run(&line).succeeds();
    assert_eq!(w.read(PACK), usual.replace("Product Manager, Payments", "Product Manager, Refunds"));
    assert!(has_form(&pdf(&w, &file)) && record(&w)["layouts"].is_null());
    w.run(&["verify", "payments"]).succeeds();
    w.run(&[&line[..], &["--text-size", "14"]].concat()).fails(2, &["12, 16 or 18"]);
    let forged = w.read("kits/payments/candidates/ana/pages.json");
    let forged = forged.replacen(
        "\"pages\"",
        "\"layouts\": { \"scorecards/technical--j-chen.pdf\": { \"text_size\": 255 } }, \"pages\"",
        1,
    );
    w.write("kits/payments/candidates/ana/pages.json", forged);
    w.run(&line).fails(5, &["pages.json", "help:"]);
}

#[test]
fn packs_of_all_candidates_are_made_at_once_or_not_at_all() {
    let w = desk();
    std::fs::remove_dir_all(w.path("kits/payments/candidates/ana/scorecards")).expect("there");
    let line = ["scorecards", "payments", "--candidate", "all", "--round", "technical", "--format", "md"];
    let said = w.run(&[&line[..], &["--report", "json"]].concat());
    let report: Value = serde_json::from_str(&said.succeeds().stdout).expect("JSON");
    let made = report["outcome"]["candidates"].as_array().expect("a list");
    let forms: Vec<Option<u64>> = made.iter().map(|one| one["forms"].as_u64()).collect();
    assert_eq!(forms, [Some(2), Some(2)], "{report:#}");
    assert_eq!(w.names("kits/payments/candidates/ana/scorecards").len(), 2);
    let pack = PACK.replace("/ana/", "/ben/");
    w.write(&pack, w.read(&pack).replacen("- [ ] **3**", "- [x] **3**", 1));
    let before = tree(w.root());
    w.run(&line).fails(1, &["ben/scorecards/technical--j-chen.md (filled in)"]);
    assert!(before == tree(w.root()), "a refused run wrote something");
    w.run(&["scorecards", "payments", "--candidate", "all", "--round", "nowhere"]).fails(2, &["no round"]);
}

#[test]
fn merged_packs_are_one_flat_file_in_which_each_begins_on_a_right_page() {
    let w = desk();
    let before = tree(w.root());
    let line = ["scorecards", "payments", "--candidate", "all", "--merge"];
    let said = w.run(&[&line[..], &["out/../packs.pdf"]].concat());
    said.fails(5, &["out"]);
    let said = w.run(&[&line[..], &["packs.pdf", "--report", "json"]].concat());
    let report: Value = serde_json::from_str(&said.succeeds().stdout).expect("JSON");
    assert_eq!(report["outcome"]["forms"], 6, "{report:#}");
    assert_eq!(report["written"], serde_json::json!(["packs.pdf"]));
    let doc = pdf(&w, "packs.pdf");
    assert!(!has_form(&doc));
    let pages = doc.get_pages().len();
    assert_eq!(report["outcome"]["pages"].as_u64(), Some(pages as u64));
    let alone = |name: &str| pdf(&w, &format!("kits/payments/candidates/{name}")).get_pages().len();
    let one = |who: &str, seat: &str| alone(&format!("{who}/scorecards/{seat}.pdf")).next_multiple_of(2);
    let seats = ["technical--a-rivera", "technical--j-chen", "product--interviewer"];
    let sum: usize = ["ana", "ben"].iter().flat_map(|who| seats.map(|seat| one(who, seat))).sum();
    assert!(pages <= sum && pages + 1 >= sum, "{pages} pages, and {sum} in the packs");
    let mut after = tree(w.root());
    let merged = after.remove("packs.pdf").expect("written");
    assert!(before == after, "another file was written");
    let again = w.run(&[&line[..], &["packs.pdf"]].concat());
    assert!(again.succeeds().stdout.contains("packs.pdf: 6 packs, "), "{}", again.stdout);
    assert!(tree(w.root())["packs.pdf"] == merged, "the same bytes");
    let less = w.run(&["scorecards", "payments", "--round", "product", "--merge", "less.pdf"]);
    assert!(less.succeeds().stdout.contains("less.pdf: 1 pack, "), "{}", less.stdout);
    w.run(&[&line[..], &["packs.md"]].concat()).fails(2, &["does not end in `.pdf`"]);
    w.run(&[&line[..], &["kits/payments/role.pdf"]].concat()).fails(2, &["inside `kits`"]);
    w.run(&["scorecards", "payments", "--candidate", "ana", "--as", "X", "--merge", "x.pdf"]).fails(2, &[]);
}

/// The words of a text, in lower case.
fn words(text: &str) -> Vec<String> {
    let split = text.split(|c: char| !c.is_alphanumeric());
    split.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Every run of `length` words.
fn runs(text: &str, length: usize) -> BTreeSet<Vec<String>> {
    words(text).windows(length).map(<[String]>::to_vec).collect()
}

/// Every run of six words.
fn phrases(text: &str) -> BTreeSet<Vec<String>> {
    runs(text, 6)
}

#[test]
fn a_candidate_gets_no_words_of_the_questions() {
    let w = site();
    issue(&w, &["--candidates", "ana", "--format", "md,pdf"]).succeeds();
    let kit = kit(&w, "ana");
    let home = format!("{CANDIDATES}/ana");
    let (mut secret, mut shown) = (Vec::new(), Vec::new());
    for round in &kit.rounds {
        for slot in &round.slots {
            let q = &slot.question;
            let texts = [&q.prompt].into_iter().chain(&q.listen_for).chain(&q.red_flags);
            let texts = texts.chain(q.anchors.values()).chain(q.probes.iter().map(|probe| &probe.ask));
            // The exhibit may quote its own question.
            let sheet = (!q.exhibits.is_empty()).then(|| format!("handouts--{}.md", round.id));
            secret.extend(texts.map(|text| (sheet.clone(), phrases(text))));
            shown.extend(q.exhibits.iter().map(|it| (round.id.clone(), phrases(&it.text))));
        }
    }
    assert!(shown.len() >= 2 && secret.len() > 100);
    let preparation = w.read(&format!("{home}/preparation.md"));
    for text in ["Technical depth", "A. Rivera and J. Chen", "| 60 |", "USD 180,000 to 235,000", "Tom Okafor"]
    {
        assert!(preparation.contains(text), "lacks `{text}`:\n{preparation}");
    }
    for name in w.names(&home).iter().filter(|name| name.ends_with(".md") && *name != "kit.md") {
        let found = phrases(&w.read(&format!("{home}/{name}")));
        for (sheet, phrases) in secret.iter().filter(|(sheet, _)| sheet.as_ref() != Some(name)) {
            let both: Vec<_> = phrases.intersection(&found).collect();
            assert!(both.is_empty(), "{name} has words of a question ({sheet:?}): {both:?}");
        }
        for (round, phrases) in &shown {
            let own = *name == format!("handouts--{round}.md");
            assert!(own || phrases.is_disjoint(&found), "{name} has words of an exhibit of {round}");
        }
        assert!(found.len() > 10 && w.read(&format!("{home}/{name}")).contains("ana"), "{name}");
    }
    let handouts = w.names(&home).into_iter().filter(|name| name.starts_with("handouts--"));
    let handouts: Vec<String> = handouts.filter(|name| name.ends_with(".pdf")).collect();
    assert!(!handouts.is_empty());
    for name in handouts.iter().map(String::as_str).chain(["preparation.pdf"]) {
        let doc = pdf(&w, &format!("{home}/{name}"));
        let info = doc.trailer.get(b"Info").and_then(lopdf::Object::as_reference).expect("a reference");
        let info = doc.get_dictionary(info).expect("a dictionary");
        let text = |key: &[u8]| info.get(key).and_then(lopdf::Object::as_str).unwrap_or_default().to_vec();
        assert!(text(b"Author").is_empty() && text(b"Keywords").is_empty(), "{name}");
        if let Some(sheet) = name.strip_suffix(".pdf").filter(|name| name.starts_with("handouts")) {
            assert!(w.read(&format!("{home}/{sheet}.md")).contains("**Return this sheet.**"));
        }
    }
    for name in w.names(&format!("{home}/scorecards")).iter().filter(|name| name.ends_with(".md")) {
        let text = w.read(&format!("{home}/scorecards/{name}"));
        let round = name.split("--").next().expect("a round");
        let prompts = |own: bool| {
            let rounds = kit.rounds.iter().filter(move |it| (it.id == round) == own);
            rounds.flat_map(|it| &it.slots).flat_map(|slot| runs(&slot.question.prompt, 8))
        };
        // Shorter runs, such as "what do you do with the", are in many questions.
        let (own, found): (BTreeSet<_>, _) = (prompts(true).collect(), runs(&text, 8));
        let both: Vec<_> = prompts(false).filter(|it| found.contains(it) && !own.contains(it)).collect();
        assert!(both.is_empty(), "{name} has words of another round: {both:?}");
        assert!(!text.contains("235,000"), "{name} has the pay");
    }
    w.run(&["verify", REQ]).succeeds();
}

#[test]
fn a_candidate_with_an_arrangement_has_a_sheet_for_each_question_and_no_more() {
    let w = site();
    issue(&w, &["--candidates", "ana", "ben", "--format", "md,html"]).succeeds();
    let (kit, home) = (kit(&w, "ana"), format!("{CANDIDATES}/ana"));
    let (file, before) = (format!("{home}/candidate.yaml"), tree(w.root()));
    let usual = w.read(&file);
    let has = |round: &KitRound| round.slots.iter().any(|slot| !slot.question.exhibits.is_empty());
    let with = kit.rounds.iter().find(|round| has(round)).expect("a round with an exhibit");
    let without = kit.rounds.iter().find(|round| !has(round)).expect("a round without one");
    let agreed: Vec<String> = [with, without].iter().map(|it| format!("  {}: zeppelin\n", it.id)).collect();
    w.write(&file, format!("{usual}arrangements:\n{}", agreed.concat()));
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    for round in [with, without] {
        let sheet = format!("{home}/handouts--{}", round.id);
        let page = w.read(&format!("{sheet}.md"));
        assert!(w.read(&format!("{sheet}.html")).contains("<div class=\"large\">"), "{sheet}.html");
        let asked = page.split_once("# Question 1\n").expect("question sheets").1;
        assert_eq!(page.matches("\n# Question ").count() + usize::from(!has(round)), round.slots.len());
        for (slot, text) in round.slots.iter().zip(asked.split("# Question ")) {
            assert!(phrases(&slot.question.prompt).is_subset(&phrases(text)), "{text}");
            assert!(text.contains("**Return this sheet.**") && text.contains("ana"), "{text}");
        }
        let own: BTreeSet<_> = round.slots.iter().flat_map(|slot| phrases(&slot.question.prompt)).collect();
        let found = phrases(asked);
        for slot in kit.rounds.iter().flat_map(|round| &round.slots) {
            let q = &slot.question;
            let texts = [&q.prompt].into_iter().chain(&q.listen_for).chain(&q.red_flags);
            let texts = texts.chain(q.anchors.values()).chain(q.probes.iter().map(|probe| &probe.ask));
            let said = texts.flat_map(|text| phrases(text)).filter(|it| !own.contains(it));
            let told: Vec<_> = said.filter(|it| found.contains(it)).collect();
            assert!(told.is_empty(), "{sheet} has words of {}: {told:?}", slot.id);
        }
        let people = round.interviewers.iter().map(String::as_str);
        for words in people.chain(["zeppelin", "arrangement", "must-have", "probe", "Listen", "flag"]) {
            assert!(!page.contains(words), "{sheet} has `{words}`");
        }
    }
    let forms = w.names(&format!("{home}/scorecards"));
    for name in forms.iter().filter(|name| name.ends_with(".md")) {
        let page = w.read(&format!("{home}/scorecards/{name}"));
        let arranged = [with, without].iter().any(|round| name.starts_with(&format!("{}--", round.id)));
        assert_eq!(page.contains("give the sheet of this question"), arranged, "{name}");
        assert!(page.contains("You may repeat a question.") && !page.contains("in print"), "{name}");
    }
    w.run(&["verify", REQ]).succeeds();
    w.write(&file, &usual);
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    assert!(tree(w.root()) == before, "without the arrangement, the pages are as before");
}

#[test]
fn packs_that_name_the_sheets_are_made_with_them() {
    let w = desk();
    let sheet = "kits/payments/candidates/ana/handouts--technical.md";
    let line = ["scorecards", "payments", "--candidate", "ana", "--round", "technical", "--format", "md"];
    w.run(&line).succeeds();
    assert!(!w.path(sheet).exists());
    w.write(PERSON, "held: false\narrangements: { technical: In writing }\n");
    let said = w.run(&line);
    assert!(said.succeeds().stdout.contains(sheet), "{}", said.stdout);
    assert!(w.read(sheet).contains("# Question 3\n"), "{}", w.read(sheet));
    w.run(&["verify", "payments"]).succeeds();
    w.write(sheet, "Bring a pen.\n");
    w.run(&line).fails(1, &["handouts--technical.md (changed by hand"]);
    w.run(&[&line[..], &["--force"]].concat()).succeeds();
    assert!(w.read(sheet).contains("# Question 3\n"), "{}", w.read(sheet));
    w.write(PERSON, "held: false\n");
    w.run(&line).succeeds();
    assert!(!w.path(sheet).exists(), "the arrangement is withdrawn");
}

/// Names and labels that would end a comment, a cell or a list, or that hide what follows.
#[test]
fn hostile_names_stay_names() {
    let hostile = "A --> <b>B</b> | ** \u{202e}C `x` [y](z)";
    let w = Workspace::new()
        .edit(ROLE, "[A. Rivera]", &format!("[\"{hostile}\", \"- [x] **3** Yes\"]"))
        .edit(ROLE, "must_haves:", "recruiter: \"<!-- page-break -->\"\nmust_haves:");
    w.run(&["variants", "payments", "--candidates", "ana", "--format", "md,pdf"]).succeeds();
    w.write(PERSON, "name: \"--> x | y\"\nsay: \"<!-- /keep -->\"\nheld: false\n");
    w.run(&["generate", "payments", "--format", "md,pdf"]).succeeds();
    let forms = w.names("kits/payments/candidates/ana/scorecards");
    let pages = forms.iter().filter(|name| name.starts_with("technical") && name.ends_with(".md"));
    let pages: Vec<String> =
        pages.map(|name| w.read(&format!("kits/payments/candidates/ana/scorecards/{name}"))).collect();
    assert_eq!(pages.len(), 2);
    for page in &pages {
        assert!(
            page.contains("round: technical\ninterviewer: ") && page.contains("| \\--> x \\| y (ana)<br>")
        );
        assert!(
            page.contains("Say: &lt;!-- /keep -->") && !page.contains("\n<!-- page-break -->\n<!-- /keep")
        );
        let begin = page.find("<!-- form\n").expect("the header block");
        let block = &page[begin..begin + page[begin..].find("-->").expect("it ends")];
        assert_eq!(block.lines().count(), 7, "{block}");
        assert_eq!(page.matches("- [x]").count(), page.matches("interviewer: - [x]").count(), "{page}");
    }
    assert!(pages.iter().any(|page| page.contains("\ninterviewer: A - -> <b>B</b> | ** C `x` [y](z)\n")));
    for name in forms.iter().filter(|name| name.ends_with(".pdf")) {
        assert!(has_form(&pdf(&w, &format!("kits/payments/candidates/ana/scorecards/{name}"))), "{name}");
    }
    w.run(&["verify", "payments"]).succeeds();
}
