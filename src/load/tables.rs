//! Reads a table: text with commas, semicolons or tabs in any usual encoding, or the sheets of a workbook.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::table::{Purpose, Table, encrypted};
use super::{files, workbook};
use crate::diag::{Diagnostic, Reported, Sink};
use crate::text::Source;

/// The tables of a file: one for a text, one for each sheet of a workbook.
///
/// # Errors
/// [`Reported`] if the bytes are neither text nor a workbook that can be read.
pub(super) fn tables(
    name: &str,
    bytes: Vec<u8>,
    purpose: &'static Purpose,
    sink: &mut Sink,
) -> Result<Vec<Table>, Reported> {
    match bytes.as_slice() {
        [b'P', b'K', 3 | 5, ..] => workbook::sheets(name, bytes, purpose, sink),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(sink.report(old_or_encrypted(name, &bytes, purpose))),
        _ => Ok(vec![text(name, bytes, sink)?]),
    }
}

/// The text in the bytes: UTF-8, UTF-16 with a byte order mark, or else Windows-1252.
///
/// # Errors
/// [`Reported`] if the bytes are not text.
pub(super) fn text(name: &str, bytes: Vec<u8>, sink: &mut Sink) -> Result<Table, Reported> {
    let wide = match bytes.as_slice() {
        [0xff, 0xfe, ..] => Some((UTF_16LE, "UTF-16")),
        [0xfe, 0xff, ..] => Some((UTF_16BE, "UTF-16")),
        bytes if std::str::from_utf8(bytes).is_ok() || bytes.iter().any(|b| is_binary(*b)) => None,
        _ => Some((WINDOWS_1252, "Windows-1252")),
    };
    let decoded = wide.map(|(encoding, called)| (encoding.decode_with_bom_removal(&bytes), called));
    let (source, encoding) = match decoded {
        Some(((text, false), called)) if !text.contains('\0') => {
            (Source::new(name, text.into_owned()), Some(called))
        }
        _ => (files::source(name, bytes, sink)?, None),
    };
    Ok(Table { source, delimiters: b",;\t", encoding, sheet: None })
}

/// Whether no text has this byte.
fn is_binary(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

/// The finding for a file in the format of workbooks before 2007, which is also the shell of encrypted ones.
fn old_or_encrypted(name: &str, bytes: &[u8], purpose: &Purpose) -> Diagnostic {
    let wide: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
    if bytes.windows(wide.len()).any(|part| part == wide) {
        return encrypted(name, purpose);
    }
    Diagnostic::new(purpose.code, format!("`{name}` is a workbook in the old format XLS"))
        .in_file(name)
        .help("save it as XLSX, ODS or CSV")
}
