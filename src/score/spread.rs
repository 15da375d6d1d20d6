//! The standard error of totals, and the candidates who are too close to the first.
//!
//! The variance is pooled over all complete candidates. Differences are judged with Tukey's studentized range in the form
//! of Kramer (1956), so that the number of candidates is accounted for.

use std::collections::BTreeMap;

use num_rational::BigRational;
use num_traits::Zero;

use super::panel::{Opening, Person};
use super::totals::{Scored, decimal, must_have_score, scored, serving, whole};
use super::tukey::studentized_range_quantile;
use crate::model::{Decimal, FEWEST_FURTHER, TopGroup};

/// The pooled variance of slot scores around their must-have score.
#[derive(Clone, Debug)]
pub(super) struct Pooled {
    pub(super) variance: f64,
    pub(super) df: usize,
}

/// Pools over these candidates; `None` with fewer than ten degrees of freedom.
pub(super) fn pooled(opening: &Opening, complete: &[&Person]) -> Option<Pooled> {
    let (mut squares, mut df) = (BigRational::zero(), 0);
    for person in complete {
        let all = scored(person, opening.used, |_| true);
        for must_have in &opening.must_haves {
            let Some(centre) = must_have_score(&all, &must_have.id) else { continue };
            let mut n = 0;
            for one in serving(&all, &must_have.id) {
                let off = &one.score - &centre;
                squares += &off * &off;
                n += 1;
            }
            df += n - 1;
        }
    }
    (df >= FEWEST_FURTHER).then(|| Pooled { variance: decimal(&(squares / whole(df))), df })
}

/// The standard error of a candidate's total.
pub(super) fn standard_error(all: &[Scored<'_>], opening: &Opening, pooled: &Pooled) -> f64 {
    let weights: usize = opening.must_haves.iter().map(|m| m.weight as usize).sum();
    let mut shares: BTreeMap<&str, BigRational> = BTreeMap::new();
    for must_have in &opening.must_haves {
        let of: Vec<&Scored<'_>> = serving(all, &must_have.id).collect();
        for one in &of {
            let share = whole(must_have.weight as usize) / whole(weights * of.len());
            *shares.entry(&one.slot.id).or_insert_with(BigRational::zero) += share;
        }
    }
    let squares = shares.values().fold(BigRational::zero(), |sum, share| sum + share * share);
    libm::sqrt(pooled.variance * decimal(&squares))
}

/// The candidates whose totals are too close to the best one to say who is better. `totals`: id, total and standard error of
/// the complete candidates, in the order of their ids.
pub(super) fn top_group(totals: &[(&str, BigRational, f64)], pooled: &Pooled) -> Option<TopGroup> {
    if totals.len() < 2 {
        return None;
    }
    let k = u32::try_from(totals.len()).ok()?;
    let q = studentized_range_quantile(0.95, k, pooled.df as f64);
    let best = totals.iter().map(|(_, total, _)| total).max()?;
    // Of several best candidates, the one with the largest error: so candidates with equal totals share one answer.
    let error = totals.iter().filter(|one| &one.1 == best).map(|one| one.2).fold(0.0, f64::max);
    let is_near = |total: &BigRational, own: f64| {
        let limit = q / std::f64::consts::SQRT_2 * libm::sqrt(error * error + own * own);
        total == best || decimal(&(best - total)) < limit
    };
    let ids = totals.iter().filter(|one| is_near(&one.1, one.2)).map(|one| one.0.to_owned()).collect();
    Some(TopGroup { ids, k: totals.len(), q: Decimal(q), df: pooled.df, variance: Decimal(pooled.variance) })
}
