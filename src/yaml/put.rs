//! Puts a value into a file that a person wrote, and keeps every comment and every other byte.
//!
//! People write maps in many layouts. So the code tries several places in turn and reads each new text back. It
//! accepts the text only if the values are the old ones with exactly this change.

use std::sync::Arc;

use super::node::{Kind, Node};
use super::parse;
use crate::diag::Sink;
use crate::text::Source;

/// The text of a file in which the value at `path`, a list of keys from the top, is `value`: YAML in flow style
/// on one line. Missing maps on the way are added. `None` if this is not possible without other changes.
pub fn put(source: &Arc<Source>, path: &[&str], value: &str) -> Option<String> {
    let root = parse(source, &mut Sink::new()).ok()?;
    let new = Source::new("value", value);
    let new = tree(&parse(&new, &mut Sink::new()).ok()?);
    let wanted = with(tree(&root), path, &new)?;
    let is_right = |text: &String| {
        let source = Source::new(source.name(), text.as_str());
        parse(&source, &mut Sink::new()).is_ok_and(|root| tree(&root) == wanted)
    };
    attempts(source, &root, path, value).into_iter().find(is_right)
}

/// A value without places and styles. Two values are equal if a program reads the same from them.
#[derive(Clone, Debug, PartialEq)]
enum Tree {
    Scalar(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

fn tree(node: &Node<'_>) -> Tree {
    match &node.kind {
        Kind::Scalar { text, .. } => Tree::Scalar(text.to_string()),
        Kind::List(items) => Tree::List(items.iter().map(tree).collect()),
        Kind::Map(pairs) => {
            let mut pairs: Vec<(String, Tree)> =
                pairs.iter().map(|(k, v)| (k.text().unwrap_or_default().to_owned(), tree(v))).collect();
            pairs.sort_by(|a, b| a.0.cmp(&b.0));
            Tree::Map(pairs)
        }
    }
}

/// The value that the file shall have. `None` if a value on the way is not a map.
fn with(old: Tree, path: &[&str], value: &Tree) -> Option<Tree> {
    let Some((key, rest)) = path.split_first() else { return Some(value.clone()) };
    let mut pairs = match old {
        Tree::Map(pairs) => pairs,
        // An empty value, such as `pin:` with nothing after it.
        Tree::Scalar(text) if text.is_empty() => Vec::new(),
        _ => return None,
    };
    let there = pairs.iter().position(|(k, _)| k == key);
    let old = there.map_or(Tree::Map(Vec::new()), |n| pairs.remove(n).1);
    pairs.push(((*key).to_owned(), with(old, rest, value)?));
    pairs.sort_by(|a, b| a.0.cmp(&b.0));
    Some(Tree::Map(pairs))
}

/// Texts that may be right, the best first.
fn attempts(source: &Arc<Source>, root: &Node<'_>, path: &[&str], value: &str) -> Vec<String> {
    let text = source.text();
    let feed = if text.contains("\r\n") { "\r\n" } else { "\n" };
    // Follow the keys as far as they are there.
    let (mut node, mut depth, mut last) = (root, 0, None);
    while let Some((key, found)) = path.get(depth).and_then(|key| pair(node, key)) {
        (node, depth, last) = (found, depth + 1, Some((node, key)));
    }
    let splice = |start: usize, end: usize, new: &str| format!("{}{new}{}", &text[..start], &text[end..]);
    let nest = |keys: &[&str]| {
        keys.iter().rev().fold(value.to_owned(), |value, key| format!("{{ {key}: {value} }}"))
    };
    let nested = nest(&path[depth..]);
    let mut found = Vec::new();
    if depth == path.len() || is_empty(node) {
        // The value is replaced. A block value starts on a line of its own, after its key.
        let span = source.bytes(node.span);
        found.push(splice(span.start, span.end, &nested));
        if let Some((_, key)) = last {
            let colon = source.bytes(key.span).end;
            let colon = colon + text[colon..].find(':').map_or(0, |n| n + 1);
            let end = colon.max(span.start + text[span.start..span.end.max(span.start)].trim_end().len());
            found.push(splice(colon, end, &format!(" {nested}")));
            found.push(splice(colon, colon, &format!(" {nested}")));
        }
        return found;
    }
    let Kind::Map(pairs) = &node.kind else { return found };
    let pair = format!("{}: {}", path[depth], nest(&path[depth + 1..]));
    let span = source.bytes(node.span);
    if text[span.start..].starts_with('{') {
        let end = text[..span.end].rfind('}').unwrap_or(span.end);
        let head = text[..end].trim_end();
        let comma = if pairs.is_empty() || head.ends_with(',') { " " } else { ", " };
        found.push(format!("{head}{comma}{pair} {}", &text[end..]));
        return found;
    }
    // In a block map the pair gets a line of its own: after the last value, or at the end of the file.
    let column = pairs.first().map_or(0, |(key, _)| source.line_column(key.span.start).1 - 1);
    let indent = " ".repeat(column);
    let of_last = pairs.last().map_or(span.end, |(_, value)| end_of(source, value));
    let line = of_last + text[of_last..].find('\n').unwrap_or(text.len() - of_last);
    for end in [line, of_last, text.len()] {
        let head = text[..end].trim_end();
        let rest = &text[head.len()..];
        let rest = if rest.trim().is_empty() { feed } else { rest };
        found.push(format!("{head}{feed}{indent}{pair}{rest}"));
    }
    found
}

/// The byte after the last character of a value.
fn end_of(source: &Arc<Source>, node: &Node<'_>) -> usize {
    match &node.kind {
        Kind::Scalar { .. } => source.bytes(node.span).end,
        Kind::List(items) => items.last().map_or(source.bytes(node.span).end, |item| end_of(source, item)),
        Kind::Map(pairs) => {
            pairs.last().map_or(source.bytes(node.span).end, |(_, value)| end_of(source, value))
        }
    }
}

fn pair<'n, 'a>(node: &'n Node<'a>, key: &str) -> Option<(&'n Node<'a>, &'n Node<'a>)> {
    let Kind::Map(pairs) = &node.kind else { return None };
    pairs.iter().find(|(k, _)| k.text() == Some(key)).map(|(k, v)| (k, v))
}

fn is_empty(node: &Node<'_>) -> bool {
    matches!(&node.kind, Kind::Scalar { text, .. } if text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::put;
    use crate::text::Source;

    fn of(text: &str, path: &[&str], value: &str) -> String {
        put(&Source::new("t", text), path, value).unwrap_or_else(|| panic!("{text:?} {path:?}"))
    }

    #[test]
    fn missing_maps_are_added_and_comments_stay() {
        let pin = ["pin", "screen"];
        assert_eq!(of("role: x # a remark\n", &pin, "[a]"), "role: x # a remark\npin: { screen: [a] }\n");
        assert_eq!(of("role: x\npin: {}\n", &pin, "[a]"), "role: x\npin: { screen: [a] }\n");
        assert_eq!(of("pin: { deep: [b] } # why\n", &pin, "[a]"), "pin: { deep: [b], screen: [a] } # why\n");
        assert_eq!(
            of("pin:\n  # two\n  deep: [b] # b\nloop: onsite\n", &pin, "[a]"),
            "pin:\n  # two\n  deep: [b] # b\n  screen: [a]\nloop: onsite\n"
        );
        assert_eq!(
            of("pin:\r\n  deep:\r\n    - b\r\n# end\r\n", &pin, "[a]"),
            "pin:\r\n  deep:\r\n    - b\r\n  screen: [a]\r\n# end\r\n"
        );
        assert_eq!(of("pin:\nloop: x\n", &pin, "[a]"), "pin: { screen: [a] }\nloop: x\n");
    }

    #[test]
    fn a_value_is_replaced() {
        let pin = ["pin", "screen"];
        assert_eq!(of("pin: { screen: [b, c] } # x\n", &pin, "[a]"), "pin: { screen: [a] } # x\n");
        let block = "pin:\n  screen:\n    - b\n    - c\n  deep: [d]\n";
        let new = of(block, &pin, "[a]");
        assert!(new.contains("screen: [a]") && new.contains("deep: [d]"), "{new}");
        assert_eq!(of("held: false # not yet\n", &["held"], "2026-05-21"), "held: 2026-05-21 # not yet\n");
        assert_eq!(of("name: ü\n", &["held"], "2026-05-21"), "name: ü\nheld: 2026-05-21\n");
    }

    #[test]
    fn a_value_that_is_no_map_takes_no_key() {
        assert_eq!(put(&Source::new("t", "pin: text\n"), &["pin", "a"], "[b]"), None);
        assert_eq!(put(&Source::new("t", "- a\n"), &["pin"], "[b]"), None);
    }
}
