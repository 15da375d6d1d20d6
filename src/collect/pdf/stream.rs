//! The bytes of a stream: where they are in the file, and what they unpack to (ISO 32000-1, 7.3.8 and 7.4).

use flate2::{Decompress, FlushDecompress, Status};

use crate::collect::code::FormCode;

use super::fault::{Budget, Read, damaged, refused, too_large};
use super::object::{Dict, Object};
use super::syntax::{Parser, is_space};

/// The bytes of the stream whose dictionary ends where the parser is, as they are in the file; the parser goes to their
/// end. `None` if there is no stream. If the length is missing, is a reference or does not fit, the stream ends at the next
/// `endstream`.
pub(super) fn raw<'b>(
    bytes: &'b [u8],
    parser: &mut Parser<'b>,
    dict: &Dict,
    budget: &mut Budget,
) -> Read<Option<&'b [u8]>> {
    if !parser.eat("stream") {
        return Ok(None);
    }
    let mut start = parser.at();
    start += match bytes.get(start..) {
        Some([b'\r', b'\n', ..]) => 2,
        Some([b'\n' | b'\r', ..]) => 1,
        _ => 0,
    };
    let fits = |length: &usize| {
        let rest = start.checked_add(*length).and_then(|end| bytes.get(end..));
        rest.is_some_and(|rest| {
            let spaces = rest.iter().take(8).take_while(|byte| is_space(**byte)).count();
            rest[spaces..].starts_with(b"endstream")
        })
    };
    let length = match dict.size("Length").filter(fits) {
        Some(length) => length,
        None => {
            let rest = &bytes[start.min(bytes.len())..];
            let found = find(rest, b"endstream");
            budget.look(found.unwrap_or(rest.len()))?;
            match found {
                Some(length) => length,
                None => return damaged("a stream has no end"),
            }
        }
    };
    *parser = Parser::new(bytes, start + length);
    Ok(Some(&bytes[start..start + length]))
}

/// The first place of a pattern.
pub(super) fn find(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    let first = *pattern.first()?;
    let mut at = 0;
    loop {
        at += bytes[at..].iter().position(|byte| *byte == first)?;
        if bytes[at..].starts_with(pattern) {
            return Some(at);
        }
        at += 1;
    }
}

/// What a stream unpacks to, at most `limit` bytes. Only `FlateDecode` is read, which every writer of object streams uses.
pub(super) fn unpacked(raw: &[u8], dict: &Dict, limit: usize, budget: &mut Budget) -> Read<Vec<u8>> {
    let filters: &[Object] = match dict.get("Filter") {
        None => &[],
        Some(Object::Array(filters)) => filters,
        Some(one) => std::slice::from_ref(one),
    };
    let packed = match filters {
        [] => false,
        [Object::Name(name)] if name == b"FlateDecode" => true,
        _ => {
            return refused(
                FormCode::Unreadable,
                "the file is packed with a filter that panelkit does not read; open it in a viewer, save it again, \
                 and collect the new file",
            );
        }
    };
    let data = if packed { inflated(raw, limit.min(budget.to_inflate()))? } else { raw.to_vec() };
    if data.len() > limit {
        return too_large("the file has a very long compressed part or text");
    }
    budget.inflate(data.len())?;
    if !packed {
        return Ok(data);
    }
    budget.look(data.len())?;
    let params = match dict.get("DecodeParms") {
        Some(Object::Dict(params)) => Some(params),
        Some(Object::Array(list)) => match list.as_slice() {
            [Object::Dict(params)] => Some(params),
            _ => None,
        },
        _ => None,
    };
    match params.and_then(|params| Some((params, params.size("Predictor")?))) {
        Some((params, 10..=15)) => without_predictor(data, params),
        None | Some((_, 1)) => Ok(data),
        Some(_) => damaged("a compressed stream has an unknown predictor"),
    }
}

/// Unpacks zlib data, at most one byte more than `limit`. If it ends before that, the checksum at its end must be right:
/// without it a damaged stream could change a rating.
fn inflated(raw: &[u8], limit: usize) -> Read<Vec<u8>> {
    let mut decoder = Decompress::new(true);
    let mut out: Vec<u8> = Vec::new();
    loop {
        // One byte more than the limit, to see that there is more.
        let room = out.len().clamp(1 << 14, 1 << 22).min(limit + 1 - out.len());
        out.reserve_exact(room);
        let before = (decoder.total_in(), decoder.total_out());
        let rest = raw.get(before.0 as usize..).unwrap_or_default();
        let Ok(status) = decoder.decompress_vec(rest, &mut out, FlushDecompress::None) else {
            return damaged("a compressed stream is damaged");
        };
        if status == Status::StreamEnd || out.len() > limit {
            return Ok(out);
        }
        if (decoder.total_in(), decoder.total_out()) == before {
            return damaged("a compressed stream is cut off");
        }
    }
}

/// Undoes the prediction of PNG (RFC 2083, 6), for rows of single bytes.
fn without_predictor(data: Vec<u8>, params: &Dict) -> Read<Vec<u8>> {
    let one = |key: &str, known: usize| params.size(key).is_none_or(|n| n == known);
    let width = params.size("Columns").unwrap_or(1);
    if !one("Colors", 1) || !one("BitsPerComponent", 8) || width == 0 || width > 1 << 16 {
        return damaged("a compressed stream has an unknown predictor");
    }
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    let mut above = vec![0; width];
    for row in data.chunks(width + 1) {
        let Some((kind, row)) = row.split_first().filter(|(_, row)| row.len() == width) else {
            return damaged("a compressed stream is cut off");
        };
        let mut now = vec![0; width];
        for n in 0..width {
            let (left, corner) = if n == 0 { (0, 0) } else { (now[n - 1], above[n - 1]) };
            let guess = match kind {
                0 => 0,
                1 => left,
                2 => above[n],
                3 => ((u16::from(left) + u16::from(above[n])) / 2) as u8,
                4 => paeth(left, above[n], corner),
                _ => return damaged("a compressed stream has an unknown predictor"),
            };
            now[n] = row[n].wrapping_add(guess);
        }
        out.extend_from_slice(&now);
        above = now;
    }
    Ok(out)
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(above), i16::from(corner));
    let guess = a + b - c;
    let (pa, pb, pc) = ((guess - a).abs(), (guess - b).abs(), (guess - c).abs());
    match (pa, pb, pc) {
        _ if pa <= pb && pa <= pc => left,
        _ if pb <= pc => above,
        _ => corner,
    }
}
