//! The data for the templates: a kit as texts that are ready to print, in typed fields.
//!
//! `docs/templates.md` lists these fields; a template that uses any other field is rejected.

mod anchor;
mod candidate;
mod certificate;
mod compared;
mod debrief;
mod exhibit;
mod kit;
mod round;
mod seat;

pub use exhibit::blocks as exhibit_blocks;

pub(super) use candidate::{HandoutsView, PreparationView};
pub(super) use certificate::CertificateView;
pub(super) use debrief::{
    CandidateDebriefView, GroupFormView, OpeningDebriefView, OpeningRecordView, OwnRecordView, RecordView,
};
pub(super) use kit::KitView;
pub(super) use seat::ScorecardView;

use serde::Serialize;

use super::escape::{anchor, markdown};
use crate::model::{Kit, KitRound};

#[derive(Debug, Clone, Serialize)]
struct RoleView {
    title: String,
    level_name: String,
    years: Option<String>,
    depth_name: String,
    depth_means: String,
    loop_title: String,
    summary: Option<String>,
    hiring_manager: Option<String>,
    recruiter: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct RatingView {
    score: u8,
    label: String,
    /// The label in the list of a choice, as Markdown.
    choice: String,
    meets: bool,
}

fn role(kit: &Kit) -> RoleView {
    let role = &kit.role;
    RoleView {
        title: role.title.clone(),
        level_name: role.level_name.clone(),
        years: role.years.map(|(from, to)| format!("{from} to {to}")),
        depth_name: role.depth_name.clone(),
        depth_means: role.depth_means.clone(),
        loop_title: role.loop_title.clone(),
        summary: role.summary.clone(),
        hiring_manager: role.hiring_manager.clone(),
        recruiter: role.recruiter.clone(),
    }
}

fn ratings(kit: &Kit) -> Vec<RatingView> {
    let rating = |r: &crate::model::KitRating| RatingView {
        score: r.score,
        label: r.label.clone(),
        choice: choice(&r.label),
        meets: r.meets,
    };
    kit.ratings.iter().map(rating).collect()
}

/// The score that means "meets the requirement", if the bank names it.
fn meets(kit: &Kit) -> Option<RatingView> {
    ratings(kit).into_iter().find(|rating| rating.meets)
}

/// A label in the list of a choice, as Markdown. A colon ends the label there, so one with a colon is in bold type.
fn choice(label: &str) -> String {
    let text = markdown(label);
    if label.contains(':') { format!("**{text}**") } else { text }
}

fn heading(number: usize, round: &KitRound) -> String {
    format!("Round {number}: {}", round.title)
}

/// Where the rounds of a kit are, for links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// On the same page.
    Here,
    /// In files of their own.
    InFiles,
}

impl Place {
    /// The link to a heading in a round.
    fn link(self, round: &KitRound, heading: &str) -> String {
        match self {
            Place::Here => format!("#{}", anchor(heading)),
            Place::InFiles => format!("kit--{}.md#{}", round.id, anchor(heading)),
        }
    }
}

/// The number of a question in the kit: `2.1` is the first question of the second round.
fn code(round: usize, question: usize) -> String {
    format!("{round}.{question}")
}

/// The heading of a question: its number and its competency.
fn question_heading(code: &str, competency: &str) -> String {
    format!("{code} {competency}")
}
