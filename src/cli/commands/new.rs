//! `new`: a commented role spec.

use std::io::{self, BufRead, IsTerminal, Write};

use panelkit::app::role::{Choice, NewRole, RoleMade, new_role};
use panelkit::store::Fault;
use panelkit::text::quoted;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{OutcomeArg, id};

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The req (the id of the job opening)
    #[arg(value_parser = id)]
    req: String,
    /// The bank that the questions come from
    #[arg(long, value_name = "BANK", value_parser = id)]
    bank: Option<String>,
    /// Seniority
    #[arg(long, value_name = "LEVEL")]
    level: Option<String>,
    /// Depth that the role asks for
    #[arg(long, value_name = "DEPTH")]
    depth: Option<String>,
    /// Title as it would be posted
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    #[command(flatten)]
    outcome: OutcomeArg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let request = NewRole {
        req: args.req.clone(),
        bank: args.bank.clone(),
        level: args.level.clone(),
        depth: args.depth.clone(),
        title: args.title.clone(),
    };
    let made = new_role(&request, &mut ask, &mut session.call())?;
    session.show(&made, args.outcome, human);
    Ok(())
}

fn human(made: &RoleMade, session: &Session) {
    for Choice { what, known, default, instead } in &made.assumed {
        let known = quoted(known.iter().map(String::as_str), "or");
        session.remark(format!("note: {what} set to `{default}`; `--{what}` chooses another of {known}"));
        if let Some(command) = instead {
            session.remark(format!("note: if the job is another one, `{command}` makes a bank for it"));
        }
    }
    session.tell(format!("{}: level {}, depth {}, bank {}", made.file, made.level, made.depth, made.bank));
    session.tell(format!("next: write its must-haves, then `panelkit generate {}`", made.req));
}

/// Asks on a terminal. Returns `None` if there is no terminal or the answer is empty.
fn ask(choice: &Choice) -> Result<Option<String>, Fault> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(None);
    }
    if let Some(command) = &choice.instead {
        let _ = writeln!(io::stderr(), "no bank here is for this role; `{command}` makes one");
    }
    let what = match choice.known.is_empty() {
        true => format!("{} (for example `{}, Payments API`)", choice.what, choice.default),
        false => format!("{} ({})", choice.what, quoted(choice.known.iter().map(String::as_str), "or")),
    };
    // The answer counts, whether or not the question could be shown.
    let _ = write!(io::stderr(), "{what}: ").and_then(|()| io::stderr().flush());
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    let line = line.trim();
    Ok((!line.is_empty()).then(|| line.to_owned()))
}
