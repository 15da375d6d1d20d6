//! Tests of single steps: relaxation, prices, enumeration and packing, on a problem small enough to
//! work out by hand.

use crate::bound::assignment::NEVER;
use crate::bound::candidates::all;
use crate::bound::lagrangian::relax;
use crate::bound::prices::Prices;
use crate::bound::subgradient::{Climb, climb};
use crate::presolve::{Instance, OpenRound};
use crate::problem::{Group, Item, Problem, Round, Window};
use crate::search::bin_completion::{Pack, Packed, Piece};
use crate::search::column_limits::list;
use crate::solve::{Engine, Start};

/// Three short items that are dear and three long ones that are cheap; two of them in 25 minutes.
fn problem() -> (Problem, Vec<u64>) {
    let item = |minutes| Item { group: 0, cell: 0, kind: 0, minutes, difficulty: 0, family: None };
    let problem = Problem {
        items: [5, 5, 5, 20, 20, 20].map(item).to_vec(),
        groups: vec![Group::Counted { count: Window::exactly(2), cells: vec![Window::ANY], spread: 0 }],
        rounds: vec![Round { minutes: Window::at_most(25), count: Window::ANY, kinds: Vec::new() }],
        ..Problem::default()
    };
    (problem, vec![100, 110, 120, 10, 20, 30])
}

#[test]
fn without_prices_the_relaxation_takes_the_cheapest() {
    let (problem, costs) = problem();
    let instance = Instance::new(problem.clone().into(), false);
    let relaxed =
        relax(&instance, &all(&instance, &costs), &Prices::new(&instance, vec![0; instance.resources.len()]));
    assert_eq!((relaxed.bound, relaxed.used.as_slice()), (30, [40].as_slice()));
}

#[test]
fn prices_raise_the_bound_and_never_above_the_best_kit() {
    let (problem, costs) = problem();
    let instance = Instance::new(problem.clone().into(), false);
    let to = Climb { steps: 200, patience: 5, enough: i64::MAX };
    let (_, relaxed) = climb(&instance, &all(&instance, &costs), &[0], to);
    let best = Engine::new(problem.clone()).solve(&costs, &Start::default(), 1_000);
    assert_eq!(best.solution().map(|kit| kit.cost), Some(110), "one short, one long");
    assert!(30 < relaxed.bound && relaxed.bound <= 110, "{}", relaxed.bound);
}

#[test]
fn a_wide_gap_lists_every_set_and_a_narrow_one_the_cheapest() {
    let (problem, costs) = problem();
    let instance = Instance::new(problem.clone().into(), false);
    let offers = all(&instance, &costs);
    let prices = Prices::new(&instance, vec![0]);
    let relaxed = relax(&instance, &offers, &prices);
    let wide = list(&instance, &offers, &prices, &relaxed, NEVER / 2, &[], &mut 1_000);
    // Fifteen pairs, three of which are longer than the round by themselves.
    assert_eq!((wide.lists[0].len(), wide.complete), (12, true));
    let narrow = list(&instance, &offers, &prices, &relaxed, 115, &[], &mut 1_000);
    assert_eq!(narrow.lists[0].len(), 1, "the cheapest short one with the cheapest long one");
}

fn round(round: usize, minutes: (i64, i64), kinds: Vec<(i64, i64)>) -> OpenRound {
    OpenRound {
        round,
        minutes,
        count: (0, 9),
        kinds,
        core: Vec::new(),
        seats: Vec::new(),
        sitting: Vec::new(),
    }
}

fn piece(item: u32, minutes: u32, kind: u8) -> Piece {
    Piece { minutes, kind, difficulty: 0, spread: None, group: None, item }
}

#[test]
fn items_are_dealt_out_where_the_sums_are_exact() {
    let open = [round(0, (30, 30), Vec::new()), round(1, (30, 30), Vec::new())];
    let minutes = [13, 12, 11, 10, 9, 5];
    let pieces = (0..).zip(minutes).map(|(n, minutes)| piece(n, minutes, 0)).collect();
    let mut pack = Pack::new(&open, pieces, Vec::new(), 1_000);
    assert_eq!(pack.run(), Packed::Yes);
    let first: u32 = pack.dealt().filter(|(_, round)| *round == 0).map(|(n, _)| minutes[n as usize]).sum();
    assert_eq!((first, pack.dealt().count()), (30, 6));
}

#[test]
fn what_cannot_be_dealt_out_is_told_from_what_was_not_decided() {
    // Two rounds of twenty minutes from items of ten, ten and twenty minutes, but each round needs its own
    // kind.
    let kinds = vec![(1, 1), (0, 9)];
    let open = [round(0, (20, 20), kinds.clone()), round(1, (20, 20), kinds)];
    let pieces = || vec![piece(0, 10, 0), piece(1, 10, 0), piece(2, 20, 1)];
    assert_eq!(Pack::new(&open, pieces(), Vec::new(), 1_000).run(), Packed::No);
    assert_eq!(Pack::new(&open, pieces(), Vec::new(), 0).run(), Packed::Open);
}
