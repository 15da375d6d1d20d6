//! `scorecards`: a form for each round and interviewer.

use std::collections::BTreeMap;
use std::path::Path;

use panelkit::model::{Kit, KitRound};
use panelkit::render::Page;
use panelkit::text::{count, nearest, quoted};
use panelkit::write::replace_folder;

use super::args::id;
use super::exit::Exit;
use super::generate::lock;
use super::outputs::{FormatArg, Looks, formats, render};
use super::pages::{self, Found};
use super::session::Session;
use super::targets::{bytes_of, candidate_in, kit_in, read_kit};

/// Arguments of `scorecards`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The opening
    #[arg(value_parser = id)]
    req: String,
    /// The candidate whose kit to use; the loop's when absent
    #[arg(long, value_name = "ID", value_parser = id)]
    candidate: Option<String>,
    /// Only this round
    #[arg(long, value_name = "ROUND")]
    round: Option<String>,
    /// Only this interviewer
    #[arg(long, value_name = "NAME")]
    interviewer: Option<String>,
    /// What to write
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "md,pdf")]
    format: Vec<FormatArg>,
    /// Replace forms that somebody has written on
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    looks: Looks,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    if formats(&args.format).is_empty() {
        return Err(Exit::Usage("scorecards are forms to print: `--format md`, `pdf` or both".to_owned()));
    }
    session.require_req(&args.req)?;
    let req = session.workspace.req(&args.req);
    let folder = match &args.candidate {
        Some(candidate) => req.join("candidates").join(candidate),
        None => req.join("loop"),
    };
    let path = folder.join("kit.json");
    if kit_in(&folder)?.is_none() {
        let shown = session.workspace.name(&path);
        let make = if args.candidate.is_some() { "variants" } else { "generate" };
        return Err(Exit::Usage(format!(
            "there is no `{shown}` yet\n  = help: `panelkit {make} {}` makes it",
            args.req
        )));
    }
    let _lock = lock(&req, session)?;
    let kit = read_kit(session, &path)?;
    let forms = forms(&kit, args)?;
    let renderer = args.looks.renderer()?;
    let mut files = BTreeMap::new();
    let name = candidate_in(&session.workspace, &folder, &mut session.sink)?.name;
    for form in &forms {
        let page = Page::Scorecard {
            round: form.round,
            interviewer: form.interviewer.as_deref(),
            candidate_name: name.as_deref(),
        };
        files.extend(render(&kit, page, &form.stem, &formats(&args.format), &renderer, session)?);
    }
    let target = folder.join("scorecards");
    let written_on = written_on(&folder, &kit, name.as_deref(), &files, &args.looks)?;
    if let (false, [_, ..]) = (args.force, written_on.as_slice()) {
        session.remark("error: these forms were changed by hand, or made with other templates:");
        for name in &written_on {
            session.remark(format!("  {}/{name}", session.workspace.name(&target)));
        }
        session.remark("  = help: `--force` replaces them; or move them away first");
        return Err(Exit::Findings);
    }
    replace_folder(&session.target(&target)?, &files, &|_| true)?;
    for name in files.keys() {
        session.tell(format!("{}/{name}", session.workspace.name(&target)));
    }
    session.detail(format!("{}, {}", count(forms.len(), "form"), count(files.len(), "file")));
    Ok(())
}

/// Those of `files` that are there with something in them that the kit does not give.
fn written_on(
    folder: &Path,
    kit: &Kit,
    candidate: Option<&str>,
    files: &BTreeMap<String, Vec<u8>>,
    looks: &Looks,
) -> Result<Vec<String>, Exit> {
    let mut same = true;
    for (name, bytes) in files {
        same &= bytes_of(&folder.join("scorecards").join(name))?.is_none_or(|old| old == *bytes);
    }
    if same {
        return Ok(Vec::new());
    }
    let found = pages::found(folder, kit, candidate, looks)?;
    let other = found.into_iter().filter(|(_, what)| *what == Found::Other);
    let names = other.filter_map(|(name, _)| name.strip_prefix("scorecards/").map(str::to_owned));
    Ok(names.filter(|name| files.contains_key(name)).collect())
}

/// One form: the round at an index, for one interviewer, and the name of its file.
pub(super) struct Form {
    pub(super) round: usize,
    pub(super) interviewer: Option<String>,
    pub(super) stem: String,
}

/// The forms of a whole kit.
pub(super) fn all_forms(kit: &Kit) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    for (n, round) in kit.rounds.iter().enumerate() {
        for interviewer in interviewers(round) {
            let stem =
                format!("{}--{}", round.id, file_name(interviewer.as_deref().unwrap_or("interviewer")));
            // Two people of one name in one round still get two files.
            let twins =
                forms.iter().filter(|f| f.stem == stem || f.stem.starts_with(&format!("{stem}-"))).count();
            let stem = if twins == 0 { stem } else { format!("{stem}-{}", twins + 1) };
            forms.push(Form { round: n, interviewer, stem });
        }
    }
    forms
}

fn interviewers(round: &KitRound) -> Vec<Option<String>> {
    match round.interviewers.as_slice() {
        [] => vec![None],
        names => names.iter().cloned().map(Some).collect(),
    }
}

fn forms(kit: &Kit, args: &Args) -> Result<Vec<Form>, Exit> {
    let rounds: Vec<&str> = kit.rounds.iter().map(|r| r.id.as_str()).collect();
    let is_round = |round: &KitRound, name: &str| round.id == name || round.title == name;
    if let Some(round) = args.round.as_deref().filter(|name| !kit.rounds.iter().any(|r| is_round(r, name))) {
        let near = nearest(round, rounds.iter().copied()).map(|n| format!("did you mean `{n}`? "));
        let known = quoted(rounds.iter().copied(), "and");
        return Err(Exit::Usage(format!(
            "there is no round `{round}` in this kit\n  = help: {}rounds are {known}",
            near.unwrap_or_default()
        )));
    }
    let mut forms = all_forms(kit);
    forms.retain(|f| args.round.as_ref().is_none_or(|r| is_round(&kit.rounds[f.round], r)));
    // A part of the name will do: `Wójcik`, or `wojcik` on a keyboard without accents.
    let wanted = args.interviewer.as_deref().map(file_name);
    let is_named = |name: &str| wanted.as_deref().is_some_and(|w| file_name(name).contains(w));
    forms.retain(|f| wanted.is_none() || f.interviewer.as_deref().is_some_and(is_named));
    if forms.is_empty() {
        let names: Vec<&str> = kit.rounds.iter().flat_map(|r| &r.interviewers).map(String::as_str).collect();
        let name = args.interviewer.as_deref().unwrap_or_default();
        let near = nearest(name, names.iter().copied()).map(|n| format!("did you mean `{n}`? "));
        let known = if names.is_empty() { "nobody".to_owned() } else { quoted(names.iter().copied(), "and") };
        return Err(Exit::Usage(format!(
            "`{name}` interviews in none of these rounds\n  = help: {}the kit names {known}",
            near.unwrap_or_default()
        )));
    }
    Ok(forms)
}

/// A name as part of a file name: Latin letters, digits and hyphens, whatever the script.
fn file_name(name: &str) -> String {
    let latin = deunicode::deunicode_with_tofu(name, "-").to_lowercase();
    let words: Vec<&str> =
        latin.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let joined: String = words.join("-").chars().take(64).collect();
    let trimmed = joined.trim_end_matches('-');
    if trimmed.is_empty() { "interviewer".to_owned() } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_of_any_script_become_safe_file_names() {
        assert_eq!(file_name("Łukasz Wójcik"), "lukasz-wojcik");
        assert_eq!(file_name("../../etc/passwd"), "etc-passwd");
        assert_eq!(file_name("A. Rivera"), "a-rivera");
        assert!(file_name("\u{202e}🙂").chars().all(|c| c.is_ascii_lowercase() || c == '-'));
        assert!(file_name("李雷").is_ascii());
        assert!(file_name(&"x".repeat(500)).len() <= 64);
        assert_eq!(file_name("…"), "interviewer");
    }
}
