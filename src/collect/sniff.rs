//! Finds out what kind of file a form is. Only the content counts: people rename files, and mail programs do too.

/// The kinds of files that forms come in, and those that come by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormKind {
    /// A PDF.
    Pdf,
    /// `scorecard.json`, or what the page on the screen exports.
    Json,
    /// A pack in Markdown.
    Markdown,
    /// YAML with the keys of `scorecard.json`.
    Yaml,
    /// A workbook, or a workbook in an old or encrypted format.
    Workbook,
    /// Text in columns.
    Table,
    /// A picture, such as a scan.
    Picture,
    /// A page for a browser.
    Page,
    /// None of these.
    Other,
}

/// How many bytes are searched for the signature of a PDF, as readers of PDF do.
const PDF_WITHIN: usize = 1024;
/// How many bytes of a text are looked at.
const HEAD: usize = 64 * 1024;

/// The kind of a file.
pub fn sniff(bytes: &[u8]) -> FormKind {
    let starts = |signs: &[&[u8]]| signs.iter().any(|sign| bytes.starts_with(sign));
    if find(&bytes[..bytes.len().min(PDF_WITHIN)], b"%PDF-") {
        return FormKind::Pdf;
    }
    if starts(&[b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"]) {
        return FormKind::Workbook;
    }
    // The bytes 6 to 9 of a bitmap are reserved, and a text has none of them.
    let is_bitmap = bytes.starts_with(b"BM") && bytes.get(6..10) == Some([0; 4].as_slice());
    let is_heif = bytes.get(4..8) == Some(b"ftyp".as_slice());
    if is_heif || starts(&[b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"]) || is_bitmap {
        return FormKind::Picture;
    }
    text(&head(bytes))
}

fn find(bytes: &[u8], sign: &[u8]) -> bool {
    bytes.windows(sign.len()).any(|part| part == sign)
}

/// The beginning of a text in UTF-8, UTF-16 or an encoding with ASCII in it.
fn head(bytes: &[u8]) -> String {
    let bytes = &bytes[..bytes.len().min(HEAD)];
    let wide = |pair: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|unit| pair([unit[0], unit[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn text(head: &str) -> FormKind {
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let lower = head.get(..head.len().min(200)).unwrap_or(head).to_ascii_lowercase();
    if head.starts_with('{') {
        return FormKind::Json;
    }
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        return FormKind::Page;
    }
    if head.lines().take(10).any(is_header) {
        return FormKind::Table;
    }
    // A pack has comments, each on a line of its own. Notes in YAML are indented.
    if head.lines().any(|line| line.starts_with("<!-- ")) {
        return FormKind::Markdown;
    }
    let key = |line: &str| {
        let (name, _) = line.split_once(':').unwrap_or_default();
        ["req", "format", "round", "kit", "ratings"].contains(&name.trim().trim_matches(['\'', '"']))
            && !line.starts_with([' ', '\t'])
    };
    if head.lines().any(key) { FormKind::Yaml } else { FormKind::Other }
}

/// Whether a line has the headings of a sheet of scores.
fn is_header(line: &str) -> bool {
    let cells: Vec<String> =
        line.split([',', ';', '\t']).map(|cell| cell.trim().trim_matches('"').to_ascii_lowercase()).collect();
    ["req", "slot", "rating"].iter().all(|name| cells.iter().any(|cell| cell == name))
}

#[cfg(test)]
mod tests {
    use super::{FormKind, sniff};

    #[test]
    fn content_decides() {
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("{ }".bytes().flat_map(|b| [b, 0])).collect();
        for (bytes, kind) in [
            (b"\n\n%PDF-1.7\n".as_slice(), FormKind::Pdf),
            (b"\xef\xbb\xbf{ \"req\": 1 }", FormKind::Json),
            (&wide, FormKind::Json),
            (b"<!-- section: x -->\r\n# A\r\n\r\n<!-- form\r\nreq: a\r\n-->\r\n", FormKind::Markdown),
            (b"format: 1\nreq: a\n", FormKind::Yaml),
            (b"BMW: 1\n'req': a\n", FormKind::Yaml),
            (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0", FormKind::Picture),
            (b"req;candidate;kit;round;interviewer;slot;question;rating\n", FormKind::Table),
            (b"PK\x03\x04rest", FormKind::Workbook),
            (b"\xff\xd8\xff\xe0", FormKind::Picture),
            (b"<!DOCTYPE html>\n<html>", FormKind::Page),
            (b"Dear all,\n", FormKind::Other),
            (b"", FormKind::Other),
        ] {
            assert_eq!(sniff(bytes), kind, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
