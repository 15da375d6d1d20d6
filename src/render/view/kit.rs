//! A whole kit, or the part of it that is in one file.

use std::collections::BTreeMap;

use serde::Serialize;

use super::round::{RoundView, round};
use super::{Place, RatingView, RoleView, code, meets, question_heading, ratings, role};
use crate::model::{AfterProbe, Kit};
use crate::render::words;
use crate::text::{count, list};

/// A kit.
#[derive(Debug, Serialize)]
pub(in crate::render) struct KitView {
    req: String,
    candidate: Option<String>,
    role: RoleView,
    total_time: String,
    exceptions: String,
    round_count: String,
    question_count: String,
    must_haves: Vec<Proof>,
    nice_to_haves: Vec<Proof>,
    facts: Vec<words::Fact>,
    owns: Vec<String>,
    not_owned: Vec<String>,
    split: bool,
    overview: Vec<OverviewView>,
    rounds: Vec<RoundView>,
    coverage: Vec<CoverageView>,
    ratings: Vec<RatingView>,
    meets: Option<RatingView>,
    capped: bool,
    digest: String,
    seed: String,
    bank: BankView,
}

#[derive(Debug, Serialize)]
struct BankView {
    id: String,
    title: String,
    license: Option<String>,
}

/// A round in the table of the loop.
#[derive(Debug, Serialize)]
struct OverviewView {
    number: usize,
    title: String,
    link: String,
    minutes: u32,
    interviewers: String,
    observes: String,
    question_count: String,
}

#[derive(Debug, Serialize)]
struct Proof {
    text: String,
    competency_name: String,
    depth: String,
    /// Whether the depth is not that of the kit.
    differs: bool,
    places: Vec<Where>,
}

#[derive(Debug, Serialize)]
struct Where {
    round: String,
    link: String,
    questions: String,
    codes: Vec<CodeView>,
}

/// The number of a question, and a link to it.
#[derive(Debug, Serialize)]
struct CodeView {
    code: String,
    link: String,
}

#[derive(Debug, Serialize)]
struct CoverageView {
    name: String,
    category: Option<String>,
    must_have: bool,
    depth: String,
    differs: bool,
    observations: usize,
    rounds: String,
    /// For each round of the loop, whether it observes the competency.
    cells: Vec<bool>,
}

impl KitView {
    /// The view of a kit.
    pub(in crate::render) fn new(kit: &Kit) -> KitView {
        let rounds = (1..).zip(&kit.rounds).map(|(n, r)| round(kit, n, r, Place::Here)).collect();
        KitView::with(kit, rounds, Place::Here)
    }

    /// The view of a kit whose rounds are in files of their own.
    pub(in crate::render) fn front(kit: &Kit) -> KitView {
        KitView::with(kit, Vec::new(), Place::InFiles)
    }

    /// The view of the round at an index, as a file of its own. The kit must have the round.
    pub(in crate::render) fn of_round(kit: &Kit, n: usize) -> KitView {
        let rounds = vec![round(kit, n + 1, &kit.rounds[n], Place::Here)];
        KitView::with(kit, rounds, Place::InFiles)
    }

    fn with(kit: &Kit, rounds: Vec<RoundView>, place: Place) -> KitView {
        let names = names(kit);
        let proof = |text: &str, competency: Option<&String>, depth: &str, slots: &[String]| Proof {
            text: text.to_owned(),
            competency_name: competency
                .map_or(String::new(), |c| names.get(c.as_str()).unwrap_or(&c.as_str()).to_string()),
            depth: depth.to_owned(),
            differs: depth != kit.depth && !depth.is_empty(),
            places: places(kit, slots, place),
        };
        let musts = &kit.role.must_haves;
        let wishes = &kit.role.nice_to_haves;
        let minutes: u32 = kit.rounds.iter().map(|r| r.minutes).sum();
        KitView {
            req: kit.req.clone(),
            candidate: kit.candidate.clone(),
            role: role(kit),
            total_time: words::duration(minutes),
            exceptions: exceptions(kit),
            round_count: count(kit.rounds.len(), "round"),
            question_count: count(kit.slots().count(), "question"),
            must_haves: musts
                .iter()
                .map(|m| proof(&m.text, Some(&m.competency), &m.depth, &m.slots))
                .collect(),
            nice_to_haves: wishes
                .iter()
                .map(|n| proof(&n.text, n.competency.as_ref(), "", &n.slots))
                .collect(),
            facts: words::facts(&kit.role),
            owns: kit.role.owns.clone(),
            not_owned: kit.role.not_owned.clone(),
            split: place == Place::InFiles,
            overview: overview(kit, place),
            rounds,
            coverage: coverage(kit),
            ratings: ratings(kit),
            meets: meets(kit),
            capped: kit.role.scoring.after_probe == AfterProbe::Cap,
            digest: kit.digest.clone(),
            seed: kit.seed.clone(),
            bank: bank(kit),
        }
    }
}

fn names(kit: &Kit) -> BTreeMap<&str, &str> {
    kit.coverage.iter().map(|c| (c.competency.as_str(), c.name.as_str())).collect()
}

fn overview(kit: &Kit, place: Place) -> Vec<OverviewView> {
    let row = |(number, round): (usize, &crate::model::KitRound)| OverviewView {
        number,
        title: round.title.clone(),
        link: place.link(round, &super::heading(number, round)),
        minutes: round.minutes,
        interviewers: list(&round.interviewers, "and"),
        observes: super::round::observes(round).join("; "),
        question_count: count(round.slots.len(), "question"),
    };
    (1..).zip(&kit.rounds).map(row).collect()
}

fn places(kit: &Kit, slots: &[String], place: Place) -> Vec<Where> {
    let mut found = Vec::new();
    for (n, round) in (1..).zip(&kit.rounds) {
        let numbered = (1..).zip(&round.slots).filter(|(_, slot)| slots.contains(&slot.id));
        let numbered: Vec<(usize, _)> = numbered.collect();
        if numbered.is_empty() {
            continue;
        }
        let noun = if numbered.len() == 1 { "question" } else { "questions" };
        let numbers: Vec<String> = numbered.iter().map(|(number, _)| number.to_string()).collect();
        let codes = numbered.iter().map(|(number, slot)| {
            let code = code(n, *number);
            let link = place.link(round, &question_heading(&code, &slot.competency_name));
            CodeView { code, link }
        });
        found.push(Where {
            round: round.title.clone(),
            link: place.link(round, &super::heading(n, round)),
            questions: format!("{noun} {}", list(&numbers, "and")),
            codes: codes.collect(),
        });
    }
    found
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
            differs: row.depth != kit.depth,
            observations: row.observations,
            rounds: row
                .rounds
                .iter()
                .filter_map(|r| titles.get(r.as_str()).copied())
                .collect::<Vec<_>>()
                .join(", "),
            cells: kit.rounds.iter().map(|round| row.rounds.contains(&round.id)).collect(),
        })
        .collect()
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
