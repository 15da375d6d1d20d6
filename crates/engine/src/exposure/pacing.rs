//! Pacing: charges on scarce items, so that all forms that are still to be made under the present cap on uses
//! stay feasible.
//!
//! If there were only a cap on uses, early forms could take so many scarce items that the last forms under
//! the cap become infeasible. For example, a cell may have just enough uses left for the minimum of every
//! form, and one form may take an extra item of it because it is cheap. And if every form prefers the hard
//! items of a cell, only easy ones are left, until no form reaches its difficulty. Two charges prevent
//! both, for each set of `demands`:
//!
//! * *Reserve* (a scarcity price). The uses left under the cap are compared with the uses that the coming
//!   forms under the cap will take. If there are no uses to spare, the charge for a use is so high that no
//!   form takes more than its minimum. At most one use of a family per coming form counts as left. If an item
//!   has a use left for every coming form, it is not charged: a form takes an item at most once, so no later
//!   form can take the use that this form leaves.
//! * *Drift* (integral control). If few uses can be spared, nearly all uses of a set will be taken, so they
//!   should be taken evenly. For minutes, difficulty and each kind, every past use deviates by some amount
//!   from the mean of the set. The sum of these deviations is the drift. Items that deviate in the direction
//!   of the drift are charged for it. The rate is fixed as follows: if the drift equals one use of an item
//!   that deviates by one standard deviation, the charge for an item with that deviation is one use.

use crate::exposure::demands::Need;
use crate::exposure::share::ONE;
use crate::exposure::usage::Ledger;
use crate::problem::Item;

/// The cost of one past use.
pub(crate) const USE: u64 = 1 << 24;
/// Drift is charged if less than one eighth of the uses left in a set can be spared; this is the
/// denominator.
const SPARE: i128 = 8;
/// The largest charge for the drift of one sum.
const MOST: i64 = 64 * USE as i64;
/// Number of parts into which a use is divided in `charges`.
const WHOLE: i128 = 64;
/// Binary places of the rate at which drift is charged.
const FINE: u32 = 20;

/// The state from which charges are computed for the forms that are still to come under the cap.
struct Reserve<'a> {
    items: &'a [Item],
    ledger: &'a Ledger,
    cap: u32,
    /// The share of forms from which the cap was computed.
    share: i128,
    /// Number of forms still to come under the cap, multiplied by `share`. Uses are scaled in the same way
    /// below.
    kits: i128,
    /// For each item, the charge for drift, and how many parts of one use ([`WHOLE`] to a use) are charged
    /// because uses are scarce, summed over the sets.
    charges: Vec<(u64, u64)>,
}

/// For each item, its charge in the next form if no item may be used more than `cap` times; `None` if no
/// item is charged.
pub(crate) fn charges(
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
    // A charge that is higher than the total of all other costs of a form's items.
    let drift = reserve.charges.iter().map(|(drift, _)| *drift).max()?;
    let dearest = 2 * (USE * (u64::from(cap) + 1) + drift) / WHOLE as u64;
    Some(reserve.charges.iter().map(|(drift, taken)| drift + taken * dearest).collect())
}

impl Reserve<'_> {
    fn charge(&mut self, need: &Need) {
        // At most this many of the uses left in a family count: one for each coming form.
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

    /// The number of uses that a family has left under the cap.
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

/// Adds the charge for the drift of one sum to each item.
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
    // Deviations are multiplied by the count, as the standard deviation is.
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
    use crate::Window;
    use crate::exposure::demands::needs;
    use crate::exposure::usage::Ledger;
    use crate::presolve::Instance;
    use crate::problem::sample::one_group;

    /// The charges of items with these minutes, if every form has two of them.
    fn charged(minutes: &[u32], share: i64, kits: &[[u32; 2]], cap: u32) -> Option<Vec<u64>> {
        let problem = one_group(minutes, Window::exactly(2), &[Window::ANY]);
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
        // The share is rounded down by less than one unit.
        assert!(charges[2] <= USE / 16, "{charges:?}");
    }

    #[test]
    fn items_like_those_used_so_far_are_dearer_than_others() {
        let charges = charged(&[5, 5, 10, 10], ONE / 2, &[[0, 1]], 2).expect("nothing is to spare");
        assert!(charges[0] == charges[1] && charges[2] == charges[3]);
        assert!(charges[0] >= charges[2] + 2 * USE, "{charges:?}");
    }
}
