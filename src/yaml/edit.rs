//! Small changes to YAML that a person wrote. All other bytes stay the same.

use super::read::Map;

/// The text of the map's file with `key: value` in the map. If the map has the key, its value is replaced.
/// Otherwise the pair is inserted right after the pair of the key `after`, whose value must be a scalar.
/// `value` is YAML. `None` if the map has neither key.
pub fn set(map: Map<'_>, after: &str, key: &str, value: &str) -> Option<String> {
    let source = map.source();
    let text = source.text();
    let (at, new) = match (map.value_bytes(key), map.value_bytes(after)) {
        (Some(old), _) => (old, value.to_owned()),
        (None, Some(before)) if map.is_flow() => (before.end..before.end, format!(", {key}: {value}")),
        (None, Some(before)) => {
            let rest = &text[before.end..];
            let end = before.end + rest.find('\n').unwrap_or(rest.len());
            let end = if text[..end].ends_with('\r') { end - 1 } else { end };
            let feed = if text[end..].starts_with('\r') { "\r\n" } else { "\n" };
            (end..end, format!("{feed}{}{key}: {value}", " ".repeat(map.indent())))
        }
        (None, None) => return None,
    };
    Some(format!("{}{new}{}", &text[..at.start], &text[at.end..]))
}

/// Texts of the map's file with `key: value` in the map, the best first. If the map has the key, its value is
/// replaced. Otherwise the pair comes last in the file or first in the map. `value` is YAML on one line. An
/// unusual layout may make any of the texts wrong, so the caller must read a text back before it is used.
pub fn put(map: Map<'_>, key: &str, value: &str) -> Vec<String> {
    let source = map.source();
    let text = source.text();
    let with =
        |at: std::ops::Range<usize>, new: &str| format!("{}{new}{}", &text[..at.start], &text[at.end..]);
    if let Some(old) = map.value_bytes(key) {
        return vec![with(old, value)];
    }
    let start = map.start();
    if map.is_flow() {
        let comma = if text[start + 1..].trim_start().starts_with('}') { " " } else { "," };
        return vec![with(start + 1..start + 1, &format!(" {key}: {value}{comma}"))];
    }
    let feed = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let indent = " ".repeat(map.indent());
    let gap = if text.ends_with('\n') { "" } else { feed };
    vec![
        format!("{text}{gap}{indent}{key}: {value}{feed}"),
        with(start..start, &format!("{key}: {value}{feed}{indent}")),
    ]
}

/// The text of the map's file with another text as item `n` of the list under `key`. `None` if there is no such
/// item.
pub fn set_item(map: Map<'_>, key: &str, n: usize, value: &str) -> Option<String> {
    let at = map.item_bytes(key, n)?;
    let text = map.source().text();
    Some(format!("{}{}{}", &text[..at.start], quote(value), &text[at.end..]))
}

/// The text as a YAML scalar in double quotes, with all necessary escapes.
pub fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            // Characters that an editor does not show, or shows as something else.
            c if c.is_control()
                || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
                || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') =>
            {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::set;
    use crate::diag::Sink;
    use crate::text::Source;
    use crate::yaml::{Doc, parse};

    fn status(text: &str) -> String {
        let source = Source::new("t", text);
        let root = parse(&source, &mut Sink::new()).expect("valid");
        let first = Doc::new(&source, &root).root().maps("q")[0];
        set(first, "id", "status", "retired").expect("it has an id")
    }

    #[test]
    fn a_pair_is_put_last_in_the_file_or_first_in_the_map() {
        let all = |text: &str| {
            let source = Source::new("t", text);
            let root = parse(&source, &mut Sink::new()).expect("valid");
            super::put(Doc::new(&source, &root).root(), "held", "no")
        };
        assert_eq!(all("# ü\nname: A # b")[0], "# ü\nname: A # b\nheld: no\n");
        assert_eq!(all("# ü\r\nname: A\r\n")[1], "# ü\r\nheld: no\r\nname: A\r\n");
        assert_eq!(all("name: A\nheld: yes # c\n"), ["name: A\nheld: no # c\n"]);
        assert_eq!(all("{name: A}\n"), ["{ held: no,name: A}\n"]);
        assert_eq!(all("{}\n"), ["{ held: no }\n"]);
    }

    #[test]
    fn an_item_is_replaced_and_its_comment_stays() {
        let source = Source::new("t", "q:\n  - A # first\n  - 'B' # second\n");
        let root = parse(&source, &mut Sink::new()).expect("valid");
        let map = Doc::new(&source, &root).root();
        let text = super::set_item(map, "q", 1, "李雷").expect("an item");
        assert_eq!(text, "q:\n  - A # first\n  - \"李雷\" # second\n");
        assert_eq!(super::set_item(map, "q", 2, "C"), None);
        for (old, new) in [("'it''s' # c", "\"C\" # c"), ("\"a\\\"b\"  # c", "\"C\"  # c")] {
            let source = Source::new("t", format!("q:\n  - {old}\n"));
            let root = parse(&source, &mut Sink::new()).expect("valid");
            let text = super::set_item(Doc::new(&source, &root).root(), "q", 0, "C").expect("an item");
            assert_eq!(text, format!("q:\n  - {new}\n"));
        }
    }

    #[test]
    fn a_value_is_replaced_and_the_rest_stays() {
        assert_eq!(
            status("q:\n  - id: a # first\n    status: active  # was draft\n    x: 1\n"),
            "q:\n  - id: a # first\n    status: retired  # was draft\n    x: 1\n"
        );
        assert_eq!(status("q:\n- status: \"draft\"\n  id: é\n"), "q:\n- status: retired\n  id: é\n");
        assert_eq!(status("q: [{id: a, status: 'draft'}]"), "q: [{id: a, status: retired}]");
    }

    #[test]
    fn a_new_pair_stands_after_the_id() {
        assert_eq!(
            status("# ü\nq:\n  - id: a # first\n    x: 1\n  - id: b\n"),
            "# ü\nq:\n  - id: a # first\n    status: retired\n    x: 1\n  - id: b\n"
        );
        assert_eq!(status("q:\n-   x: 1\n    id: \"a\""), "q:\n-   x: 1\n    id: \"a\"\n    status: retired");
        assert_eq!(status("q:\n  -\n    id: a\n"), "q:\n  -\n    id: a\n    status: retired\n");
        assert_eq!(
            status("q:\r\n  - id: a\r\n    x: 1\r\n"),
            "q:\r\n  - id: a\r\n    status: retired\r\n    x: 1\r\n"
        );
        assert_eq!(status("q:\n  - { id: a, x: 1 }\n"), "q:\n  - { id: a, status: retired, x: 1 }\n");
        assert_eq!(status("q: [{id: 'a'}]"), "q: [{id: 'a', status: retired}]");
    }
}
