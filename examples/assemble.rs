//! The benchmark's door to the engine: kits from an instance in the text format of test assembly
//! workloads, one line a kit.
//!
//! `assemble INST [--mode rand|least|feas|balanced] [-n N] [--seed S] [--nodes K] [--dump FILE]`

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::{env, fs};

use panelkit::engine::{Engine, Group, Item, Outcome, Problem, Round, Window, violations};
use rustix::time::{ClockId, clock_gettime};

/// Nodes for one kit.
const NODES: u64 = 20_000;

struct Args {
    file: String,
    mode: String,
    kits: u64,
    seed: u64,
    nodes: u64,
    dump: Option<String>,
}

fn args() -> io::Result<Args> {
    let mut args =
        Args { file: String::new(), mode: "rand".to_owned(), kits: 1, seed: 1, nodes: NODES, dump: None };
    let mut rest = env::args().skip(1);
    while let Some(arg) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| bad(format!("{arg} needs a value")));
        match arg.as_str() {
            "--mode" => args.mode = value()?,
            "-n" => args.kits = number(&value()?)?,
            "--seed" => args.seed = number(&value()?)?,
            "--nodes" => args.nodes = number(&value()?)?,
            "--dump" => args.dump = Some(value()?),
            _ if args.file.is_empty() && !arg.starts_with('-') => args.file = arg,
            _ => return Err(bad(format!("unknown argument {arg}"))),
        }
    }
    if args.file.is_empty() {
        return Err(bad(
            "usage: assemble INST [--mode rand|least|feas|balanced] [-n N] [--seed S] [--dump FILE]",
        ));
    }
    Ok(args)
}

fn bad(why: impl Into<String>) -> io::Error {
    io::Error::other(why.into())
}

fn number(text: &str) -> io::Result<u64> {
    text.parse().map_err(|_| bad(format!("`{text}` is not a number")))
}

fn main() -> io::Result<()> {
    let args = args()?;
    let instance = read(&args.file)?;
    let out = io::stdout();
    let mut out = out.lock();
    let mut dump = String::new();
    let mut used = vec![0u64; instance.problem.items.len()];
    let begin = micros();
    let engine = Engine::new(&instance.problem);
    let start = engine.start(&costs(&instance, &args, &used, 1_000_000_000));
    let mut prepared = micros() - begin;
    for kit in 0..args.kits {
        let begin = micros();
        let costs = costs(&instance, &args, &used, kit);
        let outcome = engine.solve(&costs, &start, args.nodes);
        // The first kit pays for what all share.
        let took = micros() - begin + std::mem::take(&mut prepared);
        let (verdict, solution) = match &outcome {
            Outcome::Optimal(s) => ("optimal", Some(s)),
            Outcome::Unproven(s) => ("unproven", Some(s)),
            Outcome::Infeasible => ("infeasible", None),
            Outcome::GaveUp => ("gave-up", None),
        };
        writeln!(out, "kit {kit} {verdict} {} {took}", solution.map_or(-1, |s| s.cost as i64))?;
        let Some(solution) = solution else { continue };
        let broken = violations(&instance.problem, &costs, solution);
        if !broken.is_empty() {
            return Err(bad(format!("kit {kit} breaks rules: {broken:?}")));
        }
        let placed = &solution.placed;
        placed.iter().for_each(|(n, _)| used[*n as usize] += 1);
        let _ = write!(dump, "{kit} {}", solution.cost);
        for (n, round) in placed {
            let _ = write!(dump, " {}:{round}", instance.ids[*n as usize]);
        }
        dump.push('\n');
    }
    args.dump.map_or(Ok(()), |file| fs::write(file, dump))
}

/// Processor time of this thread in microseconds.
fn micros() -> i64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec * 1_000_000 + now.tv_nsec / 1_000
}

/// SplitMix64 (Steele, Lea & Flood 2014), as the workload's references use it.
fn mix(x: u64) -> u64 {
    let mut z = x.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn costs(instance: &Instance, args: &Args, used: &[u64], kit: u64) -> Vec<u64> {
    let key = mix(mix(args.seed) ^ kit);
    let priority = |id: &u64| mix(key ^ id) >> 44;
    let cost = |(n, id): (usize, &u64)| match args.mode.as_str() {
        "feas" => 0,
        "least" | "balanced" => (used[n] << 20) + priority(id),
        _ => priority(id),
    };
    instance.ids.iter().enumerate().map(cost).collect()
}

struct Instance {
    problem: Problem,
    /// The file's number of every item.
    ids: Vec<u64>,
}

/// Reads the text format: a record a line, a letter and whole numbers.
fn read(file: &str) -> io::Result<Instance> {
    let text = fs::read_to_string(file).map_err(|e| bad(format!("cannot read {file}: {e}")))?;
    let mut rows: Vec<(&str, Vec<i64>)> = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let mut words = line.split_whitespace();
        let Some(letter) = words.next() else { continue };
        let numbers: Result<Vec<i64>, _> = words.map(str::parse).collect();
        rows.push((letter, numbers.map_err(|e| bad(format!("{file}:{}: {e}", n + 1)))?));
    }
    let of = |letter: &'static str| rows.iter().filter(move |(l, _)| *l == letter).map(|(_, v)| v);
    let rule = of("R").next().ok_or_else(|| bad(format!("{file}: no R record")))?;
    let mut problem = Problem {
        total: Window::exactly(rule[0] as u32),
        difficulty: Window { min: rule[1] as u32, max: rule[2] as u32 },
        ..Problem::default()
    };
    // A cell for each depth next to the dial: -1, 0, +1.
    let mut dials = Vec::new();
    for c in of("C") {
        dials.push((c[0], c[1]));
        let dial = Window::at_least(c[2] as u32);
        problem.groups.push(Group::Counted {
            count: Window { min: c[3] as u32, max: c[4] as u32 },
            cells: vec![Window::ANY, dial, Window::ANY],
            spread: if c[5] > 0 { 2 } else { 0 },
        });
    }
    for w in of("W") {
        let window = |from: usize, to: usize| Window { min: w[from] as u32, max: w[to] as u32 };
        let kinds = (0..4).map(|k| window(4 + k, 8 + k)).collect();
        problem.rounds.push(Round { minutes: window(0, 1), count: window(2, 3), kinds });
    }
    let (mut ids, mut at) = (Vec::new(), std::collections::BTreeMap::new());
    for i in of("I") {
        let Some(group) = dials.iter().position(|(c, _)| *c == i[1]) else { continue };
        let step = i[2] - dials[group].1;
        if step.abs() > 1 {
            continue;
        }
        at.insert(i[0], ids.len() as u32);
        ids.push(i[0] as u64);
        problem.items.push(Item {
            group: group as u32,
            cell: (step + 1) as u32,
            kind: i[3] as u8,
            minutes: i[4] as u32,
            difficulty: i[5] as u32,
            family: u32::try_from(i[6]).ok(),
        });
    }
    for e in of("E") {
        if let (Some(a), Some(b)) = (at.get(&e[0]), at.get(&e[1])) {
            problem.enemies.push((*a, *b));
        }
    }
    for a in of("A") {
        let item = at.get(&a[0]).ok_or_else(|| bad(format!("{file}: core item {} does not count", a[0])))?;
        problem.core.push((*item, a[1] as usize));
    }
    Ok(Instance { problem, ids })
}
