//! Reads the blocks of a page one after the other, and knows what is open: the competency, the question, the key.

use super::blocks::{Block, Kind};
use super::leads::{Lead, heads, lead, numbered, texts};
use super::roles::Role;
use super::section::Section;
use super::tables::{Table, table};
use crate::load::import::asks::asks;
use crate::load::import::columns::Column;
use crate::load::import::keys::Key;
use crate::load::import::options::ImportOptions;
use crate::load::import::raw::{Part, Raw, Reading};
use crate::load::import::sheets::{anchor, count, one_line, parts};
use crate::load::import::split::{items, unnumbered};
use crate::model::{Bank, Became, ColumnRead, HeadingRead, LinesRead};

/// A key for the texts that follow.
struct Open {
    key: Key,
    /// The heading or first words.
    from: String,
    /// How many lists it is in.
    depth: usize,
    /// Whether it is a heading.
    heading: bool,
    /// Whether a text follows it on the same line.
    said: bool,
    /// The list whose items it had.
    list: Option<usize>,
}

/// A page that is being read.
pub(super) struct Page<'a> {
    options: &'a ImportOptions,
    bank: &'a Bank,
    pub(super) reading: Reading,
    pub(super) section: Section,
    open: Option<Open>,
    /// How many lists the question is in, while its item goes on.
    item: Option<usize>,
    /// Whether the question is a heading, so that what follows belongs to it.
    by_heading: bool,
    prompt: Prompt,
}

/// What a text is after a heading such as `Question 3`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prompt {
    /// There is no such heading.
    No,
    /// The question, even if it does not ask.
    Next,
    /// More of the question.
    More,
}

impl<'a> Page<'a> {
    pub(super) fn new(options: &'a ImportOptions, bank: &'a Bank) -> Page<'a> {
        Page {
            options,
            bank,
            reading: Reading::default(),
            section: Section::default(),
            open: None,
            item: None,
            by_heading: false,
            prompt: Prompt::No,
        }
    }

    /// Reads a block that is no heading.
    pub(super) fn block(&mut self, block: &Block) {
        let (line, depth) = (block.line, block.depth);
        match &block.kind {
            Kind::Heading(..) => {}
            Kind::Item { ordered, list, text } => {
                for (n, piece) in texts(text).iter().enumerate() {
                    match n {
                        0 => self.item(line, depth, (*ordered, *list), &piece.text, piece.bold),
                        _ => self.text(line + piece.down, depth, &piece.text, piece.bold),
                    }
                }
            }
            Kind::Text(text) => {
                let texts = texts(text);
                texts.iter().for_each(|p| self.text(line + p.down, depth, &p.text, p.bold));
            }
            Kind::Table(rows) => self.table(line, rows),
            Kind::Other(text) => {
                text.lines().for_each(|text| self.attach(line, Part::new(Key::Note, text.trim(), "")))
            }
        }
    }

    /// Reads a heading.
    pub(super) fn heading(&mut self, line: usize, level: u8, text: &str, role: Role) {
        let (mut became, mut key, mut why) = (Became::Structure, None, None);
        let index = self.reading.read.headings.len();
        self.open = None;
        self.item = None;
        self.prompt = Prompt::No;
        if !matches!(role, Role::Key(_)) {
            self.section.close(level);
        }
        match role {
            Role::Key(Key::Prompt) => self.section.question_ends(&mut self.reading),
            Role::Key(found) => {
                (became, key) = fate(found);
                let from = text.to_owned();
                self.open = Some(Open { key: found, from, depth: 0, heading: true, said: false, list: None });
            }
            Role::Single(title) => {
                self.section.question_ends(&mut self.reading);
                self.prompt = Prompt::Next;
                if let Some(title) = title {
                    (became, key) = (Became::Key, Some(Key::Title.as_str().to_owned()));
                    self.attach(line, Part::new(Key::Title, title, ""));
                }
            }
            Role::Question(prompt) => {
                became = Became::Question;
                self.section.question_ends(&mut self.reading);
                self.question(line, &prompt);
                self.by_heading = true;
            }
            Role::Competency(value) => {
                self.section.part(&mut self.reading);
                became = Became::Competency;
                why = value.near.then(|| "its name is nearly the same".to_owned());
                key = Some(value.text.clone());
                self.section.competency(level, &value.text);
            }
            Role::Unknown => {
                self.section.part(&mut self.reading);
                became = Became::UnknownCompetency;
                // `Competency: API design` as a heading.
                let name = lead(text, 0).filter(|lead| lead.key == Key::Competency).map(|lead| lead.rest);
                let bare = unnumbered(text).unwrap_or(text);
                self.section.competency(level, name.as_deref().unwrap_or(bare));
            }
            Role::Value(found, value) => {
                self.section.part(&mut self.reading);
                (became, key) = (Became::Key, Some(found.as_str().to_owned()));
                self.section.value(level, Part::new(found, value, format!("heading `{text}`")));
            }
            Role::Sub => {
                self.section.part(&mut self.reading);
                became = Became::Comment;
                self.section.sub(level, index);
            }
            Role::Structure => self.section.part(&mut self.reading),
        }
        let text = text.to_owned();
        self.reading.read.headings.push(HeadingRead { sheet: None, line, level, text, became, key, why });
    }

    /// Ends the page.
    pub(super) fn end(&mut self) {
        self.section.part(&mut self.reading);
    }

    fn question(&mut self, line: usize, prompt: &str) {
        let parts = vec![Part::new(Key::Prompt, one_line(prompt), "")];
        self.section.add(Raw { line, sheet: 0, parts }, &mut self.reading);
        self.by_heading = false;
    }

    fn attach(&mut self, line: usize, part: Part) {
        self.section.attach(line, part, &mut self.reading);
    }

    /// Texts of a key.
    fn texts_of(&mut self, line: usize, key: Key, from: &str, found: Vec<String>) {
        for text in found {
            let part = match key {
                Key::Anchors => anchor(&text, from),
                key => Part::new(key, one_line(&text), from),
            };
            self.attach(line, part);
        }
    }

    fn lead(&mut self, line: usize, depth: usize, lead: &Lead) {
        let Lead { key, name, rest } = lead;
        if heads(*key) || self.prompt == Prompt::More {
            self.prompt = Prompt::No;
        }
        // A value above the questions may be for one of them, for each, or for all together.
        let unclear = !heads(*key) && self.section.last.is_none();
        let (became, word) = if unclear { (Became::Comment, None) } else { fate(*key) };
        let why = unclear.then(|| "it is above the questions, so it is not clear which it is for".to_owned());
        let known = self.reading.read.headings.last().is_some_and(|h| h.line == line && h.text == *name);
        if !known {
            let (text, key) = (name.clone(), word);
            let read = HeadingRead { sheet: None, line, level: 0, text, became, key, why };
            self.reading.read.headings.push(read);
        }
        match key {
            Key::Prompt => {
                self.open = None;
                self.section.question_ends(&mut self.reading);
                self.prompt = Prompt::Next;
                if !rest.is_empty() {
                    self.question(line, rest);
                    self.item = Some(depth);
                    self.prompt = Prompt::No;
                }
            }
            key if heads(*key) => {
                let found = if *key == Key::Note { vec![rest.clone()] } else { items(rest) };
                self.texts_of(line, *key, name, found);
                self.open = Some(Open {
                    key: *key,
                    from: name.clone(),
                    depth,
                    heading: false,
                    said: !rest.is_empty(),
                    list: None,
                });
            }
            key => {
                let part = Part::new(*key, one_line(rest), name.as_str());
                match unclear {
                    true => self.section.above(line, part, self.reading.read.headings.len() - 1),
                    false => self.attach(line, part),
                }
            }
        }
    }

    /// The first text of an item.
    fn item(&mut self, line: usize, depth: usize, (ordered, list): (bool, usize), text: &str, bold: usize) {
        self.open = self.open.take().filter(|open| open.depth < depth);
        self.item = self.item.filter(|open| *open < depth);
        if let Some(found) = lead(text, bold) {
            return self.lead(line, depth, &found);
        }
        // `Listen for: who is hurt`, and then a list of questions: these are not things to listen for.
        if self
            .open
            .as_ref()
            .is_some_and(|o| o.said && asks(text) && !matches!(o.key, Key::Probes | Key::Phrasing))
        {
            self.open = None;
        }
        if let Some(open) = &mut self.open {
            // A numbered list after the list of the key goes on with questions.
            let done = ordered && open.depth == 0 && depth == 1 && open.list.is_some_and(|old| old != list);
            if !done {
                if depth == open.depth + 1 {
                    open.list = Some(list);
                }
                let (key, from) = (open.key, open.from.clone());
                return self.texts_of(line, key, &from, vec![text.to_owned()]);
            }
            self.open = None;
        }
        let expected = std::mem::replace(&mut self.prompt, Prompt::No) == Prompt::Next;
        let inside = self.item.is_some() || self.by_heading && self.section.last.is_some() && !ordered;
        if inside {
            return self.attach(line, Part::new(Key::Probes, one_line(text), ""));
        }
        if ordered || expected || asks(text) {
            self.question(line, numbered(text).filter(|_| !ordered).unwrap_or(text));
            self.item = Some(depth);
            return;
        }
        self.attach(line, Part::new(Key::Note, one_line(text), ""));
    }

    /// A text that does not begin an item.
    fn text(&mut self, line: usize, depth: usize, text: &str, bold: usize) {
        self.open = self.open.take().filter(|open| open.depth <= depth);
        self.item = self.item.filter(|open| *open <= depth);
        if let Some(found) = lead(text, bold) {
            return self.lead(line, depth, &found);
        }
        let number = numbered(text);
        if let Some(open) = &self.open {
            if number.is_none() && (open.list.is_none() || open.heading) {
                let (key, from) = (open.key, open.from.clone());
                let found = if key == Key::Note { vec![text.to_owned()] } else { items(text) };
                return self.texts_of(line, key, &from, found);
            }
            self.open = None;
        }
        if self.item.is_some() {
            return self.more(line, text);
        }
        match (self.prompt, self.section.last) {
            (Prompt::Next, _) => {
                self.prompt = Prompt::More;
                return self.question(line, number.unwrap_or(text));
            }
            (Prompt::More, Some(last)) if depth == 0 && number.is_none() => {
                let prompt = self.reading.raws[last].parts.iter_mut().find(|part| part.key == Key::Prompt);
                if let Some(part) = prompt {
                    part.text = format!("{} {}", part.text, one_line(text));
                }
                return;
            }
            _ => {}
        }
        match number {
            Some(rest) => self.question(line, rest),
            None if asks(text) => self.question(line, text),
            None => self.attach(line, Part::new(Key::Note, one_line(text), "")),
        }
    }

    /// Another text in the item of a question. If the first one was a title, this is the question.
    fn more(&mut self, line: usize, text: &str) {
        let raw = self.section.last.map(|n| &mut self.reading.raws[n]);
        let titled = |raw: &&mut Raw| {
            raw.first(Key::Prompt).is_some_and(|prompt| !asks(prompt)) && raw.first(Key::Title).is_none()
        };
        match raw.filter(|raw| asks(text) && titled(raw)) {
            Some(raw) => {
                let prompt = raw.parts.iter_mut().find(|part| part.key == Key::Prompt);
                if let Some(part) = prompt {
                    let title = std::mem::replace(&mut part.text, one_line(text));
                    raw.parts.push(Part::new(Key::Title, title, ""));
                }
            }
            None => {
                // `a) Who was hurt?` below a question.
                let text = unnumbered(text).unwrap_or(text);
                let key = if asks(text) { Key::Probes } else { Key::Note };
                self.attach(line, Part::new(key, one_line(text), ""));
            }
        }
    }

    fn table(&mut self, line: usize, rows: &[Vec<String>]) {
        self.item = None;
        self.prompt = Prompt::No;
        let text: Vec<String> = rows.iter().map(|row| row.join(" | ")).collect();
        let (became, why) = match table(rows, self.options, self.bank) {
            Table::Questions(columns) => return self.rows(line, &columns, rows),
            Table::Anchors(found) => {
                found.into_iter().for_each(|part| self.attach(line, part));
                (
                    Became::Anchors,
                    if self.section.last.is_some() {
                        "of the question above"
                    } else {
                        "of the question below"
                    },
                )
            }
            Table::Empty => {
                let rows =
                    text.iter().map(|row| one_line(row)).filter(|row| row.chars().any(char::is_alphanumeric));
                let text = format!("an empty table: {}", rows.collect::<Vec<_>>().join("; "));
                self.attach(line, Part::new(Key::Note, text, ""));
                (Became::Empty, "an empty matrix: no score has a text")
            }
            Table::Other => {
                for row in text.iter().filter(|row| row.chars().any(char::is_alphanumeric)) {
                    self.attach(line, Part::new(Key::Note, one_line(row), "table"));
                }
                (Became::Comment, "it has neither questions nor scores")
            }
        };
        let (text, why) = (one_line(&text.join(" / ")), Some(why.to_owned()));
        self.reading.read.tables.push(LinesRead { sheet: None, line, text, became, why });
    }

    /// The rows of a table of questions.
    fn rows(&mut self, line: usize, columns: &[Column], rows: &[Vec<String>]) {
        let mut filled = vec![0; columns.len()];
        for (n, row) in rows.iter().enumerate().skip(1) {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            count(&cells, &mut filled);
            let raw = Raw { line: line + n + 1, sheet: 0, parts: parts(columns, &cells) };
            match raw.first(Key::Prompt).is_some() {
                true => self.section.add(raw, &mut self.reading),
                false => raw.parts.into_iter().for_each(|part| self.attach(line, part)),
            }
        }
        for (n, column) in columns.iter().enumerate() {
            let (became, key) = if filled[n] == 0 { (Became::Empty, None) } else { column.fate() };
            let (name, why, filled) = (column.name.clone(), column.why.clone(), filled[n]);
            let read = ColumnRead { sheet: None, column: n + 1, name, became, key, why, filled };
            self.reading.read.columns.push(read);
        }
    }
}

/// What a heading of a key became.
fn fate(key: Key) -> (Became, Option<String>) {
    match key {
        Key::Note | Key::Phrasing => (Became::Comment, None),
        Key::Anchors => (Became::Anchors, None),
        Key::Prompt => (Became::Structure, None),
        key => (Became::Key, Some(key.as_str().to_owned())),
    }
}
