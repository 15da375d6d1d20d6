//! Reads a job advertisement: text, Markdown, HTML, or JSON (a `JobPosting` of schema.org, alone or in an HTML page).

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::model::PostingText;

/// The formats of job advertisements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostingFormat {
    /// Text or Markdown.
    Text,
    /// HTML.
    Html,
    /// JSON.
    Json,
}

impl PostingFormat {
    /// The format of a file with this name; `None` if the ending is not known.
    pub fn of(name: &str) -> Option<PostingFormat> {
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "txt" | "text" => Some(PostingFormat::Text),
            "html" | "htm" | "xhtml" => Some(PostingFormat::Html),
            "json" | "jsonld" => Some(PostingFormat::Json),
            _ => None,
        }
    }
}

/// The texts of a job advertisement, in their order. Text that cannot be read as its format is read as plain text.
pub fn posting_texts(text: &str, format: PostingFormat) -> Vec<PostingText> {
    let found = match format {
        PostingFormat::Text => lines(text),
        PostingFormat::Html => html(text),
        PostingFormat::Json => json(text, 0..text.len()),
    };
    if found.is_empty() { lines(text) } else { found }
}

/// Lines without the marks of headings, items and quotations. A line that another one continues is one text with it.
fn lines(text: &str) -> Vec<PostingText> {
    let mut found: Vec<PostingText> = Vec::new();
    let mut at = 0;
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim();
        let bare = content.trim_start_matches(['#', '>', '-', '*', '•', '+', ' ', '\t', '|']);
        if bare.is_empty() || content.starts_with("<!--") {
            open = false;
            continue;
        }
        let is_own = bare.len() != content.len();
        let first = start + line.find(bare).unwrap_or(0);
        match found.last_mut().filter(|_| open && !is_own) {
            Some(last) => {
                last.bytes.end = first + bare.len();
                last.text = text[last.bytes.clone()].to_owned();
            }
            None => found.push(PostingText { text: bare.to_owned(), bytes: first..first + bare.len() }),
        }
        open = !content.starts_with('#') && !content.starts_with('|');
    }
    found
}

/// Elements that do not end a paragraph.
const INLINE: [&str; 14] =
    ["a", "abbr", "b", "br", "code", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"];

/// The texts between the tags of HTML. The content of `script` and `style` is left out, except JSON of schema.org.
fn html(text: &str) -> Vec<PostingText> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
    let mut found = Vec::new();
    let (mut open, mut skipped, mut json_from): (Option<PostingText>, usize, Option<usize>) = (None, 0, None);
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or(0);
        let event = match reader.read_event() {
            Ok(Event::Eof) => break,
            // What is left cannot be read as tags, so it is read as lines.
            Err(_) => {
                let rest = start.min(text.len());
                let moved = lines(&text[rest..]).into_iter();
                found.extend(
                    moved.map(|it| PostingText { bytes: rest + it.bytes.start..rest + it.bytes.end, ..it }),
                );
                break;
            }
            Ok(event) => event,
        };
        let end = usize::try_from(reader.buffer_position()).unwrap_or(0);
        match event {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_ascii_lowercase();
                if matches!(name.as_str(), "script" | "style" | "head") {
                    skipped += 1;
                    let is_json = tag.contains("ld+json");
                    json_from = is_json.then_some(end);
                }
                if !INLINE.contains(&name.as_str()) {
                    found.extend(open.take());
                }
            }
            Event::End(tag) => {
                let name = tag.name().as_ref().to_ascii_lowercase();
                if matches!(name.as_str(), "script" | "style" | "head") {
                    skipped = skipped.saturating_sub(1);
                    found.extend(json_from.take().map(|from| json(text, from..start)).unwrap_or_default());
                }
                if !INLINE.contains(&name.as_str()) {
                    found.extend(open.take());
                }
            }
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if skipped == 0 => {
                let raw = text.get(start..end).unwrap_or_default();
                let raw = if matches!(event, Event::GeneralRef(_)) { entity(raw) } else { raw.to_owned() };
                let one = open.get_or_insert_with(|| PostingText { text: String::new(), bytes: start..end });
                one.text.push_str(&raw);
                one.bytes.end = end;
            }
            _ => {}
        }
    }
    found.extend(open);
    for one in &mut found {
        one.text = one.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    found.retain(|one| !one.text.is_empty());
    found
}

/// The character of an entity such as `&amp;`; the entity itself if it is not known.
fn entity(raw: &str) -> String {
    if raw == "&nbsp;" {
        return " ".to_owned();
    }
    let named = |name: &str| match name {
        "rsquo" | "lsquo" => Some("'"),
        "ldquo" | "rdquo" => Some("\""),
        "ndash" => Some("–"),
        "mdash" => Some("—"),
        "euro" => Some("€"),
        "pound" => Some("£"),
        "hellip" => Some("…"),
        "bull" => Some("•"),
        _ => quick_xml::escape::resolve_predefined_entity(name),
    };
    quick_xml::escape::unescape_with(raw, named).map_or_else(|_| raw.to_owned(), |text| text.into_owned())
}

/// The texts of every string in JSON. A string may hold HTML.
fn json(text: &str, bytes: Range<usize>) -> Vec<PostingText> {
    let Some(part) = text.get(bytes.clone()) else { return Vec::new() };
    let Ok(value) = serde_json::from_str::<serde_json::Value>(part) else { return Vec::new() };
    let mut strings = Vec::new();
    collect(&value, &mut strings);
    let mut found = Vec::new();
    for string in strings {
        // The same string may be there more than once; the first place is as good as the others.
        let written = serde_json::to_string(string).unwrap_or_default();
        let at = part
            .find(&written)
            .or_else(|| part.find(written.trim_matches('"').get(..20).unwrap_or(&written)));
        let start = bytes.start + at.unwrap_or(0);
        let end = (start + written.len()).min(bytes.end);
        let texts = if string.contains('<') { html(string) } else { lines(string) };
        found.extend(texts.into_iter().map(|one| PostingText { text: one.text, bytes: start..end }));
    }
    found
}

fn collect<'v>(value: &'v serde_json::Value, strings: &mut Vec<&'v str>) {
    match value {
        serde_json::Value::String(text) => strings.push(text),
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, strings)),
        serde_json::Value::Object(map) => {
            let named = map.iter().filter(|(key, _)| !key.starts_with('@'));
            named.for_each(|(_, value)| collect(value, strings));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{PostingFormat, posting_texts};

    fn read(text: &str, format: PostingFormat) -> Vec<(String, usize)> {
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        posting_texts(text, format).into_iter().map(|one| (one.text, line(one.bytes.start))).collect()
    }

    #[test]
    fn lines_are_joined_to_paragraphs_and_items_are_not() {
        let text = "# Product manager\n\nWe look for\na person.\n- One\n- Two\n";
        let expected = [("Product manager", 1), ("We look for\na person.", 3), ("One", 5), ("Two", 6)];
        assert_eq!(read(text, PostingFormat::Text), expected.map(|(text, line)| (text.to_owned(), line)));
    }

    #[test]
    fn html_gives_its_paragraphs_with_their_lines() {
        let text = "<html><head><style>p { }</style></head>\n<body><p>R&amp;D &amp; <b>young</b>\nteam<br>\n<li>It&rsquo;s paid\n</body>";
        let expected = [("R&D & young team", 2), ("It's paid", 4)];
        assert_eq!(read(text, PostingFormat::Html), expected.map(|(text, line)| (text.to_owned(), line)));
    }

    #[test]
    fn a_job_posting_in_json_is_read_alone_and_in_a_page() {
        let json = "{\"@type\": \"JobPosting\",\n \"description\": \"<p>Digital natives</p><p>only</p>\"}";
        let expected = [("Digital natives".to_owned(), 2), ("only".to_owned(), 2)];
        assert_eq!(read(json, PostingFormat::Json), expected);
        let page = format!("<script type=\"application/ld+json\">{json}</script><p>Shown</p>");
        let found = read(&page, PostingFormat::Html);
        assert_eq!(
            found.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(),
            ["Digital natives", "only", "Shown"]
        );
    }

    #[test]
    fn broken_files_are_read_as_far_as_they_go() {
        for text in ["<p>One <b", "<p>One</p><![CDATA[", "{\"a\": \"One", "<script>One"] {
            for format in [PostingFormat::Html, PostingFormat::Json] {
                assert!(!posting_texts(text, format).is_empty(), "{text}");
            }
        }
    }
}
