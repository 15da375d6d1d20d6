//! Every document that can be rendered: its template, the data for the template, and the set-up of its pages.
//!
//! To add a document, add a variant here; the compiler then names the functions that need a line for it. `pages`
//! handles the formats.

use serde::Serialize;

use super::error::RenderError;
use super::escape::plain;
use super::layout::Layout;
use super::pdf::{PageSetup, Paper};
use super::view::{
    CandidateDebriefView, CertificateView, GroupFormView, HandoutsView, KitView, OpeningDebriefView,
    OpeningRecordView, OwnRecordView, PreparationView, RecordView, ScorecardView,
};
use crate::model::{
    CandidateFile, Certificate, Debrief, DebriefCandidate, Kit, KitRound, Proceeding, Proceedings,
};

/// What is to be rendered.
#[derive(Clone, Copy, Debug)]
pub enum Document<'a> {
    /// A whole kit.
    Kit(&'a Kit),
    /// A kit without its rounds, which are files of their own.
    Front(&'a Kit),
    /// A round of a kit, as a file of its own.
    Round {
        /// The kit that the round belongs to.
        kit: &'a Kit,
        /// Index of the round, from 0.
        round: usize,
    },
    /// The sheets for the candidate in one round: exhibits and, if asked for, each question.
    Handouts {
        /// The kit that the round belongs to.
        kit: &'a Kit,
        /// Index of the round, from 0.
        round: usize,
        /// Whether each question has a sheet, for a candidate with an arrangement.
        questions: bool,
    },
    /// What a candidate is sent before the interviews: rounds, people and minutes, and no question.
    Preparation(&'a Kit),
    /// The pack of one interviewer for one round.
    Scorecard {
        /// The kit that the round belongs to.
        kit: &'a Kit,
        /// Index of the round, from 0.
        round: usize,
        /// Index of the interviewer in the round, from 0. If the round names none, the pack has a blank line for the
        /// name.
        seat: usize,
        /// What is known about the candidate, for printing; `None` for the pack of a loop.
        person: Option<&'a CandidateFile>,
        /// How it is laid out.
        layout: Layout,
    },
    /// The equivalence certificate of the kits of a req.
    Certificate(&'a Certificate),
    /// A page about scores.
    Scores {
        /// Which page.
        page: ScoresPage<'a>,
        /// The numbers.
        debrief: &'a Debrief,
        /// What was recorded besides.
        facts: &'a Proceedings,
    },
}

/// A page about scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoresPage<'a> {
    /// All candidates.
    Debrief,
    /// The candidate with this id.
    Candidate(&'a str),
    /// The form for the meeting: about the candidate with this id, or about all.
    GroupForm(Option<&'a str>),
    /// The decision record of the candidate with this id.
    Record(&'a str),
    /// The decision record of the opening.
    OpeningRecord,
    /// What the candidate with this id is entitled to see.
    OwnRecord(&'a str),
}

impl ScoresPage<'_> {
    fn template(self) -> &'static str {
        match self {
            ScoresPage::Debrief => "debrief.md.hbs",
            ScoresPage::Candidate(_) => "debrief-candidate.md.hbs",
            ScoresPage::GroupForm(_) => "group-form.md.hbs",
            ScoresPage::Record(_) => "record.md.hbs",
            ScoresPage::OpeningRecord => "record-opening.md.hbs",
            ScoresPage::OwnRecord(_) => "record-for-candidate.md.hbs",
        }
    }

    fn title(self) -> &'static str {
        match self {
            ScoresPage::Debrief | ScoresPage::Candidate(_) => "Debrief",
            ScoresPage::GroupForm(_) => "Form for the meeting",
            ScoresPage::Record(_) => "Decision record",
            ScoresPage::OpeningRecord => "Record of the opening",
            ScoresPage::OwnRecord(_) => "Your interview record",
        }
    }

    fn candidate(&self) -> Option<&str> {
        match self {
            ScoresPage::Candidate(id) | ScoresPage::Record(id) | ScoresPage::OwnRecord(id) => Some(id),
            ScoresPage::GroupForm(id) => *id,
            ScoresPage::Debrief | ScoresPage::OpeningRecord => None,
        }
    }

    fn view(self, debrief: &Debrief, facts: &Proceedings) -> Result<View, RenderError> {
        Ok(match self {
            ScoresPage::Debrief => View::Opening(Box::new(OpeningDebriefView::new(debrief, facts))),
            ScoresPage::GroupForm(id) => View::GroupForm(Box::new(GroupFormView::new(debrief, facts, id))),
            ScoresPage::OpeningRecord => {
                View::OpeningRecord(Box::new(OpeningRecordView::new(debrief, facts)))
            }
            ScoresPage::Candidate(id) => {
                let (one, person) = candidate(debrief, facts, id)?;
                View::Person(Box::new(CandidateDebriefView::new(debrief, facts, one, person)))
            }
            ScoresPage::Record(id) => {
                let (one, person) = candidate(debrief, facts, id)?;
                View::Record(Box::new(RecordView::new(debrief, facts, one, person)))
            }
            ScoresPage::OwnRecord(id) => {
                let (one, person) = candidate(debrief, facts, id)?;
                View::OwnRecord(Box::new(OwnRecordView::new(debrief, facts, one, person)))
            }
        })
    }
}

fn candidate<'a>(
    debrief: &'a Debrief,
    facts: &'a Proceedings,
    id: &str,
) -> Result<(&'a DebriefCandidate, &'a Proceeding), RenderError> {
    let one = debrief.candidates.iter().find(|one| one.id == id);
    let person = facts.people.iter().find(|person| person.id == id);
    one.zip(person).ok_or_else(|| RenderError::NoCandidate(id.to_owned()))
}

/// The data passed to a template.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum View {
    Kit(Box<KitView>),
    Handouts(Box<HandoutsView>),
    Preparation(Box<PreparationView>),
    Scorecard(Box<ScorecardView>),
    Certificate(Box<CertificateView>),
    Opening(Box<OpeningDebriefView>),
    Person(Box<CandidateDebriefView>),
    GroupForm(Box<GroupFormView>),
    Record(Box<RecordView>),
    OpeningRecord(Box<OpeningRecordView>),
    OwnRecord(Box<OwnRecordView>),
}

impl Document<'_> {
    /// The file name of its template.
    pub fn template(&self) -> &'static str {
        match self {
            Document::Kit(_) | Document::Front(_) => "kit.md.hbs",
            Document::Round { .. } => "kit-round.md.hbs",
            Document::Handouts { .. } => "handouts.md.hbs",
            Document::Preparation(_) => "preparation.md.hbs",
            Document::Scorecard { .. } => "scorecard.md.hbs",
            Document::Certificate(_) => "equivalence.md.hbs",
            Document::Scores { page, .. } => page.template(),
        }
    }

    /// How it is laid out.
    pub fn layout(&self) -> Layout {
        match self {
            Document::Scorecard { layout, .. } => *layout,
            Document::Front(_) | Document::Round { .. } => Layout { split: true, ..Layout::default() },
            _ => Layout::default(),
        }
    }

    /// The data for its template. `html`: whether the page is made in HTML.
    ///
    /// # Errors
    /// [`RenderError::NoRound`] for a document about a round that the kit does not have, [`RenderError::NoCandidate`] for
    /// a page about a candidate whom the debrief does not have.
    pub(super) fn view(&self, html: bool) -> Result<View, RenderError> {
        Ok(match *self {
            Document::Kit(kit) => View::Kit(Box::new(KitView::new(kit))),
            Document::Front(kit) => View::Kit(Box::new(KitView::front(kit))),
            Document::Round { kit, round } => {
                of(kit, round)?;
                View::Kit(Box::new(KitView::of_round(kit, round)))
            }
            Document::Handouts { kit, round, questions } => {
                View::Handouts(Box::new(HandoutsView::new(kit, of(kit, round)?, questions)))
            }
            Document::Preparation(kit) => View::Preparation(Box::new(PreparationView::new(kit))),
            Document::Scorecard { kit, round, seat, person, layout } => {
                of(kit, round)?;
                View::Scorecard(Box::new(ScorecardView::new(kit, (round, seat), person, layout, html)))
            }
            Document::Certificate(certificate) => {
                View::Certificate(Box::new(CertificateView::new(certificate)))
            }
            Document::Scores { page, debrief, facts } => page.view(debrief, facts)?,
        })
    }

    /// The names of people that its template may print. A kit names interviewers, the hiring manager and the
    /// recruiter, never the candidate.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let of_kit = self.kit().into_iter().flat_map(|kit| {
            let people = kit.rounds.iter().flat_map(|round| &round.interviewers);
            people.chain(&kit.role.hiring_manager).chain(&kit.role.recruiter).map(String::as_str)
        });
        self.person().and_then(|person| person.name.as_deref()).into_iter().chain(of_kit)
    }

    /// The kit that it is made from; `None` for a certificate and for pages about scores.
    pub(super) fn kit(&self) -> Option<&Kit> {
        match *self {
            Document::Kit(kit) | Document::Front(kit) | Document::Preparation(kit) => Some(kit),
            Document::Round { kit, .. }
            | Document::Handouts { kit, .. }
            | Document::Scorecard { kit, .. } => Some(kit),
            Document::Certificate(_) | Document::Scores { .. } => None,
        }
    }

    /// What is known about the candidate; `None` if the document does not print it.
    pub(super) fn person(&self) -> Option<&CandidateFile> {
        if let Document::Scorecard { person, .. } = *self { person } else { None }
    }

    /// The same document, made from another kit and other facts about the candidate.
    pub(super) fn of<'b>(&self, kit: &'b Kit, person: Option<&'b CandidateFile>) -> Document<'b>
    where
        Self: 'b,
    {
        match *self {
            Document::Kit(_) => Document::Kit(kit),
            Document::Front(_) => Document::Front(kit),
            Document::Round { round, .. } => Document::Round { kit, round },
            Document::Handouts { round, questions, .. } => Document::Handouts { kit, round, questions },
            Document::Preparation(_) => Document::Preparation(kit),
            Document::Scorecard { round, seat, layout, .. } => {
                Document::Scorecard { kit, round, seat, person, layout }
            }
            Document::Certificate(certificate) => Document::Certificate(certificate),
            Document::Scores { page, debrief, facts } => Document::Scores { page, debrief, facts },
        }
    }

    /// The page set-up: the texts of headers, footers and metadata, without characters that control or reorder text.
    pub fn setup(&self, paper: Paper) -> PageSetup {
        let mut setup = self.texts(paper);
        for text in [
            &mut setup.title,
            &mut setup.author,
            &mut setup.subject,
            &mut setup.keywords,
            &mut setup.header_left,
            &mut setup.footer_left,
        ] {
            *text = plain(text);
        }
        setup
    }

    fn texts(&self, paper: Paper) -> PageSetup {
        match *self {
            Document::Kit(kit) | Document::Front(kit) | Document::Round { kit, .. } => {
                of_kit(kit, "Interview kit", kit.role.title.clone(), paper)
            }
            Document::Handouts { kit, .. } => {
                PageSetup { logo: false, ..for_candidate(kit, "For the candidate", paper) }
            }
            Document::Preparation(kit) => for_candidate(kit, "Your interviews", paper),
            Document::Scorecard { kit, round, seat, layout, .. } => of_seat(kit, round, seat, layout, paper),
            Document::Certificate(certificate) => PageSetup {
                paper,
                title: format!("Equivalence certificate: {}", certificate.title),
                subject: format!("Structured interviews for {}", certificate.req),
                language: "en".to_owned(),
                header_left: format!("Equivalence certificate · {}", certificate.title),
                footer_left: certificate.req.clone(),
                digest: hexadecimal(&certificate.loop_digest),
                logo: true,
                ..PageSetup::default()
            },
            Document::Scores { page, facts, .. } => of_scores(page, facts, paper),
        }
    }
}

/// The round at an index.
fn of(kit: &Kit, round: usize) -> Result<&KitRound, RenderError> {
    kit.rounds.get(round).ok_or(RenderError::NoRound { round, rounds: kit.rounds.len() })
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
        logo: true,
        ..PageSetup::default()
    }
}

/// The set-up of a pack. Its keywords name only what its own round observes.
fn of_seat(kit: &Kit, round: usize, seat: usize, layout: Layout, paper: Paper) -> PageSetup {
    let Some(round) = kit.rounds.get(round) else { return PageSetup::default() };
    let what = format!("Interviewer pack, {}", round.title);
    let usual = of_kit(kit, &what, format!("{what} · {}", kit.role.title), paper);
    let mut names: Vec<&str> = Vec::new();
    for slot in &round.slots {
        if !names.contains(&slot.competency_name.as_str()) {
            names.push(&slot.competency_name);
        }
    }
    let parts = [Some(usual.footer_left.as_str()), round.interviewers.get(seat).map(String::as_str)];
    let parts = parts.into_iter().flatten().chain([round.title.as_str()]);
    PageSetup {
        keywords: names.join(", "),
        footer_left: parts.collect::<Vec<_>>().join(" · "),
        text_size: layout.text_size,
        flat: layout.flat,
        ..usual
    }
}

/// The set-up of pages that a candidate gets: without author, subject and keywords.
fn for_candidate(kit: &Kit, what: &str, paper: Paper) -> PageSetup {
    let usual = of_kit(kit, what, kit.role.title.clone(), paper);
    PageSetup { author: String::new(), subject: String::new(), keywords: String::new(), ..usual }
}

/// The set-up of pages about scores.
fn of_scores(page: ScoresPage<'_>, facts: &Proceedings, paper: Paper) -> PageSetup {
    let what = page.title();
    let of = page.candidate().map_or_else(String::new, |id| format!(" · {id}"));
    PageSetup {
        paper,
        title: format!("{what}: {}{of}", facts.title),
        subject: format!("Structured interviews for {}", facts.req),
        language: "en".to_owned(),
        header_left: format!("{what} · {}", facts.title),
        footer_left: format!("{}{of} · Confidential", facts.req),
        digest: hexadecimal(&facts.rule),
        ..PageSetup::default()
    }
}

/// A digest without the name of its algorithm.
fn hexadecimal(digest: &str) -> String {
    digest.trim_start_matches("sha256:").to_owned()
}
