//! `closed`: a question that "yes" or "no" answers.

use std::sync::LazyLock;

use regex::Regex;

use crate::lint::sentences::{REQUEST, STORY, Sentence, grammar, is_quotation, sentences, without_quotations};
use crate::lint::{Check, Finding, Findings, Group, Part, Rule, Said};
use crate::model::QuestionType;

pub(super) static RULE: Rule =
    Rule::new("closed", include_str!("closed.md"), Group::Question, Check::Text(check));

/// A question that begins with a verb.
static CLOSED: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"{lead}(?P<intro>[^?.,:—–]{2,80}(?:[,:]| [—–])\s+(?:then |and |so )?)?(?:{aux}|am)(?:n['’]t)?\s+(?:(?:{subject})\b|\p{Lu}|\w+ )",
    )
});
/// Statements with a question mark, and requests to say whether.
static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"{lead}(?:(?:you|you['’](?:ve|re|d)|so you)\s+\w+.*|(?:he|she|it|we|they|there|i)(?:['’]\w+)? \w+.*|ever \w+.*|any(?:thing|one|body)? \w+.*|(?:true or false|yes or no)\W+.*|.*\W(?:true or false|yes or no)|(?:got|had|seen|worked|used|done|been|tried|heard|written|built|managed|led|met|want|mind|happy|ok|okay|fine|able|good|confident|interested|aware|sure|clear|familiar|comfortable|ready|willing|experienced|possible|fair|feasible|agreed)\b.*)\?$",
    )
});
/// Ends with what it asks for: "You would begin where?"
static ENDS_OPEN: LazyLock<Regex> = LazyLock::new(|| grammar(r"\b{wh}(?:\s+\w+)?\?$"));
/// A question word, and a condition or a time before a question.
static ASKS: LazyLock<Regex> = LazyLock::new(|| grammar(r"\b{wh}\b"));
static CONDITION: LazyLock<Regex> =
    LazyLock::new(|| grammar(r"{lead}(?:when|where|if|once|while|after|before)\b"));
/// Asks for more after "whether".
static AND_MORE: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"(?:\band|[,;])\s+(?:then\s+|also\s+)?(?:{prep}\s+)?(?:{wh}|explain|give|say|tell|describe|name|justify|on)\b",
    )
});
static WHETHER: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"{lead}(?:please )?(?:(?:tell|let) (?:me|us)(?: know)?|say|state|confirm|indicate|answer|(?:i|we)['’]?(?:d| would| want)?(?: like)? to know|(?:can|could|would|will) you (?:please )?(?:tell|say|confirm|state|indicate)(?: me| us| to me| to us)?|(?:i|we) wonder|(?:i|we)(?:['’]m| am|['’]re| are) (?:wondering|curious))\s+(?:whether|if)\s+(?:or not )?(?:you|your|it|this|the|there|we|they)\b",
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
    if WHETHER.is_match(text) && !AND_MORE.is_match(text) {
        return true;
    }
    let is_request = REQUEST.is_match(text) || STORY.is_match(text);
    if is_request || !sentence.asks() {
        return false;
    }
    let is_open = |intro: &str| ASKS.is_match(intro) && !CONDITION.is_match(intro);
    let begins =
        CLOSED.captures(text).is_some_and(|it| !it.name("intro").is_some_and(|intro| is_open(intro.as_str())));
    begins || SHORT.is_match(text) && !ENDS_OPEN.is_match(text)
}

fn is_open(sentence: &Sentence<'_>) -> bool {
    let text = sentence.text;
    if is_closed(sentence) {
        return false;
    }
    OPEN.is_match(text) || REQUEST.is_match(text) || STORY.is_match(text)
}
