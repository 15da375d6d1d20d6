//! Random banks.

use std::fmt::Write as _;

use crate::dice::Dice;

const TYPES: [&str; 6] = ["behavioral", "situational", "case", "knowledge", "work-sample", "role-play"];
const DEPTHS: [(&str, usize); 3] = [("shallow", 7), ("middle", 10), ("deep", 15)];

/// The files of a bank `random` with 30 to 300 questions, each with its name and text, and a role spec for the
/// req `random-req`.
pub(crate) fn random(dice: &mut Dice) -> (Vec<(String, String)>, String) {
    let competencies = 3 + dice.below(7);
    let count = 30 + dice.below(271);
    let mut bank = String::from("bank: random\ntitle: Random\ndepths:\n");
    for (id, minutes) in DEPTHS {
        let _ = writeln!(bank, "  - {{ id: {id}, name: {id}, minutes: {minutes} }}");
    }
    bank.push_str("levels:\n  - { id: mid, name: Mid }\n  - { id: senior, name: Senior }\nratings:\n");
    for score in 1..=4 {
        let _ = writeln!(bank, "  - {{ score: {score}, label: \"Score {score}\" }}");
    }
    bank.push_str("competencies:\n");
    for n in 0..competencies {
        let _ = writeln!(bank, "  - {{ id: skill-{n}, name: \"Skill {n}\" }}");
    }
    let mut files =
        vec![("bank.yaml".to_owned(), bank), ("loops.yaml".to_owned(), loops(competencies, dice))];
    let mut texts: Vec<String> =
        (0..competencies).map(|n| format!("competency: skill-{n}\nquestions:\n")).collect();
    for n in 0..count {
        let of = dice.below(competencies);
        texts[of].push_str(&question(n, of, dice));
    }
    let filled = texts.into_iter().enumerate().filter(|(_, text)| text.contains("- id"));
    files.extend(filled.map(|(n, text)| (format!("skill-{n}.yaml"), text)));
    let mut role = String::from(
        "role: random-req\ntitle: Random\nbank: random\nlevel: senior\ndepth: middle\ncontext: { surface: the API }\nmust_haves:\n",
    );
    let first = dice.below(competencies);
    for n in 0..1 + dice.below(3) {
        let skill = (first + n) % competencies;
        let _ = writeln!(role, "  - {{ id: must-{n}, text: Shows it, competency: skill-{skill} }}");
    }
    (files, role)
}

fn loops(competencies: usize, dice: &mut Dice) -> String {
    let mut text = String::from("loops:\n  - loop: onsite\n    rounds:\n");
    for round in 0..2 + dice.below(4) {
        let first = dice.below(competencies);
        let listed = (0..2 + dice.below(3)).map(|k| (first + k) % competencies);
        let mut names: Vec<String> = listed.map(|n| format!("skill-{n}")).collect();
        names.sort();
        names.dedup();
        let types = if dice.chance(25) { ", types: [situational, case, work-sample]" } else { "" };
        let count = 2 + dice.below(3);
        let questions = if dice.chance(30) { format!(", questions: {count}") } else { String::new() };
        let _ = writeln!(
            text,
            "      - {{ round: round-{round}, minutes: {}, opening: 5, closing: 5, competencies: [{}]{types}{questions} }}",
            35 + 5 * dice.below(8),
            names.join(", ")
        );
    }
    text
}

fn question(n: usize, of: usize, dice: &mut Dice) -> String {
    let (depth, typical) = DEPTHS[[0, 1, 1, 2][dice.below(4)]];
    let mut text = format!(
        "  - id: question-{n}\n    depth: {depth}\n    type: {}\n    minutes: {}\n",
        TYPES[dice.below(TYPES.len())],
        typical - 3 + dice.below(7)
    );
    if dice.chance(80) {
        let _ = writeln!(text, "    difficulty: {}", 1 + dice.below(5));
    }
    if dice.chance(10) {
        let _ = writeln!(text, "    levels: [{}]", ["mid", "senior"][dice.below(2)]);
    }
    if dice.chance(20) {
        let _ = writeln!(text, "    family: family-{of}-{}", dice.below(4));
    }
    if n > 0 && dice.chance(12) {
        let _ = writeln!(text, "    enemies: [question-{}]", dice.below(n));
    }
    let _ = write!(
        text,
        "    prompt: \"What would you do about case {n} of {{{{surface}}}}?\"\n    listen_for: [\"a reason\"]\n    \
         anchors: {{ 1: \"One {n}\", 2: \"Two {n}\", 3: \"Three {n}\", 4: \"Four {n}\" }}\n"
    );
    text
}
