//! `scorecards`: a pack for each round and interviewer, beside the kits or in one file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::call::Call;
pub use super::forms::{FormsWritten, MergedPacks, PacksMade, Scorecards, SeatTaken, Whose};
use super::seats;
use crate::model::{CandidateFile, Kit, KitRound, file_name};
use crate::render::{Document, Format};
use crate::store::{
    Fault, FolderChange, Form, Found, Home, Made, Refusal, Rendered, Renderers, Req, Theirs, all_forms,
    candidate_with, each, kit_at, kit_in, not_issued, report_missing, report_unprinted, target_named,
};
use crate::text::{quoted, suggestion};
use crate::write::replace_file;

/// Makes forms and writes them.
///
/// # Errors
/// [`Fault::Request`] when the request names no kit, round or interviewer that exists; [`Fault::Refused`] when people
/// have written on a form; [`Fault::Findings`] when a file has errors; [`Fault::World`] when a file cannot be read or
/// written.
pub fn scorecards(request: &Scorecards, call: &mut Call<'_>) -> Result<PacksMade, Fault> {
    if request.formats.is_empty() {
        return Err(Fault::Request(
            "scorecards cannot be written as JSON; use `--format md`, `pdf` or `html`".to_owned(),
        ));
    }
    let looks = request.looks.settled(call.workspace, call.sink)?;
    let request = &Scorecards { looks, ..request.clone() };
    let req = Req::open(call.workspace, &request.req)?;
    let folders = folders(&request.whose, &req)?;
    let _lock = req.lock()?;
    if let (Some(name), [folder]) = (&request.by, folders.as_slice()) {
        let kit = kit_at(call.workspace, &folder.join("kit.json"), call.sink)?;
        return seats::take(request, name, &req, folder, kit, call)
            .map(|made| PacksMade::One(Box::new(made)));
    }
    let mut desks = Vec::new();
    for folder in folders {
        let kit = kit_at(call.workspace, &folder.join("kit.json"), call.sink)?;
        let person = candidate_with(call.workspace, &folder, &kit, call.sink)?;
        desks.push(Desk { folder, kit, person });
    }
    check(&desks, request)?;
    if let Some(out) = &request.merge {
        return merged(&desks, out, request, call).map(PacksMade::Merged);
    }
    let written = written(desks, request, &req, call)?;
    Ok(match (&request.whose, written) {
        (Whose::All, candidates) => PacksMade::All { candidates },
        (_, mut one) => PacksMade::One(Box::new(one.remove(0))),
    })
}

/// The folders of the kits that a request names. Each has a kit.
fn folders(whose: &Whose, req: &Req) -> Result<Vec<PathBuf>, Fault> {
    let (folder, make) = match whose {
        Whose::Loop => (req.loop_folder(), "generate"),
        Whose::Candidate(candidate) => (req.candidates_folder().join(candidate), "variants"),
        Whose::All => {
            let all = req.candidates_with_kits()?;
            return if all.is_empty() { Err(req.no_candidate_yet()) } else { Ok(all) };
        }
    };
    if kit_in(&folder)?.is_none() {
        return Err(Fault::Request(format!(
            "there is no `{}` yet\n  = help: `panelkit {make} {}` makes it",
            req.name(&folder.join("kit.json")),
            req.id
        )));
    }
    Ok(vec![folder])
}

/// A kit and the person for whom it is.
struct Desk {
    folder: PathBuf,
    kit: Kit,
    person: CandidateFile,
}

/// Makes sure that the request names a form of at least one of the kits.
fn check(desks: &[Desk], request: &Scorecards) -> Result<(), Fault> {
    let mut failed = None;
    for desk in desks {
        match wanted(&desk.kit, request) {
            Ok(_) => return Ok(()),
            Err(fault) => failed = failed.or(Some(fault)),
        }
    }
    failed.map_or(Ok(()), Err)
}

/// Writes the forms beside their kits. If people have written on one of them, nothing is written.
fn written(
    desks: Vec<Desk>,
    request: &Scorecards,
    req: &Req,
    call: &mut Call<'_>,
) -> Result<Vec<FormsWritten>, Fault> {
    let mut homes = Vec::new();
    let mut in_the_way = Vec::new();
    for Desk { folder, kit, person } in desks {
        let home = Home::read(&folder, kit, Some(person), &request.looks)?;
        // Another candidate's kit may have no form of this interviewer.
        let Ok(forms) = wanted(&home.kit, request) else { continue };
        let mut names: BTreeSet<String> = request.formats.iter().flat_map(|f| named(&forms, *f)).collect();
        let sheets = home.sheets(&forms, &request.formats).into_iter();
        names.extend(sheets.map(|(stem, _, format)| format!("{stem}.{}", format.extension())));
        let people = home.pages.iter().filter(|(name, what)| what.is_of_people() && names.contains(name));
        in_the_way
            .extend(people.map(|(name, what)| (req.name(&home.folder.join(name)), *what == Found::FilledIn)));
        homes.push(home);
    }
    if !request.force && !in_the_way.is_empty() {
        return Err(Fault::Refused(Refusal::FormsWrittenOn { forms: in_the_way }));
    }
    let renderers = Renderers::new(&request.looks);
    let own = request.looks.made(None)?;
    let workspace = call.workspace;
    let one = |home: &Home| -> Result<FormsWritten, Fault> {
        let forms = wanted(&home.kit, request)?;
        let made = Made { paper: request.looks.paper_for(home.paper()), ..own.clone() };
        let mut rendered = Rendered::default();
        for form in &forms {
            let page = form.document(&home.kit, home.person.as_ref(), request.looks.layout);
            rendered.add(&page, &form.stem, &request.formats, renderers.on(made.paper)?)?;
        }
        for (stem, page, format) in home.sheets(&forms, &request.formats) {
            rendered.add(&page, &stem, &[format], renderers.on(made.paper)?)?;
        }
        let files: Vec<String> = rendered.files.keys().cloned().collect();
        let draft = home.draft(&home.kit, rendered, &made, Theirs::GivenMove)?;
        let change: FolderChange = draft.change(workspace)?;
        let outdated = home.outdated(&draft, &request.looks)?;
        draft.commit(&req.target(&home.folder)?)?;
        Ok(FormsWritten { forms: forms.len(), files, change, outdated, seat: None })
    };
    let made = each(&homes, one).into_iter().collect::<Result<Vec<_>, Fault>>()?;
    // The missing characters are mostly the same in all kits, so only those of the first kit are reported.
    if let Some(first) = made.iter().find(|made| !made.change.missing.is_empty()) {
        first.change.report_glyphs(call.sink);
    }
    // A name belongs to one candidate, so every candidate is reported.
    made.iter().for_each(|made| made.change.report_unprinted(call.sink));
    Ok(made)
}

/// The file names of forms in a format.
fn named(forms: &[Form<'_>], format: Format) -> Vec<String> {
    forms.iter().map(|form| format!("{}.{}", form.stem, format.extension())).collect()
}

/// Writes all forms that the request names to one PDF: candidate by candidate, round by round.
fn merged(
    desks: &[Desk],
    out: &Path,
    request: &Scorecards,
    call: &mut Call<'_>,
) -> Result<MergedPacks, Fault> {
    let shown = call.workspace.name(out);
    if out.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("pdf")) {
        return Err(Fault::Request(format!(
            "`--merge` writes a PDF, and `{shown}` does not end in `.pdf`\n  = help: name a file such as `packs.pdf`"
        )));
    }
    not_issued(call.workspace, out, "a file elsewhere with --merge")?;
    let target = target_named(call.workspace, out)?;
    let (mut documents, mut folders) = (Vec::new(), Vec::new());
    for desk in desks {
        let Ok(forms) = wanted(&desk.kit, request) else { continue };
        let page = |form: &Form<'_>| Document::Scorecard {
            kit: &desk.kit,
            round: form.round,
            seat: form.seat,
            person: Some(&desk.person),
            layout: request.looks.layout,
        };
        documents.extend(forms.iter().map(page));
        folders.resize(documents.len(), &desk.folder);
    }
    let title = format!("Interviewer packs: {}", desks[0].kit.role.title);
    let paper = Home::read(&desks[0].folder, desks[0].kit.clone(), None, &request.looks)?.paper();
    let made = request.looks.renderer_on(request.looks.paper_for(paper))?.merged(&title, &documents)?;
    if !made.missing.is_empty() {
        report_missing(&shown, &made.missing, call.sink);
    }
    let mut unprinted: BTreeMap<String, BTreeSet<char>> = BTreeMap::new();
    for (folder, letters) in
        folders.into_iter().zip(made.unprinted).filter(|(_, letters)| !letters.is_empty())
    {
        unprinted.entry(call.workspace.name(folder)).or_default().extend(letters);
    }
    for (folder, letters) in unprinted {
        report_unprinted(&folder, &letters.into_iter().collect::<Vec<_>>(), call.sink);
    }
    replace_file(&target, &made.bytes)?;
    Ok(MergedPacks { merged: shown, forms: documents.len(), pages: made.pages, missing: made.missing })
}

/// The round with this id or title.
///
/// # Errors
/// [`Fault::Request`] with the nearest id.
pub(super) fn round_named<'k>(kit: &'k Kit, name: &str) -> Result<&'k KitRound, Fault> {
    kit.rounds.iter().find(|round| round.id == name || round.title == name).ok_or_else(|| {
        let ids = || kit.rounds.iter().map(|round| round.id.as_str());
        Fault::Request(format!(
            "there is no round `{name}` in this kit\n  = help: {}the rounds of this kit are {}",
            suggestion(name, ids()),
            quoted(ids(), "and")
        ))
    })
}

/// The forms that a request names.
fn wanted<'k>(kit: &'k Kit, request: &Scorecards) -> Result<Vec<Form<'k>>, Fault> {
    let round = request.round.as_deref().map(|name| round_named(kit, name)).transpose()?;
    let mut forms = all_forms(kit);
    forms.retain(|form| round.is_none_or(|round| kit.rounds[form.round].id == round.id));
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
