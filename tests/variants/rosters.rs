//! Rosters as hiring systems and spreadsheets export them: what is read of each, and what is refused.

use std::fs;
use std::path::PathBuf;

use panelkit::diag::Sink;
use panelkit::load::candidate;
use panelkit::text::Source;

use crate::common::{Output, Workspace};
use crate::site::{CANDIDATES, REQ, issue, site};

/// A roster, and what is read of it.
struct Case {
    file: &'static str,
    options: &'static [&'static str],
    /// Id, name (empty for none) and the id in the roster, if it differs.
    candidates: &'static [(&'static str, &'static str, &'static str)],
    /// The notes without `note: ` and, in the first one, without the path.
    notes: &'static [&'static str],
}

const UUID: &str = "0f9a2b4c-1d3e-4f5a-8b6c-7d8e9f0a1b2c";

const CASES: &[Case] = &[
    Case {
        file: "greenhouse.csv",
        options: &[],
        candidates: &[("40012345002", "Łukasz Wójcik", ""), ("40012345003", "Ada Lovelace", "")],
        notes: &[": 2 candidates; ids from column `Candidate ID`, names from `First Name` and `Last Name`"],
    },
    Case {
        file: "lever.csv",
        options: &[],
        candidates: &[
            (UUID, "Maria Papadaki", "0F9A2B4C-1D3E-4F5A-8B6C-7D8E9F0A1B2C"),
            ("1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d", "Bao Nguyen", ""),
        ],
        notes: &[
            ": 2 candidates; ids from column `Opportunity ID`, names from `Candidate Name`",
            "1 id was converted (first: `0F9A2B4C-1D3E-4F5A-8B6C-7D8E9F0A1B2C` to `0f9a2b4c-1d3e-4f5a-8b6c-7d8e9f0a1b2c`); `candidate.yaml` keeps the original",
        ],
    },
    Case {
        file: "ashby.csv",
        options: &[],
        candidates: &[
            ("6c1b7d2e-30aa-4a52-9b37-5e1d0c9f8a71", "Okafor, Chidi", ""),
            ("7d2c8e3f-41bb-4b63-8c48-6f2e1d0a9b82", "Sofia Rossi", ""),
        ],
        notes: &[": 2 candidates; ids from column `Application Id`, names from `Candidate Name`"],
    },
    Case {
        file: "workable.csv",
        options: &["--name-column", "Last Name", "--name-column", "First Name"],
        candidates: &[("c-001", "Pérez Juan", "C 001"), ("c-002", "Smith Emma", "C 002")],
        notes: &[
            ": 2 candidates; ids from column `Candidate_ID`, names from `Last Name` and `First Name`",
            "2 ids were converted (first: `C 001` to `c-001`); `candidate.yaml` keeps the original",
        ],
    },
    Case {
        file: "german_excel.csv",
        options: &[],
        candidates: &[("b-0017", "Jörg Müller", "B_0017"), ("b-0018", "Änne Weiß", "B_0018")],
        notes: &[
            ", read as Windows-1252: 2 candidates; ids from column `Bewerber-Nr.`, names from `Vorname` and `Name`",
            "2 ids were converted (first: `B_0017` to `b-0017`); `candidate.yaml` keeps the original",
        ],
    },
    Case {
        file: "unicode_text.txt",
        options: &[],
        candidates: &[("k-1", "Μαρία Παπαδάκη", "K-1"), ("k-2", "Łukasz Wójcik", "K-2")],
        notes: &[
            ", read as UTF-16: 2 candidates; ids from column `ID`, names from `Name`",
            "2 ids were converted (first: `K-1` to `k-1`); `candidate.yaml` keeps the original",
        ],
    },
    Case {
        file: "title_row.csv",
        options: &[],
        candidates: &[("tpm-14", "Ana García", "TPM 14"), ("tpm-15", "Lee, Min-jun", "TPM 15")],
        notes: &[
            ", header in line 3: 2 candidates; ids from column `Candidate #`, names from `Full Name`",
            "2 ids were converted (first: `TPM 14` to `tpm-14`); `candidate.yaml` keeps the original",
        ],
    },
    Case {
        file: "french.tsv",
        options: &[],
        candidates: &[("2026-001", "Élodie Lefèvre", ""), ("2026-002", "Zoé", "")],
        notes: &[": 2 candidates; ids from column `Numéro candidat`, names from `Prénom` and `Nom`"],
    },
    Case {
        file: "duplicates.csv",
        options: &[],
        candidates: &[("c-1", "Ada Lovelace", ""), ("c-2", "Grace Hopper", "")],
        notes: &[
            ": 2 candidates; ids from column `id`, names from `name`",
            "3 repeated rows were counted once",
        ],
    },
    Case {
        file: "scripts.csv",
        options: &[],
        candidates: &[
            ("p1", "محمد علي", "P1"),
            ("p2", "李雷", "P2"),
            ("p3", "Մարիամ", "P3"),
            ("p4", "שרה לוי", "P4"),
            ("p5", "สมชาย", "P5"),
            ("p6", "Νίκος", "P6"),
            ("p7", "Юлия", "P7"),
            ("p8", "अनन्या", "P8"),
        ],
        notes: &[
            ": 8 candidates; ids from column `Person ID`, names from `Full Name`",
            "8 ids were converted (first: `P1` to `p1`); `candidate.yaml` keeps the original",
        ],
    },
    Case {
        file: "no_names.csv",
        options: &[],
        candidates: &[("1001", "", ""), ("1002", "", "")],
        notes: &[
            ": 2 candidates; ids from column `Applicant Number`",
            "the roster has no names, so the forms will have none",
        ],
    },
    Case {
        file: "workbook.xlsx",
        options: &[],
        candidates: &[("40012345002", "Ada Lovelace", ""), ("c-017", "Wójcik, \"Łukasz\"", "C_017")],
        notes: &[
            ", sheet `Candidates` of 2, header in row 3: 2 candidates; ids from column `Candidate ID`, names from `Name`",
            "1 id was converted (first: `C_017` to `c-017`); `candidate.yaml` keeps the original",
        ],
    },
    Case {
        file: "fifty.xlsx",
        options: &[],
        candidates: &[("7", "Ada", "")],
        notes: &[", sheet `People` of 50: 1 candidate; ids from column `id`, names from `Name`"],
    },
    Case {
        file: "libreoffice.ods",
        options: &[],
        candidates: &[("1007", "Lucía Núñez Ortega", ""), ("a-8", "Iker", "A.8")],
        notes: &[
            ": 2 candidates; ids from column `ID`, names from `Nombre` and `Apellidos`",
            "1 id was converted (first: `A.8` to `a-8`); `candidate.yaml` keeps the original",
        ],
    },
];

fn path(file: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/data/rosters", file].iter().collect()
}

/// `variants` for a roster of the test data.
fn variants(w: &Workspace, file: &str, more: &[&str]) -> Output {
    let file = path(file);
    let roster = ["--candidates", file.to_str().expect("UTF-8"), "--mode", "stable", "--format", "json"];
    issue(w, &[&roster, more].concat())
}

#[test]
fn rosters_of_hiring_systems_and_spreadsheets_are_read() {
    let w = site();
    w.run(&["generate", REQ, "--format", "json"]).succeeds();
    for case in CASES {
        let said = variants(&w, case.file, &[&["--report", "json"], case.options].concat());
        let said = said.succeeds();
        let start = format!("note: {}", path(case.file).display());
        let notes: Vec<&str> = said
            .stderr
            .lines()
            .filter_map(|l| l.strip_prefix(&start).or_else(|| l.strip_prefix("note: ")))
            .collect();
        assert_eq!(notes, case.notes, "{}", case.file);
        let outcome: serde_json::Value = serde_json::from_str(&said.stdout).expect("JSON");
        let roster = &outcome["outcome"]["roster"];
        assert_eq!(roster["candidates"], case.candidates.len(), "{roster}");
        assert!(case.notes[0].contains(&format!("`{}`", roster["id_column"].as_str().expect("a text"))));
        let mut ids: Vec<&str> = case.candidates.iter().map(|(id, ..)| *id).collect();
        ids.sort_unstable();
        assert_eq!(w.names(CANDIDATES), ids, "{}", case.file);
        for (id, name, original) in case.candidates {
            let text = w.read(&format!("{CANDIDATES}/{id}/candidate.yaml"));
            let known = candidate(&Source::new("candidate.yaml", text), &mut Sink::new()).expect("valid");
            let wanted = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            assert_eq!((known.name, known.original_id), (wanted(name), wanted(original)), "{}", case.file);
        }
        fs::remove_dir_all(w.path(CANDIDATES)).expect("there");
    }
}

#[test]
fn workbooks_that_cannot_be_trusted_are_refused_with_their_reason() {
    let w = site();
    w.run(&["generate", REQ, "--format", "json"]).succeeds();
    let refused: &[(&str, &[&str])] = &[
        (
            "rounded.xlsx",
            &[
                "rounded.xlsx:3:1",
                "an id is a number that the spreadsheet shows rounded: `400123450020001000`",
                "cell A3 of sheet `Sheet1`, column `ID`",
                "an id is a number with a fraction: `7.5`",
                "cell A4",
                "an id is a day or a time: `2026-05-02`",
                "cell A5",
            ],
        ),
        ("merged.xlsx", &["merged.xlsx:1:1", "the header has merged cells: B1:C1", "split the merged cells"]),
        ("encrypted.xlsx", &["is encrypted with a password"]),
        ("encrypted.ods", &["is encrypted with a password"]),
        ("repeated.ods", &["file-too-large", "its sheets have more than 2 million cells"]),
    ];
    for (file, words) in refused {
        variants(&w, file, &[]).fails(1, words);
        assert!(!w.path(CANDIDATES).exists(), "{file}");
    }
    let whole = fs::read(path("workbook.xlsx")).expect("there");
    w.write("cut.xlsx", &whole[..whole.len() / 2]);
    issue(&w, &["--candidates", "cut.xlsx"]).fails(1, &["bad-roster", "not a workbook that can be read"]);
    w.write("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more");
    issue(&w, &["--candidates", "old.xls"])
        .fails(1, &["a workbook in the old format XLS", "XLSX, ODS or CSV"]);
    w.write("binary.csv", b"id\x01\xff\xfe\x00\x02");
    issue(&w, &["--candidates", "binary.csv"]).fails(1, &["not-utf8", "a binary file"]);
    assert!(!w.path(CANDIDATES).exists());
}

#[test]
fn columns_that_are_not_clear_are_listed_and_can_be_named() {
    let w = site();
    w.run(&["generate", REQ, "--format", "json"]).succeeds();
    let text = "Title\nApplication ID,Candidate ID,Name,Candidate,E-mail\n7,C9,Ada L,Ada,ada@example.com\n";
    w.write("roster.csv", text);
    let run = |more: &[&str]| issue(&w, &[&["--candidates", "roster.csv", "--dry-run"], more].concat());
    run(&[]).fails(
        1,
        &[
            "several columns may be the id: `Application ID` and `Candidate ID`",
            "roster.csv:2:1",
            "its columns: `Application ID`, `Candidate ID`, `Name`, `Candidate` and `E-mail`",
            "`--id-column NAME`",
        ],
    );
    run(&["--id-column", "candidate_id"])
        .fails(1, &["several columns may be the name: `Name` and `Candidate`", "`--name-column NAME`"]);
    let both = ["--id-column", "candidate_id", "--name-column", "Candidate"];
    let said = run(&both);
    assert!(said.succeeds().stdout.contains("would issue 1 kit (c9)"), "{}", said.stdout);
    assert!(
        said.stderr.contains("ids from column `Candidate ID`, names from `Candidate`"),
        "{}",
        said.stderr
    );
    run(&["--id-column", "Candidate IDs"])
        .fails(1, &["the roster has no column `Candidate IDs`", "did you mean `Candidate ID`"]);
    run(&["--id-column", "E-mail", "--name-column", "Name"])
        .fails(1, &["roster.csv:3:1", "an e-mail address cannot be an id"]);
    issue(&w, &["--candidates", "c-1", "--id-column", "x"]).fails(2, &["columns of a roster"]);
    issue(&w, &["--count", "3", "--id-column", "x"]).fails(2, &["--count"]);
}

#[test]
fn ids_that_cannot_be_converted_are_errors_with_their_rows() {
    let w = site();
    w.run(&["generate", REQ, "--format", "json"]).succeeds();
    let long = "x".repeat(65);
    let text = format!(
        "id;name\nC 1;Ada\nc_1;Bob\nZo\u{eb};Cid\n4,00123E+10;Dee\n{long};Eve\nc-9;Fay\nc-9;Gus\nnul;Hal\n?;Ida\n"
    );
    w.write("roster.csv", text);
    issue(&w, &["--candidates", "roster.csv"]).fails(
        1,
        &[
            "roster.csv:3:1",
            "`C 1` and `c_1` both become the id `c-1`",
            "first in line 2",
            "roster.csv:4:1",
            "letters or digits outside ASCII: `Zo\u{eb}`",
            "roster.csv:5:1",
            "shows rounded: `4,00123E+10`",
            "in this row, column `id`",
            "roster.csv:6:1",
            "65 characters, 64 are the most",
            "roster.csv:8:1",
            "candidate `c-9` twice, with different names",
            "first in line 7",
            "roster.csv:9:1",
            "Windows reserves for a device: `nul`",
            "roster.csv:10:1",
            "neither a letter nor a digit: `?`",
        ],
    );
    assert!(!w.path(CANDIDATES).exists());
}

#[test]
fn an_id_made_of_the_name_is_a_warning() {
    let w = site();
    w.run(&["generate", REQ, "--format", "json"]).succeeds();
    let said = variants(&w, "personal.csv", &["--dry-run"]);
    let said = said.succeeds();
    for words in ["warning[personal-id]", "the id `ada-lovelace` is made of the words of the name", "c-017"] {
        assert!(said.stderr.contains(words), "{}", said.stderr);
    }
}

#[test]
fn a_file_is_a_roster_and_any_other_text_an_id() {
    let w = site();
    w.run(&["generate", REQ, "--format", "json"]).succeeds();
    w.write("people", "ID\n7\n");
    let said = issue(&w, &["--candidates", "people", "--dry-run"]);
    assert!(said.succeeds().stdout.contains("would issue 1 kit (7)"), "{}", said.stdout);
    issue(&w, &["--candidates", "other.XLSX"]).fails(2, &["there is no roster at `other.XLSX`"]);
    issue(&w, &["--candidates", "other.txt"]).fails(2, &["`other.txt` is not an id"]);
    issue(&w, &["--candidates", "c-1", "people"]).fails(2, &["not both"]);
}
