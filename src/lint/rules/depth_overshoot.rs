//! `depth-overshoot`: a duty or must-have about a deeper setting than the `depth` of the role spec.

use crate::lint::role::{Setting, coding, is_of_product, must_haves, overshoot, owns};
use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};
use crate::model::Id;

pub(super) static RULE: Rule =
    Rule::new("depth-overshoot", include_str!("depth_overshoot.md"), Group::Role, Check::Role(check));

fn check(of: &OfRole<'_>, found: &mut Findings) {
    if of.bank.depths.len() != 3 || !is_of_product(of) {
        return;
    }
    let rank = |id: &Id| of.bank.depth_rank(id);
    let dial = Setting::of_rank(rank(&of.role.depth));
    let musts = must_haves(of.role).map(|(route, must)| {
        let limit = Setting::of_rank(rank(&of.role.depth_of(&must.competency, rank))).max(dial);
        (route, must.text.as_str(), false, limit)
    });
    for (route, text, owned, limit) in
        owns(of.role).map(|(route, item)| (route, item, true, dial)).chain(musts)
    {
        // A must-have that demands coding is left to `coding-required`.
        if !owned && coding(text).is_some() {
            continue;
        }
        if let Some((setting, part)) = overshoot(text, owned, limit) {
            let message = format!("this is about {}, and the dial is `{}`", setting.what(), of.role.depth);
            let finding = Finding::new(route, message).part(part).label("deeper than the dial");
            let finding =
                finding.help("turn `depth` to the setting that the work needs, or move this to `not_owned`");
            found.push(match owned {
                true => finding,
                false => finding.help("if only this must-have is deeper, give it a `depth` of its own"),
            });
        }
    }
}
