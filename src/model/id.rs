//! Ids: kebab-case names that people choose.

use std::fmt;
use std::sync::Arc;

use crate::text::is_id;

/// A kebab-case id of at most 64 characters. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// The id; `None` if `text` is not an id.
    pub fn new(text: &str) -> Option<Id> {
        is_id(text).then(|| Id(text.into()))
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl serde::Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_kebab_case_is_an_id() {
        for good in ["a", "api-design", "2026-q1", &"x".repeat(64)] {
            assert!(Id::new(good).is_some(), "{good}");
        }
        for bad in ["", "-", "a-", "a--b", "A", "../x", "CON", "a b", "é", &"x".repeat(65)] {
            assert!(Id::new(bad).is_none(), "{bad}");
        }
    }
}
