//! A workspace as plain data, and as the files that a person would write.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use panelkit::diag::{Diagnostic, Sink};
use panelkit::load::Workspace;
use panelkit::model::Kit;
use panelkit::pipeline::{self, Made};

pub(crate) const DEPTHS: [&str; 3] = ["shallow", "middle", "deep"];
pub(crate) const LEVELS: [&str; 2] = ["mid", "senior"];
pub(crate) const KINDS: [&str; 6] =
    ["behavioral", "situational", "case", "knowledge", "work-sample", "role-play"];
pub(crate) const STATES: [&str; 4] = ["active", "draft", "retired", "compromised"];

/// A question; competencies, depths, types and the like by number.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) competency: usize,
    pub(crate) depth: usize,
    pub(crate) kind: usize,
    pub(crate) minutes: u32,
    pub(crate) difficulty: Option<u8>,
    pub(crate) level: Option<usize>,
    pub(crate) family: Option<usize>,
    pub(crate) enemies: Vec<String>,
    pub(crate) status: usize,
    /// A placeholder that the prompt needs.
    pub(crate) needs: Option<&'static str>,
}

#[derive(Clone, Debug)]
pub(crate) struct Round {
    pub(crate) minutes: u32,
    pub(crate) opening: u32,
    pub(crate) closing: u32,
    pub(crate) competencies: Vec<usize>,
    pub(crate) types: Vec<usize>,
    pub(crate) questions: Option<usize>,
}

#[derive(Clone, Debug)]
pub(crate) struct MustHave {
    pub(crate) competency: usize,
    pub(crate) depth: Option<usize>,
    pub(crate) weight: Option<u32>,
}

/// A bank and a role spec.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    /// Typical minutes by depth, when the bank declares them.
    pub(crate) typical: Option<[u32; 3]>,
    pub(crate) competencies: usize,
    pub(crate) questions: Vec<Question>,
    pub(crate) rounds: Vec<Round>,
    pub(crate) musts: Vec<MustHave>,
    pub(crate) nice: Option<usize>,
    pub(crate) level: usize,
    pub(crate) depth: usize,
    pub(crate) core: Option<u32>,
}

impl Sheet {
    /// The depth at which a competency is observed.
    pub(crate) fn depth_of(&self, competency: usize) -> usize {
        let overrides = self.musts.iter().filter(|m| m.competency == competency).filter_map(|m| m.depth);
        overrides.max().unwrap_or(self.depth)
    }

    pub(crate) fn manifest(&self) -> String {
        let mut text = "bank: b\ntitle: A bank\ndepths:\n".to_owned();
        for (n, depth) in DEPTHS.iter().enumerate() {
            let minutes = self.typical.map(|t| format!(", minutes: {}", t[n])).unwrap_or_default();
            let _ = writeln!(text, "  - {{ id: {depth}, name: {depth}{minutes} }}");
        }
        text += "levels: [{ id: mid, name: Mid }, { id: senior, name: Senior }]\nratings:\n";
        text += "  - { score: 1, label: No }\n  - { score: 2, label: Maybe }\n  - { score: 3, label: Yes }\n";
        text += "competencies:\n";
        for n in 0..self.competencies {
            let _ = writeln!(text, "  - {{ id: c{n}, name: Competency {n} }}");
        }
        text
    }

    pub(crate) fn loops(&self) -> String {
        let mut text = "loops:\n  - loop: onsite\n    rounds:\n".to_owned();
        for (n, round) in self.rounds.iter().enumerate() {
            let _ = write!(
                text,
                "      - round: r{n}\n        minutes: {}\n        opening: {}\n        closing: {}\n",
                round.minutes, round.opening, round.closing
            );
            let ids: Vec<String> = round.competencies.iter().map(|c| format!("c{c}")).collect();
            let _ = writeln!(text, "        competencies: [{}]", ids.join(", "));
            if !round.types.is_empty() {
                let types: Vec<&str> = round.types.iter().map(|t| KINDS[*t]).collect();
                let _ = writeln!(text, "        types: [{}]", types.join(", "));
            }
            if let Some(questions) = round.questions {
                let _ = writeln!(text, "        questions: {questions}");
            }
        }
        text
    }

    pub(crate) fn role(&self) -> String {
        let (level, depth) = (LEVELS[self.level], DEPTHS[self.depth]);
        let mut text = format!("role: req\ntitle: A role\nbank: b\nlevel: {level}\ndepth: {depth}\n");
        text += "context: { surface: the lever }\nloop: onsite\n";
        if let Some(core) = self.core {
            let _ = writeln!(text, "core: 0.{core:02}");
        }
        if let Some(nice) = self.nice {
            let _ = writeln!(text, "nice_to_haves: [{{ text: Likes it, competency: c{nice} }}]");
        }
        if !self.musts.is_empty() {
            text += "must_haves:\n";
        }
        for (n, must) in self.musts.iter().enumerate() {
            let depth = must.depth.map(|d| format!(", depth: {}", DEPTHS[d])).unwrap_or_default();
            let weight = must.weight.map(|w| format!(", weight: {w}")).unwrap_or_default();
            let _ =
                writeln!(text, "  - {{ text: Must {n}, competency: c{}{depth}{weight} }}", must.competency);
        }
        text
    }

    /// Writes the workspace with all questions in one file.
    pub(crate) fn write(&self, root: &Path) {
        let all: Vec<&Question> = self.questions.iter().collect();
        self.write_files(root, &[("questions.yaml".to_owned(), file(&all))]);
    }

    /// Writes the workspace with these question files.
    pub(crate) fn write_files(&self, root: &Path, files: &[(String, String)]) {
        let bank = root.join("question_banks/b");
        let req = root.join("kits/req");
        let _ = fs::remove_dir_all(&bank);
        fs::create_dir_all(&bank).expect("a folder for the bank");
        fs::create_dir_all(&req).expect("a folder for the req");
        fs::write(bank.join("bank.yaml"), self.manifest()).expect("manifest");
        fs::write(bank.join("loops.yaml"), self.loops()).expect("loops");
        fs::write(req.join("role.yaml"), self.role()).expect("role spec");
        for (name, text) in files {
            fs::write(bank.join(name), text).expect("questions");
        }
    }

    /// Writes the workspace and makes its kit; otherwise the findings.
    pub(crate) fn kit(&self, root: &Path, seed: &str) -> Result<Kit, Vec<Diagnostic>> {
        self.write(root);
        make(root, seed).map(|made| made.kit)
    }
}

/// The text of a question file.
pub(crate) fn file(questions: &[&Question]) -> String {
    let mut text = "questions:\n".to_owned();
    for question in questions {
        text += &question.yaml();
    }
    if questions.is_empty() { "questions: []\n".to_owned() } else { text }
}

impl Question {
    /// Keys and values, in the order of the format.
    pub(crate) fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = vec![
            ("id", self.id.clone()),
            ("competency", format!("c{}", self.competency)),
            ("depth", DEPTHS[self.depth].to_owned()),
            ("type", KINDS[self.kind].to_owned()),
            ("minutes", self.minutes.to_string()),
            (
                "prompt",
                format!(
                    "\"{} with {}?\"",
                    self.id,
                    self.needs.map_or("it".to_owned(), |n| format!("{{{{{n}}}}}"))
                ),
            ),
            ("anchors", "{ 1: 'weak: no', 2: some, 3: strong }".to_owned()),
        ];
        fields.extend(self.difficulty.map(|difficulty| ("difficulty", difficulty.to_string())));
        fields.extend(self.level.map(|level| ("levels", format!("[{}]", LEVELS[level]))));
        fields.extend(self.family.map(|family| ("family", format!("f{family}"))));
        if !self.enemies.is_empty() {
            fields.push(("enemies", format!("[{}]", self.enemies.join(", "))));
        }
        if self.status > 0 {
            fields.push(("status", STATES[self.status].to_owned()));
        }
        fields
    }

    fn yaml(&self) -> String {
        let lines = self.fields().into_iter().enumerate();
        lines
            .map(|(n, (key, value))| format!("  {} {key}: {value}\n", if n == 0 { "-" } else { " " }))
            .collect()
    }
}

/// The kit of the workspace; otherwise the findings.
pub(crate) fn make(root: &Path, seed: &str) -> Result<Made, Vec<Diagnostic>> {
    let mut sink = Sink::new();
    let workspace = Workspace::new(root).expect("a workspace");
    let made = pipeline::req(&workspace, "req", &mut sink).ok();
    let made = made.and_then(|(role, bank)| pipeline::kit(&role, &bank, seed, None, &mut sink).ok());
    made.ok_or_else(|| sink.sorted().into_iter().cloned().collect())
}
