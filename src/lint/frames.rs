//! Whether the sentence around a phrase about a person is about the candidate.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use regex_automata::meta;

use super::parts::{ASK, JUDGE};
use super::terms;

/// A question with at most this many words, as in `Got kids?`, asks about the candidate without a word for them.
const SHORT: usize = 10;
/// A question with more words describes a case of work.
const LONG: usize = 45;

/// Who is asked.
static YOU: LazyLock<meta::Regex> = LazyLock::new(|| {
    terms::regex(
        "you|you're|you've|you'd|you'll|yourself|ya|your (?:\\w+ )?(?:pay\\w*|wages?|salary|life|home|family|parents|cv|resume|r.sum.|past|name|age|body|job|head|blood|background|birth|face|friends|views?|opinions?|thoughts|feelings|stance|take on|vote|free time|weekends?|evenings?|private|personal|own)",
    )
});
/// Just before a phrase: whose it is.
static YOURS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\byour (?:[\w'’-]+ ){0,1}$"));
/// A question that starts so needs a word for the one who is asked.
static OPEN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:and |so |but )?(?:what|which|where|why|how|when|who|whom|whose)\b"));
/// What an advertisement wants, does not want, or says about those who work there.
static WISH: LazyLock<meta::Regex> = LazyLock::new(|| {
    terms::regex(
        "only|preferred|preferably|prefer|preference|wanted|want|wants|need|needs|needed|required|require|requires|must|no|not|non|don't|never|without|free (?:of|from)|ideal|ideally|suits?|suited|suitable|perfect for|best for|looking for|look for|seek|seeks|seeking|please|bring|attach|enclose\\w*|send|state|give|submit|provide|include|add|essential|a must|mandatory|should|shall|expect\\w*|apply|applicants?|applications?|candidates?|people|person|those|someone|anyone|you are|you have|you're|your|we are|we're|we (?:take|test|screen|run|look|ask)|our (?:team|crew|staff)|who|hire|hiring|check\\w*|proof|job for|role for|place for|clean|good|valid|current|recent|own",
    )
});
/// A question about a task, or words of a product that only count here.
static TASK: LazyLock<meta::Regex> = LazyLock::new(|| {
    terms::regex(
        "(?:would|do|did|should|could|can|will) you (?:\\w+ )?(?:model|validate|design|test|measure|turn|index|parse|ship|store|restore|monitor|migrate|look first|route|version|debug|trust|call first|ask first|change first|prioriti[sz]e|roll out|convert|display|map|import|export|encode|build|scope|launch|price|explain to|sell)|finders?|calendars?|planners?|trackers?|registers?|registration|timetables?|workflows?|search(?:able)?|index|exports?|imports?|connectors?|publishers?|ministry|requirements?|releases?|roadmap|backlog|stakeholders?|sprint|scope|rollout|outage|incident|tests|tickets?|stores?|charit(?:y|ies)|clinics?|nurses?|farmers?|lenders?|insurers?|retailers?|marketplaces?|telcos?|portals?|segments?|personas?|cohorts?|survey|interviewees|airports?|gates?|brands?|herd|cattle|(?:would|do|did|should|could|can|will) you (?:\\w+ )?(?:check|choose|grow|reverse|protect|pick|compare|split|merge|moderate|onboard|arrest|record|detect|define|count|reset|replace|delete|remove|reduce|fix|rename|schedule|publish|verify|explain|decide (?:what|which|who|whether|how)|retire|document|deprecate|deploy|release|negotiate|diagnose|reproduce|invalidate|filter|sort|group|tag|label|cache|log|trace|price|win the)|how (?:would|did|do|should|could|can) you (?:find|use|treat|keep|know|tell|let|show|handle an?|plan|name|model|store|prevent|ask|read|write|train)|tell me (?:about an?|about the last|about the time|how|of an?)|describe an?|walk me through an?|what did you (?:learn|inherit|leave out|find out|change|move|measure|ship|test|trade)|which (?:country settings|settings|fields?|limits?|gaps?|screens?)",
    )
});

/// How an advertisement starts to tell what the person does.
static DUTY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[\s*•-]*(?:as \w+ you |you (?:will |also |then )?|in this (?:role|job|post),? you (?:will )?)(?:answer|build|care for|chase|check|clean|coach|collect|cook|count|deliver|design|develop|document|draw|edit|explain|feed|greet|guide|handle|help|interview|investigate|keep the|lead|look after|maintain|manage|market|moderate|organi[sz]e|own (?:our|the)|pack|pay (?:our|the)|plan|prepare|process|read|record|repair|research|retire|review|run|schedule|sell|serve|sort|supervise|supply|support|teach|test|train|translate|treat|visit|work (?:for|with)|write)\b",
    )
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|error| panic!("internal: a pattern is wrong: {error}"))
}

/// True if the sentence around some bytes of a text in lower case is about the candidate: it addresses them (a question),
/// says what is wanted (an advertisement), or has no term of work on a product (a note and the like).
pub(super) fn is_about_candidate(text: &str, at: &Range<usize>, parts: u8) -> bool {
    let bytes = terms::sentence(text, at);
    let sentence = &text[bytes.clone()];
    if terms::is_about_work(text, at) || TASK.is_match(sentence) {
        return false;
    }
    match parts {
        JUDGE => true,
        ASK => {
            let asks = text[bytes.end..].starts_with('?') && !OPEN.is_match(sentence.trim_start());
            let is_short = asks && sentence.split_whitespace().count() <= SHORT;
            let is_long = text.split_whitespace().count() > LONG;
            !is_long
                && (is_short
                    || YOU.is_match(sentence)
                    || text[at.clone()].contains("your")
                    || YOURS.is_match(&text[bytes.start..at.start]))
        }
        _ => WISH.is_match(sentence) && !DUTY.is_match(sentence),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::parts::POST;

    fn is_about(text: &str, noun: &str, parts: u8) -> bool {
        let start = text.find(noun).expect("the noun");
        is_about_candidate(text, &(start..start + noun.len()), parts)
    }

    #[test]
    fn a_question_addresses_the_candidate() {
        assert!(is_about("so, how are the kids doing when you travel?", "kids", ASK));
        assert!(is_about("and your three kids, who minds them?", "kids", ASK));
        assert!(is_about("got kids?", "kids", ASK));
        assert!(!is_about("why do parents in most towns enrol their kids so late in the year?", "kids", ASK));
        assert!(!is_about("do you let kids log in to the app?", "kids", ASK));
    }

    #[test]
    fn an_advertisement_says_what_it_wants() {
        assert!(is_about("no smokers.", "smokers", POST));
        assert!(!is_about("the bar next door is full of smokers.", "smokers", POST));
        assert!(is_about("heavy smoker.", "smoker", JUDGE));
    }
}
