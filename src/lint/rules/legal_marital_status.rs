//! `legal-marital-status`: marriage, divorce, partners, maiden names.

use std::sync::OnceLock;

use crate::lint::topic::{ALL, ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};

pub(super) static RULE: Rule =
    Rule::new("legal-marital-status", include_str!("legal_marital_status.md"), Group::Legal, Check::Topic(&TOPIC));

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us", source: "EEOC, Pre-Employment Inquiries and Gender (marital status)", read: "2026-11-30" },
        Law { place: "us-ny", source: "New York Executive Law, s. 296(1)", read: "2026-11-30" },
        Law { place: "gb", source: "Equality Act 2010, s. 8", read: "2026-11-30" },
        Law { place: "pl", source: "Polish Labour Code, art. 22(1)", read: "2026-11-30" },
        Law { place: "au", source: "Sex Discrimination Act 1984 (Cth), s. 27", read: "2026-11-30" },
        Law { place: "au", source: "Sex Discrimination Act 1984 (Cth), s. 6", read: "" },
        Law { place: "ca", source: "Canadian Human Rights Act, ss. 3, 8", read: "2026-11-30" },
        Law { place: "ca-on", source: "Ontario Human Rights Code, s. 23", read: "" },
    ],
    words: &["bachelor", "better half", "boyfriend", "civil union", "cohabit", "dating", "divorc", "engaged", "fianc", "girlfriend", "honeymoon", "husband", "maiden", "marita", "marri", "marry", "miss", "mrs", "newly-wed", "newlywed", "other half", "partner", "relationship", "seeing anyone", "seeing someone", "separated", "significant other", "single", "spous", "wed ", "wedding", "widow", "wife", "wives"],
    cues: &[
        Cue::strong(ALL, r"(?:marital|relationship|civil) status_(?:in|on|of|is|cover|application|please|cv|and|what|may)?|your (?:marital|relationship|civil) status"),
        Cue::strong(ASK | POST, r"(?:are|were|have|been|is|get|getting|ever|be|being|not|still|you) (?:you )?(?:\w+ )?(?:married|divorced|widowed|cohabiting|remarried|separated from|engaged to be)|are you_(?:single|engaged|separated|attached|dating|seeing (?:anyone|someone)|in a (?:\w+ )?(?:relationship|civil partnership|partnership|marriage)|living (?:with|together)|spoken for|getting divorced|going through a (?:divorce|separation))|(?:single|married),? or (?:are you )?(?:\w+ )?(?:single|married|divorced|in a)"),
        Cue::strong(ASK | POST, r"your (?:spouse'?s?|husband'?s?|wife'?s?|fianc\w+|boyfriend|girlfriend|other half|better half|significant other|ex-?husband|ex-?wife|marriage|wedding|divorce|maiden name|(?:married|birth) name)|maiden name|(?:does|is|will|would|can|what does|where does|how does|has) your partner|your partner (?:work|feel|mind|earn|live|move|relocat\w*|think|be (?:happy|willing|ok\w*|able|prepared)|object|agree|support|and)|(?:you|you've)_(?:have|got|with)_(?:husband|wife|spouse|boyfriend|girlfriend|fianc\w+|partner (?:at home|who works|who would|to move))|(?:live|living) with (?:a|your) partner"),
        Cue::strong(ASK | POST, r"(?:miss|ms),? (?:or )?(?:ms |miss )?(?:or )?mrs|mrs\.?,? (?:or )?(?:miss|ms)|(?:plan\w*|intend\w*|going|hop\w+|want\w*|thinking) (?:to|on|of|about) (?:get |getting )?(?:marr(?:y|ied|ying)|tie the knot)|do you (?:\w+ )?have (?:a partner|someone special)"),
        Cue::strong(POST, r"(?:married|single|unmarried|divorced) (?:people|persons?|applicants?|candidates?|men|man|women|woman|couples?|only|preferred|status)|(?:must be|preferably|ideally|only) (?:\w+ )?(?:single|unmarried|married)"),
        Cue::weak(JUDGE, r"(?:just |newly |recently |happily |getting |got |is |was |not |still |un|probably |never )?(?:married|unmarried|remarried|divorced|divorc[eé]+e?|widow(?:ed|er)?|newly ?-?weds?)|^single(?:,|\.|;| so| and|$)|wedding ring|wears a ring|engaged to|(?:just|newly|recently|got|is|getting) engaged|single (?:man|woman|guy|girl|lady|and|at|so|mother|father|person)|(?:is|still|probably|be|stay|remains?) single|separated from|(?:going through|messy|his|her|their|a) (?:a )?divorce|(?:his|her|their|a|the|whose|with) (?:husband|wife|spouse|fianc\w*|boyfriend|girlfriend|wedding|marriage|ex-wife|ex-husband)"),
        Cue::weak(JUDGE, r"(?:husband|wife|spouse|fianc\w+|boyfriend|girlfriend)(?:'s)? (?:works?|lives?|earns?|is|has|would|will|wants?|job|may|might|got)|(?:his|her|their) partner (?:works?|lives?|earns?|is|has|would|will|wants?|may|got)|bachelor|cohabit\w+|civil partnership|maiden name|marital|getting married|about to marry|relationship with"),
    ],
    nouns: &[
        (ALL, &["common law", "significant other", "better half", "your other half", "his other half", "her other half", "trailing spouse", "spouses?", "spousal", "hitched", "tie the knot", "tied the knot", "wedlock", "newly ?weds?", "unmarried", r"divorc\w+", "widow(?:er|ed)", r"fianc\w+", "engaged to", "betrothed", "boyfriends?", "girlfriends?", "hubby", "the missus", "live in (?:partner|lover|boyfriend|girlfriend)", "love life", "relationship status", "civil status", "marital", "spoken for", r"bachelor(?:ette)?(?:,|;|\.|\?|$| and| who| at| life| pad)", "spinster", "honeymoon", "engagement ring", "wedding (?:ring|band|soon|next|this|in|plans?)", "ring finger", "maiden name", "prenup", "alimony", "ex (?:husband|wife)", "ex ?wife", "ex ?husband", r"civil (?:union|partner\w*)", r"cohabit\w*", "arranged marriage", r"remarr\w+", "single (?:,|or|man|woman|guy|girl|lady|people|person|men|women)", "life partner", "domestic partner", "married"]),
        (ASK, &["married", "marry", "marriage", "husband", "wife", "wedding", "dating", r"single(?:\?|,)", "in a relationship", "living (?:together|common law|with (?:someone|anyone|anybody|somebody|a partner))", "seeing (?:anyone|someone|anybody|somebody)", "your partner (?:work|feel|mind|earn|think|agree|move|live)s?", "someone at home", "anyone special", "someone special", "separated", "mrs", "miss or", "surname before", "name before (?:you|the) (?:married|wedding|marriage)"]),
        (JUDGE, &["husband", "wife", "wedding", "marriage", "just married", r"separated(?:,|;|\.|$| from (?:his|her|their)| last| in| since)", "in a relationship", "his partner", "her partner", "their partner", "ring on (?:his|her|the)", "dating", r"single(?:,|;|\.|$| and| so| again| at)", "partner (?:moved|works|lives|earns|got|took|has a|is a|would|may|might|wants)", "lovelorn", "ex is", "his ex", "her ex"]),
        (POST, &["married", "husband", "wife", "wives", "couples?", r"single(?:s)?(?:,|;|\.|$| only| preferred| people| applicants| candidates| men| women| person)", "unattached", "wedded", "marriage", "no partners?"]),
    ],
    other: &[r"married (?:the|two|our|up|these|both|with|to the (?:idea|plan|tool|stack|design))|wedding (?:planning|planner|gift|list|guest|venue|cake|photographer|app|market)\w*|single (?:owner|source|page|point|thread\w*|sign|tenant|responsib\w+|table|service|team|file|api|call|field|figure|customer|request|place|number|digit|use|node|region|rollout|step|question|queue|record|schema|release|write|writer|row|and multiple)|bachelor's|bachelors? (?:degree|of)|miss(?:es|ed|ing)|single (?:parent|mother|father|mum|mom|dad)", r"partner (?:api|apis|integrations?|team|companies|company|engineer\w*|managers?|bank|portal|program\w*|onboarding|network|contracts?)|(?:business|channel|integration|technology|delivery|trusted|payment|sparring|hr|people|thought|implementation|cloud) partners?|engaged (?:with|in|the|users?|customers?|a|and motivated|team)|(?:customer|stakeholder|client|business|vendor|working|professional|reporting|one-to-many) relationships?|relationship (?:between|manag\w+|with (?:the )?(?:engineer\w*|design|team|stakeholder\w*|customers?|vendor|partner|manager|sales|your (?:team|manager|peers|boss)))"],
    pass: &[],
    message: |part| format!("a text is about the marital status of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["ask what the job needs, as in “Could you move to Leeds by May?”, without the partner"],
    is_legal: true,
    made: OnceLock::new(),
};
