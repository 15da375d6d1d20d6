//! `generate`: another loop in the place of the one there.

use std::path::Path;

use panelkit::diag::{Diagnostic, Sink, codes};
use panelkit::disk;
use panelkit::issue;
use panelkit::load::read_file;
use panelkit::model::Kit;

use super::drafts::{Draft, past_of_bytes};
use super::exit::Exit;
use super::generate::Run;
use super::homes::{Home, Theirs};
use super::ledger::{self, Ledger};
use super::others::Others;
use super::rolls::other_than_loop;
use super::session::Session;
use super::summary::{assumptions, differences, summary};
use super::targets::{bytes_of, candidate_folders, kit_in};

/// The files of a loop, forms aside.
const PAGES: [&str; 4] = ["kit.md", "kit.pdf", "handouts.md", "handouts.pdf"];

/// The loop that is in a folder.
pub(super) enum There {
    Nothing,
    Kit(Box<Kit>),
    /// Its bytes, and what is wrong with it.
    Unreadable(Vec<u8>, Box<Diagnostic>),
}

impl There {
    /// Looks into a folder.
    pub(super) fn read(folder: &Path, req: &str, session: &Session) -> Result<There, Exit> {
        let Some(file) = kit_in(folder)? else { return Ok(There::Nothing) };
        let mut sink = Sink::new();
        let name = session.workspace.name(&file);
        let kit = read_file(&file, &name, &mut sink).and_then(|source| issue::from_json(&source, &mut sink));
        let kit = kit.and_then(|kit| match other_than_loop(&kit, req) {
            Some(whose) => {
                let message = format!("`{name}` is not the loop of `{req}`");
                let finding = Diagnostic::new(&codes::BAD_KIT, message).in_file(&name).help(whose);
                Err(sink.report(finding.help("take the loop back from version control")))
            }
            None => Ok(kit),
        });
        match (kit, sink.sorted().first()) {
            (Ok(kit), _) => Ok(There::Kit(Box::new(kit))),
            (Err(_), Some(finding)) => {
                let help = "`--force` makes another kit, and moves this one to `history`";
                let finding = (*finding).clone().help(help);
                Ok(There::Unreadable(bytes_of(&file)?.unwrap_or_default(), Box::new(finding)))
            }
            (Err(_), None) => unreachable!("internal: what fails is reported"),
        }
    }
}

/// Another interview than the one there: refused, with what would change, unless forced.
pub(super) fn other(run: &Run<'_>, old: Kit, new: &Kit, session: &mut Session) -> Result<(), Exit> {
    let lines = differences(&old, new, session);
    let req = &run.args.req;
    let issued = match run.args.out.is_some() {
        true => 0,
        false => candidate_folders(session, req)?.len(),
    };
    if run.args.dry_run {
        summary(new, session);
        session.say(format!("{}: another loop would take the place of this one:", run.shown));
        lines.iter().for_each(|line| session.say(format!("  {line}")));
        if !run.args.force {
            session.would_refuse(&format!("`{}` holds a loop that would change", run.shown), &lines);
            return Ok(());
        }
    } else if !run.args.force {
        let mut lines = lines;
        let mut help = Vec::new();
        let reissue = format!(
            "`panelkit reissue {req}` replaces withdrawn questions alone; another role is another req"
        );
        if issued > 0 {
            lines.push(format!(
                "{} a kit that is parallel to this loop: replacing it makes theirs another interview",
                if issued == 1 { "1 candidate has".to_owned() } else { format!("{issued} candidates have") }
            ));
            help.push(reissue.as_str());
        }
        help.push("`--force` replaces it; `--out DIR` writes elsewhere; `--dry-run` only looks");
        let message = format!("`{}` holds a loop that would change", run.shown);
        return Err(session.refuse(&message, &lines, &help));
    } else {
        summary(new, session);
    }
    assumptions(&run.role, &run.bank, new, session);
    let mut others = Others::of(run, session)?;
    others.carry_out(run, Theirs::FormsStay, session)?;
    let home = Home::read(&run.folder, old, None, &run.args.looks)?;
    // Kits of candidates are parallel to the loop before, and are held against it.
    let theirs = match issued == 0 && !home.pages.iter().any(|(_, what)| what.is_of_people()) {
        true => Theirs::Stay,
        false => Theirs::Move,
    };
    let made = run.args.looks.made(home.paper())?;
    let looks = super::outputs::Looks { paper: Some(made.paper), ..run.args.looks.clone() };
    let rendered = run.pages(new, &looks, |_| true)?;
    let draft = home.draft(new, rendered, &made, theirs)?;
    run.finish(&draft, session)?;
    others.tell(run, &[], false, new, session)
}

/// A kit in the place of one that cannot be read, which moves to the history with the pages that are not known
/// to be ours.
pub(super) fn unreadable(run: &Run<'_>, bytes: &[u8], kit: &Kit, session: &mut Session) -> Result<(), Exit> {
    summary(kit, session);
    assumptions(&run.role, &run.bank, kit, session);
    let mut others = Others::of(run, session)?;
    others.carry_out(run, Theirs::FormsStay, session)?;
    let made = run.args.looks.made(None)?;
    let rendered = run.pages(kit, &run.args.looks, |_| true)?;
    let mut draft = Draft::new(&run.folder, rendered);
    let record = Ledger::of(kit, &made, &draft.files);
    let past = past_of_bytes(bytes);
    let to = draft.archive(&past, "unreadable-kit.json", bytes.to_vec())?;
    session.remark(format!("note: the `kit.json` there moves to `{}/{to}`", run.shown));
    let before = Ledger::read(&run.folder).unwrap_or_else(|_| Ledger::new(None));
    let forms = disk::list(&run.folder.join("scorecards"))?.unwrap_or_default().into_iter();
    let forms = forms.map(|entry| format!("scorecards/{}", entry.name));
    let forms = forms.filter(|name| name.ends_with(".md") || name.ends_with(".pdf"));
    for name in PAGES.map(str::to_owned).into_iter().chain(forms) {
        let Some(there) = bytes_of(&run.folder.join(&name))? else { continue };
        if draft.files.get(&name) == Some(&there) {
            continue;
        }
        if before.has(&name, &there) != Some(true) {
            draft.moves(&name, &past)?;
        } else if !draft.files.contains_key(&name) {
            draft.gone.insert(name);
        }
    }
    draft.files.insert("kit.json".to_owned(), issue::to_json(kit).into_bytes());
    draft.files.insert(ledger::FILE.to_owned(), record.to_json());
    run.finish(&draft, session)?;
    others.tell(run, &[], false, kit, session)
}
