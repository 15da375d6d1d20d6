//! A change of particulars: what is printed and not asked. Kits and pages are written again, and every
//! question stays.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use panelkit::model::{Bank, Kit, KitRole, RoleSpec};
use panelkit::render::Renderer;
use panelkit::text::{count, list};
use panelkit::write::Target;
use panelkit::{assemble, issue};
use serde_json::Value;

use super::drafts::{Draft, Work};
use super::exit::Exit;
use super::homes::{Home, Theirs, lost};
use super::outputs::{Looks, Made, PaperArg};
use super::session::Session;
use super::targets::{bytes_of, candidate_folders, candidate_in, kit_in, read_kit};

/// The same interview with the particulars of today.
pub(super) fn refreshed(kit: &Kit, bank: &Bank, role: &RoleSpec) -> Kit {
    issue::seal(assemble::refreshed(kit.clone(), bank, role))
}

/// Refuses to write a kit again of which a later version knows more: what this one does not know would be lost.
pub(super) fn knows_all(file: &Path, kit: &Kit, session: &Session) -> Result<(), Exit> {
    let bytes = bytes_of(file)?.unwrap_or_default();
    let there: Option<Value> = serde_json::from_slice(&bytes).ok();
    if there == serde_json::to_value(kit).ok() {
        return Ok(());
    }
    Err(Exit::World(format!(
        "`{}` holds keys that this version does not know, so it cannot be written again without losing them\n  = help: update panelkit",
        session.workspace.name(file)
    )))
}

/// Whether two kits differ in nothing but the program that wrote them.
pub(super) fn are_same(old: &Kit, new: &Kit) -> bool {
    let aligned = Kit { generator: old.generator.clone(), file: old.file.clone(), ..new.clone() };
    aligned == *old
}

/// What differs in the particulars of two kits of one interview, for people.
pub(super) fn changes(old: &Kit, new: &Kit) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut note = |what, differs: bool| {
        if differs {
            found.push(what);
        }
    };
    let (a, b) = (&old.role, &new.role);
    note("title", a.title != b.title);
    let texts = |role: &KitRole| role.must_haves.iter().map(|m| m.text.clone()).collect::<Vec<_>>();
    note("texts of must-haves", texts(a) != texts(b));
    let weights = |role: &KitRole| role.must_haves.iter().map(|m| m.weight).collect::<Vec<_>>();
    note("scoring rule", a.scoring != b.scoring || weights(a) != weights(b));
    note("nice-to-haves", a.nice_to_haves != b.nice_to_haves);
    note("summary", a.summary != b.summary);
    note("what the role owns", a.owns != b.owns || a.not_owned != b.not_owned);
    note(
        "hiring manager or recruiter",
        (&a.hiring_manager, &a.recruiter) != (&b.hiring_manager, &b.recruiter),
    );
    note("location", a.location != b.location);
    note("pay", a.compensation != b.compensation);
    note("lane", a.lane != b.lane);
    note("jurisdictions", a.jurisdictions != b.jurisdictions);
    let people = |kit: &Kit| kit.rounds.iter().map(|r| r.interviewers.clone()).collect::<Vec<_>>();
    note("interviewers", people(old) != people(new));
    let titles = |kit: &Kit| kit.rounds.iter().map(|r| r.title.clone()).collect::<Vec<_>>();
    note("titles of rounds", titles(old) != titles(new) || a.loop_title != b.loop_title);
    note(
        "names of level and depth",
        (&a.level_name, &a.depth_name, &a.depth_means, a.years)
            != (&b.level_name, &b.depth_name, &b.depth_means, b.years),
    );
    note("bank", old.bank != new.bank);
    if found.is_empty() && !are_same(old, new) {
        found.push("lists and tables");
    }
    found
}

/// Kits of candidates whose particulars are not those of today.
#[derive(Default)]
pub(super) struct Candidates {
    /// What to write, with the candidate's folder.
    pub(super) jobs: Vec<(Home, Kit, Target)>,
    /// Candidates whose interview was held: their kits stay as they are.
    pub(super) held: usize,
    /// Whether the name of a candidate has changed.
    pub(super) renamed: bool,
    /// Candidates whose kits belong to another loop: they stay as well.
    pub(super) other: Vec<String>,
}

/// Looks at the kits of a req's candidates. With fonts, templates or paper
/// chosen, those that are as they should be are written again; with `force`, those that were made with others.
pub(super) fn candidates(
    req: &str,
    bank: &Bank,
    role: &RoleSpec,
    looks: &Looks,
    force: bool,
    session: &mut Session,
) -> Result<Candidates, Exit> {
    let mut found = Candidates::default();
    let (made, all) = (looks.made(None)?, looks.are_chosen());
    for folder in candidate_folders(session, req)? {
        let Some(file) = kit_in(&folder)? else {
            lost(&folder, None)?;
            continue;
        };
        let old = read_kit(session, &file)?;
        let known = candidate_in(&session.workspace, &folder, &mut session.sink)?;
        if !belongs(&old, role) {
            found.other.push(name_of(&folder));
            continue;
        }
        let new = refreshed(&old, bank, role);
        let home = Home::read(&folder, old, known.name, looks)?;
        let old = &home.kit;
        let same = are_same(old, &new);
        found.renamed |= home.is_renamed();
        let back = force && home.wants_others(&made);
        if same && !all && !back && !home.is_renamed() {
            continue;
        }
        if known.held.is_some() {
            found.held += usize::from(!same || home.is_renamed());
            continue;
        }
        let target = session.target(&folder)?;
        let kit = if same { old.clone() } else { new };
        if !same {
            knows_all(&file, old, session)?;
        }
        found.jobs.push((home, kit, target));
    }
    Ok(found)
}

/// Whether every must-have and round of a kit is in the role spec.
fn belongs(kit: &Kit, role: &RoleSpec) -> bool {
    let must = |id: &String| role.must_haves.iter().any(|m| m.id.as_str() == id);
    let round = |id: &str| role.plan.rounds.iter().any(|r| r.id.as_str() == id);
    kit.slots().flat_map(|s| &s.serves).all(must) && kit.rounds.iter().all(|r| round(&r.id))
}

fn name_of(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Renderers for the papers that pages are on.
pub(super) struct Papers([Option<Renderer>; 2]);

impl Papers {
    /// Those that these folders need.
    pub(super) fn new<'h>(homes: impl Iterator<Item = &'h Home>, looks: &Looks) -> Result<Papers, Exit> {
        let mut papers = Papers([None, None]);
        for home in homes {
            let paper = looks.paper_for(home.paper());
            if papers.0[paper as usize].is_none() {
                papers.0[paper as usize] = Some(looks.renderer_on(paper)?);
            }
        }
        Ok(papers)
    }

    /// The renderer for a paper.
    pub(super) fn on(&self, paper: PaperArg) -> &Renderer {
        self.0[paper as usize].as_ref().expect("internal: made for these folders")
    }
}

/// What was done in a folder, and which files that changed.
type Done = (Draft, Work);

/// Makes the pages of all these kits again and, unless it is a dry run, writes them, on all processors. Gives
/// what was done in each folder, without the bytes.
pub(super) fn carry_out(
    jobs: &[(Home, Kit, Target)],
    looks: &Looks,
    theirs: Theirs,
    dry_run: bool,
) -> Result<Vec<Done>, Exit> {
    let own = looks.made(None)?.own;
    let papers = Papers::new(jobs.iter().map(|(home, ..)| home), looks)?;
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Result<Done, Exit>)>> = Mutex::new(Vec::new());
    let one = |(home, kit, target): &(Home, Kit, Target)| -> Result<Done, Exit> {
        let made = Made { paper: looks.paper_for(home.paper()), own: own.clone() };
        let rendered = home.rendered(kit, papers.on(made.paper), &[])?;
        let mut draft = home.draft(kit, rendered, &made, theirs)?;
        let work = draft.work()?;
        if !dry_run {
            draft.commit(target)?;
        }
        draft.files.values_mut().for_each(|bytes| *bytes = Vec::new());
        Ok((draft, work))
    };
    let workers = thread::available_parallelism().map_or(1, usize::from).min(jobs.len().max(1));
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(job) = jobs.get(at) else { break };
                    let result = one(job);
                    if result.is_err() {
                        next.store(jobs.len(), Ordering::Relaxed);
                    }
                    done.lock().expect("internal: no worker panics").push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("internal: no worker panics");
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// One line on what changed in how many kits.
pub(super) fn line(req: &str, what: &[&str], with_loop: bool, kits: usize, held: usize, dry: bool) -> String {
    let whose = match (with_loop, kits) {
        (true, 0) => "the loop".to_owned(),
        (true, n) => format!("the loop and {}", of_candidates(n)),
        (false, n) => of_candidates(n),
    };
    let what = match what {
        [] => "pages only".to_owned(),
        what => list(what, "and"),
    };
    let is = if dry {
        "would be"
    } else {
        if with_loop && kits == 0 || !with_loop && kits == 1 { "was" } else { "were" }
    };
    let held = match held {
        0 => String::new(),
        1 => "; the kit of 1 candidate whose interview was held stays as it is".to_owned(),
        n => format!("; the kits of {n} candidates whose interviews were held stay as they are"),
    };
    format!("{req}: particulars ({what}): {whose} {is} written again, every question stays{held}")
}

fn of_candidates(n: usize) -> String {
    format!("the {} of {}", if n == 1 { "kit" } else { "kits" }, count(n, "candidate"))
}
