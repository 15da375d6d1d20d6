//! Repairs kits in which a question was withdrawn, with the smallest possible change.

use std::collections::{BTreeMap, BTreeSet};

use super::Parallels;
use crate::draw::{Key, Likeness, Parallel, Series};
use crate::model::{
    Bank, IssueMode, Issued, Kit, KitIssue, KitQuestion, KitSlot, Opening, Question, RoleSpec, Roll, Status,
    TypeRule,
};
use crate::{assemble, draw, issue};

/// The slots of a kit that have a withdrawn question, each with the question's status in the bank.
pub fn withdrawn<'k>(kit: &'k Kit, bank: &Bank) -> Vec<(&'k KitSlot, Status)> {
    kit.slots().filter_map(|slot| Some((slot, status(bank, &slot.question)?))).collect()
}

/// The status of a question that the bank has withdrawn. A question that the bank no longer has does not
/// count as withdrawn, because the bank does not declare that it must not be asked.
fn status(bank: &Bank, question: &KitQuestion) -> Option<Status> {
    let status = bank.question(&question.id)?.status;
    matches!(status, Status::Retired | Status::Compromised).then_some(status)
}

/// The ids of the slots in which two kits with the same slots have different questions.
pub fn changed(one: &Kit, other: &Kit) -> Vec<String> {
    let pairs = one.slots().zip(other.slots());
    pairs.filter(|(a, b)| !a.question.is_asked_like(&b.question)).map(|(a, _)| a.id.clone()).collect()
}

/// Repairs the kits of a req.
#[derive(Clone, Copy, Debug)]
pub struct Mender<'a> {
    /// The role spec: placeholder values, and rules for question types.
    pub role: &'a RoleSpec,
    /// The bank, with the status of every question.
    pub bank: &'a Bank,
}

/// Returns the question that a slot keeps, or `None`. The arguments are a slot of the loop's kit, and whether
/// rotating slots may keep their questions.
type Keep<'k> = dyn Fn(&KitSlot, bool) -> Option<&'k KitQuestion> + 'k;

impl Mender<'_> {
    /// The loop's kit with other questions in place of the withdrawn ones. `None` if no kit was found.
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

    /// A candidate's kit with the core questions of the loop's kit, which must already be repaired, and with
    /// other questions in place of the withdrawn ones. In `balanced` mode, the kit gets the uses so far and
    /// the next number from `issuer`. `None` if no kit was found.
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

    /// The other questions of the bank with the competency and depth of a slot, each with the first reason
    /// why it cannot replace the slot's question.
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
        } else if self.role.excluded.contains(&question.id) {
            "is excluded by the role spec".to_owned()
        } else if let Some(unlike) = draw::unlike(slot, question) {
            unlike
        } else if !(low..=high).contains(&question.minutes) {
            format!("takes {} minutes, but the slot allows {low} to {high}", question.minutes)
        } else if let Some(id) = stays.iter().find(|id| family(id)) {
            format!("is in the same family as `{id}`")
        } else if let Some(id) = stays.iter().find(|id| foe(id)) {
            format!("is an enemy of `{id}`")
        } else {
            "fits there, but not together with the rest of the kit".to_owned()
        }
    }

    /// The kit with the questions that `keep` returns, and newly drawn questions in the other slots. If there
    /// is no such kit, the rotating slots may also change, but as many of their questions as possible are
    /// kept. If there is still none, the new questions may be more or less difficult than the rules allow, and
    /// in the last resort of another kind.
    fn mended(
        &self,
        frame: &Kit,
        kit: &Kit,
        types: TypeRule,
        series: Option<&Series>,
        keep: &Keep<'_>,
    ) -> Option<Kit> {
        let key = Key { seed: &kit.seed, req: &kit.req, candidate: kit.candidate.as_deref() };
        let ways = Likeness::ALL.into_iter().flat_map(|likeness| [(likeness, true), (likeness, false)]);
        ways.into_iter().find_map(|(likeness, rotating)| {
            let mut stays = frame.clone();
            for slot in stays.rounds.iter_mut().flat_map(|r| &mut r.slots) {
                if let Some(question) = keep(slot, rotating) {
                    slot.question = question.clone();
                }
            }
            let fixed = |slot: &KitSlot| keep(slot, rotating);
            let parallel = Parallel::new(self.bank, self.role, frame, &fixed, (types, likeness));
            let variant = parallel.draws().repair(kit, series, &key)?;
            let candidate = kit.candidate.as_deref();
            Some(assemble::variant(self.bank, self.role, &stays, candidate, &variant.picks))
        })
    }
}

/// The kits that were issued before a kit of `balanced` mode, in the order of issue: the kits in its `after`,
/// the kits in the `after` of these kits, and so on. A kit that another of these kits replaced is left out.
/// `None` if one of these kits is not in the roll.
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
