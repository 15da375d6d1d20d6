//! The banks that are built into the program, and the sample role spec.

use std::sync::Arc;

use crate::text::Source;

/// The name of a file, and its YAML events.
type Scanned = (&'static str, &'static [u8]);

include!(concat!(env!("OUT_DIR"), "/banks.rs"));

/// The role spec that `init` writes.
pub const SAMPLE_ROLE: &str = include_str!("../../kits/payments-api-tpm/role.yaml");

/// Ids of the shipped banks.
pub fn shipped_banks() -> impl Iterator<Item = &'static str> {
    BANKS.iter().map(|(id, _)| *id)
}

/// The files of a shipped bank: name and text.
pub fn shipped_files(bank: &str) -> Option<&'static [(&'static str, &'static str)]> {
    BANKS.iter().find(|(id, _)| *id == bank).map(|(_, files)| *files)
}

/// Whether a shipped bank has a file of this name with this text.
pub(super) fn is_shipped(bank: &str, name: &str, text: &str) -> bool {
    shipped_files(bank).is_some_and(|files| files.contains(&(name, text)))
}

/// The source of a file of a shipped bank if `source` has its text, with the YAML events that were read when the program
/// was built; else `source` itself.
pub(super) fn scanned(bank: &str, name: &str, source: Arc<Source>) -> Arc<Source> {
    if !is_shipped(bank, name, source.text()) {
        return source;
    }
    let mut of_bank = EVENTS.iter().filter(|(id, _)| *id == bank).flat_map(|(_, files)| *files);
    match of_bank.find(|(file, _)| *file == name) {
        Some((_, events)) => source.with_events(events),
        None => source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sink;
    use crate::yaml::parse;

    #[test]
    fn events_of_the_build_give_the_tree_of_the_text() {
        let mut files = 0;
        for bank in shipped_banks() {
            for (name, text) in shipped_files(bank).expect("a shipped bank") {
                let plain = Source::new(*name, *text);
                let scanned = scanned(bank, name, plain.clone());
                assert_eq!(scanned.events().is_some(), name.ends_with(".yaml"), "{bank}/{name}");
                if scanned.events().is_some() {
                    let trees =
                        [&plain, &scanned].map(|it| parse(it, &mut Sink::new()).expect("a sound file"));
                    assert_eq!(format!("{:?}", trees[0]), format!("{:?}", trees[1]), "{bank}/{name}");
                    files += 1;
                }
            }
        }
        assert!(files > 40, "only {files} files");
    }

    #[test]
    fn a_changed_file_is_not_taken_for_the_shipped_one() {
        let bank = shipped_banks().next().expect("a bank");
        let (_, text) =
            shipped_files(bank).into_iter().flatten().find(|(n, _)| *n == "bank.yaml").expect("a manifest");
        let changed = scanned(bank, "bank.yaml", Source::new("x", text.replacen('a', "b", 1)));
        assert!(changed.events().is_none());
        assert!(scanned(bank, "loops.yaml", Source::new("x", *text)).events().is_none());
    }
}
