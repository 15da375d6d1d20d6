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
