//! `bank import`: turns questions that people already have into questions of a bank.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{folder, open};
use crate::app::call::Call;
use crate::disk;
use crate::load::{self, ImportFormat, ImportOptions, read_bytes};
use crate::model::{Bank, ImportRead};
use crate::store::{Fault, target};
use crate::write::{Lock, sweep, write_new};

/// A request to import questions.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// A table (`.csv`, `.tsv`, `.xlsx`, `.ods`), a page (`.md`, `.markdown`), a `.gift` file, or one of these as `.txt`.
    pub file: PathBuf,
    /// Columns and what they become, each as `COLUMN=KEY`.
    pub map: Vec<String>,
    /// Values for every question, each as `KEY=VALUE`.
    pub set: Vec<String>,
    /// Puts complete questions into the bank, with status `active`.
    pub accept: bool,
}

/// What an import makes, or would make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// The name of the imported file.
    pub from: String,
    /// The file with the drafts, relative to the workspace; `None` if there are none.
    pub file: Option<String>,
    /// The file with the active questions, relative to the workspace; `None` if there are none.
    pub active: Option<String>,
    /// The questions, in the order of the imported file.
    pub drafts: Vec<ImportedDraft>,
    /// What became of columns, headings, tables, scales, values and lines.
    pub read: ImportRead,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportedDraft {
    /// The sheet of the imported file; `None` if it is no workbook.
    pub sheet: Option<String>,
    /// Line or row in the imported file.
    pub line: usize,
    /// Id of the question.
    pub question: String,
    /// Whether it is in the file of the active questions.
    pub active: bool,
    /// What it must have before it can be active, in words; empty for a complete question.
    pub missing: Vec<String>,
    /// Keys that it should have and lacks.
    pub without: Vec<&'static str>,
}

/// An import that is ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportDraft {
    /// What the import makes.
    pub outcome: Imported,
    /// The files, each with its path in the folder of the bank and its text.
    pub files: Vec<(String, String)>,
}

/// Imports a file into a bank of the workspace; without `bank`, into the only bank there is. `write`: false only says
/// what would be written.
///
/// # Errors
/// As [`prepare`] and [`ImportDraft::commit`]; [`Fault::Request`] also when there is no such bank, or several, or when it
/// is a built-in one.
pub fn import(
    request: &Import,
    bank: Option<&str>,
    write: bool,
    call: &mut Call<'_>,
) -> Result<Imported, Fault> {
    let bank = open(bank, call)?;
    let folder = folder(&bank, call.workspace)?;
    if !write {
        return Ok(prepare(request, &bank, &folder, call)?.outcome);
    }
    // Two runs at the same time import one after the other; the second knows the ids of the first.
    let locked = target(call.workspace, &folder)?;
    let _lock = Lock::take(&locked)?;
    sweep(&locked);
    let bank = load::bank(call.workspace, bank.id.as_str(), call.sink)?;
    let draft = prepare(request, &bank, &folder, call)?;
    draft.commit(&folder, call)?;
    Ok(draft.outcome)
}

/// Reads the questions of a file and compares them with `bank`, which need not be on disk. `folder`: the folder that the
/// bank has or will have.
///
/// # Errors
/// [`Fault::Request`] when the format of the file is not supported, a choice is not possible or the file was already
/// imported; [`Fault::Findings`] when the file cannot be read or has no questions.
pub fn prepare(
    request: &Import,
    bank: &Bank,
    folder: &Path,
    call: &mut Call<'_>,
) -> Result<ImportDraft, Fault> {
    let name = request.file.display().to_string();
    let bad = |error: load::BadOption| Fault::Request(error.to_string());
    let options = ImportOptions::new(&request.map, &request.set).map_err(bad)?;
    options.check(bank).map_err(bad)?;
    let known = format_of(&request.file, &name)?;
    let bytes = read_bytes(&request.file, &name, call.sink)?;
    let format = known.unwrap_or_else(|| format_of_text(&bytes));
    let read = load::import(&name, bytes, format, &options, bank, call.sink)?;

    let from = request.file.file_name().unwrap_or_default().to_string_lossy();
    let stem = load::slug(&request.file.file_stem().unwrap_or_default().to_string_lossy());
    let stem = if stem.is_empty() { "questions" } else { stem.as_str() };
    let drafts = read.file(&from, request.accept, false).map(|text| (format!("drafts/{stem}.yaml"), text));
    let active = read.file(&from, request.accept, true).map(|text| (format!("imported-{stem}.yaml"), text));
    let shown = |file: &Option<(String, String)>| {
        file.as_ref().map(|(path, _)| call.workspace.name(&folder.join(path)))
    };
    let (file, active_file) = (shown(&drafts), shown(&active));
    let files: Vec<(String, String)> = drafts.into_iter().chain(active).collect();
    absent(&files, folder, call)?;
    let one = |draft: &load::Draft| ImportedDraft {
        sheet: draft.sheet.clone(),
        line: draft.line,
        question: draft.id.clone(),
        active: request.accept && draft.is_complete(),
        missing: draft.missing.clone(),
        without: draft.without.clone(),
    };
    let drafts = read.drafts.iter().map(one).collect();
    let outcome = Imported { from: name, file, active: active_file, drafts, read: read.read };
    Ok(ImportDraft { outcome, files })
}

impl ImportDraft {
    /// Writes the files into the folder of the bank. If one of them exists, nothing is written.
    ///
    /// # Errors
    /// [`Fault::Request`] when a file exists, [`Fault::World`] when one cannot be written.
    pub fn commit(&self, folder: &Path, call: &Call<'_>) -> Result<(), Fault> {
        absent(&self.files, folder, call)?;
        for (path, text) in &self.files {
            if !write_new(&target(call.workspace, &folder.join(path))?, text.as_bytes())? {
                return Err(exists(&call.workspace.name(&folder.join(path))));
            }
        }
        Ok(())
    }
}

fn absent(files: &[(String, String)], folder: &Path, call: &Call<'_>) -> Result<(), Fault> {
    for (path, _) in files {
        let path = folder.join(path);
        if disk::there(&path)?.is_some() {
            return Err(exists(&call.workspace.name(&path)));
        }
    }
    Ok(())
}

fn exists(shown: &str) -> Fault {
    Fault::Request(format!("`{shown}` already exists\n  = help: move it away, or rename the file to import"))
}

/// The format that the ending of a file says; `None` for `.txt`, which may be any.
fn format_of(file: &Path, name: &str) -> Result<Option<ImportFormat>, Fault> {
    let ending = file.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    let (what, help) = match ending.as_str() {
        "csv" | "tsv" | "xlsx" | "xlsm" | "ods" => return Ok(Some(ImportFormat::Table)),
        "md" | "markdown" => return Ok(Some(ImportFormat::Markdown)),
        "gift" => return Ok(Some(ImportFormat::Gift)),
        "txt" => return Ok(None),
        "xls" => ("is a workbook in the old format XLS", "save it as XLSX, ODS or CSV"),
        "numbers" => ("is a workbook of Numbers", "export it as XLSX or CSV"),
        "doc" | "docx" | "odt" | "rtf" | "pages" => (
            "is a document of a word processor",
            "save it as Markdown (`.md`), or copy its questions into a spreadsheet, one a row; `panelkit bank import --template` prints a header",
        ),
        "pdf" => (
            "is a PDF, which has no structure that can be read",
            "copy its questions into a spreadsheet, one a row, or into a Markdown file with a heading for each competency",
        ),
        "html" | "htm" => {
            ("is a web page", "save it as Markdown (`.md`), or copy its tables into a spreadsheet")
        }
        _ => (
            "is not a `.csv`, `.tsv`, `.xlsx`, `.ods`, `.md`, `.markdown`, `.gift` or `.txt` file",
            "save it in one of these formats",
        ),
    };
    Err(Fault::Request(format!("`{name}` {what}\n  = help: {help}")))
}

/// The format of a `.txt` file: a table if tabs separate its lines, GIFT if it has answers in braces, or else a page.
fn format_of_text(bytes: &[u8]) -> ImportFormat {
    let start = &bytes[..bytes.len().min(65_536)];
    let text: String = String::from_utf8_lossy(start).replace('\0', "");
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let tabs = lines.iter().filter(|line| line.trim().contains('\t')).count();
    if text.starts_with("PK")
        || text.trim_start_matches('\u{feff}').starts_with("#separator:")
        || tabs * 2 > lines.len()
    {
        return ImportFormat::Table;
    }
    let gift = |line: &&str| line.starts_with("::") || line.starts_with("$CATEGORY:") || line.ends_with('{');
    if lines.iter().any(gift) { ImportFormat::Gift } else { ImportFormat::Markdown }
}

/// A header with every name of a column that the import understands, as CSV. The anchors are those of the bank, or those of
/// a scale from 1 to 4 if no bank is named and there are several.
///
/// # Errors
/// [`Fault::Request`] when there is no such bank, [`Fault::Findings`] when it has errors.
pub fn template(bank: Option<&str>, call: &mut Call<'_>) -> Result<String, Fault> {
    let scores = match (bank, load::bank_ids(call.workspace).as_slice()) {
        (None, []) | (None, [_, _, ..]) => vec![1, 2, 3, 4],
        (bank, _) => open(bank, call)?.ratings.iter().map(|r| r.score).collect(),
    };
    Ok(load::import_template(&scores))
}
