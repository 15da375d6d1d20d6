//! Findings as SARIF 2.1.0. Code hosts show them beside the lines.

use serde_json::{Value, json};

use super::codes::{ALL, Severity};
use super::diagnostic::{Diagnostic, Label};

/// One run with all findings; `version` is the program's.
pub fn render(found: &[&Diagnostic], version: &str) -> Value {
    let rules: Vec<Value> = ALL
        .iter()
        .map(|code| json!({ "id": code.id, "help": { "text": code.text, "markdown": code.text } }))
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "panelkit", "version": version, "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": found.iter().map(|d| result(d)).collect::<Vec<_>>(),
        }],
    })
}

fn result(diagnostic: &Diagnostic) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut text = diagnostic.message.clone();
    for help in &diagnostic.help {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    let at = match (&diagnostic.primary, &diagnostic.file) {
        (Some(label), _) => vec![place(label)],
        (None, Some(file)) => vec![json!({ "physicalLocation": { "artifactLocation": { "uri": file } } })],
        (None, None) => Vec::new(),
    };
    json!({
        "ruleId": diagnostic.code.id,
        "ruleIndex": ALL.iter().position(|code| code.id == diagnostic.code.id),
        "level": level,
        "message": { "text": text },
        "locations": at,
        "relatedLocations": diagnostic.context.iter().map(place).collect::<Vec<_>>(),
    })
}

fn place(label: &Label) -> Value {
    let source = &label.place.source;
    let (line, column) = source.line_column(label.place.span.start);
    let (end_line, end_column) = source.line_column(label.place.span.end);
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": source.name() },
            "region": { "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column },
        },
        "message": { "text": label.text },
    })
}
