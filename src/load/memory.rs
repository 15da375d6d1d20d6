//! The files of a workspace that is in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};

use super::access::{FileError, Files};
use crate::disk::{Kind, ReadError, Why};

/// Files in memory, by their paths in the workspace: `kits/<req>/role.yaml`,
/// `question_banks/<bank>/bank.yaml`. Folders are derived from the paths.
///
/// ```
/// use panelkit::load::{Memory, Workspace};
///
/// let files: Memory = [("question_banks/tiny/bank.yaml", "bank: tiny\n")].into_iter().collect();
/// let workspace = Workspace::of(files);
/// assert!(panelkit::load::bank_ids(&workspace).contains(&"tiny".to_owned()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    files: BTreeMap<Vec<String>, Vec<u8>>,
}

impl Memory {
    /// No files.
    pub fn new() -> Memory {
        Memory::default()
    }

    /// Adds a file, or replaces the one at this path. The path must be relative and must not contain `..`; a
    /// file with any other path is ignored.
    pub fn insert(&mut self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) {
        if let Some(steps) = steps(path.as_ref()) {
            self.files.insert(steps, bytes.into());
        }
    }
}

impl<P: AsRef<Path>, B: Into<Vec<u8>>> FromIterator<(P, B)> for Memory {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Memory {
        let mut memory = Memory::new();
        files.into_iter().for_each(|(path, bytes)| memory.insert(path, bytes));
        memory
    }
}

/// The components of a relative path; `None` if the path is absolute or contains `..`.
fn steps(path: &Path) -> Option<Vec<String>> {
    let mut steps = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => steps.push(name.to_string_lossy().into_owned()),
            Component::CurDir => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(steps)
}

impl Files for Memory {
    fn read(&self, path: &Path, limit: u64) -> Result<Option<Vec<u8>>, FileError> {
        match self.kind(path) {
            None => return Ok(None),
            Some(Kind::File) => {}
            Some(found) => return Err(ReadError::new(path, Why::Is { found, wanted: Kind::File }).into()),
        }
        let bytes = steps(path).and_then(|steps| self.files.get(&steps)).cloned().unwrap_or_default();
        if bytes.len() as u64 > limit {
            return Err(ReadError::new(path, Why::Larger(limit)).into());
        }
        Ok(Some(bytes))
    }

    fn list(&self, folder: &Path) -> Result<Option<Vec<String>>, ReadError> {
        match (self.kind(folder), steps(folder)) {
            (Some(Kind::Folder), Some(above)) => {
                let inside = self.files.keys().filter(|file| file.starts_with(&above));
                let names: BTreeSet<&String> = inside.filter_map(|file| file.get(above.len())).collect();
                Ok(Some(names.into_iter().cloned().collect()))
            }
            (Some(found), _) => Err(ReadError::new(folder, Why::Is { found, wanted: Kind::Folder })),
            (None, _) => Ok(None),
        }
    }

    fn kind(&self, path: &Path) -> Option<Kind> {
        let steps = steps(path)?;
        if self.files.contains_key(&steps) {
            return Some(Kind::File);
        }
        let folder = self.files.keys().any(|file| file.len() > steps.len() && file.starts_with(&steps));
        folder.then_some(Kind::Folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sink;
    use crate::load::{Workspace, bank, role_file};

    fn memory() -> Memory {
        [("a/b/one.yaml", "1"), ("a/b/two.yaml", "2"), ("a/x.md", "x"), ("../out", "o"), ("/root", "r")]
            .into_iter()
            .collect()
    }

    #[test]
    fn folders_are_what_the_paths_say() {
        let memory = memory();
        let list = |folder: &str| memory.list(Path::new(folder)).expect("a folder");
        assert_eq!(list("a"), Some(vec!["b".to_owned(), "x.md".to_owned()]));
        assert_eq!(list(""), Some(vec!["a".to_owned()]));
        assert_eq!(list("c"), None);
        assert!(memory.list(Path::new("a/x.md")).is_err());
        assert_eq!(memory.kind(Path::new("a/b")), Some(Kind::Folder));
        assert_eq!(memory.kind(Path::new("a/./b/one.yaml")), Some(Kind::File));
    }

    #[test]
    fn no_path_climbs_out() {
        let memory = memory();
        for path in ["../out", "a/../../out", "a/../a/x.md", "/root"] {
            assert_eq!(memory.kind(Path::new(path)), None, "{path}");
            assert!(memory.read(Path::new(path), 10).is_ok_and(|found| found.is_none()), "{path}");
        }
        assert!(memory.read(Path::new("a/x.md"), 0).is_err(), "larger than the limit");
    }

    #[test]
    fn findings_are_those_of_files_on_disk() {
        let home = tempfile::tempdir().expect("a folder");
        let files = [
            ("question_banks/tiny/bank.yaml", "bank: tiny\ntitel: Tiny\n"),
            ("question_banks/tiny/old.yml", "questions: []\n"),
            ("question_banks/tiny/exhibits/log.md", "no title\n"),
            ("question_banks/tiny/api.yaml/inside", ""),
            ("question_banks/alone", "a file"),
        ];
        for (name, text) in files {
            let path = home.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, text).expect("written");
        }
        let found = |workspace: &Workspace| {
            let mut sink = Sink::new();
            assert!(bank(workspace, "tiny", &mut sink).is_err());
            assert!(bank(workspace, "alone", &mut sink).is_err());
            assert!(bank(workspace, "none", &mut sink).is_err());
            assert!(role_file(workspace, "req", &mut sink).is_err());
            sink.sorted().iter().map(|d| crate::diag::human(d, false)).collect::<Vec<_>>()
        };
        let on_disk = found(&Workspace::new(home.path()).expect("a workspace"));
        assert!(on_disk.len() >= 6, "{}", on_disk.join("\n"));
        assert_eq!(on_disk, found(&Workspace::of(files.into_iter().collect::<Memory>())));
    }
}
