//! Every document that can be rendered: its template, the data for the template, and the set-up of its pages.
//!
//! To add a document, add a variant here and a line in each of the three functions below. `pages` handles the
//! formats.

use serde::Serialize;

use super::error::RenderError;
use super::names::Names;
use super::pdf::{PageSetup, Paper};
use super::view::{CertificateView, HandoutsView, KitView, ScorecardView};
use crate::model::{Certificate, Kit};

/// What is to be rendered.
#[derive(Clone, Copy, Debug)]
pub enum Document<'a> {
    /// A whole kit.
    Kit(&'a Kit),
    /// The sheets for the candidate: exhibits, and no text of the questions.
    Handouts(&'a Kit),
    /// The form of one interviewer for one round.
    Scorecard {
        /// The kit that the round belongs to.
        kit: &'a Kit,
        /// Index of the round, from 0.
        round: usize,
        /// The interviewer whose form it is; if `None`, the form has a blank line for the name.
        interviewer: Option<&'a str>,
        /// Name to print for the candidate.
        candidate_name: Option<&'a str>,
    },
    /// The equivalence certificate of the kits of a req.
    Certificate(&'a Certificate),
}

/// The data passed to a template.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum View {
    Kit(Box<KitView>),
    Handouts(Box<HandoutsView>),
    Scorecard(Box<ScorecardView>),
    Certificate(Box<CertificateView>),
}

impl Document<'_> {
    /// The file name of its template.
    pub fn template(&self) -> &'static str {
        match self {
            Document::Kit(_) => "kit.md.hbs",
            Document::Handouts(_) => "handouts.md.hbs",
            Document::Scorecard { .. } => "scorecard.md.hbs",
            Document::Certificate(_) => "equivalence.md.hbs",
        }
    }

    /// The data for its template.
    ///
    /// # Errors
    /// [`RenderError::NoRound`] for a scorecard of a round that the kit does not have.
    pub(super) fn view(&self, names: Names) -> Result<View, RenderError> {
        Ok(match *self {
            Document::Kit(kit) => View::Kit(Box::new(KitView::new(kit, names))),
            Document::Handouts(kit) => View::Handouts(Box::new(HandoutsView::new(kit, names))),
            Document::Scorecard { kit, round, interviewer, candidate_name } => {
                if round >= kit.rounds.len() {
                    return Err(RenderError::NoRound { round, rounds: kit.rounds.len() });
                }
                let view = ScorecardView::new(kit, round, interviewer, candidate_name, names);
                View::Scorecard(Box::new(view))
            }
            Document::Certificate(certificate) => {
                View::Certificate(Box::new(CertificateView::new(certificate)))
            }
        })
    }

    /// The names of people that its template may print. A kit names interviewers, the hiring manager and the
    /// recruiter, never the candidate.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let kit = match *self {
            Document::Kit(kit) | Document::Handouts(kit) | Document::Scorecard { kit, .. } => Some(kit),
            Document::Certificate(_) => None,
        };
        let interviewer = match *self {
            Document::Scorecard { interviewer, .. } => interviewer,
            _ => None,
        };
        let of_kit = kit.into_iter().flat_map(|kit| {
            let people = kit.rounds.iter().flat_map(|round| &round.interviewers);
            people.chain(&kit.role.hiring_manager).chain(&kit.role.recruiter).map(String::as_str)
        });
        self.candidate_name().into_iter().chain(interviewer).chain(of_kit)
    }

    /// The name of the candidate; `None` if the document has none.
    pub(super) fn candidate_name(&self) -> Option<&str> {
        match *self {
            Document::Scorecard { candidate_name, .. } => candidate_name,
            _ => None,
        }
    }

    /// The same document with the candidate's id in place of the name.
    pub(super) fn without_candidate_name(self) -> Self {
        match self {
            Document::Scorecard { kit, round, interviewer, .. } => {
                Document::Scorecard { kit, round, interviewer, candidate_name: None }
            }
            other => other,
        }
    }

    /// The page set-up: the texts of headers, footers and metadata.
    pub fn setup(&self, paper: Paper) -> PageSetup {
        match *self {
            Document::Kit(kit) => of_kit(kit, "Interview kit", kit.role.title.clone(), paper),
            Document::Handouts(kit) => of_kit(kit, "Handouts", kit.role.title.clone(), paper),
            Document::Scorecard { kit, round, .. } => {
                let round = kit.rounds.get(round).map(|r| r.title.as_str()).unwrap_or_default();
                let what = format!("Scorecard, {round}");
                of_kit(kit, &what, format!("{what} · {}", kit.role.title), paper)
            }
            Document::Certificate(certificate) => PageSetup {
                paper,
                title: format!("Equivalence certificate: {}", certificate.title),
                subject: format!("Structured interviews for {}", certificate.req),
                language: "en".to_owned(),
                header_left: format!("Equivalence certificate · {}", certificate.title),
                footer_left: certificate.req.clone(),
                digest: hexadecimal(&certificate.loop_digest),
                ..PageSetup::default()
            },
        }
    }
}

/// The set-up of pages that are made from a kit.
fn of_kit(kit: &Kit, what: &str, header_left: String, paper: Paper) -> PageSetup {
    PageSetup {
        paper,
        title: format!("{what}: {}", kit.role.title),
        author: kit.role.hiring_manager.clone().unwrap_or_default(),
        subject: format!("Structured interview for {}", kit.req),
        keywords: kit.coverage.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(", "),
        language: "en".to_owned(),
        header_left,
        footer_left: kit.candidate.as_ref().map_or_else(|| kit.req.clone(), |c| format!("{} · {c}", kit.req)),
        digest: hexadecimal(&kit.digest),
        ..PageSetup::default()
    }
}

/// A digest without the name of its algorithm.
fn hexadecimal(digest: &str) -> String {
    digest.trim_start_matches("sha256:").to_owned()
}
