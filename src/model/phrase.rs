//! Texts with `{{name}}` placeholders, filled from the role spec's context.

use std::collections::BTreeMap;

/// A text that may hold placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    raw: String,
    names: Vec<String>,
}

/// Braces that are not a placeholder, with the byte offset of the opening pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the braces at byte {0} are not a placeholder")]
pub struct BadPlaceholder(pub usize);

impl BadPlaceholder {
    /// The wrong braces in the text `raw`, up to the closing pair or the end of the line.
    pub fn braces<'r>(&self, raw: &'r str) -> &'r str {
        let rest = raw[self.0..].lines().next().unwrap_or_default();
        rest.find("}}").map_or(rest, |end| &rest[..end + 2])
    }
}

impl Phrase {
    /// Reads the placeholders of a text.
    ///
    /// # Errors
    /// [`BadPlaceholder`] if `{{` is not closed or contains anything but a name of letters,
    /// digits and underscores.
    pub fn new(raw: impl Into<String>) -> Result<Phrase, BadPlaceholder> {
        let raw = raw.into();
        let mut names: Vec<String> = Vec::new();
        for (at, name) in placeholders(&raw) {
            match name.map(str::trim) {
                Some(name) if is_name(name) => {
                    if !names.iter().any(|n| n == name) {
                        names.push(name.to_owned());
                    }
                }
                _ => return Err(BadPlaceholder(at)),
            }
        }
        Ok(Phrase { raw, names })
    }

    /// The text as written.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The names it needs, in order of first use.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The text with every placeholder filled; a name without a value stays as written.
    pub fn fill(&self, context: &BTreeMap<String, String>) -> String {
        if self.names.is_empty() {
            return self.raw.clone();
        }
        let mut filled = String::with_capacity(self.raw.len() + 32);
        let mut rest = 0;
        for (at, name) in placeholders(&self.raw) {
            let Some(name) = name else { break };
            let end = at + 2 + name.len() + 2;
            filled.push_str(&self.raw[rest..at]);
            filled.push_str(context.get(name.trim()).map_or(&self.raw[at..end], String::as_str));
            rest = end;
        }
        filled.push_str(&self.raw[rest..]);
        filled
    }
}

/// Byte offset of every `{{`, and the text between it and the next `}}`.
fn placeholders(raw: &str) -> impl Iterator<Item = (usize, Option<&str>)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + raw[from..].find("{{")?;
        let inside = raw[at + 2..].find("}}").map(|n| &raw[at + 2..at + 2 + n]);
        from = inside.map_or(raw.len(), |name| at + 2 + name.len() + 2);
        Some((at, inside))
    })
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_and_nothing_else_is() {
        let phrase =
            Phrase::new("Why {{ surface }} at {{company}}, {not} {{surface}}?").expect("well formed");
        assert_eq!(phrase.names(), ["surface", "company"]);
        let context = BTreeMap::from([("surface".to_owned(), "{{company}}".to_owned())]);
        assert_eq!(phrase.fill(&context), "Why {{company}} at {{company}}, {not} {{company}}?");
    }

    #[test]
    fn broken_braces_are_named() {
        assert_eq!(Phrase::new("a {{b"), Err(BadPlaceholder(2)));
        assert_eq!(Phrase::new("{{}}"), Err(BadPlaceholder(0)));
        assert_eq!(Phrase::new("{{a b}}"), Err(BadPlaceholder(0)));
    }
}
