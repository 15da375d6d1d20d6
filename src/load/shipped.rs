//! The banks that are built into the program, and the sample role spec.

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
