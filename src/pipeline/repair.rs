//! Kits in which a question was withdrawn: the smallest change that mends them.

use std::collections::{BTreeMap, BTreeSet};

use super::Parallels;
use crate::draw::{Key, Parallel, Series};
use crate::model::{
    Bank, IssueMode, Issued, Kit, KitIssue, KitQuestion, KitSlot, Opening, Question, RoleSpec, Roll, Status,
    TypeRule,
};
use crate::{assemble, draw, issue};

/// Slots of a kit whose question the bank has withdrawn, each with the question's status there.
pub fn withdrawn<'k>(kit: &'k Kit, bank: &Bank) -> Vec<(&'k KitSlot, Status)> {
    kit.slots().filter_map(|slot| Some((slot, status(bank, &slot.question)?))).collect()
}

/// The status of a question that the bank has withdrawn. One that is not in the bank any more was not
/// withdrawn: nobody said that it must not be asked.
fn status(bank: &Bank, question: &KitQuestion) -> Option<Status> {
    let status = bank.question(&question.id)?.status;
    matches!(status, Status::Retired | Status::Compromised).then_some(status)
}

/// Slots in which two kits of one frame have other questions.
pub fn changed(one: &Kit, other: &Kit) -> Vec<String> {
    let pairs = one.slots().zip(other.slots());
    pairs.filter(|(a, b)| !a.question.is_asked_like(&b.question)).map(|(a, _)| a.id.clone()).collect()
}

/// Mends kits of a req.
#[derive(Clone, Copy, Debug)]
pub struct Mender<'a> {
    /// For the words of its context.
    pub role: &'a RoleSpec,
    /// With the status of every question.
    pub bank: &'a Bank,
}

/// What stays where it is: given a slot of the frame and whether questions of rotating slots may stay.
type Keep<'k> = dyn Fn(&KitSlot, bool) -> Option<&'k KitQuestion> + 'k;

impl Mender<'_> {
    /// The loop's kit with other questions in the place of those withdrawn. Nothing when no kit was
    /// found.
    pub fn of_loop(&self, base: &Kit) -> Option<Kit> {
        let keep = |slot: &KitSlot, rotating: bool| {
            let own = base.slots().find(|s| s.id == slot.id && (s.core || rotating));
            own.map(|s| &s.question).filter(|q| status(self.bank, q).is_none())
        };
        let mut kit = self.mended(base, base, self.role.equivalence, None, &keep)?;
        kit.issue = Some(KitIssue {
            mode: IssueMode::Stable,
            types: self.role.equivalence,
            base: base.digest.clone(),
            number: None,
            after: Vec::new(),
            supersedes: Some(base.digest.clone()),
        });
        Some(issue::seal(kit))
    }

    /// A candidate's kit: with the core of the loop's kit, which is in good repair, and other questions
    /// in the place of those withdrawn. In `balanced` mode `issuer` says what was used least, and the
    /// kit is the next that it issues. `None` if no kit was found.
    pub(super) fn of_candidate(&self, base: &Kit, kit: &Kit, issuer: Option<&mut Parallels>) -> Option<Kit> {
        let core: BTreeSet<&str> = base.slots().filter(|s| s.core).map(|s| s.question.id.as_str()).collect();
        let keep = |slot: &KitSlot, rotating: bool| {
            if slot.core {
                return base.slots().find(|s| s.id == slot.id).map(|s| &s.question);
            }
            let own = kit.slots().find(|s| s.id == slot.id && rotating).map(|s| &s.question);
            own.filter(|q| status(self.bank, q).is_none() && !core.contains(q.id.as_str()))
        };
        let before = kit.issue.as_ref()?;
        let series = issuer.as_deref().map(Parallels::series);
        let mut mended = self.mended(base, kit, before.types, series, &keep)?;
        let place = issuer.map(Parallels::following);
        mended.issue = Some(KitIssue {
            base: base.digest.clone(),
            number: place.as_ref().and_then(|p| p.number),
            after: place.map(|p| p.after).unwrap_or_default(),
            supersedes: Some(kit.digest.clone()),
            ..before.clone()
        });
        Some(issue::seal(mended))
    }

    /// Questions of the bank for the competency and depth of a kit's slot, each with the first reason why
    /// it cannot stand in for the question there.
    pub fn rivals(&self, kit: &Kit, slot: &KitSlot) -> Vec<(String, String)> {
        let cell = |q: &&Question| q.competency.as_str() == slot.competency && q.depth.as_str() == slot.depth;
        let others = self.bank.questions.iter().filter(cell).filter(|q| q.id.as_str() != slot.question.id);
        others.map(|q| (q.id.to_string(), self.reason(kit, slot, q))).collect()
    }

    fn reason(&self, kit: &Kit, slot: &KitSlot, question: &Question) -> String {
        let round = kit.rounds.iter().find(|r| r.slots.iter().any(|s| s.id == slot.id));
        let types = self.role.plan.rounds.iter().find(|r| round.is_some_and(|k| k.id == r.id.as_str()));
        let types = types.map_or(&[][..], |r| &r.types);
        let longest = round.map_or(0, |r| r.minutes.saturating_sub(r.opening + r.closing));
        let opening = Opening { depth: &question.depth, types, minutes: longest };
        let (low, high) = draw::slot_minutes(self.bank, slot);
        let stays: Vec<&str> =
            kit.slots().filter(|s| s.id != slot.id).map(|s| s.question.id.as_str()).collect();
        let family = |id: &str| {
            let other = self.bank.question(id).and_then(|q| q.family.as_ref());
            other.is_some() && other == question.family.as_ref()
        };
        let foe = |id: &str| question.enemies.iter().any(|e| e.as_str() == id);
        if stays.contains(&question.id.as_str()) {
            "is in the kit already".to_owned()
        } else if let Some(misfit) = question.misfit(self.role, opening) {
            misfit.to_string()
        } else if !(low..=high).contains(&question.minutes) {
            format!("takes {} minutes, the slot {low} to {high}", question.minutes)
        } else if let Some(id) = stays.iter().find(|id| family(id)) {
            format!("is of one family with `{id}`")
        } else if let Some(id) = stays.iter().find(|id| foe(id)) {
            format!("is an enemy of `{id}`")
        } else {
            "fits there, but not together with the rest of the kit".to_owned()
        }
    }

    /// The kit with what stays, and other questions elsewhere. Where nothing fits around all that could
    /// stay, as many of the kit's questions as possible stay in it.
    fn mended(
        &self,
        frame: &Kit,
        kit: &Kit,
        types: TypeRule,
        series: Option<&Series>,
        keep: &Keep<'_>,
    ) -> Option<Kit> {
        let key = Key { seed: &kit.seed, req: &kit.req, candidate: kit.candidate.as_deref() };
        [true, false].into_iter().find_map(|rotating| {
            let mut stays = frame.clone();
            for slot in stays.rounds.iter_mut().flat_map(|r| &mut r.slots) {
                if let Some(question) = keep(slot, rotating) {
                    slot.question = question.clone();
                }
            }
            let fixed = |slot: &KitSlot| keep(slot, rotating);
            let parallel = Parallel::new(self.bank, self.role, frame, &fixed, types);
            let variant = parallel.draws().repair(kit, series, &key)?;
            let candidate = kit.candidate.as_deref();
            Some(assemble::variant(self.bank, self.role, &stays, candidate, &variant.picks))
        })
    }
}

/// The kits before one of `balanced` mode, in the order of issue: those that it was issued after, those
/// that these were issued after, and so on, without the ones that others of them stand in for. Nothing
/// when one of them is not in the roll.
pub fn before<'r>(issue: &KitIssue, roll: &'r Roll) -> Option<Vec<&'r Issued>> {
    let by_digest: BTreeMap<&str, &Issued> = roll.all().map(|k| (k.digest.as_str(), k)).collect();
    let mut open: Vec<&str> = issue.after.iter().map(String::as_str).collect();
    let mut found: BTreeMap<&str, &Issued> = BTreeMap::new();
    while let Some(digest) = open.pop() {
        let issued = *by_digest.get(digest)?;
        if found.insert(digest, issued).is_none() {
            open.extend(issued.issue.after.iter().map(String::as_str));
        }
    }
    let gone: BTreeSet<&str> = found.values().filter_map(|k| k.issue.supersedes.as_deref()).collect();
    let mut kits: Vec<&Issued> = found.into_values().filter(|k| !gone.contains(k.digest.as_str())).collect();
    kits.sort_by(|a, b| a.order().cmp(&b.order()));
    Some(kits)
}
