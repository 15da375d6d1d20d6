//! Lays out boxes as rows: prompts, call-outs and code.
//!
//! This file sets background, bar and padding of a box. The rectangle is drawn later, when it is known which
//! rows of the box are on the same page.

use super::flow::Flow;
use super::row::{Bind, BoxPart, Role, Row};
use super::style::{
    ACCENT, BAR, BLOCK_GAP, BODY, BOX_PAD, CODE, Color, INDENT, LABEL, PROMPT, RULE, SHADE, Type, WARNING,
};
use crate::render::blocks::{Alert, Block, Inline};

impl Flow<'_, '_> {
    /// Lays out `content` in a box with a background and, optionally, a bar at the left.
    fn boxed(&mut self, bar: Option<Color>, role: Role, pad: (f32, f32), content: impl FnOnce(&mut Self)) {
        let outer = self.open(role);
        let pad = (pad.0, pad.1 * self.air);
        self.space(BLOCK_GAP);
        let part = BoxPart { id: self.next_box, x: self.x, width: self.width, background: SHADE, bar };
        self.next_box += 1;
        let (x, width, first) = (self.x, self.width, self.rows.len());
        self.boxes.push(part);
        self.push(Row { height: pad.1, ..Row::default() });
        let inset = pad.0 + if bar.is_some() { BAR } else { 0.0 };
        (self.x, self.width) = (x + inset, (width - inset - pad.0).max(INDENT));
        let begun = self.rows.len();
        content(self);
        if let Some(row) = self.rows.get_mut(begun) {
            row.gap = 0.0;
        }
        self.gap = 0.0;
        self.push(Row { height: pad.1, ..Row::default() });
        for row in &mut self.rows[first + 1..] {
            row.bind = row.bind.max(Bind::Boxed);
        }
        // The padding rows must stay on the same page as the text next to them.
        let last = self.rows.len() - 1;
        self.rows[last].bind = Bind::Tight;
        self.rows[begun].bind = Bind::Tight;
        (self.x, self.width) = (x, width);
        self.boxes.pop();
        self.space(BLOCK_GAP);
        self.close(outer);
    }

    pub(super) fn quote(&mut self, blocks: &[Block]) {
        let kind = std::mem::replace(&mut self.kind, PROMPT);
        self.boxed(Some(ACCENT), Role::Quote, BOX_PAD, |flow| flow.blocks(blocks));
        self.kind = kind;
    }

    pub(super) fn alert(&mut self, alert: Alert, blocks: &[Block]) {
        let color = match alert {
            Alert::Note => RULE,
            Alert::Important => ACCENT,
            Alert::Warning => WARNING,
        };
        let label = [Inline { text: alert.label().to_owned(), ..Inline::default() }];
        let ink = if alert == Alert::Warning { WARNING } else { ACCENT };
        let kind = std::mem::replace(&mut self.kind, BODY);
        self.boxed(Some(color), Role::Note, (BOX_PAD.0, 7.0), |flow| {
            flow.paragraph(&label, Type { color: ink, ..LABEL }, Role::Paragraph);
            // The gap between the label and the text below it is smaller than between paragraphs.
            let first = flow.rows.len();
            flow.blocks(blocks);
            if let Some(row) = flow.rows.get_mut(first) {
                (row.gap, row.bind) = (1.5, Bind::Tight);
            }
        });
        self.kind = kind;
    }

    pub(super) fn code(&mut self, text: &str) {
        self.boxed(None, Role::Code, (8.0, 6.0), |flow| {
            for line in text.lines() {
                // Indentation matters in code, so blanks are kept as no-break spaces.
                let fixed = line.replace(' ', "\u{A0}");
                flow.paragraph(
                    &[Inline { text: fixed, code: true, ..Inline::default() }],
                    CODE,
                    Role::Paragraph,
                );
            }
        });
    }
}
