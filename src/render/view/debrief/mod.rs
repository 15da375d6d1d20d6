//! The data for the pages about scores: numbers as text, and sentences.

mod candidate;
mod facts;
mod form;
mod opening;
mod outcomes;
mod own;
mod record;
mod seen;

pub(in crate::render) use candidate::CandidateDebriefView;
pub(in crate::render) use form::GroupFormView;
pub(in crate::render) use opening::OpeningDebriefView;
pub(in crate::render) use outcomes::OpeningRecordView;
pub(in crate::render) use own::OwnRecordView;
pub(in crate::render) use record::RecordView;

use serde::Serialize;

use crate::model::{
    AfterProbe, CandidateState, Debrief, DebriefCandidate, FormThere, Proceeding, Proceedings, RatingsUsed,
    SeatFacts, short_digest,
};
use crate::text::count;

/// The numbers and what was recorded besides: what every page about scores is made from.
#[derive(Clone, Copy)]
struct Source<'a> {
    debrief: &'a Debrief,
    facts: &'a Proceedings,
}

impl<'a> Source<'a> {
    /// The title of a round.
    fn round(&self, id: &str) -> String {
        self.facts.round_title(id)
    }

    /// The candidates with what was recorded about each.
    fn people(self) -> impl Iterator<Item = (&'a DebriefCandidate, &'a Proceeding)> {
        let of = move |one: &'a DebriefCandidate| {
            Some((one, self.facts.people.iter().find(|person| person.id == one.id)?))
        };
        self.debrief.candidates.iter().filter_map(of)
    }

    /// The label of a score.
    fn label(&self, score: u8) -> String {
        let rating = self.facts.ratings.iter().find(|rating| rating.score == score);
        rating.map_or_else(String::new, |rating| rating.label.clone())
    }

    /// The day of the last form, decision or entry of a log: the pages are as of then. `None` if there is none.
    fn as_of(&self, person: Option<&str>) -> Option<String> {
        let people = self.facts.people.iter().filter(|one| person.is_none_or(|id| one.id == id));
        let days = people.flat_map(|one| {
            let forms = one.seats.iter().filter_map(|seat| seat.submitted.as_deref());
            let log = one.log.iter().map(|entry| entry.date.as_str());
            forms.chain(log).chain(one.decisions.iter().map(|decision| decision.date.as_str()))
        });
        days.map(|day| day.chars().take(10).collect::<String>()).max()
    }
}

/// The rule for counting scores, in words.
#[derive(Debug, Serialize)]
struct RuleView {
    cut: u8,
    label: String,
    used: &'static str,
    after_probe: &'static str,
    points: Option<String>,
    digest: String,
    recorded: String,
    changed: Option<String>,
}

impl RuleView {
    fn new(source: Source<'_>) -> RuleView {
        let (facts, rule) = (source.facts, &source.debrief.rule);
        let forms = || facts.people.iter().flat_map(|one| &one.forms);
        let is_on_all = forms().all(|form| form.rule.as_ref() == Some(&rule.digest));
        let first = forms().filter_map(|form| form.submitted.as_deref()).min();
        let first = first.map(|time| time.chars().take(10).collect::<String>());
        RuleView {
            cut: rule.cut,
            label: source.label(rule.cut),
            used: match rule.ratings {
                RatingsUsed::Independent => "the ratings that interviewers gave on their own",
                RatingsUsed::Agreed => {
                    "the rating that the panel agreed on where there is one, otherwise the ratings that interviewers gave on their own"
                }
            },
            after_probe: match facts.scoring.after_probe {
                AfterProbe::Cap => {
                    "Interviewers were told to rate what came only after a conditional probe no higher than the score that meets the requirement. panelkit changes no rating for it."
                }
                AfterProbe::Full => {
                    "Interviewers were told that what came only after a conditional probe counts in full, for every candidate. panelkit changes no rating for it."
                }
            },
            points: facts
                .scoring
                .points
                .map(|most| format!("Points run from 0 (the lowest score) to {most} (the highest).")),
            digest: short_digest(&rule.digest).to_owned(),
            recorded: match (is_on_all, first) {
                (true, Some(day)) => format!("This rule was on every form; the first form came in on {day}."),
                (false, Some(day)) => format!("The first form came in on {day}."),
                (_, None) => "No form is in yet.".to_owned(),
            },
            changed: facts.rule_changed(),
        }
    }
}

/// `3 of 4 seats in, 1 excused, the last 20 hours after the interview`.
fn state(one: &DebriefCandidate, person: &Proceeding) -> String {
    let number = |form: FormThere| person.seats.iter().filter(|seat| seat.form == form).count();
    let word = match one.state {
        CandidateState::Complete => "Complete",
        CandidateState::Incomplete => "Incomplete: a must-have has no rating",
        CandidateState::Waiting => "Waiting for forms",
        CandidateState::Stopped => "Stopped early",
    };
    let (there, seats) = (number(FormThere::In), person.seats.len());
    let mut text = format!("{word}: {there} of {} in", count(seats, "seat"));
    if number(FormThere::Excused) > 0 {
        text.push_str(&format!(", {} excused", number(FormThere::Excused)));
    }
    // What is said of these forms needs the hours of each.
    let of_form = person.seats.iter().filter(|seat| seat.form == FormThere::In);
    let hours: Vec<i64> = of_form.map(|seat| seat.hours).collect::<Option<_>>().unwrap_or_default();
    let ends = hours.iter().min().zip(hours.iter().max());
    text.push_str(&match ends {
        Some((-24.., ..0)) if there == seats => ", all on the day of the interview".to_owned(),
        Some((-24.., ..0)) if there > 1 => ", these on the day of the interview".to_owned(),
        Some((-24.., ..0)) => ", on the day of the interview".to_owned(),
        Some((_, last @ 0..)) => format!(
            ", the last {} after the day of the interview",
            count(last.unsigned_abs() as usize, "hour")
        ),
        _ => String::new(),
    });
    text
}

/// How far the candidate came: the round after which the decision stopped the candidate, otherwise the last round with a
/// form, after the words `last_round`.
fn reached(source: Source<'_>, person: &Proceeding, last_round: &str) -> String {
    if let Some(round) = person.decision().and_then(|last| last.after.as_ref()) {
        return format!("stopped after {}", source.round(round));
    }
    let last = person.seats.iter().rfind(|seat| seat.form == FormThere::In);
    let round = |seat: &SeatFacts| format!("{last_round}{}", source.round(&seat.name.round));
    last.map_or_else(|| "no form is in".to_owned(), round)
}
