//! Checks the questions that files name: whether they exist, and whether those of a list `ask` fit their round.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Sink, codes};
use crate::model::{Id, Loop, Question, Round};
use crate::text::{Place, count, nearest};
use crate::yaml::Text;

/// The questions that a file may name.
pub(super) struct Known<'a> {
    /// The questions, sorted by id.
    pub(super) questions: &'a [Question],
    /// Ids of questions that exist but have errors; they are not reported as unknown.
    pub(super) broken: BTreeSet<String>,
    /// False if a file with questions could not be read. Then no name is reported as unknown.
    pub(super) whole: bool,
    /// Id of the bank.
    pub(super) bank: &'a str,
    /// The question file of the opening; `None` if only the questions of the bank may be named.
    pub(super) own: Option<String>,
}

impl<'a> Known<'a> {
    /// The question with this id; `None` if there is none.
    pub(super) fn get(&self, id: &str) -> Option<&'a Question> {
        let at = self.questions.binary_search_by(|q| q.id.as_str().cmp(id)).ok()?;
        self.questions.get(at)
    }

    /// The question with this name; if there is none, reports the nearest name. `owner` is a second place to
    /// show, with its text.
    pub(super) fn resolve(
        &self,
        id: &str,
        place: &Place,
        owner: Option<(&Place, &str)>,
        sink: &mut Sink,
    ) -> Option<&'a Question> {
        let found = self.get(id);
        if found.is_none() && self.whole && !self.broken.contains(id) {
            let label = match &self.own {
                Some(own) => format!("neither in bank `{}` nor in `{own}`", self.bank),
                None => format!("not a question of bank `{}`", self.bank),
            };
            let mut finding = Diagnostic::new(&codes::UNKNOWN_QUESTION, format!("unknown question `{id}`"))
                .at(place, label)
                .did_you_mean(nearest(id, self.questions.iter().map(|q| q.id.as_str())));
            if let Some((place, text)) = owner {
                finding = finding.context(place, text);
            }
            if finding.help.is_empty() {
                finding = finding.help(format!("`panelkit bank list {}` shows all ids", self.bank));
            }
            sink.report(finding);
        }
        found
    }

    /// The ids of these names that exist, each once; reports the others.
    pub(super) fn resolve_all(&self, names: &[Text], sink: &mut Sink) -> Vec<(Id, Place)> {
        let mut seen = BTreeSet::new();
        let found = names.iter().filter_map(|name| {
            let question = self.resolve(&name.value, &name.place, None, sink)?;
            Some((question.id.clone(), name.place.clone()))
        });
        found.filter(|(id, _)| seen.insert(id.clone())).collect()
    }
}

/// Reports the lists `ask` of a loop that cannot be asked: a question that does not exist, a question that is asked
/// twice, more minutes than the round has.
pub(super) fn check(plan: &Loop, known: &Known<'_>, sink: &mut Sink) {
    let mut first: BTreeMap<&Id, &Place> = BTreeMap::new();
    for round in &plan.rounds {
        for (id, place) in round.asks.iter().zip(&round.ask_places) {
            known.resolve(id.as_str(), place, Some((&round.place, "in this round")), sink);
            match first.get(id) {
                Some(before) => twice(id, place, before, sink),
                None => drop(first.insert(id, place)),
            }
        }
        too_long(round, known, sink);
    }
}

fn twice(id: &Id, place: &Place, before: &Place, sink: &mut Sink) {
    let finding = Diagnostic::new(&codes::CONFLICTING_CHOICES, format!("question `{id}` is asked twice"))
        .at(place, "again here")
        .context(before, "first here")
        .help("remove it from one of the two lists");
    sink.report(finding);
}

/// Reports the first question of a list `ask` that does not fit in the minutes of its round.
fn too_long(round: &Round, known: &Known<'_>, sink: &mut Sink) {
    let minutes = |id: &Id| known.get(id.as_str()).map_or(0, |q| q.minutes);
    let total: u32 = round.asks.iter().map(minutes).sum();
    let mut so_far = 0;
    for (id, place) in round.asks.iter().zip(&round.ask_places) {
        so_far += minutes(id);
        if so_far > round.question_minutes() {
            let message = format!(
                "round `{}` asks questions of {}, but has {} for questions",
                round.id,
                count(total as usize, "minute"),
                count(round.question_minutes() as usize, "minute"),
            );
            let finding = Diagnostic::new(&codes::ROUND_TOO_SHORT, message)
                .at(place, format!("{so_far} minutes with this question"))
                .context(&round.place, "in this round")
                .help(format!(
                    "lengthen the round to {} minutes, or remove a question from `ask`",
                    total + round.opening + round.closing
                ));
            sink.report(finding);
            return;
        }
    }
}
