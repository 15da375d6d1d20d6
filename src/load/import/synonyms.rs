//! What people call the keys of a question: names of columns and headings in English, German, French and Spanish.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::keys::Key;
use super::points::words;
use crate::load::table::plain;

/// The names of a key, separated by `, `, by language: English, German, French, Spanish.
pub type Names = (Key, [&'static str; 4]);

/// Names of columns and headings. Upper and lower case, accents, spaces, signs and a number at the end do not matter.
pub(super) const NAMES: &[Names] = &[
    (
        Key::Prompt,
        [
            "prompt, question, questions, question text, interview question, interview questions, the \
        question, main question, lead question, primary question, text, front, ask",
            "Frage, Fragen, Fragetext, Interviewfrage, Interviewfragen, Hauptfrage, Fragestellung",
            "question, questions, question d'entretien, intitulé, énoncé, libellé",
            "pregunta, preguntas, pregunta de entrevista, enunciado",
        ],
    ),
    (
        Key::Id,
        [
            "id, question id, code, key, reference, ref",
            "Fragen-ID, Kennung, Schlüssel",
            "identifiant, référence",
            "identificador, código, referencia",
        ],
    ),
    (
        Key::Title,
        [
            "title, short title, short name, question title, name",
            "Titel, Kurztitel, Bezeichnung",
            "titre",
            "título",
        ],
    ),
    (
        Key::Competency,
        [
            "competency, competence, competencies, skill, skills, skill area, capability, attribute, \
        dimension, trait, value, topic, theme, area",
            "Kompetenz, Kompetenzen, Fähigkeit, Kompetenzfeld, Kompetenzbereich, Thema, Bereich",
            "compétence, compétences, aptitude, thème, sujet, domaine",
            "competencia, competencias, habilidad, aptitud, tema, área",
        ],
    ),
    (Key::Depth, ["depth", "Tiefe", "profondeur", "profundidad"]),
    (
        Key::Levels,
        [
            "levels, level, seniority, seniority level, job level, experience level, career level",
            "Seniorität, Karrierestufe, Erfahrungsstufe, Stufe",
            "séniorité, niveau, niveau d'expérience",
            "senioridad, nivel, nivel de experiencia",
        ],
    ),
    (
        Key::Type,
        [
            "type, question type, type of question, kind, format, method",
            "Typ, Fragetyp, Frageart, Art, Art der Frage",
            "type de question, genre",
            "tipo, tipo de pregunta",
        ],
    ),
    (
        Key::Minutes,
        [
            "minutes, min, mins, time, time in minutes, duration, duration in minutes, timing, time allotted, \
        time limit",
            "Minuten, Dauer, Zeit, Dauer in Minuten, Zeitbedarf",
            "durée, temps, durée en minutes",
            "minutos, duración, tiempo, duración en minutos",
        ],
    ),
    (Key::Difficulty, ["difficulty", "Schwierigkeit, Schwierigkeitsgrad", "difficulté", "dificultad"]),
    (
        Key::Also,
        [
            "also, secondary competency, secondary competencies, other competencies, also assesses, secondary \
        skill",
            "weitere Kompetenzen, Nebenkompetenz",
            "autres compétences, compétence secondaire",
            "otras competencias, competencia secundaria",
        ],
    ),
    (Key::Family, ["family, question family", "Fragenfamilie", "famille", "familia"]),
    (Key::Status, ["status, state", "Zustand", "statut", "estado"]),
    (
        Key::Probes,
        [
            "probe, probes, follow-up, follow-ups, followup, followups, follow-up question, follow-up \
        questions, probing question, probing questions, sub-questions, further questions, additional \
        questions, ask as a follow-up",
            "Nachfrage, Nachfragen, Zusatzfragen, Rückfragen, Folgefragen, Vertiefungsfragen",
            "relance, relances, questions de relance, questions complémentaires, questions \
        d'approfondissement",
            "repregunta, repreguntas, preguntas de seguimiento, seguimiento, preguntas adicionales, sondeo",
        ],
    ),
    (
        Key::ListenFor,
        [
            "look for, what to look for, look fors, things to look for, listen for, what to listen for, good \
        answer, good answers, a good answer, what good looks like, what great looks like, what we are looking for, what we're looking for, \
         great answer, great answers, strong response, good response, signals, indicators, positive behaviors, \
         positive behaviours, what a good answer includes, strong \
        answer, strong answers, what a strong answer includes, ideal answer, expected answer, model \
        answer, sample answer, answer, answers, back, positive signs, positive indicators, positive \
        signals, strong signals, green flags, key points, evaluation criteria, criteria",
            "achten auf, darauf achten, worauf achten, gute Antwort, gute Antworten, positive Anzeichen, \
        positive Signale, Musterantwort, erwartete Antwort, Antwort, Bewertungskriterien",
            "à écouter, à rechercher, points à rechercher, points d'attention, bonne réponse, bonnes \
        réponses, éléments attendus, réponse attendue, signes positifs, signaux positifs, réponse",
            "qué buscar, qué escuchar, a qué prestar atención, buena respuesta, buenas respuestas, respuesta \
        esperada, señales positivas, respuesta",
        ],
    ),
    (
        Key::RedFlags,
        [
            "red flag, red flags, warning signs, warning sign, bad answer, bad answers, weak answer, weak \
        answers, poor answers, negative indicators, negative behaviors, negative behaviours, weak response, poor response, poor answer, watch out, negative signs, negative signals, watch out for, \
        concerns",
            "Warnsignal, Warnsignale, Warnzeichen, Alarmsignale, schlechte Antworten, negative Signale",
            "signal d'alerte, signaux d'alerte, signes d'alerte, drapeaux rouges, mauvaises réponses, points \
        de vigilance",
            "señal de alerta, señales de alerta, señales de alarma, banderas rojas, malas respuestas, alertas",
        ],
    ),
    (
        Key::Anchors,
        [
            "anchors, rating, ratings, rating scale, rating matrix, scoring matrix, evaluation matrix, matrix, rating guide, scoring, scoring guide, scale, rubric, \
        scoring rubric, rating rubric, score, scorecard, evaluation, bars",
            "Bewertung, Bewertungsskala, Bewertungsraster, Skala, Verhaltensanker, Anker",
            "barème, échelle, échelle de notation, grille d'évaluation, notation, évaluation",
            "escala, escala de valoración, rúbrica, baremo, evaluación, puntuación",
        ],
    ),
    (
        Key::Source,
        ["source, origin, taken from", "Quelle, Herkunft", "origine, provenance", "fuente, origen"],
    ),
    (
        Key::Phrasing,
        [
            "phrasing, phrasings, alternative, alternatives, alternative phrasing, alternative phrasings, \
        other phrasings, variant, variants, alternate wording, rephrasing, or",
            "Alternative, Alternativen, andere Formulierung, andere Formulierungen, Variante, Varianten, oder",
            "autre formulation, autres formulations, variante, variantes, ou",
            "otra formulación, otras formulaciones, alternativa, alternativas, o bien",
        ],
    ),
    (
        Key::Note,
        [
            "note, notes, comment, comments, remark, remarks, owner, author, contributor, tags, category, \
        interviewer notes, guidance, instructions",
            "Notiz, Notizen, Anmerkung, Anmerkungen, Bemerkung, Bemerkungen, Kommentar, Verantwortlich, \
        Autor, Autorin, Hinweis, Hinweise",
            "remarque, remarques, commentaire, commentaires, responsable, auteur, consignes",
            "nota, notas, comentario, comentarios, observaciones, responsable, autor, indicaciones",
        ],
    ),
];

/// Words before a name that do not change what it means.
const BEFORE: &[&str] = &[
    "possible",
    "suggested",
    "optional",
    "sample",
    "example",
    "typical",
    "potential",
    "key",
    "some",
    "common",
    "mogliche",
];

/// The names of the languages, in the order in which `import_synonyms` has them.
pub const LANGUAGES: [&str; 4] = ["English", "German", "French", "Spanish"];

/// Words in a long heading, such as the question of a form; the first that is in it decides.
const WITHIN: &[(Key, &[&str])] = &[
    (
        Key::RedFlags,
        &[
            "red flag",
            "red flags",
            "warning sign",
            "warning signs",
            "weak answer",
            "bad answer",
            "warnsignal",
            "warnsignale",
            "signaux d alerte",
            "senales de alerta",
        ],
    ),
    (
        Key::Probes,
        &[
            "follow up",
            "follow ups",
            "followup",
            "followups",
            "probe",
            "probes",
            "nachfragen",
            "relances",
            "repreguntas",
        ],
    ),
    (
        Key::ListenFor,
        &[
            "look for",
            "listen for",
            "good answer",
            "strong answer",
            "great answer",
            "ideal answer",
            "gute antwort",
            "bonne reponse",
            "buena respuesta",
        ],
    ),
    (
        Key::Competency,
        &["competency", "competencies", "competence", "skill", "skills", "kompetenz", "competencia"],
    ),
    (Key::Minutes, &["minutes", "how long", "minuten", "minutos"]),
    (
        Key::Prompt,
        &[
            "your question",
            "the question",
            "interview question",
            "ihre frage",
            "votre question",
            "su pregunta",
        ],
    ),
];

static BY_NAME: LazyLock<BTreeMap<String, Key>> = LazyLock::new(|| {
    let mut found = BTreeMap::new();
    for (key, languages) in NAMES {
        let own = key.as_str();
        for name in languages.iter().flat_map(|names| names.split(", ")).chain([own]) {
            found.entry(plain(name)).or_insert(*key);
        }
    }
    found
});

/// The key of which a text is a name.
pub(super) fn exact(name: &str) -> Option<Key> {
    BY_NAME.get(&plain(name)).copied()
}

/// The key that a name means; `None` if it means none.
pub(super) fn key(name: &str) -> Option<Key> {
    if name.len() > 120 {
        return None;
    }
    // `Time (min)`, `Probe 2`, `Question*`.
    let open = || name.split(['(', '[']).next().filter(|part| part.len() < name.len()).and_then(exact);
    let unnumbered = || {
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit() || " .:_-".contains(c));
        exact(stem).filter(|_| !stem.is_empty())
    };
    // `Possible follow-ups`, `Key red flags`.
    let bare = || {
        let (first, rest) = name.trim().split_once(' ')?;
        BEFORE.contains(&plain(first).as_str()).then(|| exact(rest))?
    };
    // `Competency / Skill`, if both mean the same.
    let both = || {
        let mut keys = name.split(['/', '&']).map(exact);
        let first = keys.next()??;
        keys.all(|key| key == Some(first)).then_some(first)
    };
    exact(name).or_else(open).or_else(unnumbered).or_else(bare).or_else(both)
}

/// The key that a long name of a column has words for.
pub(super) fn within(name: &str) -> Option<Key> {
    let text = format!(" {} ", words(name));
    let has = |word: &&&str| text.contains(&format!(" {word} "));
    WITHIN.iter().find(|(_, list)| list.iter().any(|word| has(&word))).map(|(key, _)| *key)
}

/// All names of each key, separated by `, `, by language, for the documentation.
pub fn synonyms() -> &'static [Names] {
    NAMES
}

#[cfg(test)]
mod tests {
    use super::{Key, key, within};

    #[test]
    fn names_are_known_in_four_languages_and_in_any_dress() {
        for (name, wanted) in [
            ("Interview Question", Key::Prompt),
            ("FRAGE", Key::Prompt),
            ("pregunta", Key::Prompt),
            ("Comp\u{e9}tence", Key::Competency),
            ("Follow-ups:", Key::Probes),
            ("Probe 3", Key::Probes),
            ("Relances", Key::Probes),
            ("Dur\u{e9}e (min)", Key::Minutes),
            ("red_flags", Key::RedFlags),
            ("Se\u{f1}ales de alerta", Key::RedFlags),
            ("What to look for", Key::ListenFor),
            ("Seniority", Key::Levels),
            ("Tiefe", Key::Depth),
            ("Competency / Skill", Key::Competency),
            ("Possible follow-ups", Key::Probes),
        ] {
            assert_eq!(key(name), Some(wanted), "{name}");
        }
        for name in ["Asked by", "1", "", "Tell me about a refusal", "Question #", "Time / Level"] {
            assert_eq!(key(name), None, "{name}");
        }
        assert_eq!(within("Which competency does your question test?"), Some(Key::Competency));
        assert_eq!(within("What is your question?"), Some(Key::Prompt));
        assert_eq!(within("Favourite colour"), None);
    }
}
