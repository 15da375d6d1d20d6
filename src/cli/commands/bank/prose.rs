//! `bank prose`: how easy each question is to follow, how long it takes, and views of the texts for an editor.

use clap::ValueEnum;
use panelkit::app::bank::prose::{self, Line, Reads, View};
use panelkit::text::count;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{OutcomeArg, id};

/// Arguments of `bank prose`.
#[derive(Debug, clap::Args)]
pub(super) struct Prose {
    /// The bank; may be left out if there is only one
    #[arg(value_parser = id)]
    bank: Option<String>,
    /// Show only questions that are hard to follow by ear or take longer than the bank allows
    #[arg(long, conflicts_with = "show")]
    wrong: bool,
    /// Show texts instead of figures
    #[arg(long, value_name = "WHAT")]
    show: Option<Show>,
    #[command(flatten)]
    outcome: OutcomeArg,
}

/// What `--show` shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Show {
    /// The sentences of prompts and anchors, the longest first
    Sentences,
    /// The leads of each question beside each other
    Leads,
    /// The anchor for the score that meets the requirement (3 in the shipped banks) beside the next one (4)
    Pairs,
    /// Fixed probes that share words with the higher of these two anchors alone
    Probes,
    /// The one deed that separates the higher of these two anchors from the other
    Deeds,
}

impl Prose {
    pub(super) fn run(&self, session: &mut Session) -> Result<(), Exit> {
        if let Some(show) = self.show {
            let view = match show {
                Show::Sentences => View::Sentences,
                Show::Leads => View::Leads,
                Show::Pairs => View::Pairs,
                Show::Probes => View::Probes,
                Show::Deeds => View::Deeds,
            };
            let lines = prose::view(self.bank.as_deref(), view, &mut session.call())?;
            session.show(&lines, self.outcome, |lines, session| shown(lines, show, session));
            return Ok(());
        }
        let mut found = prose::prose(self.bank.as_deref(), &mut session.call())?;
        let all = found.len();
        let wrong = found.iter().filter(|it| it.hard || it.long).count();
        let broken = found.iter().filter(|it| !it.breaks.is_empty()).count();
        found.retain(|it| !self.wrong || it.hard || it.long);
        session.show(&found, self.outcome, |it, session| reads(it, [wrong, broken, all], session));
        Ok(())
    }
}

fn reads(found: &Vec<Reads>, [wrong, broken, all]: [usize; 3], session: &Session) {
    let width = found.iter().map(|it| it.question.len()).max().unwrap_or(0);
    session.tell(format!("{:width$}  words  longest  ease  spoken  minutes  limits", "question"));
    for it in found {
        let hard = it.hard.then_some("hard to follow by ear");
        let notes: Vec<&str> =
            hard.into_iter().chain(it.long.then_some("takes longer than the bank allows")).collect();
        let Reads { question, words, ease, spoken, minutes, longest, .. } = it;
        let limits = match it.breaks.len() {
            0 => String::new(),
            n => n.to_string(),
        };
        let line = format!(
            "{question:width$}  {words:>5}  {longest:>7}  {ease:>4.0}  {spoken:>6.1}  {minutes:>7}  {limits:>6}  {}",
            notes.join(", ")
        );
        session.say(line.trim_end());
    }
    session.tell(format!(
        "{wrong} of {} need attention; {broken} break a limit of plain wording (`check -W plainness` says which)",
        count(all, "question")
    ));
}

fn shown(lines: &Vec<Line>, show: Show, session: &Session) {
    let width = lines.iter().map(|it| it.question.len()).max().unwrap_or(0);
    match show {
        Show::Sentences => {
            for Line { question, place, words, text, .. } in lines {
                session.say(format!("{words:>3}  {question:width$}  {place:9}  {text}"));
            }
            session.tell(count(lines.len(), "sentence"));
        }
        Show::Leads => {
            for of_one in lines.chunk_by(|a, b| a.question == b.question) {
                let (question, leads) = (&of_one[0].question, of_one);
                let leads: Vec<String> =
                    leads.iter().map(|it| format!("{} {}", score(it), it.text)).collect();
                session.say(format!("{question:width$}  {}", leads.join("  |  ")));
            }
        }
        Show::Pairs => {
            for pair in lines.chunk_by(|a, b| a.question == b.question) {
                session.say(&pair[0].question);
                pair.iter().for_each(|it| session.say(format!("  {}  {}", score(it), it.text)));
            }
        }
        Show::Probes => {
            for Line { question, place, text, note, .. } in lines {
                session.say(format!("{question:width$}  {place}  {text}  ({note})"));
            }
            session.tell(format!("{} with words of the next anchor", count(lines.len(), "fixed probe")));
        }
        Show::Deeds => {
            for Line { question, text, note, .. } in lines {
                session.say(format!("{question:width$}  {note}  {text}"));
            }
            session.tell(count(lines.len(), "deed"));
        }
    }
}

/// The score of the anchor that a line shows.
fn score(line: &Line) -> &str {
    line.place.strip_prefix("anchors.").unwrap_or(&line.place)
}
