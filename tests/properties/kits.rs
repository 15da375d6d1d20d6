//! Every kit is right, and where there is none somebody says why.

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::checker::faults;
use crate::sheet::make;
use crate::strategy::sheet;

/// Runs `cases` cases, the same ones every time.
pub(crate) fn runner(cases: u32) -> TestRunner {
    series_of(0, cases)
}

/// The same with other cases for every `series`.
pub(crate) fn series_of(series: u64, cases: u32) -> TestRunner {
    let seed: u64 = std::env::var("PROPERTIES_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(1);
    let seed = seed + series * 1_000;
    TestRunner::new(Config {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        ..Config::default()
    })
}

#[test]
fn every_kit_keeps_every_rule_and_every_shortage_has_help() {
    let temp = tempfile::tempdir().expect("a temporary folder");
    let (made, open) = (Cell::new(0), Cell::new(0));
    let run = runner(3_000).run(&sheet(), |sheet| {
        sheet.write(temp.path());
        let out = make(temp.path(), "seed");
        match out {
            Ok(found) => {
                made.set(made.get() + 1);
                open.set(open.get() + usize::from(!found.proven));
                let kit = serde_json::to_value(&found.kit).expect("a kit is plain data");
                prop_assert_eq!(faults(&sheet, &kit), Vec::<String>::new());
            }
            Err(findings) => {
                prop_assert!(findings.iter().any(|f| !f.help.is_empty()), "{findings:?}");
            }
        }
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    assert!(open.get() * 100 < made.get(), "{} of {} draws stopped at the limit", open.get(), made.get());
    assert!(made.get() > 1_000, "only {} of 3,000 banks gave a kit", made.get());
}
