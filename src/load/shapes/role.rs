//! The shapes of `role.yaml` and `candidate.yaml`.

use super::rounds::{CHANGED_LOOP, ROUND};
use crate::model::{AfterProbe, CompensationKind, Part, RatingsUsed};
use crate::yaml::{Field, Record, Shape};

/// `role.yaml`.
pub static ROLE: Record = Record {
    name: "role spec",
    about: "What one opening needs.",
    fields: &[
        Field::must("role", Shape::Id, "id of the req; also the name of its folder"),
        Field::must("title", Shape::Text, "title as in the job posting: role, then product area"),
        Field::must(
            "bank",
            Shape::AnyOf(&[Shape::Id, Shape::List(&Shape::Id, 1)]),
            "the bank that the questions come from, or a list of banks; the first one gives scales, depths and levels",
        ),
        Field::must("level", Shape::Id, "seniority, one of the bank's levels"),
        Field::must("depth", Shape::Id, "the depth dial, one of the bank's depths"),
        Field::may(
            "must_haves",
            Shape::List(&Shape::Record(&MUST_HAVE), 0),
            "up to six requirements that the loop observes",
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
            Shape::AnyOf(&[Shape::Id, Shape::List(&Shape::Record(&ROUND), 0), Shape::Record(&CHANGED_LOOP)]),
            "id of a loop of the bank, a list of rounds, or a loop of the bank with changes",
        ),
        Field::may(
            "interviewers",
            Shape::Names(&Shape::List(&Shape::TextOr(&INTERVIEWER), 0)),
            "names of the interviewers of each round; of several, the first asks and the others write",
        ),
        Field::may(
            "pin",
            Shape::Names(&Shape::List(&Shape::AnyOf(&[Shape::Id, Shape::Record(&PIN)]), 0)),
            "for each round named here, questions that it asks of every candidate",
        ),
        Field::may("exclude", Shape::List(&Shape::Id, 0), "questions that are not drawn for this role"),
        Field::may(
            "brief",
            Shape::Names(&Shape::Text),
            "for each round named here, what its interviewers read before they go in",
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
        Field::may("lints", Shape::Record(&LINTS), "levels of lints for this role"),
    ],
};

pub(super) static MUST_HAVE: Record = Record {
    name: "must-have",
    about: "A requirement that the loop observes.",
    fields: &[
        Field::may("id", Shape::Id, "id; made from the text if absent"),
        Field::must("text", Shape::Text, "the requirement, in the words of the job description"),
        Field::must("competency", Shape::Id, "the competency through which it is observed"),
        Field::may("depth", Shape::Id, "overrides the dial for this competency"),
        Field::may("weight", Shape::Int(1, 10), "weight relative to the other must-haves; 1 if absent"),
        Field::may(
            "probe",
            Shape::AnyOf(&[Shape::Text, Shape::List(&Shape::Text, 1)]),
            "follow-ups that are asked wherever the must-have is observed",
        ),
        Field::may(
            "evidence",
            Shape::List(&Shape::Id, 0),
            "questions that show the must-have; they are drawn before others",
        ),
    ],
};

/// A pin with its reason.
pub(super) static PIN: Record = Record {
    name: "pin",
    about: "A question that a round asks of every candidate, with the reason.",
    fields: &[
        Field::must("question", Shape::Id, "id of the question"),
        Field::may("why", Shape::Text, "why it was chosen; printed in the kit"),
    ],
};

pub(super) static INTERVIEWER: Record = Record {
    name: "interviewer",
    about: "An interviewer with a part in a round that has several interviewers.",
    fields: &[
        Field::must("name", Shape::Text, "name"),
        Field::may(
            "part",
            Shape::OneOf(Part::WORDS),
            "whether this person asks the questions or writes; if no person of the round has `part: asks`, the first without a part asks",
        ),
    ],
};

pub(super) static NICE_TO_HAVE: Record = Record {
    name: "nice-to-have",
    about: "A wish.",
    fields: &[
        Field::must("text", Shape::Text, "the wish, in the words of the job description"),
        Field::may("competency", Shape::Id, "the competency that shows it"),
    ],
};

/// The key that says what a pay range consists of.
pub(super) const PAY_KIND: Field = Field::must(
    "kind",
    Shape::OneOf(CompensationKind::WORDS),
    "`base`: base salary; `total`: base, bonus and equity together",
);
/// The key for the currency of a pay range.
pub(super) const PAY_CURRENCY: Field = Field::must("currency", Shape::Text, "ISO 4217 code, such as `USD`");

pub(super) static COMPENSATION: Record = Record {
    name: "compensation",
    about: "The pay band.",
    fields: &[
        PAY_KIND,
        PAY_CURRENCY,
        Field::must("range", Shape::Range(0, 4_000_000_000), "lowest and highest pay a year"),
        Field::may(
            "bonus_percent",
            Shape::Range(0, 1000),
            "target bonus, lowest and highest, in per cent of base",
        ),
        Field::may("equity", Shape::Bool, "whether equity is part of the offer"),
    ],
};

pub(super) static SCORING: Record = Record {
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

pub(super) static LINTS: Record = Record {
    name: "lint setting",
    about: "The levels of lints. A name is that of a lint or of a group: `legal`, `role`, `question`, `kit`, `posting`.",
    fields: &[
        Field::may("allow", Shape::List(&Shape::Id, 0), "lints whose findings are not shown"),
        Field::may("warn", Shape::List(&Shape::Id, 0), "lints whose findings are warnings"),
        Field::may("deny", Shape::List(&Shape::Id, 0), "lints whose findings are errors"),
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
            "original_id",
            Shape::Text,
            "the id as the roster had it, if it was converted to kebab-case; only for people",
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
            Shape::Names(&Shape::List(&Shape::TextOr(&INTERVIEWER), 0)),
            "for each round named here, this candidate's interviewers instead of those in the role spec",
        ),
    ],
};
