//! `legal-pay-history`: current and earlier pay.

use std::sync::OnceLock;

use crate::diag::{Code, Severity};
use crate::lint::topic::{ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code { id: "legal-pay-history", severity: Severity::Warning, text: include_str!("legal_pay_history.md") },
    group: Group::Legal,
    level: LintLevel::Warn,
    check: Check::Topic(&TOPIC),
};

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "eu", source: "Directive (EU) 2023/970, art. 5(2)", read: "2026-11-30" },
        Law { place: "us-ca", source: "California Labor Code, s. 432.3", read: "2026-11-30" },
        Law { place: "us-ny", source: "New York Labor Law, s. 194-a", read: "2026-11-30" },
        Law { place: "gb", source: "Equality and Human Rights Commission, guidance on equal pay (risk)", read: "" },
    ],
    words: &["are you on", "base", "bonus", "comp", "compare", "compens", "ctc", "currently on", "earn", "figure", "gets", "getting", "gross", "income", "k now", "made", "make", "make at", "makes", "making", "money", "number", "old job", "on right now", "p45", "p60", "package", "paid", "pay", "payslip", "rate", "remuner", "salar", "stub", "take home", "take-home", "tax return", "w-2", "w2", "wage", "were you on"],
    cues: &[
        Cue::strong(ASK | POST, r"(?:current|present|previous|last|past|existing|prior|former|most recent|latest|today's|earlier) (?:\w+'?s? )?(?:\w+ )?(?:\w+ )?(?:salary|salaries|pay(?:check|cheque|slips?| ?stubs?| packet| history| level| rate)?|compensation|earnings|incomes?|wages?|pay package|comp|package|remuneration|ctc|bonus(?:es)?|base(?: salary| pay)?|day rate|hourly rate|total comp\w*)|(?:salary|pay|earnings|compensation|wages?|income|remuneration|bonus) (?:history|track record|progression|slips?|stubs?)"),
        Cue::strong(ASK | POST, r"(?:what|how much|which|how high)_(?:do|did|are|were|was|have|had) you_(?:earn(?:ed|ing)?|paid|mak(?:e|ing)|made|getting|get (?:paid)?|take home|taking home|pull\w*|bring\w* (?:home|in)|receiv\w+|drawing|paid)_?(?:paid|now|at|in|there|last|home|before|today|currently|per|a year|a month|right|when|for|gross|net)?|(?:what|how much|how well)_(?:did|do|does|were|was|are|is|has)_(?:they|employer|company|boss|job|role|firm|position|place|post)_pa(?:y|ys|ying|id)"),
        Cue::strong(ASK | POST, r"(?:you (?:are |were |was )?(?:currently |now |being |getting |already )*(?:paid|earning|earned)_?(?:now|at the moment|today|there|before|currently|right now|previously|at your|by|in your|last)?)|(?:bring|send|show|provide|share|attach|upload|submit|see|copy of|copies of|include|need|last|have)_(?:payslips?|pay slips?|pay ?stubs?|p60|p45|w-?2s?|tax returns?|salary (?:slips?|certificate|statement)s?|pay statements?|bank statements?|payroll records?)|(?:what|how much) money (?:were|are|was|did|do) you"),
        Cue::strong(ASK | POST, r"(?:what|how much)_(?:were|are) you on(?:\?| now| at| there| before| today| when| in| right|$| these)|(?:proof|evidence|confirmation|documentation) of (?:your )?(?:\w+ )?(?:salary|earnings|income|pay|compensation)|what (?:did|does) (?:it|that) pay"),
        Cue::strong(ASK, r"your (?:\w+ )?(?:salary|pay|wages?|earnings|income|package|remuneration|compensation|day rate|hourly rate|base pay|base salary|take ?-?home|pay ?(?:slips?|stubs?|checks?))|(?:range|offer|band|salary|figure|this|that|pay|it|number)_(?:compare|stack up|measure|above|below|more than|less than|different|match\w*|beat\w*|improve\w*|better|higher|lower|rise|increase|step up|cut)__(?:now|current\w*|today|at the moment|present\w*|you (?:are )?(?:get|earn|make|have|paid|on)\w*|last job|what you)"),
        Cue::strong(ASK, r"(?:how much|what|size of)_(?:raise|increase|rise|bump|pay cut|uplift)_(?:from|over|on|be|would|compared)_(?:current\w*|now|today|present|what you|you (?:get|earn|make)|last)|(?:what|how much)_(?:they|employer|old job|last job|previous job|company)_(?:pay|paid|paying) you|what_(?:base|bonus|equity|stock|money|cash)_(?:do you|did you|are you) (?:have|get|on|receive|currently)(?:_now|_today|_currently|\?)?|ballpark_(?:now|current|today)|(?:earn|make|paid) (?:before|in your (?:last|current|previous|old)|at your (?:last|current|previous|old)|there|where you)"),
        Cue::weak(JUDGE, r"(?:current(?:ly)?|present(?:ly)?|previous|last|existing|old|prior|past|now|today) (?:\w+ )?(?:salary|pay|package|compensation|earnings|wages?|comp|income|remuneration|base|bonus)|(?:salary|pay|earnings|wage|compensation|income) (?:history|was|at (?:the|his|her|their)|now is|there)|(?:currently|now|at present|right now|today|already) (?:earns?|makes?|gets|on (?:about |around |only )?[£$€]?\d|paid)"),
        Cue::weak(JUDGE, r"(?:earns?|earned|makes?|made|gets|got|paid|on|getting|making|earning|only|was on|is on|takes home) (?:about |around |only |just |over |under |roughly |some |maybe |nearly |close to )*(?:usd |eur |gbp |cad |aud |chf |[£$€] ?)?\d\d+[\d,.]*(?: ?k| ?thousand| ?grand)?(?:(?: a| per)? (?:year|month|hour|day)| now| right now| at (?:the|his|her|their|present)| in the (?:last|previous|old|current)| there| today| before| in (?:his|her|their)| gross| net| plus| base|,|\.|;|$)"),
        Cue::weak(JUDGE, r"earn(?:s|ed|ing) (?:far |well |way |much |a lot |considerably |slightly )?(?:below|above|less than (?:our|we)|more than (?:our|we)|too|under|over|as much|good|peanuts|pretty|next to)|(?:under|over|well|badly|poorly|low(?:ly)?|highly) ?-?paid(?: (?:now|at|there|in|so|today|currently|by))?|payslips?|pay ?stubs?|(?:his|her|their) (?:\w+ )?(?:salary|pay|wages?|earnings|compensation|income|package|bonus)|(?:what|how much) (?:he|she|they) (?:earns?|makes?|gets?|made|earned|is paid|was paid|are paid|were paid|got paid)|paid (?:so )?(?:little|peanuts|a lot|too)"),
        Cue::weak(JUDGE, r"(?:a|big|small|huge) (?:raise|rise|pay (?:rise|cut|jump)|step up) (?:from|on|over) (?:his|her|their|what)"),
    ],
    other: &[r"wages_garnish\w*|(?:salary|pay|compensation|wage|income) (?:expectations?|range|band|requirements?|table|scale|api|data)|(?:do|did|would|to|can|should|could) you make (?:of|sure|the|a|an|it|that|this|up|in|time|room|decisions?|your)|you (?:make|made|making|earn\w*) (?:of|sure|the|a|an|it|that|this|up|decisions?|trust|their|that call|when|in (?:that|the first)|to)|earn\w* (?:the |their |his |her |your |back |its )?(?:trust|respect|keep|place|the|their|credit|confidence|buy-in|right)|history of the|pay (?:attention|off|for|down|back)|pays? (?:off|attention|for itself|down)", r"paid (?:off|attention|for|down|plan|tier|users|feature\w*|search|customers|leave|holiday\w*)|make (?:the|a|an|it|that|this|sure|of)|gross margin|payment\w*|paying (?:customers?|users?|down|attention|off)"],
    pass: &[],
    message: |part| format!("a text is about the earlier pay of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["ask “What salary do you expect?” and say the band"],
    is_legal: true,
    made: OnceLock::new(),
};
