//! Random draws with pins, exclusions and kinds, with the program's answers: `draws COUNT [SEED] > draws.jsonl`.
//!
//! Standard output has a line of JSON for each instance. `scripts/peers.py draws draws.jsonl` solves the same
//! instances with another solver. Odd seeds draw a loop from a random bank and role spec; even seeds draw a
//! candidate's kit whose slots admit some kinds, difficulties and minutes.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example speaks to a terminal")]

use std::collections::BTreeMap;
use std::env;
use std::process::ExitCode;

use panelkit::engine::{Group, Problem};
use serde_json::{Value, json};

#[path = "../../tests/edits/bank.rs"]
mod bank;
#[path = "../../tests/edits/dice.rs"]
mod dice;
mod kits;
mod loops;

/// An instance and the program's answer.
struct Case {
    form: &'static str,
    problem: Problem,
    costs: Vec<u64>,
    verdict: &'static str,
    cost: Option<u64>,
}

fn main() -> ExitCode {
    let mut args = env::args().skip(1).map(|arg| arg.parse::<u64>());
    let (Some(Ok(count)), first) = (args.next(), args.next().and_then(Result::ok).unwrap_or(1)) else {
        eprintln!("usage: draws COUNT [SEED]");
        return ExitCode::from(2);
    };
    let mut verdicts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut seed = first;
    let mut done = 0;
    while done < count {
        let case = if seed % 2 == 1 { loops::case(seed) } else { Some(kits::case(seed)) };
        if let Some(case) = case {
            *verdicts.entry((case.form, case.verdict)).or_default() += 1;
            println!("{}", line(seed, &case));
            done += 1;
        }
        seed += 1;
    }
    for ((form, verdict), count) in verdicts {
        eprintln!("{form}, {verdict}: {count}");
    }
    ExitCode::SUCCESS
}

fn line(seed: u64, case: &Case) -> Value {
    let Case { form, problem, costs, verdict, cost } = case;
    let items = problem.items.iter().zip(costs).map(|(item, cost)| {
        json!({
            "group": item.group, "minutes": item.minutes, "kind": item.kind, "difficulty": item.difficulty,
            "family": item.family, "cost": cost,
        })
    });
    let groups = problem.groups.iter().map(|group| match group {
        Group::Seated(seats) => {
            let seat = |s: &panelkit::engine::Seat| {
                json!([s.round, s.kinds, s.minutes.min, s.minutes.max, s.difficulties])
            };
            seats.iter().map(seat).collect()
        }
        Group::Counted { .. } => Vec::new(),
    });
    json!({
        "seed": seed, "form": form, "verdict": verdict, "cost": cost,
        "items": items.collect::<Vec<_>>(),
        "groups": groups.collect::<Vec<_>>(),
        "enemies": problem.enemies,
        "rounds": problem.rounds.iter().map(|r| (r.minutes.min, r.minutes.max)).collect::<Vec<_>>(),
        "difficulty": (problem.difficulty.min, problem.difficulty.max),
        "core": problem.core,
    })
}
