//! Reads one file up to a size limit, and finds out what is at a path.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use super::error::{Kind, ReadError, Why};

/// The bytes of a regular file of at most `limit` bytes. `None` only if the file or its folder does not
/// exist.
///
/// # Errors
/// [`ReadError`] if the path is not a regular file, if the file is unreadable or too large, if a link in the
/// path is broken, or if a folder of the path is a file.
pub fn read(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, ReadError> {
    match there(path)? {
        None => return Ok(None),
        Some(Kind::File) => {}
        Some(found) => return Err(ReadError::new(path, Why::Is { found, wanted: Kind::File })),
    }
    let refused = |error| ReadError::new(path, Why::Refused(error));
    let file = match open(path) {
        Ok(file) => file,
        // The file disappeared after `there` looked at it.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(refused(error)),
    };
    // Check the opened file itself, because the path may lead to something else by now.
    let found = file.metadata().map_err(refused)?;
    if !found.is_file() {
        let found = Kind::of(found.file_type());
        return Err(ReadError::new(path, Why::Is { found, wanted: Kind::File }));
    }
    if found.len() > limit {
        return Err(ReadError::new(path, Why::Larger(limit)));
    }
    let mut bytes = Vec::with_capacity(found.len() as usize);
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(refused)?;
    if bytes.len() as u64 > limit {
        return Err(ReadError::new(path, Why::Larger(limit)));
    }
    Ok(Some(bytes))
}

/// The kind of thing at a path, after following links; `None` only if there is certainly nothing.
///
/// # Errors
/// [`ReadError`] if this cannot be found out, if a link in the path is broken, or if a folder of the path is
/// a file.
pub fn there(path: &Path) -> Result<Option<Kind>, ReadError> {
    match fs::metadata(path) {
        Ok(found) => Ok(Some(Kind::of(found.file_type()))),
        Err(error) if is_absent(&error) => absent(path),
        Err(error) => Err(ReadError::new(path, Why::Refused(error))),
    }
}

pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Distinguishes "absent" from "behind a broken link" and "behind a file" by the nearest part of the path
/// that exists.
fn absent(path: &Path) -> Result<Option<Kind>, ReadError> {
    for above in path.ancestors().filter(|p| !p.as_os_str().is_empty()) {
        match fs::symlink_metadata(above) {
            Err(error) if is_absent(&error) => {}
            Err(error) => return Err(ReadError::new(above, Why::Refused(error))),
            Ok(_) => {
                let found = fs::metadata(above).map_or(Kind::Dangling, |found| Kind::of(found.file_type()));
                return match found {
                    Kind::Folder if above != path => Ok(None),
                    // It was created between the two checks.
                    found if above == path && found != Kind::Dangling => Ok(Some(found)),
                    found => Err(ReadError::new(above, Why::Is { found, wanted: Kind::Folder })),
                };
            }
        }
    }
    Ok(None)
}

/// Opens a file without waiting for the other end of a pipe.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        options.custom_flags(flags.bits().cast_signed());
    }
    options.open(path)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const LIMIT: u64 = 100;

    fn why(result: Result<Option<Vec<u8>>, ReadError>) -> String {
        result.expect_err("an error").to_string()
    }

    #[test]
    fn only_what_does_not_exist_is_absent() {
        let home = tempfile::tempdir().expect("a folder");
        let at = |name: &str| home.path().join(name);
        fs::write(at("file"), "text").expect("written");
        fs::create_dir(at("folder")).expect("made");
        assert_eq!(read(&at("file"), LIMIT).expect("read"), Some(b"text".to_vec()));
        assert_eq!(read(&at("gone"), LIMIT).expect("absent"), None);
        assert_eq!(read(&at("gone/deep/file"), LIMIT).expect("absent"), None);
        assert!(why(read(&at("folder"), LIMIT)).contains("it is a folder, not a file"));
        assert!(why(read(&at("file/inside"), LIMIT)).contains("it is a file, not a folder"));
        assert!(why(read(&at("file"), 3)).contains("larger than"));
    }

    #[cfg(unix)]
    #[test]
    fn broken_links_and_pipes_are_errors_and_hold_nobody_up() {
        use std::os::unix::fs::symlink;
        let home = tempfile::tempdir().expect("a folder");
        let at = |name: &str| home.path().join(name);
        symlink("nowhere", at("broken")).expect("linked");
        symlink("round", at("round")).expect("linked");
        let made = std::process::Command::new("mkfifo").arg(at("pipe")).status().expect("starts");
        assert!(made.success());
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).expect("bound");
        assert!(why(read(&at("broken"), LIMIT)).contains("leads nowhere"));
        assert!(why(read(&at("broken/kit.json"), LIMIT)).contains("leads nowhere"));
        assert!(why(read(&at("round"), LIMIT)).contains("back to itself"));
        assert!(why(read(&at("pipe"), LIMIT)).contains("it is a named pipe, not a file"));
        assert!(why(read(&at("socket"), LIMIT)).contains("it is a socket, not a file"));
    }
}
