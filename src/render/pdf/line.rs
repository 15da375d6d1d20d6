//! Breaks text into lines: where a line may end, where it ends, and the visual order of its parts.
//!
//! This file does line breaking (Unicode Annex 14), bidirectional ordering (Annex 9) and the breaking of
//! words wider than the line. Lines are ragged right. It is independent of blocks and pages.

use std::ops::Range;
use std::rc::Rc;

use unicode_bidi::{BidiInfo, Level};
use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::breaks::{cuts, levels, names, uniform};
use super::fonts::Style;
use super::row::{ARTIFACT, Item, NodeId, What};
use super::shape::{Shaper, Word};
use super::style::{ACCENT, CODE_SHADE, Type};
use crate::render::blocks::{Align, Inline};

/// A line of the paragraph: words with their positions.
#[derive(Debug, Default)]
pub(super) struct Line {
    words: Vec<Placed>,
    /// The width without the blanks at the end.
    pub(super) width: f32,
    /// Whether it ends where the text has a line break.
    pub(super) broken: bool,
}

impl Line {
    /// The words with their distances from the left edge.
    pub(super) fn placed(&self) -> impl Iterator<Item = (f32, &Rc<Word>)> {
        self.words.iter().map(|placed| (placed.x, &placed.word))
    }
}

#[derive(Debug, Clone)]
struct Placed {
    x: f32,
    width: f32,
    word: Rc<Word>,
    /// The index of the inline that it comes from.
    inline: usize,
    /// Its text, if it is a part of a name that runs from left to right.
    said: Option<Rc<str>>,
}

/// A part of the text without a possible line break inside it.
#[derive(Default)]
struct Atom {
    words: Vec<Piece>,
    /// The width without the blanks at the end.
    width: f32,
    blank: f32,
    ends_line: bool,
}

#[derive(Clone)]
struct Piece {
    word: Rc<Word>,
    width: f32,
    inline: usize,
    level: Level,
    range: Range<usize>,
    blank: bool,
}

/// A paragraph ready to be broken into lines of any width.
pub(super) struct Text<'t> {
    inlines: &'t [Inline],
    kind: Type,
    text: String,
    atoms: Vec<Atom>,
    /// Whether the paragraph runs from right to left.
    rtl: bool,
}

impl<'t> Text<'t> {
    pub(super) fn new(shaper: &mut Shaper<'_>, inlines: &'t [Inline], kind: Type) -> Self {
        // Control characters have no shape; a tab or a stray newline is a blank.
        let clean = |c: char| if c.is_control() && c != '\n' { ' ' } else { c };
        let mut text = String::new();
        let mut ends = Vec::new();
        for inline in inlines {
            text.extend(inline.text.chars().map(clean));
            ends.push(text.len());
        }
        let (levels, rtl) = levels(&text, &names(inlines, &ends));
        let mut this = Self { inlines, kind, text, atoms: Vec::new(), rtl };
        this.split(shaper, &ends, &levels);
        this
    }

    fn split(&mut self, shaper: &mut Shaper<'_>, ends: &[usize], levels: &[Level]) {
        let mut start = 0;
        let text = std::mem::take(&mut self.text);
        for (end, kind) in linebreaks(&text) {
            let whole = text[start..end].trim_end_matches('\n');
            let mut atom = Atom { ends_line: kind == BreakOpportunity::Mandatory, ..Atom::default() };
            let letters = start + whole.trim_end_matches(' ').len();
            for (range, blank) in [(start..letters, false), (letters..start + whole.len(), true)] {
                for part in uniform(&text, range, ends, levels) {
                    let piece = self.piece(shaper, &text, part, ends, levels, blank);
                    *(if blank { &mut atom.blank } else { &mut atom.width }) += piece.width;
                    atom.words.push(piece);
                }
            }
            self.atoms.push(atom);
            start = end;
        }
        self.text = text;
    }

    fn piece(
        &self,
        shaper: &mut Shaper<'_>,
        text: &str,
        range: Range<usize>,
        ends: &[usize],
        levels: &[Level],
        blank: bool,
    ) -> Piece {
        let inline = ends.partition_point(|&end| end <= range.start);
        let level = levels.get(range.start).copied().unwrap_or_else(Level::ltr);
        self.shape(shaper, text, range, inline, level, blank)
    }

    fn shape(
        &self,
        shaper: &mut Shaper<'_>,
        text: &str,
        range: Range<usize>,
        inline: usize,
        level: Level,
        blank: bool,
    ) -> Piece {
        let style = &self.inlines[inline];
        let face = match style.code {
            true => Style::Mono,
            false => Style::of(style.bold || self.kind.bold, style.italic || self.kind.italic),
        };
        let word = shaper.word(&text[range.clone()], face, level.is_rtl(), style.name);
        Piece { width: word.width * self.kind.size, word, inline, level, range, blank }
    }

    /// The width of the longest word, and of the longest line if lines end only at hard breaks.
    pub(super) fn extent(&self) -> (f32, f32) {
        let (mut word, mut line, mut widest) = (0.0_f32, 0.0_f32, 0.0_f32);
        for atom in &self.atoms {
            word = word.max(atom.width);
            widest = widest.max(line + atom.width);
            line = if atom.ends_line { 0.0 } else { line + atom.width + atom.blank };
        }
        (word, widest)
    }

    /// Breaks the paragraph into lines of at most `width`. Returns at least one line.
    pub(super) fn lines(&self, shaper: &mut Shaper<'_>, width: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut line: Vec<Piece> = Vec::new();
        let mut used = 0.0;
        for atom in &self.atoms {
            if used + atom.width > width + 0.01 && !line.is_empty() {
                lines.push(self.set(std::mem::take(&mut line)));
                used = 0.0;
            }
            if atom.width > width + 0.01 {
                used = self.force(shaper, atom, width, &mut line, &mut lines);
            } else {
                line.extend(atom.words.iter().cloned());
                used += atom.width;
            }
            used += atom.blank;
            if atom.ends_line {
                lines.push(Line { broken: true, ..self.set(std::mem::take(&mut line)) });
                used = 0.0;
            }
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(self.set(line));
        }
        lines
    }

    /// Breaks a word that is wider than the line at any character: a broken word is better than a clipped
    /// one.
    fn force(
        &self,
        shaper: &mut Shaper<'_>,
        atom: &Atom,
        width: f32,
        line: &mut Vec<Piece>,
        lines: &mut Vec<Line>,
    ) -> f32 {
        let mut used = 0.0;
        for whole in &atom.words {
            let mut rest = whole.clone();
            while !rest.blank && used + rest.width > width + 0.01 {
                let cuts = cuts(&self.text, rest.range.clone());
                let mut head = |cut: usize| {
                    self.shape(shaper, &self.text, rest.range.start..cut, rest.inline, rest.level, false)
                };
                let fits = cuts.partition_point(|&cut| used + head(cut).width <= width);
                // A line takes at least one character, however narrow it is.
                let Some(&cut) = cuts.get(fits.saturating_sub(1)) else {
                    break;
                };
                if fits > 0 || line.is_empty() {
                    line.push(head(cut));
                    rest =
                        self.shape(shaper, &self.text, cut..rest.range.end, rest.inline, rest.level, false);
                }
                lines.push(self.set(std::mem::take(line)));
                used = 0.0;
            }
            used += if rest.blank { 0.0 } else { rest.width };
            line.push(rest);
        }
        used
    }

    /// Puts the pieces of a line in visual order and sets their positions.
    fn set(&self, mut pieces: Vec<Piece>) -> Line {
        let mixed = self.rtl || pieces.iter().any(|piece| piece.level.is_rtl());
        let tail = pieces.iter().rev().take_while(|piece| piece.blank).count();
        let width = pieces[..pieces.len() - tail].iter().map(|piece| piece.width).sum();
        if mixed {
            // In right-to-left text, trailing blanks would appear at the wrong side of the line.
            pieces.truncate(pieces.len() - tail);
            let levels: Vec<Level> = pieces.iter().map(|piece| piece.level).collect();
            pieces = BidiInfo::reorder_visual(&levels).into_iter().map(|i| pieces[i].clone()).collect();
        }
        let mut x = 0.0;
        let place = |piece: Piece| {
            let is_said = self.inlines[piece.inline].name && piece.level.is_ltr();
            let said = is_said.then(|| self.text[piece.range].into());
            let placed = Placed { x, width: piece.width, word: piece.word, inline: piece.inline, said };
            x += placed.width;
            placed
        };
        Line { words: pieces.into_iter().map(place).collect(), width, broken: false }
    }

    /// Draws `line` into `out`, in a column of `width` at `x`, the top of the line at `y`. `nodes` has the
    /// node of each inline.
    pub(super) fn draw(
        &self,
        line: &Line,
        frame: (f32, f32, f32),
        align: Align,
        nodes: &[NodeId],
        out: &mut Vec<Item>,
    ) {
        let (x, y, width) = frame;
        let slack = (width - line.width).max(0.0);
        let shift = match align {
            Align::Center => slack / 2.0,
            Align::Start if self.rtl => slack,
            Align::End if !self.rtl => slack,
            _ => 0.0,
        };
        let baseline = y + self.kind.baseline();
        for group in line.words.chunk_by(|a, b| a.inline == b.inline) {
            let node = nodes.get(group[0].inline).copied().unwrap_or(ARTIFACT);
            self.underlay(group, (x + shift, y, line.width), node, out);
        }
        let one = |a: &Placed, b: &Placed| a.inline == b.inline && a.said.is_some() && b.said.is_some();
        for group in line.words.chunk_by(one) {
            let first = &group[0];
            let style = &self.inlines[first.inline];
            let color = if style.link.is_some() { ACCENT } else { self.kind.color };
            if let Some(slug) = &style.page {
                let face = Style::of(style.bold || self.kind.bold, style.italic || self.kind.italic);
                let what =
                    What::PageOf { slug: slug.as_str().into(), size: self.kind.size, color, style: face };
                let node = nodes.get(first.inline).copied().unwrap_or(ARTIFACT);
                out.push(Item { node, x: x + shift + first.x, y: baseline, what });
                continue;
            }
            let said: Option<String> = group.iter().map(|placed| placed.said.as_deref()).collect();
            let word = match group {
                [only] => only.word.clone(),
                _ => Rc::new(Word::joined(group.iter().map(|placed| &*placed.word))),
            };
            out.push(Item {
                node: nodes.get(first.inline).copied().unwrap_or(ARTIFACT),
                x: x + shift + first.x,
                y: baseline,
                what: What::Text { word, size: self.kind.size, color, said: said.map(Rc::from) },
            });
        }
    }

    /// Draws the background of a code span, and the line and the clickable area of a link.
    fn underlay(
        &self,
        group: &[Placed],
        (x, y, line_width): (f32, f32, f32),
        node: NodeId,
        out: &mut Vec<Item>,
    ) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            return;
        };
        let style = &self.inlines[first.inline];
        let end = (last.x + last.width).min(line_width.max(first.x));
        let (x, width, height) = (x + first.x, end - first.x, self.kind.size * 1.3);
        let top = y + (self.kind.leading - height) / 2.0;
        if style.code && self.kind != super::style::CODE {
            out.push(Item::rect(x - 1.5, top, width + 3.0, height, CODE_SHADE));
        }
        if let Some(target) = &style.link {
            // The line tells a link from other text without colour.
            out.push(Item::rect(x, y + self.kind.baseline() + 1.4, width, 0.5, ACCENT));
            let what = What::Link { width, height, target: target.as_str().into() };
            out.push(Item { node, x, y: top, what });
        }
    }

    /// Whether the first strong character runs from right to left.
    pub(super) fn is_rtl(&self) -> bool {
        self.rtl
    }

    pub(super) fn leading(&self) -> f32 {
        self.kind.leading
    }
}
