//! The rows of a practice sheet.

use super::choice::Practice;
use crate::model::{Bank, Question, RoleSpec};
use crate::text::plain;

/// The headings of a practice sheet, in their order.
pub const PRACTICE_HEADINGS: [&str; 8] =
    ["sheet", "number", "question", "prompt", "anchors", "answer", "rating", "why"];

/// The headings and a row for each answer. The cells for rating and reason are empty.
pub(super) fn rows(practice: &Practice<'_>, role: &RoleSpec, bank: &Bank) -> Vec<Vec<String>> {
    let headings = PRACTICE_HEADINGS.map(str::to_owned).to_vec();
    let row = |(n, answer): (usize, &super::choice::Answer<'_>)| {
        vec![
            practice.sheet.clone(),
            (n + 1).to_string(),
            answer.question.id.to_string(),
            prompt(answer.question, role),
            anchors(answer.question, role, bank),
            lines(answer.text()),
            String::new(),
            String::new(),
        ]
    };
    std::iter::once(headings).chain(practice.answers.iter().enumerate().map(row)).collect()
}

/// What the candidate heard and saw: the prompt, and the exhibits below it.
pub(super) fn prompt(question: &Question, role: &RoleSpec) -> String {
    let mut text = lines(&question.prompt.fill(&role.context));
    for exhibit in &question.exhibits {
        text.push_str(&format!("\n\n{}\n{}", plain(&exhibit.title), lines(&exhibit.text)));
    }
    text
}

/// The anchors, one in a line, lowest score first. Bold marks are left out.
fn anchors(question: &Question, role: &RoleSpec, bank: &Bank) -> String {
    let one = |rating: &crate::model::Rating| {
        let anchor = question.anchors.get(&rating.score)?.fill(&role.context).replace("**", "");
        Some(format!("{} {}: {}", rating.score, plain(&rating.label), plain(&anchor)))
    };
    bank.ratings.iter().filter_map(one).collect::<Vec<_>>().join("\n")
}

/// A text without hidden characters; its line ends and the spaces at the beginning of lines stay.
pub(super) fn lines(text: &str) -> String {
    let line = |line: &str| {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        format!("{}{}", &line[..indent], plain(line))
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}
