//! Two kits, slot by slot.

use panelkit::issue::{Comparison, SlotDifference};
use panelkit::text::count;

use crate::cli::session::Session;

/// What differs between two kits, line by line. Digests are shown if `digests` says so.
pub(super) fn differences(found: &Comparison, digests: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (what, a, b) in &found.kits {
        lines.push(match digests || !a.starts_with("sha256:") {
            true => format!("{what}: {a} -> {b}"),
            false => format!("{what}: has changed"),
        });
    }
    let width = found.slots.iter().map(|s| s.slot.len()).max().unwrap_or(0);
    lines.extend(found.slots.iter().map(|slot| format!("{:width$}  {}", slot.slot, difference(slot))));
    lines
}

fn difference(slot: &SlotDifference) -> String {
    let name = |id: &Option<String>| id.as_ref().map_or("(no slot)".to_owned(), |id| format!("`{id}`"));
    let what = match slot.first == slot.second {
        true => name(&slot.first),
        false => format!("{} -> {}", name(&slot.first), name(&slot.second)),
    };
    let notes = match slot.notes.is_empty() {
        true => String::new(),
        false => format!(" ({})", slot.notes.join(", ")),
    };
    let parallel =
        if slot.parallel || slot.first.is_none() || slot.second.is_none() { "" } else { " not parallel" };
    format!("{what}{notes}{parallel}")
}

/// Shows what differs between two kits.
pub(in crate::cli) fn comparison(found: &Comparison, session: &Session) {
    differences(found, true).iter().for_each(|line| session.say(line));
    session.tell(format!(
        "{} the same, {}",
        count(found.same, "slot"),
        match found.slots.len() {
            0 => "none differs".to_owned(),
            1 => "1 differs".to_owned(),
            n => format!("{n} differ"),
        }
    ));
}
