//! Tells a form that was filled in from a form that was changed. A form counts as filled in if every issued line
//! is still there, in the same order; marks in boxes do not matter, and lines may have been added anywhere.

use crate::model::sha256;

/// Number of hexadecimal digits of a line's digest. Two different lines have the same 8 digits with a probability
/// of one in about four billion.
const DIGITS: usize = 8;

/// Whether a page is a Markdown form, which people can fill in as a text.
pub(super) fn is_form(name: &str) -> bool {
    name.starts_with("scorecards/") && name.ends_with(".md")
}

/// Whether a page is a form as it was issued, apart from marks and added lines.
pub(super) fn is_filled_in(name: &str, there: &[u8], issued: &[u8]) -> bool {
    let texts = std::str::from_utf8(there).ok().zip(std::str::from_utf8(issued).ok());
    is_form(name) && texts.is_some_and(|(there, issued)| holds(there, &lines(issued)))
}

/// The lines of a form that must stay, one short digest after the other. Empty lines, HTML comments and empty
/// table cells are left out, because people write in them.
pub(super) fn lines(text: &str) -> String {
    let kept = |line: &str| if has_empty_cell(line) { filled(line) } else { line.to_owned() };
    text.lines()
        .map(unmarked)
        .map(|line| kept(&line))
        .filter(|line| !line.is_empty())
        .map(|line| short(&line))
        .collect()
}

/// Whether a text holds these lines in this order.
pub(super) fn holds(text: &str, lines: &str) -> bool {
    let mut wanted = lines.as_bytes().chunks(DIGITS).peekable();
    for line in text.lines().map(unmarked).filter(|line| !line.is_empty()) {
        let Some(next) = wanted.peek().copied() else { return true };
        if short(&line).as_bytes() == next || parts(&line).any(|part| short(&part).as_bytes() == next) {
            wanted.next();
        }
    }
    wanted.peek().is_none()
}

fn short(line: &str) -> String {
    let digest = sha256(line);
    digest["sha256:".len()..][..DIGITS].to_owned()
}

/// Number of cells in the widest table row that people fill in.
const CELLS: usize = 5;

/// Whether a cell of a table row is empty, so that a person may write in it.
fn is_empty(cell: &str) -> bool {
    cell.replace("&nbsp;", "").replace("<br>", "").trim().is_empty()
}

/// Whether a line is a table row with an empty cell.
fn has_empty_cell(line: &str) -> bool {
    let row = line.strip_prefix('|').and_then(|rest| rest.strip_suffix('|'));
    row.is_some_and(|cells| cells.split('|').any(is_empty))
}

/// The cells of a row that are not empty, between single bars.
fn filled(line: &str) -> String {
    line.split('|').map(str::trim).filter(|cell| !is_empty(cell)).collect::<Vec<_>>().join("|")
}

/// Every version that a table row may have had before some of its cells were filled in: all selections of its
/// cells.
fn parts(line: &str) -> impl Iterator<Item = String> {
    let cells: Vec<String> = match line.starts_with('|') {
        true => line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect(),
        false => Vec::new(),
    };
    let sets = if cells.len() <= CELLS { 1u32 << cells.len() } else { 0 };
    (1..sets).map(move |set| {
        let chosen =
            cells.iter().enumerate().filter(|(n, _)| set >> n & 1 == 1).map(|(_, cell)| cell.as_str());
        chosen.collect::<Vec<_>>().join("|")
    })
}

/// The line with every box emptied and every run of white space reduced to one space; the empty string for an
/// HTML comment.
fn unmarked(line: &str) -> String {
    let line = line.trim_start_matches('\u{feff}').replace(['\u{fe0e}', '\u{fe0f}'], "");
    if line.trim().starts_with("<!--") && line.trim().ends_with("-->") {
        return String::new();
    }
    let line = ["[x]", "[X]", "[ ]", "[]"].iter().fold(line, |line, mark| line.replace(mark, "☐"));
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
        let lone = matches!(word, "x" | "X");
        let begins = matches!(words.last(), None | Some(&("|" | "-" | "*")));
        // A delimiter row below a table header: editors change the number of its dashes.
        let rule = word.len() >= 3 && word.trim_matches(':').bytes().all(|b| b == b'-');
        match word {
            _ if words.last() == Some(&"☐") && (lone || word == "☐") => {}
            _ if lone && begins => words.push("☐"),
            // Some editors write the bullets of a list in another way.
            "☐" if matches!(words.as_slice(), ["*" | "+"]) => words = vec!["-", "☐"],
            _ => words.push(if rule { "---" } else { word }),
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{holds, lines};

    const FORM: &str = "# Form\n\n| Name | Day |\n| --- | --- |\n| Ada | &nbsp; |\n| &nbsp; | Ben | &nbsp; |\n\n<!-- lines: 4 -->\n\n| ☐ **1** No | Says no. |\n| ☐ **2** Yes | Says yes. |\n\n- [ ] Complete\n";

    /// A form in the Markdown that the pack has.
    const PACK: &str = "| Who | Day |\n| --- | --- |\n| Ada | |\n| <br> | |\n\n<!-- box: conflict -->\n- [ ] Conflict: tell us.\n\n<!-- form\nreq: a\nround: b\n-->\n\n<!-- rating b.1 -->\n\n- [ ] **1** No: **Stops.** Waits.\n- [ ] **3** Yes: Acts.\n- [ ] **na** not assessed\n\n<!-- /rating -->\n\n**Notes**\n\n<!-- notes b.1 -->\n\n<!-- lines: fill 6 16 -->\n\n<!-- /notes -->\n";

    #[test]
    fn a_pack_may_be_filled_in_but_not_rewritten() {
        let is_filled = |text: &str| holds(text, &lines(PACK));
        for (from, to) in [
            ("- [ ] **3**", "- [x] **3**"),
            ("- [ ] **3**", "* [X] **3**"),
            ("- [ ] Conflict", "- [x] Conflict"),
            ("| Ada | |", "| Ada | 2026-11-29, 10:02 |"),
            ("| <br> | |", "| A. Rivera | 11:04 |"),
            ("<!-- lines: fill 6 16 -->", "She asked who would be called first.\n\n- Then the bank."),
            ("\n", "\r\n"),
        ] {
            assert!(is_filled(&PACK.replace(from, to)), "{from} -> {to}");
        }
        for (from, to) in [
            ("**Stops.**", "**Goes on.**"),
            ("- [ ] **3** Yes: Acts.\n", ""),
            ("round: b", "round: c"),
            ("| Ada | |", "| Eve | |"),
            ("Conflict: tell us.", "No conflict."),
        ] {
            assert!(!is_filled(&PACK.replace(from, to)), "{from} -> {to}");
        }
    }

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
            ("☐ **1**", "x **1**"),
            ("☐ **1**", "☒\u{fe0f} **1**"),
            ("<!-- lines: 4 -->", "She asked who would be called first."),
            ("| &nbsp; | Ben | &nbsp; |", "| c-14 | Ben | 2026-11-29 |"),
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
            ("| Ada | &nbsp; |", "| Eve | &nbsp; |"),
            ("| &nbsp; | Ben | &nbsp; |", "| c-14 | Someone Else | &nbsp; |"),
        ] {
            assert!(!is_filled(&FORM.replace(from, to)), "{from} -> {to}");
        }
        let swapped = "| ☐ **2** Yes | Says yes. |\n| ☐ **1** No | Says no. |\n";
        let rows = "| ☐ **1** No | Says no. |\n| ☐ **2** Yes | Says yes. |\n";
        assert!(!is_filled(&FORM.replace(rows, swapped)));
        assert!(!is_filled(""));
    }
}
