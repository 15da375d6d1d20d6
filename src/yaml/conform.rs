//! Compares a tree with its shape, and reports every difference with its place and the next step.

use std::sync::Arc;

use super::node::{Kind, Node};
use super::shape::{Record, Shape};
use super::synonyms;
use crate::diag::{Diagnostic, Sink, codes};
use crate::text::{Place, Source, Span, is_device, is_id, nearest, quoted};

/// Reports every value of `node` that `shape` does not allow. The tree may be read afterwards, because the
/// readers of [`super::Map`] return `None` for values of the wrong shape.
pub fn conform(node: &Node<'_>, shape: &Shape, source: &Arc<Source>, sink: &mut Sink) {
    Walk { source, sink, owner: None }.value(node, shape, WHOLE);
}

/// Limits of a text: characters and lines.
const MOST_CHARACTERS: usize = 20_000;
const MOST_LINES: usize = 300;
/// Limit of items in a list, and of entries in a map whose keys are free to choose.
const MOST_ITEMS: usize = 200;
/// Limit of questions in one file.
const MOST_QUESTIONS: usize = 20_000;

/// The limit of items for a list of this shape.
fn most(item: &Shape) -> usize {
    match item {
        Shape::Record(record) if record.name == "question" => MOST_QUESTIONS,
        _ => MOST_ITEMS,
    }
}

/// Whether the kind of a value is the one that a shape describes; the value itself may still be wrong.
fn admits(shape: &Shape, node: &Node<'_>) -> bool {
    match (shape, &node.kind) {
        (Shape::List(..) | Shape::Range(..), kind) => matches!(kind, Kind::List(_)),
        (Shape::Record(_) | Shape::Names(_) | Shape::Scores, kind) => matches!(kind, Kind::Map(_)),
        (_, kind) => matches!(kind, Kind::Scalar { .. }) && !node.is_null(),
    }
}

/// Used in place of a key at the top of a file, where there is none.
const WHOLE: &str = "";

struct Walk<'a, 'n> {
    source: &'a Arc<Source>,
    sink: &'a mut Sink,
    /// The innermost map with an id, so that a message can name the question that has the wrong value.
    owner: Option<(&'static str, &'n Node<'n>)>,
}

impl<'n> Walk<'_, 'n> {
    fn value(&mut self, node: &'n Node<'n>, shape: &Shape, key: &str) {
        match (shape, &node.kind) {
            (Shape::Record(record) | Shape::TextOr(record), Kind::Map(pairs)) => {
                self.record(node, pairs, record)
            }
            (Shape::List(item, fewest), Kind::List(items)) => {
                self.length(node, key, items.len(), most(item));
                if items.len() < *fewest {
                    let message = format!("`{key}` needs at least {}", crate::text::count(*fewest, "item"));
                    let finding = Diagnostic::new(&codes::OUT_OF_RANGE, message).help("add what is missing");
                    self.report(finding, node, format!("has {}", items.len()));
                }
                items.iter().for_each(|n| self.value(n, item, key));
            }
            (Shape::AnyOf(shapes), _) => match shapes.iter().find(|shape| admits(shape, node)) {
                Some(shape) => self.value(node, shape, key),
                None => self.wrong(node, shape, key),
            },
            (Shape::Names(item), Kind::Map(pairs)) => {
                self.length(node, key, pairs.len(), MOST_ITEMS);
                pairs.iter().for_each(|(name, n)| self.value(n, item, name.text().unwrap_or(key)));
            }
            (Shape::Scores, Kind::Map(pairs)) => pairs.iter().for_each(|(score, n)| {
                if score.text().is_none_or(|s| s.parse::<u8>().is_err()) {
                    self.wrong_score(score, key);
                }
                self.value(n, &Shape::Text, key);
            }),
            (Shape::Range(low, high), Kind::List(items)) if items.len() == 2 => {
                items.iter().for_each(|n| self.value(n, &Shape::Int(*low, *high), key));
            }
            (_, Kind::Scalar { text, plain }) => self.scalar(node, shape, key, text, *plain),
            _ => self.wrong(node, shape, key),
        }
    }

    fn length(&mut self, node: &'n Node<'n>, key: &str, items: usize, most: usize) {
        if items > most {
            let finding = Diagnostic::new(&codes::OUT_OF_RANGE, format!("`{key}` has {items} items"));
            self.report(finding.help(format!("write at most {most}")), node, "too many");
        }
    }

    fn scalar(&mut self, node: &'n Node<'n>, shape: &Shape, key: &str, text: &str, plain: bool) {
        match shape {
            _ if node.is_null() => self.wrong(node, shape, key),
            Shape::Text | Shape::TextOr(_) if text.trim().is_empty() => {
                let finding = Diagnostic::new(&codes::OUT_OF_RANGE, format!("`{key}` is blank"));
                self.report(
                    finding.help("write a text between the quotes, or remove the key"),
                    node,
                    "no text",
                );
            }
            Shape::Text | Shape::TextOr(_) => {
                let (characters, lines) = (text.chars().count(), text.lines().count());
                if characters > MOST_CHARACTERS || lines > MOST_LINES {
                    let message = format!("`{key}` is longer than any page can hold");
                    let limits =
                        format!("write at most {MOST_CHARACTERS} characters in at most {MOST_LINES} lines");
                    let finding = Diagnostic::new(&codes::OUT_OF_RANGE, message).help(limits);
                    self.report(finding, node, format!("{characters} characters in {lines} lines"));
                }
            }
            Shape::Id => self.id(node, text, key),
            Shape::Int(low, high) => match text.parse::<i64>() {
                Ok(n) if plain && (*low..=*high).contains(&n) => {}
                Ok(n) if plain => self.out_of_range(node, shape, key, n),
                _ => self.wrong(node, shape, key),
            },
            Shape::Share => match text.parse::<f64>() {
                Ok(n) if plain && (0.0..=1.0).contains(&n) => {}
                Ok(n) if plain => self.out_of_range(node, shape, key, n),
                _ => self.wrong(node, shape, key),
            },
            Shape::Bool if plain && matches!(text, "true" | "false") => {}
            Shape::DayOrFalse if text == "false" && plain || text.parse::<chrono::NaiveDate>().is_ok() => {}
            Shape::OneOf(words) => self.one_of(node, words, key, text),
            _ => self.wrong(node, shape, key),
        }
    }

    fn one_of(&mut self, node: &'n Node<'n>, words: &'static [&'static str], key: &str, text: &str) {
        if words.contains(&text) {
            return;
        }
        let code = if key == "type" || key == "types" { &codes::UNKNOWN_TYPE } else { &codes::UNKNOWN_VALUE };
        let mut diagnostic = Diagnostic::new(code, format!("unknown {key} `{text}`"))
            .did_you_mean(nearest(text, words.iter().copied()));
        if diagnostic.help.is_empty() {
            diagnostic = diagnostic.help(Shape::OneOf(words).remedy());
        }
        self.report(
            diagnostic,
            node,
            format!("not one of {}", quoted(words.iter().copied(), ",").replace(" ,", ",")),
        );
    }

    fn id(&mut self, node: &'n Node<'n>, text: &str, key: &str) {
        if is_id(text) {
            return;
        }
        let shown: String = text.chars().take(40).collect();
        let why = match text {
            _ if text.len() > 64 => "longer than 64 characters",
            _ if is_device(text) => "Windows reserves this name for a device",
            _ => "not kebab-case",
        };
        let diagnostic = Diagnostic::new(&codes::BAD_ID, format!("`{shown}` is not a valid id for `{key}`"))
            .help("use lower-case letters, digits and single hyphens, at most 64 characters: `api-design`");
        let words = text.to_lowercase();
        let words: Vec<&str> =
            words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let meant = Some(words.join("-")).filter(|id| is_id(id));
        self.report(diagnostic.did_you_mean(meant.as_deref()), node, why);
    }

    fn out_of_range(&mut self, node: &'n Node<'n>, shape: &Shape, key: &str, n: impl std::fmt::Display) {
        let diagnostic =
            Diagnostic::new(&codes::OUT_OF_RANGE, format!("`{key}` cannot be {n}")).help(shape.remedy());
        self.report(diagnostic, node, format!("expected {}", shape.describe()));
    }

    fn wrong(&mut self, node: &'n Node<'n>, shape: &Shape, key: &str) {
        let message = if key == WHOLE {
            "the value at the top of this file has the wrong type".to_owned()
        } else {
            format!("`{key}` has the wrong type")
        };
        let label = format!("expected {}, found {}", shape.describe(), node.describe());
        let mut finding = Diagnostic::new(&codes::WRONG_TYPE, message).help(shape.remedy());
        if node.is_null() {
            finding = finding.help("or remove the line, if the key is optional");
        }
        self.report(finding, node, label);
    }

    fn wrong_score(&mut self, node: &'n Node<'n>, key: &str) {
        let finding = Diagnostic::new(&codes::WRONG_TYPE, format!("`{key}` has the wrong type"))
            .help("use a score from the bank's `ratings` as the key, as in `1: \"…\"`");
        self.report(finding, node, format!("expected a score (a whole number), found {}", node.describe()));
    }

    fn record(&mut self, node: &'n Node<'n>, pairs: &'n [(Node<'n>, Node<'n>)], record: &'static Record) {
        let outer = self.owner;
        // Only the record's own id is used: `loop` in a role spec is a reference to a loop.
        let first =
            record.fields.first().map(|f| f.key).filter(|key| matches!(*key, "id" | "round" | "loop"));
        let name = pairs.iter().find(|(k, _)| k.text() == first && first.is_some());
        if let Some((_, value)) = name.filter(|(_, v)| v.text().is_some()) {
            self.owner = Some((record.name, value));
        }
        for (key, value) in pairs {
            let text = key.text().unwrap_or_default();
            match record.fields.iter().find(|field| field.key == text) {
                Some(field) => self.value(value, &field.shape, field.key),
                None => self.unknown_key(key, text, record),
            }
        }
        let has = |field: &str| pairs.iter().any(|(key, _)| key.text() == Some(field));
        // A misspelled key has already been reported with the right name, so that name is not reported as
        // missing too.
        let known = |text: &str| record.fields.iter().any(|f| f.key == text);
        let slipped: Vec<&str> = pairs
            .iter()
            .filter_map(|(key, _)| key.text().filter(|text| !known(text)))
            .filter_map(|text| nearest(text, record.fields.iter().map(|f| f.key)))
            .collect();
        let missing: Vec<&str> = record
            .fields
            .iter()
            .filter(|f| f.required && !f.unless.is_some_and(has) && !has(f.key) && !slipped.contains(&f.key))
            .map(|f| f.key)
            .collect();
        if !missing.is_empty() {
            let message = format!("this {} lacks {}", record.name, quoted(missing.iter().copied(), "and"));
            let first = pairs.first().map_or(node, |(key, _)| key);
            let mut diagnostic = Diagnostic::new(&codes::MISSING_KEY, message);
            for field in record.fields.iter().filter(|f| missing.contains(&f.key)) {
                diagnostic = diagnostic.help(format!("add `{}`: {}", field.key, field.about));
            }
            self.report(diagnostic, first, "begins here");
        }
        self.owner = outer;
    }

    fn unknown_key(&mut self, key: &'n Node<'n>, text: &str, record: &'static Record) {
        let known = record.fields.iter().map(|f| f.key);
        let mut diagnostic = Diagnostic::new(&codes::UNKNOWN_KEY, format!("unknown key `{text}`"))
            .did_you_mean(nearest(text, known.clone()));
        if let Some(help) = synonyms::meant(record.name, text) {
            diagnostic.help = vec![help.to_owned()];
        }
        if diagnostic.help.is_empty() {
            diagnostic = diagnostic.help(format!("a {} has the keys {}", record.name, quoted(known, "and")));
        }
        self.report(diagnostic, key, format!("not a key of a {}", record.name));
    }

    fn report(&mut self, diagnostic: Diagnostic, node: &Node<'_>, label: impl Into<String>) {
        let place = |span: Span| Place { source: self.source.clone(), span };
        let mut diagnostic = diagnostic.at(&place(node.span), label);
        if let Some((what, owner)) = self.owner.filter(|(_, owner)| owner.span != node.span) {
            diagnostic = diagnostic.context(&place(owner.span), format!("in this {what}"));
        }
        self.sink.report(diagnostic);
    }
}
