//! Rules that check banks, role specs, kits and job advertisements. They report and change nothing.
//!
//! A rule consists of `rules/<name>.rs`, `rules/<name>.md` and its line in `rules/mod.rs`. It looks at one of the things in
//! `subject` and adds [`Finding`]s, each with the path of a value. [`Linter`] runs the rules, finds the places in the files,
//! and applies levels and comments.

mod advert;
mod anchors;
mod classes;
mod finding;
mod first_words;
mod frames;
mod gate;
mod inline;
mod kit;
mod levels;
mod linter;
mod parts;
mod placeholders;
mod places;
mod plain;
mod registry;
mod role;
mod rule;
mod rules;
mod sentences;
mod similar;
mod starts;
mod subject;
mod terms;
mod texts;
mod topic;
mod untouched;

pub use anchors::report_shared_anchors;
pub use finding::{Finding, Findings};
pub use levels::report_unknown;
pub use linter::{Linter, in_note};
pub use placeholders::report_unfilled;
pub use plain::{Breach, breaches, lead, longest_sentence, sentences_of, word_count};
pub use registry::{RULES, all_codes, code, listed, names, rule};
pub use rule::{Check, Group, Rule};
pub use similar::{Alike, Pair, SIMILAR, alike_prompts, duplicates};
pub use subject::{OfKit, OfQuestion, OfRole, Part, Posting, Said};
pub use topic::{Cue, Law, Topic};
pub use untouched::{content_words, report_untouched, untouched};
