//! Notes that may be risky to keep: `collect` says so, and keeps them as they were written.

use serde_json::json;

use crate::desk::{RIVERA, card, collect, desk, put, stored};

#[test]
fn a_risky_note_is_named_and_kept() {
    let w = desk();
    let mut form = card(&w, "ana", "technical", RIVERA);
    let note = "She told us that she is pregnant and will be away from May.";
    form["ratings"][0]["notes"] = json!(note);
    form["ratings"][0]["evidence"] =
        json!("Listed the callers; the parent company pays for the race condition.");
    put(&w, "in/a", &form);
    let (report, out) = collect(&w, &["in"]);
    assert_eq!(out.status, Some(0), "{report:#}");
    let remarks = report["collected"][0]["remarks"].as_array().expect("remarks").clone();
    let risky: Vec<&str> =
        remarks.iter().filter_map(|it| it.as_str()).filter(|it| it.contains("legal-")).collect();
    assert_eq!(risky.len(), 1, "{remarks:?}");
    assert!(
        risky[0].contains("legal-family") && risky[0].contains("panelkit keeps them as written"),
        "{risky:?}"
    );
    let kept = stored(&w, "technical--a-rivera");
    assert_eq!(kept["ratings"][0]["notes"], json!(note));
}
