//! Directives: HTML comments that GitHub does not show and that control the layout of the page.
//!
//! This file defines their syntax; it is independent of the Markdown around them.

use super::MarkdownError;
use crate::model::form_grammar::{AREAS, FACTS, OF_SLOT, PARTS, TICKS, is_slot};
use crate::render::blocks::{Bars, Lines, Part, SlotField, Width};

/// A parsed directive.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Directive {
    PageBreak,
    LeftPage,
    /// The text for the footer of the pages from here on.
    Section(String),
    /// The text at the right of the next heading.
    Beside(String),
    Lines(Lines),
    /// More lines for the notes of a slot.
    MoreNotes(String, Lines),
    /// What the form belongs to: names and values.
    Facts(Vec<(String, String)>),
    /// The field of the box in the list that follows.
    Tick(String),
    OpenArea(Area),
    CloseArea(&'static str),
    Open(Container),
    /// The border between two columns.
    Column,
    Close(Container),
    OpenPart(Part),
    ClosePart,
    Widths(Vec<Width>),
    Bars(Bars),
    /// A note to the author of a template; prints nothing.
    Note,
}

/// A directive that encloses blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Columns,
    Keep,
    Narrow,
    Large,
    Fit,
    Cover,
}

impl Container {
    /// The word in the directive.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Keep => "keep",
            Self::Narrow => "narrow",
            Self::Large => "large",
            Self::Fit => "fit",
            Self::Cover => "cover",
        }
    }
}

/// A part of a form that people fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Area {
    /// A part that each slot has: the slot and its field.
    Slot(String, SlotField),
    /// The score for the whole round.
    Recommendation,
    /// The reason for it.
    Summary,
}

impl Area {
    /// The word in its directives.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Slot(_, SlotField::Rating) => "rating",
            Self::Slot(_, SlotField::Evidence) => "evidence",
            Self::Slot(..) => "notes",
            Self::Recommendation => "recommendation",
            Self::Summary => "summary",
        }
    }
}

/// The maximum number of ruled lines in one directive, more than thirty pages; a larger number is surely a
/// mistake.
const MOST_LINES: u32 = 1000;
/// How many lines `fill` adds at most, unless it names another number.
const MOST_FILLED: u32 = 14;

/// Splits the HTML of one block into comments. Anything else is an error, so that nothing is silently left
/// out.
pub(super) fn read(html: &str) -> Result<Vec<Directive>, MarkdownError> {
    let mut rest = html.trim();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let Some(body) = rest.strip_prefix("<!--") else {
            return Err(MarkdownError::RawHtml(first_line(rest)));
        };
        let Some(end) = body.find("-->") else {
            return Err(MarkdownError::RawHtml(first_line(rest)));
        };
        found.push(one(body[..end].trim())?);
        rest = body[end + 3..].trim_start();
    }
    Ok(found)
}

fn one(body: &str) -> Result<Directive, MarkdownError> {
    let unknown = || MarkdownError::UnknownDirective(first_line(body));
    if let Some(facts) = body.strip_prefix("form\n") {
        return facts.lines().map(fact).collect::<Option<_>>().map(Directive::Facts).ok_or_else(unknown);
    }
    if let Some(area) = area(body) {
        return Ok(area);
    }
    let (name, value) = match body.split_once(':') {
        Some((name, value)) => (name.trim(), Some(value.trim())),
        None => (body, None),
    };
    Ok(match (name, value) {
        ("note", Some(_)) => Directive::Note,
        ("page-break", None) => Directive::PageBreak,
        ("left-page", None) => Directive::LeftPage,
        ("section", Some(text)) => Directive::Section(text.to_owned()),
        ("beside", Some(text)) if !text.is_empty() => Directive::Beside(text.to_owned()),
        ("box", Some(field)) if TICKS.contains(&field) => Directive::Tick(field.to_owned()),
        ("part", Some(text)) => Directive::OpenPart(part(text).ok_or_else(unknown)?),
        ("/part", None) => Directive::ClosePart,
        ("columns", None) => Directive::Open(Container::Columns),
        ("column", None) => Directive::Column,
        ("/columns", None) => Directive::Close(Container::Columns),
        ("keep", None) => Directive::Open(Container::Keep),
        ("/keep", None) => Directive::Close(Container::Keep),
        ("narrow", None) => Directive::Open(Container::Narrow),
        ("/narrow", None) => Directive::Close(Container::Narrow),
        ("large", None) => Directive::Open(Container::Large),
        ("/large", None) => Directive::Close(Container::Large),
        ("fit", None) => Directive::Open(Container::Fit),
        ("/fit", None) => Directive::Close(Container::Fit),
        ("cover", None) => Directive::Open(Container::Cover),
        ("/cover", None) => Directive::Close(Container::Cover),
        ("lines", Some(list)) => Directive::Lines(lines(list).ok_or_else(unknown)?),
        ("widths", Some(list)) => {
            let widths: Option<Vec<_>> = list.split_whitespace().map(width).collect();
            Directive::Widths(widths.filter(|w| !w.is_empty()).ok_or_else(unknown)?)
        }
        ("bars" | "ranges", Some(list)) => Directive::Bars(bars(list, name == "ranges").ok_or_else(unknown)?),
        _ => return Err(unknown()),
    })
}

/// Reads `5`, `fill 5` or `fill 5 12`: the least number of lines, and the greatest.
fn lines(list: &str) -> Option<Lines> {
    let number = |word: &str| word.parse().ok().filter(|n| *n <= MOST_LINES);
    let words: Vec<&str> = list.split_whitespace().collect();
    let (count, fill) = match words[..] {
        [count] => (number(count)?, None),
        ["fill", count] => (number(count)?, Some(number(count)? + MOST_FILLED)),
        ["fill", count, most] => (number(count)?, Some(number(most)?)),
        _ => return None,
    };
    fill.is_none_or(|most| most >= count).then_some(Lines { count, fill })
}

/// Reads the beginning or the end of an area, or the lines for more notes.
fn area(body: &str) -> Option<Directive> {
    let (word, rest) = body.split_once(' ').map_or((body, ""), |(word, rest)| (word, rest.trim()));
    let slotted = |field| slot(rest).map(|slot| Directive::OpenArea(Area::Slot(slot, field)));
    match (word, rest) {
        ("rating", _) => slotted(SlotField::Rating),
        ("notes", _) => slotted(SlotField::Notes),
        ("evidence", _) => slotted(SlotField::Evidence),
        ("recommendation", "") => Some(Directive::OpenArea(Area::Recommendation)),
        ("summary", "") => Some(Directive::OpenArea(Area::Summary)),
        ("more-notes", _) => {
            let (name, list) = rest.split_once(':')?;
            Some(Directive::MoreNotes(slot(name)?, lines(list)?))
        }
        (_, "") => {
            let closed = word.strip_prefix('/')?;
            AREAS.into_iter().find(|word| *word == closed).map(Directive::CloseArea)
        }
        _ => None,
    }
}

/// Reads `prompt`, or `question technical-depth.1`.
fn part(text: &str) -> Option<Part> {
    let (word, rest) = text.split_once(' ').map_or((text, None), |(word, rest)| (word, Some(rest)));
    let word = PARTS.into_iter().find(|known| *known == word)?;
    let slot = rest.map(slot);
    let sound = OF_SLOT.contains(&word) == slot.is_some() && slot != Some(None);
    sound.then(|| Part { word, slot: slot.flatten() })
}

fn slot(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| is_slot(text)).map(str::to_owned)
}

/// A line of the header block.
fn fact(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    FACTS.contains(&name.trim()).then(|| (name.trim().to_owned(), value.trim().to_owned()))
}

/// Reads the column, counted from 1; the number at the left edge of the cell, which is 0 unless they are `ranges`; the number
/// at the right edge; and the number at which a line is drawn.
fn bars(list: &str, ranges: bool) -> Option<Bars> {
    let mut words = list.split_whitespace();
    let column = words.next()?.parse::<usize>().ok()?.checked_sub(1)?;
    let mut number = || words.next()?.parse().ok().filter(|n: &f32| n.is_finite() && *n >= 0.0);
    let least = if ranges { number()? } else { 0.0 };
    let (most, limit) = (number()?, number()?);
    (least < most && words.next().is_none()).then_some(Bars { column, least, most, limit })
}

fn width(word: &str) -> Option<Width> {
    let (number, make): (_, fn(f32) -> Width) = match (word.strip_suffix("mm"), word.strip_suffix('*')) {
        (Some(number), _) => (number, Width::Mm),
        (_, Some("")) => ("1", Width::Share),
        (_, Some(number)) => (number, Width::Share),
        _ => return None,
    };
    number.parse().ok().filter(|n: &f32| n.is_finite() && *n > 0.0).map(make)
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_directives_may_share_a_line() {
        let read = read("<!-- /keep --> <!-- lines: 3 -->").expect("both are known");
        assert_eq!(
            read,
            [Directive::Close(Container::Keep), Directive::Lines(Lines { count: 3, fill: None })]
        );
    }

    #[test]
    fn widths_are_millimetres_or_shares() {
        let read = read("<!-- widths: 18mm 1* * -->").expect("widths are known");
        assert_eq!(read, [Directive::Widths(vec![Width::Mm(18.0), Width::Share(1.0), Width::Share(1.0)])]);
    }

    #[test]
    fn areas_of_a_form_name_their_slot() {
        let read = read("<!-- rating case-study.2 --><!-- /rating --><!-- more-notes a.1: fill 4 9 -->");
        let area = Area::Slot("case-study.2".to_owned(), SlotField::Rating);
        let lines = Lines { count: 4, fill: Some(9) };
        let more = Directive::MoreNotes("a.1".to_owned(), lines);
        assert_eq!(read, Ok(vec![Directive::OpenArea(area), Directive::CloseArea("rating"), more]));
    }

    #[test]
    fn parts_of_a_pack_name_their_slot() {
        let read = read("<!-- part: question a.1 -->\n<!-- part: probes -->\n<!-- /part -->").expect("parts");
        let question = Part { word: "question", slot: Some("a.1".to_owned()) };
        let probes = Part { word: "probes", slot: None };
        assert_eq!(read, [Directive::OpenPart(question), Directive::OpenPart(probes), Directive::ClosePart]);
    }

    #[test]
    fn the_header_block_has_a_name_and_a_value_in_each_line() {
        let facts = read("<!-- form\nreq: a-b\nkit: sha256:00\n-->").expect("facts");
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(facts, [Directive::Facts(vec![pair("req", "a-b"), pair("kit", "sha256:00")])]);
        assert!(read("<!-- form\nseed: x\n-->").is_err());
    }

    #[test]
    fn a_misspelt_directive_is_named_in_the_error() {
        for bad in [
            "<!-- pagebreak -->",
            "<!-- lines: many -->",
            "<!-- widths: 18cm -->",
            "<!-- widths: -->",
            "<!-- bars: 0 9 1 -->",
            "<!-- bars: 1 9 -->",
            "<!-- bars: 1 0 9 1 -->",
            "<!-- bars: 1 0 1 -->",
            "<!-- bars: 1 inf 1 -->",
            "<!-- ranges: 1 9 1 -->",
            "<!-- ranges: 1 4 4 1 -->",
            "<!-- ranges: 1 1 NaN 1 -->",
            "<!-- lines: fill 9 3 -->",
            "<!-- rating round -->",
            "<!-- notes Round.1 -->",
            "<!-- box: other -->",
            "<!-- beside: -->",
            "<!-- part: page -->",
            "<!-- part: question -->",
            "<!-- part: probes a.1 -->",
        ] {
            let error = read(bad).expect_err("not a directive").to_string();
            let inner = bad.trim_start_matches("<!-- ").trim_end_matches(" -->");
            assert!(error.contains(inner), "{error}");
        }
    }
}
