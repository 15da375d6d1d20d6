//! Prints precision and recall of each lint on the labelled corpus: `cargo run --example lint_corpus -- tune` or `held`.
//! `--list` adds the texts that a lint missed or reported wrongly.

#[path = "../tests/common/corpus.rs"]
mod corpus;

use panelkit::lint::Group;

#[expect(clippy::print_stdout, reason = "an example talks to its user")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let list = arguments.iter().any(|argument| argument == "--list");
    let only = arguments.iter().find_map(|argument| argument.strip_prefix("--only="));
    let half = arguments.iter().find(|argument| !argument.starts_with("--")).map_or("tune", String::as_str);
    let rows = corpus::rows(half);
    let counts = corpus::measure(&rows);
    println!(
        "{:28} {:>5} {:>6} {:>5} {:>9} {:>6}",
        "lint", "right", "missed", "wrong", "precision", "recall"
    );
    let print = |name: &str, counts: &corpus::Counts| {
        let (missed, wrong) = (counts.missed.len(), counts.wrong.len());
        let (precision, recall) = (counts.precision(), counts.recall());
        println!("{name:28} {:>5} {missed:>6} {wrong:>5} {precision:>9.3} {recall:>6.3}", counts.right);
    };
    for (code, of_rule) in counts.iter().filter(|(code, _)| only.is_none_or(|only| code.starts_with(only))) {
        print(code, of_rule);
        if list {
            of_rule.missed.iter().for_each(|text| println!("    missed {text}"));
            of_rule.wrong.iter().for_each(|text| println!("    wrong  {text}"));
        }
    }
    println!();
    for group in Group::ALL {
        print(&format!("all of `{}`", group.as_str()), &corpus::of_group(&counts, group));
    }
    println!("{} rows of the half `{half}`", rows.len());
}
