//! The file of a sheet that people fill in: CSV or XLSX, outside the folder of kits.

use std::path::{Path, PathBuf};

use crate::load::Workspace;
use crate::render::workbook;
use crate::store::{Fault, Refusal, has_file, not_issued, target_named};
use crate::text::csv_row;
use crate::write::replace_file;

/// A file that a sheet is written to.
pub(super) struct SheetFile {
    path: PathBuf,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    Csv,
    Xlsx,
}

impl SheetFile {
    /// The file that the user named.
    ///
    /// # Errors
    /// [`Fault::Request`] when it is inside `kits`, or has another ending.
    pub(super) fn named(path: &Path, workspace: &Workspace) -> Result<SheetFile, Fault> {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let shown = workspace.name(path);
        not_issued(workspace, path, "a file elsewhere with --out")?;
        let kind = match ending.to_ascii_lowercase().as_str() {
            "csv" => Kind::Csv,
            "xlsx" => Kind::Xlsx,
            _ => {
                return Err(Fault::Request(format!(
                    "`{shown}` ends neither in `.csv` nor in `.xlsx`\n  = help: name a file such as `scores.csv`"
                )));
            }
        };
        Ok(SheetFile { path: path.to_path_buf(), kind })
    }

    /// Writes the rows, and returns the file as messages show it. `name`: the name of the sheet in a workbook.
    ///
    /// # Errors
    /// [`Fault::Refused`] when the file exists and `force` is not set; [`Fault::World`] when it cannot be written.
    pub(super) fn write(
        &self,
        name: &str,
        rows: &[Vec<String>],
        force: bool,
        workspace: &Workspace,
    ) -> Result<String, Fault> {
        let target = target_named(workspace, &self.path)?;
        let shown = workspace.name(&self.path);
        if has_file(&self.path)? && !force {
            return Err(Fault::Refused(Refusal::FileThere { file: shown }));
        }
        let bytes = match self.kind {
            Kind::Csv => rows.iter().map(|row| csv_row(row)).collect::<String>().into_bytes(),
            Kind::Xlsx => workbook(name, rows)?,
        };
        replace_file(&target, &bytes)?;
        Ok(shown)
    }
}
