//! Fills in the numbers of the pages that a text refers to, once all pages are made.
//!
//! A number is drawn where its placeholder is, in the same type. It counts the pages of its own document.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::paginate::Page;
use super::row::What;
use super::shape::Shaper;

/// Replaces each reference in `pages`, which are one document, with the number of the page of its heading. The parser has
/// checked that there is such a heading.
pub(super) fn resolve(pages: &mut [Page], shaper: &mut Shaper<'_>) {
    let mut found: BTreeMap<Rc<str>, usize> = BTreeMap::new();
    for (i, page) in pages.iter().enumerate() {
        for item in &page.items {
            if let What::Anchor { slug, .. } = &item.what {
                found.entry(slug.clone()).or_insert(i + 1);
            }
        }
    }
    for item in pages.iter_mut().flat_map(|page| &mut page.items) {
        if let What::PageOf { slug, size, color, style } = &item.what {
            let number = found.get(slug).map(usize::to_string).unwrap_or_default();
            let word = shaper.word(&number, *style, false, false);
            item.what = What::Text { word, size: *size, color: *color, said: None };
        }
    }
}
