//! A question that was compared with a bank: its values, what it lacks, and what has no place in it.

use std::collections::{BTreeMap, BTreeSet};

use super::keys::Key;
use super::options::ImportOptions;
use super::raw::{Part, Raw};
use super::scale::Scale;
use super::slug::slug;
use super::values::Values;
use crate::model::{Id, Phrase, ValueRead};

/// A question of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Line or row of the source, from 1.
    pub line: usize,
    /// The name of its sheet; `None` if the source is no workbook.
    pub sheet: Option<String>,
    /// Id, which no other question of the bank or of the import has.
    pub id: String,
    /// What the interviewer says.
    pub prompt: String,
    /// Single values by key, and lists of ids with a comma between them; possible in the bank.
    pub values: BTreeMap<Key, String>,
    /// Probes, things to listen for, and red flags.
    pub lists: BTreeMap<Key, Vec<String>>,
    /// Anchors by score.
    pub anchors: BTreeMap<u8, String>,
    /// What has no place in the question, a comment each.
    pub comments: Vec<String>,
    /// What it must have before it can be active, in words; empty for a complete question.
    pub missing: Vec<String>,
    /// Keys that a question should have and this one lacks.
    pub without: Vec<&'static str>,
}

/// Keys that a question must have, besides anchors.
pub(super) const MUST: [Key; 4] = [Key::Competency, Key::Depth, Key::Type, Key::Minutes];
/// Keys that a question should have.
pub(super) const LISTS: [Key; 3] = [Key::Probes, Key::ListenFor, Key::RedFlags];
/// Limit of placeholders in a text, as in the bank.
const PLACEHOLDERS: usize = 100;

/// What all drafts of an import share.
pub(super) struct Maker<'a> {
    pub(super) options: &'a ImportOptions,
    pub(super) scores: &'a [u8],
    pub(super) values: Values,
    pub(super) taken: BTreeSet<String>,
    /// By the beginning of an id: the number to try next.
    pub(super) next: BTreeMap<String, usize>,
    /// Values to report: how often each occurs.
    pub(super) read: BTreeMap<(Key, String), ValueRead>,
}

impl Maker<'_> {
    /// The draft of a question. `scale`: the scale of its sheet.
    pub(super) fn draft(&mut self, raw: Raw, scale: &Scale, sheet: Option<String>) -> Draft {
        let mut draft = Draft {
            line: raw.line,
            sheet,
            id: String::new(),
            prompt: String::new(),
            values: BTreeMap::new(),
            lists: BTreeMap::new(),
            anchors: BTreeMap::new(),
            comments: Vec::new(),
            missing: Vec::new(),
            without: Vec::new(),
        };
        let own = raw.first(Key::Id).map(str::to_owned);
        for (key, text) in &self.options.set {
            self.value(&mut draft, Part::new(*key, text.clone(), ""));
        }
        for part in raw.parts {
            match part.key {
                Key::Prompt if draft.prompt.is_empty() => draft.prompt = part.text,
                Key::Id => {}
                Key::Probes | Key::ListenFor | Key::RedFlags => {
                    draft.lists.entry(part.key).or_default().push(part.text);
                }
                Key::Anchors => anchor(&mut draft, part, scale),
                Key::Prompt | Key::Phrasing => {
                    draft.comments.push(format!("another phrasing: {}", part.text))
                }
                Key::Note => draft.comments.push(note(&part)),
                _ => self.value(&mut draft, part),
            }
        }
        self.id(&mut draft, own);
        self.complete(&mut draft);
        draft
    }

    /// Takes a single value. The first one of a key counts; another one, or one that is not possible, is a comment.
    fn value(&mut self, draft: &mut Draft, part: Part) {
        let key = part.key;
        if let Some(kept) = draft.values.get(&key) {
            if *kept != part.text {
                draft.comments.push(format!("{} in the source: {}", key.as_str(), part.text));
            }
            return;
        }
        let found = match key {
            // `1. API design` and `Skill: API design` name a competency too.
            Key::Competency => {
                self.values.heading(&part.text).map_or_else(|| self.values.get(key, &part.text), Ok)
            }
            key => self.values.get(key, &part.text),
        };
        match found {
            Ok(found) => {
                if found.text != part.text {
                    self.report(key, &part.text, Some(&found.text), found.near);
                }
                if key == Key::Status && found.text != "active" {
                    draft.missing.push(format!("status active (it is `{}` in the source)", found.text));
                }
                draft.values.insert(key, found.text);
            }
            // Several competencies in one cell: the first is the question's, the others are further ones.
            Err(_) if key == Key::Competency && self.values.get(Key::Also, &part.text).is_ok() => {
                let found =
                    self.values.get(Key::Also, &part.text).map(|v| (v.text, v.near)).unwrap_or_default();
                self.report(key, &part.text, Some(&found.0), found.1);
                if let Some((first, rest)) = found.0.split_once(", ") {
                    draft.values.insert(Key::Competency, first.to_owned());
                    draft.values.entry(Key::Also).or_insert_with(|| rest.to_owned());
                }
            }
            Err(why) => {
                self.report(key, &part.text, None, false);
                draft.comments.push(format!("{} in the source: {}", key.as_str(), part.text));
                draft.missing.push(why);
            }
        }
    }

    fn report(&mut self, key: Key, text: &str, value: Option<&str>, near: bool) {
        let read = self.read.entry((key, text.to_owned())).or_insert_with(|| ValueRead {
            key: key.as_str().to_owned(),
            text: text.to_owned(),
            value: value.map(str::to_owned),
            near,
            questions: 0,
        });
        read.questions += 1;
    }

    /// Gives the draft its own id, or one from its first words; always one that is free.
    fn id(&mut self, draft: &mut Draft, own: Option<String>) {
        let wanted = own.as_deref().map(|id| if Id::new(id).is_some() { id.to_owned() } else { slug(id) });
        let stem = wanted.filter(|id| !id.is_empty()).unwrap_or_else(|| slug(&draft.prompt));
        let stem = if Id::new(&stem).is_some() { stem } else { format!("question-{stem}") };
        let stem = if Id::new(&stem).is_some() { stem } else { "question".to_owned() };
        let mut id = stem.clone();
        while Id::new(&id).is_none() || !self.taken.insert(id.clone()) {
            let n = self.next.entry(stem.clone()).or_insert(2);
            // The number must fit into the length of an id.
            let number = format!("-{n}");
            *n += 1;
            id = format!("{}{number}", stem[..stem.len().min(64 - number.len())].trim_end_matches('-'));
        }
        if let Some(own) = own.filter(|own| *own != id) {
            self.report(Key::Id, &own, Some(&id), false);
        }
        draft.id = id;
    }

    /// Finds out what the draft lacks.
    fn complete(&self, draft: &mut Draft) {
        let mut missing: Vec<String> = Vec::new();
        for key in MUST {
            let said = draft.missing.iter().position(|why| why.contains(key.as_str()));
            match said {
                Some(n) => missing.push(draft.missing.remove(n)),
                None if !draft.values.contains_key(&key) => missing.push(key.as_str().to_owned()),
                None => {}
            }
        }
        missing.append(&mut draft.missing);
        let lacking: Vec<String> =
            self.scores.iter().filter(|s| !draft.anchors.contains_key(s)).map(u8::to_string).collect();
        if !lacking.is_empty() {
            missing.push(format!("anchors {}", lacking.join(", ")));
        }
        let texts = draft.lists.values().flatten().chain(draft.anchors.values()).chain([&draft.prompt]);
        for text in texts {
            if let Err(bad) = Phrase::new(text.trim()) {
                missing.push(format!(
                    "a placeholder of the form `{{{{name}}}}` (not `{}`)",
                    bad.braces(text.trim())
                ));
            } else if text.matches("{{").count() > PLACEHOLDERS {
                missing.push(format!("texts with at most {PLACEHOLDERS} placeholders"));
            }
        }
        draft.missing = missing;
        draft.without =
            LISTS.iter().filter(|key| !draft.lists.contains_key(key)).map(|key| key.as_str()).collect();
    }
}

impl Draft {
    /// Whether it has everything that an active question of the bank must have.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }
}

fn anchor(draft: &mut Draft, part: Part, scale: &Scale) {
    let score = part.point.as_ref().and_then(|point| scale.score(point));
    match score.filter(|score| !draft.anchors.contains_key(score)) {
        Some(score) => drop(draft.anchors.insert(score, part.text)),
        None => draft.comments.push(note(&part)),
    }
}

/// The text of a comment.
fn note(part: &Part) -> String {
    match (part.key, part.from.is_empty()) {
        (_, true) => part.text.clone(),
        (Key::Anchors, false) => format!("anchor without a score in the bank, {}: {}", part.from, part.text),
        (_, false) => format!("{}: {}", part.from, part.text),
    }
}
