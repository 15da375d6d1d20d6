//! `template-left`: words of a template that were not filled in.

use std::sync::LazyLock;

use regex::Regex;

use crate::lint::{Check, Finding, Findings, Group, Part, Rule, Said};

pub(super) static RULE: Rule =
    Rule::new("template-left", include_str!("template_left.md"), Group::Role, Check::Text(check));

/// Words between backquotes, which are code.
static CODE: LazyLock<Regex> = LazyLock::new(|| pattern("`[^`]*`"));
/// Brackets of all kinds, with the character before and after them.
static BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<square>\[[^\[\]\n]{0,160}\])|(?P<angle><[^<>\n]{1,80}>)|(?P<double>\{\{[^{}\n]*\}\})|(?P<curly>\{[^{}\n]{1,40}\})|(?P<round>\((?:insert|fill in|replace (?:with|this)|delete (?:this|if|as)|enter (?:your|the)|your [a-z]+ here)\b[^()\n]*\))",
    )
});
/// What is left of a template without brackets.
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:tbd|tbc|todo|fixme)\b|\bTBA\b|\bx{3,}\b|[$€£]x{1,3}\b|\bXX\+?|\bX\+? (?:years|days)|lorem ipsum|dolor sit amet|\bt\.\s?b\.\s?[acd]\b\.?|\b(?:text|copy|description|content|details|name|title|summary) goes here\b|\b(?:click|tap) (?:or tap )?here to (?:enter|add)\b|\b(?:type|enter|paste|insert) (?:your|the|a) (?:\w+ )?here\b|\bchange ?me\b|^\W*(?:placeholder|dummy|sample|example|filler)(?: text)?\W*$|\bto be (?:filled(?: in)?|inserted|completed by (?:hr|the)|added here)\b|^\W*to be (?:defined|confirmed|determined|advised|agreed|announced|decided)\W*$|%%?[A-Z][A-Z_ ]+%%?|@@[A-Za-z_]+@@|\*\|[A-Z_]+\|\*|^\W*(?:(?:max|erika) mustermann|(?:john|jane) (?:doe|smith)|joe bloggs)\W*$|\?{3,}|\b(?:COMPANY|CITY|JOB|ROLE|TEAM|PRODUCT|YOUR)_[A-Z_]+\b|\$\{[^}]+\}|\b(?:insert|your) (?:company|company name|city|team name|product name|job title|text) here\b|\bname surname\b|\bfirst(?:name)? last(?:name)?\b",
    )
});
static BLANK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[\s(\[$€£])(_{2,}|\.{4,})(?:$|[\s.,;:)\]%])"));
/// A remark that begins with a number: "[two visits a quarter]".
static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|no|about|up to|at least|at most|once|twice)\s")
});
/// Words of instructions and of what is to be filled in.
static FILL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W*(?:insert|add|your|fill|enter|describe|specify|choose|select|state|list|e\.?g|the (?:specific|named)|placeholder|replace|delete|company|city|date|name|names|number|n|x|xx|team|product|role|title|location|salary|amount|manager|recruiter|surface|domain|tbd|tbc|stack|department|month|year|level|country|currency|range|percentage|hiring|job|employer|office|link|email|please|surname|link)\b",
    )
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|error| panic!("internal: a pattern is wrong: {error}"))
}

fn check(said: &Said<'_>, found: &mut Findings) {
    let of_role = said.kind.is_none() && !matches!(said.part, Part::Note | Part::Probe);
    if !of_role {
        return;
    }
    let text = CODE.replace_all(said.text, |code: &regex::Captures<'_>| " ".repeat(code[0].len()));
    let mut parts: Vec<_> = BRACKETS
        .captures_iter(&text)
        .filter(|all| is_left(&text, all))
        .filter_map(|all| Some(all.get(0)?.range()))
        .collect();
    parts.extend(BLANK.captures_iter(&text).filter_map(|all| Some(all.get(1)?.range())));
    parts
        .extend(BARE.find_iter(&text).map(|bare| bare.range()).filter(|part| !is_in_path(&text, part.start)));
    parts.sort_by_key(|part| (part.start, part.end));
    let mut to = 0;
    for part in parts {
        if part.start < to {
            continue;
        }
        to = part.end;
        let message = format!("`{}` of the template was not filled in", &said.text[part.clone()]);
        found.push(
            Finding::new(said.route.clone(), message)
                .part(part)
                .label("a placeholder")
                .help("write what it asks for, or remove it"),
        );
    }
}

/// True if the byte is in a word with a slash or a question mark before it, such as a path or a query string.
fn is_in_path(text: &str, at: usize) -> bool {
    let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    word.contains(['?', '&', '=']) || word.starts_with('/') || word.contains("://") || word.ends_with('/')
}

/// True if brackets hold what is to be filled in.
fn is_left(text: &str, all: &regex::Captures<'_>) -> bool {
    let Some(whole) = all.get(0) else { return false };
    if all.name("double").is_some() || all.name("round").is_some() {
        return true;
    }
    let before = text[..whole.start()].chars().next_back();
    let after = text[whole.end()..].chars().next();
    let is_code = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ']' | ')' | '.' | '/'));
    if is_code || after == Some('/') || is_in_path(text, whole.start()) {
        return false;
    }
    let inner = whole.as_str()[1..whole.len() - 1].trim();
    let has_capital = inner.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let words = inner.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    let is_data =
        inner.contains(['"', '=', '@']) || inner.starts_with(['/', '\'', '-', '!']) || inner.contains("://");
    if all.name("square").is_some() {
        let is_blank = !inner.chars().any(char::is_alphanumeric)
            && (inner.is_empty() && whole.len() > 2 || inner.contains(['_', '…', '.', '?', '$', '-']));
        return is_blank
            || after != Some('(')
                && !is_data
                && words > 0
                && (has_capital || words > 1 && !COUNT.is_match(inner) || FILL.is_match(inner));
    }
    if all.name("angle").is_some() {
        let starts = whole.as_str()[1..].starts_with(char::is_alphabetic);
        return starts && !is_data && (has_capital || words > 1 || FILL.is_match(inner));
    }
    !is_data && (has_capital && words > 0 || FILL.is_match(inner)) && !inner.contains(':')
}
