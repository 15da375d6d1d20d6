//! Findings as JSON for other programs. The structure is documented in `docs/format.md` and stable.

use serde_json::{Value, json};

use super::codes::Severity;
use super::diagnostic::{Diagnostic, Label};

/// One finding: `code`, `level`, `message`, `file`, `line`, `column`, `end_line`, `end_column`, `label`,
/// `labels`, `help`, `fix` (the text that `check --fix` writes in that place, or null). Lines and columns count from 1. If the finding has no place, they and `label` are null.
pub fn render(diagnostic: &Diagnostic) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let file =
        diagnostic.primary.as_ref().map(|l| l.place.source.name().to_owned()).or(diagnostic.file.clone());
    let mut value = json!({
        "code": diagnostic.code.id,
        "level": level,
        "message": diagnostic.message,
        "file": file,
        "line": null, "column": null, "end_line": null, "end_column": null,
        "label": null,
        "labels": diagnostic.context.iter().map(place).collect::<Vec<_>>(),
        "help": diagnostic.help,
        "fix": diagnostic.fix.as_ref().map(|fix| fix.text.as_str()),
    });
    if let (Some(label), Value::Object(map)) = (&diagnostic.primary, &mut value)
        && let Value::Object(at) = place(label)
    {
        map.extend(at);
    }
    value
}

fn place(label: &Label) -> Value {
    let source = &label.place.source;
    let (line, column) = source.line_column(label.place.span.start);
    let (end_line, end_column) = source.line_column(label.place.span.end);
    json!({
        "file": source.name(), "line": line, "column": column,
        "end_line": end_line, "end_column": end_column, "label": label.text,
    })
}
