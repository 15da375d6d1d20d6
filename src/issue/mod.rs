//! `kit.json`: written, read back, sealed by a digest.

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::model::Kit;
use crate::text::{Place, Source, Span};

/// Seals the kit: fills in its digest.
pub fn seal(mut kit: Kit) -> Kit {
    kit.digest.clear();
    let value = serde_json::to_value(&kit).expect("internal: a kit is plain data");
    kit.digest = digest(&value);
    kit
}

/// The text of `kit.json`, with a line feed at the end.
pub fn to_json(kit: &Kit) -> String {
    let mut text = serde_json::to_string_pretty(kit).expect("internal: a kit is plain data");
    text.push('\n');
    text
}

/// SHA-256 over the kit without its `digest`, keys sorted and without white space: what RFC 8785
/// gives for texts and whole numbers, so any program can check it.
fn digest(kit: &Value) -> String {
    let mut kit = kit.clone();
    if let Value::Object(map) = &mut kit {
        map.remove("digest");
    }
    // serde_json keeps the keys of a `Value` sorted.
    let hex: String = Sha256::digest(kit.to_string().as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
    format!("sha256:{hex}")
}

/// Reads a kit.
///
/// # Errors
/// [`Reported`] when the text is not a kit, is of a newer format, or was changed after it was issued.
pub fn from_json(source: &std::sync::Arc<Source>, sink: &mut Sink) -> Result<Kit, Reported> {
    let value: Value = match serde_json::from_str(source.text()) {
        Ok(value) => value,
        Err(error) => return Err(sink.report(bad(source, &error))),
    };
    let format = value.get("format").and_then(Value::as_u64);
    if format.is_some_and(|f| f > u64::from(crate::model::KIT_FORMAT)) {
        let message = format!("`{}` has a newer format than this program knows", source.name());
        let finding = Diagnostic::new(&codes::BAD_KIT, message).in_file(source.name());
        return Err(sink.report(finding.help("update panelkit")));
    }
    let kit: Kit = match serde_json::from_str(source.text()) {
        Ok(kit) => kit,
        Err(error) => return Err(sink.report(bad(source, &error))),
    };
    let actual = digest(&value);
    if actual != kit.digest {
        let finding = Diagnostic::new(
            &codes::KIT_ALTERED,
            format!("`{}` was changed after it was issued", source.name()),
        )
        .in_file(source.name())
        .help(format!("it says {}, its content gives {actual}", kit.digest))
        .help("restore it from version control, or make it again with `panelkit generate`");
        return Err(sink.report(finding));
    }
    Ok(kit)
}

fn bad(source: &std::sync::Arc<Source>, error: &serde_json::Error) -> Diagnostic {
    let message = format!("`{}` is not a kit: {error}", source.name());
    let finding = Diagnostic::new(&codes::BAD_KIT, message)
        .help("restore it from version control, or make it again with `panelkit generate`");
    if error.line() == 0 || source.text().is_empty() {
        return finding.in_file(source.name());
    }
    let before: usize =
        source.text().split_inclusive('\n').take(error.line() - 1).map(|l| l.chars().count()).sum();
    let start = (before + error.column().saturating_sub(1)) as u32;
    finding.at(&Place { source: source.clone(), span: Span { start, end: start + 1 } }, "here")
}
