//! Nothing is lost: the text of every cell and every line of a list is in the drafts or in the report.

use std::io::Cursor;

use calamine::{Reader, open_workbook_auto_from_rs};

use crate::common::Workspace;
use crate::{LISTS, bytes, drafts};

/// The texts of a list: the cells of a table, or the lines of a page. This does not use the reader of the import.
fn texts(file: &str) -> Vec<String> {
    let bytes = bytes(file);
    if bytes.starts_with(b"PK") {
        let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).expect(file);
        let sheets = book.worksheets();
        let cells = sheets.iter().flat_map(|(_, range)| range.cells().map(|(_, _, cell)| cell.to_string()));
        return cells.chain(sheets.iter().map(|(name, _)| name.clone())).collect();
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => match error.as_bytes() {
            [0xff, 0xfe, wide @ ..] => {
                let units: Vec<u16> =
                    wide.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
                String::from_utf16(&units).expect("UTF-16")
            }
            // In Windows-1252, letters have the numbers of Unicode, and `–` is 0x96.
            bytes => bytes.iter().map(|b| if *b == 0x96 { '\u{2013}' } else { char::from(*b) }).collect(),
        },
    };
    if file.ends_with(".md") || file.ends_with(".gift") || file == "lines.txt" {
        return text.lines().map(str::to_owned).collect();
    }
    let delimiter = match (file.ends_with(".tsv") || file.ends_with(".txt"), text.contains(";;")) {
        (true, _) => b'\t',
        (false, true) => b';',
        (false, false) if file == "spanish.csv" => b';',
        _ => b',',
    };
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.flexible(true).has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
    reader.into_records().flat_map(|r| r.expect(file).iter().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// The words of a text, each with a space after it.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(|w| format!("{w} ")).collect()
}

/// The parts that may be found in different places: items of a list, and what comes before and after a sign of the
/// format. The number of an item is no text.
fn parts(text: &str) -> Vec<String> {
    let mut lines = String::new();
    for word in text.split(' ') {
        let number = word.trim_end_matches(['.', ':', ')']);
        let letter = word.ends_with(')') && number.len() == 1;
        let digits = number.len() < word.len() && number.chars().all(|c| c.is_ascii_digit());
        let is_mark = letter || digits;
        match is_mark && !number.is_empty() {
            true => {
                let name = ["Probe ", "Nachfrage "].iter().find(|name| lines.ends_with(**name));
                lines.truncate(lines.len() - name.map_or(0, |name| name.len()));
                lines.push('\n');
            }
            false => lines.push_str(&format!("{word} ")),
        }
    }
    let lines = if lines.starts_with("- ") { lines.replace(" - ", "\n") } else { lines };
    let signs = ['\n', '\r', ';', '|', '\u{2022}', ':', '{', '}', '~', '=', '#', '%', '[', ']'];
    lines
        .split(signs)
        .flat_map(|part| part.split("<br>"))
        .map(str::to_owned)
        .filter(|p| !p.trim().is_empty())
        .collect()
}

#[test]
fn the_text_of_every_cell_and_line_is_found_again() {
    let mut lost = Vec::new();
    let mut looked = 0;
    for file in LISTS {
        let w = Workspace::new().with(file, bytes(file));
        let said = w.run(&["bank", "import", file, "--bank", "small", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&said.succeeds().stdout).expect("JSON");
        let mut places = texts_of(&report["read"]);
        // What is a text of YAML or a comment, without the names of keys.
        places.extend(w.read(&drafts(file)).lines().map(words));
        for text in texts(file).iter().flat_map(|text| parts(text)) {
            let wanted = words(&text);
            // Signs and names of the format itself.
            if wanted.is_empty()
                || ["CATEGORY ", "separator ", "columns ", "html ", "course "].contains(&wanted.as_str())
            {
                continue;
            }
            looked += 1;
            let spaced = format!(" {wanted}");
            if !places.iter().any(|place| format!(" {place}").contains(&spaced)) {
                lost.push(format!("{file}: {text}"));
            }
        }
    }
    assert!(lost.is_empty(), "lost:\n{}", lost.join("\n"));
    assert!(looked > 400, "{looked}");
}

/// The words of each text in a report.
fn texts_of(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::String(text) => vec![words(text)],
        serde_json::Value::Array(list) => list.iter().flat_map(texts_of).collect(),
        serde_json::Value::Object(map) => map.values().flat_map(texts_of).collect(),
        _ => Vec::new(),
    }
}
