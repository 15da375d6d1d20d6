//! What the user typed, and the dispatch to the commands.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::ColorChoice;
use clap::{ArgAction, CommandFactory, Parser, Subcommand, ValueEnum};
use panelkit::diag::Sink;
use panelkit::disk;
use panelkit::load::Workspace;
use panelkit::store::{Fault, discover};
use panelkit::text::visible;

use super::commands::{
    agree, bank, calibrate, certificate, check, collect, debrief, decide, diff, excuse, explain, generate,
    held, init, new, record, reissue, render, schema, scorecards, scores, shell, simulate, swap, variants,
    verify,
};
use super::exit::Exit;
use super::output::Output;
use super::report::Report;
use super::session::Session;
use super::values::ReportFormat;
use super::words;

/// Structured interview kits from a question bank and a role spec.
#[derive(Debug, Parser)]
#[command(name = "panelkit", version, about, max_term_width = 100, infer_subcommands = false)]
pub(crate) struct Cli {
    /// Folder that holds `question_banks/` and `kits/`; by default the nearest such folder from the current
    /// folder upwards
    #[arg(long, global = true, value_name = "DIR")]
    workspace: Option<PathBuf>,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Colour,
    /// Print only what went wrong
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Print more details
    #[arg(short, long, global = true, action = ArgAction::SetTrue)]
    verbose: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a workspace with the shipped banks and a sample role spec
    Init(init::Args),
    /// Make a commented role spec
    New(new::Args),
    /// Check banks, role specs and issued kits
    Check(check::Args),
    /// Make the loop of a req: kit.json, Markdown, PDF
    Generate(generate::Args),
    /// List the questions that fit a slot of the loop, or put one of them there
    Swap(swap::Args),
    /// Make a form for each round and interviewer
    Scorecards(scorecards::Args),
    /// Make a kit for each candidate, and the certificate of their equivalence
    Variants(variants::Args),
    /// Replace withdrawn questions in the kits of interviews that have not been held yet
    Reissue(reissue::Args),
    /// Record the day of a candidate's first round, after which the kit does not change
    Held(held::Args),
    /// Read filled-in scorecards back
    Collect(collect::Args),
    /// Show which forms are in, late or missing, and what has not been assessed yet
    Scores(scores::Args),
    /// Record that the form of a seat will not come
    Excuse(excuse::Args),
    /// Show what the scores say: who meets the must-haves, who is ahead, what that depends on
    Debrief(debrief::Args),
    /// Record the rating that the panel agreed on for a question, beside the independent ones
    Agree(agree::Args),
    /// Record a decision about a candidate, by whom and why
    Decide(decide::Args),
    /// Make the decision record of a candidate, of the opening, or for the candidate
    Record(record::Args),
    /// Let raters practise on sample answers, and compare their ratings
    Calibrate(calibrate::Args),
    /// Compare two kits slot by slot
    Diff(diff::Args),
    /// Show how evenly kits for a number of candidates would use the bank
    Simulate(simulate::Args),
    /// Write the certificate of equivalence again, from the kits that were issued
    Certificate(certificate::Args),
    /// Render the pages of a kit again, without drawing questions
    Render(render::Args),
    /// Check that kits are unaltered and that their inputs and seed still give them
    Verify(verify::Args),
    /// Explain a finding, or why a question was drawn
    Explain(explain::Args),
    /// Inspect and edit a bank
    Bank(bank::Args),
    /// Print a JSON Schema for editors
    Schema(schema::Args),
    /// Print completions for a shell
    Completions(shell::CompletionArgs),
    /// Print the manual page
    Man(shell::ManArgs),
}

impl Command {
    /// Whether the command may read the banks of the workspace.
    fn reads_banks(&self) -> bool {
        !matches!(
            self,
            Command::Init(_)
                | Command::Schema(_)
                | Command::Completions(_)
                | Command::Man(_)
                | Command::Diff(_)
                | Command::Held(_)
                | Command::Agree(_)
                | Command::Collect(_)
                | Command::Scores(_)
                | Command::Excuse(_)
        )
    }

    /// The name of the command if it was asked for a report, and whether this is a dry run.
    fn reported(&self) -> Option<(&'static str, bool)> {
        let (name, dry_run, report) = match self {
            Command::Generate(args) => ("generate", args.dry_run, args.pages.report),
            Command::Swap(args) => ("swap", args.dry_run, args.pages.report),
            Command::Scorecards(args) => ("scorecards", false, args.pages.report),
            Command::Variants(args) => ("variants", args.dry_run, args.pages.report),
            Command::Reissue(args) => ("reissue", args.dry_run, args.report),
            Command::Debrief(args) => ("debrief", false, args.pages.report),
            Command::Record(args) => ("record", false, args.pages.report),
            Command::Certificate(args) => ("certificate", false, args.pages.report),
            Command::Collect(args) => ("collect", false, args.report),
            Command::Render(args) => ("render", false, args.pages.report),
            _ => return None,
        };
        report.report.map(|ReportFormat::Json| (name, dry_run))
    }
}

/// Parses the command line, runs the command, and returns the exit status.
pub(crate) fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            report_of_failure(&error.to_string(), error.use_stderr());
            return unparsed(&error);
        }
    };
    let colour = match cli.color {
        Colour::Auto => ColorChoice::Auto,
        Colour::Always => ColorChoice::Always,
        Colour::Never => ColorChoice::Never,
    };
    let loudness = i8::from(cli.verbose) - i8::from(cli.quiet);
    let session =
        workspace(cli.workspace.as_deref(), &cli.command).map(|w| Session::new(w, colour, loudness));
    let mut session = match session {
        Ok(session) => session,
        Err(exit) => {
            report_of_failure(exit.message().unwrap_or_default(), true);
            return finish(None, &exit);
        }
    };
    if let Some((name, dry_run)) = cli.command.reported() {
        session.report(name, dry_run);
    }
    // If the folder of banks cannot be read, report that; do not go on as if there were no banks.
    if let (true, Err(error)) =
        (cli.command.reads_banks(), disk::list(&session.workspace.root().join("question_banks")))
    {
        let exit = Exit::from(Fault::from(error.named("question_banks")));
        session.end_report(exit.status(), exit.message());
        return finish(Some(&session), &exit);
    }
    let failed = dispatch(cli.command, &mut session).err();
    if let Some(Exit::Fault(Fault::Refused(refusal))) = &failed {
        words::refuse(refusal, Vec::new(), false, &session);
    }
    session.show_findings();
    session.end_report(failed.as_ref().map_or(0, Exit::status), failed.as_ref().and_then(Exit::message));
    match failed.or_else(|| session.lost()) {
        None => ExitCode::SUCCESS,
        Some(exit) => finish(Some(&session), &exit),
    }
}

/// The report of a run that failed before its command began, if one was asked for.
fn report_of_failure(why: &str, failed: bool) {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let pair = words.windows(2).any(|two| two[0] == "--report" && two[1] == "json");
    if !failed || !(pair || words.iter().any(|word| word == "--report=json")) {
        return;
    }
    let named = Cli::command();
    let command = words.iter().find(|word| named.find_subcommand(word).is_some());
    let report =
        Report::new(command.map_or("", String::as_str), words.iter().any(|word| word == "--dry-run"));
    let text = format!("{:#}\n", report.to_json(2, Some(why), &Sink::new()));
    Output::new(ColorChoice::Never).text(&text);
}

/// Prints what the parser shows instead of running a command: the help, the version or an error.
fn unparsed(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        // Nothing can be done when standard error is closed.
        let said = error.to_string();
        let _ = match visible(&said) {
            shown if shown == said => error.print(),
            shown => write!(anstream::stderr(), "{shown}"),
        };
        return ExitCode::from(2);
    }
    let output = Output::new(ColorChoice::Auto);
    output.text(&error.render().ansi().to_string());
    output.lost().map_or(ExitCode::SUCCESS, |exit| finish(None, &exit))
}

fn finish(session: Option<&Session>, exit: &Exit) -> ExitCode {
    if let Some(message) = exit.message() {
        let line = format!("error: {message}");
        match session {
            Some(session) => session.remark(line),
            // Nothing can be done when standard error is closed.
            None => {
                let _ = writeln!(anstream::stderr(), "{}", visible(&line));
            }
        }
    }
    ExitCode::from(exit.status())
}

fn dispatch(command: Command, session: &mut Session) -> Result<(), Exit> {
    match command {
        Command::Init(args) => init::run(&args, session),
        Command::New(args) => new::run(&args, session),
        Command::Check(args) => check::run(&args, session),
        Command::Generate(args) => generate::run(&args, session),
        Command::Swap(args) => swap::run(&args, session),
        Command::Scorecards(args) => scorecards::run(&args, session),
        Command::Variants(args) => variants::run(&args, session),
        Command::Reissue(args) => reissue::run(&args, session),
        Command::Held(args) => held::run(&args, session),
        Command::Collect(args) => collect::run(&args, session),
        Command::Scores(args) => scores::run(&args, session),
        Command::Excuse(args) => excuse::run(&args, session),
        Command::Debrief(args) => debrief::run(&args, session),
        Command::Agree(args) => agree::run(&args, session),
        Command::Decide(args) => decide::run(&args, session),
        Command::Record(args) => record::run(&args, session),
        Command::Calibrate(args) => calibrate::run(&args, session),
        Command::Diff(args) => diff::run(&args, session),
        Command::Simulate(args) => simulate::run(&args, session),
        Command::Certificate(args) => certificate::run(&args, session),
        Command::Render(args) => render::run(&args, session),
        Command::Verify(args) => verify::run(&args, session),
        Command::Explain(args) => explain::run(&args, session),
        Command::Bank(args) => bank::run(&args, session),
        Command::Schema(args) => schema::run(&args, session),
        Command::Completions(args) => shell::completions(&args, Cli::command(), session),
        Command::Man(args) => shell::man(&args, Cli::command(), session),
    }
}

/// The folder that was named, or else the nearest folder from the current one upwards that holds banks or kits,
/// or else the current folder.
fn workspace(named: Option<&Path>, command: &Command) -> Result<Workspace, Exit> {
    let new = |folder: &Path| Workspace::new(folder).map_err(|e| Exit::from(Fault::from(e)));
    if let Some(folder) = named {
        return new(folder);
    }
    let here = std::env::current_dir().map_err(|e| Fault::World(format!("no current folder: {e}")))?;
    match command {
        Command::Init(_) => new(&here),
        _ => Ok(discover(&here)?),
    }
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
