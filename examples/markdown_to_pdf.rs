//! Reads a Markdown file and writes a PDF, so that you can look at the pages.
//!
//! `cargo run --example markdown_to_pdf -- kit.md kit.pdf [font.ttf]`

use std::time::Instant;

use panelkit::render::pdf::{FontSet, PageSetup, Paper, pdf};

#[expect(clippy::print_stderr, reason = "an example talks to its user")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [input, output, rest @ ..] = args.as_slice() else {
        return Err("usage: markdown_to_pdf IN.md OUT.pdf [FONT.ttf] [letter]".into());
    };
    let markdown = std::fs::read_to_string(input)?;
    let mut fonts = FontSet::built_in();
    for font in rest.iter().filter(|arg| *arg != "letter") {
        fonts = fonts.with_font(font, std::fs::read(font)?)?;
    }
    let setup = PageSetup {
        paper: if rest.iter().any(|arg| arg == "letter") { Paper::Letter } else { Paper::A4 },
        title: "Interview kit".to_owned(),
        language: "en".to_owned(),
        header_left: "Technical Product Manager, Payments API".to_owned(),
        footer_left: "payments-api-tpm · c-0042".to_owned(),
        digest: "5f1c0de2a4b7".repeat(6)[..64].to_owned(),
        ..PageSetup::default()
    };
    let start = Instant::now();
    let made = pdf(&markdown, &setup, &fonts)?;
    let first = start.elapsed();
    let start = Instant::now();
    for _ in 0..10 {
        pdf(&markdown, &setup, &fonts)?;
    }
    let again = start.elapsed() / 10;
    eprintln!(
        "{} pages, {} bytes, {first:?} then {again:?}, missing {:?}",
        made.pages,
        made.bytes.len(),
        made.missing
    );
    std::fs::write(output, made.bytes)?;
    Ok(())
}
