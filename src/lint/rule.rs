//! What a rule is: its code, its group, its level, and the function that checks.

use super::finding::Findings;
use super::starts::Start;
use super::subject::{OfKit, OfQuestion, OfRole, Posting, Said};
use super::topic::Topic;
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Bank, LintLevel};

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// The code of its findings, with the text that `explain` prints.
    pub code: Code,
    /// Its group.
    pub group: Group,
    /// Its level if no file and no option sets another.
    pub level: LintLevel,
    /// What it checks.
    pub check: Check,
}

impl Rule {
    /// A rule whose findings are warnings. `text` is what `explain` prints.
    pub(super) const fn new(id: &'static str, text: &'static str, group: Group, check: Check) -> Rule {
        let code = Code { id, severity: Severity::Warning, text };
        Rule { code, group, level: LintLevel::Warn, check }
    }

    /// The rule with another level.
    pub(super) const fn level(self, level: LintLevel) -> Rule {
        Rule { level, ..self }
    }
}

/// The groups. The name of a group can be given wherever the code of a rule can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Role specs.
    Role,
    /// What may not be asked or is risky to ask.
    Legal,
    /// Questions.
    Question,
    /// Kits and loops.
    Kit,
    /// Job advertisements.
    Posting,
}

impl Group {
    /// All groups, in the order of the documentation.
    pub const ALL: [Group; 5] = [Group::Role, Group::Legal, Group::Question, Group::Kit, Group::Posting];

    /// The name that files and options use.
    pub fn as_str(self) -> &'static str {
        match self {
            Group::Role => "role",
            Group::Legal => "legal",
            Group::Question => "question",
            Group::Kit => "kit",
            Group::Posting => "posting",
        }
    }
}

/// What a rule checks, with the function that does it.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// A role spec with its bank.
    Role(fn(&OfRole<'_>, &mut Findings)),
    /// One question.
    Question(fn(&OfQuestion<'_>, &mut Findings)),
    /// Each text by itself: of a role spec, a question, a job advertisement or a note.
    Text(fn(&Said<'_>, &mut Findings)),
    /// Each text by itself, by the patterns of a topic.
    Topic(&'static Topic),
    /// A bank as a whole.
    Bank(fn(&Bank) -> Vec<Diagnostic>),
    /// A role spec with the kit of its loop.
    Kit(fn(&OfKit<'_>, &mut Findings)),
    /// A job advertisement as a whole.
    Posting(fn(&Posting<'_>, &mut Findings)),
    /// A job advertisement: each text by the patterns of a topic, and the whole by a function.
    Advert(&'static Topic, fn(&Posting<'_>, &mut Findings)),
    /// Something that another part of `check` finds out and reports under this code.
    Elsewhere,
}

impl Check {
    /// Checks one text, if the rule looks at texts one by one. `starts` are the patterns of its topic that may match.
    pub(super) fn text(&self, said: &Said<'_>, starts: &[Start<'_>], found: &mut Findings) {
        match self {
            Check::Text(check) => check(said, found),
            Check::Topic(topic) | Check::Advert(topic, _) => topic.check(said, starts, found),
            _ => {}
        }
    }

    /// The topic that the rule looks for in texts; `None` if it works in another way.
    pub(super) fn topic(&self) -> Option<&'static Topic> {
        match self {
            Check::Topic(topic) | Check::Advert(topic, _) => Some(topic),
            _ => None,
        }
    }
}
