//! Loads a bank, a role spec and a roster from memory and prints pages, without reading or writing a file:
//! `cargo run --example bank_from_memory`.

use std::error::Error;

use panelkit::diag::{self, Sink};
use panelkit::load::{self, Memory, RosterColumns, Workspace};
use panelkit::pipeline::{self, Parallels};
use panelkit::render::{Document, Format, Renderer};

const BANK: &str = "bank: small
title: Small bank
depths:
  - { id: middle, name: Middle }
levels:
  - { id: senior, name: Senior, years: [6, 9] }
ratings:
  - { score: 1, label: \"No\" }
  - { score: 2, label: \"Yes\", meets: true }
  - { score: 3, label: \"Clear yes\" }
competencies:
  - { id: api-design, name: API design }
  - { id: data-fluency, name: Data fluency }
";

const LOOPS: &str = "loops:
  - loop: onsite
    title: Onsite loop
    rounds:
      - { round: technical, title: Technical, minutes: 45, competencies: [api-design, data-fluency] }
      - { round: product, title: Product, minutes: 45, competencies: [data-fluency, api-design] }
";

const ROLE: &str = "role: payments
title: Product Manager, Payments
bank: small
level: senior
depth: middle
loop: onsite
must_haves:
  - text: Owns an API contract
    competency: api-design
";

const ROSTER: &str = "id,name\nada-l,Ada Lovelace\ngrace-h,Grace Hopper\n";

/// The questions of a competency, as another program may have them.
fn questions(competency: &str, prompts: [&str; 5]) -> String {
    let mut text = format!("competency: {competency}\nquestions:\n");
    for (n, prompt) in (1..).zip(prompts) {
        text +=
            &format!("  - id: {competency}-{n}\n    depth: middle\n    type: situational\n    minutes: 10\n");
        text += &format!("    prompt: \"{prompt}\"\n    listen_for: [Says what would change the answer]\n");
        text += "    anchors: { 1: Names no reason, 2: Weighs two ways, 3: Says what each way costs }\n";
    }
    text
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "an example talks to its user")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut sink = Sink::new();
    let pages = pages(&mut sink);
    for finding in sink.sorted() {
        eprintln!("{}", diag::human(finding, false));
    }
    println!("{}", pages?.join("\n"));
    Ok(())
}

/// A page of Markdown for each candidate.
fn pages(sink: &mut Sink) -> Result<Vec<String>, Box<dyn Error>> {
    let api = [
        "A field must go. What do you do first?",
        "Two teams want two names for one field. How do you decide?",
        "A caller retries for ever. What changes?",
        "Which errors does a refund endpoint tell apart?",
        "When is a new version worth it?",
    ];
    let data = [
        "Sign-ups doubled overnight. What do you ask?",
        "Which number says that the change worked?",
        "Two dashboards disagree. Which one do you trust?",
        "What would you count before the launch?",
        "A test ends without a result. What now?",
    ];
    let files: Memory = [
        ("question_banks/small/bank.yaml", BANK.to_owned()),
        ("question_banks/small/loops.yaml", LOOPS.to_owned()),
        ("question_banks/small/api-design.yaml", questions("api-design", api)),
        ("question_banks/small/data-fluency.yaml", questions("data-fluency", data)),
        ("kits/payments/role.yaml", ROLE.to_owned()),
    ]
    .into_iter()
    .collect();
    let workspace = Workspace::of(files);
    let (role, bank) = pipeline::req(&workspace, "payments", sink)?;
    let (candidates, _) = load::roster("roster.csv", ROSTER.into(), &RosterColumns::default(), sink)?;

    let base = pipeline::kit(&role, &bank, "a seed", None, sink)?.kit;
    let mut parallels = Parallels::new(role, bank, base);
    let renderer = Renderer::default();
    let mut pages = Vec::new();
    for candidate in candidates {
        let kit = parallels.next(candidate.id.as_str()).ok_or("no kit is parallel to the loop's")?.kit;
        pages.push(String::from_utf8(renderer.render(&Document::Kit(&kit), Format::Markdown)?.bytes)?);
    }
    Ok(pages)
}
