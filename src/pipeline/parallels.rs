//! Kits for candidates: drawn, assembled and sealed one by one.

use std::sync::{Arc, OnceLock};

use super::{Made, Mender};
use crate::draw::{Draws, Key, Likeness, Parallel, Series, Variant};
use crate::model::{
    Bank, Certificate, IssueMode, Issued, Kit, KitIssue, KitQuestion, KitReplaced, KitSlot, RoleSpec, Roll,
    Spread, Status, Supply,
};
use crate::{assemble, issue};

/// Draws the kits of the candidates of a req, all parallel to the loop's kit as issued.
///
/// It owns all its data, and cloning it is cheap. Kits in `balanced` mode are drawn one after the other, so
/// it has a position in the order of issue. A new one is positioned before the first kit.
#[derive(Clone, Debug)]
pub struct Parallels {
    shared: Arc<Shared>,
    /// The uses of questions in the kits so far; `None` before the first kit.
    series: Option<Series>,
    number: u32,
    heads: Vec<String>,
}

/// The data that does not depend on the position in the order of issue.
#[derive(Debug)]
struct Shared {
    role: Arc<RoleSpec>,
    bank: Arc<Bank>,
    base: Arc<Kit>,
    draws: Draws,
    /// A series without kits. It is made when it is first needed.
    fresh: OnceLock<Series>,
    /// The same for kits that need not agree in kind and difficulty.
    free: OnceLock<Series>,
}

/// The question of a core slot, which every kit keeps; `None` for any other slot.
fn core(slot: &KitSlot) -> Option<&KitQuestion> {
    slot.core.then_some(&slot.question)
}

impl Shared {
    fn fresh(&self) -> &Series {
        self.fresh.get_or_init(|| self.draws.series())
    }

    fn free(&self) -> &Series {
        let rules = (self.role.equivalence, Likeness::Free);
        self.free
            .get_or_init(|| Parallel::new(&self.bank, &self.role, &self.base, &core, rules).draws().series())
    }
}

/// A kit in balanced mode.
#[derive(Debug)]
pub struct BalancedKit {
    /// The kit, sealed.
    pub kit: Kit,
    /// Whether the search finished.
    pub proven: bool,
    /// Whether one of its questions now has more uses than [`Parallels::cap`] allows for the kits so far.
    pub over: bool,
}

impl Parallels {
    /// Prepares to draw the kits of a req. The position is before the first kit. `role` supplies the
    /// placeholder values and the rules for question types; `base` is the loop's kit.
    pub fn new(
        role: impl Into<Arc<RoleSpec>>,
        bank: impl Into<Arc<Bank>>,
        base: impl Into<Arc<Kit>>,
    ) -> Parallels {
        let (role, bank, base) = (role.into(), bank.into(), base.into());
        let draws = Parallel::strictest(&bank, &role, &base, &core, role.equivalence);
        let shared = Shared { role, bank, base, draws, fresh: OnceLock::new(), free: OnceLock::new() };
        Parallels { shared: Arc::new(shared), series: None, number: 0, heads: Vec::new() }
    }

    /// The loop's kit, to which the kits of all candidates are parallel.
    pub fn base(&self) -> &Kit {
        &self.shared.base
    }

    /// The status of a question that the bank has withdrawn.
    pub fn withdrawn(&self, question: &str) -> Option<Status> {
        let status = self.shared.bank.question(question)?.status;
        matches!(status, Status::Retired | Status::Compromised).then_some(status)
    }

    /// The bank's supply for the rotating slots, by competency and depth.
    pub fn supplies(&self) -> Vec<Supply> {
        self.shared.draws.parallel().supplies()
    }

    /// The kit of a candidate in `stable` mode. It depends only on seed, req, candidate, role spec, bank and
    /// the loop's kit, and not on the kits that were issued before. `None` if no kit was found.
    pub fn stable(&self, candidate: &str) -> Option<Made> {
        let variant = self.shared.draws.stable(&self.key(candidate))?;
        let issue = self.note(IssueMode::Stable, None, Vec::new());
        Some(Made { kit: issue::seal(self.unsealed(candidate, &variant, issue)), proven: variant.proven })
    }

    /// Sets the position in the order of issue to just after the last kit of a roll.
    pub fn after(&mut self, roll: &Roll) {
        let mut kits: Vec<&Issued> = roll.kits.iter().collect();
        kits.sort_by(|a, b| a.order().cmp(&b.order()));
        self.recount(&kits, roll);
        self.number = roll.all().filter_map(|k| k.issue.number).max().unwrap_or(0);
        self.heads = roll.heads();
    }

    /// The next kit in `balanced` mode, drawn from the questions that were used least in the kits so far.
    /// `None` if no kit was found.
    pub fn next(&mut self, candidate: &str) -> Option<BalancedKit> {
        let mut series = self.series.take().unwrap_or_else(|| self.shared.fresh().clone());
        let next = series.draw(&self.key(candidate));
        self.series = Some(series);
        let next = next?;
        let issue = self.following();
        let kit = issue::seal(self.unsealed(candidate, &next.variant, issue));
        self.heads = vec![kit.digest.clone()];
        Some(BalancedKit { kit, proven: next.variant.proven, over: next.over })
    }

    /// A candidate's kit with other questions in the place of those that the bank has withdrawn, and with the
    /// core questions of the loop's kit. A kit in `balanced` mode takes the questions that were used least,
    /// and is the next in the order of issue. `None` if no kit was found, or if `kit` has no record of issue.
    pub fn repair(&mut self, kit: &Kit) -> Option<Kit> {
        self.changed(kit, None)
    }

    /// A candidate's kit with another question in the place of one that the candidate knows, and with the core
    /// questions of the loop's kit except those that the candidate knew before. A chosen question takes exactly
    /// this slot. If a question is drawn, other rotating slots change only if there is no kit otherwise. `None` if
    /// no kit was found, or if `kit` has no record of issue.
    pub fn replace(&mut self, kit: &Kit, known: &KitReplaced) -> Option<Kit> {
        self.changed(kit, Some(known))
    }

    fn changed(&mut self, kit: &Kit, known: Option<&KitReplaced>) -> Option<Kit> {
        let balanced = kit.issue.as_ref()?.mode == IssueMode::Balanced;
        let (role, bank, base) =
            (self.shared.role.clone(), self.shared.bank.clone(), self.shared.base.clone());
        Mender { role: &role, bank: &bank }.of_candidate(&base, kit, known, balanced.then_some(self))
    }

    /// The certificate of the kits of a roll. The roll must be in the order of issue.
    pub fn certificate(&self, roll: &Roll) -> Certificate {
        let spread = Spread::new(self.base(), roll, self.supplies(), self.bounds(roll));
        let gone = |id: &str| self.withdrawn(id).map(|status| status.as_str().to_owned());
        issue::certificate(self.base(), roll, spread, &gone)
    }

    /// The number of further candidates who can be served before one of them gets a rotating question that
    /// was already used. `candidates` are the ids of the further candidates, in order.
    pub fn left<I: AsRef<str>>(&self, candidates: impl IntoIterator<Item = I>) -> usize {
        let ids: Vec<I> = candidates.into_iter().collect();
        self.series().left(ids.iter().map(|id| self.key(id.as_ref())))
    }

    /// The highest number of uses of any question in this number of kits, if questions are used as evenly as
    /// the rules allow.
    pub fn cap(&self, kits: u32) -> u32 {
        self.series().cap(kits)
    }

    /// The caps for the kits of a roll: with the rules on kind and difficulty, and without them.
    pub(super) fn bounds(&self, roll: &Roll) -> [u32; 2] {
        let kits = roll.kits.len() as u32;
        [self.cap(kits), self.shared.free().cap(kits)]
    }

    /// The key of the draw for a candidate.
    pub(super) fn key<'k>(&'k self, candidate: &'k str) -> Key<'k> {
        Key { seed: &self.base().seed, req: &self.base().req, candidate: Some(candidate) }
    }

    pub(super) fn series(&self) -> &Series {
        self.series.as_ref().unwrap_or_else(|| self.shared.fresh())
    }

    pub(super) fn unsealed(&self, candidate: &str, variant: &Variant, issue: KitIssue) -> Kit {
        let Shared { role, bank, base, .. } = &*self.shared;
        let kit = assemble::variant(bank, role, base, Some(candidate), &variant.picks);
        Kit { issue: Some(issue), ..kit }
    }

    pub(super) fn note(&self, mode: IssueMode, number: Option<u32>, after: Vec<String>) -> KitIssue {
        KitIssue {
            mode,
            types: self.shared.role.equivalence,
            base: self.base().digest.clone(),
            number,
            after,
            supersedes: None,
            replaced: Vec::new(),
        }
    }

    /// Takes the next position in the order of issue, and returns it.
    pub(super) fn following(&mut self) -> KitIssue {
        self.number += 1;
        let heads = std::mem::take(&mut self.heads);
        self.note(IssueMode::Balanced, Some(self.number), heads)
    }

    /// Whether the kits so far are exactly those that were issued before the kit with this `issue`.
    pub(super) fn is_after_those_of(&self, issue: &KitIssue) -> bool {
        self.heads == issue.after && (self.series().kits() == 0) == issue.after.is_empty()
    }

    /// Moves the position to where the kit with this `issue` was issued, after the kits in `before`.
    pub(super) fn go_to(&mut self, issue: &KitIssue, before: &[&Issued], roll: &Roll) {
        self.recount(before, roll);
        self.heads.clone_from(&issue.after);
    }

    /// Sets the counter so that the next kit gets the number in `issue`.
    pub(super) fn take_number(&mut self, issue: &KitIssue) {
        self.number = issue.number.unwrap_or(1) - 1;
    }

    fn recount(&mut self, kits: &[&Issued], roll: &Roll) {
        let mut series = self.shared.fresh().clone();
        for kit in kits {
            series.issued(kit.questions.iter().map(|q| roll.question(*q).id.as_str()));
        }
        self.series = Some(series);
    }

    pub(super) fn draws(&self) -> &Draws {
        &self.shared.draws
    }
}
