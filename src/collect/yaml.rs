//! Reads YAML with the keys of `scorecard.json`. Messages have the line of the value.

use std::sync::Arc;

use super::card::{Card, CardRating, Given, KEYS, MOST, RATING_KEYS};
use super::code::{FormCode, Unreadable};
use super::filled::Filled;
use crate::diag::Sink;
use crate::model::form_grammar::FACTS;
use crate::text::{Source, did_you_mean, nearest, short};
use crate::yaml::{Kind, Node, parse};

/// Limit of the size of a form in YAML, in bytes. A tree of values takes many times the size of its text.
const MOST_BYTES: usize = 2 * 1024 * 1024;

/// Reads the YAML of one scorecard.
///
/// # Errors
/// [`Unreadable`] if the text is not YAML, if a value has another type than the format says, or if the text is
/// too long. The message says the line.
pub fn yaml(text: &str) -> Result<Filled, Unreadable> {
    if text.len() > MOST_BYTES {
        let message =
            format!("this YAML is larger than {} MB, and a scorecard is not", MOST_BYTES / 1_048_576);
        return Err(Unreadable::new(FormCode::TooLarge, message));
    }
    let source = Source::new("", text.trim_start_matches('\u{feff}'));
    let mut sink = Sink::new();
    let root = parse(&source, &mut sink);
    if let Some(finding) = sink.sorted().first() {
        let line = finding.primary.as_ref().map(|label| source.line_column(label.place.span.start).0);
        let line = line.map_or_else(String::new, |line| format!("line {line}: "));
        return Err(Unreadable::new(FormCode::Unreadable, format!("{line}{}", finding.message)));
    }
    let root = root.map_err(|_| Unreadable::new(FormCode::Unreadable, "this is not YAML"))?;
    Reader { source: &source }.card(&root)?.filled()
}

struct Reader<'s> {
    source: &'s Arc<Source>,
}

impl Reader<'_> {
    fn wrong(&self, node: &Node<'_>, key: &str, wanted: &str) -> Unreadable {
        let line = self.source.line_column(node.span.start).0;
        let message = format!("line {line}: `{key}` is {}, and must be {wanted}", node.describe());
        Unreadable::new(FormCode::Unreadable, message)
    }

    fn pairs<'n, 'a>(&self, node: &'n Node<'a>, key: &str) -> Result<&'n [(Node<'a>, Node<'a>)], Unreadable> {
        match &node.kind {
            Kind::Map(pairs) => Ok(pairs),
            _ => Err(self.wrong(node, key, "a map with the keys of a scorecard")),
        }
    }

    fn list<'n, 'a>(&self, node: &'n Node<'a>, key: &str) -> Result<&'n [Node<'a>], Unreadable> {
        match &node.kind {
            Kind::List(items) if items.len() <= MOST => Ok(items),
            Kind::List(_) => {
                Err(Unreadable::new(FormCode::TooLarge, format!("`{key}` has more than {MOST} entries")))
            }
            _ if node.is_null() => Ok(&[]),
            _ => Err(self.wrong(node, key, "a list")),
        }
    }

    fn text(&self, node: &Node<'_>, key: &str) -> Result<Option<String>, Unreadable> {
        match node.text() {
            _ if node.is_null() => Ok(None),
            Some(text) => Ok(Some(text.to_owned())),
            None => Err(self.wrong(node, key, "a text")),
        }
    }

    fn truth(&self, node: &Node<'_>, key: &str) -> Result<Option<bool>, Unreadable> {
        match node.text().map(str::to_ascii_lowercase).as_deref() {
            _ if node.is_null() => Ok(None),
            Some("true" | "yes") => Ok(Some(true)),
            Some("false" | "no") => Ok(Some(false)),
            _ => Err(self.wrong(node, key, "`true` or `false`")),
        }
    }

    fn given(&self, node: &Node<'_>, key: &str) -> Result<Given, Unreadable> {
        Ok(self.text(node, key)?.map_or(Given::Null, Given::Value))
    }

    fn unknown(&self, key: &Node<'_>, known: &[&str]) -> String {
        let line = self.source.line_column(key.span.start).0;
        let name = short(key.text().unwrap_or_default());
        let near = nearest(&name, known.iter().copied());
        let meant = near.map_or_else(String::new, |near| format!(" ({})", did_you_mean(near)));
        format!("`{name}` in line {line}{meant}")
    }

    fn card(&self, root: &Node<'_>) -> Result<Card, Unreadable> {
        let mut card = Card::default();
        for (key, value) in self.pairs(root, "this file")? {
            let name = key.text().unwrap_or_default();
            if let Some(fact) = FACTS.into_iter().find(|fact| *fact == name) {
                card.facts.extend(self.text(value, name)?.map(|text| (fact, text)));
                continue;
            }
            match name {
                "format" => {
                    let format = self.text(value, name)?.map(|text| text.parse());
                    card.format =
                        format.transpose().map_err(|_| self.wrong(value, name, "a whole number"))?;
                }
                "held" => card.held = self.text(value, name)?,
                "reopened" => {
                    let times = self.list(value, name)?.iter().map(|time| self.text(time, name));
                    card.reopened = times.filter_map(Result::transpose).collect::<Result<_, _>>()?;
                }
                "submitted" => card.submitted = self.text(value, name)?,
                "conflict" => card.conflict = self.truth(value, name)?,
                "complete" => card.complete = self.truth(value, name)?,
                "ratings" => {
                    let ratings = self.list(value, name)?.iter().map(|rating| self.rating(rating));
                    card.ratings = ratings.collect::<Result<_, _>>()?;
                }
                "recommendation" => card.recommendation = self.given(value, name)?,
                "summary" => card.summary = self.text(value, name)?.unwrap_or_default(),
                _ => card.unknown.push(self.unknown(key, &KEYS)),
            }
        }
        Ok(card)
    }

    fn rating(&self, node: &Node<'_>) -> Result<CardRating, Unreadable> {
        let mut rating = CardRating::default();
        for (key, value) in self.pairs(node, "ratings")? {
            let name = key.text().unwrap_or_default();
            match name {
                "slot" => rating.slot = self.text(value, name)?.unwrap_or_default(),
                "question" | "wording" => {}
                "rating" => rating.rating = self.given(value, name)?,
                "unmarked" => rating.unmarked = self.truth(value, name)? == Some(true),
                "reason" => rating.reason = self.text(value, name)?,
                "notes" => rating.notes = self.text(value, name)?.unwrap_or_default(),
                "evidence" => rating.evidence = self.text(value, name)?.unwrap_or_default(),
                _ => rating.unknown.push(self.unknown(key, &RATING_KEYS)),
            }
        }
        Ok(rating)
    }
}
