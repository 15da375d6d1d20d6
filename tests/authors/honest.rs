//! What the program says about a loop: how far its questions observe the must-haves, how many of them are public,
//! and what its pages print about questions that people chose.

use serde_json::Value;

use crate::common::{LOOP, Output, ROLE, Workspace};

const TPM: &str = "kits/payments-api-tpm/role.yaml";
const NOT_TOUCHED: &str = "warning[must-have-untouched]";

/// A workspace with the shipped banks and the sample role spec, without a loop.
fn sample() -> Workspace {
    let w = Workspace::empty();
    w.run(&["init"]).succeeds();
    w
}

/// The sample with another text in its last must-have but one.
fn saying(text: &str) -> Workspace {
    sample().edit(TPM, "Has said no to a senior stakeholder and kept the relationship", text)
}

fn generate(w: &Workspace, more: &[&str]) -> Output {
    let output = w.run(&[&["generate", "payments-api-tpm", "--format", "md"], more].concat());
    output.succeeds();
    output
}

#[test]
fn the_sample_role_specs_are_observed_and_no_must_have_is_untouched() {
    let w = sample();
    for (id, bank) in [
        ("checkout-backend-engineer", include_str!("../../kits/checkout-backend-engineer/role.yaml")),
        ("platform-engineering-manager", include_str!("../../kits/platform-engineering-manager/role.yaml")),
    ] {
        w.write(&format!("kits/{id}/role.yaml"), bank);
    }
    let said = w.run(&["check"]);
    assert!(!said.succeeds().stderr.contains("must-have-untouched"), "{}", said.stderr);
    let said = generate(&w, &[]);
    assert!(said.stdout.contains("  6 must-haves observed, each in two rounds or more\n"), "{}", said.stdout);
    assert!(!said.stdout.contains("proved") && !said.stderr.contains("touches"), "{}", said.stdout);
    let page = w.read("kits/payments-api-tpm/loop/kit.md");
    assert!(page.contains("*Observed through API design and lifecycle:* Owns an API contract"), "{page}");
    assert!(!page.contains("Proves") && !page.contains("must prove"));
}

#[test]
fn a_must_have_that_nothing_touches_is_a_warning_with_a_probe_that_ends_it() {
    let w = saying("Can juggle five balls");
    // First a loop that is drawn for the check alone, then the loop on disk.
    for on_disk in [false, true] {
        if on_disk {
            let said = generate(&w, &[]);
            let note = "note: nothing that the loop asks touches the must-have \"Can juggle five balls\"";
            assert_eq!(said.stderr.matches(note).count(), 1, "{}", said.stderr);
        }
        let said = w.run(&["check", "kits/payments-api-tpm"]);
        assert_eq!(said.succeeds().stderr.matches(NOT_TOUCHED).count(), 1, "{}", said.stderr);
        for words in
            ["`Can juggle five balls`", "role.yaml:25:5", "probe: \"This role asks", "balls. When did"]
        {
            assert!(said.stderr.contains(words), "lacks `{words}`: {}", said.stderr);
        }
    }
    let said = w.run(&["check", "kits/payments-api-tpm"]).stderr;
    let probe = said.split_once("such as `").and_then(|(_, rest)| rest.split_once("`\n")).expect("a probe").0;
    let text = w.read(TPM);
    let with = text.replacen(
        "competency: prioritisation\n",
        &format!("competency: prioritisation\n    {probe}\n"),
        1,
    );
    w.write(TPM, with);
    assert!(!w.run(&["check"]).succeeds().stderr.contains(NOT_TOUCHED));
    // The role spec may allow the warning, or deny it.
    w.write(TPM, format!("{text}lints: {{ allow: [must-have-untouched] }}\n"));
    assert!(!w.run(&["check"]).succeeds().stderr.contains("must-have-untouched"));
    assert!(!generate(&w, &["--force"]).stderr.contains("touches"));
    w.write(TPM, format!("{text}lints: {{ deny: [must-have-untouched] }}\n"));
    w.run(&["check"]).fails(1, &["error[must-have-untouched]"]);
}

#[test]
fn a_must_have_with_evidence_or_a_related_word_is_touched() {
    let w = saying("Juggles the ranking of jobs on payments");
    assert!(!w.run(&["check"]).succeeds().stderr.contains(NOT_TOUCHED));
    let w = saying("Juggles");
    assert!(w.run(&["check"]).succeeds().stderr.contains(NOT_TOUCHED));
    generate(&w, &[]);
    let kit: Value = serde_json::from_str(&w.read("kits/payments-api-tpm/loop/kit.json")).expect("JSON");
    let rounds = kit["rounds"].as_array().expect("rounds");
    let mut slots = rounds.iter().flat_map(|r| r["slots"].as_array().expect("slots"));
    let slot = slots.find(|slot| slot["competency"] == "prioritisation").expect("a slot");
    let evidence =
        format!("prioritisation\n    evidence: [{}]\n", slot["question"]["id"].as_str().expect("an id"));
    let w = w.edit(TPM, "prioritisation\n", &evidence);
    assert!(!w.run(&["check"]).succeeds().stderr.contains(NOT_TOUCHED));
}

#[test]
fn a_must_have_that_one_round_observes_is_named_with_its_round() {
    let once = "loop: [{ round: technical, minutes: 45, competencies: [api-design] }, \
                { round: product, title: Product talk, minutes: 45, competencies: [data-fluency] }]";
    let w = Workspace::new().edit(ROLE, "loop: onsite", once).edit(
        ROLE,
        "must_haves:\n",
        "must_haves:\n  - { text: Distrusts data, competency: data-fluency }\n",
    );
    let output = w.run(&["generate", "payments", "--format", "md", "--report", "json"]);
    let report: Value = serde_json::from_str(&output.succeeds().stdout).expect("JSON");
    let plan = &report["outcome"]["plan"];
    let rounds: Vec<&Value> =
        plan["once"].as_array().expect("a list").iter().map(|it| &it["round"]).collect();
    assert_eq!(rounds, ["product", "technical"]);
    // The bank `small` is not a shipped one.
    assert_eq!((&plan["public"], &plan["questions"]), (&Value::Null, &kit_questions(&w)));
    let said = w.generate().succeeds().stdout.clone();
    let lines =
        "  2 must-haves observed, 2 of them in one round only:\n    only in `Product talk`: Distrusts data\n";
    assert!(said.contains(lines) && said.contains("`: Owns an API contract\n"), "{said}");
    assert!(!said.contains("public"), "{said}");
}

fn kit_questions(w: &Workspace) -> Value {
    let kit: Value = serde_json::from_str(&w.read(&format!("{LOOP}/kit.json"))).expect("JSON");
    let rounds = kit["rounds"].as_array().expect("rounds");
    rounds.iter().map(|round| round["slots"].as_array().map_or(0, Vec::len)).sum::<usize>().into()
}

#[test]
fn own_questions_and_edited_questions_are_not_public() {
    let w = sample();
    let said = generate(&w, &["--out", "first"]).stdout;
    assert!(said.contains("  18 of 18 questions are public: they ship with panelkit;"), "{said}");
    let kit: Value = serde_json::from_str(&w.read("first/kit.json")).expect("JSON");
    let round =
        kit["rounds"].as_array().expect("rounds").iter().find(|r| r["id"] == "api-design").expect("a round");
    let slot = round["slots"].as_array().expect("slots").iter().find(|s| s["competency"] == "api-design");
    let edited = slot.expect("a slot")["question"]["id"].as_str().expect("an id").to_owned();
    let file = "question_banks/technical-product-manager/api-design.yaml";
    let text = w.read(file);
    let at = text.find(&format!("- id: {edited}\n")).expect("in its file");
    let prompt = at + text[at..].find("prompt: \"").expect("a prompt") + "prompt: \"".len();
    w.write(file, format!("{}On a Monday: {}", &text[..prompt], &text[prompt..]));
    w.write(
        "kits/payments-api-tpm/questions.yaml",
        "competency: prioritisation\nquestions:\n  - id: own-refusal\n    depth: middle\n    type: behavioral\n    \
         minutes: 9\n    prompt: What did you refuse last?\n    anchors: { 1: a, 2: b, 3: c, 4: d }\n",
    );
    let pins = format!("pin: {{ product-sense: [own-refusal], api-design: [{edited}] }}\n");
    w.write(TPM, w.read(TPM) + &pins);
    let said = generate(&w, &["--out", "second"]).stdout;
    assert!(said.contains("  16 of 18 questions are public:"), "{said}");
    let kit = w.read("second/kit.json");
    assert!(kit.contains("\"own-refusal\"") && kit.contains("On a Monday: "));
}

/// The small workspace with a pin and its reason, an own question without anchors in a round with `ask`, a probe of
/// the must-have and a brief.
fn chosen() -> Workspace {
    Workspace::new()
        .edit(ROLE, "competency: api-design\n", "competency: api-design\n    probe: Who signs an API contract?\n")
        .edit(
            ROLE,
            "loop: onsite\n",
            "loop:\n  from: onsite\n  add: [{ round: values, minutes: 30, ask: [ceo-candour] }]\n\
             pin: { technical: [{ question: api-two, why: \"Our own *case*.\" }], product: [api-three] }\n\
             brief: { technical: Agree who asks. }\n",
        )
        .with(
            "kits/payments/questions.yaml",
            "competency: data-fluency\nquestions:\n  - id: ceo-candour\n    depth: middle\n    type: behavioral\n    \
             minutes: 6\n    prompt: What did you tell your boss?\n",
        )
}

#[test]
fn pages_print_reasons_probes_of_must_haves_and_briefs() {
    let w = chosen();
    w.generate().succeeds();
    w.run(&["scorecards", "payments", "--format", "md"]).succeeds();
    let kit = w.read(&format!("{LOOP}/kit.md"));
    let round = kit.split("\n## Round ").find(|part| part.starts_with("1: ")).expect("round 1");
    let top = round.split("\n### ").next().expect("the top of the round");
    assert!(top.contains("> **Read this before you go in.** Agree who asks."), "{top}");
    assert_eq!(kit.matches("Agree who asks.").count(), 1);
    let question = |id: &str| {
        let part = kit
            .split("\n### ")
            .find(|part| part.contains(&format!("What about {id} and")))
            .expect("a question");
        part.split("\n## ").next().expect("text").to_owned()
    };
    let two = question("api-two");
    assert!(
        two.contains(
            "· asked of every candidate · api-two*\n\n*Chosen for this opening:* Our own \\*case\\*.\n"
        ),
        "{two}"
    );
    let probes = "- Why?\n- *If they stop:* What next?\n- *For the must-have:* Who signs an API contract?\n";
    assert!(two.contains(probes), "{two}");
    assert!(question("api-three").contains("*Chosen for this opening.*\n"));
    assert_eq!(kit.matches("*Chosen for this opening").count(), 2);
    for file in w.files(&format!("{LOOP}/scorecards")) {
        let text = String::from_utf8(file.1).expect("UTF-8");
        let is_technical = file.0.starts_with("technical");
        assert_eq!(text.contains("Agree who asks."), is_technical, "{}", file.0);
        assert_eq!(text.contains("*Chosen for this opening:* Our own"), is_technical, "{}", file.0);
    }
}

#[test]
fn a_question_without_anchors_says_so_once_and_keeps_its_rating_row() {
    let w = chosen();
    w.generate().succeeds();
    w.run(&["scorecards", "payments", "--format", "md"]).succeeds();
    let no_anchors = "This question has no anchors, so the scores have only their names";
    let kit = w.read(&format!("{LOOP}/kit.md"));
    assert_eq!(kit.matches(no_anchors).count(), 1);
    assert!(kit.contains("\n**1** Clear no · **2** No · **3** Yes · **4** Clear yes\n"), "{kit}");
    let card = w.read(&format!("{LOOP}/scorecards/values--interviewer.md"));
    assert_eq!(card.matches(no_anchors).count(), 1);
    let rating = "<!-- rating values.1 -->\n\n- [ ] **1** Clear no\n- [ ] **2** No\n- [ ] **3** Yes\n- [ ] **4** Clear yes\n- [ ] **na** not assessed: not asked, or no time for an answer; a weak answer is not \"not assessed\"\n\n<!-- /rating -->";
    assert!(card.contains(rating), "{card}");
    assert!(!kit.contains("no anchor for this score") && !card.contains("no anchor for this score"));
}

#[test]
fn the_certificate_names_chosen_questions_with_their_reasons() {
    let w = chosen();
    w.generate().succeeds();
    w.run(&["variants", "payments", "--candidates", "ana", "ben", "--format", "md"]).succeeds();
    let page = w.read("kits/payments/equivalence.md");
    for words in [
        "was chosen for this opening: Our own \\*case\\*.",
        "was chosen for this opening.",
        "is in the list that its round asks of every candidate.",
        "people chose what is asked in 3 slots",
        "The questions in 1 slot have no anchors",
        "they are not shown to be equally hard",
    ] {
        assert!(page.contains(words), "lacks `{words}`:\n{page}");
    }
    let data: Value = serde_json::from_str(&w.read("kits/payments/equivalence.json")).expect("JSON");
    let slots: Vec<&Value> = data["rounds"].as_array().expect("rounds").iter().map(|r| &r["slots"]).collect();
    let slots = slots.iter().flat_map(|slots| slots.as_array().expect("a list"));
    let chosen: Vec<(&Value, &Value)> =
        slots.map(|s| (&s["chosen"], &s["reason"])).filter(|(chosen, _)| !chosen.is_null()).collect();
    assert_eq!(chosen.iter().filter(|(how, _)| **how == "pin").count(), 2);
    assert_eq!(chosen.iter().filter(|(how, _)| **how == "ask").count(), 1);
    assert_eq!(chosen.iter().filter(|(_, why)| **why == "Our own *case*.").count(), 1);
}
