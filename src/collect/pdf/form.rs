//! The fields of a form by what they mean. `docs/format.md` lists their names.

use std::collections::BTreeMap;

use crate::collect::code::FormCode;
use crate::collect::filled::{Filled, Mark, line_feeds};
use crate::model::form_grammar::{EVIDENCE, FACTS, MORE_NOTES, NOTES, RATING, TICKED, is_slot};

use super::fault::{Read, refused};
use super::fields::{Field, Value, state_of};

/// What the fields say. A form without any field of a scorecard is refused, as is content in a field that no scorecard has:
/// it could be an answer under a changed name.
pub(super) fn filled(fields: BTreeMap<String, Field>) -> Read<Filled> {
    let mut filled = Filled { has_all_slots: true, ..Filled::default() };
    let mut known = false;
    for (name, field) in &fields {
        known |= take(name, field, &mut filled)?;
    }
    if !known {
        return refused(FormCode::NoForm, "the file has a form, but not one of panelkit");
    }
    let rated = |slot: &String| fields.contains_key(&format!("{slot}.{RATING}"));
    match filled.slots.keys().find(|slot| !rated(slot)) {
        None => Ok(filled),
        Some(slot) => refused(
            FormCode::AlteredField,
            format!("the field `{slot}.{RATING}` was removed or renamed; fill in the form as it was issued"),
        ),
    }
}

/// Takes in one field. False if it is none of a scorecard's.
fn take(name: &str, field: &Field, filled: &mut Filled) -> Read<bool> {
    match (name, slot_part(name)) {
        ("recommendation", _) => filled.recommendation = choice(name, field)?,
        ("summary", _) => filled.summary = text(name, field)?,
        ("complete", _) => filled.complete = ticked(name, field, &mut filled.notes)?,
        ("conflict", _) => filled.conflict = Some(ticked(name, field, &mut filled.notes)?),
        (fact, _) if FACTS.contains(&fact) => {
            let value = text(name, field)?;
            if !value.is_empty() {
                filled.facts.insert(fact.to_owned(), value);
            }
        }
        (_, Some((slot, part))) => {
            let entry = filled.slots.entry(slot.to_owned()).or_default();
            match part {
                RATING => entry.rating = choice(name, field)?,
                EVIDENCE => entry.evidence = text(name, field)?,
                // `NOTES` comes before `MORE_NOTES` in the order of names.
                _ => {
                    let notes = text(name, field)?;
                    if !entry.notes.is_empty() && !notes.is_empty() {
                        entry.notes.push('\n');
                    }
                    entry.notes.push_str(&notes);
                }
            }
        }
        _ => {
            unknown(name, field)?;
            return Ok(false);
        }
    }
    Ok(true)
}

/// The slot and the last part of a name such as `technical-depth.1.notes`; `None` for another name.
fn slot_part(name: &str) -> Option<(&str, &str)> {
    let (slot, part) = name.rsplit_once('.')?;
    let ours = [RATING, NOTES, MORE_NOTES, EVIDENCE].contains(&part);
    (ours && is_slot(slot)).then_some((slot, part))
}

/// A choice among boxes.
fn choice(name: &str, field: &Field) -> Read<Mark> {
    typed(name, field, "Btn")?;
    let value = match &field.value {
        Some(Value::Text(text) | Value::Name(text)) => state_of(text),
        Some(Value::Other) => return altered(name),
        None => None,
    };
    Ok(Mark { value, boxes: Some(field.marks.clone()) })
}

/// Whether a check box is ticked. If only one of value and mark says so, a note is added.
fn ticked(name: &str, field: &Field, notes: &mut Vec<String>) -> Read<bool> {
    let mark = choice(name, field)?;
    let boxes = mark.boxes.unwrap_or_default();
    let odd = mark.value.iter().chain(&boxes).any(|state| state != TICKED);
    if odd {
        return altered(name);
    }
    if mark.value.is_some() == boxes.is_empty() {
        let (says, other) = if boxes.is_empty() { ("value", "mark") } else { ("mark", "value") };
        notes.push(format!("the box `{name}` has a {says} and no {other}, and counts as ticked"));
    }
    Ok(mark.value.is_some() || !boxes.is_empty())
}

/// A text with line feeds as line ends. It is not trimmed: what a person typed stays as it is.
fn text(name: &str, field: &Field) -> Read<String> {
    typed(name, field, "Tx")?;
    match &field.value {
        Some(Value::Text(text) | Value::Name(text)) => Ok(line_feeds(text)),
        Some(Value::Other) => altered(name),
        None => Ok(String::new()),
    }
}

fn typed(name: &str, field: &Field, kind: &str) -> Read<()> {
    if field.kind == kind.as_bytes() { Ok(()) } else { altered(name) }
}

fn altered<T>(name: &str) -> Read<T> {
    refused(
        FormCode::AlteredField,
        format!("the field `{name}` is not as the form had it; fill in the form as it was issued"),
    )
}

/// Refuses content in a field that no scorecard has. Signatures, fields without content, and nodes without a type, which are
/// no fields, are allowed.
fn unknown(name: &str, field: &Field) -> Read<()> {
    let content = match &field.value {
        None => false,
        Some(Value::Text(text) | Value::Name(text)) => state_of(text).is_some(),
        Some(Value::Other) => true,
    };
    if field.kind.is_empty() || field.kind == b"Sig" || (!content && field.marks.is_empty()) {
        return Ok(());
    }
    refused(
        FormCode::AlteredField,
        format!(
            "the field `{name}` has content, and no scorecard has such a field; fill in the form as it was issued"
        ),
    )
}
