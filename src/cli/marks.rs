//! Telling a form that somebody filled in from one that somebody changed: every issued line is still there,
//! in the same order, apart from marks in boxes. Lines may have been added anywhere.

use panelkit::model::sha256;

/// Digits of a line's digest. Two different lines of one form share them once in four thousand million.
const DIGITS: usize = 8;

/// Whether a page is a form that people fill in as a text.
pub(super) fn is_form(name: &str) -> bool {
    name.starts_with("scorecards/") && name.ends_with(".md")
}

/// The lines of a form that must stay, one short digest after the other. Empty lines and lines with an empty
/// cell are left out: people write there.
pub(super) fn lines(text: &str) -> String {
    digests(text, true).collect()
}

/// Whether a text holds these lines in this order.
pub(super) fn holds(text: &str, lines: &str) -> bool {
    let mut wanted = lines.as_bytes().chunks(DIGITS).peekable();
    for found in digests(text, false) {
        if wanted.peek().is_some_and(|next| *next == found.as_bytes()) {
            wanted.next();
        }
    }
    wanted.peek().is_none()
}

fn digests(text: &str, without_cells: bool) -> impl Iterator<Item = String> {
    let lines = text.lines().filter(move |line| !(without_cells && line.contains("&nbsp; |")));
    lines.map(unmarked).filter(|line| !line.is_empty()).map(|line| {
        let digest = sha256(&line);
        digest["sha256:".len()..][..DIGITS].to_owned()
    })
}

/// A line with every box empty and every stretch of white space one space.
fn unmarked(line: &str) -> String {
    let line = line.trim_start_matches('\u{feff}');
    let line = ["[x]", "[X]", "[ ]", "[]"].iter().fold(line.to_owned(), |line, mark| line.replace(mark, "☐"));
    let boxes: String = line
        .chars()
        .map(|c| {
            if matches!(c, '☑' | '☒' | '✓' | '✔' | '✗' | '✘' | '⬜' | '✅' | '■' | '□') {
                '☐'
            } else {
                c
            }
        })
        .collect();
    let boxes = boxes.replace('☐', " ☐ ").replace('|', " | ");
    let mut words: Vec<&str> = Vec::new();
    for word in boxes.split_whitespace() {
        let after_box = words.last() == Some(&"☐");
        let mark = after_box && matches!(word, "x" | "X" | "☐");
        // A row of dashes below the heads of a table: editors align it.
        let rule = word.len() >= 3 && word.trim_matches(':').bytes().all(|b| b == b'-');
        if !mark {
            words.push(if rule { "---" } else { word });
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{holds, lines};

    const FORM: &str = "# Form\n\n| Name | Day |\n| --- | --- |\n| Ada | &nbsp; |\n\n| ☐ **1** No | Says no. |\n| ☐ **2** Yes | Says yes. |\n\n- [ ] Complete\n";

    fn is_filled(text: &str) -> bool {
        holds(text, &lines(FORM))
    }

    #[test]
    fn marks_and_added_lines_are_no_change() {
        assert!(is_filled(FORM));
        for (from, to) in [
            ("☐ **1**", "☒ **1**"),
            ("☐ **1**", "☑ **1**"),
            ("☐ **1**", "☐ x **1**"),
            ("☐ **1**", "[x] **1**"),
            ("[ ] Complete", "[X] Complete"),
            ("| Ada | &nbsp; |", "| Ada | 2026-11-29 |"),
            ("\n\n", "\n\nShe asked who would be called first.\n\n"),
            ("\n", "\r\n"),
            ("| --- | --- |", "|------|:-----|"),
            ("Says no. |", "Says no.     |"),
        ] {
            assert!(is_filled(&FORM.replace(from, to)), "{from} -> {to}");
        }
    }

    #[test]
    fn an_issued_line_that_is_gone_or_says_something_else_is_a_change() {
        for (from, to) in [
            ("Says no.", "Says maybe."),
            ("| ☐ **2** Yes | Says yes. |\n", ""),
            ("**2**", "**3**"),
            ("# Form", "# Another form"),
        ] {
            assert!(!is_filled(&FORM.replace(from, to)), "{from} -> {to}");
        }
        let swapped = "| ☐ **2** Yes | Says yes. |\n| ☐ **1** No | Says no. |\n";
        let rows = "| ☐ **1** No | Says no. |\n| ☐ **2** Yes | Says yes. |\n";
        assert!(!is_filled(&FORM.replace(rows, swapped)));
        assert!(!is_filled(""));
    }
}
