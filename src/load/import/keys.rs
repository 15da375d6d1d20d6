//! The keys of a question that an import can fill.

/// A key, or the place for texts that have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// What the interviewer says.
    Prompt,
    /// The id.
    Id,
    /// A short name.
    Title,
    /// The competency.
    Competency,
    /// The setting of the depth dial.
    Depth,
    /// The levels of seniority.
    Levels,
    /// The type of question.
    Type,
    /// Minutes for answer and probes.
    Minutes,
    /// From 1 to 5.
    Difficulty,
    /// Other competencies.
    Also,
    /// The family.
    Family,
    /// The status.
    Status,
    /// Follow-ups.
    Probes,
    /// What to listen for.
    ListenFor,
    /// Warning signs.
    RedFlags,
    /// Anchors: a heading above them, or texts that begin with a score.
    Anchors,
    /// Where the question comes from.
    Source,
    /// Another phrasing of the question, which becomes a comment.
    Phrasing,
    /// A comment beside the question.
    Note,
}

impl Key {
    /// All keys with their words, in the order of a question.
    pub const ALL: [(Key, &'static str); 19] = [
        (Key::Prompt, "prompt"),
        (Key::Id, "id"),
        (Key::Title, "title"),
        (Key::Competency, "competency"),
        (Key::Depth, "depth"),
        (Key::Levels, "levels"),
        (Key::Type, "type"),
        (Key::Minutes, "minutes"),
        (Key::Difficulty, "difficulty"),
        (Key::Also, "also"),
        (Key::Family, "family"),
        (Key::Status, "status"),
        (Key::Probes, "probes"),
        (Key::ListenFor, "listen_for"),
        (Key::RedFlags, "red_flags"),
        (Key::Anchors, "anchors"),
        (Key::Source, "source"),
        (Key::Phrasing, "phrasing"),
        (Key::Note, "note"),
    ];

    /// The key for a word; `None` if there is none.
    pub fn parse(word: &str) -> Option<Key> {
        let word = word.trim().to_lowercase().replace(['-', ' '], "_");
        Key::ALL.iter().find(|(_, name)| *name == word).map(|(key, _)| *key)
    }

    /// Its word.
    pub fn as_str(self) -> &'static str {
        Key::ALL.iter().find(|(key, _)| *key == self).map_or("", |(_, name)| name)
    }

    /// Whether a question may have several texts of it.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Key::Probes | Key::ListenFor | Key::RedFlags | Key::Phrasing | Key::Note)
    }
}
