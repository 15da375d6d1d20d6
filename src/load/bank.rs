//! Reads a folder of YAML files into a [`Bank`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::asks::Known;
use super::exhibits::Exhibits;
use super::files::Workspace;
use super::names::{Names, duplicates};
use super::question::{self, Loose};
use super::scales::Scales;
use super::{asks, enemies, loops, shapes, shipped};
use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::disk::{Kind, Why};
use crate::model::{Bank, Competency, Depth, Id, Level, Loop, Question, Rating, sha256};
use crate::text::{Source, nearest};
use crate::yaml::{Doc, Map, Shape, Text, conform, parse};

/// Ids of the banks that can be used here: first the banks of the workspace, then the shipped ones.
pub fn bank_ids(workspace: &Workspace) -> Vec<String> {
    let mut ids = BTreeSet::new();
    let banks = workspace.root().join("question_banks");
    if let Ok(Some(names)) = workspace.list(&banks) {
        let is_folder = |name: &String| workspace.kind(&banks.join(name)) == Some(Kind::Folder);
        ids.extend(names.into_iter().filter(is_folder));
    }
    ids.extend(shipped::shipped_banks().map(str::to_owned));
    ids.into_iter().filter(|id| Id::new(id).is_some()).collect()
}

/// Loads a bank from the workspace, or else the shipped bank of that name.
///
/// # Errors
/// [`Reported`] if any of its files has an error; all errors are in the sink.
pub fn bank(workspace: &Workspace, id: &str, sink: &mut Sink) -> Result<Bank, Reported> {
    let mark = sink.errors();
    let folder = workspace.bank(id);
    let (files, whole, exhibits): (Files, bool, Exhibits) = if workspace.kind(&folder) == Some(Kind::Folder) {
        let (files, whole) = from_folder(workspace, &folder, sink)?;
        (files, whole, Exhibits::in_folder(workspace, &folder, sink))
    } else if let Some(files) = shipped::shipped_files(id) {
        let shown = |name: &str| format!("question_banks/{id}/{name}");
        let yaml = files.iter().filter(|(name, _)| name.ends_with(".yaml"));
        let yaml = yaml.map(|(name, text)| ((*name).to_owned(), Source::new(shown(name), *text))).collect();
        let inside = files.iter().filter_map(|(name, text)| Some((name.strip_prefix("exhibits/")?, text)));
        let exhibits = inside.map(|(name, text)| (name.to_owned(), Source::new(shown(name), *text)));
        (yaml, true, Exhibits::of(exhibits.collect(), sink))
    } else {
        let known = bank_ids(workspace);
        let finding = Diagnostic::new(&codes::UNKNOWN_BANK, format!("there is no bank `{id}`"))
            .did_you_mean(nearest(id, known.iter().map(String::as_str)));
        let finding = match not_a_folder(workspace, &folder) {
            Some(help) => finding.help(help),
            None => finding,
        };
        return Err(sink.report(finding.help(format!("banks here: {}", known.join(", ")))));
    };
    let bank = assemble(id, &files, whole, &exhibits, sink)?;
    sink.stop_if_worse_than(mark)?;
    Ok(bank)
}

/// What to do about a file in the place of a bank's folder; `None` if there is no file.
pub(super) fn not_a_folder(workspace: &Workspace, path: &Path) -> Option<String> {
    let shown = workspace.name(path);
    let found = workspace.kind(path).is_some_and(|kind| kind != Kind::Dangling);
    found.then(|| format!("`{shown}` is a file: a bank is a folder, with `{shown}/bank.yaml` in it"))
}

type Files = BTreeMap<String, Arc<Source>>;

/// The YAML files of a folder, and true if all of them could be read.
fn from_folder(workspace: &Workspace, folder: &Path, sink: &mut Sink) -> Result<(Files, bool), Reported> {
    let shown = workspace.name(folder);
    let names = match workspace.list(folder) {
        Ok(names) => names.unwrap_or_default(),
        Err(error) => {
            let error: &dyn std::error::Error =
                if let Why::Refused(error) = error.why() { error } else { &error };
            let finding = Diagnostic::new(&codes::UNREADABLE, format!("cannot list `{shown}`: {error}"))
                .in_file(shown)
                .help("change the permissions of the folder so that you can read it");
            return Err(sink.report(finding));
        }
    };
    let (mut files, mut whole) = (Files::new(), true);
    for name in names {
        let path = folder.join(&name);
        if name.ends_with(".yml") {
            let finding = Diagnostic::new(&codes::IGNORED_FILE, format!("`{shown}/{name}` is not read"))
                .in_file(format!("{shown}/{name}"))
                .help("bank files end in `.yaml`: rename it");
            sink.report(finding);
        } else if name.ends_with(".yaml") && !name.starts_with('.') {
            match workspace.read(&path, sink) {
                Ok(source) => drop(files.insert(name, source)),
                // Nothing else can be checked without the manifest. The reason has already been reported.
                Err(reported) if name == "bank.yaml" => return Err(reported),
                Err(_) => whole = false,
            }
        }
    }
    Ok((files, whole))
}

fn assemble(
    id: &str,
    files: &Files,
    mut whole: bool,
    exhibits: &Exhibits,
    sink: &mut Sink,
) -> Result<Bank, Reported> {
    let Some(manifest) = files.get("bank.yaml") else {
        let finding = Diagnostic::new(&codes::FILE_MISSING, format!("bank `{id}` has no `bank.yaml`"))
            .in_file(format!("question_banks/{id}/bank.yaml"))
            .help("add the manifest: `panelkit schema bank` says what goes in it");
        return Err(sink.report(finding));
    };
    let root = parse(manifest, sink)?;
    let mark = sink.errors();
    conform(&root, &Shape::Record(&shapes::BANK), manifest, sink);
    let map = Doc::new(manifest, &root).root();
    // Without the bank's scales nothing else can be checked, because every name would be unknown.
    let mut bank = match (manifest_of(map, id, sink), sink.stop_if_worse_than(mark)) {
        (Some(bank), Ok(())) => bank,
        (_, stop) => {
            stop?;
            return Err(sink.report(Diagnostic::new(&codes::BAD_ID, format!("bank `{id}` is not usable"))));
        }
    };
    let mut canonical = vec![map.canonical()];
    let (found_loops, found) = contents(files, &bank, exhibits, &mut canonical, &mut whole, sink);
    bank.loops = found_loops;
    // An enemy may be in a file that could not be read, so it must not be reported as unknown.
    let written: BTreeSet<String> = found.iter().map(|loose| loose.id.value.clone()).collect();
    bank.questions = questions(found, whole, sink);
    let broken = written.into_iter().filter(|id| bank.question(id).is_none()).collect();
    let known = Known { questions: &bank.questions, broken, whole, bank: id, own: None };
    bank.loops.iter().for_each(|plan| asks::check(plan, &known, sink));
    canonical.extend(bank.questions.iter().map(|q| q.digest.clone()));
    bank.digest = sha256(&canonical.join("\n"));
    Ok(bank)
}

/// Reads every file but the manifest.
fn contents(
    files: &Files,
    bank: &Bank,
    exhibits: &Exhibits,
    canonical: &mut Vec<String>,
    whole: &mut bool,
    sink: &mut Sink,
) -> (Vec<Loop>, Vec<Loose>) {
    let scales = Scales::of(bank);
    let (mut found_loops, mut found) = (Vec::new(), Vec::new());
    for (name, source) in files.iter().filter(|(name, _)| *name != "bank.yaml") {
        let Ok(root) = parse(source, sink) else {
            *whole = false;
            continue;
        };
        let record = if name == "loops.yaml" { &shapes::LOOPS } else { &shapes::QUESTIONS };
        conform(&root, &Shape::Record(record), source, sink);
        let map = Doc::new(source, &root).root();
        if name == "loops.yaml" {
            canonical.push(map.canonical());
            found_loops = loops::read(map, &scales, sink);
        } else {
            found.extend(question::read_all(map, &scales, exhibits, sink));
        }
    }
    (found_loops, found)
}

/// Resolves enemies, reports duplicate ids, and sorts by id.
fn questions(found: Vec<Loose>, whole: bool, sink: &mut Sink) -> Vec<Question> {
    duplicates(found.iter().map(|loose| &loose.id), "question", sink);
    let pairs = enemies::pairs(&found, std::iter::empty(), whole, sink);
    let mut questions: Vec<Question> = found.into_iter().filter_map(|loose| loose.question).collect();
    enemies::add(pairs, &mut questions);
    questions.sort_by(|a, b| a.id.cmp(&b.id));
    questions
}

fn manifest_of(map: Map<'_>, id: &str, sink: &mut Sink) -> Option<Bank> {
    let name = map.id("bank")?;
    if name.value != id {
        let finding = Diagnostic::new(
            &codes::ID_IS_NOT_FOLDER,
            format!("bank `{}` is in a folder called `{id}`", name.value),
        )
        .at(&name.place, "differs from the folder")
        .help("give the folder and the bank the same name");
        sink.report(finding);
    }
    for (key, field) in [("depths", "depth"), ("levels", "level"), ("competencies", "competency")] {
        let ids: Vec<Text> = map.maps(key).iter().filter_map(|m| m.id("id")).collect();
        let what = if field == "competency" { "competencie" } else { field };
        duplicates(ids.iter(), what, sink);
    }
    let depths: Vec<Depth> = map.maps("depths").iter().filter_map(|m| depth(*m)).collect();
    Some(Bank {
        id: Id::new(&name.value)?,
        title: map.text("title")?.value,
        license: map.text("license").map(|t| t.value),
        levels: map.maps("levels").iter().filter_map(|m| level(*m, sink)).collect(),
        ratings: ratings(map, sink),
        competencies: map.maps("competencies").iter().filter_map(|m| competency(*m, &depths, sink)).collect(),
        depths,
        context: map.map("context").map_or_else(BTreeMap::new, |m| context(m, sink)),
        loops: Vec::new(),
        questions: Vec::new(),
        digest: String::new(),
    })
}

/// Limit of characters in the value of a placeholder.
const MOST_OF_A_VALUE: usize = 300;

/// The values of the placeholders by name, trimmed.
pub(super) fn context(map: Map<'_>, sink: &mut Sink) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for (name, value) in map.named_texts() {
        if value.value.chars().count() > MOST_OF_A_VALUE {
            let message = format!("the value of `{}` is too long for a question", name.value);
            let finding = Diagnostic::new(&codes::OUT_OF_RANGE, message).at(&value.place, "");
            sink.report(finding.help(format!("write at most {MOST_OF_A_VALUE} characters")));
        }
        values.insert(name.value, value.value.trim().to_owned());
    }
    values
}

fn depth(map: Map<'_>) -> Option<Depth> {
    Some(Depth {
        id: Id::new(&map.id("id")?.value)?,
        name: map.text("name")?.value,
        means: map.text("means").map(|t| t.value).unwrap_or_default(),
        minutes: map.int("minutes").and_then(|n| u32::try_from(n).ok()),
    })
}

fn level(map: Map<'_>, sink: &mut Sink) -> Option<Level> {
    let years = map.range("years").and_then(|(a, b)| Some((u32::try_from(a).ok()?, u32::try_from(b).ok()?)));
    if let (Some((from, to)), Some(place)) = (years, map.key_place("years"))
        && from > to
    {
        let finding = Diagnostic::new(&codes::BAD_ORDER, format!("`years` runs from {from} down to {to}"))
            .at(&place, "")
            .help("write the smaller number first");
        sink.report(finding);
    }
    Some(Level { id: Id::new(&map.id("id")?.value)?, name: map.text("name")?.value, years })
}

fn ratings(map: Map<'_>, sink: &mut Sink) -> Vec<Rating> {
    let mut ratings: Vec<Rating> = Vec::new();
    let place = map.key_place("ratings");
    for rating in map.maps("ratings") {
        let (Some(score), Some(label)) = (rating.int("score"), rating.text("label")) else { continue };
        let score = u8::try_from(score).unwrap_or(u8::MAX);
        if ratings.last().is_some_and(|last| last.score >= score) {
            let finding = Diagnostic::new(
                &codes::BAD_ORDER,
                format!("score {score} is not higher than the score before it"),
            )
            .at(&rating.place(), "out of order")
            .help("list the ratings from the lowest score to the highest, each once");
            sink.report(finding);
        }
        let meets = rating.bool("meets").unwrap_or(false);
        if meets && ratings.iter().any(|r| r.meets) {
            let finding = Diagnostic::new(&codes::OUT_OF_RANGE, "two scores are marked `meets: true`")
                .at(&rating.place(), "the second")
                .help("mark the lowest score that means \"meets the requirement\", and no other");
            sink.report(finding);
        }
        ratings.push(Rating { score, label: label.value, meets });
    }
    if !ratings.is_empty() && !ratings.iter().any(|r| r.meets) {
        // If the scale marks no score, the middle score is used, or the first score above the middle.
        let middle = ratings.len() / 2;
        ratings[middle].meets = true;
    }
    if let (true, Some(place)) = (ratings.len() > 7, place) {
        let message = format!("a rating scale of {} points is too fine for people to use", ratings.len());
        let finding = Diagnostic::new(&codes::OUT_OF_RANGE, message).at(&place, "").help("use 3 to 7 points");
        sink.report(finding);
    }
    ratings
}

fn competency(map: Map<'_>, depths: &[Depth], sink: &mut Sink) -> Option<Competency> {
    let id = map.id("id")?;
    let known = Names {
        kind: "depth",
        code: &codes::UNKNOWN_DEPTH,
        known: depths.iter().map(|d| d.id.as_str()).collect(),
        owner: "the bank's `depths`".to_owned(),
    };
    let written = map.map("depths").map(|m| m.named_texts()).unwrap_or_default();
    let means: BTreeMap<Id, String> = written
        .iter()
        .filter_map(|(name, text)| {
            Some((known.resolve(name, Some((&id.place, "in this competency")), sink)?, text.value.clone()))
        })
        .collect();
    let missing: Vec<&str> =
        depths.iter().filter(|d| !means.contains_key(&d.id)).map(|d| d.id.as_str()).collect();
    if !missing.is_empty() && !written.is_empty() {
        let verb = if missing.len() == 1 { "means" } else { "mean" };
        let missing = crate::text::quoted(missing, "and");
        let message = format!("competency `{}` does not say what {missing} {verb}", id.value);
        let finding = Diagnostic::new(&codes::MISSING_DEPTH, message)
            .at(&id.place, "")
            .help("add the missing settings under its `depths`");
        sink.report(finding);
    }
    Some(Competency {
        name: map.text("name")?.value,
        definition: map.text("definition").map(|t| t.value).unwrap_or_default(),
        category: map.text("category").map(|t| t.value),
        depths: means,
        id: Id::new(&id.value)?,
    })
}
