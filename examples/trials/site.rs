//! Makes copies of the frozen workspace and runs the program in them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A copy of the frozen workspace; the copy is deleted when this value is dropped.
pub(crate) struct Site {
    pub(crate) root: PathBuf,
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = Command::new("chmod").arg("-R").arg("u+rwX").arg(&self.root).stderr(Stdio::null()).status();
        let _ = fs::remove_dir_all(&self.root);
    }
}

impl Site {
    pub(crate) fn new(from: &Path, name: &str) -> Site {
        let shm = Path::new("/dev/shm");
        let home = if shm.is_dir() { shm.to_path_buf() } else { std::env::temp_dir() };
        let root = home.join(format!("trials-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        copy(from, &root);
        Site { root }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub(crate) fn start(&self, args: &[&str]) -> Child {
        let mut command = Command::new(binary());
        command.arg("--workspace").arg(&self.root).args(args).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
    }

    /// The exit status and all output; the status is `None` if the program did not end.
    pub(crate) fn run(&self, args: &[&str]) -> (Option<i32>, String) {
        ended(self.start(args))
    }
}

/// Waits at most 20 seconds.
pub(crate) fn ended(mut child: Child) -> (Option<i32>, String) {
    let start = Instant::now();
    // Its output is read by other threads; otherwise a full pipe would block it.
    let (mut out, mut err) = (child.stdout.take().expect("piped"), child.stderr.take().expect("piped"));
    let out = std::thread::spawn(move || text(&mut out));
    let err = std::thread::spawn(move || text(&mut err));
    let status = loop {
        match child.try_wait().expect("waited for") {
            Some(status) => break status.code(),
            None if start.elapsed() > Duration::from_secs(20) => {
                let _ = child.kill();
                let _ = child.wait();
                break None;
            }
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    };
    (status, out.join().expect("read") + &err.join().expect("read"))
}

pub(crate) fn text(from: &mut impl std::io::Read) -> String {
    let mut bytes = Vec::new();
    let _ = from.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

pub(crate) fn binary() -> PathBuf {
    let own = std::env::current_exe().expect("this program has a path");
    own.parent().and_then(Path::parent).expect("target folder").join("panelkit")
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), &to).expect("copied");
        }
    }
}

pub(crate) fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let Ok(kind) = entry.file_type() else { continue };
            let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
            if kind.is_dir() {
                open.push(path);
            } else if kind.is_file() {
                found.insert(name, fs::read(&path).unwrap_or_default());
            } else {
                found.insert(name, Vec::new());
            }
        }
    }
    found
}

/// The frozen workspace with the req `night-desk` alone: eight candidates, two of whom were interviewed.
pub(crate) fn small() -> Site {
    let frozen = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/frozen");
    let site = Site::new(&frozen, "base");
    for other in ["kits/day-desk", "kits/desk-lead", "kits/night-desk/loop/kit.pdf"] {
        let path = site.path(other);
        let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    }
    site
}
