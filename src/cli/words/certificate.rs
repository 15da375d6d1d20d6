//! The certificate of a req.

use panelkit::app::certificate::{Certified, Left};
use panelkit::text::count;

use super::changes::changed;
use super::loops::written;
use crate::cli::session::Session;

/// Prints the main figures of a certificate, and where it was written.
pub(in crate::cli) fn certified(it: &Certified, session: &Session) {
    let certificate = &it.certificate;
    let spread = &certificate.spread;
    let broken = certificate.candidates.iter().filter(|c| !c.breaks.is_empty()).count();
    let core = count(spread.core, "slot");
    match broken {
        0 => session.tell(format!(
            "  equivalent: every kit has the same rounds, competencies, depths and core ({core}); {} rotate",
            spread.rotating
        )),
        n => session.tell(format!(
            "  {} from the loop in a point that must be equal; the certificate lists the differences",
            if n == 1 { "1 kit differs".to_owned() } else { format!("{n} kits differ") }
        )),
    }
    if spread.rotating == 0 {
        session.tell("  no question rotates: every candidate is asked the same questions");
    } else {
        rotation(it, session);
    }
    changed(&it.change, false, session);
    session.tell(written(&it.change));
}

/// Prints how evenly the questions of the rotating slots are used.
fn rotation(it: &Certified, session: &Session) {
    let certificate = &it.certificate;
    let spread = &certificate.spread;
    session.tell(format!(
        "  exposure: no rotating question is in more than {} of {} (least possible: {}; {} if kind and difficulty could differ)",
        spread.most,
        count(spread.kits, "kit"),
        spread.bound,
        spread.bound_without_likeness
    ));
    if spread.kits > 1 {
        session.tell(format!(
            "  built alike; not shown to be equally hard: parallel forms of one family in {} of {} rotating slots; the same type, and an exhibit for both or neither, in {}; the same kind in {}, difficulty within one point in {}",
            spread.same_family, spread.rotating, spread.same_form, spread.same_kind, spread.near_difficulty
        ));
    }
    let everywhere = spread.used.iter().filter(|u| u.kits as usize == spread.kits).count();
    if everywhere > 0 && spread.kits > 2 {
        let questions = match everywhere {
            1 => "1 rotating question is".to_owned(),
            n => format!("{n} rotating questions are"),
        };
        session.tell(format!(
            "  note: {questions} in every kit, because the bank has no other question that fits; `panelkit simulate {}` shows which questions to write",
            certificate.req
        ));
    }
    if spread.kits > 1 {
        session.tell(format!(
            "  overlap: two kits share {:.2} of {} rotating questions on average (least possible: {:.2}), {} at most",
            spread.overlap.mean, spread.rotating, spread.overlap.bound, spread.overlap.most
        ));
    }
    match it.left {
        Left::Exactly(0) => session.tell(
            "  every further candidate gets at least one rotating question that an earlier candidate had",
        ),
        Left::MoreThan(n) => {
            session.tell(format!("  more than {n} candidates can follow before a rotating question repeats"));
        }
        Left::Exactly(n) => {
            session
                .tell(format!("  {} can follow before a rotating question repeats", count(n, "candidate")));
        }
    }
}
