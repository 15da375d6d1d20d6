//! The sentences of a spoken text, without what it quotes.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use regex::{Match, Regex, RegexSet, RegexSetBuilder};

use super::classes::small;

/// A sentence, and the byte of the text at which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sentence<'t> {
    /// The sentence with its end mark.
    pub(super) text: &'t str,
    /// The byte at which it begins.
    pub(super) at: usize,
}

impl Sentence<'_> {
    /// True if it ends with a question mark.
    pub(super) fn asks(&self) -> bool {
        self.text.trim_end_matches(['\'', '"', '’', '”', ')']).ends_with('?')
    }

    /// Its bytes in the whole text.
    pub(super) fn bytes(&self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }
}

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 10] =
    ["e.g.", "i.e.", "etc.", "vs.", "no.", "mr.", "mrs.", "ms.", "dr.", "approx."];

/// The sentences of a text. A mark ends a sentence if white space or the end of the text follows it. If a closing quotation
/// mark stands between, the next sentence begins with a capital.
pub(super) fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut all = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let mut end = at + c.len_utf8();
        let after = &text[end..];
        let close = after.chars().next().filter(|c| matches!(c, '\'' | '"' | '’' | '”' | ')'));
        let rest = &after[close.map_or(0, char::len_utf8)..];
        let is_inside = close.is_some() && rest.trim_start().starts_with(char::is_lowercase);
        let is_end =
            matches!(c, '.' | '?' | '!') && !is_inside && rest.chars().next().is_none_or(char::is_whitespace);
        end += if is_end { close.map_or(0, char::len_utf8) } else { 0 };
        if (is_end || c == '\n') && !is_abbreviation(&text[start..end]) {
            push(text, start..end, &mut all);
            start = end;
        }
    }
    push(text, start..text.len(), &mut all);
    all
}

fn push<'t>(text: &'t str, bytes: Range<usize>, all: &mut Vec<Sentence<'t>>) {
    let written = &text[bytes.clone()];
    let at = bytes.start + written.len() - written.trim_start().len();
    if written.chars().any(char::is_alphanumeric) {
        all.push(Sentence { text: written.trim(), at });
    }
}

fn is_abbreviation(sentence: &str) -> bool {
    let last = sentence.split_whitespace().next_back().unwrap_or_default();
    let letters = last.trim_start_matches(['(', '\'', '"']).to_lowercase();
    let initial = letters.chars().count() == 2 && letters.starts_with(char::is_alphabetic) && last != "I.";
    letters.ends_with('.') && (initial || ABBREVIATIONS.contains(&letters.as_str()))
}

/// The text with spaces instead of what it quotes, so that bytes keep their place. A quotation that ends a sentence leaves a
/// full stop. If all of the text is one quotation, only its marks go.
pub(super) fn without_quotations(text: &str) -> String {
    let quotations = quotations(text);
    let whole = text.len() - text.trim_start().len()..text.trim_end().len();
    let mut plain = text.to_owned();
    for bytes in quotations {
        let all = text[bytes.clone()].chars();
        let marks =
            (all.clone().next().map_or(1, char::len_utf8), all.clone().next_back().map_or(1, char::len_utf8));
        if bytes == whole {
            plain.replace_range(bytes.end - marks.1..bytes.end, &" ".repeat(marks.1));
            plain.replace_range(bytes.start..bytes.start + marks.0, &" ".repeat(marks.0));
            continue;
        }
        let ends = text[..bytes.end - marks.1].ends_with(['.', '?', '!']);
        let mut blank = " ".repeat(bytes.len());
        if ends {
            blank.replace_range(bytes.len() - 1.., ".");
        }
        plain.replace_range(bytes, &blank);
    }
    plain
}

/// True if all of the text is one quotation.
pub(super) fn is_quotation(text: &str) -> bool {
    let whole = text.len() - text.trim_start().len()..text.trim_end().len();
    quotations(text).first() == Some(&whole)
}

fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        match open {
            Some((start, mark)) if closes(mark, c) && !after.is_alphanumeric() && !before.is_whitespace() => {
                found.push(start..at + c.len_utf8());
                open = None;
            }
            None if matches!(c, '\'' | '"' | '‘' | '“')
                && !before.is_alphanumeric()
                && !after.is_whitespace() =>
            {
                open = Some((at, c));
            }
            _ => {}
        }
        before = c;
    }
    found
}

fn closes(mark: char, c: char) -> bool {
    match mark {
        '‘' => c == '’',
        '“' => c == '”',
        other => c == other,
    }
}

/// A pattern that ignores case. Its word boundaries are those of ASCII, because the others are slow in texts with
/// typographic quotation marks.
pub(super) fn pattern(text: &str) -> Regex {
    compiled(&without_case(text))
}

/// A pattern with `{wh}`, `{aux}`, `{prep}`, `{subject}` and `{lead}` filled in.
pub(super) fn grammar(text: &str) -> Regex {
    pattern(&filled_in(text))
}

fn without_case(text: &str) -> String {
    format!("(?i){}", small(text).replace(r"\b", r"(?-u:\b)"))
}

/// The patterns are constants, and a test compiles each of them.
fn compiled(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|error| panic!("{error}"))
}

fn filled_in(text: &str) -> String {
    let lead = r"^\W*(?:(?:and|so|then|but|now|well|please|out of role now)\b[\s,:]*)*";
    text
        .replace("{lead}", lead)
        .replace("{wh}", "(?:what|which|who|whom|whose|where|when|why|how)")
        .replace(
            "{aux}",
            "(?:is|are|was|were|do|does|did|have|has|had|can|could|will|would|should|shall|may|might|must)",
        )
        .replace(
            "{prep}",
            "(?:about|after|against|at|before|by|for|from|in|into|of|off|on|over|through|to|towards?|under|until|with|within|without)",
        )
        .replace(
            "{subject}",
            r"(?:i|you|he|she|it|we|they|the|an?|this|that|these|those|there|my|your|his|her|its|our|their|any\w*|some\w*|every\w*|nobody|nothing|none)",
        )
}

/// Memory for the automaton of a set, in bytes. With the default of 2 MiB, long sets fall back to an engine that is many times
/// slower.
const SET_BYTES: usize = 1 << 25;

/// Several patterns that are tried together first. Each is compiled by itself only when the set has found it.
#[derive(Debug)]
pub(super) struct Patterns {
    any: RegexSet,
    all: Vec<(String, OnceLock<Regex>)>,
}

impl Patterns {
    /// Patterns that ignore case.
    pub(super) fn new<'p>(all: impl IntoIterator<Item = &'p str>) -> Patterns {
        let all: Vec<String> = all.into_iter().map(without_case).collect();
        let any = RegexSetBuilder::new(&all).dfa_size_limit(SET_BYTES).build();
        let any = any.unwrap_or_else(|error| panic!("{error}"));
        Patterns { any, all: all.into_iter().map(|text| (text, OnceLock::new())).collect() }
    }

    /// Patterns with the short forms of [`grammar`].
    pub(super) fn of_grammar<'p>(all: impl IntoIterator<Item = &'p str>) -> Patterns {
        let all: Vec<String> = all.into_iter().map(filled_in).collect();
        Patterns::new(all.iter().map(String::as_str))
    }

    /// True if one of them matches.
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.any.is_match(text)
    }

    /// The patterns that match, with their numbers, in their order.
    pub(super) fn matching(&self, text: &str) -> impl Iterator<Item = (usize, &Regex)> {
        let found =
            if self.any.is_match(text) { self.any.matches(text).into_iter().collect() } else { Vec::new() };
        found.into_iter().map(|n| {
            let (text, regex) = &self.all[n];
            (n, regex.get_or_init(|| compiled(text)))
        })
    }

    /// The match of each pattern that matches, in the order of the patterns.
    pub(super) fn find_all<'t>(&self, text: &'t str) -> Vec<Match<'t>> {
        self.matching(text).filter_map(|(_, one)| one.find(text)).collect()
    }
}

/// A request for a story in the form of a question.
pub(super) static STORY: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"{lead}(?:is there|was there|have you got|do you have|have you had|can you think of|do you (?:remember|recall))\s+(?:an?|any|one|another)\s+(?:\w+ )?(?:time|example|case|situation|story|occasion|moment|project|decision|instance|partner|customer|colleague|person)\b",
    )
});
/// A polite request in the form of a question, such as "Could you describe …?"
pub(super) static REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    grammar(concat!(
        // "Would you tell the bank?" asks for a decision, "Would you tell me …?" for an answer.
        r"{lead}(?:would|will) (?:you|we)(?: (?:please|briefly|perhaps|just|also|first))* (?:(?:tell|show|give|help|read|write|take|explain|say|share|list|name|describe|outline)(?: to)? (?:me|us|{wh}|an?(?: \w+)? (?:example|case|instance|time|situation))\b|(?:walk|talk|run) (?:me|us)\b|summari|elaborat|expand|illustrat|sketch|recall|outlin|think of)",
        r"|{lead}(?:(?:can|could|may|might) (?:you|we|i)|(?:would|will) (?:you|we|i)(?: (?:please|kindly|be able to|like to|care to|mind|be willing to))+)(?: (?:please|kindly|briefly|perhaps|just|also|first|quickly))*",
        r" (?:be able to |ask you to |hear )?",
        r"(?:describ|tell|explain|walk|show|giv|talk|shar|nam|list|say|take|draw|sketch|outlin|summari|help|read|writ|compar|recall|think|put|estimat|guess|start|begin|elaborat|expand|illustrat|remember|set out|lay out|run (?:me|us)|paint|pick|choos|hear|learn|know)\w*"
    ))
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_keep_their_place() {
        let text = "A. Rivera asks. What next?  Say it, e.g. aloud.";
        let found = sentences(text);
        let texts: Vec<&str> = found.iter().map(|it| it.text).collect();
        assert_eq!(texts, ["A. Rivera asks.", "What next?", "Say it, e.g. aloud."]);
        assert!(found.iter().all(|it| &text[it.bytes()] == it.text));
        assert!(found[1].asks() && !found[0].asks());
    }

    #[test]
    fn quotations_are_left_out_and_bytes_stay() {
        let plain = without_quotations("She asks: 'Who are the ten?' What's next?");
        assert_eq!(plain, "She asks:                  . What's next?");
        assert_eq!(without_quotations("“Who’s that? Who?”").trim(), "Who’s that? Who?");
        assert!(is_quotation("'All right. And then?'") && !is_quotation("'Why?' What do you say?"));
        assert_eq!(without_quotations("The partners' keys expire.").trim(), "The partners' keys expire.");
    }
}
