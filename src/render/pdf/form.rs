//! Lays out the parts of a form: choices of a score, areas to write in, and what the form belongs to.
//!
//! Boxes and lines are drawn on the page, so that a form that is printed blank looks right. The fields lie over them.
//! Without fields (`flat`) only the drawing remains.

use std::rc::Rc;

use super::field::{Field, Kind};
use super::flow::Flow;
use super::line::Text;
use super::row::{Bind, Fill, Item, NodeId, Role, Row, What};
use super::shape::Word;
use super::style::{BLOCK_GAP, CELL_PAD, CHOICE, CHOICE_BOX, FACT, LINE, MUTED, RULE, Type, mm};
use crate::render::blocks::{Align, Choice, Choices, Inline, Writing, plain, unstyled};

/// Space between a box and its text.
const BOX_GAP: f32 = 6.0;
/// The part of the width that the scores and their labels take at most.
const MOST_OF_LABELS: f32 = 0.35;
/// The width of the names of facts.
const FACT_NAMES: f32 = mm(22.0);

impl Flow<'_, '_> {
    /// A node for a field, inside the current node.
    pub(super) fn form(&mut self) -> NodeId {
        let outer = self.open(Role::Form);
        let node = self.node;
        self.close(outer);
        node
    }

    /// Choices with anchors are a table with a row for each score; without anchors they are on one line.
    pub(super) fn choices(&mut self, choices: &Choices) {
        self.space(BLOCK_GAP);
        let outer = self.open(Role::Table);
        let first = self.rows.len();
        if choices.choices.iter().any(|choice| !choice.text.is_empty()) {
            self.anchored(choices);
        } else {
            self.side_by_side(choices);
        }
        for row in self.rows.iter_mut().skip(first + 1) {
            row.bind = row.bind.max(Bind::Keep);
        }
        self.close(outer);
        self.space(BLOCK_GAP);
    }

    fn anchored(&mut self, choices: &Choices) {
        let lead = CHOICE_BOX.0 + BOX_GAP;
        let mut widest = 0.0_f32;
        for choice in &choices.choices {
            widest = widest.max(Text::new(self.shaper, &choice.label, CHOICE).extent().1);
        }
        let names = (lead + widest + CELL_PAD.0).min(self.width * MOST_OF_LABELS);
        let line = Item::rect(self.x, 0.0, self.width, 0.6, RULE);
        self.push(Row { height: 0.6, items: vec![line], ..Row::default() });
        for choice in &choices.choices {
            let row = self.open(Role::TableRow);
            let label = (self.x, names - CELL_PAD.0);
            let text = (self.x + names + CELL_PAD.0, self.width - names - CELL_PAD.0);
            let mut set = self.button(choices, choice, label);
            let data = self.open(Role::DataCell);
            let cell = Text::new(self.shaper, &choice.text, CHOICE);
            let lines = cell.lines(self.shaper, text.1);
            let nodes = self.inline_nodes(&choice.text);
            for (i, line) in lines.iter().enumerate() {
                let y = CELL_PAD.1 + i as f32 * CHOICE.leading;
                cell.draw(line, (text.0, y, text.1), Align::Start, &nodes, &mut set.items);
            }
            self.close(data);
            set.height = set.height.max(lines.len() as f32 * CHOICE.leading + 2.0 * CELL_PAD.1);
            set.items.push(Item::rect(self.x, set.height - 0.5, self.width, 0.5, RULE));
            self.push(set);
            self.close(row);
        }
    }

    /// The choices in columns of equal width, as many to a line as fit.
    fn side_by_side(&mut self, choices: &Choices) {
        let lead = CHOICE_BOX.0 + BOX_GAP;
        let mut widest = 0.0_f32;
        for choice in &choices.choices {
            widest =
                widest.max(lead + Text::new(self.shaper, &choice.label, CHOICE).extent().1 + 2.0 * BOX_GAP);
        }
        let columns = ((self.width / widest.max(1.0)) as usize).clamp(1, choices.choices.len().max(1));
        let width = self.width / columns as f32;
        for some in choices.choices.chunks(columns) {
            let node = self.open(Role::TableRow);
            let mut row = Row::default();
            for (i, choice) in some.iter().enumerate() {
                let set = self.button(choices, choice, (self.x + i as f32 * width, width));
                row.height = row.height.max(set.height);
                row.items.extend(set.items);
            }
            self.push(row);
            self.close(node);
        }
    }

    /// A box with its label, in a cell that names its row.
    fn button(&mut self, choices: &Choices, choice: &Choice, (x, width): (f32, f32)) -> Row {
        let outer = self.open(Role::NameCell);
        let (size, edge) = CHOICE_BOX;
        let lead = size + BOX_GAP;
        let label = Text::new(self.shaper, &choice.label, CHOICE);
        let lines = label.lines(self.shaper, width - lead);
        let nodes = self.inline_nodes(&choice.label);
        let mut row =
            Row { height: lines.len() as f32 * CHOICE.leading + 2.0 * CELL_PAD.1, ..Row::default() };
        let y = CELL_PAD.1 + (CHOICE.leading - size) / 2.0;
        row.items.extend(Item::frame(x, y, size, edge, LINE));
        if self.flat {
            if choice.done {
                row.items.push(Item::mark(x, y, size, edge));
            }
        } else {
            let (state, group) = (choice.state.clone(), choices.title.clone());
            let title = self::title(choices, choice);
            let kind = Kind::Button { state, group, on: choice.done };
            let field = Rc::new(Field { name: choices.field.clone(), title, kind });
            let node = self.form();
            row.items.push(Item { node, x, y, what: What::Field { width: size, height: size, field } });
        }
        for (i, line) in lines.iter().enumerate() {
            let top = CELL_PAD.1 + i as f32 * CHOICE.leading;
            label.draw(line, (x + lead, top, width - lead), Align::Start, &nodes, &mut row.items);
        }
        self.close(outer);
        row
    }

    /// Ruled lines with a text field over them. The field is in one piece, so the lines are too.
    pub(super) fn writing(&mut self, writing: &Writing) {
        let line = self.line();
        // A field cannot go on to the next page, so it has at most the lines of a page.
        let page = (self.page / line).floor().max(1.0) as u32;
        let count = writing.lines.count.clamp(1, page);
        let mut row = Row { height: count as f32 * line, ..Row::default() };
        row.items.extend((0..count).map(|i| self.ruled(i as f32 * line)));
        if let Some(most) = writing.lines.fill {
            let one = Row { height: line, items: vec![self.ruled(0.0)], ..Row::default() };
            row.fill =
                Some(Fill { row: Rc::new(one), most: most.saturating_sub(count) as usize, below: 0.0 });
        }
        if !self.flat {
            let field = Rc::new(Field {
                name: writing.field.clone(),
                title: writing.title.clone(),
                kind: Kind::Text,
            });
            let (node, width, height) = (self.form(), self.width, row.height);
            row.items.push(Item { node, x: self.x, y: 0.0, what: What::Field { width, height, field } });
        }
        self.push(row);
        self.space(BLOCK_GAP);
    }

    /// What the form belongs to. Facts that are short share a line, and the long ones follow.
    pub(super) fn facts(&mut self, facts: &[(String, String)]) {
        self.space(BLOCK_GAP);
        let small = self.closer(FACT);
        let half = self.width / 2.0;
        let mut short = Vec::new();
        let mut long = Vec::new();
        for fact in facts {
            let width = Text::new(self.shaper, &unstyled(&fact.1), small).extent().1;
            if width < half - FACT_NAMES - BOX_GAP { short.push(fact) } else { long.push(fact) }
        }
        let lines = short.chunks(2).map(<[_]>::to_vec).chain(long.into_iter().map(|fact| vec![fact]));
        for line in lines.collect::<Vec<_>>() {
            let mut row = Row { height: small.leading, ..Row::default() };
            let width = if line.len() > 1 { half } else { self.width };
            for (i, (name, value)) in line.into_iter().enumerate() {
                let outer = self.open(Role::Paragraph);
                let x = self.x + i as f32 * half;
                let label = [Inline { text: name.clone(), ..Inline::default() }];
                let kind = Type { color: MUTED, ..small };
                let text = Text::new(self.shaper, &label, kind);
                if let Some(line) = text.lines(self.shaper, f32::MAX).first() {
                    text.draw(line, (x, 0.0, FACT_NAMES), Align::Start, &[self.node], &mut row.items);
                }
                self.fact(name, value, (x + FACT_NAMES, width - FACT_NAMES), &mut row);
                self.close(outer);
            }
            self.push(row);
        }
        self.space(BLOCK_GAP);
    }

    fn fact(&mut self, name: &str, value: &str, (x, width): (f32, f32), row: &mut Row) {
        let text = unstyled(value);
        let usual = self.closer(FACT);
        // A digest has one line, which large print would make longer than the page is wide.
        let whole = Text::new(self.shaper, &text, usual).extent().1;
        let small = Type { size: usual.size * (width / whole.max(1.0)).min(1.0), ..usual };
        let set = Text::new(self.shaper, &text, small);
        let Some(line) = set.lines(self.shaper, f32::MAX).into_iter().next() else { return };
        if self.flat {
            let nodes = vec![self.node; text.len()];
            return set.draw(&line, (x, 0.0, width), Align::Start, &nodes, &mut row.items);
        }
        let kind = Kind::Fixed {
            value: plain(&text),
            words: line.placed().map(|(x, word)| (x, Rc::clone(word))).collect::<Vec<(f32, Rc<Word>)>>(),
            size: small.size,
            baseline: small.baseline(),
        };
        let field = Rc::new(Field { name: name.to_owned(), title: name.to_owned(), kind });
        let node = self.form();
        row.items.push(Item { node, x, y: 0.0, what: What::Field { width, height: small.leading, field } });
    }
}

/// What a screen reader says for a button: `Question 2, rating 3, Yes`.
fn title(choices: &Choices, choice: &Choice) -> String {
    let words = plain(&choice.label);
    let label = words.trim().strip_prefix(choice.state.as_str()).unwrap_or(&words).trim();
    match choice.state.as_str() {
        "na" => format!("{}: {label}", choices.title),
        state => format!("{} {state}, {label}", choices.title),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_is_read_aloud_with_its_question_score_and_label() {
        let inline = |text: &str| vec![Inline { text: text.to_owned(), ..Inline::default() }];
        let choice = |state: &str, label: &str| Choice {
            state: state.to_owned(),
            done: false,
            label: inline(label),
            text: Vec::new(),
        };
        let all = Choices {
            field: "a.2.rating".to_owned(),
            title: "Question 2, rating".to_owned(),
            choices: vec![],
        };
        assert_eq!(title(&all, &choice("3", "3 Yes")), "Question 2, rating 3, Yes");
        assert_eq!(title(&all, &choice("na", "not assessed")), "Question 2, rating: not assessed");
    }
}
