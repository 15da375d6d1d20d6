//! Writes a finished document as a file: streams first, then all other objects in object streams, then the table of places.
//!
//! lopdf would write every object three times, each time through a `dyn Write`, and would not compress the table, which is a
//! tenth of a small file. The rows of the table are so alike that they compress to almost no bytes.

use std::collections::BTreeMap;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, StringFormat, dictionary};

/// Limit of objects in one object stream.
const PER_STREAM: usize = 500;

/// A row of the table: kind, then the offset of the object or the number of its stream, then its index there.
type Row = [u8; 7];

/// The file of a document. All its objects have the generation 0.
pub(super) fn write(doc: &Document) -> std::io::Result<Vec<u8>> {
    let mut file = File { out: Vec::with_capacity(64 * 1024), table: BTreeMap::new() };
    writeln!(file.out, "%PDF-{}", doc.version)?;
    file.out.extend(b"%");
    file.out.extend(&doc.binary_mark);
    file.out.push(b'\n');
    let mut others: Vec<(u32, &Object)> = Vec::new();
    for ((id, _), object) in &doc.objects {
        match object {
            Object::Stream(stream) => file.stream(*id, &stream.dict, &stream.content)?,
            other => others.push((*id, other)),
        }
    }
    let mut next = doc.max_id + 1;
    for objects in others.chunks(PER_STREAM) {
        file.object_stream(next, objects)?;
        next += 1;
    }
    file.table(next, doc.trailer.clone())?;
    Ok(file.out)
}

struct File {
    out: Vec<u8>,
    /// The rows by object.
    table: BTreeMap<u32, Row>,
}

impl File {
    /// Writes a stream as an object. `dict` has its length.
    fn stream(&mut self, id: u32, dict: &Dictionary, content: &[u8]) -> std::io::Result<()> {
        self.table.insert(id, row(1, self.out.len() as u32, 0));
        writeln!(self.out, "{id} 0 obj")?;
        dictionary(&mut self.out, dict)?;
        self.out.extend(b"stream\n");
        self.out.extend(content);
        self.out.extend(b"\nendstream \nendobj\n");
        Ok(())
    }

    /// Writes objects that are not streams into the object stream with the number `id`.
    fn object_stream(&mut self, id: u32, objects: &[(u32, &Object)]) -> std::io::Result<()> {
        let (mut content, mut bodies) = (Vec::new(), Vec::new());
        for (index, (object, value)) in objects.iter().enumerate() {
            write!(content, "{object} {} ", bodies.len())?;
            write_object(&mut bodies, value)?;
            bodies.push(b' ');
            self.table.insert(*object, row(2, id, index as u16));
        }
        let first = content.len() as i64;
        content.append(&mut bodies);
        let packed = compressed(&content)?;
        let dict = dictionary! {
            "Type" => "ObjStm",
            "N" => objects.len() as i64,
            "First" => first,
            "Length" => packed.len() as i64,
            "Filter" => "FlateDecode",
        };
        self.stream(id, &dict, &packed)
    }

    /// Writes the table as the object with the number `id`, and where it is. `trailer`: the entries of the trailer.
    fn table(&mut self, id: u32, mut trailer: Dictionary) -> std::io::Result<()> {
        let start = self.out.len();
        self.table.insert(id, row(1, start as u32, 0));
        let (mut index, mut rows): (Vec<Object>, Vec<u8>) = (Vec::new(), Vec::new());
        let entries: Vec<(u32, Row)> = self.table.iter().map(|(id, row)| (*id, *row)).collect();
        for section in entries.chunk_by(|a, b| a.0 + 1 == b.0) {
            index.extend([Object::Integer(i64::from(section[0].0)), Object::Integer(section.len() as i64)]);
        }
        // The PNG predictor "up": each byte is replaced by its difference from the byte in the row above.
        let mut above: Row = [0; 7];
        for (_, row) in entries {
            rows.push(2);
            rows.extend(row.iter().zip(above).map(|(byte, before)| byte.wrapping_sub(before)));
            above = row;
        }
        let packed = compressed(&rows)?;
        trailer.set("Type", "XRef");
        trailer.set("Size", i64::from(id + 1));
        trailer.set("W", vec![1.into(), 4.into(), 2.into()]);
        trailer.set("Index", index);
        trailer.set("Length", packed.len() as i64);
        trailer.set("Filter", "FlateDecode");
        trailer.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => above.len() as i64 });
        self.stream(id, &trailer, &packed)?;
        write!(self.out, "\nstartxref\n{start}\n%%EOF")
    }
}

fn row(kind: u8, place: u32, index: u16) -> Row {
    let ([a, b, c, d], [e, f]) = (place.to_be_bytes(), index.to_be_bytes());
    [kind, a, b, c, d, e, f]
}

fn compressed(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn write_object(out: &mut Vec<u8>, object: &Object) -> std::io::Result<()> {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(value) => write!(out, "{value}")?,
        Object::Integer(value) => write!(out, "{value}")?,
        Object::Real(value) => write!(out, "{value}")?,
        Object::Name(value) => name(out, value)?,
        Object::String(text, StringFormat::Literal) => literal(out, text),
        Object::String(text, StringFormat::Hexadecimal) => {
            out.push(b'<');
            for byte in text {
                write!(out, "{byte:02X}")?;
            }
            out.push(b'>');
        }
        Object::Array(items) => {
            out.push(b'[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    separate(out, item);
                }
                write_object(out, item)?;
            }
            out.push(b']');
        }
        Object::Dictionary(dict) => dictionary(out, dict)?,
        Object::Reference((id, generation)) => write!(out, "{id} {generation} R")?,
        Object::Stream(_) => unreachable!("internal: a stream is an object of its own"),
    }
    Ok(())
}

fn dictionary(out: &mut Vec<u8>, dict: &Dictionary) -> std::io::Result<()> {
    out.extend(b"<<");
    for (key, value) in dict {
        name(out, key)?;
        separate(out, value);
        write_object(out, value)?;
    }
    out.extend(b">>");
    Ok(())
}

/// Writes a space before a value that begins with a letter or a digit.
fn separate(out: &mut Vec<u8>, value: &Object) {
    use Object::{Boolean, Integer, Null, Real, Reference};
    if matches!(value, Null | Boolean(_) | Integer(_) | Real(_) | Reference(_)) {
        out.push(b' ');
    }
}

/// Writes a name; white space, delimiters and all that is not printable ASCII as `#` and two digits.
fn name(out: &mut Vec<u8>, name: &[u8]) -> std::io::Result<()> {
    out.push(b'/');
    for byte in name {
        if b"()<>[]{}/%#".contains(byte) || !byte.is_ascii_graphic() {
            write!(out, "#{byte:02X}")?;
        } else {
            out.push(*byte);
        }
    }
    Ok(())
}

/// Writes a text in round brackets, with a backslash before each backslash, line feed of old Macs and bracket without its
/// other half.
fn literal(out: &mut Vec<u8>, text: &[u8]) {
    let (mut open, mut single) = (Vec::new(), Vec::new());
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'(' => open.push(at),
            b')' if open.pop().is_none() => single.push(at),
            _ => {}
        }
    }
    single.append(&mut open);
    single.sort_unstable();
    out.push(b'(');
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'\r' => out.extend(b"\\r"),
            b'\\' => out.extend(b"\\\\"),
            _ if single.binary_search(&at).is_ok() => out.extend([b'\\', *byte]),
            _ => out.push(*byte),
        }
    }
    out.push(b')');
}

#[cfg(test)]
mod tests {
    use lopdf::Stream;
    use lopdf::content::{Content, Operation};

    use super::*;

    #[test]
    fn objects_are_written_as_lopdf_writes_them() {
        let text = |text: &str, format| Object::String(text.as_bytes().to_vec(), format);
        let texts = ["", "plain", "(a) b", ")(", "a(b", "\\ \r\n", "((x)", "\u{e9}", "(\\(\r))"];
        let literal = texts.iter().map(|it| text(it, StringFormat::Literal));
        let hexadecimal = texts.iter().map(|it| text(it, StringFormat::Hexadecimal));
        let numbers = [0.0, -0.0, 1.5, -12.25, 1e10, 0.01].map(Object::Real);
        let name = Object::Name(b"A B#/(\xE9)~!".to_vec());
        let mut items =
            vec![Object::Null, true.into(), Object::Integer(-7), Object::Reference((12, 0)), name];
        items.extend(literal.chain(hexadecimal).chain(numbers));
        let dict = dictionary! { "A" => items.clone(), "Odd key" => 3, "D" => dictionary! { "E" => "F" }, "G" => true };
        items.extend([Object::Array(items.clone()), Object::Dictionary(dict)]);
        for object in items {
            let mut ours = Vec::new();
            write_object(&mut ours, &object).expect("memory");
            ours.extend(b" x");
            let theirs = Content { operations: vec![Operation::new("x", vec![object])] };
            let theirs = theirs.encode().expect("memory");
            assert_eq!(String::from_utf8_lossy(&ours), String::from_utf8_lossy(&theirs));
        }
    }

    #[test]
    fn a_file_is_read_back_as_its_document() {
        let mut doc = Document::with_version("1.7");
        // More objects than one stream takes, with a gap in their numbers.
        let ids: Vec<_> = (0..1_200).map(|n| doc.add_object(Object::Integer(n))).collect();
        doc.objects.remove(&ids[700]);
        let stream = Stream::new(dictionary! { "Kind" => "Test" }, b"some content".to_vec());
        let stream = doc.add_object(stream.with_compression(false));
        let catalog = doc.add_object(dictionary! { "Type" => "Catalog", "Part" => stream });
        doc.trailer.set("Root", catalog);
        let read = Document::load_mem(&write(&doc).expect("memory")).expect("a sound file");
        assert_eq!(read.version, "1.7");
        assert_eq!(read.trailer.get(b"Root").expect("a root"), &Object::Reference(catalog));
        for (id, object) in &doc.objects {
            let found = read.get_object(*id).expect("the object");
            match (found, object) {
                (Object::Stream(a), Object::Stream(b)) => {
                    assert_eq!((&a.dict, &a.content), (&b.dict, &b.content))
                }
                _ => assert_eq!(found, object, "{id:?}"),
            }
        }
        assert!(read.get_object(ids[700]).is_err());
    }
}
