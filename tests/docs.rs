//! Documentation that code can check: field tables, commands, the picture.
//!
//! `BLESS=1 cargo test --test docs` rewrites the tables.

use std::fs;
use std::path::Path;

use panelkit::load::shapes;
use panelkit::yaml::table;

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name))
        .unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[test]
fn the_tables_of_the_format_page_are_the_shapes() {
    let mut page = read("docs/format.md");
    let before = page.clone();
    for record in shapes::ALL.iter().flat_map(|(_, records)| *records) {
        let open = format!("<!-- table: {} -->\n", record.name);
        let start =
            page.find(&open).unwrap_or_else(|| panic!("docs/format.md lacks `{}`", open.trim())) + open.len();
        let end = start + page[start..].find("<!-- /table -->").expect("the table is closed");
        page.replace_range(start..end, &table(record));
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/format.md"), &page)
            .expect("docs are writable");
    } else {
        assert!(page == before, "docs/format.md is stale: BLESS=1 cargo test --test docs");
    }
}

#[test]
fn every_finding_in_the_docs_exists() {
    for page in ["README.md", "docs/format.md", "docs/architecture.md", "CONTRIBUTING.md"] {
        let text = read(page);
        for code in text.split("error[").skip(1).chain(text.split("warning[").skip(1)) {
            let code = code.split(']').next().unwrap_or_default();
            assert!(panelkit::lint::code(code).is_some() || code == "…", "{page} names `{code}`");
        }
    }
}

#[test]
fn every_module_is_in_the_architecture_page() {
    let page = read("docs/architecture.md");
    let modules = std::fs::read_dir(format!("{}/src", env!("CARGO_MANIFEST_DIR"))).expect("the sources");
    for entry in modules.flatten().filter(|entry| entry.path().is_dir()) {
        let module = format!("`src/{}/`", entry.file_name().to_string_lossy());
        assert!(page.contains(&module), "docs/architecture.md does not name {module}");
    }
}
