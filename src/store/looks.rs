//! How pages look (templates, fonts and paper), and the files rendered from these choices.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::diag::{Diagnostic, Sink, codes};
use crate::disk::{self, Kind};
use crate::model::{sha256, sha256_bytes};
use crate::render::{Document, FontSet, Format, Layout, Paper, RenderError, Renderer, Templates};

use super::fault::Fault;
use super::files::{bytes_of, text_of};

/// How pages were made.
#[derive(Clone, Debug)]
pub struct Made {
    /// On which paper.
    pub paper: Paper,
    /// Digest of the user's own fonts and templates; `None` if only built-in ones were used.
    pub own: Option<String>,
}

/// Templates, fonts and paper.
#[derive(Clone, Debug, Default)]
pub struct Looks {
    /// Folder with templates that replace built-in ones of the same file name.
    pub templates: Option<PathBuf>,
    /// Fonts (TTF or OTF) for characters that the built-in ones lack.
    pub fonts: Vec<PathBuf>,
    /// Size of the pages; `None` means the size of the pages on disk, or else A4.
    pub paper: Option<Paper>,
    /// The layout of the packs that the command makes, and whether the Markdown of the loop is split. Pages that a
    /// command only makes again keep the layout that they have.
    pub layout: Layout,
}

impl Looks {
    /// The renderer for these choices.
    pub fn renderer(&self) -> Result<Renderer, Fault> {
        self.renderer_on(self.paper_for(None))
    }

    /// The paper to use if the existing pages are on the paper `there`.
    pub fn paper_for(&self, there: Option<Paper>) -> Paper {
        self.paper.or(there).unwrap_or(Paper::A4)
    }

    /// How pages are made with these choices if the existing pages are on the paper `there`.
    pub fn made(&self, there: Option<Paper>) -> Result<Made, Fault> {
        Ok(Made { paper: self.paper_for(there), own: self.own()? })
    }

    /// Digest of the fonts and templates that were named; `None` if none was.
    fn own(&self) -> Result<Option<String>, Fault> {
        if self.fonts.is_empty() && self.templates.is_none() {
            return Ok(None);
        }
        let mut all = String::new();
        for (name, text) in self.templates.as_deref().map(read_templates).transpose()?.unwrap_or_default() {
            all.push_str(&format!("{name} {}\n", sha256(&text)));
        }
        for path in &self.fonts {
            let bytes = bytes_of(path)?.ok_or_else(|| absent(path))?;
            all.push_str(&format!("{}\n", sha256_bytes(&bytes)));
        }
        Ok(Some(sha256(&all)))
    }

    /// Whether the user chose fonts, templates or paper, so that pages may look different from before.
    pub fn are_chosen(&self) -> bool {
        self.paper.is_some() || !self.fonts.is_empty() || self.templates.is_some()
    }

    /// A renderer with these choices for the given paper.
    pub fn renderer_on(&self, paper: Paper) -> Result<Renderer, Fault> {
        let overrides = self.templates.as_deref().map_or_else(|| Ok(BTreeMap::new()), read_templates)?;
        let mut fonts = FontSet::built_in();
        for path in &self.fonts {
            let name = path.display().to_string();
            let bytes = bytes_of(path)?.ok_or_else(|| absent(path))?;
            fonts = fonts.with_font(&name, bytes)?;
        }
        Ok(Renderer::new(Templates::new(&overrides)?, fonts, paper))
    }
}

/// The renderers for these choices, one for each size of paper. Each is made when it is first needed.
pub struct Renderers<'l> {
    looks: Cow<'l, Looks>,
    made: [OnceLock<Renderer>; 2],
}

impl Renderers<'_> {
    /// The renderers for `looks`; its paper does not matter here.
    pub fn new(looks: &Looks) -> Renderers<'_> {
        Renderers { looks: Cow::Borrowed(looks), made: Default::default() }
    }

    /// The renderers with the built-in fonts and templates.
    pub fn built_in() -> Renderers<'static> {
        Renderers { looks: Cow::Owned(Looks::default()), made: Default::default() }
    }

    /// The renderer for a size of paper.
    ///
    /// # Errors
    /// [`Fault::World`] when a font or a template cannot be used.
    pub fn on(&self, paper: Paper) -> Result<&Renderer, Fault> {
        let cell = &self.made[paper as usize];
        if let Some(renderer) = cell.get() {
            return Ok(renderer);
        }
        let renderer = self.looks.renderer_on(paper)?;
        Ok(cell.get_or_init(|| renderer))
    }
}

fn read_templates(folder: &Path) -> Result<BTreeMap<String, String>, Fault> {
    let mut found = BTreeMap::new();
    for entry in disk::list(folder)?.ok_or_else(|| absent(folder))? {
        // Folders are not templates; a pipe or a broken link with a template's name is an error.
        if entry.kind == Kind::Folder && !entry.name.ends_with(".hbs") || entry.name.starts_with('.') {
            continue;
        }
        let path = folder.join(&entry.name);
        found.extend(text_of(&path)?.map(|text| (entry.name, text)));
    }
    Ok(found)
}

/// The fault for a file or folder that the user named and that does not exist.
fn absent(path: &Path) -> Fault {
    Fault::World(format!(
        "cannot read `{}`: it does not exist\n  = help: check the path; it is relative to the current folder",
        path.display()
    ))
}

/// Files and the characters that no available font could print in them.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Their bytes, by name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Characters that no available font can print, by file name.
    pub missing: BTreeMap<String, Vec<char>>,
    /// The layout of each page that does not have the usual one, by file name.
    pub layouts: BTreeMap<String, Layout>,
}

impl Rendered {
    /// Adds a document as files called `stem` with the extension of each format.
    pub fn add(
        &mut self,
        page: &Document<'_>,
        stem: &str,
        formats: &[Format],
        renderer: &Renderer,
    ) -> Result<(), RenderError> {
        for format in formats {
            let rendering = renderer.render(page, *format)?;
            let name = format!("{stem}.{}", format.extension());
            if !rendering.missing.is_empty() {
                self.missing.insert(name.clone(), rendering.missing);
            }
            if !page.layout().is_usual() {
                self.layouts.insert(name.clone(), page.layout());
            }
            self.files.insert(name, rendering.bytes);
        }
        Ok(())
    }
}

/// Reports characters that no available font can print in the file called `name`.
pub fn report_missing(name: &str, missing: &[char], sink: &mut Sink) {
    let shown: Vec<String> =
        missing.iter().take(8).map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect();
    let finding = Diagnostic::new(
        &codes::MISSING_GLYPH,
        format!("no available font can print {} in `{name}`", shown.join(", ")),
    );
    sink.report(finding.in_file(name).help("name a font that has them: `--font FILE.ttf`"));
}
