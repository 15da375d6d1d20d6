//! Puts the shipped banks into the binary, so that a role spec that names one works in any folder, and with them the YAML
//! events of their files, so that no run has to scan them.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use saphyr_parser::{Event, Parser, ScalarStyle};

fn main() {
    println!("cargo::rerun-if-changed=question_banks");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let mut code = String::from("static BANKS: &[(&str, &[(&str, &str)])] = &[\n");
    let mut scanned = String::from("static EVENTS: &[(&str, &[Scanned])] = &[\n");
    for bank in entries(&Path::new(&root).join("question_banks")) {
        if !bank.is_dir() {
            continue;
        }
        writeln!(code, "    ({:?}, &[", name(&bank)).expect("writing to a string");
        writeln!(scanned, "    ({:?}, &[", name(&bank)).expect("writing to a string");
        let folders = entries(&bank).into_iter().filter(|path| path.is_dir());
        let inner: Vec<_> = folders.flat_map(|folder| entries(&folder)).collect();
        for file in entries(&bank).iter().chain(&inner).filter(|f| f.is_file()) {
            println!("cargo::rerun-if-changed={}", file.display());
            let path = file.display().to_string();
            let inside = file.strip_prefix(&bank).expect("a file of the bank").display().to_string();
            let inside = inside.replace('\\', "/");
            writeln!(code, "        ({inside:?}, include_str!({path:?})),").expect("writing to a string");
            let text = fs::read_to_string(file).expect("a file of a shipped bank is text");
            if let Some(events) = events(&text).filter(|_| inside.ends_with(".yaml")) {
                let to = Path::new(&out).join(format!("{}-{}.events", name(&bank), inside.replace('/', "-")));
                fs::write(&to, events).expect("the build folder is writable");
                writeln!(scanned, "        ({inside:?}, include_bytes!({:?})),", to.display().to_string())
                    .expect("writing to a string");
            }
        }
        code.push_str("    ]),\n");
        scanned.push_str("    ]),\n");
    }
    code.push_str("];\n");
    scanned.push_str("];\n");
    fs::write(Path::new(&out).join("banks.rs"), code + &scanned).expect("the build folder is writable");
}

/// The events of a YAML file, as `src/yaml/events.rs` reads them. `None` for a file with an error, an anchor, an alias, a
/// tag or a second document, which is then scanned when it is read.
fn events(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut documents = 0;
    for event in Parser::new_from_str(text) {
        let (event, at) = event.ok()?;
        let kind = match &event {
            Event::SequenceStart(0, None) => 0,
            Event::SequenceEnd => 1,
            Event::MappingStart(0, None) => 2,
            Event::MappingEnd => 3,
            Event::Scalar(value, style, 0, None) => {
                4 + 2 * u8::from(matches!(value, Cow::Owned(_))) + u8::from(*style == ScalarStyle::Plain)
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => continue,
            Event::DocumentStart(_) => {
                documents += 1;
                continue;
            }
            Event::Alias(_) | Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..) => {
                return None;
            }
        };
        bytes.push(kind);
        number(at.start.index(), &mut bytes);
        number(at.end.index(), &mut bytes);
        if let Event::Scalar(value, ..) = &event {
            if let Cow::Borrowed(part) = value {
                number(part.as_ptr() as usize - text.as_ptr() as usize, &mut bytes);
            }
            number(value.len(), &mut bytes);
            if let Cow::Owned(value) = value {
                bytes.extend(value.as_bytes());
            }
        }
    }
    (documents == 1).then_some(bytes)
}

/// Writes a number, seven bits in a byte, the lowest first (LEB128).
fn number(mut number: usize, bytes: &mut Vec<u8>) {
    while number > 127 {
        bytes.push(number as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
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
