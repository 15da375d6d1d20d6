//! Particulars: data that a kit prints but that does not affect the questions. They can change while the
//! interview stays the same.

use std::collections::BTreeMap;

use super::traces;
use crate::model::{
    Bank, Compensation, CompensationKind, Id, Kit, KitCompensation, KitRole, KitRound, Lane, Panel, RoleSpec,
};

/// The same interview with the current particulars of the role spec and the bank. A candidate's kit keeps the
/// digests of the inputs that it was drawn from. A loop's kit gets the digests of the current bank and role
/// spec, so the caller must have checked that these give the same interview. The digest `file` must still be
/// filled in.
pub fn refreshed(mut kit: Kit, bank: &Bank, role: &RoleSpec) -> Kit {
    super::GENERATOR.clone_into(&mut kit.generator);
    for round in &mut kit.rounds {
        let rule = role.plan.rounds.iter().find(|r| r.id.as_str() == round.id);
        if let Some(rule) = rule {
            round.title.clone_from(&rule.title);
            round.seat(role.interviewers.get(&rule.id).cloned().unwrap_or_default());
        }
    }
    let drawn_from = kit.candidate.is_some().then(|| kit.role.inputs.clone());
    kit.role = kit_role(bank, role, &kit.rounds);
    match drawn_from {
        Some(inputs) => kit.role.inputs = inputs,
        None => {
            kit.bank.digest.clone_from(&bank.digest);
            kit.banks.clone_from(&bank.banks);
        }
    }
    kit.bank.title.clone_from(&bank.title);
    kit.bank.license.clone_from(&bank.license);
    kit.coverage = traces::coverage(bank, role, &kit.rounds);
    kit.rule = role.rule();
    kit
}

/// The same kit with other interviewers in the rounds that `people` names. The digest `file` must still be filled
/// in.
pub fn seated(mut kit: Kit, people: &BTreeMap<Id, Panel>) -> Kit {
    for round in &mut kit.rounds {
        if let Some((_, panel)) = people.iter().find(|(id, _)| id.as_str() == round.id) {
            round.seat(panel.clone());
        }
    }
    kit
}

pub(super) fn kit_role(bank: &Bank, role: &RoleSpec, rounds: &[KitRound]) -> KitRole {
    let level = bank.levels.iter().find(|l| l.id == role.level);
    let depth = bank.depth(&role.depth);
    KitRole {
        digest: role.digest.clone(),
        inputs: role.inputs(),
        title: role.title.clone(),
        level_name: level.map_or_else(|| role.level.to_string(), |l| l.name.clone()),
        years: level.and_then(|l| l.years),
        depth_name: depth.map_or_else(|| role.depth.to_string(), |d| d.name.clone()),
        depth_means: depth.map(|d| d.means.clone()).unwrap_or_default(),
        lane: role.lane.map(|lane| if lane == Lane::Program { "program" } else { "product" }.to_owned()),
        summary: role.summary.clone(),
        owns: role.owns.clone(),
        not_owned: role.not_owned.clone(),
        hiring_manager: role.hiring_manager.clone(),
        recruiter: role.recruiter.clone(),
        location: role.location.clone(),
        compensation: role.compensation.as_ref().map(compensation),
        loop_title: role.plan.title.clone(),
        scoring: role.scoring.clone(),
        briefs: role.briefs.iter().map(|(round, text)| (round.to_string(), text.clone())).collect(),
        reasons: role
            .pins
            .iter()
            .filter_map(|pin| Some((pin.question.to_string(), pin.why.clone()?)))
            .collect(),
        jurisdictions: role.jurisdictions.iter().map(ToString::to_string).collect(),
        must_haves: traces::must_haves(bank, role, rounds),
        nice_to_haves: traces::nice_to_haves(role, rounds),
    }
}

fn compensation(band: &Compensation) -> KitCompensation {
    KitCompensation {
        kind: if band.kind == CompensationKind::Total { "total" } else { "base" }.to_owned(),
        currency: band.currency.clone(),
        range: band.range,
        bonus_percent: band.bonus_percent,
        equity: band.equity,
    }
}
