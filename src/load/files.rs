//! Reading one file safely: size, encoding, links that lead elsewhere.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::text::Source;

/// Largest file read; a bank of 10,000 questions has 6.5 MB.
const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// The folder that holds `question_banks/` and `kits/`.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
}

/// The workspace folder itself cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("cannot use `{path}` as a workspace: {cause}")]
pub struct WorkspaceError {
    path: String,
    cause: io::Error,
}

impl Workspace {
    /// The workspace at `root`.
    ///
    /// # Errors
    /// When the folder does not exist or cannot be resolved.
    pub fn new(root: &Path) -> Result<Workspace, WorkspaceError> {
        let wrap = |cause| WorkspaceError { path: root.display().to_string(), cause };
        let root = root.canonicalize().map_err(wrap)?;
        Ok(Workspace { root })
    }

    /// Its absolute path.
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

    /// A path as the user knows it: relative to the workspace, with `/`.
    pub fn name(&self, path: &Path) -> String {
        let shown = path.strip_prefix(&self.root).unwrap_or(path);
        shown.to_string_lossy().replace('\\', "/")
    }

    /// Reads a file of the workspace.
    ///
    /// # Errors
    /// [`Reported`] when it is missing, unreadable, too large, not UTF-8, or a link out of the workspace.
    pub fn read(&self, path: &Path, sink: &mut Sink) -> Result<Arc<Source>, Reported> {
        let name = self.name(path);
        match path.canonicalize() {
            Ok(real) if !real.starts_with(&self.root) => {
                let message = format!("`{name}` is a link that leaves the workspace");
                let finding = Diagnostic::new(&codes::UNREADABLE, message)
                    .in_file(&name)
                    .help(format!("it leads to `{}`: copy the file into the workspace", real.display()));
                Err(sink.report(finding))
            }
            Ok(real) => read_file(&real, &name, sink),
            Err(error) => Err(sink.report(cannot_read(&name, &error))),
        }
    }
}

/// Reads a file that the user named, wherever it is; `name` is how messages call it.
///
/// # Errors
/// [`Reported`] when it is missing, unreadable, too large or not UTF-8.
pub fn read_file(path: &Path, name: &str, sink: &mut Sink) -> Result<Arc<Source>, Reported> {
    let bytes = match bytes(path) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            let message = format!("`{name}` is larger than {} MB", MAX_BYTES / 1_048_576);
            let finding = Diagnostic::new(&codes::FILE_TOO_LARGE, message)
                .in_file(name)
                .help("split it into several files; a bank may have as many as you like");
            return Err(sink.report(finding));
        }
        Err(error) => return Err(sink.report(cannot_read(name, &error))),
    };
    match String::from_utf8(bytes) {
        // A byte order mark is what some editors put first; it is not content.
        Ok(text) => Ok(Source::new(name, text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1;
            let message = format!("`{name}` is not UTF-8: line {line}, byte {at}");
            let finding = Diagnostic::new(&codes::NOT_UTF8, message)
                .in_file(format!("{name}:{line}"))
                .help("save it as UTF-8 in your editor; it looks like Windows-1252, Latin-1 or UTF-16");
            Err(sink.report(finding))
        }
    }
}

fn bytes(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let file = fs::File::open(path)?;
    let length = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(length.min(MAX_BYTES) as usize);
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= MAX_BYTES).then_some(bytes))
}

fn cannot_read(name: &str, error: &io::Error) -> Diagnostic {
    let (code, message, help) = match error.kind() {
        io::ErrorKind::NotFound => (
            &codes::FILE_MISSING,
            format!("`{name}` does not exist"),
            "create it, or mend the name or the link",
        ),
        io::ErrorKind::IsADirectory => {
            (&codes::UNREADABLE, format!("`{name}` is a folder, not a file"), "rename or remove the folder")
        }
        io::ErrorKind::PermissionDenied => (
            &codes::UNREADABLE,
            format!("no permission to read `{name}`"),
            "give yourself the right to read it",
        ),
        _ => (&codes::UNREADABLE, format!("cannot read `{name}`: {error}"), "mend the file or the link"),
    };
    Diagnostic::new(code, message).in_file(name).help(help)
}
