//! Makes the equivalence certificate from the issued kits.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Asked, Certificate, CertificateCandidate, CertificateQuestion, CertificateRound, CertificateSlot,
    IssueMode, Kit, KitRound, KitSlot, Roll, Spread,
};

/// Version of `equivalence.json`.
const FORMAT: u32 = 1;

/// The certificate of the kits of a roll, compared with the loop's kit. `withdrawn` takes the id of a
/// question and returns its status if it was withdrawn from the bank later.
pub fn certificate(
    base: &Kit,
    roll: &Roll,
    spread: Spread,
    withdrawn: &dyn Fn(&str) -> Option<String>,
) -> Certificate {
    let order = order(base, roll);
    let code: BTreeMap<u32, usize> = order.iter().enumerate().map(|(n, (index, _))| (*index, n)).collect();
    let mut questions = Vec::new();
    let (mut core, mut rotating) = (0, 0);
    for (index, is_core) in &order {
        let number = if *is_core { &mut core } else { &mut rotating };
        *number += 1;
        let code = format!("{}{number}", if *is_core { "C" } else { "R" });
        let asked = roll.question(*index);
        questions.push(CertificateQuestion { withdrawn: withdrawn(&asked.id), ..question(code, asked) });
    }
    for kit in &roll.kits {
        kit.questions.iter().for_each(|index| questions[code[index]].kits += 1);
    }
    let mut next = 0;
    let rounds = base.rounds.iter().map(|r| round(base, r, roll, &code, &mut next)).collect();
    let mut modes: Vec<IssueMode> = Vec::new();
    for kit in roll.kits.iter().filter(|k| k.issue.mode == IssueMode::Stable).take(1) {
        modes.push(kit.issue.mode);
    }
    modes.extend(roll.kits.iter().map(|k| k.issue.mode).find(|m| *m == IssueMode::Balanced));
    Certificate {
        format: FORMAT,
        generator: base.generator.clone(),
        req: base.req.clone(),
        title: base.role.title.clone(),
        loop_digest: base.digest.clone(),
        seed: base.seed.clone(),
        bank: base.bank.clone(),
        banks: base.banks.clone(),
        level: base.role.level_name.clone(),
        depth: base.role.depth_name.clone(),
        modes,
        types: roll.kits.first().map(|k| k.issue.types).unwrap_or_default(),
        equivalent: roll.kits.iter().all(|k| k.breaks.is_empty()),
        rounds,
        candidates: roll.kits.iter().map(|kit| candidate(kit, base, roll, &code)).collect(),
        questions,
        spread,
    }
}

/// Every question of the roll in the order of slots, core questions first; true if it is core.
fn order(base: &Kit, roll: &Roll) -> Vec<(u32, bool)> {
    let core: Vec<bool> = base.slots().map(|s| s.core).collect();
    let mut found = Vec::new();
    for wanted in [true, false] {
        for (n, _) in core.iter().enumerate().filter(|(_, is_core)| **is_core == wanted) {
            let mut here: Vec<u32> = roll.kits.iter().filter_map(|k| k.questions.get(n)).copied().collect();
            here.sort_unstable_by_key(|index| &roll.question(*index).id);
            here.dedup();
            here.retain(|index| !found.iter().any(|(known, _)| known == index));
            found.extend(here.into_iter().map(|index| (index, wanted)));
        }
    }
    // A kit of another loop may have more slots.
    let known: BTreeSet<u32> = found.iter().map(|(index, _)| *index).collect();
    let others: BTreeSet<u32> = roll.kits.iter().flat_map(|k| &k.questions).copied().collect();
    found.extend(others.difference(&known).map(|index| (*index, false)));
    found
}

fn question(code: String, asked: &Asked) -> CertificateQuestion {
    CertificateQuestion {
        code,
        id: asked.id.clone(),
        wording: asked.wording.clone(),
        kind: asked.kind.clone(),
        minutes: asked.minutes,
        difficulty: asked.difficulty,
        kits: 0,
        withdrawn: None,
    }
}

fn round(
    base: &Kit,
    round: &KitRound,
    roll: &Roll,
    code: &BTreeMap<u32, usize>,
    next: &mut usize,
) -> CertificateRound {
    let first = *next;
    let mut slots = Vec::new();
    for s in &round.slots {
        let reason = base.reason(&s.question.id).map(str::to_owned);
        slots.push(CertificateSlot { reason, ..slot(s, *next, roll, code) });
        *next += 1;
    }
    let asked = |kit: &crate::model::Issued| -> u32 {
        let here = kit.questions.iter().skip(first).take(round.slots.len());
        here.map(|q| roll.question(*q).minutes).sum()
    };
    let sums = || roll.kits.iter().filter(|kit| !kit.questions.is_empty()).map(asked);
    CertificateRound {
        id: round.id.clone(),
        title: round.title.clone(),
        minutes: round.minutes,
        question_minutes: round.minutes.saturating_sub(round.opening + round.closing),
        asked_minutes: (sums().min().unwrap_or(0), sums().max().unwrap_or(0)),
        slots,
    }
}

fn slot(slot: &KitSlot, n: usize, roll: &Roll, code: &BTreeMap<u32, usize>) -> CertificateSlot {
    let mut drawn: BTreeMap<usize, u32> = BTreeMap::new();
    let here = || roll.kits.iter().filter_map(|k| k.questions.get(n)).copied();
    here().for_each(|index| *drawn.entry(code[&index]).or_default() += 1);
    let asked = || here().map(|index| roll.question(index));
    let difficulties = || asked().map(|q| q.difficulty);
    let range = difficulties()
        .all(|d| d.is_some())
        .then(|| Some((difficulties().flatten().min()?, difficulties().flatten().max()?)));
    CertificateSlot {
        id: slot.id.clone(),
        core: slot.core,
        competency: slot.competency.clone(),
        competency_name: slot.competency_name.clone(),
        depth: slot.depth.clone(),
        family: slot.admits.as_ref().and_then(|admits| admits.family.clone()),
        kind: slot.question.kind.clone(),
        minutes: slot.question.minutes,
        difficulty: slot.question.difficulty,
        same_type: asked().filter(|q| q.kind == slot.question.kind).count(),
        minutes_drawn: (
            asked().map(|q| q.minutes).min().unwrap_or(0),
            asked().map(|q| q.minutes).max().unwrap_or(0),
        ),
        difficulty_drawn: range.flatten(),
        unlike: roll.unlike(n),
        chosen: slot.chosen,
        reason: None,
        unanchored: slot.question.anchors.is_empty(),
        drawn: drawn.into_iter().collect(),
    }
}

fn candidate(
    kit: &crate::model::Issued,
    base: &Kit,
    roll: &Roll,
    code: &BTreeMap<u32, usize>,
) -> CertificateCandidate {
    let mut rest = kit.questions.as_slice();
    let minutes = base.rounds.iter().map(|round| {
        let (here, others) = rest.split_at(round.slots.len().min(rest.len()));
        rest = others;
        here.iter().map(|q| roll.question(*q).minutes).sum()
    });
    let minutes = minutes.collect();
    let difficulties: Option<Vec<u32>> =
        kit.questions.iter().map(|q| roll.question(*q).difficulty.map(u32::from)).collect();
    CertificateCandidate {
        candidate: kit.candidate.clone(),
        digest: kit.digest.clone(),
        number: kit.issue.number,
        held: kit.held.clone(),
        supersedes: kit.issue.supersedes.clone(),
        questions: kit.questions.iter().map(|q| code[q]).collect(),
        minutes,
        difficulty: difficulties.map(|d| d.iter().sum()),
        breaks: kit.breaks.iter().map(|b| b.what.clone()).collect(),
    }
}
