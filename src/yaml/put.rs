//! Puts a value into a file that a person wrote, and keeps every comment and every other byte.
//!
//! People write maps in many layouts. So the code tries several places in turn and reads each new text back. It
//! accepts the text only if the values are the old ones with exactly this change.

use std::ops::Range;
use std::sync::Arc;

use super::node::{Kind, Node};
use super::parse;
use crate::diag::Sink;
use crate::text::Source;

/// The text of a file in which the value at `path` is `value`: YAML in flow style on one line. `path` has keys of
/// maps and positions in lists, from the top; the position after the last item appends an item. Missing maps on
/// the way are added. `None` if this is not possible without other changes.
pub fn put_at(source: &Arc<Source>, path: &[&str], value: &str) -> Option<String> {
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
        Tree::List(mut items) => {
            let n = key.parse::<usize>().ok().filter(|n| *n <= items.len())?;
            let old = if n < items.len() { items.remove(n) } else { Tree::Map(Vec::new()) };
            items.insert(n, with(old, rest, value)?);
            return Some(Tree::List(items));
        }
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
    // Follow the keys as far as they are there.
    let (mut node, mut depth, mut last) = (root, 0, None);
    while let Some((key, found)) = path.get(depth).and_then(|key| child(node, key)) {
        (node, depth, last) = (found, depth + 1, key);
    }
    let splice = |start: usize, end: usize, new: &str| format!("{}{new}{}", &text[..start], &text[end..]);
    let nest = |keys: &[&str]| {
        keys.iter().rev().fold(value.to_owned(), |value, key| format!("{{ {key}: {value} }}"))
    };
    let nested = nest(&path[depth..]);
    let mut found = Vec::new();
    if depth == path.len() || is_empty(node) {
        // The value is replaced. A value in block style starts on a line of its own, after its key.
        let span = source.bytes(node.span);
        let there = ends(text, &span).map(|end| splice(span.start, end, &nested));
        let Some(key) = last else { return there.collect() };
        let colon = source.bytes(key.span).end;
        let colon = colon + text[colon..].find(':').map_or(0, |n| n + 1);
        let end = colon.max(span.start + text[span.start..span.end.max(span.start)].trim_end().len());
        let beside = [end, colon].map(|end| splice(colon, end, &format!(" {nested}")));
        match text.get(colon..span.start).is_some_and(|gap| gap.contains('\n')) {
            true => found.extend(beside.into_iter().chain(there)),
            false => found.extend(there.chain(beside)),
        }
        return found;
    }
    let value = nest(&path[depth + 1..]);
    match &node.kind {
        Kind::Map(pairs) => {
            let first = pairs.first().map(|(key, _)| source.bytes(key.span).start);
            with_pair(source, node, first, &format!("{}: {value}", path[depth]))
        }
        Kind::List(items) => with_item(source, node, items, &value),
        Kind::Scalar { .. } => found,
    }
}

/// The bytes at which a value may end, the nearest first. The parser counts a comment after a value in quotes or
/// brackets as part of it.
fn ends<'t>(text: &'t str, span: &Range<usize>) -> impl Iterator<Item = usize> + 't {
    let (start, end) = (span.start, span.end);
    let close = match text[start..].chars().next() {
        Some('[') => Some(']'),
        Some('{') => Some('}'),
        Some(quote @ ('"' | '\'')) => Some(quote),
        _ => None,
    };
    let inside = text.get(start + 1..end).unwrap_or_default();
    let closers = inside.char_indices().filter(move |(_, c)| Some(*c) == close);
    closers
        .map(move |(n, c)| start + 1 + n + c.len_utf8())
        .chain([start + text[start..end.max(start)].trim_end().len(), end])
}

/// The texts with one more pair in a map: last in the file for the map at the top, or first in the map. `first`: the byte at which its
/// first key begins.
fn with_pair(source: &Arc<Source>, map: &Node<'_>, first: Option<usize>, pair: &str) -> Vec<String> {
    let (text, start) = (source.text(), source.bytes(map.span).start);
    if text[start..].starts_with('{') {
        let (head, rest) = text.split_at(start + 1);
        let comma = if first.is_none() { " " } else { "," };
        return vec![format!("{head} {pair}{comma}{rest}")];
    }
    let feed = feed(text);
    let first = first.unwrap_or(start);
    let indent = " ".repeat(text[..first].chars().rev().take_while(|c| *c != '\n').count());
    let gap = if text.ends_with('\n') { "" } else { feed };
    let (head, rest) = text.split_at(first);
    let last = indent.is_empty().then(|| format!("{text}{gap}{pair}{feed}"));
    last.into_iter().chain([format!("{head}{pair}{feed}{indent}{rest}")]).collect()
}

/// The texts with one more item at the end of a list.
fn with_item(source: &Arc<Source>, list: &Node<'_>, items: &[Node<'_>], item: &str) -> Vec<String> {
    let (text, span) = (source.text(), source.bytes(list.span));
    if text[span.start..].starts_with('[') {
        let with = |end: usize| {
            let head = text[..end - 1].trim_end();
            let comma = if items.is_empty() {
                ""
            } else if head.ends_with(',') {
                " "
            } else {
                ", "
            };
            format!("{head}{comma}{item}{}", &text[end - 1..])
        };
        return ends(text, &span).filter(|end| text[..*end].ends_with(']')).map(with).collect();
    }
    let feed = feed(text);
    let indent = " ".repeat(items.first().map_or(0, |item| dash(source, item)));
    let last = items.last().map_or(span.end, |item| end_of(source, item));
    let end = last + text[last..].find('\n').unwrap_or(text.len() - last);
    let at = |end: usize| {
        let head = text[..end].trim_end();
        let rest = &text[head.len()..];
        let rest = if rest.trim().is_empty() { feed } else { rest };
        format!("{head}{feed}{indent}- {item}{rest}")
    };
    [end, last, text.len()].map(at).into()
}

/// The line ending of a text.
fn feed(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The column of the dash before an item of a block list, from 0.
fn dash(source: &Arc<Source>, item: &Node<'_>) -> usize {
    let start = source.bytes(item.span).start;
    let head = &source.text()[..start];
    let dash = head.rfind('-').unwrap_or(start);
    head[..dash].chars().rev().take_while(|c| *c != '\n').count()
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

/// The value under a key of a map, with the key, or at a position in a list.
fn child<'n, 'a>(node: &'n Node<'a>, key: &str) -> Option<(Option<&'n Node<'a>>, &'n Node<'a>)> {
    match &node.kind {
        Kind::Map(pairs) => pairs.iter().find(|(k, _)| k.text() == Some(key)).map(|(k, v)| (Some(k), v)),
        Kind::List(items) => Some((None, items.get(key.parse::<usize>().ok()?)?)),
        Kind::Scalar { .. } => None,
    }
}

fn is_empty(node: &Node<'_>) -> bool {
    matches!(&node.kind, Kind::Scalar { text, .. } if text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::put_at;
    use crate::text::Source;

    fn of(text: &str, path: &[&str], value: &str) -> String {
        put_at(&Source::new("t", text), path, value).unwrap_or_else(|| panic!("{text:?} {path:?}"))
    }

    #[test]
    fn missing_maps_are_added_and_comments_stay() {
        let pin = ["pin", "screen"];
        assert_eq!(of("role: x # a remark\n", &pin, "[a]"), "role: x # a remark\npin: { screen: [a] }\n");
        assert_eq!(of("role: x\npin: {}\n", &pin, "[a]"), "role: x\npin: { screen: [a] }\n");
        assert_eq!(of("pin: { deep: [b] } # why\n", &pin, "[a]"), "pin: { screen: [a], deep: [b] } # why\n");
        assert_eq!(
            of("pin:\n  # two\n  deep: [b] # b\nloop: onsite\n", &pin, "[a]"),
            "pin:\n  # two\n  screen: [a]\n  deep: [b] # b\nloop: onsite\n"
        );
        assert_eq!(
            of("pin:\r\n  deep:\r\n    - b\r\n# end\r\n", &pin, "[a]"),
            "pin:\r\n  screen: [a]\r\n  deep:\r\n    - b\r\n# end\r\n"
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
    fn an_item_is_replaced_or_appended_and_comments_stay() {
        let block = "pin:\n  screen:\n    - b # first\n    - { question: c, why: \"d\" } # second\n# end\n";
        assert_eq!(
            of(block, &["pin", "screen", "0"], "a"),
            "pin:\n  screen:\n    - a # first\n    - { question: c, why: \"d\" } # second\n# end\n"
        );
        assert_eq!(
            of(block, &["pin", "screen", "1"], "a"),
            "pin:\n  screen:\n    - b # first\n    - a # second\n# end\n"
        );
        assert_eq!(
            of(block, &["pin", "screen", "2"], "{ question: a, why: \"x\" }"),
            "pin:\n  screen:\n    - b # first\n    - { question: c, why: \"d\" } # second\n    - { question: a, why: \"x\" }\n# end\n"
        );
        assert_eq!(of("pin: { s: [a] }\n", &["pin", "s", "1"], "b"), "pin: { s: [a, b] }\n");
        assert_eq!(of("pin: { s: [] }\n", &["pin", "s", "0"], "b"), "pin: { s: [b] }\n");
        assert_eq!(of("pin:\n- a\nx: 1\n", &["pin", "1"], "b"), "pin:\n- a\n- b\nx: 1\n");
        assert_eq!(of("pin:\n  - question: a\n    why: b\n", &["pin", "0"], "c"), "pin:\n  - c\n");
        assert_eq!(put_at(&Source::new("t", "pin: [a]\n"), &["pin", "2"], "b"), None);
    }

    #[test]
    fn a_pair_finds_a_place_in_every_layout() {
        let held = |text: &str| of(text, &["held"], "no");
        assert_eq!(held("# ü\nname: A # b"), "# ü\nname: A # b\nheld: no\n");
        assert_eq!(held("# ü\r\nname: A\r\n"), "# ü\r\nname: A\r\nheld: no\r\n");
        assert_eq!(of("q: [A] # b\n", &["q", "0"], "\"李雷\""), "q: [\"李雷\"] # b\n");
        assert_eq!(held("name: A\nheld: yes # c\n"), "name: A\nheld: no # c\n");
        assert_eq!(held("{name: A}\n"), "{ held: no,name: A}\n");
        assert_eq!(held("{}\n"), "{ held: no }\n");
        assert_eq!(held("---\nname: A\n...\n"), "---\nheld: no\nname: A\n...\n");
        assert_eq!(held("say: |+\n  a\n\n"), "say: |+\n  a\n\nheld: no\n");
        for (old, new) in [("'it''s' # c", "\"C\" # c"), ("\"a\\\"b\"  # c", "\"C\"  # c")] {
            let text = of(&format!("q:\n  - A # first\n  - {old}\n"), &["q", "1"], "\"C\"");
            assert_eq!(text, format!("q:\n  - A # first\n  - {new}\n"));
        }
        assert_eq!(put_at(&Source::new("t", "q:\n  - A\n"), &["q", "2"], "C"), None);
    }

    #[test]
    fn a_value_that_is_no_map_takes_no_key() {
        assert_eq!(put_at(&Source::new("t", "pin: text\n"), &["pin", "a"], "[b]"), None);
        assert_eq!(put_at(&Source::new("t", "- a\n"), &["pin"], "[b]"), None);
    }
}
