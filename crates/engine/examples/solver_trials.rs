//! Solves random problems of many families with the node limit of one kit, and counts how many answers are
//! proved optimal or infeasible, how many are not, and how long a solve takes.
//!
//! `solver_trials [--each N] [--from SEED] [--only FAMILY] [--kits K] [--nodes NODES] [--save FILE]`
//!
//! Solves `--each` problems of each family (default 100), with seeds from `--from` on (default 1), and each
//! problem with `--kits` draws of costs (default 2). Prints one line per family: the number of solves, how they
//! ended, and the processor time of one solve in milliseconds. `--save` writes a line for each solve: family,
//! seed, kit, verdict, cost and a hash of the answer. `--only FAMILY --from SEED --each 1` solves one problem
//! again.
//!
//! The families are: problems of the workload generator of `docs/sampling.md` (`std` and `tight` roles, banks of
//! 80 to 10,000 questions; without a core, with a core, or with a core whose questions have distinct types in
//! each round); loops of any number of rounds; kits of slots; and wide problems (12 rounds and 12 competencies).

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example writes to a terminal")]

#[path = "../tests/engine/loops.rs"]
mod loops;
#[path = "../tests/engine/problems.rs"]
#[expect(dead_code, reason = "shared with the tests, which use all of it")]
mod problems;
#[path = "../tests/engine/workload.rs"]
mod workload;

use std::fmt::Write as _;
use std::process::ExitCode;
use std::{env, fs};

use loops::{any_loop, costs, role, wide_slots};
use panelkit_engine::{Engine, Group, Outcome, Problem, Solution, Start, violations};
use problems::{Costs, Dice, MANY, WIDE, draw};
use rustix::time::{ClockId, clock_gettime};
use workload::{Role, seated};

/// Nodes for one kit, as for a candidate.
const NODES: u64 = 20_000;
/// Makes a problem of a family from a seed; `None` if the seed has none.
type Make = fn(u64) -> Option<Problem>;

const FAMILIES: [(&str, Make); 16] = [
    ("std", |seed| Some(role(seed, Role::Std))),
    ("tight", |seed| Some(role(seed, Role::Tight))),
    ("std-core", |seed| with_core(role(seed, Role::Std), false)),
    ("tight-core", |seed| with_core(role(seed, Role::Tight), false)),
    ("std-core-spread", |seed| with_core(role(seed, Role::Std), true)),
    ("tight-core-spread", |seed| with_core(role(seed, Role::Tight), true)),
    ("loops", |seed| Some(any_loop(seed, (1, 12), (1, 12), (1, 6)))),
    ("long-loops", |seed| Some(any_loop(seed, (6, 12), (3, 8), (4, 8)))),
    ("slots", |seed| Some(seated(seed, 20 + seed % 5 * 10).problem)),
    ("wide", |seed| Some(any_loop(seed, (12, 12), (12, 12), (2, 4)))),
    ("wide-core", |seed| with_core(any_loop(seed, (12, 12), (12, 12), (3, 5)), false)),
    ("wide-slots", |seed| Some(wide_slots(seed, 144, (100, 140)))),
    ("wide-slots-large", |seed| Some(wide_slots(seed, 600, (100, 140)))),
    ("tight-slots", |seed| Some(wide_slots(seed, 144, (86, 98)))),
    ("random-wide", |seed| Some(draw(&WIDE, Costs::Large, seed).problem)),
    ("random-many", |seed| Some(draw(&MANY, Costs::Large, seed).problem)),
];

struct Args {
    each: u64,
    from: u64,
    only: Option<String>,
    kits: u64,
    nodes: u64,
    save: Option<String>,
}

fn args() -> Option<Args> {
    let mut args = Args { each: 100, from: 1, only: None, kits: 2, nodes: NODES, save: None };
    let mut rest = env::args().skip(1);
    while let Some(arg) = rest.next() {
        let value = rest.next()?;
        match arg.as_str() {
            "--each" => args.each = value.parse().ok()?,
            "--from" => args.from = value.parse().ok()?,
            "--kits" => args.kits = value.parse().ok()?,
            "--nodes" => args.nodes = value.parse().ok()?,
            "--only" => args.only = Some(value),
            "--save" => args.save = Some(value),
            _ => return None,
        }
    }
    Some(args)
}

fn main() -> ExitCode {
    let Some(args) = args() else {
        eprintln!(
            "usage: solver_trials [--each N] [--from SEED] [--only FAMILY] [--kits K] [--nodes NODES] [--save FILE]"
        );
        return ExitCode::from(2);
    };
    println!("family               solves optimal infeasible unproven gave-up   median      p99  slowest ms");
    let (mut all, mut open) = (Tally::default(), String::new());
    for (name, make) in FAMILIES.iter().filter(|(name, _)| args.only.as_ref().is_none_or(|only| only == name))
    {
        let mut tally = Tally::default();
        for seed in args.from..args.from + args.each {
            let Some(problem) = make(seed) else { continue };
            if let Err(why) = tally.solve(&problem, (name, seed), &args, &mut open) {
                eprintln!("{name}, seed {seed}: {why}");
                return ExitCode::FAILURE;
            }
        }
        println!("{name:<20} {}", tally.line());
        all.add(&tally);
    }
    println!("{:<20} {}", "all", all.line());
    if let Some(Err(why)) = args.save.map(|file| fs::write(file, open)) {
        eprintln!("{why}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// How the solves of a family ended.
#[derive(Default)]
struct Tally {
    optimal: u64,
    infeasible: u64,
    unproven: u64,
    gave_up: u64,
    micros: Vec<i64>,
}

impl Tally {
    /// Solves a problem once for each draw of costs.
    fn solve(
        &mut self,
        problem: &Problem,
        of: (&str, u64),
        args: &Args,
        open: &mut String,
    ) -> Result<(), String> {
        let engine = Engine::new(problem.clone());
        let start = engine.start(&costs(problem, of.1, 0));
        for kit in 1..=args.kits {
            let costs = costs(problem, of.1, kit);
            let begin = micros();
            let outcome = engine.solve(&costs, &start, args.nodes);
            self.micros.push(micros() - begin);
            let (count, verdict) = match &outcome {
                Outcome::Optimal(_) => (&mut self.optimal, "optimal"),
                Outcome::Infeasible => (&mut self.infeasible, "infeasible"),
                Outcome::Unproven(_) => (&mut self.unproven, "unproven"),
                Outcome::GaveUp => (&mut self.gave_up, "gave-up"),
            };
            *count += 1;
            let cost = outcome.solution().map_or(-1, |s| s.cost as i64);
            let placed = outcome.solution().map_or(0, digest);
            let _ = writeln!(open, "{} {} {kit} {verdict} {cost} {placed:x}", of.0, of.1);
            let broken = outcome.solution().map(|s| violations(problem, &costs, s)).unwrap_or_default();
            if !broken.is_empty() {
                return Err(format!("kit {kit} breaks rules: {broken:?}"));
            }
        }
        Ok(())
    }

    fn add(&mut self, other: &Tally) {
        self.optimal += other.optimal;
        self.infeasible += other.infeasible;
        self.unproven += other.unproven;
        self.gave_up += other.gave_up;
        self.micros.extend(&other.micros);
    }

    fn line(&self) -> String {
        let mut sorted = self.micros.clone();
        sorted.sort_unstable();
        let at = |part: usize| {
            let last = sorted.len().saturating_sub(1);
            sorted.get(last * part / 1_000).map_or(0.0, |m| *m as f64 / 1e3)
        };
        let ends = [self.optimal, self.infeasible, self.unproven, self.gave_up];
        let [optimal, infeasible, unproven, gave_up] = ends;
        format!(
            "{:6} {optimal:7} {infeasible:10} {unproven:8} {gave_up:7} {:8.3} {:8.1} {:8.1}",
            sorted.len(),
            at(500),
            at(990),
            at(1_000)
        )
    }
}

/// A hash of the answer.
fn digest(solution: &Solution) -> u64 {
    let one = |sum: u64, n: u32| Dice(sum ^ u64::from(n)).next();
    let placed = solution.placed.iter().fold(0, |sum, (n, round)| one(one(sum, *n), *round as u32));
    solution.seats.iter().flatten().fold(placed, |sum, n| one(sum, *n))
}

/// Processor time of this thread in microseconds.
fn micros() -> i64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec * 1_000_000 + now.tv_nsec / 1_000
}

/// Adds a core to the problem. The core has one item for each must-have group and for the first other group. All
/// are taken from one kit of the problem and are in the cell of the role's depth. A round has at most two of them
/// and, with `distinct`, no two of the same type. `None` if there is no such core.
fn with_core(mut problem: Problem, distinct: bool) -> Option<Problem> {
    let costs = costs(&problem, u64::from(distinct), 99);
    let outcome = Engine::new(problem.clone()).solve(&costs, &Start::default(), 10 * NODES);
    let kit = outcome.solution()?;
    let must = |g: &usize| matches!(problem.groups[*g], Group::Counted { spread: 2, .. });
    let (mut groups, others): (Vec<usize>, Vec<usize>) = (0..problem.groups.len()).partition(must);
    groups.extend(others.first());
    let mut core = Vec::new();
    if !choose(&problem, kit, &groups, distinct, &mut core) {
        return None;
    }
    core.sort_unstable();
    problem.core = core;
    Some(problem)
}

/// Completes `core` by backtracking: chooses an item of the kit for each group that has none yet. Returns whether
/// that is possible.
fn choose(
    problem: &Problem,
    kit: &Solution,
    groups: &[usize],
    distinct: bool,
    core: &mut Vec<(u32, usize)>,
) -> bool {
    let Some(group) = groups.get(core.len()) else { return true };
    let item = |n: u32| &problem.items[n as usize];
    for (n, round) in &kit.placed {
        let here: Vec<u32> = core.iter().filter(|(_, r)| r == round).map(|(n, _)| *n).collect();
        let twin = distinct && here.iter().any(|m| item(*m).kind == item(*n).kind);
        if item(*n).group as usize == *group && item(*n).cell == 1 && here.len() < 2 && !twin {
            core.push((*n, *round));
            if choose(problem, kit, groups, distinct, core) {
                return true;
            }
            core.pop();
        }
    }
    false
}
