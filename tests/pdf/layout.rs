//! What stands on which page.

use panelkit::render::pdf::{FontSet, PageSetup, PdfError, pdf};

use crate::reader::{body, make, pages, setup};

#[test]
fn a_page_says_where_it_belongs() {
    let made = make(
        "## Round 1: Screen\n\nHello\n\n<!-- page-break -->\n\nStill the screen\n\n<!-- page-break -->\n\n## Round 2: Depth\n\nDeep\n",
    );
    let pages = pages(&made);
    assert_eq!(pages.len(), 3);
    for (i, (page, round)) in
        pages.iter().zip(["Round 1: Screen", "Round 1: Screen", "Round 2: Depth"]).enumerate()
    {
        assert!(page.contains("Payments API"), "{page}");
        assert!(page.contains("payments-api-tpm · c-0042 · 5f1c0de2a4b7"), "{page}");
        assert!(page.contains(&format!("Page {} of 3", i + 1)), "{page}");
        assert!(page.contains(round), "{page}");
    }
}

#[test]
fn a_cover_has_no_header() {
    let made = make(
        "<!-- cover -->\n\n# Kit\n\nSubtitle\n\n<!-- /cover -->\n\n<!-- page-break -->\n\n## Round\n\nText\n",
    );
    let pages = pages(&made);
    assert!(!pages[0].contains("Payments API") && pages[1].contains("Payments API"));
}

#[test]
fn a_table_of_three_hundred_rows_repeats_its_header_and_loses_none() {
    let mut markdown = "## Bank\n\n| Question | Minutes |\n|---|--:|\n".to_owned();
    for i in 0..300 {
        markdown.push_str(&format!("| Row number {i:03} | {i} |\n"));
    }
    let pages = pages(&make(&markdown));
    assert!(pages.len() > 5);
    assert!(pages.iter().all(|page| page.matches("Question").count() == 1));
    let text = pages.concat();
    assert!((0..300).all(|i| text.matches(&format!("Row number {i:03}")).count() == 1));
}

#[test]
fn a_row_taller_than_a_page_is_torn_and_loses_no_word() {
    let words: Vec<String> = (0..2500).map(|i| format!("w{i:04}")).collect();
    let made = make(&format!("| Key | Value |\n|---|---|\n| long | {} |\n", words.join(" ")));
    let text = pages(&made).concat();
    assert!(made.pages > 1);
    assert!(words.iter().all(|word| text.contains(word.as_str())));
}

#[test]
fn no_heading_ends_a_page() {
    for filler in 0..60 {
        let mut markdown = "line  \n".repeat(filler) + "\n\n";
        for i in 0..12 {
            markdown.push_str(&format!("### HEADING {i}\n\n{}\n\n", "Some words about it. ".repeat(4 + i)));
            markdown.push_str("#### HEADING label\n\n1. first\n2. second\n\n");
        }
        for page in pages(&make(&markdown)) {
            let last = body(&page).last().copied().unwrap_or_default().to_owned();
            assert!(!last.contains("HEADING"), "{filler}: {page}");
        }
    }
}

#[test]
fn what_is_kept_together_is_not_torn() {
    for filler in 0..60 {
        let kept =
            "<!-- keep -->\n\nKEPT begins\n\n- a\n- b\n\n<!-- lines: 4 -->\n\nKEPT ends\n\n<!-- /keep -->\n";
        let made = make(&format!("{}\n\n{kept}", "line  \n".repeat(filler)));
        let whole = pages(&made)
            .iter()
            .filter(|page| page.contains("KEPT begins") && page.contains("KEPT ends"))
            .count();
        assert_eq!(whole, 1, "{filler}");
    }
}

#[test]
fn columns_stand_side_by_side_unless_they_are_taller_than_a_page() {
    let side = |n: usize| "- item\n".repeat(n);
    let columns = |n| {
        format!(
            "<!-- columns -->\n\n#### Listen for\n\n{0}\n<!-- column -->\n\n#### Red flags\n\n{0}\n<!-- /columns -->\n",
            side(n)
        )
    };
    assert_eq!(make(&columns(30)).pages, 1);
    let tall = make(&columns(100));
    assert!(tall.pages > 3);
    assert_eq!(pages(&tall).concat().matches("item").count(), 200);
}

#[test]
fn a_word_longer_than_the_line_is_broken_not_clipped() {
    let word: String = ('a'..='z').cycle().take(500).collect();
    let text = pages(&make(&format!("Before {word} after\n\n| a |\n|---|\n| {word} |\n"))).concat();
    assert_eq!(text.replace('\n', "").matches(&word).count(), 2);
}

#[test]
fn a_note_and_a_line_break_in_a_cell_are_understood() {
    let text = pages(&make("<!-- note: not for print -->\n\n| a |\n|---|\n| one<br>two |\n")).concat();
    assert!(text.contains("one\ntwo") && !text.contains("not for print"));
}

#[test]
fn an_empty_document_is_one_page_with_a_footer() {
    for empty in ["", "\n\n", "<!-- note: nothing -->\n", "<!-- page-break -->\n", "<!-- lines: 0 -->\n"] {
        let made = make(empty);
        assert_eq!(made.pages, 1, "{empty:?}");
        assert!(pages(&made)[0].contains("Page 1 of 1"));
    }
}

#[test]
fn odd_structures_are_printed() {
    let deep = "- one\n  1. two\n     - three\n       - four\n         - five\n";
    let text = pages(&make(deep)).concat();
    assert!(["one", "two", "three", "four", "five"].iter().all(|word| text.contains(word)));
    for odd in [
        "- \n- \n",
        "> \n",
        "> [!NOTE]\n",
        "#\n",
        "| |\n|---|\n",
        "```\n\n```\n",
        "<!-- columns -->\n<!-- /columns -->\n",
        "<!-- cover -->\n<!-- /cover -->\n",
        "---\n---\n",
    ] {
        assert!(make(odd).pages >= 1, "{odd}");
    }
    let columns = "<!-- column -->\n".repeat(40);
    assert!(make(&format!("<!-- columns -->\n{columns}\nlast\n\n<!-- /columns -->\n")).pages >= 1);
}

#[test]
fn hostile_text_is_refused_or_printed_but_never_hangs() {
    let deep = pdf(&"> ".repeat(20_000), &setup(), &FontSet::built_in());
    assert!(matches!(deep, Err(PdfError::Markdown(_))));
    assert!(make(&"x".repeat(100_000)).pages > 5);
    let setup = PageSetup { header_left: "long ".repeat(5_000), footer_left: "y".repeat(5_000), ..setup() };
    assert!(pdf("text", &setup, &FontSet::built_in()).is_ok());
}
