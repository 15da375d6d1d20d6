//! Seeded priorities. Every question has a priority for every kit. The priority does not depend on the rest
//! of the bank.
//!
//! A priority is keyed by stable ids instead of a shared random stream. So adding, moving or removing a
//! question does not change the priorities of the others.

use rand::rngs::ChaCha12Rng;
use rand::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// The key of a draw. It does not include the candidate's name.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// The seed.
    pub seed: &'a str,
    /// Id of the req.
    pub req: &'a str,
    /// Id of the candidate; `None` for the loop's kit.
    pub candidate: Option<&'a str>,
}

/// Priorities are below this.
pub const PRIORITIES: u64 = 1 << 40;

/// The priority of a question, below [`PRIORITIES`]; the lowest wins.
///
/// SHA-256 over the parts, each preceded by its length, seeds a ChaCha12 generator. Its first 40 bits are the
/// priority. Both algorithms are fixed, so that the result is the same in ten years.
pub fn priority(key: &Key<'_>, question: &str) -> u64 {
    let mut hash = Sha256::new();
    for part in ["panelkit-priority-1", key.seed, key.req, key.candidate.unwrap_or(""), question] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    ChaCha12Rng::from_seed(hash.finalize().into()).next_u64() >> 24
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn priorities_never_change_between_versions() {
        let key = Key { seed: "payments-api-tpm", req: "payments-api-tpm", candidate: None };
        assert_eq!(priority(&key, "api-breaking-change"), PINNED);
        assert_ne!(priority(&Key { candidate: Some("a"), ..key }, "api-breaking-change"), PINNED);
    }

    /// Computed once by an independent program from the definitions of SHA-256 and ChaCha12.
    const PINNED: u64 = 120_807_856_597;
}
