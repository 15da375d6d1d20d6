//! Choices about the layout of a page, other than paper, fonts and templates.

use serde::{Deserialize, Serialize};

/// The sizes of text that large print has, in points.
pub const TEXT_SIZES: [u8; 3] = [12, 16, 18];

/// How a page is laid out. The default is what a command writes if it names no choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// One page for each question of a pack, for people who type.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub compact: bool,
    /// The size of running text in a pack, one of [`TEXT_SIZES`]; 0 for the usual size.
    #[serde(skip_serializing_if = "is_usual", default)]
    pub text_size: u8,
    /// A PDF without fields.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub flat: bool,
    /// The Markdown of a kit as one file for each round.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub split: bool,
}

impl Layout {
    /// Whether it is the default.
    pub fn is_usual(&self) -> bool {
        *self == Layout::default()
    }

    /// Whether a page can be laid out like this.
    pub fn is_sound(&self) -> bool {
        self.text_size == 0 || TEXT_SIZES.contains(&self.text_size)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_usual(size: &u8) -> bool {
    *size == 0
}
