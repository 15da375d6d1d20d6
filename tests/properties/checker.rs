//! What a kit must be, written from the format alone; shares no code with the program.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::sheet::{DEPTHS, KINDS, Question, Sheet};

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Everything that is wrong with the kit.
pub(crate) fn faults(sheet: &Sheet, kit: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let rounds = list(&kit["rounds"]);
    if rounds.len() != sheet.rounds.len() {
        faults.push(format!("{} rounds", rounds.len()));
    }

    for (n, drawn) in rounds.iter().enumerate() {
        round(sheet, n, drawn, &mut faults);
    }
    together(sheet, rounds, &mut faults);
    musts(sheet, rounds, &mut faults);
    core(sheet, rounds, &mut faults);
    if kit.to_string().contains("{{") {
        faults.push("a placeholder is not filled".to_owned());
    }
    faults
}

fn round(sheet: &Sheet, n: usize, round: &Value, faults: &mut Vec<String>) {
    let rule = &sheet.rounds[n];
    let slots = list(&round["slots"]);
    let minutes: u64 = slots.iter().filter_map(|s| s["question"]["minutes"].as_u64()).sum();
    if minutes + u64::from(rule.opening + rule.closing) > u64::from(rule.minutes) {
        faults.push(format!("r{n}: {minutes} minutes of questions"));
    }
    if slots.is_empty() || rule.questions.is_some_and(|q| q != slots.len()) {
        faults.push(format!("r{n}: {} questions", slots.len()));
    }
    for slot in slots {
        let id = text(&slot["question"], "id");
        let Some(question) = sheet.questions.iter().find(|q| q.id == id) else {
            faults.push(format!("r{n}: nobody wrote `{id}`"));
            continue;
        };
        if !rule.competencies.contains(&question.competency) {
            faults.push(format!("r{n}: `{id}` observes something else"));
        }
        if text(slot, "competency") != format!("c{}", question.competency) {
            faults.push(format!("r{n}: the slot of `{id}` has another competency"));
        }
        if !rule.types.is_empty() && !rule.types.contains(&question.kind) {
            faults.push(format!("r{n}: `{id}` is {}", KINDS[question.kind]));
        }
        fits(sheet, slot, question, faults);
    }
}

fn fits(sheet: &Sheet, slot: &Value, question: &Question, faults: &mut Vec<String>) {
    let id = &question.id;
    if question.status != 0 {
        faults.push(format!("`{id}` is not active"));
    }
    if question.level.is_some_and(|level| level != sheet.level) {
        faults.push(format!("`{id}` is for another level"));
    }
    let depth = sheet.depth_of(question.competency);
    if question.depth != depth || text(slot, "depth") != DEPTHS[depth] {
        faults.push(format!("`{id}` is not at {}", DEPTHS[depth]));
    }
    if question.needs.is_some_and(|name| name != "surface") {
        faults.push(format!("`{id}` needs what the context lacks"));
    }
    let issued = slot["question"]["minutes"].as_u64();
    if issued != Some(u64::from(question.minutes)) {
        faults.push(format!("`{id}` takes {issued:?}"));
    }
}

/// Distinct, one of a family, no enemies.
fn together(sheet: &Sheet, rounds: &[Value], faults: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    let mut families = BTreeSet::new();
    for slot in rounds.iter().flat_map(|r| list(&r["slots"])) {
        let id = text(&slot["question"], "id");
        if !ids.insert(id) {
            faults.push(format!("`{id}` is asked twice"));
        }
        let family = sheet.questions.iter().find(|q| q.id == id).and_then(|q| q.family);
        if family.is_some_and(|family| !families.insert(family)) {
            faults.push(format!("`{id}` is the second of its family"));
        }
    }
    for question in sheet.questions.iter().filter(|q| ids.contains(q.id.as_str())) {
        for enemy in question.enemies.iter().filter(|e| ids.contains(e.as_str())) {
            faults.push(format!("`{}` and `{enemy}` are enemies", question.id));
        }
    }
}

fn musts(sheet: &Sheet, rounds: &[Value], faults: &mut Vec<String>) {
    for must in &sheet.musts {
        let name = format!("c{}", must.competency);
        let may = sheet.rounds.iter().filter(|r| r.competencies.contains(&must.competency)).count();
        let shows = |round: &&Value| list(&round["slots"]).iter().any(|s| text(s, "competency") == name);
        let does = rounds.iter().filter(shows).count();
        if does < may.min(2) || does == 0 {
            faults.push(format!("must-have {name} is seen in {does} rounds"));
        }
    }
}

fn core(sheet: &Sheet, rounds: &[Value], faults: &mut Vec<String>) {
    let slots: Vec<&Value> = rounds.iter().flat_map(|r| list(&r["slots"])).collect();
    let core: Vec<&&Value> = slots.iter().filter(|s| s["core"] == true).collect();
    // In hundredths, to be exact: `core` is 0.3 when the role spec does not say.
    let wanted = (sheet.core.unwrap_or(30) as usize * slots.len()).div_ceil(100);
    if core.len() < wanted {
        faults.push(format!("{} of {} slots are core, {wanted} wanted", core.len(), slots.len()));
    }
    let proves =
        |slot: &&&Value| sheet.musts.iter().any(|m| text(slot, "competency") == format!("c{}", m.competency));
    if !sheet.musts.is_empty() && !core.iter().any(proves) {
        faults.push("no core slot proves a must-have".to_owned());
    }
}
