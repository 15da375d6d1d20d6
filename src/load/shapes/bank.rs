//! The shape of `bank.yaml`.

use super::role::{LINTS, PAY_CURRENCY, PAY_KIND};
use crate::yaml::{Field, Record, Shape};

/// `bank.yaml`.
pub static BANK: Record = Record {
    name: "bank",
    about: "The manifest of a question bank: its scales and competencies.",
    fields: &[
        Field::must("bank", Shape::Id, "id of the bank; also the name of its folder"),
        Field::may(
            "extends",
            Shape::Id,
            "another bank, whose entries this bank contains as well; the bank's own id means the shipped bank of that name",
        ),
        Field::may(
            "retire",
            Shape::List(&Shape::Id, 0),
            "questions, loops and competencies of the extended bank that are left out",
        ),
        Field::may(
            "status",
            Shape::Names(&Shape::OneOf(&["active", "retired", "compromised"])),
            "the status of questions of the extended bank, by id; their files stay as they are",
        ),
        Field::unless("extends", "title", Shape::Text, "title that people see"),
        Field::may("license", Shape::Text, "licence of the content, an SPDX expression"),
        Field::unless(
            "extends",
            "depths",
            Shape::List(&Shape::Record(&DEPTH), 1),
            "the depth dial, shallowest first",
        ),
        Field::unless("extends", "levels", Shape::List(&Shape::Record(&LEVEL), 1), "seniority, lowest first"),
        Field::unless(
            "extends",
            "ratings",
            Shape::List(&Shape::Record(&RATING), 1),
            "the rating scale, lowest first, 3 to 7 points",
        ),
        Field::unless(
            "extends",
            "competencies",
            Shape::List(&Shape::Record(&COMPETENCY), 1),
            "what interviews assess",
        ),
        Field::may(
            "context",
            Shape::Names(&Shape::Text),
            "values for placeholders that a role spec does not fill",
        ),
        Field::may(
            "compensation",
            Shape::List(&Shape::Record(&KNOWN_PAY), 0),
            "what people of the bank's levels are paid, by source; a bank that extends this one replaces the list",
        ),
        Field::may("lints", Shape::Record(&LINTS), "levels of lints for this bank"),
    ],
};

pub(super) static DEPTH: Record = Record {
    name: "depth",
    about: "One setting of the depth dial.",
    fields: &[
        Field::must("id", Shape::Id, "id, such as `middle`"),
        Field::must("name", Shape::Text, "name that people see"),
        Field::may("means", Shape::Text, "what the setting means, in plain words"),
        Field::may(
            "minutes",
            Shape::Int(1, 240),
            "typical minutes for a question at this depth; used to plan rounds",
        ),
    ],
};

pub(super) static KNOWN_PAY: Record = Record {
    name: "known pay",
    about: "What a source says that people of a level are paid. It affects findings only.",
    fields: &[
        Field::must("level", Shape::Id, "one of the bank's levels"),
        PAY_KIND,
        PAY_CURRENCY,
        Field::must("range", Shape::Range(0, 4_000_000_000), "lowest and highest pay a year"),
        Field::must("source", Shape::Text, "who says so, for which place and year"),
    ],
};

pub(super) static LEVEL: Record = Record {
    name: "level",
    about: "One step of the seniority ladder.",
    fields: &[
        Field::must("id", Shape::Id, "id, such as `senior`"),
        Field::must("name", Shape::Text, "name that people see"),
        Field::may("years", Shape::Range(0, 60), "years of experience, from and to"),
    ],
};

pub(super) static RATING: Record = Record {
    name: "rating",
    about: "One point of the rating scale.",
    fields: &[
        Field::must("score", Shape::Int(0, 10), "the number that interviewers circle"),
        Field::must("label", Shape::Text, "name of the score"),
        Field::may(
            "meets",
            Shape::Bool,
            "`true` for the score that means \"meets the requirement\". If no score is marked, it is the middle score; with an even number of scores, the one just above the middle",
        ),
    ],
};

pub(super) static COMPETENCY: Record = Record {
    name: "competency",
    about: "Something that interviews assess.",
    fields: &[
        Field::must("id", Shape::Id, "id, such as `api-design`"),
        Field::must("name", Shape::Text, "name that people see"),
        Field::may("definition", Shape::Text, "what it is, in a sentence"),
        Field::may("category", Shape::Text, "a word of your choice that groups competencies in tables"),
        Field::may("depths", Shape::Names(&Shape::Text), "what each setting of the dial means for it"),
    ],
};
