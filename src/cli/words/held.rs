//! What is recorded about a candidate: the day of the first round, and an interviewer who takes a seat,
//! instead of another one or in addition.

use panelkit::app::held::DayRecorded;
use panelkit::app::scorecards::SeatTaken;

use crate::cli::session::Session;

/// Says what was recorded.
pub(in crate::cli) fn held(req: &str, it: &DayRecorded, session: &Session) {
    for one in &it.candidates {
        let what = if one.already { "was recorded already" } else { "recorded" };
        session.tell(format!("{}: held on {}, {what} in {}", one.candidate, it.day, one.file));
    }
    if it.certificate {
        session.tell(format!("`panelkit certificate {req}` writes the day into the certificate"));
    }
}

/// Warns of a day that is still to come.
pub(in crate::cli) fn ahead(it: &DayRecorded, session: &Session) {
    if it.ahead {
        session.remark(format!(
            "warning: {} is after today; from now on the kits of these candidates do not change",
            it.day
        ));
    }
}

/// Says who takes a seat.
pub(in crate::cli) fn seat(it: &SeatTaken, session: &Session) {
    let SeatTaken { round, before, name, already } = it;
    session.tell(match (already, before) {
        (true, _) => format!("{name} is an interviewer of {round} already"),
        (false, Some(before)) => format!("{name} interviews in {round} instead of {before}"),
        (false, None) => format!("{name} interviews in {round}"),
    });
}
