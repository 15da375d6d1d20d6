//! What a finding means, or why a question was drawn.

use panelkit::app::explain::{Absence, Drawn, Explanation, FateExplained, SlotExplained, SlotSource, Today};
use panelkit::draw::PRIORITIES;
use panelkit::model::Chosen;
use panelkit::text::count;

use crate::cli::session::Session;

/// Shows an explanation.
pub(in crate::cli) fn explanation(it: &Explanation, session: &Session) {
    match it {
        Explanation::Code { text } => session.say(text.trim_end()),
        Explanation::Question { question, bank, place } => {
            session.say(format!("`{question}` is a question of bank `{bank}` ({place})"));
            session.say("  = help: `--kit KIT.json` says why it was drawn; `panelkit bank show` prints it");
        }
        Explanation::Slot(slot) => self::slot(slot, session),
        Explanation::Absent { question, place, why } => {
            session.say(format!("`{question}` is not in this kit ({place})"));
            absence(why, session);
        }
    }
}

fn slot(it: &SlotExplained, session: &Session) {
    session.say(format!("`{}` stands in slot {} of round `{}`", it.question, it.slot, it.round));
    session.say(format!(
        "  the slot asks for `{}` at depth `{}`; {}",
        it.competency,
        it.depth,
        if it.core {
            "it is a core slot, the same for every candidate"
        } else {
            "it is a rotating slot: its question changes from candidate to candidate"
        }
    ));
    for must in &it.observes {
        session.say(format!("  the question observes: {must}"));
    }
    session.say(match &it.today {
        Today::Drawn { same: true, .. } => "  today the draw gives the same question".to_owned(),
        Today::Drawn { question, .. } => {
            format!("  today the draw gives `{question}`: the bank or the role spec has changed since the kit was made")
        }
        Today::NoKit => "  today no kit can be drawn: the bank or the role spec has changed since".to_owned(),
        Today::NoSlot => "  today the role spec has no such slot".to_owned(),
        Today::NoRole => "  today's draw is not known: the role spec is missing or has errors".to_owned(),
        Today::Missing => {
            "  today's draw is not known: the loop or an earlier kit that it depends on is missing".to_owned()
        }
    });
    match &it.source {
        SlotSource::Loop => session.say("  it is the loop's question, word for word"),
        SlotSource::Candidate { instead_of, balanced, supersedes, knew } => {
            if let Some(knew) = knew {
                session.say(format!("  it replaces `{knew}`, which this candidate knew"));
            }
            if let Some(other) = instead_of {
                session.say(format!("  the loop asks `{other}` there"));
            }
            session.say(match balanced {
                Some(number) => format!(
                    "  drawn in balanced mode, as kit number {number}: questions that earlier kits used least come first"
                ),
                None => "  drawn in stable mode: from the seed and the candidate's id alone".to_owned(),
            });
            if *supersedes {
                session.say("  the kit was issued in place of another, which is in `history`");
            }
            session.say("  = help: `panelkit simulate REQ` says how often each question would be used");
        }
        SlotSource::Chosen { by, why } => {
            session.say(match by {
                Chosen::Pin => "  the role spec pins it to this round (`pin`)",
                Chosen::Ask => "  the role spec asks it in this round (`ask`)",
            });
            if let Some(why) = why {
                session.say(format!("  the reason given: {why}"));
            }
        }
        SlotSource::Draw(drawn) => draw(&it.question, drawn, session),
        SlotSource::NoRole => {
            session.say("  the role spec of the kit is not in this workspace, so the other questions that would fit cannot be listed");
        }
        SlotSource::NoSlot => session.say("  the role spec has no such slot any more"),
    }
}

fn draw(question: &str, it: &Drawn, session: &Session) {
    let fit = if it.rivals.len() == 1 { "fits" } else { "fit" };
    session.say(format!(
        "  {} {fit} there; the seed `{}` puts them in this order:",
        count(it.rivals.len(), "question"),
        it.seed
    ));
    for (rank, rival) in (1..).zip(&it.rivals) {
        let stands = !it.same && rival.question == question;
        session.say(format!(
            "  {rank:>3}. {} ({}, {} min, priority {}): {}{}",
            rival.question,
            rival.kind,
            rival.minutes,
            thousandths(rival.priority),
            if stands { "stands here; today: " } else { "" },
            match rival.fate {
                FateExplained::Drawn if !it.same => "would be drawn today".to_owned(),
                _ => fate(&rival.fate),
            }
        ));
    }
    session.say(
        "  the kit with the lowest total priority is drawn, so a higher-ranked question can lose to one that fits the rest better",
    );
    let today = it.today.as_deref().unwrap_or(question);
    match &it.without {
        Some((next, others)) => session.say(format!(
            "  if the bank did not have `{today}`: `{next}` here{}",
            match others {
                0 => ", and nothing else would change".to_owned(),
                n => format!(", and {} would change as well", count(*n, "other slot")),
            }
        )),
        None => session.say(format!("  if the bank did not have `{today}`, there would be no kit")),
    }
}

fn absence(why: &Absence, session: &Session) {
    match why {
        Absence::Misfit { reason, competency, depth } => {
            session.say(format!("  it {reason}; the role asks for `{competency}` at `{depth}`"));
        }
        Absence::Slots { competency, slots } if slots.is_empty() => {
            session.say(format!("  no slot asks for `{competency}`"));
        }
        Absence::Slots { slots, .. } => {
            for slot in slots {
                session.say(match &slot.rank {
                    Some((_, _, FateExplained::Drawn)) => {
                        format!(
                            "  in {}: would be drawn there today; `{}` stands there",
                            slot.slot, slot.stands
                        )
                    }
                    Some((rank, of, fate)) => {
                        format!("  in {}, by priority {rank} of {of}: {}", slot.slot, self::fate(fate))
                    }
                    None => {
                        format!(
                            "  in {}: the round does not ask questions of this type or has too little time",
                            slot.slot
                        )
                    }
                });
            }
        }
    }
}

/// A priority as a share of the largest there is; the lowest wins.
fn thousandths(priority: u64) -> String {
    format!("0.{:03}", priority * 1000 / PRIORITIES)
}

/// The outcome for a question, in words.
fn fate(fate: &FateExplained) -> String {
    match fate {
        FateExplained::Drawn => "drawn".to_owned(),
        FateExplained::Elsewhere { slot } => format!("is in {slot}"),
        FateExplained::Enemy { question } => format!("an enemy of `{question}`, which the kit has"),
        FateExplained::Family { question } => {
            format!("in the same family as `{question}`, which the kit has")
        }
        FateExplained::TooLong { minutes } => {
            format!("with it the round would be {} too long", count(*minutes as usize, "minute"))
        }
        FateExplained::NoKit => "no kit can have it there".to_owned(),
        FateExplained::Behind { slots: 0 } => {
            "the best kit with it has a higher priority total (lower wins)".to_owned()
        }
        FateExplained::Behind { slots } => format!(
            "the best kit with it has a higher priority total (lower wins), and {} would change",
            count(*slots, "other slot")
        ),
        FateExplained::Open => "not decided within the search limit".to_owned(),
    }
}
