#!/usr/bin/env python3
"""Compares what `panelkit check --format sarif` prints with the published schema of SARIF 2.1.0.

    scripts/check_sarif.py PANELKIT

It checks the shipped workspace, a workspace with errors, lints and changes that `--fix` would make, and a job advertisement.
Needs jsonschema. The schema in tests/data/sarif-2.1.0.json is that of OASIS.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent
POSTING = "# Salesman (young team)\n\nRecent graduates only. Are you married? Send a photo.\n"


def run(panelkit, folder, *args):
    out = subprocess.run([panelkit, "check", "--format", "sarif", *args], cwd=folder, capture_output=True, text=True)
    return json.loads(out.stdout)


def main():
    panelkit = str(pathlib.Path(sys.argv[1]).resolve())
    schema = json.loads((ROOT / "tests/data/sarif-2.1.0.json").read_text())
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([panelkit, "-q", "init", folder], check=True)
        shipped = run(panelkit, folder)
        role = pathlib.Path(folder, "kits/payments-api-tpm/role.yaml")
        text = role.read_text().replace("depth: middle", "depth: midle").replace("title: ", "title: [Level] ")
        role.write_text(text)
        bank = pathlib.Path(folder, "question_banks/own")
        bank.mkdir(parents=True)
        bank.joinpath("bank.yaml").write_text("bank: own\nextends: core\n")
        bank.joinpath("loops.yaml").write_text("loops: []\n")
        bank.joinpath("own.yaml").write_text(
            "competency: judgement\nquestions:\n  - id: own-list\n    depth: middle\n    type: behavioral\n    minutes: 8\n"
            '    prompt: "Whom did you put on the whitelist, and are you married?"\n    probes: ["Why?"]\n'
            '    listen_for: ["a"]\n    red_flags: ["b"]\n    anchors: { 1: "a", 2: "b", 3: "c", 4: "d" }\n'
        )
        broken = run(panelkit, folder)
        pathlib.Path(folder, "job.md").write_text(POSTING)
        posting = run(panelkit, folder, "--posting", "job.md")
    for name, report in [("shipped", shipped), ("broken", broken), ("posting", posting)]:
        errors = list(validator.iter_errors(report))
        results = report["runs"][0]["results"]
        fixes = sum("fixes" in result for result in results)
        print(f"sarif: {name}: {len(results)} results, {fixes} with a fix, {len(errors)} against the schema")
        for error in errors[:5]:
            print(f"  {error.json_path}: {error.message}")
        faults += len(errors)
    if not broken["runs"][0]["results"] or not posting["runs"][0]["results"]:
        print("error: the broken files have no findings")
        faults += 1
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
