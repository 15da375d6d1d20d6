//! The colours of the pages can be read: the contrast of text is at least 4.5 to 1, that of edges at least 3 to 1.

use std::collections::BTreeMap;

const STYLE: &str = include_str!("../../src/render/html/page.css");

/// The colours of a palette, by name.
fn palette(rule: &str) -> BTreeMap<&str, [f64; 3]> {
    let parts =
        rule.split(';').filter_map(|part| part.trim().trim_start_matches(":root {").trim().split_once(": #"));
    parts.map(|(name, colour)| (name.trim(), rgb(colour.trim()))).collect()
}

fn rgb(colour: &str) -> [f64; 3] {
    let digits: String = match colour.len() {
        3 => colour.chars().flat_map(|c| [c, c]).collect(),
        _ => colour.to_owned(),
    };
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&digits[at..at + 2], 16).expect("a colour")) / 255.0)
}

/// Relative luminance and contrast, by WCAG 2.2.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let light = |rgb: [f64; 3]| {
        let part = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
        0.2126 * part(rgb[0]) + 0.7152 * part(rgb[1]) + 0.0722 * part(rgb[2])
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_and_edges_can_be_told_from_their_ground() {
    assert!((contrast(rgb("fff"), rgb("767676")) - 4.54).abs() < 0.01, "the formula");
    let rules: Vec<&str> = STYLE.split('\n').filter(|line| line.contains("--ink: #")).collect();
    assert_eq!(rules.len(), 3, "light, dark and paper");
    for rule in rules {
        let colours = palette(rule);
        assert_eq!(colours.len(), 7, "{rule}");
        for ground in ["--paper", "--tint"] {
            for text in ["--ink", "--muted", "--accent", "--warn"] {
                let found = contrast(colours[text], colours[ground]);
                assert!(found >= 4.5, "{text} on {ground}: {found:.2} in {rule}");
            }
            let found = contrast(colours["--line"], colours[ground]);
            assert!(found >= 3.0, "the lines on {ground}: {found:.2} in {rule}");
        }
    }
    for pair in ["prefers-color-scheme: dark", "forced-colors: active", "@media print", ":focus-visible"] {
        assert!(STYLE.contains(pair), "{pair}");
    }
}
