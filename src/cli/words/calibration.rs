//! The practice sheet, and how its raters agreed.

use panelkit::app::calibrate::{PracticeAnswer, PracticeCompared, PracticeMade, WithKey};
use panelkit::model::Pairs;
use panelkit::text::{count, list};

use crate::cli::session::Session;

/// Says which sheet was made; without a file, prints it.
pub(in crate::cli) fn practice_made(made: &PracticeMade, session: &Session) {
    if let Some(csv) = &made.csv {
        session.print(csv);
    }
    if let Some(file) = &made.file {
        session.tell(format!(
            "{file}: {} of {}",
            count(made.answers, "answer"),
            count(made.questions.len(), "question")
        ));
    }
    if made.fresh < 2 {
        session.remark(format!(
            "note: only {} left for the end of the practice; two are best",
            count(made.fresh, "fresh answer")
        ));
    }
    if !made.may_be_drawn.is_empty() {
        let quoted: Vec<String> = made.may_be_drawn.iter().map(|id| format!("`{id}`")).collect();
        session.remark(format!(
            "note: later candidates may get {}; add `exclude: [{}]` to kits/{}/role.yaml before you issue kits",
            quoted.join(", "),
            made.may_be_drawn.join(", "),
            made.req
        ));
    }
    let file = made.file.as_deref().unwrap_or("the sheet");
    session.remark(format!(
        "note: send {file} to each rater; `panelkit calibrate {} --read SHEET…` compares what they send back",
        made.req
    ));
}

/// Says how often ratings agree, shows the key, and asks for a rule for each dispute.
pub(in crate::cli) fn practice_compared(found: &PracticeCompared, session: &Session) {
    let pairs = found.pairs.same + found.pairs.one + found.pairs.more;
    session.say(format!(
        "{}: {}, {}, {} of ratings for the same answer",
        found.req,
        count(found.raters, "rater"),
        count(found.answers.len(), "answer"),
        count(pairs, "pair")
    ));
    agreement(found.pairs, pairs, session);
    let off: Vec<String> = found
        .answers
        .iter()
        .filter(|answer| answer.key == WithKey::None)
        .map(|answer| answer.number.to_string())
        .collect();
    if !off.is_empty() {
        session.say(format!(
            "All raters differ from the key at {} {}. If they agree with each other, ask whether the key is wrong.",
            if off.len() == 1 { "answer" } else { "answers" },
            list(&off, "and")
        ));
    }
    session.say("");
    session.say("The key:");
    found.answers.iter().for_each(|answer| session.say(key(answer)));
    rules(found, session);
    fresh(found, session);
}

fn agreement(of: Pairs, all: usize, session: &Session) {
    for (words, n) in [("the same", of.same), ("one apart", of.one), ("two or more apart", of.more)] {
        let percent = (200 * n + all) / (2 * all);
        session.say(format!("  {words:17}  {n:4}  {percent:3} %"));
    }
}

fn key(answer: &PracticeAnswer) -> String {
    let said = match answer.key {
        WithKey::All => "all raters gave it",
        WithKey::Some => "some raters gave it",
        WithKey::None => "no rater gave it",
    };
    let apart = match (answer.pairs.one, answer.pairs.more) {
        (_, 1..) => "; ratings are two or more apart",
        (1.., _) => "; ratings are one apart",
        _ => "",
    };
    format!("  {}  {} {}: {said}{apart} (`{}`)", answer.number, answer.score, answer.label, answer.question)
}

fn rules(found: &PracticeCompared, session: &Session) {
    let disputes: Vec<String> = found
        .answers
        .iter()
        .filter(|answer| answer.dispute)
        .map(|answer| answer.number.to_string())
        .collect();
    session.say("");
    let Some(brief) = &found.brief else {
        session.say("There is no dispute, so no rule is needed.");
        return;
    };
    session.say(format!(
        "Write one rule for each dispute ({} {}). Put the rules into kits/{}/role.yaml, in the place of `brief`:",
        if disputes.len() == 1 { "answer" } else { "answers" },
        list(&disputes, "and"),
        found.req
    ));
    session.say("");
    brief.lines().for_each(|line| session.say(line));
}

fn fresh(found: &PracticeCompared, session: &Session) {
    session.say("");
    if found.fresh.is_empty() {
        session.say("No fresh answer is left to end with. Write more `sample_answers`.");
        return;
    }
    session.say("End with these. Read them aloud, and let the raters rate them by the rules:");
    for (letter, answer) in ('A'..).zip(&found.fresh) {
        session.say("");
        let text = format!("{letter}. {}\nAnswer: {}", answer.prompt, answer.text);
        for (n, line) in text.lines().enumerate() {
            session.say(format!("{}{line}", if n == 0 { "" } else { "   " }).trim_end());
        }
    }
    let keys: Vec<String> = ('A'..)
        .zip(&found.fresh)
        .map(|(letter, answer)| format!("{letter} is a {} ({})", answer.score, answer.label))
        .collect();
    session.say("");
    session.say(format!("Key of the fresh answers: {}.", list(&keys, "and")));
}
