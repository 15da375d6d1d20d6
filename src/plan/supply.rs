//! What the bank offers to a round: number of questions and shortest minutes for each competency.

use std::collections::BTreeSet;

use crate::model::{Bank, Given, Id, Opening, Question, RoleSpec, Round};

/// The questions that one competency offers to one round.
#[derive(Clone, Debug, Default)]
pub(super) struct Offer {
    /// Minutes of the shortest question of each family, shortest first.
    shortest: Vec<u32>,
}

impl Offer {
    /// Number of questions, counting a family once.
    pub(super) fn count(&self) -> usize {
        self.shortest.len()
    }

    /// Minutes of each of them, shortest first.
    pub(super) fn each(&self) -> impl Iterator<Item = u32> {
        self.shortest.iter().copied()
    }

    /// Minimum minutes for `n` of them.
    pub(super) fn minutes(&self, n: usize) -> Option<u32> {
        (n <= self.shortest.len()).then(|| self.shortest[..n].iter().sum())
    }
}

/// The offer of a competency to a round. Given questions are not drawn, so they are left out.
pub(super) fn offer(bank: &Bank, role: &RoleSpec, round: &Round, competency: &Id, given: &[Given]) -> Offer {
    let depth = role.depth_of(competency, |d| bank.depth_rank(d));
    let opening = Opening { depth: &depth, types: &round.types, minutes: round.question_minutes() };
    let taken: Vec<&Question> = given.iter().filter_map(|g| Some(&bank.questions[g.question?])).collect();
    let is_taken = |q: &Question| taken.iter().any(|t| t.id == q.id);
    let fits =
        |q: &&Question| q.competency == *competency && q.misfit(role, opening).is_none() && !is_taken(q);
    let mut found: Vec<&Question> = bank.questions.iter().filter(fits).collect();
    found.sort_by_key(|q| (q.minutes, &q.id));
    let mut families: BTreeSet<&Id> = taken.iter().filter_map(|q| q.family.as_ref()).collect();
    found.retain(|q| q.family.as_ref().is_none_or(|family| families.insert(family)));
    Offer { shortest: found.iter().map(|q| q.minutes).collect() }
}
