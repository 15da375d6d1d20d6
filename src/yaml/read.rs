//! Reads values from a tree that has been compared with its shape.
//!
//! Every reader returns `None` or an empty list if the value is absent or has the wrong shape. A wrong shape
//! has been reported before, so callers need not report it again.

use std::sync::Arc;

use super::node::{Kind, Node};
use crate::text::{Place, Source, is_id};

/// A parsed file.
pub struct Doc<'a> {
    source: &'a Arc<Source>,
    root: &'a Node<'a>,
}

/// A map in a parsed file.
#[derive(Clone, Copy)]
pub struct Map<'a> {
    source: &'a Arc<Source>,
    node: &'a Node<'a>,
}

/// A scalar and its place.
#[derive(Clone, Debug)]
pub struct Text {
    /// The value.
    pub value: String,
    /// Its place.
    pub place: Place,
}

/// A list item that may be a text or a map.
pub enum Entry<'a> {
    /// A text.
    Text(Text),
    /// A map.
    Map(Map<'a>),
}

impl<'a> Doc<'a> {
    /// The tree of `source`.
    pub fn new(source: &'a Arc<Source>, root: &'a Node<'a>) -> Doc<'a> {
        Doc { source, root }
    }

    /// The map at the top.
    pub fn root(&self) -> Map<'a> {
        Map { source: self.source, node: self.root }
    }
}

impl<'a> Map<'a> {
    /// The canonical text of the map.
    pub fn canonical(&self) -> String {
        super::canonical(self.node)
    }

    /// The canonical text of the map without some of its keys.
    pub fn canonical_without(&self, keys: &[&str]) -> String {
        super::canon::canonical_without(self.node, keys)
    }

    /// The file.
    pub(super) fn source(&self) -> &'a Arc<Source> {
        self.source
    }

    /// The range of the value of a key, in bytes.
    pub(super) fn value_bytes(&self, key: &str) -> Option<std::ops::Range<usize>> {
        self.get(key).map(|node| self.bytes(node))
    }

    /// The range of a value, in bytes. The parser may count a comment after a quoted text as part of it, so the range
    /// of such a text ends with its closing quote.
    fn bytes(&self, node: &Node<'_>) -> std::ops::Range<usize> {
        let at = self.source.bytes(node.span);
        let text = &self.source.text()[at.clone()];
        let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return at };
        let mut rest = text.char_indices().skip(1).peekable();
        while let Some((n, c)) = rest.next() {
            let escaped = c == '\\' && quote == '"'
                || c == quote && rest.peek().is_some_and(|(_, c)| *c == '\'' && quote == '\'');
            if escaped {
                rest.next();
            } else if c == quote {
                return at.start..at.start + n + 1;
            }
        }
        at
    }

    /// True if the map is written in braces.
    pub(super) fn is_flow(&self) -> bool {
        let start = self.source.bytes(self.node.span).start;
        self.source.text()[start..].starts_with('{')
    }

    /// The indentation of its keys, in characters.
    pub(super) fn indent(&self) -> usize {
        self.source.line_column(self.place().span.start).1 - 1
    }

    /// Its keys, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.pairs().iter().filter_map(|(key, _)| key.text())
    }

    fn pairs(&self) -> &'a [(Node<'a>, Node<'a>)] {
        match &self.node.kind {
            Kind::Map(pairs) => pairs,
            _ => &[],
        }
    }

    fn get(&self, key: &str) -> Option<&'a Node<'a>> {
        self.pairs().iter().find(|(k, _)| k.text() == Some(key)).map(|(_, v)| v)
    }

    fn scalar(&self, node: &Node<'_>) -> Option<Text> {
        let text = node.text().filter(|_| !node.is_null())?;
        Some(Text { value: text.to_owned(), place: self.place_of(node) })
    }

    fn place_of(&self, node: &Node<'_>) -> Place {
        Place { source: self.source.clone(), span: node.span }
    }

    /// The place of the map: its first key, so that a label fits on one line.
    pub fn place(&self) -> Place {
        self.pairs().first().map_or_else(|| self.place_of(self.node), |(key, _)| self.place_of(key))
    }

    /// The place of a key.
    pub fn key_place(&self, key: &str) -> Option<Place> {
        self.pairs().iter().find(|(k, _)| k.text() == Some(key)).map(|(k, _)| self.place_of(k))
    }

    /// A text that is not blank.
    pub fn text(&self, key: &str) -> Option<Text> {
        self.get(key).and_then(|n| self.scalar(n)).filter(|t| !t.value.trim().is_empty())
    }

    /// A text that is an id.
    pub fn id(&self, key: &str) -> Option<Text> {
        self.text(key).filter(|t| is_id(&t.value))
    }

    /// A whole number.
    pub fn int(&self, key: &str) -> Option<i64> {
        self.get(key)?.text()?.parse().ok()
    }

    /// A number.
    pub fn number(&self, key: &str) -> Option<f64> {
        self.get(key)?.text()?.parse().ok()
    }

    /// `true` or `false`.
    pub fn bool(&self, key: &str) -> Option<bool> {
        self.get(key)?.text()?.parse().ok()
    }

    /// Two whole numbers.
    pub fn range(&self, key: &str) -> Option<(i64, i64)> {
        match &self.get(key)?.kind {
            Kind::List(items) if items.len() == 2 => {
                Some((items[0].text()?.parse().ok()?, items[1].text()?.parse().ok()?))
            }
            _ => None,
        }
    }

    /// The texts of a list; empty if there is none.
    pub fn texts(&self, key: &str) -> Vec<Text> {
        self.items(key).iter().filter_map(|n| self.scalar(n)).collect()
    }

    /// The maps of a list.
    pub fn maps(&self, key: &str) -> Vec<Map<'a>> {
        let map = |node: &'a Node<'a>| {
            matches!(node.kind, Kind::Map(_)).then_some(Map { source: self.source, node })
        };
        self.items(key).iter().filter_map(map).collect()
    }

    /// The items of a list that may hold texts and maps.
    pub fn entries(&self, key: &str) -> Vec<Entry<'a>> {
        self.items(key).iter().filter_map(|node| self.entry(node)).collect()
    }

    fn entry(&self, node: &'a Node<'a>) -> Option<Entry<'a>> {
        match &node.kind {
            Kind::Map(_) => Some(Entry::Map(Map { source: self.source, node })),
            _ => self.scalar(node).map(Entry::Text),
        }
    }

    /// The texts of a value that is a text or a list of texts, without blank ones.
    pub fn text_or_texts(&self, key: &str) -> Vec<Text> {
        let mut texts = self.texts(key);
        texts.retain(|text| !text.value.trim().is_empty());
        texts.extend(self.text(key));
        texts
    }

    /// A map under a key.
    pub fn map(&self, key: &str) -> Option<Map<'a>> {
        let node = self.get(key)?;
        matches!(node.kind, Kind::Map(_)).then_some(Map { source: self.source, node })
    }

    /// All keys with their text values, for a map whose keys are free to choose.
    pub fn named_texts(&self) -> Vec<(Text, Text)> {
        let pair = |(k, v): &(Node<'a>, Node<'a>)| Some((self.scalar(k)?, self.scalar(v)?));
        self.pairs().iter().filter_map(pair).collect()
    }

    /// All keys with their lists of texts.
    pub fn named_lists(&self) -> Vec<(Text, Vec<Text>)> {
        let pair = |(k, v): &(Node<'a>, Node<'a>)| match &v.kind {
            Kind::List(items) => {
                Some((self.scalar(k)?, items.iter().filter_map(|n| self.scalar(n)).collect()))
            }
            _ => None,
        };
        self.pairs().iter().filter_map(pair).collect()
    }

    /// All keys with their lists, which may hold texts and maps.
    pub fn named_entries(&self) -> Vec<(Text, Vec<Entry<'a>>)> {
        let pair = |(k, v): &'a (Node<'a>, Node<'a>)| match &v.kind {
            Kind::List(items) => {
                Some((self.scalar(k)?, items.iter().filter_map(|n| self.entry(n)).collect()))
            }
            _ => None,
        };
        self.pairs().iter().filter_map(pair).collect()
    }

    /// All keys with their maps.
    pub fn named_maps(&self) -> Vec<(Text, Map<'a>)> {
        let pair = |(k, node): &'a (Node<'a>, Node<'a>)| {
            let map = matches!(node.kind, Kind::Map(_)).then_some(Map { source: self.source, node })?;
            Some((self.scalar(k)?, map))
        };
        self.pairs().iter().filter_map(pair).collect()
    }

    fn items(&self, key: &str) -> &'a [Node<'a>] {
        match self.get(key).map(|n| &n.kind) {
            Some(Kind::List(items)) => items,
            _ => &[],
        }
    }
}
