//! What the script of a pack needs to know about the kit, and the list of the questions.

use std::collections::BTreeSet;

use serde::Serialize;

use super::text::escape;
use crate::model::{KitRating, KitRound, seat_names};
use crate::render::document::Document;

/// Version of the block `kit` in a pack.
const FORMAT: u32 = 1;

/// The part of a kit that belongs to one seat. It has the candidate's id and never the name, because the script stores
/// and exports what is in here.
#[derive(Serialize)]
pub(super) struct Seat<'k> {
    format: u32,
    req: &'k str,
    candidate: Option<&'k str>,
    kit: &'k str,
    rule: &'k str,
    round: RoundOf<'k>,
    interviewer: Option<&'k str>,
    /// The file name of an export.
    export: String,
    pub(super) ratings: &'k [KitRating],
    recommendation: bool,
    pub(super) slots: Vec<SlotOf<'k>>,
}

#[derive(Serialize)]
struct RoundOf<'k> {
    id: &'k str,
    title: &'k str,
    minutes: u32,
}

/// A question in its place.
#[derive(Serialize)]
pub(super) struct SlotOf<'k> {
    id: &'k str,
    question: &'k str,
    wording: &'k str,
    competency: &'k str,
    minutes: u32,
}

impl<'k> Seat<'k> {
    /// The seat of a pack; `None` for another document, or for a round that the kit does not have.
    pub(super) fn of(document: &Document<'k>) -> Option<Seat<'k>> {
        let Document::Scorecard { kit, round: n, seat, .. } = *document else { return None };
        let round = kit.rounds.get(n)?;
        let interviewer = round.interviewers.get(seat).map(String::as_str);
        let candidate = kit.candidate.as_deref();
        let names = seat_names(kit);
        let name = names.get(n)?.get(seat)?;
        Some(Seat {
            format: FORMAT,
            req: &kit.req,
            candidate,
            kit: &kit.digest,
            rule: &kit.rule,
            round: RoundOf { id: &round.id, title: &round.title, minutes: round.minutes },
            interviewer,
            export: format!("{}--{}--{name}.json", kit.req, candidate.unwrap_or("loop")),
            ratings: &kit.ratings,
            recommendation: kit.role.scoring.recommendation,
            slots: slots(round),
        })
    }

    /// The ids of the slots, in the order of the round.
    pub(super) fn slot_ids(&self) -> Vec<&'k str> {
        self.slots.iter().map(|slot| slot.id).collect()
    }

    /// The block for the script. No text in it can end the element.
    pub(super) fn json(&self) -> String {
        let json = serde_json::to_string(self).expect("internal: plain data");
        json.replace('<', "\\u003c")
    }

    /// The list of what is on the page: the beginning, each question with a place for its state, and the close. A
    /// template of a person may lack any of them; `parts` are the ids that the page has. Empty if it has none.
    pub(super) fn rail(&self, parts: &BTreeSet<String>) -> String {
        let question = |(n, slot): (usize, &SlotOf<'_>)| {
            let slot_of = format!(" data-slot=\"{}\"", escape(slot.id));
            (format!("q{}", n + 1), (n + 1).to_string(), escape(slot.competency), slot_of)
        };
        let end = |id: &str, short: &str| (id.to_owned(), short.to_owned(), String::new(), String::new());
        let questions = self.slots.iter().enumerate().map(question);
        let entries = [end("begin", "Begin")].into_iter().chain(questions).chain([end("close", "Close")]);
        let entries: String = entries
            .filter(|(id, ..)| parts.contains(id))
            .map(|(id, short, name, slot)| format!("<li{slot}><a href=\"#{id}\"><span class=\"short\">{short}</span> <span class=\"name\">{name}</span> <span class=\"state\"></span></a></li>\n"))
            .collect();
        match entries.is_empty() {
            true => String::new(),
            false => format!(
                "<nav class=\"rail\" id=\"rail\" aria-label=\"Parts of the interview\">\n<ol>\n{entries}</ol>\n<button type=\"button\" class=\"screen\" data-action=\"help\">Help <kbd>?</kbd></button>\n</nav>\n"
            ),
        }
    }
}

fn slots(round: &KitRound) -> Vec<SlotOf<'_>> {
    let slots = round.slots.iter().map(|slot| SlotOf {
        id: &slot.id,
        question: &slot.question.id,
        wording: &slot.question.wording,
        competency: &slot.competency_name,
        minutes: slot.question.minutes,
    });
    slots.collect()
}
