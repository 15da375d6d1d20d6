//! What people agreed on and decided.

use panelkit::app::agree::AgreedRecorded;
use panelkit::app::decide::Decided;
use panelkit::app::record::Recorded;
use panelkit::text::list;

use super::debrief::wrote;
use crate::cli::session::Session;

/// Says which agreed rating was recorded.
pub(in crate::cli) fn agreed(it: &AgreedRecorded, session: &Session) {
    let what = if it.already { "was recorded already" } else { "recorded" };
    session.tell(format!(
        "{}, {}: agreed on {}, {what} in {}; the independent ratings stay as they are",
        it.candidate, it.agreed.slot, it.agreed.rating, it.file
    ));
}

/// Warns that forms of the round are still missing.
pub(in crate::cli) fn agreed_early(it: &AgreedRecorded, session: &Session) {
    if !it.waiting.is_empty() {
        session.remark(format!(
            "warning: no form yet from {}; what they rate after the meeting is not independent",
            list(&it.waiting, "and")
        ));
    }
}

/// Says which decision was recorded.
pub(in crate::cli) fn decided(it: &Decided, session: &Session) {
    let what = if it.already { "was recorded already" } else { "recorded" };
    session.tell(format!("{}: {}, {what} in {}", it.candidate, it.decision.outcome.word(), it.file));
    for departure in &it.departures {
        session.tell(format!("  departs: {departure}"));
    }
}

/// Notes an earlier decision with another outcome.
pub(in crate::cli) fn decided_otherwise(it: &Decided, session: &Session) {
    if let Some(before) = it.before.last().filter(|before| **before != it.decision.outcome && !it.already) {
        session.remark(format!(
            "note: the decision before this one was {}; both stay in the file, and the later one counts",
            before.word()
        ));
    }
}

/// Says which records were written, and what they do not show.
pub(in crate::cli) fn recorded(it: &Recorded, session: &Session) {
    wrote(&it.changes, session);
    if !it.waiting.is_empty() {
        session.remark(format!(
            "note: forms of {} are missing, so the record shows no score of them; `panelkit excuse` records that a form will not come",
            list(&it.waiting, "and")
        ));
    }
    if !it.undecided.is_empty() {
        session.remark(format!("note: no decision is recorded for {}", list(&it.undecided, "and")));
    }
}
