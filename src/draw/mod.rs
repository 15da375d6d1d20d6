//! Blueprint and seed to selection, through the engine; and the reasons when there is none.

mod diagnose;
mod priority;
mod room;
mod translate;

pub use diagnose::Shortage;
pub use priority::{Key, priority};
pub use room::Room;

use crate::engine::{self, Outcome};
use crate::model::{Bank, Blueprint, RoleSpec, Selection};
use translate::Translation;

/// Nodes that a search may visit; some seconds on a slow machine.
const NODES: u64 = 1_000_000;

/// A selection, and whether it is proved that no other has a better priority.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The questions.
    pub selection: Selection,
    /// Whether the search finished.
    pub proven: bool,
}

/// Draws a question for every slot of the blueprint: the sum of seeded priorities is least.
///
/// # Errors
/// [`Shortage`] when no choice keeps the rules, or none was found within the search limit.
pub fn draw<'a>(
    bank: &'a Bank,
    role: &'a RoleSpec,
    blueprint: &'a Blueprint,
    key: &Key<'_>,
) -> Result<Drawn, Box<Shortage<'a>>> {
    let translation = Translation::new(bank, role, blueprint, key);
    let (solution, proven) = match engine::solve(&translation.problem, NODES) {
        Outcome::Optimal(solution) => (solution, true),
        Outcome::Unproven(solution) => (solution, false),
        Outcome::Infeasible => {
            return Err(Box::new(Shortage::new(bank, role, blueprint, translation, false)));
        }
        Outcome::GaveUp => return Err(Box::new(Shortage::new(bank, role, blueprint, translation, true))),
    };
    let rounds = solution.rounds.iter().map(|items| items.iter().map(|i| translation.question(*i)).collect());
    Ok(Drawn { selection: Selection { rounds: rounds.collect() }, proven })
}
