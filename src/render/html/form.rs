//! The fields of a pack: choices of a score, areas to write in, and what the form belongs to.
//!
//! The names of the fields are part of the format (`docs/format.md`, "Forms").

use super::text::escape;
use crate::model::NotAssessed;
use crate::model::form_grammar::{EVIDENCE, FACTS, MORE_NOTES, RATING};
use crate::render::blocks::{Choice, Choices, Inline, Writing};

/// The names in the header block, as people read them, in the order of [`FACTS`].
const FACT_WORDS: [&str; FACTS.len()] = ["Opening", "Candidate", "Kit", "Rule", "Round", "Interviewer"];

/// The id of an element for a field.
pub(super) fn id(field: &str) -> String {
    format!("f-{}", field.replace('.', "-"))
}

/// A choice of one score. `text` writes words in their styles.
pub(super) fn choices(choices: &Choices, text: &dyn Fn(&[Inline]) -> String) -> String {
    let slot = choices.field.rsplit_once('.').filter(|(_, last)| *last == RATING).map(|(slot, _)| slot);
    let anchored = choices.choices.iter().any(|choice| choice.state != "na" && !choice.text.is_empty());
    let field = escape(&choices.field);
    let mut out = format!("<fieldset class=\"points\" data-field=\"{field}\">\n");
    out.push_str(&format!("<legend>{}</legend>\n", escape(&choices.title)));
    for choice in &choices.choices {
        let missing = anchored && choice.text.is_empty() && choice.state != "na";
        let reason = slot.filter(|_| choice.state == "na").map(reason).unwrap_or_default();
        out.push_str(&point(&choices.field, choice, missing, &reason, text));
    }
    out.push_str("</fieldset>\n");
    out
}

/// One score. `missing`: whether the bank has anchors for other scores, but none for this one. `reason`: the field of
/// [`reason`], or an empty text.
fn point(
    field: &str,
    choice: &Choice,
    missing: bool,
    reason: &str,
    text: &dyn Fn(&[Inline]) -> String,
) -> String {
    let (name, state) = (escape(field), escape(&choice.state));
    let id = format!("{}-{state}", id(&name));
    let anchor = match missing {
        true => "no anchor in the bank".to_owned(),
        false => text(&choice.text),
    };
    let checked = if choice.done { " checked" } else { "" };
    let (described, anchor) = match anchor.is_empty() {
        true => (String::new(), String::new()),
        false => (
            format!(" aria-describedby=\"{id}-anchor\""),
            format!("<p class=\"anchor\" id=\"{id}-anchor\">{anchor}</p>\n"),
        ),
    };
    format!(
        "<div class=\"point\" data-score=\"{state}\">\n<input type=\"radio\" id=\"{id}\" name=\"{name}\" value=\"{state}\"{described}{checked}>\n<label for=\"{id}\">{}</label>\n{anchor}{reason}</div>\n",
        text(&choice.label)
    )
}

/// Why a question was not assessed.
fn reason(slot: &str) -> String {
    let field = format!("{slot}.reason");
    let (id, name) = (id(&field), escape(&field));
    let option = |word: &&str| format!("<option value=\"{word}\">{}</option>", word.replace('-', " "));
    let options: String = NotAssessed::WORDS.iter().map(option).collect();
    format!(
        "<p class=\"reason\"><label for=\"{id}\">If not assessed, why</label>\n<select id=\"{id}\" name=\"{name}\"><option value=\"\">no reason given</option>{options}</select></p>\n"
    )
}

/// An area to write in. The notes of a question are in one piece here, so that those of the second page of paper have no
/// field.
pub(super) fn writing(writing: &Writing) -> String {
    let (id, name, title) = (id(&writing.field), escape(&writing.field), escape(&writing.title));
    let last = writing.field.rsplit('.').next();
    if last == Some(MORE_NOTES) {
        return String::new();
    }
    let about = format!("id=\"{id}\" name=\"{name}\" aria-label=\"{title}\" dir=\"auto\"");
    match last == Some(EVIDENCE) {
        true => format!("<input type=\"text\" class=\"writing\" {about}>\n"),
        false => {
            let rows = writing.lines.fill.unwrap_or(writing.lines.count).clamp(3, 12);
            format!("<textarea class=\"writing\" rows=\"{rows}\" {about}></textarea>\n")
        }
    }
}

/// What the form belongs to, and the day of the interview.
pub(super) fn facts(facts: &[(String, String)]) -> String {
    let mut out = String::from("<dl class=\"belongs\">\n");
    for (name, value) in facts {
        let known = FACTS.iter().position(|known| known == name);
        let words = known.map_or(name.as_str(), |at| FACT_WORDS[at]);
        let value = escape(value);
        out.push_str(&format!(
            "<div><dt>{words}</dt><dd data-fact=\"{}\"><bdi>{value}</bdi></dd></div>\n",
            escape(name)
        ));
    }
    out.push_str("</dl>\n<p class=\"held\"><label for=\"held\">Day of the interview</label> <input type=\"date\" id=\"held\" name=\"held\"></p>\n");
    out
}
