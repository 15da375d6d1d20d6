//! The folder of one candidate: the kit, the forms, and what was recorded beside them. Everything is compared with the kit.

use std::path::{Path, PathBuf};

use crate::diag::{Diagnostic, Sink, codes};
use crate::load::Workspace;
use crate::model::{Agreed, CandidateFile, Decision, Kit, KitRound, Logged, Panel, Submission};
use crate::store::{
    Fault, Req, Scores, Stored, agreed_in, agreed_path, candidate_in, decisions_in, decisions_path, kit_at,
    log_in, past,
};
use crate::text::{quoted, suggestion};

/// What is in the folder of a candidate.
pub(super) struct Desk {
    pub(super) id: String,
    pub(super) kit: Kit,
    pub(super) earlier: Vec<Kit>,
    pub(super) person: CandidateFile,
    pub(super) forms: Vec<Submission>,
    pub(super) agreed: Vec<Agreed>,
    pub(super) decisions: Vec<Decision>,
    pub(super) log: Vec<Logged>,
}

impl Desk {
    /// Reads the folder of a candidate. `base`: the loop's kit. `panel`: the interviewers of a round in the role spec.
    pub(super) fn read(
        req: &Req,
        home: &Path,
        base: &Kit,
        panel: &dyn Fn(&str) -> Option<Panel>,
        sink: &mut Sink,
    ) -> Result<Desk, Fault> {
        let mark = sink.errors();
        let path = home.join("kit.json");
        let id = home.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let kit = kit_at(&req.workspace, &path, sink)?;
        if kit.candidate.as_deref() != Some(&id) || kit.req != req.id {
            let name = req.name(&path);
            let message = format!("`{name}` is not the kit of candidate `{id}` of `{}`", req.id);
            let finding = Diagnostic::new(&codes::BAD_KIT, message).in_file(name);
            return Err(sink.report(finding.help("restore the kit from version control")).into());
        }
        let person = candidate_in(&req.workspace, home, sink)?;
        let scores = Scores::read(req, home)?;
        let mut desk = Desk {
            id,
            earlier: earlier(&scores, &kit, &path, &req.workspace),
            kit,
            person,
            forms: Vec::new(),
            agreed: agreed_in(req, home)?,
            decisions: decisions_in(req, home)?,
            log: log_in(req, home)?,
        };
        let mut check = Check { req, home, scores: &scores, desk: &desk, base, panel, sink };
        scores.all().iter().for_each(|stored| check.form(stored));
        check.twice();
        check.recorded();
        sink.stop_if_worse_than(mark)?;
        desk.forms = scores.all().iter().map(|stored| stored.submission.clone()).collect();
        Ok(desk)
    }
}

/// The kits of the history to which forms belong.
fn earlier(scores: &Scores, kit: &Kit, path: &Path, workspace: &Workspace) -> Vec<Kit> {
    let mut found: Vec<Kit> = Vec::new();
    for stored in scores.all() {
        let digest = &stored.submission.kit;
        if *digest != kit.digest && found.iter().all(|known| known.digest != *digest) {
            found.extend(past(path, digest, workspace));
        }
    }
    found
}

/// Compares what was recorded about a candidate with the kit.
struct Check<'a> {
    req: &'a Req,
    home: &'a Path,
    scores: &'a Scores,
    desk: &'a Desk,
    base: &'a Kit,
    panel: &'a dyn Fn(&str) -> Option<Panel>,
    sink: &'a mut Sink,
}

impl Check<'_> {
    fn report(&mut self, code: &'static codes::Code, file: PathBuf, message: String, help: String) {
        let finding = Diagnostic::new(code, message).in_file(self.req.name(&file)).help(help);
        self.sink.report(finding);
    }

    /// A form: whether it belongs to this candidate's kit, and to a seat and slots of it.
    fn form(&mut self, stored: &Stored) {
        let (desk, form) = (self.desk, &stored.submission);
        let file = self.scores.path(&stored.name);
        let kit = std::iter::once(&desk.kit).chain(&desk.earlier).find(|kit| kit.digest == form.kit);
        let of = form.candidate.as_deref().unwrap_or("the loop");
        let Some(kit) = kit.filter(|_| form.req == self.req.id && of == desk.id) else {
            let message = match form.req == self.req.id && of == desk.id {
                true => format!("these scores name another kit, which `{}` neither has nor had", desk.id),
                false => format!(
                    "these scores are for another kit: that of {of} of `{}`, but lie in the folder of `{}`",
                    form.req, desk.id
                ),
            };
            let help = "move the file away; `panelkit collect` puts a form where it belongs";
            return self.report(&codes::OTHER_KIT, file, message, help.to_owned());
        };
        let Some(round) = kit.rounds.iter().find(|round| round.id == form.round) else {
            let known = || kit.rounds.iter().map(|round| round.id.as_str());
            let message = format!("unknown round `{}`", form.round);
            let help =
                format!("{}the rounds are {}", suggestion(&form.round, known()), quoted(known(), "and"));
            return self.report(&codes::UNKNOWN_ROUND, file, message, help);
        };
        self.seat(form, round, &file);
        self.slots(form, round, &file);
    }

    fn seat(&mut self, form: &Submission, round: &KitRound, file: &Path) {
        let (req, id) = (&self.req.id, &self.desk.id);
        let now = |kit: &Kit| kit.rounds.iter().find(|one| one.id == form.round).cloned();
        let of_kits = [Some(round.clone()), now(&self.desk.kit), now(self.base)];
        let mut known: Vec<String> =
            of_kits.into_iter().flatten().flat_map(|round| round.interviewers).collect();
        let own = self.desk.person.interviewers.iter().find(|(of, _)| of.as_str() == form.round);
        known.extend(own.into_iter().flat_map(|(_, panel)| panel.names.clone()));
        known.extend((self.panel)(&form.round).into_iter().flat_map(|panel| panel.names));
        let Some(name) = &form.interviewer else {
            if !round.interviewers.is_empty() {
                let message = format!("the form names no interviewer, and round `{}` does", round.id);
                let help =
                    format!("write one of {}", quoted(round.interviewers.iter().map(String::as_str), "or"));
                self.report(&codes::UNKNOWN_INTERVIEWER, file.to_path_buf(), message, help);
            }
            return;
        };
        if !known.contains(name) {
            let message = format!("`{name}` has no seat in round `{}`", round.id);
            let near = suggestion(name, known.iter().map(String::as_str));
            let help = format!(
                "{near}`panelkit scorecards {req} --candidate {id} --round {} --as {name:?}` gives a seat to this person",
                round.id
            );
            self.report(&codes::UNKNOWN_INTERVIEWER, file.to_path_buf(), message, help);
        }
    }

    fn slots(&mut self, form: &Submission, round: &KitRound, file: &Path) {
        let known = || round.slots.iter().map(|slot| slot.id.as_str());
        for (at, rating) in form.ratings.iter().enumerate() {
            if known().all(|id| id != rating.slot) {
                let message = format!("round `{}` has no slot `{}`", round.id, rating.slot);
                let help =
                    format!("{}its slots are {}", suggestion(&rating.slot, known()), quoted(known(), "and"));
                self.report(&codes::UNKNOWN_SLOT, file.to_path_buf(), message, help);
            }
            if form.ratings[..at].iter().any(|before| before.slot == rating.slot) {
                let message = format!("`{}` is rated twice in one form", rating.slot);
                let help = "collect the form again".to_owned();
                self.report(&codes::BAD_SUBMISSION, file.to_path_buf(), message, help);
            }
            self.score(rating.rating, &format!("the rating of `{}`", rating.slot), file);
        }
        self.score(form.recommendation, "the recommendation", file);
    }

    fn score(&mut self, score: Option<u8>, what: &str, file: &Path) {
        let scale: Vec<String> = self.desk.kit.ratings.iter().map(|r| r.score.to_string()).collect();
        if let Some(score) = score.filter(|score| !scale.contains(&score.to_string())) {
            let message = format!("{what} is {score}, and the scale is {}", scale.join(", "));
            let help = "collect the form again".to_owned();
            self.report(&codes::OFF_SCALE, file.to_path_buf(), message, help);
        }
    }

    /// Two files for one seat.
    fn twice(&mut self) {
        let scores = self.scores;
        let seat = |stored: &Stored| (stored.submission.round.clone(), stored.submission.interviewer.clone());
        for (at, stored) in scores.all().iter().enumerate() {
            if let Some(before) = scores.all()[..at].iter().find(|before| seat(before) == seat(stored)) {
                let message = format!("`{}` and `{}` are for the same seat", before.name, stored.name);
                let help = "keep one of them, and move the other one to `history/`".to_owned();
                self.report(&codes::BAD_SUBMISSION, self.scores.path(&stored.name), message, help);
            }
        }
    }

    /// Agreed ratings and decisions.
    fn recorded(&mut self) {
        let desk = self.desk;
        let file = agreed_path(self.home);
        for agreed in &desk.agreed {
            if desk.kit.slots().all(|slot| slot.id != agreed.slot) {
                let message = format!("the kit of `{}` has no slot `{}`", desk.id, agreed.slot);
                let near = suggestion(&agreed.slot, desk.kit.slots().map(|slot| slot.id.as_str()));
                let help = format!("{near}remove the entry");
                self.report(&codes::UNKNOWN_SLOT, file.clone(), message, help);
            }
            self.score(Some(agreed.rating), &format!("the agreed rating of `{}`", agreed.slot), &file);
        }
        for round in desk.decisions.iter().filter_map(|decision| decision.after.as_ref()) {
            let known = || desk.kit.rounds.iter().map(|round| round.id.as_str());
            if known().all(|id| id != round) {
                let file = decisions_path(self.home);
                let message = format!("unknown round `{round}` under `after`");
                let help = format!("{}the rounds are {}", suggestion(round, known()), quoted(known(), "and"));
                self.report(&codes::UNKNOWN_ROUND, file, message, help);
            }
        }
    }
}
