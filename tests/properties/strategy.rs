//! Random workspaces, small and tight enough that rules get in each other's way.

use proptest::prelude::*;

use crate::sheet::{MustHave, Question, Round, Sheet};

/// A question without id and enemies.
fn question(competencies: usize) -> impl Strategy<Value = Question> {
    let needs = prop_oneof![120 => Just(None), 60 => Just(Some("surface")), 1 => Just(Some("nobody"))];
    let depth = prop_oneof![1 => Just(0usize), 5 => Just(1usize), 2 => Just(2usize)];
    let status = prop_oneof![12 => Just(0usize), 1 => 1usize..4];
    let family = prop::option::weighted(0.2, 0usize..4);
    (
        0..competencies,
        depth,
        0usize..6,
        4u32..18,
        prop::option::weighted(0.9, 1u8..6),
        prop::option::weighted(0.15, 0usize..2),
        family,
        status,
        needs,
    )
        .prop_map(|(competency, depth, kind, minutes, difficulty, level, family, status, needs)| {
            Question {
                id: String::new(),
                competency,
                depth,
                kind,
                minutes,
                difficulty,
                level,
                family,
                enemies: Vec::new(),
                status,
                needs,
            }
        })
}

fn round(competencies: usize) -> impl Strategy<Value = Round> {
    let types = prop_oneof![3 => Just(Vec::new()), 1 => prop::sample::subsequence(vec![0usize, 1, 2, 3, 4, 5], 2..=5)];
    let listed =
        prop::sample::subsequence((0..competencies).collect::<Vec<_>>(), 1..=competencies).prop_shuffle();
    (25u32..66, 0u32..6, 0u32..11, listed, types, prop::option::weighted(0.3, 1usize..5)).prop_map(
        |(minutes, opening, closing, competencies, types, questions)| Round {
            minutes,
            opening,
            closing,
            competencies,
            types,
            questions,
        },
    )
}

fn must(competencies: usize) -> impl Strategy<Value = MustHave> {
    let depth = prop::option::weighted(0.3, 0usize..3);
    (0..competencies, depth, prop::option::of(1u32..4)).prop_map(|(competency, depth, weight)| MustHave {
        competency,
        depth,
        weight,
    })
}

/// Ids in an order that has nothing to do with the order of the questions, and some enemies.
fn name(questions: &mut [Question], pairs: &[(prop::sample::Index, prop::sample::Index)]) {
    let count = questions.len();
    for (n, question) in questions.iter_mut().enumerate() {
        question.id = format!("q{:03}-{n}", n * 7919 % 1000);
    }
    for (a, b) in pairs {
        let (a, b) = (a.index(count), b.index(count));
        if a != b {
            let enemy = questions[b].id.clone();
            questions[a].enemies.push(enemy);
        }
    }
    questions.iter_mut().for_each(|q| {
        q.enemies.sort();
        q.enemies.dedup();
    });
}

/// A bank of 1 to 5 competencies and up to 60 questions, a loop of 1 to 5 rounds, up to 4 must-haves.
pub(crate) fn sheet() -> impl Strategy<Value = Sheet> {
    (1usize..6).prop_flat_map(|competencies| {
        let questions = prop::collection::vec(question(competencies), 4 * competencies..60);
        let pairs = prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..6);
        let typical = prop::option::of((5u32..9, 7u32..13, 10u32..17).prop_map(|(a, b, c)| [a, b, c]));
        let rounds = prop::collection::vec(round(competencies), 1..6);
        let musts = prop::collection::vec(must(competencies), 0..4);
        let rest = (
            prop::option::of(0..competencies),
            0usize..2,
            prop_oneof![1 => 0usize..3, 3 => Just(1usize)],
            prop::option::of(0u32..100),
        );
        (questions, pairs, typical, rounds, musts, rest).prop_map(
            move |(mut questions, pairs, typical, rounds, musts, (nice, level, depth, core))| {
                name(&mut questions, &pairs);
                Sheet { typical, competencies, questions, rounds, musts, nice, level, depth, core }
            },
        )
    })
}
