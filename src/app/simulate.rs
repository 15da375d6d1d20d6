//! `simulate`: the kits that a given number of candidates would get, before any kit is issued.

use super::call::Call;
use crate::model::IssueMode;
use crate::pipeline::{self, Parallels, Simulation};
use crate::store::{Fault, Req, kit_in};

/// Simulates the kits of candidates.
#[derive(Clone, Debug)]
pub struct Simulate {
    /// The req.
    pub req: String,
    /// The number of candidates.
    pub candidates: u32,
    /// How kits are drawn.
    pub mode: IssueMode,
}

/// Draws kits for the candidates of a req, from its loop or, if it has none yet, from the loop drawn from its
/// role spec.
///
/// # Errors
/// [`Fault::Request`] for an unknown req, [`Fault::Findings`] when a file has errors, [`Fault::NoKit`] when no loop
/// satisfies the role spec.
pub fn simulate(request: &Simulate, call: &mut Call<'_>) -> Result<Simulation, Fault> {
    let req = Req::open(call.workspace, &request.req)?;
    let (role, bank) = pipeline::req(call.workspace, &req.id, call.sink)?;
    let base = match kit_in(&req.loop_folder())? {
        Some(_) => req.loop_kit(call.sink)?,
        None => pipeline::kit(&role, &bank, &req.id, None, call.sink)?.kit,
    };
    Ok(pipeline::simulate(&Parallels::new(role, bank, base), request.mode, request.candidates))
}
