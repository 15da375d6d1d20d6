//! The standard layout of question files: the order of keys, a blank line between questions, no stray spaces.
//! A comment stays above the same key or question.

use std::sync::Arc;

use super::canonical;
use super::node::{Kind, Node};
use super::parse::parse;
use super::shape::Record;
use crate::diag::Sink;
use crate::text::Source;

/// The text of a file in which the items of its list `list` have their keys in the order of `record`.
/// `None` if the text is not YAML, or if the layout would change a value; then leave the file as it is.
pub fn lay_out(source: &Arc<Source>, list: &str, record: &Record) -> Option<String> {
    let once = pass(source, list, record)?;
    // Blank lines that a moved key left behind are removed in a second pass.
    pass(&Source::new(source.name(), once), list, record)
}

fn pass(source: &Arc<Source>, list: &str, record: &Record) -> Option<String> {
    let plain = tidy(source.text());
    let tidied = Source::new(source.name(), plain.as_str());
    let mut sink = Sink::new();
    let before = canonical(&parse(source, &mut sink).ok()?);
    let root = parse(&tidied, &mut sink).ok()?;
    let Kind::Map(pairs) = &root.kind else { return None };
    let items = pairs.iter().find(|(key, _)| key.text() == Some(list)).map(|(_, items)| items);
    let mut lines: Vec<String> = plain.lines().map(str::to_owned).collect();
    if let Some(Node { kind: Kind::List(items), .. }) = items {
        // From the last item to the first, so that the line numbers of earlier items stay valid.
        for item in items.iter().rev() {
            reorder(&mut lines, item, &tidied, record);
        }
    }
    let after = Source::new(source.name(), spaced(&lines));
    let said = canonical(&parse(&after, &mut Sink::new()).ok()?);
    (said == before).then(|| after.text().to_owned())
}

/// Uses line feeds only, removes spaces at the end of lines, and ends the file with one line feed. If this
/// changes the value of a block scalar, the caller rejects the result.
fn tidy(text: &str) -> String {
    let mut out: String = text.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

/// Sorts the keys of a block map. Each key keeps the comments above it and the lines up to the next key.
fn reorder(lines: &mut Vec<String>, item: &Node<'_>, source: &Source, record: &Record) {
    let Kind::Map(pairs) = &item.kind else { return };
    let place = |node: &Node<'_>| source.line_column(node.span.start);
    let Some(first) = pairs.first().map(|(key, _)| place(key)) else { return };
    let starts: Vec<(usize, usize)> = pairs.iter().map(|(key, _)| place(key)).collect();
    // An item in braces, or with several keys on one line, is left as it is.
    let own_lines = starts.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 == pair[1].1);
    let dashed = lines[first.0 - 1].get(..first.1 - 1).is_some_and(|head| head.trim() == "-");
    if !own_lines || !dashed {
        return;
    }
    let indent = first.1 - 1;
    let above = |line: usize| -> usize {
        let comment =
            |n: &usize| lines[*n - 1].trim_start().starts_with('#') && indent_of(&lines[*n - 1]) == indent;
        (first.0 + 1..line).rev().take_while(comment).last().unwrap_or(line)
    };
    let mut begins: Vec<usize> = starts.iter().map(|(line, _)| above(*line)).collect();
    begins[0] = first.0;
    let end = item_end(lines, first.0, indent);
    begins.push(end);
    // A comment to the left of the keys ends the item too early; then the item is left as it is.
    if begins.windows(2).any(|pair| pair[0] >= pair[1]) {
        return;
    }
    let order = |key: &str| record.fields.iter().position(|f| f.key == key).unwrap_or(usize::MAX);
    let mut blocks: Vec<(usize, Vec<String>)> = pairs
        .iter()
        .zip(begins.windows(2))
        .map(|((key, _), range)| {
            (order(key.text().unwrap_or_default()), lines[range[0] - 1..range[1] - 1].to_vec())
        })
        .collect();
    let head = lines[first.0 - 1][..indent].to_owned();
    let blank = " ".repeat(indent);
    blocks[0].1[0].replace_range(..indent, &blank);
    blocks.sort_by_key(|(order, _)| *order);
    // The dash must come before a key, not before a comment.
    if blocks[0].1[0].trim_start().starts_with('#') {
        return;
    }
    blocks[0].1[0].replace_range(..indent, &head);
    lines.splice(first.0 - 1..end - 1, blocks.into_iter().flat_map(|(_, block)| block));
}

/// The number of the line after an item. The last line of an item is the last one that is indented at least
/// as deep as its keys.
fn item_end(lines: &[String], first: usize, indent: usize) -> usize {
    let inside = |line: &String| line.is_empty() || indent_of(line) >= indent;
    let mut end = first + lines[first..].iter().take_while(|l| inside(l)).count() + 1;
    while end > first + 1 && lines[end - 2].is_empty() {
        end -= 1;
    }
    end
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Puts one blank line before each item of the top list except the first. If comments belong to the item, the
/// blank line is above them. Reduces several blank lines to one.
fn spaced(lines: &[String]) -> String {
    let dash = lines.iter().find(|l| l.trim_start().starts_with("- ")).map_or(0, |l| indent_of(l));
    let is_item = |line: &str| indent_of(line) == dash && line.trim_start().starts_with("- ");
    let is_comment = |line: &str| line.trim_start().starts_with('#') && indent_of(line) == dash;
    let mut out = String::new();
    let mut seen = false;
    for (n, line) in lines.iter().enumerate() {
        let next = lines[n..].iter().find(|l| !is_comment(l));
        let begins = (is_item(line) || is_comment(line)) && next.is_some_and(|l| is_item(l));
        let continues = n > 0 && is_comment(&lines[n - 1]);
        if begins && seen && !continues && !out.ends_with("\n\n") {
            out.push('\n');
        }
        seen |= is_item(line);
        if !(line.is_empty() && out.ends_with("\n\n")) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::lay_out;
    use crate::text::Source;
    use crate::yaml::{Field, Record, Shape};

    static RECORD: Record = Record {
        name: "q",
        about: "",
        fields: &[
            Field::must("id", Shape::Id, ""),
            Field::must("depth", Shape::Id, ""),
            Field::may("text", Shape::Text, ""),
            Field::may("list", Shape::List(&Shape::Text, 0), ""),
        ],
    };

    fn laid(text: &str) -> Option<String> {
        lay_out(&Source::new("t", text), "q", &RECORD)
    }

    #[test]
    fn keys_come_into_order_with_their_comments() {
        let crlf = "# top\r\nq:\r\n  # ---- first\r\n  - depth: a   \r\n    id: one # name\r\n  - id: two\r\n    depth: b";
        assert_eq!(
            laid(crlf).as_deref(),
            Some(
                "# top\nq:\n  # ---- first\n  - id: one # name\n    depth: a\n\n  - id: two\n    depth: b\n"
            )
        );
        assert_eq!(
            laid("q:\n- depth: a\n  id: one\n  list:\n  - x\n# ---- deep\n- id: two\n  depth: b\n")
                .as_deref(),
            Some("q:\n- id: one\n  depth: a\n  list:\n  - x\n\n# ---- deep\n- id: two\n  depth: b\n")
        );
        assert_eq!(
            laid("q:\n  - id: one\n    # about the list\n    list: [x]\n    depth: a\n").as_deref(),
            Some("q:\n  - id: one\n    depth: a\n    # about the list\n    list: [x]\n")
        );
    }

    #[test]
    fn a_comment_left_of_the_keys_is_left_alone() {
        let text = "q:\n  - id: one\n    depth: a\n# margin\n    text: x\n    list: [y]\n";
        assert_eq!(laid(text).as_deref(), Some(text));
        let blank = "q:\n  - id: one\n    text: x\n\n    depth: a\n";
        let once = laid(blank).expect("laid out");
        assert_eq!(laid(&once).as_deref(), Some(once.as_str()));
    }

    #[test]
    fn what_is_in_order_stays_and_what_is_in_braces_too() {
        let text = "q:\n  - id: one\n    depth: a\n\n  - { depth: b, id: two }\n";
        assert_eq!(laid(text).as_deref(), Some(text));
        let block = "q:\n  - id: one\n    text: |\n      a\n\n      # no comment\n    depth: b\n";
        assert_eq!(
            laid(block).as_deref(),
            Some("q:\n  - id: one\n    depth: b\n    text: |\n      a\n\n      # no comment\n")
        );
        assert_eq!(laid("q: [\n"), None);
    }
}
