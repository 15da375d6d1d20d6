//! Writes drafts as the text of a question file.

use super::draft::{Draft, LISTS, MUST};
use super::keys::Key;
use crate::yaml::quote;

/// The question file with these drafts. `title`: comments at its beginning, `rest`: comments at its end. `active`: whether
/// the questions are active.
pub(super) fn file(
    title: &[String],
    drafts: &[&Draft],
    rest: &[String],
    active: bool,
    scores: &[u8],
) -> String {
    let mut out = String::new();
    title.iter().for_each(|text| comment(&mut out, "", text));
    out.push_str(if drafts.is_empty() { "questions: []\n" } else { "questions:\n" });
    for (n, draft) in drafts.iter().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        question(&mut out, draft, active, scores);
    }
    if !rest.is_empty() {
        out.push('\n');
        comment(&mut out, "", "What is not part of a question in the imported file:");
        rest.iter().for_each(|text| comment(&mut out, "", text));
    }
    out
}

/// A draft as an item of a question file. Comments name the missing parts.
fn question(out: &mut String, draft: &Draft, active: bool, scores: &[u8]) {
    out.push_str(&format!("  - id: {}\n", draft.id));
    let mut value = |key: Key| match draft.values.get(&key) {
        Some(text) => out.push_str(&format!("    {}: {}\n", key.as_str(), scalar(key, text))),
        None if MUST.contains(&key) => out.push_str(&format!("    # {}: missing\n", key.as_str())),
        None => {}
    };
    let before = [
        Key::Competency,
        Key::Depth,
        Key::Title,
        Key::Type,
        Key::Minutes,
        Key::Difficulty,
        Key::Levels,
        Key::Also,
        Key::Family,
    ];
    before.into_iter().for_each(&mut value);
    out.push_str(&format!("    status: {}\n", if active { "active" } else { "draft" }));
    out.push_str(&format!("    prompt: {}\n", quote(&draft.prompt)));
    for key in LISTS {
        match draft.lists.get(&key) {
            Some(items) => {
                out.push_str(&format!("    {}:\n", key.as_str()));
                items.iter().for_each(|item| out.push_str(&format!("      - {}\n", quote(item))));
            }
            None if active => {}
            None => out.push_str(&format!("    # {}: missing\n", key.as_str())),
        }
    }
    out.push_str("    anchors:\n");
    for score in scores {
        match draft.anchors.get(score) {
            Some(anchor) => out.push_str(&format!("      {score}: {}\n", quote(anchor))),
            None => out.push_str(&format!("      # {score}: missing\n")),
        }
    }
    if let Some(source) = draft.values.get(&Key::Source) {
        out.push_str(&format!("    source: {}\n", quote(source)));
    }
    draft.comments.iter().for_each(|text| comment(out, "    ", text));
}

/// A value as YAML.
fn scalar(key: Key, text: &str) -> String {
    match key {
        Key::Minutes | Key::Difficulty => text.to_owned(),
        Key::Levels | Key::Also => {
            let ids: Vec<String> = text.split(", ").map(quote).collect();
            format!("[{}]", ids.join(", "))
        }
        _ => quote(text),
    }
}

/// Adds a comment. Characters that an editor does not show are written as in a text.
fn comment(out: &mut String, indent: &str, text: &str) {
    for line in text.lines() {
        let shown = quote(line);
        let plain = shown.len() == line.len() + 2 + line.matches(['"', '\\']).count();
        let line = if plain { line } else { shown.as_str() };
        out.push_str(format!("{indent}# {line}").trim_end());
        out.push('\n');
    }
}
