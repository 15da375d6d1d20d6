//! A page in Markdown as a sequence of headings, texts and tables, each with its line and with its depth in lists.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Line of the source, from 1.
    pub(super) line: usize,
    /// How many lists it is in.
    pub(super) depth: usize,
    pub(super) kind: Kind,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading of a level from 1.
    Heading(u8, String),
    /// The first text of an item of a list.
    Item {
        /// Whether the list is numbered.
        ordered: bool,
        /// The list, by its number in the page.
        list: usize,
        text: Text,
    },
    /// Another text: a paragraph, or a part of one.
    Text(Text),
    /// The rows of a table, its header first.
    Table(Vec<Vec<String>>),
    /// Lines that are none of these: code, HTML, a definition of a link.
    Other(String),
}

/// A text without marks. Its lines end with `\u{b}` where the source goes on in the next line, with `\n` where a line ends
/// or the next one begins bold, and with `\u{2028}` at a `<br>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) text: String,
    /// How many bytes at its beginning are bold.
    pub(super) bold: usize,
}

/// The blocks of a page.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader::new(source);
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        reader.take(event, range);
    }
    reader.finish()
}

/// A list that is open.
struct List {
    ordered: bool,
    number: usize,
}

struct Reader<'s> {
    source: &'s str,
    /// Where lines begin.
    starts: Vec<usize>,
    /// Which lines are part of a block.
    covered: Vec<bool>,
    found: Vec<Block>,
    lists: Vec<List>,
    count: usize,
    /// Whether the next text is the first one of an item.
    item: bool,
    /// The text that is being collected, and where it begins.
    text: String,
    from: Option<usize>,
    bold: usize,
    strong: bool,
    links: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl<'s> Reader<'s> {
    fn new(source: &'s str) -> Reader<'s> {
        let starts: Vec<usize> =
            std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Reader {
            source,
            covered: vec![false; starts.len()],
            starts,
            found: Vec::new(),
            lists: Vec::new(),
            count: 0,
            item: false,
            text: String::new(),
            from: None,
            bold: 0,
            strong: false,
            links: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// The number of the line at a byte, from 1.
    fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte)
    }

    fn cover(&mut self, range: &Range<usize>) {
        let text = self.source[range.clone()].trim_end();
        let (first, last) = (self.line(range.start), self.line(range.start + text.len().saturating_sub(1)));
        for line in first..=last.max(first) {
            if let Some(covered) = self.covered.get_mut(line - 1) {
                *covered = true;
            }
        }
    }

    fn add(&mut self, byte: usize, kind: Kind) {
        let block = Block { line: self.line(byte), depth: self.lists.len(), kind };
        self.found.push(block);
    }

    /// Ends the text that is being collected.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (from, bold) = (self.from.take(), std::mem::take(&mut self.bold));
        let trimmed = text.trim();
        let lead = text.len() - text.trim_start().len();
        let Some(from) = from.filter(|_| !trimmed.is_empty()) else { return };
        let bold = bold.saturating_sub(lead).min(trimmed.len());
        let text = Text { text: trimmed.to_owned(), bold };
        let kind = match (self.item, self.lists.last()) {
            (true, Some(list)) => Kind::Item { ordered: list.ordered, list: list.number, text },
            _ => Kind::Text(text),
        };
        self.item = false;
        self.add(from, kind);
    }

    fn push(&mut self, text: &str, at: usize) {
        self.from.get_or_insert(at);
        self.text.push_str(text);
        if self.strong {
            self.bold = self.text.len();
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        if !matches!(event, Event::Start(_) | Event::End(_)) {
            self.cover(&range);
        }
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(&text, range.start);
            }
            Event::InlineHtml(tag) => {
                let is_break = tag.trim_start_matches('<').to_lowercase().starts_with("br");
                self.push(if is_break { "\u{2028}" } else { &tag }, range.start);
            }
            Event::Html(text) => self.push(&text, range.start),
            Event::FootnoteReference(name) => self.push(&format!("[^{name}]"), range.start),
            Event::SoftBreak => self.push("\u{b}", range.start),
            Event::HardBreak => self.push("\n", range.start),
            Event::TaskListMarker(done) => self.push(if done { "[x] " } else { "" }, range.start),
            Event::Rule => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { .. } | Tag::Paragraph => {
                self.cover(&range);
                self.flush();
            }
            Tag::CodeBlock(kind) => {
                self.cover(&range);
                self.flush();
                if let CodeBlockKind::Fenced(name) = kind
                    && !name.is_empty()
                {
                    self.push(&format!("{name}: "), range.start);
                }
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.cover(&range);
                self.flush();
            }
            Tag::List(first) => {
                self.flush();
                self.count += 1;
                self.lists.push(List { ordered: first.is_some(), number: self.count });
            }
            Tag::Item => {
                self.flush();
                self.item = true;
            }
            Tag::Table(_) => {
                self.cover(&range);
                self.flush();
                self.rows.clear();
                self.from = Some(range.start);
            }
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            Tag::Strong => {
                self.strong = self.text.trim().is_empty() || self.strong;
                // A line that begins bold is a text of its own.
                if self.text.ends_with('\u{b}') {
                    self.text.pop();
                    self.text.push('\n');
                }
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.from.get_or_insert(range.start);
                self.links.push(dest_url.to_string());
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Item | TagEnd::BlockQuote(_) => {
                self.flush();
                if tag == TagEnd::Item {
                    self.item = false;
                }
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                self.item = false;
            }
            TagEnd::Heading(level) => {
                let text = std::mem::take(&mut self.text)
                    .replace(['\n', '\u{b}', '\u{2028}'], " ")
                    .trim()
                    .to_owned();
                self.bold = 0;
                if let Some(from) = self.from.take().filter(|_| !text.is_empty()) {
                    let level = match level {
                        HeadingLevel::H1 => 1,
                        HeadingLevel::H2 => 2,
                        HeadingLevel::H3 => 3,
                        HeadingLevel::H4 => 4,
                        HeadingLevel::H5 => 5,
                        HeadingLevel::H6 => 6,
                    };
                    self.add(from, Kind::Heading(level, text));
                }
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                let text = std::mem::take(&mut self.text);
                self.bold = 0;
                if let Some(from) = self.from.take().filter(|_| !text.trim().is_empty()) {
                    self.add(from, Kind::Other(text.trim().to_owned()));
                }
            }
            TagEnd::TableCell => {
                let text = std::mem::take(&mut self.text).replace('\u{b}', " ").trim().to_owned();
                self.bold = 0;
                if let Some(row) = self.rows.last_mut() {
                    row.push(text);
                }
            }
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.rows);
                let from = self.from.take().unwrap_or(0);
                self.add(from, Kind::Table(rows));
            }
            TagEnd::Strong => self.strong = false,
            TagEnd::Link | TagEnd::Image => {
                let target = self.links.pop().unwrap_or_default();
                if !target.is_empty() && !self.text.ends_with(&target) {
                    let at = self.from.unwrap_or(0);
                    self.push(&format!(" ({target})"), at);
                }
            }
            _ => {}
        }
    }

    /// The blocks, and the lines that are in no block, as such.
    fn finish(mut self) -> Vec<Block> {
        self.flush();
        let lines: Vec<&str> = self.source.lines().collect();
        for (n, line) in lines.iter().enumerate() {
            let covered = self.covered.get(n).copied().unwrap_or(false);
            if !covered && line.chars().any(char::is_alphanumeric) {
                let block = Block { line: n + 1, depth: 0, kind: Kind::Other(line.trim().to_owned()) };
                self.found.push(block);
            }
        }
        // A stable sort: blocks of one line stay in their order.
        self.found.sort_by_key(|block| block.line);
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, blocks};

    #[test]
    fn a_page_is_a_sequence_of_blocks_with_lines_and_depths() {
        let page = "# One\n\n1. **Tell** me\n   wrapped\n   - Why?\n\n   Look for: x\n2. Two\n\n| a | b |\n| - | - |\n| c<br>d | `e` |\n\n> Quoted [here](u)\n\n```\ncode\n```\n\n[x]: http://y\n<!-- hidden -->\n";
        let found: Vec<(usize, usize, String)> = blocks(page)
            .into_iter()
            .map(|b| {
                let text = match b.kind {
                    Kind::Heading(level, text) => format!("h{level} {text}"),
                    Kind::Item { ordered, list, text } => {
                        format!("item {ordered} {list} {}/{}", text.text.replace('\u{b}', "~"), text.bold)
                    }
                    Kind::Text(text) => format!("text {}", text.text),
                    Kind::Table(rows) => format!("table {rows:?}"),
                    Kind::Other(text) => format!("other {text}"),
                };
                (b.line, b.depth, text)
            })
            .collect();
        let wanted = [
            (1, 0, "h1 One"),
            (3, 1, "item true 1 Tell me~wrapped/4"),
            (5, 2, "item false 2 Why?/0"),
            (7, 1, "text Look for: x"),
            (8, 1, "item true 1 Two/0"),
            (10, 0, "table [[\"a\", \"b\"], [\"c\\u{2028}d\", \"e\"]]"),
            (14, 0, "text Quoted here (u)"),
            (17, 0, "other code"),
            (20, 0, "other [x]: http://y"),
            (21, 0, "other <!-- hidden -->"),
        ];
        let wanted: Vec<_> = wanted.map(|(l, d, t)| (l, d, t.to_owned())).to_vec();
        assert_eq!(found, wanted);
    }
}
