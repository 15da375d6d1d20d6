//! Decides whether a question fits a slot, and if not, why.

use std::fmt;

use super::{Id, Question, QuestionType, RoleSpec, Status};

/// The first reason why a question does not fit a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// It is not active.
    Status(Status),
    /// The role spec excludes it.
    Excluded,
    /// It is at another depth.
    Depth(Id),
    /// It is for other levels.
    Level,
    /// The round does not admit this type.
    Type(QuestionType),
    /// It is longer than the round's total time for questions.
    TooLong(u32),
    /// The context has no value for one of its placeholders.
    Placeholder(String),
}

/// What a slot requires of a single question.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    /// The depth that the question must be written for.
    pub depth: &'a Id,
    /// Types that the round admits; all types if empty.
    pub types: &'a [QuestionType],
    /// Minutes for questions in the round.
    pub minutes: u32,
}

impl Question {
    /// Why the question does not fit `slot` of this role; `None` if it does. The caller has checked the
    /// competency.
    pub fn misfit(&self, role: &RoleSpec, slot: Opening<'_>) -> Option<Misfit> {
        let unfilled =
            || self.phrases().flat_map(|p| p.names()).find(|name| !role.context.contains_key(*name));
        if self.status != Status::Active {
            Some(Misfit::Status(self.status))
        } else if role.excluded.contains(&self.id) {
            Some(Misfit::Excluded)
        } else if self.depth != *slot.depth {
            Some(Misfit::Depth(self.depth.clone()))
        } else if !self.suits(&role.level) {
            Some(Misfit::Level)
        } else if !slot.types.is_empty() && !slot.types.contains(&self.kind) {
            Some(Misfit::Type(self.kind))
        } else if self.minutes > slot.minutes {
            Some(Misfit::TooLong(self.minutes))
        } else {
            unfilled().map(|name| Misfit::Placeholder(name.clone()))
        }
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Misfit::Status(status) => write!(f, "is {}", status.as_str()),
            Misfit::Excluded => f.write_str("is excluded by the role spec"),
            Misfit::Depth(depth) => write!(f, "is at depth `{depth}`"),
            Misfit::Level => f.write_str("is for other levels"),
            Misfit::Type(kind) => write!(f, "is of type {kind}"),
            Misfit::TooLong(minutes) => {
                write!(f, "takes {minutes} minutes, more than the round has for questions")
            }
            Misfit::Placeholder(name) => write!(f, "needs `{name}` in the role's context"),
        }
    }
}
