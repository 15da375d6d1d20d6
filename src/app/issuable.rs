//! `variants`: checks whether new kits may be issued, given the loop and the kits issued so far.

use std::collections::BTreeSet;

use serde::Serialize;

use super::call::Call;
use super::shard::Shard;
use crate::diag::{Diagnostic, codes};
use crate::model::{Bank, IssueMode, Kit, Roll};
use crate::pipeline::{self, Mender};
use crate::store::Fault;
use crate::text::list;

/// What the user should know before kits are issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "note")]
pub enum IssueNote {
    /// The role spec has changed since the loop was issued; the candidates' kits follow the loop as it was
    /// issued.
    OlderLoop {
        /// The req.
        req: String,
    },
    /// A kit is missing, and a later kit depends on it.
    Gap {
        /// The candidate of the later kit.
        candidate: String,
    },
    /// The earlier kits were drawn in the other mode.
    OtherMode,
}

/// Refuses a loop whose core holds a question that was withdrawn.
pub(super) fn in_good_repair(base: &Kit, bank: &Bank, call: &mut Call<'_>) -> Result<(), Fault> {
    let gone = pipeline::withdrawn(base, bank);
    let core: Vec<String> = gone
        .iter()
        .filter(|(slot, _)| slot.core)
        .map(|(slot, status)| format!("`{}` is {}", slot.question.id, status.as_str()))
        .collect();
    if core.is_empty() {
        return Ok(());
    }
    let message = format!("the core of the loop holds withdrawn questions: {}", list(&core, "and"));
    let finding =
        Diagnostic::new(&codes::OTHER_LOOP, message).in_file(format!("kits/{}/loop/kit.json", base.req));
    let help = format!("`panelkit reissue {}` puts others in their place", base.req);
    Err(call.sink.report(finding.help(help)).into())
}

/// Returns an error if the kits issued so far differ from the present loop in a point that must be equal. A
/// difference that comes from a withdrawn core question, or from one that a candidate knew, is no obstacle: the
/// certificate lists it.
pub(super) fn one_interview(base: &Kit, roll: &Roll, call: &mut Call<'_>) -> Result<(), Fault> {
    let core: Vec<&str> = base.slots().filter(|s| s.core).map(|s| s.question.id.as_str()).collect();
    let repaired = base.issue.is_some();
    let other =
        roll.kits.iter().find(|kit| !kit.breaks.iter().all(|b| b.known || b.core_question && repaired));
    let Some(kit) = other else { return Ok(()) };
    let message = format!(
        "the kit of candidate `{}` is not parallel to the present loop: {}",
        kit.candidate,
        kit.breaks.iter().map(|b| b.what.as_str()).collect::<Vec<_>>().join("; ")
    );
    let finding = Diagnostic::new(&codes::OTHER_LOOP, message)
        .in_file(format!("kits/{}/loop/kit.json", base.req))
        .help("restore the loop from version control, or create a new req for future candidates")
        .help(format!("core questions of the present loop: {}", core.join(", ")));
    Err(call.sink.report(finding).into())
}

/// Reports that no question can replace those of some slots, and why the questions that come closest cannot. `gone`:
/// the slots and their questions; `file`: the file of the kit.
pub(super) fn nothing_fits(
    kit: &Kit,
    file: String,
    gone: &[(String, String)],
    mender: &Mender<'_>,
    call: &mut Call<'_>,
) -> Fault {
    let shown: Vec<String> = gone.iter().map(|(slot, q)| format!("`{q}` ({slot})")).collect();
    let whose = kit.candidate.as_deref().unwrap_or("the loop");
    let message = format!("{whose}: no question of the bank can take the place of {}", shown.join(", "));
    let finding = Diagnostic::new(&codes::NO_VARIANT, message)
        .in_file(file)
        .help("write questions for the competency and depth of these slots")
        .help("nothing was changed");
    let slots = kit.slots().filter(|s| gone.iter().any(|(id, _)| *id == s.id));
    let rivals = slots.flat_map(|slot| mender.rivals(kit, slot));
    let finding = rivals.take(12).fold(finding, |f, (id, why)| f.help(format!("`{id}` {why}")));
    call.sink.report(finding);
    Fault::NoKit
}

/// The first kit that depends on a kit that is missing.
pub(super) fn gap(roll: &Roll) -> Option<IssueNote> {
    let here: BTreeSet<&String> = roll.all().map(|kit| &kit.digest).collect();
    let gone = roll.all().find(|kit| kit.issue.after.iter().any(|digest| !here.contains(digest)));
    gone.map(|kit| IssueNote::Gap { candidate: kit.candidate.clone() })
}

pub(super) fn mode_of(
    asked: Option<IssueMode>,
    shard: Option<Shard>,
    before: Option<IssueMode>,
) -> Result<IssueMode, Fault> {
    match (asked, shard) {
        (Some(IssueMode::Balanced), Some(_)) => Err(Fault::Request(
            "`--mode balanced` does not work with a part of a roster, because each balanced kit depends on all earlier kits\n  = help: `--mode stable`, or issue the roster in one run".to_owned(),
        )),
        (Some(mode), _) => Ok(mode),
        (None, Some(_)) => Ok(IssueMode::Stable),
        (None, None) => Ok(before.unwrap_or(IssueMode::Balanced)),
    }
}
