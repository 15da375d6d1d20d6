//! `legal-age`: age, birth, graduation year and years to retirement.

use std::sync::OnceLock;

use crate::diag::{Code, Severity};
use crate::lint::topic::{ALL, ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code { id: "legal-age", severity: Severity::Warning, text: include_str!("legal_age.md") },
    group: Group::Legal,
    level: LintLevel::Warn,
    check: Check::Topic(&TOPIC),
};

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us", source: "Age Discrimination in Employment Act, 29 U.S.C. 623(a), (e)", read: "2026-11-30" },
        Law { place: "eu", source: "Directive 2000/78/EC, art. 1, and the EU’s summary of the directive", read: "2026-11-30" },
        Law { place: "gb", source: "Equality Act 2010, ss. 5, 13", read: "2026-11-30" },
        Law { place: "au", source: "Age Discrimination Act 2004 (Cth), s. 18", read: "2026-11-30" },
        Law { place: "ca", source: "Canadian Human Rights Act, ss. 3, 8", read: "2026-11-30" },
        Law { place: "ca-on", source: "Ontario Human Rights Code, s. 23", read: "" },
    ],
    words: &["0s", "a-level", "abitur", "age", "birth", "boomer", "born", "college", "d.o.b", "decade", "degree", "dinosaur", "diploma", "dob", "elder", "fift", "fort", "gen x", "gen z", "gen-z", "generation", "graduat", "gray hair", "grey hair", "junior in years", "mature", "millennial", "old", "over 3", "over 4", "over 5", "over 6", "past it", "pension", "prime", "retire", "school", "senior citizen", "sixt", "thirt", "turn", "twent", "under 3", "under 4", "year", "young", "youth"],
    cues: &[
        Cue::strong(ALL, r"your (?:exact |current |real |own )?(?:age|birth ?date|date of birth|birthday|birthdate|year of birth|birth ?year|generation)|how old (?:are|were|will) you|how old you are|how old (?:he|she|they) (?:is|are)"),
        Cue::strong(ASK | POST, r"(?:age|date of birth|birth date|year of birth|d\.?o\.?b)_(?:on|in|at|to|with)_(?:cv|application|form|cover letter|top)|state_(?:age|date of birth|year of birth)"),
        Cue::weak(JUDGE | POST, r"date of birth|birth ?date|year of birth|birth ?year"),
        Cue::strong(ASK, r"(?:are|aren't|were) you_(?:over|under|above|below|past|nearing|approaching|older than|younger than|close to|in your)_(?:late |early |mid |middle )?(?:the age of )?(?:2[2-9]|[3-7]\d|thirt\w+|fort\w+|fift\w+|sixt\w+|twenties|retirement|pension)"),
        Cue::strong(ASK, r"(?:when|what year|which year|how long ago)_(?:you|your)__(?:born|graduat\w+|leave (?:school|college|university|education)|left (?:school|college|university)|(?:finish\w*|complet\w+|get|got|receive\w*|earn\w*|obtain\w*|take|took|do|did|sit|sat|pass\w*)_(?:school|high school|college|university|degree|diploma|studies|bachelor'?s|master'?s|a levels|gcses|abitur|matura|exams|education)|matriculat\w+|out of (?:school|college|university)|at (?:school|college|university)|turn \d\d)|(?:when|what year|which year)_(?:degree|diploma|bachelor'?s|master'?s|graduation) (?:from|awarded|date)"),
        Cue::strong(ASK, r"(?:year|date) of (?:your )?graduation|graduation (?:year|date)|what class (?:were|are) you|your class of|class of (?:19|20)?\d\d|you (?:were )?born (?:in|before|after) (?:the )?(?:19|20|'?\d|which year|what year|same year)\w*|born in which year|(?:year|decade|when)_(?:were|are) you born|were you born (?:before|after|around)|(?:you|your)_(?:retir(?:e|es|ing|ement)|pension age)|(?:until|till|before|to) (?:you )?retir\w+|you__(?:want|plan|intend|expect|going|like|think\w*) (?:to |of |about |on )?retir\w+"),
        Cue::strong(ASK, r"(?:how long|how many)__(?:working life|working years|years of work|years in you|left in you|keep working|go on working|carry on working|years before you)|still_(?:at your age)|(?:at|for|of|with) your age|years (?:left )?(?:in|ahead of) you|what generation|which generation|(?:you|you're|yourself|feel)_(?:too|bit|rather|quite|so|very) (?:old|young)|how many__years__(?:stop work\w*|left (?:to|before|until|in))|(?:manager|boss|lead|lead\w*|report\w*|team|colleagues|people|someone|anyone|person)_(?:so |much |far |a lot |half |years |decades )*(?:younger|older) than (?:you|yourself)|half your age"),
        Cue::strong(ASK, r"(?:younger|older) (?:boss|manager|colleagues|team|people)|being the oldest|the oldest (?:person|one)|young enough|old enough to remember|how_keep up with (?:the )?(?:young\w*|kids)|remember_before the internet"),
        Cue::strong(POST, r"(?:applicants?|candidates?|people|persons?|anyone|those|someone|you|staff|must be|be)_(?:over|under|above|below|aged?|between|older than|younger than|from|up to)_(?:the age of )?(?:1[89]|2\d|[3-6]\d)(?: years)?(?: old| of age| and (?:over|under)| (?:to|and|or) \d\d| will| need| only| may| are| not)"),
        Cue::weak(POST, r"aged? (?:between )?\d\d ?(?:to|and|or|-|–|—)? ?\d\d|age (?:limit|group|range|bracket|requirement|profile)|(?:maximum|max|upper|minimum|ideal|preferred) age|(?:no|not) (?:older|younger|more) than \d\d years? (?:of age|old)|(?:over|under) (?:3|4|5|6)\d'?s|(?:no older|no more|not older|younger|not over) than \d\d(?: years)?|\d\d ?(?:to|-|–|—)? ?\d\d years (?:old|of age)|(?:under|over|below) (?:the age of )(?:2[2-9]|[3-6]\d)"),
        Cue::strong(JUDGE, r"(?:mid|late|early) ?-?(?:twenties|thirties|forties|fifties|sixties|\d0'?s)|in (?:his|her|their) (?:late |early |mid )?-?(?:twenties|thirties|forties|fifties|sixties|\d0'?s)|(?:looks?|seems?|must be|probably|about|around|is|over|pushing|nearly|almost|past|turns?|turning|nearing)_(?:2\d|3\d|4\d|5\d|6\d|thirty|forty|fifty|sixty)(?: years old| if (?:he's|she's)| or so|ish| already| this year| next)"),
        Cue::strong(JUDGE, r"(?:looks?|seems?|is|be|are|clearly|probably|far|bit|rather|much|way|just|very|quite) (?:too |a bit |quite |very |rather |so |really )?(?:old|young|elderly|aged|youthful|ancient|mature) (?:for (?:the|this|us|our|a)|to (?:learn|change|adapt|fit|lead|manage|start|keep))"),
        Cue::weak(JUDGE, r"(?:old|young) enough"),
        Cue::strong(JUDGE, r"(?:must be|probably|easily|clearly|surely|already) (?:at least |over |past |about |well over )?(?:[3-7]\d|thirty|forty|fifty|sixty|seventy)(?:,|\.|;| and| or| so| by|$)|(?:is|he's|she's|be|seems|^|them|him|her|candidate) ?too (?:old|young)|too young|years (?:old|of age)_(?:candidate|man|woman|and)|(?:old|young|older|younger|elderly|middle-aged|youthful) (?:man|woman|person|guy|lady|gentleman|candidates?|applicants?|worker|folks|people|chap|fellow|lad|lass|face|generation|side|looking|hire|blood|at heart|lady)|middle aged|(?:his|her|their|that|this) (?:real |actual )?age"),
        Cue::strong(JUDGE, r"age (?:is|could be|may be|might be) (?:a|an|against|on)|(?:how many|few|many|any|enough|\w+) (?:good |more |working )?years (?:he|she|they) ha(?:s|ve) left|years left in (?:him|her|them)|(?:years|long|close|near|nearing|off|away|time|due|up|before|until|till|to|from|about to|soon|will|would|may|might|approaching|towards?|of) (?:to |from |for |until |till )?retir(?:e|es|ing|ement)|past (?:his|her|their|it's)_(?:prime|best|peak)|past it\b|over the hill|old timer|old school type|old guard|dinosaur|gr[ae]y hair(?:ed|s)?|boomers?|millennials?|gen(?:eration)? [xyz]"),
        Cue::strong(JUDGE, r"fresh out of (?:school|college|university)|(?:recent|new|young|fresh) grad(?:uate)?s?|digital native|(?:younger|older) than (?:the (?:team|rest|others)|our|my|most|everyone|average|\w+ (?:team|manager|people))|graduated (?:back )?in (?:the )?(?:19|20|'|\d0)|(?:remembers|was born|born) (?:in|before|after|around) (?:the )?(?:19|20|'?\d0)|could be (?:my|your|our) (?:father|mother|dad|mum|mom|grand\w+|son|daughter|kid)|lack(?:s)? (?:the )?energy of (?:a )?you\w+|young and"),
    ],
    other: &[r"(?:minimum|legal|pension|retirement|school|drinking|driving|state pension) (?:legal |working |pension )?age|at least (?:16|18|21)|(?:16|18|21) (?:years old |or |and )?(?:or |and )?(?:over|older)|(?:over|above) (?:16|18|21)|members of our|retir(?:e|ed|es|ing) (?:the|an?|that|this|our|old|it|legacy|from service|v\d|\w+ (?:endpoint|version|api|service|system|feature))|old (?:version|field|api|system|code|data|flag|client)s?|years? (?:of|with|in) (?:work|experience)"],
    pass: &[r"(?:career )?returners|all ages|any age|every age|of any year|legal age"],
    message: |part| format!("a text is about the age of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["ask what the job needs, as in “Are you 18 or older?” where a law sets an age, or “Tell me about your work on …”"],
    is_legal: true,
    made: OnceLock::new(),
};
