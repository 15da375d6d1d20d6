//! A small problem for the unit tests of the engine.

use crate::problem::{Group, Item, Problem, Round, Window};

/// A problem with one group and one cell. It has an item for each number in `minutes`, and a round for each
/// window of minutes in `rounds`. A form has `count` items.
pub(crate) fn one_group(minutes: &[u32], count: Window, rounds: &[Window]) -> Problem {
    let item =
        |minutes: &u32| Item { group: 0, cell: 0, kind: 0, minutes: *minutes, difficulty: 0, family: None };
    let round = |minutes: &Window| Round { minutes: *minutes, count: Window::ANY, kinds: Vec::new() };
    Problem {
        items: minutes.iter().map(item).collect(),
        groups: vec![Group::Counted { count, cells: vec![Window::ANY], spread: 0 }],
        rounds: rounds.iter().map(round).collect(),
        ..Problem::default()
    }
}
