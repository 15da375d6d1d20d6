//! The parts of a form: boxes to tick, choices of a score, and areas to write in.

use super::directives::Area;
use super::{Builder, Frame, MarkdownError};
use crate::render::blocks::{
    Block, Blocks, Choice, Choices, Inline, Lines, ListItem, SlotField, Tick, Writing,
};

impl Builder {
    /// Marks the innermost list item as one with a box. The first box after a `box` directive gets its field.
    pub(super) fn tick(&mut self, done: bool) {
        let field = self.field.take();
        let items = self.frames.iter_mut().rev().map(|(frame, _)| frame);
        if let Some(tick) =
            items.filter_map(|f| if let Frame::Item(tick) = f { Some(tick) } else { None }).next()
        {
            *tick = Some(Tick { done, field });
        }
    }

    pub(super) fn close_area(&mut self, word: &'static str) -> Result<(), MarkdownError> {
        match self.frames.last() {
            Some((Frame::Area(area), _)) if area.word() == word => self.close(),
            _ => Err(MarkdownError::Misplaced(format!("/{word}"), "does not match an open directive")),
        }
    }

    pub(super) fn close_part(&mut self) -> Result<(), MarkdownError> {
        match self.frames.last() {
            Some((Frame::Part(_), _)) => self.close(),
            _ => Err(MarkdownError::Misplaced("/part".to_owned(), "does not match an open directive")),
        }
    }

    /// Returns an error if a `box` directive is not followed by a list with a box.
    pub(super) fn no_field_waits(&self) -> Result<(), MarkdownError> {
        match &self.field {
            Some(field) => Err(MarkdownError::Misplaced(format!("box: {field}"), "has no `- [ ]` after it")),
            None => Ok(()),
        }
    }
}

/// The lines for more notes of a slot.
pub(super) fn more_notes(slot: &str, lines: Lines) -> Block {
    let field = SlotField::MoreNotes;
    Block::Writing(Writing { field: field.name(slot), title: field.title(slot), lines })
}

/// The block of an area with this content.
pub(super) fn area(area: Area, blocks: Blocks) -> Result<Block, MarkdownError> {
    let (field, title) = match &area {
        Area::Slot(slot, field) => (field.name(slot), field.title(slot)),
        Area::Recommendation => ("recommendation".to_owned(), "Recommendation".to_owned()),
        Area::Summary => ("summary".to_owned(), "Summary".to_owned()),
    };
    let wrong = |why| Err(MarkdownError::Misplaced(area.word().to_owned(), why));
    match (&area, blocks.as_slice()) {
        (Area::Slot(_, SlotField::Rating) | Area::Recommendation, [Block::List { items, .. }]) => {
            match items.iter().map(choice).collect::<Option<Vec<_>>>() {
                Some(choices) => Ok(Block::Choices(Choices { field, title, choices })),
                None => wrong("has an item that is not of the form `- [ ] **3** Yes: …`"),
            }
        }
        (Area::Slot(_, SlotField::Rating) | Area::Recommendation, _) => {
            wrong("must hold one list, of `- [ ]` items")
        }
        (_, [Block::Lines(lines)]) => Ok(Block::Writing(Writing { field, title, lines: *lines })),
        _ => wrong("must hold one `lines` directive"),
    }
}

/// Reads `- [ ] **3** Yes: the anchor`.
fn choice(item: &ListItem) -> Option<Choice> {
    let (Some(tick), [Block::Paragraph(text)]) = (&item.tick, item.blocks.as_slice()) else { return None };
    let state = text.first().filter(|first| first.bold)?.text.trim().to_owned();
    if state != "na" && state.parse::<u8>().is_err() {
        return None;
    }
    // The first colon outside of bold type ends the label.
    let ends = |inline: &Inline| if inline.bold { None } else { inline.text.find(": ") };
    let (mut label, mut rest) = (text.clone(), Vec::new());
    if let Some((i, at)) = text.iter().enumerate().find_map(|(i, inline)| Some((i, ends(inline)?))) {
        rest = label.split_off(i);
        let head = Inline { text: rest[0].text[..at].to_owned(), ..rest[0].clone() };
        rest[0].text.drain(..at + 2);
        label.push(head);
    } else if let Some(i) =
        text.iter().position(|inline| inline.text.trim_end().ends_with(':') && !inline.bold)
    {
        // A colon at the end of an inline, before the bold beginning of the anchor.
        rest = label.split_off(i + 1);
        let last = label.last_mut()?;
        last.text = last.text.trim_end().trim_end_matches(':').to_owned();
    }
    rest.retain(|inline| !inline.text.is_empty());
    if state == "na" {
        // The value is for programs; people read the words.
        label.remove(0);
        if let Some(first) = label.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
    }
    Some(Choice { state, done: tick.done, label, text: rest })
}

#[cfg(test)]
mod tests {
    use crate::render::blocks::{Block, Tick, plain};
    use crate::render::markdown::parse;

    #[test]
    fn a_rating_has_a_state_a_label_and_an_anchor() {
        let text = "<!-- rating a-b.2 -->\n\n- [ ] **1** Clear no: **Stops there.** Asks: why?\n- [x] **3** Yes\n- [ ] **na** not assessed: not asked\n\n<!-- /rating -->\n";
        let blocks = parse(text).expect("a rating");
        let [Block::Choices(all)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!((all.field.as_str(), all.title.as_str()), ("a-b.2.rating", "Question 2, rating"));
        let read: Vec<_> =
            all.choices.iter().map(|c| (c.state.as_str(), c.done, plain(&c.label), plain(&c.text))).collect();
        let wanted = [
            ("1", false, "1 Clear no", "Stops there. Asks: why?"),
            ("3", true, "3 Yes", ""),
            ("na", false, "not assessed", "not asked"),
        ];
        assert_eq!(
            read,
            wanted.map(|(state, done, label, text)| (state, done, label.to_owned(), text.to_owned()))
        );
        assert!(all.choices[0].text[0].bold);
    }

    #[test]
    fn a_box_may_have_a_field_and_areas_hold_only_lines() {
        let blocks = parse("<!-- box: complete -->\n- [x] Complete\n- [ ] other\n").expect("a list");
        let [Block::List { items, .. }] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!(items[0].tick, Some(Tick { done: true, field: Some("complete".to_owned()) }));
        assert_eq!(items[1].tick, Some(Tick::default()));
        assert!(parse("<!-- summary -->\n<!-- lines: 3 -->\n<!-- /summary -->\n").is_ok());
        for (bad, why) in [
            ("<!-- box: complete -->\n\nwords\n", "has no `- [ ]` after it"),
            ("<!-- summary -->\n\nwords\n\n<!-- /summary -->\n", "must hold one `lines` directive"),
            ("<!-- recommendation -->\n- [ ] yes\n\n<!-- /recommendation -->\n", "has an item"),
            ("<!-- notes a.1 -->\n<!-- lines: 3 -->\n<!-- /summary -->\n", "does not match"),
            ("<!-- beside: 0:05 -->\n\nwords\n", "has no heading after it"),
            ("<!-- notes a.1 -->\n<!-- lines: 3 -->\n", "is never closed"),
        ] {
            let error = parse(bad).expect_err(bad).to_string();
            assert!(error.contains(why), "{bad}: {error}");
        }
    }
}
