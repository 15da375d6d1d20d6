//! The pack of one interviewer for one round.

use serde::Serialize;

use super::round::{RoundView, round};
use super::{Place, RatingView, RoleView, meets, ratings, role};
use crate::model::form_grammar::facts;
use crate::model::{AfterProbe, CandidateFile, Kit, Part};
use crate::render::layout::Layout;
use crate::text::list;

/// A pack.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ScorecardView {
    req: String,
    candidate: Option<String>,
    candidate_name: Option<String>,
    pronouns: Option<String>,
    say: Option<String>,
    arrangement: Option<String>,
    interviewer: Option<String>,
    part: Option<&'static str>,
    others: String,
    compact: bool,
    large: bool,
    html: bool,
    role: RoleView,
    round: RoundView,
    ratings: Vec<RatingView>,
    meets: Option<RatingView>,
    capped: bool,
    recommendation: bool,
    digest: String,
    rule: String,
    form: Vec<FactView>,
}

/// A line of the header block of a form.
#[derive(Debug, Serialize)]
struct FactView {
    name: &'static str,
    value: String,
}

impl ScorecardView {
    /// The pack of the interviewer in a seat of the round at index `n`; `html`: whether the page is made in HTML. The round must be in the kit.
    pub(in crate::render) fn new(
        kit: &Kit,
        (n, seat): (usize, usize),
        person: Option<&CandidateFile>,
        layout: Layout,
        html: bool,
    ) -> ScorecardView {
        let of = &kit.rounds[n];
        let round = round(kit, n + 1, of, Place::Here);
        let known = |get: fn(&CandidateFile) -> &Option<String>| person.and_then(|it| get(it).clone());
        ScorecardView {
            req: kit.req.clone(),
            candidate: kit.candidate.clone(),
            candidate_name: known(|it| &it.name),
            pronouns: known(|it| &it.pronouns),
            say: known(|it| &it.say),
            arrangement: person.and_then(|it| it.arrangement(&of.id)).map(str::to_owned),
            interviewer: of.interviewers.get(seat).cloned(),
            part: of.part(seat).map(Part::word),
            others: list(&others(of, seat), "and"),
            compact: layout.compact,
            large: layout.text_size > 0,
            html,
            role: role(kit),
            round,
            ratings: ratings(kit),
            meets: meets(kit),
            capped: kit.role.scoring.after_probe == AfterProbe::Cap,
            recommendation: kit.role.scoring.recommendation,
            digest: kit.digest.clone(),
            rule: kit.rule.clone(),
            form: facts(kit, of, seat).into_iter().map(|(name, value)| FactView { name, value }).collect(),
        }
    }
}

/// The other interviewers of a round, each with the part.
fn others(round: &crate::model::KitRound, seat: usize) -> Vec<String> {
    let all = round.interviewers.iter().enumerate().filter(|(n, _)| *n != seat);
    all.filter_map(|(n, name)| Some(format!("{name} {}", round.part(n)?.word()))).collect()
}
