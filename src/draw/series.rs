//! Kits one after the other, each of the questions that were used least. The issued kits are the ledger.

use std::borrow::Cow;
use std::sync::Arc;

use super::parallel::{Draws, NODES, Parallel, Variant};
use super::priority::{Key, PRIORITIES};
use crate::engine::{Balance, Engine, Ledger, Outcome};
use crate::model::Kit;

/// Kits in the order of issue.
#[derive(Clone, Debug)]
pub struct Series {
    parallel: Arc<Parallel>,
    engine: Engine,
    balance: Balance,
    ledger: Ledger,
    /// Kits in which each item really stands; the ledger gives new ones a start.
    real: Vec<u32>,
}

/// The next kit of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The kit.
    pub variant: Variant,
    /// Whether one of its questions is used more often now than the least possible maximum exposure
    /// asks for.
    pub over: bool,
}

impl Draws {
    /// A series with no kit so far.
    pub fn series(&self) -> Series {
        let count = self.parallel.problem.items.len();
        Series {
            parallel: self.parallel.clone(),
            engine: self.engine.clone(),
            balance: self.engine.balance(),
            ledger: Ledger::new(count),
            real: vec![0; count],
        }
    }

    /// The smallest change that gives `kit` a question in every free slot: of the questions that it has,
    /// as many as possible stay in the kit; those that come in are the ones that a `series` used least,
    /// or, without one, those that the key puts first.
    pub fn repair(&self, kit: &Kit, series: Option<&Series>, key: &Key<'_>) -> Option<Variant> {
        let has = |id: &str| kit.slots().any(|s| s.question.id == id);
        let priorities = self.parallel.costs(key);
        let cost = |(n, priority): (usize, &u64)| {
            // A stranger outweighs any priorities and uses together.
            let uses = series.map_or(0, |s| s.uses(&self.parallel.items[n].id)).min(MOST_USES);
            let rank = u64::from(uses) << USES_SHIFT | priority >> (PRIORITIES.ilog2() - USES_SHIFT);
            if has(&self.parallel.items[n].id) { rank } else { STRANGER + rank }
        };
        self.cheapest(&priorities.iter().enumerate().map(cost).collect::<Vec<u64>>())
    }
}

/// What a question that a kit does not have costs in a repair.
const STRANGER: u64 = 1 << 44;
/// Bits of a priority that count in a repair.
const USES_SHIFT: u32 = 20;
/// Uses that count in a repair: with the priority, 24 slots of these cost less than a stranger.
const MOST_USES: u32 = (1 << 19) - 1;

impl Series {
    /// Counts a kit that was issued before, by the ids of its questions.
    pub fn issued<'q>(&mut self, questions: impl IntoIterator<Item = &'q str>) {
        let items: Vec<u32> = questions.into_iter().filter_map(|id| self.parallel.item(id)).collect();
        self.record(&items);
    }

    fn record(&mut self, items: &[u32]) {
        // A question that came into the bank late would be in every kit until it had caught up.
        let late: Vec<u32> = self.late().into_iter().filter(|n| items.contains(n)).collect();
        if !late.is_empty() {
            self.ledger.welcome(&self.parallel.problem, &late);
        }
        items.iter().for_each(|n| self.real[*n as usize] += 1);
        self.ledger.record(items);
    }

    /// Items that were never used while the others of their cell were, on average, more than once: they
    /// were not in the bank then, or could not be drawn.
    fn late(&self) -> Vec<u32> {
        let (items, uses) = (&self.parallel.problem.items, self.ledger.uses());
        let mut cells = vec![(0, 0); self.parallel.problem.groups.len()];
        for (item, uses) in items.iter().zip(uses) {
            let (count, sum) = &mut cells[item.group as usize];
            (*count, *sum) = (*count + 1, *sum + uses);
        }
        let late = |n: &u32| {
            let (count, sum) = cells[items[*n as usize].group as usize];
            uses[*n as usize] == 0 && sum * 2 >= count * 3
        };
        (0..items.len() as u32).filter(late).collect()
    }

    /// Draws the next kit and counts it. Past uses count before the seeded priorities, and no question
    /// is used more often than the least possible maximum exposure asks for, unless there is no such
    /// kit. Nothing when there is no kit at all.
    pub fn draw(&mut self, key: &Key<'_>) -> Option<Next> {
        let late = self.late();
        let mut ledger = Cow::Borrowed(&self.ledger);
        if !late.is_empty() {
            ledger.to_mut().welcome(&self.parallel.problem, &late);
        }
        let priorities: Vec<u32> = self.parallel.costs(key).iter().map(|cost| (cost >> 8) as u32).collect();
        let issue = self.balance.next(&ledger, &priorities, NODES);
        let (solution, proven) = match &issue.outcome {
            Outcome::Optimal(solution) => (solution, true),
            Outcome::Unproven(solution) => (solution, false),
            Outcome::Infeasible | Outcome::GaveUp => return None,
        };
        let items: Vec<u32> = solution.placed.iter().map(|(n, _)| *n).collect();
        self.record(&items);
        Some(Next { variant: self.parallel.variant(solution, proven), over: issue.over })
    }

    /// Kits in which a question stands.
    pub fn uses(&self, question: &str) -> u32 {
        self.parallel.item(question).map_or(0, |n| self.real[n as usize])
    }

    /// Kits so far.
    pub fn kits(&self) -> u32 {
        self.ledger.kits()
    }

    /// The most that a question may be used in so many kits if all are used as evenly as the rules
    /// allow: the share of kits that the most used question is part of at least, times `kits`.
    pub fn cap(&self, kits: u32) -> u32 {
        self.balance.exposure().cap(kits)
    }

    /// How many more candidates can be served before one gets a rotating question that somebody had;
    /// `keys` are those of the candidates to come. It stops at the first repeat.
    pub fn left<'k>(&self, keys: impl IntoIterator<Item = Key<'k>>) -> usize {
        let fresh = |series: &Series| {
            let core = &series.parallel.problem.core;
            let repeated = |n: u32| series.real[n as usize] > 1 && !core.iter().any(|(c, _)| *c == n);
            !(0..series.real.len() as u32).any(repeated)
        };
        let mut series = Series { balance: self.engine.balance(), ..self.clone() };
        // What was used before counts once, so that a second use shows.
        series.real.iter_mut().for_each(|uses| *uses = (*uses).min(1));
        let served = keys.into_iter().take_while(|key| series.draw(key).is_some() && fresh(&series));
        served.count()
    }
}
