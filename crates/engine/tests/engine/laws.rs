//! Laws that hold between two problems: what the engine must not look at, and what may only help.

use std::collections::BTreeMap;

use panelkit_engine::{Engine, FORBIDDEN, Outcome, Solution, Start};

use crate::problems::{COUNTED, Case, Costs, DEEP, Dice, Form, MIXED, SEATED, draw, without};
use crate::relaxed;
use crate::shrink::smallest;
use crate::trial::{answer, guarded};

const NODES: u64 = 500_000;

/// A law, with a seed for what it chooses by itself.
type Law = fn(&Case, u64) -> Result<(), String>;

/// Tries a law on problems of every form, with costs that leave one best choice.
fn holds(law: Law, cases: u64) {
    for (form, from) in [(COUNTED, 100_000), (SEATED, 200_000), (MIXED, 300_000)] {
        hold(law, &form, from..from + cases);
    }
    // Where an offer has hundreds of items the engine looks at the cheapest alone at first.
    hold(law, &DEEP, 400_000..400_000 + cases / 4);
}

fn hold(law: Law, form: &Form, seeds: std::ops::Range<u64>) {
    for seed in seeds {
        let case = draw(form, Costs::Large, seed);
        if let Err(why) = guarded(|| law(&case, seed)) {
            let small = smallest(&case, &|c| distinct(c) && guarded(|| law(c, seed)).is_err());
            let last = guarded(|| law(&small, seed)).expect_err("the smallest case fails too");
            panic!("seed {seed}: {why}\nat its smallest: {last}\n{small:?}");
        }
    }
}

/// Whether no two items cost the same, so that what makes a problem smaller does not make it another.
fn distinct(case: &Case) -> bool {
    let mut costs = case.costs.clone();
    costs.sort_unstable();
    costs.windows(2).all(|w| w[0] < w[1])
}

/// The answer in the numbers of another problem; `name` says the number there.
fn renamed(outcome: &Outcome, name: &dyn Fn(u32) -> u32) -> Outcome {
    let rename = |s: &Solution| {
        let mut placed: Vec<(u32, usize)> = s.placed.iter().map(|(n, round)| (name(*n), *round)).collect();
        placed.sort_unstable();
        let seats = s.seats.iter().map(|seats| seats.iter().map(|n| name(*n)).collect()).collect();
        Solution { cost: s.cost, placed, seats }
    };
    match outcome {
        Outcome::Optimal(s) => Outcome::Optimal(rename(s)),
        Outcome::Unproven(s) => Outcome::Unproven(rename(s)),
        other => other.clone(),
    }
}

fn same(what: &str, a: &Outcome, b: &Outcome) -> Result<(), String> {
    if a == b { Ok(()) } else { Err(format!("{what}: {a:?} became {b:?}")) }
}

fn cost(outcome: &Outcome) -> Result<Option<u64>, String> {
    match outcome {
        Outcome::Optimal(solution) => Ok(Some(solution.cost)),
        Outcome::Infeasible => Ok(None),
        other => Err(format!("a small problem is not decided: {other:?}")),
    }
}

/// Items, enemies and core in another order.
fn order_does_not_matter(case: &Case, seed: u64) -> Result<(), String> {
    let mut dice = Dice(seed);
    let mut order: Vec<u32> = (0..case.problem.items.len() as u32).collect();
    dice.shuffle(&mut order);
    let place: BTreeMap<u32, u32> = order.iter().zip(0..).map(|(old, new)| (*old, new)).collect();
    let mut other = case.clone();
    other.problem.items = order.iter().map(|n| case.problem.items[*n as usize].clone()).collect();
    other.costs = order.iter().map(|n| case.costs[*n as usize]).collect();
    other.problem.enemies.iter_mut().for_each(|(a, b)| (*a, *b) = (place[b], place[a]));
    other.problem.core.iter_mut().for_each(|(n, _)| *n = place[n]);
    dice.shuffle(&mut other.problem.enemies);
    dice.shuffle(&mut other.problem.core);
    let back = renamed(&answer(&other, NODES), &|n| order[n as usize]);
    same("in another order", &answer(case, NODES), &back)
}

/// With one rule less strict there is a kit wherever there was one, and it costs no more.
fn lifting_a_rule_never_hurts(case: &Case, seed: u64) -> Result<(), String> {
    let before = answer(case, NODES);
    let Some(least) = cost(&before)? else { return Ok(()) };
    let mut others = relaxed::all(&case.problem);
    Dice(seed).shuffle(&mut others);
    for (what, problem) in others.into_iter().take(6) {
        let after = cost(&answer(&Case { problem, costs: case.costs.clone() }, NODES))?;
        if after.is_none_or(|after| after > least) {
            return Err(format!("{what}: {least} became {after:?}"));
        }
    }
    let Outcome::Optimal(solution) = &before else { return Ok(()) };
    for (n, problem) in relaxed::freed(&case.problem, solution) {
        let after = cost(&answer(&Case { problem, costs: case.costs.clone() }, NODES))?;
        if after.is_none_or(|after| after > least + case.costs[n as usize]) {
            return Err(format!("core item {n} freed: {least} became {after:?}"));
        }
    }
    Ok(())
}

/// An item that is not in the answer has no part in it.
fn an_item_more_is_chosen_or_changes_nothing(case: &Case, seed: u64) -> Result<(), String> {
    let mut dice = Dice(seed);
    let with = answer(case, NODES);
    let core = |n: u32| case.problem.core.iter().any(|(c, _)| *c == n);
    let chosen = |n: u32| with.solution().is_some_and(|s| s.placed.iter().any(|(m, _)| *m == n));
    for _ in 0..3 {
        let n = dice.below(case.problem.items.len().max(1)) as u32;
        if n as usize >= case.problem.items.len() || core(n) {
            continue;
        }
        let fewer = answer(&without(case, n), NODES);
        if chosen(n) {
            // The item made the kit possible, or cheaper.
            if cost(&fewer)?.is_some_and(|before| Some(before) < with.solution().map(|s| s.cost)) {
                return Err(format!("item {n} more: {fewer:?} became {with:?}"));
            }
            continue;
        }
        let up = |m: u32| m + u32::from(m >= n);
        same(&format!("without item {n}"), &with, &renamed(&fewer, &up))?;
        // To forbid it is the same as not to have it.
        let mut forbidden = case.clone();
        forbidden.costs[n as usize] = FORBIDDEN;
        same(&format!("item {n} forbidden"), &with, &answer(&forbidden, NODES))?;
    }
    Ok(())
}

fn forbidden_items_are_never_chosen(case: &Case, seed: u64) -> Result<(), String> {
    let mut dice = Dice(seed);
    let mut case = case.clone();
    for cost in &mut case.costs {
        if dice.chance(30) {
            *cost = FORBIDDEN;
        }
    }
    let outcome = answer(&case, NODES);
    cost(&outcome)?;
    let core = |n: u32| case.problem.core.iter().any(|(c, _)| *c == n);
    let placed = outcome.solution().map_or(Vec::new(), |s| s.placed.clone());
    match placed.iter().find(|(n, _)| case.costs[*n as usize] == FORBIDDEN && !core(*n)) {
        Some((n, _)) => Err(format!("item {n} is forbidden and chosen")),
        None => Ok(()),
    }
}

/// Neither the prices begun with nor the kits made before have a say.
fn what_was_done_before_does_not_matter(case: &Case, seed: u64) -> Result<(), String> {
    let first = answer(case, NODES);
    let engine = Engine::new(case.problem.clone());
    let mut dice = Dice(seed);
    let others: Vec<u64> = case.costs.iter().map(|_| dice.between(0, 1 << 30)).collect();
    let starts = [engine.start(&case.costs), engine.start(&others), Start::default()];
    for (n, start) in starts.iter().enumerate() {
        same(&format!("start {n}"), &first, &engine.solve(&case.costs, start, NODES))?;
        let other = engine.solve(&others, start, NODES);
        same("another kit", &answer(&Case { costs: others.clone(), ..case.clone() }, NODES), &other)?;
    }
    same("once more", &first, &engine.solve(&case.costs, &Start::default(), NODES))
}

#[test]
fn the_order_of_items_enemies_and_core_does_not_matter() {
    holds(order_does_not_matter, 800);
}

#[test]
fn lifting_a_rule_never_makes_a_kit_dearer() {
    holds(lifting_a_rule_never_hurts, 500);
}

#[test]
fn an_item_more_is_in_the_answer_or_leaves_it_alone() {
    holds(an_item_more_is_chosen_or_changes_nothing, 500);
}

#[test]
fn a_forbidden_item_is_never_chosen() {
    holds(forbidden_items_are_never_chosen, 500);
}

#[test]
fn starts_and_earlier_kits_do_not_change_an_answer() {
    holds(what_was_done_before_does_not_matter, 400);
}
