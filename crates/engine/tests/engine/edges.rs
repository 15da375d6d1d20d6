//! The edges of the model: nothing, too much, and rules that contradict each other.

use panelkit_engine::{
    DEAREST, Engine, FORBIDDEN, Group, Item, LONGEST, Outcome, Problem, Round, Seat, Start, Window,
    violations,
};

use crate::oracle::least;

const NODES: u64 = 100_000;

fn item(group: u32, minutes: u32) -> Item {
    Item { group, cell: 0, kind: 0, minutes, difficulty: 0, family: None }
}

fn any_round() -> Round {
    Round { minutes: Window::ANY, count: Window::ANY, kinds: Vec::new() }
}

fn counted(count: Window) -> Group {
    Group::Counted { count, cells: vec![Window::ANY], spread: 0 }
}

fn seat(round: usize) -> Seat {
    Seat { round, kinds: u32::MAX, minutes: Window::ANY, difficulties: u32::MAX }
}

/// Items of 5 minutes in one counted group, and rounds without rules.
fn plain(items: usize, rounds: usize, count: Window) -> Problem {
    Problem {
        items: vec![item(0, 5); items],
        groups: vec![counted(count)],
        rounds: vec![any_round(); rounds],
        ..Problem::default()
    }
}

/// The answer, once the checker has passed it and brute force has agreed.
fn solve(problem: &Problem, costs: &[u64]) -> Option<u64> {
    let engine = Engine::new(problem.clone());
    let outcome = engine.solve(costs, &Start::default(), NODES);
    assert_eq!(outcome, engine.solve(costs, &engine.start(costs), NODES));
    let cost = match &outcome {
        Outcome::Optimal(kit) => {
            assert_eq!(violations(problem, costs, kit), Vec::<String>::new());
            Some(kit.cost)
        }
        Outcome::Infeasible => None,
        other => panic!("not decided: {other:?}"),
    };
    if let Ok(expected) = least(problem, costs) {
        assert_eq!(cost, expected);
    }
    if costs.iter().all(|c| *c != FORBIDDEN) {
        assert_eq!(engine.feasible(NODES), Some(cost.is_some()));
    }
    cost
}

#[test]
fn nothing_at_all_is_a_kit_of_nothing() {
    assert_eq!(solve(&Problem::default(), &[]), Some(0));
    assert_eq!(solve(&plain(0, 0, Window::ANY), &[]), Some(0));
    assert_eq!(solve(&plain(0, 3, Window::ANY), &[]), Some(0));
    assert_eq!(solve(&plain(3, 0, Window::ANY), &[1, 2, 3]), Some(0));
    assert_eq!(solve(&plain(3, 0, Window::at_least(1)), &[1, 2, 3]), None);
    let total = Problem { total: Window::at_least(1), ..Problem::default() };
    assert_eq!(solve(&total, &[]), None);
}

#[test]
fn groups_without_cells_or_seats_give_nothing() {
    let mut problem = plain(2, 1, Window::ANY);
    problem.groups = vec![Group::Counted { count: Window::ANY, cells: Vec::new(), spread: 0 }];
    assert_eq!(solve(&problem, &[1, 2]), Some(0));
    problem.groups = vec![Group::Counted { count: Window::at_least(1), cells: Vec::new(), spread: 0 }];
    assert_eq!(solve(&problem, &[1, 2]), None);
    problem.groups = vec![Group::Counted { count: Window::ANY, cells: Vec::new(), spread: 1 }];
    assert_eq!(solve(&problem, &[1, 2]), None);
    problem.groups = vec![Group::Seated(Vec::new())];
    assert_eq!(solve(&problem, &[1, 2]), Some(0));
    problem.core = vec![(0, 0)];
    assert_eq!(solve(&problem, &[1, 2]), None);
}

#[test]
fn a_window_that_ends_at_nothing_admits_nothing() {
    let costs = [3, 1, 2];
    let problem = plain(3, 2, Window::exactly(2));
    assert_eq!(solve(&problem, &costs), Some(3));
    let mut silent = problem.clone();
    silent.rounds.iter_mut().for_each(|r| r.minutes = Window::at_most(0));
    assert_eq!(solve(&silent, &costs), None);
    silent.items.iter_mut().for_each(|i| i.minutes = 0);
    assert_eq!(solve(&silent, &costs), Some(3));
    let mut full = problem.clone();
    full.rounds[0].count = Window::exactly(0);
    assert_eq!(solve(&full, &costs), Some(3));
    full.rounds[1].kinds = vec![Window::exactly(0)];
    assert_eq!(solve(&full, &costs), None);
    assert_eq!(solve(&Problem { total: Window::exactly(0), ..problem.clone() }, &costs), None);
    assert_eq!(solve(&plain(3, 2, Window::exactly(0)), &costs), Some(0));
}

#[test]
fn a_window_that_ends_before_it_begins_has_no_kit() {
    let never = Window { min: 1, max: 0 };
    let problem = plain(3, 1, Window::ANY);
    let costs = [1, 2, 3];
    let spoils: [&dyn Fn(&mut Problem); 7] = [
        &|p| p.total = never,
        &|p| p.difficulty = never,
        &|p| p.rounds[0].minutes = never,
        &|p| p.rounds[0].count = never,
        &|p| p.rounds[0].kinds = vec![never],
        &|p| p.groups[0] = counted(never),
        &|p| p.groups[0] = Group::Counted { count: Window::ANY, cells: vec![never], spread: 0 },
    ];
    for spoil in spoils {
        let mut other = problem.clone();
        spoil(&mut other);
        assert_eq!(solve(&other, &costs), None, "{other:?}");
    }
}

#[test]
fn totals_that_no_counts_reach_have_no_kit() {
    let costs = [1, 2, 3, 4];
    let mut problem = plain(4, 2, Window::at_most(2));
    problem.total = Window::at_least(3);
    assert_eq!(solve(&problem, &costs), None);
    problem.groups = vec![counted(Window::ANY)];
    assert_eq!(solve(&problem, &costs), Some(6));
    problem.total = Window::exactly(u32::MAX);
    assert_eq!(solve(&problem, &costs), None);
    problem.groups = vec![Group::Seated(vec![seat(0), seat(1)])];
    problem.total = Window::exactly(3);
    assert_eq!(solve(&problem, &costs), None);
}

#[test]
fn difficulty_may_be_anything_or_out_of_reach() {
    let costs = [1, 2, 3];
    let mut problem = plain(3, 1, Window::exactly(2));
    problem.items.iter_mut().zip([1, 2, 4]).for_each(|(item, hard)| item.difficulty = hard);
    for (window, cost) in [
        (Window { min: 0, max: u32::MAX }, Some(3)),
        (Window { min: 0, max: u32::MAX - 1 }, Some(3)),
        (Window::at_least(6), Some(5)),
        (Window::at_least(u32::MAX), None),
        (Window::at_most(2), None),
    ] {
        problem.difficulty = window;
        assert_eq!(solve(&problem, &costs), cost, "{window:?}");
    }
}

#[test]
fn forbidden_items_are_not_there_unless_the_core_has_them() {
    let problem = plain(3, 1, Window::exactly(1));
    assert_eq!(solve(&problem, &[FORBIDDEN; 3]), None);
    assert_eq!(solve(&Problem { core: vec![(1, 0)], ..problem.clone() }, &[FORBIDDEN; 3]), Some(0));
    assert_eq!(solve(&plain(3, 1, Window::ANY), &[FORBIDDEN; 3]), Some(0));
    let seated = Problem { groups: vec![Group::Seated(vec![seat(0)])], ..problem };
    assert_eq!(solve(&seated, &[FORBIDDEN, 7, FORBIDDEN]), Some(7));
    assert_eq!(solve(&seated, &[FORBIDDEN; 3]), None);
}

#[test]
fn costs_beyond_the_dearest_count_as_the_dearest() {
    let problem = plain(3, 1, Window::exactly(2));
    assert_eq!(solve(&problem, &[DEAREST + 1, FORBIDDEN - 1, FORBIDDEN]), Some(2 * DEAREST));
    assert_eq!(solve(&problem, &[DEAREST, DEAREST - 1, u64::MAX / 2]), Some(2 * DEAREST - 1));
    // As many as one kit may ever have, at the highest price.
    let all = plain(144, 12, Window::exactly(144));
    assert_eq!(solve(&all, &[DEAREST; 144]), Some(144 * DEAREST));
}

#[test]
fn relatives_and_enemies_of_the_core_are_not_chosen() {
    let mut problem = plain(5, 2, Window::exactly(2));
    problem.core = vec![(0, 1)];
    problem.items[0].family = Some(7);
    problem.items[1].family = Some(7);
    problem.enemies = vec![(2, 0), (0, 3), (0, 2), (4, 4)];
    assert_eq!(solve(&problem, &[0, 1, 2, 3, 9]), Some(9));
    problem.enemies.push((4, 0));
    assert_eq!(solve(&problem, &[0, 1, 2, 3, 9]), None);
}

#[test]
fn a_core_at_odds_with_itself_has_no_kit() {
    let costs = [1, 2, 3];
    let problem = plain(3, 2, Window::ANY);
    let with = |core: &[(u32, usize)]| Problem { core: core.to_vec(), ..problem.clone() };
    assert_eq!(solve(&with(&[(0, 0), (1, 0)]), &costs), Some(0));
    let mut related = with(&[(0, 0), (1, 0)]);
    related.items.iter_mut().for_each(|i| i.family = Some(0));
    assert_eq!(solve(&related, &costs), None);
    let hostile = Problem { enemies: vec![(1, 0)], ..with(&[(0, 0), (1, 0)]) };
    assert_eq!(solve(&hostile, &costs), None);
    // In two rounds at once, and in one that does not exist.
    let engine = |p: &Problem| Engine::new(p.clone()).solve(&costs, &Start::default(), NODES);
    assert_eq!(engine(&with(&[(0, 0), (0, 1)])), Outcome::Infeasible);
    assert_eq!(engine(&with(&[(0, 2)])), Outcome::Infeasible);
    let nowhere = Problem { groups: vec![Group::Seated(vec![seat(2)])], ..problem.clone() };
    assert_eq!(engine(&nowhere), Outcome::Infeasible);
}

#[test]
fn a_pair_twice_is_a_pair_and_an_item_is_no_enemy_of_its_own() {
    let mut problem = plain(3, 1, Window::exactly(2));
    problem.enemies = vec![(0, 1), (1, 0), (0, 1), (2, 2), (0, 0)];
    assert_eq!(solve(&problem, &[1, 2, 4]), Some(5));
    problem.core = vec![(2, 0)];
    assert_eq!(solve(&problem, &[1, 2, 4]), Some(1));
}

#[test]
fn a_core_item_takes_whichever_seat_the_others_leave() {
    let narrow = Seat { minutes: Window::exactly(9), ..seat(0) };
    for seats in [vec![seat(0), narrow], vec![narrow, seat(0)]] {
        let mut problem = plain(3, 1, Window::ANY);
        problem.groups = vec![Group::Seated(seats)];
        problem.core = vec![(0, 0)];
        assert_eq!(solve(&problem, &[0, 1, 2]), Some(1));
        // Now only the narrow seat would be left, were it not for the core.
        problem.items[1].minutes = 9;
        problem.items[2].minutes = 9;
        assert_eq!(solve(&problem, &[0, 1, 2]), Some(1));
        problem.groups = vec![Group::Seated(vec![narrow])];
        assert_eq!(solve(&problem, &[0, 1, 2]), Some(0));
        problem.core.push((1, 0));
        assert_eq!(solve(&problem, &[0, 1, 2]), None);
    }
}

#[test]
fn minutes_beyond_the_longest_do_not_overflow() {
    let mut problem = plain(4, 2, Window::exactly(2));
    for (n, minutes) in [u32::MAX, LONGEST + 1, LONGEST, LONGEST - 1].into_iter().enumerate() {
        problem.items[n].minutes = minutes;
        problem.items[n].difficulty = minutes;
    }
    let engine = |p: &Problem| match Engine::new(p.clone()).solve(&[1, 2, 3, 4], &Start::default(), NODES) {
        Outcome::Optimal(kit) => Some(kit.cost),
        Outcome::Infeasible => None,
        other => panic!("not decided: {other:?}"),
    };
    assert_eq!(engine(&problem), Some(7));
    problem.rounds[0].minutes = Window::at_least(LONGEST);
    problem.rounds[1].minutes = Window { min: 1, max: u32::MAX - 1 };
    assert_eq!(engine(&problem), Some(7));
    problem.difficulty = Window::at_least(2 * LONGEST);
    assert_eq!(engine(&problem), None);
    problem.core = vec![(0, 0), (1, 0)];
    problem.groups[0] = counted(Window::exactly(4));
    problem.difficulty = Window::ANY;
    assert_eq!(engine(&problem), Some(7));
}
