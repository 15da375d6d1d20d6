//! Today, from the clock or from `SOURCE_DATE_EPOCH`. No other file reads the clock for a result.

use panelkit::store::Fault;

use super::exit::Exit;

/// Seconds in a day.
const DAY: u64 = 86_400;

/// Today at this place, as `2026-05-21`. With `SOURCE_DATE_EPOCH` it is that day in UTC.
///
/// # Errors
/// [`Fault::Request`] when `SOURCE_DATE_EPOCH` is not a number of seconds.
pub(super) fn today() -> Result<String, Exit> {
    let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") else {
        return Ok(chrono::Local::now().date_naive().to_string());
    };
    let seconds = text.trim().parse::<u64>().map_err(|_| {
        Fault::Request(format!(
            "`SOURCE_DATE_EPOCH` is `{text}`, which is not a number of seconds\n  = help: set it to the seconds since 1970, or unset it"
        ))
    })?;
    let days = i32::try_from(seconds / DAY).ok().and_then(chrono::NaiveDate::from_epoch_days);
    let days = days.ok_or_else(|| Fault::Request("the day is out of range".to_owned()))?;
    Ok(days.to_string())
}

/// Reads a day.
pub(super) fn day(text: &str) -> Result<String, String> {
    let day = text.parse::<chrono::NaiveDate>();
    day.map(|day| day.to_string()).map_err(|_| "write a day as `2026-05-21`".to_owned())
}
