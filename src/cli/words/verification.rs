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
            Missing::Kit(folder) => format!("{folder}: has pages, and its kit is gone"),
            Missing::Altered(file) => format!("{file}: was changed by hand since it was written"),
        });
    }
    let different = it.kits.iter().filter(|kit| matches!(kit.verdict, Verdict::Differs(_))).count();
    let unread = it.kits.iter().any(|kit| kit.verdict == Verdict::Unread);
    let all = count(it.kits.len(), "kit");
    if different > 0 {
        let differ = if different == 1 { "differs" } else { "differ" };
        session.say(format!("{different} of {all} {differ}"));
    } else if !it.beside.is_empty() {
        session.say("every kit that is there is as issued, and something beside them is not");
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
    let unlike = match kit.unlike {
        0 => String::new(),
        _ if kit.renamed => "; its forms show another name than `candidate.yaml`".to_owned(),
        n => format!(
            "; {} as `pages.json` says, and not what the templates and fonts of this run give",
            if n == 1 { "1 page is".to_owned() } else { format!("{n} pages are") }
        ),
    };
    match &kit.verdict {
        Verdict::Unread => {}
        Verdict::NotDrawn(why) => session.tell(format!("{file}: {}{unlike}", not_drawn(*why))),
        Verdict::Same => {
            let stale = match kit.stale {
                true => "; its particulars are not those of the role spec any more",
                false => "",
            };
            session.tell(format!("{file}: as issued, and what its inputs and seed give{stale}{unlike}"));
        }
        Verdict::Differs(differences) => {
            for one in differences {
                session.say(format!("{file}: {}", difference(one, session.loudness > 0)));
            }
        }
    }
}

fn not_drawn(why: NotDrawn) -> &'static str {
    match why {
        NotDrawn::Inputs => {
            "unchanged since it was issued; not drawn again, because the bank or the role spec has changed"
        }
        NotDrawn::Errors => {
            "unchanged since it was issued; not drawn again, because the bank or the role spec has errors"
        }
        NotDrawn::Rules => "unchanged since it was issued; made by earlier drawing rules, not drawn again",
    }
}

fn difference(difference: &Difference, verbose: bool) -> String {
    match difference {
        Difference::Altered => "the file is not the kit that was issued".to_owned(),
        Difference::CandidateFile => "its `candidate.yaml` has errors".to_owned(),
        Difference::Page(name) => {
            format!("`{name}` was changed by hand since it was written, or is not of this kit")
        }
        Difference::Pages(why) => why.clone(),
        Difference::NoReq(req) => format!("there is no req `{req}` here to make it from"),
        Difference::NoLoop(digest) => {
            let which = if verbose { format!(" ({digest})") } else { String::new() };
            format!("the loop that it is parallel to{which} is not here")
        }
        Difference::Gap => {
            "a kit that it was issued after is not here, so it cannot be drawn again".to_owned()
        }
        Difference::NoKit => "its inputs give no kit any more".to_owned(),
        Difference::Questions(n) => format!("the inputs give another question for {}", count(*n, "slot")),
        Difference::Frame => {
            "the inputs give the same questions, the interview around them differs".to_owned()
        }
        Difference::Particulars => "its particulars are not those of its role spec".to_owned(),
    }
}

fn note(note: &VerifyNote) -> String {
    match note {
        VerifyNote::CertificateUnlike { file } => format!(
            "note: `{file}` is as `pages.json` says, and not what the templates and fonts of this run give"
        ),
        VerifyNote::CertificateStale { req, file } => format!(
            "note: `{file}` is not what the kits give now: `panelkit certificate {req}` writes it again"
        ),
        VerifyNote::Uneven { req, question, kits, of, bound, side_by_side } => {
            let why = match side_by_side {
                true => {
                    ": kits issued side by side do not know of each other; the next balanced ones even it out"
                }
                false => "",
            };
            format!(
                "note: {req}: `{question}` is in {kits} of {}, the least possible maximum is {bound}{why}",
                count(*of, "kit")
            )
        }
    }
}
