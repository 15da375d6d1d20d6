//! Reads the practice sheets that raters send back. What is kept of a rater is only the eight scores; a name or a reason is
//! not read.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::choice::{ANSWERS, Answer, Practice, code};
use crate::app::collect::files::{FormFile, named};
use crate::collect::{FormKind, sniff};
use crate::diag::{Code, Diagnostic, Sink, codes};
use crate::load::{RowsRead, Workspace, practice_rows, read_bytes};
use crate::model::Bank;
use crate::store::Fault;
use crate::text::unguarded;

/// The headings without which a sheet cannot be read.
const NEEDS: [&str; 3] = ["sheet", "number", "rating"];

/// What a rater does if a file is no practice sheet.
const SEND_BACK: &str = "send back the sheet of `panelkit calibrate REQ` with all its columns";

/// The sheet of one rater.
pub(super) struct RaterSheet {
    /// How messages call it: the file, and the sheet of a workbook with several.
    name: String,
    file: String,
    rows: RowsRead,
}

/// The sheets in the files that the request names.
///
/// # Errors
/// [`Fault::Request`] when a name leads to no file; [`Fault::Findings`] when a file is no practice sheet.
pub(super) fn sheets(
    files: &[PathBuf],
    workspace: &Workspace,
    sink: &mut Sink,
) -> Result<Vec<RaterSheet>, Fault> {
    let mark = sink.errors();
    let mut found = Vec::new();
    for file in named(files, workspace)? {
        // The findings about the file are in the sink; the other files are read all the same.
        if let Some(read) = tables(&file, sink) {
            found.extend(read);
        }
    }
    sink.stop_if_worse_than(mark)?;
    Ok(found)
}

fn tables(file: &FormFile, sink: &mut Sink) -> Option<Vec<RaterSheet>> {
    if let Some(why) = file.broken {
        let message = format!("`{}` cannot be read: {why}", file.name);
        sink.report(Diagnostic::new(&codes::UNREADABLE, message).in_file(&file.name));
        return None;
    }
    let bytes = read_bytes(&file.path, &file.name, sink).ok()?;
    if matches!(sniff(&bytes), FormKind::Pdf | FormKind::Picture) {
        let message = format!("`{}` is neither CSV, XLSX nor ODS", file.name);
        let finding = Diagnostic::new(&codes::BAD_PRACTICE_SHEET, message).in_file(&file.name);
        sink.report(finding.help(SEND_BACK));
        return None;
    }
    let read = practice_rows(&file.name, bytes, &NEEDS, sink).ok()?;
    if read.is_empty() {
        let message =
            format!("`{}` is no practice sheet: it has no columns `sheet`, `number` and `rating`", file.name);
        let finding = Diagnostic::new(&codes::BAD_PRACTICE_SHEET, message).in_file(&file.name);
        sink.report(finding.help(SEND_BACK));
        return None;
    }
    let several = read.len() > 1;
    let one = |rows: RowsRead| {
        let sheet = rows.sheet.as_ref().filter(|_| several);
        let name = sheet.map_or_else(|| file.name.clone(), |sheet| format!("{} ({sheet})", file.name));
        RaterSheet { name, file: file.name.clone(), rows }
    };
    Some(read.into_iter().map(one).collect())
}

impl RaterSheet {
    /// A cell without the guard against formulas; empty if there is no such column.
    fn get<'r>(&self, cells: &'r [String], column: &str) -> &'r str {
        let at = self.rows.header.iter().position(|name| name == column);
        let cell = at.and_then(|at| cells.get(at)).map_or("", String::as_str);
        unguarded(cell).trim()
    }

    /// The rows in which something is written.
    fn filled(&self) -> impl Iterator<Item = (usize, &[String])> {
        let rows = self.rows.rows.iter().map(|(row, cells)| (*row, cells.as_slice()));
        rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()))
    }

    /// The code of the sheet in its first row.
    pub(super) fn code(&self) -> &str {
        self.filled().next().map_or("", |(_, cells)| self.get(cells, "sheet"))
    }

    /// The answers of the sheet, found in the bank by their texts. `None` if they are not those of its code. A text is
    /// compared by its letters and digits, because programs change spaces, quotation marks and rare characters.
    pub(super) fn answers<'b>(&self, req: &str, bank: &'b Bank) -> Option<Vec<Answer<'b>>> {
        let find = |number: usize| {
            let (_, cells) =
                self.filled().find(|(_, cells)| whole(self.get(cells, "number")) == number.to_string())?;
            let question = bank.question(self.get(cells, "question"))?;
            let text = self.get(cells, "answer");
            let by = |key: &dyn Fn(&str) -> String| {
                Answer::all(question).find(|answer| key(answer.text()) == key(text))
            };
            by(&letters).or_else(|| by(&ascii).filter(|answer| !ascii(answer.text()).is_empty()))
        };
        let answers: Vec<Answer<'b>> = (1..=ANSWERS).map(find).collect::<Option<_>>()?;
        (code(req, &answers) == self.code()).then_some(answers)
    }

    fn report(&self, code: &'static Code, row: Option<usize>, what: &str, help: String, sink: &mut Sink) {
        let row = row.map_or_else(String::new, |row| format!(", row {row}"));
        let finding = Diagnostic::new(code, format!("`{}`{row}: {what}", self.name)).in_file(&self.file);
        sink.report(finding.help(help));
    }

    /// Reports that the answers of the sheet are not those of the req.
    pub(super) fn is_unknown(&self, req: &str, sink: &mut Sink) {
        let what = format!("sheet `{}` is no practice sheet of `{req}`", short(self.code()));
        let help =
            "it belongs to another req, a sample answer was edited after the sheet was made, or the columns `question` and `answer` were removed and kits changed".to_owned();
        self.report(&codes::OTHER_SHEET, None, &what, help, sink);
    }

    /// The scores in the order of the answers; `None` if there is an error, which is reported.
    pub(super) fn ratings(
        &self,
        req: &str,
        practice: &Practice<'_>,
        scale: &[u8],
        sink: &mut Sink,
    ) -> Option<Vec<u8>> {
        if self.filled().all(|(_, cells)| self.get(cells, "rating").is_empty()) {
            let help = "name the file that the rater sent back, not the empty sheet".to_owned();
            self.report(&codes::NOT_RATED, None, "no answer is rated", help, sink);
            return None;
        }
        let mark = sink.errors();
        let mut is_unknown = false;
        let mut scores: Vec<Option<(usize, Option<u8>)>> = vec![None; ANSWERS];
        for (row, cells) in self.filled() {
            let of = self.get(cells, "sheet");
            if of != practice.sheet {
                let what =
                    format!("this is sheet `{}`, and not sheet `{}` of `{req}`", short(of), practice.sheet);
                let help = format!(
                    "all raters need the same sheet; if sample answers or kits changed, `panelkit calibrate {req}` makes a new one"
                );
                self.report(&codes::OTHER_SHEET, Some(row), &what, help, sink);
                return None;
            }
            let written = self.get(cells, "number");
            let number = whole(written).parse().ok().filter(|number| (1..=ANSWERS).contains(number));
            let Some(number) = number else {
                let what = format!("the sheet has no answer `{}`", short(written));
                let help = format!("write a number from 1 to {ANSWERS} in the column `number`");
                self.report(&codes::UNKNOWN_ANSWER, Some(row), &what, help, sink);
                is_unknown = true;
                continue;
            };
            if let Some((first, _)) = scores[number - 1] {
                let what = format!("answer {number} is there twice, first in row {first}");
                let help = "remove one of the rows; each rater needs a file of their own".to_owned();
                self.report(&codes::BAD_PRACTICE_SHEET, Some(row), &what, help, sink);
                continue;
            }
            scores[number - 1] = Some((row, self.score(row, number, self.get(cells, "rating"), scale, sink)));
        }
        // A row with an unknown number may be the one that is missing.
        let missing = scores.iter().enumerate().filter(|(_, score)| score.is_none() && !is_unknown);
        for (n, _) in missing {
            let what = format!("the row of answer {} is missing", n + 1);
            let help = "restore the row from the practice sheet, with its rating".to_owned();
            self.report(&codes::BAD_PRACTICE_SHEET, None, &what, help, sink);
        }
        sink.stop_if_worse_than(mark).ok()?;
        scores.into_iter().map(|score| score?.1).collect()
    }

    fn score(&self, row: usize, number: usize, written: &str, scale: &[u8], sink: &mut Sink) -> Option<u8> {
        if written.is_empty() {
            let help = "rate all answers; if two scores seem equally right, take the lower one".to_owned();
            self.report(&codes::NOT_RATED, Some(row), &format!("answer {number} has no rating"), help, sink);
            return None;
        }
        let score = whole(written).parse().ok().filter(|score| scale.contains(score));
        if score.is_none() {
            let known: Vec<String> = scale.iter().map(ToString::to_string).collect();
            let what = format!("the rating `{}` of answer {number} is not on the scale", short(written));
            let help = format!("write one of {}, and only the number", known.join(", "));
            self.report(&codes::OFF_SCALE, Some(row), &what, help, sink);
        }
        score
    }
}

/// Warns of sheets that are equal in every cell: one may be a copy of the other.
pub(super) fn warn_of_copies(sheets: &[RaterSheet], sink: &mut Sink) {
    let mut seen: BTreeMap<(&[String], Vec<&[String]>), &RaterSheet> = BTreeMap::new();
    for sheet in sheets {
        let cells = sheet.filled().map(|(_, cells)| cells).collect();
        let Some(first) = seen.insert((&sheet.rows.header, cells), sheet) else { continue };
        let what = format!("all cells are equal to those of `{}`", first.name);
        let help = "if it is a copy, remove it and compare again: it counts as the sheet of another rater";
        sheet.report(&codes::COPIED_SHEET, None, &what, help.to_owned(), sink);
    }
}

/// A whole number as people write it: some spreadsheets add `.0` or `,0`.
fn whole(number: &str) -> &str {
    number.strip_suffix(".0").or_else(|| number.strip_suffix(",0")).unwrap_or(number)
}

/// The beginning of a cell, for a message.
fn short(cell: &str) -> String {
    cell.chars().take(40).collect()
}

/// The letters and digits of a text, in small letters.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The letters and digits of a text that every encoding has.
fn ascii(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}
