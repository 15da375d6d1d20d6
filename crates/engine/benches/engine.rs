//! Benchmarks of the engine alone: one kit from banks of growing size, one kit from a problem in which every slot
//! has its own competency, and the preparation of a problem. `cargo bench --bench engine`.

#[path = "../tests/engine/problems.rs"]
#[expect(dead_code, reason = "shared with the tests, which use all of it")]
mod problems;
#[path = "../tests/engine/workload.rs"]
mod workload;

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use panelkit_engine::{Engine, Problem};
use problems::Dice;
use workload::{Role, counted, seated};

/// Nodes for one kit.
const NODES: u64 = 20_000;

/// Random costs of kit number `kit`, twenty bits each.
fn costs(problem: &Problem, kit: u64) -> Vec<u64> {
    let mut dice = Dice(kit);
    problem.items.iter().map(|_| dice.between(0, (1 << 20) - 1)).collect()
}

/// A kit of 20 questions in 5 rounds, with a window on every quantity; every iteration has different costs.
fn kits(c: &mut Criterion) {
    let mut group = c.benchmark_group("kit of 20");
    for size in [200, 1_000, 10_000, 100_000] {
        let problem = counted(size, Role::Std, 1);
        let engine = Engine::new(problem.clone());
        let start = engine.start(&costs(&problem, 0));
        let mut kit = 0;
        group.bench_function(BenchmarkId::from_parameter(size), |b| {
            let next = || {
                kit += 1;
                costs(&problem, kit)
            };
            b.iter_batched(
                next,
                |costs| engine.solve(black_box(&costs), &start, NODES),
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

/// A kit of 20 slots, each with its competency, from a bank of 100 to 400 questions.
fn slots(c: &mut Criterion) {
    let case = seated(40, 40);
    let engine = Engine::new(case.problem.clone());
    let start = engine.start(&costs(&case.problem, 0));
    let mut kit = 0;
    c.bench_function("kit of 20 slots", |b| {
        let next = || {
            kit += 1;
            costs(&case.problem, kit)
        };
        b.iter_batched(next, |costs| engine.solve(black_box(&costs), &start, NODES), BatchSize::LargeInput);
    });
}

/// Preparation of a problem, which is done once and serves all candidates of a req.
fn ready(c: &mut Criterion) {
    let problem = counted(10_000, Role::Std, 1);
    let first = costs(&problem, 0);
    c.bench_function("ready, 10000", |b| b.iter(|| Engine::new(black_box(&problem).clone()).start(&first)));
}

criterion_group!(benches, kits, slots, ready);
criterion_main!(benches);
