//! `new`: a commented role spec.

use std::io::{self, BufRead, IsTerminal, Write};

use panelkit::diag::Sink;
use panelkit::disk;
use panelkit::load::{self, SAMPLE_ROLE};
use panelkit::model::Bank;
use panelkit::text::{nearest, quoted, words};
use panelkit::write::write_new;

use super::args::id;
use super::exit::Exit;
use super::session::Session;

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Id of the opening
    #[arg(value_parser = id)]
    req: String,
    /// The bank that the questions come from
    #[arg(long, value_name = "BANK", value_parser = id)]
    bank: Option<String>,
    /// Seniority
    #[arg(long, value_name = "LEVEL")]
    level: Option<String>,
    /// The dial
    #[arg(long, value_name = "DEPTH")]
    depth: Option<String>,
    /// Title as it would be posted
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let path = session.workspace.req(&args.req).join("role.yaml");
    let shown = session.workspace.name(&path);
    let target = session.target(&path)?;
    if disk::there(&path)?.is_some() {
        return Err(Exit::Usage(format!(
            "`{shown}` is there already\n  = help: edit it, or choose another id"
        )));
    }
    let banks = load::bank_ids(&session.workspace);
    let bank_id = choose("bank", args.bank.as_deref(), &banks, likely(args, &banks, session), session)?;
    let bank = load::bank(&session.workspace, &bank_id, &mut session.sink)?;
    let levels: Vec<String> = bank.levels.iter().map(|l| l.id.to_string()).collect();
    let depths: Vec<String> = bank.depths.iter().map(|d| d.id.to_string()).collect();
    let level = choose("level", args.level.as_deref(), &levels, levels.len() / 2, session)?;
    let depth = choose("depth", args.depth.as_deref(), &depths, depths.len() / 2, session)?;
    let title = match &args.title {
        Some(title) => title.clone(),
        None => ask(&format!("title (for example `{}, Payments API`)", bank.title))?
            .unwrap_or_else(|| bank.title.clone()),
    };
    let text = spec(&args.req, &title, &bank, &level, &depth)?;
    if !write_new(&target, text.as_bytes())? {
        return Err(Exit::Usage(format!("`{shown}` is there already")));
    }
    session.tell(format!("{shown}: {level}, dial at {depth}, bank {bank_id}"));
    session.tell(format!("next: write its must-haves, then `panelkit generate {}`", args.req));
    Ok(())
}

/// The bank that is meant when none is named: one that knows the level and the depth, with the most words
/// of the title or the id in its own; the sample's bank among equals.
fn likely(args: &Args, banks: &[String], session: &Session) -> usize {
    let said = format!("{} {}", args.title.as_deref().unwrap_or_default(), args.req.replace('-', " "));
    let said: Vec<String> = words(&said).iter().map(|w| w.to_lowercase()).collect();
    let score = |id: &String| {
        let bank = load::bank(&session.workspace, id, &mut Sink::new()).ok()?;
        let level = args.level.as_ref().is_none_or(|l| bank.levels.iter().any(|x| x.id.as_str() == l));
        let depth = args.depth.as_ref().is_none_or(|d| bank.depths.iter().any(|x| x.id.as_str() == d));
        let shared = words(&bank.title).iter().filter(|w| said.contains(&w.to_lowercase())).count();
        Some((level && depth, shared, SAMPLE_ROLE.contains(&format!("bank: {id}\n"))))
    };
    let scores: Vec<_> = banks.iter().map(score).collect();
    (0..banks.len()).rev().max_by_key(|n| scores[*n]).unwrap_or(0)
}

/// The value that was given, or answered, or else the one at `default`, which is then said.
fn choose(
    what: &str,
    given: Option<&str>,
    known: &[String],
    default: usize,
    session: &Session,
) -> Result<String, Exit> {
    let list = quoted(known.iter().map(String::as_str), "or");
    let answer = match given {
        Some(value) => Some(value.to_owned()),
        None if known.len() > 1 => ask(&format!("{what} ({list})"))?,
        None => None,
    };
    match answer {
        Some(value) if known.contains(&value) => Ok(value),
        Some(value) => {
            let near =
                nearest(&value, known.iter().map(String::as_str)).map(|n| format!("did you mean `{n}`? "));
            Err(Exit::Usage(format!(
                "unknown {what} `{value}`\n  = help: {}known are {list}",
                near.unwrap_or_default()
            )))
        }
        None => {
            let value = known.get(default).cloned().unwrap_or_default();
            if known.len() > 1 {
                session
                    .remark(format!("note: {what} set to `{value}`; `--{what}` chooses another of {list}"));
            }
            Ok(value)
        }
    }
}

/// Asks on a terminal; nothing elsewhere, and nothing for an empty answer.
fn ask(what: &str) -> Result<Option<String>, Exit> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(None);
    }
    // The answer counts, whether or not the question could be shown.
    let _ = write!(io::stderr(), "{what}: ").and_then(|()| io::stderr().flush());
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    let line = line.trim();
    Ok((!line.is_empty()).then(|| line.to_owned()))
}

fn spec(req: &str, title: &str, bank: &Bank, level: &str, depth: &str) -> Result<String, Exit> {
    // The only text that can need quotes; everything else is an id or ours.
    let title = serde_yaml::to_string(title).map_err(|e| Exit::World(e.to_string()))?;
    let mut text = format!(
        "# Role spec of `{req}`. Check it with `panelkit check kits/{req}`, make its kit with `panelkit generate {req}`.\n\
         role: {req}\n\
         title: {} # the role, then the surface after a comma\n\
         bank: {}\n\
         level: {level} # {}\n\
         depth: {depth} # the dial\n",
        title.trim_end(),
        bank.id,
        bank.levels.iter().map(|l| l.id.as_str()).collect::<Vec<_>>().join(", "),
    );
    for setting in &bank.depths {
        text.push_str(&format!("#   {}: {}\n", setting.id, one_line(&setting.means)));
    }
    text.push_str(
        "\n# At most six: what you would reject a finalist for. Each is proved by questions in two rounds.\n\
         # A requirement that nobody can interview against is decoration. Take the `# ` off these lines:\n\
         # must_haves:\n\
         #   - id: short-name # it stays when the text is reworded\n\
         #     text: \"…\"\n",
    );
    let first = bank.competencies.first().map_or("…", |c| c.id.as_str());
    text.push_str(&format!(
        "#     competency: {first}\n\
         #     depth: {depth} # optional: overrides the dial for this competency\n\
         #     weight: 2 # optional: 1 when absent\n\
         \n\
         # Competencies of this bank, and the rounds of its first loop that observe them:\n"
    ));
    for competency in &bank.competencies {
        let rounds = bank.loops.first().map_or(&[][..], |l| &l.rounds);
        let seen = rounds.iter().filter(|r| r.competencies.contains(&competency.id));
        let seen: Vec<&str> = seen.map(|r| r.id.as_str()).collect();
        text.push_str(&format!(
            "#   {} ({}): {}\n",
            competency.id,
            one_line(&competency.name),
            seen.join(", ")
        ));
    }
    text.push_str(
        "\n# lane: product # product decides what and why, program how and when\n\
         # nice_to_haves:\n\
         #   - { text: \"…\", competency: ID }\n",
    );
    text.push_str(
        "\n# Values for the placeholders of the questions; the bank's defaults are shown.\n# context:\n",
    );
    for (name, value) in &bank.context {
        text.push_str(&format!("#   {name}: \"{}\"\n", one_line(value)));
    }
    text.push_str(
        "\n# summary: \"What it owns, whom it sits with, where, and to whom it reports.\"\n\
         # owns: [\"first 90 days, five or six real things\"]\n\
         # not_owned: [\"…\"]\n\
         # hiring_manager: \"…\"\n\
         # recruiter: \"…\"\n\
         # location: \"…\"\n\
         # compensation: { kind: base, currency: USD, range: [180000, 235000], bonus_percent: [15, 20], equity: true }\n",
    );
    if let Some(first) = bank.loops.first() {
        let loops: Vec<&str> = bank.loops.iter().map(|l| l.id.as_str()).collect();
        text.push_str(&format!("\nloop: {} # {}\n# interviewers:\n", first.id, loops.join(", ")));
        for round in &first.rounds {
            text.push_str(&format!("#   {}: [\"…\"]\n", round.id));
        }
    }
    Ok(text)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
