//! Lists the entries of a folder.

use std::fs;
use std::path::Path;

use super::error::{Kind, ReadError, Why};
use super::read::{is_absent, there};

/// One entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name, without its folder.
    pub name: String,
    /// Its kind; for a link, the kind of thing that it leads to.
    pub kind: Kind,
    /// Whether it is a link.
    pub link: bool,
}

/// The entries of a folder, sorted by name; `None` only if the folder does not exist. Names that are not
/// UTF-8 are left out: ids are ASCII, so panelkit did not write such names.
///
/// # Errors
/// [`ReadError`] if the path is not a folder, or if the folder or one of its entries cannot be read.
pub fn list(path: &Path) -> Result<Option<Vec<Entry>>, ReadError> {
    let Some(found) = open(path)? else { return Ok(None) };
    let mut entries = Vec::new();
    for entry in found {
        let entry = entry.map_err(|error| ReadError::new(path, Why::Refused(error)))?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let found = entry.file_type().map_err(|e| ReadError::new(&entry.path(), Why::Refused(e)))?;
        let link = found.is_symlink();
        let kind = if link { behind(&entry.path())? } else { Kind::of(found) };
        entries.push(Entry { name, kind, link });
    }
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Some(entries))
}

/// The names in a folder, sorted; `None` only if the folder does not exist. Bytes of a name that are not
/// UTF-8 are replaced by U+FFFD. The entries themselves are not inspected, so an unreadable entry does not
/// hide the others.
///
/// # Errors
/// [`ReadError`] if the path is not a folder, or if the folder cannot be listed.
pub fn names(path: &Path) -> Result<Option<Vec<String>>, ReadError> {
    let Some(found) = open(path)? else { return Ok(None) };
    let mut names: Vec<String> =
        found.filter_map(Result::ok).map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(Some(names))
}

/// The entries of a folder as the system gives them; `None` only when it does not exist.
fn open(path: &Path) -> Result<Option<fs::ReadDir>, ReadError> {
    match there(path)? {
        None => return Ok(None),
        Some(Kind::Folder) => {}
        Some(found) => return Err(ReadError::new(path, Why::Is { found, wanted: Kind::Folder })),
    }
    fs::read_dir(path).map(Some).map_err(|error| ReadError::new(path, Why::Refused(error)))
}

/// The kind of thing that a link leads to.
fn behind(link: &Path) -> Result<Kind, ReadError> {
    match fs::metadata(link) {
        Ok(found) => Ok(Kind::of(found.file_type())),
        Err(error) if is_absent(&error) || ReadError::is_loop(&error) => Ok(Kind::Dangling),
        Err(error) => Err(ReadError::new(link, Why::Refused(error))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_listed_in_the_order_of_names() {
        let home = tempfile::tempdir().expect("a folder");
        fs::write(home.path().join("b"), "").expect("written");
        fs::create_dir(home.path().join("a")).expect("made");
        let found = list(home.path()).expect("read").expect("there");
        let names: Vec<(&str, Kind)> = found.iter().map(|e| (e.name.as_str(), e.kind)).collect();
        assert_eq!(names, [("a", Kind::Folder), ("b", Kind::File)]);
        assert_eq!(list(&home.path().join("gone")).expect("absent"), None);
        let error = list(&home.path().join("b")).expect_err("a file");
        assert!(error.to_string().contains("it is a file, not a folder"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_listed_with_what_it_leads_to() {
        use std::os::unix::fs::symlink;
        let home = tempfile::tempdir().expect("a folder");
        symlink(".", home.path().join("here")).expect("linked");
        symlink("nowhere", home.path().join("lost")).expect("linked");
        let found = list(home.path()).expect("read").expect("there");
        let kinds: Vec<(Kind, bool)> = found.iter().map(|e| (e.kind, e.link)).collect();
        assert_eq!(kinds, [(Kind::Folder, true), (Kind::Dangling, true)]);
    }
}
