//! `depth-undershoot`: no duty at the setting of the dial.

use crate::lint::role::{Setting, is_of_product, undershoot};
use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};

pub(super) static RULE: Rule =
    Rule::new("depth-undershoot", include_str!("depth_undershoot.md"), Group::Role, Check::Role(check));

fn check(of: &OfRole<'_>, found: &mut Findings) {
    if of.bank.depths.len() != 3 || !is_of_product(of) {
        return;
    }
    let setting = Setting::of_rank(of.bank.depth_rank(&of.role.depth));
    if undershoot(of.role, setting) {
        let message =
            format!("the dial is `{}`, but no item is about deciding {}", of.role.depth, setting.what());
        found.push(Finding::new("owns", message).label("the work is shallower than the dial").help(
            "add what the person decides at that depth, or turn `depth` to the setting that the work needs",
        ));
    }
}
