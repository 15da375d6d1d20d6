//! `scorecards`: a form for each round and interviewer.

use std::collections::BTreeSet;

use super::call::Call;
pub use super::forms::{FormsWritten, Scorecards, SeatTaken};
use super::seats;
use crate::model::{Kit, KitRound};
use crate::store::{
    Fault, Form, Found, Home, Refusal, Rendered, Req, Theirs, all_forms, candidate_with, file_name, kit_at,
    kit_in,
};
use crate::text::{quoted, suggestion};

/// Makes forms and writes them.
///
/// # Errors
/// [`Fault::Request`] when the request names no kit, round or interviewer that exists; [`Fault::Refused`] when people
/// have written on a form; [`Fault::Findings`] when a file has errors; [`Fault::World`] when a file cannot be read or
/// written.
pub fn scorecards(request: &Scorecards, call: &mut Call<'_>) -> Result<FormsWritten, Fault> {
    if request.formats.is_empty() {
        return Err(Fault::Request(
            "scorecards cannot be written as JSON; use `--format md`, `pdf` or both".to_owned(),
        ));
    }
    let looks = request.looks.settled(call.workspace, call.sink)?;
    let request = &Scorecards { looks, ..request.clone() };
    let req = Req::open(call.workspace, &request.req)?;
    let folder = match &request.candidate {
        Some(candidate) => req.candidates_folder().join(candidate),
        None => req.loop_folder(),
    };
    let path = folder.join("kit.json");
    if kit_in(&folder)?.is_none() {
        let make = if request.candidate.is_some() { "variants" } else { "generate" };
        return Err(Fault::Request(format!(
            "there is no `{}` yet\n  = help: `panelkit {make} {}` makes it",
            req.name(&path),
            req.id
        )));
    }
    let _lock = req.lock()?;
    let kit = kit_at(call.workspace, &path, call.sink)?;
    if let Some(name) = &request.by {
        return seats::take(request, name, &req, &folder, kit, call);
    }
    let name = candidate_with(call.workspace, &folder, &kit, call.sink)?.name;
    let home = Home::read(&folder, kit.clone(), name.clone(), &request.looks)?;
    let forms = wanted(&kit, request)?;
    let made = request.looks.made(home.paper())?;
    let renderer = request.looks.renderer_on(made.paper)?;
    let mut rendered = Rendered::default();
    for form in &forms {
        let page = form.document(&kit, name.as_deref());
        rendered.add(&page, &form.stem, &request.formats, &renderer)?;
    }
    let files: Vec<String> = rendered.files.keys().cloned().collect();
    let in_the_way = home.pages.iter().filter(|(name, what)| what.is_of_people() && files.contains(name));
    let in_the_way: Vec<(String, bool)> =
        in_the_way.map(|(name, what)| (req.name(&folder.join(name)), *what == Found::FilledIn)).collect();
    if !request.force && !in_the_way.is_empty() {
        return Err(Fault::Refused(Refusal::FormsWrittenOn { forms: in_the_way }));
    }
    let draft = home.draft(&kit, rendered, &made, Theirs::GivenMove)?;
    let change = draft.change(call.workspace)?;
    change.report_missing(call.sink);
    draft.commit(&req.target(&folder)?)?;
    Ok(FormsWritten { forms: forms.len(), files, change, seat: None })
}

/// The forms that a request names.
fn wanted<'k>(kit: &'k Kit, request: &Scorecards) -> Result<Vec<Form<'k>>, Fault> {
    let rounds: Vec<&str> = kit.rounds.iter().map(|r| r.id.as_str()).collect();
    let is_round = |round: &KitRound, name: &str| round.id == name || round.title == name;
    if let Some(round) = request.round.as_deref().filter(|name| !kit.rounds.iter().any(|r| is_round(r, name)))
    {
        let near = suggestion(round, rounds.iter().copied());
        let known = quoted(rounds.iter().copied(), "and");
        return Err(Fault::Request(format!(
            "there is no round `{round}` in this kit\n  = help: {}the rounds of this kit are {known}",
            near
        )));
    }
    let mut forms = all_forms(kit);
    forms.retain(|f| request.round.as_ref().is_none_or(|r| is_round(&kit.rounds[f.round], r)));
    // A part of the name is enough: `Wójcik`, or `wojcik` on a keyboard without accents.
    let wanted = request.interviewer.as_deref().map(file_name);
    let is_named = |name: &str| wanted.as_deref().is_some_and(|w| file_name(name).contains(w));
    forms.retain(|f| wanted.is_none() || f.interviewer.is_some_and(is_named));
    if forms.is_empty() {
        let names: BTreeSet<&str> =
            kit.rounds.iter().flat_map(|r| &r.interviewers).map(String::as_str).collect();
        let name = request.interviewer.as_deref().unwrap_or_default();
        let near = suggestion(name, names.iter().copied());
        let known = match names.is_empty() {
            true => "no interviewers".to_owned(),
            false => quoted(names.iter().copied(), "and"),
        };
        return Err(Fault::Request(format!(
            "no interviewer of the requested rounds has a name with `{name}` in it\n  = help: {}the kit names {known}",
            near
        )));
    }
    Ok(forms)
}
