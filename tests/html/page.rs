//! A page as a browser reads it, and what every page must keep to.

use std::collections::BTreeSet;

use panelkit::model::Kit;
use scraper::{ElementRef, Html, Selector};

use crate::common::Workspace;

pub(crate) const REQ: &str = "payments-api-tpm";
pub(crate) const HOME: &str = "kits/payments-api-tpm/candidates/c-102";
/// A name that is written from right to left.
pub(crate) const NAME: &str = "\u{645}\u{62d}\u{645}\u{62f} \u{639}\u{644}\u{64a}";

/// The sample workspace with one candidate, all pages in HTML.
pub(crate) fn site() -> Workspace {
    let w = Workspace::empty();
    w.run(&["init", "."]).succeeds();
    w.write("people.csv", format!("id,name\nc-102,{NAME}\n"));
    w.run(&["variants", REQ, "--candidates", "people.csv", "--format", "html"]).succeeds();
    w
}

pub(crate) fn kit(w: &Workspace) -> Kit {
    serde_json::from_str(&w.read(&format!("{HOME}/kit.json"))).expect("a kit")
}

/// The pages of the candidate and of the req, with their texts.
pub(crate) fn pages(w: &Workspace) -> Vec<(String, String)> {
    let folders = [HOME.to_owned(), format!("{HOME}/scorecards"), format!("kits/{REQ}")];
    let names = folders.into_iter().flat_map(|folder| {
        w.names(&folder).into_iter().map(move |name| format!("{folder}/{name}")).collect::<Vec<_>>()
    });
    let pages = names.filter(|name| name.ends_with(".html")).map(|name| (name.clone(), w.read(&name)));
    pages.collect()
}

pub(crate) struct Page {
    pub(crate) html: Html,
}

impl Page {
    /// Reads a page by the rules of HTML. A page in which a browser would have to repair something is an error.
    #[track_caller]
    pub(crate) fn read(source: &str) -> Page {
        let html = Html::parse_document(source);
        assert!(html.errors.is_empty(), "{:?}", html.errors);
        Page { html }
    }

    pub(crate) fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.html.select(&Selector::parse(selector).expect("a selector")).collect()
    }

    #[track_caller]
    pub(crate) fn one(&self, selector: &str) -> ElementRef<'_> {
        let found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector}");
        found[0]
    }

    /// The words below a selector, with single spaces.
    pub(crate) fn words(&self, selector: &str) -> String {
        plain(&self.all(selector).iter().flat_map(ElementRef::text).collect::<Vec<_>>().join(""))
    }
}

/// Words with single spaces, without the marks of Markdown around a lead.
pub(crate) fn plain(text: &str) -> String {
    text.replace("**", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn attr<'e>(element: &ElementRef<'e>, name: &str) -> &'e str {
    element.value().attr(name).unwrap_or_default()
}

/// What holds for every page: one title, headings without gaps, unique ids, links that lead somewhere, names for fields,
/// cells that name their header, and no way to load or run anything but the page's own style and script.
pub(crate) fn is_sound(name: &str, page: &Page) {
    assert_eq!(attr(&page.one("html"), "lang"), "en", "{name}");
    assert!(!page.words("head > title").is_empty(), "{name}");
    for one in
        ["h1", "main", "main#main", "a.skip[href='#main']", "body > header", "style", "meta[charset=utf-8]"]
    {
        assert_eq!(page.all(one).len(), 1, "{name}: {one}");
    }
    let levels: Vec<u8> =
        page.all("h1, h2, h3, h4, h5, h6").iter().map(|h| h.value().name().as_bytes()[1]).collect();
    assert_eq!(levels.first(), Some(&b'1'), "{name}");
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: a level is skipped");
    let ids: Vec<&str> = page.all("[id]").iter().map(|e| attr(e, "id")).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "{name}: an id twice");
    for element in page.all("[for], [aria-labelledby], [aria-describedby]") {
        for to in
            ["for", "aria-labelledby", "aria-describedby"].iter().filter_map(|a| element.value().attr(a))
        {
            assert!(known.contains(to), "{name}: nothing has the id {to}");
        }
    }
    for link in page.all("a") {
        let to = attr(&link, "href");
        assert!(to.strip_prefix('#').is_some_and(|to| known.contains(to)), "{name}: {to}");
        assert!(link.value().attr("rel").is_none());
    }
    for cell in page.all("th") {
        assert!(["col", "row"].contains(&attr(&cell, "scope")), "{name}");
        assert!(!plain(&cell.text().collect::<String>()).is_empty(), "{name}: a header cell without words");
    }
    loads_nothing(name, page);
}

/// Nothing in a page can load, send or run anything but its own script.
pub(crate) fn loads_nothing(name: &str, page: &Page) {
    for element in page.all("*") {
        let tag = element.value().name();
        let unwanted = [
            "img", "iframe", "object", "embed", "form", "base", "video", "audio", "source", "math",
            "template",
        ];
        assert!(!unwanted.contains(&tag), "{name}: {tag}");
        for (attribute, value) in element.value().attrs() {
            assert!(!attribute.starts_with("on") && attribute != "style", "{name}: {attribute}={value}");
            assert!(
                !["src", "srcset", "action", "formaction", "ping", "background"].contains(&attribute),
                "{name}"
            );
        }
    }
    for link in page.all("link") {
        assert_eq!(attr(&link, "href"), "data:,", "{name}");
    }
    assert!(page.all("script").len() <= 2 && page.all("style").len() == 1, "{name}");
    let style = page.words("style");
    assert!(!style.contains("url(") && !style.contains("@import"), "{name}");
}
