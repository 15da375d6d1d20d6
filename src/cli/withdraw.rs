//! `bank retire` and `bank compromise`: a question is not asked any more.

use panelkit::disk;
use panelkit::load;
use panelkit::model::Status;
use panelkit::text::count;
use panelkit::write::{Lock, replace_file, sweep};

use super::exit::Exit;
use super::session::Session;
use super::targets::{kits_of, read_kit};

/// Arguments of `bank retire` and `bank compromise`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Id of the question
    question: String,
    /// The bank; all of them when absent
    #[arg(value_parser = super::args::id)]
    bank: Option<String>,
}

/// Sets the status of a question in its file, and changes nothing else there.
pub(super) fn run(args: &Args, status: Status, session: &mut Session) -> Result<(), Exit> {
    let (bank, question) = super::bank::find(&args.question, args.bank.as_deref(), session)?;
    let place = question.place.clone();
    let shown = place.source.name().to_owned();
    let path = session.workspace.root().join(&shown);
    if disk::there(&path)?.is_none() {
        return Err(Exit::Usage(format!(
            "`{}` is in the bank inside the program, which cannot be edited\n  = help: `panelkit init` writes it to `question_banks/{bank}`",
            args.question
        )));
    }
    let target = session.target(&path)?;
    let home = session.target(path.parent().unwrap_or(&path))?;
    let _lock = Lock::take(&home)?;
    sweep(&home);
    // Read again under the lock: another run may have written since.
    let (bank, question) = super::bank::find(&args.question, Some(&bank), session)?;
    let place = question.place.clone();
    let shown = place.source.name().to_owned();
    if session.workspace.root().join(&shown) != path {
        return Err(Exit::World(format!("`{shown}` was changed just now\n  = help: run the command again")));
    }
    if question.status == status {
        session.tell(format!("{}: `{}` is {} already", place.link(), args.question, status.as_str()));
        return Ok(());
    }
    let text = load::with_status(&place.source, &args.question, status).ok_or_else(|| {
        Exit::World(format!(
            "the layout of `{shown}` cannot take another status for `{}` without changing more\n  = help: write `status: {}` into the question yourself",
            args.question,
            status.as_str()
        ))
    })?;
    // What editors put first is not part of what was read.
    let bytes = disk::read(&path, u64::MAX)?.unwrap_or_default();
    let mark: &[u8] = if bytes.starts_with(b"\xef\xbb\xbf") { b"\xef\xbb\xbf" } else { b"" };
    if bytes[mark.len()..] != *place.source.text().as_bytes() {
        return Err(Exit::World(format!("`{shown}` was changed just now\n  = help: run the command again")));
    }
    replace_file(&target, &[mark, text.as_bytes()].concat())?;
    session.tell(format!("{}: `{}` is {} now", place.link(), args.question, status.as_str()));
    affected(&args.question, &bank, session)
}

/// Says which reqs have kits with the question.
fn affected(question: &str, bank: &str, session: &mut Session) -> Result<(), Exit> {
    for req in session.reqs()? {
        let mut holding = 0;
        for path in kits_of(session, &req)? {
            // A kit that cannot be read is told; the question is withdrawn all the same.
            let Ok(kit) = read_kit(session, &path) else { continue };
            holding += usize::from(kit.bank.id == bank && kit.slots().any(|s| s.question.id == question));
        }
        if holding > 0 {
            session.tell(format!(
                "{req}: {} with it; `panelkit reissue {req}` repairs those that were not held",
                count(holding, "kit")
            ));
        }
    }
    Ok(())
}
