//! What a file says about a lint: whether to ignore it, to warn, or to count it as an error.

use crate::text::Place;

/// What happens to the findings of a lint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LintLevel {
    /// They are not shown.
    Allow,
    /// They are warnings.
    Warn,
    /// They are errors.
    Deny,
}

impl LintLevel {
    /// The word that files use.
    pub fn as_str(self) -> &'static str {
        match self {
            LintLevel::Allow => "allow",
            LintLevel::Warn => "warn",
            LintLevel::Deny => "deny",
        }
    }

    /// The three levels with the words that files use, the mildest first.
    pub const ALL: [LintLevel; 3] = [LintLevel::Allow, LintLevel::Warn, LintLevel::Deny];
}

/// The level that a file or an option gives to one lint or to a group of lints.
#[derive(Clone, Debug)]
pub struct LintSetting {
    /// The code of the lint, or the name of a group.
    pub name: String,
    /// Its level.
    pub level: LintLevel,
    /// Where the file says so; `None` for an option of the command line.
    pub place: Option<Place>,
}
