//! "Did you mean": finds the known name that is nearest to a typed name.

/// The name in `known` that is nearest to `typed`; `None` if none is near enough to explain a typing error.
///
/// The distance is Damerau-Levenshtein (a swap of two neighbours counts as one error). It may be at most one
/// error for every three characters; one error is always allowed. If two names are equally near, the first
/// wins.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (typed.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|name| (slips(typed, name), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// The question that goes with the nearest name: `did you mean X?`, X in backticks.
pub fn did_you_mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}

/// The question of [`did_you_mean`] and a space, as the beginning of a line of help; empty if no known name
/// is near enough.
pub fn suggestion<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(typed, known).map_or_else(String::new, |name| format!("{} ", did_you_mean(name)))
}

fn slips(typed: &str, name: &str) -> usize {
    strsim::damerau_levenshtein(&typed.to_lowercase().replace('_', "-"), &name.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name() {
        let depths = ["shallow", "middle", "deep"];
        assert_eq!(nearest("midle", depths), Some("middle"));
        assert_eq!(nearest("Deep", depths), Some("deep"));
        assert_eq!(nearest("depe", depths), Some("deep"));
        assert_eq!(nearest("expert", depths), None);
    }

    #[test]
    fn underscore_for_hyphen_is_no_slip() {
        assert_eq!(nearest("api_design", ["api-design"]), Some("api-design"));
    }
}
