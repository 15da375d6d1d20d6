//! `completions` and `man`: generated from the same definition as the help.

use clap::Command;
use clap_complete::Shell;
use panelkit::store::Fault;

use crate::cli::exit::Exit;
use crate::cli::session::Session;

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
pub(crate) struct CompletionArgs {
    /// The shell
    shell: Shell,
}

/// Arguments of `man`.
#[derive(Debug, clap::Args)]
pub(crate) struct ManArgs {
    /// The command; default: the page of the whole program
    command: Option<String>,
}

pub(crate) fn completions(
    args: &CompletionArgs,
    mut program: Command,
    session: &Session,
) -> Result<(), Exit> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut program, "panelkit", &mut text);
    session.page(&text);
    Ok(())
}

pub(crate) fn man(args: &ManArgs, mut program: Command, session: &Session) -> Result<(), Exit> {
    program.build();
    let page = match &args.command {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(found) => found.clone(),
            None => return Err(Fault::Request(format!("there is no command `{name}`")).into()),
        },
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text).map_err(Fault::from)?;
    session.page(&text);
    Ok(())
}
