//! `variants`: a kit for each candidate, parallel to the loop's, and the certificate of their equivalence.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Serialize;

use super::batch::{self, Done, Job, Style, Task};
use super::call::{Call, Intent};
use super::certificate::{self, Certified};
use super::generate::{self, Generate, LoopPlan, LoopWritten};
pub use super::issuable::IssueNote;
use super::issuable::{gap, in_good_repair, mode_of, one_interview};
use super::roster::Roster;
use super::shard::Shard;
use crate::diag::{Diagnostic, codes};
use crate::load::RosterColumns;
use crate::model::{Candidate, IssueMode, Roll, RosterRead};
use crate::pipeline::{self, Parallels};
use crate::render::{Document, Format};
use crate::store::{
    Fault, Looks, Req, bytes_of, candidate_with, kit_at, kit_in, lost, page_names, report_missing,
    report_unprinted,
};
use crate::text::count;
use crate::write::Lock;

/// Issues kits to candidates.
#[derive(Clone, Debug)]
pub struct IssueKits {
    /// The req.
    pub req: String,
    /// The candidates. Those who have a kit keep it.
    pub roster: Roster,
    /// The columns of the roster that the user named.
    pub columns: RosterColumns,
    /// The formats to write in addition to `kit.json`.
    pub formats: Vec<Format>,
    /// Whether forms are made for interviewers.
    pub scorecards: bool,
    /// How kits are drawn. `None` means the mode of the earlier kits; if there are none, balanced mode, or stable
    /// mode for a part of a roster.
    pub mode: Option<IssueMode>,
    /// The part of the roster to issue; `None` issues all.
    pub shard: Option<Shard>,
    /// Fonts, templates and paper.
    pub looks: Looks,
}

/// Kits that are ready to be issued.
pub struct IssueDraft {
    request: IssueKits,
    req: Req,
    roster: Vec<Candidate>,
    /// How the roster was read, if it is a file.
    pub read: Option<RosterRead>,
    parallels: Parallels,
    roll: Roll,
    mode: IssueMode,
    _lock: Option<Lock>,
    /// The loop, if this request had to make it.
    pub made_loop: Option<(LoopPlan, LoopWritten)>,
    /// What the user should know before kits are issued.
    pub notes: Vec<IssueNote>,
}

/// What a draft would issue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct IssuePreview {
    /// How the roster was read, if it is a file.
    pub roster: Option<RosterRead>,
    /// Candidates who would get a kit.
    pub new: Vec<String>,
    /// Candidates who have a kit already.
    pub unchanged: usize,
}

/// What was issued.
#[derive(Clone, Debug, Default, Serialize)]
pub struct KitsIssued {
    /// How the roster was read, if it is a file.
    pub roster: Option<RosterRead>,
    /// The folder of the candidates, in the form in which messages show it.
    pub folder: String,
    /// The part of the roster, if only a part was issued.
    pub shard: Option<Shard>,
    /// Candidates who got a kit.
    pub issued: Vec<String>,
    /// Candidates who had one already.
    pub unchanged: usize,
    /// Of those, candidates who were given pages that were missing.
    pub filled: Vec<String>,
    /// The number of kits with a question that is now used more often than the least possible maximum.
    pub over: usize,
    /// Kits whose search stopped at its limit.
    pub unproven: usize,
    /// The first candidate with a character that no font can print.
    pub unprintable: Option<String>,
    /// Candidates whose name no font can print, so that their PDF pages have the id in its place.
    pub unprinted: Vec<String>,
    /// Candidates whose name in the roster differs from the one in `candidate.yaml`.
    pub renamed: Vec<String>,
    /// Candidates who got no kit.
    pub without: Vec<String>,
    /// The certificate; `None` when only a part of the roster was issued.
    pub certificate: Option<Certified>,
}

/// Reads the loop and the kits issued so far, and makes the loop if there is none yet.
///
/// # Errors
/// [`Fault::Request`] when the request makes no sense, [`Fault::Findings`] when a file has errors or the kits
/// issued so far are not parallel to the loop, [`Fault::NoKit`] when no loop satisfies the role spec,
/// [`Fault::World`] when a file cannot be read.
pub fn prepare(mut request: IssueKits, intent: Intent, call: &mut Call<'_>) -> Result<IssueDraft, Fault> {
    request.looks = request.looks.settled(call.workspace, call.sink)?;
    let req = Req::open(call.workspace, &request.req)?;
    let (roster, read) = request.roster.read(&request.columns, call)?;
    let (role, bank) = pipeline::req(call.workspace, &req.id, call.sink)?;
    let mut made_loop = None;
    if intent == Intent::Write && kit_in(&req.loop_folder())?.is_none() {
        made_loop = Some(first_loop(&request, call)?);
    }
    let lock = match (intent, request.shard) {
        (Intent::Preview, _) => None,
        (Intent::Write, None) => Some(req.lock()?),
        // Runs for parts of a roster share the req; any other run takes it exclusively.
        (Intent::Write, Some(_)) => Some(req.share()?),
    };
    let base = req.loop_kit(call.sink)?;
    let role = role.with_ids_of(&base);
    in_good_repair(&base, &bank, call)?;
    let mut notes = Vec::new();
    if base.role.digest != role.digest {
        notes.push(IssueNote::OlderLoop { req: req.id.clone() });
    }
    let roll = match request.shard {
        // A run for a part of the roster does not read other candidates' kits, because other runs may be writing
        // them at the same time.
        Some(_) => Roll::default(),
        None => req.roll(&base, call.sink)?,
    };
    one_interview(&base, &roll, call)?;
    notes.extend(gap(&roll));
    let before = roll.kits.last().map(|k| k.issue.mode);
    let mode = mode_of(request.mode, request.shard, before)?;
    if before.is_some_and(|before| before != mode) {
        notes.push(IssueNote::OtherMode);
    }
    let parallels = Parallels::new(role, bank, base);
    Ok(IssueDraft { request, req, roster, read, parallels, roll, mode, _lock: lock, made_loop, notes })
}

/// Issues the loop of a req that has none yet.
fn first_loop(request: &IssueKits, call: &mut Call<'_>) -> Result<(LoopPlan, LoopWritten), Fault> {
    let loop_of = Generate {
        req: request.req.clone(),
        formats: request.formats.clone(),
        looks: request.looks.clone(),
        ..Generate::default()
    };
    let draft = generate::prepare(loop_of, Intent::Write, call)?;
    let written = draft.commit(call)?;
    Ok((draft.plan, written))
}

/// The mode, and the object that draws the kits.
struct Source<'p> {
    mode: IssueMode,
    parallels: &'p mut Parallels,
}

impl IssueDraft {
    fn folder(&self) -> PathBuf {
        self.req.candidates_folder()
    }

    /// The candidates of the part that is issued.
    fn mine(&self) -> Vec<&Candidate> {
        let shard = self.request.shard.unwrap_or(Shard { index: 1, of: 1 });
        let all = self.roster.iter().enumerate();
        all.filter(|(n, _)| shard.has(*n)).map(|(_, candidate)| candidate).collect()
    }

    /// What [`IssueDraft::commit`] would issue.
    ///
    /// # Errors
    /// [`Fault::World`] when a folder cannot be read.
    pub fn preview(&self) -> Result<IssuePreview, Fault> {
        let mut preview = IssuePreview { roster: self.read.clone(), ..IssuePreview::default() };
        for candidate in self.mine() {
            match kit_in(&self.folder().join(candidate.id.as_str()))? {
                None => preview.new.push(candidate.id.to_string()),
                Some(_) => preview.unchanged += 1,
            }
        }
        Ok(preview)
    }

    /// Issues kits to candidates who have none, and adds the missing pages for the others. Each folder is
    /// complete on disk before the next one.
    ///
    /// # Errors
    /// [`Fault::Findings`] when a file has errors, [`Fault::World`] when a file cannot be read or written.
    pub fn commit(mut self, call: &mut Call<'_>) -> Result<KitsIssued, Fault> {
        let mut roll = std::mem::take(&mut self.roll);
        let mut parallels = self.parallels.clone();
        parallels.after(&roll);
        if self.request.looks.templates.is_some() {
            // A template that fails is reported before anything is issued.
            let certificate = parallels.certificate(&roll);
            let page = Document::Certificate(&certificate);
            self.request.looks.renderer()?.render(&page, Format::Markdown)?;
        }
        let source = Source { mode: self.mode, parallels: &mut parallels };
        let mut outcome = self.batch(source, &mut roll, call)?;
        if let Some(first) = outcome.without.first() {
            let message = format!(
                "{} of {} got no kit (first: `{first}`): the bank has no choice of questions that is parallel to the loop",
                outcome.without.len(),
                count(self.mine().len(), "candidate")
            );
            let mut finding = Diagnostic::new(&codes::NO_VARIANT, message).in_file(&outcome.folder);
            for supply in parallels.supplies().iter().filter(|s| s.questions < s.slots) {
                finding = finding.help(format!(
                    "{}: {} for {}; write {} more",
                    supply.name(&supply.competency),
                    count(supply.questions, "active question"),
                    count(supply.slots, "slot"),
                    supply.slots - supply.questions
                ));
            }
            call.sink.report(finding);
        }
        if self.request.shard.is_none() {
            roll.sort();
            parallels.after(&roll);
            let IssueKits { formats, looks, .. } = &self.request;
            let certified = certificate::write(&self.req, &roll, &parallels, formats, looks, call)?;
            outcome.certificate = Some(certified);
        }
        Ok(outcome)
    }

    fn batch(
        &self,
        mut source: Source<'_>,
        roll: &mut Roll,
        call: &mut Call<'_>,
    ) -> Result<KitsIssued, Fault> {
        let IssueKits { looks, formats, scorecards, .. } = &self.request;
        let renderer = looks.renderer()?;
        let style = Style { renderer: &renderer, formats, scorecards: *scorecards, made: looks.made(None)? };
        let mine = self.mine();
        let folder = self.folder();
        let target = self.req.target(&folder)?;
        let stable = source.parallels.clone();
        let draw = |candidate: &str| stable.stable(candidate).map(|made| (made.kit, made.proven));
        // Two partial results: one is filled when a job is created (`here`), the other when a job is done (`there`).
        let (mut here, mut there) = (KitsIssued::default(), KitsIssued::default());
        let mut missing: BTreeSet<char> = BTreeSet::new();
        let mut unprinted: Vec<(String, Vec<char>)> = Vec::new();
        let watch = call.watch;
        watch.begin("issued", mine.len());
        let mut next = 0;
        let jobs = || {
            while let Some(candidate) = mine.get(next).copied() {
                next += 1;
                if let Some(job) = self.job(candidate, &mut source, &mut here, call)? {
                    return Ok(Some(job));
                }
                watch.step();
            }
            Ok(None)
        };
        let done = |done: Done| {
            there.unproven += usize::from(!done.proven);
            if !done.missing.is_empty() {
                there.unprintable.get_or_insert_with(|| done.candidate.clone());
            }
            missing.extend(done.missing);
            if !done.unprinted.is_empty() {
                unprinted.push((done.candidate.clone(), done.unprinted));
            }
            match done.kit {
                Some(kit) if done.new => {
                    there.issued.push(done.candidate);
                    roll.add(&kit, self.parallels.base(), None);
                }
                Some(_) => there.filled.push(done.candidate),
                None => there.without.push(done.candidate),
            }
        };
        let result = batch::run(&target, &style, &draw, jobs, done, watch);
        watch.end();
        result?;
        there.without.extend(here.without);
        let shown = self.req.name(&folder);
        if let Some(whose) = &there.unprintable {
            let missing: Vec<char> = missing.into_iter().collect();
            report_missing(&format!("{shown}/{whose}"), &missing, call.sink);
        }
        for (candidate, letters) in &unprinted {
            report_unprinted(&format!("{shown}/{candidate}"), letters, call.sink);
        }
        Ok(KitsIssued {
            unprinted: unprinted.into_iter().map(|(candidate, _)| candidate).collect(),
            roster: self.read.clone(),
            folder: shown,
            shard: self.request.shard,
            over: here.over,
            unproven: here.unproven + there.unproven,
            unchanged: here.unchanged,
            renamed: here.renamed,
            ..there
        })
    }

    /// What to do for a candidate; `None` when nothing is to be done.
    fn job<'c>(
        &self,
        candidate: &'c Candidate,
        source: &mut Source<'_>,
        here: &mut KitsIssued,
        call: &mut Call<'_>,
    ) -> Result<Option<Job<'c>>, Fault> {
        let home = self.folder().join(candidate.id.as_str());
        let mut file = kit_in(&home)?;
        let mut known = candidate_with(call.workspace, &home, self.parallels.base(), call.sink)?;
        let other = candidate.name.is_some() && known.name != candidate.name;
        known.name = known.name.or_else(|| candidate.name.clone());
        if file.is_none()
            && let Err(fault) = lost(&home, known.held.as_deref())
        {
            // Another run of the same part may just have written the complete folder.
            file = Some(kit_in(&home)?.ok_or(fault)?);
        }
        if let Some(file) = file {
            if other {
                here.renamed.push(candidate.id.to_string());
            }
            here.unchanged += 1;
            if self.request.formats.is_empty() {
                return Ok(None);
            }
            let kit = kit_at(call.workspace, &file, call.sink)?;
            let mut missing = false;
            for name in page_names(&kit, Some(&known), &self.request.formats, self.request.scorecards, false)
            {
                missing |= bytes_of(&home.join(name))?.is_none();
            }
            let fill = || Job { candidate, known, task: Task::Fill(Box::new(kit)) };
            return Ok(missing.then(fill));
        }
        if source.mode == IssueMode::Stable {
            return Ok(Some(Job { candidate, known, task: Task::Draw }));
        }
        let Some(made) = source.parallels.next(candidate.id.as_str()) else {
            here.without.push(candidate.id.to_string());
            return Ok(None);
        };
        here.over += usize::from(made.over);
        here.unproven += usize::from(!made.proven);
        Ok(Some(Job { candidate, known, task: Task::Write(Box::new(made.kit)) }))
    }
}
