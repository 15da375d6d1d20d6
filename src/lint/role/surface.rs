//! What a title says about the product, the system or the API.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::jobs::{HEADS, LEVELS, without_gender};
use super::places::{INDUSTRIES, PLACES, TERMS};
use super::tokens::{Token, tokens};
use super::{re, set};
use crate::model::RoleSpec;

/// Words for jobs that are not the last word of a job's name.
static ROLE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "technical technically product products program programme project management managing manager owner hands non level cum tech deeply highly of ii iii 2nd 1st second third",
    )
});
/// The employer at the end of a title: "at Fernweh Pay".
static EMPLOYER: LazyLock<Regex> = LazyLock::new(|| re(r"(\bat|@) [^,;:()|–—]+"));

/// Products for managing work.
static MANAGING: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(project|programme?|program|portfolio|product|engineering|delivery|work|team) management (software|technology|products?|operations)\b",
    )
});

/// The words of the title that name something, in lower case: those that are no job, level, place, contract, way of working
/// or industry, nor the name of the company.
pub(crate) fn surface(role: &RoleSpec) -> Vec<String> {
    let mut text = without_gender(&role.title);
    for name in ["company", "employer"].iter().filter_map(|key| role.context.get(*key)) {
        if !name.is_empty() {
            text = text.replace(name.as_str(), " ");
        }
    }
    let text = EMPLOYER.replace_all(&text, " ").into_owned();
    if MANAGING.is_match(&text) {
        return vec!["management".to_owned()];
    }
    tokens(&text).into_iter().filter(names_something).map(|token| token.low).collect()
}

fn names_something(token: &Token<'_>) -> bool {
    let low = token.low.trim_matches(['\'', '+', '#', '_']);
    let low = low.strip_suffix("'s").unwrap_or(low);
    let is_number = low.chars().next().is_some_and(|c| c.is_ascii_digit())
        && !low.chars().any(|c| matches!(c, 'd' | 'g'));
    !(low.is_empty()
        || is_number
        || [&*HEADS, &*LEVELS, &*ROLE, &*PLACES, &*TERMS, &*INDUSTRIES].iter().any(|set| set.contains(low)))
}

/// The bytes of the last word of the job's name, if the title names no product, system or API. `None` if it does.
pub(crate) fn without_surface(role: &RoleSpec) -> Option<Range<usize>> {
    if !surface(role).is_empty() || !role.title.is_ascii() && !tokens(&role.title).iter().any(is_head) {
        return None;
    }
    let all = tokens(&role.title);
    let job = all.iter().find(|token| is_head(token)).or(all.last())?;
    Some(job.at.clone())
}

fn is_head(token: &Token<'_>) -> bool {
    HEADS.contains(token.low.as_str())
}
