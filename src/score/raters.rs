//! The ratings of each interviewer. This is data about employees: it is made only on request, and corrects no score.

use std::collections::BTreeMap;

use num_rational::BigRational;

use super::panel::{Person, RatedSlot, Rating};
use super::totals::{decimal, mean, whole};
use crate::model::{Decimal, FEWEST_SHARED, RaterCounts};

/// The ratings of each interviewer, in the order of their names.
pub(super) fn raters(people: &[&Person]) -> Vec<RaterCounts> {
    let mut all: BTreeMap<&str, (RaterCounts, Vec<BigRational>)> = BTreeMap::new();
    for slot in people.iter().flat_map(|person| &person.slots) {
        for (at, rating) in slot.ratings.iter().enumerate() {
            let Some(name) = rating.rater.as_deref() else { continue };
            let none = || RaterCounts {
                interviewer: name.to_owned(),
                ratings: 0,
                units: 0,
                leniency: None,
                counts: BTreeMap::new(),
            };
            let (counts, apart) = all.entry(name).or_insert_with(|| (none(), Vec::new()));
            counts.ratings += 1;
            *counts.counts.entry(rating.score).or_default() += 1;
            apart.extend(apart_from_others(slot, at, rating));
        }
    }
    let finished = |(mut counts, apart): (RaterCounts, Vec<BigRational>)| {
        counts.units = apart.len();
        if apart.len() >= FEWEST_SHARED {
            counts.leniency = mean(&apart).map(|mean| Decimal(decimal(&mean)));
        }
        counts
    };
    all.into_values().map(finished).collect()
}

/// A rating minus the mean of the others; `None` without others.
fn apart_from_others(slot: &RatedSlot, at: usize, rating: &Rating) -> Option<BigRational> {
    let others = slot.ratings.iter().enumerate().filter(|(n, _)| *n != at);
    let others: Vec<BigRational> = others.map(|(_, other)| whole(other.score.into())).collect();
    Some(whole(rating.score.into()) - mean(&others)?)
}
