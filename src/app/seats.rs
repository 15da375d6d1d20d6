//! `scorecards --as`: another person takes one seat for one candidate.

use std::path::Path;

use super::call::Call;
use super::candidates::belongs;
use super::forms::{FormsWritten, Scorecards, SeatTaken};
use super::particulars::{People, are_same, knows_all, refreshed, seated};
use crate::model::{Id, Kit, KitRound, file_name};
use crate::pipeline;
use crate::store::{
    CandidateEdit, Fault, FolderChange, Form, Home, Made, Refusal, Rendered, Req, Theirs, all_forms,
};
use crate::text::quoted;

/// A seat: an interviewer in a round.
struct Seat {
    /// Index of the round in the kit.
    round: usize,
    /// Index among the interviewers of the round; 0 if the round names none.
    place: usize,
}

/// Records the person in `candidate.yaml`, brings the candidate's kit and its pages up to date, and makes the form
/// of this person. The form of the person before is removed or, if it was written on, moves to the history. The
/// caller holds the lock of the req. If all this was done before, nothing is written.
///
/// # Errors
/// [`Fault::Request`] when the request does not name one seat; [`Fault::Refused`] when the interview was held, or
/// pages were changed by hand; [`Fault::Findings`] when a file has errors; [`Fault::World`] when a file cannot be read
/// or written.
pub(super) fn take(
    request: &Scorecards,
    name: &str,
    req: &Req,
    folder: &Path,
    kit: Kit,
    call: &mut Call<'_>,
) -> Result<FormsWritten, Fault> {
    let (role, bank) = pipeline::req(call.workspace, &req.id, call.sink)?;
    let role = role.with_ids_of(&kit);
    let mut edit = CandidateEdit::open(req, folder, &kit, call.sink)?;
    let mut people = edit.known.interviewers.clone();
    let fresh = |people: &People| match belongs(&kit, &role) {
        true => refreshed(&kit, &bank, &role, people),
        false => seated(kit.clone(), people),
    };
    let now = fresh(&people);
    let usual = fresh(&People::new());
    let seat = seat(request, name, &now, &usual)?;
    let round = &now.rounds[seat.round];
    let before = round.interviewers.get(seat.place).cloned();
    let already = before.as_deref() == Some(name);
    if !already {
        let id = Id::new(&round.id).expect("internal: the id of a round");
        let panel = round.panel();
        edit.seat(&id, &panel, seat.place, name)?;
        people.insert(id, panel.with(seat.place, name));
    }
    let new = fresh(&people);
    let new = match &edit.known.held {
        Some(day) if new.rounds[seat.round].interviewers != kit.rounds[seat.round].interviewers => {
            let (candidate, day) = (kit.candidate.unwrap_or_default(), day.clone());
            return Err(Fault::Refused(Refusal::KitHeld { candidate, day }));
        }
        None if !are_same(&kit, &new) => new,
        _ => kit.clone(),
    };
    let form = all_forms(&new).into_iter().filter(|form| form.round == seat.round).nth(seat.place);
    let form = form.expect("internal: every seat has a form");
    let taken = SeatTaken { round: round.id.clone(), before, name: name.to_owned(), already };
    let work = Work { request, req, folder, kit: &kit, new: &new, edit: &edit };
    work.written(&form, taken, call)
}

/// What was there, and what will be.
struct Work<'a> {
    request: &'a Scorecards,
    req: &'a Req,
    folder: &'a Path,
    kit: &'a Kit,
    new: &'a Kit,
    edit: &'a CandidateEdit,
}

impl Work<'_> {
    /// Writes `candidate.yaml`, the kit and the pages.
    fn written(&self, form: &Form<'_>, seat: SeatTaken, call: &mut Call<'_>) -> Result<FormsWritten, Fault> {
        let Work { request, req, folder, kit, new, edit } = self;
        let home = Home::read(folder, (*kit).clone(), Some(edit.known.clone()), &request.looks)?;
        let made = request.looks.made(home.paper())?;
        let is_new = new != kit;
        if is_new {
            knows_all(&folder.join("kit.json"), kit, call.workspace)?;
            self.may_replace(&home, &made)?;
        }
        let renderer = request.looks.renderer_on(made.paper)?;
        let mut rendered = match is_new {
            true => home.rendered(new, &renderer, &[], false)?,
            false => Rendered::default(),
        };
        let mut files = Vec::new();
        for format in &request.formats {
            let file = format!("{}.{}", form.stem, format.extension());
            let there = !is_new && home.pages.iter().any(|(known, _)| *known == file);
            if !there && !rendered.files.contains_key(&file) {
                let page = form.document(new, home.person.as_ref(), request.looks.layout);
                rendered.add(&page, &form.stem, &[*format], &renderer)?;
            }
            files.push(file);
        }
        if !is_new && rendered.files.is_empty() && !edit.is_changed() {
            let change = FolderChange { folder: req.name(folder), ..FolderChange::default() };
            return Ok(FormsWritten { forms: 1, files, change, outdated: Vec::new(), seat: Some(seat) });
        }
        let draft = home.draft(new, rendered, &made, Theirs::LeaversMove)?;
        let mut change = draft.change(call.workspace)?;
        change.report_missing(call.sink);
        let outdated = home.outdated(&draft, &request.looks)?;
        // The file comes first: if the run is killed, the next run finds the rest to be done.
        edit.commit()?;
        draft.commit(&req.target(folder)?)?;
        if edit.is_changed() {
            change.replaced.insert("candidate.yaml".to_owned());
        }
        Ok(FormsWritten { forms: 1, files, change, outdated, seat: Some(seat) })
    }

    /// Refuses to overwrite pages that were changed by hand, or made with the user's own fonts or templates.
    fn may_replace(&self, home: &Home, made: &Made) -> Result<(), Fault> {
        if self.request.force {
            return Ok(());
        }
        let pages: Vec<String> = home.changed().map(|name| self.req.name(&self.folder.join(name))).collect();
        if !pages.is_empty() {
            return Err(Fault::Refused(Refusal::PagesChanged { pages }));
        }
        if home.wants_others(made) {
            let folders = vec![self.req.name(self.folder)];
            return Err(Fault::Refused(Refusal::OwnLooks { folders, can_force: true }));
        }
        Ok(())
    }
}

/// The seat that the request names: the one in which the person sits already, or else the only one that remains.
/// `now`: the kit with the people so far; `usual`: the kit with the people of the role spec.
fn seat(request: &Scorecards, name: &str, now: &Kit, usual: &Kit) -> Result<Seat, Fault> {
    let is_round =
        |round: &KitRound| request.round.as_deref().is_none_or(|r| round.id == r || round.title == r);
    let part = request.interviewer.as_deref().map(file_name);
    let is_named = |who: &str| part.as_deref().is_none_or(|part| file_name(who).contains(part));
    let seats = |kit: &Kit| -> Vec<Seat> {
        let mut found = Vec::new();
        for (round, of) in kit.rounds.iter().enumerate().filter(|(_, of)| is_round(of)) {
            match of.interviewers.as_slice() {
                [] if part.is_none() => found.push(Seat { round, place: 0 }),
                names => {
                    let here = names.iter().enumerate().filter(|(_, who)| is_named(who));
                    found.extend(here.map(|(place, _)| Seat { round, place }));
                }
            }
        }
        found
    };
    let sits =
        |seat: &Seat| now.rounds[seat.round].interviewers.get(seat.place).is_some_and(|who| who == name);
    // A second run: the person before is named, and the new one has the seat.
    let mut there = seats(usual).into_iter().chain(seats(now)).filter(sits);
    if let Some(seat) = there.next() {
        return Ok(seat);
    }
    let mut found = seats(now);
    if found.is_empty() {
        let mut all = (0..now.rounds.len()).filter(|n| is_round(&now.rounds[*n])).filter_map(|round| {
            let place = now.rounds[round].interviewers.iter().position(|who| who == name)?;
            Some(Seat { round, place })
        });
        if let (Some(seat), None) = (all.next(), all.next()) {
            return Ok(seat);
        }
    }
    match (found.pop(), found.is_empty()) {
        (Some(seat), true) => {
            let of = &now.rounds[seat.round];
            match of.interviewers.iter().any(|who| who == name) {
                false => Ok(seat),
                true => Err(Fault::Request(format!("`{name}` is an interviewer of `{}` already", of.id))),
            }
        }
        (last, _) => {
            found.extend(last);
            Err(Fault::Request(which(request, now, &found)))
        }
    }
}

/// Asks for what is missing to name one seat.
fn which(request: &Scorecards, kit: &Kit, seats: &[Seat]) -> String {
    let rounds: Vec<&str> = kit.rounds.iter().map(|round| round.id.as_str()).collect();
    if seats.is_empty() {
        let asked = request.interviewer.as_deref().or(request.round.as_deref()).unwrap_or_default();
        let line = |round: &KitRound| format!("\n  {}: {}", round.id, round.interviewers.join(", "));
        return format!(
            "`--as` finds no seat for `{asked}`; the rounds of this kit and their interviewers:{}",
            kit.rounds.iter().map(line).collect::<String>()
        );
    }
    let one_round = seats.iter().all(|seat| seat.round == seats[0].round);
    match one_round {
        true => {
            let round = &kit.rounds[seats[0].round];
            let names =
                quoted(seats.iter().filter_map(|s| Some(round.interviewers.get(s.place)?.as_str())), "or");
            format!(
                "`--as` takes one seat, and `{}` has {}\n  = help: add `--interviewer` with {names}",
                round.id,
                seats.len()
            )
        }
        false => format!(
            "`--as` takes one seat, and the request names {}\n  = help: add `--round` with {}",
            seats.len(),
            quoted(rounds, "or")
        ),
    }
}
