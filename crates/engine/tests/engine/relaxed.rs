//! Every way to make a problem less strict by one rule.

use panelkit_engine::{Group, Problem, Solution, Window};

/// All problems with one rule less strict, each with a word on what was lifted.
pub(crate) fn all(problem: &Problem) -> Vec<(String, Problem)> {
    let mut all = Vec::new();
    let mut lift = |what: String, change: &dyn Fn(&mut Problem)| {
        let mut other = problem.clone();
        change(&mut other);
        all.push((what, other));
    };
    for (name, wider) in [("a little", little as fn(&mut Window)), ("lifted", |w| *w = Window::ANY)] {
        lift(format!("total {name}"), &|p| wider(&mut p.total));
        lift(format!("difficulty {name}"), &|p| wider(&mut p.difficulty));
        for r in 0..problem.rounds.len() {
            lift(format!("minutes of round {r} {name}"), &|p| wider(&mut p.rounds[r].minutes));
            lift(format!("count of round {r} {name}"), &|p| wider(&mut p.rounds[r].count));
            for kind in 0..problem.rounds[r].kinds.len() {
                lift(format!("kind {kind} of round {r} {name}"), &|p| wider(&mut p.rounds[r].kinds[kind]));
            }
        }
        for g in 0..problem.groups.len() {
            let mut of_group = |what: &str, groups: Vec<Group>| {
                for (n, group) in groups.into_iter().enumerate() {
                    lift(format!("group {g}, {what} {n} {name}"), &|p| p.groups[g] = group.clone());
                }
            };
            match &problem.groups[g] {
                Group::Counted { .. } => of_group("rule", counted(&problem.groups[g], wider)),
                Group::Seated(_) => of_group("seat", seated(&problem.groups[g], wider)),
            }
        }
    }
    for r in 0..problem.rounds.len() {
        lift(format!("last kind of round {r}"), &|p| _ = p.rounds[r].kinds.pop());
    }
    for n in 0..problem.enemies.len() {
        lift(format!("enemies {n}"), &|p| _ = p.enemies.remove(n));
    }
    for n in 0..problem.items.len() {
        lift(format!("family of {n}"), &|p| p.items[n].family = None);
    }
    all
}

fn little(window: &mut Window) {
    *window = Window { min: window.min.saturating_sub(1), max: window.max.saturating_add(1) };
}

fn counted(group: &Group, wider: fn(&mut Window)) -> Vec<Group> {
    let Group::Counted { count, cells, spread } = group else { return Vec::new() };
    let mut all = Vec::new();
    let mut more = *count;
    wider(&mut more);
    all.push(Group::Counted { count: more, cells: cells.clone(), spread: *spread });
    all.push(Group::Counted { count: *count, cells: cells.clone(), spread: spread.saturating_sub(1) });
    for c in 0..cells.len() {
        let mut cells = cells.clone();
        wider(&mut cells[c]);
        all.push(Group::Counted { count: *count, cells, spread: *spread });
    }
    all
}

fn seated(group: &Group, wider: fn(&mut Window)) -> Vec<Group> {
    let Group::Seated(seats) = group else { return Vec::new() };
    let mut all = Vec::new();
    for s in 0..seats.len() {
        let mut other = seats.clone();
        wider(&mut other[s].minutes);
        all.push(Group::Seated(other));
        let mut other = seats.clone();
        other[s].kinds |= 1 << (s % 3);
        all.push(Group::Seated(other));
        let mut other = seats.clone();
        other[s].difficulties |= 1 << (s % 4);
        all.push(Group::Seated(other));
    }
    all
}

/// Problems with a core item less, which may still be chosen: those where it fits the seat that it had.
pub(crate) fn freed(problem: &Problem, solution: &Solution) -> Vec<(u32, Problem)> {
    let fits = |n: u32| {
        let item = &problem.items[n as usize];
        let Group::Seated(seats) = &problem.groups[item.group as usize] else { return true };
        let own = seats.iter().zip(&solution.seats[item.group as usize]);
        own.filter(|(_, m)| **m == n).all(|(seat, _)| seat.admits(item))
    };
    let core = problem.core.iter().map(|(n, _)| *n).filter(|n| fits(*n));
    core.map(|n| {
        let mut other = problem.clone();
        other.core.retain(|(m, _)| *m != n);
        (n, other)
    })
    .collect()
}
