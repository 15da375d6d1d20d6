//! `explain`: the question that a slot would get today, with the role spec and the bank as they are now.

use std::path::Path;

use super::call::Call;
use super::explained::Today;
use crate::diag::Sink;
use crate::draw::Key;
use crate::model::{Bank, Kit, KitIssue, KitSlot, RoleSpec};
use crate::pipeline::{self, Lost, Parallels};
use crate::store::{Fault, Req, kit_at, past};

/// The question that a slot of a candidate's kit would get today. A rotating slot is drawn again as it was when the
/// kit was issued: from the loop that it is parallel to, after the same earlier kits. A core slot has the question
/// of the loop, so the loop is drawn. `file`: the kit file.
///
/// # Errors
/// [`Fault::World`] when a folder cannot be read.
pub(super) fn of_candidate(
    kit: &Kit,
    slot: &KitSlot,
    issue: &KitIssue,
    file: &Path,
    call: &mut Call<'_>,
) -> Result<Today, Fault> {
    let mut quiet = Sink::new();
    let Ok(req) = Req::open(call.workspace, &kit.req) else { return Ok(Today::NoRole) };
    let Ok((role, bank)) = pipeline::req(call.workspace, &kit.req, &mut quiet) else {
        return Ok(Today::NoRole);
    };
    let is_replaced = issue.replaced.iter().any(|known| known.slot == slot.id);
    if slot.core && !is_replaced {
        let key = Key { seed: &kit.seed, req: &kit.req, candidate: None };
        return Ok(of_loop(&role, &bank, &key, slot));
    }
    let of_loop = req.loop_folder().join("kit.json");
    let now = kit_at(call.workspace, &of_loop, &mut quiet).ok().filter(|base| base.digest == issue.base);
    let Some(base) = now.or_else(|| past(&of_loop, &issue.base, call.workspace)) else {
        return Ok(Today::Missing);
    };
    let roll = req.readable_roll(&base, &mut quiet)?;
    let old = issue.supersedes.as_deref().and_then(|digest| past(file, digest, call.workspace));
    let mut parallels = Parallels::new(role.with_ids_of(&base), bank, base);
    Ok(match parallels.again(kit, issue, old.as_ref(), &roll) {
        Ok(again) => in_kit(&again, slot),
        Err(Lost::Before) => Today::Missing,
        Err(Lost::NoKit) => Today::NoKit,
    })
}

/// The question that the draw of the loop gives a slot today.
fn of_loop(role: &RoleSpec, bank: &Bank, key: &Key<'_>, slot: &KitSlot) -> Today {
    match pipeline::kit(role, bank, key.seed, key.candidate, &mut Sink::new()) {
        Ok(made) => in_kit(&made.kit, slot),
        Err(_) => Today::NoKit,
    }
}

fn in_kit(kit: &Kit, slot: &KitSlot) -> Today {
    let there = kit.slots().find(|s| s.id == slot.id).map(|s| s.question.id.clone());
    there.map_or(Today::NoSlot, |question| Today::Drawn { same: question == slot.question.id, question })
}
