//! A named text and places in it.
//!
//! Spans count characters, because the YAML scanner counts characters. Bytes, lines and columns are
//! computed only when a place is shown.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A half-open range of characters (not bytes) in a [`Source`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// A text and its name, as shown to the user.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    /// Its YAML events, if it was scanned when the program was built.
    events: Option<&'static [u8]>,
    /// Where each line begins, in characters and in bytes. Computed once, when the first place is shown, so
    /// that a file with ten thousand findings is not scanned ten thousand times.
    lines: OnceLock<Vec<(usize, usize)>>,
}

impl Source {
    /// A source with the name `name` (a path relative to the workspace, with `/`).
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Source> {
        Arc::new(Source { name: name.into(), text: text.into(), events: None, lines: OnceLock::new() })
    }

    /// The same source with the YAML events of its text.
    pub fn with_events(&self, events: &'static [u8]) -> Arc<Source> {
        let (name, text) = (self.name.clone(), self.text.clone());
        Arc::new(Source { name, text, events: Some(events), lines: OnceLock::new() })
    }

    /// Its YAML events, if it was scanned when the program was built.
    pub fn events(&self) -> Option<&'static [u8]> {
        self.events
    }

    /// The name shown to the user.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte range of a span, clamped to the text.
    pub fn bytes(&self, span: Span) -> Range<usize> {
        let start = self.byte(span.start);
        start..self.byte(span.end).max(start)
    }

    fn byte(&self, character: u32) -> usize {
        let (_, first, start) = self.line(character as usize);
        let within = self.text[start..].char_indices().nth(character as usize - first);
        within.map_or(self.text.len(), |(byte, _)| start + byte)
    }

    /// Index of the line that contains a character, and where this line begins, in characters and in bytes.
    fn line(&self, character: usize) -> (usize, usize, usize) {
        let lines = self.lines.get_or_init(|| {
            let mut lines = vec![(0, 0)];
            let feeds = self.text.char_indices().enumerate().filter(|(_, (_, c))| *c == '\n');
            lines.extend(feeds.map(|(character, (byte, _))| (character + 1, byte + 1)));
            lines
        });
        let n = lines.partition_point(|(first, _)| *first <= character).saturating_sub(1);
        let (first, start) = lines[n];
        (n, first, start)
    }

    /// Line and column of a character, both from 1; the column counts characters.
    pub fn line_column(&self, character: u32) -> (usize, usize) {
        let (line, first, start) = self.line(character as usize);
        let left = self.text[start..].chars().take(character as usize - first).count();
        (line + 1, left + 1)
    }
}

/// A span in a source: a place in the user's files.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// The span in the file.
    pub span: Span,
}

impl Place {
    /// `file:line:column`, which editors and terminals turn into a link.
    pub fn link(&self) -> String {
        let (line, column) = self.source.line_column(self.span.start);
        format!("{}:{line}:{column}", self.source.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_not_bytes() {
        let source = Source::new("a.yaml", "né: 1\nb: é2\n");
        let place = Place { source: source.clone(), span: Span { start: 9, end: 11 } };
        assert_eq!(place.link(), "a.yaml:2:4");
        assert_eq!(&source.text()[source.bytes(place.span)], "é2");
    }

    #[test]
    fn a_span_past_the_end_is_clamped() {
        let source = Source::new("a", "ab");
        assert_eq!(source.bytes(Span { start: 1, end: 99 }), 1..2);
    }
}
