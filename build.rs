//! Puts the shipped banks into the binary, so that a role spec that names one works in any folder.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=question_banks");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let mut code = String::from("static BANKS: &[(&str, &[(&str, &str)])] = &[\n");
    for bank in entries(&Path::new(&root).join("question_banks")) {
        if !bank.is_dir() {
            continue;
        }
        writeln!(code, "    ({:?}, &[", name(&bank)).expect("writing to a string");
        let folders = entries(&bank).into_iter().filter(|path| path.is_dir());
        let inner: Vec<_> = folders.flat_map(|folder| entries(&folder)).collect();
        for file in entries(&bank).iter().chain(&inner).filter(|f| f.is_file()) {
            println!("cargo::rerun-if-changed={}", file.display());
            let path = file.display().to_string();
            let inside = file.strip_prefix(&bank).expect("a file of the bank").display().to_string();
            writeln!(code, "        ({:?}, include_str!({path:?})),", inside.replace('\\', "/"))
                .expect("writing to a string");
        }
        code.push_str("    ]),\n");
    }
    code.push_str("];\n");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("banks.rs"), code).expect("the build folder is writable");
}

fn entries(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(found) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<_> = found.filter_map(Result::ok).map(|entry| entry.path()).collect();
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}
