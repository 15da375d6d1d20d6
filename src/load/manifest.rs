//! Reads the manifests of a chain of banks into one [`Bank`] that has no questions and loops yet.

use std::collections::{BTreeMap, BTreeSet};

use super::known_pay::known_pay;
use super::lints::lints;
use super::names::{Names, duplicates};
use super::ranges::rising;
use crate::diag::{Diagnostic, Sink, codes};
use crate::model::{Bank, Competency, Depth, Id, Level, Rating};
use crate::yaml::{Map, Text};

/// The manifest of one bank, and the entries that it leaves out of the bank that it extends.
#[derive(Clone, Copy)]
pub(super) struct Manifest<'a> {
    /// Its map.
    pub(super) map: Map<'a>,
    /// True if it extends another bank.
    pub(super) extends: bool,
}

impl Manifest<'_> {
    /// The ids in `retire`.
    pub(super) fn retired(&self) -> BTreeSet<String> {
        self.map.texts("retire").into_iter().map(|id| id.value).collect()
    }

    /// Reports the keys that need an extended bank if there is none.
    fn check(&self, sink: &mut Sink) {
        for key in ["retire", "status"] {
            if let (false, Some(place)) = (self.extends, self.map.key_place(key)) {
                let finding = Diagnostic::new(&codes::MISSING_KEY, format!("`{key}` needs `extends`"))
                    .at(&place, "is about entries of another bank")
                    .help("add `extends`, or remove the key");
                let own = "a question of this bank has its `status` in its own file";
                sink.report(if key == "status" { finding.help(own) } else { finding });
            }
        }
    }
}

/// The bank that a chain of manifests describes; the bank itself is the first of the chain. `None` if a required
/// value is missing, which has been reported.
pub(super) fn merged(chain: &[Manifest<'_>], sink: &mut Sink) -> Option<Bank> {
    let name = chain.first()?.map.id("bank")?;
    let (mut title, mut license, mut context) = (None, None::<String>, BTreeMap::new());
    let mut base = String::new();
    let (mut depths, mut levels, mut ratings) = (Vec::new(), Vec::new(), Ratings::default());
    let mut competencies: Vec<Competency> = Vec::new();
    for manifest in chain.iter().rev() {
        let map = manifest.map;
        manifest.check(sink);
        for (key, field) in [("depths", "depth"), ("levels", "level"), ("competencies", "competencie")] {
            let ids: Vec<Text> = map.maps(key).iter().filter_map(|m| m.id("id")).collect();
            duplicates(ids.iter(), field, sink);
        }
        title = map.text("title").or(title);
        license = match (map.text("license"), license) {
            (Some(own), _) => Some(own.value),
            // A licence covers the questions of its own bank, not those of a bank that extends it.
            (None, Some(inherited)) if manifest.extends => Some(licensed(inherited, &base)),
            (None, inherited) => inherited,
        };
        base = map.id("bank").map_or(base, |id| id.value);
        depths = ordered(depths, map.maps("depths").into_iter().filter_map(depth).collect(), |d| &d.id);
        let own = map.maps("levels").into_iter().filter_map(|m| level(m, sink)).collect();
        levels = ordered(levels, own, |l: &Level| &l.id);
        ratings.read(map, sink);
        if let Some(map) = map.map("context") {
            context.extend(self::context(map, sink));
        }
    }
    for (n, manifest) in chain.iter().enumerate().rev() {
        let retired = manifest.retired();
        competencies.retain(|c| !retired.contains(c.id.as_str()));
        // An entry that another bank replaces or leaves out is not read.
        let above = &chain[..n];
        let is_gone = |id: &str| {
            let has = |m: &Manifest<'_>| ids(m.map, "competencies").any(|other| other == id);
            above.iter().any(|m| has(m) || m.retired().contains(id))
        };
        let maps = manifest.map.maps("competencies").into_iter();
        let maps = maps.filter(|m| n == 0 || !m.id("id").is_some_and(|id| is_gone(&id.value)));
        let own: Vec<Competency> = maps.filter_map(|m| competency(m, &depths, sink)).collect();
        let order: Vec<String> = ids(manifest.map, "competencies").collect();
        competencies = new_first(own, competencies, &order, |c| c.id.as_str());
    }
    let pay = chain.iter().rev().fold(Vec::new(), |below, m| known_pay(m.map, &levels, below, sink));
    Some(Bank {
        id: Id::new(&name.value)?,
        title: title?.value,
        license,
        levels,
        ratings: ratings.whole(sink),
        competencies,
        depths,
        context,
        compensation: pay,
        lints: chain.first().map(|manifest| lints(manifest.map)).unwrap_or_default(),
        loops: Vec::new(),
        questions: Vec::new(),
        digest: String::new(),
        banks: Vec::new(),
        extends: Vec::new(),
        as_shipped: false,
    })
}

/// The licence of a bank as one that extends it states it.
fn licensed(license: String, bank: &str) -> String {
    if license.contains(" for the questions of ") {
        return license;
    }
    format!("{license} for the questions of {bank}")
}

fn ids<'a>(map: Map<'a>, key: &str) -> impl Iterator<Item = String> + 'a {
    map.maps(key).into_iter().filter_map(|m| m.id("id")).map(|id| id.value)
}

/// The entries of an ordered scale with those of a bank that extends it. If the bank lists all of them, its order
/// counts. Otherwise an entry takes the place of the one that it replaces, and new ones go to the end.
fn ordered<T>(base: Vec<T>, own: Vec<T>, id: impl Fn(&T) -> &Id) -> Vec<T> {
    if base.iter().all(|old| own.iter().any(|new| id(new) == id(old))) {
        return own;
    }
    let mut all = base;
    for new in own {
        match all.iter().position(|old| id(old) == id(&new)) {
            Some(n) => all[n] = new,
            None => all.push(new),
        }
    }
    all
}

/// The entries of a bank, then those of the bank that it extends, without the ids in `replaced`.
fn new_first<T>(own: Vec<T>, base: Vec<T>, replaced: &[String], id: impl Fn(&T) -> &str) -> Vec<T> {
    let stays = |old: &T| !replaced.iter().any(|new| new == id(old));
    let base: Vec<T> = base.into_iter().filter(|old| stays(old)).collect();
    own.into_iter().chain(base).collect()
}

/// Limit of characters in the value of a placeholder.
const MOST_OF_A_VALUE: usize = 300;

/// The values of the placeholders by name, trimmed.
pub(super) fn context(map: Map<'_>, sink: &mut Sink) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for (name, value) in map.named_texts() {
        if value.value.chars().count() > MOST_OF_A_VALUE {
            let message = format!("the value of `{}` is too long for a question", name.value);
            let finding = Diagnostic::new(&codes::OUT_OF_RANGE, message).at(&value.place, "");
            sink.report(finding.help(format!("write at most {MOST_OF_A_VALUE} characters")));
        }
        values.insert(name.value, value.value.trim().to_owned());
    }
    values
}

fn depth(map: Map<'_>) -> Option<Depth> {
    Some(Depth {
        id: Id::new(&map.id("id")?.value)?,
        name: map.text("name")?.value,
        means: map.text("means").map(|t| t.value).unwrap_or_default(),
        minutes: map.int("minutes").and_then(|n| u32::try_from(n).ok()),
    })
}

fn level(map: Map<'_>, sink: &mut Sink) -> Option<Level> {
    let years = rising(map, "years", sink);
    Some(Level { id: Id::new(&map.id("id")?.value)?, name: map.text("name")?.value, years })
}

/// The rating scale of a chain of banks.
#[derive(Default)]
struct Ratings {
    list: Vec<Rating>,
    /// The key in the last manifest that has it.
    place: Option<crate::text::Place>,
}

impl Ratings {
    /// Adds the scores of a manifest. A score that is there already is replaced.
    fn read(&mut self, map: Map<'_>, sink: &mut Sink) {
        let mut own: Vec<Rating> = Vec::new();
        for rating in map.maps("ratings") {
            let (Some(score), Some(label)) = (rating.int("score"), rating.text("label")) else { continue };
            let score = u8::try_from(score).unwrap_or(u8::MAX);
            if own.last().is_some_and(|last| last.score >= score) {
                let finding = Diagnostic::new(
                    &codes::BAD_ORDER,
                    format!("score {score} is not higher than the score before it"),
                )
                .at(&rating.place(), "out of order")
                .help("list the ratings from the lowest score to the highest, each once");
                sink.report(finding);
            }
            let meets = rating.bool("meets").unwrap_or(false);
            if meets && own.iter().any(|r| r.meets) {
                let finding = Diagnostic::new(&codes::OUT_OF_RANGE, "two scores are marked `meets: true`")
                    .at(&rating.place(), "the second")
                    .help("mark the lowest score that means \"meets the requirement\", and no other");
                sink.report(finding);
            }
            own.push(Rating { score, label: label.value, meets });
        }
        if own.iter().any(|r| r.meets) {
            self.list.iter_mut().for_each(|r| r.meets = false);
        }
        if self.list.is_empty() {
            // The order of a wrong scale stays as it is written.
            self.list = own;
        } else {
            self.list.retain(|old| !own.iter().any(|new| new.score == old.score));
            self.list.extend(own);
            self.list.sort_by_key(|r| r.score);
        }
        self.place = map.key_place("ratings").or(self.place.take());
    }

    /// The scale. If it marks no score, the middle score is used, or the first score above the middle.
    fn whole(mut self, sink: &mut Sink) -> Vec<Rating> {
        if !self.list.is_empty() && !self.list.iter().any(|r| r.meets) {
            let middle = self.list.len() / 2;
            self.list[middle].meets = true;
        }
        if let (1..=2, Some(place)) = (self.list.len(), &self.place) {
            let finding = Diagnostic::new(&codes::OUT_OF_RANGE, "`ratings` needs at least 3 items")
                .at(place, format!("the scale has {}", self.list.len()))
                .help("add what is missing");
            sink.report(finding);
        }
        if let (true, Some(place)) = (self.list.len() > 7, &self.place) {
            let message =
                format!("a rating scale of {} points is too fine for people to use", self.list.len());
            let finding =
                Diagnostic::new(&codes::OUT_OF_RANGE, message).at(place, "").help("use 3 to 7 points");
            sink.report(finding);
        }
        self.list
    }
}

fn competency(map: Map<'_>, depths: &[Depth], sink: &mut Sink) -> Option<Competency> {
    let id = map.id("id")?;
    let known = Names {
        gone: None,
        kind: "depth",
        code: &codes::UNKNOWN_DEPTH,
        known: depths.iter().map(|d| d.id.as_str()).collect(),
        owner: "the bank's `depths`".to_owned(),
    };
    let written = map.map("depths").map(|m| m.named_texts()).unwrap_or_default();
    let means: BTreeMap<Id, String> = written
        .iter()
        .filter_map(|(name, text)| {
            Some((known.resolve(name, Some((&id.place, "in this competency")), sink)?, text.value.clone()))
        })
        .collect();
    let missing: Vec<&str> =
        depths.iter().filter(|d| !means.contains_key(&d.id)).map(|d| d.id.as_str()).collect();
    if !missing.is_empty() && !written.is_empty() {
        let verb = if missing.len() == 1 { "means" } else { "mean" };
        let missing = crate::text::quoted(missing, "and");
        let message = format!("competency `{}` does not say what {missing} {verb}", id.value);
        let finding = Diagnostic::new(&codes::MISSING_DEPTH, message)
            .at(&id.place, "")
            .help("add the missing settings under its `depths`");
        sink.report(finding);
    }
    Some(Competency {
        name: map.text("name")?.value,
        definition: map.text("definition").map(|t| t.value).unwrap_or_default(),
        category: map.text("category").map(|t| t.value),
        depths: means,
        id: Id::new(&id.value)?,
    })
}
