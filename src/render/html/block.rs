//! Writes blocks as HTML.
//!
//! Blocks can contain blocks, so the code for lists, boxes and parts calls [`Body::blocks`] again.

use std::collections::{BTreeMap, BTreeSet};

use super::outline::{Outline, first_heading};
use super::text::{escape, inlines};
use super::{form, frame, table};
use crate::model::form_grammar::TICKED;
use crate::render::blocks::{Alert, Block, Inline, ListItem, Part, Tick};

/// The main text of a page, as far as it is written.
pub(super) struct Body<'o> {
    outline: &'o Outline,
    out: String,
    /// The slot and the part that are being written.
    slot: Option<String>,
    part: &'static str,
    /// The slots of the pack in their order; empty for another page.
    slots: Vec<&'o str>,
    /// The ids of the parts so far.
    parts: BTreeSet<String>,
    /// How many boxes each part had.
    ticks: BTreeMap<String, usize>,
    /// Whether the block before is a heading.
    below_heading: bool,
}

impl<'o> Body<'o> {
    /// Writes the blocks of a page. `slots`: the ids of the slots of a pack in their order. Returns also the ids of the parts
    /// that the text has: `begin`, `q1` and so on for the questions of the slots, and `close`.
    pub(super) fn write(
        blocks: &[Block],
        outline: &'o Outline,
        slots: Vec<&'o str>,
    ) -> (String, BTreeSet<String>) {
        let mut body = Body {
            outline,
            out: String::new(),
            slot: None,
            part: "page",
            slots,
            parts: BTreeSet::new(),
            ticks: BTreeMap::new(),
            below_heading: false,
        };
        body.blocks(blocks);
        (body.out, body.parts)
    }

    fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn text(&self, text: &[Inline]) -> String {
        inlines(text, &|target| self.outline.address(target))
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.below_heading = matches!(block, Block::Heading { .. });
        }
    }

    /// Writes blocks inside of an element.
    fn inside(&mut self, open: &str, blocks: &[Block], close: &str) {
        self.push(open);
        self.blocks(blocks);
        self.push(close);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { text, slug, beside, .. } => self.heading(text, slug, beside.as_deref()),
            Block::Paragraph(text) => self.paragraph(text),
            Block::List { start, items } => self.list(*start, items),
            Block::Quote(blocks) => self.inside("<blockquote>\n", blocks, "</blockquote>\n"),
            Block::Alert(kind, blocks) => self.alert(*kind, blocks),
            Block::Table(table) => {
                let html = table::table(table, &|cell| self.text(cell));
                self.push(&html);
            }
            Block::Code(text) => {
                let html = format!("<pre><code>{}</code></pre>\n", escape(text));
                self.push(&html);
            }
            Block::Rule => self.push("<hr>\n"),
            Block::PageBreak => self.push("<div class=\"break\"></div>\n"),
            Block::LeftPage => self.push("<div class=\"break left\"></div>\n"),
            // The style sheet of the page has the text of the footers.
            Block::Section(_) => {}
            Block::Lines(lines) => {
                let lines = "<i></i>".repeat(lines.count as usize);
                self.push(&format!("<div class=\"lines\" aria-hidden=\"true\">{lines}</div>\n"));
            }
            Block::Choices(choices) => {
                let html = form::choices(choices, &|text| self.text(text));
                self.push(&html);
            }
            Block::Writing(writing) => self.push(&form::writing(writing)),
            Block::Facts(facts) => self.push(&form::facts(facts)),
            Block::Part(part, blocks) => self.part(part, blocks),
            Block::Columns(columns) => {
                self.push("<div class=\"columns\">\n");
                columns.iter().for_each(|column| self.inside("<div>\n", column, "</div>\n"));
                self.push("</div>\n");
            }
            Block::Keep(blocks) => self.inside("<div class=\"keep\">\n", blocks, "</div>\n"),
            Block::Narrow(blocks) => self.inside("<div class=\"narrow\">\n", blocks, "</div>\n"),
            Block::Large(blocks) => self.inside("<div class=\"large\">\n", blocks, "</div>\n"),
            // A page on the screen has no end, so its content always fits.
            Block::Fit(blocks) => self.blocks(blocks),
            Block::Cover(blocks) => self.inside("<div class=\"cover\">\n", blocks, "</div>\n"),
        }
    }

    fn heading(&mut self, text: &[Inline], slug: &str, beside: Option<&str>) {
        let (level, words) = (self.outline.level(slug), self.text(text));
        let id = self.outline.id(slug).unwrap_or_default();
        let heading = format!("<h{level} id=\"{}\">{words}</h{level}>\n", escape(&id));
        match beside {
            Some(beside) => {
                let beside = escape(beside);
                self.push(&format!(
                    "<div class=\"head\">\n{heading}<p class=\"beside\">{beside}</p>\n</div>\n"
                ));
            }
            None => self.push(&heading),
        }
    }

    /// A paragraph all in italics right after a heading is a byline.
    fn paragraph(&mut self, text: &[Inline]) {
        let byline = self.below_heading && text.iter().all(|inline| inline.italic);
        if byline {
            let text: Vec<Inline> = text.iter().map(|it| Inline { italic: false, ..it.clone() }).collect();
            let html = format!("<p class=\"byline\">{}</p>\n", self.text(&text));
            return self.push(&html);
        }
        let html = format!("<p>{}</p>\n", self.text(text));
        self.push(&html);
    }

    fn alert(&mut self, kind: Alert, blocks: &[Block]) {
        let label = kind.label();
        let class = label.to_lowercase();
        let open = format!("<div class=\"alert {class}\" role=\"note\">\n<p class=\"label\">{label}</p>\n");
        self.inside(&open, blocks, "</div>\n");
    }

    fn list(&mut self, start: Option<u64>, items: &[ListItem]) {
        let ticks = items.iter().all(|item| item.tick.is_some());
        let (open, close) = match start {
            Some(1) => ("<ol>\n".to_owned(), "</ol>\n"),
            Some(start) => (format!("<ol start=\"{start}\">\n"), "</ol>\n"),
            None if ticks => ("<ul class=\"ticks\">\n".to_owned(), "</ul>\n"),
            None => ("<ul>\n".to_owned(), "</ul>\n"),
        };
        self.push(&open);
        for item in items {
            self.push("<li>");
            self.item(item);
            self.push("</li>\n");
        }
        self.push(close);
    }

    /// The first paragraph of an item has no element of its own; that of an item with a box is the label of the box.
    fn item(&mut self, item: &ListItem) {
        let (first, rest) = match item.blocks.split_first() {
            Some((Block::Paragraph(text), rest)) => (self.text(text), rest),
            _ => (String::new(), item.blocks.as_slice()),
        };
        match &item.tick {
            Some(tick) => {
                let html = format!("<label>{} <span>{first}</span></label>", self.tick(tick));
                self.push(&html);
            }
            None => self.push(&first),
        }
        self.blocks(rest);
    }

    /// A box. A box that is no field has a name of its own, by which the script keeps whether it is ticked.
    fn tick(&mut self, tick: &Tick) -> String {
        let checked = if tick.done { " checked" } else { "" };
        if let Some(field) = &tick.field {
            let (id, name) = (form::id(field), escape(field));
            return format!(
                "<input type=\"checkbox\" id=\"{id}\" name=\"{name}\" value=\"{TICKED}\"{checked}>"
            );
        }
        let place = format!("{}.{}", self.slot.as_deref().unwrap_or("page"), self.part);
        let number = self.ticks.entry(place.clone()).or_insert(0);
        *number += 1;
        format!("<input type=\"checkbox\" data-tick=\"{}.{number}\"{checked}>", escape(&place))
    }

    /// The number of a question: that of its slot. A second part for the same slot, or one for a slot that the pack does not
    /// have, gets a number that no other has.
    fn number(&self, slot: Option<&str>) -> usize {
        let number = self.slots.iter().position(|one| Some(*one) == slot).map(|at| at + 1);
        let is_new = |n: &usize| !self.parts.contains(&format!("q{n}"));
        number.filter(is_new).unwrap_or(self.slots.len() + self.parts.len() + 1)
    }

    fn part(&mut self, part: &Part, blocks: &[Block]) {
        let word = part.word;
        let slot = part.slot.clone().or_else(|| self.slot.clone());
        let before = (std::mem::replace(&mut self.slot, slot), std::mem::replace(&mut self.part, word));
        let of_slot = part.slot.as_deref().map(|slot| format!(" data-slot=\"{}\"", escape(slot)));
        let about = format!("data-part=\"{word}\"{}", of_slot.unwrap_or_default());
        let named = first_heading(blocks).and_then(|slug| self.outline.id(slug));
        let named = |usual: &str| match &named {
            Some(id) => format!("aria-labelledby=\"{}\"", escape(id)),
            None => format!("aria-label=\"{usual}\""),
        };
        match word {
            "begin" => {
                self.parts.insert(word.to_owned());
                let open = format!(
                    "<section class=\"begin\" id=\"begin\" {about} aria-label=\"Before you begin\">\n"
                );
                self.inside(&open, blocks, &format!("{}</section>\n", frame::BEGIN));
            }
            "close" => {
                self.parts.insert(word.to_owned());
                let open = format!("<section class=\"close\" id=\"close\" {about} {}>\n", named("Close"));
                self.inside(&open, blocks, &format!("{}</section>\n", frame::CLOSE));
            }
            "question" => {
                let n = self.number(part.slot.as_deref());
                self.parts.insert(format!("q{n}"));
                let named = named(&format!("Question {n}"));
                let open = format!("<section class=\"question q{n}\" id=\"q{n}\" {about} {named}>\n");
                self.inside(&open, blocks, "</section>\n");
            }
            "exhibit" => {
                let open = format!("<section class=\"exhibit\" {about} {}>\n", named("Exhibit"));
                self.inside(&open, blocks, "</section>\n");
            }
            _ => self.inside(&format!("<div class=\"{word}\" {about}>\n"), blocks, "</div>\n"),
        }
        (self.slot, self.part) = before;
    }
}
