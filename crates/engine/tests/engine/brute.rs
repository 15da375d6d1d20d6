//! Small problems: the engine must agree with brute force on every verdict and every cost.

use crate::problems::{COUNTED, Case, Costs, DEEP, Form, MIXED, SEATED, draw};
use crate::shrink::smallest;
use crate::trial::{Verdict, agrees, guarded};

const NODES: u64 = 500_000;

/// Puts problems to the engine and to brute force. Both answers must be common, and few problems may
/// be too large to try everything: otherwise the test would have no teeth.
fn compare(form: &Form, costs: Costs, seeds: std::ops::Range<u64>) {
    let all = seeds.end - seeds.start;
    let (mut feasible, mut infeasible) = (0, 0);
    for seed in seeds {
        let case = draw(form, costs, seed);
        match guarded(|| agrees(&case, NODES)) {
            Ok(Some(Verdict::Feasible)) => feasible += 1,
            Ok(Some(_)) => infeasible += 1,
            Ok(None) => {}
            Err(why) => fail(&case, seed, &why),
        }
    }
    assert!(feasible * 4 > all, "{feasible} of {all} are feasible");
    assert!(infeasible * 8 > all, "{infeasible} of {all} are infeasible");
    assert!((feasible + infeasible) * 20 > all * 17, "{} of {all} are decided", feasible + infeasible);
}

fn fail(case: &Case, seed: u64, why: &str) -> ! {
    let small = smallest(case, &|c| guarded(|| agrees(c, NODES)).is_err());
    let last = guarded(|| agrees(&small, NODES)).expect_err("the smallest case fails too");
    panic!("seed {seed}: {why}\nat its smallest: {last}\n{small:?}");
}

#[test]
fn counted_problems_have_the_answer_of_brute_force() {
    compare(&COUNTED, Costs::Large, 0..3000);
}

#[test]
fn seated_problems_have_the_answer_of_brute_force() {
    compare(&SEATED, Costs::Large, 0..3000);
}

#[test]
fn mixed_problems_have_the_answer_of_brute_force() {
    compare(&MIXED, Costs::Large, 0..3000);
}

#[test]
fn kits_of_a_few_items_from_hundreds_have_the_answer_of_brute_force() {
    compare(&DEEP, Costs::Large, 30_000..31_000);
    compare(&DEEP, Costs::Tiny, 30_000..30_500);
}

#[test]
fn equal_costs_do_not_confuse_the_bounds() {
    compare(&COUNTED, Costs::Tiny, 10_000..12_000);
    compare(&SEATED, Costs::Tiny, 10_000..12_000);
    compare(&MIXED, Costs::Tiny, 10_000..12_000);
}

#[test]
fn the_dearest_costs_do_not_overflow() {
    compare(&COUNTED, Costs::Extreme, 20_000..21_500);
    compare(&SEATED, Costs::Extreme, 20_000..21_500);
    compare(&MIXED, Costs::Extreme, 20_000..21_500);
}
