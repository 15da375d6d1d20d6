//! The style of a page: sizes, distances, and which colour of the theme is used for what. All lengths are points
//! (1/72 inch).
//!
//! This file holds all measures that a designer may want to change; `model::Theme` has colours and margins.

use crate::model::{Colors, Rgb};

/// Millimetres in points.
pub(super) const fn mm(n: f32) -> f32 {
    n * 72.0 / 25.4
}

/// What a colour is for. The theme says which colour it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Color {
    Ink,
    Muted,
    Accent,
    Warning,
    Line,
    Rule,
    Shade,
    Code,
    Bar,
}

impl Color {
    /// The colour in a theme.
    pub(super) fn of(self, colors: &Colors) -> Rgb {
        match self {
            Color::Ink => colors.ink,
            Color::Muted => colors.muted,
            Color::Accent => colors.accent,
            Color::Warning => colors.warning,
            Color::Line => colors.line,
            Color::Rule => colors.rule,
            Color::Shade => colors.shade,
            Color::Code => colors.code,
            Color::Bar => colors.bar,
        }
    }
}

/// A part of a colour as PDF writes it, from 0 to 1.
pub(super) fn part(n: u8) -> f32 {
    (f32::from(n) / 255.0 * 1000.0).round() / 1000.0
}

/// Running text.
pub(super) const INK: Color = Color::Ink;
/// Secondary text: header, footer, subtitle.
pub(super) const MUTED: Color = Color::Muted;
/// The one accent.
pub(super) const ACCENT: Color = Color::Accent;
/// Rules between table rows.
pub(super) const RULE: Color = Color::Rule;
/// Lines to write on and the edges of boxes to tick.
pub(super) const LINE: Color = Color::Line;
/// The background of boxes and table headers.
pub(super) const SHADE: Color = Color::Shade;
/// The background of a code span.
pub(super) const CODE_SHADE: Color = Color::Code;
/// The bars behind numbers.
pub(super) const BAR_SHADE: Color = Color::Bar;
/// The bar of a warning.
pub(super) const WARNING: Color = Color::Warning;

/// The typography of a kind of block: size, leading, weight, slant and colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    pub(super) size: f32,
    /// The distance between baselines.
    pub(super) leading: f32,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) color: Color,
}

impl Type {
    const fn new(size: f32, leading: f32, bold: bool, color: Color) -> Self {
        Self { size, leading, bold, italic: false, color }
    }

    /// The distance from the top of a line to its baseline. It centres capital letters in the line.
    pub(super) fn baseline(&self) -> f32 {
        self.leading / 2.0 + self.size * 0.357
    }
}

pub(super) const BODY: Type = Type::new(10.0, 14.5, false, INK);
pub(super) const PROMPT: Type = Type::new(12.0, 17.5, false, INK);
/// A question on a sheet of its own.
pub(super) const LARGE: Type = Type::new(16.0, 24.0, false, INK);
pub(super) const CELL: Type = Type::new(9.25, 13.0, false, INK);
/// The anchors of a form, which are compared under pressure.
pub(super) const CHOICE: Type = Type::new(10.0, 13.5, false, INK);
/// The text at the right of a heading.
pub(super) const BESIDE: Type = Type::new(16.0, 20.0, true, INK);
/// What a form belongs to.
pub(super) const FACT: Type = Type::new(7.75, 11.0, false, INK);
pub(super) const CELL_HEAD: Type = Type::new(8.5, 12.0, true, ACCENT);
pub(super) const CODE: Type = Type::new(9.0, 12.5, false, INK);
pub(super) const LABEL: Type = Type::new(9.25, 13.0, true, ACCENT);
pub(super) const FURNITURE: Type = Type::new(7.75, 10.0, false, MUTED);
pub(super) const COVER_TITLE: Type = Type::new(32.0, 38.0, true, INK);
pub(super) const COVER_SUBTITLE: Type = Type::new(14.0, 21.0, false, MUTED);

/// The type of a heading, and the space above and below it.
pub(super) const fn heading(level: u8) -> (Type, f32, f32) {
    match level {
        1 => (Type::new(24.0, 30.0, true, INK), 24.0, 10.0),
        2 => (Type::new(18.0, 23.0, true, ACCENT), 26.0, 10.0),
        3 => (Type::new(12.5, 17.0, true, INK), 20.0, 6.0),
        _ => (LABEL, 11.0, 3.0),
    }
}

/// Space between paragraphs and below lists.
pub(super) const PARAGRAPH_GAP: f32 = 6.0;
/// Space above and below boxes, tables and columns.
pub(super) const BLOCK_GAP: f32 = 10.0;
/// Space between the items of a list.
pub(super) const ITEM_GAP: f32 = 2.5;
/// The indent of a list.
pub(super) const INDENT: f32 = 15.0;
/// Padding inside a box, beside and above its text.
pub(super) const BOX_PAD: (f32, f32) = (12.0, 9.0);
/// The bar at the left of a box.
pub(super) const BAR: f32 = 3.0;
/// Padding inside a table cell, beside and above its text.
pub(super) const CELL_PAD: (f32, f32) = (6.0, 4.0);
/// The least distance between baselines, as a multiple of the size of the type.
pub(super) const CLOSE_LEADING: f32 = 1.2;
/// The parts of the space around blocks and between lines that remain where blocks are set closer together.
pub(super) const CLOSER: [f32; 4] = [0.8, 0.6, 0.4, 0.2];
/// Space between columns.
pub(super) const GUTTER: f32 = 20.0;
/// The width of narrow text: 60 to 75 characters of [`BODY`].
pub(super) const MEASURE: f32 = mm(126.0);
/// The size and the edge of a box that a rating is ticked in, and of a small box.
pub(super) const CHOICE_BOX: (f32, f32) = (mm(4.5), 0.9);
pub(super) const TICK_BOX: (f32, f32) = (mm(3.2), 0.7);
/// The distance between lines to write on.
pub(super) const WRITING_LINE: f32 = mm(8.0);

/// The least space between the texts at the left and at the right of a header or footer.
pub(super) const FURNITURE_GAP: f32 = mm(9.0);
/// The distance from the edge of the paper to the middle of header and footer.
pub(super) const HEADER_AT: f32 = mm(13.0);
pub(super) const FOOTER_AT: f32 = mm(12.0);
/// The distance from the edge of the paper to the lower edge of a logo, and the greatest width of a logo.
pub(super) const LOGO_AT: f32 = mm(15.0);
pub(super) const LOGO_WIDTH: f32 = mm(60.0);
/// The distance of the title of a cover from the top margin.
pub(super) const COVER_DROP: f32 = mm(42.0);
