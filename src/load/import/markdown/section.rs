//! What holds for the questions of a part of a page: the competency, the values of headings, and texts that stand above the
//! first question.

use crate::load::import::keys::Key;
use crate::load::import::raw::{Part, Raw, Reading};
use crate::model::{Became, LinesRead};

/// The most phrasings of one question below a sub-heading. More questions are questions of their own.
pub(super) const PHRASINGS: usize = 4;

/// A value above the questions, such as `Time: 10 minutes`.
struct Above {
    line: usize,
    part: Part,
    /// Index of its words in the report.
    heading: usize,
}

/// A part of a page.
#[derive(Default)]
pub(super) struct Section {
    /// The competency, with the level of its heading.
    competency: Option<(u8, String)>,
    /// The index of the sub-heading in the report, with its level.
    sub: Option<(u8, usize)>,
    /// Values that headings give to all questions below them.
    values: Vec<(u8, Part)>,
    /// Texts before the first question.
    pending: Vec<(usize, Part)>,
    above: Vec<Above>,
    /// How many questions there were before this part.
    start: usize,
    /// The question above.
    pub(super) last: Option<usize>,
    /// For each question the index of its sub-heading.
    pub(super) subs: Vec<Option<usize>>,
}

impl Section {
    /// Ends what a heading of this level ends.
    pub(super) fn close(&mut self, level: u8) {
        self.sub = self.sub.filter(|(open, _)| *open < level);
        self.competency = self.competency.take().filter(|(open, _)| *open < level);
        self.values.retain(|(open, _)| *open < level);
    }

    pub(super) fn competency(&mut self, level: u8, text: &str) {
        self.competency = Some((level, text.to_owned()));
    }

    pub(super) fn sub(&mut self, level: u8, heading: usize) {
        self.sub = Some((level, heading));
    }

    pub(super) fn value(&mut self, level: u8, part: Part) {
        self.values.push((level, part));
    }

    /// Begins another part.
    pub(super) fn part(&mut self, reading: &mut Reading) {
        self.question_ends(reading);
        let above = std::mem::take(&mut self.above).into_iter().map(|above| (above.line, above.part));
        for (line, part) in std::mem::take(&mut self.pending).into_iter().chain(above) {
            let text = if part.from.is_empty() { part.text } else { format!("{}: {}", part.from, part.text) };
            let why = Some("no question is above or below it".to_owned());
            reading.read.lines.push(LinesRead { sheet: None, line, text, became: Became::Comment, why });
        }
    }

    /// Ends the question above. The values above it are its own if it is the only one, or if all are phrasings of one.
    pub(super) fn question_ends(&mut self, reading: &mut Reading) {
        self.last = None;
        let found = &mut reading.raws[self.start..];
        let subs = &self.subs[self.start..];
        let one = found.len() == 1
            || found.len() <= PHRASINGS && subs.iter().all(|sub| sub.is_some() && *sub == subs[0]);
        let Some(last) = (if one { found.last_mut() } else { found.first_mut() }) else { return };
        for above in self.above.drain(..) {
            match one {
                true => {
                    let read = &mut reading.read.headings[above.heading];
                    (read.became, read.key, read.why) =
                        (Became::Key, Some(above.part.key.as_str().to_owned()), None);
                    last.parts.push(above.part);
                }
                false => last.parts.push(Part { key: Key::Note, ..above.part }),
            }
        }
        self.start = reading.raws.len();
    }

    /// A value that stands above the questions; `heading`: the index of its words in the report.
    pub(super) fn above(&mut self, line: usize, part: Part, heading: usize) {
        self.above.push(Above { line, part, heading });
    }

    /// Adds a question.
    pub(super) fn add(&mut self, mut raw: Raw, reading: &mut Reading) {
        raw.parts.extend(self.pending.drain(..).map(|(_, part)| part));
        if let Some((_, text)) = self.competency.as_ref().filter(|_| raw.first(Key::Competency).is_none()) {
            raw.parts.push(Part::new(Key::Competency, text.clone(), format!("heading `{text}`")));
        }
        for (_, part) in &self.values {
            if raw.first(part.key).is_none() {
                raw.parts.push(part.clone());
            }
        }
        self.last = Some(reading.raws.len());
        self.subs.push(self.sub.map(|(_, n)| n));
        reading.raws.push(raw);
    }

    /// Adds a text to the question above, or to the next one.
    pub(super) fn attach(&mut self, line: usize, part: Part, reading: &mut Reading) {
        match self.last {
            _ if part.text.is_empty() => {}
            Some(n) => reading.raws[n].parts.push(part),
            None => self.pending.push((line, part)),
        }
    }
}
