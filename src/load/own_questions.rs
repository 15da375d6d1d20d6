//! Reads the questions of one opening, `kits/<req>/questions.yaml`, and adds them to its bank.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::exhibits::Exhibits;
use super::files::Workspace;
use super::layers::Above;
use super::names::duplicates;
use super::question::Home;
use super::scales::Scales;
use super::{enemies, question, shapes};
use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::model::{Bank, Id, Question, Status, sha256};
use crate::text::Source;
use crate::yaml::{Doc, Shape, conform, parse};

/// The questions that a file of an opening adds to the bank.
#[derive(Default)]
pub(super) struct Own {
    /// Digest of the questions; `None` if there are none. It does not depend on their order and layout.
    pub(super) digest: Option<String>,
    /// Ids of questions with errors.
    pub(super) broken: BTreeSet<String>,
    /// Ids of questions without the key `anchors`.
    pub(super) unanchored: Vec<Id>,
}

/// Reads the file with the questions of a req; `None` if it has none.
///
/// # Errors
/// [`Reported`] if the file cannot be read.
pub fn questions_file(
    workspace: &Workspace,
    req: &str,
    sink: &mut Sink,
) -> Result<Option<Arc<Source>>, Reported> {
    let path = workspace.req(req).join("questions.yaml");
    match workspace.kind(&path) {
        None => Ok(None),
        Some(_) => workspace.read(&path, sink).map(Some),
    }
}

/// Adds the questions of a file to the bank of the req `req`.
///
/// # Errors
/// [`Reported`] if the file is not YAML. Other errors are reported, and the questions without errors are added.
pub(super) fn add(
    workspace: &Workspace,
    req: &str,
    source: &Arc<Source>,
    bank: &mut Bank,
    sink: &mut Sink,
) -> Result<Own, Reported> {
    let root = parse(source, sink)?;
    conform(&root, &Shape::Record(&shapes::OWN_QUESTIONS), source, sink);
    let mut exhibits = Exhibits::in_folder(workspace, &workspace.req(req), sink);
    exhibits.add(bank.questions.iter().flat_map(|q| &q.exhibits), &workspace.name(&workspace.req(req)), sink);
    let file = Doc::new(source, &root).root();
    let (scales, above) = (Scales::of(bank), Above::default());
    let home = Home { scales: &scales, exhibits: &exhibits, bank: &bank.id, above: &above };
    let found = question::read_all(file, &home, sink);
    duplicates(found.iter().map(|loose| &loose.id), "question", sink);
    let is_new = |loose: &question::Loose| bank.question(&loose.id.value).is_none();
    for (loose, old) in found.iter().filter_map(|l| Some((l, bank.question(&l.id.value)?))) {
        let message = format!("bank `{}` has a question with the id `{}` already", bank.id, old.id);
        let finding = Diagnostic::new(&codes::DUPLICATE_ID, message)
            .at(&loose.id.place, "again here")
            .context(&old.place, "first here")
            .help("give the question of this opening another id");
        sink.report(finding);
    }
    let pairs = enemies::pairs(&found, bank.questions.iter().map(|q| q.id.as_str()), true, sink);
    let id = |loose: &question::Loose| Id::new(&loose.id.value);
    let own = Own {
        digest: None,
        broken: found.iter().filter(|l| l.question.is_none()).map(|l| l.id.value.clone()).collect(),
        unanchored: found.iter().filter(|l| !l.anchored && is_new(l)).filter_map(id).collect(),
    };
    let mut new: Vec<Question> = found.into_iter().filter(is_new).filter_map(|l| l.question).collect();
    new.iter_mut().for_each(|question| question.own = true);
    let mut digests: Vec<&str> = new.iter().map(|q| q.digest.as_str()).collect();
    digests.sort_unstable();
    let digest = (!digests.is_empty()).then(|| sha256(&digests.join("\n")));
    bank.questions.extend(new);
    bank.questions.sort_by(|a, b| a.id.cmp(&b.id));
    enemies::add(pairs, &mut bank.questions);
    Ok(Own { digest, ..own })
}

impl Own {
    /// Reports the questions without anchors that are not asked by `ask`, because they could be drawn or are
    /// pinned.
    pub(super) fn needs_anchors(
        &self,
        bank: &Bank,
        asked: &BTreeSet<&Id>,
        excluded: &BTreeSet<Id>,
        sink: &mut Sink,
    ) {
        for question in self.unanchored.iter().filter_map(|id| bank.question(id.as_str())) {
            let id = &question.id;
            if asked.contains(id) || excluded.contains(id) || question.status != Status::Active {
                continue;
            }
            let finding = Diagnostic::new(&codes::MISSING_KEY, format!("question `{id}` lacks `anchors`"))
                .at(&question.place, "may be drawn or is pinned, so interviewers rate it by its anchors")
                .help("add `anchors`: described behaviour for each score of the rating scale")
                .help("or list the question in a round's `ask`");
            sink.report(finding);
        }
    }
}
