//! `title-without-surface`: a title that names no product, system or API.

use crate::lint::role::{is_of_code, is_of_product, without_surface};
use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};

pub(super) static RULE: Rule =
    Rule::new("title-without-surface", include_str!("title_without_surface.md"), Group::Role, Check::Role(check));

fn check(of: &OfRole<'_>, found: &mut Findings) {
    if !is_of_product(of) && !is_of_code(of) {
        return;
    }
    if let Some(part) = without_surface(of.role) {
        found.push(
            Finding::new("title", "the title does not say what the person works on")
                .part(part)
                .label("no product, system or API is named")
                .help("add it after a comma, as in `Technical Product Manager, Payments API`"),
        );
    }
}
