//! Finds where text changes direction or style, and where a word may be cut.
//!
//! `line` and `list` call these functions before a text is shaped.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};

use super::fonts::attaches;
use crate::render::blocks::{Inline, plain};

/// The embedding level of every byte, and whether the paragraph runs from right to left.
/// For text without a right-to-left character, which is most text, the list of levels is empty.
///
/// `names` are the places of names of people. A name has a direction of its own, as in an HTML `bdi` element: it
/// neither sets the direction of the paragraph nor reorders the text beside it.
pub(super) fn levels(text: &str, names: &[Range<usize>]) -> (Vec<Level>, bool) {
    if !text.chars().any(|c| c >= '\u{590}' && !('\u{1E00}'..='\u{200E}').contains(&c)) {
        return (Vec::new(), false);
    }
    if !names.is_empty() {
        return isolated(text, names);
    }
    // The first strong character of the whole text sets the direction, also for lines after a hard break.
    let base = BidiInfo::new(text, None).paragraphs.first().map(|paragraph| paragraph.level);
    let info = BidiInfo::new(text, base);
    if !info.has_rtl() {
        return (Vec::new(), false);
    }
    (info.levels, base.is_some_and(|level| level.is_rtl()))
}

/// The levels of a text in which each name is between a first strong isolate and its end (Unicode Annex 9, X5c).
fn isolated(text: &str, names: &[Range<usize>]) -> (Vec<Level>, bool) {
    const FIRST_STRONG_ISOLATE: &str = "\u{2068}";
    const END_OF_ISOLATE: &str = "\u{2069}";
    let (mut whole, mut own, mut at) = (String::new(), Vec::new(), 0);
    for name in names {
        own.push(whole.len()..whole.len() + name.start - at);
        whole.push_str(&text[at..name.start]);
        whole.push_str(FIRST_STRONG_ISOLATE);
        own.push(whole.len()..whole.len() + name.len());
        whole.push_str(&text[name.clone()]);
        whole.push_str(END_OF_ISOLATE);
        at = name.end;
    }
    own.push(whole.len()..whole.len() + text.len() - at);
    whole.push_str(&text[at..]);
    let (levels, rtl) = levels(&whole, &[]);
    // The list is empty if nothing runs from right to left.
    (own.into_iter().flat_map(|part| levels.get(part).unwrap_or_default().to_vec()).collect(), rtl)
}

/// The places of names of people in a text that consists of these inlines. `ends`: where each inline ends.
pub(super) fn names(inlines: &[Inline], ends: &[usize]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for (inline, &end) in inlines.iter().zip(ends) {
        match found.last_mut() {
            Some(last) if inline.name && last.end == start => last.end = end,
            _ if inline.name => found.push(start..end),
            _ => {}
        }
        start = end;
    }
    found
}

/// Whether a paragraph of these inlines runs from right to left.
pub(super) fn is_rtl(inlines: &[Inline]) -> bool {
    let mut end = 0;
    let ends: Vec<usize> = inlines
        .iter()
        .map(|inline| {
            end += inline.text.len();
            end
        })
        .collect();
    levels(&plain(inlines), &names(inlines, &ends)).1
}

/// The maximum number of bytes shaped at once, so that even a text without blanks is shaped quickly.
const LONGEST: usize = 256;

/// Splits `range` of `text` where the inline or the level changes, and after [`LONGEST`] bytes.
pub(super) fn uniform(
    text: &str,
    range: Range<usize>,
    ends: &[usize],
    levels: &[Level],
) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    while start < range.end {
        let style = ends[ends.partition_point(|&end| end <= start)];
        let mut end = style.min(range.end);
        if let Some(level) = levels.get(start) {
            let same = levels[start..end].iter().take_while(|other| *other == level).count();
            end = start + same;
        }
        if end - start > LONGEST {
            end = text.ceil_char_boundary(start + LONGEST);
        }
        parts.push(start..end);
        start = end;
    }
    parts
}

/// The positions where an overlong word may be cut: before every character that is not a combining mark.
pub(super) fn cuts(text: &str, range: Range<usize>) -> Vec<usize> {
    let word = &text[range.clone()];
    word.char_indices().skip(1).filter(|(_, c)| !attaches(*c)).map(|(at, _)| range.start + at).collect()
}
