//! What several rules about role specs share: words of titles, duties, depths, names and pay.

mod acts;
mod depth;
mod duties;
mod jobs;
mod names;
mod nouns;
mod pay;
mod places;
mod program;
mod summary;
mod surface;
mod tokens;
mod wanted;

use std::collections::HashSet;
use std::ops::Range;

use regex::{Regex, RegexBuilder};

use super::classes::small;
use super::subject::OfRole;
use crate::model::{Lane, MustHave, RoleSpec};

pub(super) use depth::{Setting, overshoot, undershoot};
pub(super) use duties::{Duty, duties};
pub(super) use jobs::{everything, slashes};
pub(super) use names::holds_a_name;
pub(super) use pay::{from_base_to_total, told_as};
pub(super) use program::program_duty;
pub(super) use summary::mission_first;
pub(super) use surface::{surface, without_surface};
pub(super) use wanted::{certificate, coding, degree, vague};

/// The bank of product managers, to which the rules on the depth of interfaces and platforms belong.
const PRODUCT_BANK: &str = "technical-product-manager";

/// A pattern that ignores case.
fn re(pattern: &str) -> Regex {
    let built = RegexBuilder::new(&small(pattern)).case_insensitive(true).size_limit(1 << 25).build();
    built.unwrap_or_else(|error| panic!("internal: a pattern is wrong: {error}"))
}

/// A pattern in which capitals matter.
fn exact(pattern: &str) -> Regex {
    Regex::new(&small(pattern)).unwrap_or_else(|error| panic!("internal: a pattern is wrong: {error}"))
}

/// The words of a list that is written with spaces.
fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

/// True if the role spec is about a product manager or owner: by its lane, its bank or its title.
pub(super) fn is_of_product(of: &OfRole<'_>) -> bool {
    static TITLE: std::sync::LazyLock<Regex> =
        std::sync::LazyLock::new(|| re(r"\bproduct[ -](manager|owner|lead|management)|\b(tpm|pm|gpm)\b"));
    let bank = of.bank;
    let ids = std::iter::once(bank.id.as_str()).chain(bank.extends.iter().map(|id| id.as_str()));
    of.role.lane == Some(Lane::Product)
        || ids.chain(bank.banks.iter().map(|bank| bank.id.as_str())).any(|id| id == PRODUCT_BANK)
        || TITLE.is_match(&of.role.title)
}

/// True if the role spec is about a person who writes software.
pub(super) fn is_of_code(of: &OfRole<'_>) -> bool {
    static TITLE: std::sync::LazyLock<Regex> = std::sync::LazyLock::new(|| {
        re(r"\b(engineer|developer|programmer|scientist|sre|devops|architect|coder)\b")
    });
    !is_of_product(of) && TITLE.is_match(&of.role.title)
}

/// The must-haves with the paths of their texts.
pub(super) fn must_haves(role: &RoleSpec) -> impl Iterator<Item = (String, &MustHave)> {
    role.must_haves.iter().enumerate().map(|(n, must)| (format!("must_haves[{n}].text"), must))
}

/// The items of `owns` with their paths.
pub(super) fn owns(role: &RoleSpec) -> impl Iterator<Item = (String, &str)> {
    role.owns.iter().enumerate().map(|(n, item)| (format!("owns[{n}]"), item.as_str()))
}

/// True if the words around a part say that it is not asked for.
fn is_waived(text: &str, part: &Range<usize>) -> bool {
    static BEFORE: std::sync::LazyLock<Regex> = std::sync::LazyLock::new(|| {
        re(
            r"\b(no|not|never|without|nor|neither|needn['’]?t|don['’]?t|doesn['’]?t|isn['’]?t|won['’]?t|rather than|instead of|regardless of|irrespective of|no matter (what|which))\b[^.;:]{0,40}$",
        )
    });
    static AFTER: std::sync::LazyLock<Regex> = std::sync::LazyLock::new(|| {
        re(
            r"^[^.;:]{0,40}\b((is|are|was|play|plays|do|does|will)( \w+)? (not|no|never)\b|(isn|aren|don|doesn|won)['’]?t\b|not (needed|required|necessary|expected|asked|essential|a must)|optional|a plus|a bonus|unnecessary|irrelevant|welcome but|nice to have|counts? for nothing)",
        )
    });
    BEFORE.is_match(&text[..part.start]) || AFTER.is_match(&text[part.end..])
}
