//! SVG charts: the heat map of a bank and the exposure curve of a req. They are plain SVG 1.1, readable in
//! black and white, with a title and a description for people who cannot see them.

use std::fmt::Write;

use crate::model::{Spread, Stats};
use crate::text::count;

const INK: &str = "#1c222b";
const MUTED: &str = "#5a6572";
const ACCENT: &str = "#0f4c75";
const BAR: &str = "#8fb4cc";
const LINE: &str = "#d3d9e0";

/// An SVG file that is being written.
struct Svg {
    out: String,
}

impl Svg {
    fn new(width: u32, height: u32, title: &str, about: &str) -> Svg {
        let mut svg = Svg { out: String::new() };
        svg.push(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"Noto Sans, Helvetica, Arial, sans-serif\">"
        ));
        svg.push(format_args!("<title>{}</title>", escape(title)));
        svg.push(format_args!("<desc>{}</desc>", escape(about)));
        svg.rect(0.0, 0.0, f64::from(width), f64::from(height), "#ffffff");
        svg
    }

    fn push(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing into a text cannot fail.
        let _ = writeln!(self.out, "{line}");
    }

    fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, fill: &str) {
        self.push(format_args!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{fill}\"/>"
        ));
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: &str, dash: &str) {
        self.push(format_args!(
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"{stroke}\" stroke-width=\"1.5\" stroke-dasharray=\"{dash}\"/>",
            from.0, from.1, to.0, to.1
        ));
    }

    /// `anchor`: `start`, `middle` or `end`.
    fn text(&mut self, at: (f64, f64), size: u32, anchor: &str, fill: &str, text: &str) {
        self.push(format_args!(
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{fill}\">{}</text>",
            at.0,
            at.1,
            escape(text)
        ));
    }

    fn done(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A bar chart of how often each rotating question is used, the most used first. A line marks the least
/// possible maximum.
pub fn exposure(title: &str, spread: &Spread) -> String {
    const WIDTH: f64 = 760.0;
    const HEIGHT: f64 = 300.0;
    let (left, top) = (60.0, 64.0);
    let most = f64::from(spread.most.max(spread.bound).max(1));
    let height = |kits: u32| HEIGHT * f64::from(kits) / most;
    let about = format!(
        "{} in {}; the most used question is in {}, and no choice of questions could bring this number below {}",
        count(spread.used.len(), "rotating question"),
        count(spread.kits, "kit"),
        count(spread.most as usize, "kit"),
        spread.bound
    );
    let mut svg = Svg::new(880, 430, title, &about);
    svg.text((left, 28.0), 17, "start", INK, title);
    svg.text((left, 48.0), 12, "start", MUTED, &about);
    let step = WIDTH / spread.used.len().max(1) as f64;
    for (n, used) in spread.used.iter().enumerate() {
        let tall = height(used.kits);
        let gap = if step > 3.0 { 1.0 } else { 0.0 };
        svg.rect(left + n as f64 * step, top + HEIGHT - tall, (step - gap).max(0.2), tall, BAR);
    }
    let bound = top + HEIGHT - height(spread.bound);
    svg.line((left, top + HEIGHT), (left + WIDTH, top + HEIGHT), INK, "");
    svg.line((left, bound), (left + WIDTH, bound), ACCENT, "6 3");
    svg.text(
        (left + WIDTH + 6.0, bound + 4.0),
        12,
        "start",
        ACCENT,
        &format!("least possible: {}", spread.bound),
    );
    svg.text(
        (left - 8.0, top + HEIGHT - height(spread.most) + 4.0),
        12,
        "end",
        INK,
        &spread.most.to_string(),
    );
    svg.text((left - 8.0, top + HEIGHT + 4.0), 12, "end", INK, "0");
    svg.text((left, top + HEIGHT + 22.0), 12, "start", MUTED, "rotating questions, the most used first");
    svg.text(
        (left + WIDTH, top + HEIGHT + 22.0),
        12,
        "end",
        MUTED,
        "height: number of kits that a question is in",
    );
    svg.text(
        (left, top + HEIGHT + 42.0),
        12,
        "start",
        MUTED,
        &format!(
            "two kits share {:.2} of {} rotating questions on average (least possible: {:.2}), {} at most",
            spread.overlap.mean, spread.rotating, spread.overlap.bound, spread.overlap.most
        ),
    );
    svg.done()
}

/// The heat map: a row for each competency and a column for each depth. The more questions a cell has, the
/// darker it is.
pub fn heat_map(stats: &Stats) -> String {
    const CELL: (f64, f64) = (170.0, 44.0);
    let (left, top) = (230.0, 70.0);
    let width = left + CELL.0 * stats.depths.len() as f64 + 20.0;
    let height = top + CELL.1 * stats.rows.len() as f64 + 50.0;
    let title = format!("{}: {}", stats.bank, count(stats.active(), "active question"));
    let about = "For each competency and depth: the number of active questions, their minutes, and how many candidates they serve before a question repeats";
    let mut svg = Svg::new(width as u32, height as u32, &title, about);
    svg.text((20.0, 28.0), 17, "start", INK, &title);
    for (n, depth) in stats.depths.iter().enumerate() {
        svg.text((left + CELL.0 * (n as f64 + 0.5), top - 10.0), 13, "middle", INK, depth);
    }
    let fullest = stats.fullest().max(1) as f64;
    for (r, row) in stats.rows.iter().enumerate() {
        let y = top + CELL.1 * r as f64;
        svg.text((left - 12.0, y + 26.0), 13, "end", INK, &row.competency);
        for (n, cell) in row.cells.iter().enumerate() {
            let x = left + CELL.0 * n as f64;
            let (fill, ink) = shade(cell.questions as f64 / fullest);
            svg.rect(x, y, CELL.0 - 2.0, CELL.1 - 2.0, &fill);
            let middle = x + CELL.0 / 2.0;
            let minutes = cell.minutes.map_or(String::new(), |(a, b)| format!(" · {a} to {b} min"));
            svg.text((middle, y + 18.0), 13, "middle", ink, &format!("{}{minutes}", cell.questions));
            let serves = cell.serves.map_or("no slot in the loop".to_owned(), |n| format!("serves {n}"));
            let anchors = match cell.questions - cell.anchored {
                0 => String::new(),
                1 => " · 1 lacks an anchor".to_owned(),
                n => format!(" · {n} lack an anchor"),
            };
            svg.text((middle, y + 34.0), 11, "middle", ink, &format!("{serves}{anchors}"));
        }
    }
    svg.line((left, height - 34.0), (width - 20.0, height - 34.0), LINE, "");
    let legend = format!(
        "serves n: the questions serve n candidates before one repeats (loop {}, level {}, dial at the depth of the column)",
        stats.plan.as_deref().unwrap_or("none"),
        stats.level
    );
    svg.text((20.0, height - 14.0), 11, "start", MUTED, &legend);
    svg.done()
}

/// A colour between near-white and the accent, and the text colour that is readable on it.
fn shade(share: f64) -> (String, &'static str) {
    let mix = |from: u8, to: u8| (f64::from(from) + (f64::from(to) - f64::from(from)) * share * 0.9) as u8;
    let fill = format!("#{:02x}{:02x}{:02x}", mix(0xf7, 0x0f), mix(0xf9, 0x4c), mix(0xfb, 0x75));
    (fill, if share > 0.55 { "#ffffff" } else { INK })
}

#[cfg(test)]
mod tests {
    use super::{escape, exposure, shade};
    use crate::model::{Overlap, Spread, Used};

    #[test]
    fn bars_show_uses_and_markup_is_escaped() {
        let used = |question: &str, kits| Used {
            question: question.to_owned(),
            competency: "c".to_owned(),
            depth: "d".to_owned(),
            kits,
        };
        let overlap = Overlap { mean: 1.0, bound: 0.5, most: 2, pair: None, pairs: vec![1], compared: 2 };
        let spread = Spread {
            kits: 4,
            core: 1,
            rotating: 2,
            used: vec![used("a", 4), used("b", 1)],
            most: 4,
            bound: 2,
            bound_without_likeness: 2,
            same_family: 0,
            same_form: 1,
            same_kind: 2,
            near_difficulty: 2,
            overlap,
            supplies: Vec::new(),
        };
        let svg = exposure("R&D <x>", &spread);
        assert!(svg.contains("R&amp;D &lt;x&gt;") && svg.ends_with("</svg>\n"));
        assert_eq!(svg.matches("<rect").count(), 3);
        assert!(svg.contains("height=\"300.0\"") && svg.contains("height=\"75.0\""));
        assert_eq!(escape("\""), "&quot;");
        assert_ne!(shade(0.0), shade(1.0));
    }
}
