//! The pages of the example are those that the program makes. `PANELKIT_BLESS=1` writes them again.

use crate::site::{CANDIDATES, REQ, agree, dated, decide, panel};

#[test]
fn the_pages_of_the_example_are_up_to_date() {
    let w = panel();
    for (candidate, outcome, more) in [
        ("c-101", "offer", &[][..]),
        ("c-104", "reserve", &[]),
        ("c-107", "not-selected", &["--after", "first-talk"]),
    ] {
        decide(&w, candidate, outcome, more).succeeds();
    }
    let why = "Both heard one step agreed on, and no example from others";
    agree(&w, "c-103", "team-talk.2", "3", why).succeeds();
    dated(&w, &["debrief", REQ, "--format", "md"]).succeeds();
    dated(&w, &["debrief", REQ, "--form", "--format", "md"]).succeeds();
    dated(&w, &["debrief", REQ, "--candidate", "c-103", "--format", "md"]).succeeds();
    dated(&w, &["record", REQ, "--format", "md"]).succeeds();
    dated(&w, &["record", REQ, "--candidate", "c-103", "c-101", "--format", "md"]).succeeds();
    dated(&w, &["record", REQ, "--candidate", "c-103", "--for-candidate", "--format", "md"]).succeeds();
    let folder = format!("{}/examples/after", env!("CARGO_MANIFEST_DIR"));
    for (page, from) in [
        ("debrief.md", format!("kits/{REQ}/debrief.md")),
        ("group-form.md", format!("kits/{REQ}/group-form.md")),
        ("record.md", format!("kits/{REQ}/record.md")),
        ("debrief-c-103.md", format!("{CANDIDATES}/c-103/debrief.md")),
        ("record-c-101.md", format!("{CANDIDATES}/c-101/record.md")),
        ("record-c-103.md", format!("{CANDIDATES}/c-103/record.md")),
        ("record-for-c-103.md", format!("{CANDIDATES}/c-103/record-for-candidate.md")),
    ] {
        let (made, there) = (w.read(&from), format!("{folder}/{page}"));
        if std::env::var_os("PANELKIT_BLESS").is_some() {
            std::fs::write(&there, &made).expect("written");
        }
        let known = std::fs::read_to_string(&there).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            known == made,
            "examples/after/{page} differs from what the program makes; set PANELKIT_BLESS=1 to write it again"
        );
    }
}
