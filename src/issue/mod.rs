//! `kit.json`: written, read back, sealed by a digest; the certificate of what was issued.

mod certificate;
mod compare;
mod trust;

pub use certificate::certificate;
pub use compare::{Comparison, SlotDifference, compare};

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
    if !value.is_object() {
        let finding = Diagnostic::new(&codes::BAD_KIT, format!("`{}` is JSON, but not a kit", source.name()));
        return Err(sink.report(finding.in_file(source.name()).help(again(source.name()))));
    }
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
        .help(again(source.name()));
        return Err(sink.report(finding));
    }
    if let Some(flaw) = trust::flaw(&kit, &value) {
        let message = format!("`{}` is not a kit that panelkit issued: {flaw}", source.name());
        let finding = Diagnostic::new(&codes::BAD_KIT, message).in_file(source.name());
        return Err(sink.report(finding.help(again(source.name()))));
    }
    Ok(kit)
}

/// What to do about a kit that is lost.
fn again(name: &str) -> String {
    let restore = "restore it from version control";
    match name.strip_prefix("kits/").and_then(|rest| rest.split_once("/loop/")) {
        Some((req, _)) => format!("{restore}, or make it again with `panelkit generate {req} --force`"),
        None => restore.to_owned(),
    }
}

fn bad(source: &std::sync::Arc<Source>, error: &serde_json::Error) -> Diagnostic {
    use serde_json::error::Category;
    let name = source.name();
    let message = match error.classify() {
        _ if source.text().trim().is_empty() => format!("`{name}` is empty"),
        Category::Eof => format!("`{name}` is cut off: it ends in the middle of the kit"),
        Category::Syntax => format!("`{name}` is not JSON"),
        Category::Data | Category::Io => format!("`{name}` is JSON, but not a kit"),
    };
    let finding = Diagnostic::new(&codes::BAD_KIT, message).help(again(name));
    if error.line() == 0 || source.text().trim().is_empty() {
        return finding.in_file(name);
    }
    let before: usize =
        source.text().split_inclusive('\n').take(error.line() - 1).map(|l| l.chars().count()).sum();
    let start = (before + error.column().saturating_sub(1)) as u32;
    let said = error.to_string();
    let said = if error.is_eof() { "ends here" } else { said.split(" at line ").next().unwrap_or_default() };
    finding.at(&Place { source: source.clone(), span: Span { start, end: start + 1 } }, said)
}

/// The kit of the sample req, for tests of this room.
#[cfg(test)]
fn sample() -> Kit {
    let text = include_str!("../../kits/payments-api-tpm/loop/kit.json");
    serde_json::from_str(text).expect("the sample kit")
}
