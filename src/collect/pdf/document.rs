//! Gives the objects of a file, one at a time, when they are asked for. Objects that no part of a form needs are never read.

use std::collections::BTreeMap;

use super::fault::{Budget, Read, damaged};
use super::object::{Dict, Id, Object};
use super::stream::{raw, unpacked};
use super::syntax::Parser;
use super::xref::{Entry, Xref};

/// An unpacked object stream.
#[derive(Debug)]
pub(super) struct Packed {
    data: Vec<u8>,
    /// The numbers of its objects and their places in `data`.
    pub(super) index: Vec<(u32, usize)>,
}

/// A file with the places of its objects.
#[derive(Debug)]
pub(super) struct Document<'b> {
    bytes: &'b [u8],
    xref: Xref,
    budget: Budget,
    packed: BTreeMap<u32, Packed>,
}

impl<'b> Document<'b> {
    pub(super) fn new(bytes: &'b [u8], xref: Xref, budget: Budget) -> Document<'b> {
        Document { bytes, xref, budget, packed: BTreeMap::new() }
    }

    /// The catalogue.
    pub(super) fn catalogue(&mut self) -> Read<Dict> {
        let Some(root) = self.xref.root else { return damaged("its trailer names no catalogue") };
        match self.get(root)? {
            Object::Dict(dict) if dict.is("Type", "Catalog") => Ok(dict),
            _ => damaged("its catalogue is missing"),
        }
    }

    /// The object at this place, and what follows it. Its head must name it.
    fn at(&mut self, at: usize, id: Id) -> Read<(Object, Parser<'b>)> {
        let mut parser = Parser::new(self.bytes, at);
        if parser.head() != Some(id) {
            return damaged(format!("object {} is not where it should be", id.0));
        }
        Ok((parser.object(&mut self.budget)?, parser))
    }

    /// An indirect object. It must be there, under this number and this generation. Of a stream only the dictionary.
    pub(super) fn get(&mut self, id: Id) -> Read<Object> {
        match self.xref.entries.get(&id.0).copied() {
            Some(Entry::At(at, generation)) if generation == id.1 => {
                let (object, mut parser) = self.at(at, id)?;
                if !parser.eat("endobj") && !parser.eat("stream") {
                    return damaged(format!("object {} has no end", id.0));
                }
                Ok(object)
            }
            Some(Entry::In(stream, index)) if id.1 == 0 => {
                self.unpack(stream)?;
                let packed = &self.packed[&stream];
                match packed.index.get(index) {
                    Some((number, at)) if *number == id.0 => {
                        Parser::new(&packed.data, *at).object(&mut self.budget)
                    }
                    _ => damaged(format!("object {} is not where it should be", id.0)),
                }
            }
            _ => damaged(format!("object {} is missing", id.0)),
        }
    }

    /// An object, or what it refers to.
    pub(super) fn resolved(&mut self, object: &Object) -> Read<Object> {
        match object {
            Object::Ref(id) => match self.get(*id)? {
                Object::Ref(_) => damaged(format!("object {} is only a reference", id.0)),
                object => Ok(object),
            },
            object => Ok(object.clone()),
        }
    }

    /// Makes sure that an object stream is unpacked.
    fn unpack(&mut self, number: u32) -> Read<()> {
        if self.packed.contains_key(&number) {
            return Ok(());
        }
        let Some(Entry::At(at, generation)) = self.xref.entries.get(&number).copied() else {
            return damaged(format!("object stream {number} is missing"));
        };
        let (Object::Dict(dict), mut parser) = self.at(at, (number, generation))? else {
            return damaged(format!("object stream {number} is no stream"));
        };
        let packed = packed(self.bytes, &mut parser, &dict, &mut self.budget)?;
        self.packed.insert(number, packed);
        Ok(())
    }

    /// The text in a stream, which may be the value of a field. A text without a filter may contain the word that ends a
    /// stream, so its length must be right.
    pub(super) fn text_stream(&mut self, id: Id) -> Read<Option<Vec<u8>>> {
        let Some(Entry::At(at, _)) = self.xref.entries.get(&id.0).copied() else { return Ok(None) };
        let (Object::Dict(mut dict), mut parser) = self.at(at, id)? else { return Ok(None) };
        if let Some(length) = dict.get("Length").cloned() {
            dict.replace("Length", self.resolved(&length)?);
        }
        let Some(raw) = raw(self.bytes, &mut parser, &dict, &mut self.budget)? else { return Ok(None) };
        if dict.get("Filter").is_none() && dict.size("Length") != Some(raw.len()) {
            return damaged("the length of a text is not known");
        }
        Ok(Some(unpacked(raw, &dict, 1 << 20, &mut self.budget)?))
    }
}

/// Unpacks the object stream whose dictionary ends where the parser is.
pub(super) fn packed<'b>(
    bytes: &'b [u8],
    parser: &mut Parser<'b>,
    dict: &Dict,
    budget: &mut Budget,
) -> Read<Packed> {
    let (Some(count), Some(first)) = (dict.size("N"), dict.size("First")) else {
        return damaged("an object stream is malformed");
    };
    let Some(raw) = raw(bytes, parser, dict, budget)?.filter(|_| dict.is("Type", "ObjStm")) else {
        return damaged("an object stream is malformed");
    };
    let data = unpacked(raw, dict, usize::MAX - 1, budget)?;
    let mut index = Vec::new();
    let mut head = Parser::new(data.get(..first).unwrap_or_default(), 0);
    for _ in 0..count {
        budget.object()?;
        let number = head.number().and_then(|n| u32::try_from(n).ok());
        let at = head.number().and_then(|n| usize::try_from(n).ok()?.checked_add(first));
        match (number, at.filter(|at| *at <= data.len())) {
            (Some(number), Some(at)) => index.push((number, at)),
            _ => return damaged("an object stream is malformed"),
        }
    }
    Ok(Packed { data, index })
}
