//! Finds out which banks, reqs and kits given paths in a workspace refer to, and whether one is
//! `panelkit.yaml`.

use std::path::{Path, PathBuf};

use crate::app::Call;
use crate::load;
use crate::store::{Fault, Req, reqs};

/// What to look at.
#[derive(Default)]
pub(super) struct Subjects {
    /// `panelkit.yaml`.
    pub(super) settings: bool,
    /// Ids of banks.
    pub(super) banks: Vec<String>,
    /// Ids of reqs.
    pub(super) reqs: Vec<String>,
    /// Paths of kits.
    pub(super) kits: Vec<PathBuf>,
}

/// What the paths name; the whole workspace if there are none.
pub(super) fn subjects(paths: &[PathBuf], call: &Call<'_>) -> Result<Subjects, Fault> {
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
    // Several paths may name one file, such as `role.yaml` and `questions.yaml` of a req.
    for list in [&mut subjects.banks, &mut subjects.reqs] {
        list.sort();
        list.dedup();
    }
    subjects.kits.sort();
    subjects.kits.dedup();
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
