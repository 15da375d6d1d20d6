//! Draws of loops: a random bank, a random role spec with pins and exclusions, and the plan for it.

use std::collections::{BTreeMap, BTreeSet};

use panelkit::diag::Sink;
use panelkit::draw::{self, Key, priority};
use panelkit::engine::{Group, Item, Problem, Round, Seat, Window};
use panelkit::load::{Memory, Workspace};
use panelkit::model::{Bank, Blueprint, Chosen, Given, Pin, Question, QuestionType, RoleSpec, Status};
use panelkit::{pipeline, plan};

use crate::Case;
use crate::dice::Dice;

/// The instance of a seed; `None` if there is no plan.
pub(crate) fn case(seed: u64) -> Option<Case> {
    let mut dice = Dice(seed.wrapping_mul(7_919));
    let (files, text) = crate::bank::random(&mut dice);
    let mut memory: Memory =
        files.iter().map(|(name, text)| (format!("question_banks/random/{name}"), text.as_str())).collect();
    memory.insert("kits/random-req/role.yaml", text);
    let (mut role, bank) = pipeline::req(&Workspace::of(memory), "random-req", &mut Sink::new()).ok()?;
    exclude(&mut role, &bank, dice.below(25), &mut dice);
    pin(&mut role, &bank, &mut dice);
    let given: Vec<Given> = role.pins.iter().filter_map(|pin| given(&role, &bank, pin)).collect();
    let room = draw::Room::new(&bank, &role, &given);
    let mut blueprint =
        plan::plan(&role, &bank, &given, &mut |sketch| room.holds(sketch), &mut Sink::new()).ok()?;
    // The plan can be drawn. The rules that follow may contradict it.
    if dice.chance(25) {
        exclude(&mut role, &bank, dice.below(20), &mut dice);
        for round in &mut blueprint.rounds {
            round.minutes = round.minutes.saturating_sub([0, 0, 0, 1, 3][dice.below(5)]);
            if dice.chance(10) {
                round.types = QuestionType::ALL.iter().map(|(t, _)| *t).filter(|_| dice.chance(70)).collect();
            }
        }
    }
    let text = seed.to_string();
    let key = Key { seed: &text, req: role.id.as_str(), candidate: None };
    let (verdict, cost) = match draw::draw(&bank, &role, &blueprint, &key) {
        Ok(drawn) => {
            let rounds = drawn.selection.rounds.iter().zip(&blueprint.rounds);
            let picks = rounds.flat_map(|(picks, round)| picks.iter().zip(&round.slots));
            let drawn_for = picks.filter(|(_, slot)| slot.fixed.is_none());
            let cost = drawn_for.map(|(n, _)| priority(&key, bank.questions[*n].id.as_str())).sum();
            (if drawn.proven { "optimal" } else { "unproven" }, Some(cost))
        }
        Err(shortage) if shortage.findings().iter().any(|f| f.code.id == "search-limit") => ("gave-up", None),
        Err(_) => ("infeasible", None),
    };
    let (problem, costs) = problem(&role, &bank, &blueprint, &key);
    Some(Case { form: "loop", problem, costs, verdict, cost })
}

fn exclude(role: &mut RoleSpec, bank: &Bank, percent: usize, dice: &mut Dice) {
    let pinned: BTreeSet<_> = role.pins.iter().map(|p| p.question.clone()).collect();
    let loose = bank.questions.iter().filter(|q| !pinned.contains(&q.id));
    role.excluded.extend(loose.filter(|_| dice.chance(percent)).map(|q| q.id.clone()));
}

/// Pins up to two questions to each round.
fn pin(role: &mut RoleSpec, bank: &Bank, dice: &mut Dice) {
    for round in role.plan.rounds.clone() {
        for _ in 0..[0, 0, 1, 1, 2][dice.below(5)] {
            let fits = |q: &&Question| {
                round.competencies.contains(&q.competency)
                    && q.depth == role.depth
                    && is_usable(role, q)
                    && !role.pins.iter().any(|p| p.question == q.id)
            };
            let fitting: Vec<&Question> = bank.questions.iter().filter(fits).collect();
            if let Some(question) = dice.one(&fitting) {
                let (round, question, place) = (round.id.clone(), question.id.clone(), round.place.clone());
                role.pins.push(Pin { round, question, why: None, place });
            }
        }
    }
}

fn given(role: &RoleSpec, bank: &Bank, pin: &Pin) -> Option<Given> {
    let question = bank.index_of(pin.question.as_str())?;
    let round = role.plan.rounds.iter().position(|r| r.id == pin.round)?;
    Some(Given::chosen(bank, round, question, Chosen::Pin))
}

fn is_usable(role: &RoleSpec, question: &Question) -> bool {
    question.status == Status::Active && !role.excluded.contains(&question.id) && question.suits(&role.level)
}

/// The draw of a plan as integers. A group for each competency and depth comes first, then one for each
/// question that is not drawn.
fn problem(role: &RoleSpec, bank: &Bank, plan: &Blueprint, key: &Key<'_>) -> (Problem, Vec<u64>) {
    let mut groups: BTreeMap<(&str, &str), Vec<Seat>> = BTreeMap::new();
    let mut fixed: BTreeMap<usize, usize> = BTreeMap::new();
    for (n, round) in plan.rounds.iter().enumerate() {
        let kinds = round.types.iter().fold(0, |mask, t| mask | 1 << *t as u32);
        let kinds = if round.types.is_empty() { u32::MAX } else { kinds };
        let seat = Seat { round: n, kinds, minutes: Window::at_most(round.minutes), difficulties: u32::MAX };
        for slot in &round.slots {
            match slot.fixed {
                Some(question) => drop(fixed.insert(question, n)),
                None => groups.entry((slot.competency.as_str(), slot.depth.as_str())).or_default().push(seat),
            }
        }
    }
    let names: Vec<(&str, &str)> = groups.keys().copied().collect();
    let mut all: Vec<Group> = groups.into_values().map(Group::Seated).collect();
    let (mut problem, mut costs, mut numbers) = (Problem::default(), Vec::new(), BTreeMap::new());
    let mut families: Vec<&str> = Vec::new();
    for (n, question) in bank.questions.iter().enumerate() {
        let group = match fixed.get(&n) {
            Some(round) => {
                problem.core.push((problem.items.len() as u32, *round));
                all.push(Group::Seated(vec![Seat {
                    round: *round,
                    kinds: u32::MAX,
                    minutes: Window::ANY,
                    difficulties: u32::MAX,
                }]));
                all.len() - 1
            }
            None if !is_usable(role, question) => continue,
            None => {
                let cell = (question.competency.as_str(), question.depth.as_str());
                let Some(group) = names.iter().position(|name| *name == cell) else { continue };
                group
            }
        };
        let family = question.family.as_ref().map(|family| {
            let known = families.iter().position(|f| *f == family.as_str());
            known.unwrap_or_else(|| {
                families.push(family.as_str());
                families.len() - 1
            }) as u32
        });
        numbers.insert(&question.id, problem.items.len() as u32);
        costs.push(priority(key, question.id.as_str()));
        problem.items.push(Item {
            group: group as u32,
            cell: 0,
            kind: question.kind as u8,
            minutes: question.minutes,
            difficulty: 0,
            family,
        });
    }
    for (id, n) in &numbers {
        let foes = bank.question(id.as_str()).into_iter().flat_map(|q| &q.enemies);
        problem.enemies.extend(foes.filter_map(|foe| numbers.get(foe)).map(|foe| (*n, *foe)));
    }
    problem.groups = all;
    problem.rounds = plan.rounds.iter().map(|r| rule(Window::at_most(r.minutes))).collect();
    (problem, costs)
}

/// A round with these minutes.
pub(crate) fn rule(minutes: Window) -> Round {
    Round { minutes, count: Window::ANY, kinds: Vec::new() }
}
