//! `panelkit.yaml`: paper and fonts, once for every command, and what is wrong with it.

#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod common;

use common::{LOOP, Workspace};
use lopdf::{Document, Object};

const ANA: &str = "kits/payments/candidates/ana";
/// A built-in font, as a font of the user.
const FONT: &[u8] = include_bytes!("../assets/fonts/NotoSansMath-Regular.ttf");

/// The width of the first page in points: 595 for A4, 612 for Letter.
fn width(w: &Workspace, page: &str) -> i64 {
    let doc = Document::load(w.path(page)).expect(page);
    let first = doc.get_dictionary(doc.get_pages()[&1]).expect("a page");
    let sheet = first.get(b"MediaBox").and_then(Object::as_array).expect("a media box");
    sheet[2].as_float().expect("a number") as i64
}

const PAGES: [&str; 5] = [
    "kits/payments/loop/kit.pdf",
    "kits/payments/loop/scorecards/technical--a-rivera.pdf",
    "kits/payments/candidates/ana/kit.pdf",
    "kits/payments/candidates/ana/scorecards/technical--a-rivera.pdf",
    "kits/payments/equivalence.pdf",
];

fn widths(w: &Workspace) -> [i64; 5] {
    PAGES.map(|page| width(w, page))
}

fn made(w: &Workspace) {
    for line in ["generate payments", "scorecards payments", "variants payments --candidates ana"] {
        w.run(&line.split(' ').collect::<Vec<_>>()).succeeds();
    }
}

#[test]
fn the_paper_holds_for_every_command_and_an_option_wins() {
    let w = Workspace::new().with("panelkit.yaml", "paper: letter\n");
    made(&w);
    assert_eq!(widths(&w), [612; 5]);
    w.run(&["verify"]).succeeds();
    let one = |line: &str, page: &str| {
        w.run(&line.split(' ').collect::<Vec<_>>()).succeeds();
        width(&w, page)
    };
    assert_eq!(one("scorecards payments --candidate ana --paper a4", PAGES[3]), 595);
    assert_eq!(one("scorecards payments --candidate ana", PAGES[3]), 612);
    assert_eq!(one("render kits/payments/loop/kit.json --paper a4", PAGES[0]), 595);
    assert_eq!(one("render kits/payments/loop/kit.json", PAGES[0]), 612);
    assert_eq!(one("certificate payments --paper a4", PAGES[4]), 595);
    assert_eq!(one("certificate payments", PAGES[4]), 612);
}

#[test]
fn another_paper_in_the_file_makes_all_pages_again_once() {
    let w = Workspace::new();
    made(&w);
    assert_eq!(widths(&w), [595; 5]);
    let kits = [w.read(&format!("{LOOP}/kit.json")), w.read(&format!("{ANA}/kit.json"))];
    w.write("panelkit.yaml", "paper: letter\n");
    w.run(&["generate", "payments"]).succeeds();
    assert_eq!(widths(&w), [612; 5]);
    assert_eq!(kits, [w.read(&format!("{LOOP}/kit.json")), w.read(&format!("{ANA}/kit.json"))]);
    let again = w.run(&["generate", "payments"]);
    assert!(again.succeeds().stdout.contains("nothing to do"), "{}", again.stdout);
    w.write("panelkit.yaml", "paper: a4\n");
    w.run(&["generate", "payments"]).succeeds();
    assert_eq!(widths(&w), [595; 5]);
}

#[test]
fn a_font_holds_for_every_command_and_makes_pages_again_once() {
    let w = Workspace::new().edit(common::ROLE, "[A. Rivera]", "[\"\u{1EE00} Rivera\"]");
    w.write("fonts/math.ttf", FONT);
    w.run(&["generate", "payments"]).succeeds();
    let before = w.files(LOOP);
    w.write("panelkit.yaml", "fonts: [fonts/math.ttf]\n");
    let out = w.run(&["generate", "payments"]);
    assert!(out.succeeds().stdout.contains("kit.pdf"), "{}", out.stdout);
    let record = w.read(&format!("{LOOP}/pages.json"));
    assert!(record.contains("\"own\""), "{record}");
    assert_ne!(before, w.files(LOOP));
    let again = w.run(&["generate", "payments"]);
    assert!(again.succeeds().stdout.contains("nothing to do"), "{}", again.stdout);
    w.run(&["verify"]).succeeds();
    // The same font, named on the command line, gives the same pages.
    let by_file = w.files(LOOP);
    std::fs::remove_file(w.path("panelkit.yaml")).expect("the file is there");
    w.run(&["generate", "payments"]).succeeds();
    w.run(&["generate", "payments", "--font", "fonts/math.ttf"]).succeeds();
    assert_eq!(by_file, w.files(LOOP));
}

#[test]
fn a_wrong_file_is_an_error_with_its_line_for_every_command() {
    let w = Workspace::new();
    made(&w);
    w.write("fonts/text.ttf", "not a font");
    w.write("fonts/all.ttc", b"ttcf\0\x01\0\0\0\0\0\x01");
    let outside = tempfile::TempDir::new_in(w.root().join("..")).expect("a folder beside the workspace");
    std::fs::write(outside.path().join("a.ttf"), FONT).expect("writable");
    let name = outside.path().file_name().expect("a name").to_string_lossy();
    let climbing = format!("fonts:\n  - ../{name}/a.ttf\n");
    let wrong = [
        ("paper: a5\n", vec!["panelkit.yaml:1:8", "`a4`", "`letter`"]),
        ("papre: a4\n", vec!["panelkit.yaml:1:1", "did you mean `paper`"]),
        ("fonts: fonts/text.ttf\n", vec!["panelkit.yaml:1:8", "list"]),
        (
            "paper: a4\nfonts: [fonts/absent.ttf]\n",
            vec!["error[bad-font]", "panelkit.yaml:2:9", "does not exist"],
        ),
        (
            climbing.as_str(),
            vec!["error[bad-font]", "panelkit.yaml:2:5", "leads out of the workspace", "copy the font"],
        ),
        (
            "fonts: [/etc/passwd]\n",
            vec!["error[bad-font]", "panelkit.yaml:1:9", "leads out of the workspace"],
        ),
        ("fonts: [fonts]\n", vec!["error[bad-font]", "panelkit.yaml:1:9", "is a folder, not a file"]),
        (
            "fonts: [fonts/text.ttf]\n",
            vec!["error[bad-font]", "panelkit.yaml:1:9", "not a TrueType or OpenType"],
        ),
        ("fonts: [fonts/all.ttc]\n", vec!["error[bad-font]", "panelkit.yaml:1:9", "not TTC"]),
    ];
    let kit = format!("{LOOP}/kit.json");
    for (text, words) in wrong {
        w.write("panelkit.yaml", text);
        w.run(&["check"]).fails(1, &words);
        for args in [
            &["generate", "payments"][..],
            &["generate", "payments", "--dry-run"],
            &["scorecards", "payments"],
            &["variants", "payments", "--candidates", "ben"],
            &["certificate", "payments"],
            &["reissue", "payments"],
            &["render", &kit],
            &["verify"],
        ] {
            let out = w.run(args);
            assert!(out.errors() >= 1, "{args:?}: {}", out.stderr);
            out.fails(1, &words);
        }
    }
    assert!(!w.path("kits/payments/candidates/ben").exists());
}

#[cfg(unix)]
#[test]
fn a_font_that_is_a_link_out_of_the_workspace_is_an_error() {
    let w = Workspace::new().with("panelkit.yaml", "fonts: [fonts/a.ttf]\n");
    let outside = tempfile::TempDir::new().expect("a temporary folder");
    std::fs::write(outside.path().join("a.ttf"), FONT).expect("writable");
    std::os::unix::fs::symlink(outside.path(), w.path("fonts")).expect("a link");
    w.run(&["check"]).fails(1, &["panelkit.yaml:1:9", "leads out of the workspace"]);
}

#[test]
fn jurisdictions_choose_the_law_of_lints_and_change_no_kit() {
    let posting = "# Product manager\n\nYou decide what the refunds API promises, with eight engineers.\nYou answer for its limits, its errors and the dates of its changes.\nPay: CAD 90,000 to CAD 110,000 a year, as for all of this level.\nYou talk to partners each week, write down what they need, and say which of it the API will never do.\nThe team works from Toronto, two days a week together, and the rest wherever it suits you.\nWrite to Priya Raman by 12 January; you hear from us within a week, whatever we decide.\n";
    let w = Workspace::new().with("panelkit.yaml", "retain: \"six months\"\njurisdictions: [us-tx]\n");
    let w = w.with("job.md", posting);
    let said = "does not say whether artificial intelligence is used";
    let texas = w.run(&["check", "--posting", "job.md"]);
    assert!(!texas.succeeds().stderr.contains(said), "{}", texas.stderr);
    let w = w.edit("panelkit.yaml", "us-tx", "ca-on");
    let ontario = w.run(&["check", "--posting", "job.md"]);
    assert!(ontario.stderr.contains(said) && ontario.stderr.contains("legal-posting"), "{}", ontario.stderr);
    let checked = w.run(&["check", "panelkit.yaml"]);
    assert_eq!(checked.succeeds().stderr.matches("warning[").count(), 0, "{}", checked.stderr);
    w.run(&["generate", "payments"]).succeeds();
    let plain = Workspace::new();
    plain.run(&["generate", "payments"]).succeeds();
    assert_eq!(w.files(LOOP), plain.files(LOOP));
    let schema = w.run(&["schema", "settings"]);
    assert!(schema.succeeds().stdout.contains("\"letter\""), "{}", schema.stdout);
}

const HOUSE: &str = "colors: { accent: \"#7A1F1F\", muted: \"#444444\" }\nfonts: { bold: house/bold.ttf }\nlogo: { file: house/logo.svg, alt: \"Brightline Ltd\" }\nmargins: { left: 30 }\n";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 10\"><rect width=\"30\" height=\"10\" fill=\"#7A1F1F\"/></svg>";
/// What commands say about pages that are older than the settings, before the word for these pages.
const BEFORE: &str = "made before `panelkit.yaml` asked for this paper, these fonts or this theme: `panelkit generate payments` makes";
const MONO: &[u8] = include_bytes!("../assets/fonts/NotoSansMono-Regular.ttf");

/// A workspace with a theme.
fn themed(house: &str) -> Workspace {
    let w = Workspace::new();
    dress(&w, house);
    w
}

/// Gives a workspace a theme.
fn dress(w: &Workspace, house: &str) {
    for (name, bytes) in [("house/bold.ttf", MONO), ("house/logo.svg", SVG.as_bytes())] {
        w.write(name, bytes);
    }
    w.write("house.yaml", house);
    w.write("panelkit.yaml", "theme: house.yaml\n");
}

/// The content of the pages of a PDF, and the texts that its figures have for a screen reader.
fn drawn(w: &Workspace, page: &str) -> (Vec<String>, Vec<String>) {
    let doc = Document::load(w.path(page)).expect(page);
    let content = |id| String::from_utf8_lossy(&doc.get_page_content(id)).into_owned();
    let pages = doc.get_pages().into_values().map(content).collect();
    let said = doc.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"Alt").ok());
    (pages, said.filter_map(|said| lopdf::decode_text_string(said).ok()).collect())
}

#[test]
fn a_theme_holds_for_every_command_and_changes_no_kit_and_no_markdown() {
    let plain = Workspace::new();
    made(&plain);
    let w = themed(HOUSE);
    made(&w);
    for page in PAGES {
        let (pages, said) = drawn(&w, page);
        assert_eq!(said, ["Brightline Ltd"], "{page}");
        assert!(pages[0].contains("/Logo Do"), "{page}");
        assert!(pages[1..].iter().all(|page| !page.contains("/Logo Do")), "{page}");
        let text = pages.concat();
        assert!(text.contains("0.478 0.122 0.122 rg"), "the accent is on {page}");
        assert!(!text.contains("0.059 0.298 0.459 rg"), "the usual accent is not on {page}");
        let (plain, _) = drawn(&plain, page);
        assert!(plain.concat().contains("0.059 0.298 0.459 rg") && !plain[0].contains("Logo"));
        // 30 mm are 85.04 points.
        assert!(text.contains(" 85.04 ") && !plain.concat().contains(" 85.04 "), "{page}");
    }
    let fonts = |w: &Workspace| {
        let doc = Document::load(w.path(PAGES[0])).expect("a PDF");
        let names = doc.objects.values().filter_map(|it| it.as_dict().ok()?.get(b"FontName").ok());
        names
            .map(|name| String::from_utf8_lossy(name.as_name().expect("a name")).into_owned())
            .collect::<Vec<_>>()
    };
    assert!(fonts(&w).iter().any(|name| name.ends_with("+houseboldttf")), "{:?}", fonts(&w));
    assert!(!fonts(&w).iter().any(|name| name.ends_with("NotoSans-Bold")), "{:?}", fonts(&w));
    for page in ["kit.json", "kit.md", "scorecards/technical--a-rivera.md"] {
        let page = format!("{LOOP}/{page}");
        assert_eq!(w.read(&page), plain.read(&page));
    }
    let said = w.run(&["verify"]);
    assert!(!said.succeeds().stdout.contains("would produce different"), "{}", said.stdout);
}

#[test]
fn another_theme_makes_pages_again_once_and_pages_of_the_old_one_count_as_ours() {
    let w = themed(HOUSE);
    made(&w);
    let kit = w.read(&format!("{LOOP}/kit.json"));
    w.write("house.yaml", HOUSE.replace("#7A1F1F", "#1F5A1F"));
    let said = w.run(&["verify"]);
    let words = format!("its PDF pages were {BEFORE} them again");
    assert_eq!(said.succeeds().stdout.matches(&words).count(), 2, "{}", said.stdout);
    w.run(&["generate", "payments"]).succeeds();
    for page in PAGES {
        assert!(drawn(&w, page).0.concat().contains("0.122 0.353 0.122 rg"), "{page}");
    }
    assert_eq!(kit, w.read(&format!("{LOOP}/kit.json")));
    let again = w.run(&["generate", "payments"]);
    assert!(again.succeeds().stdout.contains("nothing to do"), "{}", again.stdout);
    let said = w.run(&["verify"]);
    assert!(!said.succeeds().stdout.contains("would produce different"), "{}", said.stdout);
}

#[test]
fn packs_that_are_made_before_the_kit_leave_no_page_in_the_old_theme() {
    let kit = format!("{LOOP}/kit.pdf");
    let pack = format!("{LOOP}/scorecards/technical--a-rivera.pdf");
    let is_new = |w: &Workspace, page: &str| drawn(w, page).0.concat().contains("0.122 0.353 0.122 rg");
    // From one theme to another, and from none to one.
    for w in [themed(HOUSE), Workspace::new()] {
        made(&w);
        dress(&w, &HOUSE.replace("#7A1F1F", "#1F5A1F"));
        // Twice: the second run must not take the pages of the first for all pages.
        for _ in 0..2 {
            let said = w.run(&["scorecards", "payments"]);
            let note = format!("note: `{kit}` was {BEFORE} it again");
            assert!(said.succeeds().stdout.contains(&note), "{}", said.stdout);
            assert!(is_new(&w, &pack) && !is_new(&w, &kit));
            let said = w.run(&["verify"]);
            let words = format!("its PDF pages were {BEFORE} them again");
            assert_eq!(said.succeeds().stdout.matches(&words).count(), 2, "{}", said.stdout);
        }
        w.run(&["generate", "payments"]).succeeds();
        assert!(is_new(&w, &kit) && is_new(&w, &pack));
        for args in [&["verify"][..], &["scorecards", "payments"]] {
            let said = w.run(args);
            assert!(!said.succeeds().stdout.contains("made before"), "{}", said.stdout);
        }
        let again = w.run(&["generate", "payments"]);
        assert!(again.succeeds().stdout.contains("nothing to do"), "{}", again.stdout);
    }
}

#[test]
fn pages_of_a_held_interview_keep_their_theme_and_no_command_promises_another() {
    let w = themed(HOUSE);
    w.run(&["variants", "payments", "--candidates", "ana", "ben"]).succeeds();
    let file = "kits/payments/candidates/ana/candidate.yaml";
    w.write(file, w.read(file).replace("held: false", "held: 2026-01-15"));
    w.write("house.yaml", HOUSE.replace("#7A1F1F", "#1F5A1F"));
    let said = w.run(&["verify"]);
    let outdated = |id: &str| {
        let line = said.stdout.lines().find(|line| line.contains(&format!("candidates/{id}/")));
        line.unwrap_or_else(|| panic!("{}", said.stdout)).contains(BEFORE)
    };
    assert!(!outdated("ana") && outdated("ben"), "{}", said.stdout);
    let said = w.run(&["scorecards", "payments", "--candidate", "all"]);
    let note = "note: `kits/payments/candidates/ben/kit.pdf` and 1 other PDF page were made before";
    assert!(said.succeeds().stdout.contains(note), "{}", said.stdout);
    w.run(&["generate", "payments"]).succeeds();
    let is_new = |id: &str| {
        let pages = drawn(&w, &format!("kits/payments/candidates/{id}/kit.pdf")).0;
        pages.concat().contains("0.122 0.353 0.122 rg")
    };
    assert!(!is_new("ana") && is_new("ben"));
}

#[test]
fn a_wrong_theme_is_an_error_with_its_line() {
    let w = themed(HOUSE);
    w.write("house/logo.png", b"\x89PNG\r\n\x1a\nnot really");
    w.write("house/text.svg", SVG.replace("<rect", "<text>x</text><rect"));
    for (house, words) in [
        (
            "colors: { ink: \"#777777\" }\n",
            vec!["error[low-contrast]", "house.yaml:1:16", "4.4 to 1 with white", "#7"],
        ),
        ("colors: { ink: dark }\n", vec!["error[bad-theme]", "house.yaml:1:16", "six hexadecimal digits"]),
        ("colors: { inc: \"#000000\" }\n", vec!["house.yaml:1:11", "did you mean `ink`"]),
        ("margins: { left: 60 }\n", vec!["house.yaml:1:18", "12 to 35"]),
        (
            "fonts: { bold: house.yaml }\n",
            vec!["error[bad-font]", "house.yaml:1:16", "not a TrueType or OpenType"],
        ),
        (
            "logo: { file: ../x.png, alt: X }\n",
            vec!["error[bad-theme]", "house.yaml:1:15", "leads out of the workspace"],
        ),
        (
            "logo: { file: house/logo.png, alt: X }\n",
            vec!["error[bad-theme]", "house.yaml:1:15", "is damaged"],
        ),
        (
            "logo: { file: house/text.svg, alt: X }\n",
            vec!["error[bad-theme]", "house.yaml:1:15", "the element `<text>`"],
        ),
        ("logo: { file: house/logo.svg }\n", vec!["error[missing-key]", "house.yaml", "alt"]),
    ] {
        w.write("house.yaml", house);
        for args in [&["check"][..], &["generate", "payments"]] {
            w.run(args).fails(1, &words);
        }
    }
    w.write("panelkit.yaml", "theme: houses.yaml\n");
    w.run(&["check"]).fails(1, &["error[bad-theme]", "panelkit.yaml:1:8", "does not exist"]);
    w.write("panelkit.yaml", "theme: house.yaml\n");
    w.write("house.yaml", "colors: { line: \"#BBBBBB\" }\n");
    let said = w.run(&["check"]);
    assert_eq!(said.succeeds().stderr.matches("warning[faint-lines]").count(), 1, "{}", said.stderr);
}
