//! What an import made of a list of questions: what became of its columns, headings and lines, and which
//! questions were made.

use panelkit::app::bank::import::{Imported, ImportedDraft};
use panelkit::model::{Became, ColumnRead, ImportRead, LinesRead, ScaleRead, ValueRead};
use panelkit::text::{count, list};

use crate::cli::session::Session;

/// Says what an import made, or would make.
pub(in crate::cli) fn imported(it: &Imported, dry_run: bool, session: &Session) {
    sources(&it.read, session);
    let unknown = |c: &&ColumnRead| c.became == Became::Comment && c.why.is_some() && !c.name.is_empty();
    if let Some(column) = it.read.columns.iter().find(unknown) {
        session.tell(format!("to give a column another place: `--map \"{}=KEY\"`", column.name));
    }
    for known in &it.read.known {
        let place = place(&it.from, known.sheet.as_deref(), known.line);
        session.say(format!("{place}left out: the bank has it as `{}`", known.question));
    }
    for draft in &it.drafts {
        let place = place(&it.from, draft.sheet.as_deref(), draft.line);
        session.say(format!("{place}{}", state(draft)));
    }
    let active = it.drafts.iter().filter(|d| d.active).count();
    let drafts = it.drafts.len() - active;
    let would = if dry_run { "would have " } else { "" };
    if let Some(file) = &it.active {
        session.tell(format!("{file}: {would}{}", count(active, "active question")));
    }
    if let Some(file) = &it.file {
        session.tell(format!("{file}: {would}{}", count(drafts, "draft")));
        lacking(it, dry_run, session);
        session.tell("next: fill in what is missing, set `status: active`, and move the questions into the bank's files (files in the folder `drafts` are not read); or complete the list, remove this file and import the list again, which leaves out what the bank has. Then run `panelkit check` and `panelkit bank duplicates`");
    } else if !dry_run {
        session.tell("next: run `panelkit check` and `panelkit bank duplicates`");
    }
}

/// Says which keys all drafts lack, and how to give them one value.
fn lacking(it: &Imported, dry_run: bool, session: &Session) {
    let drafts = || it.drafts.iter().filter(|draft| !draft.active);
    let lack = |key: &&str| drafts().all(|draft| draft.missing.iter().any(|missing| missing == key));
    let keys: Vec<&str> = ["competency", "depth", "type", "minutes"].into_iter().filter(lack).collect();
    if let [first, ..] = keys.as_slice()
        && drafts().count() > 1
    {
        let again = if dry_run { "import" } else { "remove this file and import again" };
        let names = list(&keys, "and");
        session.tell(format!(
            "all drafts lack {names}; to give them one value, {again} with `--set {first}=VALUE`"
        ));
    }
}

fn place(from: &str, sheet: Option<&str>, line: usize) -> String {
    match sheet {
        Some(sheet) => format!("{from}, sheet `{sheet}`, row {line}: "),
        None => format!("{from}:{line}: "),
    }
}

fn state(draft: &ImportedDraft) -> String {
    let without = match draft.without.as_slice() {
        [] => String::new(),
        keys => format!("; it has no {}", keys.join(", ")),
    };
    match draft.missing.as_slice() {
        [] if draft.active => format!("`{}` is active{without}", draft.question),
        [] => format!("`{}` is complete{without}", draft.question),
        missing => format!("`{}` lacks {}{without}", draft.question, missing.join(", ")),
    }
}

fn sources(read: &ImportRead, session: &Session) {
    if let Some(encoding) = &read.encoding {
        session.say(format!("the text was read as {encoding}"));
    }
    for it in &read.sheets {
        let name = sheet(it.sheet.as_deref());
        let header = it.header.map(|line| format!(", header in row {line}")).unwrap_or_default();
        session.say(format!("table{name}{header}: {}", count(it.questions, "question")));
    }
    for it in &read.columns {
        let name = if it.name.is_empty() { format!("{}", it.column) } else { format!("`{}`", it.name) };
        let fate = became(it.became, it.key.as_deref());
        let cells = count(it.filled, "cell");
        session.say(format!("column {name}{}: {fate}{} ({cells})", sheet(it.sheet.as_deref()), why(&it.why)));
    }
    for it in &read.headings {
        let what = if it.level == 0 { "words" } else { "heading" };
        let fate = became(it.became, it.key.as_deref());
        session.say(format!(
            "{what} `{}` in line {}{}: {fate}{}",
            it.text,
            it.line,
            sheet(it.sheet.as_deref()),
            why(&it.why)
        ));
    }
    read.tables.iter().for_each(|it| lines("table", it, session));
    read.scales.iter().for_each(|it| scale(it, session));
    read.values.iter().for_each(|it| value(it, session));
    read.lines.iter().for_each(|it| lines("text", it, session));
}

fn sheet(name: Option<&str>) -> String {
    name.map(|name| format!(" of sheet `{name}`")).unwrap_or_default()
}

fn why(why: &Option<String>) -> String {
    why.as_ref().map(|why| format!(", {why}")).unwrap_or_default()
}

fn became(became: Became, key: Option<&str>) -> String {
    match (became, key) {
        (Became::Key, Some(key)) => format!("becomes `{key}`"),
        (Became::Key, None) => "becomes a key".to_owned(),
        (Became::Anchor, Some(score)) => format!("becomes anchor {score}"),
        (Became::Anchor, None) => {
            "kept as a comment, because the scale of the bank has no such point".to_owned()
        }
        (Became::Comment, _) => "kept as a comment".to_owned(),
        (Became::Competency, Some(id)) => format!("competency `{id}`"),
        (Became::Competency, None) => "a competency".to_owned(),
        (Became::UnknownCompetency, _) => {
            "no competency of this bank; kept as a comment beside the questions below it".to_owned()
        }
        (Became::Question, _) => "a question".to_owned(),
        (Became::Anchors, _) => "anchors".to_owned(),
        (Became::Phrasings, _) => "one question, with the other phrasings as comments".to_owned(),
        (Became::Structure, _) => "structure, no question".to_owned(),
        (Became::Empty, _) => "empty".to_owned(),
    }
}

fn lines(what: &str, it: &LinesRead, session: &Session) {
    let fate = became(it.became, None);
    session.say(format!(
        "{what} in line {}{}: {fate}{}: {}",
        it.line,
        sheet(it.sheet.as_deref()),
        why(&it.why),
        it.text
    ));
}

fn scale(it: &ScaleRead, session: &Session) {
    let anchors = it.anchors.iter().map(|(name, score)| match score {
        Some(score) => format!("`{name}` to {score}"),
        None => format!("`{name}` is kept as a comment"),
    });
    session.say(format!(
        "scale{}: {} points, the bank has {}: {}",
        sheet(it.sheet.as_deref()),
        it.points,
        it.scores,
        anchors.collect::<Vec<_>>().join(", ")
    ));
}

fn value(it: &ValueRead, session: &Session) {
    let questions = count(it.questions, "question");
    let fate = match (&it.value, it.near) {
        (Some(value), false) => format!("becomes `{value}`"),
        (Some(value), true) => format!("becomes `{value}`, because it is nearly the same"),
        (None, _) => "is not possible in this bank; kept as a comment".to_owned(),
    };
    session.say(format!("{} `{}` {fate} ({questions})", it.key, it.text));
}
