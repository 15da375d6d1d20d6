//! Draws a kit again, to check that its inputs and its seed give exactly this kit.

use crate::draw::Key;
use crate::model::{Bank, IssueMode, Kit, KitIssue, RoleSpec, Roll};

use super::{Mender, Parallels, before};

/// Why a kit cannot be drawn again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Lost {
    /// A kit that was issued before this one, or that this one replaced, is missing.
    #[error("a kit that was issued before this one, or that this one replaced, is missing")]
    Before,
    /// Its inputs give no kit any more.
    #[error("no kit can be drawn from the inputs of this kit any more")]
    NoKit,
}

impl Parallels {
    /// Draws a candidate's kit again from its inputs. `issue`: the record of issue in the kit. `old`: the kit
    /// that this kit replaced, if any. `roll`: all issued kits. If kits are drawn again in the order of
    /// issue, each draw continues from the state after the previous one.
    ///
    /// # Errors
    /// [`Lost`] when it cannot be drawn again.
    pub fn again(
        &mut self,
        kit: &Kit,
        issue: &KitIssue,
        old: Option<&Kit>,
        roll: &Roll,
    ) -> Result<Kit, Lost> {
        let candidate = kit.candidate.as_deref().unwrap_or_default();
        if issue.mode == IssueMode::Stable && issue.supersedes.is_none() {
            return self.stable(candidate).map(|made| made.kit).ok_or(Lost::NoKit);
        }
        if issue.mode == IssueMode::Balanced {
            if !self.is_after_those_of(issue) {
                let before = before(issue, roll).ok_or(Lost::Before)?;
                self.go_to(issue, &before, roll);
            }
            self.take_number(issue);
        }
        if issue.supersedes.is_none() {
            return self.next(candidate).map(|made| made.kit).ok_or(Lost::NoKit);
        }
        let old = old.ok_or(Lost::Before)?;
        let before = old.issue.as_ref().map_or(0, |issue| issue.replaced.len());
        match issue.replaced.get(before) {
            Some(known) => self.replace(old, known),
            None => self.repair(old),
        }
        .ok_or(Lost::NoKit)
    }
}

/// Draws the loop's kit again from its inputs. `old` is the kit that it was repaired from.
pub fn loop_again(role: &RoleSpec, bank: &Bank, kit: &Kit, old: Option<&Kit>) -> Option<Kit> {
    if kit.issue.as_ref().is_some_and(|issue| issue.supersedes.is_some()) {
        return Mender { role, bank }.of_loop(old?);
    }
    let key = Key { seed: &kit.seed, req: &kit.req, candidate: None };
    let mut quiet = crate::diag::Sink::new();
    let keep = super::Keep::recorded(kit, role, bank)?;
    let base = super::base(role, bank, &key, &keep, &mut quiet).ok()?;
    Some(base.made(&base.drawn, &key).kit)
}
