//! Finds questions of a bank that are rated by the same words.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Sink, codes};
use crate::model::{Bank, Question, Status};
use crate::text::{count, words};

/// From this number of questions on, a single anchor that they share is reported.
const MANY: usize = 3;
/// Limit of questions that a finding shows.
const SHOWN: usize = 4;

/// Reports the questions of a bank that have the same anchors, and those that share one anchor with two or more
/// others. Case, punctuation and white space do not count. Questions of one family may share anchors, because they
/// are on one situation. Withdrawn questions are ignored, and so are groups without a question in the bank's own
/// files.
pub fn report_shared_anchors(bank: &Bank, sink: &mut Sink) {
    let mut sets: BTreeMap<Vec<(u8, String)>, Vec<&Question>> = BTreeMap::new();
    let mut single: BTreeMap<(u8, String), Vec<&Question>> = BTreeMap::new();
    let in_use = |q: &&Question| matches!(q.status, Status::Active | Status::Draft);
    for question in bank.questions.iter().filter(in_use) {
        let anchors: Vec<(u8, String)> =
            question.anchors.iter().map(|(score, text)| (*score, plain(text.raw()))).collect();
        anchors.iter().for_each(|anchor| single.entry(anchor.clone()).or_default().push(question));
        if !anchors.is_empty() {
            sets.entry(anchors).or_default().push(question);
        }
    }
    let is_told = |group: &[&Question], least: usize| {
        let families: BTreeSet<_> = group.iter().map(|q| q.family.as_ref().ok_or(&q.id)).collect();
        families.len() >= least && group.iter().any(|q| q.holder == bank.id)
    };
    // The number of the set of a question, for single anchors that only one set has.
    let of_set: BTreeMap<&str, usize> =
        sets.values().enumerate().flat_map(|(n, all)| all.iter().map(move |q| (q.id.as_str(), n))).collect();
    for group in sets.values().filter(|group| is_told(group, 2)) {
        let message = format!("{} have the same anchors", count(group.len(), "question"));
        sink.report(finding(message, group));
    }
    for ((score, _), group) in &single {
        let several: BTreeSet<_> = group.iter().map(|q| of_set[q.id.as_str()]).collect();
        if several.len() > 1 && is_told(group, MANY) {
            let questions = count(group.len(), "question");
            let message = format!("{questions} have the same anchor for score {score}");
            sink.report(finding(message, group));
        }
    }
}

fn plain(text: &str) -> String {
    words(text).iter().map(|word| word.to_lowercase()).collect::<Vec<_>>().join(" ")
}

fn finding(message: String, group: &[&Question]) -> Diagnostic {
    let mut finding = Diagnostic::new(&codes::SHARED_ANCHORS, message);
    for (n, question) in group.iter().take(SHOWN).enumerate() {
        let label = format!("`{}`", question.id);
        finding =
            if n == 0 { finding.at(&question.place, label) } else { finding.context(&question.place, label) };
    }
    if group.len() > SHOWN {
        let rest: Vec<String> = group[SHOWN..].iter().take(20).map(|q| format!("`{}`", q.id)).collect();
        let more = if group.len() > SHOWN + 20 { ", …" } else { "" };
        finding = finding.help(format!("the others are {}{more}", rest.join(", ")));
    }
    finding
        .help("describe for each question what a candidate does in that situation")
        .help("if the questions are on one situation and may replace each other, give them one `family`")
}
