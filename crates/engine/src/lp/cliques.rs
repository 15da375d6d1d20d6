//! Clique inequalities of the set packing polytope (Padberg 1973): sets of items of which at most one
//! is chosen.

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::Problem;
use crate::problem::constraints::Rule;

/// Sets of items of which at most one is chosen, and the constraint they come from. If three items are
/// enemies of one another, one row for all three gives a tighter relaxation than three rows for the pairs.
pub(crate) fn cliques(problem: &Problem, free: &[bool]) -> Vec<(Rule, Vec<usize>)> {
    let mut families: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (n, item) in problem.items.iter().enumerate().filter(|(n, _)| free[*n]) {
        if let Some(family) = item.family {
            families.entry(family).or_default().push(n);
        }
    }
    let mut cliques: Vec<(Rule, Vec<usize>)> =
        families.into_values().filter(|f| f.len() > 1).map(|f| (Rule::Families, f)).collect();
    let mut foes: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (a, b) in &problem.enemies {
        let (a, b) = (*a as usize, *b as usize);
        if a != b && free[a] && free[b] {
            foes.entry(a).or_default().insert(b);
            foes.entry(b).or_default().insert(a);
        }
    }
    let mut told: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (a, others) in &foes {
        for b in others.range(a + 1..) {
            if told.contains(&(*a, *b)) {
                continue;
            }
            let mut clique = vec![*a, *b];
            for c in others.intersection(&foes[b]) {
                if clique.iter().all(|n| foes[n].contains(c)) {
                    clique.push(*c);
                }
            }
            clique.sort_unstable();
            for (k, x) in clique.iter().enumerate() {
                told.extend(clique[k + 1..].iter().map(|y| (*x, *y)));
            }
            cliques.push((Rule::Enemies, clique));
        }
    }
    cliques
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Item;

    #[test]
    fn enemies_of_one_another_are_one_clique() {
        let item = |family| Item { group: 0, cell: 0, kind: 0, minutes: 1, difficulty: 0, family };
        let items = vec![item(Some(7)), item(None), item(None), item(Some(7)), item(Some(8))];
        let problem =
            Problem { items, enemies: vec![(0, 1), (1, 2), (2, 0), (3, 4), (2, 2)], ..Problem::default() };
        let all = [(Rule::Families, vec![0, 3]), (Rule::Enemies, vec![0, 1, 2]), (Rule::Enemies, vec![3, 4])];
        assert_eq!(cliques(&problem, &[true; 5]), all);
        let free = [false, true, true, true, true];
        assert_eq!(cliques(&problem, &free), [(Rule::Enemies, vec![1, 2]), (Rule::Enemies, vec![3, 4])]);
    }
}
