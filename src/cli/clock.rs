//! Today and now, from the clock or from `SOURCE_DATE_EPOCH`. No other file reads the clock for a result.

use chrono::SecondsFormat::Secs;
use panelkit::collect::day_or_time;
use panelkit::store::Fault;

use super::exit::Exit;

/// Seconds in a day.
const DAY: u64 = 86_400;

/// Today at this place, as `2026-05-21`. With `SOURCE_DATE_EPOCH` it is that day in UTC.
///
/// # Errors
/// [`Fault::Request`] when `SOURCE_DATE_EPOCH` is not a number of seconds.
pub(super) fn today() -> Result<String, Exit> {
    let Some(seconds) = epoch()? else { return Ok(chrono::Local::now().date_naive().to_string()) };
    let days = i32::try_from(seconds / DAY).ok().and_then(chrono::NaiveDate::from_epoch_days);
    Ok(days.ok_or_else(out_of_range)?.to_string())
}

/// Now, as RFC 3339 to the second, with the offset of this place. With `SOURCE_DATE_EPOCH` it is that second in UTC.
///
/// # Errors
/// [`Fault::Request`] when `SOURCE_DATE_EPOCH` is not a number of seconds.
pub(super) fn now() -> Result<String, Exit> {
    let Some(seconds) = epoch()? else { return Ok(chrono::Local::now().to_rfc3339_opts(Secs, true)) };
    let time = i64::try_from(seconds).ok().and_then(|s| chrono::DateTime::from_timestamp(s, 0));
    Ok(time.ok_or_else(out_of_range)?.to_rfc3339_opts(Secs, true))
}

/// The seconds of `SOURCE_DATE_EPOCH`; `None` if it is not set.
fn epoch() -> Result<Option<u64>, Exit> {
    let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let seconds = text.trim().parse::<u64>().map_err(|_| {
        Fault::Request(format!(
            "`SOURCE_DATE_EPOCH` is `{text}`, which is not a number of seconds\n  = help: set it to the seconds since 1970, or unset it"
        ))
    })?;
    Ok(Some(seconds))
}

fn out_of_range() -> Exit {
    Exit::from(Fault::Request("the day is out of range".to_owned()))
}

/// Reads a time: a day, which means noon of that day (UTC), or a time with its offset.
pub(super) fn time(text: &str) -> Result<String, String> {
    day_or_time(text)
        .ok_or_else(|| "write a day as `2026-05-21`, or a time as `2026-05-21T10:05:00+02:00`".to_owned())
}

/// Reads a day.
pub(super) fn day(text: &str) -> Result<String, String> {
    let day = text.parse::<chrono::NaiveDate>();
    day.map(|day| day.to_string()).map_err(|_| "write a day as `2026-05-21`".to_owned())
}
