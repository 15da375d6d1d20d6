//! `diff`: two kits, slot by slot.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use panelkit::issue::{self, Comparison};
use panelkit::text::count;

use super::exit::Exit;
use super::session::Session;
use super::targets::read_kit;

/// Arguments of `diff`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// One kit
    #[arg(value_name = "KIT.json")]
    first: PathBuf,
    /// The other
    #[arg(value_name = "KIT.json")]
    second: PathBuf,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: DiffFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// A line for each slot that differs
    Human,
    /// For programs
    Json,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let first = kit_of(&args.first)?;
    let second = kit_of(&args.second)?;
    let first = read_kit(session, &first)?;
    let second = read_kit(session, &second)?;
    let found = issue::compare(&first, &second);
    match args.format {
        DiffFormat::Json => session.say(serde_json::to_string_pretty(&found).expect("internal: plain data")),
        DiffFormat::Human => human(&found, session),
    }
    Ok(())
}

/// The kit file that is meant: a candidate's folder means the kit in it.
fn kit_of(path: &Path) -> Result<PathBuf, Exit> {
    let file = if path.is_dir() { path.join("kit.json") } else { path.to_path_buf() };
    if file.is_file() {
        return Ok(file);
    }
    Err(Exit::Usage(format!(
        "there is no kit at `{}`\n  = help: name kit files, or the folders of candidates: `kits/REQ/candidates/ID`",
        path.display()
    )))
}

fn human(found: &Comparison, session: &Session) {
    for (what, a, b) in &found.kits {
        session.say(format!("{what}: {a} -> {b}"));
    }
    let width = found.slots.iter().map(|s| s.slot.len()).max().unwrap_or(0);
    for slot in &found.slots {
        let name = |id: &Option<String>| id.as_ref().map_or("(no slot)".to_owned(), |id| format!("`{id}`"));
        let what = match slot.first == slot.second {
            true => name(&slot.first),
            false => format!("{} -> {}", name(&slot.first), name(&slot.second)),
        };
        let notes = match slot.notes.is_empty() {
            true => String::new(),
            false => format!(" ({})", slot.notes.join(", ")),
        };
        let parallel =
            if slot.parallel || slot.first.is_none() || slot.second.is_none() { "" } else { " not parallel" };
        session.say(format!("{:width$}  {what}{notes}{parallel}", slot.slot));
    }
    session.tell(format!(
        "{} the same, {}",
        count(found.same, "slot"),
        match found.slots.len() {
            0 => "none differs".to_owned(),
            1 => "1 differs".to_owned(),
            n => format!("{n} differ"),
        }
    ));
}
