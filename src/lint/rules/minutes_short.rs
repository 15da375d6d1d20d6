//! `minutes-short`: fewer minutes than asking and answering takes.

use crate::lint::{Check, Finding, Findings, Group, OfQuestion, Rule};

pub(super) static RULE: Rule =
    Rule::new("minutes-short", include_str!("minutes_short.md"), Group::Question, Check::Question(check));

fn check(of: &OfQuestion<'_>, found: &mut Findings) {
    let question = of.question;
    let spoken = question.prose().spoken;
    if spoken > f64::from(question.minutes) {
        let message = format!(
            "question `{}` has {} minutes, but asking and answering takes about {spoken:.1}",
            question.id,
            question.minutes
        );
        let finding = Finding::new("minutes", message)
            .label("too few for prompt, exhibits and probes")
            .help("give it more minutes, or leave out probes")
            .help("run `panelkit bank prose` for the figures of all questions");
        found.push(finding);
    }
}
