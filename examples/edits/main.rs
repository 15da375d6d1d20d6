//! Edits role specs at random and counts how many slots of the loop move: `edits COUNT [SEED [AT_ONCE]] > edits.jsonl`.
//! `AT_ONCE` is the number of changes in an edit; without it, an edit has one to three.
//!
//! Every edit is followed by `generate --force`, `verify` and the same `generate` again. Standard output has a
//! line of JSON for each edit: the rules that a loop must keep after the edit, the loop before, and the loop
//! after. `scripts/peers.py edits edits.jsonl` solves the same problems with another solver. The command ends
//! with exit status 1 if `verify` found a difference or a second run changed a file.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example speaks to a terminal")]

use std::env;
use std::process::ExitCode;

#[path = "../../tests/edits/bank.rs"]
mod bank;
#[path = "../../tests/edits/change.rs"]
mod change;
#[path = "../../tests/edits/dice.rs"]
mod dice;
mod problem;
#[path = "../../tests/edits/spec.rs"]
mod spec;
#[path = "../../tests/edits/walk.rs"]
mod walk;

use dice::Dice;
use walk::{Walk, moved};

/// The sample role specs.
const SAMPLES: [&str; 3] = [
    include_str!("../../kits/payments-api-tpm/role.yaml"),
    include_str!("../../kits/checkout-backend-engineer/role.yaml"),
    include_str!("../../kits/platform-engineering-manager/role.yaml"),
];

/// Edits of one req before the next req begins.
const EACH: usize = 10;

fn main() -> ExitCode {
    let mut args = env::args().skip(1).map(|arg| arg.parse::<u64>());
    let mut next = || args.next().and_then(Result::ok);
    let (Some(count), seed, at_once) = (next(), next().unwrap_or(1), next()) else {
        eprintln!("usage: edits COUNT [SEED [AT_ONCE]]");
        return ExitCode::from(2);
    };
    let (mut done, mut walks, mut faults, mut none, mut slots, mut drawn) = (0, 0, 0, 0, 0, 0);
    while done < count {
        walks += 1;
        let mut dice = Dice(seed.wrapping_mul(1_000_003) + walks);
        // Every other req is one of the samples.
        let walk = match walks as usize % 2 {
            1 => Walk::shipped(SAMPLES[walks as usize / 2 % SAMPLES.len()]),
            _ => Walk::random(&mut dice),
        };
        let Some(mut walk) = walk else { continue };
        for n in 0..EACH.min((count - done) as usize) {
            let wanted = at_once.map_or_else(|| [1, 1, 1, 2, 3][dice.below(5)], |n| n as usize);
            let step = walk.step(wanted, &mut dice);
            done += 1;
            for fault in &step.faults {
                faults += 1;
                eprintln!("req {walks}, edit {n} ({}): {fault}", step.edits.join("; "));
            }
            match &step.new {
                Some(new) => slots += moved(&step.old, new),
                None => none += 1,
            }
            drawn += usize::from(step.drawn_again);
            println!("{}", problem::line(&step, walks, n));
        }
    }
    eprintln!(
        "{done} edits: {} gave a loop, {none} gave none; {slots} slots moved; {drawn} loops drawn again by `verify`; {faults} faults",
        done as usize - none
    );
    if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
