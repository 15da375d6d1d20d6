//! `plainness`: a question beyond the limits of plain wording.

use crate::lint::plain::breaches;
use crate::lint::{Check, Finding, Findings, Group, OfQuestion, Rule};
use crate::model::LintLevel;

pub(super) static RULE: Rule =
    Rule::new("plainness", include_str!("plainness.md"), Group::Question, Check::Question(check)).level(LintLevel::Allow);

fn check(of: &OfQuestion<'_>, found: &mut Findings) {
    for breach in breaches(of.question) {
        let finding = Finding::new(breach.route, format!("question `{}`: {}", of.question.id, breach.what))
            .help("shorten or split the text, and read it aloud to a colleague")
            .help("run `panelkit bank prose --show sentences` to see the longest sentences first");
        found.push(finding);
    }
}
