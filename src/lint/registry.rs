//! All rules. A rule consists of `rules/<name>.rs`, `rules/<name>.md` and its line in `rules/mod.rs`.

use super::rule::{Group, Rule};
use super::rules;
use crate::diag::{Code, Severity, codes};

/// All rules, in the order of the documentation.
pub static RULES: &[&Rule] = rules::ALL;

/// The rule with this code; `None` if there is none.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.id == code)
}

/// The code with this name, of a rule or of another finding; `None` if there is none.
pub fn code(name: &str) -> Option<&'static Code> {
    rule(name).map(|rule| &rule.code).or_else(|| codes::find(name))
}

/// The codes of all findings, those of rules last.
pub fn all_codes() -> impl Iterator<Item = &'static Code> {
    codes::ALL.iter().copied().chain(RULES.iter().map(|rule| &rule.code))
}

/// The names that files and options may give a level: of rules, other warnings and groups.
pub fn names() -> impl Iterator<Item = &'static str> {
    let warnings = all_codes().filter(|code| code.severity == Severity::Warning);
    warnings.map(|code| code.id).chain(Group::ALL.iter().map(|group| group.as_str()))
}

/// True for the name of a finding or of a group. Errors have names too, but keep their level.
pub(super) fn is_known(name: &str) -> bool {
    code(name).is_some() || Group::ALL.iter().any(|group| group.as_str() == name)
}

/// All rules by group, with their levels, in Markdown.
pub fn listed() -> String {
    let mut text = String::from("# lints\n\n`panelkit explain NAME` says what one of them means.\n");
    for group in Group::ALL {
        text.push_str(&format!("\n## Group `{}`\n", group.as_str()));
        for rule in RULES.iter().filter(|rule| rule.group == group) {
            text.push_str(&format!("- `{}` ({})\n", rule.code.id, rule.level.as_str()));
        }
    }
    text
}
