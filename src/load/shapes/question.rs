//! The shapes of question files: those of a bank, and the one of an opening.

use crate::model::{QuestionType, Status};
use crate::yaml::{Field, Record, Shape};

/// The keys of a question; its anchors may or may not be required.
macro_rules! question_keys {
    ($anchors:expr) => {
        &[
            Field::must("id", Shape::Id, "id, unique in the bank"),
            Field::may(
                "competency",
                Shape::Id,
                "the competency that it observes; may be set once at the top of the file",
            ),
            Field::must("depth", Shape::Id, "the setting of the dial that it is written for"),
            Field::may("title", Shape::Text, "two to five words for tables; must not give the question away"),
            Field::must("type", Shape::OneOf(QuestionType::WORDS), "type of question"),
            Field::must("minutes", Shape::Int(1, 240), "minutes for answer and probes"),
            Field::may("difficulty", Shape::Int(1, 5), "how hard it is within its depth"),
            Field::may("levels", Shape::List(&Shape::Id, 0), "levels it may be asked at; all if absent"),
            Field::may("also", Shape::List(&Shape::Id, 0), "other competencies that an answer gives evidence on"),
            Field::may(
                "family",
                Shape::Id,
                "id shared by parallel questions (same construct, depth and difficulty, different stories); a kit never has two questions of a family, and if four of them fit a rotating slot, all candidates get one of them there",
            ),
            Field::may(
                "enemies",
                Shape::List(&Shape::Id, 0),
                "questions that give this one away, or that it gives away; a kit never has both",
            ),
            Field::may(
                "exhibits",
                Shape::List(&Shape::Id, 0),
                "pages that candidate and interviewer look at: files `exhibits/<id>.md` of the bank",
            ),
            Field::may("status", Shape::OneOf(Status::WORDS), "only `active` questions are drawn"),
            Field::must("prompt", Shape::Text, "what the interviewer says"),
            Field::may("probes", Shape::List(&Shape::TextOr(&PROBE), 0), "follow-ups"),
            Field::may("listen_for", Shape::List(&Shape::Text, 0), "what to listen for"),
            Field::may("red_flags", Shape::List(&Shape::Text, 0), "warning signs in an answer"),
            $anchors,
            Field::may(
                "sample_answers",
                Shape::List(&Shape::Record(&SAMPLE_ANSWER), 0),
                "answers with their scores, with which raters practise (`panelkit calibrate`); never in a kit",
            ),
            Field::may("source", Shape::Text, "where the question comes from"),
        ]
    };
}

/// A question file.
pub static QUESTIONS: Record = Record {
    name: "question file",
    about: "Questions of a bank.",
    fields: &[
        Field::may("competency", Shape::Id, FILE_COMPETENCY),
        Field::must("questions", Shape::List(&Shape::Record(&QUESTION), 0), "the questions"),
    ],
};

const FILE_COMPETENCY: &str = "competency of the questions in this file that do not name one";

/// A question.
pub static QUESTION: Record = Record {
    name: "question",
    about: "A question with everything that a panel needs to ask and rate it.",
    fields: question_keys!(Field::must("anchors", Shape::Scores, ANCHORS)),
};

const ANCHORS: &str = "described behaviour for each score of the rating scale";

/// The questions of one opening.
pub static OWN_QUESTIONS: Record = Record {
    name: "question file",
    about: "Questions for one opening only.",
    fields: &[
        Field::may("competency", Shape::Id, FILE_COMPETENCY),
        Field::must("questions", Shape::List(&Shape::Record(&OWN_QUESTION), 0), "the questions"),
    ],
};

/// A question of one opening. If rounds ask it by `ask`, it may lack anchors.
static OWN_QUESTION: Record = Record {
    name: "question",
    about: "A question for one opening only.",
    fields: question_keys!(Field::may("anchors", Shape::Scores, ANCHORS)),
};

/// The key under which a question has its sample answers.
pub(in crate::load) const SAMPLE_ANSWERS: &str = "sample_answers";

pub(super) static SAMPLE_ANSWER: Record = Record {
    name: "sample answer",
    about: "An answer to the question, as a candidate might give it, with the score that it earns.",
    fields: &[
        Field::must("score", Shape::Int(0, 10), "its score on the rating scale"),
        Field::must("text", Shape::Text, "the answer; placeholders in it are not replaced"),
    ],
};

pub(super) static PROBE: Record = Record {
    name: "probe",
    about: "A follow-up question, often with a condition.",
    fields: &[
        Field::may("if", Shape::Text, "when to ask it"),
        Field::must("ask", Shape::Text, "what to ask"),
    ],
};
