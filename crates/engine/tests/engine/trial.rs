//! One problem put to the engine: the checker must accept the answer, and whatever can be known
//! besides must agree with it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use panelkit_engine::{Engine, FORBIDDEN, Outcome, Start, violations};

use crate::oracle::least;
use crate::problems::Case;

/// With so many nodes a small problem must be decided.
const DECIDED: u64 = 500_000;

/// What came of a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Feasible,
    Infeasible,
    /// The engine says that it did not suffice; so it may, in a wide problem.
    Undecided,
}

/// The answer of the engine without a start.
pub(crate) fn answer(case: &Case, nodes: u64) -> Outcome {
    Engine::new(case.problem.clone()).solve(&case.costs, &Start::default(), nodes)
}

/// Solves the problem and checks all that can be known without brute force.
pub(crate) fn sound(case: &Case, nodes: u64) -> Result<(Verdict, Outcome), String> {
    let engine = Engine::new(case.problem.clone());
    let outcome = engine.solve(&case.costs, &engine.start(&case.costs), nodes);
    if let Some(solution) = outcome.solution() {
        let broken = violations(&case.problem, &case.costs, solution);
        if !broken.is_empty() {
            return Err(format!("the answer breaks rules: {broken:?}"));
        }
    }
    // Which items are forbidden is a matter of costs: `feasible` knows nothing of it.
    let free = case.costs.iter().all(|c| *c != FORBIDDEN);
    match (engine.feasible(nodes), &outcome) {
        (Some(false), other) if other.solution().is_some() => {
            return Err("`feasible` denies a kit that `solve` found".to_owned());
        }
        (Some(true), Outcome::Infeasible) if free => {
            return Err("`feasible` sees a kit that `solve` denies".to_owned());
        }
        (None, Outcome::Optimal(_) | Outcome::Infeasible) if free && nodes >= DECIDED => {
            return Err("`feasible` does not know what `solve` knows".to_owned());
        }
        _ => {}
    }
    let verdict = match &outcome {
        Outcome::Optimal(_) => Verdict::Feasible,
        Outcome::Infeasible => Verdict::Infeasible,
        Outcome::Unproven(_) | Outcome::GaveUp => Verdict::Undecided,
    };
    Ok((verdict, outcome))
}

/// What can be known of a problem too large for brute force: answers to it, and to those next to it, do
/// not contradict each other.
pub(crate) fn steady(case: &Case, nodes: u64) -> Result<Verdict, String> {
    let (verdict, outcome) = sound(case, nodes)?;
    compatible("from no prices", &outcome, &answer(case, nodes), false)?;
    // Without the first chosen item and without the first other one.
    let chosen =
        |n: usize| outcome.solution().is_some_and(|s| s.placed.iter().any(|(m, _)| *m as usize == n));
    let core = |n: usize| case.problem.core.iter().any(|(m, _)| *m as usize == n);
    for own in [true, false] {
        let first = (0..case.costs.len()).find(|n| chosen(*n) == own && !core(*n));
        if let Some(n) = first {
            let mut fewer = case.clone();
            fewer.costs[n] = FORBIDDEN;
            let other = answer(&fewer, nodes);
            // What is best with an item that is not chosen is best without it.
            let dearer = own || !matches!(outcome, Outcome::Optimal(_));
            compatible(&format!("without item {n}"), &outcome, &other, dearer)?;
        }
    }
    Ok(verdict)
}

/// Whether two answers can both be right: to the same problem, or the second to a `stricter` one.
fn compatible(what: &str, one: &Outcome, other: &Outcome, stricter: bool) -> Result<(), String> {
    let right = match (one, other) {
        (Outcome::Optimal(a), Outcome::Optimal(b)) => a.cost == b.cost || stricter && a.cost < b.cost,
        (Outcome::Optimal(a), Outcome::Unproven(b)) => a.cost <= b.cost,
        (Outcome::Unproven(a), Outcome::Optimal(b)) => stricter || b.cost <= a.cost,
        (Outcome::Optimal(_) | Outcome::Unproven(_), Outcome::Infeasible) => stricter,
        (Outcome::Infeasible, other) => other.solution().is_none(),
        _ => true,
    };
    if right { Ok(()) } else { Err(format!("{what}: {one:?} and {other:?}")) }
}

/// As [`sound`], and brute force besides; nothing when the problem is too large for it.
pub(crate) fn agrees(case: &Case, nodes: u64) -> Result<Option<Verdict>, String> {
    let (verdict, outcome) = sound(case, nodes)?;
    let Ok(expected) = least(&case.problem, &case.costs) else { return Ok(None) };
    match (&outcome, expected) {
        (Outcome::Optimal(solution), Some(cost)) if solution.cost == cost => Ok(Some(verdict)),
        (Outcome::Infeasible, None) => Ok(Some(verdict)),
        (found, expected) => Err(format!("found {found:?}, brute force says {expected:?}")),
    }
}

/// Runs a trial; a panic is a failure like any other.
pub(crate) fn guarded<T>(trial: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(trial)).unwrap_or_else(|why| {
        let text = why.downcast_ref::<String>().cloned();
        let text = text.or(why.downcast_ref::<&str>().map(|s| (*s).to_owned()));
        Err(format!("panic: {}", text.unwrap_or_default()))
    })
}
