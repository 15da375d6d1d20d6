//! Splits the text of a cell or paragraph into the items of a list.

use super::keys::Key;
use super::synonyms::key;
use crate::load::table::LINE_END;

/// Signs that begin an item.
const BULLETS: &[char] = &[
    '\u{2022}', '\u{25aa}', '\u{25e6}', '\u{2023}', '\u{25cf}', '\u{25cb}', '\u{b7}', '\u{2043}', '\u{2610}',
];

/// The items of a text. The first of these that separates it decides: line ends; numbered names as in
/// `Probe 1: …, Probe 2: …`; bullets; `|`; `;`.
pub(super) fn items(text: &str) -> Vec<String> {
    let text = with_line_ends(text);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let pieces: Vec<String> = match lines.as_slice() {
        [] => return Vec::new(),
        [one] => numbered(one)
            .or_else(|| at(one, BULLETS))
            .or_else(|| dashed(one))
            .or_else(|| at(one, &['|']))
            .or_else(|| at(one, &[';']))
            .unwrap_or_else(|| vec![(*one).to_owned()]),
        lines => {
            lines.iter().flat_map(|line| numbered(line).unwrap_or_else(|| vec![(*line).to_owned()])).collect()
        }
    };
    pieces.iter().map(|piece| unmarked(piece).to_owned()).filter(|piece| !piece.is_empty()).collect()
}

/// The text with `\n` for each kind of line end, among them `<br>`.
pub(super) fn with_line_ends(text: &str) -> String {
    let mut out = text.replace("\r\n", "\n").replace(['\r', LINE_END, '\u{2029}', '\u{b}'], "\n");
    for tag in ["<br>", "<br/>", "<br />", "<BR>"] {
        if out.contains(tag) {
            out = out.replace(tag, "\n");
        }
    }
    out
}

fn at(text: &str, signs: &[char]) -> Option<Vec<String>> {
    let pieces: Vec<String> =
        text.split(signs).map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect();
    (pieces.len() > 1).then_some(pieces)
}

/// `- a - b`, if the text begins so.
fn dashed(text: &str) -> Option<Vec<String>> {
    let rest = text.strip_prefix("- ").or_else(|| text.strip_prefix("* "))?;
    let pieces: Vec<String> = rest.split(" - ").map(|p| p.trim().to_owned()).collect();
    (pieces.len() > 1).then_some(pieces)
}

/// `Probe 1: a, Probe 2: b` and `1. a 2. b`: marks whose numbers count from 1, all with the same word before the
/// number.
fn numbered(text: &str) -> Option<Vec<String>> {
    let (word, mut found) = first_mark(text)?;
    let mut pieces = Vec::new();
    let mut rest = &text[found..];
    for n in 2.. {
        let Some((start, end)) = mark(rest, word, n) else { break };
        pieces.push(rest[..start].trim_end_matches([' ', ',', ';', '|']).to_owned());
        found = end;
        rest = &rest[found..];
    }
    if pieces.is_empty() {
        return None;
    }
    pieces.push(rest.to_owned());
    Some(pieces)
}

/// The word before the first number, and where the text after the mark begins.
fn first_mark(text: &str) -> Option<(&str, usize)> {
    let digit = text.find('1').filter(|at| *at <= 24)?;
    let word = text[..digit].trim();
    if !word.chars().all(|c| c.is_alphabetic() || " -#.(".contains(c)) {
        return None;
    }
    let end = mark_end(&text[digit + 1..])?;
    Some((word, digit + 1 + end))
}

/// How long the sign after the number of a mark is, with the space after it.
fn mark_end(text: &str) -> Option<usize> {
    let sign = text.len() - text.trim_start_matches([' ', ')', ':', '.']).len();
    let (sign, spaced) = (&text[..sign], text[..sign].ends_with(' '));
    (sign.contains([')', ':']) || sign.contains('.') && spaced).then_some(sign.len())
}

/// Where mark number `n` begins, and where the text after it begins.
fn mark(text: &str, word: &str, n: usize) -> Option<(usize, usize)> {
    let number = n.to_string();
    let mut from = 0;
    while let Some(found) = text[from..].find(&number) {
        let digit = from + found;
        from = digit + number.len();
        let before = text[..digit].trim_end();
        let Some(start) = before.strip_suffix(word).map(str::len) else { continue };
        let lead = if word.is_empty() { &text[..digit] } else { &text[..start] };
        let parted = lead.is_empty() || lead.ends_with([' ', ',', ';', '|', '.', '?', '!', ')']);
        if let Some(end) = mark_end(&text[from..]).filter(|_| parted) {
            return Some((start, from + end));
        }
    }
    None
}

/// An item without its bullet, number or numbered name.
pub(super) fn unmarked(text: &str) -> &str {
    let text = text.trim();
    let text =
        ["- ", "* ", "+ ", "\u{2013} "].iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text);
    let text = text.trim_start_matches(BULLETS).trim_start();
    let rest = unnumbered(text).unwrap_or(text);
    match first_number(rest) {
        Some(at) => rest[at..].trim(),
        None => rest.trim(),
    }
}

/// The text after a number such as `1.`, `2)` or `(3)`, or a letter such as `a)`; `None` if it has none.
pub(super) fn unnumbered(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(').unwrap_or(text);
    let digits = inner.chars().take_while(char::is_ascii_digit).count();
    let letter = inner.starts_with(|c: char| c.is_ascii_alphabetic());
    let rest = match digits {
        0 if letter => inner[1..].strip_prefix(')')?,
        1..=3 => inner[digits..].strip_prefix(['.', ')'])?,
        _ => return None,
    };
    // `3.5 hours` is no number of an item.
    rest.starts_with([' ', '\t', '\u{a0}']).then(|| rest.trim_start())
}

/// Where the text after `Probe 2:` begins.
fn first_number(text: &str) -> Option<usize> {
    let digit = text.find(|c: char| c.is_ascii_digit()).filter(|at| (3..=24).contains(at))?;
    let word = text[..digit].trim_end();
    let known = matches!(key(word), Some(Key::Probes | Key::ListenFor | Key::RedFlags));
    let after = text[digit..].trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = after.strip_prefix(':').or_else(|| after.strip_prefix(" :"))?;
    known.then(|| text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::items;

    #[test]
    fn lists_in_a_cell_are_split_at_every_usual_sign() {
        let split = |text: &str| items(text).join(" / ");
        for (text, wanted) in [
            ("Probe 1: Who?, Probe 2: Why then?", "Who? / Why then?"),
            ("Follow-up 1: Who? Follow-up 2: Why?", "Who? / Why?"),
            ("1. Who 2. Why 3. When in 2. half", "Who / Why / When in 2. half"),
            ("1) Who?\n2) Why?", "Who? / Why?"),
            ("Who?\u{2028}Why; then?", "Who? / Why; then?"),
            ("\u{2022} Who? \u{2022} Why?", "Who? / Why?"),
            ("- Who - Why", "Who / Why"),
            ("Who? | Why; then?", "Who? / Why; then?"),
            ("Who; Why;", "Who / Why"),
            ("Who?<br>Why?", "Who? / Why?"),
            ("- only one", "only one"),
            ("Who, why and when?", "Who, why and when?"),
            ("Probe 1: Who?", "Who?"),
            ("1 of 3 customers left", "1 of 3 customers left"),
            ("", ""),
        ] {
            assert_eq!(split(text), wanted, "{text}");
        }
    }
}
