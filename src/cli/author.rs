//! For those who write questions: `bank new-question`, `import`, `fmt`, `duplicates`, `prose`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use panelkit::disk::{self, Kind};
use panelkit::lint::{Alike, SIMILAR, duplicates};
use panelkit::load::{self, Draft, ImportFormat, import, read_file};
use panelkit::model::{Bank, Id, QuestionType};
use panelkit::text::{Source, count};
use panelkit::write::{Lock, replace_file, sweep, write_new};
use panelkit::yaml::quote;

use super::exit::Exit;
use super::session::Session;
use super::targets::text_of;

/// Arguments of `bank new-question`.
#[derive(Debug, clap::Args)]
pub(crate) struct NewQuestion {
    /// Id of the question
    #[arg(value_parser = super::args::id)]
    question: String,
    /// The competency that it observes
    #[arg(long)]
    competency: String,
    /// The depth that it proves
    #[arg(long)]
    depth: String,
    /// Its type
    #[arg(long = "type", value_name = "TYPE", default_value = "situational")]
    kind: String,
    /// The bank; the only one when absent
    #[arg(long, value_name = "BANK", value_parser = super::args::id)]
    pub(super) bank: Option<String>,
}

/// Arguments of `bank import`.
#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// A `.csv`, `.md` or `.gift` file
    file: PathBuf,
    /// The bank; the only one when absent
    #[arg(long, value_name = "BANK", value_parser = super::args::id)]
    pub(super) bank: Option<String>,
}

/// Arguments of `bank fmt`.
#[derive(Debug, clap::Args)]
pub(crate) struct Fmt {
    /// The bank; the only one when absent
    #[arg(value_parser = super::args::id)]
    pub(super) bank: Option<String>,
    /// Say what would change, write nothing, and end with status 1 if anything would
    #[arg(long)]
    check: bool,
}

/// Arguments of `bank duplicates`.
#[derive(Debug, clap::Args)]
pub(crate) struct Duplicates {
    /// The bank; the only one when absent
    #[arg(value_parser = super::args::id)]
    pub(super) bank: Option<String>,
    /// Share of pairs of neighbouring words in common, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = SIMILAR, value_parser = share)]
    threshold: f64,
    /// Show those within a family as well
    #[arg(long)]
    families: bool,
}

/// Arguments of `bank prose`.
#[derive(Debug, clap::Args)]
pub(crate) struct Prose {
    /// The bank; the only one when absent
    #[arg(value_parser = super::args::id)]
    pub(super) bank: Option<String>,
    /// Only questions that are hard to follow by ear, or longer than their minutes
    #[arg(long)]
    wrong: bool,
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|n: &f64| (0.0..=1.0).contains(n));
    share.ok_or_else(|| "a number from 0 to 1".to_owned())
}

/// The folder of a bank that people write in.
fn folder(bank: &Bank, session: &Session) -> Result<PathBuf, Exit> {
    let folder = session.workspace.bank(bank.id.as_str());
    if disk::there(&folder)? == Some(Kind::Folder) {
        return Ok(folder);
    }
    Err(Exit::Usage(format!(
        "bank `{}` is inside the program, which cannot be edited\n  = help: `panelkit init` writes it to `question_banks/{}`",
        bank.id, bank.id
    )))
}

/// Appends the frame of a question, as a draft, to the file of its competency.
pub(super) fn new_question(args: &NewQuestion, bank: &Bank, session: &mut Session) -> Result<(), Exit> {
    let home = folder(bank, session)?;
    let locked = session.target(&home)?;
    // Two runs at once append one after the other, and each sees what the other did.
    let _lock = Lock::take(&locked)?;
    sweep(&locked);
    let bank = &load::bank(&session.workspace, bank.id.as_str(), &mut session.sink)?;
    let competencies: Vec<&str> = bank.competencies.iter().map(|c| c.id.as_str()).collect();
    super::bank::known("competency", Some(&args.competency), &competencies)?;
    let depths: Vec<&str> = bank.depths.iter().map(|d| d.id.as_str()).collect();
    super::bank::known("depth", Some(&args.depth), &depths)?;
    super::bank::known("type", Some(&args.kind), QuestionType::WORDS)?;
    if let Some(question) = bank.question(&args.question) {
        let place = question.place.link();
        return Err(Exit::Usage(format!("there is a question `{}` already ({place})", args.question)));
    }
    let minutes = bank.depths.iter().find(|d| d.id.as_str() == args.depth).and_then(|d| d.minutes);
    let anchors: String = bank
        .ratings
        .iter()
        .map(|r| format!("  {}: {}\n", r.score, quote(&format!("What an answer does that is '{}'", r.label))))
        .collect();
    let means = bank.competencies.iter().find(|c| c.id.as_str() == args.competency);
    let means = means.and_then(|c| c.depths.iter().find(|(d, _)| d.as_str() == args.depth)).map(|(_, m)| m);
    let about = means.map_or(String::new(), |m| {
        format!("# {}: {}\n", args.depth, m.split_whitespace().collect::<Vec<_>>().join(" "))
    });
    let block = format!(
        "{about}depth: {}\ntype: {}\nminutes: {}\nstatus: draft\nprompt: \"One scene that a stranger can picture in one breath, then one question.\"\nprobes:\n  - \"A follow-up for everybody\"\n  - {{ if: \"they stop there\", ask: \"A second chance\" }}\nlisten_for: [\"something that can be heard\"]\nred_flags: [\"something that can be heard\"]\nanchors:\n{anchors}",
        args.depth,
        args.kind,
        minutes.unwrap_or(10)
    );
    let (path, text) = with_draft(args, &home, &block, session)?;
    replace_file(&session.target(&path)?, text.as_bytes())?;
    let name = session.workspace.name(&path);
    session.tell(format!("{name}: draft of `{}` at the end", args.question));
    session.tell("next: write it, take `status: draft` out, `panelkit check`");
    Ok(())
}

/// Where a draft goes, and the text of that file with it: the file of its competency, if its layout can take
/// one more question, or a new one.
fn with_draft(
    args: &NewQuestion,
    home: &Path,
    block: &str,
    session: &Session,
) -> Result<(PathBuf, String), Exit> {
    // Files of these names hold something else.
    let stem = match args.competency.as_str() {
        name @ ("bank" | "loops") => format!("{name}-questions"),
        name => name.to_owned(),
    };
    let id = &args.question;
    for n in 1.. {
        let name = if n == 1 { format!("{stem}.yaml") } else { format!("{stem}-{n}.yaml") };
        let path = home.join(name);
        let Some(old) = text_of(&path)? else {
            let lines = format!("id: {id}\n{block}");
            let mut lines = lines.lines();
            let mut text = format!("competency: {}\nquestions:\n", args.competency);
            text.push_str(&format!("  - {}\n", lines.next().unwrap_or_default()));
            lines.for_each(|line| text.push_str(&format!("    {line}\n")));
            return Ok((path, text));
        };
        let text = old.trim_start_matches('\u{feff}');
        let mark = &old[..old.len() - text.len()];
        let source = Source::new(session.workspace.name(&path), text);
        let other = load::default_competency(&source).is_none_or(|name| name != args.competency);
        let own = if other { format!("competency: {}\n", args.competency) } else { String::new() };
        if let Some(text) = load::with_question(&source, &format!("id: {id}\n{own}{block}")) {
            return Ok((path, format!("{mark}{text}")));
        }
    }
    unreachable!("internal: some name is free")
}

/// Writes what a file has of questions into drafts, and lists what is missing.
pub(super) fn import_file(args: &Import, bank: &Bank, session: &mut Session) -> Result<(), Exit> {
    let name = args.file.display().to_string();
    let format = match args.file.extension().and_then(|e| e.to_str()) {
        Some("csv") => ImportFormat::Csv,
        Some("md" | "markdown") => ImportFormat::Markdown,
        Some("gift") => ImportFormat::Gift,
        _ => return Err(Exit::Usage(format!("`{name}` ends in none of `.csv`, `.md` and `.gift`"))),
    };
    let source = read_file(&args.file, &name, &mut session.sink)?;
    let drafts = import(source.text(), format)
        .map_err(|why| Exit::Usage(format!("`{name}` cannot be imported: {why}")))?;
    let scores: Vec<u8> = bank.ratings.iter().map(|r| r.score).collect();
    let mut taken: BTreeSet<String> = bank.questions.iter().map(|q| q.id.to_string()).collect();
    let mut text = format!(
        "# Imported from {}. Fill in what is missing, then move the questions into the files of the bank:\n# this folder is not read.\nquestions:\n",
        args.file.file_name().unwrap_or_default().to_string_lossy()
    );
    let mut lines = Vec::new();
    for draft in &drafts {
        let id = id_of(draft, &mut taken);
        let mut missing = draft.missing(&scores);
        missing.extend(unknown(draft, bank));
        let lacks =
            if missing.is_empty() { "complete".to_owned() } else { format!("lacks {}", missing.join(", ")) };
        lines.push(format!("{name}:{}: `{id}` {lacks}", draft.line));
        text.push_str(&draft.to_yaml(&id, &scores));
        text.push('\n');
    }
    let stem = load::slug(&args.file.file_stem().unwrap_or_default().to_string_lossy());
    let path = folder(bank, session)?.join("drafts").join(format!("{stem}.yaml"));
    let shown = session.workspace.name(&path);
    if !write_new(&session.target(&path)?, format!("{}\n", text.trim_end()).as_bytes())? {
        return Err(Exit::Usage(format!(
            "`{shown}` is there already\n  = help: move it away, or rename the file to import"
        )));
    }
    for line in lines {
        session.say(line);
    }
    session.tell(format!("{shown}: {}", count(drafts.len(), "draft")));
    session.tell("next: fill in what is missing, move the questions into the bank's files (drafts are not read), `panelkit check`, `panelkit bank duplicates`");
    Ok(())
}

/// What the draft says and the bank does not know.
fn unknown(draft: &Draft, bank: &Bank) -> Vec<String> {
    let competencies: Vec<&str> = bank.competencies.iter().map(|c| c.id.as_str()).collect();
    let depths: Vec<&str> = bank.depths.iter().map(|d| d.id.as_str()).collect();
    let mut found = Vec::new();
    for (key, known) in [("competency", competencies), ("depth", depths)] {
        if let Some(value) = draft.values.get(key).filter(|v| !known.contains(&v.as_str())) {
            found.push(format!("a {key} that the bank has (not `{value}`)"));
        }
    }
    for key in ["minutes", "difficulty"] {
        if let Some(value) = draft.values.get(key).filter(|v| v.parse::<u8>().is_err()) {
            found.push(format!("a number of {key} (not `{value}`)"));
        }
    }
    found
}

/// The draft's own id, or one made of its first words; never one that is taken.
fn id_of(draft: &Draft, taken: &mut BTreeSet<String>) -> String {
    let own = draft.id.as_deref().filter(|id| Id::new(id).is_some()).map(str::to_owned);
    let stem = own.unwrap_or_else(|| load::slug(&draft.prompt));
    let stem = if stem.is_empty() { "question".to_owned() } else { stem };
    let mut id = stem.clone();
    for n in 2.. {
        if taken.insert(id.clone()) {
            break;
        }
        id = format!("{stem}-{n}");
    }
    id
}

/// Lays out the question files of a bank.
pub(super) fn fmt(args: &Fmt, bank: &Bank, session: &Session) -> Result<(), Exit> {
    let folder = folder(bank, session)?;
    let home = session.target(&folder)?;
    let _lock = Lock::take(&home)?;
    let mut names: Vec<String> =
        disk::list(&folder)?.unwrap_or_default().into_iter().map(|entry| entry.name).collect();
    names.retain(|name| {
        name.ends_with(".yaml")
            && !["bank.yaml", "loops.yaml"].contains(&name.as_str())
            && !name.starts_with('.')
    });
    let files: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    let mut changed = 0;
    for path in &files {
        let name = session.workspace.name(path);
        let Some(old) = text_of(path)? else { continue };
        let text = old.trim_start_matches('\u{feff}');
        let Some(new) = load::laid_out(&Source::new(name.as_str(), text)) else {
            session.remark(format!("note: {name} is left as it is: laid out, it would say something else"));
            continue;
        };
        if new == old {
            continue;
        }
        changed += 1;
        if args.check {
            session.say(format!("{name}: would change"));
        } else {
            replace_file(&session.target(path)?, new.as_bytes())?;
            session.say(format!("{name}: laid out"));
        }
    }
    let all = count(files.len(), "file");
    match (changed, args.check) {
        (0, _) => session.tell(format!("{all}, nothing to do")),
        (n, false) => session.tell(format!("{n} of {all} laid out")),
        (_, true) => return Err(Exit::Findings),
    }
    Ok(())
}

/// Lists texts that say the same.
pub(super) fn duplicated(args: &Duplicates, bank: &Bank, session: &Session) -> Result<(), Exit> {
    let found = duplicates(bank, args.threshold);
    let (within, outside): (Vec<_>, Vec<_>) = found.into_iter().partition(|pair| pair.family);
    let shown = outside.iter().chain(within.iter().filter(|_| args.families));
    for pair in shown {
        let how = match pair.alike {
            Alike::Exact => "exact".to_owned(),
            Alike::Normalised => "the same but for layout".to_owned(),
            Alike::Similar(share) => format!("{share:.2}"),
        };
        let family = if pair.family { ", one family" } else { "" };
        session.say(format!("{how}: `{}` and `{}`, {}{family}", pair.first, pair.second, pair.what));
    }
    let hidden = match (args.families, within.len()) {
        (false, n) if n > 0 => format!("; {n} within families (`--families` shows them)"),
        _ => String::new(),
    };
    session.tell(format!(
        "{}: {} of texts outside families with {} or more of their word pairs in common{hidden}",
        bank.id,
        count(outside.len(), "pair"),
        args.threshold
    ));
    Ok(())
}

/// Reading ease and spoken length of every question.
pub(super) fn prose(args: &Prose, bank: &Bank, session: &Session) -> Result<(), Exit> {
    let width = bank.questions.iter().map(|q| q.id.as_str().len()).max().unwrap_or(0);
    session.tell(format!("{:width$}  words  ease  spoken  minutes", "question"));
    let mut wrong = 0;
    for question in &bank.questions {
        let prose = question.prose();
        let mut notes = Vec::new();
        if prose.ease < HARD {
            notes.push("hard to follow by ear");
        }
        if prose.spoken > f64::from(question.minutes) {
            notes.push("longer than its minutes");
        }
        wrong += usize::from(!notes.is_empty());
        if args.wrong && notes.is_empty() {
            continue;
        }
        let line = format!(
            "{:width$}  {:>5}  {:>4.0}  {:>6.1}  {:>7}  {}",
            question.id.as_str(),
            prose.words,
            prose.ease,
            prose.spoken,
            question.minutes,
            notes.join(", ")
        );
        session.say(line.trim_end());
    }
    session.tell(format!("{} of {} to look at", wrong, count(bank.questions.len(), "question")));
    Ok(())
}

/// Reading ease below which a prompt is hard to follow by ear.
const HARD: f64 = 50.0;
