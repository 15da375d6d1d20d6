//! `check`: every problem of banks, role specs and issued kits.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use panelkit::diag::{self, Diagnostic, Reported, Sink, codes};
use panelkit::load;
use panelkit::model::{Bank, Kit};
use panelkit::pipeline;
use panelkit::render::markdown;
use panelkit::text::{count, list};
use serde_json::json;

use super::exit::Exit;
use super::session::Session;
use super::targets::{candidate_in, kits_of, read_kit};

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Banks, reqs, role specs or kits, as paths; the whole workspace when absent
    paths: Vec<PathBuf>,
    /// How to print what was found
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: CheckFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// For people, on standard error
    Human,
    /// For programs, on standard output
    Json,
    /// For code hosts, on standard output: SARIF 2.1.0
    Sarif,
}

/// What to look at.
#[derive(Default)]
struct Targets {
    banks: Vec<String>,
    reqs: Vec<String>,
    kits: Vec<PathBuf>,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let targets = targets(&args.paths, session)?;
    // A bank that several role specs name is read and reported once.
    let mut banks: BTreeMap<String, Result<Bank, Reported>> = BTreeMap::new();
    let workspace = session.workspace.clone();
    for id in &targets.banks {
        let bank = load::bank(&workspace, id, &mut session.sink);
        banks.insert(id.clone(), bank);
    }
    for req in &targets.reqs {
        let Ok(source) = load::role_file(&workspace, req, &mut session.sink) else {
            continue;
        };
        let mut bank = |id: &str, sink: &mut Sink| {
            banks.entry(id.to_owned()).or_insert_with(|| load::bank(&workspace, id, sink)).clone()
        };
        // The findings are in the sink; whether it loads does not matter here.
        let _ = pipeline::role(&workspace, &source, req, &mut bank, &mut session.sink);
    }
    for path in &targets.kits {
        // What is wrong with a kit or the file beside it is in the sink; the others are looked at.
        let Ok(kit) = read_kit(session, path) else { continue };
        let folder = path.parent().unwrap_or(path);
        let Ok(candidate) = candidate_in(&workspace, folder, &mut session.sink) else { continue };
        if let (Some(Ok(bank)), None) = (banks.get(&kit.bank.id), candidate.held) {
            withdrawn(&kit, path, bank, session);
        }
    }
    let mut seen = BTreeSet::new();
    for exhibit in banks.values().flatten().flat_map(|b| &b.questions).flat_map(|q| &q.exhibits) {
        if let (true, Err(error)) = (seen.insert(exhibit.id.clone()), markdown::parse(&exhibit.text)) {
            let message = format!("exhibit `{}` cannot be printed: {error}", exhibit.id);
            let finding = Diagnostic::new(&codes::BAD_EXHIBIT, message);
            let file = format!("exhibits/{}.md", exhibit.id);
            session.sink.report(finding.in_file(file).help("write paragraphs, lists, tables and code alone"));
        }
    }
    let questions: usize = banks.values().flatten().map(|bank| bank.questions.len()).sum();
    report(args, &targets, banks.len(), questions, session)
}

/// Reports questions of a kit, not held yet, that the bank has withdrawn since.
fn withdrawn(kit: &Kit, path: &Path, bank: &Bank, session: &mut Session) {
    let gone = pipeline::withdrawn(kit, bank);
    let gone: Vec<String> =
        gone.iter().map(|(slot, status)| format!("`{}` ({})", slot.question.id, status.as_str())).collect();
    if !gone.is_empty() {
        let message = format!("the kit holds withdrawn questions: {}", list(&gone, "and"));
        let finding = Diagnostic::new(&codes::WITHDRAWN_QUESTION, message);
        let finding = finding.in_file(session.workspace.name(path));
        session
            .sink
            .report(finding.help(format!("`panelkit reissue {}` puts others in their place", kit.req)));
    }
}

fn report(
    args: &Args,
    targets: &Targets,
    banks: usize,
    questions: usize,
    session: &mut Session,
) -> Result<(), Exit> {
    let (errors, warnings) = (session.sink.errors(), session.sink.warnings());
    if args.format == CheckFormat::Json {
        let findings: Vec<_> = session.sink.sorted().into_iter().map(diag::json).collect();
        let result = json!({
            "format": 1,
            "findings": findings,
            "summary": { "errors": errors, "warnings": warnings, "banks": banks, "questions": questions,
                         "roles": targets.reqs.len(), "kits": targets.kits.len() },
        });
        session.say(serde_json::to_string_pretty(&result).unwrap_or_default());
        session.sink = Sink::new();
    } else if args.format == CheckFormat::Sarif {
        let result = diag::sarif(&session.sink.sorted(), env!("CARGO_PKG_VERSION"));
        session.say(serde_json::to_string_pretty(&result).unwrap_or_default());
        session.sink = Sink::new();
    } else {
        session.show_findings();
        let mut what = vec![count(banks, "bank"), count(targets.reqs.len(), "role spec")];
        if questions > 0 {
            what[0] = format!("{} ({})", what[0], count(questions, "question"));
        }
        if !targets.kits.is_empty() {
            what.push(count(targets.kits.len(), "kit"));
        }
        session.tell(format!("checked {}: {}", list(&what, "and"), session.sink.summary()));
    }
    if errors > 0 { Err(Exit::Findings) } else { Ok(()) }
}

fn targets(paths: &[PathBuf], session: &Session) -> Result<Targets, Exit> {
    let mut targets = Targets::default();
    if paths.is_empty() {
        let folder = session.workspace.root().join("question_banks");
        let ids = load::bank_ids(&session.workspace);
        targets.banks = ids.into_iter().filter(|id| folder.join(id).is_dir()).collect();
        targets.reqs = session.reqs()?;
        targets.kits = kits_of_all(&targets.reqs, session)?;
        return Ok(targets);
    }
    for path in paths {
        target(path, session, &mut targets)?;
    }
    Ok(targets)
}

fn kits_of_all(reqs: &[String], session: &Session) -> Result<Vec<PathBuf>, Exit> {
    let kits: Result<Vec<_>, Exit> = reqs.iter().map(|req| kits_of(session, req)).collect();
    Ok(kits?.into_iter().flatten().collect())
}

/// What a path means: by the folder it stands in.
fn target(path: &Path, session: &Session, targets: &mut Targets) -> Result<(), Exit> {
    let wrong = |why: &str| Exit::Usage(format!("cannot check `{}`: {why}", path.display()));
    let real = path
        .canonicalize()
        .or_else(|_| session.workspace.root().join(path).canonicalize())
        .map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => {
                wrong("there is no such file or folder\n  = help: name a bank, a req, a role spec or a kit, such as `kits/REQ`; nothing checks all of them")
            }
            _ => wrong(&e.to_string()),
        })?;
    let inside = real
        .strip_prefix(session.workspace.root())
        .map_err(|_| wrong("it is outside the workspace; name that with --workspace"))?;
    let parts: Vec<String> = inside.iter().map(|p| p.to_string_lossy().into_owned()).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    match parts.as_slice() {
        [] => {
            let all = self::targets(&[], session)?;
            targets.banks.extend(all.banks);
            targets.reqs.extend(all.reqs);
            targets.kits.extend(all.kits);
        }
        ["question_banks"] => targets.banks.extend(self::targets(&[], session)?.banks),
        ["kits"] => {
            targets.reqs.extend(session.reqs()?);
            targets.kits.extend(kits_of_all(&session.reqs()?, session)?);
        }
        ["question_banks", bank, ..] if real.is_dir() || real.extension().is_some_and(|e| e == "yaml") => {
            targets.banks.push((*bank).to_owned());
        }
        ["kits", req] => {
            targets.reqs.push((*req).to_owned());
            targets.kits.extend(kits_of(session, req)?);
        }
        ["kits", req, "role.yaml"] => targets.reqs.push((*req).to_owned()),
        [.., name] if name.ends_with(".json") => targets.kits.push(real),
        _ => return Err(wrong("it is neither a bank, a role spec nor a kit")),
    }
    Ok(())
}
