//! The folder of one req: its loop, its candidates, its certificate.

use std::path::{Path, PathBuf};

use super::fault::Fault;
use super::kits::{folders_in, kit_in};
use super::workspace::{reqs, target};
use crate::disk::{self, Kind};
use crate::load::Workspace;
use crate::text::suggestion;
use crate::write::{Lock, Target, sweep_req};

/// A req of a workspace: the folder `kits/<id>`.
#[derive(Clone, Debug)]
pub struct Req {
    /// The workspace.
    pub workspace: Workspace,
    /// The id of the req.
    pub id: String,
}

impl AsRef<Workspace> for Req {
    fn as_ref(&self) -> &Workspace {
        &self.workspace
    }
}

impl Req {
    /// Opens a req.
    ///
    /// # Errors
    /// [`Fault::Request`] when there is no such folder; the message names the req that was probably meant.
    /// [`Fault::World`] when the folder cannot be read.
    pub fn open(workspace: &Workspace, id: &str) -> Result<Req, Fault> {
        let req = Req { workspace: workspace.clone(), id: id.to_owned() };
        match disk::there(&req.folder()).map_err(|e| e.named(format!("kits/{id}")))? {
            Some(Kind::Folder) => return Ok(req),
            Some(_) => {
                return Err(Fault::Request(format!(
                    "`kits/{id}` is not a folder\n  = help: a req is a folder with a `role.yaml` in it: move the file away, then `panelkit new {id}` makes one"
                )));
            }
            None => {}
        }
        let known = reqs(workspace)?;
        let near = suggestion(id, known.iter().map(String::as_str));
        Err(Fault::Request(format!(
            "there is no req `{id}`: `kits/{id}` does not exist in `{}`\n  = help: {}`panelkit new {id}` makes it",
            workspace.root().display(),
            near
        )))
    }

    /// Its folder.
    pub fn folder(&self) -> PathBuf {
        self.workspace.req(&self.id)
    }

    /// The folder of its loop.
    pub fn loop_folder(&self) -> PathBuf {
        self.folder().join("loop")
    }

    /// The folder that holds the folders of its candidates.
    pub fn candidates_folder(&self) -> PathBuf {
        self.folder().join("candidates")
    }

    /// The folders of its candidates, by id.
    ///
    /// # Errors
    /// [`Fault::World`] when the folder cannot be read.
    pub fn candidates(&self) -> Result<Vec<PathBuf>, Fault> {
        folders_in(&self.candidates_folder())
    }

    /// The folders of its candidates that have a kit, by id.
    ///
    /// # Errors
    /// [`Fault::World`] when a folder cannot be read.
    pub fn candidates_with_kits(&self) -> Result<Vec<PathBuf>, Fault> {
        let mut homes = Vec::new();
        for home in self.candidates()? {
            if kit_in(&home)?.is_some() {
                homes.push(home);
            }
        }
        Ok(homes)
    }

    /// The error for a req without a kit.
    pub fn no_kit_yet(&self) -> Fault {
        let id = &self.id;
        Fault::Request(format!("`{id}` has no kit yet\n  = help: `panelkit generate {id}` makes the loop"))
    }

    /// The error for a req of which no candidate has a kit.
    pub fn no_candidate_yet(&self) -> Fault {
        let id = &self.id;
        Fault::Request(format!(
            "no candidate of `{id}` has a kit yet\n  = help: `panelkit variants {id} --candidates FILE.csv` issues kits"
        ))
    }

    /// The files of its kits: the loop's, then the candidates' by id.
    ///
    /// # Errors
    /// [`Fault::World`] when a folder cannot be read.
    pub fn kits(&self) -> Result<Vec<PathBuf>, Fault> {
        let mut kits = Vec::new();
        for home in [self.loop_folder()].into_iter().chain(self.candidates()?) {
            kits.extend(kit_in(&home)?);
        }
        Ok(kits)
    }

    /// A path in the form in which messages show it (relative to the workspace).
    pub fn name(&self, path: &Path) -> String {
        self.workspace.name(path)
    }

    /// A path of the req that may be written.
    ///
    /// # Errors
    /// [`Fault::World`] when a link on the way leads out of the workspace.
    pub fn target(&self, path: &Path) -> Result<Target, Fault> {
        Ok(target(&self.workspace, path)?)
    }

    /// Waits until no other run writes in the req, and removes what killed runs left in it.
    ///
    /// # Errors
    /// [`Fault::World`] when the folder cannot be locked.
    pub fn lock(&self) -> Result<Lock, Fault> {
        let folder = self.target(&self.folder())?;
        let lock = Lock::take(&folder)?;
        sweep_req(&folder);
        Ok(lock)
    }

    /// Takes a shared lock on the req, and waits while another run holds the exclusive lock. Runs that share the
    /// req write into different folders.
    ///
    /// # Errors
    /// [`Fault::World`] when the folder cannot be locked.
    pub fn share(&self) -> Result<Lock, Fault> {
        Ok(Lock::share(&self.target(&self.folder())?)?)
    }
}
