//! `everything-title`: a title that names product, program or project together as one job.

use crate::lint::role::everything;
use crate::lint::{Check, Finding, Findings, Group, Part, Rule, Said};

pub(super) static RULE: Rule =
    Rule::new("everything-title", include_str!("everything_title.md"), Group::Role, Check::Text(check));

fn check(said: &Said<'_>, found: &mut Findings) {
    if said.part != Part::Title {
        return;
    }
    if let Some(part) = everything(said.text) {
        let message = format!("the title names more than one job: `{}`", &said.text[part.clone()]);
        found.push(
            Finding::new(said.route.clone(), message)
                .part(part)
                .label("product, program and project are different jobs")
                .help("choose: a product manager decides what to build and why, a program manager how and when teams deliver it")
                .help("name that job and the surface, as in `Technical Product Manager, Payments API`"),
        );
    }
}
