//! The kinds of texts that a pattern may apply to, as a bit mask.

/// What the candidate is asked: prompts and probes.
pub(super) const ASK: u8 = 1;
/// What is said about a candidate: listen-fors, red flags and notes.
pub(super) const JUDGE: u8 = 2;
/// Job advertisements.
pub(super) const ADVERT: u8 = 4;
/// What a role spec says about the job.
pub(super) const SPEC: u8 = 8;
/// What a job advertisement may be made of.
pub(super) const POST: u8 = ADVERT | SPEC;
/// All of them.
pub(super) const ALL: u8 = ASK | JUDGE | POST;
