//! The headings of a page: levels without gaps, one of level 1, and the list of contents.

use std::collections::BTreeMap;

use super::text::escape;
use crate::render::blocks::{Block, Blocks, plain};

/// A heading with its place in the outline.
struct Heading {
    slug: String,
    words: String,
    /// From 1.
    level: usize,
}

/// The headings of a page in reading order.
pub(super) struct Outline {
    headings: Vec<Heading>,
    by_slug: BTreeMap<String, usize>,
    /// Whether the text has no heading, or several, of the highest level, so that the page needs a title above it.
    pub(super) needs_title: bool,
}

impl Outline {
    /// Numbers the headings so that no level is skipped: a heading is one level below the nearest one before it that
    /// is higher.
    pub(super) fn of(blocks: &Blocks) -> Outline {
        let mut found = Vec::new();
        collect(blocks, &mut found);
        let titles = found.iter().filter(|(level, ..)| *level == 1).count();
        let first = found.first().is_some_and(|(level, ..)| *level == 1);
        let needs_title = titles != 1 || !first;
        let mut above: Vec<u8> = Vec::new();
        let mut headings = Vec::new();
        for (level, slug, words) in found {
            while above.last().is_some_and(|last| *last >= level) {
                above.pop();
            }
            above.push(level);
            headings.push(Heading { slug, words, level: (above.len() + usize::from(needs_title)).min(6) });
        }
        let by_slug = headings.iter().enumerate().map(|(n, heading)| (heading.slug.clone(), n)).collect();
        Outline { headings, by_slug, needs_title }
    }

    /// The level in the outline of the heading with this anchor.
    pub(super) fn level(&self, slug: &str) -> usize {
        self.by_slug.get(slug).map_or(2, |n| self.headings[*n].level)
    }

    /// The id of the heading with this anchor; `None` if the page has no such heading. The prefix keeps the words of
    /// people apart from the ids of the page itself.
    pub(super) fn id(&self, slug: &str) -> Option<String> {
        self.by_slug.contains_key(slug).then(|| id(slug))
    }

    /// The address of a link: an anchor of this page, or an address that a reader may open. `None` for any other, such
    /// as `javascript:`.
    pub(super) fn address(&self, target: &str) -> Option<String> {
        if let Some(anchor) = target.strip_prefix('#') {
            return self.id(anchor).map(|id| format!("#{id}"));
        }
        let lower = target.to_ascii_lowercase();
        let opens = ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
        opens.then(|| target.to_owned())
    }

    /// The list of contents: levels 2 and 3. Empty if there are fewer than two entries.
    pub(super) fn contents(&self) -> String {
        let entries: Vec<&Heading> = self.headings.iter().filter(|h| matches!(h.level, 2 | 3)).collect();
        if entries.len() < 2 {
            return String::new();
        }
        let mut out = String::from("<nav class=\"contents\" aria-label=\"Contents\">\n<ol>\n");
        let mut inner = false;
        for (n, entry) in entries.iter().enumerate() {
            let deep = entry.level == 3 && n > 0;
            match (inner, deep) {
                (false, true) => out.push_str("\n<ol>\n"),
                (true, false) => out.push_str("</li>\n</ol></li>\n"),
                (_, _) if n > 0 => out.push_str("</li>\n"),
                _ => {}
            }
            inner = deep;
            out.push_str(&format!(
                "<li><a href=\"#{}\">{}</a>",
                escape(&id(&entry.slug)),
                escape(&entry.words)
            ));
        }
        out.push_str(if inner { "</li>\n</ol></li>\n" } else { "</li>\n" });
        out.push_str("</ol>\n</nav>\n");
        out
    }
}

fn id(slug: &str) -> String {
    format!("s-{slug}")
}

/// The anchor of the first heading in blocks; `None` if they have none.
pub(super) fn first_heading(blocks: &[Block]) -> Option<&str> {
    blocks.iter().find_map(|block| match block {
        Block::Heading { slug, .. } => Some(slug.as_str()),
        Block::Part(_, inner)
        | Block::Keep(inner)
        | Block::Narrow(inner)
        | Block::Large(inner)
        | Block::Fit(inner) => first_heading(inner),
        _ => None,
    })
}

/// Collects level, anchor and words of every heading.
fn collect(blocks: &[Block], found: &mut Vec<(u8, String, String)>) {
    for block in blocks {
        match block {
            Block::Heading { level, text, slug, .. } => found.push((*level, slug.clone(), plain(text))),
            Block::Quote(inner)
            | Block::Alert(_, inner)
            | Block::Part(_, inner)
            | Block::Keep(inner)
            | Block::Narrow(inner)
            | Block::Large(inner)
            | Block::Fit(inner)
            | Block::Cover(inner) => collect(inner, found),
            Block::Columns(columns) => columns.iter().for_each(|column| collect(column, found)),
            Block::List { items, .. } => items.iter().for_each(|item| collect(&item.blocks, found)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Outline;
    use crate::render::markdown::parse;

    fn levels(text: &str) -> (bool, Vec<usize>) {
        let outline = Outline::of(&parse(text).expect("Markdown"));
        (outline.needs_title, outline.headings.iter().map(|heading| heading.level).collect())
    }

    #[test]
    fn no_level_is_skipped_and_one_heading_is_the_title() {
        assert_eq!(levels("# A\n\n### B\n\n## C\n\n#### D\n"), (false, vec![1, 2, 2, 3]));
        assert_eq!(levels("# A\n\n# B\n\n#### C\n"), (true, vec![2, 2, 3]));
        assert_eq!(levels("words\n"), (true, vec![]));
    }

    #[test]
    fn only_known_kinds_of_links_are_opened() {
        let outline = Outline::of(&parse("# A b\n").expect("Markdown"));
        assert_eq!(outline.address("#a-b").as_deref(), Some("#s-a-b"));
        assert_eq!(outline.address("https://example.org/").as_deref(), Some("https://example.org/"));
        for bad in
            ["#c", "javascript:alert(1)", "data:text/html,x", "kit.md", "//example.org", " javascript:x"]
        {
            assert_eq!(outline.address(bad), None, "{bad}");
        }
    }
}
