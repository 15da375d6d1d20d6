//! The canonical text of a value, which does not depend on its layout. Digests are computed from it.

use super::node::{Kind, Node};

/// JSON without white space, keys sorted, every scalar as a string. Two files that differ only in
/// comments, quotes, order of keys or indentation have the same canonical text.
pub fn canonical(node: &Node<'_>) -> String {
    let mut text = String::new();
    write(node, &[], &mut text);
    text
}

/// The canonical text that a map would have without the keys `left_out`.
pub(super) fn canonical_without(node: &Node<'_>, left_out: &[&str]) -> String {
    let mut text = String::new();
    write(node, left_out, &mut text);
    text
}

/// Writes a value; of the map itself, but not of the values in it, without the keys `left_out`.
fn write(node: &Node<'_>, left_out: &[&str], text: &mut String) {
    match &node.kind {
        Kind::Scalar { text: scalar, .. } => string(scalar, text),
        Kind::List(items) => {
            text.push('[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    text.push(',');
                }
                write(item, &[], text);
            }
            text.push(']');
        }
        Kind::Map(pairs) => {
            let kept = pairs.iter().filter(|(key, _)| !key.text().is_some_and(|key| left_out.contains(&key)));
            let mut sorted: Vec<_> = kept.collect();
            sorted.sort_by(|(a, _), (b, _)| a.text().cmp(&b.text()));
            text.push('{');
            for (n, (key, value)) in sorted.into_iter().enumerate() {
                if n > 0 {
                    text.push(',');
                }
                write(key, &[], text);
                text.push(':');
                write(value, &[], text);
            }
            text.push('}');
        }
    }
}

/// Writes a text as a JSON string.
fn string(scalar: &str, text: &mut String) {
    let is_plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    if scalar.bytes().all(is_plain) {
        text.push('"');
        text.push_str(scalar);
        text.push('"');
    } else {
        text.push_str(&serde_json::Value::from(scalar).to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::canonical;
    use crate::diag::Sink;
    use crate::text::Source;
    use crate::yaml::parse;

    fn of(text: &str) -> String {
        canonical(&parse(&Source::new("t", text), &mut Sink::new()).expect("valid"))
    }

    #[test]
    fn texts_are_written_as_json_writes_them() {
        for text in ["plain", "", "quote\" in it", "back\\slash", "tab\there", "\u{7f}é\u{2028}日本", "\u{1}"]
        {
            let mut written = String::new();
            super::string(text, &mut written);
            assert_eq!(written, serde_json::Value::from(text).to_string());
        }
    }

    #[test]
    fn layout_does_not_matter_and_content_does() {
        assert_eq!(of("b: [1, 'x']\na: {c: d}"), of("# note\na:\n  c: \"d\"\nb:\n  - 1\n  - x\n"));
        assert_ne!(of("a: 1"), of("a: 2"));
        assert_ne!(of("a: ['x,y']"), of("a: [x, y]"));
    }
}
