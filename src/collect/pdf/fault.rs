//! What stops the reading of a PDF file, and how much work a file may cost.

use crate::collect::code::{FormCode, Unreadable};

/// The largest file that is read.
pub(super) const FILE_LIMIT: usize = 32 << 20;
/// What all compressed streams of a file may unpack to.
const INFLATED_LIMIT: usize = 64 << 20;
/// Bytes that are looked at, with repetitions. A whole form costs about 100 kB.
const WORK_LIMIT: usize = 256 << 20;
/// Objects that are made, with repetitions: numbers, names, texts, arrays, dictionaries.
const OBJECT_LIMIT: usize = 4_000_000;
/// Objects inside one indirect object; they are in memory together, at 32 bytes and more.
const NESTED_LIMIT: usize = 400_000;

/// What stops the reading.
#[derive(Debug)]
pub(super) enum Fault {
    /// The structure of the file is broken. A second attempt without the cross-reference table may still read it.
    Damaged(String),
    /// The file is not read in any way.
    Refused(Unreadable),
}

pub(super) type Read<T> = Result<T, Fault>;

pub(super) fn damaged<T>(what: impl Into<String>) -> Read<T> {
    Err(Fault::Damaged(what.into()))
}

pub(super) fn refused<T>(code: FormCode, message: impl Into<String>) -> Read<T> {
    Err(Fault::Refused(Unreadable::new(code, message)))
}

/// A refusal because of a limit.
pub(super) fn too_large<T>(what: &str) -> Read<T> {
    refused(
        FormCode::TooLarge,
        format!(
            "{what}, which is more than any form needs; open the file in a viewer, save it again, and collect \
             the new file"
        ),
    )
}

/// The work that may still be done for a file.
#[derive(Debug)]
pub(super) struct Budget {
    inflated: usize,
    work: usize,
    objects: usize,
    nested: usize,
}

impl Budget {
    pub(super) fn new() -> Budget {
        Budget { inflated: INFLATED_LIMIT, work: WORK_LIMIT, objects: OBJECT_LIMIT, nested: NESTED_LIMIT }
    }

    /// Counts bytes that were looked at.
    pub(super) fn look(&mut self, bytes: usize) -> Read<()> {
        match self.work.checked_sub(bytes) {
            Some(left) => self.work = left,
            None => return too_large("the structure of the file repeats or searches too much"),
        }
        Ok(())
    }

    /// A new indirect object begins.
    pub(super) fn begin(&mut self) {
        self.nested = NESTED_LIMIT;
    }

    /// Counts an object that is made.
    pub(super) fn object(&mut self) -> Read<()> {
        match (self.objects.checked_sub(1), self.nested.checked_sub(1)) {
            (Some(objects), Some(nested)) => (self.objects, self.nested) = (objects, nested),
            _ => return too_large("the file has an object with very many parts"),
        }
        Ok(())
    }

    /// What streams may still unpack to.
    pub(super) fn to_inflate(&self) -> usize {
        self.inflated
    }

    /// Counts what a stream unpacked to.
    pub(super) fn inflate(&mut self, bytes: usize) -> Read<()> {
        match self.inflated.checked_sub(bytes) {
            Some(left) => self.inflated = left,
            None => return too_large("the compressed parts of the file unpack to more than 64 MiB"),
        }
        Ok(())
    }
}
