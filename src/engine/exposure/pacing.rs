//! Pacing: charges on scarce items, so that every form up to the cap stays feasible.
//!
//! With only a cap on uses, early forms may take scarce items freely, so that the last forms under the
//! cap become infeasible: a cell with just enough uses left for the minimum of every form may be asked
//! for one more by a form that finds it cheap. And if every form prefers the hard items of a cell, only
//! easy ones are left, until no form reaches its difficulty. Two charges prevent both, for each set of
//! `demands`:
//!
//! * *Reserve* (a scarcity price). The uses left under the cap are compared with what the forms up to
//!   there will take. If nothing is to spare, a use is charged so high that no form takes more than its
//!   minimum. Of a family no more than one use a form counts as left, so an item with a use left for
//!   every coming form is free: a use that this form does not take would be lost.
//! * *Drift* (integral control). If little is to spare, nearly all uses of a set will be taken, so they
//!   are best taken evenly. For minutes, difficulty and each kind, the sum of the deviations of past
//!   uses from the mean of the set is charged to items that deviate in the same direction. A drift by
//!   one item that is one standard deviation off costs such an item one use.

use crate::engine::exposure::demands::Need;
use crate::engine::exposure::share::ONE;
use crate::engine::exposure::usage::Ledger;
use crate::engine::problem::Item;

/// The cost of one past use.
pub(in crate::engine) const USE: u64 = 1 << 24;
/// Drift matters where less than this part of a set is to spare.
const SPARE: i128 = 8;
/// What drift costs at most, for each sum.
const MOST: i64 = 64 * USE as i64;
/// Parts of a use that is taken.
const WHOLE: i128 = 64;
/// Binary places of the rate at which drift costs.
const FINE: u32 = 20;

/// The forms up to the last one under a cap.
struct Reserve<'a> {
    items: &'a [Item],
    ledger: &'a Ledger,
    cap: u32,
    /// The share of forms that the cap comes from.
    share: i128,
    /// Number of forms from the next one on. Here and below, uses are in parts of `share`.
    kits: i128,
    /// By item: what drift costs, and the parts of uses that are taken.
    charges: Vec<(u64, u64)>,
}

/// By item, its charge in the next form if no item may be used more than `cap` times; `None` if no item is
/// charged.
pub(in crate::engine) fn charges(
    items: &[Item],
    needs: &[Need],
    share: u64,
    ledger: &Ledger,
    cap: u32,
) -> Option<Vec<u64>> {
    let share = i128::from(share);
    let kits = i128::from(cap) * i128::from(ONE) - i128::from(ledger.kits()) * share;
    let mut reserve = Reserve { items, ledger, cap, share, kits, charges: Vec::new() };
    if share > 0 {
        needs.iter().for_each(|need| reserve.charge(need));
    }
    // More than all that the items of a form could cost otherwise.
    let drift = reserve.charges.iter().map(|(drift, _)| *drift).max()?;
    let dearest = 2 * (USE * (u64::from(cap) + 1) + drift) / WHOLE as u64;
    Some(reserve.charges.iter().map(|(drift, taken)| drift + taken * dearest).collect())
}

impl Reserve<'_> {
    fn charge(&mut self, need: &Need) {
        // Up to this many, uses left count: one for each form.
        let whole = (self.kits / self.share) as u64;
        let (mut part, mut full) = (0, 0);
        for left in need.by_family().map(|family| self.left(family)) {
            if left <= whole { part += i128::from(left) } else { full += 1 }
        }
        let there = part * self.share + full * self.kits;
        let spare = there - i128::from(need.count) * self.kits;
        if spare * SPARE >= there && spare >= self.share {
            return;
        }
        self.charges.resize(self.items.len(), (0, 0));
        if spare * SPARE < there {
            self.charge_drift(need);
        }
        if spare < self.share {
            self.charge_taken(need);
        }
    }

    /// Uses that a family has left under the cap.
    fn left(&self, family: &[u32]) -> u64 {
        family.iter().map(|n| u64::from(self.cap.saturating_sub(self.ledger.uses()[*n as usize]))).sum()
    }

    fn charge_taken(&mut self, need: &Need) {
        let before_last = ((self.kits - self.share) / self.share) as u64;
        for family in need.by_family() {
            let left = self.left(family);
            let taken = if left <= before_last {
                WHOLE
            } else {
                let lost = (i128::from(left) * self.share - (self.kits - self.share)).min(self.share);
                (self.share - lost) * WHOLE / self.share
            };
            family.iter().for_each(|n| self.charges[*n as usize].1 += taken as u64);
        }
    }

    fn charge_drift(&mut self, need: &Need) {
        let items: Vec<&Item> = need.items.iter().map(|n| &self.items[*n as usize]).collect();
        let uses: Vec<i64> = need.items.iter().map(|n| self.ledger.uses()[*n as usize].into()).collect();
        let mut kinds: Vec<u8> = items.iter().map(|item| item.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let mut drift = vec![0; items.len()];
        add_drift(&items, &uses, |item| item.minutes, &mut drift);
        add_drift(&items, &uses, |item| item.difficulty, &mut drift);
        for kind in kinds {
            add_drift(&items, &uses, |item| u32::from(item.kind == kind), &mut drift);
        }
        let least = drift.iter().copied().min().unwrap_or(0);
        for (n, drift) in need.items.iter().zip(drift) {
            self.charges[*n as usize].0 += (drift - least) as u64;
        }
    }
}

/// Adds what the drift of one sum costs each item.
fn add_drift(items: &[&Item], uses: &[i64], of: impl Fn(&Item) -> u32, drift: &mut [i64]) {
    let (mut sum, mut squares) = (0i128, 0i128);
    for amount in items.iter().map(|item| i128::from(of(item))) {
        (sum, squares) = (sum + amount, squares + amount * amount);
    }
    let count = items.len() as i128;
    let variance = count * squares - sum * sum;
    if variance == 0 {
        return;
    }
    // Deviations are in parts of the count, as the standard deviation is.
    let deviation = |item: &Item| count * i128::from(of(item)) - sum;
    let so_far: i128 = items.iter().zip(uses).map(|(item, uses)| i128::from(*uses) * deviation(item)).sum();
    let (rate, most) = (((i128::from(USE) * so_far) << FINE) / variance, i128::from(MOST));
    for (drift, item) in drift.iter_mut().zip(items) {
        *drift += ((rate * deviation(item)) >> FINE).clamp(-most, most) as i64;
    }
}

#[cfg(test)]
mod tests {
    use super::{ONE, USE, charges};
    use crate::engine::exposure::demands::needs;
    use crate::engine::exposure::usage::Ledger;
    use crate::engine::presolve::Instance;
    use crate::engine::{Group, Item, Problem, Round, Window};

    /// What items of these minutes are charged, of which every form has two.
    fn charged(minutes: &[u32], share: i64, kits: &[[u32; 2]], cap: u32) -> Option<Vec<u64>> {
        let item = |minutes: &u32| Item {
            group: 0,
            cell: 0,
            kind: 0,
            minutes: *minutes,
            difficulty: 0,
            family: None,
        };
        let group = Group::Counted { count: Window::exactly(2), cells: vec![Window::ANY], spread: 0 };
        let problem = Problem {
            items: minutes.iter().map(item).collect(),
            groups: vec![group],
            rounds: vec![Round { minutes: Window::ANY, count: Window::ANY, kinds: Vec::new() }],
            ..Problem::default()
        };
        let mut ledger = Ledger::new(minutes.len());
        kits.iter().for_each(|kit| ledger.record(kit));
        charges(
            &problem.items,
            &needs(&Instance::new(problem.clone().into(), false)),
            share as u64,
            &ledger,
            cap,
        )
    }

    #[test]
    fn what_is_plenty_is_free() {
        assert_eq!(charged(&[5; 8], ONE / 2, &[], 1), None);
    }

    #[test]
    fn without_a_surplus_what_every_kit_to_come_will_need_comes_first() {
        // Two forms are left under the cap of two, and item 2 has a use for each of them.
        let charges = charged(&[5; 3], 2 * ONE / 3, &[[0, 1]], 2).expect("nothing is to spare");
        assert!(charges[0] > 2 * USE && charges[1] > 2 * USE);
        // The share is rounded down by a trifle.
        assert!(charges[2] <= USE / 16, "{charges:?}");
    }

    #[test]
    fn items_like_those_used_so_far_are_dearer_than_others() {
        let charges = charged(&[5, 5, 10, 10], ONE / 2, &[[0, 1]], 2).expect("nothing is to spare");
        assert!(charges[0] == charges[1] && charges[2] == charges[3]);
        assert!(charges[0] >= charges[2] + 2 * USE, "{charges:?}");
    }
}
