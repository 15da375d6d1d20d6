//! Writes a workspace with a bank of N questions, for measurements: `make_bank DIR [N]`.
//!
//! The same arguments give the same bytes. A question takes about 650 bytes, as in a bank that people have
//! just begun to write; 10,000 questions take 6.5 MB.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

const COMPETENCIES: usize = 12;
const DEPTHS: [(&str, u32); 3] = [("shallow", 7), ("middle", 10), ("deep", 15)];
const TYPES: [&str; 4] = ["behavioral", "situational", "case", "work-sample"];

fn main() -> io::Result<()> {
    let mut args = env::args().skip(1);
    let (Some(folder), count) = (args.next(), args.next().map_or(Ok(10_000), |n| n.parse::<usize>())) else {
        return Err(io::Error::other("usage: make_bank DIR [N]"));
    };
    let count = count.map_err(io::Error::other)?;
    let root = Path::new(&folder);
    let bank = root.join("question_banks/measured");
    fs::create_dir_all(&bank)?;
    fs::create_dir_all(root.join("kits/measured-req"))?;
    fs::write(bank.join("bank.yaml"), manifest())?;
    fs::write(bank.join("loops.yaml"), loops())?;
    fs::write(root.join("kits/measured-req/role.yaml"), ROLE)?;
    for competency in 0..COMPETENCIES {
        fs::write(bank.join(format!("competency-{competency}.yaml")), questions(competency, count))?;
    }
    Ok(())
}

const ROLE: &str = "role: measured-req\ntitle: \"Measured role, any surface\"\nbank: measured\nlevel: senior\ndepth: middle\n\
must_haves:\n  - { text: \"first\", competency: competency-0, weight: 2 }\n  - { text: \"second\", competency: competency-3 }\n  \
- { text: \"third\", competency: competency-7 }\ncontext: { surface: \"the API\" }\n";

fn manifest() -> String {
    let mut text = String::from("bank: measured\ntitle: \"Measured\"\ndepths:\n");
    for (id, minutes) in DEPTHS {
        let _ = writeln!(text, "  - {{ id: {id}, name: {id}, minutes: {minutes} }}");
    }
    text.push_str("levels:\n  - { id: senior, name: Senior }\nratings:\n");
    for score in 1..=4 {
        let _ = writeln!(text, "  - {{ score: {score}, label: \"Score {score}\" }}");
    }
    text.push_str("competencies:\n");
    for n in 0..COMPETENCIES {
        let _ = writeln!(text, "  - {{ id: competency-{n}, name: \"Competency {n}\" }}");
    }
    text
}

fn loops() -> String {
    let mut text = String::from("loops:\n  - loop: onsite\n    rounds:\n");
    for round in 0..5 {
        let names: Vec<String> =
            (0..5).map(|k| format!("competency-{}", (round * 3 + k) % COMPETENCIES)).collect();
        let list = names.join(", ");
        let _ = writeln!(
            text,
            "      - {{ round: round-{round}, minutes: 60, opening: 5, closing: 10, competencies: [{list}] }}"
        );
    }
    text
}

fn questions(competency: usize, count: usize) -> String {
    let mut text = format!("competency: competency-{competency}\nquestions:\n");
    for n in (competency..count).step_by(COMPETENCIES) {
        let (depth, minutes) = DEPTHS[n / COMPETENCIES % 3];
        let minutes = minutes - 2 + (n as u32 * 7919) % 5;
        let kind = TYPES[n / 36 % 4];
        let _ = write!(
            text,
            "  - id: question-{n}\n    depth: {depth}\n    type: {kind}\n    minutes: {minutes}\n    \
             prompt: \"Case {n}: a partner tells you that {{{{surface}}}} broke their client on a Friday. What do you do first, and why that?\"\n    \
             probes:\n      - \"What would you ask engineering before you answer the partner?\"\n      \
             - {{ if: \"they jump to the roadmap\", ask: \"What does the contract promise?\" }}\n    \
             listen_for: [\"asks who reads the field\", \"names a date\"]\n    red_flags: [\"argues the roadmap\"]\n    \
             anchors: {{ 1: \"Lets it pass {n}\", 2: \"Says that something may break {n}\", 3: \"Asks who reads it {n}\", 4: \"Offers a path {n}\" }}\n"
        );
    }
    text
}
