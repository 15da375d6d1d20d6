//! `double-barrelled`: two questions in one.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::lint::sentences::{REQUEST as POLITE, STORY, Sentence, grammar, sentences, without_quotations};
use crate::lint::{Check, Finding, Findings, Group, Part, Rule, Said};

pub(super) static RULE: Rule =
    Rule::new("double-barrelled", include_str!("double_barrelled.md"), Group::Question, Check::Text(check));

/// A second question word after "and", with what follows it.
static AND: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"(?:\s(?:and|but|plus|as well as|along with|together with|in addition to)\s+(?:(?:then|also|next|finally|lastly|second|secondly|afterwards),?\s+)?|[;—–]\s+(?:and\s+)?)(?:{prep}\s+)?(?P<wh>{wh})(?:['’](?:d|s|ll|re|ve))?\b(?P<rest>.*)$",
    )
});
/// A second question that begins with a verb.
static AND_VERB: LazyLock<Regex> =
    LazyLock::new(|| grammar(r"\s(?:and|but)\s+{aux}(?:n['’]t)?\s+{subject}\b"));
/// A second question after a comma alone.
static COMMA: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r",\s+(?:how\s+(?:many|much|soon|long|often|far|late|well|big|sure)\b|why\b|{prep}\s+(?:what|whom|which|whose)(?:\s+\w+){0,2}?\s*[,?]|{wh}\s+{aux}\s+{subject}\b|or\s+(?:also\s+|else\s+)?(?:{prep}\s+)?{wh}\s+(?:\w+\s+){0,2}?{aux}\s+{subject}\b)",
    )
});
/// A question from its first word on.
static OPENS: LazyLock<Regex> = LazyLock::new(|| grammar(r"{lead}(?:{prep}\s+)?(?:{wh}|{aux})\b"));
/// A condition before a question.
static CONDITION: LazyLock<Regex> =
    LazyLock::new(|| grammar(r"{lead}(?:when|where|if|once|while)\s+(?P<next>\w+)"));
static AUXILIARY: LazyLock<Regex> = LazyLock::new(|| grammar(r"^{aux}$"));
static ANY: LazyLock<Regex> = LazyLock::new(|| grammar(r"\b(?:{wh}|{aux})\b"));
static QUESTION_WORD: LazyLock<Regex> = LazyLock::new(|| grammar(r"\b{wh}\b"));
/// A clause with a question word that depends on a verb: "decide what goes in".
static DEPENDS: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"\b(?:decided?|choose|find out|tells?|know|explain|say|show|check|learn|agreed?|work out|see|understand|determine|record|describe|settled?|asked|ask|judge|compare|measure|define|list|note)\s+(?:\w+\s+)?(?:{prep}\s+)?{wh}\b",
    )
});
/// The word order of a question after its question word.
static ORDER: LazyLock<Regex> = LazyLock::new(|| grammar(r"^(?:\s+\w+){0,3}?\s+{aux}\s+{subject}\b"));
static REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"{lead}(?:tell|describe|explain|take|show|say|walk|talk|give|name|think|share|list|write|sketch|draw|outline|recall|choose|pick|discuss|state)\b",
    )
});
/// A second story.
static AND_STORY: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"\sand\s+(?:about\s+|of\s+)?(?:an?|another|one)\s+(?:time|case|situation|example|occasion|moment|project)\b",
    )
});
/// Opposites that are two answers: the best and the worst.
static OPPOSITES: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"\b(?:strengths?|achievements?|success(?:es)?|triumphs?|likes|highs?) and (?:the |your |their )?(?:\w+ )?(?:weakness(?:es)?|failures?|mistakes?|regrets?|disappointments?|shortcomings?|dislikes|lows?)\b|\b(?:best|most|easiest|proudest) and (?:the |your )?(?:worst|least|hardest|weakest)\b|\b(?:liked?|enjoy(?:ed)?|love(?:d)?) (?:most )?and (?:dislike|hate|resent)d?\b|\b(?:well|right) and (?:what )?(?:\w+ )?(?:badly|wrong|poorly)\b",
    )
});
static COMPARES: LazyLock<Regex> =
    LazyLock::new(|| grammar(r"\b(?:differ\w*|between|compar\w*|gap|balance\w*|weigh\w*)\b"));
/// A second task in a request.
static AND_TASK: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"\s(?:and|then)\s+(?:then\s+|also\s+)?(?:(?:tell|show|give)\s+(?:me|us)|(?:explain|describe|outline|discuss|state|say)\s+(?:to (?:me|us) )?(?:what|how|who|whom|which|where|when|your))\b",
    )
});
/// Requests for one story, which what the candidate did in it belongs to.
static OWN_PART: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"^(?:what (?:\w+ ){0,2}?you did|how you (?:\w+ly )?(?:handled|dealt|solved|resolved|reacted|responded|managed))(?:\s+(?:about|with|to)\s+\w+|\s+it|\s+next|\s+then)?\W*$",
    )
});
static PERSON: LazyLock<Regex> = LazyLock::new(|| grammar(r"{lead}(?:who|when|where|how (?:long|many|much|often))\b"));
/// The reason for the answer.
static REASON: LazyLock<Regex> = LazyLock::new(|| grammar(r"^(?:why|(?:which|what) reasons?)\W*$"));
/// A word or two that only pass the turn to the candidate.
static TURN: LazyLock<Regex> = LazyLock::new(|| grammar(r"^\W*(?:well|right|ok|okay|and|so|yes|no)\W*$"));
static SO: LazyLock<Regex> = LazyLock::new(|| grammar(r"^\W*so\s+(?P<next>\w+)"));
static STARTS: LazyLock<Regex> = LazyLock::new(|| grammar(r"^(?:{wh}|{aux}|{prep})$"));

fn check(said: &Said<'_>, found: &mut Findings) {
    if !matches!(said.part, Part::Prompt | Part::Probe) {
        return;
    }
    if let Some(part) = second_question(said.text) {
        let finding = Finding::new(&said.route, "asks two questions at once")
            .part(part)
            .label("the second question")
            .help("ask one question and let the anchors rate its answer")
            .help("ask the other one as a probe, or leave it out");
        found.push(finding);
    }
}

/// The bytes of the second question; `None` if the text asks only one.
fn second_question(text: &str) -> Option<Range<usize>> {
    let plain = without_quotations(text);
    let all = sentences(&plain);
    let questions: Vec<&Sentence<'_>> = all.iter().filter(|it| it.asks() && counts(it.text)).collect();
    if let [_, second, ..] = questions[..] {
        return Some(second.bytes());
    }
    all.iter().find_map(|it| {
        let part = if it.asks() { in_question(it.text) } else { in_request(it.text) }?;
        Some(it.at + part.start..it.at + part.end)
    })
}

/// True if a sentence with a question mark is a question of its own. "So it is lost?" reacts, and "Them or me?" completes the
/// question before it.
fn counts(sentence: &str) -> bool {
    // "Can you think of a case? What did you do?" asks as "Think of a case. What did you do?" does.
    if TURN.is_match(sentence) || POLITE.is_match(sentence) || STORY.is_match(sentence) {
        return false;
    }
    if SO.captures(sentence).is_some_and(|it| !STARTS.is_match(&it["next"])) {
        return false;
    }
    let is_short = sentence.split_whitespace().count() <= 4;
    !is_short || OPENS.is_match(sentence) || QUESTION_WORD.is_match(sentence)
}

fn in_question(sentence: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(it) = AND.captures_at(sentence, from) {
        let (all, word) = (it.get(0)?, it.name("wh")?);
        let (left, rest) = (&sentence[..all.start()], &it["rest"]);
        // "Which one, and why?" is one question. The reason of a fact, such as who or when, is another one.
        let is_reason = REASON.is_match(&sentence[word.start()..]) && !(PERSON.is_match(left) && word.as_str().eq_ignore_ascii_case("why"));
        let is_pair = is_time_or_place(word.as_str()) && is_time_or_place(left);
        let is_clause = DEPENDS.is_match(left) && !ORDER.is_match(rest);
        if ANY.is_match(left) && !is_reason && !is_pair && !is_clause {
            return Some(word.start()..sentence.len());
        }
        from = word.start();
    }
    if let Some(it) = AND_VERB.find(sentence).or_else(|| AND_STORY.find(sentence)).or_else(|| opposites(sentence))
    {
        return Some(it.start() + 1..sentence.len());
    }
    let it = COMMA.find(sentence)?;
    let is_condition = CONDITION.captures(sentence).is_some_and(|it| !AUXILIARY.is_match(&it["next"]));
    let left = &sentence[..it.start()];
    (OPENS.is_match(left) && !is_condition).then(|| it.start() + 1..sentence.len())
}

fn is_time_or_place(text: &str) -> bool {
    let word = text.trim_matches(|c: char| !c.is_alphanumeric());
    word.eq_ignore_ascii_case("when") || word.eq_ignore_ascii_case("where")
}

fn in_request(sentence: &str) -> Option<Range<usize>> {
    if !REQUEST.is_match(sentence) {
        return None;
    }
    if let Some(it) = AND.captures(sentence) {
        let (all, word) = (it.get(0)?, it.name("wh")?);
        let left = &sentence[..all.start()];
        let is_reason = REASON.is_match(&sentence[word.start()..]);
        let is_short = it["rest"].split_whitespace().count() <= 3;
        let is_parallel = is_short && left.split_whitespace().any(|other| other.eq_ignore_ascii_case(word.as_str()));
        let is_own_part = OWN_PART.is_match(&sentence[word.start()..]);
        if !is_reason && !is_parallel && !is_own_part {
            return Some(word.start()..sentence.len());
        }
    }
    let task = AND_STORY.find(sentence).or_else(|| AND_TASK.find(sentence)).or_else(|| opposites(sentence));
    task.map(|it| it.start() + 1..sentence.len())
}

fn opposites(sentence: &str) -> Option<regex::Match<'_>> {
    OPPOSITES.find(sentence).filter(|_| !COMPARES.is_match(sentence))
}

#[cfg(test)]
mod tests {
    use super::second_question;

    /// The probes that a reader labelled: `tests/data/probes`.
    #[test]
    fn labelled_probes_are_told_apart() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/probes/labelled.tsv");
        let text = std::fs::read_to_string(path).expect("the labelled probes");
        let (mut right, mut wrong, mut missed) = (0_u32, 0_u32, 0_u32);
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            match (second_question(cells[2]).is_some(), cells[3] == "two") {
                (true, true) => right += 1,
                (true, false) => wrong += 1,
                (false, true) => missed += 1,
                (false, false) => {}
            }
        }
        assert!(right > 450, "{right}");
        assert!(wrong * 20 < right && missed * 20 < right, "right {right}, wrong {wrong}, missed {missed}");
    }
}
