//! `band-outside-level`: a pay band outside what the bank knows for the level.

use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};

pub(super) static RULE: Rule =
    Rule::new("band-outside-level", include_str!("band_outside_level.md"), Group::Role, Check::Role(check));

fn check(of: &OfRole<'_>, found: &mut Findings) {
    let Some(pay) = &of.role.compensation else { return };
    let Some((low, high)) = of.bank.pay_of(&of.role.level, pay.kind, &pay.currency) else { return };
    let (least, most) = (f64::from(low) * (1.0 - WIDER), f64::from(high) * (1.0 + WIDER));
    let kind = pay.kind.as_str();
    for (n, figure) in [pay.range.0, pay.range.1].into_iter().enumerate() {
        let is_low = f64::from(figure) < least;
        if !is_low && f64::from(figure) <= most || n == 1 && pay.range.0 == pay.range.1 {
            continue;
        }
        let side = if is_low { "below" } else { "above" };
        let message = format!("{figure} is {side} the {kind} pay of level `{}`", of.role.level);
        found.push(
            Finding::new(format!("compensation.range[{n}]"), message)
                .label(format!("the bank knows {low} to {high} {}", pay.currency))
                .help("check the level, and that the figures are for a year and of the kind that `kind` says")
                .help("if the band is right, allow the lint with the source of the figures as its reason"),
        );
    }
}

/// The share of its ends by which the range of the table is widened.
const WIDER: f64 = 0.15;
