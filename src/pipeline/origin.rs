//! Whether a kit is what its inputs and seed give: it is drawn again.

use crate::draw::{Draws, Key};
use crate::model::{Bank, IssueMode, Kit, KitIssue, RoleSpec, Roll};

use super::{Issuer, Mender, Variants, before};

/// Draws the kits of candidates again, in the order of issue if it can be had: then every kit takes up
/// where the one before ended.
#[derive(Debug)]
pub struct Replay<'a> {
    variants: &'a Variants<'a>,
    draws: &'a Draws<'a>,
    roll: &'a Roll,
    issuer: Issuer<'a>,
}

/// Why a kit cannot be drawn again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Lost {
    /// A kit that it was issued after, or in place of, is not here.
    #[error("a kit that this one was issued after, or in place of, is missing")]
    Before,
    /// Its inputs give no kit any more.
    #[error("the inputs of this kit give no kit any more")]
    NoKit,
}

impl<'a> Replay<'a> {
    /// `variants`: of the loop's kit that the kits are parallel to. `roll`: every kit that was issued.
    pub fn new(variants: &'a Variants<'a>, draws: &'a Draws<'a>, roll: &'a Roll) -> Replay<'a> {
        Replay { variants, draws, roll, issuer: Issuer::new(variants, draws) }
    }

    /// The kit that a candidate's inputs give; `old` is the kit that it was issued in place of.
    ///
    /// # Errors
    /// [`Lost`] when it cannot be drawn again.
    pub fn again(
        &mut self,
        kit: &Kit,
        issue: &KitIssue,
        old: Option<&Kit>,
        mender: &Mender<'_>,
    ) -> Result<Kit, Lost> {
        let candidate = kit.candidate.as_deref().unwrap_or_default();
        if issue.mode == IssueMode::Stable && issue.supersedes.is_none() {
            return self.variants.stable(self.draws, candidate).map(|(kit, _)| kit).ok_or(Lost::NoKit);
        }
        let balanced = issue.mode == IssueMode::Balanced;
        if balanced {
            if !self.issuer.is_before(issue) {
                let before = before(issue, self.roll).ok_or(Lost::Before)?;
                self.issuer.go_to(issue, &before, self.roll);
            }
            self.issuer.take_place(issue);
        }
        if issue.supersedes.is_none() {
            return self.issuer.issue(candidate).map(|made| made.kit).ok_or(Lost::NoKit);
        }
        let old = old.ok_or(Lost::Before)?;
        let issuer = balanced.then_some(&mut self.issuer);
        mender.of_candidate(self.variants.base(), old, issuer).ok_or(Lost::NoKit)
    }
}

/// The loop's kit that its inputs give; `old` is the kit that it was repaired from.
pub fn loop_again(role: &RoleSpec, bank: &Bank, kit: &Kit, old: Option<&Kit>) -> Option<Kit> {
    if kit.issue.as_ref().is_some_and(|issue| issue.supersedes.is_some()) {
        return Mender { role, bank }.of_loop(old?);
    }
    let key = Key { seed: &kit.seed, req: &kit.req, candidate: None };
    let mut quiet = crate::diag::Sink::new();
    let base = super::base(role, bank, &key, &mut quiet).ok()?;
    Some(base.made(&base.drawn, &key).kit)
}
