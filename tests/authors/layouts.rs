//! `bank new-question` on files as people lay them out.

use super::common::{API, BANK, LOOPS, Workspace, questions};

fn ask(w: &Workspace, id: &str, competency: &str) -> Vec<String> {
    let args =
        ["bank", "new-question", id, "--competency", competency, "--depth", "middle", "--bank", "small"];
    w.run(&args).succeeds();
    w.run(&["check"]).succeeds();
    let listed = w.run(&["bank", "list", "small", "--competency", competency, "-q"]);
    let ids = listed.succeeds().stdout.lines().filter_map(|line| line.split_whitespace().next());
    ids.map(str::to_owned).collect()
}

/// The same questions in other layouts.
fn layouts() -> Vec<(&'static str, String)> {
    let plain = questions("api-design", "middle", &["api-one", "api-two"]);
    let shifted = |lead: &str| {
        let (head, items) = plain.split_once("questions:\n").expect("a list");
        let items: String =
            items.lines().map(|l| format!("{lead}{}\n", l.strip_prefix("  ").expect("indent"))).collect();
        format!("{head}questions:\n{items}")
    };
    let flow = |id: &str| {
        format!(
            "{{id: {id}, depth: middle, type: case, minutes: 9, prompt: \"Who?\", anchors: {{1: a, 2: b, 3: c, 4: d}}}}"
        )
    };
    vec![
        ("as docs have it", plain.clone()),
        ("no indent", shifted("")),
        ("four spaces", shifted("    ")),
        ("flow", format!("competency: api-design\nquestions: [{}, {}]\n", flow("api-one"), flow("api-two"))),
        (
            "flow items",
            format!("competency: api-design\nquestions:\n  - {}\n  - {}\n", flow("api-one"), flow("api-two")),
        ),
        (
            "all in braces",
            format!("{{competency: api-design, questions: [{}, {}]}}\n", flow("api-one"), flow("api-two")),
        ),
        ("an end", format!("---\n{plain}...\n# after the end\n")),
        ("CRLF", plain.replace('\n', "\r\n")),
        ("a mark", format!("\u{feff}{plain}")),
        ("no end of line", plain.trim_end().to_owned()),
        ("the list first", {
            let (head, items) = plain.split_once("questions:\n").expect("a list");
            format!("questions:\n{items}{head}")
        }),
        ("a remark at the end", format!("{plain}# to do: one more\n")),
        ("no default", {
            let (_, items) = plain.split_once("questions:\n").expect("a list");
            format!("questions:\n{}", items.replace("    depth:", "    competency: api-design\n    depth:"))
        }),
        ("another default", {
            let (_, items) = plain.split_once("questions:\n").expect("a list");
            let items = items.replace("    depth:", "    competency: api-design\n    depth:");
            format!("competency: data-fluency\nquestions:\n{items}")
        }),
    ]
}

#[test]
fn a_new_question_fits_every_layout_and_changes_nothing_else() {
    for (what, text) in layouts() {
        let w = Workspace::new();
        w.write(API, &text);
        let mut ids = ask(&w, "api-new", "api-design");
        ids.sort();
        assert_eq!(ids, ["api-new", "api-one", "api-two"], "{what}\n{}", w.read(API));
        let new = w.read(API);
        let kept = text.lines().all(|line| new.contains(line.trim_end_matches([']', '}'])));
        assert!(kept, "{what}: a line is gone\n{new}");
        assert_eq!(text.starts_with('\u{feff}'), new.starts_with('\u{feff}'), "{what}");
        assert!(
            !text.contains("\r\n") || !new.replace("\r\n", "").contains('\n'),
            "{what}: two kinds of line ends"
        );
        // The one after it fits as well.
        assert_eq!(ask(&w, "api-newer", "api-design").len(), 4, "{what}\n{}", w.read(API));
    }
    let w = Workspace::new().with(API, "competency: api-design\nquestions: []\n");
    assert_eq!(ask(&w, "api-new", "api-design"), ["api-new"]);
}

#[test]
fn a_new_question_has_the_form_of_a_question() {
    let new = |kind: &str| {
        let w = Workspace::new();
        let args = ["--competency", "api-design", "--depth", "middle", "--bank", "small", "--type", kind];
        w.run(&[&["bank", "new-question", "api-new"][..], &args].concat()).succeeds();
        let text = w.read(API);
        text.split_once("- id: api-new").expect("the question").1.to_owned()
    };
    let told = new("behavioral");
    for line in [
        "title: \"Two to five words\"",
        "if: \"they have no such story\"",
        "1: \"**Lead of two to six words.** Say what an answer does that would not do the job.\"",
        "2: \"**Lead of two to six words.** Leave out one action that 3 names.\"",
        "3: \"**Lead of two to six words.** Say what the job needs.\"",
        "4: \"**Lead of two to six words.** Repeat the core of 3 in about ten words, and add one action.\"",
    ] {
        assert!(told.contains(line), "lacks `{line}`:\n{told}");
    }
    assert!(!new("case").contains("no such story"), "only a question for a story needs a way on without one");
}

#[test]
fn a_list_with_an_anchor_takes_one_more() {
    let text = questions("api-design", "middle", &["api-one", "api-two"])
        .replace("questions:\n", "questions: &all\n");
    let w = Workspace::new().with(API, &text);
    assert_eq!(ask(&w, "api-new", "api-design").len(), 3, "{}", w.read(API));
}

#[test]
fn competencies_called_like_files_of_the_bank_get_another_file() {
    let w = Workspace::new()
        .edit(
            BANK,
            "  - { id: data-fluency",
            "  - { id: bank, name: Banks }\n  - { id: loops, name: Loops }\n  - { id: data-fluency",
        )
        .edit(LOOPS, "[data-fluency, api-design]", "[data-fluency, api-design, bank, loops]");
    let (bank, loops) = (w.read(BANK), w.read(LOOPS));
    assert_eq!(ask(&w, "a-bank", "bank"), ["a-bank"]);
    assert_eq!(ask(&w, "a-loop", "loops"), ["a-loop"]);
    assert_eq!((w.read(BANK), w.read(LOOPS)), (bank, loops));
    assert!(w.read("question_banks/small/bank-questions.yaml").starts_with("competency: bank\n"));
}

#[test]
fn runs_at_once_on_one_file_all_leave_their_question() {
    let w = Workspace::new();
    let start = |args: &[&str]| w.command(args).spawn().expect("starts");
    let new = ["n-one", "n-two", "n-three"].map(|id| {
        start(&[
            "bank",
            "new-question",
            id,
            "--competency",
            "api-design",
            "--depth",
            "middle",
            "--bank",
            "small",
            "-q",
        ])
    });
    let twice = [(); 2].map(|()| {
        start(&[
            "bank",
            "new-question",
            "twice",
            "--competency",
            "api-design",
            "--depth",
            "middle",
            "--bank",
            "small",
            "-q",
        ])
    });
    let retired = ["api-one", "api-two", "api-three"].map(|id| start(&["bank", "retire", id, "-q"]));
    let mut statuses: Vec<_> =
        new.into_iter().chain(retired).map(|mut c| c.wait().expect("ends").code()).collect();
    assert!(statuses.iter().all(|status| *status == Some(0)), "{statuses:?}");
    statuses = twice.into_iter().map(|mut c| c.wait().expect("ends").code()).collect();
    statuses.sort();
    assert_eq!(statuses, [Some(0), Some(2)]);
    w.run(&["check"]).succeeds();
    let text = w.read(API);
    assert_eq!((text.matches("status: draft").count(), text.matches("status: retired").count()), (4, 3));
}
