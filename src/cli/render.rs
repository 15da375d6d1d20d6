//! `render`: the renderings of a kit again, without drawing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use panelkit::write::replace_file;

use super::exit::Exit;
use super::outputs::{FormatArg, Looks, formats, render};
use super::pages::whole;
use super::session::Session;
use super::targets::{bytes_of, existing_kit, read_kit};

/// Arguments of `render`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The kit
    #[arg(value_name = "KIT.json")]
    kit: PathBuf,
    /// What to write beside it
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "md,pdf")]
    format: Vec<FormatArg>,
    #[command(flatten)]
    looks: Looks,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    existing_kit(&args.kit)?;
    let kit = read_kit(session, &args.kit)?;
    let renderer = args.looks.renderer()?;
    let mut files = BTreeMap::new();
    for (stem, page) in whole(&kit) {
        files.extend(render(&kit, page, stem, &formats(&args.format), &renderer, session)?);
    }
    let folder = args.kit.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let target = session.target_named(folder)?;
    for (name, bytes) in &files {
        let path = folder.join(name);
        let note = match bytes_of(&path)? {
            Some(old) if old != *bytes => " (replaced: it was different)",
            _ => "",
        };
        replace_file(&target.join(name)?, bytes)?;
        session.tell(format!("{}{note}", path.display()));
    }
    Ok(())
}
