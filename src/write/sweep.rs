//! Removes what killed runs left behind. Best effort: the next run removes what cannot be removed now.

use std::fs;
use std::path::Path;

use super::names::is_leftover;
use super::target::Target;

/// Removes what killed runs left directly in `folder`: files and folders whose names have exactly the staging
/// form. It never follows a link. The caller holds the lock, so none of them is in use.
pub fn sweep(folder: &Target) {
    within(folder.path(), |_| {});
}

/// The same for a req, its loop, each candidate's folder, and the scorecards of all of them.
pub fn sweep_req(req: &Target) {
    sweep(req);
    // A link out of the workspace is passed over here, and reported by the command that writes there.
    if let Ok(home) = req.join("loop") {
        kit(&home);
    }
    let Ok(all) = req.join("candidates") else { return };
    within(all.path(), |name| {
        if let Ok(home) = all.join(name) {
            kit(&home);
        }
    });
}

/// Sweeps the folder of a kit and its scorecards.
fn kit(home: &Target) {
    within(home.path(), |name| {
        if name == "scorecards"
            && let Ok(forms) = home.join(name)
        {
            sweep(&forms);
        }
    });
}

/// Sweeps a folder, and calls `other` with the name of each other entry in it that is not a regular file.
fn within(folder: &Path, mut other: impl FnMut(&str)) {
    // A pipe here must not be opened.
    if !fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir()) {
        return;
    }
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok) {
        let (name, Ok(kind)) = (entry.file_name(), entry.file_type()) else { continue };
        let Some(name) = name.to_str() else { continue };
        match (is_leftover(name), kind.is_dir(), kind.is_file()) {
            (true, true, _) => {
                let _ = fs::remove_dir_all(entry.path());
            }
            (true, _, true) => {
                let _ = fs::remove_file(entry.path());
            }
            (false, _, false) => other(name),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = ".x.panelkit-7-0123456789abcdef";

    #[test]
    fn leftovers_of_ours_go_and_all_else_stays() {
        let home = tempfile::tempdir().expect("a folder");
        let req = home.path().join("kits/x");
        let places =
            ["", "loop", "loop/scorecards", "candidates", "candidates/ana", "candidates/ana/scorecards"];
        for place in places {
            let folder = req.join(place);
            fs::create_dir_all(folder.join(OURS).join("deep")).expect("made");
            fs::write(folder.join(OURS.replace('7', "8")), "").expect("written");
            fs::create_dir_all(folder.join(".loop.panelkit-7")).expect("made");
        }
        let target = Target::inside(home.path(), Path::new("kits/x")).expect("inside");
        sweep_req(&target);
        for place in places {
            let folder = req.join(place);
            assert!(!folder.join(OURS).exists() && !folder.join(OURS.replace('7', "8")).exists(), "{place}");
            assert!(folder.join(".loop.panelkit-7").is_dir(), "{place}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn no_leftover_is_removed_through_a_link() {
        use std::os::unix::fs::symlink;
        let (home, other) = (tempfile::tempdir().expect("one"), tempfile::tempdir().expect("two"));
        let req = home.path().join("kits/x");
        fs::create_dir_all(&req).expect("made");
        fs::create_dir_all(other.path().join(OURS)).expect("made");
        for name in ["loop", "candidates", OURS] {
            symlink(other.path(), req.join(name)).expect("linked");
        }
        sweep_req(&Target::inside(home.path(), Path::new("kits/x")).expect("inside"));
        assert!(other.path().join(OURS).is_dir());
        assert!(req.join(OURS).symlink_metadata().is_ok());
    }
}
