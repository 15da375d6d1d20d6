//! Turns the ids of a roster into kebab-case, and finds ids that name the person.

use deunicode::deunicode;

use crate::model::Id;
use crate::text::is_device;

/// Why a text of a roster cannot become an id.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It identifies a person.
    Email,
    /// It has letters or digits outside ASCII.
    NotAscii,
    /// It is a number that a spreadsheet shows rounded: `4.00123E+10`.
    Rounded,
    /// It has more than 64 characters; this is their number.
    Long(usize),
    /// Windows reserves the name for a device.
    Device,
    /// It has neither a letter nor a digit.
    Signs,
}

/// The id that a text becomes: small letters, and a single hyphen for spaces, underscores and other signs.
///
/// # Errors
/// [`Wrong`] if the text cannot become an id.
pub(super) fn convert(text: &str) -> Result<Id, Wrong> {
    if let Some(id) = Id::new(text) {
        return Ok(id);
    }
    if text.contains('@') {
        return Err(Wrong::Email);
    }
    if text.chars().any(|c| !c.is_ascii() && c.is_alphanumeric()) {
        return Err(Wrong::NotAscii);
    }
    if is_rounded(text) {
        return Err(Wrong::Rounded);
    }
    let small = text.to_ascii_lowercase();
    let words: Vec<&str> =
        small.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let id = words.join("-");
    Id::new(&id).ok_or(match id.len() {
        0 => Wrong::Signs,
        long @ 65.. => Wrong::Long(long),
        _ if is_device(&id) => Wrong::Device,
        _ => Wrong::Signs,
    })
}

/// Whether a text is a number in scientific notation, which spreadsheets write for long numbers.
fn is_rounded(text: &str) -> bool {
    let Some((number, power)) = text.split_once("E+").or_else(|| text.split_once("e+")) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(power) && number.trim_start_matches('-').split(['.', ',']).all(digits)
}

/// Whether an id is made of the words of a name: `ada-lovelace`, `lovelace-2` or `adalovelace`.
pub(super) fn is_of_name(id: &Id, name: &str) -> bool {
    let name = deunicode(name).to_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| w.len() > 1).collect();
    let digits = |c: char| c.is_ascii_digit();
    let mut parts = id.as_str().split('-').map(|part| part.trim_matches(digits)).filter(|p| !p.is_empty());
    let is_word = |part: &str| words.contains(&part);
    let (first, rest) = (parts.next(), parts.all(is_word));
    let Some(first) = first else { return false };
    let joined = || {
        let back: String = words.iter().rev().copied().collect();
        words.len() > 1 && (words.concat() == first || back == first)
    };
    rest && (is_word(first) || joined())
}

#[cfg(test)]
mod tests {
    use super::{Wrong, convert, is_of_name};
    use crate::model::Id;

    #[test]
    fn ids_of_hiring_systems_become_kebab_case() {
        let id = |text: &str| convert(text).map(|id| id.to_string());
        let good = [
            ("C001", "c001"),
            ("40012345002", "40012345002"),
            ("REQ 7_Cand 12", "req-7-cand-12"),
            ("#A--7/", "a-7"),
            ("../../x", "x"),
            ("1E5", "1e5"),
        ];
        for (text, wanted) in good {
            assert_eq!(id(text).as_deref(), Ok(wanted));
        }
        assert_eq!(id("ada@example.com"), Err(Wrong::Email));
        assert_eq!(id("Zo\u{eb}-1"), Err(Wrong::NotAscii));
        for text in ["4.00123E+10", "4,00123E+10", "1e+15"] {
            assert_eq!(id(text), Err(Wrong::Rounded));
        }
        assert_eq!(id(&"X".repeat(65)), Err(Wrong::Long(65)));
        assert_eq!(id("CON"), Err(Wrong::Device));
        assert_eq!(id("--"), Err(Wrong::Signs));
    }

    #[test]
    fn an_id_of_the_words_of_a_name_is_found() {
        let of = |id: &str, name: &str| is_of_name(&Id::new(id).expect("an id"), name);
        for id in ["ada-lovelace", "lovelace", "lovelace-2", "adalovelace", "lovelaceada", "ada2"] {
            assert!(of(id, "Ada Lovelace"), "{id}");
        }
        assert!(of("wojcik", "W\u{f3}jcik, \u{141}ukasz"));
        for id in ["ada-l", "c-017", "40012345002", "a-1", "ada-c"] {
            assert!(!of(id, "Ada Lovelace"), "{id}");
        }
    }
}
