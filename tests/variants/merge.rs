//! Work of several people or machines on one req, put together.

use crate::site::{CANDIDATES, REQ, copy, issue, kit, site, tree};

const ROSTER: &str = "id,name\na-1,Ann\na-2,Bob\na-3,Cid\na-4,Dee\na-5,Eve\na-6,Fay\na-7,Gus\na-8,Hal\n";

#[test]
fn two_rosters_issued_in_two_clones_merge_and_verify() {
    for mode in ["stable", "balanced"] {
        let (one, other) = (site(), site());
        for w in [&one, &other] {
            w.run(&["generate", REQ, "--format", "json"]).succeeds();
            issue(w, &["--mode", mode, "--candidates", "first", "--format", "json"]).succeeds();
        }
        let roster = |from: u32| -> Vec<String> { (from..from + 30).map(|n| format!("c-{n}")).collect() };
        for (w, from) in [(&one, 1), (&other, 31)] {
            let ids = roster(from);
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            issue(w, &[&["--mode", mode, "--format", "json", "--candidates"], ids.as_slice()].concat())
                .succeeds();
        }
        copy(&other.path(CANDIDATES), &one.path(CANDIDATES));
        let verified = one.run(&["verify", REQ]);
        assert!(verified.succeeds().stdout.contains("62 kits verified"), "{}", verified.stdout);
        // The next kit knows of both.
        issue(&one, &["--mode", mode, "--candidates", "next", "--format", "json"]).succeeds();
        one.run(&["verify", REQ, "--quiet"]).succeeds();
        let after = kit(&one, "next").issue.expect("issued").after;
        assert_eq!(after.len(), if mode == "balanced" { 2 } else { 0 });
        if mode == "stable" {
            let single = site();
            single.run(&["generate", REQ, "--format", "json"]).succeeds();
            let ids = [vec!["first".to_owned()], roster(1), roster(31), vec!["next".to_owned()]].concat();
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            issue(
                &single,
                &[&["--mode", "stable", "--format", "json", "--candidates"], ids.as_slice()].concat(),
            )
            .succeeds();
            assert!(tree(&single.path(CANDIDATES)) == tree(&one.path(CANDIDATES)));
        }
    }
}

#[test]
fn the_merged_state_says_when_a_question_is_used_too_much() {
    let (one, other) = (site(), site());
    for (w, name) in [(&one, "a"), (&other, "b")] {
        w.run(&["generate", REQ, "--format", "json"]).succeeds();
        let ids: Vec<String> = (1..=10).map(|n| format!("{name}-{n}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        issue(w, &[&["--format", "json", "--candidates"], ids.as_slice()].concat()).succeeds();
    }
    let alone = one.run(&["verify", REQ]);
    assert!(!alone.succeeds().stdout.contains("Kits issued at the same time"), "{}", alone.stdout);
    copy(&other.path(CANDIDATES), &one.path(CANDIDATES));
    let merged = one.run(&["verify", REQ]);
    assert!(merged.succeeds().stdout.contains("Kits issued at the same time"), "{}", merged.stdout);
}

#[test]
fn parts_of_a_roster_give_what_one_run_gives() {
    let whole = site().with("roster.csv", ROSTER);
    issue(&whole, &["--mode", "stable", "--candidates", "roster.csv", "--format", "md"]).succeeds();
    let parts = site().with("roster.csv", ROSTER);
    parts.run(&["generate", REQ, "--format", "md"]).succeeds();
    let runs: Vec<_> = ["1/3", "2/3", "3/3"]
        .iter()
        .map(|part| {
            let args = ["variants", REQ, "--candidates", "roster.csv", "--format", "md", "--shard", part];
            parts.command(&args).stdout(std::process::Stdio::null()).spawn().expect("starts")
        })
        .collect();
    for mut run in runs {
        assert!(run.wait().expect("ends").success());
    }
    assert!(tree(&whole.path(CANDIDATES)) == tree(&parts.path(CANDIDATES)));
    parts.run(&["certificate", REQ, "--format", "md"]).succeeds();
    assert!(tree(&whole.path(&format!("kits/{REQ}"))) == tree(&parts.path(&format!("kits/{REQ}"))));
}

#[test]
fn a_cluster_says_which_part() {
    let w = site().with("roster.csv", ROSTER);
    w.run(&["generate", REQ, "--format", "json"]).succeeds();
    let run =
        |env: &str| w.shell(&format!("{env} $PANELKIT variants {REQ} --candidates roster.csv --format json"));
    let first = run("SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=1");
    assert!(first.succeeds().stderr.contains("part 1 of 2"), "{}", first.stderr);
    assert_eq!(w.names(CANDIDATES), ["a-1", "a-3", "a-5", "a-7"]);
    run("JOB_COMPLETION_INDEX=1 JOB_COMPLETIONS=2").succeeds();
    assert_eq!(w.names(CANDIDATES).len(), 8);
    run("JOB_COMPLETION_INDEX=1").fails(2, &["JOB_COMPLETIONS", "--shard"]);
    issue(&w, &["--candidates", "x", "--shard", "1/2", "--mode", "balanced"]).fails(2, &["stable"]);
    issue(&w, &["--candidates", "x", "--shard", "3/2"]).fails(2, &["parts are numbered from 1"]);
}

#[test]
fn another_loop_is_refused() {
    let w = site();
    issue(&w, &["--candidates", "ana", "--format", "json"]).succeeds();
    let w = w.edit("kits/payments-api-tpm/role.yaml", "depth: middle", "depth: deep");
    let note = issue(&w, &["--candidates", "ben", "--format", "json"]);
    assert!(
        note.succeeds().stderr.contains("the role spec of `payments-api-tpm` has changed"),
        "{}",
        note.stderr
    );
    w.run(&["generate", REQ, "--format", "json", "--force"]).succeeds();
    // The certificate says that the kits so far are another interview.
    w.run(&["certificate", REQ, "--format", "md"]).succeeds();
    assert!(w.read(&format!("kits/{REQ}/equivalence.md")).contains("its rounds are not those of the loop"));
    issue(&w, &["--candidates", "cleo", "--format", "json"]).fails(1, &["other-loop", "version control"]);
}
