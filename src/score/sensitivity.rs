//! Whether the first place depends on one round or on one interviewer.

use std::collections::BTreeSet;

use num_rational::BigRational;

use super::panel::{Opening, Person, RatedSlot, WeightedMustHave};
use super::totals::{Scored, mean, scored, serving, slot_score, total, whole};
use crate::model::{LeftOut, MetOnlyWith, Sensitivity, Without};

/// Computes the totals again without each round and without each interviewer. `None` with fewer than two candidates.
pub(super) fn sensitivity(opening: &Opening, complete: &[&Person]) -> Option<Sensitivity> {
    if complete.len() < 2 {
        return None;
    }
    let first = first(opening, complete, |slot| Some(slot.clone()));
    let ratings = complete.iter().flat_map(|p| &p.slots).flat_map(|slot| &slot.ratings);
    let names: BTreeSet<&str> = ratings.filter_map(|rating| rating.rater.as_deref()).collect();
    let rounds = opening.rounds.iter().cloned().map(LeftOut::Round);
    let cases: Vec<LeftOut> =
        rounds.chain(names.into_iter().map(|name| LeftOut::Interviewer(name.to_owned()))).collect();
    let without: Vec<Without> = cases
        .iter()
        .map(|what| Without {
            what: what.clone(),
            first: self::first(opening, complete, |slot| kept(slot, what)),
        })
        .collect();
    let stable = without.iter().all(|case| case.first == first);
    let met_only_with = complete.iter().flat_map(|person| met_only_with(opening, person, &cases)).collect();
    Some(Sensitivity { first, stable, without, met_only_with })
}

/// The slot without what is left out; `None` if nothing of it remains.
fn kept(slot: &RatedSlot, left_out: &LeftOut) -> Option<RatedSlot> {
    match left_out {
        LeftOut::Round(round) => (slot.round != *round).then(|| slot.clone()),
        LeftOut::Interviewer(name) => without_rater(slot, name),
    }
}

/// The must-haves that the candidate does not meet if one of `cases` is left out; none for a candidate who does not meet all of
/// them. A must-have that is then unrated is not among them.
fn met_only_with(opening: &Opening, person: &Person, cases: &[LeftOut]) -> Vec<MetOnlyWith> {
    let cut = whole(opening.cut.into());
    let is_below = |must_have: &str, keep: &dyn Fn(&RatedSlot) -> Option<RatedSlot>| {
        let serves = |slot: &&RatedSlot| slot.serves.iter().any(|id| id == must_have);
        let slots = person.slots.iter().filter(serves).filter_map(keep);
        let scores: Vec<BigRational> = slots.filter_map(|slot| slot_score(&slot, opening.used)).collect();
        mean(&scores).is_some_and(|score| score < cut)
    };
    if opening.must_haves.iter().any(|m| is_below(&m.id, &|slot| Some(slot.clone()))) {
        return Vec::new();
    }
    let needs = |must_have: &WeightedMustHave| -> Option<MetOnlyWith> {
        let decides = |what: &&LeftOut| is_below(&must_have.id, &|slot| kept(slot, what));
        let needs: Vec<LeftOut> = cases.iter().filter(decides).cloned().collect();
        let (candidate, must_have) = (person.id.clone(), must_have.text.clone());
        (!needs.is_empty()).then_some(MetOnlyWith { candidate, must_have, needs })
    };
    opening.must_haves.iter().filter_map(needs).collect()
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
