//! Gives random problems to the engine for as long as you like. It checks that the engine does not panic,
//! that the independent checker accepts every answer, that `feasible` agrees with `solve`, and that answers
//! to small problems agree with brute force. For a wide problem it checks that the answers to it and to
//! variants of it do not contradict each other.
//!
//! `fuzz_engine SECONDS SEED` prints counts every 10 seconds of processor time. It stops at the first
//! failure, prints the problem reduced to its smallest failing form, and ends with exit status 1.
//! `fuzz_engine 1 SEED` reproduces the failure at once.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example speaks to a terminal")]

use std::process::ExitCode;
use std::{env, panic};

use rustix::time::{ClockId, clock_gettime};

#[path = "../tests/engine/oracle.rs"]
mod oracle;
#[path = "../tests/engine/problems.rs"]
mod problems;
#[path = "../tests/engine/shrink.rs"]
mod shrink;
#[path = "../tests/engine/trial.rs"]
mod trial;

use problems::{COUNTED, Case, Costs, DEEP, Form, MANY, MIXED, SEATED, WIDE, draw};
use trial::{Verdict, agrees, guarded, steady};

/// Nodes for a small problem, which must be decided, and for a wide one.
const ENOUGH: u64 = 10_000_000;
const FEW: u64 = 20_000;

const FORMS: [(&str, Form); 6] = [
    ("counted", COUNTED),
    ("seated", SEATED),
    ("mixed", MIXED),
    ("deep", DEEP),
    ("wide", WIDE),
    ("many", MANY),
];
/// One seed in eight gives a wide problem, because a wide problem takes as long as hundreds of small ones.
const RARE: u64 = 8;

/// The results for the problems of one form.
#[derive(Clone, Copy, Default)]
struct Tally {
    feasible: u64,
    infeasible: u64,
    undecided: u64,
    /// Problems of a small form that were too large for brute force.
    unchecked: u64,
    slowest: f64,
    slowest_seed: u64,
}

fn main() -> ExitCode {
    let mut args = env::args().skip(1).map(|arg| arg.parse::<u64>());
    let (Some(Ok(seconds)), Some(Ok(first))) = (args.next(), args.next()) else {
        eprintln!("usage: fuzz_engine SECONDS SEED");
        return ExitCode::from(2);
    };
    // A panic is reported as a failure, together with the problem that caused it; a stack trace would only bury
    // this report.
    panic::set_hook(Box::new(|_| {}));
    let mut tallies = [Tally::default(); FORMS.len()];
    let mut shown = 0;
    let mut seed = first;
    while clock() < seconds as f64 {
        if let Err(why) = one(seed, &mut tallies) {
            report(seed, &why);
            return ExitCode::FAILURE;
        }
        seed += 1;
        if clock() as u64 / 10 > shown {
            shown = clock() as u64 / 10;
            print(&tallies, first, seed);
        }
    }
    println!("no failure");
    print(&tallies, first, seed);
    ExitCode::SUCCESS
}

/// The problem of a seed, and the number of its form.
fn problem(seed: u64) -> (usize, Case) {
    let mut dice = problems::Dice(seed);
    let form = if seed.is_multiple_of(RARE) { 4 + dice.below(2) } else { dice.below(4) };
    let costs = [Costs::Large, Costs::Large, Costs::Tiny, Costs::Extreme][dice.below(4)];
    (form, draw(&FORMS[form].1, costs, dice.next()))
}

/// Checks what must hold for a problem of a form; `None` if the problem is too large for brute force.
fn trial(form: usize, case: &Case) -> Result<Option<Verdict>, String> {
    match FORMS[form].0 {
        "wide" | "many" => guarded(|| steady(case, FEW).map(Some)),
        _ => guarded(|| agrees(case, ENOUGH)),
    }
}

fn one(seed: u64, tallies: &mut [Tally]) -> Result<(), String> {
    let (form, case) = problem(seed);
    let before = clock();
    let verdict = trial(form, &case)?;
    let tally = &mut tallies[form];
    match verdict {
        Some(Verdict::Feasible) => tally.feasible += 1,
        Some(Verdict::Infeasible) => tally.infeasible += 1,
        Some(Verdict::Undecided) => tally.undecided += 1,
        None => tally.unchecked += 1,
    }
    let took = clock() - before;
    if took > tally.slowest {
        (tally.slowest, tally.slowest_seed) = (took, seed);
    }
    Ok(())
}

fn report(seed: u64, why: &str) {
    println!("FAILED at seed {seed}: {why}");
    let (form, case) = problem(seed);
    // The first words identify the kind of failure: the smallest problem must fail in the same way.
    let kind = |why: &str| why.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
    let small = shrink::smallest(&case, &|c| trial(form, c).is_err_and(|w| kind(&w) == kind(why)));
    println!("the smallest failing problem ({}): {:?}\n{small:?}", FORMS[form].0, trial(form, &small));
}

fn print(tallies: &[Tally], first: u64, seed: u64) {
    println!("{:.0} s of processor time, seeds {first} to {}", clock(), seed - 1);
    for ((name, _), t) in FORMS.iter().zip(tallies) {
        println!(
            "  {name}: {} feasible, {} infeasible, {} undecided, {} without brute force; slowest {:.2} s, seed {}",
            t.feasible, t.infeasible, t.undecided, t.unchecked, t.slowest, t.slowest_seed
        );
    }
}

/// Processor time of this thread in seconds.
fn clock() -> f64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}
