//! The shape of `panelkit.yaml`.

use super::role::LINTS;
use crate::yaml::{Field, Record, Shape};

/// `panelkit.yaml`.
pub static SETTINGS: Record = Record {
    name: "workspace",
    about: "What holds for every command in a workspace. The file is at the top of the workspace, beside `kits/`, and may be absent.",
    fields: &[
        Field::may(
            "paper",
            Shape::OneOf(&["a4", "letter"]),
            "the paper of all PDF pages; `--paper` of a command wins; if absent, the paper of the pages on disk or else A4",
        ),
        Field::may(
            "fonts",
            Shape::List(&Shape::Text, 0),
            "paths of fonts (TTF or OTF) inside the workspace, for characters that the built-in fonts lack; a command with `--font` uses its own fonts instead",
        ),
        Field::may(
            "theme",
            Shape::Text,
            "path of a theme file inside the workspace: colours, fonts, logo and margins of all PDF pages",
        ),
        Field::may(
            "jurisdictions",
            Shape::List(&Shape::Id, 0),
            "places whose legal lints apply to every opening that names none itself, such as `us-tx`",
        ),
        Field::may("lints", Shape::Record(&LINTS), "levels of lints in this workspace"),
        Field::may(
            "retain",
            Shape::Text,
            "how long records are kept; printed on the pages of `panelkit record`",
        ),
    ],
};
