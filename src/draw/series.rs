//! Draws kits one after the other, each from the least used questions. The ledger (the number of uses of each
//! question) is computed from the issued kits.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::parallel::{Draws, NODES, Parallel, Variant};
use super::priority::{Key, PRIORITIES};
use crate::engine::{Balance, Engine, FORBIDDEN, Ledger, Outcome};
use crate::model::Kit;

/// Kits in the order of issue.
#[derive(Clone, Debug)]
pub struct Series {
    parallel: Arc<Parallel>,
    engine: Engine,
    balance: Balance,
    ledger: Ledger,
    /// The real number of kits with each item. It can differ from the ledger, in which a new item starts with
    /// the mean number of uses of its cell.
    real: Vec<u32>,
}

/// The next kit of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The kit.
    pub variant: Variant,
    /// True if one of its questions now has more uses in the ledger than [`Series::cap`] allows for the kits
    /// so far.
    pub over: bool,
}

impl Draws {
    /// A series without kits.
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

    /// The smallest change that gives `kit` a question in every free slot. The kit keeps as many of its
    /// questions as possible. New questions are the ones that `series` used least or, without a series, the
    /// ones with the best seeded priority. A free slot gets only questions whose ids `may` accepts.
    pub fn repair(
        &self,
        kit: &Kit,
        series: Option<&Series>,
        key: &Key<'_>,
        may: &dyn Fn(&str) -> bool,
    ) -> Option<Variant> {
        let core: BTreeSet<u32> = self.parallel.problem.core.iter().map(|(n, _)| *n).collect();
        let has = |id: &str| kit.slots().any(|s| s.question.id == id);
        let priorities = self.parallel.costs(key);
        let cost = |(n, priority): (usize, &u64)| {
            if !core.contains(&(n as u32)) && !may(&self.parallel.items[n].id) {
                return FORBIDDEN;
            }
            // A question that is new to the kit costs more than all uses and priorities together.
            let uses = series.map_or(0, |s| s.uses(&self.parallel.items[n].id)).min(MOST_USES);
            let rank = u64::from(uses) << USES_SHIFT | priority >> (PRIORITIES.ilog2() - USES_SHIFT);
            if has(&self.parallel.items[n].id) { rank } else { STRANGER + rank }
        };
        self.cheapest(&priorities.iter().enumerate().map(cost).collect::<Vec<u64>>())
    }
}

/// In a repair, the cost of a question that the kit does not have.
const STRANGER: u64 = 1 << 44;
/// Number of bits of a priority that count in a repair.
const USES_SHIFT: u32 = 20;
/// Limit of uses that count in a repair. Under this limit, the uses and priorities of 24 slots together cost
/// less than one new question.
const MOST_USES: u32 = (1 << 19) - 1;

impl Series {
    /// Adds a kit that was issued before, by the ids of its questions.
    pub fn issued<'q>(&mut self, questions: impl IntoIterator<Item = &'q str>) {
        let items: Vec<u32> = questions.into_iter().filter_map(|id| self.parallel.item(id)).collect();
        self.record(&items);
    }

    fn record(&mut self, items: &[u32]) {
        // Without this, a question that was added to the bank later would be in every kit until it had caught
        // up.
        let late: Vec<u32> = self.late().into_iter().filter(|n| items.contains(n)).collect();
        if !late.is_empty() {
            self.ledger.welcome(&self.parallel.problem, &late);
        }
        items.iter().for_each(|n| self.real[*n as usize] += 1);
        self.ledger.record(items);
    }

    /// Items that were never used although the items of their cell were used at least 1.5 times on average.
    /// They were not in the bank at the time, or could not be drawn.
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

    /// Draws the next kit and adds it to the series. The number of past uses is compared first, then the
    /// seeded priority. No question is used more often than [`Series::cap`] allows, unless every possible kit
    /// breaks this limit. `None` if there is no kit at all.
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

    /// Number of kits with this question.
    pub fn uses(&self, question: &str) -> u32 {
        self.parallel.item(question).map_or(0, |n| self.real[n as usize])
    }

    /// Number of kits so far.
    pub fn kits(&self) -> u32 {
        self.ledger.kits()
    }

    /// The number of uses that no question exceeds in `kits` kits if questions are used as evenly as the
    /// rules allow. It is the lowest possible maximum exposure, times `kits`, rounded up.
    pub fn cap(&self, kits: u32) -> u32 {
        self.balance.exposure().cap(kits)
    }

    /// The number of further candidates before one gets a rotating question that an earlier candidate had.
    /// `keys` are the keys of the further candidates. Counting stops at the first repeat.
    pub fn left<'k>(&self, keys: impl IntoIterator<Item = Key<'k>>) -> usize {
        let fresh = |series: &Series| {
            let core = &series.parallel.problem.core;
            let repeated = |n: u32| series.real[n as usize] > 1 && !core.iter().any(|(c, _)| *c == n);
            !(0..series.real.len() as u32).any(repeated)
        };
        let mut series = Series { balance: self.engine.balance(), ..self.clone() };
        // A question that was used before counts as one use, so that its next use is seen as a repeat.
        series.real.iter_mut().for_each(|uses| *uses = (*uses).min(1));
        let served = keys.into_iter().take_while(|key| series.draw(key).is_some() && fresh(&series));
        served.count()
    }
}
