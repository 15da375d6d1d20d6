//! `no-named-human`: a role spec without the names of the hiring manager and the recruiter.

use crate::lint::role::{holds_a_name, surface};
use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};

pub(super) static RULE: Rule =
    Rule::new("no-named-human", include_str!("no_named_human.md"), Group::Role, Check::Role(check));

fn check(of: &OfRole<'_>, found: &mut Findings) {
    let role = of.role;
    let mut known = surface(role);
    let company = role.context.get("company").map(|name| name.to_lowercase()).unwrap_or_default();
    known.extend(company.split_whitespace().map(str::to_owned));
    let people = [
        ("hiring_manager", "hiring manager", &role.hiring_manager),
        ("recruiter", "recruiter", &role.recruiter),
    ];
    let missing: Vec<_> = people.iter().filter(|(_, _, value)| value.is_none()).collect();
    if let Some((key, _, _)) = missing.first() {
        let who: Vec<&str> = missing.iter().map(|(_, who, _)| *who).collect();
        let keys: Vec<String> = missing.iter().map(|(key, _, _)| format!("`{key}`")).collect();
        let finding = Finding::new(*key, format!("the role spec names no {}", who.join(" and no ")));
        found.push(finding.label(format!("without {}", keys.join(" and "))).help(ADVICE));
    }
    for (key, who, value) in people {
        if let Some(value) = value.as_ref().filter(|value| !is_placeholder(value) && !holds_a_name(value, &known)) {
            let finding = Finding::new(key, format!("`{value}` is no name of a {who}"));
            found.push(finding.label("not the name of a person").help(ADVICE));
        }
    }
}

/// True for brackets around the whole, which `template-left` reports.
fn is_placeholder(value: &str) -> bool {
    [('[', ']'), ('<', '>'), ('{', '}')].iter().any(|(open, close)| value.starts_with(*open) && value.ends_with(*close))
}

const ADVICE: &str =
    "write the person's name, as in `hiring_manager: Priya Raman` and `recruiter: Tom Okafor`";
