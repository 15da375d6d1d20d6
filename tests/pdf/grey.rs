//! What a grey printer shows of a pack in the built-in colours: text with a contrast of at least 4.5 to 1 with its ground, and
//! lines to write on and edges of boxes with at least 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11).

use lopdf::content::Content;
use lopdf::{Document as File, Object};
use panelkit::render::pdf::{FontSet, Paper};
use panelkit::render::{Document, Format, Layout, Renderer, Templates};

use crate::packs::kit;

type Color = [f64; 3];

/// What is filled on a page, as (left, lower edge, width, height, colour), and the colours of its text.
#[derive(Default)]
struct Drawn {
    filled: Vec<([f64; 4], Color)>,
    texts: Vec<Color>,
}

/// The packs of all rounds with the layout, page by page.
fn drawn(paper: Paper, layout: Layout) -> Vec<Drawn> {
    let kit = kit(|_| {});
    let renderer = Renderer::new(Templates::default(), FontSet::built_in(), paper);
    let pack = |round| {
        let document = Document::Scorecard { kit: &kit, round, seat: 0, person: None, layout };
        let made = renderer.render(&document, Format::Pdf).expect("a pack");
        let file = File::load_mem(&made.bytes).expect("a PDF");
        let page = |id| page(&Content::decode(&file.get_page_content(id)).expect("it decodes"));
        file.get_pages().into_values().map(page).collect::<Vec<_>>()
    };
    (0..kit.rounds.len()).flat_map(pack).collect()
}

fn page(content: &Content) -> Drawn {
    let (mut out, mut color, mut path) = (Drawn::default(), [0.0; 3], Vec::new());
    let number = |operand: &Object| f64::from(operand.as_float().expect("a number"));
    let mut saved = Vec::new();
    for op in &content.operations {
        let numbers = || op.operands.iter().map(number).collect::<Vec<_>>();
        match op.operator.as_str() {
            "rg" => color = numbers().try_into().expect("three parts"),
            "g" | "k" | "sc" | "scn" | "S" | "s" | "B" => panic!("{} is not expected", op.operator),
            "q" => saved.push(color),
            "Q" => color = saved.pop().expect("saved"),
            "re" => path.push(<[f64; 4]>::try_from(numbers()).expect("four numbers")),
            "f" => out.filled.extend(path.drain(..).map(|rect| (rect, color))),
            "TJ" | "Tj" => out.texts.push(color),
            _ => {}
        }
    }
    out
}

fn luminance(color: Color) -> f64 {
    let [r, g, b] = color.map(|n| if n <= 0.04045 { n / 12.92 } else { ((n + 0.055) / 1.055).powf(2.4) });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

const WHITE: Color = [1.0; 3];

/// The colours of lines to write on: two or more flat bars of one width, 8 mm apart.
fn writing_lines(drawn: &Drawn, scale: f64) -> Vec<Color> {
    let step = 8.0 * 72.0 / 25.4;
    let flat: Vec<_> = drawn.filled.iter().filter(|([.., h], _)| *h < 1.6 * scale).collect();
    let is_next = |a: &[f64; 4], b: &[f64; 4]| {
        (a[0] - b[0]).abs() < 0.1 && (a[2] - b[2]).abs() < 0.1 && ((a[1] - b[1]).abs() - step).abs() < 0.1
    };
    flat.iter()
        .filter(|(a, _)| a[2] > 100.0 && flat.iter().any(|(b, _)| is_next(a, b)))
        .map(|(_, color)| *color)
        .collect()
}

/// The colours of the upright edges of boxes to tick: 3.2 to 4.5 mm high with their corners.
fn edges(drawn: &Drawn, scale: f64) -> Vec<Color> {
    let upright = |[_, _, w, h]: [f64; 4]| w < 1.6 * scale && (5.0 * scale..13.0 * scale).contains(&h);
    drawn.filled.iter().filter(|(rect, _)| upright(*rect)).map(|(_, color)| *color).collect()
}

#[test]
fn a_grey_printer_shows_the_text_the_lines_and_the_boxes_of_a_pack() {
    assert!((contrast(WHITE, [0x76_u8; 3].map(|n| f64::from(n) / 255.0)) - 4.54).abs() < 0.01, "the formula");
    for (paper, layout) in [
        (Paper::A4, Layout::default()),
        (Paper::Letter, Layout { compact: true, ..Layout::default() }),
        (Paper::A4, Layout { text_size: 18, ..Layout::default() }),
    ] {
        let scale = if layout.text_size == 0 { 1.0 } else { f64::from(layout.text_size) / 10.0 };
        let (mut lines, mut boxes) = (0, 0);
        for (n, page) in drawn(paper, layout).iter().enumerate() {
            // The darkest ground on which there is text.
            let grounds = page.filled.iter().filter(|([_, _, w, h], _)| *w > 20.0 && *h > 8.0 * scale);
            let grounds = grounds.map(|(_, color)| *color).chain([WHITE]);
            let ground = grounds.min_by(|a, b| luminance(*a).total_cmp(&luminance(*b))).expect("white");
            for text in &page.texts {
                assert!(contrast(*text, ground) >= 4.5, "{layout:?}, page {}: {text:?} on {ground:?}", n + 1);
            }
            let (ruled, edges) = (writing_lines(page, scale), edges(page, scale));
            for line in ruled.iter().chain(&edges) {
                assert!(contrast(*line, WHITE) >= 3.0, "{layout:?}, page {}: {line:?}", n + 1);
            }
            lines += ruled.len();
            boxes += edges.len() / 2;
        }
        assert!(lines >= 20 && boxes > 60, "{layout:?}: {lines} lines, {boxes} boxes");
    }
}
