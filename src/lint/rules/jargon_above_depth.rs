//! `jargon-above-depth`: a term that a candidate at the question's depth need not know.

use std::sync::LazyLock;

use regex::Regex;

use crate::lint::sentences::pattern;
use crate::lint::{Check, Finding, Findings, Group, OfQuestion, Rule};

pub(super) static RULE: Rule =
    Rule::new("jargon-above-depth", include_str!("jargon_above_depth.md"), Group::Question, Check::Question(check));

/// Terms that a person of the shallowest setting need not know.
static NOT_SHALLOW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:m-?tls|mutual tls|(?:tls|ssl) handshakes?|intermediate (?:ca|certificates?)|certificate (?:chains?|pinning)|root ca|pki|",
        r"idempoten(?:t|cy|ce)|kafka|rabbitmq|kinesis|message brokers?|consumer (?:groups?|lag|offsets?)|partition(?:s|ed|ing)? (?:keys?|skew)|hot partitions?|",
        r"shard(?:s|ed|ing)?|resharding|replication lag|read replicas?|eventual(?:ly)? consisten(?:t|cy)|strong(?:ly)? consisten(?:t|cy)|cap theorem|acid transactions?|",
        r"grpc|protobufs?|protocol buffers?|avro|graphql resolvers?|openapi generators?|websockets?|long[- ]polling|cors|csrf|xss|oauth2?(?: \w+)? (?:grants?|flows?|scopes?)|pkce|jwts?|jwks|hmac|saml assertions?|oidc|",
        r"p(?:95|99|999)|(?:95|99)th percentile|tail latency|back-?pressure|circuit breakers?|exponential back-?off|thundering herd|dead[- ]letter queues?|dlqs?|sagas? (?:patterns?|orchestrat\w+|steps?)|",
        r"kubernetes|k8s|kubelet|helm charts?|terraform|istio|envoy proxy|service mesh(?:es)?|sidecars?|ingress controllers?|autoscal(?:er|ing) groups?|",
        r"b-?trees?|query plan(?:s|ner)?|covering index(?:es)?|index scans?|denormali[sz](?:e|ed|ation)|materiali[sz]ed views?|window functions?|ctes?|left (?:outer )?joins?|mutex(?:es)?|deadlocks?|race conditions?|thread pools?|garbage collect(?:ion|or)|heap dumps?|memory leaks?|",
        r"rpo|rto|nat gateways?|dns ttl|bgp|vpcs?|subnets?|cidr|load balancer health checks?|etags?|cdn cache keys?|content negotiation|hateoas|change data capture|cdc|",
        r"cyclomatic|dependency injection|monads?|covariance|polymorphi(?:c|sm)|big[- ]o(?: notation)?|o\(n[^)]{0,6}\)|hyperparameters?|embeddings?|vector databases?|gradient descent|softmax|logits|f1[- ]scores?|roc curves?|auc|heteroscedastic\w*|p-values?|",
        // Data platforms and stores.
        r"etl|elt|snowflake(?: virtual)? (?:warehouses?|clusters?)|virtual warehouses?|databricks|bigquery|redshift|airflow|dbt (?:models?|runs?|tests?)|dags?|apache \w+|hadoop|trino|parquet|avro|lakehouses?|star schemas?|slowly changing dimensions?|olap|oltp|fact tables?|surrogate keys?|third normal form|3nf|upserts?|stored procedures?|n\+1 quer(?:y|ies)|connection pool(?:s|ing)?|prepared statements?|sql injection|isolation levels?|redis|memcached|cassandra|dynamodb|elasticsearch|replica sets?|outbox (?:pattern|table)|cqrs|event sourcing|clock skew|schema registr(?:y|ies)|",
        // Networks, platforms and operation.
        r"tcp|udp|icmp|cname|(?:tls|ssl) termination|reverse prox(?:y|ies)|sticky sessions?|nginx|haproxy|s3 buckets?|lambda functions?|iam (?:roles?|polic(?:y|ies))|dockerfiles?|docker images?|pods?|statefulsets?|daemonsets?|liveness probes?|readiness probes?|init containers?|ansible|argo ?cd|prometheus|opentelemetry|trace ids?|span ids?|histogram buckets?|sqs|cron expressions?|inodes?|core dumps?|segfaults?|stack traces?|null pointers?|",
        // Security, code and statistics.
        r"bearer tokens?|refresh tokens?|client credentials|authori[sz]ation code flow|scim|ldap|kerberos|nonces?|salted hash(?:es)?|asymmetric (?:keys?|encryption)|rsa|aes|sha-?256|openid connect|buffer overflows?|deadline propagation|field tags?|wire formats?|deseriali[sz]\w+|xslt|wsdl|soap envelopes?|event loops?|coroutines?|semaphores?|thread[- ]safe(?:ty)?|recursion|hash maps?|linked lists?|binary trees?|time complexity|overfit(?:s|ting|ted)?|regulari[sz]ation|cross-validation|confusion matri(?:x|ces)|cosine similarity|multicollinearity|bayesian|posterior distributions?)\b",
    ))
});
/// Terms that only people of the deepest setting know.
static DEEP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:etcd|zookeeper|(?:write|read|cluster|node|lost|strict) quorums?|quorum (?:was|is|loss|reads?|writes?|nodes?)|raft (?:elections?|leaders?|logs?|clusters?|groups?|consensus)|paxos|control planes?|data planes?|leader election|consensus (?:protocols?|algorithms?)|split[- ]brain|fencing tokens?|byzantine|gossip protocols?|hinted handoff|read repair|anti-entropy|merkle trees?|",
        r"vector clocks?|lamport (?:clocks?|timestamps?)|hybrid logical clocks?|crdts?|linearizab(?:le|ility)|linearisab(?:le|ility)|seriali[sz]able isolation|snapshot isolation|write skew|phantom reads?|mvcc|two[- ]phase (?:commit|locking)|2pc|",
        r"write-ahead logs?|wal (?:segments?|shipping|replay)|lsm[- ]trees?|sstables?|memtables?|compaction (?:storms?|strateg\w+)|bloom filters?|hyperloglog|count-min|consistent hashing|rendezvous hashing|partition skew|exactly-once semantics|isr|in-sync replicas?|log compaction|",
        r"ebpf|syscalls?|epoll|io_uring|numa|tlb|cache lines?|false sharing|memory barriers?|lock-free|compare-and-swap|cas loops?|page faults?|oom killer|cgroups?|kernel (?:panics?|modules?|parameters?)|tcp (?:window|slow start|congestion)|nagle|head-of-line blocking|hpack|quic|anycast|stop-the-world|escape analysis|",
        r"pod (?:disruption budgets?|affinity)|admission controllers?|custom resource definitions?|crds?|operator pattern|iptables|cni|overlay networks?|cipher suites?|forward secrecy|ecdhe|certificate transparency|ocsp stapling|hsm|",
        r"backpropagation|kv cache|lora adapters?|quantization-aware|rlhf|speculative decoding|kl divergence|cross-entropy loss|",
        // Streams and stores.
        r"flink|apache beam|(?:event[- ]time|stream|low) watermarks?|watermarks? (?:stalls?|lags?|advances?|delays?)|side outputs?|tumbling windows?|state backends?|rocksdb|compacted topics?|topic compaction|tombstones? (?:records?|markers?|messages?|after|compaction)|(?-i:Raft)|causal consistency|monotonic reads|read-your-writes|session guarantees|sloppy quorum|chain replication|multi-leader|leader leases?|term numbers?|hash rings?|virtual nodes?|(?:auto)?vacuum(?:ing)? (?:freeze|stalls?|lags?)|autovacuum|(?:transaction id|xid) wraparound|replication slots?|page splits?|buffer pools?|undo logs?|redo logs?|fsync|gap locks?|advisory locks?|hash joins?|nested loop joins?|predicate pushdown|z-order(?:ing)?|row groups?|delta lake|iceberg (?:manifests?|snapshots?|tables?)|",
        // Networks, clusters and processors.
        r"envoy(?: prox\w+| sidecars?| filters?)|sidecars? (?:retr\w+|prox\w+|inject\w+)|istio|linkerd|xds|mtu|syn (?:floods?|cookies|queue)|time_wait|conntrack|xdp|dpdk|vxlan|ecmp|maglev|alpn|http/2 (?:streams?|multiplexing|flow control)|kube-proxy|kube-scheduler|kubelet evict\w+|taints and tolerations|tolerations|finali[sz]ers?|(?:mutating|validating) webhooks?|pod evictions?|aead|elliptic curves?|diffie-hellman|padding oracle|side[- ]channel attacks?|rowhammer|aslr|use-after-free|jit (?:compil\w+|deopt\w*)|safepoints?|g1gc|zgc|young generation|write barriers?|vtables?|monomorphi[sz]ation|borrow checker|simd|branch prediction|spinlocks?|futex(?:es)?|rcu|hazard pointers?|priority inversion|livelocks?|memory ordering|slab allocat\w+|huge ?pages|swappiness|",
        r"attention heads?|layer ?norm\w*|batch ?norm\w*|gradient (?:clipping|checkpointing|accumulation)|mixed[- ]precision|tensor parallel\w*|pipeline parallel\w*|fsdp|beam search|logit bias|reward models?|knowledge distillation)\b",
    ))
});
/// The text explains the term itself.
static EXPLAINED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^['’\x22”]?(?:s|es)?\s*(?:\((?:[^)]{6,})\)|[,:—–-]+\s*(?:that is|i\.e\.|which means|meaning|a |an |the |or )|(?:is|are|means) (?:a|an|the|that|what)\b)")
});

fn check(of: &OfQuestion<'_>, found: &mut Findings) {
    let question = of.question;
    let rank = of.bank.depth_rank(&question.depth);
    let is_deepest = rank + 1 >= of.bank.depths.len();
    if is_deepest {
        return;
    }
    let lists: &[&Regex] = if rank == 0 { &[&DEEP, &NOT_SHALLOW] } else { &[&DEEP] };
    let fixed = question.probes.iter().enumerate().filter(|(_, probe)| probe.condition.is_none());
    let probes = fixed.map(|(n, probe)| (format!("probes[{n}].ask"), probe.ask.raw()));
    for (route, text) in std::iter::once(("prompt".to_owned(), question.prompt.raw())).chain(probes) {
        let mut terms = lists.iter().flat_map(|list| list.find_iter(text));
        if let Some(term) = terms.find(|term| !EXPLAINED.is_match(&text[term.end()..])) {
            let message = format!("`{}` is a term of a deeper setting than `{}`", term.as_str(), question.depth);
            let finding = Finding::new(route, message)
                .part(term.range())
                .label("a suitable candidate may not know this word")
                .help("say what happens in plain words, or explain the term where it stands")
                .help("or set a deeper `depth`, if the answer needs this knowledge");
            found.push(finding);
        }
    }
}
