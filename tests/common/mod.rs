//! A small valid workspace in a temporary folder, and the program run in it with a clean environment.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

pub(crate) const ROLE: &str = "kits/payments/role.yaml";
pub(crate) const BANK: &str = "question_banks/small/bank.yaml";
pub(crate) const LOOPS: &str = "question_banks/small/loops.yaml";
pub(crate) const API: &str = "question_banks/small/api-design.yaml";
pub(crate) const DATA: &str = "question_banks/small/data-fluency.yaml";
pub(crate) const LOOP: &str = "kits/payments/loop";

const ROLE_TEXT: &str = "role: payments
title: Product Manager, Payments
bank: small
level: senior
depth: middle
must_haves:
  - text: Owns an API contract
    competency: api-design
context:
  surface: the Payments API
loop: onsite
interviewers:
  technical: [A. Rivera]
";

const BANK_TEXT: &str = "bank: small
title: Small bank
depths:
  - { id: shallow, name: Shallow }
  - { id: middle, name: Middle }
  - { id: deep, name: Deep }
levels:
  - { id: mid, name: Mid, years: [3, 6] }
  - { id: senior, name: Senior, years: [6, 9] }
ratings:
  - { score: 1, label: \"Clear no\" }
  - { score: 2, label: \"No\" }
  - { score: 3, label: \"Yes\" }
  - { score: 4, label: \"Clear yes\" }
competencies:
  - { id: api-design, name: API design }
  - { id: data-fluency, name: Data fluency }
";

const LOOPS_TEXT: &str = "loops:
  - loop: onsite
    title: Onsite loop
    rounds:
      - round: technical
        minutes: 45
        competencies: [api-design, data-fluency]
      - round: product
        minutes: 45
        competencies: [data-fluency, api-design]
";

/// A question of 15 lines; the id stands on the first of them, at column 9.
pub(crate) fn question(id: &str, depth: &str) -> String {
    format!(
        "  - id: {id}
    depth: {depth}
    type: situational
    minutes: 10
    prompt: \"What about {id} and {{{{surface}}}}?\"
    probes:
      - \"Why?\"
      - {{ if: \"they stop\", ask: \"What next?\" }}
    listen_for: [\"Asks who is hurt\"]
    red_flags: [\"Blames\"]
    anchors:
      1: \"Blames\"
      2: \"Waits\"
      3: \"Acts\"
      4: \"Prevents\"
"
    )
}

/// A question file.
pub(crate) fn questions(competency: &str, depth: &str, ids: &[&str]) -> String {
    let all: String = ids.iter().map(|id| question(id, depth)).collect();
    format!("competency: {competency}\nquestions:\n{all}")
}

/// The workspace; gone when dropped.
pub(crate) struct Workspace {
    folder: TempDir,
}

/// How a run ended.
pub(crate) struct Output {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Workspace {
    /// One bank, `small`, with four questions for each of two competencies, and one req, `payments`.
    pub(crate) fn new() -> Workspace {
        let w = Workspace::empty();
        w.write(ROLE, ROLE_TEXT);
        w.write(BANK, BANK_TEXT);
        w.write(LOOPS, LOOPS_TEXT);
        w.write(API, questions("api-design", "middle", &["api-one", "api-two", "api-three", "api-four"]));
        w.write(
            DATA,
            questions("data-fluency", "middle", &["data-one", "data-two", "data-three", "data-four"]),
        );
        w
    }

    /// Nothing in it.
    pub(crate) fn empty() -> Workspace {
        Workspace { folder: TempDir::new().expect("a temporary folder") }
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect(name);
        fs::write(path, text).expect(name);
    }

    /// The first `from` in a file becomes `to`.
    pub(crate) fn edit(self, name: &str, from: &str, to: &str) -> Workspace {
        let text = self.read(name);
        assert!(text.contains(from), "`{from}` is not in {name}");
        self.write(name, text.replacen(from, to, 1));
        self
    }

    pub(crate) fn with(self, name: &str, text: impl AsRef<[u8]>) -> Workspace {
        self.write(name, text);
        self
    }

    /// The program, ready to start here.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_panelkit"));
        self.scrub(&mut command).args(args);
        command
    }

    /// A shell line in which `$PANELKIT` is the program.
    pub(crate) fn shell(&self, line: &str) -> Output {
        let mut command = Command::new("sh");
        self.scrub(&mut command).env("PANELKIT", env!("CARGO_BIN_EXE_panelkit")).args(["-c", line]);
        finish(&mut command)
    }

    fn scrub<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        let path = std::env::var_os("PATH").unwrap_or_default();
        command.env_clear().env("PATH", path).env("NO_COLOR", "1");
        command.current_dir(self.root()).stdin(Stdio::null())
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        finish(&mut self.command(args))
    }

    pub(crate) fn generate(&self) -> Output {
        self.run(&["generate", "payments", "--format", "md"])
    }

    /// Every file of a folder with its bytes.
    pub(crate) fn files(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let entries = fs::read_dir(self.path(folder)).expect(folder).map(|e| e.expect("an entry"));
        let mut files: Vec<(String, Vec<u8>)> = entries
            .filter(|e| e.path().is_file())
            .map(|e| (e.file_name().to_string_lossy().into_owned(), fs::read(e.path()).expect("readable")))
            .collect();
        files.sort();
        files
    }

    /// Names in `kits/payments`, hidden ones included.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).expect(folder).map(|e| e.expect("an entry"));
        let mut names: Vec<String> = entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn finish(command: &mut Command) -> Output {
    let output = command.output().expect("starts");
    Output {
        status: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

impl Output {
    /// The run ended with `status` and said all of `words` on standard error.
    #[track_caller]
    pub(crate) fn fails(&self, status: i32, words: &[&str]) -> &Output {
        assert_eq!(self.status, Some(status), "{}\n{}", self.stdout, self.stderr);
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        for word in words {
            assert!(self.stderr.contains(word), "lacks `{word}`:\n{}", self.stderr);
        }
        self
    }

    #[track_caller]
    pub(crate) fn succeeds(&self) -> &Output {
        assert_eq!(self.status, Some(0), "{}\n{}", self.stdout, self.stderr);
        self
    }

    /// How many errors were shown.
    pub(crate) fn errors(&self) -> usize {
        self.stderr.matches("error[").count()
    }
}
