//! What the numbers of a debrief say, in sentences. Pages and the terminal show the same sentences.

use std::collections::BTreeSet;

use super::{
    CandidateState, Debrief, DebriefCandidate, Decimal, FEWEST_FURTHER, FormThere, LeftOut, Proceedings,
    ScoreMark, Scores, SeatName, Sensitivity,
};
use crate::text::{count, list};

/// Answers with two or more ratings from which alpha is shown.
const UNITS_FOR_ALPHA: usize = 20;

/// The limit that is always beside the top group.
pub const TOP_GROUP_LIMIT: &str = "These scores do not tell them apart. That does not make them equally qualified: choose on further job evidence and write it down.";

/// What the standard error leaves out.
pub const ERROR_LIMIT: &str = "The error comes only from how far the answers on one must-have differ. It does not account for raters' habits, for the impression that one round leaves, or for differences between questions.";

impl DebriefCandidate {
    /// The scores of a candidate who is compared with others.
    fn compared(&self) -> Option<&Scores> {
        self.scores.as_ref().filter(|_| self.state == CandidateState::Complete)
    }

    /// How many must-haves are met, and how many there are; `None` without scores.
    pub fn met(&self) -> Option<(usize, usize)> {
        let all = &self.scores.as_ref()?.must_haves;
        Some((all.iter().filter(|one| one.is_met()).count(), all.len()))
    }

    /// The seats whose forms are missing, in words.
    pub fn waits_for(&self, round: &dyn Fn(&str) -> String) -> String {
        let seats: Vec<String> = self.missing.iter().map(|seat| seat.in_words(round)).collect();
        list(&seats, "and")
    }
}

impl SeatName {
    /// The round, with the name of the interviewer if there is one. `round`: how a round is called.
    pub fn in_words(&self, round: &dyn Fn(&str) -> String) -> String {
        match &self.interviewer {
            Some(name) => format!("{} ({name})", round(&self.round)),
            None => round(&self.round),
        }
    }
}

/// The ids with the highest number, and that number.
fn best<'a>(all: impl Iterator<Item = (&'a str, Option<Decimal>)>) -> Option<(Vec<&'a str>, Decimal)> {
    let all: Vec<(&str, Decimal)> = all.filter_map(|(id, number)| Some((id, number?))).collect();
    let best = all.iter().map(|one| one.1).max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some((all.into_iter().filter(|one| one.1 == best).map(|one| one.0).collect(), best))
}

fn have(ids: &[&str]) -> String {
    format!("{} {}", list(ids, "and"), if ids.len() == 1 { "has" } else { "have" })
}

impl Debrief {
    fn complete(&self) -> impl Iterator<Item = (&DebriefCandidate, &Scores)> {
        self.candidates.iter().filter_map(|one| Some((one, one.compared()?)))
    }

    /// Who meets every must-have, who leads, who is too close to the first, and what that depends on. `round`: how
    /// a round is called.
    pub fn sentences(&self, round: &dyn Fn(&str) -> String) -> Vec<String> {
        let mut said = vec![self.meets()];
        said.extend(self.leads());
        said.extend(self.close());
        said.extend(self.depends(round));
        said
    }

    /// Who meets every must-have.
    fn meets(&self) -> String {
        let complete: Vec<&DebriefCandidate> = self.complete().map(|(one, _)| one).collect();
        if complete.is_empty() {
            return "No candidate is complete, so no order of candidates can be concluded.".to_owned();
        }
        let meets = |one: &&DebriefCandidate| one.met().is_some_and(|(met, all)| met == all);
        let ids: Vec<&str> = complete.iter().copied().filter(meets).map(|one| one.id.as_str()).collect();
        let most = self.complete().map(|(_, scores)| scores.must_haves.len()).max().unwrap_or_default();
        match ids.as_slice() {
            [] => "No complete candidate meets every must-have.".to_owned(),
            [one] => format!("{one} meets every must-have ({most} of {most})."),
            all => format!("{} meet every must-have ({most} of {most}).", list(all, "and")),
        }
    }

    /// Who leads on both totals.
    fn leads(&self) -> Option<String> {
        let number = |of: fn(&Scores) -> Option<Decimal>| {
            best(self.complete().map(|(one, scores)| (one.id.as_str(), of(scores))))
        };
        let (first, total) = number(|scores| scores.total)?;
        if self.complete().count() > 1 && first.len() == self.complete().count() {
            return Some(format!("All totals are {}, so no candidate is ahead.", total.text()));
        }
        let on_total = format!("{} the highest total ({})", have(&first), total.text());
        Some(match number(|scores| scores.core_total) {
            None => format!("{on_total}. No core slot is scored, so there is no core total."),
            Some((same, core)) if same == first => {
                format!("{on_total} and the highest core total ({}).", core.text())
            }
            Some((other, core)) => format!(
                "{on_total}; {} the highest core total ({}), over the core questions.",
                have(&other),
                core.text()
            ),
        })
    }

    /// Whose totals are too close to the best one to say who is better.
    fn close(&self) -> Option<String> {
        let complete = self.complete().count();
        if complete == 0 {
            return None;
        }
        let Some(group) = &self.top_group else {
            return Some(match complete {
                1 => "Only one candidate is complete, so there is no comparison.".to_owned(),
                _ => format!(
                    "No standard error can be computed: too few must-haves were seen in more than one answer ({FEWEST_FURTHER} further answers are needed). So the scores cannot say whether the first candidate is really ahead."
                ),
            });
        };
        let is_first = |id: &&str| self.sensitivity.iter().any(|it| it.first.iter().any(|one| one == id));
        let (first, close): (Vec<&str>, Vec<&str>) = group.ids.iter().map(String::as_str).partition(is_first);
        let further = "All other complete candidates are further behind than the error explains.";
        let said = match (first.as_slice(), close.as_slice()) {
            (all, more) if all.len() + more.len() == complete => format!(
                "The totals of all {} are too close to say who is better. {TOP_GROUP_LIMIT}",
                count(complete, "complete candidate")
            ),
            ([one], []) => format!(
                "{one} is ahead of every other complete candidate, by more than the error of the totals explains."
            ),
            (all, []) => {
                format!("{} share the highest total. {TOP_GROUP_LIMIT} {further}", list(all, "and"))
            }
            (all, more) => format!(
                "{} the highest total, but {} {} too close behind to say who is better. {TOP_GROUP_LIMIT} {further}",
                have(all),
                list(more, "and"),
                if more.len() == 1 { "is" } else { "are" }
            ),
        };
        Some([vec![said], self.below_in(&group.ids)].concat().join(" "))
    }

    /// Who of these candidates does not meet every must-have.
    fn below_in(&self, ids: &[String]) -> Vec<String> {
        let below = |(one, scores): (&DebriefCandidate, &Scores)| {
            let of = scores.must_haves.iter().filter(|m| m.has(ScoreMark::Below));
            let of: Vec<String> = of.map(|m| format!("“{}”", m.text)).collect();
            let words =
                format!("{} is below on {}, so does not meet every must-have.", one.id, list(&of, "and"));
            (!of.is_empty()).then_some(words)
        };
        self.complete().filter(|(one, _)| ids.contains(&one.id)).filter_map(below).collect()
    }

    /// What the first place depends on, and what it depends on that a candidate meets every must-have.
    fn depends(&self, round: &dyn Fn(&str) -> String) -> Vec<String> {
        let Some(sensitivity) = &self.sensitivity else { return Vec::new() };
        let mut said = match sensitivity.first.len() == self.complete().count() {
            true => Vec::new(),
            false => self.first_depends(sensitivity, round),
        };
        said.extend(Debrief::met_depends(sensitivity, round));
        said
    }

    /// The must-haves of those who meet all of them, as far as one round or one interviewer decides.
    fn met_depends(sensitivity: &Sensitivity, round: &dyn Fn(&str) -> String) -> Option<String> {
        let what = |left: &LeftOut| match left {
            LeftOut::Round(id) => format!("only with round {}", round(id)),
            LeftOut::Interviewer(name) => format!("only with the ratings of {name}"),
        };
        let said: Vec<String> = sensitivity
            .met_only_with
            .iter()
            .map(|one| {
                let needs: Vec<String> = one.needs.iter().map(what).collect();
                format!("{} meets “{}” {}", one.candidate, one.must_have, list(&needs, "and"))
            })
            .collect();
        (!said.is_empty()).then(|| format!("{}.", said.join("; ")))
    }

    /// What the first place depends on.
    fn first_depends(&self, sensitivity: &Sensitivity, round: &dyn Fn(&str) -> String) -> Vec<String> {
        let first: BTreeSet<&str> = sensitivity.first.iter().map(String::as_str).collect();
        let what = |left: &LeftOut| match left {
            LeftOut::Round(id) => format!("round {}", round(id)),
            LeftOut::Interviewer(name) => format!("interviewer {name}"),
        };
        if sensitivity.stable {
            return vec![self.keeps_first(first.into_iter().collect())];
        }
        let mut cases: Vec<(Vec<&str>, Vec<String>)> = Vec::new();
        let mut open = Vec::new();
        for case in &sensitivity.without {
            let then: Vec<&str> = case.first.iter().map(String::as_str).collect();
            if then.is_empty() {
                open.push(what(&case.what));
            } else if then.iter().copied().collect::<BTreeSet<_>>() != first {
                match cases.iter_mut().find(|(known, _)| *known == then) {
                    Some((_, left)) => left.push(what(&case.what)),
                    None => cases.push((then, vec![what(&case.what)])),
                }
            }
        }
        let mut said: Vec<String> = Vec::new();
        for (then, left) in cases {
            let both: BTreeSet<&str> = first.iter().copied().chain(then.iter().copied()).collect();
            let both: Vec<&str> = both.into_iter().collect();
            let verb = if then.len() == 1 { "is" } else { "are" };
            said.push(format!(
                "The order of {} changes if {} is left out: then {} {verb} first.",
                list(&both, "and"),
                list(&left, "or"),
                list(&then, "and")
            ));
        }
        if !open.is_empty() {
            said.push(format!(
                "Without {}, no must-have is rated for all complete candidates, so it cannot be said who would be first.",
                list(&open, "or without")
            ));
        }
        said
    }

    /// That these candidates are first in every case, and what this does not show.
    fn keeps_first(&self, ids: Vec<&str>) -> String {
        let (verb, are) = if ids.len() == 1 { ("keeps", "is") } else { ("keep", "are") };
        let has_close = self.top_group.as_ref().is_some_and(|group| group.ids.len() > ids.len());
        let ids = list(&ids, "and");
        let limit = match has_close {
            true => format!("; this does not show that {ids} {are} better than those too close"),
            false => String::new(),
        };
        format!("{ids} {verb} the highest total whichever one round or interviewer is left out{limit}.")
    }

    /// How often ratings of the same answer agree.
    pub fn agreement_words(&self) -> Vec<String> {
        let it = &self.agreement;
        let pairs = it.pairs.same + it.pairs.one + it.pairs.more;
        if it.units == 0 {
            return vec![
                "No answer has ratings of two interviewers, so how far they agree cannot be said.".to_owned(),
            ];
        }
        let mut said = vec![format!(
            "Two interviewers rated the same answer {}: the same score {}, one point apart {}, two or more apart {}.",
            times(pairs),
            times(it.pairs.same),
            times(it.pairs.one),
            times(it.pairs.more)
        )];
        said.push(match (it.alpha_ordinal, it.interval_95) {
            _ if it.units < 2 => "One answer is too few for Krippendorff's alpha.".to_owned(),
            (None, _) => "All ratings of these answers are the same score, so Krippendorff's alpha cannot be computed: it needs scores that differ.".to_owned(),
            (Some(_), _) if it.units < UNITS_FOR_ALPHA => format!(
                "Krippendorff's alpha is shown from {UNITS_FOR_ALPHA} answers; there are {}.",
                it.units
            ),
            (Some(alpha), interval) => {
                let interval = interval.map_or_else(String::new, |(low, high)| {
                    format!(", 95 % interval {} to {}", low.text(), high.text())
                });
                format!(
                    "Krippendorff's alpha (ordinal) is {}{interval}, over {}: 1 is full agreement, 0 is what chance would give.",
                    alpha.text(),
                    count(it.units, "answer")
                )
            }
        });
        said
    }

    /// What is missing, and what cannot be concluded. `facts`: of these candidates.
    pub fn gaps(&self, facts: &Proceedings, round: &dyn Fn(&str) -> String) -> Vec<String> {
        let mut said = Vec::new();
        for one in &self.candidates {
            if !one.missing.is_empty() {
                let forms = count(one.missing.len(), "form");
                let (verb, shown) = match (one.missing.len(), one.scores.is_some()) {
                    (1, false) => ("is", "not shown by panelkit until it is in or excused"),
                    (_, false) => ("are", "not shown by panelkit until they are in or excused"),
                    (n, true) => (if n == 1 { "is" } else { "are" }, "shown, and can still change"),
                };
                said.push(format!(
                    "{}: {forms} {verb} missing: {}. Scores are {shown}.",
                    one.id,
                    one.waits_for(round)
                ));
            }
            said.extend(excused(one, facts, round));
            let Some(scores) = &one.scores else { continue };
            for (mark, words) in
                [(ScoreMark::NotSeen, "without a rating"), (ScoreMark::SeenOnce, "seen in one answer only")]
            {
                let of: Vec<&str> =
                    scores.must_haves.iter().filter(|m| m.has(mark)).map(|m| m.text.as_str()).collect();
                if of.len() > 1 && of.len() == scores.must_haves.len() {
                    said.push(format!("{}: {words}: all {} must-haves.", one.id, of.len()));
                } else if !of.is_empty() {
                    said.push(format!("{}: {words}: {}.", one.id, of.join("; ")));
                }
            }
        }
        if self.top_group.as_ref().is_some_and(|group| group.variance.0 == 0.0) {
            said.push("All answers on the same must-have have the same score, so the computed error is 0. This does not mean that the ratings are certain.".to_owned());
        }
        said
    }
}

/// The seats of a candidate that are excused, each with the reason.
fn excused<'a>(
    one: &'a DebriefCandidate,
    facts: &'a Proceedings,
    round: &'a dyn Fn(&str) -> String,
) -> impl Iterator<Item = String> + 'a {
    let person = facts.people.iter().find(|person| person.id == one.id);
    let seats = person.into_iter().flat_map(|person| &person.seats);
    seats.filter(|seat| seat.form == FormThere::Excused).map(move |seat| {
        let why =
            seat.why.as_ref().map_or_else(String::new, |why| format!(": {}", why.trim_end_matches('.')));
        format!("{}: the form of {} is excused{why}.", one.id, seat.name.in_words(round))
    })
}

fn times(n: usize) -> String {
    match n {
        1 => "once".to_owned(),
        n => format!("{n} times"),
    }
}
