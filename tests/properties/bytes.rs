//! Same inputs, same bytes: through the program, whatever the surroundings.

use std::fs;
use std::path::Path;
use std::process::Command;

const FILES: [&str; 3] = ["kit.json", "kit.md", "kit.pdf"];

/// Makes the shipped sample's kit in a folder of its own and reads it back.
fn generate(workspace: &Path, out: &Path, from: &Path, surroundings: &[(&str, &str)]) -> Vec<Vec<u8>> {
    let made = Command::new(env!("CARGO_BIN_EXE_panelkit"))
        .args(["generate", "payments-api-tpm", "--workspace"])
        .arg(workspace)
        .arg("--out")
        .arg(out)
        .current_dir(from)
        .envs(surroundings.iter().copied())
        .output()
        .expect("the program runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    FILES.iter().map(|name| fs::read(out.join(name)).expect("a file of the kit")).collect()
}

#[test]
fn no_clock_zone_language_folder_or_number_of_threads_shows_in_a_kit() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let temp = tempfile::tempdir().expect("a temporary folder");
    let elsewhere = tempfile::tempdir().expect("another folder");
    let first = generate(root, &temp.path().join("first"), root, &[]);
    let surroundings: [&[(&str, &str)]; 5] = [
        &[],
        &[("TZ", "Pacific/Kiritimati"), ("SOURCE_DATE_EPOCH", "86400")],
        &[("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")],
        &[("RAYON_NUM_THREADS", "1"), ("TOKIO_WORKER_THREADS", "7"), ("RUST_MIN_STACK", "8000000")],
        &[("LC_ALL", "C"), ("TZ", ""), ("COLUMNS", "20"), ("NO_COLOR", "1"), ("HOME", "/nowhere")],
    ];
    for (n, surroundings) in surroundings.into_iter().enumerate() {
        let from = if n % 2 == 0 { elsewhere.path() } else { root };
        let again = generate(root, &temp.path().join(n.to_string()), from, surroundings);
        for (name, (a, b)) in FILES.iter().zip(first.iter().zip(&again)) {
            assert!(a == b, "{name} differs with {surroundings:?}");
        }
    }
}
