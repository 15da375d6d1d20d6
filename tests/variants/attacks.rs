//! What an adversary found, so that it stays found.

use panelkit::model::sha256;

use super::site::{CANDIDATES, REQ, base, issue, kit, site, tree};

const ROLE: &str = "kits/payments-api-tpm/role.yaml";
const LOOP: &str = "kits/payments-api-tpm/loop";

#[test]
fn a_page_forged_together_with_its_record_is_noticed() {
    let w = site();
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    let page = w.read(&format!("{LOOP}/kit.md"));
    let forged = page.replacen("Clear no", "Clear maybe", 1);
    let record = w.read(&format!("{LOOP}/pages.json")).replace(&sha256(&page), &sha256(&forged));
    w.write(&format!("{LOOP}/kit.md"), &forged);
    w.write(&format!("{LOOP}/pages.json"), record);
    let said = w.run(&["verify"]);
    let words = "1 page is unchanged since panelkit wrote it, but the theme, fonts and templates of this run would produce a different page";
    assert!(said.succeeds().stdout.contains(words), "{}", said.stdout);
}

#[test]
fn line_ends_that_version_control_put_in_are_no_change() {
    let w = site();
    issue(&w, &["--candidates", "ana", "--format", "md"]).succeeds();
    for name in tree(w.root()).into_keys().filter(|name| name.starts_with("kits/") && !name.ends_with(".pdf"))
    {
        w.write(&name, w.read(&name).replace('\n', "\r\n"));
    }
    w.run(&["verify"]).succeeds();
    w.write(ROLE, w.read(ROLE).replace("Priya Raman", "Ada Byron"));
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    assert!(w.read(&format!("{CANDIDATES}/ana/kit.md")).contains("Ada Byron"));
}

#[test]
fn texts_of_a_kit_forge_no_line_of_a_message() {
    let w = site();
    w.run(&["generate", REQ, "--format", "json"]).succeeds();
    for (key, value) in
        [("generator", "panelkit\nall verified"), ("seed", "a\nall verified"), ("req", "a\nall verified")]
    {
        let mut kit = base(&w);
        match key {
            "generator" => kit.generator = value.to_owned(),
            "seed" => kit.seed = value.to_owned(),
            _ => kit.req = value.to_owned(),
        }
        let sealed = panelkit::issue::to_json(&panelkit::issue::seal(kit));
        w.write("other.json", sealed);
        let said = w.run(&["diff", "other.json", &format!("{LOOP}/kit.json")]);
        said.fails(1, &["bad-kit"]);
        assert!(!said.stderr.lines().any(|line| line.trim() == "all verified"), "{}", said.stderr);
    }
    w.run(&["generate", REQ, "--seed", "a\nb"]).fails(2, &["one line"]);
}

#[test]
fn a_status_that_would_change_more_is_not_set() {
    let w = site();
    let bank = "question_banks/small/api-design.yaml";
    let text = w.read(bank);
    for odd in [
        text.replace('\n', "\r"),
        text.replacen("    type:", "    status: &s active\n    type:", 1)
            .replace("  - id: api-two\n", "  - id: api-two\n    status: *s\n"),
    ] {
        w.write(bank, &odd);
        let status = w.run(&["bank", "retire", "api-one", "small"]).status;
        w.run(&["check", "question_banks/small"]).succeeds();
        assert!(status == Some(0) || status == Some(5) && w.read(bank) == odd, "{status:?}");
    }
}

#[test]
fn a_report_is_given_for_wrong_usage_too() {
    let w = site();
    for args in [
        &["generate", "--report", "json"][..],
        &["generate", REQ, "--bad", "--report=json"],
        &["generate", "../x", "--report", "json"],
        &["variants", REQ, "--report", "json"],
        &["--workspace", "no-such-folder", "generate", REQ, "--report", "json"],
    ] {
        let out = w.run(args);
        let report: serde_json::Value = serde_json::from_str(&out.fails(2, &[]).stdout).expect(&out.stdout);
        assert!(
            report["status"] == 2 && report["error"].as_str().is_some_and(|text| !text.is_empty()),
            "{args:?}"
        );
    }
}

#[test]
fn rosters_and_addresses_are_refused_with_their_reason() {
    let w = site();
    w.run(&["generate", REQ, "--format", "json"]).succeeds();
    issue(&w, &["--candidates", "no-such.csv"]).fails(2, &["there is no roster"]);
    w.write("people.csv", "id\nada@example.com\n");
    let said = issue(&w, &["--candidates", "people.csv"]);
    assert!(!said.fails(1, &["bad-id"]).stderr.contains("did you mean"), "{}", said.stderr);
}

#[test]
fn one_form_on_other_paper_leaves_the_rest_as_it_is() {
    let w = site();
    w.run(&["generate", REQ, "--format", "pdf"]).succeeds();
    let before = tree(&w.path(LOOP));
    w.run(&["scorecards", REQ, "--round", "api-design", "--format", "pdf", "--paper", "letter"]).succeeds();
    w.write(ROLE, w.read(ROLE).replace("Priya Raman", "Ada Byron"));
    w.run(&["generate", REQ, "--format", "pdf"]).succeeds();
    let page = tree(&w.path(LOOP)).remove("kit.pdf").expect("there");
    let other = site();
    other.write(ROLE, w.read(ROLE));
    other.run(&["generate", REQ, "--format", "pdf"]).succeeds();
    assert!(page == tree(&other.path(LOOP)).remove("kit.pdf").expect("there"), "still on A4");
    assert!(before["kit.pdf"] != page);
}

#[test]
fn another_title_of_the_bank_does_not_weaken_the_proof() {
    let w = site();
    issue(&w, &["--candidates", "ana", "ben", "--format", "md"]).succeeds();
    let bank = "question_banks/technical-product-manager/bank.yaml";
    w.write(bank, w.read(bank).replacen("title: ", "title: The ", 1));
    let said = w.run(&["verify"]);
    assert!(!said.succeeds().stdout.contains("not drawn again"), "{}", said.stdout);
}

#[test]
fn a_loop_that_is_made_again_takes_its_particulars_to_the_candidates() {
    let w = site();
    issue(&w, &["--candidates", "ana", "--format", "md"]).succeeds();
    let digest = kit(&w, "ana").digest;
    std::fs::remove_dir_all(w.path(LOOP)).expect("there");
    w.write(ROLE, w.read(ROLE).replace("Priya Raman", "Ada Byron"));
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    assert!(w.read(&format!("{CANDIDATES}/ana/kit.md")).contains("Ada Byron"));
    assert_eq!(kit(&w, "ana").digest, digest);
    w.run(&["verify"]).succeeds();
}

/// `generate` and `reissue` are killed after the kits and before the certificate.
#[test]
fn a_certificate_that_a_killed_run_left_behind_is_made_again() {
    let w = site();
    issue(&w, &["--candidates", "ana", "ben", "--format", "md"]).succeeds();
    let pages = ["equivalence.json", "equivalence.md", "pages.json"].map(|n| format!("kits/{REQ}/{n}"));
    let old = pages.clone().map(|name| w.read(&name));
    let take_back = || pages.iter().zip(&old).for_each(|(name, text)| w.write(name, text));
    w.write(ROLE, w.read(ROLE).replace("Technical Product Manager, Payments API", "Another title"));
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    take_back();
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    assert!(w.read(&pages[1]).contains("Another title"));
    let gone = kit(&w, "ana").slots().find(|s| !s.core).expect("a rotating slot").question.id.clone();
    w.run(&["bank", "compromise", &gone]).succeeds();
    w.run(&["reissue", REQ]).succeeds();
    let new = w.read(&pages[0]);
    take_back();
    w.run(&["reissue", REQ]).succeeds();
    assert_eq!(w.read(&pages[0]), new);
}

#[test]
fn fonts_and_templates_of_ones_own_are_asked_for_again() {
    let w = site();
    w.write("own/kit.md.hbs", "# {{role.title}} in our words\n");
    issue(&w, &["--candidates", "ana", "--format", "md", "--templates", "own"]).succeeds();
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    w.write(ROLE, w.read(ROLE).replace("Technical Product Manager, Payments API", "Another title"));
    let before = tree(w.root());
    w.run(&["generate", REQ, "--format", "md"])
        .fails(1, &["made with your own fonts or templates", "candidates/ana", "--templates", "--force"]);
    assert!(before == tree(w.root()));
    w.run(&["generate", REQ, "--format", "md", "--templates", "own"]).succeeds();
    let page = w.read(&format!("{CANDIDATES}/ana/kit.md"));
    assert_eq!(page, "# Another title in our words\n");
    w.run(&["generate", REQ, "--format", "md", "--force"]).succeeds();
    w.run(&["verify"]).succeeds();
}

#[test]
fn no_loop_is_written_into_what_was_issued() {
    let w = site();
    issue(&w, &["--candidates", "ana", "--format", "md"]).succeeds();
    let before = tree(w.root());
    for out in ["loop", "loop/history", "loop/scorecards", "new", "../payments-api-tpm/loop"] {
        let out = format!("kits/{REQ}/{out}");
        w.run(&["generate", REQ, "--out", &out, "--force"]).fails(2, &["is only for issued kits"]);
    }
    assert!(before == tree(w.root()));
    w.run(&["generate", REQ, "--format", "md", "--out", "elsewhere"]).succeeds();
}

#[test]
fn a_role_spec_with_errors_is_no_difference_of_a_kit() {
    let w = site();
    issue(&w, &["--candidates", "ana", "--format", "md"]).succeeds();
    w.write(ROLE, w.read(ROLE).replace("depth: middle", "depth: midle"));
    let said = w.run(&["verify"]);
    said.fails(1, &["unknown-depth", "role.yaml:"]);
    assert_eq!(said.stdout.matches("the bank or the role spec has errors").count(), 2, "{}", said.stdout);
}

/// The loop cannot be read and is replaced by force: one run does all there is to do.
#[test]
fn a_loop_in_the_place_of_an_unreadable_one_leaves_no_work() {
    let w = site();
    issue(&w, &["--candidates", "ana", "--format", "md"]).succeeds();
    w.run(&["scorecards", REQ, "--format", "md"]).succeeds();
    let file = format!("{LOOP}/kit.json");
    let half = w.read(&file)[..20_000].to_owned();
    w.write(&file, &half);
    w.write(ROLE, w.read(ROLE).replace("core: 0.3", "core: 0.6").replace("Priya Raman", "Ada Byron"));
    w.run(&["generate", REQ, "--format", "md", "--force"]).succeeds();
    assert!(w.read(&format!("{CANDIDATES}/ana/kit.md")).contains("Ada Byron"));
    assert!(tree(&w.path(LOOP)).into_values().any(|bytes| bytes == half.as_bytes()), "the old file is lost");
    let before = tree(w.root());
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    assert!(before == tree(w.root()), "a second run found work left");
}

#[test]
fn the_same_run_again_has_nothing_to_do() {
    let w = site();
    w.write("own/scorecard.md.hbs", "# {{role.title}}: {{#if candidate_name}}{{candidate_name}}{{/if}}\n");
    issue(&w, &["--candidates", "ana", "ben", "--format", "md"]).succeeds();
    let form = format!("{CANDIDATES}/ana/scorecards/technical-depth--j-chen.md");
    w.write(&form, w.read(&form).replacen("- [ ] **3**", "- [x] **3**", 1));
    let file = format!("{CANDIDATES}/ana/candidate.yaml");
    w.write(&file, w.read(&file) + "name: Ada\n");
    w.write(ROLE, w.read(ROLE).replace("\"J. Chen\"", "\"Lev Ché\""));
    for args in [
        &["generate", REQ, "--format", "md", "--templates", "own"][..],
        &["generate", REQ, "--format", "md", "--force"],
    ] {
        w.run(args).succeeds();
        let before = tree(w.root());
        let again = w.run(args);
        assert!(before == tree(w.root()), "{args:?}: {}", again.stdout);
        assert!(!again.succeeds().stdout.contains("written again"), "{}", again.stdout);
    }
    assert!(w.read(&format!("{CANDIDATES}/ben/kit.md")).contains("Lev Ché"));
    assert!(
        !w.read(&format!("{CANDIDATES}/ben/scorecards/technical-depth--lev-che.md")).starts_with("# Tech")
    );
}

#[test]
fn forms_with_templates_of_ones_own_are_asked_about_too() {
    let w = site();
    w.write("own/scorecard.md.hbs", "# {{role.title}} in our words\n");
    issue(&w, &["--candidates", "ana", "--format", "md"]).succeeds();
    w.run(&["scorecards", REQ, "--candidate", "ana", "--format", "md", "--templates", "own"]).succeeds();
    w.write(ROLE, w.read(ROLE).replace("Technical Product Manager, Payments API", "Another title"));
    w.run(&["generate", REQ, "--format", "md"])
        .fails(1, &["made with your own fonts or templates", "candidates/ana"]);
}

#[test]
fn a_candidate_whose_kit_is_gone_is_told() {
    let w = site();
    issue(&w, &["--candidates", "ana", "ben", "--format", "md"]).succeeds();
    std::fs::remove_file(w.path(&format!("{CANDIDATES}/ben/kit.json"))).expect("there");
    let said = w.run(&["verify"]);
    assert!(
        said.fails(4, &[]).stdout.contains("candidates/ben: has pages, but its kit is missing"),
        "{}",
        said.stdout
    );
    w.run(&["generate", REQ, "--format", "md"])
        .fails(5, &["candidates/ben", "its kit is missing", "version control"]);
}

#[test]
fn a_certificate_forged_with_its_record_is_noticed() {
    let w = site();
    issue(&w, &["--candidates", "ana", "--format", "md"]).succeeds();
    let page = w.read(&format!("kits/{REQ}/equivalence.md"));
    let forged = page.replacen("core", "forged", 1);
    let file = format!("kits/{REQ}/pages.json");
    w.write(&file, w.read(&file).replace(&sha256(&page), &sha256(&forged)));
    w.write(&format!("kits/{REQ}/equivalence.md"), &forged);
    let said = w.run(&["verify"]);
    assert!(
        said.succeeds().stdout.contains("equivalence.md` is unchanged since panelkit wrote it"),
        "{}",
        said.stdout
    );
}

/// What people wrote stands where a new page goes: a form whose interviewer left and comes back, a file of that
/// name, pages in a loop without its kit.
#[test]
fn no_text_of_a_person_is_in_the_way_of_a_new_page_for_good() {
    let w = site();
    issue(&w, &["--candidates", "ana", "--format", "md"]).succeeds();
    w.run(&["scorecards", REQ, "--format", "md"]).succeeds();
    let homes = [format!("{CANDIDATES}/ana"), LOOP.to_owned()];
    let filled: Vec<String> = homes
        .iter()
        .map(|home| {
            let form = format!("{home}/scorecards/technical-depth--j-chen.md");
            let text = w.read(&form).replacen("- [ ] **3**", "- [x] **3**", 1) + "\nMy note.\n";
            w.write(&form, &text);
            w.write(&format!("{home}/scorecards/technical-depth--new-person.md"), "A file of mine.\n");
            text
        })
        .collect();
    let there = |bytes: &str| tree(w.root()).into_values().filter(|b| b == bytes.as_bytes()).count();
    let role = w.read(ROLE);
    w.write(ROLE, role.replace("\"J. Chen\"", "\"New Person\""));
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    assert_eq!(there("A file of mine.\n"), 2);
    w.write(ROLE, &role);
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    for (home, text) in homes.iter().zip(&filled) {
        assert_eq!(w.read(&format!("{home}/scorecards/technical-depth--j-chen.md")), *text);
    }
    w.run(&["verify"]).succeeds();
    let page = w.read(&format!("{LOOP}/kit.md")) + "\nOur own words.\n";
    w.write(&format!("{LOOP}/kit.md"), &page);
    std::fs::remove_file(w.path(&format!("{LOOP}/kit.json"))).expect("there");
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    assert_eq!(there(&page), 1);
}
