//! The arithmetic of a large opening: 200 candidates, 6 rounds, 12 interviewers. `cargo bench --bench scores`.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use panelkit::math::split_mix64;
use panelkit::model::{DebriefRule, FormThere, RatingsUsed, SeatName};
use panelkit::score::{Opening, Person, RatedSlot, Rating, Seat, WeightedMustHave, debrief};

const CANDIDATES: u64 = 200;
const ROUNDS: u64 = 6;
const SLOTS: u64 = 4;
const MUST_HAVES: u64 = 6;

fn slot(candidate: u64, round: u64, n: u64) -> RatedSlot {
    let rating = |rater: u64| Rating {
        rater: Some(format!("Rater {round}.{rater}")),
        score: 1 + (split_mix64(candidate * 1000 + round * 100 + n * 10 + rater) % 4) as u8,
    };
    RatedSlot {
        id: format!("round-{round}.{n}"),
        round: format!("round-{round}"),
        competency: format!("c-{}", (round + n) % MUST_HAVES),
        core: n < 2,
        serves: vec![format!("m-{}", (round + n) % MUST_HAVES)],
        ratings: (0..2).map(rating).collect(),
        agreed: None,
    }
}

fn person(n: u64) -> Person {
    let name = SeatName { round: "round-0".to_owned(), interviewer: None };
    Person {
        id: format!("c-{n:03}"),
        seats: vec![Seat { name, form: FormThere::In }],
        stopped: false,
        slots: (0..ROUNDS).flat_map(|round| (0..SLOTS).map(move |at| slot(n, round, at))).collect(),
        recommendations: Vec::new(),
    }
}

fn opening() -> Opening {
    let must_have = |n: u64| WeightedMustHave {
        id: format!("m-{n}"),
        text: format!("Must-have {n}"),
        competency: format!("c-{n}"),
        weight: 1 + (n % 3) as u32,
    };
    Opening {
        req: "large".to_owned(),
        scale: (1, 4),
        cut: 3,
        used: RatingsUsed::Independent,
        points: Some(100),
        must_haves: (0..MUST_HAVES).map(must_have).collect(),
        competencies: (0..MUST_HAVES).map(|n| format!("c-{n}")).collect(),
        rounds: (0..ROUNDS).map(|n| format!("round-{n}")).collect(),
        people: (0..CANDIDATES).map(person).collect(),
    }
}

fn scores(c: &mut Criterion) {
    let opening = opening();
    let rule = DebriefRule {
        digest: String::new(),
        cut: 3,
        ratings: RatingsUsed::Independent,
        changed_after_first_score: false,
    };
    let mut group = c.benchmark_group("debrief");
    group.sample_size(10);
    group.bench_function("200 candidates, 12 interviewers", |b| {
        b.iter(|| debrief(black_box(&opening), None, rule.clone(), false, true));
    });
    group.finish();
}

criterion_group!(benches, scores);
criterion_main!(benches);
