//! Adapts the Markdown of an exhibit so that it cannot affect the page around it. Headings become labels,
//! comments show as text, and a fence that was left open ends with the exhibit.

/// The text of the exhibit, as it is put into a page.
pub(super) fn text(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut fence: Option<String> = None;
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
    use super::text;

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
        ] {
            assert_eq!(text(from), to, "{from}");
        }
    }
}
