//! Choices that every rendering command shares, and the files that they give.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use panelkit::diag::{Diagnostic, codes};
use panelkit::disk::{self, Kind};
use panelkit::model::{sha256, sha256_bytes};
use panelkit::render::{Document, FontSet, Format, Paper, RenderError, Renderer, Templates};
use serde::{Deserialize, Serialize};

use super::exit::Exit;
use super::session::Session;
use super::targets::{bytes_of, text_of};

/// Formats on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatArg {
    /// Markdown
    Md,
    /// PDF
    Pdf,
    /// The JSON alone, which is always written
    Json,
}

/// Sizes of paper on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PaperArg {
    /// 210 by 297 mm
    A4,
    /// 8.5 by 11 inches
    Letter,
}

impl PaperArg {
    fn paper(self) -> Paper {
        match self {
            PaperArg::A4 => Paper::A4,
            PaperArg::Letter => Paper::Letter,
        }
    }
}

/// How pages were made.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    /// On which paper.
    pub(crate) paper: PaperArg,
    /// Digest of fonts and templates of one's own.
    pub(crate) own: Option<String>,
}

/// Templates, fonts and paper.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Looks {
    /// Folder with templates that replace built-in ones of the same file name
    #[arg(long, value_name = "DIR")]
    pub(crate) templates: Option<PathBuf>,
    /// A font (TTF or OTF) for characters that the built-in ones lack; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) font: Vec<PathBuf>,
    /// Size of the pages; A4 when absent, or what the pages there have
    #[arg(long, value_name = "SIZE")]
    pub(crate) paper: Option<PaperArg>,
}

impl Looks {
    /// The renderer for these choices.
    pub(crate) fn renderer(&self) -> Result<Renderer, Exit> {
        self.renderer_on(self.paper_for(None))
    }

    /// The paper to use where pages are on `there` already.
    pub(crate) fn paper_for(&self, there: Option<PaperArg>) -> PaperArg {
        self.paper.or(there).unwrap_or(PaperArg::A4)
    }

    /// How pages are made by these choices, where pages are on `there` already.
    pub(crate) fn made(&self, there: Option<PaperArg>) -> Result<Made, Exit> {
        Ok(Made { paper: self.paper_for(there), own: self.own()? })
    }

    /// Digest of the fonts and templates that were named; `None` if none was.
    fn own(&self) -> Result<Option<String>, Exit> {
        if self.font.is_empty() && self.templates.is_none() {
            return Ok(None);
        }
        let mut all = String::new();
        for (name, text) in self.templates.as_deref().map(read_templates).transpose()?.unwrap_or_default() {
            all.push_str(&format!("{name} {}\n", sha256(&text)));
        }
        for path in &self.font {
            let bytes = bytes_of(path)?.ok_or_else(|| absent(path))?;
            all.push_str(&format!("{}\n", sha256_bytes(&bytes)));
        }
        Ok(Some(sha256(&all)))
    }

    /// Whether anything was chosen, so that pages look other than before.
    pub(crate) fn are_chosen(&self) -> bool {
        self.paper.is_some() || !self.font.is_empty() || self.templates.is_some()
    }

    /// The same on another paper.
    pub(crate) fn renderer_on(&self, paper: PaperArg) -> Result<Renderer, Exit> {
        let overrides = self.templates.as_deref().map_or_else(|| Ok(BTreeMap::new()), read_templates)?;
        let mut fonts = FontSet::built_in();
        for path in &self.font {
            let name = path.display().to_string();
            let bytes = bytes_of(path)?.ok_or_else(|| absent(path))?;
            fonts = fonts.with_font(&name, bytes)?;
        }
        Ok(Renderer::new(Templates::new(&overrides)?, fonts, paper.paper()))
    }
}

fn read_templates(folder: &Path) -> Result<BTreeMap<String, String>, Exit> {
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

/// A file or folder that the user named, and that does not exist.
fn absent(path: &Path) -> Exit {
    Exit::World(format!(
        "cannot read `{}`: it does not exist\n  = help: check the path, which starts at this folder",
        path.display()
    ))
}

/// The formats to render, without repetition; JSON is no rendering.
pub(crate) fn formats(args: &[FormatArg]) -> Vec<Format> {
    let mut formats: Vec<Format> = args
        .iter()
        .filter_map(|f| match f {
            FormatArg::Md => Some(Format::Markdown),
            FormatArg::Pdf => Some(Format::Pdf),
            FormatArg::Json => None,
        })
        .collect();
    formats.sort();
    formats.dedup();
    formats
}

/// Files and the characters that no font at hand could print in them.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    pub(crate) missing: BTreeMap<String, Vec<char>>,
}

impl Rendered {
    /// Adds a document as files called `stem` with the ending of each format.
    pub(crate) fn add(
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
            self.files.insert(name, rendering.bytes);
        }
        Ok(())
    }
}

/// Reports characters that no font at hand can print in the file called `name`.
pub(crate) fn tell_missing(name: &str, missing: &[char], session: &mut Session) {
    let shown: Vec<String> =
        missing.iter().take(8).map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect();
    let finding = Diagnostic::new(
        &codes::MISSING_GLYPH,
        format!("no font at hand can print {} in `{name}`", shown.join(", ")),
    );
    session.sink.report(finding.in_file(name).help("name a font that has them: `--font FILE.ttf`"));
}
