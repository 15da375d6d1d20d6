//! Packs of unusual rounds: what is on which page.

use lopdf::content::{Content, Operation};
use lopdf::{Document as File, Object};
use panelkit::model::{CandidateFile, Id, Kit};
use panelkit::render::pdf::{FontSet, PageSetup, Paper, pdf};
use panelkit::render::{Document, Format, Layout, Renderer, Templates};
use serde_json::{Value, json};

use crate::reader::texts;

const ROUND: usize = 1;

/// The sample kit, after a change of the round that the packs are for.
pub(crate) fn kit(change: impl FnOnce(&mut Value)) -> Kit {
    let text = include_str!("../../kits/payments-api-tpm/loop/kit.json");
    let mut kit: Value = serde_json::from_str(text).expect("JSON");
    kit["candidate"] = json!("c-102");
    change(&mut kit);
    serde_json::from_value(kit).expect("a kit")
}

/// A round with `count` questions, made of those that it has.
fn ask(kit: &mut Value, count: usize) {
    let round = &mut kit["rounds"][ROUND];
    let (slots, rows) = (round["slots"].clone(), round["schedule"].clone());
    let (slots, rows) = (slots.as_array().expect("slots"), rows.as_array().expect("rows"));
    let (mut all, mut schedule) = (Vec::new(), vec![rows[0].clone()]);
    for n in 0..count {
        let mut slot = slots[n % slots.len()].clone();
        slot["id"] = json!(format!("technical-depth.{}", n + 1));
        slot["question"]["exhibits"] = json!([]);
        let mut row = rows[1].clone();
        (row["slot"], row["at"]) = (slot["id"].clone(), json!(format!("0:{:02}", 4 * n + 5)));
        all.push(slot);
        schedule.push(row);
    }
    schedule.extend(rows.last().cloned());
    (round["slots"], round["schedule"]) = (json!(all), json!(schedule));
}

fn person() -> CandidateFile {
    CandidateFile {
        name: Some("Wilhelmina Featherstonehaugh-Cholmondeley of Ravenglass".to_owned()),
        say: Some("will-uh-MEE-nuh FAN-shaw".to_owned()),
        pronouns: Some("she/her".to_owned()),
        arrangements: [(
            Id::new("technical-depth").expect("an id"),
            "60 minutes; questions in writing; a break after half an hour".to_owned(),
        )]
        .into(),
        ..CandidateFile::default()
    }
}

/// The texts of the pages of a pack.
fn pack(kit: &Kit, person: Option<&CandidateFile>, paper: Paper, layout: Layout) -> Vec<String> {
    let document = Document::Scorecard { kit, round: ROUND, seat: 0, person, layout };
    let renderer = Renderer::new(Templates::default(), FontSet::built_in(), paper);
    let made = renderer.render(&document, Format::Pdf).expect("a pack");
    texts(&File::load_mem(&made.bytes).expect("a PDF"))
}

const BRIEF: &str = "Look at the trade-off between speed and safety, not at the product sense; the round after this one covers that. The team has had two incidents this year, which the candidate may know from the status page.";

#[test]
fn the_first_page_of_a_pack_holds_on_both_sizes_of_paper() {
    for (count, brief, person) in
        [(4, Some(BRIEF), Some(person())), (12, None, None), (12, Some(BRIEF), Some(person()))]
    {
        let kit = kit(|kit| {
            ask(kit, count);
            kit["role"]["briefs"] = brief.map_or_else(|| json!({}), |it| json!({ "technical-depth": it }));
        });
        for paper in [Paper::A4, Paper::Letter] {
            let pages = pack(&kit, person.as_ref(), paper, Layout::default());
            assert_eq!(pages.len(), 2 * count + 2, "{count} {paper:?}");
            assert_eq!(pages[0].contains("speed and safety"), brief.is_some(), "{}", pages[0]);
            assert!(pages[0].contains("Never raise:") && pages[0].contains("\nrule\n"), "{}", pages[0]);
            for n in 1..=count {
                let page = &pages[2 * n - 1];
                assert!(page.contains(&format!("Q{n} of {count}: ")), "{page}");
            }
        }
    }
}

#[test]
fn the_last_page_names_the_page_of_each_question() {
    let kit = kit(|kit| ask(kit, 12));
    for text_size in [0, 12, 16, 18] {
        let pages = pack(&kit, None, Paper::A4, Layout { text_size, ..Layout::default() });
        let all = pages.concat();
        for n in 1..=12 {
            let begun =
                pages.iter().position(|page| page.contains(&format!("\nQ{n} of 12: "))).expect("a page");
            assert_eq!(begun % 2, 1, "question {n} begins on a left page");
            assert!(all.contains(&format!("Q{n}, page {}", begun + 1)), "Q{n}, page {}: {all}", begun + 1);
        }
    }
}

#[test]
fn every_footer_ends_with_the_digest_in_all_sizes_of_type() {
    let kit = kit(|kit| {
        kit["rounds"][ROUND]["interviewers"] =
            json!(["Maximiliane Oberhuber-Wittelsbach von und zu Tannenbergheim"]);
    });
    let digest = &kit.digest["sha256:".len()..][..12];
    for paper in [Paper::A4, Paper::Letter] {
        for text_size in [0, 12, 16, 18] {
            let pages = pack(&kit, None, paper, Layout { text_size, ..Layout::default() });
            let count = pages.len();
            for (n, page) in pages.iter().enumerate() {
                assert!(page.contains(&format!(" · {digest}")), "{text_size}: {page}");
                assert!(page.contains(&format!("Page {} of {count}", n + 1)), "{text_size}: {page}");
                assert!(page.contains("payments-api-tpm · c-102 · Max"), "{text_size}: {page}");
            }
            let first = pages.iter().find(|page| page.contains("\nQ1 of 4: ")).expect("a page");
            assert!(first.contains(&format!("Q1 of 4 · {digest}")), "{first}");
        }
    }
}

/// The number of ruled lines that are drawn on each page; all are as wide as the text.
fn ruled(kit: &Kit, paper: Paper, layout: Layout) -> Vec<usize> {
    let document = Document::Scorecard { kit, round: ROUND, seat: 0, person: None, layout };
    let renderer = Renderer::new(Templates::default(), FontSet::built_in(), paper);
    let made = renderer.render(&document, Format::Pdf).expect("a pack");
    let doc = File::load_mem(&made.bytes).expect("a PDF");
    let line = |op: &Operation| {
        let side = |n: usize| op.operands.get(n).and_then(|it| it.as_float().ok()).unwrap_or_default();
        op.operator == "re" && side(2) > 400.0 && (side(3) - 0.6).abs() < 0.02
    };
    let count = |page| {
        let content = Content::decode(&doc.get_page_content(page)).expect("content");
        content.operations.iter().filter(|op| line(op)).count()
    };
    doc.get_pages().into_values().map(count).collect()
}

#[test]
fn notes_take_the_room_that_the_rating_leaves() {
    let long =
        "Says what it costs and who pays, names the first thing to stop, and comes back to it. ".repeat(4);
    let anchors = |kit: &mut Value, text: &str| {
        for slot in kit["rounds"][ROUND]["slots"].as_array_mut().expect("slots") {
            let scores = slot["question"]["anchors"].as_object_mut().expect("anchors");
            scores.values_mut().for_each(|anchor| *anchor = json!(text));
        }
    };
    for paper in [Paper::A4, Paper::Letter] {
        let [short, long] = ["Says why.", &long].map(|text| {
            let kit = kit(|kit| anchors(kit, text));
            let lines = ruled(&kit, paper, Layout::default());
            assert_eq!(lines.len(), 11, "a page before, two for each question, one after, and an exhibit");
            // One line is the top of the rating, and three are for the words that decided it.
            lines[2] - 4
        });
        assert_eq!(short, 12, "{paper:?}");
        assert!((3..12).contains(&long), "{long} lines on {paper:?}");
    }
}

#[test]
fn a_question_of_a_compact_pack_takes_one_page() {
    let kit = kit(|_| {});
    for paper in [Paper::A4, Paper::Letter] {
        let layout = Layout { compact: true, ..Layout::default() };
        let pages = pack(&kit, None, paper, layout);
        assert_eq!(pages.len(), 7, "{paper:?}");
        for (page, n) in pages[1..5].iter().zip(1..) {
            assert!(page.contains(&format!("Q{n} of 4: ")), "{page}");
            assert!(page.contains("The words that decided it"), "{page}");
        }
        // Three for notes, one for the words that decided it, and the line of the rating.
        assert!(ruled(&kit, paper, layout)[1..5].iter().all(|lines| *lines >= 5), "{paper:?}");
    }
}

#[test]
fn a_label_with_a_colon_stays_one_label() {
    let kit = kit(|kit| kit["ratings"][2]["label"] = json!("Yes: meets it"));
    let document =
        Document::Scorecard { kit: &kit, round: ROUND, seat: 0, person: None, layout: Layout::default() };
    let renderer = Renderer::default();
    let text = renderer.render(&document, Format::Markdown).expect("a pack").bytes;
    let text = String::from_utf8(text).expect("UTF-8");
    assert!(text.contains("- [ ] **3** **Yes: meets it**: "), "{text}");
    assert!(text.contains("- [ ] **3** **Yes: meets it**\n"), "the recommendation: {text}");
    assert!(text.contains("- [ ] **2** Not yet: "), "other labels are plain: {text}");
    let made = renderer.render(&document, Format::Pdf).expect("a pack");
    let doc = File::load_mem(&made.bytes).expect("a PDF");
    let titles = doc.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"TU").ok());
    let titles: Vec<String> = titles.filter_map(|title| lopdf::decode_text_string(title).ok()).collect();
    for title in ["Question 1, rating 3, Yes: meets it", "Recommendation 3, Yes: meets it"] {
        assert!(titles.iter().any(|it| it == title), "{title}: {titles:?}");
    }
}

/// The right end of the last glyph of each fixed text, and the width of its field, in points.
fn fixed(doc: &File) -> Vec<(f32, f32)> {
    let mut found = Vec::new();
    for field in doc.objects.values().filter_map(|it| it.as_dict().ok()) {
        // 1: the flag of a field that cannot be changed.
        let is_fixed = field.get(b"Ff").and_then(Object::as_i64).is_ok_and(|flags| flags == 1);
        let Some(shown) = field.get(b"AP").and_then(Object::as_dict).ok().filter(|_| is_fixed) else {
            continue;
        };
        let shown = shown.get(b"N").and_then(Object::as_reference).expect("an appearance");
        let shown = doc.get_object(shown).and_then(Object::as_stream).expect("a stream");
        let area = shown.dict.get(b"BBox").and_then(Object::as_array).expect("a box");
        let text = shown.decompressed_content().expect("content");
        let content = Content::decode(&text).expect("operators");
        let (mut size, mut end) = (0.0, 0.0_f32);
        for op in &content.operations {
            let number = |n: usize| op.operands[n].as_float().expect("a number");
            match op.operator.as_str() {
                "Tf" => size = number(1),
                // The width of a digit; these texts end with a digit or a small letter that is no wider.
                "Tm" => end = end.max(number(4) + size * 0.58),
                _ => {}
            }
        }
        found.push((end, area[2].as_float().expect("a width")));
    }
    found
}

#[test]
fn digests_are_not_clipped_in_large_print() {
    // Of the characters of a digest, `d` is among the widest, and the last one is a digit, whose width `fixed` knows.
    let digest = format!("sha256:{}", "d8".repeat(32));
    let kit = kit(|kit| (kit["digest"], kit["rule"]) = (json!(digest), json!(digest)));
    for paper in [Paper::A4, Paper::Letter] {
        for text_size in [0, 12, 16, 18] {
            let layout = Layout { text_size, ..Layout::default() };
            let document = Document::Scorecard { kit: &kit, round: ROUND, seat: 0, person: None, layout };
            let renderer = Renderer::new(Templates::default(), FontSet::built_in(), paper);
            let made = renderer.render(&document, Format::Pdf).expect("a pack");
            let fields = fixed(&File::load_mem(&made.bytes).expect("a PDF"));
            assert_eq!(fields.len(), 6, "{text_size}");
            for (end, width) in fields {
                assert!(end > 5.0 && end < width + 0.5, "{text_size}: {end} of {width}");
            }
        }
    }
}

#[test]
fn each_question_has_a_sheet_in_large_type_after_the_exhibits() {
    let kit = kit(|kit| ask(kit, 3));
    let sheets = |questions: bool| {
        let mut kit = kit.clone();
        kit.rounds[ROUND].slots[1].question.exhibits = exhibits();
        let document = Document::Handouts { kit: &kit, round: ROUND, questions };
        let made = Renderer::default().render(&document, Format::Pdf).expect("handouts");
        File::load_mem(&made.bytes).expect("a PDF")
    };
    assert_eq!(texts(&sheets(false)).len(), 1, "the exhibit");
    let doc = sheets(true);
    let pages = texts(&doc);
    assert_eq!(pages.len(), 4, "the exhibit and three questions");
    assert!(!pages[0].contains("\nQuestion 1"), "{}", pages[0]);
    let joined = |text: &str| text.split_whitespace().collect::<String>();
    for (n, slot) in kit.rounds[ROUND].slots.iter().enumerate() {
        let page = &pages[n + 1];
        assert!(
            page.contains(&format!("\nQuestion {}", n + 1)) && page.contains("Return this sheet."),
            "{page}"
        );
        assert!(joined(page).contains(&joined(&slot.question.prompt)), "{page}");
        assert!(!page.contains(&slot.competency_name), "{page}");
        let id = doc.get_pages()[&(n as u32 + 2)];
        let content = Content::decode(&doc.get_page_content(id)).expect("content");
        let size = |op: &Operation| op.operands[1].as_float().expect("a size");
        let large = content.operations.iter().filter(|op| op.operator == "Tf" && size(op) == 16.0);
        assert!(large.count() > 0, "the prompt is in 16 pt");
    }
}

fn exhibits() -> Vec<panelkit::model::KitExhibit> {
    let text = include_str!("../../kits/payments-api-tpm/loop/kit.json");
    let kit: Kit = serde_json::from_str(text).expect("a kit");
    let mut all = kit.rounds[ROUND].slots.iter().map(|slot| slot.question.exhibits.clone());
    all.find(|exhibits| exhibits.len() == 1).expect("an exhibit")
}

#[test]
fn a_question_without_a_must_have_says_what_its_depth_means() {
    let kit = kit(|kit| {
        let slot = &mut kit["rounds"][ROUND]["slots"][0];
        (slot["depth_means"], slot["serves"]) = (json!("Weighs two rules."), json!([]));
    });
    let page = &pack(&kit, None, Paper::A4, Layout::default())[2];
    assert!(page.contains("Weighs two rules.") && !page.contains("ust-have:"), "{page}");
}

#[test]
fn the_front_of_a_pack_in_large_print_takes_three_pages() {
    let pages = pack(&kit(|_| {}), None, Paper::A4, Layout { text_size: 18, ..Layout::default() });
    let front = pages.iter().position(|page| page.contains("\nQ1 of 4: "));
    assert_eq!(front, Some(3));
}

/// The heights of the lines on each page, from the bottom, in points.
fn heights(markdown: &str, setup: &PageSetup) -> Vec<Vec<f32>> {
    let made = pdf(markdown, setup, &FontSet::built_in()).expect("the Markdown is ours");
    let doc = File::load_mem(&made.bytes).expect("a PDF");
    let of_page = |page| {
        let content = Content::decode(&doc.get_page_content(page)).expect("content");
        let set = content.operations.iter().filter(|op| op.operator == "Tm");
        let mut all: Vec<f32> = set.map(|op| op.operands[5].as_float().expect("a number")).collect();
        all.sort_by(f32::total_cmp);
        all.dedup();
        all
    };
    doc.get_pages().into_values().map(of_page).collect()
}

#[test]
fn the_two_lines_of_a_footer_do_not_touch() {
    for text_size in [0, 18] {
        let footer_left = "payments-api-tpm · c-102 · ".repeat(4);
        let setup = PageSetup { text_size, footer_left, ..crate::reader::setup() };
        let lines = &heights("Text.", &setup)[0];
        let size = 7.75 * f32::from(text_size.max(10)) / 10.0;
        assert!(lines[1] - lines[0] > size * 1.2, "{text_size}: {lines:?}");
    }
}

#[test]
fn a_label_is_never_the_last_line_of_a_page() {
    for lines in 1..60 {
        let text = "Filler.\n\n".repeat(lines);
        for what in ["- One\n- Two\n", "| One | Two |\n| --- | --- |\n| 1 | 2 |\n"] {
            let made = crate::reader::make(&format!("{text}**A label** *(and a hint)*\n\n{what}"));
            let pages = crate::reader::pages(&made);
            let page = pages.iter().find(|page| page.contains("A label")).expect("a page");
            assert!(page.contains("One"), "{lines}: {page}");
        }
    }
}
