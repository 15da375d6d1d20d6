//! `legal-language`: accent, mother tongue, native speakers.

use std::sync::OnceLock;

use crate::lint::topic::{ALL, ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};

pub(super) static RULE: Rule =
    Rule::new("legal-language", include_str!("legal_language.md"), Group::Legal, Check::Topic(&TOPIC));

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us", source: "29 CFR 1606.6-7", read: "2026-11-30" },
        Law { place: "us", source: "EEOC, Enforcement Guidance on National Origin (2016)", read: "" },
        Law { place: "ca-qc", source: "Charter of the French Language, ss. 41, 46", read: "" },
        Law { place: "gb", source: "Equality Act 2010, ss. 9, 19", read: "2026-11-30" },
        Law { place: "eu", source: "Directive 2000/43/EC, art. 2", read: "2026-11-30" },
    ],
    words: &["accent", "anglais", "anglop", "bilingu", "dialect", "diction", "english", "first language", "fluent", "foreign", "francop", "french", "hard to understand", "language", "lisp", "mother tongue", "mother-tongue", "native", "pronunc", "speak", "tongue"],
    cues: &[
        Cue::strong(ASK, r"your (?:\w+ )?(?:accent|mother tongue|native (?:language|tongue)|first language|home language|pronunciation|dialect|mother-tongue|diction|family'?s? language)|(?:what|which|where|whose)_accent|(?:mother|native) tongue|(?:what|which)_languages?_(?:do|did|does|is|was)_(?:you|your)__(?:at home|dream|grow(?:ing)? up|grew|child|with your|parents|family|first|native)|(?:what|which) (?:is|was) (?:your )?(?:first|native|mother|home) (?:language|tongue)"),
        Cue::strong(ASK, r"(?:speak|spoken|spoke|use)_(?:at home|with your (?:family|parents|kids|children|wife|husband)|without (?:an|your|that) accent|as a child|in your family|growing up)|(?:is|was) (?:english|german|french|dutch|spanish|\w+) (?:your|not your|a) (?:first|native|mother|second)|are you (?:a |an )?native (?:\w+ )?(?:speaker|\w+)|native (?:\w+ )?speakers?|(?:where|how|when)_(?:learn|get|pick up|acquire|learned)_(?:such (?:good )?|so (?:good |fluent )?|your |to speak )?(?:english|german|french|dutch|that accent|to speak)|sounds? (?:less |more |so |too |very )?(?:foreign|native|\w+ian|\w+ish)"),
        Cue::strong(ASK, r"(?:tone down|change|work on|fix) (?:the way|how) you (?:talk|speak|sound)|(?:lose|soften|reduce|tone down|drop|work on|get rid of|improve|neutrali[sz]e|change)(?: on)?_(?:accent|pronunciation|diction)|your pronunciation|with (?:that|an|your|such an?) (?:\w+ )?accent|(?:customers|clients|people|callers|others)_(?:understand|follow) (?:you|your)_?(?:accent)?|(?:your|you) english (?:is|so)_(?:good|perfect|fluent)_(?:for|where)|english (?:so|that) (?:well|good)"),
        Cue::strong(ASK, r"(?:english|bilingual)__(?:french|do you|are you|your)|(?:french__english)|(?:speak|know|have|read|write|fluent in|comfortable in)_english|your english|level of english|are you bilingual").named("ca-qc"),
        Cue::strong(POST, r"native ?-?(?:level |like |speaking )?(?:english|german|french|dutch|spanish|italian|polish|mandarin|language|speakers?)?_?(?:speakers?|tongue|level|proficiency|only|english|fluency|command)|mother ?-?tongue|(?:accent[- ]free|unaccented|accentless)|(?:without|no|free of|neutral|british|american|slight|foreign|strong|local|standard|clear)_(?:(?:\w+ )?accents?)|first language (?:must|is|should|english|german|french)|(?:english|german|french) (?:as (?:a )?)?(?:first|mother|native) (?:language|tongue)|perfect (?:\w+ )?(?:pronunciation|diction)"),
        Cue::strong(POST, r"(?:english|anglais|bilingual\w*|unilingual)__?(?:required|must|mandatory|essential|needed|necessary|is an asset|an asset|preferred|exigé|obligatoire|compulsory)|(?:required|must|mandatory|essential|perfect|fluent|perfectly|excellent|strong|good|need|fully|needs?|requires?|speak|know)_(?:english|bilingual\w*|anglais)|(?:french and english|english and french)").named("ca-qc"),
        Cue::strong(JUDGE, r"(?:thick|heavy|strong|foreign|bad|funny|slight|noticeable|his|her|their|\w+ian|\w+ish|\w+ese) accents?|broken (?:english|german|french)|mother tongue"),
        Cue::weak(JUDGE, r"accents?|mother tongue|native (?:\w+ )?speakers?|non-?native|not (?:a )?native|native (?:english|german|french|level|like|fluency|tongue)|broken (?:english|german|french)|(?:poor|bad|heavy|thick|strong|funny|imperfect|limited|weak|foreign|accented|shaky|clumsy|perfect|flawless|proper) (?:\w+ )?(?:english|accent|german|pronunciation|french|grammar)|pronunciation|pronounces|(?:hard|difficult|impossible|tough) to understand(?:,| him| her| them| on|\.|$| because of)|sounds? (?:\w+ )?(?:foreign|native|{people})"),
        Cue::weak(JUDGE, r"(?:english|german|french|dutch) (?:is|was) (?:not )?(?:\w+ )?(?:first|second|native|mother|broken|poor|bad|weak|heavy|accented|foreign)|(?:first|second|third) language|his english|her english|their english|dialect|speaks with an|lisp|diction|speaks (?:like|proper)|language barrier"),
    ],
    nouns: &[
        (ALL, &["twang", "drawl", "brogue", "lilt", "rolls? (?:the|his|her|your|their) r'?s", "queen's english", "king's english", "bbc english", "oxford english", "received pronunciation", "way (?:you|he|she|they) (?:talks?|speaks?|pronounces?|sounds?)", "raised speaking", "grew up speaking", "grow(?:ing)? up speaking", "mother tongue", "native (?:speakers?|tongue|english|language|level|fluency|proficiency)", "first language", "home language", "heavily accented", "accented", "heavy accent", "thick accent", "elocution", r"accent (?:reduction|training|coach\w*|classes)", r"speech (?:therap\w+|coach\w*|lessons|impediment)", "english is (?:not )?(?:his|her|their|your) (?:first|second|third|mother|native)", "language at home", "spoken at home", r"sound(?:s|ed)? (?:\w+ )?(?:foreign|native)", "sounds like a (?:foreigner|native|local)", "speak(?:s)? like a (?:foreigner|native|local)", r"without (?:an|any|a trace of|the) (?:\w+ )?accent", "no (?:foreign |regional |trace of an )?accent", "broken (?:english|german|french|dutch|spanish)", "perfect (?:english|german|french|dutch|spanish|diction)"]),
        (ASK, &["accents?", "only (?:speak )?english", "speak only", "english only", r"pronounc\w+", "pronunciation", "dialect", "diction", "your english", "speak at home", "language at", "dream in", "swear in", "count in", "think in (?:english|german|french|dutch)", "native", "foreign language to you", "speak so (?:well|good)", "learn(?:ed|t)? (?:to speak|such|your|english|german|french|dutch|our language)", "tone down the way"]),
        (JUDGE, &["accents?", "dialect", "diction", r"pronounc\w+", "pronunciation", "lisps?", "foreign sounding", "speaks? (?:poor|bad|broken|perfect|proper|funny|odd|strange|like)", "talks? funny", "raised speaking", "stutters?", "esl", r"hard to (?:understand|follow|make out)(?: on the phone|,|;|\.|$| when (?:he|she|they)| at times| because)", "english (?:is|was) (?:poor|weak|bad|shaky|rough|clumsy|not (?:great|good|perfect|native|his|her))", "second language"]),
        (POST, &["accents?", "dialect", "native", "mother tongue", "diction", "pronunciation", "foreign accent", "english only", "only english"]),
    ],
    other: &[r"native speaker (?:data|voices?|recordings?|corp\w+|sets?)|accent (?:in a|colou?r|on the|of the letter|marks?|characters?)|(?:diacritics?|accents?) (?:in|and|such)|(?:query|scripting|markup|plain|ubiquitous|pattern|design|domain) languages?|programming languages?|native (?:apps?|client|mobile|code|sdk|modules?|driver)|cloud native|speakers of|different accents|accented (?:letters|characters)"],
    pass: &[r"because (?:the|our|both|all|we|it|clients?|customers?|this|every)|since (?:the|our|both|all)|as (?:the|our|all|both) (?:\w+ )?(?:regulator|clients?|customers?|users?|vendors?|contract|desk)|recogni[sz]er|speech recogni\w+|transcri\w+"],
    message: |part| format!("a text is about the accent or first language of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["name the task and the level, as in “You need German at C1, because the regulator takes filings in German only”"],
    is_legal: true,
    made: OnceLock::new(),
};
