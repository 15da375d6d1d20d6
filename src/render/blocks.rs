//! The blocks of a rendering: the content of the Markdown, without its appearance.
//!
//! Defines the types that `markdown` fills and the PDF writer draws; `fields` has those of forms. This module must
//! not depend on pages, fonts or HTML.

mod fields;

use super::name_marks::parts;

pub use fields::{Choice, Choices, SlotField, Writing};

/// A rendering in reading order.
pub type Blocks = Vec<Block>;

/// One block of a rendering.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading of level 1 to 6.
    Heading {
        /// 1 is the document, 2 a round, 3 a question, 4 and deeper a label.
        level: u8,
        /// The words of the heading.
        text: Vec<Inline>,
        /// Its anchor, by GitHub's rules, unique in the document.
        slug: String,
        /// A text at the right of the heading, from a `beside` directive.
        beside: Option<String>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A bulleted or numbered list.
    List {
        /// The first number; `None` for bullets.
        start: Option<u64>,
        /// The items.
        items: Vec<ListItem>,
    },
    /// A block quote: the prompt of a question.
    Quote(Blocks),
    /// A call-out box.
    Alert(Alert, Blocks),
    /// A table.
    Table(Table),
    /// Preformatted text, line by line.
    Code(String),
    /// A thematic break.
    Rule,
    /// What follows starts on a new page.
    PageBreak,
    /// What follows starts on a left page, which has an even number.
    LeftPage,
    /// The text for the footers of the pages from here on.
    Section(String),
    /// Ruled lines to write on.
    Lines(Lines),
    /// A choice of one score, as fields.
    Choices(Choices),
    /// Ruled lines with a text field over them.
    Writing(Writing),
    /// What a form belongs to, as fields that cannot be changed: name and value.
    Facts(Vec<(String, String)>),
    /// A part of a pack. Only a page in HTML shows it as such.
    Part(Part, Blocks),
    /// Blocks side by side, in columns of equal width.
    Columns(Vec<Blocks>),
    /// Blocks that stay on one page if a page can hold them.
    Keep(Blocks),
    /// Blocks in lines of 60 to 75 characters.
    Narrow(Blocks),
    /// Blocks whose paragraphs are in large type.
    Large(Blocks),
    /// Blocks that are set closer together if one page can hold them only so.
    Fit(Blocks),
    /// The cover: large title, first paragraph as subtitle.
    Cover(Blocks),
}

/// A part of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its word, one of those of the `part` directive.
    pub word: &'static str,
    /// The slot that it belongs to; `None` for a part of the whole pack, or inside of a question.
    pub slot: Option<String>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ListItem {
    /// The box at its beginning; `None` if it has none.
    pub tick: Option<Tick>,
    /// Its blocks.
    pub blocks: Blocks,
}

/// A box to tick.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tick {
    /// Whether it is ticked.
    pub done: bool,
    /// The name of its check box field, from a `box` directive; `None` for a box that is only drawn.
    pub field: Option<String>,
}

/// Ruled lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lines {
    /// How many there are at least.
    pub count: u32,
    /// How many there are at most if the rest of the page has room; `None` for `count`.
    pub fill: Option<u32>,
}

/// The kind of a call-out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// Good to know.
    Note,
    /// Needed for a fair interview.
    Important,
    /// What must not happen.
    Warning,
}

impl Alert {
    /// The word printed at the head of the box.
    pub fn label(self) -> &'static str {
        match self {
            Self::Note => "Note",
            Self::Important => "Important",
            Self::Warning => "Warning",
        }
    }
}

/// A table: every row has as many cells as `align` has entries.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The alignment of each column.
    pub align: Vec<Align>,
    /// The widths from a `widths` directive; empty if there is none.
    pub widths: Vec<Width>,
    /// The bars from a `bars` directive.
    pub bars: Option<Bars>,
    /// The cells of the header row.
    pub head: Vec<Vec<Inline>>,
    /// The cells of the other rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// Bars behind the numbers of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bars {
    /// The column, from 0.
    pub column: usize,
    /// The number at the left edge of the cell.
    pub least: f32,
    /// The number at the right edge of the cell.
    pub most: f32,
    /// The number at which a line is drawn; 0 for no line.
    pub limit: f32,
}

impl Bars {
    /// The share of the cell at which a number is, from 0 to 1.
    pub fn share(&self, number: f32) -> f32 {
        ((number - self.least) / (self.most - self.least)).clamp(0.0, 1.0)
    }

    /// Where the bar of a cell begins and ends, as shares: from the left edge to the number, or between the two numbers of
    /// `2.9 to 3.4`. `None` if the cell has no number.
    pub fn span(&self, cell: &str) -> Option<(f32, f32)> {
        let number = |text: &str| {
            let number = text.trim().parse::<f32>().ok().filter(|number| number.is_finite())?;
            Some(self.share(number))
        };
        match cell.split_once(" to ") {
            Some((from, to)) => Some((number(from)?, number(to)?)),
            None => Some((0.0, number(cell.split_whitespace().next()?)?)),
        }
    }
}

/// The alignment of the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the start of the line.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// At the end of the line.
    End,
}

/// The width of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Width {
    /// A fixed width in millimetres.
    Mm(f32),
    /// A share of the width that the fixed columns leave.
    Share(f32),
}

/// A piece of running text in one style.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Inline {
    /// The text; `\n` is a hard line break.
    pub text: String,
    /// Strong emphasis.
    pub bold: bool,
    /// Emphasis.
    pub italic: bool,
    /// A code span.
    pub code: bool,
    /// The name of a person that has letters which the built-in fonts lack.
    pub name: bool,
    /// The target of the link, `#anchor` or an address; `None` for text without a link.
    pub link: Option<String>,
    /// The anchor whose page number replaces the text; `None` for text that is printed as it is.
    pub page: Option<String>,
    /// Whether the text is about a page number, which only paper has.
    pub paper: bool,
}

/// A text without Markdown as inlines: the names of people in it are marked as names.
pub(super) fn unstyled(text: &str) -> Vec<Inline> {
    parts(text).map(|(words, name)| Inline { text: words.to_owned(), name, ..Inline::default() }).collect()
}

/// The words of `text` without their styles.
pub fn plain(text: &[Inline]) -> String {
    text.iter().map(|inline| inline.text.replace('\n', " ")).collect()
}

/// GitHub's anchor for a heading: lower case, letters, digits, `-` and `_` kept, blanks become `-`.
pub fn slug(heading: &str) -> String {
    heading
        .trim()
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            ' ' | '-' => Some('-'),
            '_' => Some('_'),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_needs_finite_numbers() {
        let bars = Bars { column: 0, least: 1.0, most: 5.0, limit: 0.0 };
        assert_eq!(bars.span("2"), Some((0.0, 0.25)));
        assert_eq!(bars.span("2 to 4"), Some((0.25, 0.75)));
        for cell in ["NaN", "inf", "2 to NaN", "-inf to 4", "none"] {
            assert_eq!(bars.span(cell), None, "{cell}");
        }
    }

    #[test]
    fn a_slug_follows_github() {
        assert_eq!(slug("Round 2: API design & lifecycle"), "round-2-api-design--lifecycle");
        assert_eq!(slug("Äpfel_und Öl (45 min)"), "äpfel_und-öl-45-min");
    }
}
