//! Text in HTML: escaped characters, and runs of styled text.

use std::fmt::Write;

use crate::render::blocks::Inline;

/// Escapes a text for HTML, also inside of quoted attributes. Characters that HTML does not allow are left out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || is_noncharacter(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// Whether Unicode reserves a character for use inside of programs; HTML does not allow it.
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// Writes runs of text without what only paper has. `target` gives the address for the target of a link; without an address,
/// only the words stay.
pub(super) fn inlines(text: &[Inline], target: &dyn Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|inline| inline.link == first.link).count();
        let (run, after) = rest.split_at(same);
        let words: String = run.iter().filter(|inline| !inline.paper).map(styled).collect();
        match first.link.as_deref().and_then(target) {
            Some(address) if address.starts_with('#') => {
                let _ = write!(out, "<a href=\"{}\">{words}</a>", escape(&address));
            }
            Some(address) => {
                let attributes = "target=\"_blank\" rel=\"noopener noreferrer\"";
                let _ = write!(out, "<a href=\"{}\" {attributes}>{words}</a>", escape(&address));
            }
            None => out.push_str(&words),
        }
        rest = after;
    }
    out
}

/// A run of text in one style.
fn styled(inline: &Inline) -> String {
    let mut words = escape(&inline.text).replace('\n', "<br>");
    let styles =
        [(inline.code, "code"), (inline.name, "bdi"), (inline.italic, "em"), (inline.bold, "strong")];
    for (_, tag) in styles.into_iter().filter(|(wanted, _)| *wanted) {
        words = format!("<{tag}>{words}</{tag}>");
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{escape, inlines};
    use crate::render::blocks::{Block, Inline};
    use crate::render::markdown::parse;

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(
            escape("a<b> & \"c\" 'd'\u{0}\u{fffe}\u{fdd0}"),
            "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;"
        );
    }

    #[test]
    fn a_link_is_one_element_although_its_style_changes() {
        let link = |text: &str, bold| Inline {
            text: text.to_owned(),
            bold,
            link: Some("#a".to_owned()),
            ..Inline::default()
        };
        let known = |target: &str| (target == "#a").then(|| "#s-a".to_owned());
        let text = [link("x ", false), link("y", true)];
        assert_eq!(inlines(&text, &known), "<a href=\"#s-a\">x <strong>y</strong></a>");
        assert_eq!(inlines(&text, &|_| None), "x <strong>y</strong>");
    }

    #[test]
    fn no_page_number_is_on_a_screen() {
        let blocks = parse("# A\n\nSee [**A**](#a \"page\"), then go on.\n").expect("Markdown");
        let Some(Block::Paragraph(text)) = blocks.last() else { panic!("{blocks:?}") };
        assert_eq!(inlines(text, &|_| None), "See <strong>A</strong>, then go on.");
    }
}
