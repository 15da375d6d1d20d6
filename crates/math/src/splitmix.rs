//! SplitMix64 (Steele, Lea & Flood 2014): numbers that look random and are the same on every machine.
//!
//! Used only to break ties and to perturb costs in the engine. The questions of a kit are drawn with ChaCha12
//! (`draw`).

/// The amount by which the state grows from one number to the next.
pub const GAMMA: u64 = 0x9E37_79B9_7F4A_7C15;

/// The number that SplitMix64 gives in this state. The numbers of one stream have states that are
/// [`GAMMA`] apart.
pub const fn split_mix64(state: u64) -> u64 {
    let z = state.wrapping_add(GAMMA);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::{GAMMA, split_mix64};

    #[test]
    fn the_published_stream_comes_out() {
        // The first numbers of the reference implementation with seed 1234567.
        let stream = |n: u64| split_mix64(GAMMA.wrapping_mul(n).wrapping_add(1_234_567));
        let first = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!([stream(0), stream(1), stream(2)], first);
    }
}
