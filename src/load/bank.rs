//! Reads a bank, and the banks that it extends, into a [`Bank`].

use std::collections::BTreeSet;
use std::sync::Arc;

use super::asks::Known;
use super::exhibits::Exhibits;
use super::files::Workspace;
use super::layers::{Above, Layer, chain};
use super::manifest::{self, Manifest};
use super::names::duplicates;
use super::question::{self, Home, Loose};
use super::scales::Scales;
use super::{asks, enemies, loops, shapes};
use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::model::{Bank, Id, Loop, Question, Status, sha256};
use crate::text::{Source, nearest};
use crate::yaml::{Doc, Node, Shape, conform, parse};

/// The keys of a manifest that affect findings only. The digest of the bank leaves them out.
const FINDINGS_ONLY: &[&str] = &["lints", "compensation"];

/// Loads a bank from the workspace, or else the shipped bank of that name, with the entries of the banks that it
/// extends.
///
/// # Errors
/// [`Reported`] if any of its files has an error; all errors are in the sink.
pub fn bank(workspace: &Workspace, id: &str, sink: &mut Sink) -> Result<Bank, Reported> {
    let mark = sink.errors();
    let layers = chain(workspace, id, sink)?;
    let bank = assemble(id, layers, sink)?;
    sink.stop_if_worse_than(mark)?;
    Ok(bank)
}

fn assemble(id: &str, mut layers: Vec<Layer>, sink: &mut Sink) -> Result<Bank, Reported> {
    let sources: Vec<Arc<Source>> = layers.iter().map(|layer| layer.manifest.clone()).collect();
    let roots: Vec<Node<'_>> = sources.iter().map(|source| parse(source, sink)).collect::<Result<_, _>>()?;
    let mark = sink.errors();
    let mut chain = Vec::new();
    for (source, root) in sources.iter().zip(&roots) {
        conform(root, &Shape::Record(&shapes::BANK), source, sink);
        let extends = chain.len() + 1 < roots.len();
        chain.push(Manifest { map: Doc::new(source, root).root(), extends });
    }
    // Without the bank's scales nothing else can be checked, because every name would be unknown.
    let mut bank = match (manifest::merged(&chain, sink), sink.stop_if_worse_than(mark)) {
        (Some(bank), Ok(())) => bank,
        (_, stop) => {
            stop?;
            return Err(sink.report(Diagnostic::new(&codes::BAD_ID, format!("bank `{id}` is not usable"))));
        }
    };
    let exhibits = layers.iter_mut().rev().map(|layer| std::mem::take(&mut layer.exhibits));
    let exhibits = exhibits.reduce(Exhibits::under).unwrap_or_default();
    let mut whole = layers.iter().all(|layer| layer.whole);
    let canonical = chain.iter().map(|manifest| manifest.map.canonical_without(FINDINGS_ONLY)).collect();
    let mut reader = Reader {
        bank: &bank,
        exhibits: &exhibits,
        canonical,
        loops: Vec::new(),
        found: Vec::new(),
        ids: Vec::new(),
    };
    let mut above = Above::default();
    for (layer, manifest) in layers.iter().zip(&chain) {
        whole &= reader.read(layer, &above, sink);
        reader.pass_on(manifest, &mut above);
    }
    let names: Vec<Id> = layers.iter().filter_map(|layer| Id::new(&layer.id)).collect();
    if whole {
        reader.check(&chain, &names, sink);
    }
    let Reader { mut canonical, loops, found, .. } = reader;
    bank.loops = loops;
    bank.as_shipped = layers.iter().all(|layer| layer.as_shipped);
    bank.extends = names.into_iter().skip(1).collect();
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

/// Reads the files of a chain of banks, from the bank itself to the last bank that is extended.
struct Reader<'a> {
    /// The scales and competencies of the chain.
    bank: &'a Bank,
    exhibits: &'a Exhibits,
    canonical: Vec<String>,
    loops: Vec<Loop>,
    found: Vec<Loose>,
    /// For each bank that was read, what its files contain, whether it stays or not.
    ids: Vec<Ids>,
}

/// The ids in the files of one bank.
#[derive(Default)]
struct Ids {
    questions: BTreeSet<String>,
    loops: BTreeSet<String>,
    competencies: BTreeSet<String>,
}

impl Reader<'_> {
    /// Reads every file of a bank but the manifest. Returns false if a file could not be read.
    fn read(&mut self, layer: &Layer, above: &Above, sink: &mut Sink) -> bool {
        let scales = Scales::of(self.bank).without(&above.retired);
        let Some(id) = Id::new(&layer.id) else { return false };
        let home = Home { scales: &scales, exhibits: self.exhibits, bank: &id, above };
        let (mut whole, mut ids) = (layer.whole, Ids::default());
        for (name, source) in &layer.files {
            let Ok(root) = parse(source, sink) else {
                whole = false;
                continue;
            };
            let (record, key, id) = match name.as_str() {
                "loops.yaml" => (&shapes::LOOPS, "loops", "loop"),
                _ => (&shapes::QUESTIONS, "questions", "id"),
            };
            conform(&root, &Shape::Record(record), source, sink);
            let map = Doc::new(source, &root).root();
            let written = map.maps(key).into_iter().filter_map(|m| m.id(id)).map(|id| id.value);
            if key == "loops" {
                ids.loops.extend(written);
                self.canonical.push(map.canonical());
                self.loops.extend(loops::read(map, &scales, above, sink));
            } else {
                ids.questions.extend(written);
                self.found.extend(question::read_all(map, &home, sink));
            }
        }
        self.ids.push(ids);
        whole
    }

    /// Adds what the bank that was read last changes about the banks that it extends.
    fn pass_on(&mut self, manifest: &Manifest<'_>, above: &mut Above) {
        let Some(ids) = self.ids.last_mut() else { return };
        let competencies = manifest.map.maps("competencies").into_iter().filter_map(|m| m.id("id"));
        ids.competencies.extend(competencies.map(|id| id.value));
        above.questions.extend(ids.questions.iter().cloned());
        above.loops.extend(ids.loops.iter().cloned());
        above.retired.extend(manifest.retired());
        for (id, status) in manifest.map.map("status").map(|m| m.named_texts()).unwrap_or_default() {
            if let Some(status) = Status::parse(&status.value) {
                above.status.entry(id.value).or_insert(status);
            }
        }
    }

    /// Reports the ids in `retire` and `status` that the extended banks do not have. `chain` are the manifests, and
    /// `names` the ids of the banks.
    fn check(&self, chain: &[Manifest<'_>], names: &[Id], sink: &mut Sink) {
        let pairs = chain.iter().zip(names.iter().skip(1)).enumerate();
        for (n, (manifest, extended)) in pairs {
            let below = &self.ids[n + 1..];
            let questions = || below.iter().flat_map(|ids| &ids.questions).map(String::as_str);
            let rest = below.iter().flat_map(|ids| ids.loops.iter().chain(&ids.competencies));
            let entries: BTreeSet<&str> = questions().chain(rest.map(String::as_str)).collect();
            for id in manifest.map.texts("retire") {
                if !entries.contains(id.value.as_str()) {
                    let finding = Diagnostic::new(
                        &codes::UNKNOWN_ENTRY,
                        format!("bank `{extended}` has no entry `{}` to leave out", id.value),
                    );
                    let label = format!("neither a question, a loop nor a competency of bank `{extended}`");
                    let near = nearest(&id.value, entries.iter().copied());
                    let finding = finding.at(&id.place, label).did_you_mean(near);
                    sink.report(finding.help("write the id of such an entry, or remove it"));
                }
            }
            for (id, _) in manifest.map.map("status").map(|m| m.named_texts()).unwrap_or_default() {
                if self.ids[n].questions.contains(&id.value) {
                    let message = format!("question `{}` is in this bank", id.value);
                    let finding = Diagnostic::new(&codes::CONFLICTING_KEYS, message)
                        .at(&id.place, "`status` here is for questions of the extended bank")
                        .help("write `status` into the question itself, and remove it here");
                    sink.report(finding);
                } else if !questions().any(|other| other == id.value) {
                    let message = format!("unknown question `{}`", id.value);
                    let finding = Diagnostic::new(&codes::UNKNOWN_QUESTION, message)
                        .at(&id.place, format!("not a question of bank `{extended}`"))
                        .did_you_mean(nearest(&id.value, questions()))
                        .help(format!("`panelkit bank list {extended}` shows all ids"));
                    sink.report(finding);
                }
            }
        }
    }
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
