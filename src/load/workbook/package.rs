//! The archive that a workbook is: its kind, and whether it unpacks to more than a limit.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

/// Limit of what an archive unpacks to, in bytes. A sheet of 100,000 rows and 10 columns has 45 MB.
const UNPACKED: u64 = 96 * 1024 * 1024;
/// Limit of the files in an archive. A workbook of 50 sheets has about 120.
const FILES: usize = 5_000;

/// The kinds of workbooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Office Open XML.
    Xlsx,
    /// OpenDocument.
    Ods,
}

/// Why a workbook is not read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It has a password.
    Encrypted,
    /// It is larger than a limit.
    Large(String),
    /// It is another kind of archive.
    NoWorkbook,
    /// It is broken.
    Damaged(String),
}

/// The kind of a workbook. Every file in it is unpacked once, to count its bytes.
///
/// # Errors
/// [`Refused`] if it is no workbook, has a password, is damaged or too large.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Refused> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(refused)?;
    if archive.len() > FILES {
        return Err(Refused::Large(format!("it is an archive of {} files", archive.len())));
    }
    let mut left = UNPACKED;
    for n in 0..archive.len() {
        let file = archive.by_index(n).map_err(refused)?;
        let size = io::copy(&mut file.take(left + 1), &mut io::sink());
        let size = size.map_err(|error| Refused::Damaged(error.to_string()))?;
        let more = || Refused::Large(format!("it unpacks to more than {} MB", UNPACKED / 1_048_576));
        left = left.checked_sub(size).ok_or_else(more)?;
    }
    let has = |name: &str| archive.index_for_name(name).is_some();
    match (has("content.xml"), has("[Content_Types].xml")) {
        (true, _) => Ok(Kind::Ods),
        (false, true) => Ok(Kind::Xlsx),
        (false, false) => Err(Refused::NoWorkbook),
    }
}

/// The reason in an error about an archive.
pub(super) fn refused(error: ZipError) -> Refused {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refused::Encrypted,
        other => Refused::Damaged(other.to_string()),
    }
}
