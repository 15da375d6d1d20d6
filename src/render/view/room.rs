//! How many lines for notes fit on the pages of a question, estimated from the lengths of its texts. A template cannot
//! measure its page, and a field for notes has a fixed number of lines.

use super::round::{ProbeView, RoundView, SlotView};

/// The size of running text that is not large print, in points.
const USUAL_SIZE: f32 = 10.0;
/// The height of the text area of a page of US Letter, in points. A4 has 50 more.
const PAGE: f32 = 665.0;
/// The distance between lines to write on, in points: 8 mm.
const WRITING_LINE: f32 = 22.68;
/// The distance between lines of text, in points.
const TEXT_LINE: f32 = 14.5;
/// The height of the heading that the rating has on a page of its own.
const HEADING: f32 = 35.0;
/// The fewest lines for notes on a page of their own with the rating, and the most.
const LEAST: u32 = 2;
const MOST: u32 = 12;

impl RoundView {
    /// Sets the numbers of lines for notes that share a page with the rating, for a size of text in points (0: the
    /// usual size). They fit on the smaller of the two sizes of paper.
    pub(super) fn fit(&mut self, text_size: u8) {
        let scale = if text_size == 0 { 1.0 } else { f32::from(text_size) / USUAL_SIZE };
        let lines = |taken: f32, least| (((PAGE / scale - taken) / WRITING_LINE) as u32).clamp(least, MOST);
        for slot in &mut self.slots {
            let rating = slot.rating(scale);
            slot.more_lines = lines(rating + 3.0 * WRITING_LINE, LEAST);
            slot.compact_lines = lines(rating - HEADING + WRITING_LINE + slot.conduct(scale), 1);
        }
    }
}

/// The height of a text, in points before it is scaled. `per_line`: the number of letters in a line of the usual size.
fn height(text: &str, per_line: f32, scale: f32) -> f32 {
    (text.chars().count() as f32 * scale / per_line).ceil().max(1.0) * TEXT_LINE
}

impl SlotView {
    /// An estimate of the height of the rating and its labels, without lines to write on.
    fn rating(&self, scale: f32) -> f32 {
        let anchors = self.anchors.iter().map(|it| height(it.printed(), 74.0, scale) + 8.0);
        let (labels, not_assessed) = (90.0, TEXT_LINE + 8.0);
        labels + height(&self.serves, 90.0, scale) + anchors.sum::<f32>() + not_assessed
    }

    /// An estimate of the height of what is on the page for the conversation, without lines to write on.
    fn conduct(&self, scale: f32) -> f32 {
        let probe = |it: &ProbeView| {
            let condition = it.condition.as_deref().map(|text| format!("If {text}: ")).unwrap_or_default();
            height(&format!("{condition}{}", it.ask), 88.0, scale) + 2.5
        };
        let column = |items: &[String]| items.iter().map(|it| height(it, 40.0, scale) + 2.5).sum::<f32>();
        let probes: f32 = self.probes.iter().chain(&self.must_have_probes).map(probe).sum();
        let columns = column(&self.question.listen_for).max(column(&self.question.red_flags));
        let (labels, boxed, larger) = (105.0, 38.0, 1.2);
        labels + boxed + larger * height(&self.question.prompt, 78.0, scale) + probes + columns
    }
}
