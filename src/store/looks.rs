//! How pages look (templates, fonts and paper), and the files rendered from these choices.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::diag::{Diagnostic, Sink, codes};
use crate::disk::{self, Kind};
use crate::load::{self, ReadTheme, Workspace};
use crate::model::{sha256, sha256_bytes};
use crate::render::{
    Document, FontSet, Format, Layout, Look, Paper, PdfError, RenderError, Renderer, Templates,
};
use crate::text::Place;

use super::fault::Fault;
use super::files::{bytes_of, text_of};
use super::name_fonts::SystemFonts;

/// How pages were made.
#[derive(Clone, Debug)]
pub struct Made {
    /// On which paper.
    pub paper: Paper,
    /// Digest of the user's own fonts and templates; `None` if only built-in ones were used.
    pub own: Option<String>,
}

/// What `panelkit.yaml` says about pages. A request that names fonts or paper itself does not use it.
#[derive(Clone, Debug, Default)]
pub struct Usual {
    /// Size of the pages; `None` if the file does not say.
    pub paper: Option<Paper>,
    /// Fonts for characters that the built-in ones lack: their paths in the workspace, and the files.
    pub fonts: Vec<(String, Arc<[u8]>)>,
    /// Colours, fonts, logo and margins; `None` for the built-in ones.
    pub look: Option<Arc<Look>>,
}

impl Usual {
    /// Whether the file names fonts or a theme.
    pub fn has_own(&self) -> bool {
        !self.fonts.is_empty() || self.look.is_some()
    }
}

/// A font file: its name in messages, and its bytes.
type FontFile<'l> = (String, Cow<'l, [u8]>);

/// Templates, fonts and paper.
#[derive(Clone, Debug, Default)]
pub struct Looks {
    /// Folder with templates that replace built-in ones of the same file name.
    pub templates: Option<PathBuf>,
    /// Fonts (TTF or OTF) for characters that the built-in ones lack.
    pub fonts: Vec<PathBuf>,
    /// Size of the pages; `None` means the size that `panelkit.yaml` says, or else that of the pages on disk, or
    /// else A4.
    pub paper: Option<Paper>,
    /// Fonts for names of people whose letters the other fonts lack. They change only pages with such a name.
    pub system_fonts: SystemFonts,
    /// What `panelkit.yaml` says; [`Looks::settled`] fills it in.
    pub usual: Usual,
    /// The layout of the packs that the command makes, and whether the Markdown of the loop is split. Pages that a
    /// command only makes again keep the layout that they have.
    pub layout: Layout,
}

impl Looks {
    /// The same choices, with what `panelkit.yaml` of the workspace says about pages.
    ///
    /// # Errors
    /// [`Fault::Findings`] when the file has errors, or names a font that cannot be used.
    pub fn settled(&self, workspace: &Workspace, sink: &mut Sink) -> Result<Looks, Fault> {
        let settings = load::settings(workspace, sink)?;
        let mark = sink.errors();
        let fonts = settings.fonts.into_iter().filter_map(|font| {
            if let Err(error) = FontSet::built_in().with_font(&font.path, font.bytes.clone()) {
                sink.report(not_a_font(&error, &font.place));
                return None;
            }
            Some((font.path, font.bytes.into()))
        });
        let fonts = fonts.collect();
        let look = settings.theme.and_then(|read| usable(read, sink));
        sink.stop_if_worse_than(mark)?;
        let paper = settings.paper.map(|paper| if paper == "letter" { Paper::Letter } else { Paper::A4 });
        Ok(Looks { usual: Usual { paper, fonts, look }, ..self.clone() })
    }

    /// The fonts besides the built-in ones, with their names: those of the request or, if it names none, those of
    /// `panelkit.yaml`.
    fn own_fonts(&self) -> Result<Vec<FontFile<'_>>, Fault> {
        if self.fonts.is_empty() {
            let usual = self.usual.fonts.iter();
            return Ok(usual.map(|(name, bytes)| (name.clone(), Cow::Borrowed(&**bytes))).collect());
        }
        let read = |path: &PathBuf| {
            let bytes = bytes_of(path)?.ok_or_else(|| absent(path))?;
            Ok((path.display().to_string(), Cow::Owned(bytes)))
        };
        self.fonts.iter().map(read).collect()
    }

    /// Whether there are fonts, templates or a theme besides the built-in ones.
    pub fn has_own(&self) -> bool {
        self.usual.has_own() || !self.fonts.is_empty() || self.templates.is_some()
    }

    /// The renderer for these choices.
    pub fn renderer(&self) -> Result<Renderer, Fault> {
        self.renderer_on(self.paper_for(None))
    }

    /// The paper to use if the existing pages are on the paper `there`.
    pub fn paper_for(&self, there: Option<Paper>) -> Paper {
        self.paper.or(self.usual.paper).or(there).unwrap_or(Paper::A4)
    }

    /// How pages are made with these choices if the existing pages are on the paper `there`.
    pub fn made(&self, there: Option<Paper>) -> Result<Made, Fault> {
        Ok(Made { paper: self.paper_for(there), own: self.own()? })
    }

    /// Digest of the fonts, the templates and the theme that were named; `None` if none was.
    fn own(&self) -> Result<Option<String>, Fault> {
        if !self.has_own() {
            return Ok(None);
        }
        let mut all = String::new();
        for (name, text) in self.templates.as_deref().map(read_templates).transpose()?.unwrap_or_default() {
            all.push_str(&format!("{name} {}\n", sha256(&text)));
        }
        for (_, bytes) in self.own_fonts()? {
            all.push_str(&format!("{}\n", sha256_bytes(&bytes)));
        }
        if let Some(look) = &self.usual.look {
            all.push_str(&format!("theme {}\n", look.theme().digest()));
        }
        Ok(Some(sha256(&all)))
    }

    /// Whether the request names fonts, templates or paper, so that pages may look different from before.
    pub fn are_chosen(&self) -> bool {
        self.paper.is_some() || !self.fonts.is_empty() || self.templates.is_some()
    }

    /// A renderer with these choices for the given paper.
    pub fn renderer_on(&self, paper: Paper) -> Result<Renderer, Fault> {
        let overrides = self.templates.as_deref().map_or_else(|| Ok(BTreeMap::new()), read_templates)?;
        let mut fonts = FontSet::built_in();
        if let Some(look) = &self.usual.look {
            fonts = fonts.with_theme(&look.theme().fonts)?;
        }
        for (name, bytes) in self.own_fonts()? {
            fonts = fonts.with_font(&name, bytes.into_owned())?;
        }
        let mut renderer = Renderer::new(Templates::new(&overrides)?, fonts, paper);
        if let Some(look) = &self.usual.look {
            renderer = renderer.with_look(Arc::clone(look));
        }
        Ok(match self.system_fonts.is_empty() {
            true => renderer,
            false => renderer.with_name_fonts(Arc::new(self.system_fonts.clone())),
        })
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

/// The theme, ready to be drawn; `None` if its logo cannot be printed. Reports fonts and a logo that cannot be used.
fn usable(read: ReadTheme, sink: &mut Sink) -> Option<Arc<Look>> {
    for (key, font) in read.theme.fonts.named() {
        let alone = font.map(|font| FontSet::built_in().with_font(&font.name, font.bytes.to_vec()));
        if let (Some(Err(error)), Some(place)) = (alone, read.place(key)) {
            sink.report(not_a_font(&error, place));
        }
    }
    let logo = read.place("logo").cloned();
    let report = |error| {
        let finding = Diagnostic::new(&codes::BAD_THEME, format!("the logo {error}"));
        let finding = logo.iter().fold(finding, |finding, place| finding.at(place, "this logo"));
        sink.report(finding.help("name a PNG file, or an SVG file with shapes in plain, opaque colours"));
    };
    Look::new(read.theme).map_err(report).ok().map(Arc::new)
}

/// The finding for a font that cannot be used.
fn not_a_font(error: &PdfError, place: &Place) -> Diagnostic {
    let finding = Diagnostic::new(&codes::BAD_FONT, error.to_string()).at(place, "this font");
    finding.help("name a file with one TrueType or OpenType font: TTF or OTF, not TTC")
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
    /// Letters of the candidate's name that no available font can print, so that pages have the id in place of the
    /// name.
    pub unprinted: BTreeSet<char>,
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
            self.unprinted.extend(rendering.unprinted);
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
    let finding = Diagnostic::new(
        &codes::MISSING_GLYPH,
        format!("no available font can print {} in `{name}`", letters(missing)),
    );
    sink.report(
        finding
            .in_file(name)
            .help("name a font that has them: `--font FILE.ttf`, or `fonts:` in `panelkit.yaml`"),
    );
}

/// Reports a candidate whose name no available font can print. `folder`: that of the candidate.
pub fn report_unprinted(folder: &str, unprinted: &[char], sink: &mut Sink) {
    let finding = Diagnostic::new(
        &codes::UNPRINTED_NAME,
        format!(
            "no available font can print {} in the name of this candidate, so PDF pages have the id in place of the name",
            letters(unprinted)
        ),
    );
    let help = "install a font that has these letters, or put one into the workspace and name it under `fonts:` in `panelkit.yaml`; then `panelkit scorecards` makes the forms again";
    sink.report(finding.in_file(format!("{folder}/candidate.yaml")).help(help));
}

/// The first eight characters with their code points.
fn letters(all: &[char]) -> String {
    let shown = all.iter().take(8).map(|c| format!("{c} (U+{:04X})", u32::from(*c)));
    shown.collect::<Vec<_>>().join(", ")
}
