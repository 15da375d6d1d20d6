//! Runs the stages in order. No other module depends on this order.

mod chosen;
mod kept;
mod origin;
mod parallels;
mod repair;
mod simulate;
mod stats;

pub use kept::{Before, Keep};
pub use origin::{Lost, loop_again};
pub use parallels::{BalancedKit, Parallels};
pub use repair::{Mender, before, changed, withdrawn};
pub use simulate::{Balance, Simulation, simulate};
pub use stats::stats;

use std::sync::Arc;

use crate::diag::{Diagnostic, Reported, Sink};
use crate::draw::{Drawn, Key};
use crate::lint::Linter;
use crate::load::Workspace;
use crate::model::{Bank, Blueprint, Given, Kit, RoleSpec};
use crate::text::Source;
use crate::{assemble, draw, issue, lint, load, plan};

/// Why there is no kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoKit {
    /// The files have errors.
    #[error(transparent)]
    BadInput(#[from] Reported),
    /// The files have no errors, but no loop satisfies them. The sink has the findings that say what is
    /// missing.
    #[error("no loop satisfies the role spec; the shortages were reported")]
    Shortage(Reported),
}

/// Loads a req: the role spec, and the bank that the role spec names.
///
/// # Errors
/// [`Reported`] when either has an error.
pub fn req(workspace: &Workspace, id: &str, sink: &mut Sink) -> Result<(RoleSpec, Bank), Reported> {
    let source = load::role_file(workspace, id, sink)?;
    let mut bank = |bank: &str, sink: &mut Sink| load::bank(workspace, bank, sink);
    role(workspace, &source, id, &mut bank, &mut Linter::default(), sink)
}

/// Loads a role spec from text that has already been read, with the questions of its opening. `bank` loads the bank
/// with a given id. `linter` gives levels to the warnings.
///
/// # Errors
/// [`Reported`] when the spec or its bank has an error.
pub fn role(
    workspace: &Workspace,
    source: &Arc<Source>,
    folder: &str,
    bank: &mut dyn FnMut(&str, &mut Sink) -> Result<Bank, Reported>,
    linter: &mut Linter<'_>,
    sink: &mut Sink,
) -> Result<(RoleSpec, Bank), Reported> {
    let (mark, since) = (sink.errors(), sink.mark());
    let questions = load::questions_file(workspace, folder, sink)?;
    let (role, bank) = load::role(workspace, source, questions.as_ref(), folder, bank, sink)?;
    lint::report_unknown(&role.lints, sink);
    lint::report_unfilled(&role, &bank, sink);
    linter.settle(since, &role.lints, sink);
    sink.stop_if_worse_than(mark)?;
    Ok((role, bank))
}

/// A kit, and whether the search finished. If it finished, this is proved to be the kit that its seed gives.
#[derive(Debug)]
pub struct Made {
    /// The kit, sealed.
    pub kit: Kit,
    /// False when the search stopped at its limit.
    pub proven: bool,
}

/// Plans, draws, assembles and seals the kit of a role.
///
/// # Errors
/// [`NoKit::Shortage`] when no loop satisfies the role spec.
pub fn kit(
    role: &RoleSpec,
    bank: &Bank,
    seed: &str,
    candidate: Option<&str>,
    sink: &mut Sink,
) -> Result<Made, NoKit> {
    let key = Key { seed, req: role.id.as_str(), candidate };
    let base = base(role, bank, &key, &Keep::default(), sink)?;
    Ok(base.made(&base.drawn, &key))
}

/// Plans, draws, assembles and seals the kit of a role that changes as little as possible of the loop before:
/// as many of its questions as possible stay in their rounds.
///
/// # Errors
/// [`NoKit::Shortage`] when no loop satisfies the role spec.
pub fn kit_after(
    role: &RoleSpec,
    bank: &Bank,
    seed: &str,
    before: &Before<'_>,
    sink: &mut Sink,
) -> Result<Made, NoKit> {
    let key = Key { seed, req: role.id.as_str(), candidate: None };
    let keep = Keep::most(role, bank, before);
    let base = base(role, bank, &key, &keep, sink)?;
    Ok(base.made(&base.drawn, &key))
}

/// The plan and the drawn questions of a role, from which the loop's kit is assembled.
#[derive(Debug)]
pub struct Base<'a> {
    role: &'a RoleSpec,
    bank: &'a Bank,
    blueprint: Blueprint,
    keep: Keep,
    drawn: Drawn,
}

/// Plans and draws the kit of a role around the slots of `keep`.
///
/// # Errors
/// [`NoKit::Shortage`] when no loop satisfies the role spec.
pub fn base<'a>(
    role: &'a RoleSpec,
    bank: &'a Bank,
    key: &Key<'_>,
    keep: &Keep,
    sink: &mut Sink,
) -> Result<Base<'a>, NoKit> {
    chosen::check(role, bank, sink).map_err(NoKit::Shortage)?;
    let found = attempt(role, bank, key, keep);
    let (blueprint, drawn) = found.map_err(|findings| {
        let help = chosen::changes(role, &|other| attempt(other, bank, key, &Keep::default()).is_ok());
        let told = |mut finding: Diagnostic| {
            if !help.is_empty() {
                finding.help.retain(|line| line != draw::NO_SINGLE_CHANGE);
            }
            help.iter().fold(finding, Diagnostic::help)
        };
        let reported = findings.into_iter().map(|finding| sink.report(told(finding))).last();
        NoKit::Shortage(reported.expect("internal: a shortage has a finding"))
    })?;
    Ok(Base { role, bank, blueprint, keep: keep.clone(), drawn })
}

/// The plan and the drawn questions, or the findings that say why there are none.
fn attempt(
    role: &RoleSpec,
    bank: &Bank,
    key: &Key<'_>,
    keep: &Keep,
) -> Result<(Blueprint, Drawn), Vec<Diagnostic>> {
    let mut sink = Sink::new();
    let given = keep.with(chosen::given(role, bank));
    let blueprint = match plan(role, bank, &given, &mut sink) {
        Ok(blueprint) => blueprint,
        Err(_) => return Err(sink.sorted().into_iter().cloned().collect()),
    };
    match draw::draw(bank, role, &blueprint, key) {
        Ok(drawn) => Ok((blueprint, drawn)),
        Err(shortage) => Err(shortage.findings()),
    }
}

impl Base<'_> {
    /// Assembles and seals a kit with the questions that were drawn for a key.
    pub fn made(&self, drawn: &Drawn, key: &Key<'_>) -> Made {
        let selection = &drawn.selection;
        let mut kit =
            assemble::assemble(self.bank, self.role, &self.blueprint, selection, key.seed, key.candidate);
        kit.choices.kept = self.keep.record(self.role, self.bank);
        let kit = draw::settle(self.bank, self.role, kit);
        Made { kit: issue::seal(kit), proven: drawn.proven }
    }
}

/// Explains why a slot of a kit has its question. `slot` is the id of the slot, `<round>.<number>`. `None` if
/// the role spec no longer has this slot, or if there is no kit.
pub fn why(
    role: &RoleSpec,
    bank: &Bank,
    key: &Key<'_>,
    slot: &str,
    sink: &mut Sink,
) -> Option<(Blueprint, draw::Why)> {
    let blueprint = plan(role, bank, &chosen::given(role, bank), sink).ok()?;
    let at =
        blueprint.rounds.iter().enumerate().find_map(|(round, rule)| {
            rule.slots.iter().position(|s| s.id == slot).map(|place| (round, place))
        })?;
    let why = draw::why(bank, role, &blueprint, key, at)?;
    Some((blueprint, why))
}

/// Plans the blueprint of a role. The blueprint is the same for every seed and candidate.
fn plan(role: &RoleSpec, bank: &Bank, given: &[Given], sink: &mut Sink) -> Result<Blueprint, Reported> {
    let room = draw::Room::new(bank, role, given);
    plan::plan(role, bank, given, &mut |sketch| room.holds(sketch), sink)
}
