//! Filled-in PDF forms (ISO 32000-1, 12.7). Only the fields are read: never the pages, which viewers rewrite, and never
//! scripts, attachments or XFA.
//!
//! The file is untrusted. Objects are read one at a time and only if the form needs them, so time and memory depend on
//! limits (`fault`) and not on what the file claims. A damaged file is an error wherever a guess could change a rating.

mod document;
mod fault;
mod fields;
mod form;
mod object;
mod repair;
mod stream;
mod syntax;
mod text;
mod xref;

use super::code::{FormCode, TYPE_IT, Unreadable};
use super::filled::Filled;
use document::Document;
use fault::{Budget, FILE_LIMIT, Fault, Read, refused};
use object::Object;
use xref::Xref;

/// Reads a filled-in PDF form of at most 32 MiB, of which all compressed parts that the form needs unpack to at most
/// 64 MiB.
///
/// # Errors
/// [`FormCode::TooLarge`] above these limits; [`FormCode::Encrypted`] if the file is encrypted, also without a password;
/// [`FormCode::NoForm`] if it has no form or not one of ours; [`FormCode::AlteredField`] if a field of ours lost its type or
/// its rating, or a field that is not ours has content; [`FormCode::Unreadable`] if it is no PDF file or is damaged.
pub fn read(bytes: &[u8]) -> Result<Filled, Unreadable> {
    if bytes.len() > FILE_LIMIT {
        return Err(Unreadable::new(
            FormCode::TooLarge,
            format!(
                "the file has {} bytes; a form has at most {} MiB: remove attachments and pictures, or {TYPE_IT}",
                bytes.len(),
                FILE_LIMIT >> 20
            ),
        ));
    }
    let Some(start) = bytes.windows(5).take(1024).position(|window| window == b"%PDF-") else {
        return Err(Unreadable::new(
            FormCode::Unreadable,
            "the file is no PDF file: it does not begin with %PDF-",
        ));
    };
    // Places in a file count from its header.
    let bytes = &bytes[start..];
    let first = match attempt(bytes, xref::read) {
        Ok(filled) => return Ok(filled),
        Err(Fault::Refused(refused)) => return Err(refused),
        Err(Fault::Damaged(what)) => what,
    };
    match attempt(bytes, repair::scan) {
        Ok(mut filled) => {
            let note = format!(
                "the file is damaged ({first}); its objects were found without its table: check what was read"
            );
            filled.notes.insert(0, note);
            Ok(filled)
        }
        Err(Fault::Refused(refused)) => Err(refused),
        Err(Fault::Damaged(_)) => Err(Unreadable::new(
            FormCode::Unreadable,
            format!(
                "the PDF file is damaged: {first}; open it in a viewer, check what it shows, save it again, and \
                 collect the new file"
            ),
        )),
    }
}

/// Reads a form with the places of the objects that `places` finds.
fn attempt(bytes: &[u8], places: fn(&[u8], &mut Budget) -> Read<Xref>) -> Read<Filled> {
    let mut budget = Budget::new();
    let xref = places(bytes, &mut budget)?;
    if xref.encrypted {
        return refused(
            FormCode::Encrypted,
            "the PDF file is encrypted; open it in a viewer, save it without a password or restrictions, and collect \
             the new file",
        );
    }
    let mut doc = Document::new(bytes, xref, budget);
    let catalogue = doc.catalogue()?;
    let form = match catalogue.get("AcroForm") {
        Some(form) => doc.resolved(form)?,
        None => Object::Null,
    };
    let flat = || refused(FormCode::NoForm, format!("a printed or flattened copy: {TYPE_IT}"));
    let Object::Dict(form) = form else { return flat() };
    let fields = fields::fields(&mut doc, &form)?;
    let has_xfa = form.get("XFA").is_some();
    if fields.is_empty() && has_xfa {
        return refused(
            FormCode::NoForm,
            format!(
                "the file has an XFA form only, which panelkit does not read: fill in the form as it was issued, or \
                 {TYPE_IT}"
            ),
        );
    }
    if fields.is_empty() {
        return flat();
    }
    let mut filled = form::filled(fields)?;
    if has_xfa {
        filled.notes.push("the file also has an XFA form, which was not read".to_owned());
    }
    Ok(filled)
}
