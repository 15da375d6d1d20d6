//! The data of a round for the templates: its timetable, its slots and its questions.

use serde::Serialize;

use super::anchor::AnchorView;
use super::{Place, code, exhibit, heading, question_heading};
use crate::model::{Kit, KitExhibit, KitProbe, KitQuestion, KitRound, KitSlot, ScheduleRow};
use crate::render::escape::anchor;
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
    slot_count: usize,
    exhibits: bool,
    schedule: Vec<ScheduleView>,
    slots: Vec<SlotView>,
}

#[derive(Debug, Serialize)]
struct ScheduleView {
    at: String,
    minutes: u32,
    what: String,
    /// The link to the question; `None` for a row that is no question.
    link: Option<String>,
}

/// What a depth means for a competency of the round.
#[derive(Debug, Serialize)]
struct MeaningView {
    competency_name: String,
    depth: String,
    /// Whether the depth is not that of the kit.
    differs: bool,
    means: String,
}

#[derive(Debug, Serialize)]
struct SlotView {
    id: String,
    number: usize,
    code: String,
    heading: String,
    link: String,
    pack_link: String,
    window: Option<String>,
    core: bool,
    everyone: bool,
    chosen: bool,
    reason: Option<String>,
    competency_name: String,
    depth: String,
    differs: bool,
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
    title: Option<String>,
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

/// The competencies, as text to be read aloud. Three or more are separated by semicolons, because their names
/// may contain "and".
fn topic(round: &KitRound) -> String {
    let names: Vec<String> = observes(round).iter().map(|name| words::lower_first(name)).collect();
    match names.as_slice() {
        [head @ .., last] if head.len() > 1 => format!("{}; and {last}", head.join("; ")),
        names => list(names, "and"),
    }
}

/// The names of the competencies that a round observes.
pub(super) fn observes(round: &KitRound) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for slot in &round.slots {
        if !names.contains(&slot.competency_name) {
            names.push(slot.competency_name.clone());
        }
    }
    names
}

/// The view of a round; `number` counts from 1.
pub(super) fn round(kit: &Kit, number: usize, round: &KitRound, place: Place) -> RoundView {
    RoundView {
        id: round.id.clone(),
        title: round.title.clone(),
        heading: heading(number, round),
        link: place.link(round, &heading(number, round)),
        brief: kit.role.briefs.get(&round.id).cloned(),
        minutes: round.minutes,
        opening: round.opening,
        closing: round.closing,
        interviewers: list(&round.interviewers, "and"),
        panel: round.interviewers.len() > 1,
        observes: observes(round).join("; "),
        topic: topic(round),
        question_count: count(round.slots.len(), "question"),
        meanings: meanings(kit, round),
        slot_count: round.slots.len(),
        exhibits: round.slots.iter().any(|slot| !slot.question.exhibits.is_empty()),
        schedule: schedule(number, round, place),
        slots: (1..).zip(&round.slots).map(|(n, slot)| self::slot(kit, (number, n), slot, place)).collect(),
    }
}

fn meanings(kit: &Kit, round: &KitRound) -> Vec<MeaningView> {
    let mut rows: Vec<MeaningView> = Vec::new();
    for slot in &round.slots {
        let Some(means) = &slot.depth_means else { continue };
        if !rows.iter().any(|r| r.competency_name == slot.competency_name) {
            rows.push(MeaningView {
                competency_name: slot.competency_name.clone(),
                depth: slot.depth.clone(),
                differs: slot.depth != kit.depth,
                means: means.clone(),
            });
        }
    }
    rows
}

fn schedule(number: usize, round: &KitRound, place: Place) -> Vec<ScheduleView> {
    let plain = |row: &ScheduleRow| match row.kind.as_str() {
        "opening" => "Opening script",
        "closing" => "The candidate's questions, closing script",
        "buffer" => "Reserve, for an answer that needs more time",
        _ => "",
    };
    let view = |row: &ScheduleRow| {
        let mut slots = (1..).zip(&round.slots);
        let asked = slots.find(|(_, slot): &(usize, _)| Some(&slot.id) == row.slot.as_ref());
        let (what, link) = match asked {
            Some((n, slot)) => {
                let heading = question_heading(&code(number, n), &slot.competency_name);
                (named(n, slot), Some(place.link(round, &heading)))
            }
            None => (plain(row).to_owned(), None),
        };
        ScheduleView { at: row.at.clone(), minutes: row.minutes, what, link }
    };
    round.schedule.iter().map(view).collect()
}

/// A question in a table: its number, its competency and, if it has one, its title.
fn named(number: usize, slot: &KitSlot) -> String {
    let title = slot.question.title.as_ref().map(|title| format!(": {title}")).unwrap_or_default();
    format!("Question {number}: {}{title}", slot.competency_name)
}

/// The time of a question in its round: `0:26 to 0:38`. `None` if the schedule has no row for it.
fn window(round: &KitRound, slot: &KitSlot) -> Option<String> {
    let row = round.schedule.iter().find(|row| row.slot.as_ref() == Some(&slot.id))?;
    let (hours, minutes) = row.at.split_once(':')?;
    let begin = hours.parse::<u32>().ok()?.checked_mul(60)?.checked_add(minutes.parse().ok()?)?;
    let end = begin.checked_add(row.minutes)?;
    Some(format!("{} to {}:{:02}", row.at, end / 60, end % 60))
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

/// The view of a slot; `round` and `number` count from 1.
fn slot(kit: &Kit, (of, number): (usize, usize), slot: &KitSlot, place: Place) -> SlotView {
    let question = &slot.question;
    let round = &kit.rounds[of - 1];
    let code = code(of, number);
    let heading = question_heading(&code, &slot.competency_name);
    SlotView {
        id: slot.id.clone(),
        number,
        link: place.link(round, &heading),
        pack_link: format!(
            "#{}",
            anchor(&format!("Q{number} of {}: {}", round.slots.len(), slot.competency_name))
        ),
        window: window(round, slot),
        code,
        heading,
        core: slot.core,
        everyone: is_for_everyone(kit, slot),
        chosen: kit.is_pinned(&question.id),
        reason: kit.reason(&question.id).map(str::to_owned),
        competency_name: slot.competency_name.clone(),
        depth: slot.depth.clone(),
        differs: slot.depth != kit.depth,
        depth_means: slot.depth_means.clone(),
        serves: kit.observed(slot).collect::<Vec<_>>().join("; "),
        probes: question.probes.iter().map(probe).collect(),
        must_have_probes: slot.must_have_probes.iter().map(probe).collect(),
        anchored: !question.anchors.is_empty(),
        anchors: kit
            .ratings
            .iter()
            .map(|r| AnchorView::new(r.score, &r.label, question.anchors.get(&r.score)))
            .collect(),
        // Lines are 8 mm apart. A quick writer fills about two thirds of a line per minute.
        note_lines: (question.minutes * 2 / 3).clamp(4, 10),
        question: QuestionView {
            id: question.id.clone(),
            title: question.title.clone(),
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
