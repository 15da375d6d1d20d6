//! Imports questions that people have: tables (CSV, TSV, XLSX, ODS), pages in Markdown, and GIFT.
//!
//! A source becomes a list of texts, each with the key that it has in a question (`sheets`, `markdown`, `gift`). These
//! are compared with a bank (`values`, `scale`, `draft`) and written as YAML (`text`). The import invents nothing: it says
//! what is missing, keeps as a comment what has no place, and reports what became of each column and heading.

mod asks;
mod columns;
mod draft;
mod fit;
mod gift;
mod keys;
mod markdown;
mod options;
mod points;
mod raw;
mod scale;
mod sheets;
mod slug;
mod split;
mod synonyms;
mod template;
mod text;
mod values;

use std::collections::{BTreeMap, BTreeSet};

pub use draft::Draft;
pub use keys::Key as ImportKey;
pub use options::{BadOption, ImportOptions};
pub use slug::slug;
pub use synonyms::{LANGUAGES as IMPORT_LANGUAGES, Names as ImportNames, synonyms as import_synonyms};
pub use template::import_template;

use self::draft::Maker;
use self::keys::Key;
use self::points::Point;
use self::raw::{Raw, Reading};
use self::scale::{Scale, scale};
use self::values::Values;
use super::table::QUESTIONS;
use super::tables::{tables, text as text_of};
use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::model::{Bank, ImportRead, KnownRead, LinesRead, ScaleRead};

/// Formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportFormat {
    /// A table with a question in each row: text with separators, or a workbook.
    Table,
    /// A page in Markdown.
    Markdown,
    /// Moodle's General Import Format Technology.
    Gift,
}

/// The questions of a source, and what became of all its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The questions, in the order of the source.
    pub drafts: Vec<Draft>,
    /// What became of columns, headings, values and lines.
    pub read: ImportRead,
    /// The scores of the bank, and what the anchor of each must say.
    hints: Vec<(u8, String)>,
}

/// Reads the questions of a source and compares them with a bank. `name`: what messages call the source.
///
/// # Errors
/// [`Reported`] if the bytes cannot be read, if there is no question in them, or if the user named a column that does not
/// exist.
pub fn import(
    name: &str,
    bytes: Vec<u8>,
    format: ImportFormat,
    options: &ImportOptions,
    bank: &Bank,
    sink: &mut Sink,
) -> Result<Import, Reported> {
    if bytes.len() > QUESTIONS.most {
        let message = format!("`{name}` is larger than {} MB", QUESTIONS.most / 1_048_576);
        let finding = Diagnostic::new(&codes::FILE_TOO_LARGE, message).in_file(name);
        return Err(sink.report(finding.help("split it into several files, and import each of them")));
    }
    let reading = match format {
        ImportFormat::Table => {
            sheets::read(name, &tables(name, bytes, &QUESTIONS, sink)?, options, bank, sink)?
        }
        _ => {
            let table = text_of(name, bytes, sink)?;
            let text = table.source.text();
            let mut reading = match format {
                ImportFormat::Gift => gift::read(text, bank),
                _ => markdown::read(text, options, bank),
            };
            reading.read.encoding = table.encoding.map(str::to_owned);
            reading
        }
    };
    if reading.raws.is_empty() {
        let finding =
            Diagnostic::new(QUESTIONS.code, format!("no question was found in `{name}`")).in_file(name);
        let help = match format {
            ImportFormat::Table => "write one question a row, below the header",
            ImportFormat::Markdown => {
                "write questions as a numbered list, or as texts that end with a question mark"
            }
            ImportFormat::Gift => {
                "write questions as `::Title:: Question? { =right ~wrong }`, with a blank line after each"
            }
        };
        return Err(sink.report(finding.help(help)));
    }
    Ok(compare(reading, options, bank))
}

/// Compares a source with a bank.
fn compare(reading: Reading, options: &ImportOptions, bank: &Bank) -> Import {
    let Reading { mut raws, mut read } = reading;
    let scores: Vec<u8> = bank.ratings.iter().map(|r| r.score).collect();
    let mut values = Values::of(bank);
    depths_in_levels(&mut raws, &mut read, &mut values);
    let sheets: Vec<Option<String>> = read.sheets.iter().map(|s| s.sheet.clone()).collect();
    let name = |n: usize| sheets.get(n).cloned().flatten();
    let mut scales: BTreeMap<usize, (Scale, BTreeMap<Point, String>)> = BTreeMap::new();
    let mut points: BTreeMap<usize, BTreeMap<Point, String>> = BTreeMap::new();
    for raw in &raws {
        let own = points.entry(raw.sheet).or_default();
        for part in &raw.parts {
            if let Some(point) = &part.point {
                own.entry(point.clone()).or_insert_with(|| label_of(point, &part.from));
            }
        }
    }
    for (sheet, names) in points {
        let found: BTreeSet<Point> = names.keys().cloned().collect();
        scales.insert(sheet, (scale(&found, &scores), names));
    }
    for (sheet, (scale, names)) in &scales {
        if let Some(length) = scale.points {
            let anchors = scale.points().map(|(point, score)| (names[point].clone(), score)).collect();
            read.scales.push(ScaleRead {
                sheet: name(*sheet),
                points: length,
                scores: scores.len(),
                anchors,
            });
        }
    }
    let taken = bank.questions.iter().map(|q| q.id.to_string()).collect();
    let mut maker =
        Maker { options, scores: &scores, values, taken, next: BTreeMap::new(), read: BTreeMap::new() };
    let none = Scale::default();
    let mut drafts: Vec<Draft> = raws
        .into_iter()
        .map(|raw| {
            let sheet = raw.sheet;
            maker.draft(raw, scales.get(&sheet).map_or(&none, |(scale, _)| scale), name(sheet))
        })
        .collect();
    read.values = maker.read.into_values().collect();
    fit::check(&mut drafts, &scores);
    read.known = left_out(&mut drafts, bank);
    for column in &mut read.columns {
        let at = sheets.iter().position(|sheet| *sheet == column.sheet).unwrap_or(0);
        if let Some((scale, names)) = scales.get(&at)
            && let Some((point, _)) = names.iter().find(|(_, name)| **name == column.name)
        {
            column.key = scale.score(point).map(|score| score.to_string());
        }
    }
    Import { drafts, read, hints: bank.anchor_hints() }
}

/// Takes out the questions whose prompt a question of the bank has, so that a list can be completed and imported again.
/// Upper and lower case and white space do not matter.
fn left_out(drafts: &mut Vec<Draft>, bank: &Bank) -> Vec<KnownRead> {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let there: BTreeMap<String, &str> =
        bank.questions.iter().map(|q| (plain(q.prompt.raw()), q.id.as_str())).collect();
    let mut known = Vec::new();
    drafts.retain(|draft| {
        let Some(id) = there.get(&plain(&draft.prompt)) else { return true };
        known.push(KnownRead { sheet: draft.sheet.clone(), line: draft.line, question: (*id).to_owned() });
        false
    });
    known
}

/// What the source calls a point.
fn label_of(point: &Point, from: &str) -> String {
    let name = from.split_once('`').map(|(_, rest)| rest.trim_end_matches('`').to_owned());
    match (point, name) {
        (_, Some(name)) => name,
        (Point::Number(n) | Point::Score(n), None) => n.to_string(),
        (Point::Rank(rank), None) => format!("rank {rank}"),
    }
}

/// A column `Level` whose values are depths of the bank and no levels is a column of depths: the two are different axes.
fn depths_in_levels(raws: &mut [Raw], read: &mut ImportRead, values: &mut Values) {
    let of_levels = |raw: &Raw| raw.first(Key::Levels).map(str::to_owned);
    let texts: BTreeSet<String> = raws.iter().filter_map(of_levels).collect();
    let no_depth = raws.iter().all(|raw| raw.first(Key::Depth).is_none());
    let depth = |text: &String, values: &mut Values| values.get(Key::Depth, text).is_ok_and(|v| !v.near);
    let level = |text: &String, values: &mut Values| values.get(Key::Levels, text).is_ok();
    let all = !texts.is_empty() && texts.iter().all(|t| depth(t, values) && !level(t, values));
    if !no_depth || !all {
        return;
    }
    raws.iter_mut()
        .flat_map(|raw| &mut raw.parts)
        .filter(|p| p.key == Key::Levels)
        .for_each(|p| p.key = Key::Depth);
    for column in read.columns.iter_mut().filter(|c| c.key.as_deref() == Some(Key::Levels.as_str())) {
        column.key = Some(Key::Depth.as_str().to_owned());
        column.why = Some("its values are depths of the bank, not levels of seniority".to_owned());
    }
}

impl Import {
    /// The question file with the complete questions (`true`), which are active, or with the others (`false`), which are
    /// drafts; `None` if there is no such question. The file of the drafts, or else the other one, ends with what is no
    /// part of a question.
    pub fn file(&self, from: &str, accept: bool, complete: bool) -> Option<String> {
        let of = |draft: &&Draft| (accept && draft.is_complete()) == complete;
        let drafts: Vec<&Draft> = self.drafts.iter().filter(of).collect();
        if drafts.is_empty() {
            return None;
        }
        let mut title = vec![format!("Imported from {from}.")];
        if !complete {
            title.push(
                "Fill in what is missing, then move the questions into the files of the bank.".to_owned(),
            );
            title.push("panelkit does not read the files in this folder.".to_owned());
            title.push("An anchor begins with a lead in bold: \"**Lead of two to six words.** One or two sentences.\"".to_owned());
            title.extend(self.hints.iter().map(|(score, hint)| format!("  {score}: {hint}")));
        }
        title.extend(self.read.scales.iter().map(scale_note));
        let alone = drafts.len() == self.drafts.len();
        let rest: Vec<String> = match !complete || alone {
            true => self.read.lines.iter().map(line_note).collect(),
            false => Vec::new(),
        };
        let scores: Vec<u8> = self.hints.iter().map(|(score, _)| *score).collect();
        Some(text::file(&title, &drafts, &rest, complete, &scores))
    }
}

/// How a scale was mapped, in a comment.
fn scale_note(scale: &ScaleRead) -> String {
    let anchors = scale.anchors.iter().map(|(name, score)| match score {
        Some(score) => format!("`{name}` is {score}"),
        None => format!("`{name}` is a comment"),
    });
    let sheet = scale.sheet.as_ref().map(|s| format!(" of sheet `{s}`")).unwrap_or_default();
    let anchors: Vec<String> = anchors.collect();
    format!(
        "The scale{sheet} has {} points, that of the bank {}: {}.",
        scale.points,
        scale.scores,
        anchors.join(", ")
    )
}

fn line_note(line: &LinesRead) -> String {
    let sheet = line.sheet.as_ref().map(|s| format!("sheet `{s}`, row")).unwrap_or_else(|| "line".to_owned());
    format!("{sheet} {}: {}", line.line, line.text)
}
