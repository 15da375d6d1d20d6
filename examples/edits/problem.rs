//! The rules of a loop after an edit, in the terms of the files and without the planner.

use serde_json::{Value, json};

use crate::spec::{depth_of, is_usable};
use crate::walk::{Step, asked, moved};

/// One line of JSON.
pub(crate) fn line(step: &Step, req: u64, edit: usize) -> Value {
    let Step { role, bank, old, new, .. } = step;
    let rounds = role.plan.rounds.iter().map(|r| {
        let pins: Vec<&str> =
            role.pins.iter().filter(|p| p.round == r.id).map(|p| p.question.as_str()).collect();
        json!({
            "id": r.id.as_str(),
            "minutes": r.minutes.saturating_sub(r.opening + r.closing),
            "questions": r.questions,
            "types": r.types.iter().map(|t| t.as_str()).collect::<Vec<_>>(),
            "competencies": r.competencies.iter().map(|c| c.as_str()).collect::<Vec<_>>(),
            "asks": r.asks.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
            "pins": pins,
        })
    });
    let questions = bank.questions.iter().map(|q| {
        json!({
            "id": q.id.as_str(),
            "competency": q.competency.as_str(),
            "depth": q.depth.as_str(),
            "type": q.kind.as_str(),
            "minutes": q.minutes,
            "family": q.family.as_ref().map(|f| f.as_str()),
            "enemies": q.enemies.iter().map(|e| e.as_str()).collect::<Vec<_>>(),
            "usable": is_usable(role, q),
        })
    });
    let depths = bank.competencies.iter().map(|c| {
        let id = c.id.as_str();
        (id.to_owned(), Value::from(depth_of(role, bank, id)))
    });
    json!({
        "req": req,
        "edit": edit,
        "bank": bank.id.as_str(),
        "edits": step.edits,
        "rounds": rounds.collect::<Vec<_>>(),
        "questions": questions.collect::<Vec<_>>(),
        "depths": depths.collect::<serde_json::Map<_, _>>(),
        "must": role.must_haves.iter().map(|m| m.competency.as_str()).collect::<Vec<_>>(),
        "old": asked(old),
        "new": new.as_ref().map(asked),
        "moved": new.as_ref().map(|new| moved(old, new)),
    })
}
