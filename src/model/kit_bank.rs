//! The banks of a kit.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The bank of a kit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitBank {
    /// Id.
    pub id: String,
    /// Digest of its content when the kit was drawn.
    pub digest: String,
    /// Title.
    pub title: String,
    /// Licence of the content.
    pub license: Option<String>,
}

/// The digest `only` if `banks` is empty; otherwise the ids and digests of the banks.
pub(super) fn sources(only: &str, banks: &[KitBank]) -> String {
    let all: Vec<String> = banks.iter().map(|bank| format!("{} {}", bank.id, bank.digest)).collect();
    if all.is_empty() { only.to_owned() } else { all.join(", ") }
}
