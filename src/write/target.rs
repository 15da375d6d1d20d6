//! Checked paths, at which files may be written.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::disk::Kind;

use super::error::WriteError;

/// A checked path. The links in its existing part were resolved, and none of them led out of the root.
///
/// Links that stay inside the root were followed, so the code writes to the place that they lead to, and the
/// links stay. This module writes only at such paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    root: PathBuf,
    path: PathBuf,
}

impl Target {
    /// The target at `path`, which is in the workspace at `root` or relative to it.
    ///
    /// # Errors
    /// [`WriteError`] if a link leads out of the workspace, is broken, or leads back to itself (the error names the
    /// link); if a folder of the path is a file; if the path has `..` or is not in the workspace.
    pub fn inside(root: &Path, path: &Path) -> Result<Target, WriteError> {
        let real = root.canonicalize().map_err(|e| WriteError::new("use", root, e))?;
        let inner = match path.is_absolute() {
            true => path.strip_prefix(&real).or_else(|_| path.strip_prefix(root)).map_err(|_| {
                let help = format!("name a path in `{}`", root.display());
                WriteError::refused("write to", path, "it is not in the workspace", help)
            })?,
            false => path,
        };
        let path = walk(&real, real.clone(), inner)?;
        Ok(Target { root: real, path })
    }

    /// The target at a path that the user named, in any place. A link at the path is followed. Paths that are
    /// joined to this target later must not lead out of it.
    ///
    /// # Errors
    /// [`WriteError`] if a link is broken or leads back to itself, if a folder of the path is a file, or if `..`
    /// follows a folder that does not exist.
    pub fn named(path: &Path) -> Result<Target, WriteError> {
        for base in path.ancestors() {
            let here = if base.as_os_str().is_empty() { Path::new(".") } else { base };
            match here.symlink_metadata() {
                Ok(_) => {}
                Err(e) if is_absent(&e) => continue,
                Err(e) => return Err(WriteError::new("write to", here, e)),
            }
            let real = here.canonicalize().map_err(|e| broken(here, e))?;
            let rest = path.strip_prefix(base).unwrap_or(Path::new(""));
            if rest.components().next().is_some() && !real.is_dir() {
                return Err(not_a_folder(here, &real));
            }
            let mut path = real;
            for part in rest.components() {
                path.extend(normal(&path, part)?);
            }
            return Ok(Target { root: path.clone(), path });
        }
        Err(WriteError::new("write to", path, io::ErrorKind::NotFound.into()))
    }

    /// The target at a name or a relative path inside this one.
    ///
    /// # Errors
    /// As [`Target::inside`].
    pub fn join(&self, name: impl AsRef<Path>) -> Result<Target, WriteError> {
        let path = walk(&self.root, self.path.clone(), name.as_ref())?;
        Ok(Target { root: self.root.clone(), path })
    }

    /// Its parent folder.
    #[must_use]
    pub fn parent(&self) -> Target {
        let path = self.path.parent().unwrap_or(&self.path).to_path_buf();
        let root = if self.root == self.path { path.clone() } else { self.root.clone() };
        Target { root, path }
    }

    /// The real path.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Resolves a path from a real folder, component by component.
fn walk(root: &Path, start: PathBuf, inner: &Path) -> Result<PathBuf, WriteError> {
    let mut path = start;
    let mut exists = true;
    let mut parts = inner.components().peekable();
    while let Some(part) = parts.next() {
        let Some(name) = normal(&path, part)? else { continue };
        let next = path.join(name);
        let found = if exists { step(root, &next)? } else { None };
        exists = found.is_some();
        path = found.unwrap_or(next);
        if exists && parts.peek().is_some() && !path.is_dir() {
            return Err(not_a_folder(&path, &path));
        }
    }
    Ok(path)
}

/// The name of a component; `None` for `.`.
fn normal<'c>(above: &Path, part: Component<'c>) -> Result<Option<&'c OsStr>, WriteError> {
    match part {
        Component::Normal(name) => Ok(Some(name)),
        Component::CurDir => Ok(None),
        other => Err(WriteError::refused(
            "write to",
            &above.join(other.as_os_str()),
            format!("`{}` is not allowed in this path", other.as_os_str().to_string_lossy()),
            "write the path without it",
        )),
    }
}

/// The real path at `next`; `None` if it does not exist.
fn step(root: &Path, next: &Path) -> Result<Option<PathBuf>, WriteError> {
    let shown = next.strip_prefix(root).unwrap_or(next);
    match next.symlink_metadata() {
        Ok(found) if found.is_symlink() => {}
        Ok(_) => return Ok(Some(next.to_path_buf())),
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(WriteError::new("write to", shown, e)),
    }
    let real = next.canonicalize().map_err(|e| broken(shown, e))?;
    if real.starts_with(root) {
        return Ok(Some(real));
    }
    Err(WriteError::refused(
        "write to",
        shown,
        format!("it is a link that leads out of `{}`, to `{}`", root.display(), real.display()),
        "replace the link with a folder or file, or run the command in the workspace that it leads to",
    ))
}

/// Error: a link is broken or leads back to itself.
fn broken(link: &Path, error: io::Error) -> WriteError {
    let to = fs::read_link(link).map(|to| format!(", to `{}`", to.display())).unwrap_or_default();
    if is_absent(&error) {
        let cause = format!("it is a link that leads nowhere{to}");
        return WriteError::refused("write to", link, cause, "remove the link, or restore what it leads to");
    }
    // `io::ErrorKind` has no stable variant for ELOOP yet, so the text of the error is compared.
    if error.to_string().contains("symbolic links") {
        let cause = "it is a link that leads back to itself";
        return WriteError::refused(
            "write to",
            link,
            cause,
            "replace the link with the file or folder that it was meant to lead to",
        );
    }
    WriteError::new("write to", link, error)
}

/// Error: the path is not a folder.
pub(super) fn not_a_folder(shown: &Path, path: &Path) -> WriteError {
    let kind = fs::metadata(path).map_or("not a folder".to_owned(), |found| {
        format!("{}, not a folder", Kind::of(found.file_type()).name())
    });
    WriteError::refused("write in", shown, format!("it is {kind}"), "move it away, or choose another place")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_checked_as_far_as_it_exists() {
        let home = tempfile::tempdir().expect("a folder");
        let root = home.path().canonicalize().expect("real");
        fs::write(root.join("file"), "").expect("written");
        let target = Target::inside(&root, Path::new("kits/x/./loop")).expect("inside");
        assert_eq!(target.path(), root.join("kits/x/loop"));
        assert_eq!(target.join("kit.json").expect("inside").path(), root.join("kits/x/loop/kit.json"));
        assert_eq!(Target::inside(&root, &root.join("a")).expect("inside").path(), root.join("a"));
        for wrong in ["../x", "kits/../../x", "/etc"] {
            assert!(Target::inside(&root, Path::new(wrong)).is_err(), "{wrong}");
        }
        assert!(target.join("../../../..").is_err());
        let error = Target::inside(&root, Path::new("file/kit.json")).expect_err("a file");
        assert!(error.to_string().contains("it is a file, not a folder"), "{error}");
        assert!(Target::named(&root.join("gone/../x")).is_err());
        assert_eq!(Target::named(&root.join("gone/x")).expect("named").path(), root.join("gone/x"));
        assert!(Target::named(&root.join("file/x")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_is_named_and_a_link_inside_is_followed() {
        use std::os::unix::fs::symlink;
        let (home, other) = (tempfile::tempdir().expect("one"), tempfile::tempdir().expect("two"));
        let root = home.path().canonicalize().expect("real");
        fs::create_dir_all(root.join("kits/x/real")).expect("made");
        symlink("real", root.join("kits/x/loop")).expect("linked");
        symlink(other.path(), root.join("kits/x/out")).expect("linked");
        symlink("nowhere", root.join("kits/x/lost")).expect("linked");
        symlink("round", root.join("kits/x/round")).expect("linked");
        let inside = |name: &str| Target::inside(&root, Path::new(name));
        let target = inside("kits/x/loop/kit.json").expect("inside");
        assert_eq!(target.path(), root.join("kits/x/real/kit.json"));
        for name in ["kits/x/out", "kits/x/out/deep/file"] {
            let error = inside(name).expect_err("a link out").to_string();
            assert!(error.contains("`kits/x/out`: it is a link that leads out of"), "{error}");
            assert!(error.contains(&*other.path().to_string_lossy()) && error.contains("help:"), "{error}");
        }
        assert!(inside("kits/x").expect("inside").join("out").is_err());
        let lost = inside("kits/x/lost/kit.json").expect_err("broken").to_string();
        assert!(lost.contains("`kits/x/lost`: it is a link that leads nowhere"), "{lost}");
        assert!(inside("kits/x/round").expect_err("a loop").to_string().contains("back to itself"));
        let named = Target::named(&root.join("kits/x/out/new")).expect("named");
        assert_eq!(named.path(), other.path().canonicalize().expect("real").join("new"));
        assert!(Target::named(&root.join("kits/x")).expect("named").join("out").is_err());
        assert!(Target::named(&root.join("kits/x/lost")).is_err());
    }
}
