//! Assembles the kit of a candidate: the loop's kit with other questions in its rotating slots.
//!
//! The core questions, the rounds and the particulars of the role stay as they were issued, even if the role
//! spec and the bank have changed since. The generator, the version of the drawing rules and the digests of
//! the inputs are the current ones, and the schedule of each round follows from its questions.

use super::{kit_question, schedule::schedule};
use crate::model::{Bank, DRAW, Kit, RoleSpec};

/// Assembles a candidate's kit. `picks`: round by round, slot by slot, index into the bank's questions;
/// `None` if the slot keeps the question of `base`. `issue` and the digests must still be filled in.
pub fn variant(
    bank: &Bank,
    role: &RoleSpec,
    base: &Kit,
    candidate: Option<&str>,
    picks: &[Vec<Option<usize>>],
) -> Kit {
    let mut kit = base.clone();
    kit.candidate = candidate.map(str::to_owned);
    kit.generator = super::GENERATOR.to_owned();
    kit.bank.digest.clone_from(&bank.digest);
    kit.banks.clone_from(&bank.banks);
    kit.role.inputs = role.inputs();
    kit.issue = None;
    kit.draw = DRAW;
    kit.choices.exclude = role.excluded.iter().map(ToString::to_string).collect();
    kit.digest.clear();
    for (round, picks) in kit.rounds.iter_mut().zip(picks) {
        for (slot, pick) in round.slots.iter_mut().zip(picks) {
            if let Some(n) = pick {
                slot.question = kit_question(bank, role, &bank.questions[*n]);
            }
        }
        let questions = round.minutes.saturating_sub(round.opening + round.closing);
        round.schedule = schedule(round.opening, questions, round.closing, &round.slots);
    }
    kit
}
