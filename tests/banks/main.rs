//! The shipped banks, held to their own rules.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use panelkit::diag::Sink;
use panelkit::lint::{Alike, Linter, SIMILAR, duplicates};
use panelkit::load::{self, Workspace};
use panelkit::model::{Bank, IssueMode, Question, QuestionType, Status};
use panelkit::pipeline::{self, Parallels};
use panelkit::render::markdown;
use panelkit::text::{Source, words};

const BANKS: [(&str, usize, usize); 4] = [
    ("technical-product-manager", 240, 5),
    ("software-engineer", 90, 4),
    ("engineering-manager", 90, 4),
    ("core", 108, 4),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn workspace() -> Workspace {
    Workspace::new(root()).expect("the repository")
}

fn bank(id: &str) -> Bank {
    let mut sink = Sink::new();
    let bank = load::bank(&workspace(), id, &mut sink).expect("a bank without errors");
    assert_eq!((sink.errors(), sink.warnings()), (0, 0), "{id}");
    bank
}

fn banks() -> impl Iterator<Item = Bank> {
    BANKS.iter().map(|(id, ..)| bank(id))
}

fn active(bank: &Bank) -> impl Iterator<Item = &Question> {
    bank.questions.iter().filter(|q| q.status == Status::Active)
}

#[test]
fn every_cell_is_filled_and_types_are_in_balance() {
    for (id, least, in_cell) in BANKS {
        let bank = bank(id);
        let all = active(&bank).count();
        assert!(all >= least, "{id} has {all}");
        for competency in &bank.competencies {
            for depth in &bank.depths {
                let here = active(&bank).filter(|q| q.competency == competency.id && q.depth == depth.id);
                let (count, families): (usize, BTreeSet<_>) =
                    here.fold((0, BTreeSet::new()), |(n, mut seen), q| {
                        seen.extend(q.family.clone());
                        (n + 1, seen)
                    });
                assert!(count >= in_cell, "{id}: {} at {} has {count}", competency.id, depth.id);
                assert!(!families.is_empty(), "{id}: {} at {} has no family", competency.id, depth.id);
            }
        }
        let of = |kind| active(&bank).filter(|q| q.kind == kind).count();
        assert!(of(QuestionType::Behavioral) * 2 <= all, "{id}");
        assert!(
            of(QuestionType::Case) + of(QuestionType::WorkSample) + of(QuestionType::RolePlay) >= all / 4,
            "{id}"
        );
        assert!(active(&bank).any(|q| !q.exhibits.is_empty()), "{id}");
    }
}

#[test]
fn every_question_is_whole() {
    for bank in banks() {
        for q in &bank.questions {
            let id = &q.id;
            assert!((2..=5).contains(&q.probes.len()), "{id}: {} probes", q.probes.len());
            assert!(q.probes.iter().any(|p| p.condition.is_some()), "{id}: no conditional probe");
            assert!(q.listen_for.len() >= 2 && q.red_flags.len() >= 2, "{id}");
            assert_eq!(q.anchors.len(), bank.ratings.len(), "{id}: an anchor at every point");
            assert!(q.difficulty.is_some(), "{id}: no difficulty");
            for anchor in q.anchors.values() {
                let count = words(anchor.raw()).len();
                assert!((7..=60).contains(&count), "{id}: an anchor of {count} words");
            }
            // A grade instead of behaviour.
            for anchor in q.anchors.values() {
                let text = anchor.raw().to_lowercase();
                for vague in [
                    "excellent",
                    "outstanding",
                    "good answer",
                    "strong answer",
                    "weak answer",
                    "impressive",
                    "demonstrates strong",
                ] {
                    assert!(!text.contains(vague), "{id}: an anchor says `{vague}`");
                }
            }
        }
    }
}

#[test]
fn minutes_hold_when_read_aloud_and_prompts_can_be_followed_by_ear() {
    for bank in banks() {
        for q in &bank.questions {
            let prose = q.prose();
            assert!(prose.spoken <= f64::from(q.minutes), "{}: {:.1} of {}", q.id, prose.spoken, q.minutes);
            assert!(prose.ease >= 50.0, "{}: reading ease {:.0}", q.id, prose.ease);
            assert!(prose.words <= 75, "{}: a prompt of {} words is no breath", q.id, prose.words);
        }
    }
}

#[test]
fn families_are_parallel() {
    for bank in banks() {
        let mut families: BTreeMap<_, Vec<&Question>> = BTreeMap::new();
        for q in &bank.questions {
            if let Some(family) = &q.family {
                families.entry(family).or_default().push(q);
            }
        }
        for (family, members) in families {
            assert!(members.len() >= 2, "{family} has one member");
            for q in &members {
                let first = members[0];
                assert_eq!(
                    (&q.competency, &q.depth, q.difficulty),
                    (&first.competency, &first.depth, first.difficulty),
                    "{family}"
                );
                assert!(q.minutes.abs_diff(first.minutes) <= 1, "{family}: minutes");
            }
        }
    }
}

#[test]
fn nothing_is_said_twice_outside_families() {
    for bank in banks() {
        let twice: Vec<_> = duplicates(&bank, SIMILAR).into_iter().filter(|pair| !pair.family).collect();
        assert!(twice.is_empty(), "{twice:?}");
        let same: Vec<_> = duplicates(&bank, SIMILAR)
            .into_iter()
            .filter(|p| !matches!(p.alike, Alike::Similar(_)))
            .collect();
        assert!(same.is_empty(), "{same:?}");
    }
}

/// What the threshold rests on: unrelated texts lie far below it, edited copies far above.
#[test]
fn the_threshold_parts_copies_from_strangers() {
    let bank = bank("technical-product-manager");
    let strangers = duplicates(&bank, 0.0).into_iter().filter(|pair| !pair.family);
    let share = |alike: Alike| if let Alike::Similar(share) = alike { share } else { 1.0 };
    let most = strangers.map(|pair| share(pair.alike)).fold(0.0, f64::max);
    assert!(most < SIMILAR * 0.8, "strangers share up to {most:.2}");
    let mut copies = bank.clone();
    let text = |text: &str| {
        let changed = words(text)
            .iter()
            .enumerate()
            .map(|(n, w)| if n % 6 == 5 { "another" } else { w })
            .collect::<Vec<_>>();
        panelkit::model::Phrase::new(changed.join(" ")).expect("no braces")
    };
    for q in &bank.questions {
        let mut copy = q.clone();
        copy.id = panelkit::model::Id::new(&format!("z-{}", q.id)).expect("kebab-case");
        copy.family = None;
        copy.prompt = text(q.prompt.raw());
        copies.questions.push(copy);
    }
    let found = duplicates(&copies, SIMILAR);
    let missed = bank.questions.iter().filter(|q| {
        !found
            .iter()
            .any(|p| p.what == "prompts" && p.first == q.id.as_str() && p.second == format!("z-{}", q.id))
    });
    let missed: Vec<_> = missed.map(|q| q.id.to_string()).collect();
    assert!(missed.is_empty(), "copies that were not seen: {missed:?}");
}

#[test]
fn exhibits_are_used_and_can_be_printed() {
    for bank in banks() {
        let used: BTreeSet<String> =
            bank.questions.iter().flat_map(|q| &q.exhibits).map(|e| e.id.to_string()).collect();
        let folder = root().join("question_banks").join(bank.id.as_str()).join("exhibits");
        for entry in fs::read_dir(folder).expect("exhibits").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            assert!(
                used.contains(name.trim_end_matches(".md")),
                "{}: {name} is used by no question",
                bank.id
            );
        }
        for exhibit in bank.questions.iter().flat_map(|q| &q.exhibits) {
            markdown::parse(&exhibit.text).unwrap_or_else(|e| panic!("{}: {e}", exhibit.id));
            let wide = exhibit.text.lines().filter(|l| !l.starts_with('|')).map(|l| l.chars().count()).max();
            let code = exhibit.text.contains("```");
            assert!(!code || wide.unwrap_or(0) <= 400, "{}", exhibit.id);
        }
    }
}

/// A role without must-haves on a loop, as short as a role spec can be.
fn simulated(bank: &str, plan: &str, level: &str, depth: &str) -> pipeline::Simulation {
    let (workspace, mut sink) = (workspace(), Sink::new());
    let text =
        format!("role: reach\ntitle: Reach\nbank: {bank}\nlevel: {level}\ndepth: {depth}\nloop: {plan}\n");
    let mut open = |id: &str, sink: &mut Sink| load::bank(&workspace, id, sink);
    let source = Source::new("role.yaml", text);
    let (role, bank) =
        pipeline::role(&workspace, &source, "reach", &mut open, &mut Linter::default(), &mut sink)
            .expect("a role");
    let base = pipeline::kit(&role, &bank, "reach", None, &mut sink).expect("a kit").kit;
    pipeline::simulate(&Parallels::new(role, bank, base), IssueMode::Balanced, 40)
}

#[test]
fn the_standard_loop_serves_several_candidates_at_every_setting_of_the_dial() {
    // Type, exhibits and difficulty must agree between candidates where four questions of a slot do; elsewhere kind and
    // difficulty must.
    for (depth, least) in [("shallow", 3), ("middle", 4), ("deep", 4)] {
        let it = simulated("technical-product-manager", "onsite", "senior", depth);
        assert!(it.serves >= least, "{depth}: {} candidates; scarcest {:?}", it.serves, it.spread.scarcest());
        let overlap = it.spread.overlap.mean / it.spread.rotating as f64;
        assert!(overlap <= 0.25, "{depth}: {overlap:.2}");
        assert_eq!(it.without, 0);
    }
}

#[test]
fn every_loop_of_every_bank_gives_a_kit_at_every_depth_and_level() {
    let mut made = 0;
    for bank in banks() {
        for plan in &bank.loops {
            for level in &bank.levels {
                for depth in &bank.depths {
                    let it =
                        simulated(bank.id.as_str(), plan.id.as_str(), level.id.as_str(), depth.id.as_str());
                    assert_eq!(it.without, 0, "{} {} {} {}", bank.id, plan.id, level.id, depth.id);
                    made += 1;
                }
            }
        }
    }
    // Three loops a bank, a long one in the first and three more in the last; four levels, three depths.
    assert_eq!(made, (4 * 3 + 1 + 3) * 4 * 3);
}

#[test]
fn each_readme_cites_questions_that_there_are() {
    for bank in banks() {
        let text = fs::read_to_string(root().join("question_banks").join(bank.id.as_str()).join("README.md"))
            .expect("a README");
        let prompts: BTreeSet<&str> = bank.questions.iter().map(|q| q.prompt.raw()).collect();
        let quoted: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix("> ")).collect();
        assert!(quoted.len() >= 2 * bank.competencies.len(), "a pair for every competency");
        for quote in quoted {
            assert!(prompts.contains(quote), "{}: no question says: {quote}", bank.id);
        }
        for competency in &bank.competencies {
            assert!(text.contains(&format!("(`{}`)", competency.id)), "{} lacks {}", bank.id, competency.id);
        }
    }
}

/// Every fact of the articles that the product rests on has a place: `tests/data/seed_rows.tsv` says where.
#[test]
fn all_seventy_three_rows_are_served() {
    let text = fs::read_to_string(root().join("tests/data/seed_rows.tsv")).expect("the map of rows");
    let bank = bank("technical-product-manager");
    let mut rows = BTreeSet::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [row, fact, targets] = cells.as_slice() else { panic!("three columns: {line}") };
        assert!(rows.insert(row.parse::<u32>().expect("a number")), "row {row} stands twice");
        assert!(words(fact).len() <= 14 && !targets.is_empty(), "row {row}");
        for target in targets.split(" | ") {
            let (kind, what) = target.split_once(": ").unwrap_or_else(|| panic!("row {row}: {target}"));
            if kind == "question" {
                for id in what.split(' ') {
                    assert!(bank.question(id).is_some(), "row {row}: no question `{id}`");
                }
                continue;
            }
            assert!(kind == "file" || kind == "code", "row {row}: {kind}");
            let (path, wanted) = what.split_once('#').unwrap_or_else(|| panic!("row {row}: {what}"));
            let file =
                fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("row {row}: {path}: {e}"));
            assert!(file.contains(wanted), "row {row}: `{wanted}` is not in {path}");
        }
    }
    assert!(rows.iter().copied().eq(1..=73), "{rows:?}");
}

/// The counts of the README are those of the banks.
#[test]
fn the_readme_counts_right() {
    let text = fs::read_to_string(root().join("README.md")).expect("README.md");
    for bank in banks() {
        let row = format!("[{0}](question_banks/{0}/README.md) | {1} |", bank.id, active(&bank).count());
        assert!(text.contains(&row), "README.md lacks: {row}");
    }
}
