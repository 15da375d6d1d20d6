//! Jobs and levels in a title: slashes between them, and product, program and project together.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::tokens::{Token, tokens};
use super::{re, set};

/// Words with which the name of a job ends.
pub(super) static HEADS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "manager managers mgr owner lead head director engineer developer analyst architect designer consultant specialist strategist coordinator master scientist officer expert professional marketer administrator president vp advocate evangelist researcher programmer pm tpm po ba apm gpm spm pmm pgm tpgm pdm pjm cpo cto management leader founder supervisor planner",
    )
});
/// Words for levels of seniority.
pub(super) static LEVELS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "junior jr mid middle midlevel intermediate senior sr snr staff principal lead associate assistant head director entry intern trainee graduate apprentice vp group executive chief experienced distinguished i ii iii iv v l2 l3 l4 l5 l6 l7 l8 ic2 ic3 ic4 ic5 ic6 ic7 e4 e5 e6 e7 p3 p4 p5 p6",
    )
});
/// Words that say what kind of manager.
static KINDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "product program programme project products programs programmes projects technical engineering delivery business scrum release portfolio process agile",
    )
});
const ENDS: [&str; 11] = ["for", "of", "at", "in", "with", "on", "to", "our", "the", "within", "who"];
const JOINS: [&str; 12] =
    ["and", "or", "cum", "plus", "und", "et", "y", "technical", "senior", "&", "as", "well"];

/// A mark of gender for all, such as `(m/f/d)`.
static GENDER: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\(?\b(m|f|d|w|x|h|n|nb|k|v|div|mx)(\s*[/|,*]\s*(m|f|d|w|x|h|n|nb|k|v|div|mx|all|\*))+\b\)?|\((all|any) genders?\)",
    )
});

/// The title with spaces where marks of gender stand.
pub(super) fn without_gender(title: &str) -> String {
    let mut text = title.to_owned();
    for found in GENDER.find_iter(title) {
        text.replace_range(found.range(), &" ".repeat(found.len()));
    }
    text
}

/// The product, program or project that a word names as a job, if it does.
fn kind(word: &str) -> Option<&'static str> {
    match word {
        "product" | "products" | "pdm" | "po" => Some("product"),
        "program" | "programs" | "programme" | "programmes" | "pgm" | "tpgm" => Some("program"),
        "project" | "projects" | "pjm" => Some("project"),
        _ => None,
    }
}

/// True for a roman numeral in small letters or an ordinary word in small letters that only looks like a level.
fn is_level(token: &Token<'_>) -> bool {
    LEVELS.contains(token.low.as_str())
        && (!token.low.trim_matches(['i', 'v']).is_empty() || token.text != token.low)
}

fn is_job(token: &Token<'_>) -> bool {
    is_level(token) || HEADS.contains(token.low.as_str()) || KINDS.contains(token.low.as_str())
}

/// The words from `from` to the end of their phrase.
fn phrase<'a, 'b>(all: &'a [Token<'b>], from: usize) -> &'a [Token<'b>] {
    let is_end = |n: usize| n > from && (all[n].breaks() || ENDS.contains(&all[n].low.as_str()));
    let end = (from..all.len()).find(|n| is_end(*n)).unwrap_or(all.len());
    &all[from..end]
}

/// The index of the first word of the phrase in which the word `at` is.
fn start_of(all: &[Token<'_>], at: usize) -> usize {
    let is_start = |n: usize| n == 0 || all[n].breaks() || ENDS.contains(&all[n - 1].low.as_str());
    (0..=at).rev().find(|n| is_start(*n)).unwrap_or(0)
}

/// The bytes of each slash between two jobs or levels, with the words beside it. Product, program and project in one title
/// are left to [`everything`] if they are all there.
pub(crate) fn slashes(title: &str) -> Vec<Range<usize>> {
    let text = without_gender(title);
    let all = tokens(&text);
    if kinds_of(&text, &all).len() > 2 {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for n in 1..all.len() {
        if !all[n].is_after_slash() || !is_between_jobs(&all, n) {
            continue;
        }
        match found.last_mut().filter(|last| last.end >= all[n - 1].at.start) {
            Some(last) => last.end = all[n].at.end,
            None => found.push(all[n - 1].at.start..all[n].at.end),
        }
    }
    found
}

fn is_between_jobs(all: &[Token<'_>], n: usize) -> bool {
    let start = start_of(all, n - 1);
    let (left, right) = (&all[start..n], phrase(all, n));
    let is_number = |t: &Token<'_>| t.low.chars().all(|c| c.is_ascii_digit());
    let (Some(before), first) = (left.last(), &right[0]) else { return false };
    if is_number(before) && is_number(first) {
        let two = left.len() > 1 && left.get(left.len() - 2).is_some_and(|t| is_job(t) || t.low == "level");
        return two;
    }
    let ends_as_job = |words: &[Token<'_>]| {
        let last = words.iter().rev().find(|t| !is_number(t));
        last.is_some_and(|t| is_level(t) || HEADS.contains(t.low.as_str()))
    };
    let only_jobs =
        |words: &[Token<'_>]| words.iter().all(|t| is_job(t) || t.is_after_slash() && is_number(t));
    let only_kinds =
        left.iter().chain(right).all(|t| kind(&t.low).is_some() || JOINS.contains(&t.low.as_str()));
    let strong = |t: &Token<'_>| is_level(t) || HEADS.contains(t.low.as_str());
    is_job(before)
        && (only_kinds
            || only_jobs(left) && only_jobs(right) && (ends_as_job(left) || ends_as_job(right))
            || ends_as_job(right) && (start == 0 || is_job(first))
            || start == 0 && strong(before) && strong(first))
}

/// The jobs of product, program and project that the title names, with the bytes of each.
fn kinds_of(text: &str, all: &[Token<'_>]) -> Vec<(&'static str, Range<usize>)> {
    let mut found: Vec<(&'static str, Range<usize>)> = Vec::new();
    let mut add = |token: &Token<'_>| {
        if let Some(kind) = kind(&token.low)
            && !found.iter().any(|(other, _)| *other == kind)
        {
            found.push((kind, token.at.clone()));
        }
    };
    let mut is_first = true;
    for n in 0..all.len() {
        if matches!(all[n].low.as_str(), "po" | "pdm" | "pgm" | "tpgm" | "pjm") && ends_here(all, n) {
            add(&all[n]);
        }
        if HEADS.contains(all[n].low.as_str()) && (ends_here(all, n) || is_first && start_of(all, n) == 0) {
            is_first = false;
            before(all, n).into_iter().for_each(|m| add(&all[m]));
            if all.get(n + 1).is_some_and(|next| next.low == "of") {
                list_from(all, n + 2).into_iter().for_each(|m| add(&all[m]));
            }
        }
        let has = |n: usize, words: &[&str]| all.get(n).is_some_and(|t| words.contains(&t.low.as_str()));
        let is_more = n > 0 && has(n - 1, &["with", "incl", "including", "plus", "also", "and"])
            || all[n].gap.contains(['&', '+']);
        let work = [
            "management",
            "duties",
            "responsibilities",
            "responsibility",
            "delivery",
            "work",
            "coordination",
            "tasks",
            "remit",
            "hat",
            "governance",
            "leadership",
            "ownership",
        ];
        if is_more && has(n + 1, &work) && ends_here(all, n + 1) {
            add(&all[n]);
        }
    }
    for (from, to) in segments(text, all) {
        let words = &all[from..to];
        let is_kind = |t: &&Token<'_>| kind(&t.low).is_some();
        let only =
            words.iter().all(|t| is_kind(&t) || JOINS.contains(&t.low.as_str()) || t.low == "management");
        if only && !is_first && words.iter().filter(is_kind).count() > 1 {
            words.iter().for_each(&mut add);
        }
    }
    found
}

/// True if the name of a job can end with the word `n`: no noun follows it.
fn ends_here(all: &[Token<'_>], n: usize) -> bool {
    all.get(n + 1).is_none_or(|next| {
        let is_joined = next.breaks() || next.is_after_slash() || next.gap.contains(['&', '+', '*']);
        let low = next.low.as_str();
        is_joined
            || ENDS.contains(&low)
            || JOINS.contains(&low)
            || is_level(next)
            || is_number(low)
            || matches!(
                low,
                "remote"
                    | "hybrid"
                    | "onsite"
                    | "wanted"
                    | "needed"
                    | "x"
                    | "role"
                    | "duties"
                    | "responsibilities"
                    | "responsibility"
                    | "tasks"
                    | "hat"
                    | "hats"
                    | "remit"
            )
    })
}

fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

/// The indices of the kinds in the list before the head `n`.
fn before(all: &[Token<'_>], n: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for m in (0..n).rev() {
        let gap = all[m + 1].gap;
        let is_list = !all[m + 1].breaks()
            || gap.trim() == "," && (!found.is_empty() || matches!(all[m + 1].low.as_str(), "and" | "or"));
        if !is_list {
            break;
        }
        match kind(&all[m].low) {
            Some(_) => found.push(m),
            None if JOINS.contains(&all[m].low.as_str()) || is_level(&all[m]) => {}
            // Another job of the list, as in "Product, Program, and Delivery Manager".
            None if KINDS.contains(all[m].low.as_str())
                && m > 0
                && ["and", "or"].contains(&all[m - 1].low.as_str()) => {}
            None => break,
        }
    }
    found
}

/// The indices of the kinds in the list that begins at `from`, if no other noun follows it.
fn list_from(all: &[Token<'_>], from: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut n = from;
    while let Some(token) = all.get(n) {
        let is_list = n == from || !token.breaks() || token.gap.trim() == ",";
        if is_list && kind(&token.low).is_some() {
            found.push(n);
        } else if !(is_list && JOINS.contains(&token.low.as_str())) {
            break;
        }
        n += 1;
    }
    let is_end = all.get(n).is_none_or(|t| {
        t.breaks() || ENDS.contains(&t.low.as_str()) || matches!(t.low.as_str(), "management" | "delivery")
    });
    if is_end { found } else { Vec::new() }
}

/// The parts of the title between brackets, and between other marks that end a phrase, as ranges of words.
fn segments(text: &str, all: &[Token<'_>]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    for n in 1..=all.len() {
        if n == all.len() || all[n].breaks() {
            found.push((from, n));
            from = n;
        }
    }
    let within = |open: usize, close: usize| {
        let first = all.iter().position(|t| t.at.start > open)?;
        let last = all.iter().position(|t| t.at.start > close).unwrap_or(all.len());
        (first < last).then_some((first, last))
    };
    if let (Some(open), Some(close)) = (text.find('('), text.find(')'))
        && open < close
    {
        found.extend(within(open, close));
    }
    found
}

/// The bytes of the jobs of product, program and project, if the title names two or more of them as jobs of one person. Two
/// with a slash between them are left to [`slashes`].
pub(crate) fn everything(title: &str) -> Option<Range<usize>> {
    let text = without_gender(title);
    let kinds = kinds_of(&text, &tokens(&text));
    let start = kinds.iter().map(|(_, at)| at.start).min()?;
    let end = kinds.iter().map(|(_, at)| at.end).max()?;
    let has_slash = || slashes(title).iter().any(|slash| slash.start < end && slash.end > start);
    (kinds.len() > 2 || kinds.len() == 2 && !has_slash()).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::{everything, slashes};

    #[test]
    fn one_mistake_in_a_title_has_one_finding() {
        for (title, has_slash, is_everything) in [
            ("Technical Product / Program / Project Manager, Ledger API", false, true),
            ("Product/Project Manager, Ledger API", true, false),
            ("Technical Product and Program Manager, Ledger API", false, true),
            ("Senior/Staff Technical Product Manager, TCP/IP Stack (m/f/d)", true, false),
            ("Technical Product Manager, Project/Task API", false, false),
        ] {
            assert_eq!(!slashes(title).is_empty(), has_slash, "{title}");
            assert_eq!(everything(title).is_some(), is_everything, "{title}");
        }
    }
}
