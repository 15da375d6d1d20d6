//! `verify`: kits are what their inputs and seed give, and untouched.

use std::path::{Path, PathBuf};

use panelkit::model::Kit;
use panelkit::text::count;
use panelkit::{issue, pipeline};

use super::exit::Exit;
use super::outputs::Looks;
use super::pages::{self, Found};
use super::session::Session;
use super::targets::{existing_kit, is_path, kits_of, read_kit};

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Reqs or kit files; every req of the workspace when absent
    #[arg(value_name = "REQ|KIT.json")]
    targets: Vec<String>,
    #[command(flatten)]
    looks: Looks,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let kits = targets(&args.targets, session)?;
    if kits.is_empty() {
        return session.tell("no kits to verify: `panelkit generate REQ` makes one");
    }
    let mut different = 0;
    for path in &kits {
        let shown = session.workspace.name(path);
        let differences = one(path, args, session)?;
        if differences.is_empty() {
            session.tell(format!("{shown}: as issued, and what its inputs and seed give"))?;
        } else {
            different += 1;
            for difference in differences {
                session.say(format!("{shown}: {difference}"))?;
            }
        }
    }
    session.show_findings();
    if different == 0 {
        return session.tell(format!("{} verified", count(kits.len(), "kit")));
    }
    let differ = if different == 1 { "differs" } else { "differ" };
    session.say(format!("{different} of {} {differ}", count(kits.len(), "kit")))?;
    Err(Exit::Difference)
}

fn targets(named: &[String], session: &Session) -> Result<Vec<PathBuf>, Exit> {
    if named.is_empty() {
        return Ok(session.reqs().iter().flat_map(|req| kits_of(session, req)).collect());
    }
    let mut kits = Vec::new();
    for target in named {
        if is_path(target) {
            let path = Path::new(target);
            existing_kit(path)?;
            kits.push(path.canonicalize()?);
            continue;
        }
        session.require_req(target)?;
        let found = kits_of(session, target);
        if found.is_empty() {
            return Err(Exit::Usage(format!(
                "`{target}` has no kit yet\n  = help: `panelkit generate {target}` makes it"
            )));
        }
        kits.extend(found);
    }
    Ok(kits)
}

/// Every difference of one kit; none when all is as it must be.
fn one(path: &Path, args: &Args, session: &mut Session) -> Result<Vec<String>, Exit> {
    let Ok(kit) = read_kit(session, path) else {
        return Ok(vec!["the file is not the kit that was issued".to_owned()]);
    };
    let mut differences = renderings(path, &kit, args)?;
    differences.extend(origin(&kit, session));
    Ok(differences)
}

/// Renderings beside the kit that are not what the kit gives, on either paper.
fn renderings(path: &Path, kit: &Kit, args: &Args) -> Result<Vec<String>, Exit> {
    let found = pages::found(path.parent().unwrap_or(Path::new(".")), kit, &args.looks)?;
    let other = found.into_iter().filter(|(_, what)| *what == Found::Other);
    let say =
        |name| format!("`{name}` is not what the kit gives (changed by hand, or made with other templates)");
    Ok(other.map(|(name, _)| say(name)).collect())
}

/// Draws the kit again from the role spec, the bank and the seed.
fn origin(kit: &Kit, session: &mut Session) -> Vec<String> {
    if !session.workspace.req(&kit.req).is_dir() {
        return vec![format!("there is no req `{}` here to make it from", kit.req)];
    }
    let Ok((role, bank)) = pipeline::req(&session.workspace, &kit.req, &mut session.sink) else {
        return vec!["its role spec or bank has errors now".to_owned()];
    };
    let mut differences = Vec::new();
    if bank.digest != kit.bank.digest {
        differences
            .push(format!("bank `{}` has changed since: {} -> {}", bank.id, kit.bank.digest, bank.digest));
    }
    if role.digest != kit.role.digest {
        differences.push(format!("the role spec has changed since: {} -> {}", kit.role.digest, role.digest));
    }
    match pipeline::kit(&role, &bank, &kit.seed, kit.candidate.as_deref(), &mut session.sink) {
        Ok(made) if issue::to_json(&made.kit) == issue::to_json(kit) => {}
        Ok(made) => differences.extend(slots(kit, &made.kit)),
        Err(_) => differences.push("its inputs give no kit any more".to_owned()),
    }
    differences
}

fn slots(old: &Kit, new: &Kit) -> Vec<String> {
    let questions = |kit: &Kit| -> Vec<(String, String)> {
        let slots = kit.rounds.iter().flat_map(|r| &r.slots);
        slots.map(|s| (s.id.clone(), s.question.id.clone())).collect()
    };
    let (old_slots, new_slots) = (questions(old), questions(new));
    let changed = old_slots.iter().filter(|slot| !new_slots.contains(slot)).count();
    match changed {
        0 if old.generator != new.generator => {
            vec![format!("made by {}, this is {}", old.generator, new.generator)]
        }
        0 => vec!["the inputs give the same questions, the kit around them differs".to_owned()],
        n => vec![format!("the inputs give another question for {}", count(n, "slot"))],
    }
}
