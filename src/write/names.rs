//! Staging names for unfinished work, and checks of the names of files.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::error::WriteError;

/// The text between the name of a file or folder and the id of the call that writes it.
const MARK: &str = ".panelkit-";

/// The highest number of bytes of the original name that a staging name contains. File systems allow 255
/// bytes in total.
const MOST: usize = 160;

static CALLS: AtomicU64 = AtomicU64::new(0);

/// A new staging name beside `path`: `.NAME.panelkit-PID-RANDOM`.
pub(super) fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map_or_else(|| "kit".into(), |n| n.to_string_lossy());
    let end = (0..=MOST.min(name.len())).rev().find(|n| name.is_char_boundary(*n)).unwrap_or(0);
    let mut random = RandomState::new().build_hasher();
    random.write_u64(CALLS.fetch_add(1, Ordering::Relaxed));
    let id = format!("{}-{:016x}", std::process::id(), random.finish());
    path.with_file_name(format!(".{}{MARK}{id}", &name[..end]))
}

/// True if a name has exactly the form that [`beside`] gives.
pub(super) fn is_leftover(name: &str) -> bool {
    let parts = name.strip_prefix('.').and_then(|n| n.rsplit_once(MARK));
    let Some((name, (pid, random))) = parts.and_then(|(n, id)| Some((n, id.split_once('-')?))) else {
        return false;
    };
    let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    !name.is_empty()
        && (1..=10).contains(&pid.len())
        && pid.bytes().all(|b| b.is_ascii_digit())
        && random.len() == 16
        && random.bytes().all(hex)
}

/// Checks that the name of a file stays inside its folder. Parts of these names come from kits, and kits may
/// come from other people.
pub(super) fn check(folder: &Path, name: &str) -> Result<(), WriteError> {
    let normal = |part: &str| !part.is_empty() && part != "." && part != "..";
    let foreign = |c: char| c == '\\' || c == '\0' || cfg!(windows) && c == ':';
    if name.split('/').all(normal) && !name.contains(foreign) {
        return Ok(());
    }
    Err(WriteError::refused(
        "write in",
        folder,
        format!("`{}` is not allowed as the name of a file in it", name.escape_default()),
        "restore the kit from its source; the ids in a kit that panelkit made have only lower-case letters, digits and hyphens",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_call_has_a_name_of_its_own_that_is_known_again() {
        for name in ["loop", "équivalence.json", &"ä".repeat(120)] {
            let (a, b) = (beside(Path::new(name)), beside(Path::new(name)));
            assert_ne!(a, b);
            let shown = a.to_string_lossy();
            assert!(is_leftover(&shown) && shown.len() <= 255, "{shown}");
        }
    }

    #[test]
    fn names_that_people_could_give_are_no_leftovers() {
        for name in [
            ".loop.panelkit-7",
            ".loop.panelkit-0",
            ".panelkit-7-0123456789abcdef",
            "..panelkit-7-0123456789abcdef",
            "loop.panelkit-7-0123456789abcdef",
            ".loop.panelkit-7-0123456789ABCDEF",
            ".loop.panelkit-7-0123456789abcde",
            ".loop.panelkit--0123456789abcdef",
            ".loop.panelkit-x-0123456789abcdef",
            ".loop.panelkit-7-0123456789abcdef.txt",
        ] {
            assert!(!is_leftover(name), "{name}");
        }
        assert!(is_leftover(".loop.panelkit-7-0123456789abcdef"));
    }

    #[test]
    fn names_that_lead_out_of_the_folder_are_refused() {
        let folder = Path::new("loop");
        for name in ["", "/etc/x", "../x", "a/../x", "a//b", "./x", "a/", "a\\b", "a\0b", ".."] {
            assert!(check(folder, name).is_err(), "{name:?}");
        }
        for name in ["kit.json", "scorecards/x--y.md", "history/0123/kit.json"] {
            check(folder, name).expect(name);
        }
    }
}
