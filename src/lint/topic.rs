//! Rules that find a topic in single texts by patterns: what is asked, judged or advertised about a person.
//!
//! A pattern is a regular expression in lower case with the short forms that [`terms`] expands. Texts about a product
//! use the same words as texts about a person. So a *weak* pattern counts only in a sentence that has no term of work
//! on a product (`api`, `schema`, `our users`, …).
//!
//! A *noun* is a phrase that says something about a person and needs no pattern of its own: [`Topic::nouns`] lists them,
//! and `frames` decides for all topics whether the sentence around one is about the candidate.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::meta::Regex;

pub(super) use super::parts::{ADVERT, ALL, ASK, JUDGE, POST, SPEC};

use super::finding::{Finding, Findings};
use super::frames;
use super::starts::{Start, matches};
use super::subject::{Part, Said};
use super::terms;
use crate::model::LintLevel;

/// A law, a guidance or a study that a rule follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Law {
    /// The place whose law it is, such as `us-ca` or `eu`; `all` for a study.
    pub place: &'static str,
    /// Its name and article.
    pub source: &'static str,
    /// The day on which its text (also in a copy or quoted) or an official page was read, as year-month-day; empty if
    /// the source was not read for this version.
    pub read: &'static str,
}

/// A pattern, and the texts to which it applies.
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    parts: u8,
    is_weak: bool,
    /// The place whose law it follows; `None` for every place.
    place: Option<&'static str>,
    /// True if the place must be set: no place at all is not enough.
    only_named: bool,
    pattern: &'static str,
}

impl Cue {
    /// A pattern that counts in these parts.
    pub(super) const fn strong(parts: u8, pattern: &'static str) -> Cue {
        Cue { parts, is_weak: false, place: None, only_named: false, pattern }
    }

    /// A pattern that counts in these parts if the sentence has no term of work on a product.
    pub(super) const fn weak(parts: u8, pattern: &'static str) -> Cue {
        Cue { parts, is_weak: true, place: None, only_named: false, pattern }
    }

    /// Only where the law of this place applies.
    pub(super) const fn place(self, place: &'static str) -> Cue {
        Cue { place: Some(place), ..self }
    }

    /// Only where this place is set.
    pub(super) const fn named(self, place: &'static str) -> Cue {
        Cue { place: Some(place), only_named: true, ..self }
    }

    fn counts(&self, said: &Said<'_>, parts: u8) -> bool {
        let at = |place| if self.only_named { said.names(place) } else { said.applies(place) };
        self.parts & parts != 0 && self.place.is_none_or(at)
    }
}

/// The patterns of one rule, and what it says.
#[derive(Debug)]
pub struct Topic {
    /// The laws, guidance or studies behind the rule.
    pub laws: &'static [Law],
    /// Parts of words; a text without any of them is not looked at further.
    pub(super) words: &'static [&'static str],
    /// What it finds.
    pub(super) cues: &'static [Cue],
    /// Phrases about a person, each in the parts in which it counts.
    pub(super) nouns: &'static [(u8, &'static [&'static str])],
    /// Phrases that hold words of the rule in another meaning. They are blanked out before the patterns are tried.
    pub(super) other: &'static [&'static str],
    /// Texts with one of these are right.
    pub(super) pass: &'static [&'static str],
    /// What to report about a part of a text.
    pub(super) message: fn(&str) -> String,
    /// The text at the place.
    pub(super) label: &'static str,
    /// What to do.
    pub(super) help: &'static [&'static str],
    /// True if a finding in what a candidate is asked is an error.
    pub(super) is_legal: bool,
    pub(super) made: Made,
}

/// What of a topic is compiled when it is first needed.
#[derive(Debug)]
pub(super) struct Made {
    other: OnceLock<Option<Regex>>,
    pass: OnceLock<Option<Regex>>,
}

impl Made {
    /// Nothing is compiled yet.
    pub(super) const fn nothing() -> Made {
        Made { other: OnceLock::new(), pass: OnceLock::new() }
    }
}

impl Topic {
    /// Adds a finding if a text has what the topic looks for: the first one. `starts` are the patterns that may match.
    pub(super) fn check(&self, said: &Said<'_>, starts: &[Start<'_>], found: &mut Findings) {
        let parts = parts_of(said.part);
        if let Some((bytes, is_noun)) = self.find(said, parts, starts) {
            let part = said.text.get(bytes.clone()).unwrap_or_default().trim();
            let mut finding = Finding::new(said.route.clone(), (self.message)(part)).part(bytes);
            finding.help.extend(self.help.iter().map(|line| (*line).to_owned()));
            finding = finding.label(self.label);
            finding.is_broad = is_noun;
            let is_asked = parts == ASK;
            found.push(if self.is_legal && is_asked { finding.level(LintLevel::Deny) } else { finding });
        }
    }

    /// The bytes of the first part of a text that the topic looks for, and whether only a noun found it.
    fn find(&self, said: &Said<'_>, parts: u8, starts: &[Start<'_>]) -> Option<(Range<usize>, bool)> {
        let text = said.lower();
        // Few texts have a match, and only these need the patterns that take it back. So a match that is only there once
        // phrases are blanked out is not found.
        let found = self.find_at(text, said, starts, parts)?;
        let any = |list: &[&str]| (!list.is_empty()).then(|| terms::regex(&list.join("|")));
        let pass = self.made.pass.get_or_init(|| any(self.pass));
        if self.is_legal && said.is_reserved() || pass.as_ref().is_some_and(|it| it.is_match(text)) {
            return None;
        }
        match self.made.other.get_or_init(|| any(self.other)).as_ref().map(|it| terms::blanked(it, text)) {
            Some(Cow::Owned(blanked)) => self.find_at(&blanked, said, starts, parts),
            _ => Some(found),
        }
    }

    /// The first match of a cue, or of a noun if there is none.
    fn find_at(
        &self,
        text: &str,
        said: &Said<'_>,
        starts: &[Start<'_>],
        parts: u8,
    ) -> Option<(Range<usize>, bool)> {
        let first_of = |is_noun: bool| {
            let groups = starts.chunk_by(|a, b| a.owner == b.owner);
            let groups = groups.filter(|group| (group[0].owner.pattern >= self.cues.len()) == is_noun);
            let found = groups.filter_map(|group| {
                let cue = self.cues.get(group[0].owner.pattern);
                if cue.is_some_and(|cue| !cue.counts(said, parts)) {
                    return None;
                }
                matches(text, group).into_iter().find(|at| match cue {
                    Some(cue) => !cue.is_weak || !terms::is_about_work(text, at),
                    None => frames::is_about_candidate(text, at, parts),
                })
            });
            found.min_by_key(|at| at.start).map(|at| (at, is_noun))
        };
        first_of(false).or_else(|| first_of(true))
    }

    /// Its patterns, each as texts that are alternatives: those of the cues, then one for each list of nouns.
    pub(super) fn patterns(&'static self) -> impl Iterator<Item = &'static [&'static str]> {
        let cues = self.cues.iter().map(|cue| std::slice::from_ref(&cue.pattern));
        cues.chain(self.nouns.iter().map(|(_, list)| *list))
    }

    /// True if the pattern with this number counts in some kinds of texts. The pattern of a cue also needs a word of the topic
    /// in the text.
    pub(super) fn tries(&self, pattern: usize, parts: u8, has_word: bool) -> bool {
        match self.cues.get(pattern) {
            Some(cue) => has_word && cue.parts & parts != 0,
            None => self.nouns[pattern - self.cues.len()].0 & parts != 0,
        }
    }
}

/// The kind of a text, as a bit; 0 if topics do not look at it.
pub(super) fn parts_of(part: Part) -> u8 {
    match part {
        Part::Prompt | Part::Probe => ASK,
        Part::ListenFor | Part::RedFlag | Part::Note => JUDGE,
        Part::Posting => ADVERT,
        Part::Title | Part::Summary | Part::MustHave | Part::Owns => SPEC,
        // Anchors describe work in full sentences, in which these words have another meaning.
        Part::Particular | Part::Name | Part::Anchor => 0,
    }
}
