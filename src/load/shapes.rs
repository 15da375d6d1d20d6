//! The shapes of the files that people write. The JSON Schemas and the tables of `docs/format.md`
//! are made from these.

mod bank;
mod question;
mod role;
mod rounds;
mod settings;
mod theme;

pub use bank::BANK;
pub use question::{OWN_QUESTIONS, QUESTION, QUESTIONS};
pub use role::{CANDIDATE, ROLE};
pub use rounds::LOOPS;
pub use settings::SETTINGS;
pub use theme::THEME;

use bank::{COMPETENCY, DEPTH, KNOWN_PAY, LEVEL, RATING};
pub(super) use question::SAMPLE_ANSWERS;
use question::{PROBE, SAMPLE_ANSWER};
use role::{COMPENSATION, INTERVIEWER, LINTS, MUST_HAVE, NICE_TO_HAVE, PIN, SCORING};
use rounds::{CHANGED_LOOP, LOOP, NEW_ROUND, ROUND};

use theme::{COLORS, LOGO, MARGINS, THEME_FONTS};

use crate::yaml::Record;

/// Every record, grouped by the file that it belongs to. The documentation lists them in this order.
pub static ALL: &[(&str, &[&Record])] = &[
    ("bank.yaml", &[&BANK, &DEPTH, &LEVEL, &RATING, &COMPETENCY, &KNOWN_PAY]),
    ("question files", &[&QUESTIONS, &QUESTION, &PROBE, &SAMPLE_ANSWER]),
    ("loops.yaml", &[&LOOPS, &LOOP, &ROUND]),
    (
        "role.yaml",
        &[
            &ROLE,
            &CHANGED_LOOP,
            &NEW_ROUND,
            &MUST_HAVE,
            &INTERVIEWER,
            &PIN,
            &NICE_TO_HAVE,
            &COMPENSATION,
            &SCORING,
            &LINTS,
        ],
    ),
    ("candidate.yaml", &[&CANDIDATE]),
    ("panelkit.yaml", &[&SETTINGS]),
    ("theme file", &[&THEME, &COLORS, &THEME_FONTS, &LOGO, &MARGINS]),
];
