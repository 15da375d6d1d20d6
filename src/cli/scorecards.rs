//! `scorecards`: a form for each round and interviewer.

use std::collections::{BTreeMap, BTreeSet};

use panelkit::model::{Kit, KitRound};
use panelkit::render::Document;
use panelkit::text::{count, nearest, quoted};

use super::args::id;
use super::exit::Exit;
use super::generate::lock;
use super::homes::{Home, Theirs};
use super::outputs::{FormatArg, Looks, Rendered, formats, tell_missing};
use super::pages::Found;
use super::report::ReportArg;
use super::session::Session;
use super::targets::{candidate_in, kit_in, read_kit};

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
    /// Make forms again that people have written on; those move to `history`
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    looks: Looks,
    #[command(flatten)]
    pub(super) report: ReportArg,
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
    let name = candidate_in(&session.workspace, &folder, &mut session.sink)?.name;
    let home = Home::read(&folder, kit.clone(), name.clone(), &args.looks)?;
    let forms = forms(&kit, args)?;
    let made = args.looks.made(home.paper())?;
    let renderer = args.looks.renderer_on(made.paper)?;
    let mut rendered = Rendered::default();
    for form in &forms {
        let page = Document::Scorecard {
            kit: &kit,
            round: form.round,
            interviewer: form.interviewer.as_deref(),
            candidate_name: name.as_deref(),
        };
        let stem = format!("scorecards/{}", form.stem);
        rendered.add(&page, &stem, &formats(&args.format), &renderer)?;
    }
    let names: Vec<String> = rendered.files.keys().cloned().collect();
    let shown = |name: &str, session: &Session| session.workspace.name(&folder.join(name));
    let in_the_way = home.pages.iter().filter(|(name, what)| what.is_of_people() && names.contains(name));
    let in_the_way: Vec<String> = in_the_way
        .map(|(name, what)| match what {
            Found::FilledIn => format!("{} (filled in)", shown(name, session)),
            _ => format!("{} (changed by hand, or written by another program)", shown(name, session)),
        })
        .collect();
    if !args.force && !in_the_way.is_empty() {
        return Err(session.refuse(
            "people have written on these forms:",
            &in_the_way,
            &["`--force` makes them again and keeps these in `history`; or name a round or an interviewer"],
        ));
    }
    for (name, missing) in &rendered.missing {
        tell_missing(&shown(name, session), missing, session);
    }
    let draft = home.draft(&kit, rendered, &made, Theirs::GivenMove)?;
    let work = draft.work()?;
    draft.commit(&session.target(&folder)?)?;
    draft.tell(&work, false, session);
    for name in &names {
        session.tell(shown(name, session));
    }
    session.detail(format!("{}, {}", count(forms.len(), "form"), count(names.len(), "file")));
    Ok(())
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
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut twins: BTreeMap<String, usize> = BTreeMap::new();
    for (n, round) in kit.rounds.iter().enumerate() {
        for interviewer in interviewers(round) {
            let stem =
                format!("{}--{}", round.id, file_name(interviewer.as_deref().unwrap_or("interviewer")));
            // Two people of one name in one round still get two files.
            let number = twins.entry(stem.clone()).or_insert(0);
            let mut own = stem.clone();
            loop {
                *number += 1;
                if *number > 1 {
                    own = format!("{stem}-{number}");
                }
                if taken.insert(own.clone()) {
                    break;
                }
            }
            let stem = own;
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
