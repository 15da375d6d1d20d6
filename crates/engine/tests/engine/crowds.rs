//! Problems with many groups, rounds, kinds or items that are alike, or with seats that few items fit.

use panelkit_engine::{Engine, Group, Item, Outcome, Problem, Round, Seat, Start, Window, violations};

use crate::problems::Dice;

const NODES: u64 = 20_000;

fn item(group: usize, kind: u8, minutes: u32) -> Item {
    Item { group: group as u32, cell: 0, kind, minutes, difficulty: 1, family: None }
}

fn round(minutes: Window, kinds: Vec<Window>) -> Round {
    Round { minutes, count: Window::ANY, kinds }
}

/// The cost of the best kit, once the checker has passed it.
fn best(problem: &Problem, costs: &[u64]) -> Option<u64> {
    let engine = Engine::new(problem.clone());
    match engine.solve(costs, &Start::default(), NODES) {
        Outcome::Optimal(kit) => {
            assert_eq!(violations(problem, costs, &kit), Vec::<String>::new());
            assert_eq!(engine.feasible(NODES), Some(true));
            Some(kit.cost)
        }
        Outcome::Infeasible => None,
        other => panic!("not decided: {other:?}"),
    }
}

fn dice_costs(count: usize, seed: u64) -> Vec<u64> {
    let mut dice = Dice(seed);
    (0..count).map(|_| dice.between(0, 1 << 30)).collect()
}

/// What the cheapest `of_each` of every group cost.
fn cheapest(problem: &Problem, costs: &[u64], of_each: usize) -> u64 {
    let sum = |g: usize| {
        let mine = problem.items.iter().zip(costs).filter(|(item, _)| item.group as usize == g);
        let mut mine: Vec<u64> = mine.map(|(_, cost)| *cost).collect();
        mine.sort_unstable();
        mine[..of_each].iter().sum::<u64>()
    };
    (0..problem.groups.len()).map(sum).sum()
}

#[test]
fn a_hundred_groups_are_each_seen_in_two_rounds() {
    let problem = Problem {
        items: (0..400).map(|n| item(n % 100, 0, 1)).collect(),
        groups: (0..100)
            .map(|_| Group::Counted { count: Window::exactly(2), cells: vec![Window::ANY], spread: 2 })
            .collect(),
        rounds: vec![round(Window::exactly(50), Vec::new()); 4],
        ..Problem::default()
    };
    let costs = dice_costs(400, 1);
    assert_eq!(best(&problem, &costs), Some(cheapest(&problem, &costs, 2)));
}

#[test]
fn a_hundred_groups_have_a_seat_each() {
    let seat =
        |g: usize| Seat { round: g % 12, kinds: u32::MAX, minutes: Window::ANY, difficulties: u32::MAX };
    let problem = Problem {
        items: (0..300).map(|n| item(n % 100, 0, 1)).collect(),
        groups: (0..100).map(|g| Group::Seated(vec![seat(g)])).collect(),
        rounds: vec![round(Window::at_most(9), Vec::new()); 12],
        ..Problem::default()
    };
    let costs = dice_costs(300, 2);
    assert_eq!(best(&problem, &costs), Some(cheapest(&problem, &costs, 1)));
}

/// A rule for every kind in every round: more sums than a byte can number.
#[test]
fn every_kind_has_a_rule_in_every_round() {
    let seat = |round| Seat { round, kinds: u32::MAX, minutes: Window::ANY, difficulties: u32::MAX };
    let problem = Problem {
        items: (0..240).map(|n| item(n % 12, (n % 32) as u8, 1)).collect(),
        groups: (0..12).map(|g| Group::Seated(vec![seat(g), seat((g + 1) % 12)])).collect(),
        rounds: (0..12)
            .map(|r| {
                let mut kinds = vec![Window::at_most(2); 32];
                // Only one of the kinds that the last group has may be seen in its rounds.
                kinds[31] = Window::at_most(u32::from(r != 11));
                round(Window::exactly(2), kinds)
            })
            .collect(),
        ..Problem::default()
    };
    let costs = dice_costs(240, 3);
    let free = best(&problem, &costs).expect("there is a kit");
    assert!(free >= cheapest(&problem, &costs, 2));
    // A least number of the last kind in the last round makes it dearer or impossible, never cheaper.
    let mut strict = problem.clone();
    strict.rounds[11].kinds[31] = Window::exactly(1);
    assert!(best(&strict, &costs).is_none_or(|cost| cost >= free));
    strict.rounds.iter_mut().for_each(|r| r.kinds[30] = Window::at_least(1));
    assert!(best(&strict, &costs).is_none_or(|cost| cost >= free));
}

#[test]
fn kinds_that_no_item_has_matter_only_where_they_are_asked_for() {
    let mut problem = Problem {
        items: (0..8).map(|n| item(0, (n % 2) as u8, 3)).collect(),
        groups: vec![Group::Counted { count: Window::exactly(4), cells: vec![Window::ANY], spread: 2 }],
        rounds: vec![round(Window::ANY, vec![Window::at_most(3); 40]); 2],
        ..Problem::default()
    };
    let costs = dice_costs(8, 4);
    assert_eq!(best(&problem, &costs), Some(cheapest(&problem, &costs, 4)));
    problem.rounds[1].kinds[39] = Window::at_least(1);
    assert_eq!(best(&problem, &costs), None);
}

#[test]
fn sixty_rounds_of_one_item_each_are_filled() {
    let problem = Problem {
        items: (0..90).map(|n| item(n % 2, 0, 1 + (n % 3) as u32)).collect(),
        groups: (0..2)
            .map(|_| Group::Counted { count: Window::exactly(30), cells: vec![Window::ANY], spread: 30 })
            .collect(),
        rounds: (0..60).map(|_| Round { count: Window::exactly(1), ..round(Window::ANY, vec![]) }).collect(),
        ..Problem::default()
    };
    let costs = dice_costs(90, 5);
    assert_eq!(best(&problem, &costs), Some(cheapest(&problem, &costs, 30)));
}

/// Three hundred of one shape: their number needs more than a byte.
#[test]
fn hundreds_of_items_that_are_alike_are_dealt_out() {
    let mut problem = Problem {
        items: (0..300).map(|_| item(0, 0, 2)).collect(),
        groups: vec![Group::Counted { count: Window::exactly(300), cells: vec![Window::ANY], spread: 3 }],
        rounds: [10, 20, 570].map(|minutes| round(Window::exactly(minutes), vec![])).to_vec(),
        ..Problem::default()
    };
    let costs = vec![1; 300];
    assert_eq!(best(&problem, &costs), Some(300));
    problem.rounds[2].minutes = Window::exactly(571);
    assert_eq!(best(&problem, &costs), None);
}

/// Eleven seats admit everybody and the last one only the cheapest item: whoever seats the cheapest
/// first without a look at the last seat tries eleven factorial orders.
#[test]
fn a_last_seat_that_only_one_item_fits_is_filled() {
    let mut seats =
        vec![Seat { round: 0, kinds: u32::MAX, minutes: Window::ANY, difficulties: u32::MAX }; 11];
    seats.push(Seat { round: 0, kinds: 2, minutes: Window::ANY, difficulties: u32::MAX });
    let mut problem = Problem {
        items: (0..12).map(|n| item(0, u8::from(n == 0), 1 + n)).collect(),
        groups: vec![Group::Seated(seats)],
        rounds: vec![round(Window::ANY, vec![])],
        ..Problem::default()
    };
    let costs: Vec<u64> = (0..12).collect();
    assert_eq!(best(&problem, &costs), Some(66));
    // The same with an item of the core that none of the seats admits.
    problem.items[5].minutes = 99;
    let Group::Seated(seats) = &mut problem.groups[0] else { panic!("it has seats") };
    seats.iter_mut().for_each(|seat| seat.minutes = Window::at_most(50));
    assert_eq!(best(&problem, &costs), None);
    problem.core = vec![(5, 0)];
    assert_eq!(best(&problem, &costs), Some(61));
}

/// Two groups share nothing but copies of the same questions: what one takes the other may not.
#[test]
fn a_question_offered_to_several_groups_is_asked_once() {
    let seat = |round| Seat { round, kinds: u32::MAX, minutes: Window::ANY, difficulties: u32::MAX };
    let copies = |groups: usize| Problem {
        items: (0..5 * groups)
            .map(|n| Item { family: Some((n % 5) as u32), ..item(n / 5, 0, 2 + (n % 5) as u32) })
            .collect(),
        groups: (0..groups).map(|g| Group::Seated(vec![seat(g % 2)])).collect(),
        rounds: vec![round(Window::ANY, vec![]); 2],
        ..Problem::default()
    };
    assert_eq!(best(&copies(5), &[1, 2, 3, 4, 5].repeat(5)), Some(15));
    assert_eq!(best(&copies(6), &[1, 2, 3, 4, 5].repeat(6)), None);
}
