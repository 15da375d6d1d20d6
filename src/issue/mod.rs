//! Writes and reads `kit.json`, computes and checks its digests, and makes the certificate of the issued
//! kits.

mod certificate;
mod compare;
mod trust;

pub use certificate::certificate;
pub use compare::{Comparison, SharedQuestion, SlotDifference, compare, shared};

use serde_json::Value;

use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::model::{Kit, sha256_json};
use crate::text::{Place, Source, Span};

/// Seals the kit: fills in the digests of the interview and of the file.
pub fn seal(mut kit: Kit) -> Kit {
    kit.digest = digest(&serde_json::to_value(&kit).expect("internal: a kit is plain data"));
    kit.file = file_digest(&serde_json::to_value(&kit).expect("internal: a kit is plain data"));
    kit
}

/// The text of `kit.json`, with a line feed at the end.
pub fn to_json(kit: &Kit) -> String {
    let mut text = serde_json::to_string_pretty(kit).expect("internal: a kit is plain data");
    text.push('\n');
    text
}

/// The keys of the interview, without particulars.
const INTERVIEW: [&str; 11] =
    ["format", "req", "candidate", "draw", "seed", "level", "depth", "ratings", "choices", "issue", "rounds"];

/// SHA-256 over the interview: the keys of [`INTERVIEW`], without titles and names of people in the rounds,
/// without what the slots admit, and without title and digest of each question. The digest of
/// its wording is included.
fn digest(kit: &Value) -> String {
    let Value::Object(kit) = kit else { return sha256_json(kit) };
    let kept = INTERVIEW.iter().filter_map(|key| Some(((*key).to_owned(), kit.get(*key)?.clone())));
    let mut kept = Value::Object(kept.collect());
    for round in kept["rounds"].as_array_mut().into_iter().flatten() {
        without(round, &["title", "interviewers", "parts"]);
        for slot in round.get_mut("slots").and_then(Value::as_array_mut).into_iter().flatten() {
            without(slot, &["admits"]);
            if let Some(question) = slot.get_mut("question") {
                without(question, &["title", "digest"]);
            }
        }
    }
    sha256_json(&kept)
}

/// SHA-256 over the whole kit without its key `file`.
fn file_digest(kit: &Value) -> String {
    let mut kit = kit.clone();
    without(&mut kit, &["file"]);
    sha256_json(&kit)
}

fn without(value: &mut Value, keys: &[&str]) {
    if let Value::Object(map) = value {
        keys.iter().for_each(|key| drop(map.remove(*key)));
    }
}

/// Reads a kit.
///
/// # Errors
/// [`Reported`] if the text is not a kit, has a format that this version does not read, was changed after it
/// was issued, or cannot have been issued by panelkit.
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
    if format == Some(1) {
        let message =
            format!("`{}` has format 1, which no released version of panelkit wrote", source.name());
        let finding = Diagnostic::new(&codes::OLD_KIT, message).in_file(source.name());
        return Err(sink.report(finding.help(anew(source.name()))));
    }
    if format.is_some_and(|f| f > u64::from(crate::model::KIT_FORMAT)) {
        let message = format!("`{}` has a newer format than this program knows", source.name());
        let finding = Diagnostic::new(&codes::BAD_KIT, message).in_file(source.name());
        return Err(sink.report(finding.help("update panelkit")));
    }
    let kit: Kit = match serde_json::from_str(source.text()) {
        Ok(kit) => kit,
        Err(error) => return Err(sink.report(bad(source, &error))),
    };
    let (actual, interview) = (file_digest(&value), digest(&value));
    if actual != kit.file || interview != kit.digest {
        let finding = Diagnostic::new(
            &codes::KIT_ALTERED,
            format!("`{}` was changed after it was issued", source.name()),
        )
        .in_file(source.name())
        .help(match interview == kit.digest {
            true => "the questions for candidates are unchanged; something else in the file was changed",
            false => "the questions for candidates, or the record of how they were drawn, were changed",
        })
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

/// Help for a kit of a format that was never released.
fn anew(name: &str) -> String {
    match name.strip_prefix("kits/").and_then(|rest| rest.split('/').next()) {
        Some(req) if name.contains("/loop/") => {
            format!("make it again with this version: `panelkit generate {req} --force`")
        }
        Some(req) => {
            format!("move its folder away and issue it again: `panelkit variants {req} --candidates …`")
        }
        None => "make it again with this version".to_owned(),
    }
}

/// Help for a kit that cannot be read any more.
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

/// The kit of the sample req, for tests of this module.
#[cfg(test)]
fn sample() -> Kit {
    let text = include_str!("../../kits/payments-api-tpm/loop/kit.json");
    serde_json::from_str(text).expect("the sample kit")
}
