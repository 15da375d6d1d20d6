//! Recognises the points of a rating scale by their names: `4`, `Score 4`, `Poor (1)`, `Exceeds`.

use deunicode::deunicode;

/// A point of a scale.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Point {
    /// A score of the bank, named by its label or by `--map`.
    Score(u8),
    /// A number.
    Number(u8),
    /// A word, by its rank from 0 (worst) to 100.
    Rank(u8),
}

/// Words that may precede or follow the number of a point.
const SCORE: &[&str] = &[
    "anchor",
    "anchors",
    "score",
    "scored",
    "rating",
    "level",
    "point",
    "points",
    "star",
    "stars",
    "grade",
    "anker",
    "stufe",
    "note",
    "punkt",
    "punkte",
    "bewertung",
    "wert",
    "niveau",
    "ancre",
    "nivel",
    "puntuacion",
    "punto",
    "puntos",
    "nota",
    "ancla",
];

/// Words for points of a scale, with their rank.
const RANKS: &[(u8, &[&str])] = &[
    (
        0,
        &[
            "unacceptable",
            "no evidence",
            "very poor",
            "ungenugend",
            "inacceptable",
            "inaceptable",
            "muy deficiente",
        ],
    ),
    (10, &["poor", "very weak", "mangelhaft", "mauvais", "deficiente", "malo"]),
    (15, &["weak", "bad", "schwach", "faible", "debil"]),
    (
        20,
        &[
            "below",
            "below expectations",
            "does not meet",
            "does not meet expectations",
            "insufficient",
            "unsatisfactory",
            "below average",
            "nicht erfullt",
            "unzureichend",
            "insuffisant",
            "insuficiente",
            "no cumple",
            "novice",
            "beginner",
            "strong no",
            "not demonstrated",
        ],
    ),
    (
        30,
        &[
            "needs improvement",
            "developing",
            "partially meets",
            "partly meets",
            "marginal",
            "teilweise erfullt",
            "a ameliorer",
            "partiellement atteint",
            "mejorable",
            "basic",
        ],
    ),
    (40, &["fair", "ausreichend", "passable", "regular", "mixed"]),
    (
        50,
        &[
            "average",
            "acceptable",
            "adequate",
            "mittel",
            "befriedigend",
            "moyen",
            "aceptable",
            "intermediate",
        ],
    ),
    (
        60,
        &[
            "meets",
            "meets expectations",
            "satisfactory",
            "proficient",
            "competent",
            "erfullt",
            "satisfaisant",
            "atteint",
            "satisfactorio",
            "cumple",
        ],
    ),
    (70, &["good", "strong", "gut", "bon", "bien", "bueno", "solid"]),
    (
        80,
        &[
            "very good",
            "great",
            "above average",
            "exceeds",
            "exceeds expectations",
            "above expectations",
            "advanced",
            "sehr gut",
            "ubertroffen",
            "tres bien",
            "tres bon",
            "depasse",
            "muy bueno",
            "muy bien",
            "supera",
            "very strong",
        ],
    ),
    (90, &["excellent", "ausgezeichnet", "hervorragend", "excelente", "expert", "strong yes"]),
    (100, &["outstanding", "exceptional", "far exceeds", "herausragend", "exceptionnel", "sobresaliente"]),
];

/// The words of a text in small letters without accents, with a space between them.
pub(super) fn words(text: &str) -> String {
    if text.len() > 200 {
        return String::new();
    }
    let text = deunicode(text).to_lowercase();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The point that a text names; `None` if it names none.
pub(super) fn point(text: &str) -> Option<Point> {
    if text.len() > 60 {
        return None;
    }
    let plain = words(text);
    let rank = |plain: &str| RANKS.iter().find(|(_, names)| names.contains(&plain)).map(|(rank, _)| *rank);
    if let Some(rank) = rank(&plain) {
        return Some(Point::Rank(rank));
    }
    let mut number = None;
    let mut others: Vec<&str> = Vec::new();
    for word in plain.split(' ') {
        match word.parse::<u8>() {
            Ok(n) if n <= 10 && number.is_none() => number = Some(n),
            Ok(_) => return None,
            Err(_) => others.push(word),
        }
    }
    let number = number?;
    others.retain(|word| !SCORE.contains(word));
    // `Poor (1)` and `1 - Poor`. Other words beside a number, as in `Probe 1`, need the form of a scale.
    let joined = others.join(" ");
    let starts = text.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let named = plain.split(' ').next().is_some_and(|first| SCORE.contains(&first))
        && plain.split(' ').nth(1) == Some(number.to_string().as_str());
    let scale = named
        || text.contains(&format!("({number})"))
        || starts && text.contains([':', '=', '-', '\u{2013}', '\u{2014}', '(']);
    (others.is_empty() || rank(&joined).is_some() || scale && others.len() <= 3)
        .then_some(Point::Number(number))
}

/// Whether a text, such as the head of a column, says that scores are below it.
pub(super) fn is_scale(text: &str) -> bool {
    words(text).split(' ').all(|word| word.is_empty() || SCORE.contains(&word))
}

/// The point at the beginning of a text such as `1: Guesses` or `Poor (1) - Guesses`, and the rest.
pub(super) fn leading(text: &str) -> Option<(Point, &str)> {
    let ends = [": ", " - ", " \u{2013} ", " \u{2014} ", ". ", ") ", " = "];
    let ends = ends.iter().flat_map(|sign| text.match_indices(sign).take(3));
    let mut ends: Vec<(usize, &str)> = ends.filter(|(at, _)| *at <= 60).collect();
    ends.sort_unstable();
    ends.into_iter().find_map(|(at, sign)| {
        // A bracket that closes is part of the name.
        let name = if sign == ") " { &text[..at + 1] } else { &text[..at] };
        let rest = text[at + sign.len()..].trim_start_matches([':', '-', '\u{2013}', '\u{2014}', ' ']);
        Some((point(name)?, rest)).filter(|(_, rest)| !rest.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::{Point, leading, point};

    #[test]
    fn points_are_found_by_number_and_by_word() {
        for (text, number) in [
            ("1", 1),
            ("Score 4", 4),
            ("Poor (1)", 1),
            ("3 - Meets", 3),
            ("Anchor_2", 2),
            ("5 Punkte", 5),
            ("Niveau 3", 3),
            ("Score 5 (great)", 5),
        ] {
            assert_eq!(point(text), Some(Point::Number(number)), "{text}");
        }
        assert_eq!(point("Exceeds expectations"), Some(Point::Rank(80)));
        assert_eq!(point("Tr\u{e8}s bien"), Some(Point::Rank(80)));
        for text in ["Probe 1", "Question 2", "2026", "Owner", "", "1 2"] {
            assert_eq!(point(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_may_begin_with_its_point() {
        assert_eq!(leading("1: Guesses"), Some((Point::Number(1), "Guesses")));
        assert_eq!(leading("Poor (1) - Guesses: badly"), Some((Point::Number(1), "Guesses: badly")));
        assert_eq!(leading("Good \u{2013} asks"), Some((Point::Rank(70), "asks")));
        assert_eq!(leading("Asks who is hurt"), None);
    }
}
