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
    short_digest,
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

    /// The day of the last form, decision or entry of a log: the pages are as of then.
    fn as_of(&self, person: Option<&str>) -> String {
        let people = self.facts.people.iter().filter(|one| person.is_none_or(|id| one.id == id));
        let days = people.flat_map(|one| {
            let forms = one.seats.iter().filter_map(|seat| seat.submitted.as_deref());
            let log = one.log.iter().map(|entry| entry.date.as_str());
            forms.chain(log).chain(one.decisions.iter().map(|decision| decision.date.as_str()))
        });
        let last = days.map(|day| day.chars().take(10).collect::<String>()).max();
        last.unwrap_or_else(|| "no form is in".to_owned())
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
        let (others, all) = facts.other_rule;
        let first = facts.people.iter().flat_map(|one| &one.forms);
        let first = first.filter_map(|form| form.submitted.as_deref()).min();
        let first = first.map(|time| time.chars().take(10).collect::<String>());
        RuleView {
            cut: rule.cut,
            label: source.label(rule.cut),
            used: match rule.ratings {
                RatingsUsed::Independent => "the ratings that interviewers gave on their own",
                RatingsUsed::Agreed => "the rating that the panel agreed on where there is one, otherwise the ratings that interviewers gave on their own",
            },
            after_probe: match facts.scoring.after_probe {
                AfterProbe::Cap => "What came only after a conditional probe counts at most as the score that meets the requirement; interviewers were told so, and nothing is computed from it.",
                AfterProbe::Full => "What came only after a conditional probe counts in full for every candidate; interviewers were told so, and nothing is computed from it.",
            },
            points: facts.scoring.points.map(|most| format!("Points run from 0 (the lowest score) to {most} (the highest).")),
            digest: short_digest(&rule.digest).to_owned(),
            recorded: match (others, first) {
                (0, Some(day)) => format!("It was on every form, and the first form came in on {day}."),
                (_, Some(day)) => format!("The first form came in on {day}."),
                (_, None) => "No form is in yet.".to_owned(),
            },
            changed: (others > 0).then(|| {
                format!("The rule changed after the first score: {others} of {} were made under another rule, as recorded on this machine.", count(all, "complete form"))
            }),
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
    let mut text = format!("{word}: {} of {} in", number(FormThere::In), count(person.seats.len(), "seat"));
    if number(FormThere::Excused) > 0 {
        text.push_str(&format!(", {} excused", number(FormThere::Excused)));
    }
    let last = person.seats.iter().filter_map(|seat| seat.hours).max();
    text.push_str(&match last {
        Some(hours) if hours < 0 => ", all on the day of the interview".to_owned(),
        Some(hours) => format!(
            ", the last {} after the day of the interview",
            count(hours.unsigned_abs() as usize, "hour")
        ),
        None => String::new(),
    });
    text
}
