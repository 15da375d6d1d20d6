//! The loop of a req.

use panelkit::app::generate::{LoopCase, LoopPlan, LoopWritten};
use panelkit::model::Kit;
use panelkit::text::{count, list};

use super::changes::{changed, refuse, would_write};
use super::comparison::differences;
use crate::cli::session::Session;

/// Prints the loop that will be written, and notes about it.
pub(in crate::cli) fn loop_plan(plan: &LoopPlan, dry_run: bool, session: &Session) {
    if !plan.proven {
        session.remark("note: the search stopped at its limit: the kit keeps every rule, but a better choice of questions may exist");
    }
    if plan.earlier_rules {
        session.remark(
            "note: the loop was drawn with an earlier version of the drawing rules; its inputs have not changed, so it stays as it is",
        );
    }
    summary(&plan.kit, session);
    must_haves(plan, session);
    public(plan, session);
    if dry_run && plan.case == LoopCase::Other {
        session.say(format!("{}: this loop would be replaced by a different one:", plan.folder));
        changes(plan, session).iter().for_each(|line| session.say(format!("  {line}")));
    }
    let said: Vec<String> = plan.assumed.iter().map(|(name, value)| format!("{name}: \"{value}\"")).collect();
    if !said.is_empty() && session.loudness >= 0 {
        session.remark(format!(
            "note: the questions use the bank's defaults {}; set `context:` in the role spec to use your own words",
            list(&said, "and")
        ));
    }
}

/// How the new loop differs from the one on disk, line by line.
fn changes(plan: &LoopPlan, session: &Session) -> Vec<String> {
    let Some(found) = &plan.comparison else { return Vec::new() };
    let mut lines = differences(found, session.loudness > 0);
    if found.slots.is_empty() {
        lines.push("every slot keeps its question; only the rounds change".to_owned());
    }
    lines
}

/// Prints why the loop is not written without `--force`. Returns whether the command refuses.
pub(in crate::cli) fn refused_loop(plan: &LoopPlan, dry_run: bool, session: &Session) -> bool {
    let Some(refusal) = &plan.refusal else { return false };
    if dry_run && plan.case == LoopCase::Other {
        loop_plan(plan, dry_run, session);
    }
    refuse(refusal, changes(plan, session), dry_run, session);
    true
}

/// The rounds of the loop with their minutes and competencies.
fn summary(kit: &Kit, session: &Session) {
    let minutes: u32 = kit.rounds.iter().map(|r| r.minutes).sum();
    let questions: usize = kit.rounds.iter().map(|r| r.slots.len()).sum();
    session.tell(format!(
        "{}: {}, {}, {} h {:02} min, depth {}",
        kit.role.title,
        count(kit.rounds.len(), "round"),
        count(questions, "question"),
        minutes / 60,
        minutes % 60,
        kit.depth
    ));
    let width = kit.rounds.iter().map(|r| r.title.chars().count()).max().unwrap_or(0);
    for round in &kit.rounds {
        let asked: u32 = round.slots.iter().map(|s| s.question.minutes).sum();
        let mut names: Vec<&str> = round.slots.iter().map(|s| s.competency.as_str()).collect();
        names.dedup();
        session.tell(format!(
            "  {:width$}  {:>3} min  {} ({asked} min): {}",
            round.title,
            round.minutes,
            count(round.slots.len(), "question"),
            names.join(", ")
        ));
    }
}

/// How often the loop observes each must-have, and which must-haves nothing in it touches.
fn must_haves(plan: &LoopPlan, session: &Session) {
    let (kit, reach) = (&plan.kit, &plan.reach);
    let musts = count(kit.role.must_haves.len(), "must-have");
    let text = |id: &str| {
        let must = kit.role.must_haves.iter().find(|must| must.id == id);
        must.map_or_else(|| id.to_owned(), |must| must.text.clone())
    };
    match (kit.role.must_haves.len(), reach.once.len()) {
        (0, _) => session.tell("  no must-haves: the role spec names none"),
        (_, 0) => session.tell(format!("  {musts} observed, each in two rounds or more")),
        (_, n) => session.tell(format!("  {musts} observed, {n} of them in one round only:")),
    }
    for once in &reach.once {
        let round = kit.rounds.iter().find(|round| Some(&round.id) == once.round.as_ref());
        let round = round.map_or("no round", |round| round.title.as_str());
        session.tell(format!("    only in `{round}`: {}", text(&once.must_have)));
    }
    if session.loudness >= 0 {
        for id in &reach.untouched {
            session.remark(format!(
                "note: nothing that the loop asks touches the must-have \"{}\"; `panelkit check kits/{}` proposes a probe",
                text(id),
                kit.req
            ));
        }
    }
}

/// How many questions a candidate can read beforehand.
fn public(plan: &LoopPlan, session: &Session) {
    let (reach, req) = (&plan.reach, &plan.kit.req);
    let Some(public) = reach.public else { return };
    let questions = count(reach.questions, "question");
    session.tell(match public {
        0 => "  no question of the kit is public".to_owned(),
        n => format!(
            "  {n} of {questions} {} public: {} with panelkit; write your own in kits/{req}/questions.yaml (docs/banks.md)",
            if n == 1 { "is" } else { "are" },
            if n == 1 { "it ships" } else { "they ship" },
        ),
    });
}

/// Says what was written, or would be.
pub(in crate::cli) fn loop_written(req: &str, it: &LoopWritten, dry_run: bool, session: &Session) {
    for name in &it.candidates.other {
        session.record(|report| report.kept(name));
        session.remark(format!(
            "note: `{name}` is kept as it is: the role spec no longer has all of its must-haves and rounds"
        ));
    }
    it.candidates.folders.iter().for_each(|change| changed(change, dry_run, session));
    if it.with_particulars || it.candidates.changed() > 0 {
        session.say(particulars(req, it, dry_run));
    }
    if let Some(change) = &it.certificate {
        changed(change, dry_run, session);
        if !dry_run {
            session.tell(written(change));
        }
    }
    let folder = &it.home.folder;
    if let Some(to) = &it.unreadable {
        session.remark(format!("note: the unreadable `kit.json` is moved to `{folder}/{to}`"));
    }
    if !it.is_work {
        match dry_run {
            true => session.say(format!("{folder}: nothing would be written")),
            false => {
                session.tell(format!("{folder}: nothing to do, {} are up to date", it.asked.join(", ")));
            }
        }
        return;
    }
    changed(&it.home, dry_run, session);
    match dry_run {
        true => would_write(&it.home, session),
        false => {
            let files: Vec<&str> = it.home.files.iter().map(String::as_str).collect();
            session.tell(format!("{folder}: {}", files.join(", ")));
        }
    }
}

/// A folder and its files, without the record.
pub(super) fn written(change: &panelkit::store::FolderChange) -> String {
    let files = change.files.iter().map(String::as_str).filter(|name| *name != panelkit::store::RECORD);
    format!("{}: {}", change.folder, files.collect::<Vec<_>>().join(", "))
}

/// One line that says what changed and in how many kits.
fn particulars(req: &str, it: &LoopWritten, dry_run: bool) -> String {
    let (with_loop, kits) = (it.with_particulars, it.candidates.changed());
    let of_candidates =
        |n: usize| format!("the {} of {}", if n == 1 { "kit" } else { "kits" }, count(n, "candidate"));
    let whose = match (with_loop, kits) {
        (true, 0) => "the loop".to_owned(),
        (true, n) => format!("the loop and {}", of_candidates(n)),
        (false, n) => of_candidates(n),
    };
    let (what, only) = match it.particulars.as_slice() {
        [] => (String::new(), " (pages only)"),
        what => (format!("particulars changed ({}); ", list(what, "and")), ""),
    };
    let one = with_loop && kits == 0 || !with_loop && kits == 1;
    let is = match (dry_run, one) {
        (true, _) => "would be",
        (false, true) => "was",
        (false, false) => "were",
    };
    let held = match it.candidates.held {
        0 => String::new(),
        1 => "; the kit of 1 candidate whose interview was held stays as it is".to_owned(),
        n => format!("; the kits of {n} candidates whose interviews were held stay as they are"),
    };
    format!("{req}: {what}{whose} {is} written again{only}, and every question stays in its slot{held}")
}
