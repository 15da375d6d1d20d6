//! `slash-title`: a slash between two job titles or levels.

use crate::lint::role::slashes;
use crate::lint::{Check, Finding, Findings, Group, Part, Rule, Said};

pub(super) static RULE: Rule =
    Rule::new("slash-title", include_str!("slash_title.md"), Group::Role, Check::Text(check));

fn check(said: &Said<'_>, found: &mut Findings) {
    if said.part != Part::Title {
        return;
    }
    for part in slashes(said.text) {
        let message = format!("the title leaves open which job it is: `{}`", &said.text[part.clone()]);
        found.push(
            Finding::new(said.route.clone(), message)
                .part(part)
                .label("two jobs or two levels")
                .help("name one job at one level, as in `Senior Technical Product Manager, Payments API`")
                .help("write a role spec of its own for the other one"),
        );
    }
}
