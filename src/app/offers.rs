//! `swap`: the questions that fit a slot of the loop, and which other slots would change with each.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::call::Call;
use super::particulars::is_same_interview;
use super::role_edit;
use crate::draw::{Key, priority};
use crate::load;
use crate::model::{Bank, Chosen, Kit, KitSlot, Misfit, Opening, Pin, Question, RoleSpec, Roll};
use crate::pipeline::{self, Before};
use crate::store::{Fault, Req};
use crate::text::{Source, did_you_mean, nearest};

/// The questions for a slot.
#[derive(Clone, Debug, Serialize)]
pub struct Offers {
    /// The slot.
    pub slot: String,
    /// Its competency.
    pub competency: String,
    /// Its depth.
    pub depth: String,
    /// The question that stands there.
    pub question: String,
    /// Whether the role spec chose that question.
    pub chosen: Option<Chosen>,
    /// The questions that fit, best first: fewest other changes, then fewest candidates who have had it.
    pub offers: Vec<Offer>,
    /// The other questions of the competency and depth, each with the reason why it does not fit.
    pub unfit: Vec<(String, String)>,
    /// The number of candidates who have kits.
    pub candidates: usize,
}

/// A question that fits the slot.
#[derive(Clone, Debug, Serialize)]
pub struct Offer {
    /// Its id.
    pub question: String,
    /// The first sentence of its prompt.
    pub first_line: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its minutes.
    pub minutes: u32,
    /// How hard it is within its depth.
    pub difficulty: Option<u8>,
    /// Candidates who have had it in a kit.
    pub had_by: Vec<String>,
    /// The other slots that would change with it, each with its present question.
    pub changes: Vec<(String, String)>,
}

/// What a swap needs to know of a req.
pub(super) struct There {
    pub(super) req: Req,
    pub(super) source: Arc<Source>,
    pub(super) role: RoleSpec,
    pub(super) bank: Bank,
    pub(super) kit: Kit,
    pub(super) roll: Roll,
}

impl There {
    pub(super) fn read(req: &str, call: &mut Call<'_>) -> Result<There, Fault> {
        let req = Req::open(call.workspace, req)?;
        let source = load::role_file(call.workspace, &req.id, call.sink)?;
        let (role, bank) = pipeline::req(call.workspace, &req.id, call.sink)?;
        let kit = req.loop_kit(call.sink)?;
        let roll = req.roll(&kit, call.sink)?;
        Ok(There { role: role.with_ids_of(&kit), req, source, bank, kit, roll })
    }

    /// The slot, with the position of its round.
    pub(super) fn slot(&self, id: &str) -> Result<(usize, &KitSlot), Fault> {
        let slots =
            || self.kit.rounds.iter().enumerate().flat_map(|(n, r)| r.slots.iter().map(move |s| (n, s)));
        if let Some(found) = slots().find(|(_, slot)| slot.id == id) {
            return Ok(found);
        }
        let near = nearest(id, slots().map(|(_, s)| s.id.as_str()));
        let near = near.map(|n| format!("\n  = help: {}", did_you_mean(n))).unwrap_or_default();
        let all: Vec<&str> = slots().map(|(_, s)| s.id.as_str()).collect();
        Err(Fault::Request(format!(
            "the loop of `{}` has no slot `{id}`{near}\n  = help: its slots are {}",
            self.req.id,
            all.join(", ")
        )))
    }

    /// The role spec with a question pinned in the place of the one in a slot.
    fn role_with(&self, slot: &KitSlot, round: usize, question: &Question) -> RoleSpec {
        let mut role = self.role.clone();
        let Some(rule) = role.plan.rounds.iter().find(|r| r.id.as_str() == self.kit.rounds[round].id) else {
            return role;
        };
        let round = rule.id.clone();
        role.pins.retain(|pin| !(pin.round == round && pin.question.as_str() == slot.question.id));
        let place = role.place.clone();
        role.pins.push(Pin { round, question: question.id.clone(), why: None, place });
        role
    }

    /// The loop with a question in a slot; the error says why there is none.
    pub(super) fn with(&self, slot: &KitSlot, round: usize, question: &Question) -> Result<Kit, String> {
        let role = self.role_with(slot, round, question);
        let before = Before { kit: &self.kit, released: BTreeSet::from([slot.id.clone()]) };
        let mut quiet = crate::diag::Sink::new();
        match pipeline::kit_after(&role, &self.bank, &self.kit.seed, &before, &mut quiet) {
            Ok(made) => Ok(made.kit),
            Err(_) => {
                let why = quiet.sorted().first().map(|finding| finding.message.clone());
                Err(why.unwrap_or_else(|| "no loop has it there".to_owned()))
            }
        }
    }

    /// Why a question does not fit a slot by itself; `None` if it does.
    fn misfit(&self, round: usize, question: &Question) -> Option<Misfit> {
        let round = &self.kit.rounds[round];
        let rule = self.role.plan.rounds.iter().find(|r| r.id.as_str() == round.id);
        let types = rule.map_or(&[][..], |r| &r.types);
        let minutes = round.minutes.saturating_sub(round.opening + round.closing);
        question.misfit(&self.role, Opening { depth: &question.depth, types, minutes })
    }

    /// Whether a question can take a slot while all other slots keep theirs.
    fn fits_beside(&self, slot: &KitSlot, round: usize, question: &Question) -> bool {
        let others = || self.kit.slots().filter(|s| s.id != slot.id).map(|s| s.question.id.as_str());
        let kin = |id: &str| {
            let other = self.bank.question(id);
            let family = other.is_some_and(|o| o.family.is_some() && o.family == question.family);
            let foe = |q: &Question, id: &str| q.enemies.iter().any(|e| e.as_str() == id);
            family || foe(question, id) || other.is_some_and(|o| foe(o, question.id.as_str()))
        };
        let round = &self.kit.rounds[round];
        let rest: u32 = round.slots.iter().filter(|s| s.id != slot.id).map(|s| s.question.minutes).sum();
        let minutes = round.minutes.saturating_sub(round.opening + round.closing);
        rest + question.minutes <= minutes && !others().any(|id| id == question.id.as_str() || kin(id))
    }

    /// What a question would cost in a slot; the error says why it does not fit.
    fn offer(&self, slot: &KitSlot, round: usize, question: &Question) -> Result<Offer, String> {
        if let Some(misfit) = self.misfit(round, question) {
            return Err(misfit.to_string());
        }
        let changes = match self.fits_beside(slot, round, question) {
            true => Vec::new(),
            false => moved(&self.kit, &self.with(slot, round, question)?),
        };
        let mut had_by: Vec<String> = Vec::new();
        for issued in self.roll.all() {
            let has = issued.questions.iter().any(|n| self.roll.question(*n).id == question.id.as_str());
            if has && !had_by.contains(&issued.candidate) {
                had_by.push(issued.candidate.clone());
            }
        }
        had_by.sort();
        Ok(Offer {
            question: question.id.to_string(),
            first_line: first_sentence(&question.prompt.fill(&self.role.context)),
            kind: question.kind.to_string(),
            minutes: question.minutes,
            difficulty: question.difficulty,
            had_by,
            changes: changes.into_iter().filter(|(id, _)| *id != slot.id).collect(),
        })
    }
}

/// The slots whose questions are no longer asked in their rounds, each with its question.
pub(super) fn moved(old: &Kit, new: &Kit) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for round in &old.rounds {
        let stays = |id: &str| {
            let same = new.rounds.iter().find(|r| r.id == round.id);
            same.is_some_and(|r| r.slots.iter().any(|s| s.question.id == id))
        };
        let gone = round.slots.iter().filter(|s| !stays(&s.question.id));
        found.extend(gone.map(|s| (s.id.clone(), s.question.id.clone())));
    }
    found
}

/// The first sentence of a prompt, on one line.
fn first_sentence(prompt: &str) -> String {
    let line = prompt.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = line.char_indices().find(|(n, c)| {
        matches!(c, '.' | '?' | '!')
            && line[n + c.len_utf8()..].chars().next().is_none_or(char::is_whitespace)
    });
    end.map_or_else(|| line.clone(), |(n, c)| line[..n + c.len_utf8()].to_owned())
}

/// Lists the questions for a slot of the loop.
///
/// # Errors
/// [`Fault::Request`] when the req has no loop or the loop has no such slot, [`Fault::Findings`] when a file has
/// errors, [`Fault::World`] when a file cannot be read.
pub fn offers(req: &str, slot: &str, call: &mut Call<'_>) -> Result<Offers, Fault> {
    let there = There::read(req, call)?;
    let (round, slot) = there.slot(slot)?;
    there.is_free(slot, round)?;
    let cell = |q: &&Question| {
        q.competency.as_str() == slot.competency
            && q.depth.as_str() == slot.depth
            && q.id.as_str() != slot.question.id
    };
    let (mut offers, mut unfit) = (Vec::new(), Vec::new());
    for question in there.bank.questions.iter().filter(cell) {
        match there.offer(slot, round, question) {
            Ok(offer) => offers.push(offer),
            Err(why) => unfit.push((question.id.to_string(), why)),
        }
    }
    let key = Key { seed: &there.kit.seed, req: &there.kit.req, candidate: None };
    offers.sort_by_key(|o| (o.changes.len(), o.had_by.len(), priority(&key, &o.question)));
    Ok(Offers {
        slot: slot.id.clone(),
        competency: slot.competency.clone(),
        depth: slot.depth.clone(),
        question: slot.question.id.clone(),
        chosen: slot.chosen,
        offers,
        unfit,
        candidates: there.roll.kits.len(),
    })
}

impl There {
    /// Makes sure that the loop on disk is the one that the role spec and the bank give. Otherwise other changes
    /// would come along unseen.
    pub(super) fn is_current(&self) -> Result<(), Fault> {
        if self.kit.role.inputs == self.role.inputs() && self.kit.sources() == self.bank.sources() {
            return Ok(());
        }
        let before = Before { kit: &self.kit, released: BTreeSet::new() };
        let mut quiet = crate::diag::Sink::new();
        let made = pipeline::kit_after(&self.role, &self.bank, &self.kit.seed, &before, &mut quiet);
        if made.is_ok_and(|made| is_same_interview(&self.kit, &made.kit)) {
            return Ok(());
        }
        let req = &self.req.id;
        Err(Fault::Request(format!(
            "the loop of `{req}` is not up to date: its role spec or its bank has changed\n  = help: run `panelkit generate {req}` first; it shows what would change"
        )))
    }

    /// Makes sure that the slot is not in a round with a list `ask`.
    fn is_free(&self, slot: &KitSlot, round: usize) -> Result<(), Fault> {
        if slot.chosen == Some(Chosen::Ask) {
            let round = &self.kit.rounds[round].id;
            return Err(Fault::Request(format!(
                "round `{round}` asks exactly the questions of its list `ask`\n  = help: change that list in `{}`",
                self.source.name()
            )));
        }
        Ok(())
    }

    /// The question to put into a slot.
    pub(super) fn question(&self, slot: &KitSlot, round: usize, id: &str) -> Result<&Question, Fault> {
        self.is_free(slot, round)?;
        let list = format!("`panelkit swap {} {}` lists the questions that fit", self.req.id, slot.id);
        let Some(question) = self.bank.question(id) else {
            let near = nearest(id, self.bank.questions.iter().map(|q| q.id.as_str()));
            let near = near.map(|n| format!("\n  = help: {}", did_you_mean(n))).unwrap_or_default();
            return Err(Fault::Request(format!(
                "bank `{}` has no question `{id}`{near}\n  = help: {list}",
                self.bank.id
            )));
        };
        let unfit = |why: String| {
            Fault::Request(format!("`{id}` does not fit `{}`: it {why}\n  = help: {list}", slot.id))
        };
        if (question.competency.as_str(), question.depth.as_str()) != (&slot.competency, &slot.depth) {
            return Err(unfit(format!(
                "observes `{}` at `{}`, and the slot `{}` at `{}`",
                question.competency, question.depth, slot.competency, slot.depth
            )));
        }
        match self.misfit(round, question) {
            Some(misfit) => Err(unfit(misfit.to_string())),
            None => Ok(question),
        }
    }

    /// The text of the role spec with the question pinned.
    pub(super) fn role_text(
        &self,
        slot: &KitSlot,
        round: usize,
        question: &str,
        why: Option<&str>,
    ) -> Result<Arc<Source>, Fault> {
        let round = &self.kit.rounds[round].id;
        let text = role_edit::pinned(&self.source, round, &slot.question.id, question, why);
        let text = text.ok_or_else(|| {
            Fault::World(format!(
                "cannot add the pin to `{}` without changing other lines\n  = help: write it yourself: `pin: {{ {round}: [{question}] }}`",
                self.source.name()
            ))
        })?;
        Ok(Source::new(self.source.name(), text))
    }
}
