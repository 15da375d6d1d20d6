//! The archive that a workbook is: its kind, and whether it unpacks to more than a limit.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

/// Limit of what an archive unpacks to, in bytes. A sheet of 100,000 rows and 10 columns has 45 MB.
const UNPACKED: u64 = 96 * 1024 * 1024;
/// Limit of the files in an archive. A workbook of 50 sheets has about 120.
const FILES: usize = 5_000;

/// Limit of the characters in the address of a cell: `XFD1048576`.
const ADDRESS: usize = 10;

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
    for n in 0..archive.len() {
        let file = archive.by_index(n).map_err(refused)?;
        let name = file.name().map_err(refused)?.to_ascii_lowercase();
        if [".xml", ".rels"].iter().any(|ending| name.ends_with(ending)) {
            well_formed(BufReader::new(file))?;
        }
    }
    let has = |name: &str| archive.index_for_name(name).is_some();
    match (has("content.xml"), has("[Content_Types].xml")) {
        (true, _) => Ok(Kind::Ods),
        (false, true) => Ok(Kind::Xlsx),
        (false, false) => Err(Refused::NoWorkbook),
    }
}

/// Checks that every element ends, and that addresses of cells are short enough for one. The reader of the cells does
/// not end, or overflows, if this is not so.
fn well_formed(text: impl BufRead) -> Result<(), Refused> {
    let mut reader = Reader::from_reader(text);
    let (mut buffer, mut depth) = (Vec::new(), 0_u32);
    let damaged = |why: &str| Err(Refused::Damaged(why.to_owned()));
    loop {
        buffer.clear();
        let event =
            reader.read_event_into(&mut buffer).map_err(|error| Refused::Damaged(error.to_string()))?;
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth > 0 => return damaged("an element of its XML has no end"),
            Event::Eof => return Ok(()),
            _ => {}
        }
        if let Event::Start(tag) | Event::Empty(tag) = &event
            && ["c", "mergeCell", "dimension"].contains(&tag.local_name().into_inner())
        {
            let addresses =
                ["r", "ref"].into_iter().filter_map(|name| tag.try_get_attribute(name).ok().flatten());
            if addresses.into_iter().any(|a| a.value.split(':').any(|cell| cell.len() > ADDRESS)) {
                return damaged("it has an address that no cell can have");
            }
        }
    }
}

/// The reason in an error about an archive.
pub(super) fn refused(error: ZipError) -> Refused {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refused::Encrypted,
        other => Refused::Damaged(other.to_string()),
    }
}
