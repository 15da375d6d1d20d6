//! How a roster was read: the columns, the sheet, the ids that were converted.

use panelkit::model::RosterRead;
use panelkit::text::{count, quoted};

use crate::cli::session::Session;

/// Says how a roster was read.
pub(in crate::cli) fn roster_read(it: &RosterRead, session: &Session) {
    let names = quoted(it.name_columns.iter().map(String::as_str), "and");
    let names = if names.is_empty() { String::new() } else { format!(", names from {names}") };
    let encoding = it.encoding.as_ref().map(|e| format!(", read as {e}")).unwrap_or_default();
    let sheet = match (&it.sheet, it.sheets) {
        (Some(sheet), 2..) => format!(", sheet `{sheet}` of {}", it.sheets),
        _ => String::new(),
    };
    let row = match (it.header, &it.sheet) {
        (0..=1, _) => String::new(),
        (line, None) => format!(", header in line {line}"),
        (row, Some(_)) => format!(", header in row {row}"),
    };
    session.remark(format!(
        "note: {}{encoding}{sheet}{row}: {}; ids from column `{}`{names}",
        it.file,
        count(it.candidates, "candidate"),
        it.id_column
    ));
    if let Some((original, id)) = &it.first_converted {
        session.remark(format!(
            "note: {} converted (first: `{original}` to `{id}`); `candidate.yaml` keeps the original",
            was(it.converted, "id")
        ));
    }
    if it.repeated > 0 {
        session.remark(format!("note: {} counted once", was(it.repeated, "repeated row")));
    }
    if it.name_columns.is_empty() || it.unnamed == it.candidates {
        session.remark("note: the roster has no names, so the forms will have none");
    } else if it.unnamed > 0 {
        session.remark(format!("note: {} without a name", count(it.unnamed, "candidate")));
    }
}

fn was(n: usize, noun: &str) -> String {
    format!("{} {}", count(n, noun), if n == 1 { "was" } else { "were" })
}
