//! The stages in their order. Nothing else knows it.

use std::sync::Arc;

use crate::diag::{Reported, Sink};
use crate::draw::Key;
use crate::load::Workspace;
use crate::model::{Bank, Blueprint, Kit, RoleSpec};
use crate::plan::Planner;
use crate::text::Source;
use crate::{assemble, draw, issue, lint, load};

/// Why there is no kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoKit {
    /// The files have errors.
    BadInput(Reported),
    /// The files are right, and no loop satisfies them: the sink holds the shortage list.
    Shortage(Reported),
}

/// Loads a req: its role spec, and the bank that it names.
///
/// # Errors
/// [`Reported`] when either has an error.
pub fn req(workspace: &Workspace, id: &str, sink: &mut Sink) -> Result<(RoleSpec, Bank), Reported> {
    let source = load::role_file(workspace, id, sink)?;
    role(workspace, &source, id, &mut |bank, sink| load::bank(workspace, bank, sink), sink)
}

/// Loads a role spec that has been read already; `bank` gives the bank of a name.
///
/// # Errors
/// [`Reported`] when the spec or its bank has an error.
pub fn role(
    workspace: &Workspace,
    source: &Arc<Source>,
    folder: &str,
    bank: &mut dyn FnMut(&str, &mut Sink) -> Result<Bank, Reported>,
    sink: &mut Sink,
) -> Result<(RoleSpec, Bank), Reported> {
    let (mark, since) = (sink.errors(), sink.mark());
    let (role, bank) = load::role(workspace, source, folder, bank, sink)?;
    lint::lint(&role, &bank, sink);
    sink.judge(
        since,
        |code| role.allowed.iter().any(|a| a == code),
        |code| role.denied.iter().any(|d| d == code),
    );
    sink.stop_if_worse_than(mark)?;
    Ok((role, bank))
}

/// A kit, and whether the draw is proved to be the one that its seed gives.
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
    let mut planner = Planner::new(role, bank, sink).map_err(NoKit::Shortage)?;
    let key = Key { seed, req: role.id.as_str(), candidate };
    loop {
        let blueprint = planner.blueprint();
        match draw::draw(bank, role, &blueprint, &key) {
            Ok(drawn) => {
                let kit = assemble::assemble(bank, role, &blueprint, &drawn.selection, seed, candidate);
                return Ok(Made { kit: issue::seal(kit), proven: drawn.proven });
            }
            Err(shortage) => {
                // A slot that nobody insists on may be given back: rounds hold as many as fit.
                let fits = |blueprint: &Blueprint| draw::is_feasible(bank, role, blueprint, &key);
                if !planner.give_back(&shortage.to_blame(), fits) {
                    let findings = shortage.findings().into_iter();
                    let reported = findings.map(|finding| sink.report(finding)).last();
                    return Err(NoKit::Shortage(reported.expect("internal: a shortage has a finding")));
                }
            }
        }
    }
}
