//! Runs the engine for benchmarks: reads an instance in the text format of test assembly workloads, prints
//! one line for each kit, and reports what the kits have in common.
//!
//! `assemble INST [--mode rand|least|feas|balanced] [-n N] [--seed S] [--nodes K] [--dump FILE]`

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::{env, fs};

use panelkit::engine::{
    Balance, Engine, Group, Item, Ledger, Outcome, Problem, Round, Rule, Start, Window, conflict, violations,
};
use rustix::time::{ClockId, clock_gettime};

/// Nodes for one kit.
const NODES: u64 = 20_000;
/// If there are more kits than this, the pairs are not compared.
const PAIRS: usize = 2_000;

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
    if args.file.is_empty() || !["rand", "least", "feas", "balanced"].contains(&args.mode.as_str()) {
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
    let problem = &instance.problem;
    let mut out = io::stdout().lock();
    let mut dump = String::new();
    let mut run = Run { ledger: Ledger::new(problem.items.len()), kits: Vec::new(), over: 0 };
    let begin = micros();
    let engine = Engine::new(problem.clone());
    let mut maker = Maker::new(&engine, &instance, &args);
    let mut prepared = micros() - begin;
    for kit in 0..args.kits {
        let begin = micros();
        let (outcome, costs, over) = maker.kit(&run.ledger, kit);
        // The preparation time, which serves all kits, is added to the time of the first kit.
        let took = micros() - begin + std::mem::take(&mut prepared);
        let verdict = match &outcome {
            Outcome::Optimal(_) => "optimal",
            Outcome::Unproven(_) => "unproven",
            Outcome::Infeasible => "infeasible",
            Outcome::GaveUp => "gave-up",
        };
        writeln!(out, "kit {kit} {verdict} {} {took}", outcome.solution().map_or(-1, |s| s.cost as i64))?;
        let Some(solution) = outcome.solution() else {
            if kit == 0 && outcome == Outcome::Infeasible {
                let begin = micros();
                let why = why(&instance, args.nodes);
                writeln!(out, "conflict{why}")?;
                writeln!(io::stderr(), "conflict found in {} microseconds", micros() - begin)?;
            }
            continue;
        };
        let broken = violations(problem, &costs, solution);
        if !broken.is_empty() {
            return Err(bad(format!("kit {kit} breaks rules: {broken:?}")));
        }
        let items: Vec<u32> = solution.placed.iter().map(|(n, _)| *n).collect();
        run.ledger.record(&items);
        run.over += u32::from(over);
        let _ = write!(dump, "{kit} {}", solution.cost);
        for (n, round) in &solution.placed {
            let _ = write!(dump, " {}:{round}", instance.ids[*n as usize]);
        }
        dump.push('\n');
        run.kits.push(items);
    }
    if run.kits.len() > 1 {
        writeln!(io::stderr(), "{}", run.summary(&engine, problem))?;
    }
    args.dump.map_or(Ok(()), |file| fs::write(file, dump))
}

/// The rules that exclude each other, by the names of the workload: rounds and competencies by their
/// numbers in the file.
fn why(instance: &Instance, nodes: u64) -> String {
    let name = |rule: &Rule| match rule {
        Rule::Cell(g, _) => format!("dial{}", instance.competencies[*g]),
        Rule::Group(g) | Rule::Seats(g) | Rule::SeatRules(g) => format!("tot{}", instance.competencies[*g]),
        Rule::Spread(g) => format!("cov{}", instance.competencies[*g]),
        Rule::Minutes(r) => format!("time{r}"),
        Rule::Count(r) => format!("size{r}"),
        Rule::Kinds(r) => format!("type{r}"),
        Rule::Total => "total".to_owned(),
        Rule::Difficulty => "diff".to_owned(),
        Rule::Core => "core".to_owned(),
        Rule::Families => "family".to_owned(),
        Rule::Enemies => "enemy".to_owned(),
    };
    let rules = conflict(&instance.problem, nodes).map(|c| c.rules).unwrap_or_default();
    rules.iter().map(|rule| format!(" {}", name(rule))).collect()
}

/// Processor time of this thread in microseconds.
fn micros() -> i64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec * 1_000_000 + now.tv_nsec / 1_000
}

/// Makes kits in one of the modes.
struct Maker<'a> {
    engine: &'a Engine,
    instance: &'a Instance,
    args: &'a Args,
    start: Start,
    balance: Option<Balance>,
}

impl<'a> Maker<'a> {
    fn new(engine: &'a Engine, instance: &'a Instance, args: &'a Args) -> Maker<'a> {
        let balance = (args.mode == "balanced").then(|| engine.balance());
        let mut maker = Maker { engine, instance, args, start: Start::default(), balance };
        if maker.balance.is_none() {
            maker.start = engine.start(&maker.costs(&Ledger::new(instance.ids.len()), 1_000_000_000));
        }
        maker
    }

    /// The kit, what its items cost, and whether it goes over the cap.
    fn kit(&mut self, ledger: &Ledger, kit: u64) -> (Outcome, Vec<u64>, bool) {
        let Some(balance) = &mut self.balance else {
            let costs = self.costs(ledger, kit);
            return (self.engine.solve(&costs, &self.start, self.args.nodes), costs, false);
        };
        let key = mix(mix(self.args.seed) ^ kit);
        let priorities: Vec<u32> = self.instance.ids.iter().map(|id| (mix(key ^ id) >> 32) as u32).collect();
        let issue = balance.next(ledger, &priorities, self.args.nodes);
        (issue.outcome, issue.costs, issue.over)
    }

    fn costs(&self, ledger: &Ledger, kit: u64) -> Vec<u64> {
        let key = mix(mix(self.args.seed) ^ kit);
        let cost = |(id, uses): (&u64, &u32)| match self.args.mode.as_str() {
            "feas" => 0,
            "least" => (u64::from(*uses) << 20) + (mix(key ^ id) >> 44),
            _ => mix(key ^ id) >> 44,
        };
        self.instance.ids.iter().zip(ledger.uses()).map(cost).collect()
    }
}

/// SplitMix64 (Steele, Lea & Flood 2014), as the workload's references use it.
fn mix(x: u64) -> u64 {
    let mut z = x.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The kits so far.
struct Run {
    ledger: Ledger,
    kits: Vec<Vec<u32>>,
    over: u32,
}

impl Run {
    /// What the kits have in common apart from the core.
    fn summary(&self, engine: &Engine, problem: &Problem) -> String {
        let core: Vec<u32> = problem.core.iter().map(|(n, _)| *n).collect();
        let mut uses = self.ledger.uses().to_vec();
        core.iter().for_each(|n| uses[*n as usize] = 0);
        let sum = |f: fn(u64) -> u64| uses.iter().map(|u| f(u64::from(*u))).sum::<u64>() as f64;
        let (pairs, slots) = (sum(|u| u * u.saturating_sub(1)), sum(|u| u));
        let kits = self.kits.len();
        let bound = engine.least_exposure().cap(kits as u32);
        let most = uses.iter().max().copied().unwrap_or(0);
        let overlap = pairs / (kits as f64 - 1.0) / slots.max(1.0);
        let mut line = format!("kits {kits} max {most} of at least {bound}, mean overlap {overlap:.6}");
        if kits <= PAIRS {
            let _ = write!(line, ", worst pair {} of {}", self.worst(&core), self.kits[0].len() - core.len());
        }
        let _ = write!(line, ", over the cap {}", self.over);
        line
    }

    /// The most free items that two kits share.
    fn worst(&self, core: &[u32]) -> usize {
        let mut inside = vec![false; self.ledger.uses().len()];
        let mut worst = 0;
        for (k, kit) in self.kits.iter().enumerate() {
            kit.iter().filter(|n| !core.contains(n)).for_each(|n| inside[*n as usize] = true);
            let shared = |other: &Vec<u32>| other.iter().filter(|n| inside[**n as usize]).count();
            worst = self.kits[..k].iter().map(shared).max().unwrap_or(0).max(worst);
            kit.iter().for_each(|n| inside[*n as usize] = false);
        }
        worst
    }
}

struct Instance {
    problem: Problem,
    /// For each item, its number in the file.
    ids: Vec<u64>,
    /// For each group, the number of its competency in the file.
    competencies: Vec<i64>,
}

/// Reads the text format: each line is a record of a letter and whole numbers.
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
    // A cell for each depth at most one step from the role's depth: -1, 0, +1.
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
        let item = at.get(&a[0]).ok_or_else(|| {
            bad(format!(
                "{file}: core item {} is not in the file, or its competency or depth is not admitted",
                a[0]
            ))
        })?;
        problem.core.push((*item, a[1] as usize));
    }
    let competencies = dials.iter().map(|(c, _)| *c).collect();
    Ok(Instance { problem, ids, competencies })
}
