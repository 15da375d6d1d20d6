//! The shape of a theme file.

use crate::yaml::{Field, Record, Shape};

/// A theme file.
pub static THEME: Record = Record {
    name: "theme",
    about: "The colours, fonts, logo and margins of PDF pages. `theme` in `panelkit.yaml` names the file. A key that is absent means what pages have without a theme.",
    fields: &[
        Field::may("colors", Shape::Record(&COLORS), "colours"),
        Field::may("fonts", Shape::Record(&THEME_FONTS), "fonts of the text"),
        Field::may("logo", Shape::Record(&LOGO), "a picture at the top right of the first page"),
        Field::may("margins", Shape::Record(&MARGINS), "the margins of every page, in millimetres"),
    ],
};

/// Colours.
pub(super) static COLORS: Record = Record {
    name: "set of colours",
    about: "Each is six hexadecimal digits after `#`, in quotes: `\"#1C222B\"`.",
    fields: &[
        Field::may("ink", Shape::Text, "running text"),
        Field::may("muted", Shape::Text, "secondary text: header, footer, lines under a heading"),
        Field::may("accent", Shape::Text, "headings of sections, labels, links, the bar beside a prompt"),
        Field::may("warning", Shape::Text, "the label of a warning and the bar beside it"),
        Field::may("line", Shape::Text, "lines to write on, and the edges of boxes to tick"),
        Field::may("rule", Shape::Text, "thin lines between the rows of a table"),
        Field::may("shade", Shape::Text, "the background of boxes and of the headers of tables"),
        Field::may("code", Shape::Text, "the background of code"),
        Field::may("bar", Shape::Text, "the bars behind numbers in a certificate"),
    ],
};

/// Fonts.
pub(super) static THEME_FONTS: Record = Record {
    name: "set of fonts",
    about: "Each is the path of a font file (TTF or OTF) inside the workspace. A style without a file uses the built-in font, and so does a character that the file lacks.",
    fields: &[
        Field::may("regular", Shape::Text, "upright text"),
        Field::may("bold", Shape::Text, "bold text and headings"),
        Field::may("italic", Shape::Text, "italic text"),
        Field::may("bold_italic", Shape::Text, "bold italic text"),
        Field::may("mono", Shape::Text, "code"),
    ],
};

/// A logo.
pub(super) static LOGO: Record = Record {
    name: "logo",
    about: "It is printed on the first page of kits, packs, preparations and certificates.",
    fields: &[
        Field::must("file", Shape::Text, "path of a PNG or SVG file inside the workspace"),
        Field::must("alt", Shape::Text, "what a screen reader says for it, such as the name of the company"),
        Field::may("height", Shape::Int(4, 10), "height on paper in millimetres; 9 if absent"),
    ],
};

/// Margins.
pub(super) static MARGINS: Record = Record {
    name: "set of margins",
    about: "Header and footer stay in the margins at top and bottom. The bounds leave room for both, and for the widest table.",
    fields: &[
        Field::may("top", Shape::Int(20, 40), "23 if absent"),
        Field::may("bottom", Shape::Int(20, 40), "21 if absent"),
        Field::may("left", Shape::Int(12, 35), "18 if absent"),
        Field::may("right", Shape::Int(12, 35), "18 if absent"),
    ],
};
