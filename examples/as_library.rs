//! Makes a kit, the kits of two candidates and a PDF from a workspace: `cargo run --example as_library`.

use std::error::Error;
use std::path::Path;

use panelkit::diag::{self, Sink};
use panelkit::load::Workspace;
use panelkit::pipeline::{self, Parallels};
use panelkit::render::{Document, Format, Renderer};

#[expect(clippy::print_stderr, reason = "an example talks to its user")]
fn main() -> Result<(), Box<dyn Error>> {
    // The findings about the files are collected here, each with its location.
    let mut sink = Sink::new();
    let made = make(&mut sink);
    for finding in sink.sorted() {
        eprintln!("{}", diag::human(finding, false));
    }
    made
}

fn make(sink: &mut Sink) -> Result<(), Box<dyn Error>> {
    let workspace = Workspace::new(Path::new("."))?;
    let (role, bank) = pipeline::req(&workspace, "payments-api-tpm", sink)?;
    // The same files and the same seed give the same kit on every machine.
    let base = pipeline::kit(&role, &bank, "a seed", None, sink)?.kit;

    // Kits for candidates keep rounds, competencies, depths and core of the loop's kit; the second takes
    // questions that the first did not use, as far as the bank allows.
    let mut parallels = Parallels::new(role, bank, base);
    let first = parallels.next("ada-l").ok_or("no kit is parallel to the loop's")?.kit;
    let second = parallels.next("grace-h").ok_or("no kit is parallel to the loop's")?.kit;
    assert!(!pipeline::changed(&first, &second).is_empty());

    let pdf = Renderer::default().render(&Document::Kit(&second), Format::Pdf)?;
    Ok(std::fs::write(std::env::temp_dir().join("grace-h.pdf"), pdf.bytes)?)
}
