//! `legal-union`: membership, strikes, works councils.

use std::sync::OnceLock;

use crate::lint::topic::{ALL, ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};

pub(super) static RULE: Rule =
    Rule::new("legal-union", include_str!("legal_union.md"), Group::Legal, Check::Topic(&TOPIC));

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us", source: "National Labor Relations Act, 29 U.S.C. 158(a)(1), (3)", read: "2026-11-30" },
        Law { place: "gb", source: "Trade Union and Labour Relations (Consolidation) Act 1992, s. 137", read: "2026-11-30" },
        Law { place: "eu", source: "GDPR, art. 9", read: "2026-11-30" },
        Law { place: "eu", source: "Charter of Fundamental Rights, art. 12, 28", read: "" },
        Law { place: "au", source: "Fair Work Act 2009, ss. 346-347 (industrial activity)", read: "2026-11-30" },
    ],
    words: &["bargain", "betriebsrat", "card check", "collective", "delegate", "industrial action", "labor", "labour", "organis", "organiz", "picket", "shop floor rep", "staff rep", "steward", "strik", "strike", "syndic", "union", "walk off", "walk out", "works council"],
    cues: &[
        Cue::strong(ASK, r"(?:are|were|have|been) you_(?:union (?:members?|rep\w*|man|activist|organi[sz]er|delegate|supporter)|(?:a |an )?(?:paid-up |active |current )?members? of_(?:trade |labou?r |the |teachers' )?union|in (?:a|the|any) (?:\w+ )?union|unioni[sz]ed|pro-?union|anti-?union|shop steward|(?:a )?union|on strike|on a picket|works council|staff rep\w*|for or against)_?"),
        Cue::strong(ASK, r"(?:you|your)__(?:unions?|trade union|labou?r union|shop steward|picket\w*|works council|walk(?:ed)? (?:off|out)_(?:job|strike|delegates?|asked|with)?|unioni[sz]\w+|labou?r (?:movement|organi[sz]\w+)|collective (?:action|bargaining|agreement)|industrial action|go(?:ne)? on strike|went on strike|(?:join|support|take part in|been in|cross|lead|led|join\w*)_(?:strikes?|picket\w*))|(?:taken|taking|take) part in (?:a |any |the )?(?:\w+ )?(?:strikes?|walkouts?)|part of a strike"),
        Cue::strong(ASK, r"(?:vote|react|respond|feel|do|think|say|sign|help)__(?:staff|workers|colleagues|employees|people|team|drivers)__(?:organi[sz]e|unioni[sz]e|form a union|union|strike|went on strike)|(?:tried|want\w*|try|trying|decide\w*) to (?:organi[sz]e|unioni[sz]e|form a union|set up a (?:union|works council))|union (?:membership|card|dues|fees|activit\w+|involvement|affiliation)|organi[sz]ed labou?r"),
        Cue::strong(POST, r"union ?-?free|non ?-?union(?:i[sz]ed)?|no unions?|anti-?union|union (?:members?|activists?|reps?|membership|sympathi[sz]ers?)_?(?:need not|will not|not|status)?|(?:keep|stay|remain|without)_(?:union|unions|works council|organi[sz]ed labou?r)_?(?:out|free)?|(?:don't|do not|not) (?:need|want|believe in)_(?:unions?|works council)|not (?:\w+ )?(?:member|members) of (?:a|any) union"),
        Cue::weak(JUDGE, r"shop steward|union (?:members?|man|woman|activ\w+|reps?|representative|organi[sz]ers?|sympath\w+|background|guy|type|person|official|card|involvement|history|ties|trouble\w*|stuff|supporter|delegate|past|membership|work)|(?:pro|anti|non) ?-?union|(?:a|the|any|in|of|his|her|their|trade|labou?r|about|with|teachers'?|join\w*|joined|against|no|former) unions?(?:,|\.|;| and| so| at| in| before| for| to| there| or| matters| issues|$| man| rep| member\w*)|organi[sz]ed labou?r|(?:on|a|the|went on|led a|joined a|last) strikes?(?: at| in| last| against| and|,|\.|$| before| there)|strikes? at|striker"),
        Cue::weak(JUDGE, r"picket\w*|trade ?-?union\w*|labou?r (?:union|movement|organi[sz]er|activist)|unioni[sz]\w+|works council|betriebsrat|staff rep\w*|(?:tried to|might|could|may|would|will|helped) (?:organi[sz]e)(?: (?:the )?(?:staff|workers|colleagues|people|team))?(?:,|\.| at|$)|collective bargaining|industrial action"),
    ],
    nouns: &[
        (ALL, &["authori[sz]ation cards?", r"union (?:members?|membership|cards?|dues|reps?|representatives?|man|woman|people|activis\w+|organi[sz]\w+|drive|busting|friendly|free|hostile|household|family|background|job|shop|hall|official|delegate|supporter|past|stuff|talk|types?|ties|involvement|vote|election|sympath\w+|steward|campaign|work|leader|trouble\w*|guy|elections?)", "trade unions?", "trade unionists?", r"labou?r (?:unions?|organi[sz]\w+|movement|dispute|leader|activist|board)", "teamsters", "afl ?cio", "unison", "gmb", "seiu", "uaw", "cgt", "cfdt", r"ver\.?di", "ig metall", "cgil", r"solidarno\w+", "closed shop", "open shop", "union shop", "organi[sz]er type", "organi[sz]ing (?:drive|committee|effort|campaign)s?", "wage (?:campaign|strike|dispute|demands?)", "collective (?:bargaining|agreements?|action)", r"works council\w*", "betriebsrat", "shop stewards?", r"picket\w*", "on strike", "go on strike", "went on strike", "going on strike", "joined a strike", "led a strike", "wildcat strike", "hunger strike", "rent strike", "general strike", "rail strike", "wildcat", "strike (?:ballot|fund|vote|leaders?|breakers?|pay|action|committee)", "strikers?", r"strikebreak\w*", "scabs?", "industrial action", "work to rule", "walk ?outs?", "grievances? (?:filed|procedure|against|with)", "filed a grievance", "employee (?:reps?|representatives?|committee)", "staff (?:reps?|representatives?|association|council|committee|delegates?)", "card carrying", "card check", r"unioni[sz]\w+", "unionists?", "non ?union", "anti ?union", "pro ?union", r"syndicat\w+", "right to organi[sz]e", "tariff commission", "nlrb"]),
        (ASK, &["unions?", r"strikes?(?:\?|,| at| last| when| against| with)", "dues", "which local", r"a local(?:\?|,)", r"organi[sz]e(?:\?|,| your| the (?:staff|workers|team|shop|crew|floor)| with| a union)", r"organi[sz]ing(?:\?|,| at| your)", "steward", "workers' (?:rights|committee|council)", "delegate", r"walk(?:ed)? (?:out|off)(?:\?|,| with| when| over| of| the job)"]),
        (JUDGE, &[r"unions?(?:,|;|\.|$| at| and| in| there| back| man| for| matters| was| is)", r"strikes?(?:,|;|\.|$| at| last| in| over| against)", "dues", "agitator", "troublemaker at", "rabble rouser", "organi[sz]er", "rep for the (?:staff|workers|crew|drivers|nurses|floor|shop)", "ran a (?:wage|pay) campaign", "solidarity", "stood with the (?:strikers|workers|pickets)", "steward", "workers' (?:rights|committee|council|rep)"]),
        (POST, &["unions?", "strikes?", "organi[sz]ed labou?r", "stewards?", r"picket\w*", "works councils?", "collective bargaining"]),
    ],
    other: &[r"(?:tagged|discriminated|disjoint|sql|type) unions?|unions? and not|union (?:types?|all|query|queries|find|of (?:two|the|sets|types))|(?:tagged|discriminated|disjoint) union|credit union|european union|strikes? (?:a|the|an|me|you|us|that) (?:balance|deal|right)|striking (?:a|the) balance|strikes? a balance"],
    pass: &[r"(?:labou?r|industrial|employee)[- ]relations?"],
    message: |part| format!("a text is about union activity of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["leave it out; in a labour-relations job ask about bargaining as work"],
    is_legal: true,
    made: OnceLock::new(),
};
