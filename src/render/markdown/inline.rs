//! Styled inline text, the HTML that is allowed in it, and the translation of the parser's kinds of block
//! quotes and column alignments into ours.

use pulldown_cmark::{Alignment, BlockQuoteKind};

use super::{Builder, MarkdownError, directives};
use crate::render::blocks::{Alert, Align, Inline};
use crate::render::name_marks::{BEGIN, END};
use directives::Directive;

impl Builder {
    /// Adds text. The marks around a name become its style.
    pub(super) fn text(&mut self, text: &str, code: bool) {
        for part in text.split_inclusive([BEGIN, END]) {
            let words = part.trim_end_matches([BEGIN, END]);
            if !words.is_empty() {
                self.run(words, code);
            }
            self.name = match part.chars().next_back() {
                Some(BEGIN) => true,
                Some(END) => false,
                _ => self.name,
            };
        }
    }

    fn run(&mut self, text: &str, code: bool) {
        let style = Inline {
            text: String::new(),
            bold: self.bold > 0,
            italic: self.italic > 0,
            code,
            name: self.name,
            link: self.style.link.clone(),
            page: None,
            paper: false,
        };
        // Merge neighbouring text of the same style into one run, so that shaping and line breaking work on
        // whole words.
        if let Some(last) = self.inlines.last_mut() {
            let same = last.bold == style.bold && last.italic == style.italic && last.code == code;
            if same && last.name == style.name && last.link == style.link && last.page.is_none() {
                last.text.push_str(text);
                return;
            }
        }
        self.inlines.push(Inline { text: text.to_owned(), ..style });
    }

    /// Begins a link. With the title `page`, the number of its page follows it.
    pub(super) fn begin_link(&mut self, target: &str, title: &str) {
        self.style.link = Some(target.to_owned());
        self.style.page = target.strip_prefix('#').filter(|_| title == "page").map(str::to_owned);
    }

    pub(super) fn end_link(&mut self) {
        self.style.link = None;
        if let Some(page) = self.style.page.take() {
            let (bold, italic) = (self.bold > 0, self.italic > 0);
            let style = Inline { bold, italic, paper: true, ..Inline::default() };
            self.inlines.push(Inline { text: ", page ".to_owned(), ..style.clone() });
            // The digits keep room for the number, which is known only when all pages are made.
            self.inlines.push(Inline { text: "000".to_owned(), page: Some(page.clone()), ..style });
            self.references.push(page);
        }
    }

    /// Returns an error if the text asks for the page of a heading that it does not have.
    pub(super) fn references_lead(&self) -> Result<(), MarkdownError> {
        match self.references.iter().find(|slug| !self.slugs.contains_key(*slug)) {
            Some(slug) => Err(MarkdownError::NoHeading(slug.clone())),
            None => Ok(()),
        }
    }

    pub(super) fn inline_html(&mut self, html: &str) -> Result<(), MarkdownError> {
        let tag: String = html.chars().filter(|c| !c.is_whitespace()).collect();
        if matches!(tag.to_ascii_lowercase().as_str(), "<br>" | "<br/>") {
            self.text("\n", false);
            return Ok(());
        }
        match directives::read(html)?.as_slice() {
            [] | [Directive::Note] => Ok(()),
            _ => {
                let body = html.trim_start_matches("<!--").trim_end_matches("-->").trim();
                Err(MarkdownError::Misplaced(body.to_owned(), "must stand on a line of its own"))
            }
        }
    }
}

pub(super) fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note | BlockQuoteKind::Tip => Alert::Note,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning | BlockQuoteKind::Caution => Alert::Warning,
    }
}

pub(super) fn alignment(align: Alignment) -> Align {
    match align {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[test]
    fn a_page_is_asked_for_only_of_a_heading_that_is_there() {
        for text in
            ["[x](#a \"page\")\n\n# A", "# A\n\n# A\n\n[x](#a-1 \"page\")", "[x](#b)", "[x](b \"page\")"]
        {
            assert!(parse(text).is_ok(), "{text}");
        }
        let error = parse("# A\n\n[x](#b \"page\")").expect_err("no heading").to_string();
        assert_eq!(error, "no heading has the anchor `#b`, so `(#b \"page\")` has no page");
    }
}
