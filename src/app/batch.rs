//! `variants`: many kits, made on all processors and written in the order of the roster.

use std::collections::BTreeMap;

use super::call::Watch;
use super::particulars::seated;
use crate::issue;
use crate::load::candidate_text;
use crate::model::{Candidate, CandidateFile, Kit};
use crate::render::{Format, Renderer};
use crate::store::{Fault, MIXED, Made, RECORD, Record, Rendered, bytes_of, name_of, ordered, pages};
use crate::write::{Added, Target, add_files, add_folder, replace_file};

/// What the pages of a batch have in common.
pub(super) struct Style<'a> {
    pub(super) renderer: &'a Renderer,
    pub(super) formats: &'a [Format],
    pub(super) scorecards: bool,
    pub(super) made: Made,
}

/// What to do for a candidate.
pub(super) struct Job<'a> {
    pub(super) candidate: &'a Candidate,
    /// What is known about the candidate: the name to print on the scorecards, and the interviewers who are named in
    /// place of those of the loop.
    pub(super) known: CandidateFile,
    pub(super) task: Task,
}

/// Where the kit of a job comes from.
pub(super) enum Task {
    /// The worker draws it.
    Draw,
    /// It was drawn already.
    Write(Box<Kit>),
    /// It was issued before, and some of its pages are missing.
    Fill(Box<Kit>),
}

/// The result of a job.
pub(super) struct Done {
    pub(super) candidate: String,
    /// `None` when no kit was found.
    pub(super) kit: Option<Kit>,
    /// Whether it was issued now.
    pub(super) new: bool,
    /// Whether the search finished, if a worker drew the kit.
    pub(super) proven: bool,
    pub(super) missing: Vec<char>,
    /// Letters of the name that no font has.
    pub(super) unprinted: Vec<char>,
}

/// Draws the kit of a candidate, and says whether the search finished; `None` when no kit was found.
pub(super) type Draw<'a> = dyn Fn(&str) -> Option<(Kit, bool)> + Sync + 'a;

/// Carries out jobs. `jobs` returns the next job. `done` is called for each job, in order, once its folder is
/// complete on disk.
pub(super) fn run<'a>(
    folder: &Target,
    style: &Style<'_>,
    draw: &Draw<'_>,
    jobs: impl FnMut() -> Result<Option<Job<'a>>, Fault>,
    mut done: impl FnMut(Done) + Send,
    watch: &dyn Watch,
) -> Result<(), Fault> {
    let commit = |made: Result<Outcome, Fault>| {
        let (job, files, name) = made?;
        if let Some(kit) = &job.kit {
            write(&folder.join(&job.candidate)?, kit, (&files, name), job.new)?;
        }
        done(job);
        watch.step();
        Ok(())
    };
    ordered(jobs, |job| make(job, style, draw), commit)
}

/// What was done, the files, and the digest of what they print about the candidate.
type Outcome = (Done, BTreeMap<String, Vec<u8>>, Option<String>);

fn make(job: Job<'_>, style: &Style<'_>, draw: &Draw<'_>) -> Result<Outcome, Fault> {
    let candidate = job.candidate.id.to_string();
    let (kit, proven, new) = match job.task {
        Task::Write(kit) => (Some(seated(*kit, &job.known.interviewers)), true, true),
        Task::Fill(kit) => (Some(*kit), true, false),
        Task::Draw => match draw(&candidate) {
            Some((kit, proven)) => (Some(seated(kit, &job.known.interviewers)), proven, true),
            None => (None, true, true),
        },
    };
    let mut files = BTreeMap::new();
    let (mut missing, mut unprinted) = (Vec::new(), Vec::new());
    if let Some(kit) = &kit {
        let mut rendered = Rendered::default();
        for format in style.formats {
            for (stem, page) in pages(kit, Some(&job.known), *format, style.scorecards) {
                rendered.add(&page, &stem, &[*format], style.renderer)?;
            }
        }
        unprinted = rendered.unprinted.into_iter().collect();
        missing = rendered.missing.into_values().flatten().collect();
        files = rendered.files;
        if new {
            let mut record = Record::of(kit, &style.made, &files, &rendered.layouts);
            record.name = name_of(kit, Some(&job.known));
            files.insert(RECORD.to_owned(), record.to_json());
            files.insert("kit.json".to_owned(), issue::to_json(kit).into_bytes());
            let original = job.candidate.original_id.as_deref();
            files.insert(
                "candidate.yaml".to_owned(),
                candidate_text(job.known.name.as_deref(), original).into_bytes(),
            );
        }
    }
    let name = kit.as_ref().and_then(|kit| name_of(kit, Some(&job.known)));
    Ok((Done { candidate, kit, new, proven, missing, unprinted }, files, name))
}

/// Adds the files to the candidate's folder; existing files are not changed. `name`: the digest of what the files print about
/// the candidate.
fn write(
    target: &Target,
    kit: &Kit,
    (files, name): (&BTreeMap<String, Vec<u8>>, Option<String>),
    new: bool,
) -> Result<(), Fault> {
    if new && add_folder(target, files, "kit.json")? == Added::New {
        return Ok(());
    }
    add_files(target, files)?;
    let before = Record::read(target.path())?;
    let mut record = before.clone();
    record.set_kit(kit);
    for (file, bytes) in files {
        if bytes_of(&target.path().join(file))?.is_some_and(|there| there == *bytes) {
            record.record(file, bytes);
        }
    }
    // The pages that were there already print what was known before.
    if before.name.is_some() && before.name != name && !files.is_empty() {
        record.name = Some(MIXED.to_owned());
    }
    if record != before {
        replace_file(&target.join(RECORD)?, &record.to_json())?;
    }
    Ok(())
}
