//! Kits for candidates: drawn, assembled and sealed one by one.

use crate::draw::{Draws, Key, Parallel, Series, Variant};
use crate::model::{Bank, IssueMode, Issued, Kit, KitIssue, KitSlot, RoleSpec, Roll, Status};
use crate::{assemble, issue};

/// What the kits of all candidates of a req have in common: the loop's kit as issued.
#[derive(Debug)]
pub struct Variants<'a> {
    role: &'a RoleSpec,
    bank: &'a Bank,
    base: &'a Kit,
    parallel: Parallel<'a>,
}

impl<'a> Variants<'a> {
    /// From the loop's kit, the role spec for the words of its context, and the bank.
    pub fn new(role: &'a RoleSpec, bank: &'a Bank, base: &'a Kit) -> Variants<'a> {
        let core = |slot: &'a KitSlot| slot.core.then_some(&slot.question);
        let parallel = Parallel::new(bank, role, base, &core, role.equivalence);
        Variants { role, bank, base, parallel }
    }

    /// The kit that all are parallel to.
    pub fn base(&self) -> &'a Kit {
        self.base
    }

    /// The status of a question that the bank has withdrawn.
    pub fn withdrawn(&self, question: &str) -> Option<Status> {
        let status = self.bank.question(question)?.status;
        matches!(status, Status::Retired | Status::Compromised).then_some(status)
    }

    /// What is drawn from.
    pub fn parallel(&self) -> &Parallel<'a> {
        &self.parallel
    }

    /// What the draw of a candidate is keyed by.
    pub fn key<'k>(&'k self, candidate: &'k str) -> Key<'k> {
        Key { seed: &self.base.seed, req: &self.base.req, candidate: Some(candidate) }
    }

    fn sealed(&self, candidate: &str, variant: &Variant, issue: KitIssue) -> Kit {
        issue::seal(self.unsealed(candidate, variant, issue))
    }

    pub(super) fn unsealed(&self, candidate: &str, variant: &Variant, issue: KitIssue) -> Kit {
        let kit = assemble::variant(self.bank, self.role, self.base, Some(candidate), &variant.picks);
        Kit { issue: Some(issue), ..kit }
    }

    /// The kit of a candidate in `stable` mode, and whether the search finished. Nothing when no kit
    /// was found.
    pub fn stable(&self, draws: &Draws<'_>, candidate: &str) -> Option<(Kit, bool)> {
        let variant = draws.stable(&self.key(candidate))?;
        let issue = self.note(IssueMode::Stable, None, Vec::new());
        Some((self.sealed(candidate, &variant, issue), variant.proven))
    }

    pub(super) fn note(&self, mode: IssueMode, number: Option<u32>, after: Vec<String>) -> KitIssue {
        KitIssue {
            mode,
            types: self.role.equivalence,
            base: self.base.digest.clone(),
            number,
            after,
            supersedes: None,
        }
    }
}

/// Issues kits in `balanced` mode, one after the other.
#[derive(Debug)]
pub struct Issuer<'a> {
    variants: &'a Variants<'a>,
    /// With no kit so far.
    fresh: Series<'a>,
    series: Series<'a>,
    number: u32,
    heads: Vec<String>,
}

/// A kit in balanced mode.
#[derive(Debug)]
pub struct BalancedKit {
    /// The kit, sealed.
    pub kit: Kit,
    /// Whether the search finished.
    pub proven: bool,
    /// Whether a question is used more often now than the least possible maximum exposure asks for.
    pub over: bool,
}

impl<'a> Issuer<'a> {
    /// Before any kit.
    pub fn new(variants: &'a Variants<'a>, draws: &'a Draws<'a>) -> Issuer<'a> {
        let fresh = draws.series();
        Issuer { variants, series: fresh.clone(), fresh, number: 0, heads: Vec::new() }
    }

    /// After all kits of a roll.
    pub fn after(variants: &'a Variants<'a>, draws: &'a Draws<'a>, roll: &Roll) -> Issuer<'a> {
        let mut issuer = Issuer::new(variants, draws);
        issuer.go_after(roll);
        issuer
    }

    /// The next kit is the one after all kits of a roll.
    pub fn go_after(&mut self, roll: &Roll) {
        let mut kits: Vec<&Issued> = roll.kits.iter().collect();
        kits.sort_by(|a, b| a.order().cmp(&b.order()));
        self.recount(&kits, roll);
        self.number = roll.all().filter_map(|k| k.issue.number).max().unwrap_or(0);
        self.heads = roll.heads();
    }

    /// Whether the kits so far are those that a kit was issued after.
    pub(super) fn is_before(&self, issue: &KitIssue) -> bool {
        self.heads == issue.after && (self.series.kits() == 0) == issue.after.is_empty()
    }

    /// The next kit is the one that took this place in the order of issue, after these kits.
    pub(super) fn go_to(&mut self, issue: &KitIssue, before: &[&Issued], roll: &Roll) {
        self.recount(before, roll);
        self.heads.clone_from(&issue.after);
    }

    /// The next kit takes the place in the order of issue that this one has.
    pub(super) fn take_place(&mut self, issue: &KitIssue) {
        self.number = issue.number.unwrap_or(1) - 1;
    }

    fn recount(&mut self, kits: &[&Issued], roll: &Roll) {
        self.series = self.fresh.clone();
        for kit in kits {
            self.series.issued(kit.questions.iter().map(|q| roll.question(*q).id.as_str()));
        }
    }

    /// The next kit. Nothing when no kit was found.
    pub fn issue(&mut self, candidate: &str) -> Option<BalancedKit> {
        let next = self.series.draw(&self.variants.key(candidate))?;
        let issue = self.following();
        let kit = self.variants.sealed(candidate, &next.variant, issue);
        self.heads = vec![kit.digest.clone()];
        Some(BalancedKit { kit, proven: next.variant.proven, over: next.over })
    }

    pub(super) fn following(&mut self) -> KitIssue {
        self.number += 1;
        self.variants.note(IssueMode::Balanced, Some(self.number), std::mem::take(&mut self.heads))
    }

    /// The kits so far as the draw sees them.
    pub fn series(&self) -> &Series<'a> {
        &self.series
    }
}
