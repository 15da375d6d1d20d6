//! Where text changes direction or style, and where a word may be cut.
//!
//! Owns the questions that `line` asks about a string before there are any glyphs.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};

use super::shape::attaches;

/// The embedding level of every byte, and whether the paragraph runs from right to left.
/// Text without a right-to-left character, nearly all of it, gets no levels at all.
pub(super) fn levels(text: &str) -> (Vec<Level>, bool) {
    if !text.chars().any(|c| c >= '\u{590}' && !('\u{1E00}'..='\u{200E}').contains(&c)) {
        return (Vec::new(), false);
    }
    // The first strong character of the whole text decides, also for lines after a hard break.
    let base = BidiInfo::new(text, None).paragraphs.first().map(|paragraph| paragraph.level);
    let info = BidiInfo::new(text, base);
    if !info.has_rtl() {
        return (Vec::new(), false);
    }
    (info.levels, base.is_some_and(|level| level.is_rtl()))
}

/// The most bytes that are shaped in one piece: a text without a single blank is still quick.
const LONGEST: usize = 256;

/// Splits `range` of `text` where the inline or the level changes, or a word goes on for ever.
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

/// Where a word may be cut when it must: before every character that is no mark.
pub(super) fn cuts(text: &str, range: Range<usize>) -> Vec<usize> {
    let word = &text[range.clone()];
    word.char_indices().skip(1).filter(|(_, c)| !attaches(*c)).map(|(at, _)| range.start + at).collect()
}
