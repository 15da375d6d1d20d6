//! Lays out tables as rows: column widths, cells, and rows taller than a page.
//!
//! This file distributes the width among columns and decides where a table may be split. A row becomes one
//! [`Row`] whose cells are drawn side by side; each row keeps the header, to repeat it on following pages.

use std::rc::Rc;

use super::flow::Flow;
use super::line::{Line, Text};
use super::row::{Bind, Item, NodeId, Role, Row, height};
use super::style::{ACCENT, BAR_SHADE, BLOCK_GAP, CELL, CELL_HEAD, CELL_PAD, MUTED, RULE, SHADE, Type, mm};
use crate::render::blocks::{Align, Bars, Inline, Table, Width, plain};

/// A table of up to this share of the height of a page is kept in one piece, so that it can be seen at a glance.
/// The rest is for the heading above it.
const SHORT: f32 = 0.9;
/// The indent of lines that continue an entry of a cell.
const HANG: f32 = 8.0;
/// A row taller than a page is split into strips of this many lines.
const STRIP: usize = 4;

/// The type and the role of the cells of a column.
#[derive(Clone, Copy)]
struct Look {
    kind: Type,
    role: Role,
}

impl Look {
    /// The look of the first column of a body, and that of the other columns.
    fn of_rows(headless: bool) -> [Self; 2] {
        let data = Self { kind: CELL, role: Role::DataCell };
        let name = Self { kind: Type { color: MUTED, ..CELL }, role: Role::NameCell };
        if headless { [name, data] } else { [data, data] }
    }
}

/// A cell whose text is broken into lines.
struct Cell<'t> {
    text: Text<'t>,
    lines: Vec<Line>,
    nodes: Vec<NodeId>,
    x: f32,
    width: f32,
    /// The indent of the lines of an entry after its first, in a cell with several entries.
    hang: f32,
}

impl Cell<'_> {
    /// Left edge and width of a line.
    fn frame(&self, n: usize) -> (f32, f32) {
        let continues = n > 0 && !self.lines[n - 1].broken;
        match (continues, self.text.is_rtl()) {
            (false, _) => (self.x, self.width),
            (true, false) => (self.x + self.hang, self.width - self.hang),
            (true, true) => (self.x, self.width - self.hang),
        }
    }
}

impl Flow<'_, '_> {
    /// A table with an empty header lists facts: its first column names them.
    pub(super) fn table(&mut self, table: &Table) {
        let widths = self.column_widths(table);
        let outer = self.open(Role::Table);
        self.space(BLOCK_GAP);
        let headless = table.head.iter().all(|cell| cell.iter().all(|inline| inline.text.trim().is_empty()));
        let first = self.rows.len();
        let header = if headless { None } else { self.header(table, &widths) };
        if headless {
            let line = Item::rect(self.x, 0.0, self.width, 0.6, RULE);
            self.push(Row { height: 0.6, items: vec![line], ..Row::default() });
        }
        let looks = Look::of_rows(headless);
        for (i, cells) in table.rows.iter().enumerate() {
            let room = self.page - header.as_ref().map_or(0.0, |row| row.height);
            let node = self.open(Role::TableRow);
            let bar = table.bars.and_then(|bars| bar(self.x, &widths, cells, bars));
            for mut row in self.table_row(cells, &table.align, &widths, looks, room) {
                if let Some(bar) = bar {
                    bar.draw(&mut row);
                }
                row.repeat.clone_from(&header);
                // The first row stays on the page of the header, or of the line above a table without a
                // header.
                row.bind = if i == 0 { Bind::Tight } else { row.bind };
                self.push(row);
            }
            self.close(node);
        }
        if height(&self.rows[first..]) < SHORT * self.page {
            for row in self.rows.iter_mut().skip(first + 1) {
                row.bind = row.bind.max(Bind::Keep);
            }
        }
        self.space(BLOCK_GAP);
        self.close(outer);
    }

    /// Appends the header, and returns it for repetition unless it is taller than half a page.
    fn header(&mut self, table: &Table, widths: &[f32]) -> Option<Rc<Row>> {
        let node = self.open(Role::TableRow);
        let looks = [Look { kind: CELL_HEAD, role: Role::HeaderCell }; 2];
        let mut rows = self.table_row(&table.head, &table.align, widths, looks, self.page / 2.0);
        self.close(node);
        let (x, width) = (self.x, self.width);
        for row in &mut rows {
            row.items.insert(0, Item::rect(x, 0.0, width, row.height, SHADE));
        }
        if let Some(row) = rows.last_mut() {
            row.items.push(Item::rect(x, row.height - 1.0, width, 1.0, ACCENT));
        }
        let whole = rows.len() == 1;
        rows.iter().for_each(|row| self.push(row.clone()));
        rows.pop().filter(|_| whole).map(Rc::new)
    }

    /// One row, or several strips if it is taller than `room`.
    fn table_row(
        &mut self,
        cells: &[Vec<Inline>],
        align: &[Align],
        widths: &[f32],
        looks: [Look; 2],
        room: f32,
    ) -> Vec<Row> {
        let mut x = self.x;
        let mut set = Vec::new();
        for (i, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let look = looks[i.min(1)];
            let kind = self.closer(look.kind);
            let outer = self.open(look.role);
            let text = Text::new(self.shaper, cell, kind);
            let inner = (width - 2.0 * CELL_PAD.0).max(1.0);
            // Line breaks separate entries. Lines after the first of an entry are indented.
            let several = cell.iter().any(|inline| inline.text.contains('\n'));
            let hang = if several { HANG.min(inner / 4.0) } else { 0.0 };
            let lines = text.lines(self.shaper, inner - hang);
            let nodes = self.inline_nodes(cell);
            set.push(Cell { text, lines, nodes, x: x + CELL_PAD.0, width: inner, hang });
            self.close(outer);
            x += width;
        }
        let kind = self.closer(looks[1].kind);
        let tallest = set.iter().map(|cell| cell.lines.len()).max().unwrap_or(1);
        let strip =
            if tallest as f32 * kind.leading + 2.0 * self.cell_pad() <= room { tallest } else { STRIP };
        (0..tallest)
            .step_by(strip.max(1))
            .map(|from| self.strip(&set, align, kind, from, strip, tallest))
            .collect()
    }

    fn strip(
        &self,
        cells: &[Cell<'_>],
        align: &[Align],
        kind: Type,
        from: usize,
        count: usize,
        tallest: usize,
    ) -> Row {
        let mut row = Row::default();
        let pad = self.cell_pad();
        let top = if from == 0 { pad } else { 0.0 };
        let shown = count.min(tallest - from);
        let last = from + count >= tallest;
        row.height = top + shown as f32 * kind.leading + if last { pad } else { 0.0 };
        for (i, cell) in cells.iter().enumerate() {
            let align = align.get(i).copied().unwrap_or_default();
            for (n, line) in cell.lines.iter().enumerate().skip(from).take(count) {
                let y = top + (n - from) as f32 * cell.text.leading();
                let (x, width) = cell.frame(n);
                cell.text.draw(line, (x, y, width), align, &cell.nodes, &mut row.items);
            }
        }
        if last {
            row.items.push(Item::rect(self.x, row.height - 0.5, self.width, 0.5, RULE));
        }
        row
    }

    fn column_widths(&mut self, table: &Table) -> Vec<f32> {
        let (least, most) = self.extents(table);
        if table.widths.is_empty() {
            automatic(&least, &most, self.width)
        } else {
            asked(&table.widths, &least, self.width)
        }
    }

    /// The widths of the longest word and of the longest line of every column, with padding.
    fn extents(&mut self, table: &Table) -> (Vec<f32>, Vec<f32>) {
        let columns = table.align.len();
        let mut least = vec![0.0_f32; columns];
        let mut most = vec![0.0_f32; columns];
        let rows = table.rows.iter().map(|row| (row, CELL));
        for (row, kind) in std::iter::once((&table.head, CELL_HEAD)).chain(rows) {
            for (i, cell) in row.iter().enumerate().take(columns) {
                let (word, line) = Text::new(self.shaper, cell, kind).extent();
                let pad = 2.0 * CELL_PAD.0 + 0.5;
                least[i] = least[i].max(word + pad);
                most[i] = most[i].max(line + pad);
            }
        }
        (least, most)
    }
}

/// A bar behind the number of a cell.
#[derive(Clone, Copy)]
struct Bar {
    x: f32,
    width: f32,
    /// The position of the line that marks the limit; `None` for no line.
    limit: Option<f32>,
}

impl Bar {
    /// Draws the bar under the items that are already in the row.
    fn draw(self, row: &mut Row) {
        row.items.insert(0, Item::rect(self.x, 2.0, self.width, (row.height - 4.5).max(0.0), BAR_SHADE));
        if let Some(x) = self.limit {
            row.items.push(Item::rect(x, 0.0, 0.8, row.height, ACCENT));
        }
    }
}

/// The bar for a row with these cells; `None` if the cell is not a number or a range.
fn bar(left: f32, widths: &[f32], cells: &[Vec<Inline>], bars: Bars) -> Option<Bar> {
    let (from, to) = bars.span(&plain(cells.get(bars.column)?))?;
    let (x, width) = (left + widths[..bars.column].iter().sum::<f32>() + 1.0, widths[bars.column] - 2.0);
    let limit = (bars.limit > 0.0).then(|| x + width * bars.share(bars.limit) - 0.4);
    Some(Bar { x: x + width * from, width: width * (to - from).max(0.004), limit })
}

/// The automatic column widths: every column gets at least its longest word; the rest goes mostly to the
/// columns with the longest text.
fn automatic(least: &[f32], most: &[f32], all: f32) -> Vec<f32> {
    let wanted: f32 = most.iter().sum();
    if wanted <= all {
        // If there is room to spare, most of it goes to the widest columns, so that narrow columns stay
        // narrow.
        let spare = all - wanted;
        let weights: f32 = most.iter().map(|most| most * most).sum();
        return most.iter().map(|most| most + spare * most * most / weights.max(1.0)).collect();
    }
    let needed: f32 = least.iter().sum();
    if needed >= all {
        return least.iter().map(|least| least * all / needed).collect();
    }
    // The square root keeps one very long cell from taking all of the width.
    let pull: Vec<f32> = most.iter().zip(least).map(|(most, least)| (most - least).max(0.0).sqrt()).collect();
    share_out(least, most, &pull, all - needed)
}

/// Adds `spare` to `least` in proportion to `pull`, no column beyond `most`.
fn share_out(least: &[f32], most: &[f32], pull: &[f32], mut spare: f32) -> Vec<f32> {
    let mut widths = least.to_vec();
    // Each pass fills at least one column or uses up the width; the width left over is shared out in the next
    // pass.
    for _ in 0..widths.len() {
        let open = |i: &usize| widths[*i] < most[*i] - 0.01;
        let hungry: Vec<usize> = (0..widths.len()).filter(open).collect();
        let total: f32 = hungry.iter().map(|&i| pull[i]).sum();
        if total <= 0.0 || spare < 0.01 {
            break;
        }
        let portion = spare / total;
        for i in hungry {
            let add = (portion * pull[i]).min(most[i] - widths[i]);
            widths[i] += add;
            spare -= add;
        }
    }
    widths
}

/// Fixed columns come first: each gets its width, or the width of its longest word (at most 30 % of the
/// table) if that is more. The other columns divide the rest, at least 20 % of the table, by their shares.
/// All widths are then scaled to fill the table.
fn asked(widths: &[Width], least: &[f32], all: f32) -> Vec<f32> {
    let fixed = |i: usize| match widths[i] {
        Width::Mm(n) => mm(n).max(least[i].min(all * 0.3)),
        Width::Share(_) => 0.0,
    };
    let share = |width: &Width| if let Width::Share(n) = width { *n } else { 0.0 };
    let taken: f32 = (0..widths.len()).map(fixed).sum();
    let shares: f32 = widths.iter().map(share).sum();
    let rest = if shares > 0.0 { (all - taken).max(all * 0.2) } else { 0.0 };
    let scale = all / (taken + rest).max(1.0);
    let points = |(i, width)| (fixed(i) + rest * share(width) / shares.max(f32::MIN_POSITIVE)) * scale;
    widths.iter().enumerate().map(points).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_columns_keep_their_width_and_shares_take_the_rest() {
        let widths = asked(&[Width::Mm(20.0), Width::Share(1.0), Width::Share(3.0)], &[0.0; 3], 500.0);
        assert!((widths[0] - mm(20.0)).abs() < 0.01);
        assert!((widths.iter().sum::<f32>() - 500.0).abs() < 0.01);
        assert!((widths[2] / widths[1] - 3.0).abs() < 0.01);
    }

    #[test]
    fn too_wide_a_wish_is_scaled_to_the_page() {
        let widths = asked(&[Width::Mm(200.0), Width::Mm(200.0)], &[0.0; 2], 500.0);
        assert!((widths.iter().sum::<f32>() - 500.0).abs() < 0.01);
    }

    #[test]
    fn no_column_grows_beyond_its_longest_line() {
        let widths = share_out(&[10.0, 10.0], &[20.0, 300.0], &[3.0, 17.0], 200.0);
        assert!(widths[0] <= 20.0 && (widths.iter().sum::<f32>() - 220.0).abs() < 0.1);
    }
}
