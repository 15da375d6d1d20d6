//! The marks around a name of a person in the Markdown of a PDF or of a page in HTML.
//!
//! They are noncharacters, which Unicode reserves for use inside a program (Unicode 16, 23.7). No page that is
//! written has them.

/// The mark before a name.
pub(super) const BEGIN: char = '\u{FDD0}';
/// The mark after a name.
pub(super) const END: char = '\u{FDD1}';

/// The parts of a text, and whether each is a name. The marks are left out.
pub(super) fn parts(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut name = false;
    text.split_inclusive([BEGIN, END]).filter_map(move |part| {
        let is_name = name;
        name = match part.chars().next_back() {
            Some(BEGIN) => true,
            Some(END) => false,
            _ => name,
        };
        let words = part.trim_end_matches([BEGIN, END]);
        (!words.is_empty()).then_some((words, is_name))
    })
}
