//! Estimates how long a question takes when it is read aloud.

use super::Question;
use crate::text::{READ, SPOKEN, reading_ease, words};

/// Figures about asking a question, computed from its words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prose {
    /// Words of the prompt.
    pub words: usize,
    /// Reading ease of the prompt; 60 and more is plain.
    pub ease: f64,
    /// Minutes for asking and answering, by the rule of [`Question::prose`].
    pub spoken: f64,
}

/// Minutes for the first answer.
const ANSWER: f64 = 2.0;
/// Minutes for the answer to a probe.
const FOLLOW_UP: f64 = 1.0;

impl Question {
    /// Figures about asking the question. Prompt and probes are read aloud at 130 words a minute, exhibits
    /// silently at 200. The first answer takes two minutes, and the answer to each probe that is asked takes
    /// one. Two conditional probes count as one, because about half of them are asked in an interview.
    pub fn prose(&self) -> Prose {
        let prompt = words(self.prompt.raw()).len();
        let probe = |p: &super::Probe| words(p.ask.raw()).len() as f64 / SPOKEN + FOLLOW_UP;
        let probes: f64 =
            self.probes.iter().map(|p| if p.condition.is_some() { probe(p) / 2.0 } else { probe(p) }).sum();
        let seen: usize = self.exhibits.iter().map(|e| words(&e.text).len()).sum();
        Prose {
            words: prompt,
            ease: reading_ease(self.prompt.raw()),
            spoken: prompt as f64 / SPOKEN + seen as f64 / READ + ANSWER + probes,
        }
    }
}
