//! `posting-no-pay`: a job advertisement that names no pay.

use crate::lint::advert::names_pay;
use crate::lint::{Check, Finding, Findings, Group, Posting, Rule};

pub(super) static RULE: Rule =
    Rule::new("posting-no-pay", include_str!("posting_no_pay.md"), Group::Posting, Check::Posting(check));

/// Lines with text that an advertisement has at least; fewer are a part of one.
const LINES: usize = 3;

fn check(posting: &Posting<'_>, found: &mut Findings) {
    let lines = posting.texts.iter().flat_map(|one| one.text.lines());
    let is_whole = lines.filter(|line| !line.trim().is_empty()).count() >= LINES;
    if is_whole && !names_pay(posting) {
        let finding = Finding::new("", "the advertisement names no pay");
        found.push(
            finding
                .label("no figure of pay in the whole advertisement")
                .help("name the range and its period, as in `Salary: EUR 52,000 to 64,000 gross a year`"),
        );
    }
}
