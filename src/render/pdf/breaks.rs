//! Finds where text changes direction or style, and where a word may be cut.
//!
//! `line` and `list` call these functions before a text is shaped.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};

use super::shape::attaches;

/// The embedding level of every byte, and whether the paragraph runs from right to left.
/// For text without a right-to-left character, which is most text, the list of levels is empty.
pub(super) fn levels(text: &str) -> (Vec<Level>, bool) {
    if !text.chars().any(|c| c >= '\u{590}' && !('\u{1E00}'..='\u{200E}').contains(&c)) {
        return (Vec::new(), false);
    }
    // The first strong character of the whole text sets the direction, also for lines after a hard break.
    let base = BidiInfo::new(text, None).paragraphs.first().map(|paragraph| paragraph.level);
    let info = BidiInfo::new(text, base);
    if !info.has_rtl() {
        return (Vec::new(), false);
    }
    (info.levels, base.is_some_and(|level| level.is_rtl()))
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
