//! Today, from the clock or from `SOURCE_DATE_EPOCH`. No other file reads the clock for a result.

use std::time::{SystemTime, UNIX_EPOCH};

use panelkit::store::Fault;

use super::exit::Exit;

/// Seconds in a day.
const DAY: u64 = 86_400;

/// Today in UTC, as `2026-05-21`.
///
/// # Errors
/// [`Fault::Request`] when `SOURCE_DATE_EPOCH` is not a number of seconds, [`Fault::World`] when the clock is wrong.
pub(super) fn today() -> Result<String, Exit> {
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text.trim().parse::<u64>().map_err(|_| {
            Fault::Request(format!(
                "`SOURCE_DATE_EPOCH` is `{text}`, which is not a number of seconds\n  = help: set it to the seconds since 1970, or unset it"
            ))
        })?,
        Err(_) => SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_err(|e| Fault::World(format!("the clock of this machine is before 1970: {e}")))?
            .as_secs(),
    };
    let days = i32::try_from(seconds / DAY).ok().and_then(chrono::NaiveDate::from_epoch_days);
    let days = days.ok_or_else(|| Fault::Request("the day is out of range".to_owned()))?;
    Ok(days.to_string())
}

/// Reads a day.
pub(super) fn day(text: &str) -> Result<String, String> {
    let day = text.parse::<chrono::NaiveDate>();
    day.map(|day| day.to_string()).map_err(|_| "write a day as `2026-05-21`".to_owned())
}
