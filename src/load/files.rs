//! Reads one file of a workspace, and reports what is wrong with it: its size, its encoding, a link that leads
//! out of the workspace.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::access::{Disk, FileError, Files};
use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::disk::{self, Kind, ReadError, Why};
use crate::text::{Place, Source, Span};

/// Limit of the size of a file. A bank of 10,000 questions has 6.5 MB.
pub(super) const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// The place that contains `question_banks/` and `kits/`: a folder on disk, or files from another source.
/// Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
    files: Arc<dyn Files>,
}

/// The workspace folder itself cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("cannot use `{path}` as a workspace: {cause}")]
pub struct WorkspaceError {
    path: String,
    cause: io::Error,
}

impl Workspace {
    /// The workspace in the folder `root`.
    ///
    /// # Errors
    /// If the folder does not exist or cannot be resolved.
    pub fn new(root: &Path) -> Result<Workspace, WorkspaceError> {
        let wrap = |cause| WorkspaceError { path: root.display().to_string(), cause };
        let (files, root) = Disk::new(root).map_err(wrap)?;
        Ok(Workspace { root, files: Arc::new(files) })
    }

    /// The workspace that consists of these files, which may be in memory or anywhere else.
    pub fn of(files: impl Files + 'static) -> Workspace {
        Workspace { root: PathBuf::new(), files: Arc::new(files) }
    }

    /// Its absolute path; empty if the workspace is not a folder on disk.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of a bank.
    pub fn bank(&self, id: &str) -> PathBuf {
        self.root.join("question_banks").join(id)
    }

    /// The folder of a req.
    pub fn req(&self, id: &str) -> PathBuf {
        self.root.join("kits").join(id)
    }

    /// A path as shown to the user: relative to the workspace, with `/`.
    pub fn name(&self, path: &Path) -> String {
        let shown = path.strip_prefix(&self.root).unwrap_or(path);
        shown.to_string_lossy().replace('\\', "/")
    }

    /// A path as [`Files`] knows it: relative to the workspace.
    fn inside<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }

    /// The names in a folder of the workspace; see [`Files::list`].
    pub(super) fn list(&self, folder: &Path) -> Result<Option<Vec<String>>, ReadError> {
        self.files.list(self.inside(folder))
    }

    /// The kind of thing at a path of the workspace; see [`Files::kind`].
    pub(super) fn kind(&self, path: &Path) -> Option<Kind> {
        self.files.kind(self.inside(path))
    }

    /// The bytes of a file of the workspace; see [`Files::read`].
    pub(super) fn bytes(&self, path: &Path, limit: u64) -> Result<Option<Vec<u8>>, FileError> {
        self.files.read(self.inside(path), limit)
    }

    /// Reads a file of the workspace, or of a bank whose folder is a link out of it.
    ///
    /// # Errors
    /// [`Reported`] if it is missing, unreadable, too large, not UTF-8, or a link out of the workspace.
    pub fn read(&self, path: &Path, sink: &mut Sink) -> Result<Arc<Source>, Reported> {
        let name = self.name(path);
        match self.files.read(self.inside(path), MAX_BYTES) {
            Ok(Some(bytes)) => source(&name, bytes, sink),
            Ok(None) => Err(sink.report(refused(&name, &io::ErrorKind::NotFound.into()))),
            Err(FileError::Outside(real)) => {
                let message = format!("`{name}` is a link that leaves the workspace");
                let finding = Diagnostic::new(&codes::UNREADABLE, message)
                    .in_file(&name)
                    .help(format!("it leads to `{}`: copy the file into the workspace", real.display()));
                Err(sink.report(finding))
            }
            Err(FileError::Unreadable(error)) => Err(sink.report(cannot_read(&name, &error))),
        }
    }
}

/// Reads a file that the user named, in any folder. Messages call it `name`.
///
/// # Errors
/// [`Reported`] if it is missing, unreadable, too large or not UTF-8.
pub fn read_file(path: &Path, name: &str, sink: &mut Sink) -> Result<Arc<Source>, Reported> {
    source(name, read_bytes(path, name, sink)?, sink)
}

/// Reads the bytes of a file that the user named, in any folder. Messages call it `name`.
///
/// # Errors
/// [`Reported`] if it is missing, unreadable or too large.
pub fn read_bytes(path: &Path, name: &str, sink: &mut Sink) -> Result<Vec<u8>, Reported> {
    match disk::read(path, MAX_BYTES) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(sink.report(refused(name, &io::ErrorKind::NotFound.into()))),
        Err(error) => Err(sink.report(cannot_read(name, &error))),
    }
}

/// The text in the bytes of a file from any source. Messages call the file `name`.
///
/// # Errors
/// [`Reported`] if the bytes are not UTF-8, or contain a null character.
pub fn source(name: &str, bytes: Vec<u8>, sink: &mut Sink) -> Result<Arc<Source>, Reported> {
    match String::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => {
            Err(sink.report(not_text(name, text.as_bytes(), text.find('\0').unwrap_or(0))))
        }
        // Some editors begin a file with a byte order mark. It is not content.
        Ok(text) => Ok(Source::new(name, text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            Err(sink.report(not_text(name, error.as_bytes(), at)))
        }
    }
}

/// Reports the first byte that is not UTF-8 text, and the likely encoding of the file.
fn not_text(name: &str, bytes: &[u8], at: usize) -> Diagnostic {
    let even = bytes.iter().take(64).filter(|b| **b == 0).count() > 8;
    let looks = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "UTF-16",
        _ if even => "UTF-16",
        _ if bytes.contains(&0) => "a binary file",
        _ => "Windows-1252 or Latin-1",
    };
    // The text before the byte is enough to show the place.
    let line = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
    let rest: Vec<u8> = bytes[at..].iter().copied().take_while(|b| *b != b'\n').take(40).collect();
    let shown = format!(
        "{}{}",
        String::from_utf8_lossy(&bytes[..at]),
        String::from_utf8_lossy(&rest).replace('\0', "\u{fffd}")
    );
    let start = String::from_utf8_lossy(&bytes[..at]).chars().count() as u32;
    let place = Place { source: Source::new(name, shown), span: Span { start, end: start + 1 } };
    let number = bytes[..line].iter().filter(|b| **b == b'\n').count() + 1;
    Diagnostic::new(&codes::NOT_UTF8, format!("`{name}` is not text in UTF-8 from line {number} on"))
        .at(&place, format!("it looks like {looks}"))
        .help("open it in your editor and save it as UTF-8")
}

/// The finding for a file that could not be read.
pub(super) fn cannot_read(name: &str, error: &ReadError) -> Diagnostic {
    match error.why() {
        Why::Refused(error) => refused(name, error),
        Why::Is { found: Kind::Dangling, .. } => refused(name, &io::ErrorKind::NotFound.into()),
        Why::Is { found: Kind::Folder, .. } => refused(name, &io::ErrorKind::IsADirectory.into()),
        Why::Is { found: Kind::File, .. } => refused(name, &io::ErrorKind::NotADirectory.into()),
        Why::Is { found, .. } => Diagnostic::new(
            &codes::UNREADABLE,
            format!("cannot read `{name}`: it is {}, not a file", found.name()),
        )
        .in_file(name)
        .help("move it away"),
        Why::Larger(limit) => Diagnostic::new(
            &codes::FILE_TOO_LARGE,
            format!("`{name}` is larger than {} MB", limit / 1_048_576),
        )
        .in_file(name)
        .help("split it into several files; a bank may have as many as you like"),
    }
}

fn refused(name: &str, error: &io::Error) -> Diagnostic {
    let (code, message, help) = match error.kind() {
        io::ErrorKind::NotFound => (
            &codes::FILE_MISSING,
            format!("`{name}` does not exist"),
            "create it, or correct the name or the link",
        ),
        io::ErrorKind::IsADirectory => {
            (&codes::UNREADABLE, format!("`{name}` is a folder, not a file"), "rename or remove the folder")
        }
        io::ErrorKind::PermissionDenied => (
            &codes::UNREADABLE,
            format!("no permission to read `{name}`"),
            "change its permissions so that you can read it",
        ),
        // `io::ErrorKind` has no stable variant for ELOOP yet, so the text of the error is compared.
        _ if error.to_string().contains("symbolic links") => (
            &codes::UNREADABLE,
            format!("`{name}` is a link that leads back to itself"),
            "replace the link with the file that it was meant to lead to",
        ),
        _ => (&codes::UNREADABLE, format!("cannot read `{name}`: {error}"), "replace the file or the link"),
    };
    Diagnostic::new(code, message).in_file(name).help(help)
}
