//! `bank new-question`: drafts of questions.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{folder, known, open};
use crate::app::call::Call;
use crate::load::{self, Workspace};
use crate::model::QuestionType;
use crate::store::{Fault, target, text_of};
use crate::text::Source;
use crate::write::{Lock, replace_file, sweep};
use crate::yaml::quote;

/// A request to append an empty template of a question to a bank.
#[derive(Clone, Debug)]
pub struct NewQuestion {
    /// The id of the question.
    pub question: String,
    /// The competency that it observes.
    pub competency: String,
    /// The depth of the question.
    pub depth: String,
    /// Its type.
    pub kind: String,
    /// The bank; may be absent if there is only one.
    pub bank: Option<String>,
}

/// A draft question that was appended to a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drafted {
    /// The file, relative to the workspace.
    pub file: String,
    /// The question.
    pub question: String,
}

/// Appends an empty template of a question, with status `draft`, to the question file of its competency.
///
/// # Errors
/// [`Fault::Request`] when the request names a competency, depth or type that the bank does not have, or the
/// question already exists, [`Fault::Findings`] when the bank has errors, [`Fault::World`] when the file cannot
/// be written.
pub fn new_question(args: &NewQuestion, call: &mut Call<'_>) -> Result<Drafted, Fault> {
    let bank = open(args.bank.as_deref(), call)?;
    let home = folder(&bank, call.workspace)?;
    let locked = target(call.workspace, &home)?;
    // Two runs at the same time append one after the other; the second reads what the first has written.
    let _lock = Lock::take(&locked)?;
    sweep(&locked);
    let bank = load::bank(call.workspace, bank.id.as_str(), call.sink)?;
    let competencies: Vec<&str> = bank.competencies.iter().map(|c| c.id.as_str()).collect();
    known("competency", Some(&args.competency), &competencies)?;
    let depths: Vec<&str> = bank.depths.iter().map(|d| d.id.as_str()).collect();
    known("depth", Some(&args.depth), &depths)?;
    known("type", Some(&args.kind), QuestionType::WORDS)?;
    if let Some(question) = bank.question(&args.question) {
        let place = question.place.link();
        return Err(Fault::Request(format!("a question `{}` already exists ({place})", args.question)));
    }
    let minutes = bank.depths.iter().find(|d| d.id.as_str() == args.depth).and_then(|d| d.minutes);
    let anchor = |(score, hint): (u8, String)| {
        format!("  {score}: {}\n", quote(&format!("**Lead of two to six words.** {hint}")))
    };
    let anchors: String = bank.anchor_hints().into_iter().map(anchor).collect();
    let without_story = match args.kind.as_str() {
        "behavioral" => {
            "  - { if: \"they have no such story\", ask: \"What would you do if it happened tomorrow?\" }\n"
        }
        _ => "",
    };
    let means = bank.competencies.iter().find(|c| c.id.as_str() == args.competency);
    let means = means.and_then(|c| c.depths.iter().find(|(d, _)| d.as_str() == args.depth)).map(|(_, m)| m);
    let about = means.map_or(String::new(), |m| {
        format!("# {}: {}\n", args.depth, m.split_whitespace().collect::<Vec<_>>().join(" "))
    });
    let block = format!(
        "{about}title: \"Two to five words\"\ndepth: {}\ntype: {}\nminutes: {}\nstatus: draft\nprompt: \"One or two short sentences that a candidate understands at the first hearing. Then one question?\"\nprobes:\n  - {{ if: \"they leave out what matters most\", ask: \"A second chance, as one question?\" }}\n{without_story}  - \"What did you do next?\"\nlisten_for: [\"says or does something that an interviewer can note\"]\nred_flags: [\"says or does something that an interviewer can note\"]\nanchors:\n{anchors}",
        args.depth,
        args.kind,
        minutes.unwrap_or(10)
    );
    let (path, text) = with_draft(args, &home, &block, call.workspace)?;
    replace_file(&target(call.workspace, &path)?, text.as_bytes())?;
    let name = call.workspace.name(&path);
    Ok(Drafted { file: name, question: args.question.clone() })
}

/// The file for a draft, and the text of that file with the draft added. This is the file of the competency if
/// its layout allows another question, otherwise a new file.
fn with_draft(
    args: &NewQuestion,
    home: &Path,
    block: &str,
    workspace: &Workspace,
) -> Result<(PathBuf, String), Fault> {
    // `bank.yaml` and `loops.yaml` are reserved, so a competency with one of these ids needs another file name.
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
        let source = Source::new(workspace.name(&path), text);
        let other = load::default_competency(&source).is_none_or(|name| name != args.competency);
        let own = if other { format!("competency: {}\n", args.competency) } else { String::new() };
        if let Some(text) = load::with_question(&source, &format!("id: {id}\n{own}{block}")) {
            return Ok((path, format!("{mark}{text}")));
        }
    }
    unreachable!("internal: some name is free")
}
