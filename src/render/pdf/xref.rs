//! Compresses the cross-reference table.
//!
//! lopdf writes the table uncompressed, with seven bytes for each object; this is a tenth of a small file. It
//! is the last object, so compressing it moves no other object, and its rows are so alike that they compress
//! to almost no bytes.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// The width of a row in bytes: type, offset, index (`/W [1 4 2]`).
const ROW: usize = 7;

/// Compresses the table at the end of `file`. A file whose table does not have the form that
/// lopdf writes is not changed.
pub(super) fn pack(file: &mut Vec<u8>) -> std::io::Result<()> {
    let Some(parts) = Parts::of(file) else {
        return Ok(());
    };
    let mut rows = Vec::with_capacity(parts.rows.len() / ROW * (ROW + 1));
    let mut above = [0; ROW];
    for row in parts.rows.chunks(ROW) {
        // The PNG predictor "up": each byte is replaced by its difference from the byte in the row above.
        rows.push(2);
        for (byte, before) in row.iter().zip(&mut above) {
            rows.push(byte.wrapping_sub(*before));
            *before = *byte;
        }
    }
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(&rows)?;
    let packed = encoder.finish()?;
    let length = packed.len();
    let mut out = parts.head.to_vec();
    writeln!(out, "{length}/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {ROW}>>>>stream")?;
    out.extend_from_slice(&packed);
    out.extend_from_slice(parts.tail);
    let start = parts.start;
    file.truncate(start);
    file.append(&mut out);
    Ok(())
}

/// The last object of a file, split where the table begins and ends.
struct Parts<'f> {
    start: usize,
    /// The part before the number after `/Length`.
    head: &'f [u8],
    rows: &'f [u8],
    tail: &'f [u8],
}

impl<'f> Parts<'f> {
    fn of(file: &'f [u8]) -> Option<Self> {
        const LENGTH: &[u8] = b"/Length ";
        const STREAM: &[u8] = b">>stream\n";
        let end = file.windows(9).rposition(|window| window == b"startxref")?;
        let number = std::str::from_utf8(file.get(end + 9..)?).ok()?;
        let start: usize = number.split_whitespace().next()?.parse().ok()?;
        let last = file.get(start..)?;
        let length = last.windows(LENGTH.len()).position(|window| window == LENGTH)? + LENGTH.len();
        let stream = last.windows(STREAM.len()).position(|window| window == STREAM)?;
        let size: usize = std::str::from_utf8(last.get(length..stream)?).ok()?.parse().ok()?;
        let body = stream + STREAM.len();
        let rows = last.get(body..body + size)?;
        let tail = last.get(body + size..)?;
        let sound = size.is_multiple_of(ROW) && last[..body].windows(9).any(|w| w == b"/W[1 4 2]");
        sound.then_some(Self { start, head: &last[..length], rows, tail })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_shape_is_left_alone() {
        for odd in ["", "startxref", "startxref\n999999\n%%EOF", "1 0 obj\nstartxref\n0\n%%EOF"] {
            let mut file = odd.as_bytes().to_vec();
            pack(&mut file).expect("nothing to write");
            assert_eq!(file, odd.as_bytes());
        }
    }
}
