//! The folders in which the operating system and the user keep fonts, from the environment.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

/// The variable that names other folders, separated as in `PATH`. If it is set and empty, no folder is searched.
pub(super) const VARIABLE: &str = "PANELKIT_FONT_DIRS";

/// The folders to search for fonts for names.
pub(super) fn font_folders() -> Vec<PathBuf> {
    folders(|name| env::var_os(name))
}

fn folders(variable: impl Fn(&str) -> Option<OsString>) -> Vec<PathBuf> {
    if let Some(named) = variable(VARIABLE) {
        return env::split_paths(&named).filter(|path| !path.as_os_str().is_empty()).collect();
    }
    let in_folder = |name: &str, inside: &[&str]| -> Vec<PathBuf> {
        let root = variable(name).filter(|root| !root.is_empty()).map(PathBuf::from);
        root.into_iter().flat_map(|root| inside.iter().map(move |part| root.join(part))).collect()
    };
    if cfg!(windows) {
        let system = in_folder("SYSTEMROOT", &["Fonts"]);
        return [system, in_folder("LOCALAPPDATA", &["Microsoft/Windows/Fonts"])].concat();
    }
    if cfg!(target_os = "macos") {
        let system = ["/System/Library/Fonts", "/Library/Fonts"].map(PathBuf::from).to_vec();
        return [system, in_folder("HOME", &["Library/Fonts"])].concat();
    }
    // The folders of the font configuration that Linux distributions ship.
    let system = ["/usr/share/fonts", "/usr/local/share/fonts"].map(PathBuf::from).to_vec();
    let data = match in_folder("XDG_DATA_HOME", &["fonts"]) {
        folders if folders.is_empty() => in_folder("HOME", &[".local/share/fonts"]),
        folders => folders,
    };
    [system, data, in_folder("HOME", &[".fonts"])].concat()
}

#[cfg(test)]
mod tests {
    use super::{VARIABLE, folders};
    use std::path::PathBuf;

    #[test]
    fn the_variable_replaces_all_folders_and_may_be_empty() {
        let named = std::env::join_paths(["/a", "/b"]).expect("two paths");
        let with = |value: std::ffi::OsString| folders(|name| (name == VARIABLE).then(|| value.clone()));
        assert_eq!(with(named), [PathBuf::from("/a"), PathBuf::from("/b")]);
        assert!(with("".into()).is_empty());
        let of_system = folders(|name| (name != VARIABLE).then(|| "/home/x".into()));
        assert!(of_system.len() >= 2, "{of_system:?}");
    }
}
