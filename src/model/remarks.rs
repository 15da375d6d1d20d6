//! Remarks on how the scores of an opening came about: that the scoring rule changed, that forms are late or unusual,
//! that decisions contradict each other, that dates show a wrong clock.

use super::{Decision, FormThere, Outcome, Proceeding, Proceedings};
use crate::text::{count, list};

/// A sentence about one candidate, or about the opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Id of the candidate; `None` if it is about the opening.
    pub candidate: Option<String>,
    /// The sentence, without the id.
    pub text: String,
}

impl Remark {
    /// The sentence, after the id of the candidate if it is about one.
    pub fn in_words(&self) -> String {
        match &self.candidate {
            Some(id) => format!("{id}: {}", self.text),
            None => self.text.clone(),
        }
    }
}

impl Proceedings {
    /// The title of a round; its id if the stage has no such round.
    pub fn round_title(&self, id: &str) -> String {
        self.rounds.iter().find(|round| round.id == id).map_or(id, |round| &round.title).to_owned()
    }

    /// That the rule changed after the first score; `None` if it did not.
    pub fn rule_changed(&self) -> Option<String> {
        let (others, all) = self.other_rule;
        let was = if others == 1 { "was" } else { "were" };
        (others > 0).then(|| {
            format!(
                "The rule changed after the first score: {others} of {} {was} made under another rule, as recorded on this machine.",
                count(all, "complete form")
            )
        })
    }

    /// What is worth saying: about the opening first, then candidate by candidate. `round`: how a round is called.
    pub fn remarks(&self, round: &dyn Fn(&str) -> String) -> Vec<Remark> {
        let mut found = Vec::new();
        found.extend(self.rule_changed().map(|text| Remark { candidate: None, text }));
        for person in &self.people {
            let texts = person.remarks(round);
            found.extend(texts.into_iter().map(|text| Remark { candidate: Some(person.id.clone()), text }));
        }
        found
    }
}

impl Proceeding {
    /// What is worth saying about one candidate. None of the sentences has a rating.
    pub fn remarks(&self, round: &dyn Fn(&str) -> String) -> Vec<String> {
        let mut said = Vec::new();
        let seats = |which: &dyn Fn(&super::SeatFacts) -> bool| {
            let of = self.seats.iter().filter(|seat| which(seat)).map(|seat| seat.name.in_words(round));
            Some(of.collect::<Vec<String>>()).filter(|of| !of.is_empty()).map(|of| list(&of, "and"))
        };
        let sentences = [
            (seats(&|seat| seat.late), "final more than 24 hours after the day of the interview"),
            (seats(&|seat| seat.form == FormThere::Draft), "a draft, not counted until it is complete"),
            (
                seats(&|seat| seat.conflict == Some(true) && seat.form == FormThere::In),
                "the interviewer declares a conflict; the ratings count like all others",
            ),
            (
                seats(&|seat| seat.conflict == Some(true) && seat.form != FormThere::In),
                "the interviewer declares a conflict",
            ),
            (seats(&|seat| !seat.seated), "the interviewer has no seat in the kit any more"),
            (
                seats(&|seat| seat.hours.is_some_and(|hours| hours < -24)),
                "final before the day of the interview, so a clock or a date is wrong",
            ),
        ];
        said.extend(sentences.into_iter().filter_map(|(of, what)| Some(format!("{}: {what}.", of?))));
        said.extend(self.replaced());
        said.extend(self.contradictions());
        if self.runs_backwards() {
            said.push("The dates in the log or in the decisions run backwards: entries are in the order in which they were written, by this computer's clock.".to_owned());
        }
        said
    }

    /// Slots whose question was replaced after a form was made.
    fn replaced(&self) -> Option<String> {
        let ratings = self.forms.iter().flat_map(|form| form.replaced(&self.kit));
        let mut slots: Vec<&str> = ratings.map(|(rating, _)| rating.slot.as_str()).collect();
        slots.sort_unstable();
        slots.dedup();
        (!slots.is_empty()).then(|| {
            format!(
                "The question of {} was replaced later; the ratings count for the question that was asked.",
                list(&slots, "and")
            )
        })
    }

    /// Decisions that contradict each other.
    fn contradictions(&self) -> Vec<String> {
        let mut said = Vec::new();
        for pair in self.decisions.windows(2) {
            let (before, after) = (&pair[0], &pair[1]);
            if before.outcome != after.outcome && before.outcome != Outcome::HeldOver {
                said.push(format!(
                    "The decision of {} ({}) contradicts that of {} ({}); the later entry counts.",
                    after.date,
                    after.outcome.word(),
                    before.date,
                    before.outcome.word()
                ));
            }
        }
        said.extend(self.decision().and_then(|last| self.stopped_and_hired(last)));
        said
    }

    fn stopped_and_hired(&self, last: &Decision) -> Option<String> {
        let after = last.after.as_ref()?;
        last.contradicts_itself(&self.kit.rounds).then(|| {
            format!(
                "The decision is {}, and it also says that the candidate was stopped after {after}.",
                last.outcome.word()
            )
        })
    }

    /// Whether a date of the log or of the decisions is before that of the entry above it.
    fn runs_backwards(&self) -> bool {
        let log = self.log.windows(2).any(|two| two[1].date < two[0].date);
        log || self.decisions.windows(2).any(|two| two[1].date < two[0].date)
    }
}
