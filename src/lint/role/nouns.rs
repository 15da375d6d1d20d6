//! Words that name something of an interface contract (the middle setting of `depth`), or of platform and
//! infrastructure (the deep setting).

use std::sync::LazyLock;

use regex::Regex;

use super::re;

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
/// The words, by setting. The wide ones count only beside a word of the setting.
pub(super) struct Nouns {
    pub(super) middle: Regex,
    pub(super) deep: Regex,
    pub(super) wide_middle: Regex,
    pub(super) wide_deep: Regex,
}

pub(super) static NOUNS: LazyLock<Nouns> = LazyLock::new(|| Nouns {
    middle: re(&MIDDLE.join("|")),
    deep: re(&DEEP.join("|")),
    wide_middle: re(&WIDE_MIDDLE.join("|")),
    wide_deep: re(&WIDE_DEEP.join("|")),
});

/// True if a text names something of platform and infrastructure.
pub(super) fn names_infrastructure(text: &str) -> bool {
    NOUNS.deep.is_match(text)
}
