//! `verify`: checks that kits are what their inputs and seed give, and that they were not altered.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::{Path, PathBuf};

use super::call::Call;
use super::certificate;
use super::origins::{Header, Origin, origins};
pub use super::verdict::{Difference, Missing, NotDrawn, Verdict, Verification, Verified, VerifyNote};
use crate::diag::{Sink, codes};
use crate::load::Workspace;
use crate::store::{
    Fault, Found, Looks, Record, Req, candidate_with, each, existing_kit, found, is_path, kit_at, kit_in,
    lost, reqs,
};

/// Verifies kits.
#[derive(Clone, Debug, Default)]
pub struct Verify {
    /// Reqs or kit files; every req of the workspace when empty.
    pub targets: Vec<String>,
    /// Fonts, templates and paper.
    pub looks: Looks,
}

/// Verifies kits and the pages in their folders.
///
/// # Errors
/// [`Fault::Request`] when a target does not exist or has no kit, [`Fault::World`] when a folder cannot be read.
pub fn verify(request: &Verify, call: &mut Call<'_>) -> Result<Verification, Fault> {
    let looks = request.looks.settled(call.workspace, call.sink)?;
    let own = looks.made(None)?.own;
    let mut outcome = Verification::default();
    let targets = targets(&request.targets, call)?;
    for (req, kits) in &targets {
        let beside = all_beside(kits, &looks, own.as_ref(), call);
        let headers: Vec<Header> = beside.iter().filter_map(|b| b.as_ref()?.header.clone()).collect();
        let mut origins = origins(req, &headers, &looks, &mut outcome.notes, call)?;
        for (path, beside) in kits.iter().zip(beside) {
            let origin = origins.remove(path).unwrap_or_default();
            let mut one = verified(call.workspace.name(path), req.clone(), beside, origin);
            // `generate` makes only pages in the folder of the req.
            one.outdated &= one.file.starts_with(&format!("kits/{req}/"));
            outcome.kits.push(one);
        }
    }
    let whole = |req: &&String| request.targets.is_empty() || request.targets.contains(*req);
    for id in targets.keys().filter(whole) {
        let req = Req::open(call.workspace, id)?;
        for home in req.candidates()? {
            if kit_in(&home)?.is_none() && lost(&home, None).is_err() {
                outcome.beside.push(Missing::Kit(req.name(&home)));
            }
        }
        for name in certificate::changed(&req.folder())? {
            outcome.beside.push(Missing::Altered(req.name(&req.folder().join(name))));
        }
    }
    Ok(outcome)
}

fn verified(file: String, req: String, beside: Looked, origin: Origin) -> Verified {
    let Some(Beside { mut differences, unlike, outdated, renamed, .. }) = beside else {
        let verdict = Verdict::Unread;
        return Verified { file, req, verdict, stale: false, unlike: 0, outdated: false, renamed: false };
    };
    differences.extend(origin.differences);
    let verdict = match (differences.is_empty(), origin.not_drawn) {
        (false, _) => Verdict::Differs(differences),
        (true, Some(why)) => Verdict::NotDrawn(why),
        (true, None) => Verdict::Same,
    };
    Verified { file, req, verdict, stale: origin.stale, unlike, outdated, renamed }
}

/// The kits to verify, by req.
fn targets(named: &[String], call: &mut Call<'_>) -> Result<BTreeMap<String, Vec<PathBuf>>, Fault> {
    let mut found: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    if named.is_empty() {
        for id in reqs(call.workspace)? {
            let kits = Req::open(call.workspace, &id)?.kits()?;
            found.insert(id, kits);
        }
        return Ok(found);
    }
    for target in named {
        if is_path(target) {
            let path = Path::new(target);
            let path = existing_kit(path)?.canonicalize()?;
            // A kit that cannot be read is reported later, when it is checked.
            let req = kit_at(call.workspace, &path, &mut Sink::new()).map(|kit| kit.req);
            found.entry(req.unwrap_or_default()).or_default().push(path);
            continue;
        }
        let kits = Req::open(call.workspace, target)?.kits()?;
        if kits.is_empty() {
            return Err(Fault::Request(format!(
                "`{target}` has no kit yet\n  = help: `panelkit generate {target}` makes it"
            )));
        }
        found.entry(target.clone()).or_default().extend(kits);
    }
    Ok(found)
}

/// The result of checking a kit file and the pages in its folder.
struct Beside {
    /// `None` when the kit cannot be read.
    header: Option<Header>,
    differences: Vec<Difference>,
    unlike: usize,
    outdated: bool,
    renamed: bool,
}

impl From<Difference> for Beside {
    fn from(difference: Difference) -> Beside {
        Beside { header: None, differences: vec![difference], unlike: 0, outdated: false, renamed: false }
    }
}

/// The result for one kit; `None` if this version cannot read its format.
type Looked = Option<Beside>;

/// Checks each kit file and the pages in its folder, on all processors. `own`: the digest of the fonts, templates and theme
/// that pages are made with now.
fn all_beside(kits: &[PathBuf], looks: &Looks, own: Option<&String>, call: &mut Call<'_>) -> Vec<Looked> {
    let workspace = call.workspace;
    let looked = each(kits, |path| Ok::<_, Infallible>(beside(path, looks, own, workspace)));
    let mut all = Vec::new();
    for (beside, sink) in looked.into_iter().flatten() {
        for finding in sink.sorted() {
            call.sink.report(finding.clone());
        }
        all.push(beside);
    }
    all
}

fn beside(path: &Path, looks: &Looks, own: Option<&String>, workspace: &Workspace) -> (Looked, Sink) {
    let mut sink = Sink::new();
    let Ok(kit) = kit_at(workspace, path, &mut sink) else {
        let old = sink.sorted().iter().any(|finding| *finding.code == codes::OLD_KIT);
        return ((!old).then(|| Difference::Altered.into()), sink);
    };
    let header = Some(Header::of(path, &kit));
    let folder = path.parent().unwrap_or(Path::new("."));
    let Ok(candidate) = candidate_with(workspace, folder, &kit, &mut sink) else {
        return (Some(Beside { header, ..Difference::CandidateFile.into() }), sink);
    };
    let person = Some(&candidate);
    let record = Record::read(folder).ok();
    let may_remake = candidate.held.is_none() && !looks.are_chosen();
    let otherwise = record.as_ref().is_some_and(|it| it.is_made_otherwise(looks, own));
    let beside = match found(folder, &kit, person, looks, true) {
        Ok(found) => Beside {
            header,
            renamed: record.is_some_and(|record| record.shows_another(&kit, person)),
            outdated: may_remake && otherwise && found.iter().any(|(name, _)| name.ends_with(".pdf")),
            unlike: found.iter().filter(|(_, what)| *what == Found::Unlike).count(),
            differences: found
                .into_iter()
                .filter(|(_, what)| matches!(what, Found::Changed | Found::Stale))
                .map(|(name, _)| Difference::Page(name))
                .collect(),
        },
        Err(fault) => Beside { header, ..Difference::Pages(fault.to_string()).into() },
    };
    (Some(beside), sink)
}
