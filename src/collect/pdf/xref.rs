//! Where the objects of a file are: the cross-reference tables and streams, from the newest to the oldest (ISO 32000-1,
//! 7.5.4 to 7.5.8).

use std::collections::{BTreeMap, BTreeSet};

use crate::collect::code::FormCode;

use super::fault::{Budget, Read, damaged, refused, too_large};
use super::object::{Dict, Id, Object};
use super::stream::{raw, unpacked};
use super::syntax::Parser;

/// Entries of all sections together.
const ENTRY_LIMIT: usize = 1_000_000;
/// What one cross-reference stream may unpack to.
const STREAM_LIMIT: usize = 16 << 20;

/// Where an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// The object was removed.
    Free,
    /// At this byte, with this generation.
    At(usize, u16),
    /// In an object stream, as its entry with this index, from 0.
    In(u32, usize),
}

/// Where all objects are, and what the trailer says.
#[derive(Debug, Default)]
pub(super) struct Xref {
    pub(super) entries: BTreeMap<u32, Entry>,
    pub(super) root: Option<Id>,
    pub(super) encrypted: bool,
    seen: usize,
}

impl Xref {
    /// Takes in an entry, if no newer section has one for the object.
    pub(super) fn add(&mut self, number: u32, entry: Entry) -> Read<()> {
        self.seen += 1;
        if self.seen > ENTRY_LIMIT {
            return too_large("the file has more than a million objects");
        }
        self.entries.entry(number).or_insert(entry);
        Ok(())
    }

    /// Takes in what a trailer says, if no newer one says it.
    pub(super) fn trailer(&mut self, dict: &Dict) {
        self.encrypted |= dict.get("Encrypt").is_some();
        if let (None, Some(Object::Ref(id))) = (self.root, dict.get("Root")) {
            self.root = Some(*id);
        }
    }
}

/// Follows the cross-reference sections of a file.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Read<Xref> {
    let mut xref = Xref::default();
    let mut next = Some(start(bytes, budget)?);
    let mut seen = BTreeSet::new();
    while let Some(at) = next {
        if !seen.insert(at) {
            return damaged("the cross-reference sections form a circle");
        }
        next = section(bytes, at, &mut xref, budget)?;
    }
    Ok(xref)
}

/// The place of the newest section.
fn start(bytes: &[u8], budget: &mut Budget) -> Read<usize> {
    budget.look(bytes.len())?;
    let Some(word) = bytes.windows(9).rposition(|window| window == b"startxref") else {
        return damaged("it has no startxref");
    };
    let mut parser = Parser::new(bytes, word + 9);
    let Some(at) = parser.number().and_then(|at| usize::try_from(at).ok()) else {
        return damaged("startxref has no number");
    };
    // `skip` would take the end mark for a comment.
    let rest = &bytes[parser.at()..];
    let Some(end) = rest.windows(5).take(16).position(|window| window == b"%%EOF") else {
        return damaged("the end of the file is missing");
    };
    // What a program adds to a file ends with a new startxref. An object without one is a save that was cut off: the older
    // state of the form must not be read in its place.
    if rest[end..].windows(5).any(|w| w[0].is_ascii_digit() && &w[1..] == b" obj") {
        return refused(
            FormCode::Unreadable,
            "the last save of the PDF file is incomplete; save the form again in the viewer in which it was filled in, \
             and collect the new file",
        );
    }
    Ok(at)
}

/// Reads one section. Returns the place of the next older one.
fn section(bytes: &[u8], at: usize, xref: &mut Xref, budget: &mut Budget) -> Read<Option<usize>> {
    let mut parser = Parser::new(bytes, at);
    let trailer = if parser.eat("xref") {
        let listed = table(&mut parser, budget)?;
        let Object::Dict(trailer) = parser.object(budget)? else {
            return damaged("a trailer is no dictionary");
        };
        let (free, used): (Vec<_>, Vec<_>) = listed.into_iter().partition(|(_, entry)| *entry == Entry::Free);
        for (number, entry) in used {
            xref.add(number, entry)?;
        }
        // The table of a hybrid file calls free what only its stream lists (7.5.8.4).
        if let Some(at) = trailer.size("XRefStm") {
            stream(bytes, at, xref, budget)?;
        }
        for (number, entry) in free {
            xref.add(number, entry)?;
        }
        trailer
    } else {
        stream(bytes, at, xref, budget)?
    };
    xref.trailer(&trailer);
    match trailer.get("Prev") {
        None => Ok(None),
        Some(_) => match trailer.size("Prev") {
            Some(at) => Ok(Some(at)),
            None => damaged("a trailer has a malformed /Prev"),
        },
    }
}

/// Reads the lines of a table, up to its trailer.
fn table(parser: &mut Parser<'_>, budget: &mut Budget) -> Read<Vec<(u32, Entry)>> {
    let mut listed = Vec::new();
    let start = parser.at();
    while !parser.eat("trailer") {
        let (Some(first), Some(count)) = (parser.number(), parser.number()) else {
            return damaged("a cross-reference table is malformed");
        };
        for n in 0..count {
            let (offset, generation) = (parser.number(), parser.number());
            let (Some(offset), Some(generation)) = (offset, generation) else {
                return damaged("a cross-reference table is malformed");
            };
            let entry = if parser.eat("n") {
                match (usize::try_from(offset), u16::try_from(generation)) {
                    (Ok(offset), Ok(generation)) => Entry::At(offset, generation),
                    _ => return damaged("a cross-reference table is malformed"),
                }
            } else if parser.eat("f") {
                Entry::Free
            } else {
                return damaged("a cross-reference table is malformed");
            };
            let Ok(number) = u32::try_from(first.saturating_add(n)) else {
                return damaged("a cross-reference table has a number that no object can have");
            };
            if listed.len() >= ENTRY_LIMIT {
                return too_large("the file has more than a million objects");
            }
            listed.push((number, entry));
        }
    }
    budget.look(parser.at() - start)?;
    Ok(listed)
}

/// Reads a cross-reference stream. Returns its dictionary, which is also a trailer.
fn stream(bytes: &[u8], at: usize, xref: &mut Xref, budget: &mut Budget) -> Read<Dict> {
    let mut parser = Parser::new(bytes, at);
    if parser.head().is_none() {
        return damaged("startxref or /Prev leads to no cross-reference section");
    }
    let Object::Dict(dict) = parser.object(budget)? else {
        return damaged("a cross-reference stream is no stream");
    };
    let Some(raw) = raw(bytes, &mut parser, &dict, budget)?.filter(|_| dict.is("Type", "XRef")) else {
        return damaged("startxref or /Prev leads to no cross-reference section");
    };
    let data = unpacked(raw, &dict, STREAM_LIMIT, budget)?;
    let numbers = |key: &str| -> Option<Vec<usize>> {
        let Object::Array(list) = dict.get(key)? else { return None };
        list.iter().map(|n| usize::try_from(n.as_int()?).ok()).collect()
    };
    let widths = numbers("W").filter(|w| w.len() == 3 && w.iter().all(|width| *width <= 8));
    let (Some(widths), Some(size)) = (widths, dict.size("Size")) else {
        return damaged("a cross-reference stream is malformed");
    };
    let index = if dict.get("Index").is_some() { numbers("Index") } else { Some(vec![0, size]) };
    let Some(index) = index.filter(|index| index.len() % 2 == 0) else {
        return damaged("a cross-reference stream is malformed");
    };
    let width: usize = widths.iter().sum();
    let mut rows = data.chunks_exact(width.max(1));
    for range in index.chunks(2) {
        for n in 0..range[1] {
            let row = rows.next().filter(|_| width > 0);
            let number = range[0].checked_add(n).and_then(|n| u32::try_from(n).ok());
            let (Some(row), Some(number)) = (row, number) else {
                return damaged("a cross-reference stream is cut off");
            };
            xref.add(number, entry(row, &widths)?)?;
        }
    }
    Ok(dict)
}

/// One row of a cross-reference stream.
fn entry(row: &[u8], widths: &[usize]) -> Read<Entry> {
    let mut rest = row;
    let mut field = |width: usize| {
        let (bytes, after) = rest.split_at(width);
        rest = after;
        bytes.iter().fold(0u64, |n, byte| n << 8 | u64::from(*byte))
    };
    let kind = if widths[0] == 0 { 1 } else { field(widths[0]) };
    let (second, third) = (field(widths[1]), field(widths[2]));
    let entry = match kind {
        0 => Some(Entry::Free),
        1 => usize::try_from(second).ok().zip(u16::try_from(third).ok()).map(|(at, g)| Entry::At(at, g)),
        2 => u32::try_from(second).ok().zip(usize::try_from(third).ok()).map(|(s, n)| Entry::In(s, n)),
        // Unknown kinds are references to the null object (7.5.8.3).
        _ => Some(Entry::Free),
    };
    entry.map_or_else(|| damaged("a cross-reference stream is malformed"), Ok)
}
