//! Values that several commands take on the command line.

use std::path::PathBuf;

use clap::ValueEnum;
use panelkit::model::IssueMode;
use panelkit::render::{Format, Paper};
use panelkit::store::{Looks, SystemFonts};

pub(super) use panelkit::app::roster::id;

/// Formats of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormatArg {
    /// Markdown
    Md,
    /// PDF
    Pdf,
    /// One HTML file for each page; that of a pack is a form
    Html,
    /// Only the JSON, which is always written
    Json,
}

/// Sizes of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PaperArg {
    /// 210 by 297 mm
    A4,
    /// 8.5 by 11 inches
    Letter,
}

/// Templates, fonts and paper.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct LooksArgs {
    /// Folder with templates that replace built-in ones of the same file name
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// A font (TTF or OTF) for characters that the built-in ones lack; may be repeated [default: those of
    /// panelkit.yaml]
    #[arg(long, value_name = "FILE")]
    font: Vec<PathBuf>,
    /// Size of the pages; default: that of panelkit.yaml, or of the pages on disk, or A4
    #[arg(long, value_name = "SIZE")]
    paper: Option<PaperArg>,
}

impl LooksArgs {
    /// The choices.
    pub(super) fn looks(&self) -> Looks {
        let paper = self.paper.map(|paper| match paper {
            PaperArg::A4 => Paper::A4,
            PaperArg::Letter => Paper::Letter,
        });
        Looks {
            templates: self.templates.clone(),
            fonts: self.font.clone(),
            paper,
            system_fonts: SystemFonts::in_folders(super::font_folders::font_folders()),
            ..Looks::default()
        }
    }
}

/// How kits are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ModeArg {
    /// Draw kits in the order of issue; each kit takes the questions used least so far
    Balanced,
    /// Draw each kit from the candidate's id and the seed alone: the same kit on any machine and in any order
    Stable,
}

impl ModeArg {
    pub(super) fn mode(self) -> IssueMode {
        match self {
            ModeArg::Balanced => IssueMode::Balanced,
            ModeArg::Stable => IssueMode::Stable,
        }
    }
}

/// `--report json`, for commands whose `--format` names formats of pages.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(super) struct ReportArg {
    /// Print a report for other programs on standard output: what was done, or would be done
    #[arg(long, value_name = "FORMAT")]
    pub(super) report: Option<ReportFormat>,
}

/// Formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// One JSON object
    Json,
}

/// The options of every command that writes pages.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct PagesArgs {
    /// Formats of the pages to write; `json` alone writes no pages
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "md,pdf")]
    format: Vec<FormatArg>,
    #[command(flatten)]
    looks: LooksArgs,
    #[command(flatten)]
    pub(super) report: ReportArg,
}

impl PagesArgs {
    /// The formats of pages, without repetition.
    pub(super) fn formats(&self) -> Vec<Format> {
        pages(&self.format, FormatArg::Md, FormatArg::Pdf, FormatArg::Html)
    }

    /// Fonts, templates and paper.
    pub(super) fn looks(&self) -> Looks {
        self.looks.looks()
    }
}

/// The options of commands that write pages about scores.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ScorePagesArgs {
    /// Replace files that a person changed; they move to the history
    #[arg(long)]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) looks: LooksArgs,
    #[command(flatten)]
    pub(super) report: ReportArg,
}

/// The formats of pages among those that a command was asked for, without repetition. `md`, `pdf`, `html`: what the command
/// calls them.
pub(super) fn pages<T: PartialEq>(asked: &[T], md: T, pdf: T, html: T) -> Vec<Format> {
    let is_asked = |format: &Format| {
        asked.contains(match format {
            Format::Markdown => &md,
            Format::Pdf => &pdf,
            Format::Html => &html,
        })
    };
    Format::ALL.into_iter().filter(is_asked).collect()
}

/// What commands about one candidate take.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct CandidateArg {
    /// The req (the id of the job opening)
    #[arg(value_parser = id)]
    pub(super) req: String,
    /// The candidate
    #[arg(long, value_name = "ID", value_parser = id)]
    pub(super) candidate: String,
}

/// `--format human|json`, for the other commands.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(super) struct OutcomeArg {
    /// How to show the outcome
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: OutcomeFormat,
}

/// Formats of an outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum OutcomeFormat {
    /// For people
    #[default]
    Human,
    /// One JSON object, for programs
    Json,
}

/// Reads a seed. It is printed in the kit, so it must be one line of visible characters.
pub(super) fn one_line(text: &str) -> Result<String, String> {
    match text.chars().any(char::is_control) {
        true => Err("a seed is one line of visible characters".to_owned()),
        false => Ok(text.to_owned()),
    }
}

/// Reads the name of a person.
pub(super) fn name(text: &str) -> Result<String, String> {
    let name = text.trim();
    match name.is_empty() || name.chars().any(char::is_control) {
        true => Err("a name is one line of visible characters".to_owned()),
        false => Ok(name.to_owned()),
    }
}

/// Reads a reason, which is printed on pages.
pub(super) fn reason(text: &str) -> Result<String, String> {
    match text.trim().is_empty() || text.chars().any(char::is_control) {
        true => Err("a reason is one line of visible characters".to_owned()),
        false => Ok(text.trim().to_owned()),
    }
}

/// Reads a share: a number from 0 to 1.
pub(super) fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|n: &f64| (0.0..=1.0).contains(n));
    share.ok_or_else(|| "write a number from 0 to 1".to_owned())
}
