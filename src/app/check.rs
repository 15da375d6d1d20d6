//! `check`: every problem of banks, role specs and issued kits.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::call::Call;
use super::new_loop::There;
use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::model::{Bank, Kit, Question, RoleSpec};
use crate::pipeline;
use crate::render::exhibit_blocks;
use crate::store::{Fault, Looks, Req, Scores, candidate_with, kit_at, reqs};
use crate::text::{count, list};
use crate::{lint, load};

/// What was checked; the findings are in the sink.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Banks.
    pub banks: usize,
    /// Questions of the banks that could be read.
    pub questions: usize,
    /// Role specs.
    pub roles: usize,
    /// Kits.
    pub kits: usize,
}

/// What to look at.
#[derive(Default)]
struct Subjects {
    settings: bool,
    banks: Vec<String>,
    reqs: Vec<String>,
    kits: Vec<PathBuf>,
}

/// Checks banks, reqs, role specs or kits, given as paths; the whole workspace when `paths` is empty.
///
/// # Errors
/// [`Fault::Request`] when a path is none of these, [`Fault::World`] when a folder cannot be read.
pub fn check(paths: &[PathBuf], call: &mut Call<'_>) -> Result<Checked, Fault> {
    let subjects = subjects(paths, call)?;
    // A bank that several role specs name is read and reported once.
    let mut banks: BTreeMap<String, Result<Bank, Reported>> = BTreeMap::new();
    let workspace = call.workspace;
    if subjects.settings {
        settings(call);
    }
    for id in &subjects.banks {
        let bank = load::bank(workspace, id, call.sink);
        banks.insert(id.clone(), bank);
    }
    let mut openings: BTreeMap<String, Bank> = BTreeMap::new();
    for req in &subjects.reqs {
        let Ok(source) = load::role_file(workspace, req, call.sink) else {
            continue;
        };
        let mut bank = |id: &str, sink: &mut Sink| {
            banks.entry(id.to_owned()).or_insert_with(|| load::bank(workspace, id, sink)).clone()
        };
        // The findings are in the sink. The bank of the opening has its own questions too.
        if let Ok((role, bank)) = pipeline::role(workspace, &source, req, &mut bank, call.sink) {
            untouched(&role, &bank, call)?;
            rule_changed(&role, call)?;
            openings.insert(req.clone(), bank);
        }
    }
    for path in &subjects.kits {
        // The findings about this kit and its `candidate.yaml` are in the sink; go on with the other kits.
        let Ok(kit) = kit_at(workspace, path, call.sink) else { continue };
        let folder = path.parent().unwrap_or(path);
        let Ok(candidate) = candidate_with(workspace, folder, &kit, call.sink) else { continue };
        let bank = banks.get(&kit.bank.id).and_then(|bank| bank.as_ref().ok());
        let bank = openings.get(&kit.req).filter(|bank| bank.id.as_str() == kit.bank.id).or(bank);
        if let (Some(bank), None) = (bank, candidate.held) {
            withdrawn(&kit, path, bank, call);
        }
    }
    for bank in banks.values().flatten() {
        lint::report_shared_anchors(bank, call.sink);
    }
    exhibits(banks.values().flatten().chain(openings.values()).flat_map(|bank| &bank.questions), call);
    // A question that several banks have, because they extend its bank, counts once.
    let questions: BTreeSet<_> =
        banks.values().flatten().flat_map(|bank| &bank.questions).map(|q| (&q.holder, &q.id)).collect();
    Ok(Checked {
        banks: banks.len(),
        questions: questions.len(),
        roles: subjects.reqs.len(),
        kits: subjects.kits.len(),
    })
}

/// Reports the errors of `panelkit.yaml`, and the keys of it that this version does not use.
fn settings(call: &mut Call<'_>) {
    // The errors are in the sink.
    let Ok(_) = Looks::default().settled(call.workspace, call.sink) else { return };
    let unused = load::settings(call.workspace, &mut Sink::new()).map(|settings| settings.unused);
    for (key, place) in unused.unwrap_or_default() {
        let message = format!("`{key}` has no effect in this version");
        let finding = Diagnostic::new(&codes::NO_EFFECT, message).at(&place, "checked, and not used");
        call.sink.report(finding.help("keep it for a later version, or remove it"));
    }
}

/// Reports the must-haves that nothing in the loop touches. The loop is the one on disk or, if there is none, one
/// that is drawn for the check alone. If no loop can be drawn either, this reports nothing.
fn untouched(role: &RoleSpec, bank: &Bank, call: &mut Call<'_>) -> Result<(), Fault> {
    let req = Req::open(call.workspace, role.id.as_str())?;
    let kit = match There::read(&req.loop_folder(), &req)? {
        There::Kit(kit) => Some(*kit),
        _ => pipeline::kit(role, bank, role.id.as_str(), None, &mut Sink::new()).ok().map(|made| made.kit),
    };
    if let Some(kit) = kit {
        lint::report_untouched(role, &kit, call.sink);
    }
    Ok(())
}

/// Reports that the rule for counting scores changed after the first score. A submission says under which rule it was made.
fn rule_changed(role: &RoleSpec, call: &mut Call<'_>) -> Result<(), Fault> {
    let req = Req::open(call.workspace, role.id.as_str())?;
    let There::Kit(kit) = There::read(&req.loop_folder(), &req)? else { return Ok(()) };
    let rule = role.clone().with_ids_of(&kit).rule();
    let (mut others, mut all) = (0, 0);
    for home in req.candidates()? {
        let scores = Scores::read(&req, &home)?;
        let complete = scores.all().iter().map(|it| &it.submission).filter(|form| form.is_complete());
        for form in complete {
            all += 1;
            others += usize::from(form.rule.as_ref().is_some_and(|own| *own != rule));
        }
    }
    if others > 0 {
        let message = format!(
            "the rule for counting scores changed after the first score: {others} of {} were made under another rule, as recorded on this machine",
            count(all, "complete form")
        );
        let finding =
            Diagnostic::new(&codes::RULE_CHANGED, message).at(&role.place, "the rule is in this role spec");
        call.sink.report(
            finding.help("restore weights, evidence and `scoring`, or say on the record why they changed"),
        );
    }
    Ok(())
}

/// Reports the exhibits of questions that cannot be printed.
fn exhibits<'q>(questions: impl Iterator<Item = &'q Question>, call: &mut Call<'_>) {
    let mut seen = BTreeSet::new();
    for exhibit in questions.flat_map(|q| &q.exhibits) {
        if let (true, Err(error)) = (seen.insert(&exhibit.file), exhibit_blocks(&exhibit.text)) {
            let message = format!("exhibit `{}` cannot be printed: {error}", exhibit.id);
            let finding = Diagnostic::new(&codes::BAD_EXHIBIT, message).in_file(exhibit.file.as_str());
            call.sink.report(finding.help("use only paragraphs, lists, tables and code"));
        }
    }
}

/// Reports the questions of a kit that were withdrawn after the kit was issued. The caller must make sure that the
/// interview has not been held yet.
fn withdrawn(kit: &Kit, path: &Path, bank: &Bank, call: &mut Call<'_>) {
    let gone = pipeline::withdrawn(kit, bank);
    let gone: Vec<String> =
        gone.iter().map(|(slot, status)| format!("`{}` ({})", slot.question.id, status.as_str())).collect();
    if !gone.is_empty() {
        let message = format!("the kit holds withdrawn questions: {}", list(&gone, "and"));
        let finding = Diagnostic::new(&codes::WITHDRAWN_QUESTION, message);
        let finding = finding.in_file(call.workspace.name(path));
        let help = format!("`panelkit reissue {}` replaces them", kit.req);
        call.sink.report(finding.help(help));
    }
}

fn subjects(paths: &[PathBuf], call: &Call<'_>) -> Result<Subjects, Fault> {
    let mut subjects = Subjects::default();
    if paths.is_empty() {
        let folder = call.workspace.root().join("question_banks");
        let ids = load::bank_ids(call.workspace);
        subjects.banks = ids.into_iter().filter(|id| folder.join(id).is_dir()).collect();
        subjects.reqs = reqs(call.workspace)?;
        subjects.settings = true;
        for req in &subjects.reqs {
            subjects.kits.extend(Req::open(call.workspace, req)?.kits()?);
        }
        return Ok(subjects);
    }
    for path in paths {
        subject(path, call, &mut subjects)?;
    }
    Ok(subjects)
}

/// Finds out from the place of a path in the workspace what it names, and adds that to `subjects`.
fn subject(path: &Path, call: &Call<'_>, subjects: &mut Subjects) -> Result<(), Fault> {
    let wrong = |why: &str| Fault::Request(format!("cannot check `{}`: {why}", path.display()));
    let real = path
        .canonicalize()
        .or_else(|_| call.workspace.root().join(path).canonicalize())
        .map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => {
                wrong("there is no such file or folder\n  = help: name a bank, a req, a role spec or a kit, such as `kits/REQ`; without a path, all of them are checked")
            }
            _ => wrong(&e.to_string()),
        })?;
    let inside = real
        .strip_prefix(call.workspace.root())
        .map_err(|_| wrong("it is outside the workspace; use --workspace to name its workspace"))?;
    let parts: Vec<String> = inside.iter().map(|p| p.to_string_lossy().into_owned()).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let all = || self::subjects(&[], call);
    match parts.as_slice() {
        [] => {
            let all = all()?;
            subjects.banks.extend(all.banks);
            subjects.reqs.extend(all.reqs);
            subjects.kits.extend(all.kits);
            subjects.settings = true;
        }
        [load::SETTINGS] => subjects.settings = true,
        ["question_banks"] => subjects.banks.extend(all()?.banks),
        ["kits"] => {
            let all = all()?;
            subjects.reqs.extend(all.reqs);
            subjects.kits.extend(all.kits);
        }
        ["question_banks", bank, ..] if real.is_dir() || real.extension().is_some_and(|e| e == "yaml") => {
            subjects.banks.push((*bank).to_owned());
        }
        ["kits", req] => {
            subjects.reqs.push((*req).to_owned());
            subjects.kits.extend(Req::open(call.workspace, req)?.kits()?);
        }
        ["kits", req, "role.yaml" | "questions.yaml"] => subjects.reqs.push((*req).to_owned()),
        [.., name] if name.ends_with(".json") => subjects.kits.push(real),
        _ => return Err(wrong("it is neither a bank, a role spec nor a kit")),
    }
    Ok(())
}
