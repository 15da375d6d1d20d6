//! What a must-have asks for: technical strength without saying what for, coding, degrees, certificates.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::tokens::tokens;
use super::{exact, is_waived, re};

static VAGUE: LazyLock<Regex> = LazyLock::new(|| {
    let what = "skills?|skill[- ]?sets?|background|aptitude|acumen|knowledge|understanding|foundations?|competenc(?:e|y|ies)|expertise|proficiency|depth|abilit(?:y|ies)|fluency|literacy|savvy|savviness|chops|know-?how|mind-?set|orientation|affinity|profile|strengths?|experience|judge?ment|curiosity|flair|grounding|credibility|inclination|prowess|nous|bent|instincts?|sense|awareness|excellence|capabilit(?:y|ies)|aptitudes|intuition|thinking|confidence|talent|maturity|leaning|exposure|base|basis|fundamentals|grip|grasp|vocabulary|interest|drive|passion|enthusiasm|vein|edge|insight|acuity|calib(?:er|re)|pedigree|roots|seniority|all-?rounder|generalist|comprehension|brain|brains|muscle|verve|appreciation|education|vision|qualities|toolkit|feel(?:ing)?|understanding";
    re(&[
        &format!(r"(?:non-?)?\b(?:technical|technological|tech|technology|engineering|it|software|digital|computer science|science and technology|scientific)(?:[ /-](?:and|or|&) ?\w+|,? \w+,? and \w+)?(?: leadership| industry| problem-solving)? (?:{what})\b"),
        &format!(r"\b(?:{what}) (?:for|of|in|with|towards?|about) (?:all things |modern |new |emerging |the latest |current |software |information |web |digital )*(?:technical|technolog(?:y|ies)|tech|engineering|software|it|software development|software engineering|software and systems|the tech stack)\b"),
        r"\b(?:technically|technologically) (?:\w+ and )?(?:strong|minded|savvy|oriented|inclined|adept|proficient|literate|sound|competent|fluent|capable|curious|skilled|gifted|versed|confident|astute|credible|knowledgeable|able|excellent|brilliant|solid|grounded|deep|rigorous|hands-on|experienced|interested|aware|conversant|sophisticated)\b",
        r"\btech(?:nology)?[- ](?:savvy|literate|affine|minded|fluent|native|enthusiast|oriented|curious)\b|\btechie\b|\btechnologist at heart\b|\bgeek\b|\bit[- ]affine\b",
        r"\b(?:very|highly|deeply|extremely|really|sufficiently|quite|suitably|genuinely|truly|must be|has to be|is|be|you are|you['’]re|who are|strongly) technical\b(?: (?:person|profile|candidate|mind|thinker|individual|enough))?",
        r"\b(?:passion|love|enthusiasm|affinity|flair|aptitude|feel|talent|interest|curiosity) (?:for|in|about) (?:\w+ ){0,2}(?:tech|technology|technologies|engineering|software)\b|\bpassionate about (?:\w+ )?tech\w*",
        r"\b(?:strong|solid|good|deep|excellent|firm|sound|thorough|general|broad|basic|great|proven|working|robust|in-depth|comprehensive) (?:\w+ )?(?:understanding|knowledge|grasp|command|appreciation) of (?:\w+ )?(?:software|system|systems|technical|technolog\w+|engineering|computer science|it|cloud|modern|web|architecture|sdlc|the software|how software|how technology|programming|development)\b",
        r"\bunderstands? (?:modern |new )?(?:technology|tech|software|how software is (?:built|made))\b|\b(?:speaks?|talks?) (?:fluent )?(?:tech|the language of (?:engineers|developers|engineering))\b|\b(?:at home|comfortable|confident|conversant|fluent|at ease) (?:in|with) (?:\w+ )?(?:tech(?:nology|nologies|nical matters|nical (?:topics|subjects|concepts|environments?|details?))?|technical (?:topics|subjects|matters|concepts|environments?|details?|discussions))\b",
        r"\b(?:able to|can|capable of|ability to|comfortable|confident|at ease|at home|hold|holds|holding|lead|leads|leading|join|joins|keep(?:s|ing)? up|participates?|participating|engages?|engaging|contribut\w+|have|has|having|handles?|handling|deals?|dealing|copes?|coping|navigates?|navigating|understand|understands|understanding|grasps?|grasping|thinks?|talks?|speaks?|converses?|communicates?|discuss\w*|digs?|dives?|diving)\b(?: [\w-]+){0,4} technical (?:\w+ )?(?:conversations?|discussions?|dialogues?|exchanges?|debates?|matters|topics|subjects|questions|issues|things|stuff|concepts|details?|terms|content|information|challenges|problems|complexit(?:y|ies)|landscapes?|environments?|contexts?|terminology|jargon|level)\b",
        r"\b(?:understanding|knowledge|grasp|command) of (?:\w+ ){0,2}(?:apis|cloud|databases|networks|integrations|microservices|programming)(?:(?:,| and| or|,? and) (?:\w+ )?(?:apis|cloud|databases|networks|integrations|microservices|data|software|it|sql))*\.?$",
        r"\b(?:eye level|equal footing|on a par|equal terms|at the same level|peer|peers|same language|common language|shoulder to shoulder) (?:\w+ )?(?:with|as|to|by|among) (?:\w+ )?(?:engineers?|engineering|developers?|architects?|tech\w*)\b|\b(?:respect(?:ed)?|credib\w+|trust(?:ed)?|taken seriously|accepted|standing) (?:of|by|with|among|from|in the eyes of) (?:\w+ )?(?:engineers?|engineering|developers?|architects?)\b|\b(?:engineer|developer|techie|technologist|geek|nerd|hacker|coder|scientist) (?:at heart|by nature|in spirit)\b",
        r"\b(?:computer|it|software|internet|web|gadget|digitally|computer-)[- ]?(?:savvy|literate|literacy|minded|affine|lover|whizz?|wizard)\b|\b(?:good|great|handy|at home|at ease|comfortable|confident|clever) with (?:computers|technology|tech|tech tools|software|systems|all things \w+)\b|\b(?:not|never|isn['’]t|no) (?:afraid|scared|shy|fear) (?:of|about) (?:tech\w*|code|technical \w+|technology|software|diving|getting)\b|\bknows? (?:his|her|their|your|the|one's) way around (?:\w+ ){0,2}(?:tech\w*|code|software|systems|stack|it|computers?)\b|\b(?:loves?|lives? and breathes?|breathes?|lives? for|enthusiastic about|excited (?:about|by)|fascinated (?:by|with)|keen on|obsessed with|curious about|interested in) (?:\w+ ){0,2}(?:tech|technology|technologies|software|gadgets|it)\b|\bdigital native\b|\btech(?:nology)? (?:enthusiast|wizard|guru|ninja|fan|lover|nerd|freak|expert|aficionado|whizz?)\b|\bstrong (?:in|on|at) (?:tech\w*|it|engineering|software)\b",
        r"\b(?:technical|technology|engineering|tech) (?:or \w+ )?(?:person|profile|pedigree|dna|roots)\b|\bcomes? from (?:engineering|a technical|technology|it)\b|\bbackground (?:is )?(?:technical|in engineering)\b|\b(?:grasp|understand|learn)s? (?:complex )?technical (?:concepts|topics|matters|things) (?:quickly|fast|easily)\b|\bquick(?:ly)? (?:grasp|understanding) of technical\b",
    ].join("|"))
});
/// Things that only qualify the same words.
static NOT_STRENGTH: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"^non-?|\b(technical|engineering) (background|understanding) (of|to|behind) (a|an|the|each|every|this|that)\b",
    )
});
/// Words of deciding, reading and making.
static DOES: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(decid(es?|ed|ing)|choos(es|ing)|chose|chosen|read|reads|reading|writes?|writing|wrote|written|sets|weigh(s|ed|ing)?|argu(es?|ed|ing)|defend(s|ed|ing)?|review(s|ed|ing)|quer(y|ies|ied|ying)|sketch(es|ed|ing)?|designs|designed|designing|draws?|drew|drawing|specif(y|ies|ied|ying)|defines?|defined|defining|drafts|drafted|models|modelled|traces?|tracing|debugs?|prices|versions|deprecat(es?|ed|ing)|reject(s|ed)|approv(es?|ed)|asks|ask|spots?|explain(s|ed|ing)?|owns|owned|owning|judg(es|ed|ing)|picks|picked|ranks?|ranked|built|builds|building|shipped|ships|prototyp\w+|follow(s|ed|ing)?|challeng(es|ed|ing)|estimat(es|ed)|splits?|rules? on|says? (why|when|what|which|how)|tell(s)? (why|when|what|which|how)|maps|compares?|compared|measur(es|ed)|find(s)? (out|the|where|which|why)|see(s)? (why|where|what|which|how)|to (build|design|set|own|judge|model|review|draft|make|pick|see|say|tell|find|question|challenge)|names?|named|make(s)? (the|a|an) (call|choice|decision)|calls|trad(es|ed|ing)|retir(es|ed)|migrat(es|ed)|launched|run|ran|versioned|negotiat(es|ed)|replac(es|ed)|stopped|ended|moved|split|integrated|changed|published|kept|turned|shown (by|in)|proven (by|in)|seen in|demonstrated (by|in)|evidenced by|question(s|ed) (the|a|an)|interpret(s|ed|ing)?|estimates?)\b",
    )
});
/// Objects that say nothing.
const EMPTY_OBJECTS: [&str; 78] = [
    "decision",
    "decisions",
    "informed",
    "sound",
    "good",
    "right",
    "better",
    "technical",
    "technically",
    "solution",
    "solutions",
    "product",
    "products",
    "complex",
    "problem",
    "problems",
    "concept",
    "concepts",
    "things",
    "anything",
    "everything",
    "team",
    "teams",
    "engineer",
    "engineers",
    "engineering",
    "software",
    "technology",
    "technologies",
    "business",
    "value",
    "impact",
    "quickly",
    "effectively",
    "well",
    "with",
    "and",
    "the",
    "our",
    "their",
    "discussions",
    "conversations",
    "conversation",
    "discussion",
    "across",
    "great",
    "strong",
    "topics",
    "matters",
    "details",
    "innovative",
    "scalable",
    "successful",
    "people",
    "stakeholders",
    "developers",
    "development",
    "from",
    "into",
    "very",
    "when",
    "needed",
    "will",
    "able",
    "have",
    "that",
    "for",
    "new",
    "modern",
    "digital",
    "credible",
    "credibly",
    "confidently",
    "easily",
    "daily",
    "role",
    "work",
    "them",
];

/// The bytes of the words that ask for technical strength, background or aptitude, if the must-have names nothing to decide,
/// read or make.
pub(crate) fn vague(text: &str) -> Option<Range<usize>> {
    let found = VAGUE.find_iter(text).map(|found| found.range());
    let mut found = found.filter(|part| {
        let around = &text[part.start..text.len().min(part.end + 8)];
        text.is_char_boundary(text.len().min(part.end + 8))
            && !NOT_STRENGTH.is_match(around)
            && !is_waived(text, part)
    });
    let first = found.next()?;
    (!names_a_use(text, &first)).then_some(first)
}

fn names_a_use(text: &str, vague: &Range<usize>) -> bool {
    DOES.find_iter(text).filter(|verb| verb.end() <= vague.start || verb.start() >= vague.end).any(|verb| {
        let end = text[verb.end()..].find([';', '.']).map_or(text.len(), |n| verb.end() + n);
        let is_outside = |at: usize| at < vague.start || at >= vague.end;
        let rest = tokens(&text[verb.end()..end]);
        rest.iter().any(|token| {
            token.low.len() > 2
                && is_outside(verb.end() + token.at.start)
                && !EMPTY_OBJECTS.contains(&token.low.as_str())
        })
    })
}

/// Programming languages and frameworks.
const LANGUAGES: &str = r"(?:python|java|javascript|typescript|kotlin|golang|go\b|rust|c\+\+|c#|c\b|ruby|php|scala|swift|perl|bash|shell|powershell|node(?:\.?js)?|react(?: native)?|angular|vue(?:\.?js)?|django|flask|rails|spring(?: boot)?|\.net|cobol|elixir|erlang|haskell|clojure|dart|flutter|objective-?c|matlab|vba|html|css|fortran|abap|apex|solidity|lua|f#|groovy)";

static CODING: LazyLock<Regex> = LazyLock::new(|| {
    let lang = LANGUAGES;
    re(&[
        r"\b(?:must|can|could|should|to|able to|still|will|has to|who|and|also) codes?\b|^codes?\b|\bcodes? (?:in|daily|every|regularly|alongside|well|with|at least|themsel\w+|fluently)\b",
        r"\b(?:cod(?:ing)|programming|scripting) (?:skills?|experience|background|abilit\w+|knowledge|languages?|proficiency|test|exercise|challenge|assessment|interview|round|chops|fluency|practice|expertise|competenc\w+|work|tasks?|duties|and|or|in|at|every|daily|on|with|required|a must|is|part)\b|\b(?:programming|scripting|coding)[.!]?$|^(?:programming|scripting|coding)\b|\bhands-on (?:coding|programming|developer|development|engineer\w*|coder|scripting|with (?:the )?code)\b",
        r"\bprogrammer\b|\bcoder\b|\bleetcode\b|\bhackerrank\b|\bwhiteboard cod\w+|\bcan program\b|\bknows? how to (?:program|code)\b|\bprograms? in\b|\bability to program\b|\bable to program\b",
        r"\b(?:writ(?:e|es|ing|ten)|wrote|commit(?:s|ting)?|push(?:es|ing)?|ship(?:s|ping)?|contribut(?:e|es|ing)|produc(?:e|es|ing)|deliver(?:s|ing)?|deploy(?:s|ing)?|merg(?:e|es|ing)|author(?:s|ing)?|develop(?:s|ing)?|creat(?:e|es|ing)|refactor(?:s|ing)?) (?:[\w+#/-]+,? ){0,3}code\b|\bproduction[- ](?:ready |grade |quality |level )?code\b",
        &format!(r"\b(?:writ(?:e|es|ing|ten)|develop(?:s|ing)?|program(?:s|ming)?|cod(?:e|es|ing)|script(?:s|ing)?|implement(?:s|ing)?|build(?:s|ing)?|maintain(?:s|ing)?|fix(?:es|ing)?|patch(?:es|ing)?|extend(?:s|ing)?|refactor(?:s|ing)?|rewrit(?:e|es|ing)|port(?:s|ing)?|automat(?:e|es|ing)|deploy(?:s|ing)?|ship(?:s|ping)?|debug(?:s|ging)?) (?:[\w'-]+,? ){{0,4}}{lang}(?:\W|$)"),
        &format!(r"\b(?:proficien\w+|fluen(?:t|cy)|experience[d]?|expert[\w-]*|skilled|skills?|mastery|master(?:s|ed)?|command|strong|solid|advanced|knowledge|hands-on|competen\w+|practitioner|background|comfortable|confident|versed|familiar(?:ity)?|good|excellent|know(?:s)? (?:your|his|her|their)?|years?|working) (?:\w+ ){{0,4}}(?:in |with |of |using |writing |programming |as )?(?:\w+ ){{0,3}}{lang}(?:\W|$)"),
        &format!(r"\b{lang},? (?:\w+ ){{0,2}}(?:skills?|proficiency|developer|engineer|programmer|programming|experience|expert\w*|knowledge|coding|development|required|a must)\b|^{lang}(?:,| and| or|/)"),
        r"\bprogramming language\b|\b(?:software|web|mobile|backend|back-end|front-?end|full-?stack|app|application|systems|embedded|platform)[ -](?:development|engineering|developer|engineer|programming) (?:experience|background|skills?|years|career|role|past|practice)\b",
        r"\b(?:worked|experience|years?|time|career|employed|job|past|life|background|been|spent|previously|formerly|former|ex-?|was|served|started|stint) (?:[\w-]+ ){0,4}?(?:as|of being|being|working as) an? (?:[\w-]+ ){0,3}(?:engineer|developer|programmer|coder)\b|\b(?:former|ex-?|previous|experienced|professional|trained|practising|active) ?(?:[\w-]+ ){0,2}(?:software |backend |full-stack |web )(?:engineer|developer|programmer)\b|\b(?:been|was) an? (?:[\w-]+ ){0,2}(?:software |backend |full-stack |web )?(?:engineer|developer|programmer)\b",
        r"\b(?:fix|fixes|fixing|patches|squash(?:es)?) (?:\w+ ){0,3}bugs\b|\b(?:opens?|ships?|lands?|delivers?|rais(?:es|ing)|submits?|submitting|merges|merging|authors?|writes?|sends?) (?:\w+ ){0,3}(?:pull|merge) requests\b|\bcommits? (?:\w+ ){0,2}(?:to (?:the |our )?(?:repo\w*|codebase|code base|main|master|trunk)|code|daily|weekly)\b|\bcontribut\w+ (?:\w+ ){0,2}to (?:the |our )?(?:codebase|code base|repo\w*|source)\b|\bhands (?:in|on) (?:the )?(?:code|keyboard)\b|\b(?:implement|build|develop|cod|deliver)\w* (?:\w+ ){0,3}(?:features|services|components|endpoints|modules|microservices|apps?) (?:\w+ )?(?:yourself|themselves|himself|herself|end[- ]to[- ]end in code|on (?:his|her|their|your) own|alone|single-handed\w*)\b",
        r"\bwrit(?:es?|ing) (?:and (?:\w+ ))?(?:terraform|helm|ansible|pulumi|cloudformation|dockerfiles?|stored procedures|lambdas?|playbooks)\b|\bcontribut(?:es?|ing) (?:\w+ ){0,2}(?:pull|merge) requests\b|\b(?:implement|build|cod|develop)(?:s|es|ing)? (?:\w+ ){0,3}(?:endpoints?|services|features|modules|components) (?:\w+ )?(?:alongside|together with|next to|side by side with) (?:the |our )?(?:\w+ )?(?:team|engineers|developers|squad)\b",
        r"\b(?:solve|pass)(?:es|s)? (?:\w+ ){0,3}(?:algorithm\w*|coding|programming|leetcode)\b|\bdata structures\b|\bpair[- ]program\w*|\bwrit(?:es|e|ing) (?:\w+ ){0,2}(?:unit|integration|automated|end-to-end) tests\b|\bcode (?:contributions?|commits)\b|\b(?:takes?|picks? up|works? on|closes?) (?:\w+ ){0,2}(?:dev|development|coding|engineering|developer) (?:tickets|tasks|work|stories)\b|\b(?:jumps?|dives?|gets?|digs?|hops?|stuck) (?:\w+ )?(?:in|into) (?:the )?code(?:base)?\b|\b(?:own|active|regular|proven|public) (?:open[- ]source|github) (?:contribut\w+|commits|profile|portfolio|repos\w*)\b|\bgithub (?:profile|portfolio)\b|\b(?:knocks?|hacks?|whips?|bangs?) (?:out|together|up) (?:\w+ ){0,3}(?:scripts?|code|features?|apps?|tools?)\b|\b(?:writ|develop|creat)\w* (?:\w+ ){0,2}scripts\b|\bin (?:an|the|your|his|her|their) ide\b|\bhands-on (?:dev\b|in development|in engineering)|\bsoftware developer\b|\bdevelop(?:s|ing)? software\b|\bprogramming\b",
    ].join("|"))
});
/// Code that is not written by the person, and words that only look like code.
static NOT_CODING: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\bwhich (programming|coding|scripting) languages?|\bcode (from|against|to (a |an )?(text|words?|message|human|country|currency|name|label|status|iso|value|meaning)|without|of conduct|samples?|examples?|snippets?|freeze|reviews?|list|table|names?|owners?)|\bprogramming (interface|model)|\bapplication programming\b|\bno-?code|\blow-?code|\b(error|status|country|postal|promo|qr|reason|response|decline|currency|discount|bar) ?codes?\b|\b(colou?r|qualitative|medical|clinical)[- ]?coding|\bcoding (frame|scheme|agents?|tools?|assistants?|of)\b|\bcodes? (interview|notes|answers|responses|feedback|transcripts)\b|\bcan code (from|against)|\b(roadmap|contract|spec|docs|documentation|backlog|policy|changelog|plan|guide|limits|support|promise|terms|scope|strategy|future|end) (of|for|in) (the |our )?",
    )
});
static READS_ONLY: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(prototyp\w+|proof[s]? of concept|mock-?ups?)\b|\bor (an |the )?(equivalent|comparable|similar)\b|\bequivalent\b|\bsql (or|/) ",
    )
});
static READS: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(read|reads|reading|review|reviews|reviewing|follow|follows|understand|understands|look at|looks at)\b[^.;]{0,45}$",
    )
});

/// The bytes of the words that demand coding.
pub(crate) fn coding(text: &str) -> Option<Range<usize>> {
    if READS_ONLY.is_match(text) {
        return None;
    }
    CODING.find_iter(text).map(|found| found.range()).find(|part| {
        let from = text[..part.start].char_indices().rev().nth(7).map_or(0, |(n, _)| n);
        let to = text[part.end..].char_indices().nth(14).map_or(text.len(), |(n, _)| part.end + n);
        let clause = text[..part.start].rfind([',', ';', '.', ':']).map_or(0, |n| n + 1);
        let before = text[clause..part.start].split(" and ").last().unwrap_or_default();
        let own = &text[part.clone()];
        let writes = own.to_lowercase().starts_with("writ");
        !(NOT_CODING.is_match(&text[from..to])
            || is_waived(text, part)
            || !writes && (READS.is_match(before) || READS.is_match(own))
            || own.to_lowercase().contains("team"))
    })
}

static DEGREE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(degrees?|bachelor(['’]?s)?|master['’]s|masters? (degree|in|of (science|arts|engineering|business))|(b|m)\.?sc\.?|b\.?s\.?/m\.?s\.?|b\.?a\.?/b\.?s\.?|b\.?eng|m\.?eng|b\.?tech|m\.?tech|mba|ph\.?\s?d\.?|doctorate|doctoral|diploma|diplom|(university|college|graduate|postgraduate|undergraduate|tertiary|higher|academic|formal|third-level) (education|studies|qualification|qualifications|background|training|graduate|graduates|diploma|course|schooling)|university(?:-| )(?:educated|trained|level)|graduates? (of|from|in)|graduated (in|with|from)|graduate (with|required|only)|^graduate (in|of)|graduates? in (computer|computing|engineering|informatics|it|maths|mathematics|physics|science|economics|business|a )|(university|college) graduate|stem graduate|studied (computer|engineering|informatics|software|mathematics|maths|physics|a technical|at)|studies (in|of) (computer|engineering|informatics|software)|alumn(us|i|a)|ivy league|russell group|(top|elite|leading|renowned|target) (university|school|college)|educated to (degree|university|at least)|college degree|university (required|background)|(holds|has|with) an? (bsc|msc|ba|bs|ms)\b|honou?rs (in|degree|graduate)|with honou?rs|first[- ]class honou?rs|upper second|gpa|cum laude|bac ?\+ ?\d|grandes? [ée]coles?|(école|ecole) d['’]ing[ée]nieurs?|ing[ée]nieur dipl[oô]m[ée]|fachhochschule|hochschulabschluss|abgeschlossenes|studium|hochschulstudium|staatsexamen|magister|laurea|licence pro|titulaci[oó]n|hbo([/-]wo| (niveau|level|degree|opleiding))|msci|dphil|postgrad|oxbridge|alma mater|major(ed|ing|s) in|major in (computer|engineering|maths|mathematics|physics|a |stem|business)|b\.?com|b\.?e\.?/b\.?tech|bca|mca|b\.?tech/m\.?tech|stem (subject|discipline|field|major|studies)s?|(strong|good|excellent|outstanding|solid) academic (record|background)|academic (qualifications?|achievement|credentials|degree|title|excellence)|(university|college|tertiary|higher|graduate|degree)[- ](level|educated|qualified)|(nqf|rqf|eqf) level|degree-?qualified|^educated (in|at)|(university|college) (diploma|degree|graduates?|alumn\w+|leaver|exam\w*)|(iit|iim|nit|mit|stanford|oxford|cambridge|eth)\b (graduate|alumn\w+|degree)|a-levels|abitur|baccalaur\w+|licenciatura|matriculation|(went to|attended) (university|college))\b",
    )
});
/// Letters that stand for a degree only as capitals: BS, MS.
static LETTERS: LazyLock<Regex> = LazyLock::new(|| {
    exact(
        r"\b(BS|MS|BA|MA|B\.S\.|M\.S\.)c?( or (BS|MS|BA|MA))? (in|degree|or above|or higher|required)\b|\b(BS|MS|BA|MA)/(BS|MS|BA|MA|PhD|MBA)\b",
    )
});
static NOT_DEGREE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\bdegrees? (of|to|to which|celsius|fahrenheit|centigrade|c\b|f\b)|\d[ -]?degrees?\b|\b(high|some|certain|large|small|great|greater|lesser|what|which|varying|same|any|third|second|first|to a|to an?|considerable|significant|reasonable|angle) degrees?\b|\bdegree (check|verif|certificat|service|api|program)\w*|\b(verif|check|valid|confirm|issu|stor|pars|import)\w* (\w+ ){0,3}degrees?|\bgraduates? (from|of) (the )?(sandbox|beta|test|pilot|alpha|free|trial)|\bgraduated from (the )?(sandbox|beta|test|pilot|alpha|trial)|\b(students?|universities|alumni) (api|portal|records?|data|app)\b|\bmaster data\b|\bphd students\b|\bstudied (how|why|what|the|our|where|which)\b|\bacademic (calendar|records?|publishers?)",
    )
});
static EQUIVALENT: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\bequivalent\b|\bor (\w+ ){0,3}(comparable|similar|practical|relevant|real|hands-on|professional|matching|years of|work|career) ?(\w+ ){0,3}(experience|training|skills|years|practice|work|knowledge)?|\bor (an )?equal\b|\bor experience\b|\bin lieu\b|\bor (\w+ )?years\b|\bor (has|have|the) \w+|\bor self-taught\b|\bor (proof|evidence)\b",
    )
});

/// The bytes of the words that demand a degree.
pub(crate) fn degree(text: &str) -> Option<Range<usize>> {
    if EQUIVALENT.is_match(text) {
        return None;
    }
    let letters = LETTERS.find_iter(text).map(|found| found.range());
    let words = DEGREE.find_iter(text).map(|found| found.range());
    words.chain(letters).find(|part| {
        !NOT_DEGREE.find_iter(text).any(|not| not.start() < part.end && part.start < not.end())
            && !is_waived(text, part)
    })
}

/// Certificates by name.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(cspo|a-cspo|pspo|pspo ?i+|csm|psm|pmp|pmi-acp|pgmp|capm|prince ?2|itil|togaf|cissp|cisa|cism|ckad?|cbap|popm|ncpm|aipmm|az-?900|az-?104|pragmatic (institute|marketing)|(six sigma|lean) (green|black|yellow)? ?(belt)?|(green|black) belt|aws (certified|cloud practitioner|solutions architect)|azure (fundamentals|certified)|google cloud certified|certified scrum|scrum master certif\w*|safe (agilist|popm|certif\w*)|product school|scrum\.org|scrum alliance|cpim|comptia\w*|iscb|istqb|ccna|ceh|oscp|icp-\w+|icagile|cdmp|iiba(-\w+)?|agilepm|digital leader|cloud (digital )?leader|cloud engineer associate|developer associate|salesforce (admin\w*|certified)|trailhead|mulesoft certified|lean six sigma|pmi-\w+|dasm|psk|psm ?i+|safe \d|cka|cks|pca|hubspot (certif\w+|academy)|google analytics certif\w*|aipmm|280 group|pendo certif\w*|product-led certif\w*|lssgb|cipp(/\w)?|crisc|cgeit|pmi|axelos)\b",
    )
});
static CERTIFIED: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(certified|certificates?|certifications?|accredited|accreditations?|certs?|credentials? (in|from)|chartered|badges? (from|in|of|is|are|required|needed)|(google|aws|azure|microsoft|cloud|salesforce|oracle|cisco|sap|agile|scrum|product|credly|digital|industry|professional|official|vendor)( \w+){0,3} (badges?|credentials?)|diploma from)\b",
    )
});
static NOT_PERSONAL: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(tls|ssl|m-?tls|x\.?509|client|root|signing|server|device|terminal|scheme('s)?|pci|emv|hsm|integration|integrations|integrator|partners?|rotat\w*|expir\w*|revo\w*|authority|authorities|ca\b|card|hardware|sdk|soc ?2|iso|audit|apps?|suppliers?|merchants?|marketplaces?|marketplace's|connectors?|callers?|customers?|vendors?|release|build|binary|birth|death|gift|tax|insurance|pinn\w+|chain|key|keys|endpoint|api|webhooks?|domain|domains|renew\w*|issue\w*|gone through|taken \w+ (\w+ ){0,3}through|passed the|gateways?|presents)\b",
    )
});
static REGULATOR: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(regulat\w+|fca|finra|bafin|sec\b|mas\b|asic\b|amf\b|statutory|required by law|the law|licen[cs]ing authority|approved person|fit and proper|certification regime|smcr|sm&cr|central bank|supervisory authority|ministry)\b",
    )
});
/// A person's certificate, even if its subject is a word of products.
static PERSONAL: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(badges?|credentials?)\b|^\W*(a |an |valid |current |recognised |recognized |relevant |professional |at least one |one or more |any |industry )*(\w+ ){0,3}(certificat(e|ion)s?|certified|accredited|accreditation)\b|\b(holds?|holding|has|have|with|possess\w*|must have|obtained|earned|owns?|bring(s)?) (an? |the |at least (one|an?) |valid |current |one or more |some )*(\w+[ -]){0,4}(certificat(e|ion)s?|certs?|accreditation)\b|\bcertified (as|by|in|scrum|product|agile|professional|cloud|aws|kubernetes|project|data|at|to)\b|\b(is|be|being|must be|formally|officially) (certified|accredited)\b|\b(certifications?|certificates?) (in|from|as|required|preferred|such as|like|e\.g|or|and|desired|mandatory|essential|needed)\b",
    )
});

/// The bytes of the words that demand a certificate.
pub(crate) fn certificate(text: &str) -> Option<Range<usize>> {
    if REGULATOR.is_match(text) || EQUIVALENT.is_match(text) {
        return None;
    }
    let named = NAMED.find_iter(text).map(|found| found.range()).find(|part| !is_waived(text, part));
    let is_personal = PERSONAL.is_match(text) && !NOT_PERSONAL.is_match(text);
    let words = || {
        let mut all = CERTIFIED.find_iter(text).map(|found| found.range());
        all.find(|part| is_personal && !is_waived(text, part))
    };
    named.or_else(words)
}
