//! Random edits of a role spec, its questions and its bank.

use panelkit::model::{Bank, Kit, RoleSpec};

use crate::dice::Dice;
use crate::spec::{Added, Must, Own, Spec, depth_of, drawing, is_usable, joined};

/// The kinds of edits, each with the share in which it is tried.
const KINDS: [(&str, usize); 24] = [
    ("pin", 14),
    ("unpin", 5),
    ("exclude", 10),
    ("admit", 4),
    ("minutes", 8),
    ("questions", 6),
    ("any number", 2),
    ("add competency", 5),
    ("drop competency", 5),
    ("types", 3),
    ("add round", 5),
    ("ask", 4),
    ("remove round", 4),
    ("restore round", 2),
    ("add must-have", 5),
    ("remove must-have", 4),
    ("must-have depth", 5),
    ("weight", 3),
    ("core", 2),
    ("level", 2),
    ("dial", 1),
    ("retire", 8),
    ("activate", 3),
    ("own question", 5),
];

const TYPES: [&str; 6] = ["behavioral", "situational", "case", "knowledge", "work-sample", "role-play"];

/// What an edit depends on.
pub(crate) struct Scene<'a> {
    pub(crate) role: &'a RoleSpec,
    pub(crate) bank: &'a Bank,
    /// The loop.
    pub(crate) kit: &'a Kit,
}

/// Edits a role spec at random, and says how. `None` if the kind of edit that was drawn is not possible.
pub(crate) fn edit(spec: &mut Spec, scene: &Scene<'_>, dice: &mut Dice) -> Option<String> {
    let all = KINDS.iter().map(|(_, share)| share).sum();
    let mut at = dice.below(all);
    let (kind, _) = KINDS.iter().find(|(_, share)| {
        let found = at < *share;
        at = at.wrapping_sub(*share);
        found
    })?;
    let what = match *kind {
        "pin" | "unpin" | "exclude" | "admit" | "retire" | "activate" | "own question" => {
            question(kind, spec, scene, dice)
        }
        "add round" | "ask" | "remove round" | "restore round" => round(kind, spec, scene, dice),
        "minutes" | "questions" | "any number" | "add competency" | "drop competency" | "types" => {
            key(kind, spec, scene, dice)
        }
        _ => must(kind, spec, scene, dice),
    }?;
    Some(format!("{kind} {what}"))
}

/// A question of the loop, or any question of the bank.
fn any_question(scene: &Scene<'_>, dice: &mut Dice) -> Option<String> {
    if dice.chance(75) {
        let asked: Vec<String> = scene.kit.slots().map(|s| s.question.id.clone()).collect();
        return dice.one(&asked).cloned();
    }
    dice.one(&scene.bank.questions).map(|q| q.id.to_string())
}

fn question(kind: &str, spec: &mut Spec, scene: &Scene<'_>, dice: &mut Dice) -> Option<String> {
    let Scene { role, bank, .. } = scene;
    match kind {
        "pin" => {
            let rounds = drawing(role);
            let round = *dice.one(&rounds)?;
            // One pin in ten has no slot: its competency or its depth is another one.
            let any = dice.chance(10);
            let fits = |q: &&panelkit::model::Question| {
                let is_slot = round.competencies.contains(&q.competency)
                    && q.depth.as_str() == depth_of(role, bank, q.competency.as_str());
                is_usable(role, q) && (any || is_slot) && !spec.is_chosen(role, q.id.as_str())
            };
            let fitting: Vec<String> = bank.questions.iter().filter(fits).map(|q| q.id.to_string()).collect();
            let id = dice.one(&fitting)?.clone();
            spec.pins.insert(id.clone(), round.id.to_string());
            Some(format!("{id} to {}", round.id))
        }
        "unpin" => {
            let pins: Vec<String> = spec.pins.keys().cloned().collect();
            let id = dice.one(&pins)?;
            spec.pins.remove(id);
            Some(id.clone())
        }
        "exclude" => {
            let id = any_question(scene, dice).filter(|id| !spec.is_chosen(role, id))?;
            spec.excluded.insert(id.clone());
            Some(id)
        }
        "admit" => {
            let excluded: Vec<String> = spec.excluded.iter().cloned().collect();
            let id = dice.one(&excluded)?;
            spec.excluded.remove(id);
            Some(id.clone())
        }
        "retire" => {
            let id = any_question(scene, dice)?;
            let asked = role.asked().any(|(_, asked)| asked.as_str() == id);
            if asked || spec.pins.contains_key(&id) || spec.retired.contains(&id) {
                return None;
            }
            match spec.own.iter_mut().find(|own| own.id == id) {
                Some(own) => own.status = "retired",
                None => drop(spec.retired.insert(id.clone())),
            }
            Some(id)
        }
        "activate" => {
            let retired: Vec<String> = spec.retired.iter().cloned().collect();
            let id = dice.one(&retired)?;
            spec.retired.remove(id);
            Some(id.clone())
        }
        _ => {
            let rounds = drawing(role);
            let round = *dice.one(&rounds)?;
            let own = new_question(spec, scene, dice.one(&round.competencies)?.as_str(), dice)?;
            let pinned = dice.chance(50);
            if pinned {
                spec.pins.insert(own.clone(), round.id.to_string());
            }
            Some(if pinned { format!("{own}, pinned to {}", round.id) } else { own })
        }
    }
}

/// Adds a question of the opening, and returns its id.
fn new_question(spec: &mut Spec, scene: &Scene<'_>, competency: &str, dice: &mut Dice) -> Option<String> {
    let id = format!("own-{}", spec.next);
    spec.next += 1;
    spec.own.push(Own {
        id: id.clone(),
        competency: competency.to_owned(),
        depth: depth_of(scene.role, scene.bank, competency),
        kind: dice.one(&TYPES)?,
        minutes: 4 + dice.below(12),
        status: "active",
    });
    Some(id)
}

fn round(kind: &str, spec: &mut Spec, scene: &Scene<'_>, dice: &mut Dice) -> Option<String> {
    let Scene { role, bank, .. } = scene;
    let ids: Vec<String> = role.plan.rounds.iter().map(|r| r.id.to_string()).collect();
    match kind {
        "remove round" => {
            let id = dice.one(&ids).filter(|_| ids.len() > 2)?;
            let is_added = spec.added.iter().any(|a| a.id == *id);
            spec.forget(id);
            if !is_added {
                spec.removed.insert(id.clone());
            }
            return Some(id.clone());
        }
        "restore round" => {
            let removed: Vec<String> = spec.removed.iter().cloned().collect();
            let id = dice.one(&removed)?;
            spec.removed.remove(id);
            return Some(id.clone());
        }
        _ if ids.len() > 7 => return None,
        _ => {}
    }
    let id = format!("extra-{}", spec.next);
    spec.next += 1;
    let mut added = Added {
        id: id.clone(),
        after: if dice.chance(70) { dice.one(&ids).cloned() } else { None },
        keys: [("minutes", (25 + 5 * dice.below(8)).to_string())].into(),
    };
    if kind == "ask" {
        let all: Vec<String> = bank.competencies.iter().map(|c| c.id.to_string()).collect();
        let mut asked = Vec::new();
        for _ in 0..1 + dice.below(2) {
            let competency = dice.one(&all)?.clone();
            asked.push(new_question(spec, scene, &competency, dice)?);
        }
        let loose =
            |q: &&panelkit::model::Question| is_usable(role, q) && !spec.is_chosen(role, q.id.as_str());
        let loose: Vec<String> = bank.questions.iter().filter(loose).map(|q| q.id.to_string()).collect();
        if dice.chance(30) {
            asked.extend(dice.one(&loose).cloned());
        }
        added.keys.insert("minutes", "60".to_owned());
        added.keys.insert("ask", format!("[{}]", joined(asked.iter())));
    } else {
        let mut of: Vec<String> = bank.competencies.iter().map(|c| c.id.to_string()).collect();
        while of.len() > 4 || (of.len() > 1 && dice.chance(30)) {
            of.remove(dice.below(of.len()));
        }
        added.keys.insert("competencies", format!("[{}]", joined(of.iter())));
        if dice.chance(40) {
            added.keys.insert("questions", (1 + dice.below(4)).to_string());
        }
    }
    spec.added.push(added);
    Some(id)
}

fn key(kind: &str, spec: &mut Spec, scene: &Scene<'_>, dice: &mut Dice) -> Option<String> {
    let rounds = drawing(scene.role);
    let round = *dice.one(&rounds)?;
    let id = round.id.as_str();
    let asked = scene.kit.rounds.iter().find(|r| r.id == id).map_or(1, |r| r.slots.len());
    let (key, value) = match kind {
        "minutes" => {
            let by = [-20, -15, -10, -5, 5, 10, 15];
            let minutes = i64::from(round.minutes) + dice.one(&by)?;
            ("minutes", minutes.clamp(i64::from(round.opening + round.closing) + 5, 90).to_string())
        }
        "questions" => ("questions", (asked + 2).saturating_sub(1 + dice.below(3)).max(1).to_string()),
        "any number" => {
            // A key that the bank's loop has stays.
            spec.set(id, "questions", None);
            return Some(id.to_owned());
        }
        "types" => {
            let mut types: Vec<String> = TYPES.iter().map(|t| (*t).to_owned()).collect();
            types.remove(dice.below(types.len()));
            types.remove(dice.below(types.len()));
            ("types", format!("[{}]", joined(types.iter())))
        }
        _ => {
            let mut listed: Vec<String> = round.competencies.iter().map(ToString::to_string).collect();
            if kind == "add competency" {
                let new = dice.one(&scene.bank.competencies)?.id.to_string();
                if listed.contains(&new) {
                    return None;
                }
                listed.insert(dice.below(listed.len() + 1), new);
            } else {
                listed.remove(dice.below(listed.len()));
            }
            ("competencies", format!("[{}]", joined(listed.iter())))
        }
    };
    if value == "[]" {
        return None;
    }
    spec.set(id, key, Some(value.clone()));
    Some(format!("of {id}: {value}"))
}

fn must(kind: &str, spec: &mut Spec, scene: &Scene<'_>, dice: &mut Dice) -> Option<String> {
    let depths: Vec<String> = scene.bank.depths.iter().map(|d| d.id.to_string()).collect();
    let at = dice.below(spec.musts.len());
    match kind {
        "add must-have" => {
            let new = dice.one(&scene.bank.competencies)?.id.to_string();
            if spec.musts.len() >= 6 {
                return None;
            }
            let id = format!("must-{}", spec.next);
            spec.next += 1;
            let depth = if dice.chance(20) { dice.one(&depths).cloned() } else { None };
            spec.musts.push(Must { id, competency: new.clone(), depth, weight: 1 + dice.below(3) as u32 });
            Some(new)
        }
        "remove must-have" if spec.musts.len() > 1 => Some(spec.musts.remove(at).id),
        "must-have depth" => {
            let depth = if dice.chance(30) { None } else { dice.one(&depths).cloned() };
            spec.musts[at].depth = depth.clone();
            Some(format!("of {}: {}", spec.musts[at].id, depth.unwrap_or_default()))
        }
        "weight" => {
            spec.musts[at].weight = 1 + dice.below(5) as u32;
            Some(format!("of {}", spec.musts[at].id))
        }
        "core" => {
            spec.core = 10 * dice.below(8) as u32;
            Some(spec.core.to_string())
        }
        "level" => {
            spec.level = dice.one(&scene.bank.levels)?.id.to_string();
            Some(spec.level.clone())
        }
        "dial" => {
            spec.depth = dice.one(&depths)?.clone();
            Some(spec.depth.clone())
        }
        _ => None,
    }
}
