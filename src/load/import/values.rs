//! Finds the values of a bank that texts mean: a competency by its name, minutes in `10 min`, a type in four
//! languages.

use std::collections::{BTreeMap, BTreeSet};

use super::keys::Key;
use super::points::words;
use super::split::unnumbered;
use crate::model::{Bank, Id, QuestionType, Status};
use crate::text::nearest;

/// Words for the types of questions, as [`words`] writes them.
const TYPES: &[(QuestionType, &[&str])] = &[
    (
        QuestionType::Behavioral,
        &[
            "behavioral",
            "behavioural",
            "behaviour",
            "behavior",
            "past behavior",
            "past behaviour",
            "verhalten",
            "verhaltensbezogen",
            "verhaltensfrage",
            "biografisch",
            "comportemental",
            "comportementale",
            "conductual",
            "comportamiento",
        ],
    ),
    (
        QuestionType::Situational,
        &[
            "situational",
            "situation",
            "hypothetical",
            "scenario",
            "situativ",
            "situationsfrage",
            "hypothetisch",
            "situationnel",
            "situationnelle",
            "mise en situation",
            "situacional",
            "hipotetica",
        ],
    ),
    (
        QuestionType::Case,
        &[
            "case",
            "case study",
            "fall",
            "fallstudie",
            "fallbeispiel",
            "cas",
            "etude de cas",
            "caso",
            "caso practico",
        ],
    ),
    (
        QuestionType::Knowledge,
        &[
            "knowledge",
            "wissen",
            "wissensfrage",
            "fachwissen",
            "fachfrage",
            "connaissance",
            "connaissances",
            "conocimiento",
            "conocimientos",
        ],
    ),
    (
        QuestionType::WorkSample,
        &["work sample", "worksample", "arbeitsprobe", "echantillon de travail", "muestra de trabajo"],
    ),
    (
        QuestionType::RolePlay,
        &["role play", "roleplay", "rollenspiel", "jeu de role", "juego de rol", "juego de roles"],
    ),
];

/// Texts that are compared with all names, to find a slip.
const MOST: usize = 10_000;

/// Words around the name of a competency in a heading.
const AROUND: &[&str] = &[
    "competency",
    "competence",
    "skill",
    "kompetenz",
    "competencia",
    "question",
    "questions",
    "fragen",
    "preguntas",
    "interview",
    "section",
    "part",
    "sur",
    "uber",
    "about",
    "teil",
    "rubric",
    "theme",
    "topic",
    "area",
    "focus",
    "domain",
    "category",
    "assessing",
    "assessment",
    "bereich",
    "thema",
    "domaine",
    "tema",
];

/// A value, and whether it differs from the text in more than capital letters, spaces and signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) text: String,
    pub(super) near: bool,
}

/// An id with its name, and both as [`words`] writes them.
struct Name {
    id: String,
    forms: Vec<String>,
}

/// The values of a bank.
pub(super) struct Values {
    competencies: Vec<Name>,
    depths: Vec<Name>,
    levels: Vec<Name>,
    seen: BTreeMap<(Key, String), Result<Value, String>>,
}

impl Values {
    pub(super) fn of(bank: &Bank) -> Values {
        let name = |id: &Id, name: &str| {
            // The name of a depth may go on after a colon: `Middle: decides contracts`.
            let short = name.split(':').next().unwrap_or(name);
            let forms: BTreeSet<String> = [id.as_str(), name, short].into_iter().map(words).collect();
            Name { id: id.to_string(), forms: forms.into_iter().filter(|form| !form.is_empty()).collect() }
        };
        Values {
            competencies: bank.competencies.iter().map(|c| name(&c.id, &c.name)).collect(),
            depths: bank.depths.iter().map(|d| name(&d.id, &d.name)).collect(),
            levels: bank.levels.iter().map(|l| name(&l.id, &l.name)).collect(),
            seen: BTreeMap::new(),
        }
    }

    /// The value that a text means for a key.
    ///
    /// # Errors
    /// What is wrong, in words that follow `lacks` or stand alone.
    pub(super) fn get(&mut self, key: Key, text: &str) -> Result<Value, String> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(known) = self.seen.get(&(key, text.clone())) {
            return known.clone();
        }
        // A page may have a million headings. After so many texts, only the same name is found.
        let found = self.find(key, &text, self.seen.len() < MOST);
        self.seen.insert((key, text), found.clone());
        found
    }

    /// The ids or words that a key may have; empty if it may have any text.
    pub(super) fn known(&self, key: Key) -> Vec<String> {
        let ids = |names: &[Name]| names.iter().map(|n| n.id.clone()).collect();
        match key {
            Key::Competency | Key::Also => ids(&self.competencies),
            Key::Depth => ids(&self.depths),
            Key::Levels => ids(&self.levels),
            Key::Type => QuestionType::WORDS.iter().map(|w| (*w).to_owned()).collect(),
            Key::Status => Status::WORDS.iter().map(|w| (*w).to_owned()).collect(),
            _ => Vec::new(),
        }
    }

    /// The competency that a heading names.
    pub(super) fn heading(&mut self, text: &str) -> Option<Value> {
        let bare = unnumbered(text).unwrap_or(text);
        let after = bare.split_once(':').map_or(bare, |(lead, rest)| {
            let lead = words(lead);
            if lead.split(' ').all(|w| AROUND.contains(&w) || w.parse::<u32>().is_ok()) { rest } else { bare }
        });
        let plain = words(after);
        let inner: Vec<&str> = plain.split(' ').filter(|w| !AROUND.contains(w)).collect();
        let inner = inner.join(" ");
        let mut found: Vec<Value> = Vec::new();
        for text in [text, bare, after, inner.as_str()].into_iter().filter(|t| !t.trim().is_empty()) {
            found.extend(self.get(Key::Competency, text));
        }
        let same = found.iter().position(|value| !value.near).unwrap_or(0);
        (same < found.len()).then(|| found.swap_remove(same))
    }

    fn find(&self, key: Key, text: &str, near: bool) -> Result<Value, String> {
        let exact = |text: &str| Value { text: text.to_owned(), near: false };
        let unknown = |what: &str| Err(format!("{what} of this bank (`{}` is unknown)", short(text)));
        match key {
            Key::Competency => {
                named(text, &self.competencies, near).map_or_else(|| unknown("a competency"), Ok)
            }
            Key::Depth => named(text, &self.depths, near).map_or_else(|| unknown("a depth"), Ok),
            Key::Levels => list(text, &self.levels, near).map_or_else(|| unknown("levels"), Ok),
            Key::Also => {
                list(text, &self.competencies, near).map_or_else(|| unknown("other competencies"), Ok)
            }
            Key::Type => {
                let plain = words(text);
                let plain = plain.strip_suffix(" question").unwrap_or(&plain);
                let found =
                    TYPES.iter().find(|(_, names)| names.contains(&plain)).map(|(kind, _)| kind.as_str());
                found.map(exact).ok_or_else(|| format!("a known type (not `{}`)", short(text)))
            }
            Key::Status => {
                let plain = words(text);
                let plain = plain.replace(' ', "-");
                Status::parse(&plain)
                    .map(|s| exact(s.as_str()))
                    .ok_or_else(|| format!("a known status (not `{}`)", short(text)))
            }
            Key::Minutes => number(text, 240)
                .map(|n| exact(&n))
                .ok_or_else(|| format!("minutes as a number (not `{}`)", short(text))),
            Key::Difficulty => number(text, 5)
                .map(|n| exact(&n))
                .ok_or_else(|| format!("difficulty as a number from 1 to 5 (not `{}`)", short(text))),
            Key::Family => {
                let id = words(text).replace(' ', "-");
                Id::new(&id)
                    .map(|id| exact(id.as_str()))
                    .ok_or_else(|| format!("a family that is an id (not `{}`)", short(text)))
            }
            _ => Ok(exact(text)),
        }
    }
}

fn short(text: &str) -> String {
    let start: String = text.chars().take(40).collect();
    if start.len() < text.len() { format!("{start}\u{2026}") } else { start }
}

/// The number in `10`, `10.0`, `10 min` or `10'`, if it is from 1 to `most`.
fn number(text: &str, most: u32) -> Option<String> {
    const UNITS: &[&str] =
        &["", "m", "min", "mins", "minute", "minutes", "minuten", "minuto", "minutos", "minutes approx"];
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let rest = text[digits..]
        .trim_start_matches(".0")
        .trim_start_matches(",0")
        .trim()
        .trim_end_matches(['.', '\'', '\u{2032}']);
    let number = text[..digits].parse::<u32>().ok().filter(|n| (1..=most).contains(n))?;
    UNITS.contains(&rest.to_lowercase().as_str()).then(|| number.to_string())
}

/// Several names, separated by signs, as ids separated by `, `.
fn list(text: &str, known: &[Name], near_too: bool) -> Option<Value> {
    if let Some(one) = named(text, known, near_too) {
        return Some(one);
    }
    let mut ids: Vec<String> = Vec::new();
    let mut near = false;
    for part in text.split([',', ';', '|', '/', '+', '&']).map(str::trim).filter(|p| !p.is_empty()) {
        let found = named(part, known, near_too)?;
        near |= found.near;
        if !ids.contains(&found.text) {
            ids.push(found.text);
        }
    }
    (!ids.is_empty()).then(|| Value { text: ids.join(", "), near })
}

/// The name that a text means: the same words; or else a slip of it; or else at least half of its words, if these
/// words begin one name only.
fn named(text: &str, known: &[Name], near: bool) -> Option<Value> {
    let plain = words(text);
    if plain.is_empty() || plain.len() > 100 {
        return None;
    }
    let value = |name: &Name, near| Some(Value { text: name.id.clone(), near });
    if let Some(name) = known.iter().find(|name| name.forms.contains(&plain)) {
        return value(name, false);
    }
    if !near {
        return None;
    }
    let forms = || known.iter().flat_map(|name| name.forms.iter().map(move |form| (name, form)));
    // A short text is near to too many names.
    if plain.len() >= 5
        && let Some(form) =
            nearest(&plain, forms().map(|(_, form)| form.as_str()).filter(|form| close(&plain, form)))
    {
        return forms().find(|(_, f)| *f == form).and_then(|(name, _)| value(name, true));
    }
    let starts = |form: &str| {
        form.strip_prefix(plain.as_str()).is_some_and(|rest| rest.starts_with(' '))
            && plain.split(' ').count() * 2 >= form.split(' ').count()
    };
    let mut found: Vec<&Name> = forms().filter(|(_, form)| starts(form)).map(|(name, _)| name).collect();
    found.dedup_by_key(|name| name.id.clone());
    match found.as_slice() {
        [one] => value(one, true),
        _ => None,
    }
}

/// Whether two texts are so near that one is a slip of the other: one error in six characters. `nearest` allows
/// more, which is right for a suggestion and too much for a decision.
fn close(a: &str, b: &str) -> bool {
    let most = a.chars().count().max(b.chars().count()) / 6;
    a.chars().count().abs_diff(b.chars().count()) <= most && strsim::damerau_levenshtein(a, b) <= most.max(1)
}
