//! `legal-fit`: gaps, employment status, “overqualified”, “culture fit”.

use std::sync::OnceLock;

use crate::diag::{Code, Severity};
use crate::lint::topic::{ALL, ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code { id: "legal-fit", severity: Severity::Warning, text: include_str!("legal_fit.md") },
    group: Group::Legal,
    level: LintLevel::Warn,
    check: Check::Topic(&TOPIC),
};

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us-ny", source: "NYC Administrative Code 8-107(21) (unemployment status)", read: "" },
        Law { place: "us", source: "EEOC, Prohibited Employment Policies/Practices (neutral rules with an unequal effect)", read: "2026-11-30" },
        Law { place: "us", source: "Taggart v. Time Inc., 924 F.2d 43 (2d Cir. 1991) (“overqualified”)", read: "" },
        Law { place: "gb", source: "Equality Act 2010, s. 19", read: "2026-11-30" },
        Law { place: "eu", source: "Directive 2000/78/EC, the EU’s summary of the directive (indirect discrimination)", read: "2026-11-30" },
    ],
    words: &["airport", "beer", "belong", "benefits", "between jobs", "blank", "bored", "break", "career break", "chemistry", "click", "culture", "currently employed", "cv", "dole", "employed", "experience for", "fired", "fit", "gap", "gel", "get along", "have a job", "hole", "idle", "in a job", "in work", "job-hop", "jobless", "jump", "laid off", "let go", "like minded", "like-minded", "looking for work", "looking since", "match for", "mold", "mould", "not working", "nothing on", "on the market", "one of us", "out of work", "over qualif", "over-qualif", "overqualif", "presently employed", "redundan", "resume", "return", "résumé", "sabbatical", "sacked", "sort of person", "spent that time", "step down", "stepping back", "still looking", "time off", "time out", "too experienced", "too qualified", "too senior", "tribe", "type of person", "unemploy", "vibe", "was away", "without a job", "working at the moment", "working right now", "years off"],
    cues: &[
        Cue::strong(ALL, r"over ?-?qualified|over ?-?qualification|cultur(?:e|al) ?-?(?:fit|match)|(?:fit|fits|fitting|match|matches|match for|gel|gels|blend|click|clicks) (?:in |into |with |for |well |well into |well with )*(?:our|the|this|company|your)? ?(?:\w+ )?(?:culture|vibe|gang|tribe|family here)|(?:too|overly) (?:senior|experienced|qualified|good|educated|skilled)(?: for|,|\?|\.|$)"),
        Cue::strong(ASK, r"(?:gap|gaps|hole|holes|break|blank|blank space|pause|empty (?:period|stretch|space)|missing (?:years?|months?|time))_(?:in|on|between|of|from)_(?:cv|c\.v\.|resum|résum|r.sum|employment|career|work|jobs?|history|20\d\d|19\d\d|years|application|\w+ (?:history|years?)|positions|roles|timeline)\w*|(?:employment|career|work|cv|resume|job) (?:gaps?|breaks?|history__(?:gap|hole|break)s?)"),
        Cue::strong(ASK, r"(?:unemployed|out of work|out of a job|without (?:a job|work|employment)|between jobs|between (?:roles|positions)|jobless|not (?:been )?working|laid off|(?:were you|you were|been|get) let go|redundant|off work|on (?:benefits|the dole|the market)|inactive|looking for (?:a job|work)|job hunting)|(?:what|why|how)_(?:you|your)_(?:do|doing|did|spent?|been|fill|account)__(?:those|these|that|all that|the) (?:\w+ )?(?:years?|months?|time|period|gap)(?: off| out| away| without| between|\?)|(?:why|how)_(?:nothing|nobody|no one)__(?:cv|hired|page|years?|months?|20\d\d)"),
        Cue::strong(ASK, r"(?:months|years?|nothing)_(?:with )?nothing on_|nothing (?:on (?:the|your) (?:page|cv|resum)|listed|here) (?:for|between|from|in)|(?:are you|do you)_(?:currently|presently|now|still|at present) ?_?(?:employed|working|have a job|in (?:a job|work|employment)|in a (?:role|position))|are you (?:employed|working|in work|in a job)|do you have a job|(?:still|currently) (?:employed|in a job)|(?:why|how come)_(?:still looking|been looking|not (?:found|working)|no (?:job|work))"),
        Cue::strong(ASK, r"(?:explain|account for|talk me through|tell me about)_(?:gap|gaps|hole|time off|break|period|months|year)_(?:in your|between (?:20|19|your|these|the two|jobs|roles)|on your|of your|off|out|without|when you|where)|(?:fit|fitting|belong|gel|get along|blend) (?:in|into|with)?_(?:here|team|us|group|our (?:team|people|crew|office)|people|crew|gang|everyone)|(?:bored|boring|beneath you|below you|step down|step back|leave (?:as soon|when|the moment))_(?:here|job|role|for you|with your|something better|given|level|after|as soon)|(?:career|your) break"),
        Cue::strong(ASK, r"time (?:out|off) (?:from|between|of) (?:work|jobs|employment)|(?:why|what)_(?:take|took|taking|have|had|do|did|doing)_(?:years?|months?) (?:off|out|away)|were you (?:fired|sacked|dismissed|let go)|you've been (?:off|away|out)|(?:job|jump\w*)[- ]hop\w*"),
        Cue::strong(POST, r"(?:currently|presently|already|now|must be|be|still|only)_(?:employed|in (?:work|employment|a (?:job|role|position))|working elsewhere)_?(?:only|candidates|people|applicants|need|will)?|(?:have|has|hold|holds)_(?:a )?(?:current |present )?(?:job|position|role) (?:now|at present|currently|at the moment|already|today)|(?:no|without|not have|free of|unexplained|any)_(?:employment |career |cv |work )?(?:gaps?|job ?hoppers?|career breaks|breaks in)(?: in| on| of)?_?(?:cv|employment|career|history|resume|work)?"),
        Cue::strong(POST, r"(?:unbroken|continuous|uninterrupted|gapless|seamless|complete) (?:employment|work|career|cv|job) ?(?:history|record|path)?|(?:unemployed|jobless|laid[- ]off|out of work|job hoppers?)_(?:need not|will not|should not|cannot|not|people)|no (?:unemployed|job hoppers|career changers)|(?:fits?|fit) (?:in |into |with )(?:our|the|with) (?:\w+ )?(?:team|family|culture|crew|gang|group)|one of us|like-?minded|same wavelength|right chemistry"),
        Cue::weak(JUDGE, r"(?:just|clearly|bad|good|great|poor|wrong|perfect|right|no|natural|strong|weak|lack of) (?:a |really |quite |the |an? \w+ )*fit(?: for (?:the team|us|our|the group|this team|here)| with (?:the team|us|our|the rest|everyone)| here| in| culturally|,|\.|;|$)|fits (?:right |well |easily |perfectly |nicely )?in(?:,|\.| with (?:us|the)| here| well|$)|fits? (?:right |well |easily |perfectly |nicely )?into (?:the |our |this )(?:team|group|crew|office|company|family)"),
        Cue::weak(JUDGE, r"(?:would|will|won't|wouldn't|might|could|may|does|doesn't|does not|did|not|never|easily|to) (?:not )?(?:fit|gel|blend|belong|mesh)(?: in(?:,|\.|;| here| with| well|$)| here| with (?:us|the team|our team|the rest|our people)| into (?:the|our|this) (?:team|group|crew|company))|one of us|(?:like|unlike) (?:the rest of )?us\b|not (?:our|the) (?:sort|type|kind) of person|not our (?:type|kind|sort)|our kind of (?:person|people)|(?:gaps?|holes?|blanks?) of_(?:months?|years?)"),
        Cue::weak(JUDGE, r"(?:gaps?|holes?|blanks?|breaks?) (?:in|between|on|of)_(?:cv|resum|résum|r.sum|employment|career|work|jobs?|one job|history|application|20\d\d|\w+ and 20\d\d)\w*|(?:unexplained|employment|career|cv|resume|\w+ ?-?(?:year|month)) (?:gaps?|holes?|breaks?)|career break|unemployed|out of work|jobless|(?:without|between|no) (?:a )?(?:jobs?|work|employment)(?:,|\.|;| for| since| and| at| now| right|$)|laid off|(?:was|were|been|got) let go|made redundant|was (?:fired|sacked|dismissed)|still (?:looking|searching|job-hunting)|been looking (?:for|since)|job ?-?hopp\w+|jumps? (?:from )?job"),
        Cue::weak(JUDGE, r"not (?:currently |presently )?(?:employed|working)(?: now| at| right| currently|,|\.|$| since)|(?:is|currently) (?:employed|in work)|(?:would|will|might|may|could|soon|get) (?:get |be |soon be |soon get )?bored|step down|(?:have|grab|go for|drink) a beer|airport test|(?:no|good|bad|the right|right|personal) chemistry|wrong vibe|vibe|(?:be|is|was) away from work|nobody (?:has |else )?(?:hired|wanted)|on the dole|on benefits|off work for|long-term unemployed|holes? between"),
    ],
    other: &[r"product ?-?market fit|(?:market|solution|problem|platform|technical|strategic|size|use case|best|line|curve|model|data) fit|fit(?:s|ted)? (?:for purpose|a (?:curve|line|model)|the (?:scope|bill|data|budget|date|use|model|product|architecture|brief|need\w*|context|problem|constraint\w*|plan|answer|pattern)|into (?:the (?:roadmap|sprint|schedule|quarter|budget|architecture|release)|one|memory|a)|in(?:to)? (?:memory|one|the (?:sprint|roadmap|schedule|box|quarter))|on (?:one|a)|together)|(?:gap|fit) analysis", r"gaps? in the (?:logs?|data|roadmap|market|spec|coverage|documentation|docs|requirements?|test\w*|monitoring|plan|design|api|sequence|series|evidence|knowledge|product|process|ids)|(?:skills?|knowledge|coverage|evidence|pay|testing|market|security|air) gaps?|benefits and|breaking changes?|breaks? (?:in the (?:build|contract|api)|the|a)|vacanc\w+|culture of"],
    pass: &[r"career breaks (?:are|do|is)|(?:career )?returners|(?:gaps?|breaks?)_(?:welcome|fine|no problem|okay|ok)|rate limits"],
    message: |part| format!("a text is about the gaps, status or “fit” of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["name the behaviour that the job needs, and ask for a case of it"],
    is_legal: true,
    made: OnceLock::new(),
};
