//! Writes rows of CSV that a spreadsheet shows as text.

/// Signs that begin a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A row of CSV with its line end. A text that begins with a sign of a formula (`=`, `+`, `-`, `@`, tab, carriage return)
/// gets an apostrophe before it, so that a spreadsheet shows the text and does not compute it (OWASP, *CSV Injection*).
pub fn csv_row<S: AsRef<str>>(cells: &[S]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| csv_cell(cell.as_ref())).collect();
    format!("{}\n", cells.join(","))
}

fn csv_cell(text: &str) -> String {
    let guard = if text.starts_with(FORMULA) { "'" } else { "" };
    match !guard.is_empty() || text.contains([',', ';', '"', '\n', '\r', '\t']) || text.trim() != text {
        true => format!("\"{guard}{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

/// The text of a cell without the apostrophe that [`csv_row`] writes before the sign of a formula.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::{csv_row, unguarded};

    #[test]
    fn formulas_are_text() {
        let cells = ["a", "=HYPERLINK(\"x\")", "+1", "-1", "@x", "b, c", " d", ""];
        assert_eq!(
            csv_row(&cells),
            "a,\"'=HYPERLINK(\"\"x\"\")\",\"'+1\",\"'-1\",\"'@x\",\"b, c\",\" d\",\n"
        );
    }

    #[test]
    fn only_the_guard_of_a_formula_is_taken_off() {
        for (cell, text) in
            [("'=1", "=1"), ("'\t1", "\t1"), ("'\r", "\r"), ("'a", "'a"), ("''=1", "''=1"), ("'", "'")]
        {
            assert_eq!(unguarded(cell), text);
        }
    }
}
