//! Lines at the beginning of a text that say how its table is written: `sep=;` of spreadsheets, and the `#` lines of
//! card decks (`#separator:tab`, `#columns:`).

/// What such lines say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Directives {
    /// How many lines there are.
    pub(super) lines: usize,
    pub(super) delimiter: Option<u8>,
    pub(super) columns: Option<Vec<String>>,
}

/// Names of the `#` lines of card decks.
const NAMES: &[&str] = &[
    "separator",
    "html",
    "columns",
    "tags column",
    "deck column",
    "notetype column",
    "guid column",
    "tags",
    "deck",
    "notetype",
];

/// The directives at the beginning of a text.
pub(super) fn directives(text: &str) -> Directives {
    let mut found = Directives::default();
    let mut columns = None;
    for line in text.lines().take(20) {
        let line = line.trim_end();
        if found.lines == 0
            && let Some(sign) = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))
        {
            found.delimiter = separator(sign);
            found.lines = 1;
            break;
        }
        let pair = line.strip_prefix('#').and_then(|rest| rest.split_once(':'));
        let Some((name, value)) = pair.filter(|(name, _)| NAMES.contains(&name.trim())) else { break };
        match name.trim() {
            "separator" => found.delimiter = separator(value.trim_matches(' ')),
            "columns" => columns = Some(value.to_owned()),
            _ => {}
        }
        found.lines += 1;
    }
    let sign = char::from(found.delimiter.unwrap_or(b'\t'));
    found.columns = columns.map(|names| names.split(sign).map(|name| name.trim().to_owned()).collect());
    found
}

fn separator(word: &str) -> Option<u8> {
    match word.to_lowercase().as_str() {
        "tab" | "\t" | "\\t" => Some(b'\t'),
        "comma" | "," => Some(b','),
        "semicolon" | ";" => Some(b';'),
        "pipe" | "|" => Some(b'|'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Directives, directives};

    #[test]
    fn decks_and_spreadsheets_say_how_they_are_separated() {
        assert_eq!(
            directives("#separator:tab\n#html:true\n#columns:Front\tBack\nQ?\tA\n"),
            Directives {
                lines: 3,
                delimiter: Some(b'\t'),
                columns: Some(vec!["Front".to_owned(), "Back".to_owned()])
            }
        );
        assert_eq!(directives("sep=;\na;b\n"), Directives { lines: 1, delimiter: Some(b';'), columns: None });
        assert_eq!(directives("# a title: x\na,b\n"), Directives::default());
    }
}
