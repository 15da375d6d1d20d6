//! `generate`: the kits of candidates, which follow the loop in its particulars.

use std::collections::BTreeSet;

use panelkit::model::Kit;

use super::certificate;
use super::exit::Exit;
use super::generate::Run;
use super::homes::Theirs;
use super::outputs::{Made, tell_missing};
use super::particulars::{self, Candidates};
use super::session::Session;

/// The kits of a req's candidates, beside the loop that is made, and how many of their folders changed.
pub(super) struct Others(Candidates, usize);

impl Others {
    /// Those of the req that a run is about; none when it writes elsewhere.
    pub(super) fn of(run: &Run<'_>, session: &mut Session) -> Result<Others, Exit> {
        if run.args.out.is_some() {
            return Ok(Others(Candidates::default(), 0));
        }
        let looks = &run.args.looks;
        let found =
            particulars::candidates(&run.args.req, &run.bank, &run.role, looks, run.args.force, session)?;
        Ok(Others(found, 0))
    }

    /// Pages that people changed and that would be written again.
    pub(super) fn changed(&self, session: &Session) -> Vec<String> {
        let homes = self.0.jobs.iter().map(|(home, ..)| home);
        homes.flat_map(|home| home.changed().map(|n| session.workspace.name(&home.folder.join(n)))).collect()
    }

    /// Folders whose pages were made with fonts or templates that a run does not name.
    pub(super) fn with_own_looks(&self, made: &Made, session: &Session) -> Vec<String> {
        let homes = self.0.jobs.iter().map(|(home, ..)| home).filter(|home| home.wants_others(made));
        homes.map(|home| session.workspace.name(&home.folder)).collect()
    }

    /// Writes the kits and pages again that have other particulars now.
    pub(super) fn carry_out(
        &mut self,
        run: &Run<'_>,
        theirs: Theirs,
        session: &mut Session,
    ) -> Result<(), Exit> {
        for other in &self.0.other {
            let name = format!("kits/{}/candidates/{other}/kit.json", run.args.req);
            session.kept(&name, "the role spec has none of its must-haves or rounds any more");
        }
        let dry_run = run.args.dry_run;
        let done = particulars::carry_out(&self.0.jobs, &run.args.looks, theirs, dry_run)?;
        self.1 = done.iter().filter(|(_, work)| work.is_any()).count();
        done.iter().for_each(|(draft, work)| draft.tell(work, dry_run, session));
        // Most kits lack the same letters, so the finding names the first kit alone.
        if let Some((draft, _)) = done.iter().find(|(draft, _)| !draft.missing.is_empty()) {
            for (name, missing) in &draft.missing {
                tell_missing(&draft.shown(name, session), missing, session);
            }
        }
        Ok(())
    }

    /// Says in one line what changed where, and writes the certificate again. `in_loop`: what changed in the
    /// loop's particulars, and whether it was written for them.
    pub(super) fn tell(
        &self,
        run: &Run<'_>,
        in_loop: &[&'static str],
        with_loop: bool,
        base: &Kit,
        session: &mut Session,
    ) -> Result<(), Exit> {
        let mut what: Vec<&'static str> = in_loop.to_vec();
        let mut seen: BTreeSet<&str> = what.iter().copied().collect();
        for (home, kit, _) in &self.0.jobs {
            what.extend(particulars::changes(&home.kit, kit).into_iter().filter(|name| seen.insert(name)));
        }
        what.extend(self.0.renamed.then_some("names of candidates"));
        let (kits, dry_run) = (self.1, run.args.dry_run);
        if with_loop || kits > 0 {
            session.say(particulars::line(&run.args.req, &what, with_loop, kits, self.0.held, dry_run));
        }
        // A run that was killed may have left the certificate behind.
        let (req, looks) = (&run.args.req, &run.args.looks);
        if run.args.out.is_some() {
            return Ok(());
        }
        certificate::renewed(req, &run.role, &run.bank, base, looks, dry_run, session)
    }
}
