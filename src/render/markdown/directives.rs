//! Directives: HTML comments that GitHub does not show and that control the layout of the page.
//!
//! This file defines their syntax; it is independent of the Markdown around them.

use super::MarkdownError;
use crate::render::blocks::{Bars, Width};

/// A parsed directive.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Directive {
    PageBreak,
    Lines {
        count: u32,
        fill: bool,
    },
    Open(Container),
    /// The border between two columns.
    Column,
    Close(Container),
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
    Cover,
}

impl Container {
    /// The word in the directive.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Keep => "keep",
            Self::Cover => "cover",
        }
    }
}

/// The maximum number of ruled lines in one directive, more than thirty pages; a larger number is surely a
/// mistake.
const MOST_LINES: u32 = 1000;

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
    let (name, value) = match body.split_once(':') {
        Some((name, value)) => (name.trim(), Some(value.trim())),
        None => (body, None),
    };
    Ok(match (name, value) {
        ("note", Some(_)) => Directive::Note,
        ("page-break", None) => Directive::PageBreak,
        ("columns", None) => Directive::Open(Container::Columns),
        ("column", None) => Directive::Column,
        ("/columns", None) => Directive::Close(Container::Columns),
        ("keep", None) => Directive::Open(Container::Keep),
        ("/keep", None) => Directive::Close(Container::Keep),
        ("cover", None) => Directive::Open(Container::Cover),
        ("/cover", None) => Directive::Close(Container::Cover),
        ("lines", Some(n)) => {
            let (fill, n) = n.strip_prefix("fill ").map_or((false, n), |n| (true, n.trim()));
            match n.parse() {
                Ok(count) if count <= MOST_LINES => Directive::Lines { count, fill },
                _ => return Err(unknown()),
            }
        }
        ("widths", Some(list)) => {
            let widths: Option<Vec<_>> = list.split_whitespace().map(width).collect();
            Directive::Widths(widths.filter(|w| !w.is_empty()).ok_or_else(unknown)?)
        }
        ("bars", Some(list)) => Directive::Bars(bars(list).ok_or_else(unknown)?),
        _ => return Err(unknown()),
    })
}

/// Reads three numbers: the column, counted from 1; the number whose bar fills the cell; and the number at
/// which a line is drawn.
fn bars(list: &str) -> Option<Bars> {
    let mut words = list.split_whitespace();
    let column = words.next()?.parse::<usize>().ok()?.checked_sub(1)?;
    let mut number = || words.next()?.parse().ok().filter(|n: &f32| n.is_finite() && *n >= 0.0);
    let (most, limit) = (number().filter(|n| *n > 0.0)?, number()?);
    words.next().is_none().then_some(Bars { column, most, limit })
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
        assert_eq!(read, [Directive::Close(Container::Keep), Directive::Lines { count: 3, fill: false }]);
    }

    #[test]
    fn widths_are_millimetres_or_shares() {
        let read = read("<!-- widths: 18mm 1* * -->").expect("widths are known");
        assert_eq!(read, [Directive::Widths(vec![Width::Mm(18.0), Width::Share(1.0), Width::Share(1.0)])]);
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
        ] {
            let error = read(bad).expect_err("not a directive").to_string();
            let inner = bad.trim_start_matches("<!-- ").trim_end_matches(" -->");
            assert!(error.contains(inner), "{error}");
        }
    }
}
