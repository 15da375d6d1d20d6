//! The theme of pages, ready to be drawn.

use super::logo::Art;
use super::logo_error::LogoError;
use crate::model::{Logo, Theme};

/// A theme with its logo, ready to be drawn. The default is what pages have without a theme.
#[derive(Debug, Default)]
pub struct Look {
    theme: Theme,
    art: Option<Art>,
}

impl Look {
    /// Reads the logo of a theme.
    ///
    /// # Errors
    /// [`LogoError`] if the logo cannot be printed.
    pub fn new(theme: Theme) -> Result<Look, LogoError> {
        let art = theme.logo.as_ref().map(|logo| Art::read(&logo.bytes)).transpose()?;
        Ok(Look { theme, art })
    }

    /// The theme.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// The logo, if the theme has one.
    pub(super) fn logo(&self) -> Option<(&Logo, &Art)> {
        self.theme.logo.as_ref().zip(self.art.as_ref())
    }
}
