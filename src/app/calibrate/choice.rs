//! Chooses the questions and sample answers of a practice sheet. The choice depends only on the req, the bank and the
//! questions that are asked in the opening.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::model::{
    Bank, Kit, Opening, Question, RoleSpec, Roll, Round, SampleAnswer, Status, sha256_json, short_digest,
};

/// How many questions a practice sheet has.
pub(super) const QUESTIONS: usize = 3;
/// How many answers a practice sheet has.
pub(super) const ANSWERS: usize = 8;
/// In a sample answer, what the interviewer asked before the rest of the answer.
const PROMPTED: &str = "(Asked:";

/// A sample answer of a question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer<'b> {
    pub(super) question: &'b Question,
    at: usize,
}

impl<'b> Answer<'b> {
    pub(super) fn all(question: &'b Question) -> impl Iterator<Item = Answer<'b>> {
        (0..question.sample_answers.len()).map(move |at| Answer { question, at })
    }

    fn sample(&self) -> &'b SampleAnswer {
        &self.question.sample_answers[self.at]
    }

    pub(super) fn score(&self) -> u8 {
        self.sample().score
    }

    pub(super) fn text(&self) -> &'b str {
        &self.sample().text
    }

    fn is_prompted(&self) -> bool {
        self.text().contains(PROMPTED)
    }

    fn is(&self, other: &Answer<'_>) -> bool {
        self.question.id == other.question.id && self.at == other.at
    }
}

/// The practice of an opening.
#[derive(Debug)]
pub(super) struct Practice<'b> {
    /// The code of the sheet: it covers the answers and their order, and not their scores.
    pub(super) sheet: String,
    /// The answers in the order of the sheet.
    pub(super) answers: Vec<Answer<'b>>,
    /// Answers that are not on the sheet, at most two.
    pub(super) fresh: Vec<Answer<'b>>,
}

/// Why a question that has sample answers cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It is asked in this opening.
    Asked,
    /// It is a draft.
    Draft,
    /// It has no anchors.
    NoAnchors,
    /// Its answers lack the score marked `meets`, or a score next to it.
    Scores,
}

/// The sample answers of a bank, seen from one opening.
pub(super) struct Pool<'b> {
    req: &'b str,
    scale: Vec<u8>,
    meets: u8,
    /// The questions that can be used, in the order in which they are chosen.
    pub(super) usable: Vec<&'b Question>,
    /// Those of them that later candidates of this opening may get.
    drawable: BTreeSet<&'b str>,
    /// The other questions with sample answers.
    pub(super) unfit: Vec<(&'b Question, Unfit)>,
}

impl<'b> Pool<'b> {
    /// `base`: the kit of the loop; `roll`: the kits that candidates have or had.
    pub(super) fn new(req: &'b str, role: &RoleSpec, bank: &'b Bank, base: &Kit, roll: &Roll) -> Pool<'b> {
        let scale: Vec<u8> = bank.ratings.iter().map(|rating| rating.score).collect();
        let mut pool = Pool {
            req,
            scale,
            meets: bank.meets(),
            usable: Vec::new(),
            drawable: BTreeSet::new(),
            unfit: Vec::new(),
        };
        let asked = asked(role, base, roll);
        for question in bank.questions.iter().filter(|question| !question.sample_answers.is_empty()) {
            match pool.unfit(question, &asked) {
                Some(why) => pool.unfit.push((question, why)),
                None => pool.usable.push(question),
            }
        }
        let mut usable = std::mem::take(&mut pool.usable);
        let drawable: BTreeSet<&str> = usable
            .iter()
            .filter(|question| may_be_drawn(question, role, base))
            .map(|question| question.id.as_str())
            .collect();
        // First those that no later candidate of this opening can get.
        usable.sort_by_cached_key(|question| {
            let id = question.id.as_str();
            (drawable.contains(id), order(req, "question", id, ""))
        });
        Pool { usable, drawable, ..pool }
    }

    /// Whether a later candidate of this opening may get the question.
    pub(super) fn may_be_drawn(&self, question: &Question) -> bool {
        self.drawable.contains(question.id.as_str())
    }

    fn unfit(&self, question: &Question, asked: &BTreeSet<String>) -> Option<Unfit> {
        let has = |distance| Answer::all(question).any(|answer| self.distance(&answer) == distance);
        if asked.contains(question.id.as_str()) {
            Some(Unfit::Asked)
        } else if question.status == Status::Draft {
            Some(Unfit::Draft)
        } else if question.anchors.is_empty() {
            Some(Unfit::NoAnchors)
        } else {
            (!has(0) || !has(1)).then_some(Unfit::Scores)
        }
    }

    /// How many points of the scale an answer is away from the score marked `meets`.
    fn distance(&self, answer: &Answer<'_>) -> usize {
        let rank = |score: u8| self.scale.iter().position(|known| *known == score).unwrap_or(usize::MAX);
        rank(answer.score()).abs_diff(rank(self.meets))
    }

    /// The scores next to the one marked `meets`.
    pub(super) fn next_to_meets(&self) -> Vec<u8> {
        let at = self.scale.iter().position(|score| *score == self.meets).unwrap_or(0);
        let before = at.checked_sub(1).map(|before| self.scale[before]);
        before.into_iter().chain(self.scale.get(at + 1).copied()).collect()
    }

    /// The score marked `meets`.
    pub(super) fn meets(&self) -> u8 {
        self.meets
    }

    /// The practice; `None` if no three of the questions have eight answers.
    pub(super) fn practice(&self) -> Option<Practice<'b>> {
        let three = self.three()?;
        let mut answers = self.eight(&three);
        answers.sort_by_cached_key(|one| order(self.req, "place", one.question.id.as_str(), one.text()));
        Some(self.practice_of(&code(self.req, &answers), answers))
    }

    /// The practice with these answers, and up to two fresh ones: of the same questions first, with different scores if
    /// possible.
    pub(super) fn practice_of(&self, sheet: &str, answers: Vec<Answer<'b>>) -> Practice<'b> {
        let mut left: Vec<Answer<'b>> =
            self.usable.iter().flat_map(|question| Answer::all(question)).collect();
        left.retain(|answer| answers.iter().all(|used| !used.is(answer)));
        let is_new = |one: &Answer<'_>| answers.iter().all(|used| used.question.id != one.question.id);
        left.sort_by_cached_key(|one| {
            let key = order(self.req, "fresh", one.question.id.as_str(), one.text());
            (is_new(one), self.distance(one) > 1, key)
        });
        let mut fresh: Vec<Answer<'b>> = left.first().copied().into_iter().collect();
        if let Some((first, rest)) = left.split_first() {
            let other = rest.iter().find(|answer| answer.score() != first.score()).or_else(|| rest.first());
            fresh.extend(other.copied());
        }
        Practice { sheet: sheet.to_owned(), answers, fresh }
    }

    /// The first three questions that together have enough answers. Of questions with equally many answers only the first
    /// three matter, so a large bank costs no more than a small one.
    fn three(&self) -> Option<[&'b Question; QUESTIONS]> {
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        let mut few: Vec<(&'b Question, usize)> = Vec::new();
        for question in &self.usable {
            let answers = question.sample_answers.len().min(ANSWERS);
            let same = seen.entry(answers).or_default();
            *same += 1;
            if *same <= QUESTIONS {
                few.push((*question, answers));
            }
        }
        for (a, (first, n)) in few.iter().enumerate() {
            for (b, (second, m)) in few.iter().enumerate().skip(a + 1) {
                let third = few[b + 1..].iter().find(|(_, k)| n + m + k >= ANSWERS);
                if let Some((third, _)) = third {
                    return Some([*first, *second, *third]);
                }
            }
        }
        None
    }

    /// Of each question an answer that meets the requirement and one next to it; then two more, a prompted one first.
    fn eight(&self, three: &[&'b Question; QUESTIONS]) -> Vec<Answer<'b>> {
        let mut left: Vec<Answer<'b>> = three.iter().flat_map(|question| Answer::all(question)).collect();
        left.sort_by_cached_key(|answer| {
            order(self.req, "answer", answer.question.id.as_str(), answer.text())
        });
        let mut chosen: Vec<Answer<'b>> = Vec::new();
        let times = |chosen: &[Answer<'_>], score| chosen.iter().filter(|one| one.score() == score).count();
        for question in three {
            for distance in [0, 1] {
                let fits = left.iter().enumerate().filter(|(_, answer)| {
                    answer.question.id == question.id && self.distance(answer) == distance
                });
                let best =
                    fits.min_by_key(|(n, answer)| (times(&chosen, answer.score()), *n)).map(|(n, _)| n);
                chosen.extend(best.map(|n| left.remove(n)));
            }
        }
        while chosen.len() < ANSWERS && !left.is_empty() {
            let has_prompted = chosen.iter().any(Answer::is_prompted);
            let of = |question: &Question| chosen.iter().filter(|one| one.question.id == question.id).count();
            let best = left.iter().enumerate().min_by_key(|(n, answer)| {
                (
                    Reverse(!has_prompted && answer.is_prompted()),
                    self.distance(answer) > 1,
                    of(answer.question),
                    times(&chosen, answer.score()),
                    *n,
                )
            });
            let best = best.map(|(n, _)| n);
            chosen.extend(best.map(|n| left.remove(n)));
        }
        chosen
    }
}

/// The ids of the questions that are asked in the opening, or that the role spec chooses for it.
fn asked(role: &RoleSpec, base: &Kit, roll: &Roll) -> BTreeSet<String> {
    let kits = base.slots().map(|slot| slot.question.id.clone());
    let candidates = roll.asked.iter().map(|asked| asked.id.clone());
    let pins = role.pins.iter().map(|pin| pin.question.to_string());
    let asks = role.plan.rounds.iter().flat_map(|round| &round.asks).map(ToString::to_string);
    kits.chain(candidates).chain(pins).chain(asks).collect()
}

/// Whether a round may draw the question for a later candidate: it has a slot for the competency at the depth of the
/// question, and the question fits the round.
fn may_be_drawn(question: &Question, role: &RoleSpec, base: &Kit) -> bool {
    let of = (question.competency.as_str(), question.depth.as_str());
    let has_slot = |round: &Round| {
        let mut slots =
            base.rounds.iter().filter(|one| one.id == round.id.as_str()).flat_map(|one| &one.slots);
        slots.any(|slot| (slot.competency.as_str(), slot.depth.as_str()) == of)
    };
    role.plan.rounds.iter().filter(|round| round.asks.is_empty() && has_slot(round)).any(|round| {
        let opening =
            Opening { depth: &question.depth, types: &round.types, minutes: round.question_minutes() };
        question.misfit(role, opening).is_none()
    })
}

/// A sort key that depends only on these texts: their SHA-256.
fn order(req: &str, what: &str, question: &str, text: &str) -> String {
    sha256_json(&json!(["panelkit-calibrate-1", req, what, question, text]))
}

/// The code of a sheet with these answers. It begins with a letter, so that no spreadsheet takes it for a number.
pub(super) fn code(req: &str, answers: &[Answer<'_>]) -> String {
    let of: Vec<(&str, &str)> =
        answers.iter().map(|answer| (answer.question.id.as_str(), answer.text())).collect();
    format!("s-{}", short_digest(&sha256_json(&json!(["panelkit-calibrate-1", req, of]))))
}
