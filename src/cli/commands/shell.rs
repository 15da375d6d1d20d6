//! `completions` and `man`: from the same definition as the help.

use clap::CommandFactory;
use clap_complete::Shell;

use panelkit::store::Fault;

use crate::cli::args::Cli;
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
    /// The command; the page of the program when absent
    command: Option<String>,
}

pub(crate) fn completions(args: &CompletionArgs, session: &Session) -> Result<(), Exit> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "panelkit", &mut text);
    session.page(&text);
    Ok(())
}

pub(crate) fn man(args: &ManArgs, session: &Session) -> Result<(), Exit> {
    let mut command = Cli::command();
    command.build();
    let page = match &args.command {
        None => command,
        Some(name) => match command.find_subcommand(name) {
            Some(found) => found.clone(),
            None => return Err(Fault::Request(format!("there is no command `{name}`")).into()),
        },
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text).map_err(Fault::from)?;
    session.page(&text);
    Ok(())
}
