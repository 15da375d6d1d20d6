//! The data for the templates: a kit as texts that are ready to print, in typed fields.
//!
//! `docs/templates.md` lists these fields; a template that uses any other field is rejected.

mod certificate;
mod exhibit;
mod round;

pub(super) use certificate::CertificateView;

use std::collections::BTreeMap;

use serde::Serialize;

use super::escape::slug;
use super::names::Names;
use super::words;
use crate::model::{Kit, KitRound};
use crate::text::{count, list};
use round::{RoundView, round};

/// A kit.
#[derive(Debug, Serialize)]
pub(super) struct KitView {
    req: String,
    candidate: Option<String>,
    role: RoleView,
    total_time: String,
    exceptions: String,
    round_count: String,
    must_haves: Vec<Proof>,
    nice_to_haves: Vec<Proof>,
    facts: Vec<words::Fact>,
    rounds: Vec<RoundView>,
    coverage: Vec<CoverageView>,
    ratings: Vec<RatingView>,
    digest: String,
    seed: String,
    bank: BankView,
}

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

#[derive(Debug, Serialize)]
struct BankView {
    id: String,
    title: String,
    license: Option<String>,
}

#[derive(Debug, Serialize)]
struct Proof {
    text: String,
    competency_name: String,
    depth: String,
    places: Vec<Where>,
}

#[derive(Debug, Serialize)]
struct Where {
    round: String,
    link: String,
    questions: String,
}

#[derive(Debug, Clone, Serialize)]
struct RatingView {
    score: u8,
    label: String,
}

#[derive(Debug, Serialize)]
struct CoverageView {
    name: String,
    category: Option<String>,
    must_have: bool,
    depth: String,
    observations: usize,
    rounds: String,
}

/// The sheets for the candidate.
#[derive(Debug, Serialize)]
pub(super) struct HandoutsView {
    req: String,
    candidate: Option<String>,
    role: RoleView,
    sheets: Vec<SheetView>,
    digest: String,
}

#[derive(Debug, Serialize)]
struct SheetView {
    round: String,
    number: usize,
    exhibit: round::ExhibitView,
}

impl HandoutsView {
    /// The exhibits of a kit, round by round, without any text of the questions.
    pub(super) fn new(kit: &Kit, names: Names) -> HandoutsView {
        let slots = kit.rounds.iter().flat_map(|r| (1..).zip(&r.slots).map(move |(n, slot)| (r, n, slot)));
        let sheets = slots.flat_map(|(r, number, slot)| {
            let sheet = |exhibit| SheetView { round: r.title.clone(), number, exhibit };
            round::exhibits(&slot.question).into_iter().map(sheet).collect::<Vec<_>>()
        });
        HandoutsView {
            req: kit.req.clone(),
            candidate: kit.candidate.clone(),
            role: role(kit, names),
            sheets: sheets.collect(),
            digest: kit.digest.clone(),
        }
    }
}

/// A form for one interviewer and one round.
#[derive(Debug, Serialize)]
pub(super) struct ScorecardView {
    req: String,
    candidate: Option<String>,
    candidate_name: Option<String>,
    interviewer: Option<String>,
    role: RoleView,
    round: RoundView,
    ratings: Vec<RatingView>,
    digest: String,
}

impl KitView {
    /// The view of a kit.
    pub(super) fn new(kit: &Kit, names: Names) -> KitView {
        let called = called(kit);
        let proof = |text: &str, competency: Option<&String>, depth: &str, slots: &[String]| Proof {
            text: text.to_owned(),
            competency_name: competency
                .map_or(String::new(), |c| called.get(c.as_str()).unwrap_or(&c.as_str()).to_string()),
            depth: depth.to_owned(),
            places: places(kit, slots),
        };
        let musts = &kit.role.must_haves;
        let wishes = &kit.role.nice_to_haves;
        let minutes: u32 = kit.rounds.iter().map(|r| r.minutes).sum();
        KitView {
            req: kit.req.clone(),
            candidate: kit.candidate.clone(),
            role: role(kit, names),
            total_time: words::duration(minutes),
            exceptions: exceptions(kit),
            round_count: count(kit.rounds.len(), "round"),
            must_haves: musts
                .iter()
                .map(|m| proof(&m.text, Some(&m.competency), &m.depth, &m.slots))
                .collect(),
            nice_to_haves: wishes
                .iter()
                .map(|n| proof(&n.text, n.competency.as_ref(), "", &n.slots))
                .collect(),
            facts: words::facts(&kit.role, names),
            rounds: (1..).zip(&kit.rounds).map(|(n, r)| round(kit, n, r, names)).collect(),
            coverage: coverage(kit),
            ratings: ratings(kit),
            digest: kit.digest.clone(),
            seed: kit.seed.clone(),
            bank: bank(kit),
        }
    }
}

impl ScorecardView {
    /// The form of `interviewer` (`None`: a blank line) for the round at index `n`. The candidate's name is
    /// used only for printing.
    pub(super) fn new(
        kit: &Kit,
        n: usize,
        interviewer: Option<&str>,
        candidate_name: Option<&str>,
        names: Names,
    ) -> ScorecardView {
        ScorecardView {
            req: kit.req.clone(),
            candidate: kit.candidate.clone(),
            candidate_name: candidate_name.map(|name| names.field(name)),
            interviewer: interviewer.map(|name| names.field(name)),
            role: role(kit, names),
            round: round(kit, n + 1, &kit.rounds[n], names),
            ratings: ratings(kit),
            digest: kit.digest.clone(),
        }
    }
}

/// The names of the competencies, by id.
fn called(kit: &Kit) -> BTreeMap<&str, &str> {
    kit.coverage.iter().map(|c| (c.competency.as_str(), c.name.as_str())).collect()
}

/// The bank; with several banks, their ids, titles and licences as lists.
fn bank(kit: &Kit) -> BankView {
    let all = if kit.banks.is_empty() { std::slice::from_ref(&kit.bank) } else { &kit.banks };
    let ids: Vec<&str> = all.iter().map(|bank| bank.id.as_str()).collect();
    let titles: Vec<&str> = all.iter().map(|bank| bank.title.as_str()).collect();
    let mut licenses: Vec<&str> = all.iter().filter_map(|bank| bank.license.as_deref()).collect();
    licenses.sort_unstable();
    licenses.dedup();
    BankView {
        id: ids.join(", "),
        title: titles.join("; "),
        license: (!licenses.is_empty()).then(|| licenses.join(" and ")),
    }
}

fn role(kit: &Kit, names: Names) -> RoleView {
    let role = &kit.role;
    RoleView {
        title: role.title.clone(),
        level_name: role.level_name.clone(),
        years: role.years.map(|(from, to)| format!("{from} to {to}")),
        depth_name: role.depth_name.clone(),
        depth_means: role.depth_means.clone(),
        loop_title: role.loop_title.clone(),
        summary: role.summary.clone(),
        hiring_manager: role.hiring_manager.as_deref().map(|name| names.field(name)),
        recruiter: role.recruiter.as_deref().map(|name| names.field(name)),
    }
}

fn ratings(kit: &Kit) -> Vec<RatingView> {
    kit.ratings.iter().map(|r| RatingView { score: r.score, label: r.label.clone() }).collect()
}

fn heading(number: usize, round: &KitRound) -> String {
    format!("Round {number}: {}", round.title)
}

fn link(number: usize, round: &KitRound) -> String {
    format!("#{}", slug(&heading(number, round)))
}

fn places(kit: &Kit, slots: &[String]) -> Vec<Where> {
    let in_round = |round: &KitRound| -> Vec<String> {
        let numbered = (1..).zip(&round.slots).filter(|(_, s)| slots.contains(&s.id));
        numbered.map(|(n, _): (usize, _)| n.to_string()).collect()
    };
    (1..)
        .zip(&kit.rounds)
        .filter_map(|(n, round)| {
            let numbers = in_round(round);
            let noun = if numbers.len() == 1 { "question" } else { "questions" };
            (!numbers.is_empty()).then(|| Where {
                round: round.title.clone(),
                link: link(n, round),
                questions: format!("{noun} {}", list(&numbers, "and")),
            })
        })
        .collect()
}

/// Competencies whose depth differs from the depth of the role.
fn exceptions(kit: &Kit) -> String {
    let rows = kit.coverage.iter().filter(|row| row.depth != kit.depth);
    rows.map(|row| format!("{} ({})", words::lower_first(&row.name), row.depth))
        .collect::<Vec<_>>()
        .join("; ")
}

fn coverage(kit: &Kit) -> Vec<CoverageView> {
    let titles: BTreeMap<&str, &str> = kit.rounds.iter().map(|r| (r.id.as_str(), r.title.as_str())).collect();
    kit.coverage
        .iter()
        .map(|row| CoverageView {
            name: row.name.clone(),
            category: row.category.clone(),
            must_have: row.must_have,
            depth: row.depth.clone(),
            observations: row.observations,
            rounds: row
                .rounds
                .iter()
                .filter_map(|r| titles.get(r.as_str()).copied())
                .collect::<Vec<_>>()
                .join(", "),
        })
        .collect()
}
