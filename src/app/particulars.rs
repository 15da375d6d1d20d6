//! Particulars: information that is printed in a kit but does not affect the choice of questions. When they
//! change, every question stays in its slot.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::load::Workspace;
use crate::model::{Bank, DRAW, Id, Kit, KitChoices, KitRole, Panel, RoleSpec};
use crate::store::{Fault, bytes_of};
use crate::{assemble, issue};

/// Interviewers of rounds, by round.
pub(super) type People = BTreeMap<Id, Panel>;

/// The same interview with the particulars that the role spec and the bank have today, and with the interviewers
/// that `candidate.yaml` names in place of those of the role spec.
pub(super) fn refreshed(kit: &Kit, bank: &Bank, role: &RoleSpec, people: &People) -> Kit {
    issue::seal(assemble::seated(assemble::refreshed(kit.clone(), bank, role), people))
}

/// The same kit with the interviewers that `candidate.yaml` names.
pub(super) fn seated(kit: Kit, people: &People) -> Kit {
    if people.is_empty() { kit } else { issue::seal(assemble::seated(kit, people)) }
}

/// The same kit with the interviewers of another kit with the same rounds.
pub(super) fn with_people_of(kit: &Kit, other: &Kit) -> Kit {
    let people = other.rounds.iter().filter_map(|r| Some((Id::new(&r.id)?, r.panel())));
    seated(kit.clone(), &people.collect())
}

/// A kit with the record of inputs of another kit of the same interview.
pub(super) fn with_inputs_of(old: &Kit, mut kit: Kit) -> Kit {
    kit.role.inputs.clone_from(&old.role.inputs);
    kit.bank.digest.clone_from(&old.bank.digest);
    kit.banks.clone_from(&old.banks);
    issue::seal(kit)
}

/// Whether two kits ask the same. How the questions were chosen or kept, and by which rules they were drawn, does
/// not matter.
pub(super) fn is_same_interview(one: &Kit, other: &Kit) -> bool {
    let plain = |kit: &Kit| {
        issue::seal(Kit { choices: KitChoices::default(), issue: None, draw: DRAW, ..kit.clone() }).digest
    };
    plain(one) == plain(other)
}

/// Makes sure that this version knows every key of a kit file. Unknown keys would be lost when the kit is written
/// again.
///
/// # Errors
/// [`Fault::World`] when the file has keys that this version does not know.
pub(super) fn knows_all(file: &Path, kit: &Kit, workspace: &Workspace) -> Result<(), Fault> {
    let bytes = bytes_of(file)?.unwrap_or_default();
    let there: Option<Value> = serde_json::from_slice(&bytes).ok();
    if there == serde_json::to_value(kit).ok() {
        return Ok(());
    }
    Err(Fault::World(format!(
        "`{}` holds keys that this version does not know, so it cannot be written again without losing them\n  = help: update panelkit",
        workspace.name(file)
    )))
}

/// Whether two kits differ in nothing but the program that wrote them.
pub(super) fn are_same(old: &Kit, new: &Kit) -> bool {
    let aligned = Kit { generator: old.generator.clone(), file: old.file.clone(), ..new.clone() };
    aligned == *old
}

/// What differs in the particulars of two kits of one interview, in words for messages.
pub(super) fn changes(old: &Kit, new: &Kit) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut note = |what, differs: bool| {
        if differs {
            found.push(what);
        }
    };
    let (a, b) = (&old.role, &new.role);
    note("title", a.title != b.title);
    let texts = |role: &KitRole| role.must_haves.iter().map(|m| m.text.clone()).collect::<Vec<_>>();
    note("texts of must-haves", texts(a) != texts(b));
    let weights = |role: &KitRole| role.must_haves.iter().map(|m| m.weight).collect::<Vec<_>>();
    note("scoring rule", a.scoring != b.scoring || weights(a) != weights(b));
    note("nice-to-haves", a.nice_to_haves != b.nice_to_haves);
    note("summary", a.summary != b.summary);
    note("what the role owns", a.owns != b.owns || a.not_owned != b.not_owned);
    note(
        "hiring manager or recruiter",
        (&a.hiring_manager, &a.recruiter) != (&b.hiring_manager, &b.recruiter),
    );
    note("briefs", a.briefs != b.briefs);
    note("reasons for chosen questions", a.reasons != b.reasons);
    note("location", a.location != b.location);
    note("pay", a.compensation != b.compensation);
    note("lane", a.lane != b.lane);
    note("jurisdictions", a.jurisdictions != b.jurisdictions);
    let people = |kit: &Kit| kit.rounds.iter().map(|r| r.panel()).collect::<Vec<_>>();
    note("interviewers", people(old) != people(new));
    let titles = |kit: &Kit| kit.rounds.iter().map(|r| r.title.clone()).collect::<Vec<_>>();
    note("titles of rounds", titles(old) != titles(new) || a.loop_title != b.loop_title);
    note(
        "names of level and depth",
        (&a.level_name, &a.depth_name, &a.depth_means, a.years)
            != (&b.level_name, &b.depth_name, &b.depth_means, b.years),
    );
    note("version of the bank", (&old.bank, &old.banks) != (&new.bank, &new.banks));
    if found.is_empty() && !are_same(old, new) {
        found.push("other printed details");
    }
    found
}
