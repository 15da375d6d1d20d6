//! `render`: the renderings of a kit again, without drawing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use panelkit::write::{Lock, Target, add_files, replace_file};

use super::exit::Exit;
use super::homes::{Home, Theirs};
use super::ledger;
use super::outputs::{FormatArg, Looks, Rendered, formats, tell_missing};
use super::pages::whole;
use super::report::ReportArg;
use super::session::Session;
use super::targets::{candidate_in, existing_kit, read_kit};

/// Arguments of `render`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The kit
    #[arg(value_name = "KIT.json")]
    kit: PathBuf,
    /// What to write beside it
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "md,pdf")]
    format: Vec<FormatArg>,
    /// Replace pages that were changed by hand; those move to `history`
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    looks: Looks,
    #[command(flatten)]
    pub(super) report: ReportArg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    existing_kit(&args.kit)?;
    let folder = args.kit.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let target = session.target_named(folder)?;
    let _lock = alone(&target, session)?;
    let kit = read_kit(session, &args.kit)?;
    let name = candidate_in(&session.workspace, folder, &mut session.sink)?.name;
    let home = Home::read(folder, kit.clone(), name, &args.looks)?;
    let made = args.looks.made(home.paper())?;
    let renderer = args.looks.renderer_on(made.paper)?;
    let mut rendered = Rendered::default();
    for (stem, page) in whole(&kit) {
        rendered.add(&page, stem, &formats(&args.format), &renderer)?;
    }
    let shown = |name: &str| folder.join(name).display().to_string();
    let changed = home.changed().filter(|name| rendered.files.contains_key(*name));
    let changed: Vec<String> = changed.map(shown).collect();
    if !args.force && !changed.is_empty() {
        return Err(session.refuse(
            "these pages were changed by hand, or written by another program:",
            &changed,
            &["`--force` writes them again and keeps these in `history`; or move them away"],
        ));
    }
    for (name, missing) in &rendered.missing {
        tell_missing(&shown(name), missing, session);
    }
    let mut draft = home.draft(&kit, rendered, &made, Theirs::GivenMove)?;
    let work = draft.work()?;
    let history = draft.files.split_off("history/").into_iter();
    let (past, mut after): (BTreeMap<_, _>, BTreeMap<_, _>) =
        history.partition(|(name, _)| name.starts_with("history/"));
    add_files(&target, &past)?;
    draft.files.append(&mut after);
    for (name, bytes) in &draft.files {
        replace_file(&target.join(name)?, bytes)?;
        if name != ledger::FILE {
            let note = if work.changed.contains(name) { " (replaced: it was different)" } else { "" };
            session.tell(format!("{}{note}", shown(name)));
        }
    }
    draft.tell(&work, false, session);
    Ok(())
}

/// Takes what keeps a second run away from a kit: its req, or what holds its folder.
fn alone(folder: &Target, session: &Session) -> Result<Lock, Exit> {
    let kits = session.workspace.root().join("kits");
    let real = folder.path().canonicalize()?;
    let req = real.strip_prefix(&kits).ok().and_then(|rest| rest.components().next());
    match req {
        Some(req) => Ok(Lock::take(&session.target(&kits.join(req))?)?),
        None => Ok(Lock::take(&folder.parent())?),
    }
}
