//! Two kits, slot by slot.

use panelkit::app::diff::Compared;
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
    let parallel = if slot.parallel || slot.first.is_none() || slot.second.is_none() {
        ""
    } else {
        " (not comparable with the question before)"
    };
    format!("{what}{notes}{parallel}")
}

/// Shows what differs between two kits.
pub(in crate::cli) fn comparison(found: &Compared, session: &Session) {
    let Compared { comparison, prompts, .. } = found;
    let lines = differences(comparison, true);
    let (kits, slots) = lines.split_at(lines.len() - comparison.slots.len());
    kits.iter().for_each(|line| session.say(line));
    for (n, line) in slots.iter().enumerate() {
        session.say(line);
        let Some(prompts) = prompts.get(n) else { continue };
        for (kit, prompt) in [("first", &prompts.first), ("second", &prompts.second)] {
            prompt.iter().for_each(|prompt| session.say(format!("  {kit}: {prompt}")));
        }
    }
    session.tell(format!(
        "{} the same, {}",
        count(comparison.same, "slot"),
        match comparison.slots.len() {
            0 => "none differs".to_owned(),
            1 => "1 differs".to_owned(),
            n => format!("{n} differ"),
        }
    ));
}

/// Shows the questions that are in both kits.
pub(in crate::cli) fn shared(found: &Compared, session: &Session) {
    let width = found.shared.iter().map(|one| one.first.len()).max().unwrap_or(0);
    for one in &found.shared {
        let elsewhere = match one.first == one.second {
            true => String::new(),
            false => format!(", {} in the second kit", one.second),
        };
        let wording = if one.same_wording { "" } else { ", in another wording" };
        let kind = if one.core { "core" } else { "rotating" };
        session.say(format!("{:width$}  {kind:8}  `{}`{elsewhere}{wording}", one.first, one.question));
        if let Some(prompt) = &one.prompt {
            session.say(format!("{:width$}            {prompt}", ""));
        }
    }
    let core = found.shared.iter().filter(|one| one.core).count();
    let (first, second) = found.questions;
    let of = match first == second {
        true => count(first, "question"),
        false => format!("{first} and {}", count(second, "question")),
    };
    session.tell(format!(
        "shared: {} of {of} ({core} core, {} rotating); a candidate can tell the other about these",
        found.shared.len(),
        found.shared.len() - core
    ));
}
