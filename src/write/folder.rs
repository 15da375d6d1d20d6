//! Creates and replaces folders in one step.
//!
//! A run may be killed between any two system calls, the disk may be full, and two runs may work at the same
//! time. So a folder is first written completely under another name. Then the two names are exchanged in one
//! step (`renameat2(RENAME_EXCHANGE)` on Linux, `renamex_np` on macOS). At every moment the folder is either
//! the old one or the new one. Files that panelkit did not write are kept as hard links.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

use super::carry::Carry;
use super::error::WriteError;
use super::file::write_new;
use super::names;
use super::stage::{Staging, fill, make_folder};
use super::swap::{exchange, settle};
use super::target::{Target, not_a_folder};

/// The result of adding a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// The folder was created.
    New,
    /// The folder existed already, and nothing was written.
    There,
}

/// Replaces the content of `folder` with `files` (relative path and bytes). Present files and links for which
/// `keep` (relative path) returns true stay. Permissions stay the same.
///
/// # Errors
/// [`WriteError`]; the folder is then unchanged. It is an error if the folder has a pipe, socket or device, or if a
/// name in `files` leads out of it.
pub fn replace_folder(
    folder: &Target,
    files: &BTreeMap<String, Vec<u8>>,
    keep: &dyn Fn(&str) -> bool,
) -> Result<(), WriteError> {
    let path = folder.path();
    let old = checked(path, files)?;
    make_folder(path.parent().unwrap_or(Path::new(".")))?;
    let staging = Staging::folder(path)?;
    if old.is_some() {
        private(staging.path())?;
    }
    fill(staging.path(), files, |_| true)?;
    if old.is_some() {
        Carry { from: path, to: staging.path(), files, keep }.run()?;
        return exchange(staging.path(), path);
    }
    match settle(staging.path(), path) {
        Ok(true) => Ok(()),
        // Another run created the folder in the meantime, and its content has not been checked.
        Ok(false) => Err(WriteError::new("replace", path, io::ErrorKind::AlreadyExists.into())),
        Err(error) => Err(WriteError::new("create", path, error)),
    }
}

/// Creates `folder` with `files` in one step, unless it exists. Only `lasting`, one of the files, is flushed
/// to the disk before the folder appears, because the others can be made again from it.
///
/// # Errors
/// [`WriteError`]; the folder is then not created.
pub fn add_folder(
    folder: &Target,
    files: &BTreeMap<String, Vec<u8>>,
    lasting: &str,
) -> Result<Added, WriteError> {
    let path = folder.path();
    if checked(path, files)?.is_some() {
        return Ok(Added::There);
    }
    make_folder(path.parent().unwrap_or(Path::new(".")))?;
    let staging = Staging::folder(path)?;
    fill(staging.path(), files, |name| name == lasting)?;
    match settle(staging.path(), path) {
        Ok(true) => Ok(Added::New),
        Ok(false) => Ok(Added::There),
        Err(error) => Err(WriteError::new("create", path, error)),
    }
}

/// Adds, one by one, the `files` that `folder` lacks. Returns their number. Two runs may do this at the same
/// time; each file is then written by one of them.
///
/// # Errors
/// [`WriteError`]; files that were already added stay.
pub fn add_files(folder: &Target, files: &BTreeMap<String, Vec<u8>>) -> Result<usize, WriteError> {
    checked(folder.path(), files)?;
    let mut added = 0;
    for (name, bytes) in files {
        added += usize::from(write_new(&folder.join(name)?, bytes)?);
    }
    Ok(added)
}

/// Checks the names of files and the path of their folder. It is an error if the path is not a folder.
fn checked(path: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<Option<Metadata>, WriteError> {
    files.keys().try_for_each(|name| names::check(path, name))?;
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(Some(found)),
        Ok(_) => Err(not_a_folder(path, path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(WriteError::new("read", path, error)),
    }
}

/// Makes an unfinished folder private, because the folder that it replaces may be private as well.
fn private(staging: &Path) -> Result<(), WriteError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(staging, fs::Permissions::from_mode(0o700))
            .map_err(|e| WriteError::new("create", staging, e))?;
    }
    #[cfg(not(unix))]
    let _ = staging;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn home() -> (tempfile::TempDir, Target, PathBuf) {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().canonicalize().expect("real");
        (home, Target::named(&path).expect("named"), path)
    }

    fn files(names: &[&str]) -> BTreeMap<String, Vec<u8>> {
        names.iter().map(|n| ((*n).to_owned(), n.as_bytes().to_vec())).collect()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("there")
            .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_is_added_once_and_gaps_are_filled() {
        let (_home, root, path) = home();
        let target = root.join("ana").expect("inside");
        assert_eq!(add_folder(&target, &files(&["kit.json"]), "kit.json").expect("added"), Added::New);
        assert_eq!(add_folder(&target, &files(&["other"]), "other").expect("there"), Added::There);
        fs::write(path.join("ana/kit.json"), "mine").expect("written");
        let added = add_files(&target, &files(&["kit.json", "scorecards/a.md"])).expect("added");
        assert_eq!(
            (added, names(&path.join("ana"))),
            (1, vec!["kit.json".to_owned(), "scorecards".to_owned()])
        );
        assert_eq!(fs::read(path.join("ana/kit.json")).expect("there"), b"mine");
        assert_eq!(names(&path), ["ana"]);
        fs::write(path.join("file"), "").expect("written");
        let file = root.join("file").expect("inside");
        let error = add_folder(&file, &files(&["a"]), "a").expect_err("a file").to_string();
        assert!(error.contains("it is a file, not a folder"), "{error}");
    }

    #[test]
    fn eight_threads_that_add_one_folder_give_one_whole_folder() {
        let (_home, root, path) = home();
        let target = root.join("ana").expect("inside");
        let all: Vec<String> = (0..20).map(|n| format!("f{n}")).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let of = |n: u8| all.iter().map(|name| ((*name).to_owned(), vec![n])).collect();
        let made: usize = std::thread::scope(|scope| {
            let add = |n| {
                let (target, files): (&Target, BTreeMap<_, _>) = (&target, of(n));
                scope.spawn(move || add_folder(target, &files, "f0").expect("added") == Added::New)
            };
            let runs: Vec<_> = (0..8).map(add).collect();
            runs.into_iter().map(|run| usize::from(run.join().expect("ends"))).sum()
        });
        assert_eq!((made, names(&path)), (1, vec!["ana".to_owned()]));
        let first = fs::read(path.join("ana/f0")).expect("there");
        assert!(all.iter().all(|name| fs::read(path.join("ana").join(name)).expect("there") == first));
    }

    #[test]
    fn names_that_lead_out_are_not_written() {
        let (_home, root, path) = home();
        let target = root.join("loop").expect("inside");
        for name in ["../out", "/tmp/out", "a/../../out"] {
            let wrong = files(&[name]);
            assert!(replace_folder(&target, &wrong, &|_| true).is_err());
            assert!(add_folder(&target, &wrong, name).is_err());
            assert!(add_files(&target, &wrong).is_err());
        }
        assert!(names(&path).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_are_carried_over_and_pipes_are_refused() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let (_home, root, path) = home();
        let target = root.join("loop").expect("inside");
        replace_folder(&target, &files(&["kit.json", "scorecards/a.md"]), &|_| true).expect("made");
        let at = |name: &str| path.join("loop").join(name);
        let mode = |name: &str| fs::symlink_metadata(at(name)).expect("there").permissions().mode() & 0o777;
        let set = |name: &str, mode| {
            fs::set_permissions(at(name), fs::Permissions::from_mode(mode)).expect("chmod")
        };
        fs::write(path.join("secret"), "outside").expect("written");
        symlink("../secret", at("link")).expect("linked");
        set("kit.json", 0o600);
        set("scorecards", 0o700);
        set("", 0o750);
        replace_folder(&target, &files(&["kit.json", "scorecards/b.md"]), &|name| name != "gone")
            .expect("made");
        assert_eq!((mode("kit.json"), mode("scorecards"), mode("")), (0o600, 0o700, 0o750));
        assert_eq!(names(&at("scorecards")), ["a.md", "b.md"]);
        assert_eq!(fs::read_link(at("link")).expect("a link"), Path::new("../secret"));
        let error = replace_folder(&target, &files(&["link/x"]), &|_| true).expect_err("a link").to_string();
        assert!(error.contains("loop/link") && error.contains("it is a link"), "{error}");
        let error =
            replace_folder(&target, &files(&["scorecards"]), &|_| true).expect_err("a folder").to_string();
        assert!(error.contains("it is a folder, not a file"), "{error}");
        assert!(std::process::Command::new("mkfifo").arg(at("pipe")).status().expect("starts").success());
        let error =
            replace_folder(&target, &files(&["kit.json"]), &|_| true).expect_err("a pipe").to_string();
        assert!(error.contains("loop/pipe") && error.contains("a named pipe"), "{error}");
        assert_eq!(names(&path), ["loop", "secret"]);
    }
}
