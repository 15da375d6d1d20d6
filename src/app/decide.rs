//! `decide`: appends a decision about a candidate.

use serde::Serialize;

use super::call::Call;
use super::candidates::have_kits;
use super::debrief::{Assembled, assemble_for_decision};
use crate::model::{DebriefCandidate, Decision, KitRating, Outcome, Proceeding, ScoreMark};
use crate::score;
use crate::store::{Fault, Refusal, Req, append_decision, decisions_in, decisions_path};
use crate::text::{count, list};

/// Appends a decision.
#[derive(Clone, Debug)]
pub struct Decide {
    /// The req.
    pub req: String,
    /// The id of the candidate.
    pub candidate: String,
    /// What was decided, by whom, why and when.
    pub decision: Decision,
    /// Whether the request names the day. Otherwise the last decision again, on another day, is not a second entry.
    pub dated: bool,
}

/// A decision that was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// The id of the candidate.
    pub candidate: String,
    /// What was recorded.
    pub decision: Decision,
    /// In what it departs from the rule or from the recommendations; empty if in nothing.
    pub departures: Vec<String>,
    /// The outcomes of the decisions before it, oldest first.
    pub before: Vec<Outcome>,
    /// Whether the last decision said this before, so that nothing was written.
    pub already: bool,
    /// The file, relative to the workspace.
    pub file: String,
}

/// Adds an entry to `decisions.json`.
///
/// # Errors
/// [`Fault::Request`] when the candidate or the round does not exist, or the decision contradicts itself;
/// [`Fault::Refused`] when it departs from the rule or from the recommendations and does not say why; [`Fault::Findings`]
/// when a file has errors; [`Fault::World`] when a file cannot be read or written.
pub fn decide(request: &Decide, call: &mut Call<'_>) -> Result<Decided, Fault> {
    let req = Req::open(call.workspace, &request.req)?;
    have_kits(&req, std::slice::from_ref(&request.candidate))?;
    let _lock = req.lock()?;
    let decision = &request.decision;
    let Assembled { opening, rule, facts } =
        assemble_for_decision(&req, &request.candidate, decision.after.as_deref(), call)?;
    contradiction(decision, &facts.people)?;
    let debrief = score::debrief(&opening, None, rule, false, false);
    let one = debrief.candidates.first().expect("internal: the candidate has a kit");
    let departures = departures(one, decision.outcome, meets(&facts.ratings, facts.scoring.cut));
    if !departures.is_empty() && decision.departs.is_none() {
        return Err(Fault::Refused(Refusal::DecisionDeparts { departures }));
    }
    let home = req.candidates_folder().join(&request.candidate);
    let all = decisions_in(&req, &home)?;
    let same_but_day =
        |last: &Decision| Decision { date: decision.date.clone(), ..last.clone() } == *decision;
    let already = all.last().is_some_and(|last| match request.dated {
        true => last == decision,
        false => same_but_day(last),
    });
    if !already {
        append_decision(&req, &home, decision)?;
    }
    Ok(Decided {
        candidate: request.candidate.clone(),
        decision: decision.clone(),
        departures,
        before: all.iter().map(|before| before.outcome).collect(),
        already,
        file: req.name(&decisions_path(&home)),
    })
}

/// Refuses a decision that says both that the candidate was stopped early and that the candidate is wanted.
fn contradiction(decision: &Decision, people: &[Proceeding]) -> Result<(), Fault> {
    match people.iter().any(|person| decision.contradicts_itself(&person.kit.rounds)) {
        false => Ok(()),
        true => Err(Fault::Request(format!(
            "this decision contradicts itself: `{}`, and stopped early after `{}`\n  = help: leave out `--after`, or choose another outcome",
            decision.outcome.word(),
            decision.after.as_deref().unwrap_or_default()
        ))),
    }
}

/// The score marked `meets`; the cut if no score is marked.
fn meets(ratings: &[KitRating], cut: u8) -> u8 {
    ratings.iter().find(|rating| rating.meets).map_or(cut, |rating| rating.score)
}

/// In what a decision departs from the rule and from the recommendations.
fn departures(one: &DebriefCandidate, outcome: Outcome, meets: u8) -> Vec<String> {
    let wanted = outcome.goes_on();
    if !wanted && outcome != Outcome::NotSelected {
        return Vec::new();
    }
    let Some(scores) = &one.scores else {
        let forms = count(one.missing.len(), "form");
        return vec![format!("the rule cannot be applied: {forms} missing")];
    };
    let mut found = Vec::new();
    let texts = |mark: ScoreMark| -> Vec<&str> {
        scores.must_haves.iter().filter(|m| m.has(mark)).map(|m| m.text.as_str()).collect()
    };
    let (below, not_seen) = (texts(ScoreMark::Below), texts(ScoreMark::NotSeen));
    if wanted && !below.is_empty() {
        found.push(format!("below what is needed: {}", below.join("; ")));
    }
    if wanted && !not_seen.is_empty() {
        found.push(format!("not seen: {}", not_seen.join("; ")));
    }
    if !wanted && below.is_empty() && not_seen.is_empty() {
        found.push("every must-have is met".to_owned());
    }
    let all = &scores.recommendations;
    let other: Vec<&str> = all
        .iter()
        .filter(|one| (one.recommendation >= meets) != wanted)
        .map(|one| one.seat.interviewer.as_deref().unwrap_or("(no name)"))
        .collect();
    if 2 * other.len() > all.len() {
        let side = if wanted { "against" } else { "for" };
        found.push(format!(
            "{} of {} {side} the candidate: {}",
            other.len(),
            count(all.len(), "recommendation"),
            list(&other, "and")
        ));
    }
    found
}
