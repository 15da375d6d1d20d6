//! One question of a bank.

use panelkit::model::{Id, Probe, Question};
use serde_json::{Value, json};

use crate::cli::session::Session;

/// A question as a JSON object.
pub(in crate::cli) fn question_object(question: &Question) -> Value {
    let ids = |ids: &[Id]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    json!({
        "id": question.id.as_str(),
        "competency": question.competency.as_str(),
        "depth": question.depth.as_str(),
        "type": question.kind.as_str(),
        "minutes": question.minutes,
        "difficulty": question.difficulty,
        "levels": ids(&question.levels),
        "family": question.family.as_ref().map(|f| f.as_str()),
        "enemies": ids(&question.enemies),
        "status": question.status.as_str(),
        "prompt": question.prompt.raw(),
        "digest": question.digest,
        "place": question.place.link(),
    })
}

/// A question with its probes, signs and anchors.
pub(in crate::cli) fn whole_question(question: &Question) -> Value {
    let mut object = question_object(question);
    let probe =
        |probe: &Probe| json!({ "if": probe.condition.as_ref().map(|c| c.raw()), "ask": probe.ask.raw() });
    object["probes"] = question.probes.iter().map(probe).collect();
    object["listen_for"] = question.listen_for.iter().map(|p| p.raw()).collect();
    object["red_flags"] = question.red_flags.iter().map(|p| p.raw()).collect();
    object["anchors"] =
        question.anchors.iter().map(|(score, anchor)| (score.to_string(), json!(anchor.raw()))).collect();
    object
}

/// Prints a question with its probes, signs and anchors.
pub(in crate::cli) fn question(question: &Question, session: &Session) {
    session.say(format!("{} ({})", question.id, question.place.link()));
    session.say(format!(
        "{} · {} · {} · {} min · {}",
        question.competency,
        question.depth,
        question.kind,
        question.minutes,
        question.status.as_str()
    ));
    session.say(format!("\n{}\n", question.prompt.raw()));
    for probe in &question.probes {
        let condition = probe.condition.as_ref().map(|c| format!("if {}: ", c.raw())).unwrap_or_default();
        session.say(format!("  probe: {condition}{}", probe.ask.raw()));
    }
    for sign in &question.listen_for {
        session.say(format!("  listen for: {}", sign.raw()));
    }
    for flag in &question.red_flags {
        session.say(format!("  red flag: {}", flag.raw()));
    }
    for (score, anchor) in &question.anchors {
        session.say(format!("  {score}: {}", anchor.raw()));
    }
}
