//! The data of a round for the templates: its timetable, its slots and its questions.

use serde::Serialize;

use super::{exhibit, heading, link};
use crate::model::{Kit, KitExhibit, KitProbe, KitQuestion, KitRound, KitSlot, ScheduleRow};
use crate::render::names::Names;
use crate::render::words;
use crate::text::{count, list};

/// A round.
#[derive(Debug, Serialize)]
pub(in crate::render) struct RoundView {
    id: String,
    title: String,
    heading: String,
    link: String,
    brief: Option<String>,
    minutes: u32,
    opening: u32,
    closing: u32,
    interviewers: String,
    panel: bool,
    observes: String,
    topic: String,
    question_count: String,
    meanings: Vec<MeaningView>,
    schedule: Vec<ScheduleView>,
    slots: Vec<SlotView>,
}

#[derive(Debug, Serialize)]
struct ScheduleView {
    at: String,
    minutes: u32,
    what: String,
}

/// What a depth means for a competency of the round.
#[derive(Debug, Serialize)]
struct MeaningView {
    competency_name: String,
    depth: String,
    means: String,
}

#[derive(Debug, Serialize)]
struct SlotView {
    id: String,
    number: usize,
    core: bool,
    everyone: bool,
    chosen: bool,
    reason: Option<String>,
    competency_name: String,
    depth: String,
    depth_means: Option<String>,
    serves: String,
    question: QuestionView,
    probes: Vec<ProbeView>,
    must_have_probes: Vec<ProbeView>,
    anchored: bool,
    anchors: Vec<AnchorView>,
    note_lines: u32,
}

#[derive(Debug, Serialize)]
struct QuestionView {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    minutes: u32,
    also: String,
    prompt: String,
    listen_for: Vec<String>,
    red_flags: Vec<String>,
    exhibits: Vec<ExhibitView>,
}

/// Material that candidate and interviewer look at together; the text is Markdown.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ExhibitView {
    title: String,
    text: String,
}

/// The exhibits of a question.
pub(super) fn exhibits(question: &KitQuestion) -> Vec<ExhibitView> {
    let view = |e: &KitExhibit| ExhibitView { title: e.title.clone(), text: exhibit::text(&e.text) };
    question.exhibits.iter().map(view).collect()
}

#[derive(Debug, Serialize)]
struct ProbeView {
    condition: Option<String>,
    ask: String,
}

#[derive(Debug, Serialize)]
struct AnchorView {
    score: u8,
    label: String,
    text: Option<String>,
}

/// The competencies, as text to be read aloud. Three or more are separated by semicolons, because their names
/// may contain "and".
fn topic(round: &KitRound) -> String {
    let names: Vec<String> = observes(round).iter().map(|name| words::lower_first(name)).collect();
    match names.as_slice() {
        [head @ .., last] if head.len() > 1 => format!("{}; and {last}", head.join("; ")),
        names => list(names, "and"),
    }
}

fn observes(round: &KitRound) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for slot in &round.slots {
        if !names.contains(&slot.competency_name) {
            names.push(slot.competency_name.clone());
        }
    }
    names
}

/// The view of a round; `number` counts from 1.
pub(super) fn round(kit: &Kit, number: usize, round: &KitRound, names: Names) -> RoundView {
    RoundView {
        id: round.id.clone(),
        title: round.title.clone(),
        heading: heading(number, round),
        link: link(number, round),
        brief: kit.role.briefs.get(&round.id).cloned(),
        minutes: round.minutes,
        opening: round.opening,
        closing: round.closing,
        interviewers: list(&names.fields(&round.interviewers), "and"),
        panel: round.interviewers.len() > 1,
        observes: observes(round).join("; "),
        topic: topic(round),
        question_count: count(round.slots.len(), "question"),
        meanings: meanings(round),
        schedule: schedule(round),
        slots: (1..).zip(&round.slots).map(|(n, slot)| self::slot(kit, n, slot)).collect(),
    }
}

fn meanings(round: &KitRound) -> Vec<MeaningView> {
    let mut rows: Vec<MeaningView> = Vec::new();
    for slot in &round.slots {
        let Some(means) = &slot.depth_means else { continue };
        if !rows.iter().any(|r| r.competency_name == slot.competency_name) {
            rows.push(MeaningView {
                competency_name: slot.competency_name.clone(),
                depth: slot.depth.clone(),
                means: means.clone(),
            });
        }
    }
    rows
}

fn schedule(round: &KitRound) -> Vec<ScheduleView> {
    let what = |row: &ScheduleRow| match (row.kind.as_str(), &row.slot) {
        ("opening", _) => "Opening script".to_owned(),
        ("closing", _) => "The candidate's questions, closing script".to_owned(),
        ("buffer", _) => "Reserve, for an answer that needs more time".to_owned(),
        (_, slot) => (1..)
            .zip(&round.slots)
            .find(|(_, s)| Some(&s.id) == slot.as_ref())
            .map_or_else(String::new, |(n, s): (usize, _)| format!("Question {n}: {}", s.competency_name)),
    };
    round
        .schedule
        .iter()
        .map(|r| ScheduleView { at: r.at.clone(), minutes: r.minutes, what: what(r) })
        .collect()
}

/// True if every candidate is asked the question of the slot. In the kit of a candidate who knew the question,
/// another one is in its place, which only this candidate is asked.
fn is_for_everyone(kit: &Kit, slot: &KitSlot) -> bool {
    let replaced = kit.issue.as_ref().map_or(&[][..], |issue| &issue.replaced);
    (slot.core || slot.chosen.is_some()) && !replaced.iter().any(|it| it.slot == slot.id)
}

fn probe(probe: &KitProbe) -> ProbeView {
    ProbeView { condition: probe.condition.clone(), ask: probe.ask.clone() }
}

fn slot(kit: &Kit, number: usize, slot: &KitSlot) -> SlotView {
    let question = &slot.question;
    SlotView {
        id: slot.id.clone(),
        number,
        core: slot.core,
        everyone: is_for_everyone(kit, slot),
        chosen: kit.is_pinned(&question.id),
        reason: kit.reason(&question.id).map(str::to_owned),
        competency_name: slot.competency_name.clone(),
        depth: slot.depth.clone(),
        depth_means: slot.depth_means.clone(),
        serves: kit.observed(slot).collect::<Vec<_>>().join("; "),
        probes: question.probes.iter().map(probe).collect(),
        must_have_probes: slot.must_have_probes.iter().map(probe).collect(),
        anchored: !question.anchors.is_empty(),
        anchors: kit
            .ratings
            .iter()
            .map(|r| AnchorView {
                score: r.score,
                label: r.label.clone(),
                text: question.anchors.get(&r.score).cloned(),
            })
            .collect(),
        // Lines are 8 mm apart. A quick writer fills about two thirds of a line per minute.
        note_lines: (question.minutes * 2 / 3).clamp(4, 10),
        question: QuestionView {
            id: question.id.clone(),
            kind: question.kind.clone(),
            minutes: question.minutes,
            also: question.also.join("; "),
            prompt: question.prompt.clone(),
            listen_for: question.listen_for.clone(),
            red_flags: question.red_flags.clone(),
            exhibits: exhibits(question),
        },
    }
}
