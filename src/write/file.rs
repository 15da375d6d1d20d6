//! Writes single files atomically.

use std::fs;
use std::io;
use std::path::Path;

use crate::disk::Kind;

use super::error::WriteError;
use super::stage::{Staging, make_folder};
use super::swap::settle;
use super::target::Target;

/// Replaces one file in one step, or creates it. An existing file keeps its permissions.
///
/// # Errors
/// [`WriteError`]; the file is then unchanged. It is an error if the path is not a regular file.
pub fn replace_file(file: &Target, bytes: &[u8]) -> Result<(), WriteError> {
    let path = file.path();
    let permissions = match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Some(found.permissions()),
        Ok(found) => {
            let cause = format!("it is {}, not a file", Kind::of(found.file_type()).name());
            return Err(WriteError::refused("replace", path, cause, "move it away"));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(WriteError::new("replace", path, error)),
    };
    let staging = Staging::file(path, bytes, permissions)?;
    fs::rename(staging.path(), path).map_err(|e| WriteError::new("replace", path, e))
}

/// Writes a file that does not exist yet, and creates the folders above it. Returns false if the path exists.
///
/// # Errors
/// [`WriteError`] if the disk reports any error other than that the path exists.
pub fn write_new(file: &Target, bytes: &[u8]) -> Result<bool, WriteError> {
    let path = file.path();
    match fs::symlink_metadata(path) {
        Ok(_) => return Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(WriteError::new("create", path, error)),
    }
    make_folder(path.parent().unwrap_or(Path::new(".")))?;
    let staging = Staging::file(path, bytes, None)?;
    settle(staging.path(), path).map_err(|e| WriteError::new("create", path, e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_takes_no_other_files_place() {
        let home = tempfile::tempdir().expect("a folder");
        let target = Target::named(home.path()).and_then(|t| t.join("a/b")).expect("inside");
        assert!(write_new(&target, b"one").expect("written"));
        assert!(!write_new(&target, b"two").expect("there"));
        assert_eq!(fs::read(target.path()).expect("there"), b"one");
        fs::remove_file(target.path()).expect("removed");
        let folder = Target::named(home.path()).and_then(|t| t.join("a")).expect("inside");
        assert!(replace_file(&folder, b"x").expect_err("a folder").to_string().contains("not a file"));
        assert_eq!(fs::read_dir(folder.path()).expect("there").count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_a_private_file_stays_private() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let home = tempfile::tempdir().expect("a folder");
        let at = |name: &str| home.path().join(name);
        fs::write(at("real"), "old").expect("written");
        fs::set_permissions(at("real"), fs::Permissions::from_mode(0o600)).expect("chmod");
        symlink("real", at("link")).expect("linked");
        let target = Target::named(home.path()).and_then(|t| t.join("link")).expect("inside");
        replace_file(&target, b"new").expect("replaced");
        assert_eq!(fs::read_link(at("link")).expect("a link"), Path::new("real"));
        assert_eq!(fs::read(at("real")).expect("there"), b"new");
        assert_eq!(fs::metadata(at("real")).expect("there").permissions().mode() & 0o777, 0o600);
    }
}
