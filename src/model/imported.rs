//! How a list of questions was imported: what became of each column, heading, table and line.

use serde::Serialize;

/// How a list of questions was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportRead {
    /// The encoding of a text that is not in UTF-8: `UTF-16` or `Windows-1252`.
    pub encoding: Option<String>,
    /// The sheets of a workbook, or the one table of a text; empty for a page.
    pub sheets: Vec<SheetRead>,
    /// The columns of all tables that have a question in each row.
    pub columns: Vec<ColumnRead>,
    /// The headings, leads, and headings between rows.
    pub headings: Vec<HeadingRead>,
    /// The tables of a page that are no list of questions.
    pub tables: Vec<LinesRead>,
    /// Scales that differ from the scale of the bank.
    pub scales: Vec<ScaleRead>,
    /// Values that are written in another form than in the file, or that the bank does not have.
    pub values: Vec<ValueRead>,
    /// Rows and lines that are not part of a question.
    pub lines: Vec<LinesRead>,
    /// Questions that the bank has already, with the same prompt; they are left out.
    pub known: Vec<KnownRead>,
}

/// A question that the bank has already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KnownRead {
    /// The name of its sheet; `None` if the source is no workbook.
    pub sheet: Option<String>,
    /// Line or row of the source, from 1.
    pub line: usize,
    /// Its id in the bank.
    pub question: String,
}

/// A table that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetRead {
    /// The name of the sheet; `None` for a text.
    pub sheet: Option<String>,
    /// The line or row of the header, from 1; `None` if the table has none.
    pub header: Option<usize>,
    /// How many questions it has.
    pub questions: usize,
}

/// What something became.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    /// A key of the questions.
    Key,
    /// An anchor of the questions.
    Anchor,
    /// A comment beside a question, or at the end of the file.
    Comment,
    /// The competency of the questions below it.
    Competency,
    /// A competency that the bank does not have. The questions below it have it as a comment.
    UnknownCompetency,
    /// A question.
    Question,
    /// Anchors of the question above it.
    Anchors,
    /// The comment beside one question that the phrasings below it became.
    Phrasings,
    /// Structure of the page: a title, a part, or a list of questions.
    Structure,
    /// There is nothing in it.
    Empty,
}

/// What a column became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnRead {
    /// The name of the sheet; `None` for a text.
    pub sheet: Option<String>,
    /// The number of the column, from 1.
    pub column: usize,
    /// Its name as in the header; empty if it has none.
    pub name: String,
    /// What it became.
    pub became: Became,
    /// The key, or the anchor's score in the bank, if it became one.
    pub key: Option<String>,
    /// Why, in words, if that is not clear from the name.
    pub why: Option<String>,
    /// Cells with text.
    pub filled: usize,
}

/// What a heading became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeadingRead {
    /// The name of the sheet; `None` for a text.
    pub sheet: Option<String>,
    /// Line or row, from 1.
    pub line: usize,
    /// The level from 1; 0 for the first words of a paragraph or item, and for a heading between rows.
    pub level: u8,
    /// The heading.
    pub text: String,
    /// What it became.
    pub became: Became,
    /// The key or the id of the competency, if it became one.
    pub key: Option<String>,
    /// Why, in words, if that is not clear from the text.
    pub why: Option<String>,
}

/// What a table of a page, a row or a line became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinesRead {
    /// The name of the sheet; `None` for a text.
    pub sheet: Option<String>,
    /// Its first line or row, from 1.
    pub line: usize,
    /// The text; cells are separated by ` | `.
    pub text: String,
    /// What it became.
    pub became: Became,
    /// Why, in words.
    pub why: Option<String>,
}

/// How a scale was mapped to the scale of the bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScaleRead {
    /// The name of the sheet; `None` for a text.
    pub sheet: Option<String>,
    /// How many points the scale of the file has.
    pub points: usize,
    /// How many points the scale of the bank has.
    pub scores: usize,
    /// For each point of which the file has anchors, lowest first: its name, and the score in the bank. `None`: its
    /// anchors are comments.
    pub anchors: Vec<(String, Option<u8>)>,
}

/// A value that was changed, or that the bank does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ValueRead {
    /// The key of the question.
    pub key: String,
    /// The value in the file.
    pub text: String,
    /// The value in the question; `None` if it is a comment, because the value is not possible.
    pub value: Option<String>,
    /// Whether the two differ in more than capital letters, spaces and signs.
    pub near: bool,
    /// How many questions have it.
    pub questions: usize,
}
