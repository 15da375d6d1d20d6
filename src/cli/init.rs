//! `init`: a workspace with the shipped banks and a sample role spec.

use std::path::PathBuf;

use panelkit::load::{SAMPLE_ROLE, shipped_banks, shipped_files};
use panelkit::write::{Target, write_new};

use super::exit::Exit;
use super::session::Session;

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folder to make it in; this one when absent
    dir: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let here = session.workspace.root().to_path_buf();
    let root = args.dir.as_ref().map_or_else(|| here.clone(), |dir| here.join(dir));
    let target = Target::named(&root)?;
    let mut files: Vec<(String, &str)> = Vec::new();
    for bank in shipped_banks() {
        for (name, text) in shipped_files(bank).unwrap_or_default() {
            files.push((format!("question_banks/{bank}/{name}"), text));
        }
    }
    files.push(("kits/payments-api-tpm/role.yaml".to_owned(), SAMPLE_ROLE));
    // A link that leads out is an error before anything is written.
    let targets: Vec<Target> = files.iter().map(|(name, _)| target.join(name)).collect::<Result<_, _>>()?;
    let (mut made, mut kept) = (0, 0);
    for ((name, text), target) in files.iter().zip(&targets) {
        if write_new(target, text.as_bytes())? {
            made += 1;
            session.detail(format!("made {name}"));
        } else {
            kept += 1;
            session.tell(format!("kept {name}: it is there already"));
        }
    }
    let shown = root.display();
    session.tell(format!("{shown}: {} made, {kept} kept", panelkit::text::count(made, "file")));
    session.tell("next: `panelkit generate payments-api-tpm`, or `panelkit new YOUR-REQ`");
    Ok(())
}
