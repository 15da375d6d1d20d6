//! The page around the text: head, policy, style, header, contents, and the script of a pack.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::frame;
use super::outline::Outline;
use super::seat::Seat;
use super::text::{escape, inlines};
use crate::model::short_digest;
use crate::render::blocks::unstyled;
use crate::render::name_marks::parts;
use crate::render::pdf::PageSetup;

/// The style of every page.
const STYLE: &str = include_str!("page.css");
/// The style of a page that is not a pack.
const READ_STYLE: &str = include_str!("read.css");
/// The style of a pack on a screen.
const PACK_STYLE: &str = include_str!("pack.css");
/// The script of a pack.
const SCRIPT: &str = include_str!("page.js");

/// Shown where scripts do not run.
const NO_SCRIPT: &str = "<noscript><p class=\"alert note\">This browser runs no scripts, so this page keeps nothing. You can still type: print the page, or print it to a PDF file, before you close it.</p></noscript>\n";

/// A page. `body` is its main text with the ids of its parts; `seat` is that of a pack.
pub(super) fn page(
    (body, parts): &(String, BTreeSet<String>),
    outline: &Outline,
    setup: &PageSetup,
    seat: Option<&Seat<'_>>,
) -> String {
    let style = bare(&format!("{STYLE}{}", if seat.is_some() { PACK_STYLE } else { READ_STYLE }));
    // No string of the style has a brace, so these spaces mean nothing.
    let style = style.replace(" { ", "{").replace("; }", "}");
    let style = format!("{style}{}", print_style(setup, seat));
    let code = seat.map(|_| bare(SCRIPT));
    let title = escape(&setup.title);
    let heading = match outline.needs_title {
        true => format!("<h1>{title}</h1>\n"),
        false => String::new(),
    };
    let (class, header, below, script) = match seat {
        Some(seat) => {
            let bar = bar(setup, rail(seat, outline, parts));
            ("pack", bar, frame::below(seat), script(seat, code.as_deref().unwrap_or_default()))
        }
        None => ("read", header(setup, outline), String::new(), String::new()),
    };
    let language = escape(&setup.language);
    let policy = policy(&style, code.as_deref());
    format!(
        "<!doctype html>
<html lang=\"{language}\" class=\"{class}\">
<head>
<meta charset=\"utf-8\">
<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"color-scheme\" content=\"light dark\">
<meta name=\"referrer\" content=\"no-referrer\">
<title>{title}</title>
<link rel=\"icon\" href=\"data:,\">
<style>{style}</style>
</head>
<body>
<a class=\"skip\" href=\"#main\">Skip to the content</a>
{header}<main id=\"main\" tabindex=\"-1\">
{heading}{body}</main>
{below}{script}</body>
</html>
"
    )
}

/// What the page may load and run: its own style and script, by their hashes, and nothing else.
fn policy(style: &str, script: Option<&str>) -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
    let script = script.map_or_else(|| "'none'".to_owned(), hash);
    let style = hash(style);
    format!(
        "default-src 'none'; script-src {script}; style-src {style}; img-src data:; form-action 'none'; base-uri 'none'"
    )
}

/// Req, candidate and digest, with the names of people marked.
fn belongs(setup: &PageSetup) -> String {
    let words = inlines(&unstyled(&setup.footer_left), &|_| None);
    format!("{words} · {}", short_digest(&setup.digest))
}

fn header(setup: &PageSetup, outline: &Outline) -> String {
    let (left, belongs) = (escape(&setup.header_left), belongs(setup));
    format!("<header class=\"top\">\n<p>{left}</p>\n<p>{belongs}</p>\n</header>\n{}", outline.contents())
}

/// The rail of a pack; the list of contents if its template names no parts.
fn rail(seat: &Seat<'_>, outline: &Outline, parts: &BTreeSet<String>) -> String {
    let rail = seat.rail(parts);
    if rail.is_empty() { outline.contents() } else { rail }
}

/// The bar and the rail of a pack. The script fills in question, clocks and where the work is saved.
fn bar(setup: &PageSetup, rail: String) -> String {
    let (left, belongs) = (escape(&setup.header_left), belongs(setup));
    format!(
        "<header class=\"top bar\" id=\"bar\">
<p class=\"where\">{left}</p>
{}<p class=\"belongs-to\">{belongs}</p>
</header>
{rail}{NO_SCRIPT}<p id=\"live\" class=\"live\" role=\"status\" aria-live=\"polite\"></p>
{}",
        frame::BAR,
        frame::ABOVE
    )
}

/// The lines of a script or style that are neither comments nor empty, without indentation: the sources are made for
/// people who change them, and each pack contains a copy.
fn bare(source: &str) -> String {
    let lines = source.lines().map(str::trim).filter(|line| {
        let comment = line.starts_with("//") || (line.starts_with("/*") && line.ends_with("*/"));
        !line.is_empty() && !comment
    });
    lines.map(|line| format!("{line}\n")).collect()
}

fn script(seat: &Seat<'_>, code: &str) -> String {
    format!(
        "<script type=\"application/json\" id=\"kit\">{}</script>\n<script>{code}</script>\n",
        seat.json()
    )
}

/// The style that belongs to one page: what its footers say in print, and the size of large print.
fn print_style(setup: &PageSetup, seat: Option<&Seat<'_>>) -> String {
    let footer: String = parts(&setup.footer_left).map(|(words, _)| words).collect();
    let left = string(&format!("{footer} · {}", short_digest(&setup.digest)));
    let mut out = format!(
        "@page{{@bottom-left{{content:{left}}}@bottom-right{{content:\"page \" counter(page) \" of \" counter(pages)}}}}\n"
    );
    let count = seat.map_or(0, |seat| seat.slots.len());
    for n in 1..=count {
        out.push_str(&format!(
            "@page q{n}{{@top-right{{content:\"Q{n} of {count}\"}}}}@media print{{.q{n}{{page:q{n}}}}}\n"
        ));
    }
    if setup.text_size > 0 {
        out.push_str(&format!("@media print{{:root{{font-size:{}pt}}}}\n", setup.text_size));
    }
    out
}

/// A text as a string of CSS. No text can end the string or the element.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        if c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '·') {
            out.push(c);
        } else if !c.is_control() {
            out.push_str(&format!("\\{:x} ", u32::from(c)));
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{policy, string};

    #[test]
    fn no_text_ends_a_string_of_the_style() {
        assert_eq!(string("a\"}</style> · \\b\n"), "\"a\\22 \\7d \\3c \\2f style\\3e  · \\5c b\"");
    }

    #[test]
    fn the_policy_has_the_hashes_of_style_and_script() {
        // `printf a | openssl dgst -sha256 -binary | base64`
        let a = "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='";
        let all = "img-src data:; form-action 'none'; base-uri 'none'";
        let wanted = format!("default-src 'none'; script-src 'none'; style-src {a}; {all}");
        assert_eq!(policy("a", None), wanted);
        assert!(policy("b", Some("a")).contains(&format!("script-src {a}; style-src 'sha256-PiP")));
    }
}
