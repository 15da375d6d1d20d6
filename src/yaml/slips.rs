//! Common mistakes in YAML, explained in the user's terms instead of the scanner's.

use std::sync::Arc;

use crate::diag::{Diagnostic, codes};
use crate::text::{Place, Source, Span};

/// Reports a file without a value.
pub(super) fn empty(source: &Arc<Source>) -> Diagnostic {
    Diagnostic::new(&codes::FILE_EMPTY, format!("`{}` is empty", source.name()))
        .in_file(source.name())
        .help("write its content, restore it from version control, or delete it")
}

/// Reports a map or list in place of a key. Nearly always it is an unquoted placeholder.
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

/// Reports a key that a map has twice.
pub(super) fn duplicate(source: &Arc<Source>, key: &str, again: Span, first: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&codes::DUPLICATE_KEY, format!("this map has the key `{key}` twice"))
        .at(&Place { source: source.clone(), span: again }, "again here")
        .help("keep one of the two; YAML would silently keep the last");
    match first {
        Some(span) => diagnostic.context(&Place { source: source.clone(), span }, "first here"),
        None => diagnostic,
    }
}

/// Explains a scanner error at the character `at`, inside a list or map that began at `open`.
pub(super) fn syntax(source: &Arc<Source>, info: &str, at: u32, open: Option<Span>) -> Diagnostic {
    let text = source.text();
    let byte = source.bytes(Span { start: at, end: at }).start;
    if info.contains("recursion limit") {
        return Diagnostic::new(&codes::TOO_DEEP, "lists and maps are nested too deeply")
            .at(&place(source, at, at + 1), "the parser stops here")
            .help("remove the surplus brackets");
    }
    if let Some(found) = placeholder_before(text, byte, open.map(|o| source.bytes(o).start)) {
        return unquoted_placeholder(source, characters(text, found));
    }
    if let Some(tab) = indenting_tab(text, byte, info) {
        let start = characters(text, tab);
        return Diagnostic::new(&codes::YAML_TAB, "this line is indented with a tab")
            .at(&place(source, start, start + 1), "YAML indents with spaces only")
            .help("replace the tab with spaces, as many as the surrounding lines have");
    }
    if let Some(finding) = quotes(source, byte, info) {
        return finding;
    }
    if let Some(finding) = open_bracket(source, at, open) {
        return finding;
    }
    let words = plain_words(text, byte, info);
    let start = words.byte.map_or(at, |byte| characters(text, byte));
    Diagnostic::new(&codes::YAML_SYNTAX, words.message)
        .at(&place(source, start, start + 1), words.label)
        .help(words.help)
}

/// A scanner error, worded for people.
struct Words {
    message: String,
    label: &'static str,
    help: &'static str,
    /// The place of the mistake, if the scanner noticed it elsewhere.
    byte: Option<usize>,
}

fn plain_words(text: &str, byte: usize, info: &str) -> Words {
    let words = |message: &str, label, help| Words { message: message.to_owned(), label, help, byte: None };
    if info.contains("mapping values are not allowed") {
        words(
            "there is a colon where YAML does not allow one",
            "`: ` turns the text before it into a key",
            "put the whole value in double quotes; or indent this line like the keys above it",
        )
    } else if info.contains("simple key expect") {
        let before = text[..byte].trim_end();
        let byte = before.rfind('\n').map_or(0, |n| n + 1);
        let byte = Some(byte + before[byte..].len() - before[byte..].trim_start().len());
        let said = words(
            "this line is not a key with a value",
            "no `: ` on this line",
            "write `key: value`, with a space after the colon",
        );
        Words { byte, ..said }
    } else if info.contains("did not find expected '-'")
        || info.contains("expected key")
        || info.contains("invalid indentation")
    {
        words(
            "this line does not belong to the lines above it",
            "indented to another column, or lacks `- ` or `key:`",
            "give it as many spaces as the lines it belongs to, and write `- item` or `key: value`",
        )
    } else if info.contains("unprintable") {
        words(
            "a character here cannot be printed",
            "a control character",
            "delete it, and save the file as UTF-8 text",
        )
    } else if info.contains("escape") {
        words(
            "this escape does not exist in double quotes",
            "after this backslash",
            "write two backslashes for one, or use single quotes",
        )
    } else {
        words(
            &format!("this is not YAML: {info}"),
            "the error is here or just before",
            "look for a missing quote, colon, dash or bracket; put texts that contain `: ` or ` #` in double quotes",
        )
    }
}

/// Finds a bracket that was opened on an earlier line and is still open at the error.
fn open_bracket(source: &Arc<Source>, at: u32, open: Option<Span>) -> Option<Diagnostic> {
    let start = open?.start;
    let (opened, _) = source.line_column(start);
    let (stumbled, _) = source.line_column(at);
    let mark = source.text()[source.bytes(Span { start, end: start + 1 })].chars().next()?;
    let partner = match mark {
        '[' => ']',
        '{' => '}',
        _ => return None,
    };
    (stumbled > opened).then(|| {
        Diagnostic::new(&codes::YAML_SYNTAX, format!("this `{mark}` is not closed"))
            .at(&place(source, start, start + 1), "opens here")
            .context(&place(source, at, at + 1), "the parser found the error here")
            .help(format!("close it with `{partner}`, and put commas between its items"))
    })
}

/// Adds the next step for the code of the finding.
pub(super) fn with_advice(diagnostic: Diagnostic) -> Diagnostic {
    let help = match diagnostic.code.id {
        "yaml-syntax" => "write the value out instead of an alias",
        "too-deep" => "remove the surplus brackets or indentation",
        "alias-bomb" => "write the values out instead of repeating them by alias",
        "second-document" => "remove the `---`, or move the second document to a separate file",
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

/// Finds an unquoted `{{` that begins a value, at most one line before the error or before the start of the
/// map.
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
    // A placeholder in a comment is no mistake.
    let is_comment = |at: usize| {
        let line = text[..at].rfind('\n').map_or(0, |n| n + 1);
        text[line..at].trim_start().starts_with('#') || text[line..at].contains(" #")
    };
    let found = text[start..byte].match_indices("{{").map(|(n, _)| start + n);
    found.filter(|at| !is_comment(*at)).find(|at| begins(*at))
}

/// Finds a tab in the indentation of the line, or of the next lines if the scanner reported a tab.
fn indenting_tab(text: &str, byte: usize, info: &str) -> Option<usize> {
    let mut start = text[..byte.min(text.len())].rfind('\n').map_or(0, |n| n + 1);
    let lines = if info.contains("tab") { 20 } else { 1 };
    for line in text[start..].split_inclusive('\n').take(lines) {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t') {
            return Some(start + tab);
        }
        start += line.len();
    }
    None
}

/// Finds a quotation mark that is never closed or is closed too early.
fn quotes(source: &Arc<Source>, byte: usize, info: &str) -> Option<Diagnostic> {
    let text = source.text();
    if info.contains("trailing content") {
        let end = text[..byte].rfind(['"', '\''])?;
        let mark = text[end..].chars().next()?;
        let start = opening(text, end, mark)?;
        return Some(match text[start..end].contains('\n') {
            true => unclosed(source, start, mark)
                .context(&at_byte(source, end), "does this mark close the text, or open the next one?"),
            false => Diagnostic::new(&codes::YAML_SYNTAX, "there is text after the closing quotation mark")
                .at(&at_byte(source, byte), "not part of the text in quotes")
                .context(&at_byte(source, start), "opens here")
                .help(inside(mark)),
        });
    }
    let marked = matches!(text[byte..].chars().next(), Some('"' | '\''));
    if !info.contains("quoted scalar") || info.contains("escape") || info.contains("hexadecimal") {
        return None;
    }
    let start = if marked { byte } else { text[..byte].rfind(['"', '\''])? };
    Some(unclosed(source, start, text[start..].chars().next()?))
}

fn unclosed(source: &Arc<Source>, start: usize, mark: char) -> Diagnostic {
    Diagnostic::new(&codes::UNCLOSED_QUOTE, "this quotation mark is never closed")
        .at(&at_byte(source, start), "opens here")
        .help(format!("close the text with `{mark}`"))
        .help(inside(mark))
}

fn inside(mark: char) -> &'static str {
    match mark {
        '"' => "inside double quotes write `\\\"` for the mark itself",
        _ => "inside single quotes write `''` for an apostrophe, or put the text in double quotes",
    }
}

/// Finds the opening quotation mark for the closing one at `end`: the last unescaped mark before `end`.
fn opening(text: &str, end: usize, mark: char) -> Option<usize> {
    let mut before = end;
    loop {
        before = text[..before].rfind(mark)?;
        let escapes = text[..before].len() - text[..before].trim_end_matches('\\').len();
        if mark == '\'' && text[..before].ends_with('\'') {
            before -= 1;
        } else if mark == '\'' || escapes.is_multiple_of(2) {
            return Some(before);
        }
    }
}

fn at_byte(source: &Arc<Source>, byte: usize) -> Place {
    let start = characters(source.text(), byte);
    place(source, start, start + 1)
}

fn characters(text: &str, byte: usize) -> u32 {
    text[..byte].chars().count() as u32
}

fn place(source: &Arc<Source>, start: u32, end: u32) -> Place {
    Place { source: source.clone(), span: Span { start, end } }
}
