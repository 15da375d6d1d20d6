//! Makes a failing problem small: takes away whatever the failure does not need.

use panelkit_engine::{Group, Problem, Window};

use crate::problems::{Case, without};

/// The smallest case found that still fails.
pub(crate) fn smallest(case: &Case, fails: &dyn Fn(&Case) -> bool) -> Case {
    let mut best = case.clone();
    loop {
        let smaller = candidates(&best).into_iter().find(|c| fails(c));
        match smaller {
            Some(smaller) => best = smaller,
            None => return best,
        }
    }
}

/// Every problem that has one thing less.
fn candidates(case: &Case) -> Vec<Case> {
    let mut all: Vec<Case> = (0..case.problem.items.len() as u32).rev().map(|n| without(case, n)).collect();
    let mut change = |change: &dyn Fn(&mut Problem)| {
        let mut other = case.clone();
        change(&mut other.problem);
        if format!("{:?}", other.problem) != format!("{:?}", case.problem) {
            all.push(other);
        }
    };
    (0..case.problem.rounds.len()).for_each(|r| change(&|p| drop_round(p, r)));
    (0..case.problem.groups.len()).for_each(|g| change(&|p| drop_group(p, g)));
    (0..case.problem.enemies.len()).for_each(|n| change(&|p| _ = p.enemies.remove(n)));
    (0..case.problem.core.len()).for_each(|n| change(&|p| _ = p.core.remove(n)));
    change(&|p| p.total = Window::ANY);
    change(&|p| p.difficulty = Window::ANY);
    for r in 0..case.problem.rounds.len() {
        change(&|p| p.rounds[r].minutes = Window::ANY);
        change(&|p| p.rounds[r].count = Window::ANY);
        change(&|p| _ = p.rounds[r].kinds.pop());
        (0..case.problem.rounds[r].kinds.len()).for_each(|k| change(&|p| p.rounds[r].kinds[k] = Window::ANY));
    }
    for g in 0..case.problem.groups.len() {
        simpler_group(&case.problem.groups[g], &mut |group| change(&|p| p.groups[g] = group.clone()));
    }
    for n in 0..case.problem.items.len() {
        change(&|p| p.items[n].family = None);
        change(&|p| p.items[n].difficulty = 0);
        change(&|p| p.items[n].kind = 0);
        change(&|p| p.items[n].minutes = p.items[n].minutes.min(1));
        change(&|p| p.items[n].minutes /= 2);
    }
    cheaper(case, &mut all);
    all
}

fn cheaper(case: &Case, all: &mut Vec<Case>) {
    for (n, cost) in case.costs.iter().enumerate() {
        for less in [0, 1, 2, cost / 1024, cost / 2].iter().filter(|less| *less < cost) {
            let mut other = case.clone();
            other.costs[n] = *less;
            all.push(other);
        }
    }
}

fn drop_round(problem: &mut Problem, r: usize) {
    problem.rounds.remove(r);
    problem.core.retain(|(_, round)| *round != r);
    problem.core.iter_mut().for_each(|(_, round)| *round -= usize::from(*round > r));
    for group in &mut problem.groups {
        if let Group::Seated(seats) = group {
            seats.retain(|s| s.round != r);
            seats.iter_mut().for_each(|s| s.round -= usize::from(s.round > r));
        }
    }
}

/// Drops a group that has no items any more.
fn drop_group(problem: &mut Problem, g: usize) {
    if problem.items.iter().all(|item| item.group as usize != g) {
        problem.groups.remove(g);
        problem.items.iter_mut().for_each(|item| item.group -= u32::from(item.group as usize > g));
    }
}

fn simpler_group(group: &Group, change: &mut dyn FnMut(&Group)) {
    match group {
        Group::Counted { count, cells, spread } => {
            let of = |count, cells: Vec<Window>, spread| Group::Counted { count, cells, spread };
            change(&of(Window::ANY, cells.clone(), *spread));
            change(&of(*count, cells.clone(), spread.saturating_sub(1)));
            for c in 0..cells.len() {
                let mut cells = cells.clone();
                cells[c] = Window::ANY;
                change(&of(*count, cells, *spread));
            }
        }
        Group::Seated(seats) => {
            for s in 0..seats.len() {
                let mut fewer = seats.clone();
                fewer.remove(s);
                change(&Group::Seated(fewer));
                let mut wider = seats.clone();
                wider[s].kinds = u32::MAX;
                change(&Group::Seated(wider));
                let mut longer = seats.clone();
                longer[s].minutes = Window::ANY;
                change(&Group::Seated(longer));
                let mut harder = seats.clone();
                harder[s].difficulties = u32::MAX;
                change(&Group::Seated(harder));
            }
        }
    }
}
