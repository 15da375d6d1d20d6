//! Adapts the Markdown of an exhibit so that it cannot affect the page around it. Headings become labels,
//! comments show as text, and a fence that was left open ends with the exhibit. Code stays as it is.

use crate::render::blocks::Block;
use crate::render::markdown::{self, MarkdownError};

/// The text of an exhibit as blocks, as pages print it.
///
/// # Errors
/// [`MarkdownError`] for the first part that no page can print, such as raw HTML.
pub fn blocks(text: &str) -> Result<Vec<Block>, MarkdownError> {
    markdown::parse(&self::text(text))
}

/// The text of the exhibit, as it is put into a page.
pub(super) fn text(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut fence: Option<String> = None;
    let mut around = Around::default();
    for line in text.lines() {
        if let Some(open) = &fence {
            let closes = line.trim().starts_with(open.as_str())
                && line.trim().trim_start_matches(open.as_str()).trim_start_matches(['`', '~']).is_empty();
            lines.push(line.to_owned());
            if closes {
                fence = None;
            }
            continue;
        }
        if around.is_code(line) {
            lines.push(line.to_owned());
            continue;
        }
        fence = opened(line);
        if fence.is_some() {
            lines.push(line.to_owned());
            continue;
        }
        if is_underline(line) && lines.last().is_some_and(|above| !above.trim().is_empty()) {
            // Directly below a paragraph, a line of `=` or `-` would turn the paragraph into a heading.
            lines.push(String::new());
        }
        lines.push(lowered(&line.replace("<!--", "&lt;!--")));
    }
    lines.extend(fence);
    lines.join("\n")
}

/// What is above a line, as far as it decides whether the line is indented code.
#[derive(Default)]
struct Around {
    /// Whether the line above is text, which an indented line would continue.
    text: bool,
    /// Whether the line may be in a list, where indentation means something else.
    list: bool,
}

impl Around {
    /// Whether a line is surely indented code: code in lists and quotations is not recognised. Lines outside of fences
    /// come in their order.
    fn is_code(&mut self, line: &str) -> bool {
        let inner = line.trim_start_matches([' ', '\t']);
        if inner.is_empty() {
            self.text = false;
            return false;
        }
        let lead = &line[..line.len() - inner.len()];
        // A carriage return ends a line of Markdown.
        if (lead.contains('\t') || lead.len() >= 4) && !self.text && !self.list && !line.contains('\r') {
            return true;
        }
        let item = inner.trim_start_matches([' ', '\t', '>']);
        let mark = item.trim_start_matches(|c: char| c.is_ascii_digit());
        if mark.starts_with(['-', '*', '+', '.', ')']) {
            self.list = true;
        } else if lead.is_empty() && !self.text {
            self.list = false;
        }
        self.text = true;
        false
    }
}

/// The fence that a line opens; `None` if it opens none.
fn opened(line: &str) -> Option<String> {
    let inner = line.trim_start_matches([' ', '>', '-', '*', '+']);
    let mark = inner.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let run: String = inner.chars().take_while(|c| *c == mark).collect();
    // If a line that begins with backticks has another backtick further on, it is inline code and not a
    // fence.
    let plain = mark == '~' || !inner[run.len()..].contains('`');
    (run.len() >= 3 && plain).then_some(run)
}

/// Whether a line consists only of `=` or only of `-`.
fn is_underline(line: &str) -> bool {
    let inner = line.trim();
    !inner.is_empty() && (inner.bytes().all(|b| b == b'=') || inner.bytes().all(|b| b == b'-'))
}

/// Changes a heading of any level to level 4, which is a label. The heading may be in a list or a quotation.
fn lowered(line: &str) -> String {
    let lead = line.find(|c: char| !(c.is_ascii_digit() || " \t>-*+.)".contains(c))).unwrap_or(line.len());
    let rest = &line[lead..];
    let marks = rest.len() - rest.trim_start_matches('#').len();
    let ends = rest[marks..].is_empty() || rest[marks..].starts_with([' ', '\t']);
    match (1..=6).contains(&marks) && ends {
        true => format!("{}####{}", &line[..lead], &rest[marks..]),
        false => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{blocks, text};
    use crate::render::blocks::Block;

    #[test]
    fn nothing_in_an_exhibit_reaches_the_page_around_it() {
        for (from, to) in [
            ("# Big", "#### Big"),
            ("   ## Indented", "   #### Indented"),
            ("> # Quoted", "> #### Quoted"),
            ("- ## In a list", "- #### In a list"),
            ("1. # Numbered", "1. #### Numbered"),
            ("#", "####"),
            ("#5 is a number", "#5 is a number"),
            ("<!-- /keep -->", "&lt;!-- /keep -->"),
            ("a <!-- lines: 90 --> b", "a &lt;!-- lines: 90 --> b"),
            ("Title\n===", "Title\n\n==="),
            ("Title\n---", "Title\n\n---"),
            ("| a | b |\n| --- | --- |", "| a | b |\n| --- | --- |"),
            ("```\n# code\n```\n# Big", "```\n# code\n```\n#### Big"),
            ("~~~\n# code\n~~~\n# Big", "~~~\n# code\n~~~\n#### Big"),
            ("````\n```\n# code", "````\n```\n# code\n````"),
            ("```json\n{}", "```json\n{}\n```"),
            ("`a` ``` b\n# Big", "`a` ``` b\n#### Big"),
            ("- a\n\n      # In a list", "- a\n\n      #### In a list"),
            ("- a\n\nText\n    # of it", "- a\n\nText\n    #### of it"),
            ("1. a\n\n    <!-- /keep -->", "1. a\n\n    &lt;!-- /keep -->"),
            ("Text\n    <!-- /keep -->", "Text\n    &lt;!-- /keep -->"),
            ("\u{a0}\n    <!-- /keep -->", "\u{a0}\n    &lt;!-- /keep -->"),
            ("Title\n===\n    <!-- /keep -->", "Title\n\n===\n    &lt;!-- /keep -->"),
            ("    a\r<!-- /keep -->", "    a\r&lt;!-- /keep -->"),
        ] {
            assert_eq!(text(from), to, "{from}");
        }
    }

    #[test]
    fn indented_code_stays_as_it_is() {
        let code = "    # comment\n    <!-- x -->\n\n\t---\n    ```\n    # comment";
        let list = format!("- a\n\nAfter the list\n\n{code}");
        for text in [code, &format!("Text\n\n{code}"), &list, &format!("```\nx\n```\n\n{code}")] {
            assert_eq!(super::text(text), text);
            let Some(Block::Code(found)) = blocks(text).expect("Markdown").pop() else { panic!("{text}") };
            assert_eq!(found.trim_end(), "# comment\n<!-- x -->\n\n---\n```\n# comment");
        }
    }
}
