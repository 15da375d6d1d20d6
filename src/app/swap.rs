//! `swap`: lists the questions that fit a slot of the loop, and puts one of them there.
//!
//! The chosen question is pinned in the role spec, and an earlier pin of the slot is dropped. Then the loop is made
//! again, with as few other changes as possible.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::call::{Call, Intent};
use super::generate::{self, Generate, LoopDraft, LoopWritten};
use super::role_edit;
use crate::disk;
use crate::draw::{Key, priority};
use crate::load;
use crate::model::{Bank, Chosen, Kit, KitSlot, Misfit, Opening, Pin, Question, RoleSpec, Roll};
use crate::pipeline::{self, Before};
use crate::render::Format;
use crate::store::{Fault, Looks, Req, target};
use crate::text::{Source, did_you_mean, nearest};
use crate::write::replace_file;

/// Puts another question into a slot of the loop.
#[derive(Clone, Debug)]
pub struct Swap {
    /// The req.
    pub req: String,
    /// The slot, such as `technical-depth.2`.
    pub slot: String,
    /// The question.
    pub question: String,
    /// Why it was chosen; it is printed in the kit.
    pub why: Option<String>,
    /// The formats to write in addition to `kit.json`.
    pub formats: Vec<Format>,
    /// Whether the loop is replaced although candidates have kits.
    pub force: bool,
    /// Fonts, templates and paper.
    pub looks: Looks,
}

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
struct There {
    req: Req,
    source: Arc<Source>,
    role: RoleSpec,
    bank: Bank,
    kit: Kit,
    roll: Roll,
}

impl There {
    fn read(req: &str, call: &mut Call<'_>) -> Result<There, Fault> {
        let req = Req::open(call.workspace, req)?;
        let source = load::role_file(call.workspace, &req.id, call.sink)?;
        let (role, bank) = pipeline::req(call.workspace, &req.id, call.sink)?;
        let kit = req.loop_kit(call.sink)?;
        let roll = req.roll(&kit, call.sink)?;
        Ok(There { role: role.with_ids_of(&kit), req, source, bank, kit, roll })
    }

    /// The slot, with the position of its round.
    fn slot(&self, id: &str) -> Result<(usize, &KitSlot), Fault> {
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
    fn with(&self, slot: &KitSlot, round: usize, question: &Question) -> Result<Kit, String> {
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

    /// What a question would cost in a slot; the error says why it does not fit.
    fn offer(&self, slot: &KitSlot, round: usize, question: &Question) -> Result<Offer, String> {
        if let Some(misfit) = self.misfit(round, question) {
            return Err(misfit.to_string());
        }
        let kit = self.with(slot, round, question)?;
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
            changes: moved(&self.kit, &kit).into_iter().filter(|(id, _)| *id != slot.id).collect(),
        })
    }
}

/// The slots whose questions are no longer asked in their rounds, each with its question.
fn moved(old: &Kit, new: &Kit) -> Vec<(String, String)> {
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

/// A swap that is ready to be written.
pub struct SwapDraft {
    req: Req,
    source: Arc<Source>,
    text: Arc<Source>,
    /// The loop with the question.
    pub made: LoopDraft,
    /// The slot.
    pub slot: String,
    /// The question that stood there.
    pub before: String,
    /// The question that comes there.
    pub after: String,
    /// The slots that change beside this one, each with its present question.
    pub changes: Vec<(String, String)>,
}

/// Decides what a swap changes in the role spec and in the loop.
///
/// # Errors
/// [`Fault::Request`] when there is no such req, slot or question, or when the question does not fit;
/// [`Fault::Findings`] when a file has errors; [`Fault::NoKit`] when no loop has the question there;
/// [`Fault::World`] when a file cannot be read or the role spec cannot be edited.
pub fn prepare(request: Swap, intent: Intent, call: &mut Call<'_>) -> Result<SwapDraft, Fault> {
    let there = There::read(&request.req, call)?;
    let (round, slot) = there.slot(&request.slot)?;
    let question = there.question(slot, round, &request.question)?;
    let (before, after) = (slot.question.id.clone(), question.id.to_string());
    let text = there.role_text(slot, round, &after, request.why.as_deref())?;
    let others = there.with(slot, round, question).map(|kit| moved(&there.kit, &kit).len()).unwrap_or(0);
    let made = Generate {
        req: request.req,
        spec: Some(text.clone()),
        released: BTreeSet::from([slot.id.clone()]),
        formats: request.formats,
        // The user asked for one other question. Further changes need consent, and so do changes under candidates.
        force: request.force || (there.roll.kits.is_empty() && others <= 1),
        looks: request.looks,
        ..Generate::default()
    };
    let made = generate::prepare(made, intent, call)?;
    // The lock is taken now: another run may have written since.
    let now = load::role_file(call.workspace, &there.req.id, call.sink)?;
    if now.text() != there.source.text() {
        return Err(Fault::World(format!(
            "`{}` was changed just now\n  = help: run the command again",
            now.name()
        )));
    }
    let changes = moved(&there.kit, &made.plan.kit);
    let changes = changes.into_iter().filter(|(id, _)| *id != request.slot).collect();
    let There { req, source, .. } = there;
    Ok(SwapDraft { req, source, text, made, slot: request.slot, before, after, changes })
}

impl There {
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
    fn question(&self, slot: &KitSlot, round: usize, id: &str) -> Result<&Question, Fault> {
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
    fn role_text(
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

impl SwapDraft {
    /// What [`SwapDraft::commit`] would write.
    ///
    /// # Errors
    /// As [`SwapDraft::commit`].
    pub fn preview(&self, call: &mut Call<'_>) -> Result<LoopWritten, Fault> {
        self.made.preview(call)
    }

    /// The file of the role spec, relative to the workspace.
    pub fn role_file(&self) -> &str {
        self.source.name()
    }

    /// Whether the role spec changes.
    pub fn edits_role(&self) -> bool {
        self.text.text() != self.source.text()
    }

    /// Writes the role spec, then the loop. If the run is killed in between, `generate` makes the loop.
    ///
    /// # Errors
    /// [`Fault::Refused`] when the loop may not be replaced without `force`; [`Fault::World`] when a file cannot
    /// be read or written.
    pub fn commit(&self, call: &mut Call<'_>) -> Result<LoopWritten, Fault> {
        if let Some(refusal) = &self.made.plan.refusal {
            return Err(Fault::Refused(refusal.clone()));
        }
        if self.edits_role() {
            let path = call.workspace.req(&self.req.id).join("role.yaml");
            // Some editors begin a file with a byte order mark, which is not part of the text that was read.
            let bytes = disk::read(&path, u64::MAX)?.unwrap_or_default();
            let mark: &[u8] = if bytes.starts_with(b"\xef\xbb\xbf") { b"\xef\xbb\xbf" } else { b"" };
            replace_file(&target(call.workspace, &path)?, &[mark, self.text.text().as_bytes()].concat())?;
        }
        self.made.commit(call)
    }
}
