//! The theme of a workspace: the colours, fonts, logo and margins of its pages, as plain data.
//!
//! Renderers read it; `load` makes it from the theme file of a workspace. The default is what pages have without one.

use std::sync::Arc;

use super::digest::{sha256, sha256_bytes};

/// Colours, fonts, logo and margins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Theme {
    /// The colours.
    pub colors: Colors,
    /// The font files that replace the built-in fonts of a style.
    pub fonts: ThemeFonts,
    /// What is printed at the top of the first page; `None` for nothing.
    pub logo: Option<Logo>,
    /// The margins of a page.
    pub margins: Margins,
}

/// A colour: red, green and blue, from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// The colours of a page, by what they are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colors {
    /// Running text.
    pub ink: Rgb,
    /// Secondary text: header, footer, by-lines.
    pub muted: Rgb,
    /// Headings of sections, labels, links, the bar of a prompt.
    pub accent: Rgb,
    /// The label and the bar of a warning.
    pub warning: Rgb,
    /// Lines to write on, and the edges of boxes to tick.
    pub line: Rgb,
    /// Thin lines between the rows of a table.
    pub rule: Rgb,
    /// The background of boxes and of the headers of tables.
    pub shade: Rgb,
    /// The background of code.
    pub code: Rgb,
    /// The bars behind numbers.
    pub bar: Rgb,
}

impl Default for Colors {
    fn default() -> Colors {
        Colors {
            ink: Rgb(0x1C, 0x22, 0x2B),
            muted: Rgb(0x5A, 0x65, 0x72),
            // Dark enough to read as black on a grey printer.
            accent: Rgb(0x0F, 0x4C, 0x75),
            warning: Rgb(0x33, 0x3B, 0x46),
            // 3.3 to 1 against white, so that a grey printer shows them.
            line: Rgb(0x87, 0x8E, 0x96),
            rule: Rgb(0xD3, 0xD9, 0xE0),
            shade: Rgb(0xF2, 0xF5, 0xF8),
            code: Rgb(0xE6, 0xEA, 0xEF),
            // Light enough for the number to be read on a grey printer.
            bar: Rgb(0xC9, 0xDC, 0xE9),
        }
    }
}

impl Colors {
    /// Each colour with its key in a theme file.
    pub fn named(&self) -> [(&'static str, Rgb); 9] {
        [
            ("ink", self.ink),
            ("muted", self.muted),
            ("accent", self.accent),
            ("warning", self.warning),
            ("line", self.line),
            ("rule", self.rule),
            ("shade", self.shade),
            ("code", self.code),
            ("bar", self.bar),
        ]
    }

    /// The colour with a key of a theme file; `None` if there is no such key.
    pub fn named_mut(&mut self, key: &str) -> Option<&mut Rgb> {
        Some(match key {
            "ink" => &mut self.ink,
            "muted" => &mut self.muted,
            "accent" => &mut self.accent,
            "warning" => &mut self.warning,
            "line" => &mut self.line,
            "rule" => &mut self.rule,
            "shade" => &mut self.shade,
            "code" => &mut self.code,
            "bar" => &mut self.bar,
            _ => return None,
        })
    }
}

impl Rgb {
    /// The colour of the paper.
    pub const WHITE: Rgb = Rgb(255, 255, 255);
    /// The darkest colour.
    pub const BLACK: Rgb = Rgb(0, 0, 0);

    /// Reads `#1C222B`; `None` for any other text.
    pub fn read(text: &str) -> Option<Rgb> {
        let digits = text.strip_prefix('#').filter(|it| it.len() == 6 && it.is_ascii())?;
        let part = |at: usize| {
            let two = &digits[at..at + 2];
            u8::from_str_radix(two, 16).ok().filter(|_| two.bytes().all(|byte| byte.is_ascii_hexdigit()))
        };
        Some(Rgb(part(0)?, part(2)?, part(4)?))
    }

    /// The colour as it is written in a theme file and in CSS: `#1C222B`.
    pub fn hex(self) -> String {
        format!("#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }

    /// The contrast with another colour, from 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The relative luminance, from 0 to 1 (WCAG 2.2).
    fn luminance(self) -> f64 {
        let part = |n: u8| {
            let n = f64::from(n) / 255.0;
            if n <= 0.04045 { n / 12.92 } else { ((n + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(self.0) + 0.7152 * part(self.1) + 0.0722 * part(self.2)
    }

    /// The first colour on the way to `end` that is good enough, in steps of a hundredth; `None` if none is.
    pub fn towards(self, end: Rgb, is_enough: impl Fn(Rgb) -> bool) -> Option<Rgb> {
        let mix = |from: u8, to: u8, step: u16| {
            let (from, to) = (u16::from(from), u16::from(to));
            ((from * (100 - step) + to * step) / 100) as u8
        };
        let at = |step| Rgb(mix(self.0, end.0, step), mix(self.1, end.1, step), mix(self.2, end.2, step));
        (0..=100).map(at).find(|color| is_enough(*color))
    }
}

/// A font file.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeFont {
    /// Its path in the workspace.
    pub name: String,
    /// The file: one TrueType or OpenType font.
    pub bytes: Arc<[u8]>,
}

/// The font of each style; `None` for the built-in one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThemeFonts {
    /// Upright text.
    pub regular: Option<ThemeFont>,
    /// Bold text.
    pub bold: Option<ThemeFont>,
    /// Italic text.
    pub italic: Option<ThemeFont>,
    /// Bold italic text.
    pub bold_italic: Option<ThemeFont>,
    /// Code and logs, in which columns must be aligned.
    pub mono: Option<ThemeFont>,
}

impl ThemeFonts {
    /// The fonts with their keys in a theme file.
    pub fn named(&self) -> [(&'static str, Option<&ThemeFont>); 5] {
        [
            ("regular", self.regular.as_ref()),
            ("bold", self.bold.as_ref()),
            ("italic", self.italic.as_ref()),
            ("bold_italic", self.bold_italic.as_ref()),
            ("mono", self.mono.as_ref()),
        ]
    }
}

/// A picture at the top of the first page.
#[derive(Clone, Debug, PartialEq)]
pub struct Logo {
    /// Its path in the workspace.
    pub name: String,
    /// The file: PNG or SVG.
    pub bytes: Arc<[u8]>,
    /// What a screen reader says for it.
    pub alt: String,
    /// Its height on paper, in millimetres.
    pub height: u8,
}

/// The margins of a page around its text, in millimetres. Header and footer are in the margins at top and bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Margins {
    pub top: u8,
    pub bottom: u8,
    pub left: u8,
    pub right: u8,
}

impl Default for Margins {
    fn default() -> Margins {
        Margins { top: 23, bottom: 21, left: 18, right: 18 }
    }
}

impl Theme {
    /// A digest of everything that changes a page. Themes that give the same pages have the same digest.
    pub fn digest(&self) -> String {
        let mut all = String::new();
        for (key, color) in self.colors.named() {
            all.push_str(&format!("{key} {}\n", color.hex()));
        }
        for (key, font) in self.fonts.named() {
            all.extend(font.map(|font| format!("{key} {}\n", sha256_bytes(&font.bytes))));
        }
        if let Some(logo) = &self.logo {
            all.push_str(&format!("logo {} {} {}\n", sha256_bytes(&logo.bytes), logo.height, logo.alt));
        }
        let Margins { top, bottom, left, right } = self.margins;
        all.push_str(&format!("margins {top} {bottom} {left} {right}\n"));
        sha256(&all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let ratio = |a: &str, b: Rgb| Rgb::read(a).map(|a| (a.contrast(b) * 100.0).round() / 100.0);
        assert_eq!(ratio("#000000", Rgb::WHITE), Some(21.0));
        assert_eq!(ratio("#FFFFFF", Rgb::WHITE), Some(1.0));
        // The grey that is known as the lightest for text on white.
        assert_eq!(ratio("#767676", Rgb::WHITE), Some(4.54));
        assert_eq!(ratio("#777777", Rgb::WHITE), Some(4.48));
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        assert_eq!(Rgb::read("#0f4C75"), Some(Rgb(0x0F, 0x4C, 0x75)));
        for wrong in ["0F4C75", "#0F4C7", "#0F4C755", "#0F4C7G", "#+F4C75", "#é4C75", "red", ""] {
            assert_eq!(Rgb::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_suggested_colour_has_the_contrast() {
        for color in [Rgb(255, 200, 0), Rgb(200, 200, 200), Rgb(255, 255, 255)] {
            let darker =
                color.towards(Rgb::BLACK, |it| it.contrast(Rgb::WHITE) >= 4.5).expect("black has it");
            assert!(darker.contrast(Rgb::WHITE) >= 4.5);
        }
        let ink = Colors::default().ink;
        let lighter =
            Rgb(90, 90, 90).towards(Rgb::WHITE, |it| it.contrast(ink) >= 4.5).expect("white has it");
        assert!(lighter.contrast(ink) >= 4.5);
        assert_eq!(Rgb(90, 90, 90).towards(Rgb::BLACK, |it| it.contrast(ink) >= 4.5), None);
    }

    #[test]
    fn the_default_colours_have_enough_contrast_and_a_digest_covers_all() {
        let colors = Colors::default();
        assert!(colors.line.contrast(Rgb::WHITE) >= 3.0 && colors.muted.contrast(colors.shade) >= 4.5);
        let usual = Theme::default();
        let mut others = vec![usual.digest()];
        for (key, _) in colors.named() {
            let mut other = usual.clone();
            *other.colors.named_mut(key).expect("a key") = Rgb(1, 2, 3);
            others.push(other.digest());
        }
        others.push(Theme { margins: Margins { left: 30, ..Margins::default() }, ..usual }.digest());
        others.sort();
        others.dedup();
        assert_eq!(others.len(), 11);
    }
}
