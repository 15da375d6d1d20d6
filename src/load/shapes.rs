//! The shapes of the files that people write. The JSON Schemas and the tables of `docs/format.md`
//! are made from these.

use crate::model::{AfterProbe, QuestionType, RatingsUsed, Status};
use crate::yaml::{Field, Record, Shape};

/// `bank.yaml`.
pub static BANK: Record = Record {
    name: "bank",
    about: "The manifest of a question bank: its scales and competencies.",
    fields: &[
        Field::must("bank", Shape::Id, "id of the bank, the name of its folder"),
        Field::must("title", Shape::Text, "title for people"),
        Field::may("license", Shape::Text, "licence of the content, an SPDX expression"),
        Field::must("depths", Shape::List(&Shape::Record(&DEPTH), 1), "the depth dial, shallowest first"),
        Field::must("levels", Shape::List(&Shape::Record(&LEVEL), 1), "seniority, lowest first"),
        Field::must(
            "ratings",
            Shape::List(&Shape::Record(&RATING), 3),
            "the rating scale, lowest first, 3 to 7 points",
        ),
        Field::must("competencies", Shape::List(&Shape::Record(&COMPETENCY), 1), "what is assessed"),
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
        Field::must("name", Shape::Text, "name for people"),
        Field::may("means", Shape::Text, "what the setting means, in plain words"),
        Field::may(
            "minutes",
            Shape::Int(1, 240),
            "minutes a question at this depth typically takes; rounds are planned with it",
        ),
    ],
};

static LEVEL: Record = Record {
    name: "level",
    about: "One step of the seniority ladder.",
    fields: &[
        Field::must("id", Shape::Id, "id, such as `senior`"),
        Field::must("name", Shape::Text, "name for people"),
        Field::may("years", Shape::Range(0, 60), "years of experience, from and to"),
    ],
};

static RATING: Record = Record {
    name: "rating",
    about: "One point of the rating scale.",
    fields: &[
        Field::must("score", Shape::Int(0, 10), "the number that interviewers circle"),
        Field::must("label", Shape::Text, "its name"),
        Field::may(
            "meets",
            Shape::Bool,
            "`true` for the score that means \"meets the requirement\"; when no score has it, the middle one, or the first above the middle",
        ),
    ],
};

static COMPETENCY: Record = Record {
    name: "competency",
    about: "What is assessed.",
    fields: &[
        Field::must("id", Shape::Id, "id, such as `api-design`"),
        Field::must("name", Shape::Text, "name for people"),
        Field::may("definition", Shape::Text, "what it is, in a sentence"),
        Field::may("category", Shape::Text, "a free word that groups competencies in tables"),
        Field::may("depths", Shape::Names(&Shape::Text), "what each setting of the dial means for it"),
    ],
};

/// A question file.
pub static QUESTIONS: Record = Record {
    name: "question file",
    about: "Questions of a bank.",
    fields: &[
        Field::may("competency", Shape::Id, "competency of the questions below that name none"),
        Field::must("questions", Shape::List(&Shape::Record(&QUESTION), 0), "the questions"),
    ],
};

/// A question.
pub static QUESTION: Record = Record {
    name: "question",
    about: "A question with everything that a panel needs to ask and rate it.",
    fields: &[
        Field::must("id", Shape::Id, "id, unique in the bank"),
        Field::may("competency", Shape::Id, "the competency it observes; the file may set it for all"),
        Field::must("depth", Shape::Id, "the setting of the dial that it proves"),
        Field::may("title", Shape::Text, "two to five words for tables; gives nothing away"),
        Field::must("type", Shape::OneOf(QuestionType::WORDS), "its format"),
        Field::must("minutes", Shape::Int(1, 240), "minutes for answer and probes"),
        Field::may("difficulty", Shape::Int(1, 5), "how hard it is within its depth"),
        Field::may("levels", Shape::List(&Shape::Id, 0), "only for these levels; all when absent"),
        Field::may("also", Shape::List(&Shape::Id, 0), "other competencies that an answer gives evidence on"),
        Field::may(
            "family",
            Shape::Id,
            "parallel questions on the same situation share it: never two in one kit",
        ),
        Field::may(
            "enemies",
            Shape::List(&Shape::Id, 0),
            "questions that give each other away, both ways: never both in one kit",
        ),
        Field::may(
            "exhibits",
            Shape::List(&Shape::Id, 0),
            "what candidate and interviewer look at: files `exhibits/<id>.md` of the bank",
        ),
        Field::may("status", Shape::OneOf(Status::WORDS), "only `active` questions are drawn"),
        Field::must("prompt", Shape::Text, "what the interviewer says"),
        Field::may("probes", Shape::List(&Shape::TextOr(&PROBE), 0), "follow-ups"),
        Field::may("listen_for", Shape::List(&Shape::Text, 0), "what to listen for"),
        Field::may("red_flags", Shape::List(&Shape::Text, 0), "signs of trouble"),
        Field::must("anchors", Shape::Scores, "described behaviour for each score of the rating scale"),
        Field::may("source", Shape::Text, "where it comes from"),
    ],
};

static PROBE: Record = Record {
    name: "probe",
    about: "A follow-up that is asked under a condition.",
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
        Field::may("title", Shape::Text, "title for people"),
        Field::must("rounds", Shape::List(&Shape::Record(&ROUND), 1), "the rounds in order"),
    ],
};

static ROUND: Record = Record {
    name: "round",
    about: "One meeting.",
    fields: &[
        Field::must("round", Shape::Id, "id, such as `technical-depth`"),
        Field::may("title", Shape::Text, "title for people"),
        Field::must("minutes", Shape::Int(1, 600), "length of the meeting"),
        Field::may("opening", Shape::Int(0, 600), "minutes kept for the opening script; 5 when absent"),
        Field::may(
            "closing",
            Shape::Int(0, 600),
            "minutes kept for the candidate's questions; 5 when absent",
        ),
        Field::must("competencies", Shape::List(&Shape::Id, 1), "what it observes"),
        Field::may(
            "types",
            Shape::List(&Shape::OneOf(QuestionType::WORDS), 0),
            "types it may ask; any when absent",
        ),
        Field::may("questions", Shape::Int(1, 40), "how many questions; as many as fit when absent"),
        Field::may("stage", Shape::Id, "the stage of the process that it belongs to, such as `screen`"),
    ],
};

/// `role.yaml`.
pub static ROLE: Record = Record {
    name: "role spec",
    about: "What one opening needs.",
    fields: &[
        Field::must("role", Shape::Id, "id of the req, the name of its folder"),
        Field::must("title", Shape::Text, "title as it would be posted: role, then the surface"),
        Field::must("bank", Shape::Id, "the bank that the questions come from"),
        Field::must("level", Shape::Id, "seniority, a level of the bank"),
        Field::must("depth", Shape::Id, "the dial, a depth of the bank"),
        Field::may(
            "must_haves",
            Shape::List(&Shape::Record(&MUST_HAVE), 0),
            "at most six requirements, each proved in the loop",
        ),
        Field::may(
            "lane",
            Shape::OneOf(&["product", "program"]),
            "product decides what and why, program how and when",
        ),
        Field::may(
            "nice_to_haves",
            Shape::List(&Shape::Record(&NICE_TO_HAVE), 0),
            "wishes, observed when there is room",
        ),
        Field::may("context", Shape::Names(&Shape::Text), "values for the placeholders of the questions"),
        Field::may("summary", Shape::Text, "what the role is, in three sentences"),
        Field::may("owns", Shape::List(&Shape::Text, 0), "what the role owns in the first 90 days"),
        Field::may("not_owned", Shape::List(&Shape::Text, 0), "what the role does not own"),
        Field::may("hiring_manager", Shape::Text, "a named human"),
        Field::may("recruiter", Shape::Text, "a named human"),
        Field::may("location", Shape::Text, "where, and how often on site"),
        Field::may("compensation", Shape::Record(&COMPENSATION), "the band"),
        Field::may(
            "loop",
            Shape::IdOr(&Shape::Record(&ROUND)),
            "a named loop of the bank, or a list of rounds",
        ),
        Field::may("interviewers", Shape::Names(&Shape::List(&Shape::Text, 0)), "names for each round"),
        Field::may(
            "core",
            Shape::Share,
            "share of slots that are the same for every candidate; 0.3 when absent",
        ),
        Field::may(
            "equivalence",
            Shape::OneOf(&["preferred", "strict"]),
            "whether the kits of candidates agree slot by slot in type where the bank allows it, or always; `preferred` when absent",
        ),
        Field::may(
            "scoring",
            Shape::Record(&SCORING),
            "the rule by which scores are counted, fixed before the first interview",
        ),
        Field::may(
            "jurisdictions",
            Shape::List(&Shape::Id, 0),
            "whose legal notes apply, such as `gb` or `us-tx`",
        ),
        Field::may("lints", Shape::Record(&LINTS), "findings to allow or to treat as errors"),
    ],
};

static MUST_HAVE: Record = Record {
    name: "must-have",
    about: "A requirement that the loop must prove.",
    fields: &[
        Field::may("id", Shape::Id, "id; made from the text when absent"),
        Field::must("text", Shape::Text, "the requirement, in the words of the job description"),
        Field::must("competency", Shape::Id, "the competency that proves it"),
        Field::may("depth", Shape::Id, "overrides the dial for this competency"),
        Field::may("weight", Shape::Int(1, 10), "how much it counts beside the others; 1 when absent"),
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
    about: "The band.",
    fields: &[
        Field::must(
            "kind",
            Shape::OneOf(&["base", "total"]),
            "base salary, or base, bonus and equity together",
        ),
        Field::must("currency", Shape::Text, "ISO 4217 code, such as `USD`"),
        Field::must("range", Shape::Range(0, 4_000_000_000), "lowest and highest a year"),
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
    about: "The rule by which scores are counted.",
    fields: &[
        Field::may(
            "cut",
            Shape::Int(0, 10),
            "the score that a must-have needs; when absent, the score that the bank marks `meets: true`",
        ),
        Field::may(
            "use",
            Shape::OneOf(RatingsUsed::WORDS),
            "which ratings count: those that interviewers gave on their own, or what the panel agreed; `independent` when absent",
        ),
        Field::may(
            "after_probe",
            Shape::OneOf(AfterProbe::WORDS),
            "whether an answer that a conditional probe brought out counts at most as \"meets the requirement\", or in full; `cap` when absent",
        ),
        Field::may(
            "recommendation",
            Shape::Bool,
            "whether interviewers are asked for a recommendation; `true` when absent",
        ),
        Field::may("points", Shape::Int(2, 1000), "the highest total when totals are also printed as points"),
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
    about: "One candidate of a req: what no kit holds.",
    fields: &[
        Field::may("name", Shape::Text, "only ever printed on scorecards; in no kit, seed, path or digest"),
        Field::may(
            "held",
            Shape::DayOrFalse,
            "the day of the first round, or `false`: a kit that was held is never issued again",
        ),
        Field::may("pronouns", Shape::Text, "pronouns"),
        Field::may("say", Shape::Text, "how the name is pronounced"),
        Field::may(
            "arrangements",
            Shape::Names(&Shape::Text),
            "by round, what its interviewers do differently for this candidate; an instruction, not a reason",
        ),
    ],
};

/// Every record with the file it belongs to, for the documentation.
pub static ALL: &[(&str, &[&Record])] = &[
    ("bank.yaml", &[&BANK, &DEPTH, &LEVEL, &RATING, &COMPETENCY]),
    ("question files", &[&QUESTIONS, &QUESTION, &PROBE]),
    ("loops.yaml", &[&LOOPS, &LOOP, &ROUND]),
    ("role.yaml", &[&ROLE, &MUST_HAVE, &NICE_TO_HAVE, &COMPENSATION, &SCORING, &LINTS]),
    ("candidate.yaml", &[&CANDIDATE]),
];
