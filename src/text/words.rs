//! Plurals and lists for messages.

/// A number with its noun: `1 question`, `2 questions`. A noun that ends in a consonant and `y` gets `ies`.
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 {
        return format!("1 {noun}");
    }
    let stem = noun.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'i', 'o', 'u']));
    match stem {
        Some(stem) => format!("{n} {stem}ies"),
        None => format!("{n} {noun}s"),
    }
}

/// A list in words: `a`, `a and b`, `a, b and c`, with the given joining word.
pub fn list<S: AsRef<str>>(items: &[S], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [head @ .., last] => {
            let head: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
            format!("{} {word} {}", head.join(", "), last.as_ref())
        }
    }
}

/// The items in backticks, joined like [`list`].
pub fn quoted<'a>(items: impl IntoIterator<Item = &'a str>, word: &str) -> String {
    let items: Vec<String> = items.into_iter().map(|item| format!("`{item}`")).collect();
    list(&items, word)
}

/// True if the text is an id: kebab-case with lower-case letters, digits and single hyphens, at most 64
/// characters. Ids become file names, so names that Windows reserves for devices are not ids.
pub fn is_id(text: &str) -> bool {
    let word =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.len() <= 64 && text.split('-').all(word) && !is_device(text)
}

/// True if Windows reserves the name for a device, so that no file can have it.
pub fn is_device(text: &str) -> bool {
    let numbered =
        |lead: &str| text.strip_prefix(lead).is_some_and(|n| matches!(n.as_bytes(), [b'1'..=b'9']));
    matches!(text, "con" | "nul" | "aux" | "prn") || numbered("com") || numbered("lpt")
}

/// The beginning of a text from a file, for a message: up to 60 characters.
pub fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_and_lists_read_as_english() {
        assert_eq!(count(1, "competency"), "1 competency");
        assert_eq!(count(2, "competency"), "2 competencies");
        assert_eq!(count(3, "day"), "3 days");
        assert_eq!(quoted(["a", "b", "c"], "or"), "`a`, `b` or `c`");
        assert_eq!(list::<&str>(&[], "and"), "");
    }
}
