//! Adds header and footer to every page, once the number of pages is known.
//!
//! This file sets their text and position. They are marked as artifacts, so that screen readers skip them.

use super::line::Text;
use super::logo::Art;
use super::paginate::Page;
use super::row::{ARTIFACT, Item, Node, NodeId, Role, Structure, What};
use super::shape::Shaper;
use super::style::{FOOTER_AT, FURNITURE, FURNITURE_GAP, HEADER_AT, LOGO_AT, LOGO_WIDTH, RULE, Type, mm};
use super::{Geometry, PageSetup};
use crate::model::{Logo, short_digest};
use crate::render::blocks::{Align, unstyled};

/// What a page says that has no other text.
const LEFT_BLANK: &str = "This page is left blank, so that each question begins on a left page.";

/// A text with more characters would not fit on any line.
const LONGEST: usize = 300;

/// Adds header and footer to `pages`; their items lie outside of the text area.
pub(super) fn furnish(
    pages: &mut [Page],
    setup: &PageSetup,
    paper: Geometry,
    covered: bool,
    shaper: &mut Shaper<'_>,
) {
    let count = pages.len();
    let logo = pages.first().and_then(|page| page.items.iter().find(|item| is_logo(item)).map(|item| item.x));
    for (i, page) in pages.iter_mut().enumerate() {
        let mut out = Vec::new();
        if !(covered && i == 0) {
            let y = (HEADER_AT - paper.top) / paper.scale;
            // The logo is in the place of the text at the right.
            let running = page.running.as_deref().filter(|_| logo.is_none() || i > 0).unwrap_or_default();
            let room = logo.filter(|_| i == 0).unwrap_or(f32::MAX);
            pair(shaper, (&setup.header_left, room), running, y, paper, &mut out);
            let filled = !setup.header_left.is_empty() || !running.is_empty();
            if filled {
                out.push(Item::rect(0.0, y + 9.0, paper.text_width(), 0.5, RULE));
            }
        }
        let section = page.section.as_deref().unwrap_or_default();
        let parts = [setup.footer_left.as_str(), section, short_digest(&setup.digest)];
        footer(shaper, parts, &format!("Page {} of {count}", i + 1), paper, &mut out);
        if page.items.is_empty() && count > 1 {
            let middle = paper.text_height() / 2.0;
            single(
                shaper,
                LEFT_BLANK,
                FURNITURE,
                (paper.text_width(), paper.text_width()),
                middle,
                Align::Center,
                &mut out,
            );
        }
        page.items.append(&mut out);
    }
}

/// Adds the logo at the right of the header of the first page.
pub(super) fn mark(
    pages: &mut [Page],
    (logo, art): (&Logo, &Art),
    paper: Geometry,
    structure: &mut Structure,
) {
    let Some(page) = pages.first_mut() else { return };
    let height = mm(f32::from(logo.height)).min(LOGO_WIDTH / art.aspect());
    let (width, height) = (height * art.aspect() / paper.scale, height / paper.scale);
    let y = (LOGO_AT - paper.top) / paper.scale - height;
    structure.nodes.push(Node { role: Role::Figure, parent: 0, said: Some(logo.alt.as_str().into()) });
    let node = structure.nodes.len() as NodeId - 1;
    page.items.push(Item { node, x: paper.text_width() - width, y, what: What::Logo { width, height } });
}

fn is_logo(item: &Item) -> bool {
    matches!(item.what, What::Logo { .. })
}

/// Draws what a page belongs to at the left, and its number at the right. If the left text is too long for one line, the
/// first part has a line of its own. Only the first part is shortened: section and digest tell loose sheets apart.
fn footer(
    shaper: &mut Shaper<'_>,
    [place, section, digest]: [&str; 3],
    right: &str,
    paper: Geometry,
    out: &mut Vec<Item>,
) {
    let join = |parts: &[&str]| {
        let parts = parts.iter().filter(|part| !part.is_empty());
        parts.copied().collect::<Vec<_>>().join(" · ")
    };
    let y = (paper.height - FOOTER_AT - paper.top) / paper.scale;
    let (width, kind) = (paper.text_width(), FURNITURE);
    let room = width - length(shaper, right) - FURNITURE_GAP;
    let whole = join(&[place, section, digest]);
    if length(shaper, &whole) <= room || place.is_empty() {
        return pair(shaper, (&whole, f32::MAX), right, y, paper, out);
    }
    let top = y - kind.leading * 1.25;
    single(shaper, place, kind, (width, width), top, Align::Start, out);
    // Printers need 8 mm at the edge, also in large print.
    pair(shaper, (&join(&[section, digest]), f32::MAX), right, y + kind.leading / 4.0, paper, out);
}

/// The width of a text in a header or footer.
fn length(shaper: &mut Shaper<'_>, text: &str) -> f32 {
    let text: String = text.chars().take(LONGEST).collect();
    Text::new(shaper, &unstyled(&text), FURNITURE).extent().1
}

/// Draws two texts on one line, the second flush right. The left one is shortened if it would come near the right one, or
/// end beyond `room`.
fn pair(
    shaper: &mut Shaper<'_>,
    (left, room): (&str, f32),
    right: &str,
    y: f32,
    paper: Geometry,
    out: &mut Vec<Item>,
) {
    let width = paper.text_width();
    let kind = FURNITURE;
    let top = y - kind.leading / 2.0;
    let taken = single(shaper, right, kind, (width * 0.5, width), top, Align::End, out);
    let most = (width - taken).min(room) - FURNITURE_GAP;
    single(shaper, left, kind, (most, width), top, Align::Start, out);
}

/// Draws one line, shortened with an ellipsis to a width of at most `most`. Returns its width.
fn single(
    shaper: &mut Shaper<'_>,
    text: &str,
    kind: Type,
    (most, width): (f32, f32),
    top: f32,
    align: Align,
    out: &mut Vec<Item>,
) -> f32 {
    if text.is_empty() {
        return 0.0;
    }
    let mut text: String = text.chars().take(LONGEST).collect();
    let mut style = unstyled(&text);
    let mut whole = Text::new(shaper, &style, kind).extent().1;
    while whole > most {
        let mut shorter: Vec<char> = text.trim_end_matches('…').chars().collect();
        shorter.pop();
        let cut: String = shorter.into_iter().collect();
        if cut.is_empty() {
            return 0.0;
        }
        text = format!("{}…", cut.trim_end());
        style = unstyled(&text);
        whole = Text::new(shaper, &style, kind).extent().1;
    }
    let text = Text::new(shaper, &style, kind);
    // `align` means the left or right side of the page, also for text that runs from right to left.
    let align = match (align, text.is_rtl()) {
        (Align::Start, true) => Align::End,
        (Align::End, true) => Align::Start,
        _ => align,
    };
    if let Some(line) = text.lines(shaper, width).first() {
        text.draw(line, (0.0, top, width), align, &vec![ARTIFACT; style.len()], out);
    }
    whole
}
