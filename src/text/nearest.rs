//! "Did you mean": the known name nearest to the one that was typed.

/// The nearest of `known` to `typed`, when it is near enough that a typing slip explains it.
///
/// Distance is Damerau-Levenshtein (a swap of neighbours is one slip); at most one slip in three
/// characters, and at least one is always forgiven. Ties go to the first in `known`.
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
