//! Reads filled-in PDF forms and prints what each says, as one line of JSON.
//!
//! ```text
//! cargo run --example read_forms -- FORM.pdf…
//! ```
//!
//! With `--time N` first it reads N forms, the given ones again and again, and prints the time and the largest memory of the
//! process instead:
//!
//! ```text
//! cargo run --release --example read_forms -- --time 500 kits/*/loop/scorecards/*.pdf
//! ```

#![expect(clippy::print_stdout, reason = "an example writes to a terminal")]

use std::time::Instant;

use panelkit::collect::{Filled, Mark, pdf};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, count, files @ ..] = args.as_slice()
        && flag == "--time"
    {
        return timed(count.parse()?, files);
    }
    for file in &args {
        let line = match pdf::read(&std::fs::read(file)?) {
            Ok(filled) => said(&filled),
            Err(refused) => json!({ "code": refused.code, "message": refused.message }),
        };
        println!("{line}");
    }
    Ok(())
}

fn said(filled: &Filled) -> Value {
    let slots = filled.slots.iter().map(|(id, slot)| {
        let said = json!({ "rating": mark(&slot.rating), "notes": slot.notes, "evidence": slot.evidence });
        (id.clone(), said)
    });
    json!({
        "facts": filled.facts,
        "slots": slots.collect::<serde_json::Map<_, _>>(),
        "recommendation": mark(&filled.recommendation),
        "summary": filled.summary,
        "complete": filled.complete,
        "conflict": filled.conflict,
        "read": filled.notes,
    })
}

fn mark(mark: &Mark) -> Value {
    json!({ "value": mark.value, "boxes": mark.boxes })
}

/// Reads each file from disk anew, as `collect` does.
fn timed(count: usize, files: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    if files.is_empty() {
        return Err("--time needs forms".into());
    }
    let start = Instant::now();
    let (mut bytes, mut refused) = (0, 0);
    for file in files.iter().cycle().take(count) {
        let content = std::fs::read(file)?;
        bytes += content.len();
        refused += usize::from(pdf::read(&content).is_err());
    }
    let time = start.elapsed();
    println!("{count} forms, {bytes} bytes, {refused} refused, {time:.2?}");
    // Linux only: elsewhere the line is left out.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(most) = status.lines().find(|line| line.starts_with("VmHWM")) {
        println!("most memory: {}", most.trim_start_matches("VmHWM:").trim());
    }
    Ok(())
}
