//! Files that are refused: the error names the place and the next step, and nothing is written.

use std::fs;

use crate::bytes;
use crate::common::{Output, Workspace};

fn import(w: &Workspace, file: &str) -> Output {
    w.run(&["bank", "import", file, "--bank", "small", "--accept"])
}

#[test]
fn damaged_and_dangerous_files_are_refused_with_their_reason() {
    let roster = |name: &str| {
        fs::read(format!("{}/tests/data/rosters/{name}", env!("CARGO_MANIFEST_DIR"))).expect(name)
    };
    let big = format!("question\n{}\n", "Why? ".repeat(1_700_000));
    let files: &[(&str, Vec<u8>, i32, &[&str])] = &[
        (
            "ids.xlsx",
            bytes("bad_ids.xlsx"),
            1,
            &[
                "error[bad-questions]",
                "ids.xlsx:2:1",
                "2 ids are numbers that the spreadsheet shows rounded or changed",
                "cell A2 of sheet `Pool`: `4001234500200010000`",
                "cell A4 of sheet `Pool`: `7.5`",
                "as text",
            ],
        ),
        (
            "ids.csv",
            b"Question,ID\nWhy?,q-1\nWhen?,4.00123E+10\n".to_vec(),
            1,
            &[
                "ids.csv:3:1",
                "an id is a number that the spreadsheet shows rounded",
                "line 3, column 2: `4.00123E+10`",
            ],
        ),
        (
            "merged.xlsx",
            bytes("bad_merged.xlsx"),
            1,
            &[
                "merged.xlsx:1:1",
                "the header of sheet `Pool` has merged cells: B1:C1",
                "split the merged cells",
            ],
        ),
        (
            "locked.xlsx",
            roster("encrypted.xlsx"),
            1,
            &["error[bad-questions]", "is encrypted with a password", "without a password"],
        ),
        ("locked.ods", roster("encrypted.ods"), 1, &["is encrypted with a password"]),
        ("bomb.ods", roster("repeated.ods"), 1, &["file-too-large", "2 million cells"]),
        (
            "none.csv",
            b"Name,Town\nAna,Rome\nBo,Bonn\n".to_vec(),
            1,
            &[
                "error[bad-questions]",
                "no column `prompt`",
                "its columns: `Name` and `Town`",
                "--map \"COLUMN=prompt\"",
                "--template",
            ],
        ),
        (
            "empty.csv",
            b"Question,Skill\n".to_vec(),
            1,
            &["no question was found in `empty.csv`", "one question a row"],
        ),
        (
            "blank.md",
            b"# Nothing\n\nSome words.\n".to_vec(),
            1,
            &["no question was found in `blank.md`", "numbered list"],
        ),
        (
            "quote.csv",
            b"Question,Skill\n\"Why?\"x\"\",a\nWhen?,\xff\x00\n".to_vec(),
            1,
            &["not-utf8", "a binary file"],
        ),
        ("big.csv", big.into_bytes(), 1, &["file-too-large", "`big.csv` is larger than 8 MB", "split it"]),
        (
            "not.xlsx",
            b"PK\x03\x04 and more".to_vec(),
            1,
            &["not a workbook that can be read", "save it again"],
        ),
        (
            "shell.csv",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more".to_vec(),
            1,
            &["a workbook in the old format XLS"],
        ),
        (
            "old.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more".to_vec(),
            2,
            &["old format XLS", "save it as XLSX, ODS or CSV"],
        ),
        (
            "page.docx",
            b"PK\x03\x04".to_vec(),
            2,
            &["a document of a word processor", "save it as Markdown", "--template"],
        ),
        ("page.pdf", b"%PDF-1.7".to_vec(), 2, &["is a PDF", "copy its questions into a spreadsheet"]),
    ];
    let w = Workspace::new();
    for (file, content, status, words) in files {
        w.write(file, content);
        import(&w, file).fails(*status, words).fails(*status, &["help:"]);
        assert!(!w.path("question_banks/small/drafts").exists(), "{file}");
        assert_eq!(w.files("question_banks/small").len(), 4, "{file}");
    }
}

#[test]
fn a_list_is_imported_once_and_nothing_is_replaced() {
    let w = Workspace::new().with(
        "pool.csv",
        "question,competency,depth,type,minutes,1,2,3,4\nWhy?,api-design,deep,case,9,a,b,c,d\nWho?,,,,,,,,\n",
    );
    import(&w, "pool.csv").succeeds();
    w.run(&["check"]).succeeds();
    let (active, drafts) =
        ("question_banks/small/imported-pool.yaml", "question_banks/small/drafts/pool.yaml");
    let before = (w.read(active), w.read(drafts));
    import(&w, "pool.csv").fails(2, &["already exists", "move it away"]);
    assert_eq!(before, (w.read(active), w.read(drafts)));
    // Without the file of drafts the rest of the list is imported again; the bank has the other question.
    fs::remove_file(w.path(drafts)).expect("there");
    import(&w, "pool.csv").succeeds();
    assert_eq!(before, (w.read(active), w.read(drafts)));
    // A complete question that is new would need the other file.
    fs::remove_file(w.path(drafts)).expect("there");
    w.write("pool.csv", "question,competency,depth,type,minutes,1,2,3,4\nWhen?,api-design,deep,case,9,a,b,c,d\nWho?,,,,,,,,\n");
    import(&w, "pool.csv").fails(2, &["imported-pool.yaml", "already exists"]);
    assert!(!w.path(drafts).exists());
}
