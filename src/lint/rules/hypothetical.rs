//! `hypothetical`: a behavioral question that asks what a candidate would do.

use std::sync::LazyLock;

use regex::Regex;

use crate::diag::{Code, Severity};
use crate::lint::sentences::{Patterns, REQUEST, Sentence, grammar, sentences, without_quotations};
use crate::lint::{Check, Finding, Findings, Group, Part, Rule, Said};
use crate::model::{LintLevel, QuestionType};

pub(super) static RULE: Rule = Rule {
    code: Code { id: "hypothetical", severity: Severity::Warning, text: include_str!("hypothetical.md") },
    group: Group::Question,
    level: LintLevel::Warn,
    check: Check::Text(check),
};

/// Asks for an event of the past.
static PAST: LazyLock<Patterns> = LazyLock::new(|| {
    let all = [
        r"{lead}(?:(?:can|could|would|will) you (?:please )?)?(?:tell (?:me|us)|talk (?:to )?(?:me|us)?|describe|think(?: back)?|give (?:me|us)|share|recall|remember|take|pick|choose|walk (?:me|us)|name|show (?:me|us)|recount|bring|go back)\b",
        r"\b(?:what|how|which|who|whom|when|where|why)\b[^?]{0,60}?\b(?:did|was|were|had|have you|has)\b[^?]*\?",
        r"\b(?:a|the last|the most recent|one) (?:time|occasion|case|situation|moment|example)\b[^?]*\b(?:you|your)\b",
        r"\b(?:have|did|were|had) you\b",
        r"\byour (?:last|previous|most recent|latest|hardest|biggest|worst|best)\b",
    ]
    .map(grammar);
    Patterns::new(all.into())
});
/// A request whose object is not an event: "Describe how you would …".
static IMAGINED_REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"{lead}(?:(?:can|could|would|will) you (?:please )?)?(?:tell (?:me|us)|describe|explain|talk (?:me|us) through|walk (?:me|us) through|show (?:me|us)|share|say|outline|give (?:me|us) an idea of)(?: (?:me|us))?\s+(?:about )?(?:{wh}(?:\s\w+){0,3}?\s+you(?:['’]d|['’]ll| would| will| might| could)|the (?:steps|way|approach)(?: that)? you(?:['’]d| would))\b",
    )
});
/// Asks for something imagined, or for a habit.
static IMAGINED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"{lead}(?:imagine|suppose|supposing|picture|pretend|assume|assuming|let['’]?s (?:say|imagine|assume|suppose|pretend)|let us (?:say|imagine|assume|suppose)|say (?:you|that|a|an|the|your)\b|what if|hypothetically|consider the following|in an? (?:hypothetical|imaginary))",
        r"{lead}(?:[^?,]{3,90}, )?(?:then )?(?:{prep}\s+)?(?:what|how|who|whom|which|where|when|why)\b(?:\s[\w'’-]+){0,5}?\s?(?:['’]d|['’]ll|would|will|might|could) (?:you|your)\b",
        r"{lead}(?:if|when|whenever|should|were|in case)\b[^?]{3,120}?,? (?:what|how|who|whom|which|would|will|do|could)\b[^?]*\byou\b",
        r"{lead}(?:would|will) you\b",
        r"{lead}(?:what|how|who|whom|which|where|when|why)\b(?:\s[\w'’-]+){0,4}? (?:do|are) you\b",
        r"{lead}(?:what|how) (?:is|are) your (?:approach|way|method|strategy|process|style|philosophy)\b",
    ]
    .map(grammar)
    .into()
});

fn check(said: &Said<'_>, found: &mut Findings) {
    if said.part != Part::Prompt || said.kind != Some(QuestionType::Behavioral) {
        return;
    }
    let plain = without_quotations(said.text);
    let all = sentences(&plain);
    let any = |patterns: &[Regex], it: &Sentence<'_>| patterns.iter().any(|words| words.is_match(it.text));
    let is_imagined = |it: &Sentence<'_>| {
        IMAGINED_REQUEST.is_match(it.text)
            || !REQUEST.is_match(it.text)
                && any(&IMAGINED, it) && (it.asks() || IMAGINED[0].is_match(it.text))
    };
    if all.iter().any(|it| !IMAGINED_REQUEST.is_match(it.text) && !is_imagined(it) && PAST.is_match(it.text)) {
        return;
    }
    if let Some(sentence) = all.iter().find(|it| is_imagined(it)) {
        let finding = Finding::new(&said.route, "a behavioral question asks for something imagined")
            .part(sentence.bytes())
            .label("asks what the candidate would do")
            .help("ask for a case: \"Tell me about a time when …. What did you do?\"")
            .help("or set `type: situational` and write anchors for what a candidate would do");
        found.push(finding);
    }
}
