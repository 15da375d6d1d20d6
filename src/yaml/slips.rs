//! The slips people make in YAML, told in their own words instead of the scanner's.

use std::sync::Arc;

use crate::diag::{Diagnostic, codes};
use crate::text::{Place, Source, Span};

/// A file without a value in it.
pub(super) fn empty(source: &Arc<Source>) -> Diagnostic {
    Diagnostic::new(&codes::FILE_EMPTY, format!("`{}` is empty", source.name()))
        .in_file(source.name())
        .help("write its content, restore it from version control, or delete it")
}

/// A map or list where a key must stand: nearly always an unquoted placeholder.
pub(super) fn map_as_key(source: &Arc<Source>, span: Span) -> Diagnostic {
    let text = source.text();
    let around = source.bytes(Span { start: span.start.saturating_sub(1), end: span.end });
    match text[..around.end].rfind("{{").or_else(|| text[around.start..].find("{{").map(|n| around.start + n))
    {
        Some(byte) if byte.abs_diff(around.start) <= 2 => {
            unquoted_placeholder(source, characters(text, byte))
        }
        _ => Diagnostic::new(&codes::YAML_SYNTAX, "a list or map cannot be a key")
            .at(&place(source, span.start, span.end.max(span.start + 1)), "used as a key here")
            .help("put the value in double quotes if it is meant as text"),
    }
}

/// A key that stands twice in one map.
pub(super) fn duplicate(source: &Arc<Source>, key: &str, again: Span, first: Option<Span>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&codes::DUPLICATE_KEY, format!("the key `{key}` stands twice in one map"))
            .at(&Place { source: source.clone(), span: again }, "again here")
            .help("keep one of the two; YAML would silently keep the last");
    match first {
        Some(span) => diagnostic.context(&Place { source: source.clone(), span }, "first here"),
        None => diagnostic,
    }
}

/// What the scanner stumbled over, `at` a character, inside a list or map that began at `open`.
pub(super) fn syntax(source: &Arc<Source>, info: &str, at: u32, open: Option<Span>) -> Diagnostic {
    let text = source.text();
    let byte = source.bytes(Span { start: at, end: at }).start;
    if info.contains("recursion limit") {
        return Diagnostic::new(&codes::TOO_DEEP, "lists and maps are nested too deep")
            .at(&place(source, at, at + 1), "gives up here")
            .help("remove the surplus brackets");
    }
    if let Some(found) = placeholder_before(text, byte, open.map(|o| source.bytes(o).start)) {
        return unquoted_placeholder(source, characters(text, found));
    }
    if let Some(tab) = indenting_tab(text, byte) {
        let start = characters(text, tab);
        return Diagnostic::new(&codes::YAML_TAB, "a tab indents this line")
            .at(&place(source, start, start + 1), "YAML indents with spaces only")
            .help("replace the tab by spaces, as many as the lines around it have");
    }
    if let Some(quote) = unclosed_quote(text, byte, info) {
        let start = characters(text, quote);
        return Diagnostic::new(&codes::UNCLOSED_QUOTE, "this quotation mark is never closed")
            .at(&place(source, start, start + 1), "opens here")
            .help("close it with the same mark; inside double quotes write \\\" for the mark itself");
    }
    with_advice(
        Diagnostic::new(&codes::YAML_SYNTAX, format!("this is not YAML: {info}"))
            .at(&place(source, at, at + 1), "the reader stumbles here, or just before"),
    )
}

/// Adds the next step that fits the code.
pub(super) fn with_advice(diagnostic: Diagnostic) -> Diagnostic {
    let help = match diagnostic.code.id {
        "yaml-syntax" => {
            "look for a missing quote, colon, dash or bracket; put texts that hold `: ` or `#` in double quotes"
        }
        "too-deep" => "remove the surplus brackets or indentation",
        "alias-bomb" => "write the values out instead of repeating them by alias",
        "second-document" => "remove the `---`, or move what follows to a file of its own",
        _ => return diagnostic,
    };
    diagnostic.help(help)
}

fn unquoted_placeholder(source: &Arc<Source>, start: u32) -> Diagnostic {
    let byte = source.bytes(Span { start, end: start }).start;
    let line = source.text()[byte..].lines().next().unwrap_or_default();
    let name = line.trim_start_matches('{').split('}').next().unwrap_or_default().trim();
    let length = line.find("}}").map_or(2, |n| line[..n + 2].chars().count()) as u32;
    Diagnostic::new(&codes::UNQUOTED_PLACEHOLDER, "a value that begins with a placeholder needs quotes")
        .at(&place(source, start, start + length), "YAML reads these braces as a map")
        .help(format!("put the whole value in double quotes: \"{{{{{name}}}}} …\""))
}

/// An unquoted `{{` that begins a value, at most one line before the stumble or where the map opened.
fn placeholder_before(text: &str, byte: usize, open: Option<usize>) -> Option<usize> {
    let begins = |at: usize| {
        let before = text[..at].trim_end_matches([' ', '\t']);
        before.ends_with(':')
            || before.ends_with('-')
            || before.ends_with(['[', ','])
            || before.ends_with('\n')
    };
    let from = open.unwrap_or(byte).min(byte).saturating_sub(1);
    let from = (0..=from).rev().find(|n| text.is_char_boundary(*n))?;
    let line_start = text[..byte].rfind('\n').map_or(0, |n| n + 1);
    let start = text[..from.min(line_start)].rfind('\n').map_or(0, |n| n + 1).max(from.saturating_sub(400));
    let start = (0..=start).rev().find(|n| text.is_char_boundary(*n))?;
    text[start..byte].match_indices("{{").map(|(n, _)| start + n).find(|at| begins(*at))
}

fn indenting_tab(text: &str, byte: usize) -> Option<usize> {
    let start = text[..byte.min(text.len())].rfind('\n').map_or(0, |n| n + 1);
    let mut lines = text[start..].split_inclusive('\n');
    let this = lines.next().unwrap_or_default();
    let indent = this.len() - this.trim_start_matches([' ', '\t']).len();
    this[..indent].find('\t').map(|n| start + n)
}

fn unclosed_quote(text: &str, byte: usize, info: &str) -> Option<usize> {
    if !info.contains("quoted scalar") {
        return None;
    }
    // The scanner marks either the opening mark or where it gave up; walk back to the mark.
    let here = text[byte..].chars().next();
    if matches!(here, Some('"' | '\'')) {
        return Some(byte);
    }
    text[..byte].rfind(['"', '\''])
}

fn characters(text: &str, byte: usize) -> u32 {
    text[..byte].chars().count() as u32
}

fn place(source: &Arc<Source>, start: u32, end: u32) -> Place {
    Place { source: source.clone(), span: Span { start, end } }
}
