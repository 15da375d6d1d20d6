//! Finds the objects of a file whose cross-reference table is damaged, by their heads. A file that has an object twice is
//! refused, because only the table says which of the two counts.

use crate::collect::code::FormCode;

use super::document::packed;
use super::fault::{Budget, Fault, Read, refused};
use super::object::{Dict, Id, Object};
use super::stream::raw;
use super::syntax::{Parser, is_space};
use super::xref::{Entry, Xref};

/// Looks through the whole file.
pub(super) fn scan(bytes: &[u8], budget: &mut Budget) -> Read<Xref> {
    budget.look(bytes.len())?;
    let mut xref = Xref::default();
    let mut at = 0;
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
                // It is an error only if the form needs this object.
                Err(Fault::Damaged(_)) => {}
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
    Ok(xref)
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
            for (n, (number, _)) in packed(bytes, &mut parser, dict, budget)?.index.iter().enumerate() {
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

fn several<T>(what: &str) -> Read<T> {
    refused(
        FormCode::Unreadable,
        format!(
            "the PDF file is damaged: its cross-reference table is not usable, and it has {what}, so it is not \
             known which counts; open it in a viewer, check what it shows, save it again, and collect the new file"
        ),
    )
}

fn define(xref: &mut Xref, number: u32, entry: Entry) -> Read<()> {
    if xref.entries.contains_key(&number) {
        return several("several versions of one object");
    }
    xref.add(number, entry)
}

/// Takes in a trailer. All trailers must name the same catalogue.
fn root(xref: &mut Xref, dict: &Dict) -> Read<()> {
    if let (Some(known), Some(Object::Ref(id))) = (xref.root, dict.get("Root"))
        && known != *id
    {
        return several("several catalogues");
    }
    xref.trailer(dict);
    Ok(())
}
