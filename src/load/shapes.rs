//! The shapes of the files that people write. The JSON Schemas and the tables of `docs/format.md`
//! are made from these.

use crate::model::{AfterProbe, QuestionType, RatingsUsed, Status};
use crate::yaml::{Field, Record, Shape};

/// `bank.yaml`.
pub static BANK: Record = Record {
    name: "bank",
    about: "The manifest of a question bank: its scales and competencies.",
    fields: &[
        Field::must("bank", Shape::Id, "id of the bank; also the name of its folder"),
        Field::must("title", Shape::Text, "title that people see"),
        Field::may("license", Shape::Text, "licence of the content, an SPDX expression"),
        Field::must("depths", Shape::List(&Shape::Record(&DEPTH), 1), "the depth dial, shallowest first"),
        Field::must("levels", Shape::List(&Shape::Record(&LEVEL), 1), "seniority, lowest first"),
        Field::must(
            "ratings",
            Shape::List(&Shape::Record(&RATING), 3),
            "the rating scale, lowest first, 3 to 7 points",
        ),
        Field::must("competencies", Shape::List(&Shape::Record(&COMPETENCY), 1), "what interviews assess"),
        Field::may(
            "context",
            Shape::Names(&Shape::Text),
            "values for placeholders that a role spec does not fill",
        ),
    ],
};

static DEPTH: Record = Record {
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

static LEVEL: Record = Record {
    name: "level",
    about: "One step of the seniority ladder.",
    fields: &[
        Field::must("id", Shape::Id, "id, such as `senior`"),
        Field::must("name", Shape::Text, "name that people see"),
        Field::may("years", Shape::Range(0, 60), "years of experience, from and to"),
    ],
};

static RATING: Record = Record {
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

static COMPETENCY: Record = Record {
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

/// A question file.
pub static QUESTIONS: Record = Record {
    name: "question file",
    about: "Questions of a bank.",
    fields: &[
        Field::may("competency", Shape::Id, "competency of the questions in this file that do not name one"),
        Field::must("questions", Shape::List(&Shape::Record(&QUESTION), 0), "the questions"),
    ],
};

/// A question.
pub static QUESTION: Record = Record {
    name: "question",
    about: "A question with everything that a panel needs to ask and rate it.",
    fields: &[
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
            "id shared by parallel questions (same construct, depth and difficulty, different stories); a kit never has two questions of a family",
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
        Field::must("anchors", Shape::Scores, "described behaviour for each score of the rating scale"),
        Field::may("source", Shape::Text, "where the question comes from"),
    ],
};

static PROBE: Record = Record {
    name: "probe",
    about: "A follow-up question, often with a condition.",
    fields: &[
        Field::may("if", Shape::Text, "when to ask it"),
        Field::must("ask", Shape::Text, "what to ask"),
    ],
};

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

static LOOP: Record = Record {
    name: "loop",
    about: "The ordered rounds that a candidate goes through.",
    fields: &[
        Field::must("loop", Shape::Id, "id, such as `onsite`"),
        Field::may("title", Shape::Text, "title that people see"),
        Field::must("rounds", Shape::List(&Shape::Record(&ROUND), 1), "the rounds in order"),
    ],
};

static ROUND: Record = Record {
    name: "round",
    about: "One meeting.",
    fields: &[
        Field::must("round", Shape::Id, "id, such as `technical-depth`"),
        Field::may("title", Shape::Text, "title that people see"),
        Field::must("minutes", Shape::Int(1, 600), "length of the meeting"),
        Field::may("opening", Shape::Int(0, 600), "minutes for the opening script; 5 if absent"),
        Field::may("closing", Shape::Int(0, 600), "minutes for the candidate's questions; 5 if absent"),
        Field::must("competencies", Shape::List(&Shape::Id, 1), "competencies that it observes"),
        Field::may(
            "types",
            Shape::List(&Shape::OneOf(QuestionType::WORDS), 0),
            "types of question that it may ask; any if absent",
        ),
        Field::may("questions", Shape::Int(1, 40), "number of questions; as many as fit if absent"),
        Field::may("stage", Shape::Id, "its stage in the hiring process, such as `screen`"),
    ],
};

/// `role.yaml`.
pub static ROLE: Record = Record {
    name: "role spec",
    about: "What one opening needs.",
    fields: &[
        Field::must("role", Shape::Id, "id of the req; also the name of its folder"),
        Field::must("title", Shape::Text, "title as in the job posting: role, then product area"),
        Field::must("bank", Shape::Id, "the bank that the questions come from"),
        Field::must("level", Shape::Id, "seniority, one of the bank's levels"),
        Field::must("depth", Shape::Id, "the depth dial, one of the bank's depths"),
        Field::may(
            "must_haves",
            Shape::List(&Shape::Record(&MUST_HAVE), 0),
            "up to six requirements that the loop must prove",
        ),
        Field::may(
            "lane",
            Shape::OneOf(&["product", "program"]),
            "`product` decides what and why, `program` decides how and when",
        ),
        Field::may(
            "nice_to_haves",
            Shape::List(&Shape::Record(&NICE_TO_HAVE), 0),
            "wishes, observed if there is room",
        ),
        Field::may("context", Shape::Names(&Shape::Text), "values for the placeholders of the questions"),
        Field::may("summary", Shape::Text, "what the role is, in three sentences"),
        Field::may("owns", Shape::List(&Shape::Text, 0), "what the role owns in the first 90 days"),
        Field::may("not_owned", Shape::List(&Shape::Text, 0), "what the role does not own"),
        Field::may("hiring_manager", Shape::Text, "name of the hiring manager"),
        Field::may("recruiter", Shape::Text, "name of the recruiter"),
        Field::may("location", Shape::Text, "where, and how often on site"),
        Field::may("compensation", Shape::Record(&COMPENSATION), "the pay band"),
        Field::may(
            "loop",
            Shape::IdOr(&Shape::Record(&ROUND)),
            "id of a loop of the bank, or a list of rounds",
        ),
        Field::may(
            "interviewers",
            Shape::Names(&Shape::List(&Shape::Text, 0)),
            "names of the interviewers of each round",
        ),
        Field::may(
            "core",
            Shape::Share,
            "share of slots with the same question for every candidate; 0.3 if absent",
        ),
        Field::may(
            "equivalence",
            Shape::OneOf(&["preferred", "strict"]),
            "whether a slot has the same question type in every kit (`strict`), or only if the bank allows it (`preferred`); `preferred` if absent",
        ),
        Field::may(
            "scoring",
            Shape::Record(&SCORING),
            "the rule by which scores are evaluated; set it before the first interview",
        ),
        Field::may(
            "jurisdictions",
            Shape::List(&Shape::Id, 0),
            "places whose legal notes apply, such as `gb` or `us-tx`",
        ),
        Field::may("lints", Shape::Record(&LINTS), "findings to allow or to treat as errors"),
    ],
};

static MUST_HAVE: Record = Record {
    name: "must-have",
    about: "A requirement that the loop must prove.",
    fields: &[
        Field::may("id", Shape::Id, "id; made from the text if absent"),
        Field::must("text", Shape::Text, "the requirement, in the words of the job description"),
        Field::must("competency", Shape::Id, "the competency that proves it"),
        Field::may("depth", Shape::Id, "overrides the dial for this competency"),
        Field::may("weight", Shape::Int(1, 10), "weight relative to the other must-haves; 1 if absent"),
    ],
};

static NICE_TO_HAVE: Record = Record {
    name: "nice-to-have",
    about: "A wish.",
    fields: &[
        Field::must("text", Shape::Text, "the wish, in the words of the job description"),
        Field::may("competency", Shape::Id, "the competency that shows it"),
    ],
};

static COMPENSATION: Record = Record {
    name: "compensation",
    about: "The pay band.",
    fields: &[
        Field::must(
            "kind",
            Shape::OneOf(&["base", "total"]),
            "`base`: base salary; `total`: base, bonus and equity together",
        ),
        Field::must("currency", Shape::Text, "ISO 4217 code, such as `USD`"),
        Field::must("range", Shape::Range(0, 4_000_000_000), "lowest and highest pay a year"),
        Field::may(
            "bonus_percent",
            Shape::Range(0, 1000),
            "target bonus, lowest and highest, in per cent of base",
        ),
        Field::may("equity", Shape::Bool, "whether equity is part of the offer"),
    ],
};

static SCORING: Record = Record {
    name: "scoring rule",
    about: "The rule by which scores are evaluated.",
    fields: &[
        Field::may(
            "cut",
            Shape::Int(0, 10),
            "the score that a must-have needs; if absent, the score that the bank marks `meets: true`",
        ),
        Field::may(
            "use",
            Shape::OneOf(RatingsUsed::WORDS),
            "which ratings count: the interviewers' own (`independent`) or the ones that the panel agreed on (`agreed`); `independent` if absent",
        ),
        Field::may(
            "after_probe",
            Shape::OneOf(AfterProbe::WORDS),
            "how to count an answer that came only after a conditional probe: at most as \"meets the requirement\" (`cap`) or in full (`full`); `cap` if absent",
        ),
        Field::may(
            "recommendation",
            Shape::Bool,
            "whether interviewers are asked for a recommendation; `true` if absent",
        ),
        Field::may("points", Shape::Int(2, 1000), "the highest total, if totals are also printed as points"),
    ],
};

static LINTS: Record = Record {
    name: "lint setting",
    about: "Findings to allow or to treat as errors.",
    fields: &[
        Field::may("allow", Shape::List(&Shape::Id, 0), "warnings that are not shown for this role"),
        Field::may("deny", Shape::List(&Shape::Id, 0), "warnings that count as errors for this role"),
    ],
};

/// `candidate.yaml`.
pub static CANDIDATE: Record = Record {
    name: "candidate",
    about: "What is known about one candidate of a req but is not part of any kit.",
    fields: &[
        Field::may(
            "name",
            Shape::Text,
            "name of the candidate; printed only on scorecards and not part of any kit, seed, path or digest",
        ),
        Field::may(
            "held",
            Shape::DayOrFalse,
            "the day of the first round, or `false` before it; once a day is given, this candidate's kit is never issued again",
        ),
        Field::may("pronouns", Shape::Text, "pronouns"),
        Field::may("say", Shape::Text, "how to pronounce the name"),
        Field::may(
            "arrangements",
            Shape::Names(&Shape::Text),
            "for each round, what its interviewers do differently for this candidate; give the instruction, not the reason",
        ),
        Field::may(
            "interviewers",
            Shape::Names(&Shape::List(&Shape::Text, 0)),
            "for each round named here, this candidate's interviewers instead of those in the role spec",
        ),
    ],
};

/// Every record, grouped by the file that it belongs to. The documentation lists them in this order.
pub static ALL: &[(&str, &[&Record])] = &[
    ("bank.yaml", &[&BANK, &DEPTH, &LEVEL, &RATING, &COMPETENCY]),
    ("question files", &[&QUESTIONS, &QUESTION, &PROBE]),
    ("loops.yaml", &[&LOOPS, &LOOP, &ROUND]),
    ("role.yaml", &[&ROLE, &MUST_HAVE, &NICE_TO_HAVE, &COMPENSATION, &SCORING, &LINTS]),
    ("candidate.yaml", &[&CANDIDATE]),
];
