//! Encodings, links, folders where files should be.

use std::fs;

use crate::common::{API, BANK, DATA, LOOP, LOOPS, ROLE, Workspace};

#[test]
fn an_empty_file_is_named() {
    for text in ["", "\n\n", "# only a comment\n"] {
        Workspace::new()
            .with(ROLE, text)
            .generate()
            .fails(1, &["file-empty", "kits/payments/role.yaml", "help:"]);
    }
}

#[test]
fn latin_1_is_told_with_its_place() {
    let text = Workspace::new().read(ROLE).replace("Payments", "Zahlungen f\u{fc}r");
    let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let w = Workspace::new().with(ROLE, bytes);
    w.generate().fails(1, &["role.yaml:2:36", "not text in UTF-8", "Latin-1", "save it as UTF-8"]);
}

#[test]
fn utf_16_is_told_with_and_without_a_byte_order_mark() {
    let text = Workspace::new().read(ROLE);
    let wide =
        |mark: &[u8]| [mark.to_vec(), text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    Workspace::new()
        .with(ROLE, wide(&[0xff, 0xfe]))
        .generate()
        .fails(1, &["role.yaml:1:1", "UTF-16", "help:"]);
    Workspace::new().with(ROLE, wide(&[])).generate().fails(1, &["role.yaml:1:2", "UTF-16", "help:"]);
}

#[test]
fn a_manifest_in_latin_1_is_not_called_missing() {
    let w = Workspace::new().with(BANK, b"bank: small\ntitle: f\xfcr\n");
    assert_eq!(w.generate().fails(1, &["bank.yaml:2:9", "not-utf8"]).errors(), 1);
}

#[test]
fn line_endings_and_a_byte_order_mark_change_nothing() {
    let plain = Workspace::new();
    plain.generate().succeeds();
    let marked = Workspace::new();
    let windows = Workspace::new();
    for file in [ROLE, BANK, LOOPS, API, DATA] {
        marked.write(file, format!("\u{feff}{}", plain.read(file)));
        windows.write(file, plain.read(file).replace('\n', "\r\n"));
    }
    marked.generate().succeeds();
    windows.generate().succeeds();
    assert_eq!(plain.files(LOOP), marked.files(LOOP));
    assert_eq!(plain.files(LOOP), windows.files(LOOP));
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_workspace_is_refused() {
    let w = Workspace::new();
    fs::remove_file(w.path(API)).expect("removed");
    std::os::unix::fs::symlink("/etc/passwd", w.path(API)).expect("linked");
    w.generate().fails(1, &["api-design.yaml", "leaves the workspace", "copy the file"]);
}

#[cfg(unix)]
#[test]
fn a_bank_that_several_workspaces_share_is_read_and_never_written() {
    let (w, other) = (Workspace::new(), Workspace::new());
    fs::remove_dir_all(w.path("question_banks/small")).expect("removed");
    std::os::unix::fs::symlink(other.path("question_banks/small"), w.path("question_banks/small"))
        .expect("linked");
    w.generate().succeeds();
    w.run(&["verify"]).succeeds();
    let before = other.files("question_banks/small");
    let new =
        ["bank", "new-question", "x", "--competency", "api-design", "--depth", "deep", "--bank", "small"];
    w.write("old.md", "- Tell me about a refusal\n");
    for args in [&["bank", "retire", "api-one"][..], &["bank", "import", "old.md", "--bank", "small"], &new] {
        w.run(args).fails(5, &["question_banks/small", "link", "help:"]);
    }
    assert!(before == other.files("question_banks/small"));
    // A link in it that leads elsewhere is another matter.
    fs::remove_file(other.path(API)).expect("removed");
    std::os::unix::fs::symlink("/etc/passwd", other.path(API)).expect("linked");
    w.generate().fails(1, &["api-design.yaml", "leaves the workspace"]);
}

#[cfg(unix)]
#[test]
fn a_link_to_itself_is_told() {
    let w = Workspace::new();
    fs::remove_file(w.path(API)).expect("removed");
    std::os::unix::fs::symlink("api-design.yaml", w.path(API)).expect("linked");
    w.generate().fails(1, &["api-design.yaml", "leads back to itself", "replace the link"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_bank_does_not_stop_the_program() {
    let w = Workspace::new();
    let made = w.shell("mkfifo question_banks/small/pipe.yaml");
    assert_eq!(made.status, Some(0), "{}", made.stderr);
    w.generate().fails(1, &["pipe.yaml", "it is a named pipe", "help:"]);
}

#[test]
fn a_bank_that_is_a_file_is_told() {
    let w = Workspace::new();
    fs::remove_dir_all(w.path("question_banks/small")).expect("removed");
    w.write("question_banks/small", "");
    w.generate().fails(1, &["role.yaml:3:7", "is a file: a bank is a folder"]);
}

#[test]
fn a_req_that_is_a_file_is_told() {
    let w = Workspace::new();
    fs::remove_dir_all(w.path("kits/payments")).expect("removed");
    w.write("kits/payments", "");
    w.generate().fails(2, &["`kits/payments` is not a folder", "help:"]);
}

#[test]
fn a_folder_with_a_file_s_name_is_told() {
    let w = Workspace::new();
    fs::create_dir(w.path("question_banks/small/x.yaml")).expect("created");
    w.generate().fails(1, &["question_banks/small/x.yaml", "is a folder, not a file", "rename"]);
}
