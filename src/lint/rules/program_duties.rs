//! `program-duties`: a duty of running a project in the role of a product manager.

use crate::lint::role::{is_of_product, owns, program_duty};
use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};
use crate::model::Lane;

pub(super) static RULE: Rule =
    Rule::new("program-duties", include_str!("program_duties.md"), Group::Role, Check::Role(check));

fn check(of: &OfRole<'_>, found: &mut Findings) {
    if of.role.lane == Some(Lane::Program) || !is_of_product(of) {
        return;
    }
    let surface =
        of.role.context.get("surface").filter(|_| !of.role.assumed.iter().any(|name| name == "surface"));
    let about = format!("{}, {}", of.role.title, surface.map_or("", String::as_str));
    for (route, item) in owns(of.role) {
        if let Some(part) = program_duty(item, &about) {
            let message = format!("this is a program manager's duty: `{}`", &item[part.clone()]);
            found.push(
                Finding::new(route, message)
                    .part(part)
                    .label("about the schedule, staffing, status or risks of a project")
                    .help("say which decision about the product the person makes instead")
                    .help(
                        "if the job is to run the plan, write `lane: program` and a program manager's title",
                    ),
            );
        }
    }
}
