//! What was seen of a candidate, question by question: the ratings by seat, each with its anchor and the words that
//! decided it.

use serde::Serialize;

use super::Source;
use crate::model::{
    DebriefCandidate, KitSlot, MustHaveScore, Proceeding, ScoreMark, Scores, SlotRating, Submission,
};
use crate::render::view::anchor::short_anchor;
use crate::text::count;

/// A must-have and what was seen of it.
#[derive(Debug, Serialize)]
pub(super) struct MustHaveView {
    text: String,
    score: String,
    shape: &'static str,
    needs: String,
    answers: String,
    marks: String,
    weight: u32,
    below: bool,
    ratings: Vec<RatingView>,
}

/// A rating of one answer by one interviewer.
#[derive(Debug, Serialize)]
pub(super) struct RatingView {
    pub(super) slot: String,
    pub(super) question: String,
    pub(super) seat: String,
    pub(super) score: Option<u8>,
    pub(super) rating: String,
    pub(super) anchor: String,
    pub(super) words: String,
    pub(super) replaced: bool,
    pub(super) agreed: Option<String>,
}

/// Whether two interviewers differ by two or more on an answer that serves the must-have. If not, a split is one of rounds.
pub(super) fn is_answer_split(person: &Proceeding, scores: &Scores, must_have: &MustHaveScore) -> bool {
    let serves =
        |id: &str| person.kit.slots().any(|slot| slot.id == id && slot.serves.contains(&must_have.id));
    scores.splits.iter().any(|split| serves(&split.slot))
}

/// The marks of a must-have in words.
fn marks(person: &Proceeding, scores: &Scores, one: &MustHaveScore) -> String {
    let words = |mark: &ScoreMark| match mark {
        ScoreMark::Below => "below what is needed",
        ScoreMark::JustBelow => "one answer rated one point higher by all its raters would reach it",
        ScoreMark::Split if is_answer_split(person, scores, one) => {
            "two interviewers differ by 2 or more on one answer"
        }
        ScoreMark::Split => "the rounds differ: one answer reaches what is needed, one does not",
        ScoreMark::SeenOnce => "seen in one answer only",
        ScoreMark::NotSeen => "not seen",
    };
    one.marks.iter().map(words).collect::<Vec<_>>().join("; ")
}

/// The sign of a must-have: filled if it is met, open if it is below, none if it was not seen.
pub(super) fn shape(one: &MustHaveScore) -> &'static str {
    match (one.has(ScoreMark::NotSeen), one.is_met()) {
        (true, _) => "not seen",
        (false, true) => "●",
        (false, false) => "○",
    }
}

/// The must-haves of a candidate, the lowest score first.
pub(super) fn must_haves(
    source: Source<'_>,
    one: &DebriefCandidate,
    person: &Proceeding,
) -> Vec<MustHaveView> {
    let cut = source.debrief.rule.cut;
    let Some(scores) = &one.scores else { return Vec::new() };
    let mut order: Vec<&MustHaveScore> = scores.must_haves.iter().collect();
    order.sort_by(|a, b| {
        let key = |m: &MustHaveScore| m.score.map_or(f64::NEG_INFINITY, |score| score.0);
        key(a).total_cmp(&key(b))
    });
    let view = |m: &&MustHaveScore| MustHaveView {
        text: m.text.clone(),
        score: m.text(cut).unwrap_or_else(|| "no rating".to_owned()),
        shape: shape(m),
        needs: format!("{cut} ({})", source.label(cut)),
        answers: format!("{}, {}", count(m.slots, "answer"), count(m.ratings, "rating")),
        marks: marks(person, scores, m),
        weight: m.weight,
        below: !m.is_met(),
        ratings: ratings(source, person, &|slot| slot.serves.contains(&m.id)),
    };
    order.iter().map(view).collect()
}

/// The ratings of the slots that `which` chooses, slot by slot.
pub(super) fn ratings(
    source: Source<'_>,
    person: &Proceeding,
    which: &dyn Fn(&KitSlot) -> bool,
) -> Vec<RatingView> {
    let mut found = Vec::new();
    for slot in person.kit.slots().filter(|slot| which(slot)) {
        for form in &person.forms {
            let Some(rating) = form.ratings.iter().find(|rating| rating.slot == slot.id) else { continue };
            found.push(rated(source, person, slot, form, rating));
        }
    }
    found
}

fn rated(
    source: Source<'_>,
    person: &Proceeding,
    now: &KitSlot,
    form: &Submission,
    rating: &SlotRating,
) -> RatingView {
    let slot = person.slot_of(&form.kit, &now.id).unwrap_or(now);
    let score = rating.rating;
    RatingView {
        slot: now.id.clone(),
        question: question(slot),
        seat: seat(source, form),
        score,
        rating: score.map_or_else(|| unrated(rating).to_owned(), |score| score.to_string()),
        anchor: score.map(|score| short_anchor(score, &slot.question.anchors)).unwrap_or_default(),
        words: words(rating),
        replaced: form.replaced(&person.kit).any(|(one, _)| one.slot == now.id),
        agreed: person.agreed_on(&now.id).map(|agreed| agreed.rating.to_string()),
    }
}

/// The round and the interviewer of a form.
pub(super) fn seat(source: Source<'_>, form: &Submission) -> String {
    form.seat().in_words(&|id| source.round(id))
}

/// What the candidate was asked in a slot in place of the question of the loop; empty if it was this question.
pub(super) fn asked_instead(person: &Proceeding, usual: &KitSlot) -> Vec<String> {
    let asked = person.asked(&usual.id).into_iter();
    asked.filter(|one| one.question.wording != usual.question.wording).map(question).collect()
}

/// What a question is called: its title, or the beginning of what is said.
pub(super) fn question(slot: &KitSlot) -> String {
    slot.question.title.clone().unwrap_or_else(|| short(&slot.question.prompt, 70))
}

/// The beginning of a text.
pub(super) fn short(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
}

/// The words that decided a rating; the beginning of the notes if there are none.
pub(super) fn words(rating: &SlotRating) -> String {
    let from = if rating.evidence.trim().is_empty() { &rating.notes } else { &rating.evidence };
    short(from, 220)
}

/// Why an answer has no rating.
pub(super) fn unrated(rating: &SlotRating) -> &'static str {
    use crate::model::NotAssessed::{NotAsked, NotReached};
    match (rating.unmarked, rating.reason) {
        (true, _) => "nothing marked",
        (false, Some(NotAsked)) => "not asked",
        (false, Some(NotReached)) => "not reached",
        (false, None) => "not assessed",
    }
}
