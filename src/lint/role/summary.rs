//! Whether a summary begins with the company instead of the work.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::re;
use super::surface::surface;
use crate::model::RoleSpec;

/// Purpose and fame.
static PURPOSE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(mission\b|vision\b|purpose\b|revolutioni[sz]\w*|transform(s|ing|ed)?\b|disrupt\w*|reinvent\w*|reimagin\w*|redefin\w*|democrati[sz]\w*|empower\w*|re-?think\w*|the future of|future of work|better world|better place|chang(e|es|ed|ing) (the (world|way|face|game|lives)|how\b|lives|everything|people's)|(make|makes|making) (a|the|an|your) (\w+ )?(difference|impact|dent|mark)|(be|become) (a )?part of (something|a (\w+ )?(team|story|movement|adventure|family|success))|shap(e|es|ing) (the )?(future|tomorrow)|(ready|want|looking|wish|dare|keen) (to|for) (\w+ ){0,2}(challenge|adventure|change|make|join|shape|grow)|voted (a |the )?best|great place to work|proud (of|to)|exciting (careers?|opportunit\w+|times?|challenges?|projects?)|passion\b|adventure|hidden champion|multinational|prestigious|world-class|imagine\b|dream\w*|believe\w*|passion(ate)? (about|for)|journey|leading\b|leader(s)? in|fastest[- ]growing|fast[- ]growing|award[- ]winning|backed by|funded|founded (in|by)|since (19|20)\d\d|unicorn|market leader|number one|no\. 1|trusted by|loved by|renowned|pioneer\w*|deserves?\b|series [a-e]\b|best place to work|fortune \d+|household name|world('s)? (largest|biggest|leading|first|most)|(largest|biggest) (\w+ ){0,3}in (the|europe|asia|america|africa))",
    )
});
/// A sentence whose subject is the company.
static COMPANY: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"^\W*(we|our|us)\b|^\W*at [\w&.' -]{2,40}, (we|our|you will be part|people)\b|^\W*(join|founded|headquartered|established|born|backed|trusted|as (a|an|the|one of)|for (over|more than|nearly|almost|the (past|last)) |with (over|more than|offices|\d)|every (day|year|month|minute)|who we are|about us)\b",
    )
});
/// What the person does or whom the company looks for.
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(you|your|yours|this (role|person|hire|position|job|post|seat|team|opening|vacancy)|the (role|hire|position|post|product manager|person|team|holder|successful candidate)|owns?\b|decides?|is hiring|are hiring|hires|look(s|ing) for|seek(s|ing)?|needs? (a|an|someone|to hire)|we need|responsible for|in charge of|accountable for|reports? to|sits? (with|in)|works? with|role\b|position\b|vacancy|opening|product (manager|owner|lead)|tpm\b|hire\b)",
    )
});
/// A question with which advertisements begin.
static BAIT: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"^\W*(do|does|are|is|would|have|has|can|could|will|ready|want|looking|tired|fancy|ever|what if|why|who|how|did|keen|wondering|thinking|bored)\b",
    )
});
/// Words that name what is built.
static STRONG: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(apis?|sdks?|webhooks?|endpoints?|sandbox|developer portal|ledger|gateway|console|checkout|pipelines?|refunds?|payouts?|disputes?|charges?|chargebacks?|settlements?|tokeni[sz]ation|contracts?|schema|integrations?|error catalogue|quickstart|openapi|graphql|grpc|kafka|warehouse|event stream|kubernetes|clusters?|oauth|connectors?|wallet|invoices?|onboarding flow|search index|data platform|identity service|billing (engine|system|service|platform)|reporting (service|api)|terminals?)\b",
    )
});
static WEAK: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(platforms?|apps?|products?|services?|software|systems?|portals?|dashboards?|tools?|engines?|features?|modules?|infrastructure)\b",
    )
});
/// A surface that only says what the company is.
static MAKER: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b[\w-]+ (and \w+ )?(api|apis|sdk|checkout|ledger|gateway|wallet|payouts?|platform|infrastructure|terminals?|invoices?|settlements?|refunds?) (company|provider|business|start-?up|firm|leader|scale-?up|vendor|specialist|maker|unicorn|group|people|pioneer)s?\b",
    )
});
/// Practical matters.
static PRACTICAL: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(hybrid|remote|on-?site|full[- ]time|part[- ]time|contract|permanent|based in|days a week|engineers|designers?|reports?|manager|owner|lead|team of|first ninety|90 days)\b",
    )
});
static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(the|of|and|is|are|a|an|to|in|our|we|that|for|with|it|should|can|be|people|more|not|at|by|they|has|have|who|there|was|every|makes?)\b",
    )
});
/// Verbs with which a sentence about the person begins.
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"^\W*(own(s|er)?|leads?|decides?|runs?|sets?|shapes?|takes?|defines?|keeps?|makes?|turns?|guides?|builds?|manages?|designs?|heads?|holds?|plans?|brings?|drives?|steers?|writes?|maintains?|improves?|launch(es)?|ships?|grows?|rebuilds?|looks after|connects?|bridges?|translates?|links?|works?|gives?|helps?|oversees?|coordinates?|supports?|represents?|develops?|delivers?|creates?|ensures?|moves?|opens?|provides?|partners?|combines?|balances?|prioriti[sz]es?|acts?|serves?|joins|answers?|speaks?|ends?|cuts?|stops?|reduces?|extends?|expands?|scales?|evolves?|governs?|advises?|chooses?|picks?|rules?|negotiates?|carries|cares|splits?|agrees?|finds?|learns?|tests?|measures?|will|to|cares? for|handles?|is|responsible|accountable|in charge|hybrid|remote|on-?site|full|part|reports?|based|sits?|one of|a|an|the (first|only|second)|product|technical|senior)\b",
    )
});

/// The bytes of the first sentence of a summary, if it is about the company, its purpose or its fame, and names nothing that
/// the person works on.
pub(crate) fn mission_first(role: &RoleSpec, summary: &str) -> Option<Range<usize>> {
    let end = end_of_sentence(summary);
    let first = &summary[..end];
    let bare = MAKER.replace_all(first, " ");
    let has_role = ROLE.is_match(first);
    let has_bait = first.trim_end().ends_with('?') && BAIT.is_match(first);
    let strong = STRONG.is_match(&bare) || names_surface(role, &bare);
    if strong || has_role && WEAK.is_match(&bare) && !has_bait {
        return None;
    }
    if has_bait {
        return Some(0..end);
    }
    let company = COMPANY.is_match(first) || begins_with_company(role, first);
    let purpose = PURPOSE.is_match(first);
    let rest = !has_role && !PRACTICAL.is_match(first) && !VERB.is_match(first) && ENGLISH.is_match(first);
    let is_mission =
        if has_role { purpose && !first.trim_start().starts_with("Own") } else { purpose || company || rest };
    is_mission.then_some(0..end)
}

fn begins_with_company(role: &RoleSpec, first: &str) -> bool {
    let name = role.context.get("company").map(|name| name.to_lowercase()).unwrap_or_default();
    let low = first.to_lowercase();
    !name.is_empty() && low.trim_start().strip_prefix(&name).is_some_and(|rest| rest.starts_with([' ', ',']))
}

fn names_surface(role: &RoleSpec, text: &str) -> bool {
    let low = text.to_lowercase();
    let mut words = surface(role);
    words.retain(|word| word.len() > 2 && !WEAK.is_match(word));
    let is_there = |word: &String| low.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
    // A title such as "Payments API" is named by its full words, not by the trade of the company.
    words.len() > 1 && words.iter().all(is_there)
        || words.len() == 1 && is_there(&words[0]) && ROLE.is_match(text)
}

/// The byte after the first sentence, without the space.
fn end_of_sentence(text: &str) -> usize {
    let is_end = |(at, c): &(usize, char)| {
        let rest = &text[at + c.len_utf8()..];
        let next = rest.trim_start().chars().next();
        let short = text[..*at]
            .rsplit(' ')
            .next()
            .is_some_and(|word| matches!(word, "No" | "Inc" | "Ltd" | "e.g" | "i.e" | "St"));
        matches!(c, '.' | '!' | '?' | '\n' | '。')
            && (rest.is_empty() || rest.starts_with(char::is_whitespace) || *c == '。')
            && next.is_none_or(|c| !c.is_lowercase())
            && !short
    };
    text.char_indices().find(is_end).map_or(text.len(), |(at, c)| at + c.len_utf8())
}
