//! `legal-politics`: parties, votes, opinions; nationalist or unionist in Northern Ireland.

use std::sync::OnceLock;

use crate::diag::{Code, Severity};
use crate::lint::topic::{ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code { id: "legal-politics", severity: Severity::Warning, text: include_str!("legal_politics.md") },
    group: Group::Legal,
    level: LintLevel::Warn,
    check: Check::Topic(&TOPIC),
};

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us-ca", source: "California Labor Code, ss. 1101-1102", read: "2026-11-30" },
        Law { place: "eu", source: "GDPR, art. 9; Charter of Fundamental Rights, art. 21", read: "2026-11-30" },
        Law { place: "gb-nir", source: "Fair Employment and Treatment (Northern Ireland) Order 1998, art. 2, and the summary of the order in NATLEX (ILO)", read: "2026-11-30" },
        Law { place: "pl", source: "Polish Labour Code, art. 22(1)", read: "2026-11-30" },
        Law { place: "fr", source: "French Labour Code, L1132-1 and L1221-6", read: "2026-11-30" },
        Law { place: "au", source: "Fair Work Act 2009, s. 351", read: "2026-11-30" },
    ],
    words: &["activis", "afd", "anarchist", "biden", "brexit", "campaign", "communist", "conservative", "democrat", "demonstrat", "elected", "election", "far left", "far right", "far-left", "far-right", "government", "green", "ideolog", "labour", "left wing", "left-wing", "leftist", "lefty", "liberal", "loyalist", "maga", "marx", "nationalist", "orange", "party", "politic", "president", "prime minister", "pro-choice", "pro-gun", "pro-life", "protest", "referendum", "republican", "right wing", "right-wing", "sinn", "socialist", "tories", "tory", "trump", "unionist", "vote", "voting", "woke"],
    cues: &[
        Cue::strong(ASK, r"(?:who|which|what|how|whom)_(?:do|did|would|will|are|have) you_(?:vot(?:e|ed|ing))|you (?:vote|voted|voting) (?:for|in)|(?:vote|voted|voting) (?:in the (?:last|next|election|referendum)|last time|conservative|labour|republican|democrat\w*|green|leave|remain)|your (?:\w+ )?(?:politic(?:s|al)(?: \w+)?|party (?:membership|affiliation)?|voting|ideology)|political (?:views?|part(?:y|ies)|beliefs?|affiliations?|opinions?|leanings?|activit\w+|convictions?|orientation|sympath\w+|stance|allegiance)"),
        Cue::strong(ASK, r"(?:belong|belonged|affiliated|donate\w*|member|joined|join|active|sympathi[sz]e|campaign\w*|canvass\w*|volunteer\w*|work\w*)_(?:to|of|in|with|for|any|a|the)_(?:political )?(?:part(?:y|ies)|campaign for a|candidate for)|are you_(?:conservative|liberal|republican|democrats?|(?:a )?(?:tory|labour voter|labour supporter|socialist|communist|marxist|nationalist|unionist|loyalist|feminist|trump \w+|brexiteer|remainer|activist|leftist)|left[- ]wing|right[- ]wing|on the (?:left|right)|woke|political|politically \w+|pro-life|pro-choice|registered to vote)"),
        Cue::strong(ASK, r"what do you think (?:of|about) (?:the )?(?:\w+ )?(?:president|prime minister|government|election|brexit|trump|biden|abortion|gun control|immigration policy|chancellor|party)|(?:attend|attended|been on|go on|went on|take part in|joined?|going to)_(?:protests?|demonstrations?|rally|rallies|marches|march|pride)_?|(?:support|like|back|follow|agree with)_(?:trump|biden|brexit|the government|the president|the prime minister|sinn f[eé]in|the dup|afd)|(?:left|right) or (?:the )?(?:left|right)[- ]?(?:wing)?_politic\w*|united ireland"),
        Cue::strong(ASK, r"(?:nationalist|unionist|loyalist|republican) (?:or|community|side|family|background|area)|where do you stand on (?:brexit|abortion|gun|immigration|the union|israel|gaza|ukraine)|political spectrum"),
        Cue::strong(POST, r"(?:share|shares|support|supports|hold|believe in|in line with|sympathi[sz]e with)_(?:politic\w*|progressive|conservative|liberal|socialist|left-wing|right-wing|party's?)_?(?:politics|views|values|party|cause)?|(?:conservatives?|liberals?|republicans?|democrats?|socialists?|leftists?|trump supporters|brexiteers|tories)_(?:only|preferred|need not|will not|welcome)|no (?:conservatives|liberals|republicans|democrats|leftists|activists|trump|woke)|(?:political (?:views?|affiliations?|beliefs?|opinions?|party))|party (?:membership|member)|apolitical"),
        Cue::weak(JUDGE, r"political(?:ly)? (?:views?|active|activ\w+|party|parties|beliefs?|affiliation|opinions?|leanings?|minded|extreme|stance|past|posts|side|type|background|convictions?|conservative|liberal|left|right)|(?:his|her|their|talks?|talked|about|of|wrong|right|left) politics|(?:left|right|far left|far right)[- ]?wing\w*|far[- ](?:left|right)"),
        Cue::weak(JUDGE, r"(?:a|an|is|republican|as|be|seems|probably|clearly|votes?|voted|very|too|openly) (?:a |an )?(?:republicans?|democrats?|tory|tories|labour|lefty|leftist|marxist|communist|socialist|brexiteer|remainer|nationalist|unionist|loyalist|trump|maga|anarchist|libertarian|activist|feminist)(?: sympath\w+| voter| supporter| party| type| views?)?|(?:republican|nationalist|loyalist|unionist|democrat|tory|labour|trump|socialist|communist|conservative|liberal|brexit|green|afd) (?:sympath\w+|voter|supporter|party|views?|type|background|family|leanings?|politics|hat|badge|sticker|activist|donor|member)"),
        Cue::weak(JUDGE, r"brexit\w*|trump|voted (?:for|leave|remain|left|right|green|labour|conservative|republican|democrat)|votes (?:left|right|green|conservative|labour)|active in (?:a|the) (?:\w+ )?party|party (?:member\w*|activist|badge)|member of (?:a|the) (?:\w+ )?party|protesters?|(?:at|on|to|in) (?:protests?|demonstrations?)|campaigns? for|woke|activist|(?:is|too|very|rather|quite) (?:conservative|liberal|left|right|political|woke)(?:,|\.| for (?:us|our|this)| and| in (?:his|her)|$)"),
    ],
    other: &[r"(?:office|company|organi[sz]ation\w*|internal|corporate|team) politics|politically (?:savvy|astute|aware|sensitive|difficult|charged|correct)|third[- ]part(?:y|ies)|(?:calls?|called) a|(?:conservative|liberal) (?:with|about|in|timeouts?|estimates?|defaults?|retry|limits?|values?|number)|too conservative and has|election (?:results?|night|api|of a leader)|(?:left|right) (?:join|side|outer)|leader election|elect a leader|(?:green|blue) (?:deploy\w*|build|tests?)|voted (?:on|down|up|in the (?:retro|sprint|meeting))|dot voting|campaigns?|vote[sd]? for themselves|up ?-?voted?", r"(?:raised|in|under) protest|demonstrat(?:es|ed|e)"],
    pass: &[],
    message: |part| format!("a text is about the politics of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["leave it out; no job needs the answer"],
    is_legal: true,
    made: OnceLock::new(),
};
