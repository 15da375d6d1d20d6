//! `hypothetical`: a behavioral question that asks what a candidate would do.

use std::sync::LazyLock;

use regex::Regex;

use crate::lint::sentences::{Patterns, REQUEST, Sentence, grammar, sentences, without_quotations};
use crate::lint::{Check, Finding, Findings, Group, Part, Rule, Said};
use crate::model::QuestionType;

pub(super) static RULE: Rule =
    Rule::new("hypothetical", include_str!("hypothetical.md"), Group::Question, Check::Text(check));

/// Asks for an event of the past.
static PAST: LazyLock<Patterns> = LazyLock::new(|| {
    let all = [
        r"{lead}(?:(?:can|could|would|will) you (?:please )?)?(?:tell (?:me|us)|talk (?:to )?(?:me|us)?|describe|think(?: back)?|give (?:me|us)|share|recall|remember|take|pick|choose|walk (?:me|us)|name|show (?:me|us)|recount|bring|go back)\b",
        r"\b(?:what|how|which|who|whom|when|where|why)\b[^?]{0,60}?\b(?:did|was|were|had|have you|has)\b[^?]*\?",
        r"\b(?:a|the last|the most recent|one) (?:time|occasion|case|situation|moment|example)\b[^?]*\b(?:you|your)\b",
        r"\b(?:have|did|were|had) you\b",
        r"\byour (?:last|previous|most recent|latest|hardest|biggest|worst|best)\b",
    ];
    Patterns::of_grammar(all)
});
/// A request whose object is not an event: "Describe how you would …".
static IMAGINED_REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"{lead}(?:(?:can|could|would|will) you (?:please )?)?(?:tell (?:me|us)|describe|explain|talk (?:me|us) through|walk (?:me|us) through|show (?:me|us)|share|say|outline|give (?:me|us) an idea of)(?: (?:me|us))?\s+(?:about )?(?:{wh}(?:\s\w+){0,3}?\s+you(?:['’]d|['’]ll| would| will| might| could)|the (?:steps|way|approach)(?: that)? you(?:['’]d| would)|your (?:\w+ ){0,2}?(?:approach|process|method|style|strategy|philosophy|way) (?:to|of|for|when|with|in)|how you (?:(?:usually|typically|normally|generally|always|often) \w+|tend|go about|handle|deal|approach|manage|prioriti[sz]e|resolve|decide|react|respond|ensure|make|keep|work|communicate|organi[sz]e|plan|cope|motivate|give|measure|choose|say|tell)|(?:what|how)(?: \w+){0,3}? (?:should|ought to|must))\b",
    )
});
/// A certain case of the past.
static CASE: LazyLock<Regex> = LazyLock::new(|| {
    grammar(r"\b(?:last|latest|previous|recent|recently|that (?:day|week|time|project|case|launch))\b")
});
/// Asks for something imagined, or for a habit.
static IMAGINED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"{lead}(?:imagine|suppose|supposing|picture|pretend|assume|assuming|envisage|envision|visuali[sz]e|(?:put|place|see|think of) yourself (?:in|as|into)|in (?:the event|case) of|faced with|given (?:an?|the)|in (?:theory|principle)|ideally|in an ideal world|if (?:asked|given|faced)|let['’]?s (?:say|imagine|assume|suppose|pretend)|let us (?:say|imagine|assume|suppose)|say (?:you|that|a|an|the|your)\b|what if|hypothetically|consider the following|in an? (?:hypothetical|imaginary))",
        r"{lead}(?:[^?,]{3,90}, )?(?:then )?(?:{prep}\s+)?(?:what|how|who|whom|which|where|when|why)\b(?:\s[\w'’-]+){0,5}?\s?(?:['’]d|['’]ll|would|will|might|could) (?:you|your)\b",
        r"{lead}(?:if|when|whenever|should|were|in case)\b[^?]{3,120}?,? (?:what|how|who|whom|which|would|will|do|could)\b[^?]*\byou\b",
        r"{lead}(?:would|will) you\b",
        r"{lead}(?:what|how|who|whom|which|where|when|why)\b(?:\s[\w'’-]+){0,4}? (?:do|are) you\b",
        r"{lead}(?:[^?,]{3,90}, )?(?:what|which|how)(?:['’]s| is| are) (?:your|the) (?:\w+ ){0,3}?(?:approach|way|method|strategy|process|style|philosophy|steps?|moves?|actions?|plan|response|reaction|decision|advice|rule|policy|habit|technique|priorit(?:y|ies))\b",
        r"{lead}(?:[^?,]{3,90}, )?(?:{prep}\s+)?(?:what|how|who|whom|which|where|when)\b(?:\s[\w'’-]+){0,3}? (?:should|ought|must|would|could|can) (?:one|we|people|managers|an? \w+|the (?:team|company|manager))\b",
        r"{lead}(?:what|which) (?:\w+ )?(?:should|ought to|must|needs to|has to) (?:happen|be done|come|change)\b",
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
    let is_habit = |it: &Sentence<'_>| IMAGINED_REQUEST.is_match(it.text) && !CASE.is_match(it.text);
    let any = |patterns: &[Regex], it: &Sentence<'_>| patterns.iter().any(|words| words.is_match(it.text));
    let is_imagined = |it: &Sentence<'_>| {
        is_habit(it)
            || !REQUEST.is_match(it.text)
                && any(&IMAGINED, it) && (it.asks() || IMAGINED[0].is_match(it.text))
    };
    if all.iter().any(|it| !is_habit(it) && !is_imagined(it) && PAST.is_match(it.text)) {
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
