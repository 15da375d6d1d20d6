//! Links requirements and questions in both directions: the slots that observe each requirement, and the rounds
//! that observe each competency.

use std::collections::BTreeSet;

use crate::model::{Bank, Coverage, Id, KitMustHave, KitNiceToHave, KitRound, KitSlot, RoleSpec};

/// Every must-have with the slots that observe it.
pub(super) fn must_haves(bank: &Bank, role: &RoleSpec, rounds: &[KitRound]) -> Vec<KitMustHave> {
    role.must_haves
        .iter()
        .map(|must| KitMustHave {
            id: must.id.to_string(),
            text: must.text.clone(),
            competency: must.competency.to_string(),
            depth: role.depth_of(&must.competency, |d| bank.depth_rank(d)).to_string(),
            weight: must.weight,
            slots: slots_of(rounds, &must.competency),
        })
        .collect()
}

/// Every nice-to-have with the slots that show it.
pub(super) fn nice_to_haves(role: &RoleSpec, rounds: &[KitRound]) -> Vec<KitNiceToHave> {
    role.nice_to_haves
        .iter()
        .map(|nice| KitNiceToHave {
            text: nice.text.clone(),
            competency: nice.competency.as_ref().map(Id::to_string),
            slots: nice.competency.as_ref().map(|c| slots_of(rounds, c)).unwrap_or_default(),
        })
        .collect()
}

/// Every competency that the loop may observe: must-haves first, then by category, then in the order of the
/// bank. Competencies without observations stay in the table.
pub(super) fn coverage(bank: &Bank, role: &RoleSpec, rounds: &[KitRound]) -> Vec<Coverage> {
    let listed: BTreeSet<&Id> = role.plan.rounds.iter().flat_map(|r| &r.competencies).collect();
    let mut rows: Vec<Coverage> = bank
        .competencies
        .iter()
        .filter(|c| listed.contains(&c.id))
        .map(|c| {
            let seen = |slot: &&KitSlot| slot.competency == c.id.as_str();
            let in_round = |round: &&KitRound| round.slots.iter().any(|s| seen(&s));
            Coverage {
                competency: c.id.to_string(),
                name: c.name.clone(),
                category: c.category.clone(),
                must_have: role.must_haves.iter().any(|m| m.competency == c.id),
                depth: role.depth_of(&c.id, |d| bank.depth_rank(d)).to_string(),
                observations: rounds.iter().flat_map(|r| &r.slots).filter(seen).count(),
                rounds: rounds.iter().filter(in_round).map(|r| r.id.clone()).collect(),
            }
        })
        .collect();
    rows.sort_by(|a, b| (!a.must_have, &a.category).cmp(&(!b.must_have, &b.category)));
    rows
}

fn slots_of(rounds: &[KitRound], competency: &Id) -> Vec<String> {
    let slots = rounds.iter().flat_map(|r| &r.slots);
    slots.filter(|s| s.competency == competency.as_str()).map(|s| s.id.clone()).collect()
}
