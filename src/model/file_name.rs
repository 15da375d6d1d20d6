//! Names of people as parts of file names, and the names of the files of seats.

use std::collections::{BTreeMap, BTreeSet};

use super::Kit;

/// A person's name turned into part of a file name. It has only Latin letters, digits and hyphens, whatever
/// script the name is in.
pub fn file_name(name: &str) -> String {
    let latin = deunicode::deunicode_with_tofu(name, "-").to_lowercase();
    let words: Vec<&str> =
        latin.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let joined: String = words.join("-").chars().take(64).collect();
    let trimmed = joined.trim_end_matches('-');
    if trimmed.is_empty() { "interviewer".to_owned() } else { trimmed.to_owned() }
}

/// The file name of each seat, without an extension: `<round>--<interviewer>`. One list for each round of the kit, with one
/// name for each interviewer; a round that names none has one seat.
pub fn seat_names(kit: &Kit) -> Vec<Vec<String>> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut twins: BTreeMap<String, usize> = BTreeMap::new();
    let mut own = |round: &str, interviewer: &str| {
        let name = format!("{round}--{}", file_name(interviewer));
        // Two interviewers with the same name in one round still get two files.
        let number = twins.entry(name.clone()).or_insert(0);
        loop {
            *number += 1;
            let own = if *number > 1 { format!("{name}-{number}") } else { name.clone() };
            if taken.insert(own.clone()) {
                return own;
            }
        }
    };
    let rounds = kit.rounds.iter().map(|round| match round.interviewers.as_slice() {
        [] => vec![own(&round.id, "interviewer")],
        names => names.iter().map(|name| own(&round.id, name)).collect(),
    });
    rounds.collect()
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_of_any_script_become_safe_file_names() {
        assert_eq!(file_name("Łukasz Wójcik"), "lukasz-wojcik");
        assert_eq!(file_name("../../etc/passwd"), "etc-passwd");
        assert_eq!(file_name("A. Rivera"), "a-rivera");
        assert!(file_name("\u{202e}🙂").chars().all(|c| c.is_ascii_lowercase() || c == '-'));
        assert!(file_name("李雷").is_ascii());
        assert!(file_name(&"x".repeat(500)).len() <= 64);
        assert_eq!(file_name("…"), "interviewer");
    }
}
