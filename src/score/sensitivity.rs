//! Whether the first place depends on one round or on one interviewer.

use std::collections::BTreeSet;

use num_rational::BigRational;

use super::panel::{Opening, Person, RatedSlot, WeightedMustHave};
use super::totals::{Scored, scored, serving, total};
use crate::model::{LeftOut, Sensitivity, Without};

/// Computes the totals again without each round and without each interviewer. `None` with fewer than two candidates.
pub(super) fn sensitivity(opening: &Opening, complete: &[&Person]) -> Option<Sensitivity> {
    if complete.len() < 2 {
        return None;
    }
    let first = first(opening, complete, |slot| Some(slot.clone()));
    let mut without = Vec::new();
    for round in &opening.rounds {
        let kept = |slot: &RatedSlot| (slot.round != *round).then(|| slot.clone());
        without.push(Without {
            what: LeftOut::Round(round.clone()),
            first: self::first(opening, complete, kept),
        });
    }
    let ratings = complete.iter().flat_map(|p| &p.slots).flat_map(|slot| &slot.ratings);
    let names: BTreeSet<&str> = ratings.filter_map(|rating| rating.rater.as_deref()).collect();
    for name in names {
        let first = self::first(opening, complete, |slot| without_rater(slot, name));
        without.push(Without { what: LeftOut::Interviewer(name.to_owned()), first });
    }
    let stable = without.iter().all(|case| case.first == first);
    Some(Sensitivity { first, stable, without })
}

/// The slot without the ratings of an interviewer. An agreed rating stays as long as another interviewer rated the slot.
fn without_rater(slot: &RatedSlot, name: &str) -> Option<RatedSlot> {
    let mut slot = slot.clone();
    let before = slot.ratings.len();
    slot.ratings.retain(|rating| rating.rater.as_deref() != Some(name));
    (!slot.ratings.is_empty() || before == 0).then_some(slot)
}

/// The ids with the best total over the slots that are kept. A must-have that is then unrated for a candidate is left out
/// for all of them.
fn first(
    opening: &Opening,
    complete: &[&Person],
    keep: impl Fn(&RatedSlot) -> Option<RatedSlot>,
) -> Vec<String> {
    let people: Vec<Person> = complete
        .iter()
        .map(|person| Person { slots: person.slots.iter().filter_map(&keep).collect(), ..(*person).clone() })
        .collect();
    let all: Vec<(&str, Vec<Scored<'_>>)> =
        people.iter().map(|p| (p.id.as_str(), scored(p, opening.used, |_| true))).collect();
    let seen = |m: &&WeightedMustHave| all.iter().all(|(_, one)| serving(one, &m.id).next().is_some());
    let must_haves: Vec<&WeightedMustHave> = opening.must_haves.iter().filter(seen).collect();
    let totals: Vec<(&str, BigRational)> =
        all.iter().filter_map(|(id, one)| Some((*id, total(one, &must_haves)?))).collect();
    let best = totals.iter().map(|(_, total)| total).max();
    totals.iter().filter(|(_, total)| Some(total) == best).map(|(id, _)| (*id).to_owned()).collect()
}
