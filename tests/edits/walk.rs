//! Edits of one req, one after the other, each followed by `generate`, `verify` and the same `generate` again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use panelkit::app::generate::{self, Generate};
use panelkit::app::verify::{Verdict, Verify, verify};
use panelkit::app::{Call, Fault, Intent, Unwatched};
use panelkit::diag::Sink;
use panelkit::load::{self, Workspace};
use panelkit::model::{Bank, Kit, RoleSpec};
use panelkit::pipeline;
use panelkit::render::Format;
use tempfile::TempDir;

use crate::change::{Scene, edit};
use crate::dice::Dice;
use crate::spec::Spec;

/// A req in a workspace of its own.
pub(crate) struct Walk {
    folder: TempDir,
    /// The files of its bank, each with its name and text.
    files: Vec<(String, String)>,
    spec: Spec,
    kit: Kit,
}

/// One edit and what became of it.
pub(crate) struct Step {
    /// What was edited.
    pub(crate) edits: Vec<String>,
    /// The role spec and the bank after the edit.
    pub(crate) role: RoleSpec,
    pub(crate) bank: Bank,
    /// The loop before.
    pub(crate) old: Kit,
    /// The loop after; `None` if no loop satisfies the role spec.
    pub(crate) new: Option<Kit>,
    /// Whether `verify` drew the loop again and got the same one; false if it could only say that the loop is
    /// unchanged since it was issued.
    pub(crate) drawn_again: bool,
    /// What must not happen.
    pub(crate) faults: Vec<String>,
}

/// Round and question of every slot.
pub(crate) fn asked(kit: &Kit) -> Vec<(String, String)> {
    let of = |r: &panelkit::model::KitRound| {
        r.slots.iter().map(|s| (r.id.clone(), s.question.id.clone())).collect::<Vec<_>>()
    };
    kit.rounds.iter().flat_map(of).collect()
}

/// The number of slots of a loop whose questions another loop does not ask in their rounds.
pub(crate) fn moved(old: &Kit, new: &Kit) -> usize {
    let new: BTreeSet<_> = asked(new).into_iter().collect();
    asked(old).iter().filter(|slot| !new.contains(slot)).count()
}

impl Walk {
    /// A req of a shipped bank, whose role spec has this text.
    pub(crate) fn shipped(text: &str) -> Option<Walk> {
        let bank = text.lines().find_map(|line| line.strip_prefix("bank: "))?;
        let files = load::shipped_files(bank)?.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned()));
        Walk::new(bank, files.collect(), text)
    }

    /// A req of a random bank; `None` if there is no loop for it.
    pub(crate) fn random(dice: &mut Dice) -> Option<Walk> {
        let (files, role) = crate::bank::random(dice);
        Walk::new("random", files, &role)
    }

    fn new(bank: &str, files: Vec<(String, String)>, text: &str) -> Option<Walk> {
        let req = text.lines().find_map(|line| line.strip_prefix("role: "))?;
        let folder = TempDir::new().ok()?;
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path(&format!("question_banks/{bank}"))).ok()?;
        fs::create_dir_all(path(&format!("kits/{req}"))).ok()?;
        for (name, text) in &files {
            let to = path(&format!("question_banks/{bank}/{name}"));
            fs::create_dir_all(to.parent()?).ok()?;
            fs::write(to, text).ok()?;
        }
        fs::write(path(&format!("kits/{req}/role.yaml")), text).ok()?;
        let (role, _) = read(folder.path(), req)?;
        let spec = Spec::of(&role);
        fs::write(path(&format!("kits/{req}/role.yaml")), spec.role()).ok()?;
        generate(folder.path(), req).ok()?;
        let kit = loop_kit(folder.path(), req)?;
        Some(Walk { folder, files, spec, kit })
    }

    /// Writes the role spec, the questions of the opening and the bank.
    fn write(&self, spec: &Spec) -> Option<()> {
        let home = self.folder.path().join("kits").join(&spec.req);
        fs::write(home.join("role.yaml"), spec.role()).ok()?;
        let own = home.join("questions.yaml");
        match spec.questions() {
            Some(text) => fs::write(own, text).ok()?,
            None => drop(fs::remove_file(own)),
        }
        let bank = self.folder.path().join("question_banks").join(&spec.bank);
        for (name, text) in
            self.files.iter().filter(|(name, text)| name.ends_with(".yaml") && text.contains("- id: "))
        {
            let text = spec.bank_file(text);
            if fs::read_to_string(bank.join(name)).ok()? != text {
                fs::write(bank.join(name), text).ok()?;
            }
        }
        Some(())
    }

    /// `wanted` random edits, then `generate`, `verify` and `generate`. If no loop satisfies the role spec,
    /// the edits are taken back.
    pub(crate) fn step(&mut self, wanted: usize, dice: &mut Dice) -> Step {
        let root = self.folder.path().to_path_buf();
        let req = self.spec.req.clone();
        let (mut spec, mut edits) = (self.spec.clone(), Vec::new());
        let (mut role, mut bank) = read(&root, &req).expect("the files were valid before");
        while edits.len() < wanted {
            let mut next = spec.clone();
            let Some(what) = edit(&mut next, &Scene { role: &role, bank: &bank, kit: &self.kit }, dice)
            else {
                continue;
            };
            self.write(&next).expect("writable");
            // An edit that makes the files invalid is not made.
            if let Some(now) = read(&root, &req) {
                (role, bank) = now;
                spec = next;
                edits.push(what);
            }
        }
        self.write(&spec).expect("writable");
        let old = self.kit.clone();
        let mut step = Step { edits, role, bank, old, new: None, drawn_again: false, faults: Vec::new() };
        match generate(&root, &req) {
            Ok(_) => {
                self.spec = spec;
                self.kit = loop_kit(&root, &req).expect("it was just written");
                step.new = Some(self.kit.clone());
                step.drawn_again = verified(&root, &req, &mut step.faults);
                let before = tree(&root);
                match generate(&root, &req) {
                    Ok(false) if before == tree(&root) => {}
                    Ok(work) => step.faults.push(format!("the second run changes files, work: {work}")),
                    Err(why) => step.faults.push(format!("the second run ends with an error: {why:?}")),
                }
            }
            Err(Fault::NoKit) => {
                let spec = self.spec.clone();
                self.write(&spec).expect("writable");
            }
            Err(why) => {
                step.faults.push(format!("{why:?}"));
                let spec = self.spec.clone();
                self.write(&spec).expect("writable");
            }
        }
        step
    }
}

/// The role spec of a req and its bank; `None` if they have errors.
fn read(root: &Path, req: &str) -> Option<(RoleSpec, Bank)> {
    pipeline::req(&Workspace::new(root).ok()?, req, &mut Sink::new()).ok()
}

fn loop_kit(root: &Path, req: &str) -> Option<Kit> {
    serde_json::from_slice(&fs::read(root.join(format!("kits/{req}/loop/kit.json"))).ok()?).ok()
}

/// `generate REQ --format md --force`; returns whether there was anything to write.
fn generate(root: &Path, req: &str) -> Result<bool, Fault> {
    let workspace = Workspace::new(root).expect("a folder");
    let mut sink = Sink::new();
    let mut call = Call { workspace: &workspace, sink: &mut sink, watch: &Unwatched };
    let formats = vec![Format::Markdown];
    let request = Generate { req: req.to_owned(), formats, force: true, ..Generate::default() };
    let draft = generate::prepare(request, Intent::Write, &mut call)?;
    Ok(draft.commit(&mut call)?.is_work)
}

/// `verify REQ`; returns whether the loop was drawn again.
fn verified(root: &Path, req: &str, faults: &mut Vec<String>) -> bool {
    let workspace = Workspace::new(root).expect("a folder");
    let mut sink = Sink::new();
    let mut call = Call { workspace: &workspace, sink: &mut sink, watch: &Unwatched };
    let request = Verify { targets: vec![req.to_owned()], ..Verify::default() };
    match verify(&request, &mut call) {
        Ok(found) => {
            if found.differs() || found.kits.len() != 1 {
                faults.push(format!("verify: {:?}", found.kits));
            }
            found.kits.iter().all(|kit| kit.verdict == Verdict::Same)
        }
        Err(why) => {
            faults.push(format!("verify: {why:?}"));
            false
        }
    }
}

/// Every file below a folder with its bytes.
fn tree(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let bytes = fs::read(&path).unwrap_or_default();
                found.insert(path, bytes);
            }
        }
    }
    found
}
