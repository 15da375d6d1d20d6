//! `verify`: draws kits again, and checks that role spec, bank and seed still give the same kits.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::call::Call;
use super::certificate::{self, JSON};
use super::particulars::{People, are_same, refreshed, with_people_of};
use super::verdict::{Difference, NotDrawn, VerifyNote};
use crate::diag::Sink;
use crate::model::{Bank, DRAW, IssueMode, Kit, RoleSpec, Roll};
use crate::pipeline::{self, Lost, Parallels};
use crate::store::{Fault, Looks, Req, bytes_of, candidate_in, kit_at, past, unix};

/// The result of drawing a kit again.
#[derive(Clone, Default)]
pub(super) struct Origin {
    pub(super) differences: Vec<Difference>,
    /// Why it was not drawn again. This does not count as a difference: an issued kit stays valid when the inputs
    /// change.
    pub(super) not_drawn: Option<NotDrawn>,
    /// Whether its particulars are older than those of the role spec.
    pub(super) stale: bool,
}

/// Why a kit cannot be drawn again from today's role spec and bank; `None` if it can.
fn not_drawn(kit: &Kit, role: &RoleSpec, bank: &Bank) -> Option<NotDrawn> {
    if kit.draw != DRAW {
        return Some(NotDrawn::Rules);
    }
    let changed = bank.sources() != kit.sources() || role.inputs() != kit.role.inputs;
    changed.then_some(NotDrawn::Inputs)
}

impl From<Difference> for Origin {
    fn from(difference: Difference) -> Origin {
        Origin { differences: vec![difference], ..Origin::default() }
    }
}

impl From<NotDrawn> for Origin {
    fn from(why: NotDrawn) -> Origin {
        Origin { not_drawn: Some(why), ..Origin::default() }
    }
}

/// The data of a kit file that give its place among the kits of the req.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) path: PathBuf,
    /// Digest of the loop and number in the order of issue; `None` for a loop.
    pub(super) parallel: Option<(String, u32)>,
}

impl Header {
    pub(super) fn of(path: &Path, kit: &Kit) -> Header {
        let issue = kit.issue.as_ref().filter(|_| kit.candidate.is_some());
        let parallel = issue.map(|issue| (issue.base.clone(), issue.number.unwrap_or(0)));
        Header { path: path.to_path_buf(), parallel }
    }
}

/// The result for each kit, by kit file.
pub(super) type Origins = BTreeMap<PathBuf, Origin>;

/// Draws the kits of a req again from role spec, bank and seed, and says what differs, by kit. All
/// kits must be readable.
pub(super) fn origins(
    id: &str,
    kits: &[Header],
    looks: &Looks,
    notes: &mut Vec<VerifyNote>,
    call: &mut Call<'_>,
) -> Result<Origins, Fault> {
    let all = |origin: &dyn Fn() -> Origin| Ok(kits.iter().map(|k| (k.path.clone(), origin())).collect());
    if kits.is_empty() {
        return Ok(Origins::new());
    }
    if !call.workspace.req(id).is_dir() {
        return all(&|| Difference::NoReq(id.to_owned()).into());
    }
    let req = Req::open(call.workspace, id)?;
    let Ok((role, bank)) = pipeline::req(call.workspace, id, call.sink) else {
        return all(&|| NotDrawn::Errors.into());
    };
    let mut again = Again { req: &req, role: &role, bank: &bank, looks, notes };
    let mut found = Origins::new();
    let mut candidates: BTreeMap<&str, Vec<(u32, &PathBuf)>> = BTreeMap::new();
    for Header { path, parallel } in kits {
        match parallel {
            Some((base, number)) => candidates.entry(base).or_default().push((*number, path)),
            None => {
                let kit = kit_at(call.workspace, path, call.sink)?;
                found.insert(path.clone(), again.of_loop(&kit, path));
            }
        }
    }
    for (base, mut kits) in candidates {
        kits.sort();
        let kits: Vec<&PathBuf> = kits.into_iter().map(|(_, path)| path).collect();
        found.extend(again.of_candidates(base, &kits, call)?);
    }
    Ok(found)
}

/// What the kits of a req are drawn from.
struct Again<'a> {
    req: &'a Req,
    role: &'a RoleSpec,
    bank: &'a Bank,
    looks: &'a Looks,
    notes: &'a mut Vec<VerifyNote>,
}

impl Again<'_> {
    fn of_loop(&self, kit: &Kit, path: &Path) -> Origin {
        let role = self.role.clone().with_ids_of(kit);
        let not_drawn = not_drawn(kit, &role, self.bank);
        if let Some(NotDrawn::Rules) = not_drawn {
            return NotDrawn::Rules.into();
        }
        let old = kit.issue.as_ref().and_then(|i| past(path, i.supersedes.as_deref()?, &self.req.workspace));
        let again = pipeline::loop_again(&role, self.bank, kit, old.as_ref());
        match (again, not_drawn) {
            // Other inputs may still give the same interview.
            (Some(again), Some(_)) if again.digest == kit.digest => Origin::default(),
            (_, Some(why)) => why.into(),
            (Some(again), None) => compared(kit, &again, &role, self.bank, &People::new()),
            (None, None) => Difference::NoKit.into(),
        }
    }

    /// The kits of candidates that are parallel to one kit of the loop, in the order of issue.
    fn of_candidates(
        &mut self,
        digest: &str,
        kits: &[&PathBuf],
        call: &mut Call<'_>,
    ) -> Result<Origins, Fault> {
        let file = self.req.loop_folder().join("kit.json");
        let now = kit_at(call.workspace, &file, &mut Sink::new()).ok();
        let current = now.as_ref().is_some_and(|kit| kit.digest == digest);
        let base = now.filter(|kit| kit.digest == digest).or_else(|| past(&file, digest, call.workspace));
        let Some(base) = base else {
            let origin = || Origin::from(Difference::NoLoop(digest.to_owned()));
            return Ok(kits.iter().map(|path| ((*path).clone(), origin())).collect());
        };
        let (role, bank) = (&self.role.clone().with_ids_of(&base), self.bank);
        // Findings about a file were reported where its kit was read.
        let roll = self.req.readable_roll(&base, &mut Sink::new())?;
        let mut parallels = Parallels::new(role.clone(), bank.clone(), base);
        let mut found = Origins::new();
        for path in kits {
            let Ok(kit) = kit_at(call.workspace, path, call.sink) else { continue };
            let Some(issue) = &kit.issue else { continue };
            let not_drawn = not_drawn(&kit, role, bank);
            if let Some(NotDrawn::Rules) = not_drawn {
                found.insert((*path).clone(), NotDrawn::Rules.into());
                continue;
            }
            let old = issue.supersedes.as_deref().and_then(|digest| past(path, digest, call.workspace));
            let origin = match (parallels.again(&kit, issue, old.as_ref(), &roll), not_drawn) {
                (Ok(again), Some(_)) if again.digest == kit.digest => Origin::default(),
                (_, Some(why)) => why.into(),
                (Ok(again), None) => compared(&kit, &again, role, bank, &people(path, call)),
                (Err(Lost::Before), None) => Difference::Gap.into(),
                (Err(Lost::NoKit), None) => Difference::NoKit.into(),
            };
            found.insert((*path).clone(), origin);
        }
        if current {
            self.together(&roll, &parallels)?;
        }
        Ok(found)
    }

    /// Adds a note if the certificate is out of date, and another for a question that is in more kits than the least
    /// possible maximum. Neither is an error: the second can happen when two people issue kits at the same time.
    fn together(&mut self, roll: &Roll, parallels: &Parallels) -> Result<(), Fault> {
        let certificate = parallels.certificate(roll);
        let folder = self.req.folder();
        let file = folder.join(JSON);
        let there = bytes_of(&file)?.map(|bytes| unix(JSON, &bytes));
        let same =
            there.as_ref().is_some_and(|there| *there == certificate::to_json(&certificate).into_bytes());
        if same {
            for name in certificate::unlike(&folder, &certificate, self.looks)? {
                self.notes.push(VerifyNote::CertificateUnlike { file: self.req.name(&folder.join(name)) });
            }
        }
        if there.is_some() && !same {
            let (req, file) = (self.req.id.clone(), self.req.name(&file));
            self.notes.push(VerifyNote::CertificateStale { req, file });
        }
        if roll.kits.iter().all(|kit| kit.issue.mode == IssueMode::Stable) {
            return Ok(());
        }
        let spread = certificate.spread;
        if let Some(most) = spread.used.first().filter(|_| spread.most > spread.bound) {
            self.notes.push(VerifyNote::Uneven {
                req: self.req.id.clone(),
                question: most.question.clone(),
                kits: most.kits,
                of: spread.kits,
                bound: spread.bound,
                side_by_side: roll.has_forks(),
            });
        }
        Ok(())
    }
}

/// The interviewers that the `candidate.yaml` beside a kit names. Its errors were reported with the kit.
fn people(kit: &Path, call: &Call<'_>) -> People {
    let folder = kit.parent().unwrap_or(kit);
    candidate_in(call.workspace, folder, &mut Sink::new()).unwrap_or_default().interviewers
}

/// Compares a kit with the kit that its inputs give today. If the role spec has changed since, older particulars
/// do not count as a difference. If the kit was made from this very role spec, different particulars do. Other
/// interviewers in a candidate's kit are older particulars too, because `candidate.yaml` may have changed since.
fn compared(old: &Kit, new: &Kit, role: &RoleSpec, bank: &Bank, people: &People) -> Origin {
    if old.digest != new.digest {
        let slots = pipeline::changed(old, new).len().max(old.slots().count().abs_diff(new.slots().count()));
        return match slots {
            0 => Difference::Frame,
            n => Difference::Questions(n),
        }
        .into();
    }
    let fresh = refreshed(new, bank, role, people);
    let stale = !are_same(old, &fresh);
    let only_people = old.candidate.is_some() && are_same(old, &with_people_of(&fresh, old));
    match stale && !only_people && old.role.digest == role.digest {
        true => Difference::Particulars.into(),
        false => Origin { stale, ..Origin::default() },
    }
}
