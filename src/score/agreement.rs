//! How often ratings of the same answer agree.

use super::alpha::{Metric, alpha, alpha_interval};
use super::panel::Person;
use crate::model::{Agreement, Decimal, Pairs};

/// Answers that two or more interviewers rated, with their ratings.
fn units(people: &[&Person]) -> Vec<Vec<u8>> {
    let slots = people.iter().flat_map(|person| &person.slots).filter(|slot| slot.ratings.len() > 1);
    slots.map(|slot| slot.ratings.iter().map(|rating| rating.score).collect()).collect()
}

/// The agreement of the ratings that interviewers gave on their own. `seed`: makes the bootstrap repeatable.
pub(super) fn agreement(people: &[&Person], seed: &str) -> Agreement {
    let units = units(people);
    let mut pairs = Pairs::default();
    for unit in &units {
        for (at, one) in unit.iter().enumerate() {
            for other in &unit[at + 1..] {
                match one.abs_diff(*other) {
                    0 => pairs.same += 1,
                    1 => pairs.one += 1,
                    _ => pairs.more += 1,
                }
            }
        }
    }
    let interval = alpha_interval(&units, Metric::Ordinal, seed);
    Agreement {
        units: units.len(),
        pairs,
        alpha_ordinal: alpha(&units, Metric::Ordinal).map(Decimal),
        alpha_interval: alpha(&units, Metric::Interval).map(Decimal),
        interval_95: interval.map(|(low, high)| (Decimal(low), Decimal(high))),
    }
}
