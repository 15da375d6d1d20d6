//! The chain of banks that a bank consists of: the bank itself, the bank that it `extends`, and so on. Reads their
//! files and checks the chain; does not look into questions and loops.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::exhibits::{ExhibitFiles, Exhibits};
use super::files::Workspace;
use super::shipped;
use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::disk::{Kind, Why};
use crate::model::{Id, Status};
use crate::text::{Place, Source, nearest, quoted};
use crate::yaml::{Doc, Text, parse};

/// Limit of banks in a chain.
pub const MOST_BANKS: usize = 4;

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

/// What to do about a file in the place of a bank's folder; `None` if there is no file.
pub(super) fn not_a_folder(workspace: &Workspace, path: &Path) -> Option<String> {
    let shown = workspace.name(path);
    let found = workspace.kind(path).is_some_and(|kind| kind != Kind::Dangling);
    found.then(|| format!("`{shown}` is a file: a bank is a folder, with `{shown}/bank.yaml` in it"))
}

type Files = BTreeMap<String, Arc<Source>>;

/// The files of one bank of a chain.
pub(super) struct Layer {
    /// Id of the bank.
    pub(super) id: String,
    /// True if these are the files inside the program.
    shipped: bool,
    /// True if these are the files inside the program, or the same files in the workspace.
    pub(super) as_shipped: bool,
    /// The YAML files by name, without `bank.yaml`.
    pub(super) files: Files,
    /// `bank.yaml`.
    pub(super) manifest: Arc<Source>,
    /// True if all files could be read.
    pub(super) whole: bool,
    /// The exhibits.
    pub(super) exhibits: Exhibits,
}

/// What the banks above a bank of the chain change about its entries.
#[derive(Clone, Debug, Default)]
pub(super) struct Above {
    /// Ids of the questions that replace those of this bank.
    pub(super) questions: BTreeSet<String>,
    /// Ids of the loops that replace those of this bank.
    pub(super) loops: BTreeSet<String>,
    /// Ids of questions, loops and competencies that are left out.
    pub(super) retired: BTreeSet<String>,
    /// New status of questions.
    pub(super) status: BTreeMap<String, Status>,
}

/// The chain of a bank, the bank itself first.
///
/// # Errors
/// [`Reported`] if one of the banks does not exist or its manifest cannot be read, if the chain is a cycle, or if it
/// has too many banks.
pub(super) fn chain(workspace: &Workspace, id: &str, sink: &mut Sink) -> Result<Vec<Layer>, Reported> {
    let Some(first) = layer(workspace, id, false, sink)? else {
        let known = bank_ids(workspace);
        let finding = Diagnostic::new(&codes::UNKNOWN_BANK, format!("there is no bank `{id}`"))
            .did_you_mean(nearest(id, known.iter().map(String::as_str)));
        let finding = match not_a_folder(workspace, &workspace.bank(id)) {
            Some(help) => finding.help(help),
            None => finding,
        };
        return Err(sink.report(finding.help(format!("banks here: {}", known.join(", ")))));
    };
    let mut layers = vec![first];
    let mut links: Vec<Text> = Vec::new();
    while let Some(link) = layers.last().and_then(|last| extended(workspace, last, sink)) {
        let last = layers.last().expect("internal: a chain has a bank");
        let own = link.value == last.id;
        let shipped = own || workspace.kind(&workspace.bank(&link.value)) != Some(Kind::Folder);
        let again = layers.iter().position(|l| l.id == link.value && l.shipped == shipped);
        if let Some(first) = again {
            return Err(sink.report(cycle(&layers[first..], &links[first..], &link)));
        }
        let Some(next) = layer(workspace, &link.value, own, sink)? else {
            return Err(sink.report(unknown(workspace, &link, own)));
        };
        if layers.len() == MOST_BANKS {
            return Err(sink.report(too_long(&layers, &links, &link)));
        }
        layers.push(next);
        links.push(link);
    }
    Ok(layers)
}

/// The id in `extends`; reports an id of the bank that is not its own.
fn extended(workspace: &Workspace, layer: &Layer, sink: &mut Sink) -> Option<Text> {
    // A manifest that cannot be parsed is reported when its entries are read.
    let root = parse(&layer.manifest, &mut Sink::new()).ok()?;
    let map = Doc::new(&layer.manifest, &root).root();
    if let Some(name) = map.id("bank").filter(|name| name.value != layer.id) {
        let finding = match other_bank(workspace, &name.value) {
            Some(first) => {
                let message = format!("two banks have the id `{}`", name.value);
                Diagnostic::new(&codes::DUPLICATE_ID, message)
                    .at(&name.place, "again here")
                    .context(&first, "first here")
                    .help(format!("give this bank the id of its folder, `{}`", layer.id))
            }
            None => {
                let message = format!("bank `{}` is in a folder called `{}`", name.value, layer.id);
                Diagnostic::new(&codes::ID_IS_NOT_FOLDER, message)
                    .at(&name.place, "differs from the folder")
                    .help("give the folder and the bank the same name")
            }
        };
        sink.report(finding);
    }
    map.id("extends")
}

/// The place where a bank of the workspace has this id as its own; `None` if there is none.
fn other_bank(workspace: &Workspace, id: &str) -> Option<Place> {
    let path = workspace.bank(id).join("bank.yaml");
    workspace.kind(&path)?;
    let source = workspace.read(&path, &mut Sink::new()).ok()?;
    let root = parse(&source, &mut Sink::new()).ok()?;
    let name = Doc::new(&source, &root).root().id("bank")?;
    (name.value == id).then_some(name.place)
}

/// The files of a bank: those of the workspace, or else the shipped ones. `None` if there is no such bank. With
/// `inner`, they are the shipped ones that a folder of the same name extends.
fn layer(workspace: &Workspace, id: &str, inner: bool, sink: &mut Sink) -> Result<Option<Layer>, Reported> {
    let folder = workspace.bank(id);
    let in_workspace = !inner && workspace.kind(&folder) == Some(Kind::Folder);
    let shipped = shipped::shipped_files(id);
    let (mut files, whole, exhibits) = if in_workspace {
        let (files, whole) = from_folder(workspace, &folder, sink)?;
        (files, whole, ExhibitFiles::in_folder(workspace, &folder, sink))
    } else if let Some(files) = shipped {
        // The folder of the same name may have a file of the same name.
        let root = if inner { "<shipped>" } else { "question_banks" };
        let source = |name: &str, text: &'static str| Source::new(format!("{root}/{id}/{name}"), text);
        let yaml = files.iter().filter(|(name, _)| name.ends_with(".yaml"));
        let yaml = yaml.map(|(name, text)| ((*name).to_owned(), source(name, text))).collect();
        let inside =
            files.iter().filter_map(|(name, text)| Some((name, name.strip_prefix("exhibits/")?, text)));
        let sources = inside.map(|(path, name, text)| (name.to_owned(), source(path, text))).collect();
        (yaml, true, ExhibitFiles { sources, whole: true })
    } else {
        return Ok(None);
    };
    for (name, source) in &mut files {
        *source = shipped::scanned(id, name, source.clone());
    }
    let as_shipped = !in_workspace || are_shipped(id, &files, &exhibits);
    let exhibits = Exhibits::of(exhibits, sink);
    let Some(manifest) = files.remove("bank.yaml") else {
        let finding = Diagnostic::new(&codes::FILE_MISSING, format!("bank `{id}` has no `bank.yaml`"))
            .in_file(format!("question_banks/{id}/bank.yaml"))
            .help("add the manifest: `panelkit schema bank` says what goes in it");
        return Err(sink.report(finding));
    };
    let id = id.to_owned();
    Ok(Some(Layer { id, shipped: !in_workspace, as_shipped, files, manifest, whole, exhibits }))
}

/// Whether the files of a bank in the workspace are those of the shipped bank of this name.
fn are_shipped(bank: &str, files: &Files, exhibits: &ExhibitFiles) -> bool {
    let yaml = files.iter().map(|(name, source)| (name.clone(), source));
    let pages = exhibits.sources.iter().map(|(name, source)| (format!("exhibits/{name}"), source));
    let here: Vec<_> = yaml.chain(pages).collect();
    let is_read = |name: &str| name.ends_with(".yaml") || name.starts_with("exhibits/");
    let shipped = shipped::shipped_files(bank).into_iter().flatten().filter(|(name, _)| is_read(name));
    here.len() == shipped.count() && here.iter().all(|(name, it)| shipped::is_shipped(bank, name, it.text()))
}

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

/// The finding for an `extends` that names no bank.
fn unknown(workspace: &Workspace, link: &Text, own: bool) -> Diagnostic {
    let id = &link.value;
    if own {
        let message = format!("bank `{id}` extends itself");
        let shipped: Vec<&str> = shipped::shipped_banks().collect();
        return Diagnostic::new(&codes::EXTENDS_CYCLE, message)
            .at(&link.place, "no bank of this name ships with panelkit")
            .help(format!("name another bank, or remove the line; shipped are {}", quoted(shipped, "and")));
    }
    let known = bank_ids(workspace);
    let finding = Diagnostic::new(&codes::UNKNOWN_BANK, format!("there is no bank `{id}`"))
        .at(&link.place, "neither in `question_banks/` nor shipped")
        .did_you_mean(nearest(id, known.iter().map(String::as_str)));
    let finding = match not_a_folder(workspace, &workspace.bank(id)) {
        Some(help) => finding.help(help),
        None => finding,
    };
    finding.help(format!("banks here: {}", known.join(", ")))
}

/// The finding for a chain that leads back to one of its banks, `layers[0]`.
fn cycle(layers: &[Layer], links: &[Text], back: &Text) -> Diagnostic {
    let first = &layers[0].id;
    let message = format!("bank `{first}` extends itself through other banks");
    let finding = Diagnostic::new(&codes::EXTENDS_CYCLE, message)
        .at(&back.place, format!("leads back to bank `{first}`"));
    let finding = layers.iter().zip(links).fold(finding, |finding, (layer, link)| {
        finding.context(&link.place, format!("bank `{}` extends `{}`", layer.id, link.value))
    });
    finding.help("remove `extends` from one of these banks, or name another bank there")
}

fn too_long(layers: &[Layer], links: &[Text], link: &Text) -> Diagnostic {
    let message = format!("a chain of banks has more than {MOST_BANKS} banks");
    let finding = Diagnostic::new(&codes::LONG_CHAIN, message)
        .at(&link.place, format!("the bank after the last of {MOST_BANKS}"));
    let finding = layers.iter().zip(links).fold(finding, |finding, (layer, link)| {
        finding.context(&link.place, format!("bank `{}` extends `{}`", layer.id, link.value))
    });
    finding
        .help("let the first bank extend a later bank of the chain directly, or move entries into one bank")
}
