//! Pages that name an arrangement which no longer holds.

use crate::common::Workspace;
use crate::packs::{PERSON, desk};

/// A command that makes only some pages again leaves others with what was known before. `generate` then makes all of them.
#[test]
fn sheets_of_a_withdrawn_arrangement_go_whichever_command_wrote_them() {
    let runs: [&[&str]; 2] = [
        &["variants", "payments", "--candidates", "ana", "--format", "md,pdf"],
        &["scorecards", "payments", "--candidate", "ana", "--format", "html"],
    ];
    for run in runs {
        let w = desk();
        let sheet = |w: &Workspace| {
            let files = w.names("kits/payments/candidates/ana");
            files.into_iter().filter(|name| name.starts_with("handouts--technical")).collect::<Vec<_>>()
        };
        w.run(&["scorecards", "payments", "--candidate", "ana", "--format", "md"]).succeeds();
        w.write(PERSON, "held: false\narrangements: { technical: In writing }\n");
        w.run(run).succeeds();
        assert!(!sheet(&w).is_empty(), "{run:?}");
        w.write(PERSON, "held: false\n");
        w.run(&["generate", "payments"]).succeeds();
        assert!(sheet(&w).is_empty(), "{run:?}: {:?}", sheet(&w));
        w.run(&["verify", "payments"]).succeeds();
    }
}
