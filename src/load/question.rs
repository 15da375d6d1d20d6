//! Reads one question.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::exhibits::Exhibits;
use super::layers::Above;
use super::sample_answers::sample_answers;
use super::scales::Scales;
use super::shapes::{QUESTION, SAMPLE_ANSWERS};
use crate::diag::{Diagnostic, Sink, codes};
use crate::model::{Id, Phrase, Probe, Question, QuestionType, Status, sha256};
use crate::text::{Place, Source, Span, quoted};
use crate::yaml::{Doc, Entry, Map, Text, append, lay_out, parse};

/// A question whose enemies are not resolved yet, because that needs the whole bank.
pub(super) struct Loose {
    pub(super) id: Text,
    pub(super) question: Option<Question>,
    pub(super) enemies: Vec<Text>,
    /// True if it has the key `anchors`.
    pub(super) anchored: bool,
}

/// The competency that a file sets for its questions.
enum Default {
    /// It sets none.
    Absent,
    /// It sets one. `None` if the name was wrong, which has been reported.
    Known(Option<Id>),
}

/// The bank that a question file belongs to.
pub(super) struct Home<'a> {
    pub(super) scales: &'a Scales<'a>,
    pub(super) exhibits: &'a Exhibits,
    /// Its id.
    pub(super) bank: &'a Id,
    /// What banks that extend it change.
    pub(super) above: &'a Above,
}

/// Reads the questions of a file that the banks above neither replace nor leave out.
pub(super) fn read_all(file: Map<'_>, home: &Home<'_>, sink: &mut Sink) -> Vec<Loose> {
    // Resolved only once, so that a wrong name is not reported again for every question.
    let named = file.id("competency");
    let default = match &named {
        Some(name) => Default::Known(home.scales.competencies.resolve(name, None, sink)),
        None if file.key_place("competency").is_some() => Default::Known(None),
        None => Default::Absent,
    };
    let above = home.above;
    let is_gone = |map: &Map<'_>| {
        let id = map.id("id").map(|id| id.value).unwrap_or_default();
        let competency = map.id("competency").or(named.clone()).map(|id| id.value).unwrap_or_default();
        above.questions.contains(&id) || above.retired.contains(&id) || above.retired.contains(&competency)
    };
    let maps = file.maps("questions").into_iter().filter(|map| !is_gone(map));
    maps.filter_map(|map| read(map, &default, home, sink)).collect()
}

/// Reads one question. If it has errors, only its id is kept, so that other questions can refer to it.
fn read(map: Map<'_>, default: &Default, home: &Home<'_>, sink: &mut Sink) -> Option<Loose> {
    let Home { scales, exhibits, bank, above } = home;
    let id = map.id("id")?;
    let mut enemies = map.texts("enemies");
    enemies.retain(|enemy| !above.retired.contains(&enemy.value));
    let owner = Some((&id.place, "in this question"));
    let competency = match (map.id("competency"), default) {
        (Some(name), _) => scales.competencies.resolve(&name, owner, sink),
        (None, Default::Known(id)) => id.clone(),
        (None, Default::Absent) => {
            let finding =
                Diagnostic::new(&codes::MISSING_KEY, format!("question `{}` names no competency", id.value))
                    .at(&id.place, "in this question")
                    .help("add `competency:` to the question, or once at the top of the file");
            sink.report(finding);
            None
        }
    };
    let depth = map.id("depth").and_then(|name| scales.depths.resolve(&name, owner, sink));
    let levels = scales.levels.resolve_all(&map.texts("levels"), owner, sink);
    let also = scales.competencies.resolve_all(&map.texts("also"), owner, sink);
    let exhibits = exhibits.named(&map.texts("exhibits"), owner, sink);
    let sample_answers = sample_answers(map, &id, scales, sink);
    let texts = Texts { id: &id, sink };
    let (prompt, probes, listen_for, red_flags, anchors) = texts.read(map, scales);
    let written = map.text("status").and_then(|s| Status::parse(&s.value));
    let question = || {
        let competency = competency?;
        let seen: String = exhibits.iter().map(|e| format!("\n{}\n{}", e.title, e.text)).collect();
        // Sample answers are for practice, so a change of them is no change of the question or of a kit's inputs.
        let text = map.canonical_without(&[SAMPLE_ANSWERS]);
        let digest = sha256(&format!("{competency}\n{text}{seen}"));
        Some(Question {
            id: Id::new(&id.value)?,
            competency,
            depth: depth?,
            title: map.text("title").map(|t| t.value.trim().to_owned()),
            kind: QuestionType::parse(&map.text("type")?.value)?,
            minutes: u32::try_from(map.int("minutes")?).ok().filter(|m| *m > 0)?,
            difficulty: map.int("difficulty").and_then(|n| u8::try_from(n).ok()),
            levels,
            also,
            family: map.id("family").and_then(|f| Id::new(&f.value)),
            enemies: Vec::new(),
            exhibits,
            status: above.status.get(&id.value).copied().or(written).unwrap_or_default(),
            prompt: prompt?,
            probes,
            listen_for,
            red_flags,
            anchors,
            sample_answers,
            source: map.text("source").map(|s| s.value),
            own: false,
            holder: (*bank).clone(),
            bank: None,
            digest,
            place: id.place.clone(),
        })
    };
    let question = question();
    let anchored = map.key_place("anchors").is_some();
    Some(Loose { id, question, enemies, anchored })
}

/// The text of a question file with a question appended and no other change. The question is a map in block
/// YAML. `None` if it cannot be added without other changes to the file.
pub fn with_question(source: &Arc<Source>, question: &str) -> Option<String> {
    append(source, "questions", question)
}

/// The competency that a question file sets for its questions.
pub fn default_competency(source: &Arc<Source>) -> Option<String> {
    let root = parse(source, &mut Sink::new()).ok()?;
    Doc::new(source, &root).root().id("competency").map(|id| id.value)
}

/// The text of a question file in the standard layout; `None` if the file has an error, or if the layout
/// would change a value.
pub fn laid_out(source: &Arc<Source>) -> Option<String> {
    lay_out(source, "questions", &QUESTION)
}

/// Limit of placeholders in one text.
const MOST_PLACEHOLDERS: usize = 100;

/// The place of the braces in the file, or of the whole text if they are written with escapes.
fn braces_in(text: &Text, braces: &str) -> Place {
    let source = &text.place.source;
    let written = &source.text()[source.bytes(text.place.span)];
    let Some(at) = written.find(braces) else { return text.place.clone() };
    let start = text.place.span.start + written[..at].chars().count() as u32;
    Place { source: source.clone(), span: Span { start, end: start + braces.chars().count() as u32 } }
}

/// The text with its placeholders; reports braces that are none. `owner` is the record that the text belongs to,
/// with a text to show there.
pub(super) fn phrase(text: &Text, owner: (&Place, &str), sink: &mut Sink) -> Option<Phrase> {
    if text.value.matches("{{").count() > MOST_PLACEHOLDERS {
        let finding = Diagnostic::new(&codes::OUT_OF_RANGE, "a text has too many placeholders")
            .at(&text.place, "")
            .context(owner.0, owner.1)
            .help(format!("use at most {MOST_PLACEHOLDERS}"));
        sink.report(finding);
    }
    match Phrase::new(text.value.trim()) {
        Ok(phrase) => Some(phrase),
        Err(bad) => {
            let braces = bad.braces(text.value.trim());
            let finding =
                Diagnostic::new(&codes::BAD_PLACEHOLDER, format!("`{braces}` is not a placeholder"))
                    .at(&braces_in(text, braces), "these braces")
                    .context(owner.0, owner.1)
                    .help("write `{{name}}` with letters, digits and underscores, and close it with `}}`");
            sink.report(finding);
            None
        }
    }
}

type AllTexts = (Option<Phrase>, Vec<Probe>, Vec<Phrase>, Vec<Phrase>, BTreeMap<u8, Phrase>);

struct Texts<'s> {
    id: &'s Text,
    sink: &'s mut Sink,
}

impl Texts<'_> {
    fn read(mut self, map: Map<'_>, scales: &Scales<'_>) -> AllTexts {
        let prompt = map.text("prompt").and_then(|t| self.phrase(&t));
        let probes = map.entries("probes").into_iter().filter_map(|entry| self.probe(entry)).collect();
        let listen_for = map.texts("listen_for").iter().filter_map(|t| self.phrase(t)).collect();
        let red_flags = map.texts("red_flags").iter().filter_map(|t| self.phrase(t)).collect();
        let anchors = self.anchors(map, scales);
        (prompt, probes, listen_for, red_flags, anchors)
    }

    fn phrase(&mut self, text: &Text) -> Option<Phrase> {
        phrase(text, (&self.id.place, "in this question"), self.sink)
    }

    fn probe(&mut self, entry: Entry<'_>) -> Option<Probe> {
        match entry {
            Entry::Text(text) => Some(Probe { condition: None, ask: self.phrase(&text)? }),
            Entry::Map(map) => {
                let condition = map.text("if").and_then(|t| self.phrase(&t));
                Some(Probe { condition, ask: self.phrase(&map.text("ask")?)? })
            }
        }
    }

    fn anchors(&mut self, map: Map<'_>, scales: &Scales<'_>) -> BTreeMap<u8, Phrase> {
        let mut anchors = BTreeMap::new();
        let Some(written) = map.map("anchors") else { return anchors };
        for (score, text) in written.named_texts() {
            let Ok(number) = score.value.parse::<u8>() else { continue };
            if scales.scores.contains(&number) {
                if let Some(phrase) = self.phrase(&text) {
                    anchors.insert(number, phrase);
                }
            } else {
                self.sink.report(scales.off_scale(&score, self.id));
            }
        }
        let missing: Vec<String> = scales
            .scores
            .iter()
            .filter(|score| !written.named_texts().iter().any(|(s, _)| s.value == score.to_string()))
            .map(ToString::to_string)
            .collect();
        if !missing.is_empty() {
            let place = map.key_place("anchors").unwrap_or_else(|| self.id.place.clone());
            self.no_anchor(&missing, &place);
        }
        anchors
    }

    fn no_anchor(&mut self, missing: &[String], place: &Place) {
        let scores = quoted(missing.iter().map(String::as_str), "and");
        let (noun, those) = match missing.len() {
            1 => ("score", "that score"),
            _ => ("scores", "each of these scores"),
        };
        let message = format!("question `{}` has no anchor for {noun} {scores}", self.id.value);
        let finding = Diagnostic::new(&codes::MISSING_ANCHOR, message)
            .at(place, "interviewers cannot agree on a score without a description")
            .help(format!("describe what the candidate does for {those}"));
        self.sink.report(finding);
    }
}
