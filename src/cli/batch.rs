//! Many kits: made on all processors, written in the order of the roster, with few in memory at a time.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, atomic::AtomicBool, atomic::Ordering};
use std::thread;

use panelkit::issue;
use panelkit::load::candidate_text;
use panelkit::model::{Candidate, Kit};
use panelkit::render::{Document, Format, Renderer};
use panelkit::write::{Added, Target, add_files, add_folder, replace_file};

use super::exit::Exit;
use super::ledger::{self, Ledger};
use super::outputs::{Made, Rendered};
use super::pages::whole;
use super::progress::Progress;
use super::scorecards::all_forms;
use super::targets::bytes_of;

/// What the renderings of a batch have in common.
pub(super) struct Style<'a> {
    pub(super) renderer: &'a Renderer,
    pub(super) formats: &'a [Format],
    pub(super) scorecards: bool,
    pub(super) made: Made,
}

/// What to do for a candidate.
pub(super) struct Job<'a> {
    pub(super) candidate: &'a Candidate,
    /// Name to print on the scorecards.
    pub(super) name: Option<String>,
    pub(super) task: Task,
}

/// Where the kit of a job comes from.
pub(super) enum Task {
    /// It is drawn by the worker.
    Draw,
    /// It was drawn already.
    Write(Box<Kit>),
    /// It was issued before: these of its renderings are missing.
    Fill(Box<Kit>),
}

/// What became of a job, in the order of jobs.
pub(super) struct Done {
    pub(super) candidate: String,
    /// Nothing when there is none.
    pub(super) kit: Option<Kit>,
    /// Whether it was issued now.
    pub(super) new: bool,
    /// Whether a worker that drew it finished its search.
    pub(super) proven: bool,
    pub(super) missing: Vec<char>,
}

/// A kit drawn by a worker, and whether the search finished; nothing when there is none.
pub(super) type Draw<'a> = dyn Fn(&str) -> Option<(Kit, bool)> + Sync + 'a;

/// Carries out jobs. `jobs` is asked for the next one when there is room; `done` hears of each, in order,
/// after its folder is complete on disk.
pub(super) fn run<'a>(
    folder: &Target,
    style: &Style<'_>,
    draw: &Draw<'_>,
    mut jobs: impl FnMut() -> Result<Option<Job<'a>>, Exit>,
    mut done: impl FnMut(Done) -> Result<(), Exit> + Send,
    progress: &Progress,
) -> Result<(), Exit> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    // Each place is a kit in memory: drawn, rendered, or waiting for its turn to be written.
    let places = workers * 4;
    let (send_job, take_job) = sync_channel::<(usize, Job<'a>)>(places);
    let (send_made, take_made) = sync_channel(places);
    let (free, wait_free) = sync_channel::<()>(places);
    let take_job = Mutex::new(take_job);
    let stop = AtomicBool::new(false);
    (0..places).try_for_each(|_| free.send(())).expect("internal: there is room for the first");
    thread::scope(|scope| {
        for _ in 0..workers {
            let (take_job, send_made) = (&take_job, send_made.clone());
            scope.spawn(move || work(take_job, &send_made, style, draw));
        }
        drop(send_made);
        let stop = &stop;
        let commit = scope.spawn(move || {
            let result = commit(folder, &take_made, &free, &mut done, progress);
            stop.store(true, Ordering::Relaxed);
            // Whoever waits for a place is let go.
            drop(free);
            take_made.iter().for_each(drop);
            result
        });
        let mut failed = Ok(());
        for n in 0.. {
            if wait_free.recv().is_err() || stop.load(Ordering::Relaxed) {
                break;
            }
            match jobs() {
                Ok(Some(job)) => {
                    if send_job.send((n, job)).is_err() {
                        break;
                    }
                }
                Ok(None) => break,
                Err(exit) => {
                    failed = Err(exit);
                    break;
                }
            }
        }
        drop(send_job);
        let committed = commit.join().expect("internal: writing does not panic");
        committed.and(failed)
    })
}

type Outcome = Result<(Done, BTreeMap<String, Vec<u8>>), Exit>;

fn work(
    jobs: &Mutex<Receiver<(usize, Job<'_>)>>,
    made: &SyncSender<(usize, Outcome)>,
    style: &Style<'_>,
    draw: &Draw<'_>,
) {
    loop {
        let next = jobs.lock().map_or(Err(std::sync::mpsc::RecvError), |jobs| jobs.recv());
        let Ok((n, job)) = next else { return };
        if made.send((n, make(job, style, draw))).is_err() {
            return;
        }
    }
}

fn make(job: Job<'_>, style: &Style<'_>, draw: &Draw<'_>) -> Outcome {
    let candidate = job.candidate.id.to_string();
    let (kit, proven, new) = match job.task {
        Task::Write(kit) => (Some(*kit), true, true),
        Task::Fill(kit) => (Some(*kit), true, false),
        Task::Draw => match draw(&candidate) {
            Some((kit, proven)) => (Some(kit), proven, true),
            None => (None, true, true),
        },
    };
    let mut files = BTreeMap::new();
    let mut missing = Vec::new();
    if let Some(kit) = &kit {
        let rendered = pages(kit, job.name.as_deref(), style)?;
        missing = rendered.missing.into_values().flatten().collect();
        files = rendered.files;
        if new {
            let mut record = Ledger::of(kit, &style.made, &files);
            record.name = ledger::name_of(kit, job.name.as_deref());
            files.insert(ledger::FILE.to_owned(), record.to_json());
            files.insert("kit.json".to_owned(), issue::to_json(kit).into_bytes());
            files.insert("candidate.yaml".to_owned(), candidate_text(job.name.as_deref()).into_bytes());
        }
    }
    Ok((Done { candidate, kit, new, proven, missing }, files))
}

/// The renderings of a candidate's kit, and the forms of all rounds.
pub(super) fn pages(kit: &Kit, name: Option<&str>, style: &Style<'_>) -> Result<Rendered, Exit> {
    let mut rendered = Rendered::default();
    for (stem, page) in whole(kit) {
        rendered.add(&page, stem, style.formats, style.renderer)?;
    }
    for form in all_forms(kit).iter().filter(|_| style.scorecards) {
        let interviewer = form.interviewer.as_deref();
        let page = Document::Scorecard { kit, round: form.round, interviewer, candidate_name: name };
        rendered.add(&page, &format!("scorecards/{}", form.stem), style.formats, style.renderer)?;
    }
    Ok(rendered)
}

/// Names of the files that a candidate's folder should have.
pub(super) fn names(kit: &Kit, style: &Style<'_>) -> Vec<PathBuf> {
    let mut stems: Vec<String> = whole(kit).iter().map(|(stem, _)| (*stem).to_owned()).collect();
    if style.scorecards {
        stems.extend(all_forms(kit).iter().map(|form| format!("scorecards/{}", form.stem)));
    }
    let names = stems.iter().flat_map(|stem| {
        style.formats.iter().map(move |format| PathBuf::from(format!("{stem}.{}", format.extension())))
    });
    names.collect()
}

fn commit(
    folder: &Target,
    made: &Receiver<(usize, Outcome)>,
    free: &SyncSender<()>,
    done: &mut (impl FnMut(Done) -> Result<(), Exit> + Send),
    progress: &Progress,
) -> Result<(), Exit> {
    let (mut waiting, mut next) = (BTreeMap::new(), 0);
    for (n, result) in made {
        waiting.insert(n, result);
        while let Some(result) = waiting.remove(&next) {
            let (job, files) = result?;
            if let Some(kit) = &job.kit {
                write(&folder.join(&job.candidate)?, kit, &files, job.new)?;
            }
            done(job)?;
            progress.step();
            next += 1;
            // Nobody waits any more when all jobs were given out.
            let _ = free.try_send(());
        }
    }
    Ok(())
}

/// Puts the files into the candidate's folder; those that are there stay.
fn write(target: &Target, kit: &Kit, files: &BTreeMap<String, Vec<u8>>, new: bool) -> Result<(), Exit> {
    if new && add_folder(target, files, "kit.json")? == Added::New {
        return Ok(());
    }
    add_files(target, files)?;
    let before = Ledger::read(target.path())?;
    let mut record = before.clone();
    record.set_kit(kit);
    for (name, bytes) in files {
        if bytes_of(&target.path().join(name))?.is_some_and(|there| there == *bytes) {
            record.record(name, bytes);
        }
    }
    if record != before {
        replace_file(&target.join(ledger::FILE)?, &record.to_json())?;
    }
    Ok(())
}
