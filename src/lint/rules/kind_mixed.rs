//! `kind-mixed`: a text that calls the figures of the pay band base although they are total, or total
//! although they are base.

use crate::lint::role::{from_base_to_total, must_haves, owns, told_as};
use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};

pub(super) static RULE: Rule =
    Rule::new("kind-mixed", include_str!("kind_mixed.md"), Group::Role, Check::Role(check));

fn check(of: &OfRole<'_>, found: &mut Findings) {
    let role = of.role;
    let one = |key: &str, text: &Option<String>| text.as_ref().map(|text| (key.to_owned(), text.clone()));
    let mut texts = vec![("title".to_owned(), role.title.clone())];
    texts.extend(
        [("summary", &role.summary), ("location", &role.location)]
            .iter()
            .filter_map(|(key, text)| one(key, text)),
    );
    texts.extend(owns(role).map(|(route, item)| (route, item.to_owned())));
    texts.extend(must_haves(role).map(|(route, must)| (route, must.text.clone())));
    for (route, text) in texts {
        if let Some(part) = from_base_to_total(&text) {
            found.push(
                Finding::new(route, "one range runs from a base to a total")
                    .part(part)
                    .label("the ends are different kinds of pay")
                    .help("give base and total a range each, as in `base 180,000 to 235,000, total 240,000 to 300,000`"),
            );
            continue;
        }
        let Some(pay) = &role.compensation else { continue };
        if let Some(part) = told_as(&text, pay.kind, pay.range) {
            let kind = pay.kind.as_str();
            found.push(
                Finding::new(route, format!("`compensation` says that these figures are `{kind}`"))
                    .part(part)
                    .label("described as the other kind")
                    .help("find out which it is, and say the same in both places"),
            );
        }
    }
}
