//! Parses Markdown into blocks: CommonMark, GitHub tables and alerts, and the directives of panelkit.
//!
//! Defines the Markdown dialect. Anything outside it is an error, so that no part of a template is silently
//! left out of the PDF. This module does not depend on how a block is drawn.

mod directives;
mod form;
mod inline;

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::blocks::{Alert, Bars, Block, Blocks, Inline, ListItem, Part, Table, Tick, Width, plain, slug};
use directives::{Area, Container, Directive};
use inline::{alert, alignment};

/// Why a text is not valid in this Markdown dialect.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MarkdownError {
    /// A comment that is neither a directive nor a note.
    #[error("unknown directive `<!-- {0} -->`")]
    UnknownDirective(String),
    /// HTML other than `<br>` and comments.
    #[error("raw HTML is not allowed: `{0}`")]
    RawHtml(String),
    /// A directive in a place where it is not allowed.
    #[error("`<!-- {0} -->` {1}")]
    Misplaced(String, &'static str),
    /// Markdown that the dialect does not support.
    #[error("{0} cannot be printed")]
    Unsupported(&'static str),
    /// A link with the title `page` to a heading that the text does not have.
    #[error("no heading has the anchor `#{0}`, so `(#{0} \"page\")` has no page")]
    NoHeading(String),
}

/// The maximum nesting of blocks. It is limited because blocks are visited recursively.
const DEEPEST: usize = 64;

/// Reads `text` into blocks.
///
/// # Errors
/// An unknown or misplaced directive, raw HTML, or an image.
pub fn parse(text: &str) -> Result<Blocks, MarkdownError> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_GFM | Options::ENABLE_TASKLISTS;
    let mut builder = Builder::new();
    for event in Parser::new_ext(text, options) {
        builder.event(event)?;
    }
    builder.finish()
}

/// Blocks that are still being filled, and what they become when closed.
enum Frame {
    Document,
    Quote,
    Alert(Alert),
    List {
        start: Option<u64>,
        items: Vec<ListItem>,
    },
    Item(Option<Tick>),
    Directive(Container),
    /// A part of a form.
    Area(Area),
    /// A part of a pack.
    Part(Part),
    /// The columns that are complete; the frame's own blocks are the column that is being filled.
    Columns(Vec<Blocks>),
}

struct Builder {
    frames: Vec<(Frame, Blocks)>,
    inlines: Vec<Inline>,
    style: Inline,
    bold: u32,
    italic: u32,
    /// Whether the text is inside a marked name.
    name: bool,
    table: Table,
    cells: Vec<Vec<Inline>>,
    /// The widths of a `widths` directive whose table has not begun yet.
    widths: Vec<Width>,
    /// The bars of a `bars` directive whose table has not begun yet.
    bars: Option<Bars>,
    /// The text of a `beside` directive whose heading has not begun yet.
    beside: Option<String>,
    /// The field of a `box` directive whose list has not begun yet.
    field: Option<String>,
    html: Option<String>,
    slugs: BTreeMap<String, u32>,
    /// The anchors whose pages the text asks for.
    references: Vec<String>,
}

impl Builder {
    fn new() -> Self {
        Self {
            frames: vec![(Frame::Document, Vec::new())],
            inlines: Vec::new(),
            style: Inline::default(),
            bold: 0,
            italic: 0,
            name: false,
            table: Table::default(),
            cells: Vec::new(),
            widths: Vec::new(),
            bars: None,
            beside: None,
            field: None,
            html: None,
            slugs: BTreeMap::new(),
            references: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>) -> Result<(), MarkdownError> {
        match event {
            Event::Start(tag) => self.start(tag)?,
            Event::End(tag) => self.end(tag)?,
            Event::Text(text) => self.text(&text, false),
            Event::Code(text) => self.text(&text, true),
            Event::SoftBreak => self.text(" ", false),
            Event::HardBreak => self.text("\n", false),
            Event::Rule => self.push(Block::Rule)?,
            Event::TaskListMarker(done) => self.tick(done),
            Event::Html(html) => match &mut self.html {
                Some(block) => block.push_str(&html),
                None => self.directives(&html)?,
            },
            Event::InlineHtml(html) => self.inline_html(&html)?,
            Event::InlineMath(_) | Event::DisplayMath(_) => {
                return Err(MarkdownError::Unsupported("mathematics"));
            }
            Event::FootnoteReference(_) => return Err(MarkdownError::Unsupported("a footnote")),
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'_>) -> Result<(), MarkdownError> {
        match tag {
            Tag::BlockQuote(None) => self.open(Frame::Quote)?,
            Tag::BlockQuote(Some(kind)) => self.open(Frame::Alert(alert(kind)))?,
            Tag::List(start) => {
                // In a tight list item the text has no paragraph of its own; it ends where an inner list
                // begins.
                self.flush_tight()?;
                self.open(Frame::List { start, items: Vec::new() })?;
            }
            Tag::Item => self.open(Frame::Item(None))?,
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::Link { dest_url, title, .. } => self.begin_link(&dest_url, &title),
            Tag::Table(align) => {
                self.table = Table { align: align.into_iter().map(alignment).collect(), ..Table::default() };
            }
            Tag::HtmlBlock => {
                self.flush_tight()?;
                self.html = Some(String::new());
            }
            Tag::CodeBlock(_) | Tag::Heading { .. } | Tag::Paragraph => self.flush_tight()?,
            Tag::Image { .. } => return Err(MarkdownError::Unsupported("an image")),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), MarkdownError> {
        match tag {
            TagEnd::Paragraph => self.flush_tight()?,
            TagEnd::Heading(level) => {
                let text = std::mem::take(&mut self.inlines);
                let slug = self.unique_slug(&plain(&text));
                let beside = self.beside.take();
                self.push(Block::Heading { level: level as u8, text, slug, beside })?;
            }
            TagEnd::CodeBlock => {
                let code = plain_code(&std::mem::take(&mut self.inlines));
                self.push(Block::Code(code))?;
            }
            TagEnd::Strong => self.bold -= 1,
            TagEnd::Emphasis => self.italic -= 1,
            TagEnd::Link => self.end_link(),
            TagEnd::TableCell => self.cells.push(std::mem::take(&mut self.inlines)),
            TagEnd::TableHead => self.table.head = std::mem::take(&mut self.cells),
            TagEnd::TableRow => self.table.rows.push(std::mem::take(&mut self.cells)),
            TagEnd::Table => self.end_table()?,
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                self.directives(&html)?;
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.flush_tight()?;
                self.close_own()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn directives(&mut self, html: &str) -> Result<(), MarkdownError> {
        for directive in directives::read(html)? {
            match directive {
                Directive::Note => {}
                Directive::PageBreak => self.push(Block::PageBreak)?,
                Directive::LeftPage => self.push(Block::LeftPage)?,
                Directive::Section(text) => self.push(Block::Section(text))?,
                Directive::Lines(lines) => self.push(Block::Lines(lines))?,
                Directive::MoreNotes(slot, lines) => self.push(form::more_notes(&slot, lines))?,
                Directive::Facts(facts) => self.push(Block::Facts(facts))?,
                Directive::Beside(text) => self.beside = Some(text),
                Directive::Tick(field) => self.field = Some(field),
                Directive::OpenArea(area) => self.open(Frame::Area(area))?,
                Directive::CloseArea(word) => self.close_area(word)?,
                Directive::Widths(widths) => self.widths = widths,
                Directive::Bars(bars) => self.bars = Some(bars),
                Directive::Open(Container::Columns) => self.open(Frame::Columns(Vec::new()))?,
                Directive::Open(container) => self.open(Frame::Directive(container))?,
                Directive::OpenPart(part) => self.open(Frame::Part(part))?,
                Directive::ClosePart => self.close_part()?,
                Directive::Column => self.next_column()?,
                Directive::Close(container) => self.close_directive(container)?,
            }
        }
        Ok(())
    }

    fn next_column(&mut self) -> Result<(), MarkdownError> {
        match self.frames.last_mut() {
            Some((Frame::Columns(done), blocks)) => {
                done.push(std::mem::take(blocks));
                Ok(())
            }
            _ => Err(MarkdownError::Misplaced("column".to_owned(), "is outside `columns`")),
        }
    }

    fn close_directive(&mut self, container: Container) -> Result<(), MarkdownError> {
        let open = match self.frames.last() {
            Some((Frame::Columns(_), _)) => Some(Container::Columns),
            Some((Frame::Directive(open), _)) => Some(*open),
            _ => None,
        };
        if open != Some(container) {
            return Err(MarkdownError::Misplaced(
                format!("/{}", container.name()),
                "does not match an open directive",
            ));
        }
        self.close()
    }

    /// Closes a frame that the parser opened; every directive opened inside it must already be closed.
    fn close_own(&mut self) -> Result<(), MarkdownError> {
        let open = match self.frames.last() {
            Some((Frame::Columns(_), _)) => "columns",
            Some((Frame::Directive(container), _)) => container.name(),
            Some((Frame::Area(area), _)) => area.word(),
            Some((Frame::Part(_), _)) => "part",
            _ => return self.close(),
        };
        Err(MarkdownError::Misplaced(
            open.to_owned(),
            "is not closed in the list or quote that it is opened in",
        ))
    }

    fn open(&mut self, frame: Frame) -> Result<(), MarkdownError> {
        if self.frames.len() > DEEPEST {
            return Err(MarkdownError::Unsupported("a block nested more than 64 levels deep"));
        }
        self.frames.push((frame, Vec::new()));
        Ok(())
    }

    /// Closes the innermost frame. Frames of the parser are always balanced; those of directives are checked
    /// before.
    fn close(&mut self) -> Result<(), MarkdownError> {
        let Some((frame, blocks)) = self.frames.pop() else {
            return Ok(());
        };
        let block = match frame {
            Frame::Quote => Block::Quote(blocks),
            Frame::Alert(kind) => Block::Alert(kind, blocks),
            Frame::List { start, items } => Block::List { start, items },
            Frame::Directive(Container::Keep) => Block::Keep(blocks),
            Frame::Directive(Container::Narrow) => Block::Narrow(blocks),
            Frame::Directive(Container::Large) => Block::Large(blocks),
            Frame::Directive(Container::Fit) => Block::Fit(blocks),
            Frame::Directive(_) => Block::Cover(blocks),
            Frame::Area(area) => form::area(area, blocks)?,
            Frame::Part(part) => Block::Part(part, blocks),
            Frame::Columns(mut done) => {
                done.push(blocks);
                Block::Columns(done)
            }
            Frame::Item(tick) => {
                if let Some((Frame::List { items, .. }, _)) = self.frames.last_mut() {
                    items.push(ListItem { tick, blocks });
                    return Ok(());
                }
                return Err(MarkdownError::Unsupported("a list item outside a list"));
            }
            Frame::Document => {
                return Err(MarkdownError::Unsupported("a document with a block that is not closed"));
            }
        };
        self.push(block)
    }

    fn push(&mut self, block: Block) -> Result<(), MarkdownError> {
        if !matches!(block, Block::Table(_)) {
            self.nothing_waits()?;
        }
        self.no_field_waits()?;
        match self.frames.last_mut() {
            Some((Frame::List { .. }, _)) | None => {
                Err(MarkdownError::Unsupported("a block between list items"))
            }
            Some((_, blocks)) => {
                blocks.push(block);
                Ok(())
            }
        }
    }

    /// Returns an error if a directive waits for a block of another kind than the one that follows it.
    fn nothing_waits(&self) -> Result<(), MarkdownError> {
        let waiting = [
            ("widths", !self.widths.is_empty(), "has no table after it"),
            ("bars", self.bars.is_some(), "has no table after it"),
            ("beside", self.beside.is_some(), "has no heading after it"),
        ];
        match waiting.iter().find(|(_, waits, _)| *waits) {
            Some((name, _, why)) => Err(MarkdownError::Misplaced((*name).to_owned(), why)),
            None => Ok(()),
        }
    }

    /// Turns collected text into a paragraph. (The parser reports the text of a tight list item without a
    /// paragraph around it.)
    fn flush_tight(&mut self) -> Result<(), MarkdownError> {
        let text = std::mem::take(&mut self.inlines);
        if text.iter().all(|inline| inline.text.trim().is_empty()) {
            return Ok(());
        }
        self.push(Block::Paragraph(text))
    }

    fn end_table(&mut self) -> Result<(), MarkdownError> {
        let mut table = std::mem::take(&mut self.table);
        table.widths = std::mem::take(&mut self.widths);
        if !table.widths.is_empty() && table.widths.len() != table.align.len() {
            return Err(MarkdownError::Misplaced(
                "widths".to_owned(),
                "has a different number of columns from its table",
            ));
        }
        table.bars = self.bars.take();
        if table.bars.is_some_and(|bars| bars.column >= table.align.len()) {
            return Err(MarkdownError::Misplaced(
                "bars".to_owned(),
                "names a column that its table does not have",
            ));
        }
        self.push(Block::Table(table))
    }

    fn unique_slug(&mut self, heading: &str) -> String {
        let slug = slug(heading);
        let mut unique = slug.clone();
        while self.slugs.contains_key(&unique) {
            let seen = self.slugs.entry(slug.clone()).or_insert(0);
            *seen += 1;
            unique = format!("{slug}-{seen}");
        }
        self.slugs.insert(unique.clone(), 0);
        unique
    }

    fn finish(mut self) -> Result<Blocks, MarkdownError> {
        self.nothing_waits()?;
        self.no_field_waits()?;
        self.references_lead()?;
        let unclosed = |name: &str| Err(MarkdownError::Misplaced(name.to_owned(), "is never closed"));
        match self.frames.pop() {
            Some((Frame::Document, blocks)) => Ok(blocks),
            Some((Frame::Directive(container), _)) => unclosed(container.name()),
            Some((Frame::Area(area), _)) => unclosed(area.word()),
            Some((Frame::Part(_), _)) => unclosed("part"),
            _ => unclosed("columns"),
        }
    }
}

fn plain_code(text: &[Inline]) -> String {
    text.iter().map(|inline| inline.text.as_str()).collect::<String>().trim_end().to_owned()
}
