//! `anchor-missing`: an anchor that describes nothing.

use std::sync::LazyLock;

use regex::Regex;

use crate::lint::sentences::pattern;
use crate::lint::{Check, Finding, Findings, Group, OfQuestion, Rule};

pub(super) static RULE: Rule =
    Rule::new("anchor-missing", include_str!("anchor_missing.md"), Group::Question, Check::Question(check));

/// What stands in the place of a description: a blank, a mark, or a pointer to the neighbours.
static EMPTY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\W*(?:n\.?/?a\.?|none|nil|tba|tbd|tbc|todo|to do|to follow|to be (?:added|written|done|defined|decided)|not (?:used|defined|applicable|described|anchored)|no (?:anchor|description)|blank|empty|placeholder|x+|see (?:above|below|\d)|as (?:above|below)|same as (?:above|below|score \d|a? ?\d)|ditto|score \d|\d)?\W*$",
        r"|^\W*(?:somewhere |anywhere |falls |lies |answer )*(?:in )?(?:between|halfway|half way|midway)\b[^.]*\b(?:\d|one|two|three|four|five|six|the (?:two|other)|those|these|above|below|neighbou?rs?|anchors?|scores?)\b\W*$",
        r"|^\W*(?:better|worse|more|less|higher|lower|above|below)(?: than)?(?: an?| the)?(?: score(?: of)?)? ?\d(?:,? (?:but|and) (?:better|worse|more|less|higher|lower|not)\b.{0,30})?\W*$",
    ))
});

fn check(of: &OfQuestion<'_>, found: &mut Findings) {
    let question = of.question;
    if question.anchors.is_empty() {
        let finding = Finding::new("", format!("question `{}` has no anchors", question.id))
            .label("each interviewer rates it by a standard of their own")
            .help("add `anchors`: what a candidate does for each score of the rating scale");
        found.push(finding);
    }
    for (score, anchor) in &question.anchors {
        if EMPTY.is_match(anchor.raw()) {
            let message = format!("the anchor for score {score} describes nothing");
            let finding = Finding::new(format!("anchors.{score}"), message)
                .label("interviewers cannot agree on a score without a description")
                .help("describe what a candidate does for this score, so that it can be understood alone");
            found.push(finding);
        }
    }
}
