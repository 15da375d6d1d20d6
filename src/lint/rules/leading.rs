//! `leading`: a question that gives its answer away.

use std::sync::LazyLock;

use regex::Regex;

use crate::lint::sentences::{Patterns, Sentence, grammar, is_quotation, pattern, sentences, without_quotations};
use crate::lint::{Check, Finding, Findings, Group, Part, Rule, Said};
use crate::model::QuestionType;

pub(super) static RULE: Rule =
    Rule::new("leading", include_str!("leading.md"), Group::Question, Check::Text(check));

/// Words that tell the candidate what to think, in a question or in the sentence before it.
static WORDS: LazyLock<Patterns> = LazyLock::new(|| {
    let all = [
        // "Don't you think …", "Would it not be better …"
        r"{lead}(?:do|does|did|is|are|was|were|would|should|could|can|have|has|will|must)n['’]t\s+(?:you|we|it|they|that|this|there|one|everyone|most|the|a)\b",
        r"{lead}(?:do|does|did|is|would|should|could|can|have|will)\s+(?:you|we|it|that|this|one)\s+not\s+(?:agree|think|say|feel|find|prefer|rather|be|believe|accept|want)\b",
        // "…, right?", "…, don't you?", "…, would you?"
        r",\s+(?:right|correct|yes|no|agreed|true|isn['’]t that so|is that not so|surely|or not|okay|ok|eh|you know)\s*\?$",
        r",\s+(?:do|does|did|is|are|was|were|would|should|could|can|have|has|will|must|wo|ca|sha)(?:n['’]t)?\s+(?:you|we|it|they|he|she|that|there|one)(?:\s+not)?\s*\?$",
        // "Surely you …", "You would of course …", "You must have …"
        r"^\W*(?:surely|obviously|of course|needless to say|it goes without saying)\b",
        r"^\W*(?:naturally|certainly|clearly|no doubt|undoubtedly|presumably|(?:as )?(?:we|you) (?:all )?know|as (?:everyone|everybody|anyone|you) (?:knows?|will agree)|everyone (?:agrees|knows|accepts)|nobody (?:doubts|would deny))\b.*\b(?:you|your|we|one)\b",
        r"\byou(?:['’]d|['’]ll| would| will| must| should| do| have| can)?,?\s+(?:surely|obviously|of course|naturally|certainly|no doubt|undoubtedly|presumably)\b",
        r"\b(?:i|we)(?:['’]m|['’]re| am| are)?\s+(?:sure|certain|confident|convinced|hope|hoping|assume|assuming|presume|trust|take it|bet|imagine|guess)\s+(?:that\s+)?you(?:['’]\w+)?\b",
        r"{lead}(?:do|would|don['’]t|wouldn['’]t)?\s*(?:you|you['’]d)?\s*(?:would |do )?(?:agree|accept|admit|concede)\s+that\b",
        r"\b(?:is it|would it be|isn['’]t it) (?:fair|safe|right|reasonable) to (?:say|assume|conclude)\b",
        // The interviewer's own view of the case.
        r"^\W*(?:personally|in my (?:view|opinion|experience|book)|if you ask me|to my mind|for my part|as for me)\b",
        r"^\W*(?:but |and |so |well,? )?(?:i['’]d|i (?:would|should)) (?:never|always|not|definitely|certainly|probably|personally|rather|have|\w+ed)\b",
        r"\bi (?:(?:personally|really|always|firmly|strongly|honestly|do|would|just|simply|also) )*(?:think|believe|feel|suspect|prefer|doubt|hate|dislike|recommend|consider|can['’]?t (?:stand|see why)|cannot (?:stand|see why)|don['’]t (?:think|believe|like|see why))\b",
        // A tag or an adverb that asks for consent.
        r"(?:,|\s[—–-])\s*(?:or |and )?(?:am i (?:right|wrong)|are we agreed|isn['’]t that (?:right|so|true|correct)|is that (?:right|correct|fair)|would you agree|do you agree|wouldn['’]t you (?:agree|say|think)|don['’]t you (?:agree|think|feel|find)|as you know|hm+|huh|correct|true)\s*\?$",
        r"\b(?:it goes without saying|needless to say|undoubtedly|without (?:a|any) doubt|beyond (?:any )?doubt|there is no (?:doubt|question|denying)|(?:is|are|was|were) (?:obviously|surely|of course|undoubtedly))\b",
        r"^\W*(?:obviously|clearly|plainly|evidently|naturally|certainly|undoubtedly|unquestionably|everyone knows that|we all know that|we can (?:all )?agree that|let['’]?s be honest|let us be honest|let['’]s face it|to be honest|frankly)\b,?",
        r"\b(?:clearly|plainly|evidently|simply) (?:at fault|to blame|responsible|mistaken|unfair|unreasonable|unprofessional|unacceptable|too|not (?:good|right|fair|acceptable))\b",
        r"\b(?:you|you['’]d|you['’]ll|anyone|everyone|everybody|we|all) (?:will |would |must |have to |has to |can only |can |should )(?:surely |all |probably )?(?:agree|admit|concede|accept that|understand that|see that)\b",
        r"\b(?:do|does|did|would|are|is|can|could) (?:you|anyone|we) (?:also|really|still|honestly|seriously|genuinely) (?:think|believe|feel|find|say|claim|want|prefer|expect|agree|consider|convinced|sure)\b",
        // What is right, said by the interviewer.
        r"^\W*it(?:['’]s| is| was| would be| would have been) (?:\w+ )?(?:wrong|unethical|unprofessional|foolish|unwise|irresponsible|only (?:fair|natural|right)|a (?:big |bad |grave )?mistake|a (?:bad|good|great) idea|best|better|wise|unacceptable|inexcusable|obvious|common sense|self-evident|well known|no secret|undeniable|essential|crucial|vital|clear)\s(?:to|that|when|for|if)\b",
        r"^\W*the (?:only )?(?:right|correct|sensible|professional|responsible|best|reasonable|proper|obvious|decent|honest|smart|safe|mature) (?:thing|answer|choice|way|step|decision|solution|option|move|response|approach|course)\b[^.?]{0,40}\b(?:is|was|would be|must be) (?:to|of course|surely|always|never|not to|clearly)\b",
        r"^\W*(?:a (?:good|great|real|true|strong) \w+(?: \w+)?|good \w+|great \w+|real \w+) (?:should|must|would|can|do|does|will|is|are)?(?:n['’]t| not)? ?(?:never|always|knows?|puts?|listens?)\b",
        r"\b(?:any|every) (?:good|decent|sensible|reasonable|experienced|competent|serious|real|professional|sane) [\w -]{2,30} (?:would|can|could|will|knows?|sees?|does|should|must)\b|\b(?:no|only an?) (?:sane|serious|sensible|decent|reasonable|good|fool|amateur|beginner|bad|poor)(?: \w+)? (?:would|could|should|can|does)\b|\b(?:nobody|no one) (?:in their right mind|serious|sensible)\b",
        r"\b(?:i|we) (?:expect|want|need) (?:you|people|candidates|colleagues|everyone|all staff) to\b",
        // A question that takes a judgement for granted.
        r"\b(?:what|which) (?:makes|made) [\w' -]{1,50} (?:so |such an? |clearly |obviously )*(?:better|superior|best|great|special|bad|wrong|worse|worst|terrible|important|attractive|excellent|good)\b",
        r"\bhow (?:much (?:better|worse|wiser|nicer)|(?:terribl|aw|unfair|stupid|absurd|ridiculous|frustrat|annoy|disappoint|wonderful|great|excit|reward|satisfy|foolish|unreasonabl|irresponsibl|unprofessional|pleas|delight|thrill|glad|relieved|proud|happy|grateful)\w*) (?:is|was|are|were|do|did|would)\b",
        r"\bwhy (?:on earth|in the world|would (?:anyone|anybody|a sane)|did(?:n['’]t| not) (?:you|they|he|she) (?:just|simply|at least)|do(?:n['’]t| not) (?:you|they) (?:just|simply|at least))\b|\bhow (?:on earth|in the world)\b|\bhow c(?:an|ould) (?:anyone|anybody|you|they|someone) possibly\b",
        r"\bwhat(?:['’]s| is| was) (?:so )(?:great|good|bad|wrong|special|terrible|attractive|important)\b",
        // "How much do you love …", "Why is it so important …"
        r"\bhow (?:much|strongly|deeply|greatly|badly) (?:do|did|would|will|have) you (?:love|enjoy|like|value|dislike|hate|agree|believe|appreciate|regret|miss|admire|look forward|prefer|want)\b",
        r"\bwhat do you (?:love|like|admire|enjoy) (?:most |best )?about (?:us|our|working here|this company)\b",
        r"\bhow (?:excited|passionate|enthusiastic|happy|proud|motivated|keen) (?:are|would) you\b",
        r"\bhow important (?:is|are|do you (?:think|find|consider))\b",
        r"\bwhy (?:is|was|are|were|would|do you think) (?:it|that|this|[\w' -]{1,40}?) (?:is |be |so |such (?:an? )?|clearly |obviously |really |always )+(?:important|essential|crucial|vital|critical|valuable|better|superior|wrong|bad idea|good idea|best)\b",
        r"\b(?:this|that|such an?|the|their|his|her|our|these|those) (?:obviously |clearly |plainly |very |really )?(?:terrible|awful|stupid|foolish|silly|absurd|ridiculous|excellent|brilliant|superb|wonderful|hopeless|reckless|disastrous|lazy|incompetent|useless|irresponsible|unprofessional|outrageous|inexcusable|shameful|careless|dreadful|horrible|fantastic|amazing|marvellous|pointless|nonsensical|appalling|unfair|unreasonable|poor excuse|sloppy)\s+\w+\b",
        r"\b(?:obviously|clearly|plainly|undoubtedly) (?:the )?(?:wrong|right|best|better|worse|worst|bad|good|superior|correct)\b",
        // "As a good manager never says yes, how …"
        r"\b(?:as|being|like) (?:a|an|any|every|all) (?:\w+ )?(?:good|great|strong|real|true|serious|experienced|responsible|professional|decent|competent|sensible)\s+[\w -]{2,40}",
        r"^\W*(?:since|because|given that|as) (?:\w+ ){0,4}(?:is|are) (?:always |clearly |obviously |so |by far |really )*(?:the )?(?:best|better|wrong|right|essential|crucial|vital|important|key|superior|unacceptable)\b.*\?",
        r"\b(?:most|all|good|great|serious|the best|smart) (?:experts?|people|engineers?|managers?|developers?|designers?|product managers?|leaders?|companies|candidates|professionals) (?:would )?(?:agree|say|think|know|believe|prefer|tell you|never|always)\b.*\b(?:you|your)\b",
    ];
    Patterns::of_grammar(all)
});
/// What the interviewer says as a person of the scene: "I think that it does not concern me."
static PLAYS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bi\b.*\b(?:me|my)\b"));
/// What another person thinks.
static REPORTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?P<who>\w+) (?:\w+ )?(?:says?|said|writes?|wrote|thinks?|thought|believes?|believed|claims?|claimed|insists?|insisted|argues?|argued|is sure|are sure|was sure|tells? you|told you|reports?|asks?|asked|replies|replied|answers|answered|warns?|warned|assures?|assured)\b",
    )
});
/// What the company thinks, said before a question for an opinion.
static CREED: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"\b(?:most|all|good|great|serious|the best|smart) (?:good |great )?(?:experts?|people|engineers?|managers?|developers?|leaders?|companies|professionals) (?:\w+ )?(?:agree|say|think|know|believe|prefer|never|always)\b|\b(?:we|our (?:team|company|culture|managers|engineers)|this company|here,? (?:we|everyone|everybody)|i|(?:i|we) personally)\b(?:['’]re| are| am| all| really| here| firmly| strongly| truly| personally| always| at \S+)*\s+(?:(?:only )?(?:hire|want|look for|need|recruit|employ|reward|seek|expect|appreciate|admire|respect|put \w+ first|take [\w ]{2,30} seriously|live for|thrive on|insist on)\b|(?:great|big|firm|strong|huge) (?:believers?|fans?)|believes? in|fans? of|loves?|values?|swears? by|prides? (?:our|it)self|prides? ourselves|proud of|passionate about|convinced|committed to|keen on|do not (?:like|believe in|tolerate)|don['’]t (?:like|believe in|tolerate)|hates?|thinks? (?:that )?[\w' -]{3,60} is|believes? (?:that )?[\w' -]{3,60} (?:is|are|should|must))|\b(?:this|the|our) (?:role|job|position|team) (?:needs|requires|demands|calls for|is (?:only )?for|suits) (?:an? \w+ ?(?:person|player|team player)?|someone|people|those|only)\b|\b(?:comes? first|matters?|is (?:very |so |most )*important|are (?:very |so |most )*important|is everything|is (?:at the heart|the heart|a core value|our \w+ value)) (?:here|to us|for us|of what we do|in (?:our|this) \w+)\b|\b(?:here|in (?:our|this) \w+|at (?:our|this) \w+),? [\w' -]{2,30} (?:comes? first|is king|is everything|always comes?)\b",
    )
});
static OPINION: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"\b(?:how (?:do|would|does) (?:you|that|this)[\w' ]{0,20} (?:feel|sound|fit|suit|view|see|think|compare)|what (?:do|would) you (?:think|say|make of|feel|prefer)|what(?:['’]s| is| are) your (?:view|opinion|thoughts|take|feelings?|position|stance)|where do you stand|do you (?:agree|share|like|enjoy|feel|believe|value|think)|are you (?:comfortable|happy|okay|ok|on board|someone|a fan|also)|would you (?:agree|enjoy|fit|be comfortable|be happy)|how important|what about you|how (?:much of an? )?[\w-]+(?: [\w-]+){0,2} (?:are|would|do) you|what makes you|how would you describe your|why are you|why would you)\b",
    )
});

fn check(said: &Said<'_>, found: &mut Findings) {
    // What the interviewer says in a role, or quotes from another person, is part of the scene.
    let is_role = said.kind == Some(QuestionType::RolePlay) || is_quotation(said.text);
    if !matches!(said.part, Part::Prompt | Part::Probe) || is_role {
        return;
    }
    let plain = without_quotations(said.text);
    let all = sentences(&plain);
    let last = all.iter().rposition(Sentence::asks).unwrap_or(all.len().saturating_sub(1));
    let suggests = |it: &&Sentence<'_>| {
        (it.asks() || !PLAYS.is_match(it.text)) && WORDS.find_all(it.text).iter().any(|part| !is_reported(it.text, part))
    };
    let creed = all[..last].iter().find(|it| CREED.is_match(it.text));
    let creed = creed.filter(|_| all[last..].iter().any(|it| OPINION.is_match(it.text)));
    if let Some(sentence) = all.iter().find(suggests).or(creed) {
        let finding = Finding::new(&said.route, "the question tells the candidate which answer is wanted")
            .part(sentence.bytes())
            .label("gives the answer away")
            .help("ask openly what the candidate did or would do, without a view of your own");
        found.push(finding);
    }
}

/// True if another person in the scene says or thinks it.
fn is_reported(sentence: &str, part: &regex::Match<'_>) -> bool {
    let start = part.start();
    let who = REPORTED.captures(sentence).filter(|it| it.get(0).is_some_and(|it| it.end() <= start));
    who.is_some_and(|it| !["i", "we", "you", "would", "not"].contains(&it["who"].to_lowercase().as_str()))
}
