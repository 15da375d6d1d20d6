//! Slot scores, must-have scores, competency scores and totals, as exact fractions.

use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};

use super::panel::{Opening, Person, RatedSlot, WeightedMustHave};
use crate::model::{RatingsUsed, ScoreMark};

/// A whole number as a fraction.
pub(super) fn whole(number: usize) -> BigRational {
    BigRational::from_integer(number.into())
}

/// A fraction as a decimal number.
pub(super) fn decimal(number: &BigRational) -> f64 {
    number.to_f64().expect("internal: scores are small numbers")
}

/// The mean; `None` of no numbers.
pub(super) fn mean(numbers: &[BigRational]) -> Option<BigRational> {
    if numbers.is_empty() {
        return None;
    }
    Some(numbers.iter().fold(BigRational::zero(), |sum, x| sum + x) / whole(numbers.len()))
}

/// The score of a slot: the agreed rating where the rule uses it and there is one, otherwise the mean of the ratings;
/// `None` without ratings.
pub(super) fn slot_score(slot: &RatedSlot, used: RatingsUsed) -> Option<BigRational> {
    match (used, slot.agreed) {
        (RatingsUsed::Agreed, Some(agreed)) => Some(whole(agreed.into())),
        _ => mean(&slot.ratings.iter().map(|rating| whole(rating.score.into())).collect::<Vec<_>>()),
    }
}

/// A slot with a score.
pub(super) struct Scored<'a> {
    pub(super) slot: &'a RatedSlot,
    pub(super) score: BigRational,
}

/// The slots of a candidate that have a score and pass the filter.
pub(super) fn scored(
    person: &Person,
    used: RatingsUsed,
    keep: impl Fn(&RatedSlot) -> bool,
) -> Vec<Scored<'_>> {
    let slots = person.slots.iter().filter(|slot| keep(slot));
    slots.filter_map(|slot| Some(Scored { slot, score: slot_score(slot, used)? })).collect()
}

/// The scores of the slots that serve a must-have.
pub(super) fn serving<'s, 'a>(
    scored: &'s [Scored<'a>],
    must_have: &str,
) -> impl Iterator<Item = &'s Scored<'a>> {
    scored.iter().filter(move |one| one.slot.serves.iter().any(|id| id == must_have))
}

/// The score of a must-have; `None` if none of its slots is scored.
pub(super) fn must_have_score(scored: &[Scored<'_>], must_have: &str) -> Option<BigRational> {
    mean(&serving(scored, must_have).map(|one| one.score.clone()).collect::<Vec<_>>())
}

/// The weighted mean of the must-have scores; `None` if one of these must-haves has no score, or there is no must-have.
pub(super) fn total(scored: &[Scored<'_>], must_haves: &[&WeightedMustHave]) -> Option<BigRational> {
    let weights: usize = must_haves.iter().map(|m| m.weight as usize).sum();
    if weights == 0 {
        return None;
    }
    let mut sum = BigRational::zero();
    for must_have in must_haves {
        sum += must_have_score(scored, &must_have.id)? * whole(must_have.weight as usize);
    }
    Some(sum / whole(weights))
}

/// The total over core slots only. Must-haves without a scored core slot are left out.
pub(super) fn core_total(person: &Person, opening: &Opening) -> Option<BigRational> {
    let core = scored(person, opening.used, |slot| slot.core);
    let seen = |m: &&WeightedMustHave| serving(&core, &m.id).next().is_some();
    let must_haves: Vec<_> = opening.must_haves.iter().filter(seen).collect();
    total(&core, &must_haves)
}

/// A total in whole points: the lowest score is 0, the highest is `most`. Halves are rounded up.
pub(super) fn points(total: &BigRational, scale: (u8, u8), most: u32) -> u32 {
    let (low, high) = (whole(scale.0.into()), whole(scale.1.into()));
    let points = (total - &low) * whole(most as usize) / (high - low);
    let half = BigRational::new(1.into(), 2.into());
    (points + half).floor().to_u32().unwrap_or(0)
}

/// What to notice about the score of a must-have.
pub(super) fn marks(all: &[Scored<'_>], must_have: &str, cut: u8) -> Vec<ScoreMark> {
    let of: Vec<&Scored<'_>> = serving(all, must_have).collect();
    let Some(score) = must_have_score(all, must_have) else { return vec![ScoreMark::NotSeen] };
    let cut = whole(cut.into());
    let mut marks = Vec::new();
    if score < cut {
        marks.push(ScoreMark::Below);
        if score + whole(1) / whole(of.len()) >= cut {
            marks.push(ScoreMark::JustBelow);
        }
    }
    if of.iter().any(|one| spread(one.slot).is_some()) || rounds_differ(&of, &cut) {
        marks.push(ScoreMark::Split);
    }
    if of.len() == 1 {
        marks.push(ScoreMark::SeenOnce);
    }
    marks
}

/// The lowest and the highest rating of a slot, if they differ by two or more.
pub(super) fn spread(slot: &RatedSlot) -> Option<(u8, u8)> {
    let scores = slot.ratings.iter().map(|rating| rating.score);
    let (low, high) = (scores.clone().min()?, scores.max()?);
    (high - low >= 2).then_some((low, high))
}

/// True if slot scores of two rounds lie on both sides of the cut and differ by one and a half or more.
fn rounds_differ(of: &[&Scored<'_>], cut: &BigRational) -> bool {
    let far = BigRational::new(3.into(), 2.into());
    let apart = |a: &Scored<'_>, b: &Scored<'_>| {
        a.slot.round != b.slot.round && a.score < *cut && b.score >= *cut && &b.score - &a.score >= far
    };
    of.iter().any(|a| of.iter().any(|b| apart(a, b)))
}
