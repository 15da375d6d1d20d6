//! Files that another file of the workspace names: fonts, a theme, a logo.

use std::io;
use std::path::{Component, Path};

use super::access::FileError;
use super::files::Workspace;
use crate::diag::{Code, Diagnostic, Reported, Sink, codes};
use crate::disk::{Kind, Why};
use crate::text::Place;
use crate::yaml::Text;

/// Limit of the size of a font file. A font that covers all Chinese characters takes about 100 MB.
const LARGEST: u64 = 256 * 1024 * 1024;

/// A file with its path as written and the place of the path.
pub(super) struct Named {
    pub(super) path: String,
    pub(super) place: Place,
    pub(super) bytes: Vec<u8>,
}

/// The kind of a file that is named.
pub(super) struct What {
    /// The kind of finding for a file that cannot be used.
    pub(super) code: &'static Code,
    /// Its name in messages: `font`.
    pub(super) name: &'static str,
    /// A path of such a file, as an example.
    pub(super) example: &'static str,
    /// Limit of its size, in bytes.
    pub(super) limit: u64,
}

/// Reads a font.
///
/// # Errors
/// As [`named_file`].
pub(super) fn font(named: &Text, workspace: &Workspace, sink: &mut Sink) -> Result<Named, Reported> {
    let what = What {
        code: &codes::BAD_FONT,
        name: "font",
        example: "fonts/NotoNaskhArabic-Regular.ttf",
        limit: LARGEST,
    };
    named_file(named, &what, workspace, sink)
}

/// Reads a file.
///
/// # Errors
/// [`Reported`] if it is not in the workspace or cannot be read.
pub(super) fn named_file(
    named: &Text,
    what: &What,
    workspace: &Workspace,
    sink: &mut Sink,
) -> Result<Named, Reported> {
    let inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    let path = Path::new(&named.value);
    let read = match path.components().all(inside) {
        true => workspace.bytes(path, what.limit),
        false => Err(FileError::Outside(path.to_path_buf())),
    };
    let why = match read {
        Ok(Some(bytes)) => {
            return Ok(Named { path: named.value.clone(), place: named.place.clone(), bytes });
        }
        Ok(None) => "does not exist".to_owned(),
        Err(FileError::Outside(_)) => "leads out of the workspace".to_owned(),
        Err(FileError::Unreadable(error)) => unreadable(error.why()),
    };
    let What { code, name, example, .. } = what;
    let finding = Diagnostic::new(code, format!("the {name} `{}` {why}", named.value));
    let help = format!(
        "copy the {name} into the workspace, and write its path from the top of the workspace, such as `{example}`"
    );
    Err(sink.report(finding.at(&named.place, format!("this {name}")).help(help)))
}

fn unreadable(why: &Why) -> String {
    match why {
        Why::Refused(error) if error.kind() == io::ErrorKind::NotFound => "does not exist".to_owned(),
        Why::Refused(error) => format!("cannot be read: {error}"),
        Why::Is { found: Kind::Dangling, .. } => "does not exist".to_owned(),
        Why::Is { found, .. } => format!("is {}, not a file", found.name()),
        Why::Larger(limit) if *limit < 1_048_576 => format!("is larger than {} kB", limit / 1024),
        Why::Larger(limit) => format!("is larger than {} MB", limit / 1_048_576),
    }
}
