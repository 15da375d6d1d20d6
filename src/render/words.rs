//! Formats numbers and facts as text: durations, pay, the table about the job opening.

use serde::Serialize;

use super::escape::markdown;
use crate::model::{KitCompensation, KitRole};

/// A row of the table about the job opening. The value is Markdown.
#[derive(Debug, Serialize)]
pub(super) struct Fact {
    name: &'static str,
    value: String,
}

/// `45 minutes`, `1 hour`, `4 hours 30 minutes`.
pub(super) fn duration(minutes: u32) -> String {
    let part = |n: u32, noun: &str| crate::text::count(n as usize, noun);
    match (minutes / 60, minutes % 60) {
        (0, m) => part(m, "minute"),
        (h, 0) => part(h, "hour"),
        (h, m) => format!("{} {}", part(h, "hour"), part(m, "minute")),
    }
}

/// Puts the first letter into lower case, unless the second letter is a capital. `API design` stays, and
/// `Spec writing` becomes `spec writing`.
pub(super) fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.to_owned(),
    }
}

/// Formats a number with commas between thousands.
pub(super) fn grouped(n: u32) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (k, digit) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The pay band.
pub(super) fn band(pay: &KitCompensation) -> String {
    let kind = if pay.kind == "total" { "total" } else { "base" };
    let mut text = format!("{} {} to {} {kind}", pay.currency, grouped(pay.range.0), grouped(pay.range.1));
    if let Some((low, high)) = pay.bonus_percent {
        let bonus = if low == high { format!("{low}") } else { format!("{low} to {high}") };
        text.push_str(&format!(", target bonus {bonus} %"));
    }
    if pay.equity {
        text.push_str(", equity");
    }
    text
}

/// The facts of the role spec about the job opening, one row for each fact that it gives.
pub(super) fn facts(role: &KitRole) -> Vec<Fact> {
    let lane = role.lane.as_ref().map(|lane| match lane.as_str() {
        "program" => "Program: how and when it is delivered".to_owned(),
        _ => "Product: what is built and why".to_owned(),
    });
    let said = |text: &Option<String>| text.as_deref().map(markdown);
    let rows = [
        ("Lane", lane),
        ("Location", said(&role.location)),
        ("Hiring manager", said(&role.hiring_manager)),
        ("Recruiter", said(&role.recruiter)),
        ("Band", role.compensation.as_ref().map(|pay| markdown(&band(pay)))),
    ];
    rows.into_iter().filter_map(|(name, value)| Some(Fact { name, value: value? })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(duration(270), "4 hours 30 minutes");
        assert_eq!(duration(60), "1 hour");
        assert_eq!(grouped(180_000), "180,000");
        assert_eq!(grouped(999), "999");
        assert_eq!(lower_first("API design"), "API design");
        assert_eq!(lower_first("Spec writing"), "spec writing");
    }
}
