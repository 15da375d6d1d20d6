//! Findings as SARIF 2.1.0. Code hosts show them beside the lines.

use serde_json::{Value, json};

use super::codes::{Code, Severity};
use super::diagnostic::{Diagnostic, Fix, Label};
use crate::text::Place;

/// One run with all findings; `version` is the program's, `codes` are all codes that findings may have.
pub fn render(found: &[&Diagnostic], codes: &[&Code], version: &str) -> Value {
    let rules: Vec<Value> = (codes.iter())
        .map(|code| json!({ "id": code.id, "help": { "text": code.text, "markdown": code.text } }))
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "panelkit", "version": version, "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": found.iter().map(|d| result(d, codes)).collect::<Vec<_>>(),
        }],
    })
}

fn result(diagnostic: &Diagnostic, codes: &[&Code]) -> Value {
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
    let mut result = json!({
        "ruleId": diagnostic.code.id,
        "ruleIndex": codes.iter().position(|code| code.id == diagnostic.code.id),
        "level": level,
        "message": { "text": text },
        "locations": at,
        "relatedLocations": diagnostic.context.iter().map(place).collect::<Vec<_>>(),
    });
    if let Some(fix) = &diagnostic.fix {
        result["fixes"] = json!([change(fix)]);
    }
    result
}

fn change(fix: &Fix) -> Value {
    json!({
        "description": { "text": format!("write `{}`", fix.text) },
        "artifactChanges": [{
            "artifactLocation": { "uri": fix.place.source.name() },
            "replacements": [{ "deletedRegion": region(&fix.place), "insertedContent": { "text": fix.text } }],
        }],
    })
}

fn place(label: &Label) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": label.place.source.name() },
            "region": region(&label.place),
        },
        "message": { "text": label.text },
    })
}

fn region(place: &Place) -> Value {
    let (line, column) = place.source.line_column(place.span.start);
    let (end_line, end_column) = place.source.line_column(place.span.end);
    json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column })
}
