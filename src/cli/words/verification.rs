//! What `verify` found.

use panelkit::app::verify::{Difference, Missing, NotDrawn, Verdict, Verification, Verified, VerifyNote};
use panelkit::text::count;

use crate::cli::session::Session;

/// Shows what `verify` found; `findings` says whether files have errors.
pub(in crate::cli) fn verification(it: &Verification, findings: bool, session: &Session) {
    if it.kits.is_empty() && it.beside.is_empty() {
        session.tell("no kits to verify: `panelkit generate REQ` makes one");
        return;
    }
    it.notes.iter().for_each(|note| session.tell(self::note(note)));
    it.kits.iter().for_each(|kit| verified(kit, session));
    for missing in &it.beside {
        session.say(match missing {
            Missing::Kit(folder) => format!("{folder}: has pages, but its kit is missing"),
            Missing::Altered(file) => format!("{file}: was changed by hand after it was written"),
        });
    }
    let different = it.kits.iter().filter(|kit| matches!(kit.verdict, Verdict::Differs(_))).count();
    let unread = it.kits.iter().any(|kit| kit.verdict == Verdict::Unread);
    let all = count(it.kits.len(), "kit");
    if different > 0 {
        let differ = if different == 1 { "differs" } else { "differ" };
        session.say(format!("{different} of {all} {differ}"));
    } else if !it.beside.is_empty() {
        session.say("every kit found is as it was issued, but other files are not (see above)");
    } else if !findings && !unread {
        let not_drawn = it.kits.iter().filter(|kit| matches!(kit.verdict, Verdict::NotDrawn(_))).count();
        let note = match not_drawn {
            0 => String::new(),
            n => format!(
                ", {n} of them unchanged since they were issued, but not drawn again: the bank, the role spec or the drawing rules have changed"
            ),
        };
        session.tell(format!("{all} verified{note}"));
    }
}

fn verified(kit: &Verified, session: &Session) {
    let file = &kit.file;
    let mut other = match kit.unlike {
        0 => String::new(),
        _ if kit.renamed => {
            "; its forms print something else about the candidate than `candidate.yaml`".to_owned()
        }
        _ if kit.outdated => String::new(),
        1 => format!("; 1 page is {}", unlike("it", "a different page")),
        n => format!("; {n} pages are {}", unlike("them", "different pages")),
    };
    if kit.outdated {
        let words = super::BEFORE_SETTINGS;
        let remake = format!("`panelkit generate {}` makes them again", kit.req);
        other.push_str(&format!("; its PDF pages were {words}: {remake}"));
    }
    match &kit.verdict {
        Verdict::Unread => {}
        Verdict::NotDrawn(why) => session.tell(format!("{file}: {}{other}", not_drawn(*why))),
        Verdict::Same => {
            let stale = match kit.stale {
                true => "; its particulars are older than those of the role spec or `candidate.yaml`",
                false => "",
            };
            session.tell(format!(
                "{file}: unchanged since it was issued; its inputs and seed give the same kit{stale}{other}"
            ));
        }
        Verdict::Differs(differences) => {
            for one in differences {
                session.say(format!("{file}: {}", difference(one, session.loudness > 0)));
            }
        }
    }
}

/// Says that pages are as the program wrote them, but the theme, fonts and templates of this run would produce different
/// ones. `them` and `others` are the words for the pages on disk and for the different ones.
fn unlike(them: &str, others: &str) -> String {
    format!(
        "unchanged since panelkit wrote {them}, but the theme, fonts and templates of this run would produce {others}"
    )
}

fn not_drawn(why: NotDrawn) -> &'static str {
    match why {
        NotDrawn::Inputs => {
            "unchanged since it was issued; not drawn again, because the bank or the role spec has changed"
        }
        NotDrawn::Errors => {
            "unchanged since it was issued; not drawn again, because the bank or the role spec has errors"
        }
        NotDrawn::Rules => {
            "unchanged since it was issued; not drawn again, because it was made with earlier drawing rules"
        }
    }
}

fn difference(difference: &Difference, verbose: bool) -> String {
    match difference {
        Difference::Altered => "the file is not the kit that was issued".to_owned(),
        Difference::CandidateFile => "its `candidate.yaml` has errors".to_owned(),
        Difference::Page(name) => {
            format!("`{name}` was changed by hand after it was written, or belongs to another kit")
        }
        Difference::Pages(why) => why.clone(),
        Difference::NoReq(req) => {
            format!("there is no req `{req}` in this workspace, so the kit cannot be drawn again")
        }
        Difference::NoLoop(digest) => {
            let which = if verbose { format!(" ({digest})") } else { String::new() };
            format!("the loop that it is parallel to{which} is missing")
        }
        Difference::Gap => {
            "an earlier kit that this one depends on is missing, so this kit cannot be drawn again".to_owned()
        }
        Difference::NoKit => "no kit can be drawn from its inputs any more".to_owned(),
        Difference::Questions(n) => format!("the inputs give another question for {}", count(*n, "slot")),
        Difference::Frame => {
            "the inputs give the same questions, but the rounds around them differ".to_owned()
        }
        Difference::Particulars => "its particulars are not those of its role spec".to_owned(),
    }
}

fn note(note: &VerifyNote) -> String {
    match note {
        VerifyNote::CertificateUnlike { file } => {
            format!("note: `{file}` is {}", unlike("it", "a different page"))
        }
        VerifyNote::CertificateStale { req, file } => {
            format!("note: `{file}` is out of date; `panelkit certificate {req}` writes it again")
        }
        VerifyNote::Uneven { req, question, kits, of, bound, side_by_side } => {
            let why = match side_by_side {
                true => {
                    ". Kits issued at the same time could not take each other into account; later balanced kits will even this out"
                }
                false => "",
            };
            format!(
                "note: {req}: `{question}` is in {kits} of {}, although the least possible maximum is {bound}{why}",
                count(*of, "kit")
            )
        }
    }
}
