//! Names of people in eight scripts on PDF pages, with and without fonts for them.
//!
//! The fonts are those of the folders in `PANELKIT_FONT_DIRS` or, without it, `/usr/share/fonts`. On Debian they come
//! with `apt-get install fonts-noto-core fonts-wqy-microhei`. A script without a font is named on standard error, and
//! it is a failure if `CI` is set.

#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod common;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{LOOP, Output, ROLE, Workspace};
use lopdf::{Document, Object};
use panelkit::render::NameFonts as _;
use panelkit::store::SystemFonts;

const CANDIDATES: &str = "kits/payments/candidates";

/// Script, id and name. The first three scripts are in the built-in fonts.
const NAMES: [(&str, &str, &str); 12] = [
    ("Latin", "c-01", "Łukasz Wójcik Đặng"),
    ("Greek", "c-02", "Ελένη Παπαδοπούλου"),
    ("Cyrillic", "c-03", "Євгенія Щербак"),
    ("Arabic", "c-04", "محمد علي الحسن"),
    ("Hebrew", "c-05", "שרה כהן"),
    ("Devanagari", "c-06", "प्रिया श्रीवास्तव"),
    ("Thai", "c-07", "สมชาย ศรีสุวรรณ์"),
    ("Chinese", "c-08", "李雷"),
    ("Japanese", "c-09", "山田 はなこ"),
    ("Korean", "c-10", "김철수"),
    ("Latin and Arabic", "c-11", "Sara سارة al-Rashid"),
    ("none", "c-12", "\u{E000}\u{E001}"),
];

/// The number of scripts in the built-in fonts.
const BUILT_IN: usize = 3;

fn folders() -> Vec<PathBuf> {
    match std::env::var_os("PANELKIT_FONT_DIRS") {
        Some(named) => std::env::split_paths(&named).collect(),
        None => vec![PathBuf::from("/usr/share/fonts")],
    }
}

/// The names that a font can print.
fn printable() -> Vec<(&'static str, &'static str, &'static str)> {
    let fonts = SystemFonts::in_folders(folders());
    let built_in = panelkit::render::FontSet::built_in();
    let mut found = Vec::new();
    for (script, id, name) in NAMES.into_iter().filter(|(script, ..)| *script != "none") {
        let letters = built_in.lacking(name);
        let set = built_in.clone().with_name_faces(fonts.find(&letters));
        match set.lacking(name).is_empty() {
            true => found.push((script, id, name)),
            false => {
                // Not captured by the test harness, so that it is seen.
                let said = format!(
                    "NO FONT for {script} in {:?}: install fonts-noto-core and fonts-wqy-microhei\n",
                    folders()
                );
                std::io::stderr().write_all(said.as_bytes()).expect("standard error");
                assert!(std::env::var_os("CI").is_none(), "{said}");
            }
        }
    }
    found
}

fn roster() -> String {
    let rows = NAMES.map(|(_, id, name)| format!("{id},{name}\n"));
    format!("id,name\n{}", rows.concat())
}

/// The program with fonts in these folders.
fn run(w: &Workspace, fonts: &[PathBuf], args: &[&str]) -> Output {
    let mut command = w.command(args);
    command.env("PANELKIT_FONT_DIRS", std::env::join_paths(fonts).expect("paths without colons"));
    let output = command.output().expect("starts");
    Output {
        status: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A workspace with the kits and forms of all candidates.
fn issued(fonts: &[PathBuf]) -> (Workspace, Output) {
    let w = Workspace::new().with("roster.csv", roster());
    run(&w, fonts, &["generate", "payments"]).succeeds();
    let args = ["variants", "payments", "--candidates", "roster.csv", "--mode", "stable"];
    let out = run(&w, fonts, &args);
    out.succeeds();
    (w, out)
}

fn form(id: &str) -> String {
    format!("{CANDIDATES}/{id}/scorecards/technical--a-rivera.pdf")
}

/// The text of a file as `pdftotext` extracts it, without the marks that it adds around text from right to left.
fn text(path: &Path) -> String {
    let out = Command::new("pdftotext").arg(path).arg("-").output().expect("pdftotext is installed");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).chars().filter(|c| !('\u{202A}'..='\u{202E}').contains(c)).collect()
}

/// The texts and languages of the elements of the structure tree that state their text.
fn said(path: &Path) -> Vec<(String, Vec<u8>)> {
    let doc = Document::load(path).expect("a PDF");
    let dicts = doc.objects.values().filter_map(|object| object.as_dict().ok());
    let utf16 = |bytes: &[u8]| -> String {
        let units: Vec<u16> = bytes[2..].chunks(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
        String::from_utf16(&units).expect("UTF-16")
    };
    let said = dicts.filter_map(|dict| {
        let text = dict.get(b"ActualText").and_then(Object::as_str).ok()?;
        Some((utf16(text), dict.get(b"Lang").and_then(Object::as_str).ok()?.to_vec()))
    });
    said.collect()
}

/// Every file below a folder, by its path.
fn tree(w: &Workspace, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for name in w.names(folder) {
        let path = format!("{folder}/{name}");
        match w.path(&path).is_dir() {
            true => all.extend(tree(w, &path)),
            false => drop(all.insert(path.clone(), std::fs::read(w.path(&path)).expect("readable"))),
        }
    }
    all
}

#[test]
fn names_in_eight_scripts_are_printed_with_the_id_beside_them() {
    let (w, out) = issued(&folders());
    for (script, id, name) in printable() {
        let path = w.path(&form(id));
        let page = text(&path);
        // Readers put a bracket after text from right to left on the other side of it.
        let words = page.lines().take(12).collect::<Vec<_>>().join(" ");
        for word in name.split(' ') {
            assert!(words.contains(word), "{script}: `{word}` is not in {words}");
        }
        assert!(words.contains(&format!("{id})")), "{script}: {words}");
        let foreign = NAMES.iter().position(|(_, other, _)| *other == id).is_some_and(|at| at >= BUILT_IN);
        let said = said(&path);
        match foreign {
            true => assert!(said.iter().all(|(text, lang)| text == name && lang == b"und"), "{said:?}"),
            false => assert!(said.is_empty(), "{said:?}"),
        }
        assert_eq!(said.is_empty(), !foreign, "{script}");
        assert!(!out.stderr.contains(&format!("{id}/candidate.yaml")), "{}", out.stderr);
        let markdown = w.read(&form(id).replace(".pdf", ".md"));
        assert!(markdown.contains(&format!("{name} ({id})")), "{markdown}");
    }
    // A name that no font has: one warning, not one for each form.
    assert_eq!(out.stderr.matches("c-12/candidate.yaml").count(), 1, "{}", out.stderr);
    assert!(
        out.stderr.contains("warning[unprinted-name]") && out.stderr.contains("U+E000"),
        "{}",
        out.stderr
    );
    run(&w, &folders(), &["verify", "payments"]).succeeds();
    // So do the packs of all candidates, each in its file or in one file.
    for more in [&["--force"][..], &["--merge", "all.pdf"]] {
        let args = [&["scorecards", "payments", "--candidate", "all"], more].concat();
        let out = run(&w, &folders(), &args);
        assert_eq!(out.succeeds().stderr.matches("unprinted-name").count(), 1, "{}", out.stderr);
        assert!(out.stderr.contains("c-12/candidate.yaml"), "{}", out.stderr);
    }
    let packs = text(&w.path("all.pdf"));
    for (script, id, name) in printable() {
        assert!(name.split(' ').all(|word| packs.contains(word)), "{script} in all.pdf");
        assert!(packs.contains(&format!("{id})")), "{script} in all.pdf");
    }
    assert!(packs.contains("c-12"));
}

#[test]
fn without_fonts_the_id_is_printed_and_every_other_byte_is_the_same() {
    let (with, _) = issued(&folders());
    let (without, out) = issued(&[]);
    let foreign: Vec<&str> = NAMES.iter().skip(BUILT_IN).map(|(_, id, _)| *id).collect();
    for id in &foreign {
        let named = format!("{id}/candidate.yaml");
        assert_eq!(out.stderr.matches(&named).count(), 1, "{id}: {}", out.stderr);
        let page = text(&without.path(&form(id)));
        assert!(page.contains(id) && !page.contains(&format!("({id})")), "{page}");
    }
    assert!(out.stderr.contains("install a font") && out.stderr.contains("`fonts:` in `panelkit.yaml`"));
    assert!(!out.stderr.contains("missing-glyph"), "{}", out.stderr);
    let (a, b) = (tree(&with, "kits"), tree(&without, "kits"));
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
    let differs = |path: &&String| a[*path] != b[*path];
    let may = |path: &str| {
        let of_foreign = foreign.iter().any(|id| path.starts_with(&format!("{CANDIDATES}/{id}/")));
        of_foreign
            && (path.ends_with("pages.json") || path.contains("/scorecards/") && path.ends_with(".pdf"))
    };
    let other: Vec<&String> = a.keys().filter(differs).collect();
    assert!(other.iter().all(|path| may(path)), "{other:?}");
    assert_eq!(!other.is_empty(), printable().len() > BUILT_IN, "the fonts change the pages with names");
    // Pages from a machine with other fonts are no difference.
    let verified = run(&with, &[], &["verify", "payments"]);
    assert!(verified.succeeds().stdout.contains("would produce different pages") || other.is_empty());
}

#[test]
fn the_order_of_folders_does_not_matter() {
    let fonts = folders();
    let copy = tempfile::TempDir::new().expect("a temporary folder");
    std::fs::create_dir(copy.path().join("empty")).expect("a folder");
    let mut reversed: Vec<PathBuf> = fonts.iter().rev().cloned().collect();
    reversed.insert(0, copy.path().to_path_buf());
    let mut twice = fonts.clone();
    twice.extend(fonts.iter().cloned());
    let (one, two) = (issued(&reversed).0, issued(&twice).0);
    assert_eq!(tree(&one, "kits"), tree(&two, "kits"));
}

#[test]
fn only_names_use_the_fonts_of_the_system() {
    let w = Workspace::new().edit(ROLE, "[A. Rivera]", "[王小明]");
    run(&w, &folders(), &["generate", "payments"]).succeeds();
    let has_chinese = printable().iter().any(|(script, ..)| *script == "Chinese");
    assert_eq!(text(&w.path(&format!("{LOOP}/kit.pdf"))).contains("王小明"), has_chinese);
    // The same characters in another text are boxes, as they are without fonts.
    let w = w.edit(ROLE, "level: senior", "summary: 王小明在此\nlevel: senior");
    let out = run(&w, &folders(), &["generate", "payments", "--force"]);
    assert!(out.succeeds().stderr.contains("missing-glyph"), "{}", out.stderr);
    assert!(out.stderr.contains("王 (U+738B)") && out.stderr.contains("在 (U+5728)"), "{}", out.stderr);
}

#[test]
fn a_mark_in_a_text_does_not_make_it_a_name() {
    let summary = "summary: \"x \\uFDD0李雷\\uFDD1 y\"\nlevel: senior";
    let w = Workspace::new().edit(ROLE, "[A. Rivera]", "[王小明]").edit(ROLE, "level: senior", summary);
    let out = run(&w, &folders(), &["generate", "payments"]);
    assert!(out.succeeds().stderr.contains("李 (U+674E)"), "{}", out.stderr);
    // The same in the header of every page, and in a file of several documents.
    let w = Workspace::new().edit(ROLE, "[A. Rivera]", "[王小明]");
    let w = w.edit(ROLE, "title: Product", "title: \u{FDD0}李雷\u{FDD1} Product");
    run(&w, &folders(), &["generate", "payments"]).succeeds();
    let out = run(&w, &folders(), &["scorecards", "payments", "--merge", "all.pdf"]);
    assert!(out.succeeds().stderr.contains("李 (U+674E)"), "{}", out.stderr);
}

/// A name of 60 letters in each of five scripts.
const LONG: [&str; 5] = [
    "Wolfeschlegelsteinhausenbergerdorff von und zu Hohenlohe-Lang",
    "Αικατερίνη Παπαχριστοδουλοπούλου Κωνσταντινοπουλίτου-Βασιλείου",
    "Александра Рождественско-Преображенская-Верхнеозёрская Светла",
    "عبد الرحمن بن محمد بن عبد العزيز آل سليمان الأنصاري الحسيني المكي",
    "अनिरुद्ध वेंकटनरसिम्हराजुवारिपेटा श्रीनिवास चक्रवर्ती राजगोपालाचारी",
];

/// A word of a page as `pdftotext` places it: left, top, right, bottom, text.
type Boxed = (f64, f64, f64, f64, String);

/// The pages of a file with their height and words.
fn boxes(path: &Path) -> Vec<(f64, Vec<Boxed>)> {
    let out =
        Command::new("pdftotext").arg("-bbox").arg(path).arg("-").output().expect("pdftotext is installed");
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let number = |line: &str, key: &str| -> f64 {
        let rest = line.split(&format!("{key}=\"")).nth(1).unwrap_or_else(|| panic!("{key} in {line}"));
        rest.split('"').next().and_then(|n| n.parse().ok()).expect("a number")
    };
    let mut pages: Vec<(f64, Vec<Boxed>)> = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("<page ") {
            pages.push((number(line, "height"), Vec::new()));
        } else if line.starts_with("<word ") {
            let word =
                line.split_once('>').and_then(|(_, rest)| rest.strip_suffix("</word>")).expect("a word");
            let [left, top, right, bottom] = ["xMin", "yMin", "xMax", "yMax"].map(|key| number(line, key));
            pages.last_mut().expect("a page").1.push((left, top, right, bottom, word.to_owned()));
        }
    }
    pages
}

/// The words of a footer are apart, on one line or two, away from the edge and from the text above, and the last parts are
/// there.
fn footer_is_sound(name: &str, height: f64, words: &[Boxed]) {
    let middle = |word: &Boxed| f64::midpoint(word.1, word.3);
    let footer: Vec<&Boxed> = words.iter().filter(|word| middle(word) > height - 62.0).collect();
    let said: Vec<&str> = footer.iter().map(|word| word.4.as_str()).collect();
    assert!(said.windows(4).any(|four| four[0] == "Page" && four[2] == "of"), "{name}: {said:?}");
    let is_digest = |word: &&str| word.len() == 12 && word.bytes().all(|b| b.is_ascii_hexdigit());
    assert!(said.iter().any(is_digest), "{name}: {said:?}");
    for (n, a) in footer.iter().enumerate() {
        assert!(middle(a) < height - 8.0 * 72.0 / 25.4, "{name}: {a:?} is too near to the edge");
        for b in footer[n + 1..]
            .iter()
            .chain(&words.iter().filter(|word| middle(word) <= height - 62.0).collect::<Vec<_>>())
        {
            let beside = a.2.min(b.2) - a.0.max(b.0);
            let apart = (middle(a) - middle(b)).abs();
            assert!(beside < 0.6 || apart > 6.5, "{name}: {a:?} and {b:?} overlap");
        }
    }
}

#[test]
fn a_footer_holds_long_names_in_five_scripts() {
    let fonts = SystemFonts::in_folders(folders());
    let built_in = panelkit::render::FontSet::built_in();
    let can = |name: &&str| {
        let set = built_in.clone().with_name_faces(fonts.find(&built_in.lacking(name)));
        set.lacking(name).is_empty() || std::env::var_os("CI").is_some()
    };
    let names: Vec<&str> = LONG.into_iter().filter(can).collect();
    assert!(names.len() >= 3 && names.iter().all(|name| name.chars().count() >= 60));
    let list = format!("[{}]", names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", "));
    let w = Workspace::new().edit(ROLE, "[A. Rivera]", &list);
    run(&w, &folders(), &["generate", "payments", "--format", "json"]).succeeds();
    let mut footers = 0;
    for paper in ["a4", "letter"] {
        for size in [&[][..], &["--text-size", "12"], &["--text-size", "16"], &["--text-size", "18"]] {
            let line = [
                "scorecards",
                "payments",
                "--round",
                "technical",
                "--format",
                "pdf",
                "--force",
                "--paper",
                paper,
            ];
            let out = run(&w, &folders(), &[&line[..], size].concat());
            assert!(!out.succeeds().stderr.contains("missing-glyph"), "{}", out.stderr);
            for pack in w.names(&format!("{LOOP}/scorecards")) {
                for (height, words) in boxes(&w.path(&format!("{LOOP}/scorecards/{pack}"))) {
                    footer_is_sound(&format!("{pack} on {paper} {size:?}"), height, &words);
                    footers += 1;
                }
            }
        }
    }
    assert!(footers > 8 * 8 * names.len(), "{footers}");
}
