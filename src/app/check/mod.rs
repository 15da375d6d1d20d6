//! `check`: every problem of banks, role specs and issued kits, or of a job advertisement.

mod fixes;
mod posting;
mod subjects;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use self::subjects::subjects;
use super::call::Call;
use super::new_loop::There;
use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::lint::Linter;
use crate::model::{Bank, Kit, LintSetting, Question, RoleSpec};
use crate::pipeline;
use crate::render::exhibit_blocks;
use crate::store::{Fault, Looks, Req, Scores, candidate_with, kit_at};
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
    /// Job advertisements.
    pub postings: usize,
    /// Findings that were mended.
    pub fixed: usize,
}

/// What to check, and how.
#[derive(Clone, Debug, Default)]
pub struct Check {
    /// Banks, reqs, role specs or kits, given as paths; the whole workspace if there are none.
    pub paths: Vec<PathBuf>,
    /// The levels that options give to lints. Of two entries of one name, the last one counts.
    pub levels: Vec<LintSetting>,
    /// A job advertisement, which is checked instead of the workspace.
    pub posting: Option<PathBuf>,
    /// Makes the changes that remove findings and keep the meaning.
    pub fix: bool,
}

/// Checks banks, reqs, role specs and kits. With `fix`, what can be mended is mended first, and the findings are those that
/// are left.
///
/// # Errors
/// [`Fault::Request`] when a path is none of these, [`Fault::World`] when a folder cannot be read or a file cannot be
/// written.
pub fn check(request: &Check, call: &mut Call<'_>) -> Result<Checked, Fault> {
    if let Some(path) = &request.posting {
        return posting::check(path, &request.levels, call);
    }
    let mut fixed = 0;
    if request.fix {
        let mut found = Sink::new();
        look(request, &mut Call { workspace: call.workspace, sink: &mut found, watch: call.watch })?;
        fixed = fixes::make(&found, call)?;
    }
    Ok(Checked { fixed, ..look(request, call)? })
}

fn look(request: &Check, call: &mut Call<'_>) -> Result<Checked, Fault> {
    let subjects = subjects(&request.paths, call)?;
    // A bank that several role specs name is read and reported once.
    let mut banks: BTreeMap<String, Result<Bank, Reported>> = BTreeMap::new();
    let workspace = call.workspace;
    if subjects.settings {
        // The errors are in the sink.
        let _ = Looks::default().settled(workspace, call.sink);
    }
    // Errors of the file are reported once.
    let mut unheard = Sink::new();
    let sink = if subjects.settings { &mut unheard } else { &mut *call.sink };
    let settings = load::settings(workspace, sink).unwrap_or_default();
    lint::report_unknown(&request.levels, call.sink);
    lint::report_unknown(&settings.lints, call.sink);
    let mut linter = Linter::new(&request.levels, &settings.lints, &settings.jurisdictions);
    for id in &subjects.banks {
        let mark = call.sink.mark();
        let bank = load::bank(workspace, id, call.sink);
        linter.settle(mark, bank.as_ref().map_or(&[], |bank| &bank.lints), call.sink);
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
        if let Ok((role, bank)) = pipeline::role(workspace, &source, req, &mut bank, &mut linter, call.sink) {
            linter.role(&role, &bank, call.sink);
            linter.own_questions(&role, &bank, call.sink);
            let kit = loop_kit(&role, &bank, call)?;
            let mark = call.sink.mark();
            if let Some(kit) = &kit {
                lint::report_untouched(&role, kit, call.sink);
            }
            rule_changed(&role, call)?;
            linter.settle(mark, &role.lints, call.sink);
            if let Some(kit) = &kit {
                linter.kit(&role, &bank, kit, call.sink);
            }
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
        lint::report_unknown(&bank.lints, call.sink);
        let mark = call.sink.mark();
        lint::report_shared_anchors(bank, call.sink);
        linter.settle(mark, &bank.lints, call.sink);
        // A bank that only a role spec names is checked by itself.
        if subjects.banks.contains(&bank.id.to_string()) {
            linter.bank(bank, call.sink);
        }
    }
    linter.end(call.sink);
    exhibits(banks.values().flatten().chain(openings.values()).flat_map(|bank| &bank.questions), call);
    // A question that several banks have, because they extend its bank, counts once.
    let questions: BTreeSet<_> =
        banks.values().flatten().flat_map(|bank| &bank.questions).map(|q| (&q.holder, &q.id)).collect();
    Ok(Checked {
        banks: banks.len(),
        questions: questions.len(),
        roles: subjects.reqs.len(),
        kits: subjects.kits.len(),
        postings: 0,
        fixed: 0,
    })
}

/// The kit of a role's loop: the one on disk or, if there is none, one that is drawn for the check alone. `None` if no loop
/// can be drawn either.
fn loop_kit(role: &RoleSpec, bank: &Bank, call: &Call<'_>) -> Result<Option<Kit>, Fault> {
    let req = Req::open(call.workspace, role.id.as_str())?;
    Ok(match There::read(&req.loop_folder(), &req)? {
        There::Kit(kit) => Some(*kit),
        _ => pipeline::kit(role, bank, role.id.as_str(), None, &mut Sink::new()).ok().map(|made| made.kit),
    })
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
