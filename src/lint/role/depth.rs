//! The setting of the depth dial that an item is about: reading, contracts, or platform and infrastructure.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::acts::{Act, Clause, clauses};
use super::duties::{Duty, duties};
use super::nouns::NOUNS;
use super::re;
use crate::model::RoleSpec;

/// A setting of a dial with three settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Setting {
    /// Reads architecture.
    Shallow,
    /// Decides contracts of interfaces.
    Middle,
    /// Decides on platform and infrastructure.
    Deep,
}

impl Setting {
    /// The setting with this rank, from 0 for the shallowest.
    pub(crate) fn of_rank(rank: usize) -> Setting {
        match rank {
            0 => Setting::Shallow,
            1 => Setting::Middle,
            _ => Setting::Deep,
        }
    }

    /// What a person decides at this setting, for messages.
    pub(crate) fn what(self) -> &'static str {
        match self {
            Setting::Shallow => "what users get",
            Setting::Middle => "the contract of an interface",
            Setting::Deep => "platform and infrastructure",
        }
    }
}

/// Texts for people, which a person at any setting decides on.
static DOC: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"^\W*([\w'-]+ ){0,4}?(tutorials?|docs?|documentation|help (articles?|texts?|pages?|cent(er|re))|guides?|pages?|wordings?|texts?|copy|changelog|newsletters?|logos?|labels?|colou?rs?|faqs?|screens?|screenshots?|slides?|blog|videos?|banners?|tooltips?|translations?|glossary|articles?|release notes|announcements?|e-?mails?|buttons?|icons?|examples|walkthroughs?|webinars?|leaflets?|brochures?|diagrams?|names? of)\b",
    )
});
/// Where a subordinate clause begins.
static SUBORDINATE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(when|if|while|because|although|unless|so that|in case|during|whenever|once|as soon as|after|before|until|that|who)\b",
    )
});
/// What only stands under or behind the thing that is decided.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(on top of|on|built on|from|behind|in front of|underneath|upstream of|fed by|powered by|out of|over|by|against|through|via|into|with) ((the|our|a|an|its|their|[\w-]+'s) )?([\w-]+ )?$",
    )
});
/// Clusters, partitions and warehouses that are no machines.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\bclusters? of (complaints|tickets|feedback|requests|users|callers|shops|customers|answers|notes)|\b(complaint|ticket|feedback|sales|support|hiring|review|approval|onboarding|release|deal|recruiting|talent|candidate) (pipelines?|queues?|clusters?)|\bwarehouse (staff|workers|stock|clerk|picking|floor)|\bgoods\b",
    )
});

/// The bytes of the first part of an item that is about deciding or building something of a deeper setting than `limit`, with
/// that setting. `owned`: an item of `owns`, which need not say a verb.
pub(crate) fn overshoot(item: &str, owned: bool, limit: Setting) -> Option<(Setting, Range<usize>)> {
    let default = if owned { Act::Decides } else { Act::None };
    let item_ = OTHER.replace_all(item, |found: &regex::Captures<'_>| " ".repeat(found[0].len()));
    let mut all: Vec<(Setting, Range<usize>)> = Vec::new();
    for clause in clauses(&item_, default).into_iter().filter(|clause| clause.act == Act::Decides) {
        all.extend(strong(&item_, &clause).filter(|(setting, _)| *setting > limit));
    }
    all.into_iter().max_by_key(|(setting, at)| (*setting, std::cmp::Reverse(at.start)))
}

/// The deepest thing that a clause decides, by words that leave no doubt.
fn strong(item: &str, clause: &Clause) -> Option<(Setting, Range<usize>)> {
    let text = &item[clause.at.clone()];
    let after = clause.after_verb.saturating_sub(clause.at.start);
    let middle = NOUNS.middle.find(text);
    let doc = DOC.find(&text[after..]).map(|found| after + found.end());
    if doc.is_some_and(|doc| middle.is_none_or(|m| m.end() >= doc))
        && NOUNS.deep.find(text).is_none_or(|d| Some(d.end()) >= doc)
    {
        return None;
    }
    let main = main_part(text, after);
    let deep = NOUNS.deep.find_iter(main).find(|deep| {
        let is_behind = BEHIND.is_match(&text[..deep.start()]);
        let is_about_other =
            NOUNS.wide_middle.find(&text[after..]).is_some_and(|m| after + m.start() < deep.start());
        !(is_behind && is_about_other)
    });
    let at = |range: Range<usize>| clause.at.start + range.start..clause.at.start + range.end;
    match (deep, middle) {
        (Some(deep), _) => Some((Setting::Deep, at(deep.range()))),
        (None, Some(middle)) if middle.start() < main.len() => Some((Setting::Middle, at(middle.range()))),
        _ => None,
    }
}

/// The clause up to its subordinate clause, if something stands before that.
fn main_part(text: &str, after: usize) -> &str {
    let end = SUBORDINATE.find_iter(text).find(|found| {
        let before = &text[after.min(found.start())..found.start()];
        before.split_whitespace().filter(|word| word.len() > 3).count() > 1
    });
    &text[..end.map_or(text.len(), |found| found.start())]
}

/// True if no item of `owns` is about deciding anything at the setting.
pub(crate) fn undershoot(role: &RoleSpec, setting: Setting) -> bool {
    if role.owns.is_empty() {
        return false;
    }
    let found = duties(role);
    if found.is_generic_base || found.each.iter().all(|duty| *duty != Duty::Own) {
        return false;
    }
    !role.owns.iter().any(|item| decides_at(item, setting))
}

/// True if an item begins with a verb that is not known as one of deciding. A plural noun before its own clause, as in
/// "Events a seller can mute", is no verb.
fn is_other_verb(item: &str) -> bool {
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        re(
            r"^\W*([a-z-]+[\w--s])s (the|a|an|our|all|its|their|each|every|what|how|who|when|which|whether|new|visiting|other)\b",
        )
    });
    static MODAL: LazyLock<Regex> = LazyLock::new(|| {
        re(
            r"^\W*\w+ \w+ [^.;,]{0,40}\b(may|can|must|will|should|could|sees?|gets?|needs?|wants?|has|have|had)\b",
        )
    });
    let first = VERB.captures(item).and_then(|found| found.get(1));
    first.is_some_and(|word| {
        let noun = format!("{}s", word.as_str());
        !MODAL.is_match(item) && !NOUNS.wide_middle.is_match(&noun) && !NOUNS.wide_deep.is_match(&noun)
    })
}

fn decides_at(item: &str, setting: Setting) -> bool {
    let is_decided = |clause: &Clause| {
        clause.act == Act::Decides && !(clause.after_verb == clause.at.start && is_other_verb(item))
    };
    clauses(item, Act::Decides).into_iter().filter(is_decided).any(|clause| {
        let text = &item[clause.at.clone()];
        let after = clause.after_verb.saturating_sub(clause.at.start);
        if setting == Setting::Shallow {
            return true;
        }
        // What only stands behind a contract is not decided.
        let is_behind = |at: usize| {
            BEHIND.is_match(&text[..at]) && NOUNS.middle.find(text).is_some_and(|middle| middle.start() < at)
        };
        let is_deep = NOUNS.deep.is_match(text)
            || NOUNS
                .wide_deep
                .find_iter(text)
                .any(|wide| setting == Setting::Middle || !is_behind(wide.start()));
        let is_middle = || NOUNS.middle.is_match(text) || NOUNS.wide_middle.is_match(text);
        let is_doc = DOC.find(&text[after..]).is_some_and(|doc| {
            NOUNS.middle.find(text).is_none_or(|middle| middle.start() >= after + doc.start())
        });
        static SHOWN: LazyLock<Regex> = LazyLock::new(|| {
            re(r"\b(printed|(on|of) (the|a|each|every) (\w+ )?(receipt|screen|page|phone|mail|letter|banner|label|leaflet|tablet))\b")
        });
        let is_shown = SHOWN.is_match(text) && !NOUNS.middle.is_match(text) && !NOUNS.deep.is_match(text);
        !is_doc && !is_shown && (is_deep || setting == Setting::Middle && is_middle())
    })
}
