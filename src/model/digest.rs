//! Digests: SHA-256 of a text, and of JSON. The JSON follows RFC 8785 for texts and whole numbers (sorted
//! keys, no white space), so that any program can check the digests.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Question, RoleSpec};

/// `sha256:` and the SHA-256 of a text in hexadecimal digits.
pub fn sha256(text: &str) -> String {
    sha256_bytes(text.as_bytes())
}

/// The first twelve hexadecimal digits of a digest, which are enough for people to compare. The digest may
/// begin with `sha256:`.
pub fn short_digest(digest: &str) -> &str {
    let hex = digest.trim_start_matches("sha256:");
    hex.char_indices().nth(12).map_or(hex, |(end, _)| &hex[..end])
}

/// `sha256:` and the SHA-256 of bytes in hexadecimal digits.
pub fn sha256_bytes(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(71);
    text.push_str("sha256:");
    for byte in Sha256::digest(bytes) {
        let hex = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
        text.extend([hex(byte >> 4), hex(byte & 15)]);
    }
    text
}

/// `sha256:` and the SHA-256 of a JSON value in hexadecimal digits.
pub fn sha256_json(value: &Value) -> String {
    // serde_json keeps the keys of a `Value` sorted.
    sha256(&value.to_string())
}

impl RoleSpec {
    /// The digest of the parts of the role spec that affect the draw; bank and seed are not included.
    /// Particulars do not change it. An absent key counts as its default.
    pub fn inputs(&self) -> String {
        let must_haves: Vec<Value> = self
            .must_haves
            .iter()
            .map(|m| {
                json!({
                    "id": m.id, "competency": m.competency, "depth": m.depth, "weight": m.weight,
                    "probes": m.probes, "evidence": m.evidence,
                })
            })
            .collect();
        let rounds: Vec<Value> = self
            .plan
            .rounds
            .iter()
            .map(|r| {
                json!({
                    "id": r.id, "minutes": r.minutes, "opening": r.opening, "closing": r.closing,
                    "competencies": r.competencies, "questions": r.questions, "ask": r.asks, "stage": r.stage,
                    "types": r.types.iter().map(|t| t.as_str()).collect::<Vec<_>>(),
                })
            })
            .collect();
        let wishes: BTreeSet<&super::Id> =
            self.nice_to_haves.iter().filter_map(|n| n.competency.as_ref()).collect();
        let pins: Vec<_> = self.pins.iter().map(|pin| (&pin.round, &pin.question)).collect();
        let mut inputs = json!({
            "req": self.id, "bank": self.bank, "level": self.level, "depth": self.depth,
            "must_haves": must_haves, "nice_to_haves": wishes, "context": self.context, "rounds": rounds,
            "core": self.core, "equivalence": self.equivalence,
            "pin": pins, "exclude": self.excluded, "own_questions": self.own_questions,
        });
        if !self.more_banks.is_empty() {
            inputs["more_banks"] = json!(self.more_banks);
        }
        sha256_json(&inputs)
    }

    /// The digest of the rule by which scores are counted: the weights and the evidence of the must-haves, and
    /// `scoring`. An absent key counts as its default.
    pub fn rule(&self) -> String {
        let mut must_haves: Vec<_> = self.must_haves.iter().map(|m| (&m.id, m.weight, &m.evidence)).collect();
        must_haves.sort();
        let must_haves: Vec<Value> = must_haves
            .into_iter()
            .map(|(id, weight, evidence)| json!({ "id": id, "weight": weight, "evidence": evidence }))
            .collect();
        sha256_json(&json!({ "must_haves": must_haves, "scoring": self.scoring }))
    }
}

impl Question {
    /// The digest of what is said and rated, as written in the bank: prompt, probes, listen-fors, red flags,
    /// anchors, exhibits. Status, title and source are not included.
    pub fn wording(&self) -> String {
        let raw = |phrases: &[super::Phrase]| phrases.iter().map(|p| p.raw().to_owned()).collect::<Vec<_>>();
        let probes: Vec<Value> = self
            .probes
            .iter()
            .map(|p| json!({ "if": p.condition.as_ref().map(super::Phrase::raw), "ask": p.ask.raw() }))
            .collect();
        let exhibits: Vec<Value> =
            self.exhibits.iter().map(|e| json!({ "id": e.id, "title": e.title, "text": e.text })).collect();
        let anchors: serde_json::Map<String, Value> =
            self.anchors.iter().map(|(score, text)| (score.to_string(), Value::from(text.raw()))).collect();
        sha256_json(&json!({
            "prompt": self.prompt.raw(), "probes": probes, "listen_for": raw(&self.listen_for),
            "red_flags": raw(&self.red_flags), "anchors": anchors, "exhibits": exhibits,
        }))
    }
}
