//! Repairs kits in which a question was withdrawn, with the smallest possible change.

use std::collections::{BTreeMap, BTreeSet};

use super::Parallels;
use crate::draw::{Key, Likeness, Parallel, Series};
use crate::model::{
    Bank, IssueMode, Issued, Kit, KitIssue, KitQuestion, KitReplaced, KitSlot, Opening, Question, RoleSpec,
    Roll, Status, TypeRule,
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

/// Which slots of a kit may change, and to what.
struct Free<'a, 'k> {
    types: TypeRule,
    keep: &'a Keep<'k>,
    /// Whether a slot may get the question with this id.
    may: &'a dyn Fn(&str) -> bool,
    /// Whether no further slot may change.
    alone: bool,
}

impl Mender<'_> {
    /// The loop's kit with other questions in place of the withdrawn ones. `None` if no kit was found.
    pub fn of_loop(&self, base: &Kit) -> Option<Kit> {
        let keep = |slot: &KitSlot, rotating: bool| {
            let own = base.slots().find(|s| s.id == slot.id && (s.core || rotating));
            own.map(|s| &s.question).filter(|q| status(self.bank, q).is_none())
        };
        let free = Free { types: self.role.equivalence, keep: &keep, may: &|_| true, alone: false };
        let mut kit = self.mended(base, base, None, &free)?;
        kit.issue = Some(KitIssue {
            mode: IssueMode::Stable,
            types: self.role.equivalence,
            base: base.digest.clone(),
            number: None,
            after: Vec::new(),
            supersedes: Some(base.digest.clone()),
            replaced: Vec::new(),
        });
        Some(issue::seal(kit))
    }

    /// A candidate's kit with the core questions of the loop's kit, which must already be repaired, and with
    /// other questions in place of the withdrawn ones. A core question that the candidate knew before stays
    /// replaced. If `known` is given, only the question in its slot is replaced. In `balanced` mode, the kit gets
    /// the uses so far and the next number from `issuer`. `None` if no kit was found.
    pub(super) fn of_candidate(
        &self,
        base: &Kit,
        kit: &Kit,
        known: Option<&KitReplaced>,
        issuer: Option<&mut Parallels>,
    ) -> Option<Kit> {
        let before = kit.issue.as_ref()?;
        let mut replaced = before.replaced.clone();
        replaced.extend(known.cloned());
        let knew = |id: &str| replaced.iter().any(|one| one.question == id);
        let core: BTreeSet<&str> = base.slots().filter(|s| s.core).map(|s| s.question.id.as_str()).collect();
        let keep = |slot: &KitSlot, rotating: bool| {
            if known.is_some_and(|known| known.slot == slot.id) {
                return None;
            }
            let common = base.slots().find(|s| s.id == slot.id && s.core).map(|s| &s.question);
            if let Some(common) = common.filter(|q| !knew(&q.id)) {
                return Some(common);
            }
            let own = kit.slots().find(|s| s.id == slot.id && (slot.core || rotating)).map(|s| &s.question);
            own.filter(|q| known.is_some() || status(self.bank, q).is_none())
                .filter(|q| !core.contains(q.id.as_str()))
        };
        let chosen = known.and_then(|known| known.by.as_deref());
        let may = |id: &str| !knew(id) && chosen.is_none_or(|chosen| chosen == id);
        let series = issuer.as_deref().map(Parallels::series);
        let free = Free { types: before.types, keep: &keep, may: &may, alone: chosen.is_some() };
        let mut mended = self.mended(base, kit, series, &free)?;
        let place = issuer.map(Parallels::following);
        mended.issue = Some(KitIssue {
            base: base.digest.clone(),
            number: place.as_ref().and_then(|p| p.number),
            after: place.map(|p| p.after).unwrap_or_default(),
            supersedes: Some(kit.digest.clone()),
            replaced,
            ..before.clone()
        });
        Some(issue::seal(mended))
    }

    /// The other questions of the bank with the competency and depth of a slot, each with the first reason
    /// why it cannot replace the slot's question.
    pub fn rivals(&self, kit: &Kit, slot: &KitSlot) -> Vec<(String, String)> {
        let cell = |q: &&Question| q.competency.as_str() == slot.competency && q.depth.as_str() == slot.depth;
        let others = self.bank.questions.iter().filter(cell).filter(|q| q.id.as_str() != slot.question.id);
        let why = |q| self.misfit(kit, slot, q);
        let together = || "fits there, but not together with the rest of the kit".to_owned();
        others.map(|q| (q.id.to_string(), why(q).unwrap_or_else(together))).collect()
    }

    /// The first reason why a question cannot take the place of the one in a slot of a kit, in words that follow
    /// "it"; `None` if the question fits the slot by itself.
    pub fn misfit(&self, kit: &Kit, slot: &KitSlot, question: &Question) -> Option<String> {
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
        let strict = kit.issue.as_ref().map_or(self.role.equivalence, |i| i.types) == TypeRule::Strict;
        let why = if stays.contains(&question.id.as_str()) {
            "is in the kit already".to_owned()
        } else if (question.competency.as_str(), question.depth.as_str()) != (&slot.competency, &slot.depth) {
            let (competency, depth) = (&question.competency, &question.depth);
            format!(
                "is for `{competency}` at `{depth}`; the slot asks for `{}` at `{}`",
                slot.competency, slot.depth
            )
        } else if let Some(misfit) = question.misfit(self.role, opening) {
            misfit.to_string()
        } else if let Some(unlike) = draw::unlike(slot, question) {
            unlike
        } else if !(low..=high).contains(&question.minutes) {
            format!("takes {} minutes, but the slot allows {low} to {high}", question.minutes)
        } else if let Some(id) = stays.iter().find(|id| family(id)) {
            format!("is in the same family as `{id}`")
        } else if let Some(id) = stays.iter().find(|id| foe(id)) {
            format!("is an enemy of `{id}`")
        } else if strict && question.kind.to_string() != slot.question.kind {
            format!("is of type {}; `equivalence: strict` asks for {}", question.kind, slot.question.kind)
        } else {
            return None;
        };
        Some(why)
    }

    /// The kit with the questions that stay, and newly drawn questions in the other slots. If there is no such kit,
    /// the rotating slots may also change, but as many of their questions as possible are kept. If there is still
    /// none, the new questions may be more or less difficult than the rules allow, then of another type, and in the last
    /// resort of another kind.
    fn mended(&self, frame: &Kit, kit: &Kit, series: Option<&Series>, free: &Free<'_, '_>) -> Option<Kit> {
        let key = Key { seed: &kit.seed, req: &kit.req, candidate: kit.candidate.as_deref() };
        let steps: &[bool] = if free.alone { &[true] } else { &[true, false] };
        let ways = Likeness::steps(frame.slots())
            .flat_map(|likeness| steps.iter().map(move |step| (likeness, *step)));
        ways.into_iter().find_map(|(likeness, rotating)| {
            let mut stays = frame.clone();
            for slot in stays.rounds.iter_mut().flat_map(|r| &mut r.slots) {
                if let Some(question) = (free.keep)(slot, rotating) {
                    slot.question = question.clone();
                }
            }
            let fixed = |slot: &KitSlot| (free.keep)(slot, rotating);
            let parallel = Parallel::new(self.bank, self.role, frame, &fixed, (free.types, likeness));
            let variant = parallel.draws().repair(kit, series, &key, free.may)?;
            let candidate = kit.candidate.as_deref();
            let mut mended = assemble::variant(self.bank, self.role, &stays, candidate, &variant.picks);
            let slots = mended.rounds.iter_mut().flat_map(|r| &mut r.slots);
            // The role spec chose the question of the frame, and no other.
            let others = slots.zip(frame.slots()).filter(|(slot, own)| slot.question.id != own.question.id);
            others.for_each(|(slot, _)| slot.chosen = None);
            Some(mended)
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
