//! `closed`: a question that "yes" or "no" answers.

use std::sync::LazyLock;

use regex::Regex;

use crate::diag::{Code, Severity};
use crate::lint::sentences::{REQUEST, STORY, Sentence, grammar, is_quotation, sentences, without_quotations};
use crate::lint::{Check, Finding, Findings, Group, Part, Rule, Said};
use crate::model::{LintLevel, QuestionType};

pub(super) static RULE: Rule = Rule {
    code: Code { id: "closed", severity: Severity::Warning, text: include_str!("closed.md") },
    group: Group::Question,
    level: LintLevel::Warn,
    check: Check::Text(check),
};

/// A question that begins with a verb.
static CLOSED: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"{lead}(?:if [^,]{3,80}, |in your (?:view|opinion|experience), |in (?:general|your last job|your current role|that case), )?(?:{aux}|am)(?:n['’]t)?\s+(?:(?:{subject})\b|\p{Lu}|\w+ )",
    )
});
/// Statements with a question mark, and requests to say whether.
static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"{lead}(?:(?:you|you['’](?:ve|re|d)|so you)\s+\w+.*|ever \w+.*|any (?:experience|knowledge|familiarity|exposure)\b.*|(?:familiar|comfortable|happy|experienced|ready|willing) (?:with|to)\b.*)\?$",
    )
});
static WHETHER: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"{lead}(?:(?:tell|let) (?:me|us)(?: know)?|say|(?:i|we)['’]?(?:d| would| want)?(?: like)? to know|can you (?:tell|say)(?: me| us)?|(?:i|we) wonder)\s+(?:whether|if)\s+(?:or not )?you\b",
    )
});
/// A question that asks the candidate to rate or name what they are, in a probe.
static PERSONAL: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"{lead}(?:have you (?:ever|used|worked|had|done|managed|led|built|written)|are you (?:good|comfortable|familiar|confident|able|happy|willing|experienced|used|aware|someone|an? )|do you (?:have (?:any )?experience|know (?:how|about|what)|like|enjoy|feel|consider yourself|think you)|did you (?:enjoy|like|succeed|find it)|is this something|would you (?:say you|call yourself|consider yourself|describe yourself))",
    )
});
/// Asks for more than "yes" or "no" after all.
static OPEN: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"\b(?:{prep}\s+)?{wh}\b[^?]*\?|{lead}(?:explain|describe|say|tell|give|show|justify|walk|talk|name|take|draw|write|argue|discuss|defend|work out|compare|set out|outline|share|read)\b",
    )
});

fn check(said: &Said<'_>, found: &mut Findings) {
    if !matches!(said.part, Part::Prompt | Part::Probe) || is_quotation(said.text) {
        return;
    }
    let plain = without_quotations(said.text);
    let all = sentences(&plain);
    let closed = all.iter().find(|it| is_closed(it));
    let Some(closed) = closed.filter(|closed| all.iter().all(|it| it == *closed || !is_open(it))) else {
        return;
    };
    // A probe may ask for a fact of the scene. It may not ask what candidates think of themselves.
    let is_asked = matches!(said.kind, None | Some(QuestionType::Behavioral | QuestionType::Knowledge));
    if said.part == Part::Probe && !(is_asked && PERSONAL.is_match(closed.text)) {
        return;
    }
    let finding = Finding::new(&said.route, "the question can be answered with yes or no")
        .part(closed.bytes())
        .label("a candidate need not say more")
        .help("begin with \"what\", \"how\" or \"tell me about\", so that the answer shows what was done");
    found.push(finding);
}

fn is_closed(sentence: &Sentence<'_>) -> bool {
    let text = sentence.text;
    if WHETHER.is_match(text) {
        return true;
    }
    let is_request = REQUEST.is_match(text) || STORY.is_match(text);
    sentence.asks() && !is_request && (CLOSED.is_match(text) || SHORT.is_match(text))
}

fn is_open(sentence: &Sentence<'_>) -> bool {
    let text = sentence.text;
    if is_closed(sentence) {
        return false;
    }
    OPEN.is_match(text) || REQUEST.is_match(text) || STORY.is_match(text)
}
