//! `wording-exclusive`: words that leave people out or belittle them.

use std::sync::LazyLock;

use regex::Regex;

use crate::lint::sentences::{Patterns, pattern};
use crate::lint::{Check, Finding, Findings, Group, Part, Rule, Said};

pub(super) static RULE: Rule =
    Rule::new("wording-exclusive", include_str!("wording_exclusive.md"), Group::Question, Check::Text(check));

/// Words with one replacement that keeps the meaning.
const REPLACED: &[(&str, &str)] = &[
    ("whitelists", "allowlists"),
    ("whitelisted", "allowlisted"),
    ("whitelisting", "allowlisting"),
    ("whitelist", "allowlist"),
    ("blacklists", "denylists"),
    ("blacklisted", "denylisted"),
    ("blacklisting", "denylisting"),
    ("blacklist", "denylist"),
    ("master/slave", "primary/replica"),
    ("master-slave", "primary-replica"),
    ("master and slave", "primary and replica"),
    ("master database", "primary database"),
    ("master databases", "primary databases"),
    ("master node", "primary node"),
    ("master nodes", "primary nodes"),
    ("master server", "primary server"),
    ("master replica", "primary replica"),
    ("master branch", "main branch"),
    ("slave database", "replica database"),
    ("slave databases", "replica databases"),
    ("slave node", "replica node"),
    ("slave nodes", "replica nodes"),
    ("slave server", "replica server"),
    ("man-days", "person-days"),
    ("man-day", "person-day"),
    ("man days", "person-days"),
    ("man-hours", "person-hours"),
    ("man-hour", "person-hour"),
    ("man hours", "person-hours"),
    ("man-months", "person-months"),
    ("man-month", "person-month"),
    ("man months", "person-months"),
    ("man-years", "person-years"),
    ("man-year", "person-year"),
    ("man years", "person-years"),
    ("manpower", "staff"),
    ("mankind", "humankind"),
    ("middleman", "intermediary"),
    ("middlemen", "intermediaries"),
    ("chairman", "chairperson"),
    ("chairmen", "chairpersons"),
    ("chairwoman", "chairperson"),
    ("salesman", "salesperson"),
    ("salesmen", "salespeople"),
    ("saleswoman", "salesperson"),
    ("spokesman", "spokesperson"),
    ("spokesmen", "spokespeople"),
    ("spokeswoman", "spokesperson"),
    ("businessman", "business person"),
    ("businessmen", "business people"),
    ("policeman", "police officer"),
    ("policemen", "police officers"),
    ("fireman", "firefighter"),
    ("firemen", "firefighters"),
    ("postman", "postal worker"),
    ("mailman", "postal worker"),
    ("foreman", "supervisor"),
    ("foremen", "supervisors"),
    ("workmen", "workers"),
    ("workman", "worker"),
    ("repairman", "technician"),
    ("layman", "layperson"),
    ("laymen", "laypeople"),
    ("stewardess", "flight attendant"),
    ("craftsman", "craftsperson"),
    ("craftsmen", "craftspeople"),
    ("tradesman", "tradesperson"),
    ("tradesmen", "tradespeople"),
    ("cameraman", "camera operator"),
    ("cameramen", "camera operators"),
    ("deliveryman", "delivery person"),
    ("delivery man", "delivery person"),
    ("handyman", "maintenance worker"),
    ("doorman", "door attendant"),
    ("watchman", "guard"),
    ("fisherman", "fisher"),
    ("fishermen", "fishers"),
    ("weatherman", "forecaster"),
    ("anchorman", "anchor"),
    ("councilman", "council member"),
    ("congressman", "member of congress"),
    ("statesman", "political leader"),
    ("clergyman", "cleric"),
    ("serviceman", "service member"),
    ("servicemen", "service members"),
    ("draughtsman", "drafter"),
    ("draftsman", "drafter"),
    ("policewoman", "police officer"),
    ("businesswoman", "business person"),
    ("man-made", "artificial"),
    ("sanity-check", "quick check"),
    ("dummy account", "test account"),
    ("dummy accounts", "test accounts"),
    ("dummy user", "test user"),
    ("dummy users", "test users"),
    ("dummy record", "sample record"),
    ("dummy records", "sample records"),
    ("dummy text", "sample text"),
    ("sanity check", "quick check"),
    ("sanity checks", "quick checks"),
    ("sanity test", "quick test"),
    ("wheelchair-bound", "in a wheelchair"),
    ("dummy data", "sample data"),
    ("dummy value", "placeholder value"),
    ("dummy values", "placeholder values"),
];

static REPLACE: LazyLock<Regex> = LazyLock::new(|| {
    let mut words: Vec<&str> = REPLACED.iter().map(|(word, _)| *word).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let words = words.join("|").replace("list", "-?list").replace('/', r"\s?/\s?");
    pattern(&format!(r"\b(?:{words})\b"))
});

/// Words for which a person must find another sentence, and what to write.
const REWRITE: &[(&str, &str)] = &[
    (
        r"\b(?:even )?(?:to |for )?(?:your|a|my|the|his|her|their) (?:(?:old|own|elderly|aged|little old) )?(?:grand(?:mother|ma|mum|mom|father|pa|dad|parents)|granny|gran|nan|nana|aunt|auntie|mother|mum|mom|mother-in-law|old lady)\b[^.?!]*\b(?:understand|understands|follow|follows|get|gets|grasp|grasps|see|use)\b|\b(?:explain|describe|tell|sell|say)\b[^.?!]*\b(?:to|so that|for)\b[^.?!]*\b(?:grand(?:mother|ma|mum|mom|father|pa|dad|parents)|granny|(?:your|my|a) (?:mother|mum|mom))\b",
        "say \"a person who has never seen it\"",
    ),
    (r"\bslaves?\b(?: (?:labou?r|trade))?", "say \"replica\" or \"secondary\""),
    (r"\b(?:you |hey |hi |these |those |the |our |good |sales )?guys\b|\bdudes?\b|\bfellas\b|\bthe (?:lads|boys|ladies|chaps|gals) (?:in|from|at|of|on)\b|\b(?:his|my) men\b", "say \"people\", \"team\" or \"colleagues\""),
    (r"\b(?:he/she|she/he|s/he|\(s\)he|he or she|she or he|him or her|her or him|his or her|her or his|his/her|him/her|himself or herself|himself/herself)\b|\(s\)he\b", "say \"they\", \"them\" or \"their\""),
    (
        r"\b(?:(?:any|every|each|no|a good|the ideal|the best|your next) (?:\w+ )?(?:engineer|developer|programmer|manager|leader|designer|nurse|secretary|assistant|user|customer|architect|director|interviewer|employee|person|candidate|applicant)|(?:the|a|an) (?:\w+ )?(?:candidate|applicant|interviewee|job ?seeker))\b[^.?!]{0,60}\b(?:he|she|his|himself|herself)\b",
        "say \"they\" or \"their\", or give the person in the scene a name",
    ),
    (
        r"(?:^|[.?!] |\b(?:if|when|that|how|should|does|because|so|whether) )(?:the|an?|your|our|any|every|each|no) (?:\w+ )?(?:engineer|developer|programmer|coder|administrator|founder|ceo|cto|boss|executive|surgeon|doctor|pilot|plumber|electrician|mechanic|driver|nurse|secretary|receptionist|cleaner|assistant|teacher|manager|leader|director|designer|architect|user|customer|employee|tester|analyst|accountant|lawyer|officer|clerk|technician|operator|cashier|owner|intern)\b(?: (?:who|that) [^.?!,]{1,30})?[^.?!,]{0,40}\b(?:he|his|himself|she|herself)\b|(?:^|[.?!] |\b(?:if|when|that|how|should|does) )(?:anyone|everyone|someone|somebody|everybody|nobody|whoever|one)\b[^.?!,]{0,40}\b(?:he|his|himself)\b",
        "say \"they\" or \"their\", or give the person in the scene a name",
    ),
    (r"\bgrandfather(?:ed|ing)(?: in)?\b|\bgrandfather clause\b", "say \"exempt\" or \"kept under the old rule\""),
    (r"\b(?:man|manned|manning|mans) (?:the |a |our |your )?(?:desk|booth|phones?|hotline|line|stand|counter|station|shift|on-call|rota|till|pager|project|team|support)\b|\b(?:fully |well |under|over)?-?manned by\b|\b(?:one|two|three|\d+)-man (?:teams?|shows?|jobs?|crews?|operations?)\b|\bman up\b|\bgentlem[ae]n['’]s agreements?\b|\bold boys['’]? (?:club|network)\b|\bold wives['’] tales?\b|\bladies and gentlemen\b|\bhousewi(?:fe|ves)\b|\bmaiden (?:name|speech|release|voyage)\b|\bright-hand man\b|\bstraw ?man\b|\b(?:cleaning|tea|dinner) lad(?:y|ies)\b|\bthe girls (?:in|from|at)\b|\b(?:man|woman|boy|girl)(?: in| on) the street\b|\b(?:common|average|best|right) man\b|\bone-man band\b|\bgirl friday\b|\bmale nurses?\b|\b(?:lady|woman) (?:doctors?|drivers?|engineers?|bosses|boss|pilots?)\b|\b(?:fore|founding )fathers\b|\bmanly\b|\bladylike\b|\bgirly\b|\blike a girl\b|\bbossy\b|\bhysterical\b|\bthrow\w* like a|\bweaker sex\b|\bfairer sex\b|\byes-men\b|\byes-man\b|\bold maids?\b|\bwears the (?:trousers|pants)\b", "name the work or the person without a gender"),
    (r"\b(?:crazier|craziness|craziest|bonkers|mental(?:ly)? case|nutters?|nutjobs?|maniacs?|madhouse|psychotic|deranged|lunacy|brain-?\s?dead|half-?wits?|dimwits?|simpletons?|cretins?|clueless users?|stupid (?:users?|customers?|people|callers?)|normal (?:people|person)|gr[ae]y ?beards?|old-timers?|senior moments?|boomers?|geezers?|old (?:folks|codgers?)|the (?:elderly|mentally ill|insane)|mute users?|mongoloid|wheelchair[- ]bound|bound to a wheelchair|victims? of (?:autism|a disability|ms)|suffers from (?:a )?(?:deafness|blindness|epilepsy)|crazy|insane|insanely|insanity|nuts|loony|lunatics?|psycho|schizophrenic|bipolar (?:boss|manager|customer|client|team|stakeholder)|retard(?:ed)?|moron(?:s|ic)?|idiots?|idiotic|idiot-?proof|imbeciles?|spaz|spastic|midgets?|cripple[sd]?|crippling|lame (?:excuse|idea|joke|answer|design|attempt)|dumb (?:question|idea|mistake|user|people|thing|down)|so dumb|dumbed down|tone[- ]deaf|turn(?:s|ed|ing)? a blind eye|(?:fell|fall|falls|falling) on deaf ears|blind leading the blind|deaf and dumb|confined to a wheelchair|suffers from (?:autism|a disability|disabilities|dyslexia|adhd|down)|(?:a bit |so |very |being |really )ocd|have a (?:heart attack|stroke) when|special needs (?:user|customer|person|people)|the (?:disabled|handicapped|blind|deaf)\b|able-?bodied|handicapped)\b", "say what is meant, such as \"absurd\", \"blocked\" or \"did not listen\"; of people, say who they are"),
    (r"\b(?:gone native|on the warpath|war ?path|squaws?|first[- ]world problems?|blackball(?:ed|ing)?|black[- ]hat|white[- ]hat|illegal (?:aliens?|immigrants?)|illegals|coolies?|jew(?:ed)? down|paddy wagon|long time no see|hold down the fort|slave ?driver|slave away|slaving away|cracks? the whip|natives are restless|red ?skins?|go off the reservation|tribal knowledge|spirit animal|pow-?wow|indian giver|off the reservation|low man on the totem pole|too many chiefs|open (?:the|your|our) kimono|gyp(?:ped|s)?|third[- ]world (?:countr(?:y|ies)|market|problem|users?)|banana republics?|ghetto|peanut gallery|cakewalk|sold down the river|chinese whispers|chinese wall|black sheep|oriental|exotic (?:accent|name|names|names)|call a spade a spade|cotton[- ]picking|uppity|eskimos?|gyps(?:y|ies)|savages?|primitive (?:people|culture|countr\w+)|circle the wagons|nazi|grammar nazi)\b", "say what is meant, such as \"knowledge that is not written down\" or \"meeting\""),
];

/// All of these words.
static SUSPECT: LazyLock<Patterns> =
    LazyLock::new(|| Patterns::new(REWRITE.iter().map(|(words, _)| *words)));

fn check(said: &Said<'_>, found: &mut Findings) {
    let is_read = matches!(
        said.part,
        Part::Prompt | Part::Probe | Part::ListenFor | Part::RedFlag | Part::Anchor | Part::Name
    );
    if !is_read || said.kind.is_none() {
        return;
    }
    for it in REPLACE.find_iter(said.text) {
        let finding = Finding::new(&said.route, format!("`{}` leaves people out or belittles them", it.as_str()))
            .part(it.range());
        found.push(match replacement(it.as_str()) {
            Some(new) => finding.label(format!("say `{new}`")).fix(new),
            None => finding.label("say it in other words"),
        });
    }
    let taken: Vec<_> = REPLACE.find_iter(said.text).map(|it| it.range()).collect();
    for (n, words) in SUSPECT.matching(said.text) {
        let free = |it: &regex::Match<'_>| !taken.iter().any(|part| part.start < it.end() && it.start() < part.end);
        let is_history = |it: &regex::Match<'_>| it.as_str().ends_with("trade") || it.as_str().contains("labo");
        if let Some(it) = words.find_iter(said.text).find(|it| free(it) && !is_history(it)) {
            let short = it.as_str().trim();
            let message = match short.chars().count() {
                0..=40 => format!("`{short}` leaves people out or belittles them"),
                _ => "the wording leaves people out or belittles them".to_owned(),
            };
            found.push(Finding::new(&said.route, message).part(it.range()).label("say it in other words").help(REWRITE[n].1));
        }
    }
}

/// The replacement of a word, with a capital if the word has one.
fn replacement(word: &str) -> Option<String> {
    let plain = word.to_lowercase().replace("-list", "list").replace(" /", "/").replace("/ ", "/");
    let (_, new) = REPLACED.iter().find(|(old, _)| *old == plain)?;
    let mut letters = new.chars();
    let first = letters.next()?;
    let is_capital = word.starts_with(char::is_uppercase);
    Some(if is_capital { first.to_uppercase().chain(letters).collect() } else { (*new).to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{REPLACED, REPLACE, replacement};

    #[test]
    fn every_word_has_its_replacement() {
        for (word, new) in REPLACED {
            let found = REPLACE.find(word).map(|it| it.as_str());
            assert_eq!(found, Some(*word));
            assert_eq!(replacement(word).as_deref(), Some(*new));
        }
        assert_eq!(replacement("White-list").as_deref(), Some("Allowlist"));
    }
}
