//! `unfilled-placeholder`: a question that the role could draw has a placeholder without a value.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Sink, codes};
use crate::model::{Bank, Question, RoleSpec, Status};
use crate::text::{count, nearest};

/// Reports the placeholders without a value in questions that the role could draw.
pub fn report_unfilled(role: &RoleSpec, bank: &Bank, sink: &mut Sink) {
    let mut unfilled: BTreeMap<&str, Vec<&Question>> = BTreeMap::new();
    for question in bank.questions.iter().filter(|q| may_be_drawn(q, role, bank)) {
        for name in question.phrases().flat_map(|p| p.names()) {
            let users = unfilled.entry(name).or_default();
            if !role.context.contains_key(name) && users.last().is_none_or(|q| q.id != question.id) {
                users.push(question);
            }
        }
    }
    for (name, users) in unfilled.iter().filter(|(_, users)| !users.is_empty()) {
        let message = format!("`{{{{{name}}}}}` has no value, but {} it here", says(users.len()));
        let finding = Diagnostic::new(&codes::UNFILLED_PLACEHOLDER, message)
            .at(&role.place, "this role spec has no value for it")
            .context(&users[0].place, format!("used in `{}`", users[0].id))
            .did_you_mean(nearest(name, role.context.keys().map(String::as_str)))
            .help(format!("add it to the role's `context:`, as in `{name}: \"…\"`"))
            .help("or give it a default for all roles under `context:` in bank.yaml".to_owned());
        sink.report(finding);
    }
}

fn says(users: usize) -> String {
    format!("{} {}", count(users, "question"), if users == 1 { "uses" } else { "use" })
}

fn may_be_drawn(question: &Question, role: &RoleSpec, bank: &Bank) -> bool {
    let observed = role.plan.rounds.iter().any(|r| {
        r.competencies.contains(&question.competency)
            && (r.types.is_empty() || r.types.contains(&question.kind))
    });
    observed
        && question.status == Status::Active
        && question.suits(&role.level)
        && question.depth == role.depth_of(&question.competency, |d| bank.depth_rank(d))
}
