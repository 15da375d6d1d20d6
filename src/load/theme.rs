//! Reads a theme file: the colours, fonts, logo and margins of pages. Checks that its colours can be read on paper.

use std::sync::Arc;

use super::files::{Workspace, source};
use super::named_file::{What, font, named_file};
use super::shapes;
use crate::diag::{Code, Diagnostic, Reported, Sink, codes};
use crate::model::{Colors, Logo, Margins, Rgb, Theme, ThemeFont, ThemeFonts};
use crate::text::{Place, Source};
use crate::yaml::{Doc, Map, Shape, Text, conform, parse};

/// Limits of the sizes of a theme file and of a logo, in bytes.
const LARGEST_THEME: u64 = 64 * 1024;
const LARGEST_LOGO: u64 = 4 * 1024 * 1024;
/// The height of a logo that names none, in millimetres.
const LOGO_HEIGHT: u8 = 9;

/// The least contrast of text, and of lines to write on and the edges of boxes.
const TEXT: f64 = 4.5;
const EDGE: f64 = 3.0;

/// A theme, and where its file names the files that it uses.
#[derive(Clone, Debug)]
pub struct ReadTheme {
    /// The theme.
    pub theme: Theme,
    /// The places of the paths, by key: `regular`, `logo` and so on.
    pub places: Vec<(&'static str, Place)>,
}

impl ReadTheme {
    /// The place of the path of a file; `None` if the theme does not name it.
    pub fn place(&self, key: &str) -> Option<&Place> {
        self.places.iter().find(|(name, _)| *name == key).map(|(_, place)| place)
    }
}

/// Reads the theme that `panelkit.yaml` names.
///
/// # Errors
/// [`Reported`] if the file or a file that it names is not in the workspace or cannot be read, if a value is wrong, or if
/// a text would be hard to read.
pub(super) fn theme(named: &Text, workspace: &Workspace, sink: &mut Sink) -> Result<ReadTheme, Reported> {
    let what = What { code: &codes::BAD_THEME, name: "theme", example: "house.yaml", limit: LARGEST_THEME };
    let file = named_file(named, &what, workspace, sink)?;
    let source = source(&file.path, file.bytes, sink)?;
    read(&source, workspace, sink)
}

fn read(source: &Arc<Source>, workspace: &Workspace, sink: &mut Sink) -> Result<ReadTheme, Reported> {
    let mark = sink.errors();
    let root = parse(source, sink)?;
    conform(&root, &Shape::Record(&shapes::THEME), source, sink);
    sink.stop_if_worse_than(mark)?;
    let map = Doc::new(source, &root).root();
    let mut places = Vec::new();
    let theme = Theme {
        colors: map.map("colors").map(|map| colors(&map, sink)).unwrap_or_default(),
        fonts: map.map("fonts").map(|map| fonts(&map, &mut places, workspace, sink)).unwrap_or_default(),
        logo: map.map("logo").and_then(|map| logo(&map, &mut places, workspace, sink)),
        margins: map.map("margins").map(|map| margins(&map)).unwrap_or_default(),
    };
    sink.stop_if_worse_than(mark)?;
    Ok(ReadTheme { theme, places })
}

/// Reads the colours, and checks their contrast if all of them are colours.
fn colors(map: &Map<'_>, sink: &mut Sink) -> Colors {
    let (mark, mut colors) = (sink.errors(), Colors::default());
    for (key, _) in Colors::default().named() {
        let (Some(text), Some(color)) = (map.text(key), colors.named_mut(key)) else { continue };
        match Rgb::read(&text.value) {
            Some(read) => *color = read,
            None => {
                let message = format!("`{}` is not a colour", text.value);
                let finding = Diagnostic::new(&codes::BAD_THEME, message).at(&text.place, "this colour");
                sink.report(finding.help("write six hexadecimal digits after `#`, in quotes: \"#0F4C75\""));
            }
        }
    }
    if sink.errors() == mark {
        contrasts(&colors, map, sink);
    }
    colors
}

/// Two colours that meet on a page, by their keys; `None` for the white of the paper.
struct Pair {
    fore: &'static str,
    back: Option<&'static str>,
    /// What has the first colour, and what the second.
    what: &'static str,
}

impl Pair {
    /// The contrast that the two colours need (WCAG 2.2, 1.4.3 and 1.4.11).
    fn least(&self) -> f64 {
        if self.fore == "line" { EDGE } else { TEXT }
    }
}

const fn pair(fore: &'static str, back: Option<&'static str>, what: &'static str) -> Pair {
    Pair { fore, back, what }
}

const PAIRS: [Pair; 9] = [
    pair("ink", None, "running text on the paper"),
    pair("ink", Some("shade"), "text in a box"),
    pair("ink", Some("code"), "code on its background"),
    pair("ink", Some("bar"), "a number on a bar"),
    pair("muted", None, "header, footer and lines under a heading on the paper"),
    pair("accent", None, "headings, labels and links on the paper"),
    pair("accent", Some("shade"), "the header of a table on its background"),
    pair("warning", Some("shade"), "the label of a warning in its box"),
    pair("line", None, "lines to write on and the edges of boxes on the paper"),
];

/// Reports colours that are too close to what is behind them. Text that cannot be read is an error; faint lines are a
/// warning.
fn contrasts(colors: &Colors, map: &Map<'_>, sink: &mut Sink) {
    for pair in PAIRS {
        let (fore, back, what, least) = (pair.fore, pair.back, pair.what, pair.least());
        let code: &Code = if fore == "line" { &codes::FAINT_LINES } else { &codes::LOW_CONTRAST };
        let (front, behind) = (color(colors, fore), back.map_or(Rgb::WHITE, |back| color(colors, back)));
        let ratio = front.contrast(behind);
        // Only a colour of the file can be at fault: the built-in ones have enough contrast with each other.
        let place = |key: &str| map.text(key).map(|text| text.place);
        let named = place(fore).or_else(|| back.and_then(place)).filter(|_| ratio < least);
        let Some(place) = named else { continue };
        let against = back.map_or_else(|| "white".to_owned(), |back| format!("`{back}` {}", behind.hex()));
        // Rounded down, so that no ratio below the limit is shown as the limit.
        let shown = (ratio * 10.0).floor() / 10.0;
        let message = format!("`{fore}` {} has a contrast of {shown:.1} to 1 with {against}", front.hex());
        let label = format!("{what}: at least {least} to 1");
        let help = match better(&pair, colors, map) {
            Some((key, color)) => {
                format!("write `{key}: \"{}\"`, or another colour with enough contrast", color.hex())
            }
            None => match back {
                Some(back) => format!("write a darker `{fore}` and a lighter `{back}`"),
                None => format!("write a darker `{fore}`"),
            },
        };
        sink.report(Diagnostic::new(code, message).at(&place, label).help(help));
    }
}

fn color(colors: &Colors, key: &str) -> Rgb {
    colors.named().iter().find(|(name, _)| *name == key).map_or(Rgb::WHITE, |(_, it)| *it)
}

/// A colour of the file with its key that makes a pair readable, and is readable in all its other pairs too: a darker first
/// colour or a lighter second one. `None` if no change of one colour is enough.
fn better(pair: &Pair, colors: &Colors, map: &Map<'_>) -> Option<(&'static str, Rgb)> {
    let with = |key: &'static str, it: Rgb| {
        let mut changed = *colors;
        *changed.named_mut(key)? = it;
        Some(changed)
    };
    let is_enough = |key: &'static str, it: Rgb| {
        let Some(changed) = with(key, it) else { return false };
        let mut pairs = PAIRS.iter().filter(|pair| pair.fore == key || pair.back == Some(key));
        pairs.all(|pair| {
            let behind = pair.back.map_or(Rgb::WHITE, |back| color(&changed, back));
            color(&changed, pair.fore).contrast(behind) >= pair.least()
        })
    };
    let keys = [(Some(pair.fore), Rgb::BLACK), (pair.back, Rgb::WHITE)];
    keys.into_iter().find_map(|(key, end)| {
        let key = key.filter(|key| map.text(key).is_some())?;
        Some((key, color(colors, key).towards(end, |it| is_enough(key, it))?))
    })
}

fn fonts(
    map: &Map<'_>,
    places: &mut Vec<(&'static str, Place)>,
    workspace: &Workspace,
    sink: &mut Sink,
) -> ThemeFonts {
    let mut read = |key: &'static str| {
        let file = font(&map.text(key)?, workspace, sink).ok()?;
        places.push((key, file.place));
        Some(ThemeFont { name: file.path, bytes: file.bytes.into() })
    };
    ThemeFonts {
        regular: read("regular"),
        bold: read("bold"),
        italic: read("italic"),
        bold_italic: read("bold_italic"),
        mono: read("mono"),
    }
}

fn logo(
    map: &Map<'_>,
    places: &mut Vec<(&'static str, Place)>,
    workspace: &Workspace,
    sink: &mut Sink,
) -> Option<Logo> {
    let what = What { code: &codes::BAD_THEME, name: "logo", example: "house/logo.svg", limit: LARGEST_LOGO };
    let file = named_file(&map.text("file")?, &what, workspace, sink).ok()?;
    places.push(("logo", file.place));
    let height = map.int("height").and_then(|height| u8::try_from(height).ok()).unwrap_or(LOGO_HEIGHT);
    let alt = map.text("alt").map(|alt| alt.value).unwrap_or_default();
    Some(Logo { name: file.path, bytes: file.bytes.into(), alt, height })
}

fn margins(map: &Map<'_>) -> Margins {
    let usual = Margins::default();
    let side = |key, usual| map.int(key).and_then(|it| u8::try_from(it).ok()).unwrap_or(usual);
    Margins {
        top: side("top", usual.top),
        bottom: side("bottom", usual.bottom),
        left: side("left", usual.left),
        right: side("right", usual.right),
    }
}

#[cfg(test)]
mod tests {
    use super::super::files::Workspace;
    use super::super::memory::Memory;
    use crate::diag::Sink;
    use crate::model::Rgb;

    fn read(text: &str) -> (Option<super::ReadTheme>, Vec<String>) {
        let mut files = Memory::new();
        files.insert("panelkit.yaml", "theme: house.yaml\n");
        files.insert("house.yaml", text);
        files.insert("logo.svg", "<svg/>");
        let mut sink = Sink::new();
        let read = crate::load::settings(&Workspace::of(files), &mut sink).ok();
        let shown = |d: &&crate::diag::Diagnostic| {
            let at = d.primary.as_ref().map(|label| label.place.link()).unwrap_or_default();
            format!("{at}: {} [{}] {}", d.message, d.code.id, d.help.join("; "))
        };
        (read.and_then(|it| it.theme), sink.sorted().iter().map(shown).collect())
    }

    #[test]
    fn every_key_is_read() {
        let text = "colors: { ink: \"#000000\", accent: \"#7A1F1F\" }\nlogo: { file: logo.svg, alt: Brightline, height: 6 }\nmargins: { top: 30, right: 12 }\n";
        let (read, found) = read(text);
        assert!(found.is_empty(), "{found:?}");
        let read = read.expect("a theme");
        assert_eq!((read.theme.colors.accent, read.theme.colors.ink), (Rgb(0x7A, 0x1F, 0x1F), Rgb(0, 0, 0)));
        let logo = read.theme.logo.as_ref().expect("a logo");
        assert_eq!((logo.alt.as_str(), logo.height, &*logo.bytes), ("Brightline", 6, &b"<svg/>"[..]));
        assert_eq!((read.theme.margins.top, read.theme.margins.right, read.theme.margins.left), (30, 12, 18));
        assert_eq!(read.place("logo").map(crate::text::Place::link).as_deref(), Some("house.yaml:2:15"));
    }

    #[test]
    fn a_wrong_value_is_an_error_with_its_line() {
        for (text, expected) in [
            ("colors:\n  ink: red\n", "house.yaml:2:8: `red` is not a colour [bad-theme] write six"),
            ("colours: {}\n", "house.yaml:1:1"),
            ("margins: { left: 5 }\n", "house.yaml:1:18"),
            (
                "logo: { file: x.png, alt: X }\n",
                "house.yaml:1:15: the logo `x.png` does not exist [bad-theme]",
            ),
            (
                "fonts: { bold: ../b.ttf }\n",
                "house.yaml:1:16: the font `../b.ttf` leads out of the workspace [bad-font]",
            ),
            (
                "colors:\n  muted: \"#999999\"\n",
                "house.yaml:2:10: `muted` #999999 has a contrast of 2.8 to 1 with white [low-contrast] write `muted: \"#757575\"`",
            ),
            (
                "colors: { shade: \"#777777\" }\n",
                "house.yaml:1:18: `ink` #1C222B has a contrast of 3.5 to 1 with `shade` #777777 [low-contrast] write `shade: \"#",
            ),
        ] {
            let (read, found) = read(text);
            assert!(read.is_none(), "{text}");
            assert!(found.iter().any(|it| it.starts_with(expected)), "{text}: {found:?}");
        }
    }

    #[test]
    fn faint_lines_are_a_warning() {
        let (read, found) = read("colors:\n  line: \"#BBBBBB\"\n");
        assert!(read.is_some());
        assert_eq!(found.len(), 1, "{found:?}");
        let expected = "house.yaml:2:9: `line` #BBBBBB has a contrast of 1.9 to 1 with white [faint-lines] write `line: \"#";
        assert!(found[0].starts_with(expected), "{found:?}");
    }

    #[test]
    fn what_a_finding_advises_is_enough_for_all_that_the_colour_is_for() {
        for wrong in [
            // Black text would not be readable on this shade either, so the shade must change.
            "ink: \"#111111\"\n  shade: \"#333333\"",
            "accent: \"#AAAAAA\"",
            "accent: \"#6B6B6B\"\n  shade: \"#DDDDDD\"",
            "bar: \"#444444\"\n  code: \"#222222\"",
            "line: \"#BBBBBB\"\n  warning: \"#CCCCCC\"",
        ] {
            let mut text = format!("colors:\n  {wrong}\n");
            for _ in 0..4 {
                let (_, found) = read(&text);
                let Some(first) = found.first() else { break };
                let advice =
                    first.split("write `").nth(1).and_then(|rest| rest.split('`').next()).expect(first);
                let key = advice.split(':').next().expect("a key");
                let line = text.lines().find(|line| line.trim().starts_with(&format!("{key}:"))).expect(key);
                text = text.replace(line, &format!("  {advice}"));
                let (_, left) = read(&text);
                let again = left.iter().any(|finding| finding.contains(&format!("`{key}` #")));
                assert!(!again, "{wrong}: {first}, but then {left:?}");
            }
            assert_eq!(read(&text).1, Vec::<String>::new(), "{wrong}");
        }
    }
}
