//! Decides feasibility: by the linear relaxation, by diving from it to integers, and by the search of
//! the engine.
//!
//! The linear relaxation comes first. If it is infeasible, the multipliers of the rows are a certificate
//! (Farkas 1902), which names the constraints. Nearly every conflict is found this way. Otherwise a
//! depth-first dive (Land & Doig 1960, Dakin 1965) rounds a fractional column up, then down, until all
//! columns are integers. The columns then say which items to take, and the engine deals these items to the
//! rounds. A dive that exhausts all branches proves infeasibility too. If the dive does not decide the
//! problem, the engine's own search is run, with more nodes each time.

use std::collections::BTreeSet;

use crate::lp::model::{Linear, PIVOTS};
use crate::lp::simplex::Ended;
use crate::problem::Problem;
use crate::problem::constraints::{Rule, rules};
use crate::problem::range::Range;
use crate::search::deal_out::only;
use crate::solve::Engine;

/// Nodes of the first try.
const FIRST: u64 = 1_000;
/// The factor by which the nodes grow from one try to the next.
const GROWTH: u64 = 4;
/// The number of dives in one try.
const WAYS: u64 = 3;

/// Whether a problem is feasible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Feasible; the items of a form, or `None` if the search did not keep them.
    Kit(Option<Vec<u32>>),
    /// Infeasible. The set is a candidate conflict: callers must check it again before they rely on it.
    None(BTreeSet<Rule>),
    /// The nodes did not suffice.
    Open,
}

/// Decides the problem with at most `most` nodes, and subtracts the nodes used from `nodes`.
pub(crate) fn decide(problem: &Problem, nodes: &mut u64, most: u64) -> Answer {
    let mut purse = Purse { left: most.min(*nodes) };
    *nodes -= purse.left;
    let answer = purse.decide(problem);
    *nodes += purse.left;
    answer
}

/// The budget of nodes.
struct Purse {
    left: u64,
}

impl Purse {
    fn decide(&mut self, problem: &Problem) -> Answer {
        let Some(mut linear) = Linear::new(problem) else {
            return Answer::None(BTreeSet::from([Rule::Core, Rule::Families, Rule::Enemies]));
        };
        let ended = self.pay(&mut linear, PIVOTS);
        match ended {
            Ended::Outside(why) if linear.simplex.certain(&why) => return Answer::None(linear.blamed(&why)),
            Ended::Inside => {}
            Ended::Outside(_) | Ended::Stopped => return self.search(problem, self.left),
        }
        let (mut nodes, mut luck) = (FIRST, 0);
        while self.left > 0 {
            for _ in 0..WAYS {
                let answer = self.whole(problem, &linear, nodes, luck);
                if answer != Answer::Open {
                    return answer;
                }
                luck += 1;
            }
            let answer = self.search(problem, GROWTH * nodes);
            if answer != Answer::Open {
                return answer;
            }
            nodes *= GROWTH;
        }
        Answer::Open
    }

    /// Runs the simplex method and charges its pivots as nodes; the price of a pivot grows with the square of
    /// the number of rows and with the number of columns.
    fn pay(&mut self, linear: &mut Linear<'_>, most: u64) -> Ended {
        let (rows, columns) = (linear.rules.len(), linear.columns.len());
        let price = 4 + ((rows * rows + 8 * columns) / 1_000) as u64;
        let most = most.min(self.left / price);
        let mut pivots = most;
        let ended = linear.run(&mut pivots);
        self.left -= (most - pivots) * price;
        if most == 0 {
            self.left = 0;
        }
        ended
    }

    /// Dives from the fractional values to integers.
    fn whole(&mut self, problem: &Problem, linear: &Linear<'_>, nodes: u64, luck: u64) -> Answer {
        let mut linear = linear.clone();
        let enough = self.left.saturating_sub(nodes);
        let mut path = Path::new();
        let mut certain = true;
        while let Some((column, below)) = linear.broken(luck) {
            let (low, high) = linear.simplex.bounds(column);
            path.push((column, (low, high), Some((low, below))));
            linear.simplex.bound(column, (below + 1, high));
            let mut ended = self.pay(&mut linear, PIVOTS);
            while let Ended::Outside(why) = &ended {
                certain &= linear.simplex.certain(why);
                if !back(&mut path, &mut linear) {
                    let all = || rules(problem).into_iter().collect();
                    return if certain { Answer::None(all()) } else { Answer::Open };
                }
                ended = self.pay(&mut linear, PIVOTS);
            }
            if ended == Ended::Stopped || self.left <= enough {
                return Answer::Open;
            }
        }
        self.pack(problem, &linear.chosen(), nodes)
    }

    /// Deals chosen items to the rounds.
    fn pack(&mut self, problem: &Problem, chosen: &[u32], nodes: u64) -> Answer {
        let only = only(problem, chosen);
        match self.ask(&only, nodes) {
            Some(true) => Answer::Kit(Some(chosen.to_vec())),
            // Another choice of items may still work.
            Some(false) | None => Answer::Open,
        }
    }

    /// Decides by the engine's own search.
    fn search(&mut self, problem: &Problem, nodes: u64) -> Answer {
        match self.ask(problem, nodes) {
            Some(true) => Answer::Kit(None),
            Some(false) => Answer::None(rules(problem).into_iter().collect()),
            None => Answer::Open,
        }
    }

    fn ask(&mut self, problem: &Problem, nodes: u64) -> Option<bool> {
        let nodes = nodes.min(self.left);
        let answer = Engine::new(problem.clone()).feasible(nodes);
        self.left -= if answer.is_none() { nodes } else { nodes / 4 };
        answer
    }
}

/// The rounded columns, each with its previous bounds and the bounds of the other branch (`None` once that
/// branch was taken).
type Path = Vec<(usize, Range, Option<Range>)>;

/// Goes back to the last column that can still be rounded the other way; false if there is none.
fn back(path: &mut Path, linear: &mut Linear<'_>) -> bool {
    while let Some((column, before, other)) = path.pop() {
        linear.simplex.bound(column, other.unwrap_or(before));
        if other.is_some() {
            path.push((column, before, None));
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Window;
    use crate::problem::sample::one_group;

    fn problem(minutes: &[u32], rounds: Window, least: u32) -> Problem {
        one_group(minutes, Window::at_least(least), &[rounds; 2])
    }

    #[test]
    fn rules_are_blamed_even_in_fractions() {
        let short = problem(&[6, 6, 6, 6], Window::at_most(11), 4);
        let mut nodes = 100_000;
        let Answer::None(blamed) = decide(&short, &mut nodes, 50_000) else { panic!("24 minutes in 22") };
        assert_eq!(blamed, BTreeSet::from([Rule::Group(0), Rule::Minutes(0), Rule::Minutes(1), Rule::Core]));
        assert!(nodes > 90_000);
    }

    #[test]
    fn whole_numbers_are_found_and_denied() {
        // Items of even minutes do not add up to an odd number, but halves of such items do.
        let odd = problem(&[4, 4, 6, 8], Window::exactly(9), 0);
        assert!(matches!(decide(&odd, &mut 100_000, 100_000), Answer::None(_)));
        let even = problem(&[4, 4, 6, 6, 3], Window::exactly(10), 0);
        let Answer::Kit(Some(kit)) = decide(&even, &mut 100_000, 100_000) else {
            panic!("4 + 6 twice, or so")
        };
        assert_eq!(kit.iter().map(|n| even.items[*n as usize].minutes).sum::<u32>(), 20);
        assert_eq!(decide(&even, &mut 0, 100_000), Answer::Open);
    }
}
