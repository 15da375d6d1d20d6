//! The Markdown of a loop in one file for each round, and the pages that earlier versions wrote.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::common::{API, LOOP, ROLE, Workspace, question};
use crate::site::tree;

/// A loop whose questions have exhibits.
fn with_exhibits() -> Workspace {
    let w = Workspace::new();
    let all: String =
        ["one", "two", "three", "four"].map(|n| question(&format!("api-{n}"), "middle")).concat();
    let text = all.replace("    prompt:", "    exhibits: [orders]\n    prompt:");
    w.write(API, format!("competency: api-design\nquestions:\n{text}"));
    w.write("question_banks/small/exhibits/orders.md", "# Orders of a day\n\nTen at noon.\n");
    w.generate().succeeds();
    w
}

#[test]
fn the_markdown_of_a_loop_is_split_into_rounds_and_stays_so() {
    let w = with_exhibits();
    let whole = w.read(&format!("{LOOP}/kit.md"));
    let line = ["generate", "payments", "--format", "md,pdf", "--split"];
    let said = w.run(&line);
    assert!(said.succeeds().stdout.contains("kit--technical.md"), "{}", said.stdout);
    let front = w.read(&format!("{LOOP}/kit.md"));
    assert!(front.contains("(kit--technical.md#round-1-technical)"), "{front}");
    assert!(front.contains("[1.1](kit--technical.md#11-"), "{front}");
    assert!(front.contains("For every interviewer") && !front.contains("What about api-"), "{front}");
    let round = w.read(&format!("{LOOP}/kit--technical.md"));
    assert!(round.contains("## Round 1: technical") || round.contains("## Round 1: Technical"), "{round}");
    assert!(round.contains("](#11-") && round.contains("### 1.1 ") && !round.contains("Round 2"), "{round}");
    let pdf = std::fs::read(w.path(&format!("{LOOP}/kit.pdf"))).expect("a PDF");
    assert!(pdf.len() > 20_000, "the PDF holds the rounds");
    let before = tree(w.root());
    for again in [&line[..], &["generate", "payments", "--format", "md"]] {
        let said = w.run(again);
        assert!(said.succeeds().stdout.contains("nothing to do"), "{}", said.stdout);
    }
    assert!(before == tree(w.root()));
    let said = w.run(&["verify", "payments"]);
    assert!(!said.succeeds().stdout.contains("would produce different"), "{}", said.stdout);
    let w = w.edit(ROLE, "[A. Rivera]", "[Z. Quist]");
    w.run(&["generate", "payments", "--format", "md"]).succeeds();
    assert!(w.read(&format!("{LOOP}/kit--technical.md")).contains("Z. Quist"));
    assert!(!w.read(&format!("{LOOP}/kit.md")).contains("What about api-"));
    w.run(&["verify", "payments"]).succeeds();
    let changed = w.read(&format!("{LOOP}/kit--product.md")) + "\nMy own words.\n";
    w.write(&format!("{LOOP}/kit--product.md"), &changed);
    w.run(&["verify", "payments"]).fails(4, &[]);
    // `render` makes one file again; then the files of rounds that are as they were written go.
    w.run(&["render", &format!("{LOOP}/kit.json"), "--format", "md"]).succeeds();
    assert_eq!(w.read(&format!("{LOOP}/kit.md")), whole.replace("A. Rivera", "Z. Quist"));
    let said = w.run(&["generate", "payments", "--format", "md"]);
    assert!(
        said.succeeds().stdout.contains("removed kits/payments/loop/kit--technical.md"),
        "{}",
        said.stdout
    );
    assert_eq!(w.read(&format!("{LOOP}/kit--product.md")), changed, "what a person wrote stays");
}

/// Puts the handouts of an earlier version into the loop, in place of those of this version.
fn as_before(w: &Workspace, text: &str) {
    for name in w.names(LOOP).iter().filter(|name| name.starts_with("handouts--")) {
        std::fs::remove_file(w.path(&format!("{LOOP}/{name}"))).expect("there");
    }
    w.write(&format!("{LOOP}/handouts.md"), text);
    let mut record: Value = serde_json::from_str(&w.read(&format!("{LOOP}/pages.json"))).expect("JSON");
    let pages = record["pages"].as_object_mut().expect("an object");
    pages.retain(|name, _| !name.starts_with("handouts"));
    let hex: String = Sha256::digest("## Orders\n").iter().map(|b| format!("{b:02x}")).collect();
    pages.insert("handouts.md".to_owned(), json!(format!("sha256:{hex}")));
    w.write(&format!("{LOOP}/pages.json"), format!("{record:#}\n"));
}

#[test]
fn the_handouts_of_earlier_versions_give_way_to_those_of_each_round() {
    let w = with_exhibits();
    as_before(&w, "## Orders\n");
    let said = w.run(&["verify", "payments"]);
    assert!(
        said.succeeds().stdout.contains("1 page is unchanged since panelkit wrote it"),
        "{}",
        said.stdout
    );
    // The forms alone do not replace them.
    w.run(&["scorecards", "payments", "--format", "md"]).succeeds();
    assert!(w.path(&format!("{LOOP}/handouts.md")).exists());
    w.run(&["verify", "payments"]).succeeds();
    let w = w.edit(ROLE, "[A. Rivera]", "[Z. Quist]");
    let said = w.run(&["generate", "payments", "--format", "md"]);
    assert!(said.succeeds().stdout.contains("removed kits/payments/loop/handouts.md"), "{}", said.stdout);
    assert!(w.read(&format!("{LOOP}/handouts--technical.md")).starts_with("# Orders of a day\n"));
    w.run(&["verify", "payments"]).succeeds();
}

#[test]
fn handouts_that_a_person_changed_are_not_lost() {
    let w = with_exhibits();
    as_before(&w, "## Orders\n\nBring a pen.\n");
    w.run(&["verify", "payments"]).fails(4, &[]);
    w.run(&["generate", "payments", "--format", "md"]).succeeds();
    assert!(w.read(&format!("{LOOP}/handouts.md")).contains("Bring a pen."));
    assert!(w.path(&format!("{LOOP}/handouts--technical.md")).exists());
}

#[test]
fn the_lead_of_an_anchor_is_bold_and_titles_are_in_the_tables() {
    let w = Workspace::new();
    let anchor = "3: \"**Acts first.** Then *tells* [all](x) **twice**.\"";
    let text = w.read(API).replace("3: \"Acts\"", anchor);
    w.write(API, text.replace("    type: situational", "    title: Broken | client\n    type: situational"));
    w.generate().succeeds();
    w.run(&["scorecards", "payments", "--format", "md"]).succeeds();
    let printed = "**Acts first.** Then \\*tells\\* \\[all\\](x) \\*\\*twice\\*\\*.";
    let kit = w.read(&format!("{LOOP}/kit.md"));
    assert!(kit.contains(&format!("| **3** Yes | {printed} |")), "{kit}");
    assert!(kit.contains("[Question 1: API design: Broken \\| client](#11-api-design)"), "{kit}");
    let pack = w.read(&format!("{LOOP}/scorecards/technical--a-rivera.md"));
    assert!(pack.contains(&format!("- [ ] **3** Yes: {printed}\n")), "{pack}");
    assert!(
        pack.contains("| [Q1](#q1-of-3-api-design \"page\") | API design: Broken \\| client (must-have) | |"),
        "{pack}"
    );
    assert!(pack.contains("## Q1 of 3: API design\n"), "the anchor of the link");
    let json: Value = serde_json::from_str(&w.read(&format!("{LOOP}/kit.json"))).expect("JSON");
    let issued = &json["rounds"][0]["slots"][0]["question"]["anchors"]["3"];
    assert_eq!(issued, "**Acts first.** Then *tells* [all](x) **twice**.", "the kit keeps what was written");
}

#[test]
fn a_pack_asks_for_what_the_scoring_rule_wants() {
    let w = Workspace::new();
    w.generate().succeeds();
    let pack = |w: &Workspace| {
        w.run(&["scorecards", "payments", "--format", "md"]).succeeds();
        w.read(&format!("{LOOP}/scorecards/technical--a-rivera.md"))
    };
    let usual = pack(&w);
    assert!(usual.contains("<!-- recommendation -->\n\n- [ ] **1** Clear no\n- [ ] **2** No\n"), "{usual}");
    assert!(usual.contains("probe can earn **3** Yes at most"), "{usual}");
    let w =
        w.edit(ROLE, "loop: onsite", "loop: onsite\nscoring: { after_probe: full, recommendation: false }");
    w.generate().succeeds();
    let other = pack(&w);
    assert!(!other.contains("recommendation") && !other.contains("at most"), "{other}");
    assert!(other.contains("<!-- summary -->") && other.contains("<!-- box: complete -->"), "{other}");
    w.run(&["verify", "payments"]).succeeds();
}

#[test]
fn a_certificate_claims_nothing_about_rotating_questions_where_none_rotates() {
    let w = Workspace::new().edit(ROLE, "loop: onsite", "loop: onsite\ncore: 1");
    w.generate().succeeds();
    let said = w.run(&["variants", "payments", "--count", "3", "--format", "md"]);
    assert!(said.succeeds().stdout.contains("no question rotates"), "{}", said.stdout);
    let page = w.read("kits/payments/equivalence.md");
    assert!(page.contains("**All candidates are asked the same questions.**"), "{page}");
    for claim in ["partly different", "rotating slots", "**Exposure.**", "**Overlap.**", "-0.00"] {
        assert!(!page.contains(claim), "has `{claim}`:\n{page}");
        assert!(!said.stdout.contains(claim), "has `{claim}`: {}", said.stdout);
    }
    w.run(&["verify", "payments"]).succeeds();
}
