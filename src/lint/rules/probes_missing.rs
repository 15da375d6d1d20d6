//! `probes-missing`: a question without probes.

use crate::diag::{Code, Severity};
use crate::lint::{Check, Finding, Findings, Group, OfQuestion, Rule};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code { id: "probes-missing", severity: Severity::Warning, text: include_str!("probes_missing.md") },
    group: Group::Question,
    level: LintLevel::Warn,
    check: Check::Question(check),
};

fn check(of: &OfQuestion<'_>, found: &mut Findings) {
    if of.question.probes.is_empty() {
        let finding = Finding::new("", format!("question `{}` has no probes", of.question.id))
            .label("interviewers invent their own follow-ups")
            .help("add four or five `probes` that ask one question each, at least one of them for all candidates");
        found.push(finding);
    }
}
