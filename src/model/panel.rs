//! The people who interview in a round, and the part of each.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an interviewer does in a round with several interviewers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Asks the questions.
    Asks,
    /// Takes notes.
    Writes,
}

impl Part {
    /// The words of the role spec, in the order of the variants.
    pub const WORDS: &'static [&'static str] = &["asks", "writes"];

    /// The word of the role spec.
    pub fn word(self) -> &'static str {
        Part::WORDS[self as usize]
    }

    /// The part that a word of the role spec names; `None` for any other word.
    pub fn from_word(word: &str) -> Option<Part> {
        [Part::Asks, Part::Writes].into_iter().find(|part| part.word() == word)
    }
}

/// The interviewers of a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panel {
    /// Their names, in the order of the file.
    pub names: Vec<String>,
    /// The part of each of them, in the same order. Empty if the file names no part: then the first asks and the
    /// others write.
    pub parts: Vec<Part>,
}

impl Panel {
    /// People without parts of their own.
    pub fn of(names: Vec<String>) -> Panel {
        Panel { names, parts: Vec::new() }
    }

    /// The same people with another one in a seat, who takes over the part of the seat. `seat`: an index, or the number
    /// of people to add one.
    #[must_use]
    pub fn with(&self, seat: usize, name: &str) -> Panel {
        let mut panel = self.clone();
        match panel.names.get_mut(seat) {
            Some(there) => name.clone_into(there),
            None => {
                panel.names.push(name.to_owned());
                if !panel.parts.is_empty() {
                    panel.parts.push(Part::Writes);
                }
            }
        }
        panel
    }
}
