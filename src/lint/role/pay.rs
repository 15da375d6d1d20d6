//! Pay in texts: figures, and whether they are described as base or as total.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::re;
use crate::model::CompensationKind;

/// An amount: 180,000, 180.000, 180 000, 180k.
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    re(r"(\d{1,3}(?:[,.\u{a0}\u{202f}' ]\d{3})+|\d{2,7}(?:\.\d)?)\s*(k\b|thousand\b|tsd\b)?")
});
/// What joins the ends of a range.
static JOIN: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"^[\s$€£¥]*(?:usd|eur|gbp|dollars|euros?|pounds)?\s*(to|up to|through|until|till|and|bis|-|–|—|−)\s*(?:usd|eur|gbp)?[\s$€£¥]*$",
    )
});
static BASE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(base|basic|fixed (pay|salary|part|component)|guaranteed (pay|salary)|before (the )?(\w+ )?(bonus|equity|stock|shares)|without (the )?(\w+ )?(bonus|equity|stock|shares)|(plus|exclud\w+|excl|not includ\w+|bonus(es)? (and equity )?(comes?|is|are) (on top|extra)|on top of which|not counting) (\w+ ){0,2}(bonus|equity|stock|shares)?)\b",
    )
});
static TOTAL: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(total|totals|totall?ing|tc|ote|on[- ]target earnings|all[- ]in|all told|altogether|(full|whole|overall|entire|complete|compensation|pay|annual) package|package|overall (pay|compensation|earnings)|includ(es|ing|ed) (\w+ ){0,3}(bonus|equity|stock|shares|rsus?|commission|incentives?)|with (the )?(\w+ )?(bonus|equity|shares) (and \w+ )?(included|counted|in)|covers? (\w+ ){0,3}(bonus|equity|stock|shares)|(base|salary)(,| and| plus| \+) (\w+ )?(bonus|equity)(,? (and |plus )?(equity|stock|shares|bonus))? (together|combined|included|in one)|made up of (base|salary)|comprising (base|salary)|(bonus|equity|shares) (is|are)?\s?(already )?(included|counted in))\b",
    )
});
/// Other meanings of the same words.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(user|customer|client|install(ed)?|code|knowledge|a|tax) base of\b|\btotal of \d+ (callers|shops|customers)",
    )
});

/// A figure or a range of figures in a text.
struct Figure {
    at: Range<usize>,
    low: f64,
    high: f64,
}

fn figures(text: &str) -> Vec<Figure> {
    let amounts: Vec<(Range<usize>, f64, bool)> = (AMOUNT.captures_iter(text))
        .filter_map(|c| {
            let digits = c[1].replace(['\u{a0}', '\u{202f}', '\'', ' '], "").replace(',', "");
            let grouped = digits.split('.').skip(1).all(|part| part.len() == 3) && digits.contains('.');
            let digits = if grouped { digits.replace('.', "") } else { digits };
            let value: f64 = digits.parse().ok()?;
            let is_thousand = c.get(2).is_some();
            let whole = c.get(0)?.range();
            Some((whole, if is_thousand { value * 1000.0 } else { value }, is_thousand))
        })
        .collect();
    let mut found: Vec<Figure> = Vec::new();
    let mut n = 0;
    while let Some((at, value, _)) = amounts.get(n) {
        let next = amounts.get(n + 1).filter(|next| JOIN.is_match(&text[at.end..next.0.start]));
        match next {
            Some((end, high, is_thousand)) => {
                let low = if *is_thousand && *value < 1000.0 { value * 1000.0 } else { *value };
                found.push(Figure { at: at.start..end.end, low, high: *high });
                n += 2;
            }
            None => {
                found.push(Figure { at: at.clone(), low: *value, high: *value });
                n += 1;
            }
        }
    }
    found.retain(|figure| figure.high >= 10_000.0);
    found
}

/// The bytes of the first part of the text that describes the figures of a band as the other kind.
pub(crate) fn told_as(text: &str, kind: CompensationKind, range: (u32, u32)) -> Option<Range<usize>> {
    let near = |a: f64, b: u32| (a - f64::from(b)).abs() <= f64::from(b) * 0.005;
    let all = figures(text);
    for (n, figure) in all.iter().enumerate() {
        let (low, high) = range;
        let is_band = match figure.low < figure.high {
            true => near(figure.low, low) && near(figure.high, high),
            false => near(figure.low, low) || near(figure.low, high),
        };
        if !is_band {
            continue;
        }
        let from = n.checked_sub(1).map_or(0, |n| all[n].at.end);
        let to = all.get(n + 1).map_or(text.len(), |next| next.at.start);
        if let Some((told, at)) = description(text, &figure.at, from, to)
            && told != kind
        {
            return Some(at.start.min(figure.at.start)..at.end.max(figure.at.end));
        }
    }
    None
}

/// The kind that the words beside a figure name, and where: those before it first, then those after it.
fn description(
    text: &str,
    at: &Range<usize>,
    from: usize,
    to: usize,
) -> Option<(CompensationKind, Range<usize>)> {
    let ends = [". ", "; ", "\n", "! ", "? "];
    let before = &text[from..at.start];
    let from = from + ends.iter().filter_map(|end| Some(before.rfind(end)? + end.len())).max().unwrap_or(0);
    let after = &text[at.end..to];
    let to = at.end + ends.iter().filter_map(|end| after.find(end)).min().unwrap_or(after.len());
    let kinds = [(CompensationKind::Base, &*BASE), (CompensationKind::Total, &*TOTAL)];
    let is_other = |found: &Range<usize>| {
        OTHER.find_iter(text).any(|o| o.start() <= found.start && found.start < o.end())
    };
    let all = kinds.iter().flat_map(|(kind, words)| {
        words.find_iter(text).map(|found| (*kind, found.range())).collect::<Vec<_>>()
    });
    let all: Vec<_> = all.filter(|(_, found)| !is_other(found)).collect();
    let is_near = |gap: &str| gap.len() < 60 && !gap.contains(", ");
    let left = all.iter().filter(|(_, f)| f.start >= from && f.end <= at.start);
    let left = left.max_by_key(|(_, f)| f.end);
    let right = all.iter().filter(|(_, f)| f.start >= at.end && f.end <= to);
    let right = right.min_by_key(|(_, f)| f.start);
    // After "of X in total, base is Y", the words between two figures belong to the one on whose side of the comma they are.
    let left_near = left.filter(|(_, f)| is_near(&text[f.end..at.start]));
    let right_near = right.filter(|(_, f)| is_near(&text[at.end..f.start]));
    left_near.or(right_near).or(left).or(right).cloned()
}

/// The bytes of a range that runs from a base to a total.
pub(crate) fn from_base_to_total(text: &str) -> Option<Range<usize>> {
    static RANGES: LazyLock<[Regex; 3]> = LazyLock::new(|| {
        let money = r"[$€£¥]?\s?\d[\d,.]*\s*(?:k|thousand)?\s*(?:usd|eur|gbp|dollars|euros|pounds)?";
        let to = r"\s*(?:,?\s*(?:and |rising |going |growing )?(?:up )?to|until|through|reaching|–|—|-)\s*";
        let base = r"(?:in |of |as )?(?:a |the )?(?:base|basic|fixed)(?: salary| pay)?";
        let total = r"(?:in |of |as )?(?:a |the )?(?:total|ote|all[- ]in|with (?:bonus|equity)|including (?:bonus|equity))";
        [
            re(&format!(r"{money}\s*\(?{base}\)?{to}{money}\s*\(?{total}\b")),
            re(&format!(
                r"(?:^|[.;:]\s*|\b(?:from|of|at|is|pays?|earns?) ){money}[^.;\d]{{0,20}}\bbase\b[^.;\d]{{0,30}}{money}[^.;\d]{{0,40}}\b(?:(?:with|including|after|counting) (?:\w+ ){{0,2}}(?:bonus|equity|stock|shares)|total|ote)\b"
            )),
            re(&format!(r"\bbase(?: salary| pay)?(?: of)? {money}{to}(?:a |the )?total\b[^.;]{{0,30}}\d")),
        ]
    });
    RANGES.iter().find_map(|range| range.find(text)).map(|found| found.range())
}
