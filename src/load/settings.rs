//! Reads `panelkit.yaml`: what holds for every command in a workspace.

use std::sync::Arc;

use super::files::Workspace;
use super::lints::lints;
use super::named_file::{Named, font};
use super::shapes;
use super::theme::{ReadTheme, theme};
use crate::diag::{Reported, Sink};
use crate::model::{Id, LintSetting};
use crate::text::{Place, Source};
use crate::yaml::{Doc, Shape, conform, parse};

/// The name of the file, at the top of a workspace.
pub const SETTINGS: &str = "panelkit.yaml";

/// What `panelkit.yaml` says. Without the file, it says nothing.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The paper of PDF pages: `a4` or `letter`.
    pub paper: Option<String>,
    /// The fonts for characters that the built-in ones lack, in their order.
    pub fonts: Vec<SettingsFont>,
    /// The theme of the pages; `None` if the file names none.
    pub theme: Option<ReadTheme>,
    /// How long records are kept, in the words of the file.
    pub retain: Option<String>,
    /// Places whose legal lints apply to every opening that names none.
    pub jurisdictions: Vec<Id>,
    /// The levels of lints, in the order of the file.
    pub lints: Vec<LintSetting>,
}

/// A font file that `panelkit.yaml` names.
#[derive(Clone, Debug)]
pub struct SettingsFont {
    /// Its path in the workspace, as written.
    pub path: String,
    /// Where it is named.
    pub place: Place,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Reads the settings of a workspace, and the fonts and the theme that they name.
///
/// # Errors
/// [`Reported`] if the file or the theme has an error, or if a file that they name is not in the workspace or cannot be
/// read.
pub fn settings(workspace: &Workspace, sink: &mut Sink) -> Result<Settings, Reported> {
    let path = workspace.root().join(SETTINGS);
    if workspace.kind(&path).is_none() {
        return Ok(Settings::default());
    }
    let source = workspace.read(&path, sink)?;
    read(&source, workspace, sink)
}

fn read(source: &Arc<Source>, workspace: &Workspace, sink: &mut Sink) -> Result<Settings, Reported> {
    let mark = sink.errors();
    let root = parse(source, sink)?;
    conform(&root, &Shape::Record(&shapes::SETTINGS), source, sink);
    sink.stop_if_worse_than(mark)?;
    let map = Doc::new(source, &root).root();
    let read = |named| {
        let Named { path, place, bytes } = font(&named, workspace, sink).ok()?;
        Some(SettingsFont { path, place, bytes })
    };
    let fonts = map.texts("fonts").into_iter().filter_map(read).collect();
    let theme = map.text("theme").map(|named| theme(&named, workspace, sink)).transpose()?;
    sink.stop_if_worse_than(mark)?;
    Ok(Settings {
        paper: map.text("paper").map(|paper| paper.value),
        fonts,
        theme,
        retain: map.text("retain").map(|retain| retain.value),
        jurisdictions: map.texts("jurisdictions").iter().filter_map(|text| Id::new(&text.value)).collect(),
        lints: lints(map),
    })
}

#[cfg(test)]
mod tests {
    use super::settings;
    use crate::diag::Sink;
    use crate::load::{Memory, Workspace};
    use crate::model::Id;

    fn read(text: &str) -> (Option<super::Settings>, Vec<String>) {
        let mut files = Memory::new();
        files.insert("panelkit.yaml", text);
        files.insert("fonts/a.ttf", "not a font");
        files.insert("house.yaml", "margins: { left: 30 }\n");
        let mut sink = Sink::new();
        let read = settings(&Workspace::of(files), &mut sink).ok();
        let shown = |d: &&crate::diag::Diagnostic| {
            let at = d.primary.as_ref().map(|label| label.place.link()).unwrap_or_default();
            format!("{at}: {}", d.message)
        };
        (read, sink.sorted().iter().map(shown).collect())
    }

    #[test]
    fn every_key_is_read() {
        let (read, found) = read(
            "paper: letter\nfonts: [fonts/a.ttf]\ntheme: house.yaml\njurisdictions: [us-tx, gb]\nretain: \"six months\"\n",
        );
        let read = read.expect("valid");
        assert_eq!(
            (read.paper.as_deref(), read.fonts[0].bytes.as_slice()),
            (Some("letter"), &b"not a font"[..])
        );
        assert_eq!(read.jurisdictions.iter().map(Id::as_str).collect::<Vec<_>>(), ["us-tx", "gb"]);
        assert_eq!(read.theme.expect("a theme").theme.margins.left, 30);
        assert_eq!(read.retain.as_deref(), Some("six months"));
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn a_wrong_value_is_an_error_with_its_line() {
        let cases = [
            ("paper: a5\n", "panelkit.yaml:1:8"),
            ("papier: a4\n", "panelkit.yaml:1:1"),
            (
                "paper: a4\nfonts: [../a.ttf]\n",
                "panelkit.yaml:2:9: the font `../a.ttf` leads out of the workspace",
            ),
            ("fonts:\n  - /a.ttf\n", "panelkit.yaml:2:5: the font `/a.ttf` leads out of the workspace"),
            (
                "fonts:\n  - fonts/a.ttf\n  - fonts/b.ttf\n",
                "panelkit.yaml:3:5: the font `fonts/b.ttf` does not exist",
            ),
        ];
        for (text, expected) in cases {
            let (read, found) = read(text);
            assert!(read.is_none(), "{text}");
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].starts_with(expected), "{found:?}");
        }
    }
}
