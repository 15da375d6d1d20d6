//! Appends an item to a list in a file that a person wrote, and changes no other byte.
//!
//! People write lists in many layouts: at any indent, in brackets, empty, before a `...`. So the code tries
//! several places in turn and reads each new text back. It accepts the text only if the values are the same
//! plus the new item.

use std::sync::Arc;

use super::edit::quote;
use super::node::{Kind, Node};
use super::{canonical, parse};
use crate::diag::Sink;
use crate::text::{Source, Span};

/// The text of a file with `item` appended to the list under `key` of its top map. `item` is a map in block
/// YAML at indent 0. `None` if the file has no such list, or if the item cannot be added without other
/// changes to the file.
pub fn append(source: &Arc<Source>, key: &str, item: &str) -> Option<String> {
    let root = parse(source, &mut Sink::new()).ok()?;
    let list = value(&root, key)?;
    let Kind::List(items) = &list.kind else { return None };
    let new = Source::new("item", item);
    let new = parse(&new, &mut Sink::new()).ok().map(|node| (canonical(&node), flow(&node)))?;
    let text = source.text();
    let feed = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let at = source.bytes(list.span);
    let right = |text: &String| is_right(text, source, &root, key, &new.0);
    if text[at.start..].starts_with('[') {
        let end = text[..at.end].rfind(']')?;
        let before = text[..end].trim_end();
        let comma = if items.is_empty() || before.ends_with(',') { "" } else { ", " };
        let own_lines = || {
            let (head, rest) = (text[..at.start].trim_end(), &text[end + 1..]);
            format!("{head}{feed}{}{rest}", block(item, 2, feed).trim_end())
        };
        return (items.is_empty().then(own_lines).filter(right))
            .or_else(|| Some(format!("{before}{comma}{}{}", new.1, &text[end..])).filter(right))
            .or_else(|| Some(format!("{before}{feed}{comma}{}{feed}{}", new.1, &text[end..])).filter(right));
    }
    let column = source.line_column(list.span.start).1 - 1;
    let last = items.last().map(|node| source.bytes(Span { start: last(node), end: last(node) }).start)?;
    // The places to try: the end of the line in which the last value ends, the end of that value, the end of
    // the list without white space after it, and the end of the file.
    let line = last + text[last..].find('\n').unwrap_or(text.len() - last);
    let blank = at.start + text[at.start..at.end.max(at.start)].trim_end().len();
    for end in [line, last, blank, text.len()] {
        let head = text[..end].trim_end();
        let rest = &text[head.len()..];
        let rest = if rest.trim().is_empty() { feed } else { rest };
        let gap = if head.contains(&format!("{feed}{feed}")) { feed } else { "" };
        for indent in [column, 0, 2, 4] {
            let new = format!("{head}{feed}{gap}{}{rest}", block(item, indent, feed).trim_end());
            if right(&new) {
                return Some(new);
            }
        }
    }
    None
}

/// The item, written as an item of a block list.
fn block(item: &str, indent: usize, feed: &str) -> String {
    let mut text = String::new();
    for (n, line) in item.lines().enumerate() {
        let lead = if n == 0 { "- " } else { "  " };
        text.push_str(&format!("{}{lead}{line}", " ".repeat(indent)));
        text.push_str(feed);
    }
    text
}

/// A value in flow style (brackets and braces), on one line.
fn flow(node: &Node<'_>) -> String {
    match &node.kind {
        Kind::Scalar { text, plain: true }
            if text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) =>
        {
            text.to_string()
        }
        Kind::Scalar { text, .. } => quote(text),
        Kind::List(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Kind::Map(pairs) => {
            let pairs = pairs.iter().map(|(k, v)| format!("{}: {}", flow(k), flow(v)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}

/// One past the last character of a value, without the blank lines and comments after it.
fn last(node: &Node<'_>) -> u32 {
    match &node.kind {
        Kind::Scalar { .. } => node.span.end,
        Kind::List(items) => items.last().map_or(node.span.end, last),
        Kind::Map(pairs) => pairs.last().map_or(node.span.end, |(_, value)| last(value)),
    }
}

fn value<'n, 'a>(root: &'n Node<'a>, key: &str) -> Option<&'n Node<'a>> {
    let Kind::Map(pairs) = &root.kind else { return None };
    pairs.iter().find(|(k, _)| k.text() == Some(key)).map(|(_, v)| v)
}

/// True if the new text has the values of the old one plus the item at the end of the list.
fn is_right(text: &str, old: &Arc<Source>, before: &Node<'_>, key: &str, item: &str) -> bool {
    let source = Source::new(old.name(), text);
    let Ok(root) = parse(&source, &mut Sink::new()) else { return false };
    let (Kind::Map(old), Kind::Map(new)) = (&before.kind, &root.kind) else { return false };
    let others = |pairs: &[(Node<'_>, Node<'_>)]| -> Vec<(String, String)> {
        let others = pairs.iter().filter(|(k, _)| k.text() != Some(key));
        others.map(|(k, v)| (canonical(k), canonical(v))).collect()
    };
    let items = |root: &Node<'_>| match value(root, key).map(|node| &node.kind) {
        Some(Kind::List(items)) => items.iter().map(canonical).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    let mut wanted = items(before);
    wanted.push(item.to_owned());
    others(old) == others(new) && items(&root) == wanted
}

#[cfg(test)]
mod tests {
    use super::append;
    use crate::diag::Sink;
    use crate::text::Source;
    use crate::yaml::{Doc, parse};

    const ITEM: &str =
        "id: new\n# a remark\nprompt: \"Who, {{now}}?\"\nanchors:\n  1: \"No\"\n  2: \"Yes: so\"\n";

    fn ids(text: &str) -> Vec<String> {
        let source = Source::new("t", text);
        let root = parse(&source, &mut Sink::new()).expect(text);
        Doc::new(&source, &root).root().maps("q").iter().map(|m| m.id("id").expect("an id").value).collect()
    }

    #[test]
    fn every_layout_takes_one_more() {
        for old in [
            "q:\n  - id: a\n    x: 1\n",
            "q:\n- id: a\n  x: 1\n",
            "q:\n    - id: a\n      x: 1\n",
            "q:\n  -\n    id: a\n",
            "q:\n  - # remark\n    id: a\n",
            "q: [{id: a, x: 1}]\n",
            "q: [ { id: a }, ]\n",
            "q: [\n  {id: a},\n]\n",
            "q:\n  - { id: a, x: [1, 2] }\n",
            "q:\n  - id: a\n...\n",
            "---\nq:\n  - id: a\n...\n# after\n",
            "q:\r\n  - id: a\r\n    x: 1\r\n",
            "q:\n  - id: a\n    x: 1\nc: after\n",
            "q:\n  - id: a\n    x: |\n      two\n      lines\n\nc: after\n",
            "q:\n  - id: a\n    x: >-\n      folded\n",
            "{c: 1, q: [{id: a}]}\n",
            "# ü\nq:\n  - id: a # last\n  # a remark on nothing\n",
            "q:\n  - id: a\n    x: 'it''s'",
            "q:\n  - &first\n    id: a\n",
        ] {
            let new = append(&Source::new("t", old), "q", ITEM).unwrap_or_else(|| panic!("{old}"));
            assert_eq!(ids(&new), ["a", "new"], "{new}");
            assert!(!old.contains("\r\n") || !new.replace("\r\n", "").contains('\n'), "{new:?}");
            for remark in ["# ü", "# after", "# last", "# remark"] {
                assert_eq!(old.contains(remark), new.contains(remark), "{new}");
            }
        }
        for old in ["q: []\n", "c: 1\nq: []\n", "q: [ ]\nc: 1\n", "{q: []}\n", "q:\n  []\n"] {
            let new = append(&Source::new("t", old), "q", ITEM).unwrap_or_else(|| panic!("{old}"));
            assert_eq!(ids(&new), ["new"], "{new}");
        }
    }

    #[test]
    fn what_is_no_list_takes_none() {
        for old in ["c: 1\n", "q: text\n", "q: {a: 1}\n", "base: &b [{id: a}]\nq: *b\n", "- id: a\n"] {
            assert_eq!(append(&Source::new("t", old), "q", ITEM), None, "{old}");
        }
    }
}
