//! Reads a pack in Markdown that was ticked in an editor. The names of its markers are those of `form_grammar`. Only ticks
//! between the markers of a rating count, and only text between the markers of an area is read.

mod item;

use std::mem::take;

use self::item::{Item, item};
use super::code::{FormCode, Unreadable};
use super::filled::{Filled, FilledSlot, Mark, line_feeds};
use crate::model::form_grammar::{AREAS, FACTS, TICKS};
use crate::text::short;

/// Limit of the size of a pack, in bytes. A pack of ten questions as it is issued has 40 KB.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// Reads the Markdown of one pack.
///
/// # Errors
/// [`Unreadable`] if there is no form in it, if it is too large, or if a marker or a box was changed so that its meaning is not certain.
pub fn markdown(text: &str) -> Result<Filled, Unreadable> {
    if text.len() > MOST_BYTES {
        let message =
            format!("this Markdown is larger than {} MB, and a pack is not", MOST_BYTES / 1_048_576);
        return Err(Unreadable::new(FormCode::TooLarge, message));
    }
    let text = line_feeds(text.trim_start_matches('\u{feff}'));
    let mut reader = Reader::default();
    for (n, line) in text.lines().enumerate() {
        reader.line(n + 1, line).map_err(|error| error.of_facts(&reader.filled.facts))?;
    }
    reader.end().map_err(|error| error.of_facts(&reader.filled.facts))?;
    Ok(reader.filled)
}

/// What is open at a line.
#[derive(Debug, Default)]
enum Open {
    #[default]
    Outside,
    /// The block that says what the form belongs to.
    Facts,
    /// The boxes of a choice. `None` for the recommendation.
    Choice { slot: Option<String>, since: usize, ticked: Vec<String>, has_box: bool, gap: bool },
    /// Text between two markers.
    Text { word: &'static str, slot: Option<String>, since: usize, text: String },
    /// Lines for more notes, up to the next comment.
    More { slot: String, text: String },
}

#[derive(Default)]
struct Reader {
    filled: Filled,
    open: Open,
    has_facts: bool,
    /// The field of the next box.
    field: Option<&'static str>,
    /// The boxes that have a field, and those that have only its name as label.
    ticks: Vec<(&'static str, bool)>,
    labelled: Vec<(&'static str, bool)>,
    /// Notes from the lines for more notes, by slot.
    more: Vec<(String, String)>,
}

fn altered(message: String) -> Unreadable {
    Unreadable::new(FormCode::AlteredField, message)
}

impl Reader {
    fn line(&mut self, n: usize, line: &str) -> Result<(), Unreadable> {
        let body = comment(line);
        match &mut self.open {
            Open::Facts => return self.fact(n, line),
            Open::Text { word, text, .. } => {
                let word = *word;
                match body {
                    Some(body) if body.strip_prefix('/') == Some(word) => return self.close(),
                    Some(body) if body.starts_with("lines:") => {}
                    Some(body) if opens(body).is_some() || closes(body).is_some() => {
                        return Err(self.no_end(&format!("line {n}")));
                    }
                    _ => add(text, line),
                }
                return Ok(());
            }
            Open::Choice { slot, .. } => {
                let word = if slot.is_some() { "rating" } else { "recommendation" };
                return match body {
                    Some(body) if body.strip_prefix('/') == Some(word) => self.close(),
                    Some(body) if opens(body).is_some() || closes(body).is_some() => {
                        Err(self.no_end(&format!("line {n}")))
                    }
                    Some(_) => Ok(()),
                    None => self.choice(n, line),
                };
            }
            Open::More { text, .. } if body.is_none() => {
                add(text, line);
                return Ok(());
            }
            Open::More { .. } => self.close()?,
            Open::Outside => {}
        }
        match body {
            Some(body) => self.directive(n, body),
            None if line.trim_end() == "<!-- form" => {
                (self.open, self.has_facts) = (Open::Facts, true);
                Ok(())
            }
            None => self.outside(n, line),
        }
    }

    /// A line of the block that says what the form belongs to.
    fn fact(&mut self, n: usize, line: &str) -> Result<(), Unreadable> {
        if line.trim() == "-->" {
            self.open = Open::Outside;
            return Ok(());
        }
        let Some((name, value)) = line.split_once(':') else {
            if line.trim().is_empty() {
                return Ok(());
            }
            return Err(altered(format!(
                "line {n} of the block that begins with `<!-- form` is not `name: value`"
            )));
        };
        let (name, value) = (name.trim(), value.trim());
        if !FACTS.contains(&name) {
            self.filled.notes.push(format!("line {n}: `{}` is not read", short(name)));
            return Ok(());
        }
        if value.is_empty() {
            return Ok(());
        }
        match self.filled.facts.insert(name.to_owned(), value.to_owned()) {
            Some(before) if before != value => {
                Err(altered(format!("`{name}` is there twice, with different values (again in line {n})")))
            }
            _ => Ok(()),
        }
    }

    /// A comment outside of all areas.
    fn directive(&mut self, n: usize, body: &str) -> Result<(), Unreadable> {
        if let Some(name) = body.strip_prefix("box:").map(str::trim) {
            self.field = TICKS.into_iter().find(|tick| *tick == name);
            return Ok(());
        }
        if let Some(rest) = body.strip_prefix("more-notes ") {
            let slot = rest.split(':').next().unwrap_or_default().trim().to_owned();
            self.open = Open::More { slot, text: String::new() };
            return Ok(());
        }
        if let Some(word) = closes(body) {
            return Err(altered(format!(
                "line {n}: `<!-- /{word} -->` has no `<!-- {word} … -->` before it"
            )));
        }
        let Some((word, slot)) = opens(body) else { return Ok(()) };
        if matches!(word, "rating" | "recommendation") {
            self.open = Open::Choice { slot, since: n, ticked: Vec::new(), has_box: false, gap: false };
        } else {
            self.open = Open::Text { word, slot, since: n, text: String::new() };
        }
        Ok(())
    }

    /// A line between the markers of a choice.
    fn choice(&mut self, n: usize, line: &str) -> Result<(), Unreadable> {
        let Open::Choice { slot, ticked, has_box, gap, .. } = &mut self.open else { return Ok(()) };
        let what = named(slot.as_deref());
        match item(line) {
            Item::Box { ticked: is, label } => {
                let Some(state) = item::state(label) else {
                    return Err(altered(format!("line {n}: a box of {what} has no score after it")));
                };
                (*has_box, *gap) = (true, false);
                if is && !ticked.contains(&state) {
                    ticked.push(state);
                }
                Ok(())
            }
            Item::OtherMark(mark) => Err(odd_mark(n, &what, &mark)),
            Item::NoBox => Err(altered(format!(
                "line {n}: an item of {what} has no box: write `- [ ]` or `- [x]` before the score"
            ))),
            Item::Text if line.trim().is_empty() => {
                *gap = true;
                Ok(())
            }
            Item::Text => {
                // Editors wrap the text of an anchor. Other text is not part of the form.
                if *gap || !*has_box {
                    self.filled.notes.push(format!("line {n}: text between the boxes of {what} is not read"));
                }
                Ok(())
            }
        }
    }

    /// A line outside of all areas: only the boxes with a field count there.
    fn outside(&mut self, n: usize, line: &str) -> Result<(), Unreadable> {
        match item(line) {
            Item::Box { ticked, label } => {
                if let Some(field) = self.field.take() {
                    self.ticks.push((field, ticked));
                } else if let Some(field) = TICKS.into_iter().find(|tick| is_label(label, tick)) {
                    self.labelled.push((field, ticked));
                }
                Ok(())
            }
            Item::OtherMark(mark) => match self.field.take() {
                Some(field) => Err(odd_mark(n, &format!("`{field}`"), &mark)),
                None => Ok(()),
            },
            Item::NoBox | Item::Text => Ok(()),
        }
    }

    fn slot(&mut self, slot: Option<String>) -> &mut FilledSlot {
        self.filled.slots.entry(slot.unwrap_or_default()).or_default()
    }

    /// Ends what is open, and keeps what was in it.
    fn close(&mut self) -> Result<(), Unreadable> {
        match take(&mut self.open) {
            Open::Outside | Open::Facts => {}
            Open::Choice { slot, since, ticked, has_box, .. } => {
                let mark = Mark::of_boxes(ticked);
                let what = named(slot.as_deref());
                if !has_box {
                    return Err(altered(format!(
                        "the boxes of {what} were removed (line {since}): ask for the form as it was sent out"
                    )));
                }
                let place = match slot {
                    Some(_) => &mut self.slot(slot).rating,
                    None => &mut self.filled.recommendation,
                };
                if place.boxes.is_some() {
                    return Err(altered(format!(
                        "the boxes of {what} are there twice (again from line {since})"
                    )));
                }
                *place = mark;
            }
            Open::Text { word, slot, since, text } => {
                let text = whole(&text);
                let what = slot.as_ref().map_or_else(|| word.to_owned(), |slot| format!("{word} {slot}"));
                let place = match word {
                    "summary" => &mut self.filled.summary,
                    "evidence" => &mut self.slot(slot).evidence,
                    _ => &mut self.slot(slot).notes,
                };
                if !place.is_empty() && !text.is_empty() {
                    return Err(altered(format!("`<!-- {what} -->` is there twice (again in line {since})")));
                }
                if place.is_empty() {
                    *place = text;
                }
            }
            Open::More { slot, text } => {
                let text = whole(&text);
                if !text.is_empty() {
                    self.more.push((slot, text));
                }
            }
        }
        Ok(())
    }

    /// The error for an area whose end is missing; `before`: where this is certain.
    fn no_end(&self, before: &str) -> Unreadable {
        let (word, what, since) = match &self.open {
            Open::Text { word, slot, since, .. } => (*word, slot.as_deref(), *since),
            Open::Choice { slot, since, .. } => {
                let word = if slot.is_some() { "rating" } else { "recommendation" };
                (word, slot.as_deref(), *since)
            }
            _ => {
                return altered(format!(
                    "the block that begins with `<!-- form` has no `-->` before {before}"
                ));
            }
        };
        let what = what.map_or_else(|| word.to_owned(), |slot| format!("{word} {slot}"));
        altered(format!(
            "`<!-- {what} -->` in line {since} has no `<!-- /{word} -->` before {before}: write it where the text ends"
        ))
    }

    fn end(&mut self) -> Result<(), Unreadable> {
        if !self.has_facts {
            let message = "this is Markdown, but not the pack of an interviewer: it has no block that begins with `<!-- form`; `panelkit scorecards REQ --format md` makes packs";
            return Err(Unreadable::new(FormCode::NoForm, message));
        }
        if matches!(self.open, Open::More { .. }) {
            self.close()?;
        }
        if !matches!(self.open, Open::Outside) {
            return Err(self.no_end("the end of the file"));
        }
        for (slot, text) in take(&mut self.more) {
            let notes = &mut self.slot(Some(slot)).notes;
            *notes = if notes.is_empty() { text } else { format!("{notes}\n{text}") };
        }
        let answer = |name: &str| {
            let all =
                if self.ticks.iter().any(|(field, _)| *field == name) { &self.ticks } else { &self.labelled };
            all.iter().find(|(field, _)| *field == name).map(|(_, ticked)| *ticked)
        };
        self.filled.has_all_slots = true;
        (self.filled.complete, self.filled.conflict) = (answer("complete") == Some(true), answer("conflict"));
        Ok(())
    }
}

/// The content of a line that is one HTML comment.
fn comment(line: &str) -> Option<&str> {
    let body = line.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    Some(body.trim())
}

/// The area that a comment opens, and its slot.
fn opens(body: &str) -> Option<(&'static str, Option<String>)> {
    let (first, rest) = body.split_once(char::is_whitespace).unwrap_or((body, ""));
    let word = AREAS.into_iter().find(|area| *area == first)?;
    let slot = Some(rest.trim().to_owned()).filter(|slot| !slot.is_empty());
    (matches!(word, "recommendation" | "summary") == slot.is_none()).then_some((word, slot))
}

/// The area that a comment closes.
fn closes(body: &str) -> Option<&'static str> {
    let word = body.strip_prefix('/')?;
    AREAS.into_iter().find(|area| *area == word)
}

/// Adds a line to a text.
fn add(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// The text without empty lines at its beginning and end, and without its last line end.
fn whole(text: &str) -> String {
    let first = text.len() - text.trim_start().len();
    let start = text[..first].rfind('\n').map_or(0, |at| at + 1);
    let last = text.trim_end().len();
    let end = text[last..].find('\n').map_or(text.len(), |at| last + at);
    text.get(start..end).unwrap_or_default().to_owned()
}

/// Whether the label of a box is that of a field: its name, or its name and a colon.
fn is_label(label: &str, tick: &str) -> bool {
    let first = label.split(':').next().unwrap_or_default().trim();
    first.eq_ignore_ascii_case(tick)
}

fn odd_mark(n: usize, what: &str, mark: &str) -> Unreadable {
    let message = format!(
        "line {n}: a box of {what} holds `{}`: write `[x]` for ticked or `[ ]` for empty",
        short(mark)
    );
    Unreadable::new(FormCode::Unreadable, message)
}

fn named(slot: Option<&str>) -> String {
    slot.map_or_else(|| "the recommendation".to_owned(), |slot| format!("`{slot}`"))
}
