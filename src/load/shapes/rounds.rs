//! The shapes of loops and rounds.

use crate::model::QuestionType;
use crate::yaml::{Field, Record, Shape};

/// The keys that a round has besides its id and its place in the loop; its minutes may or may not be
/// required.
macro_rules! round_keys {
    ($($own:expr,)* ; $minutes:ident) => {
        &[
            $($own,)*
            Field::may("title", Shape::Text, "title that people see"),
            Field::$minutes("minutes", Shape::Int(1, 600), "length of the meeting"),
            Field::may("opening", Shape::Int(0, 600), "minutes for the opening script; 5 if absent"),
            Field::may("closing", Shape::Int(0, 600), "minutes for the candidate's questions; 5 if absent"),
            Field::may(
                "competencies",
                Shape::List(&Shape::Id, 1),
                "competencies that it observes; required unless the round has `ask`",
            ),
            Field::may(
                "types",
                Shape::List(&Shape::OneOf(QuestionType::WORDS), 0),
                "types of question that it may ask; any if absent",
            ),
            Field::may("questions", Shape::Int(1, 40), "number of questions; as many as fit if absent"),
            Field::may(
                "ask",
                Shape::List(&Shape::Id, 1),
                "exactly these questions, in this order, for every candidate; instead of `competencies`, `types` and `questions`",
            ),
            Field::may("stage", Shape::Id, "its stage in the hiring process, such as `screen`"),
        ]
    };
}

/// `loops.yaml`.
pub static LOOPS: Record = Record {
    name: "loop file",
    about: "The named loops of a bank.",
    fields: &[Field::must(
        "loops",
        Shape::List(&Shape::Record(&LOOP), 0),
        "the loops; the first is the default",
    )],
};

pub(super) static LOOP: Record = Record {
    name: "loop",
    about: "The ordered rounds that a candidate goes through.",
    fields: &[
        Field::must("loop", Shape::Id, "id, such as `onsite`"),
        Field::may("title", Shape::Text, "title that people see"),
        Field::must("rounds", Shape::List(&Shape::Record(&ROUND), 1), "the rounds in order"),
    ],
};

/// A round.
pub(super) static ROUND: Record = Record {
    name: "round",
    about: "One meeting.",
    fields: round_keys!(Field::must("round", Shape::Id, "id, such as `technical-depth`"), ; must),
};

/// A loop that is another one with changes.
pub(super) static CHANGED_LOOP: Record = Record {
    name: "changed loop",
    about: "A loop of the bank with changes.",
    fields: &[
        Field::may("from", Shape::Id, "id of a loop of the bank; its first loop if absent"),
        Field::may("add", Shape::List(&Shape::Record(&NEW_ROUND), 0), "rounds to add"),
        Field::may(
            "change",
            Shape::Names(&Shape::Record(&CHANGED_ROUND)),
            "for each round named here, the keys of the round that have other values",
        ),
        Field::may("remove", Shape::List(&Shape::Id, 0), "rounds to leave out"),
    ],
};

/// A round that is added to a loop.
pub(super) static NEW_ROUND: Record = Record {
    name: "new round",
    about: "A round that is added to a loop: the keys of a round, and its place in the loop.",
    fields: round_keys!(
        Field::must("round", Shape::Id, "id, such as `values`"),
        Field::may("after", Shape::Id, "the round that comes before it; it is the last one if absent"),
        ; must
    ),
};

/// The changes to a round.
pub(super) static CHANGED_ROUND: Record =
    Record { name: "changed round", about: "Other values for keys of a round.", fields: round_keys!(; may) };
