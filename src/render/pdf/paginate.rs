//! Stacks rows on pages.
//!
//! This file decides where pages end. Bound rows move to the next page together if they fit on one page;
//! otherwise the weakest bonds are broken first. This module does not look at the content of rows.

use std::rc::Rc;

use super::row::{ARTIFACT, Bind, Boxes, Item, Row, Turn, What};

/// What is drawn on one page, relative to the top left corner of its text area.
#[derive(Default)]
pub(super) struct Page {
    /// Backgrounds first, then the rows in reading order.
    pub(super) items: Vec<Item>,
    /// The round that the page belongs to, for its header.
    pub(super) running: Option<Rc<str>>,
    /// The part of the round that the page belongs to, for its footer.
    pub(super) section: Option<Rc<str>>,
    /// The document that the page belongs to, from 0; links lead only within a document.
    pub(super) part: usize,
}

/// Stacks `rows` on pages of `height`.
pub(super) fn paginate(mut rows: Vec<Row>, height: f32) -> Vec<Page> {
    reserve(&mut rows);
    let mut stacker = Stacker { height, ..Stacker::default() };
    let mut group_start = 0;
    // Forced page breaks split the rows into pieces that are independent of each other.
    for at in 1..=rows.len() {
        if at == rows.len() || rows[at].turn > Turn::No {
            let piece = &rows[group_start..at];
            stacker.begin(piece.first().map_or(Turn::No, |row| row.turn));
            stacker.place(piece, Bind::Free);
            group_start = at;
        }
    }
    stacker.finish()
}

/// Tells each row that fills a page how much room the rows below it need.
fn reserve(rows: &mut [Row]) {
    let mut below = 0.0;
    for row in rows.iter_mut().rev() {
        if let Some(fill) = &mut row.fill {
            fill.below = below;
        }
        below = if row.turn > Turn::No { 0.0 } else { below + row.gap + row.height };
    }
}

#[derive(Default)]
struct Stacker {
    height: f32,
    pages: Vec<Page>,
    page: Page,
    boxes: Boxes,
    /// The height of the page that is already filled.
    used: f32,
    /// The last round that began.
    round: Option<Rc<str>>,
    /// The last section that began.
    section: Option<Rc<str>>,
}

impl Stacker {
    /// Ends the page if the next row begins one, and leaves a page blank if that row needs a left page.
    fn begin(&mut self, turn: Turn) {
        if turn > Turn::No {
            self.turn();
        }
        if turn == Turn::Left && self.pages.len().is_multiple_of(2) && !self.pages.is_empty() {
            self.pages.push(std::mem::take(&mut self.page));
            self.page.running.clone_from(&self.round);
        }
    }

    /// Places `rows`, ending pages only where the bond is at most `strength`, if that is possible.
    fn place(&mut self, rows: &[Row], strength: Bind) {
        let mut start = 0;
        for at in 1..=rows.len() {
            if at == rows.len() || rows[at].bind <= strength {
                self.group(&rows[start..at], strength);
                start = at;
            }
        }
    }

    fn group(&mut self, rows: &[Row], strength: Bind) {
        let Some(first) = rows.first() else { return };
        let alone = super::row::height(rows) + first.repeat.as_ref().map_or(0.0, |header| header.height);
        if self.fits(super::row::height(rows) + self.lead(first)) {
            rows.iter().for_each(|row| self.put(row));
        } else if alone <= self.height + 0.01 {
            self.turn();
            rows.iter().for_each(|row| self.put(row));
        } else {
            match strength {
                Bind::Free => self.place(rows, Bind::Keep),
                Bind::Keep => self.place(rows, Bind::Boxed),
                _ => rows.iter().for_each(|row| self.put_anywhere(row)),
            }
        }
    }

    /// The height needed above `row`: its gap, or the repeated table header at the top of a page.
    fn lead(&self, row: &Row) -> f32 {
        if self.used > 0.0 { row.gap } else { row.repeat.as_ref().map_or(0.0, |header| header.height) }
    }

    fn fits(&self, height: f32) -> bool {
        self.used + height <= self.height + 0.01
    }

    fn put_anywhere(&mut self, row: &Row) {
        if self.used > 0.0 && !self.fits(row.height + row.gap) {
            self.turn();
        }
        self.put(row);
    }

    fn put(&mut self, row: &Row) {
        if self.used > 0.0 {
            self.used += row.gap;
        } else if let Some(header) = &row.repeat {
            self.draw(header, true);
        }
        self.draw(row, false);
        let Some(fill) = &row.fill else { return };
        let (from, mut more) = (self.page.items.len() - row.items.len(), 0.0);
        // What follows shares the page if it fits below the least number of lines. Otherwise it goes to the next page.
        let below = if self.fits(fill.below) { fill.below } else { 0.0 };
        for _ in 0..fill.most {
            if !self.fits(fill.row.height + below) {
                break;
            }
            self.draw(&fill.row, true);
            more += fill.row.height;
        }
        // A field over ruled lines covers the added lines too.
        for item in &mut self.page.items[from..from + row.items.len()] {
            if let What::Field { height, .. } = &mut item.what {
                *height += more;
            }
        }
    }

    fn draw(&mut self, row: &Row, again: bool) {
        let top = self.used;
        self.boxes.extend(&row.boxes, top, top + row.height);
        for item in &row.items {
            let mut item = Item { y: item.y + top, ..item.clone() };
            if again {
                // Repeated rows are artifacts, so that a screen reader reads a table header only once.
                item.node = ARTIFACT;
            }
            if let What::Anchor { level: 2, title, .. } = &item.what {
                self.round = Some(title.clone());
                if top == 0.0 {
                    self.page.running = Some(title.clone());
                }
            }
            if let What::Section(text) = &item.what {
                self.section = Some(text.clone()).filter(|text| !text.is_empty());
                self.page.section.clone_from(&self.section);
            }
            self.page.items.push(item);
        }
        self.used = top + row.height;
    }

    /// Ends the page, unless it is empty.
    fn turn(&mut self) {
        if self.used == 0.0 && self.page.items.is_empty() {
            return;
        }
        let mut page = std::mem::take(&mut self.page);
        page.items.splice(0..0, std::mem::take(&mut self.boxes).draw());
        self.pages.push(page);
        self.page.running.clone_from(&self.round);
        self.page.section.clone_from(&self.section);
        self.used = 0.0;
    }

    fn finish(mut self) -> Vec<Page> {
        if self.pages.is_empty() && self.page.items.is_empty() {
            return vec![Page::default()];
        }
        self.turn();
        self.pages
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::pdf::row::Fill;
    use crate::render::pdf::style::INK;

    fn row(height: f32, bind: Bind) -> Row {
        Row { height, bind, items: vec![Item::rect(0.0, 0.0, 1.0, 1.0, INK)], ..Row::default() }
    }

    fn counts(rows: Vec<Row>) -> Vec<usize> {
        paginate(rows, 100.0).iter().map(|page| page.items.len()).collect()
    }

    #[test]
    fn bound_rows_move_together() {
        assert_eq!(
            counts(vec![row(80.0, Bind::Free), row(10.0, Bind::Free), row(20.0, Bind::Tight)]),
            [1, 2]
        );
    }

    #[test]
    fn a_group_taller_than_a_page_gives_way_at_its_weakest_bond() {
        let rows = vec![
            row(60.0, Bind::Free),
            row(30.0, Bind::Tight),
            row(30.0, Bind::Keep),
            row(30.0, Bind::Tight),
        ];
        assert_eq!(counts(rows), [2, 2]);
    }

    #[test]
    fn a_row_taller_than_a_page_is_placed_and_nothing_loops() {
        assert_eq!(
            counts(vec![row(30.0, Bind::Free), row(130.0, Bind::Free), row(30.0, Bind::Free)]),
            [1, 1, 1]
        );
    }

    #[test]
    fn a_row_for_a_left_page_gets_an_even_page() {
        let left = || Row { turn: Turn::Left, ..row(10.0, Bind::Free) };
        assert_eq!(counts(vec![row(10.0, Bind::Free), left(), left()]), [1, 1, 0, 1]);
    }

    #[test]
    fn lines_fill_a_page_up_to_their_cap() {
        let line = Rc::new(row(10.0, Bind::Free));
        let filled = |most| {
            let fill = Some(Fill { row: line.clone(), most, below: 0.0 });
            Row { fill, ..row(20.0, Bind::Free) }
        };
        assert_eq!(counts(vec![filled(3)]), [4]);
        assert_eq!(counts(vec![filled(30)]), [9]);
        // What follows keeps its room: 20 and 50 points of rows, and 3 lines between them.
        let kept = || vec![row(30.0, Bind::Free), Row { gap: 5.0, ..row(15.0, Bind::Tight) }];
        assert_eq!(counts([vec![filled(30)], kept()].concat()), [6]);
        // What would not fit below the least number of lines goes to the next page.
        assert_eq!(counts(vec![filled(30), row(85.0, Bind::Free)]), [9, 1]);
        let next = Row { turn: Turn::Page, ..row(50.0, Bind::Free) };
        assert_eq!(counts(vec![filled(30), next]), [9, 1]);
    }

    #[test]
    fn a_header_is_repeated_on_the_next_page() {
        let header = Rc::new(row(10.0, Bind::Free));
        let body = || Row { repeat: Some(header.clone()), ..row(40.0, Bind::Free) };
        assert_eq!(counts(vec![(*header).clone(), body(), body(), body()]), [3, 2]);
    }
}
