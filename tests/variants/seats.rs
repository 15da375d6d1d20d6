//! Another interviewer for one candidate, by `scorecards --as` or in `candidate.yaml`.

use panelkit::model::Kit;

use crate::common::{Output, Workspace};
use crate::site::{CANDIDATES, REQ, base, issue, kit, questions, site, tree};

const ROLE: &str = "kits/payments-api-tpm/role.yaml";

fn desk() -> Workspace {
    let w = site();
    issue(&w, &["--candidates", "ana", "ben", "--format", "md"]).succeeds();
    w
}

fn file(candidate: &str) -> String {
    format!("{CANDIDATES}/{candidate}/candidate.yaml")
}

fn people(kit: &Kit, round: &str) -> Vec<String> {
    kit.rounds.iter().find(|r| r.id == round).expect("a round").interviewers.clone()
}

fn seat(w: &Workspace, old: &str, new: &str) -> Output {
    let line = ["scorecards", REQ, "--candidate", "ana", "--format", "md", "--interviewer", old, "--as", new];
    w.run(&line)
}

fn forms(w: &Workspace, candidate: &str) -> Vec<String> {
    w.names(&format!("{CANDIDATES}/{candidate}/scorecards"))
}

#[test]
fn a_person_of_any_script_takes_one_seat_for_one_candidate() {
    let w = desk();
    let (ana, ben, loop_kit) = (kit(&w, "ana"), kit(&w, "ben"), base(&w));
    let text = w.read(&file("ana")).replace('\n', "\r\n") + "# a last word\r\n";
    w.write(&file("ana"), &text);
    let mut before = "J. Chen".to_owned();
    for name in [
        "Zo\u{eb} \u{d6}zt\u{fc}rk",
        "\u{418}\u{440}\u{438}\u{43d}\u{430} \u{41a}\u{438}\u{43c}",
        "\u{674e}\u{96f7}",
        "\u{645}\u{62d}\u{645}\u{62f} \u{639}\u{644}\u{64a}",
        "\u{905}\u{928}\u{940}\u{924}\u{93e}",
        "\u{395}\u{3bb}\u{3ad}\u{3bd}\u{3b7}",
    ] {
        let old_forms = forms(&w, "ana");
        let said = seat(&w, &before, name);
        assert!(
            said.succeeds()
                .stdout
                .contains(&format!("{name} interviews in technical-depth instead of {before}")),
            "{}",
            said.stdout
        );
        let now = kit(&w, "ana");
        assert_eq!(people(&now, "technical-depth"), ["A. Rivera".to_owned(), name.to_owned()]);
        assert_eq!((&now.digest, questions(&now)), (&ana.digest, questions(&ana)), "the interview stays");
        let new_forms = forms(&w, "ana");
        assert_eq!(new_forms.len(), old_forms.len(), "{new_forms:?}");
        let line = format!("\ninterviewer: {name}\n");
        let shown = |form: &String| w.read(&format!("{CANDIDATES}/ana/scorecards/{form}")).contains(&line);
        assert_eq!(new_forms.iter().filter(|f| shown(f)).count(), 1, "{name}");
        assert!(w.read(&format!("{CANDIDATES}/ana/kit.md")).contains(name));
        w.run(&["verify", REQ]).succeeds();
        let before_again = tree(w.root());
        let again = seat(&w, &before, name);
        assert!(again.succeeds().stdout.contains("already"), "{}", again.stdout);
        assert!(before_again == tree(w.root()), "the second run wrote something");
        let nothing = w.run(&["generate", REQ, "--format", "md"]);
        assert!(nothing.succeeds().stdout.contains("nothing to do"), "{}", nothing.stdout);
        before = name.to_owned();
    }
    let now = w.read(&file("ana"));
    assert!(now.starts_with(&text), "{now}");
    assert!(
        now.ends_with(&format!("interviewers: {{ technical-depth: [\"A. Rivera\", \"{before}\"] }}\r\n")),
        "{now}"
    );
    assert!(!now.replace("\r\n", "").contains('\n'));
    assert_eq!((kit(&w, "ben"), base(&w)), (ben, loop_kit));
}

#[test]
fn other_particulars_and_repairs_keep_the_person() {
    let w = desk();
    seat(&w, "Chen", "I. Sol").succeeds();
    w.write(
        ROLE,
        w.read(ROLE).replace("A. Rivera", "Z. Quist").replace("Payments API\n", "Payments API II\n"),
    );
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    // The list in `candidate.yaml` is whole: it replaces that of the role spec.
    assert_eq!(people(&kit(&w, "ana"), "technical-depth"), ["A. Rivera", "I. Sol"]);
    assert_eq!(people(&kit(&w, "ben"), "technical-depth"), ["Z. Quist", "J. Chen"]);
    w.run(&["verify", REQ]).succeeds();
    let gone = kit(&w, "ana").slots().find(|s| !s.core).expect("a slot").question.id.clone();
    w.run(&["bank", "compromise", &gone]).succeeds();
    w.run(&["reissue", REQ]).succeeds();
    assert!(!questions(&kit(&w, "ana")).contains(&gone));
    assert_eq!(people(&kit(&w, "ana"), "technical-depth"), ["A. Rivera", "I. Sol"]);
    w.run(&["verify", REQ]).succeeds();
    let slot = kit(&w, "ana").slots().find(|s| !s.core).expect("a slot").id.clone();
    w.run(&["reissue", REQ, "--candidate", "ana", "--slot", &slot]).succeeds();
    assert_eq!(people(&kit(&w, "ana"), "technical-depth"), ["A. Rivera", "I. Sol"]);
    w.run(&["verify", REQ]).succeeds();
}

#[test]
fn the_form_of_the_person_before_moves_if_it_was_written_on() {
    let w = desk();
    let form = format!("{CANDIDATES}/ana/scorecards/technical-depth--j-chen.md");
    let filled = w.read(&form).replacen("- [ ] **3**", "- [x] **3**", 1) + "\nSaw the log first.\n";
    w.write(&form, &filled);
    let other = format!("{CANDIDATES}/ana/scorecards/technical-depth--a-rivera.md");
    let kept = w.read(&other).replacen("- [ ] **3**", "- [x] **3**", 1);
    w.write(&other, &kept);
    let said = seat(&w, "Chen", "I. Sol");
    assert!(said.succeeds().stderr.contains("moved to `history/"), "{}", said.stderr);
    let past = format!(
        "{CANDIDATES}/ana/history/{}/scorecards/technical-depth--j-chen.md",
        &kit(&w, "ana").digest[7..19]
    );
    assert_eq!((w.read(&past), w.read(&other)), (filled, kept));
    assert!(!w.path(&form).exists() && w.path(&form.replace("j-chen", "i-sol")).exists());
    w.run(&["verify", REQ]).succeeds();
    let page = format!("{CANDIDATES}/ana/kit.md");
    w.write(&page, w.read(&page) + "\nMy own words.\n");
    let before = tree(w.root());
    seat(&w, "Sol", "K. Ito").fails(1, &["changed by hand", "--force"]);
    assert!(before == tree(w.root()));
}

#[test]
fn as_names_one_seat_of_one_candidate() {
    let w = desk();
    let before = tree(w.root());
    let run =
        |more: &[&str]| w.run(&[&["scorecards", REQ, "--as", "I. Sol", "--format", "md"], more].concat());
    run(&[]).fails(2, &["--candidate"]);
    run(&["--candidate", "ana"]).fails(2, &["takes one seat", "add `--round` with"]);
    run(&["--candidate", "ana", "--round", "technical-depth"])
        .fails(2, &["add `--interviewer` with `A. Rivera` or `J. Chen`"]);
    run(&["--candidate", "ana", "--interviewer", "Nobody"])
        .fails(2, &["finds no seat for `Nobody`", "A. Rivera"]);
    w.run(&["scorecards", REQ, "--candidate", "ana", "--interviewer", "Chen", "--as", "A. Rivera"])
        .fails(2, &["`A. Rivera` is an interviewer of `technical-depth` already"]);
    w.run(&["scorecards", REQ, "--candidate", "ana", "--interviewer", "Chen", "--as", " "])
        .fails(2, &["name"]);
    assert!(before == tree(w.root()), "a refused run wrote something");
    w.run(&["held", REQ, "ana", "--date", "2026-05-21"]).succeeds();
    let before = tree(w.root());
    seat(&w, "Chen", "I. Sol").fails(1, &["held on 2026-05-21"]);
    assert!(before == tree(w.root()), "a held kit changed");
}

#[test]
fn a_file_written_by_hand_reaches_new_and_issued_kits() {
    let w = desk();
    let text = "# Who can\ninterviewers:\n  technical-depth:\n    - I. Sol  # asks\n";
    w.write(&file("ana"), text);
    w.write(&file("cid"), text);
    let stale = w.run(&["verify", REQ]);
    assert!(stale.succeeds().stdout.contains("or `candidate.yaml`"), "{}", stale.stdout);
    issue(&w, &["--candidates", "cid", "--format", "md"]).succeeds();
    assert_eq!(people(&kit(&w, "cid"), "technical-depth"), ["I. Sol"]);
    let said = w.run(&["generate", REQ, "--format", "md"]);
    assert!(said.succeeds().stdout.contains("particulars changed (interviewers)"), "{}", said.stdout);
    assert_eq!(people(&kit(&w, "ana"), "technical-depth"), ["I. Sol"]);
    w.run(&["verify", REQ]).succeeds();
    seat(&w, "Sol", "K. Ito").succeeds();
    assert_eq!(w.read(&file("ana")), text.replace("- I. Sol", "- \"K. Ito\""));
    w.run(&["verify", REQ]).succeeds();
    w.write(&file("ben"), "interviewers:\n  technical-dept: [I. Sol]\n");
    for line in [&["generate", REQ][..], &["check"]] {
        w.run(line).fails(1, &["unknown-round", "ben/candidate.yaml:2:3", "did you mean `technical-depth`?"]);
    }
    w.run(&["verify", REQ]).fails(4, &["unknown-round"]);
}

#[test]
fn what_stands_and_what_would_be_drawn_today_are_told_apart() {
    let w = desk();
    let explain = |id: &str, path: &str| {
        let json = w.run(&["explain", id, "--kit", path, "--format", "json"]);
        let found: serde_json::Value = serde_json::from_str(&json.succeeds().stdout).expect("JSON");
        (found, w.run(&["explain", id, "--kit", path]).stdout)
    };
    let paths = [format!("kits/{REQ}/loop/kit.json"), format!("{CANDIDATES}/ana/kit.json")];
    for (path, kit) in paths.iter().zip([base(&w), kit(&w, "ana")]) {
        for core in [true, false] {
            let slot = kit.slots().find(|s| s.core == core).expect("a slot");
            let (found, said) = explain(&slot.id, path);
            assert_eq!(
                (&found["question"], &found["today"]["question"]),
                (&slot.question.id.as_str().into(), &slot.question.id.as_str().into())
            );
            assert_eq!(found["today"]["same"], true);
            assert!(
                said.contains("stands in slot") && said.contains("today the draw gives the same question"),
                "{said}"
            );
        }
    }
    let gone: Vec<_> = [base(&w), kit(&w, "ana")]
        .iter()
        .map(|kit| kit.slots().find(|s| !s.core).expect("a slot").clone())
        .collect();
    for slot in &gone {
        w.run(&["bank", "retire", &slot.question.id]).succeeds();
    }
    for (path, slot) in paths.iter().zip(&gone) {
        let (found, said) = explain(&slot.question.id, path);
        assert_eq!(found["question"], slot.question.id.as_str());
        assert_eq!(
            (&found["today"]["result"], &found["today"]["same"]),
            (&"drawn".into(), &false.into()),
            "{found:#}"
        );
        let today = found["today"]["question"].as_str().expect("an id");
        assert!(
            today != slot.question.id && said.contains(&format!("today the draw gives `{today}`")),
            "{said}"
        );
    }
    let slot = gone[1].id.clone();
    w.run(&["reissue", REQ]).succeeds();
    w.run(&["reissue", REQ, "--candidate", "ana", "--slot", &slot]).succeeds();
    let (found, said) = explain(&slot, &paths[1]);
    assert_eq!(found["today"]["same"], true, "{found:#}");
    assert!(found["source"]["knew"].is_string() && said.contains("which this candidate knew"), "{said}");
}
