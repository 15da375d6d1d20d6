//! `probes-missing`: a question without probes.

use crate::lint::{Check, Finding, Findings, Group, OfQuestion, Rule};

pub(super) static RULE: Rule =
    Rule::new("probes-missing", include_str!("probes_missing.md"), Group::Question, Check::Question(check));

fn check(of: &OfQuestion<'_>, found: &mut Findings) {
    if of.question.probes.is_empty() {
        let finding = Finding::new("", format!("question `{}` has no probes", of.question.id))
            .label("interviewers invent their own follow-ups")
            .help("add four or five `probes` that ask one question each, at least one of them for all candidates");
        found.push(finding);
    }
}
