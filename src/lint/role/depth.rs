//! The setting of the depth dial that an item is about: reading, contracts, or platform and infrastructure.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::acts::{Act, Clause, clauses};
use super::duties::{Duty, duties};
use super::re;
use crate::model::RoleSpec;

/// A setting of a dial with three settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Setting {
    /// Reads architecture.
    Shallow,
    /// Decides contracts of interfaces.
    Middle,
    /// Decides on platform and infrastructure.
    Deep,
}

impl Setting {
    /// The setting with this rank, from 0 for the shallowest.
    pub(crate) fn of_rank(rank: usize) -> Setting {
        match rank {
            0 => Setting::Shallow,
            1 => Setting::Middle,
            _ => Setting::Deep,
        }
    }

    /// What a person decides at this setting, for messages.
    pub(crate) fn what(self) -> &'static str {
        match self {
            Setting::Shallow => "what users get",
            Setting::Middle => "the contract of an interface",
            Setting::Deep => "platform and infrastructure",
        }
    }
}

const MIDDLE: &[&str] = &[
    r"\bapi (contracts?|designs?|versions?|versioning|polic\w+|standards?|errors?|surface|lifecycle|guidelines|governance|strategy)\b",
    r"\bcontracts? (of|for|between|behind|that) [^.;]{0,50}\b(apis?|endpoints?|webhooks?|calls?|callers?|interfaces?|sdks?|services?|events?|objects?)\b",
    r"\b(webhook|event|endpoint|refunds?|payouts?|charge|payload|response|interface|caller|integration|partner|data)s? contracts?\b",
    r"\bversion(ing|ed)\b|\b(version|deprecation|sunset|breaking-change|compatibility) (polic\w+|plan|rules?|strategy|timeline|window|promise)\b|\bv\d+ (of|contract|api|endpoint|error|webhook|schema)\b",
    r"\bdeprecat\w+\b|\bsunset(s|ting)?\b|\b(end|switch-?off|shut-?down|retirement) (date )?(of|for) (the )?[^.;]{0,40}\b(apis?|endpoints?|versions?|v\d|interface|webhooks?|calls?)\b|\bend of life\b",
    r"\b(backwards?|forward)[- ]compat\w+|\bcompatibility (promise|guarantee)\b|\bbreaking[- ]changes?\b|\bbreaks? (the )?(callers|integrat\w+|clients)\b|\bcounts? as breaking\b",
    r"\bidempoten\w+\b|\bretr(y|ies) (semantics|promise|polic\w+|rules?|contract|behaviou?r)\b|\b(may|can|must) (be )?(safely )?(retry|retried|repeat)\b|\bretry\b",
    r"\bgrpc\b|\bgraphql\b|\bopenapi\b|\bjson over http\b|\basyncapi\b|\bprotobuf\b|\bjson schema\b|\bhypermedia\b",
    r"\berror (models?|catalogues?|catalogs?|contracts?|taxonom\w+|codes?|schemas?|formats?|semantics)\b|\berrors? (of|in) the (\w+ )?api\b",
    r"\bpagination\b|\b(whether|how|when|which|if) (the |our )?(webhooks?|endpoints?|api calls?)\b|\brate[- ]limit\w*\b|\bwebhooks? (signatures?|schemas?|semantics|payloads?|retries|order(ing)?|deliver\w+|version\w*)\b|\bsignatures? of (the )?webhooks?\b",
    r"\b(public|partner|external|rest|http|open|payments?|refunds?|\w+) (apis?|interfaces?)\b\W*($|and\b|or\b|for\b|of\b|to\b|with\b|that\b|which\b|between\b|end\b|from\b|in\b|,|;|:)|\bendpoints?\b|\bschemas?\b|\bresources? model\b|\bwhich fields\b[^.;]{0,40}\b(optional|required|object|payload|response|callers?|removed|mandatory)\b|\bfields? of the (\w+ )?(object|response|payload|api)\b",
    r"\b(api|access|webhook|restricted) (keys?|scopes?|tokens?)\b|\bscopes? (of|for|that)\b|\bpublic (contract|schema|interface|sdk)\b|\bdata contracts?\b",
];
const DEEP: &[&str] = &[
    r"\b(apache )?(kafka|pulsar|kinesis|rabbitmq|flink|spark|airflow|snowflake|databricks|bigquery|redshift|kubernetes|k8s|istio|terraform|cassandra|dynamodb|postgres\w*|elasticsearch|debezium|clickhouse|iceberg|hadoop|etcd|nomad|envoy|vault|pub/sub|pubsub|eks|gke|aks|spanner|aurora|redis)\b",
    r"\b(event|message|streaming|stream|data|messaging|settlement event|ingest\w*|etl|elt|batch|ml|analytics|reporting|deployment|ci/cd|build|change-data-capture|log) (bus(es)?|streams?|backbone|pipelines?|brokers?|mesh|store|platform|queues?|fabric|lake|lakehouse|warehouses?|infrastructure)\b|\b(etl|elt|cdc)\b|\bpipelines?\b",
    r"\b(data|snowflake|analytics|reporting|nightly|central|company|shared) warehouses?\b|\bwarehouse('s)? (models?|tables?|schemas?|quer\w+|exports?|refresh\w*|loads?|jobs?|layers?|migration|platform|architecture|design|costs?)\b|\bdata (lake|lakehouse|mesh|platform)\b",
    r"\b(kubernetes|kafka|database|production|shared|own|compute|redis|elastic\w*|regional|container|new|two|multi-\w+|dedicated|separate|single|per-\w+) clusters?\b|\bclusters? (topolog\w+|siz\w+|split|upgrade\w*|per|strategy|architecture|layout|capacity)\b",
    r"\bservice mesh\b|\binfrastructure\b|\bmulti-?region\b|\bactive[- ]active\b|\b(read |database |cross-region )?replicas?\b|\breplication\b|\bfail-?over\b|\bshard(s|ed|ing)?\b|\bpartition(s|ed|ing)?\b|\bconsensus\b|\bdistributed (systems?|database|transactions?|ledger engine|architecture)\b|\bdisaster recovery\b|\bauto-?scaling\b|\bload[- ]balanc\w+\b",
    r"\bmicro-?services?\b|\b(system|platform|service|software|solution|technical|overall|target|reference|cloud|backend|data|event-driven|storage|deployment) architectures?\b|\barchitectures? (of|for|behind) (the |our |a |all )|\bmonolith\b|\bevent[- ](driven|sourc\w+)\b",
    r"\b(authori[sz]ation|identity|auth|oauth|oidc|token|sso|access|authentication) (servers?|providers?|platform|infrastructure|service|system|stack|layer)\b|\b(oauth|oidc|openid|saml|token|authori[sz]ation|sign-?in|delegated access)( \d(\.\d)?)? (flows?|grants?|exchange|lifecycle|server)\b|\boauth\b|\btoken (flows?|lifetimes?|rotation|issuance)\b",
    r"\b(storage|database|query|search|cache|caching|streaming|execution) (engines?|layers?|technolog\w+|tiers?)\b|\bcach(e|ing) (strategy|invalidation|architecture|topolog\w+)\b|\bcdn\b|\bdata ?cent(er|re)s?\b|\bcloud (providers?|migration|platform|regions?|accounts?|spend|estate)\b|\bcontainer (platform|orchestration)\b|\bci/cd\b|\bobservability (stack|platform|pipeline)\b|\bschema registry\b|\bstream process\w+\b|\b(key|secrets?) management\b|\bzero[- ]trust\b|\bvpcs?\b|\btenant isolation\b|\bmulti-tenan\w+|\bregions? (takes?|writes?|fails?|serves?)\b|\bregions? .{0,30}\b(writes?|reads?|failover)\b|\bqueues? (technology|infrastructure|between|depth|topolog\w+)\b|\bmessage queues?\b|\b(retention|replay|backfill|compaction) (of|and|on|for|polic\w+|window|promise)\b[^.;]{0,30}\b(topics?|streams?|events?|log|warehouse)\b|\b(which|what|choice of|new|own|production|ledger|sharded|replaces? the|replaced the|migrat\w+ (of )?the) databases?\b|\bdatabases? (choice|technolog\w+|topolog\w+|platform|strategy)\b|\bdata models?\b[^.;]{0,20}\b(warehouse|platform|lake)\b",
];
const WIDE_MIDDLE: &[&str] = &[
    r"\b(apis?|endpoints?|contracts?|versions?|versioning|v\d+|callers?|webhooks?|retr(y|ies)|fields?|objects?|schemas?|payloads?|limits?|sdks?|errors?|openapi|rest|latency|timeouts?|sla|slo|callbacks?|interfaces?|protocols?|tokens?|keys?|scopes?|headers?|parameters?|responses?|integrators?|promises?|guarantees?|formats?|compatib\w+|break(s|ing)?|events?|statuses|states?|quotas?|specs?|sunset|deprecat\w+|switch(ed)?[- ]off|interoperab\w+|mandatory|optional|exports?|imports?|data contracts?|message types?|signatures?|rules?|duplicates?|required|consistency|freshness|semantics|meanings?|rounding|notice periods?)\b",
    r"\b(the|each|a|an|fee|quote|preview|every|which|one|per|old|new|api|\w+ing|\w+s) calls?\b",
];
const WIDE_DEEP: &[&str] = &[
    r"\b((access|refresh|copied|stolen|bearer) tokens?|revok\w+|revocation|log-?in|sign-?on)\b",
    r"\b(warehouses?|clusters?|topics?|streams?|streaming|pipelines?|queues?|regions?|replicas?|brokers?|bus|retention|replay|partition\w*|shard\w*|throughput|capacity|storage|databases?|cach(e|es|ing)|compute|cloud|tenants?|tenancy|ingest\w*|recovery|back-?ups?|infrastructure|platforms?|oauth|identity|sso|sign-?in|authori[sz]ation|authentication|delegated access|runtime|containers?|nodes?|network|failover|reliability targets?|availability|deploy\w*|schedulers?|batch|backfill\w*|lake|lakehouse|scal(e|ing)|architecture\w*|datastores?|encryption|secrets|on-prem\w*|hosting|hosted|servers?|machines?|latency budget|isolation|orchestration)\b",
];
/// Texts for people, which a person at any setting decides on.
static DOC: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"^\W*([\w'-]+ ){0,4}?(tutorials?|docs?|documentation|help (articles?|texts?|pages?|cent(er|re))|guides?|pages?|wordings?|texts?|copy|changelog|newsletters?|logos?|labels?|colou?rs?|faqs?|screens?|screenshots?|slides?|blog|videos?|banners?|tooltips?|translations?|glossary|articles?|release notes|announcements?|e-?mails?|buttons?|icons?|examples|walkthroughs?|webinars?|leaflets?|brochures?|diagrams?|names? of)\b",
    )
});
/// Where a subordinate clause begins.
static SUBORDINATE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(when|if|while|because|although|unless|so that|in case|during|whenever|once|as soon as|after|before|until|that|who)\b",
    )
});
/// What only stands under or behind the thing that is decided.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(on top of|on|built on|from|behind|in front of|underneath|upstream of|fed by|powered by|out of|over|by|against|through|via|into|with) ((the|our|a|an|its|their|[\w-]+'s) )?([\w-]+ )?$",
    )
});
/// Clusters, partitions and warehouses that are no machines.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\bclusters? of (complaints|tickets|feedback|requests|users|callers|shops|customers|answers|notes)|\b(complaint|ticket|feedback|sales|support|hiring|review|approval|onboarding|release|deal|recruiting|talent|candidate) (pipelines?|queues?|clusters?)|\bwarehouse (staff|workers|stock|clerk|picking|floor)|\bgoods\b",
    )
});

struct Nouns {
    middle: Regex,
    deep: Regex,
    wide_middle: Regex,
    wide_deep: Regex,
}

static NOUNS: LazyLock<Nouns> = LazyLock::new(|| Nouns {
    middle: re(&MIDDLE.join("|")),
    deep: re(&DEEP.join("|")),
    wide_middle: re(&WIDE_MIDDLE.join("|")),
    wide_deep: re(&WIDE_DEEP.join("|")),
});

/// The bytes of the first part of an item that is about deciding or building something of a deeper setting than `limit`, with
/// that setting. `owned`: an item of `owns`, which need not say a verb.
pub(crate) fn overshoot(item: &str, owned: bool, limit: Setting) -> Option<(Setting, Range<usize>)> {
    let default = if owned { Act::Decides } else { Act::None };
    let item_ = OTHER.replace_all(item, |found: &regex::Captures<'_>| " ".repeat(found[0].len()));
    let mut all: Vec<(Setting, Range<usize>)> = Vec::new();
    for clause in clauses(&item_, default).into_iter().filter(|clause| clause.act == Act::Decides) {
        all.extend(strong(&item_, &clause).filter(|(setting, _)| *setting > limit));
    }
    all.into_iter().max_by_key(|(setting, at)| (*setting, std::cmp::Reverse(at.start)))
}

/// The deepest thing that a clause decides, by words that leave no doubt.
fn strong(item: &str, clause: &Clause) -> Option<(Setting, Range<usize>)> {
    let text = &item[clause.at.clone()];
    let after = clause.after_verb.saturating_sub(clause.at.start);
    let middle = NOUNS.middle.find(text);
    let doc = DOC.find(&text[after..]).map(|found| after + found.end());
    if doc.is_some_and(|doc| middle.is_none_or(|m| m.end() >= doc))
        && NOUNS.deep.find(text).is_none_or(|d| Some(d.end()) >= doc)
    {
        return None;
    }
    let main = main_part(text, after);
    let deep = NOUNS.deep.find_iter(main).find(|deep| {
        let is_behind = BEHIND.is_match(&text[..deep.start()]);
        let is_about_other =
            NOUNS.wide_middle.find(&text[after..]).is_some_and(|m| after + m.start() < deep.start());
        !(is_behind && is_about_other)
    });
    let at = |range: Range<usize>| clause.at.start + range.start..clause.at.start + range.end;
    match (deep, middle) {
        (Some(deep), _) => Some((Setting::Deep, at(deep.range()))),
        (None, Some(middle)) if middle.start() < main.len() => Some((Setting::Middle, at(middle.range()))),
        _ => None,
    }
}

/// The clause up to its subordinate clause, if something stands before that.
fn main_part(text: &str, after: usize) -> &str {
    let end = SUBORDINATE.find_iter(text).find(|found| {
        let before = &text[after.min(found.start())..found.start()];
        before.split_whitespace().filter(|word| word.len() > 3).count() > 1
    });
    &text[..end.map_or(text.len(), |found| found.start())]
}

/// True if a text names something of platform and infrastructure.
pub(super) fn names_infrastructure(text: &str) -> bool {
    NOUNS.deep.is_match(text)
}

/// True if no item of `owns` is about deciding anything at the setting.
pub(crate) fn undershoot(role: &RoleSpec, setting: Setting) -> bool {
    if role.owns.is_empty() {
        return false;
    }
    let found = duties(role);
    if found.is_generic_base || found.each.iter().all(|duty| *duty != Duty::Own) {
        return false;
    }
    !role.owns.iter().any(|item| decides_at(item, setting))
}

/// True if an item begins with a verb that is not known as one of deciding. A plural noun before its own clause, as in
/// "Events a seller can mute", is no verb.
fn is_other_verb(item: &str) -> bool {
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        re(
            r"^\W*([a-z-]+[^s\W])s (the|a|an|our|all|its|their|each|every|what|how|who|when|which|whether|new|visiting|other)\b",
        )
    });
    static MODAL: LazyLock<Regex> = LazyLock::new(|| {
        re(
            r"^\W*\w+ \w+ [^.;,]{0,40}\b(may|can|must|will|should|could|sees?|gets?|needs?|wants?|has|have|had)\b",
        )
    });
    let first = VERB.captures(item).and_then(|found| found.get(1));
    first.is_some_and(|word| {
        let noun = format!("{}s", word.as_str());
        !MODAL.is_match(item) && !NOUNS.wide_middle.is_match(&noun) && !NOUNS.wide_deep.is_match(&noun)
    })
}

fn decides_at(item: &str, setting: Setting) -> bool {
    let is_decided = |clause: &Clause| {
        clause.act == Act::Decides && !(clause.after_verb == clause.at.start && is_other_verb(item))
    };
    clauses(item, Act::Decides).into_iter().filter(is_decided).any(|clause| {
        let text = &item[clause.at.clone()];
        let after = clause.after_verb.saturating_sub(clause.at.start);
        if setting == Setting::Shallow {
            return true;
        }
        // What only stands behind a contract is not decided.
        let is_behind = |at: usize| {
            BEHIND.is_match(&text[..at]) && NOUNS.middle.find(text).is_some_and(|middle| middle.start() < at)
        };
        let is_deep = NOUNS.deep.is_match(text)
            || NOUNS
                .wide_deep
                .find_iter(text)
                .any(|wide| setting == Setting::Middle || !is_behind(wide.start()));
        let is_middle = || NOUNS.middle.is_match(text) || NOUNS.wide_middle.is_match(text);
        let is_doc = DOC.find(&text[after..]).is_some_and(|doc| {
            NOUNS.middle.find(text).is_none_or(|middle| middle.start() >= after + doc.start())
        });
        static SHOWN: LazyLock<Regex> = LazyLock::new(|| {
            re(r"\b(printed|(on|of) (the|a|each|every) (\w+ )?(receipt|screen|page|phone|mail|letter|banner|label|leaflet|tablet))\b")
        });
        let is_shown = SHOWN.is_match(text) && !NOUNS.middle.is_match(text) && !NOUNS.deep.is_match(text);
        !is_doc && !is_shown && (is_deep || setting == Setting::Middle && is_middle())
    })
}
