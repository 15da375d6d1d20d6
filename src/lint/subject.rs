//! What rules look at.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::terms;
use crate::model::{Bank, Id, Kit, PostingText, Question, QuestionType, RoleSpec};
use crate::text::Source;

/// A role spec with its bank.
#[derive(Clone, Copy, Debug)]
pub struct OfRole<'a> {
    /// The role spec.
    pub role: &'a RoleSpec,
    /// Its bank.
    pub bank: &'a Bank,
}

/// A question with its bank.
#[derive(Clone, Copy, Debug)]
pub struct OfQuestion<'a> {
    /// The question.
    pub question: &'a Question,
    /// Its bank.
    pub bank: &'a Bank,
}

/// A role spec with the kit of its loop.
#[derive(Clone, Copy, Debug)]
pub struct OfKit<'a> {
    /// The role spec.
    pub role: &'a RoleSpec,
    /// Its bank.
    pub bank: &'a Bank,
    /// The kit of the loop: the one on disk, or one that was drawn for the check.
    pub kit: &'a Kit,
}

/// The part of a file that a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The title of an opening.
    Title,
    /// The name of the hiring manager or the recruiter, or the location.
    Particular,
    /// The summary of an opening.
    Summary,
    /// A must-have or a nice-to-have.
    MustHave,
    /// An item of `owns` or `not_owned`.
    Owns,
    /// The title of a question.
    Name,
    /// What the interviewer says: the prompt of a question.
    Prompt,
    /// What the interviewer says: a probe of a question or of a must-have.
    Probe,
    /// What an interviewer listens for.
    ListenFor,
    /// A warning sign in an answer.
    RedFlag,
    /// An anchor.
    Anchor,
    /// A paragraph, an item or a heading of a job advertisement.
    Posting,
    /// What an interviewer noted down.
    Note,
}

/// A text, and where it stands.
#[derive(Clone, Debug)]
pub struct Said<'a> {
    /// The text, with placeholders as written.
    pub text: &'a str,
    /// What it is.
    pub part: Part,
    /// Its path in the record; empty in a job advertisement.
    pub route: String,
    /// The places whose law applies; if it is empty, the strictest place counts.
    pub places: &'a [Id],
    /// The type of the question that it belongs to.
    pub kind: Option<QuestionType>,
    /// What several rules find out about the text.
    known: Known,
}

/// What is found out about a text once, when the first rule asks.
#[derive(Clone, Debug, Default)]
struct Known {
    lower: OnceCell<String>,
    is_reserved: OnceCell<bool>,
}

impl<'a> Said<'a> {
    /// A text that belongs to no question. `route` is its path in the record.
    pub fn new(text: &'a str, part: Part, route: impl Into<String>, places: &'a [Id]) -> Said<'a> {
        Said { text, part, route: route.into(), places, kind: None, known: Known::default() }
    }

    /// The text as one of a question of this type.
    #[must_use]
    pub fn of(self, kind: QuestionType) -> Said<'a> {
        Said { kind: Some(kind), ..self }
    }

    /// The text with the letters of ASCII in lower case, and with spaces of ASCII instead of others. Bytes keep their place.
    pub(super) fn lower(&self) -> &str {
        self.known.lower.get_or_init(|| {
            let mut lower = self.text.to_ascii_lowercase();
            // A no-break space, a thin one, and the like.
            for space in
                lower.chars().filter(|c| c.is_whitespace() && !c.is_ascii()).collect::<BTreeSet<char>>()
            {
                lower = lower.replace(space, &" ".repeat(space.len_utf8()));
            }
            lower
        })
    }

    /// True if the text says what is not asked, what to leave out, or that all people are welcome.
    pub(super) fn is_reserved(&self) -> bool {
        *self.known.is_reserved.get_or_init(|| terms::is_reserved(self.lower()))
    }

    /// True if the law of a place applies: if the place (`us`), a part of it (`us-ca`) or no place at all is set.
    pub fn applies(&self, place: &str) -> bool {
        let is_of = |id: &Id| {
            id.as_str() == place
                || id.as_str().strip_prefix(place).is_some_and(|rest| rest.starts_with('-'))
                || place == "eu" && EU.contains(&id.as_str().split('-').next().unwrap_or_default())
        };
        self.places.is_empty() || self.places.iter().any(is_of)
    }

    /// True if the law of a place applies because that place or a part of it is set.
    pub fn names(&self, place: &str) -> bool {
        !self.places.is_empty() && self.applies(place)
    }
}

/// The states of the European Union (ISO 3166), which the laws of `eu` apply to.
const EU: [&str; 27] = [
    "at", "be", "bg", "hr", "cy", "cz", "dk", "ee", "fi", "fr", "de", "gr", "hu", "ie", "it", "lv", "lt",
    "lu", "mt", "nl", "pl", "pt", "ro", "sk", "si", "es", "se",
];

/// A job advertisement.
#[derive(Clone, Copy, Debug)]
pub struct Posting<'a> {
    /// The file.
    pub source: &'a Arc<Source>,
    /// Its texts in their order. The path of a text is its index, such as `3`.
    pub texts: &'a [PostingText],
    /// The places whose law applies.
    pub places: &'a [Id],
}
