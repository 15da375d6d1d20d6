//! If the cross-reference table of a file is damaged, searches the file for the heads of objects (such as `12 0 obj`)
//! to find the objects. A file that was saved several times is refused: only the table says which version of an object
//! counts, and a damaged head or object stream may hide the newest one.

use crate::collect::code::FormCode;

use super::document::packed;
use super::fault::{Budget, Fault, Read, refused};
use super::object::{Dict, Id, Object};
use super::stream::{find, raw};
use super::syntax::{Parser, is_space};
use super::xref::{Entry, Xref};

/// Looks through the whole file.
pub(super) fn scan(bytes: &[u8], budget: &mut Budget) -> Read<Xref> {
    budget.look(bytes.len())?;
    let mut xref = Xref::default();
    let (mut at, mut is_broken) = (0, false);
    while at < bytes.len() {
        let begins = at == 0 || is_space(bytes[at - 1]) || bytes[at - 1] == b'j' || bytes[at - 1] == b'>';
        if !begins || !(bytes[at].is_ascii_digit() || bytes[at] == b't') {
            at += 1;
            continue;
        }
        let mut parser = Parser::new(bytes, at);
        let head = parser.head();
        // A head may begin with a long comment.
        budget.look(parser.at() - at)?;
        if let Some(id) = head {
            define(&mut xref, id.0, Entry::At(at, id.1))?;
            at = parser.at();
            match object(bytes, parser, id, &mut xref, budget) {
                Ok(end) => at = end,
                // It is an error if the form needs this object, or if it may be a stream with newer objects.
                Err(Fault::Damaged(_)) => is_broken = true,
                Err(refused) => return Err(refused),
            }
        } else if parser.eat("trailer") {
            at = parser.at();
            if let Ok(Object::Dict(dict)) = parser.object(budget) {
                root(&mut xref, &dict)?;
                at = parser.at();
            }
        } else {
            at += 1;
        }
    }
    saves(bytes, budget)?;
    let is_packed = xref.entries.values().any(|entry| matches!(entry, Entry::In(..)));
    if is_broken && is_packed { unclear("one of its objects is damaged") } else { Ok(xref) }
}

/// Refuses a file that was saved several times. Each save ends with a `startxref` and `%%EOF`, and damage may hide one of the
/// two. The 0 after the first `startxref` of a linearized file (annex F) is no place; that part has an `%%EOF` too.
fn saves(bytes: &[u8], budget: &mut Budget) -> Read<()> {
    budget.look(2 * bytes.len())?;
    let (mut starts, mut zeros) = (0, 0);
    for after in all(bytes, b"startxref") {
        match Parser::new(bytes, after).number() {
            Some(0) => zeros += 1,
            _ => starts += 1,
        }
    }
    let ends = all(bytes, b"%%EOF").count();
    if starts > 1 || ends > 1 + zeros { unclear("it has several saves") } else { Ok(()) }
}

/// The byte after each occurrence of a word.
fn all<'b>(bytes: &'b [u8], word: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += find(&bytes[at..], word)? + word.len();
        Some(at)
    })
}

/// Takes in the object after a head; of an object stream, also what is in it. Returns where it ends.
fn object<'b>(
    bytes: &'b [u8],
    mut parser: Parser<'b>,
    id: Id,
    xref: &mut Xref,
    budget: &mut Budget,
) -> Read<usize> {
    let object = parser.object(budget)?;
    if let Object::Dict(dict) = &object {
        if dict.is("Type", "ObjStm") {
            let packed = match packed(bytes, &mut parser, dict, budget) {
                Err(Fault::Damaged(_)) => return unclear("one of its object streams is damaged"),
                packed => packed?,
            };
            for (n, (number, _)) in packed.index.iter().enumerate() {
                define(xref, *number, Entry::In(id.0, n))?;
            }
        } else {
            if dict.is("Type", "XRef") {
                root(xref, dict)?;
            }
            raw(bytes, &mut parser, dict, budget)?;
        }
    }
    Ok(parser.at())
}

fn unclear<T>(what: &str) -> Read<T> {
    refused(
        FormCode::Unreadable,
        format!(
            "the PDF file is damaged: its cross-reference table is not usable, and {what}, so it is not known \
             which objects count; open it in a viewer, check what it shows, save it again, and collect the new file"
        ),
    )
}

fn define(xref: &mut Xref, number: u32, entry: Entry) -> Read<()> {
    if xref.entries.contains_key(&number) {
        return unclear("it has several versions of one object");
    }
    xref.add(number, entry)
}

/// Takes in a trailer. All trailers must name the same catalogue.
fn root(xref: &mut Xref, dict: &Dict) -> Read<()> {
    if let (Some(known), Some(Object::Ref(id))) = (xref.root, dict.get("Root"))
        && known != *id
    {
        return unclear("it has several catalogues");
    }
    xref.trailer(dict);
    Ok(())
}
