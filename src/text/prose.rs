//! Measures how easy a text is to read and how long it takes to say.
//!
//! Reading ease is the score of Flesch (1948): 206.835 − 1.015 × (words per sentence) − 84.6 × (syllables per
//! word). Plain English has 60 to 70; below 50, a text is hard to follow by ear. A group of vowels counts as
//! one syllable, as is usual in programs. For a prompt of 40 words, the error is a few points.

/// Words a minute when a person calmly reads aloud.
pub const SPOKEN: f64 = 130.0;
/// Words a minute when a person reads silently and attentively.
pub const READ: f64 = 200.0;

/// The words of a text: letters and digits, with apostrophes and hyphens inside.
pub fn words(text: &str) -> Vec<&str> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    text.split(|c| !inside(c)).filter(|w| w.chars().any(char::is_alphanumeric)).collect()
}

/// Flesch's reading ease; 100 for a text without words.
pub fn reading_ease(text: &str) -> f64 {
    let words = words(text);
    if words.is_empty() {
        return 100.0;
    }
    let ends = |pair: &[char]| matches!(pair[0], '.' | '?' | '!' | ':' | ';') && !pair[1].is_alphanumeric();
    let letters: Vec<char> = text.chars().chain([' ']).collect();
    let sentences = letters.windows(2).filter(|pair| ends(pair)).count().max(1);
    let syllables: usize = words.iter().map(|w| self::syllables(w)).sum();
    let count = words.len() as f64;
    206.835 - 1.015 * count / sentences as f64 - 84.6 * syllables as f64 / count
}

/// Number of syllables of an English word: groups of vowels, without a silent `e` at the end.
fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'é' | 'ü' | 'ö' | 'ä');
    let mut groups = 0;
    let mut inside = false;
    for letter in &letters {
        groups += usize::from(vowel(letter) && !inside);
        inside = vowel(letter);
    }
    let silent = matches!(letters.as_slice(), [.., before, 'e'] if !vowel(before) && *before != 'l');
    (groups - usize::from(silent && groups > 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::{reading_ease, syllables, words};

    #[test]
    fn words_and_syllables_are_counted_as_people_count() {
        assert_eq!(words("It's a well-known 'thing', 2 of 3 — yes.").len(), 8);
        for (word, count) in [
            ("cat", 1),
            ("table", 2),
            ("make", 1),
            ("the", 1),
            ("partner", 2),
            ("engineer", 3),
            ("idea", 2),
            ("500", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn plain_words_read_more_easily() {
        let plain = reading_ease("The cat sat on the mat. It was warm.");
        let hard = reading_ease(
            "Organisational considerations necessitate comprehensive evaluation of interoperability requirements.",
        );
        assert!(plain > 90.0 && hard < 10.0, "{plain} {hard}");
        assert!((reading_ease("") - 100.0).abs() < 1e-9);
    }
}
