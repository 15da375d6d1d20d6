//! Draws a selection from blueprint and seed with the engine, or gives the reasons why there is none.

mod conflict;
mod diagnose;
mod forms;
mod likeness;
mod parallel;
mod priority;
mod room;
mod series;
mod settle;
mod stock;
mod translate;
mod why;

pub use conflict::NO_SINGLE_CHANGE;
pub use diagnose::Shortage;
pub use likeness::{Likeness, slot_minutes, unlike};
pub use parallel::{Draws, Parallel, Variant};
pub use priority::{Key, PRIORITIES, priority};
pub use room::Room;
pub use series::{Next, Series};
pub use settle::settle;
pub use why::{Fate, Rival, Why, why};

use crate::engine::{Engine, Outcome, Solution, Start};
use crate::model::{Bank, Blueprint, RoleSpec, Selection};
use translate::Translation;

/// The highest number of nodes that a search may visit. A search of this size takes a few seconds on a slow
/// machine.
const NODES: u64 = 1_000_000;

/// A selection of questions.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The questions.
    pub selection: Selection,
    /// True if the search finished, so that no other selection has a better priority.
    pub proven: bool,
}

/// Draws a question for every slot of the blueprint, with the lowest sum of seeded priorities.
///
/// # Errors
/// [`Shortage`] if no selection meets the rules, or none was found within the search limit.
pub fn draw<'a>(
    bank: &'a Bank,
    role: &'a RoleSpec,
    blueprint: &'a Blueprint,
    key: &Key<'_>,
) -> Result<Drawn, Box<Shortage<'a>>> {
    let mut gave_up = false;
    for translation in Translation::attempts(bank, role, blueprint) {
        let costs = translation.costs(bank, role, key);
        match Engine::new(translation.problem.clone()).solve(&costs, &Start::default(), NODES) {
            Outcome::Optimal(solution) => return Ok(drawn(&translation, &solution, true)),
            Outcome::Unproven(solution) => return Ok(drawn(&translation, &solution, false)),
            Outcome::Infeasible => gave_up = false,
            Outcome::GaveUp => gave_up = true,
        }
    }
    let translation = Translation::new(bank, role, blueprint);
    Err(Box::new(Shortage::new(bank, role, blueprint, translation, gave_up)))
}

fn drawn(translation: &Translation, solution: &Solution, proven: bool) -> Drawn {
    Drawn { selection: Selection { rounds: translation.questions(solution) }, proven }
}
