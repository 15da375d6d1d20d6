//! What the questions of a loop show about its must-haves, and how many of the questions are public.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::lint;
use crate::load;
use crate::model::{Bank, Kit, KitQuestion, LintLevel, RoleSpec};

/// What the questions of a loop reach, and what they leave open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// The must-haves that are observed in one round only.
    pub once: Vec<Once>,
    /// Ids of the must-haves that share no content word with anything that the loop asks.
    pub untouched: Vec<String>,
    /// Number of questions of the kit.
    pub questions: usize,
    /// Number of questions that are in a shipped bank with the same wording, so that every candidate can read
    /// them; `None` if the bank of the kit is not a shipped one and has no such question.
    pub public: Option<usize>,
}

/// A must-have that is observed in one round only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Once {
    /// Id of the must-have.
    pub must_have: String,
    /// Id of the round; `None` if no round observes it.
    pub round: Option<String>,
}

impl Reach {
    /// The reach of a kit of a role. `bank`: what the kit was drawn from.
    pub(super) fn of(role: &RoleSpec, bank: &Bank, kit: &Kit) -> Reach {
        let code = crate::diag::codes::MUST_HAVE_UNTOUCHED.id;
        let allowed = role.lints.iter().any(|set| set.name == code && set.level == LintLevel::Allow);
        let untouched = if allowed { Vec::new() } else { lint::untouched(role, kit) };
        Reach {
            once: once(kit),
            untouched: untouched.into_iter().map(|must| must.id.to_string()).collect(),
            questions: kit.slots().count(),
            public: public(bank, kit),
        }
    }
}

fn once(kit: &Kit) -> Vec<Once> {
    let mut found = Vec::new();
    for must in &kit.role.must_haves {
        let rounds = kit.rounds.iter().filter(|r| r.slots.iter().any(|slot| must.slots.contains(&slot.id)));
        let rounds: Vec<&str> = rounds.map(|round| round.id.as_str()).collect();
        if rounds.len() < 2 {
            let round = rounds.first().map(|round| (*round).to_owned());
            found.push(Once { must_have: must.id.clone(), round });
        }
    }
    found
}

fn public(bank: &Bank, kit: &Kit) -> Option<usize> {
    let questions = || kit.slots().map(|slot| &slot.question);
    let is_as_shipped =
        |q: &KitQuestion| bank.question(&q.id).is_some_and(|here| !here.own && here.wording() == q.wording);
    if bank.as_shipped && questions().all(is_as_shipped) {
        return Some(questions().count());
    }
    let is_shipped = |id: &str| load::shipped_banks().any(|bank| bank == id);
    let own = is_shipped(&kit.bank.id);
    // A bank that people made may have questions of any shipped bank.
    let banks = load::shipped_banks().filter(|id| !own || !kit.banks.is_empty() || *id == kit.bank.id);
    let ids: BTreeSet<&str> = questions().map(|q| q.id.as_str()).collect();
    let wordings: Vec<_> = banks.filter_map(|bank| load::shipped_wordings(bank, &ids)).collect();
    let is_public =
        |q: &&KitQuestion| wordings.iter().any(|questions| questions.get(&q.id) == Some(&q.wording));
    let public = questions().filter(is_public).count();
    (own || public > 0).then_some(public)
}
