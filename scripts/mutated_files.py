#!/usr/bin/env python3
"""Runs the program on damaged copies of the question lists and rosters of the tests.

    python3 scripts/mutated_files.py PANELKIT COUNT SEED

Each of COUNT files is a copy of a file in `tests/data/questions` or `tests/data/rosters` with a few bytes changed, removed,
repeated or moved. The program reads it with `bank import --dry-run` or `variants --dry-run`. The script fails if a run ends
with a panic or a signal, takes more than 20 seconds, or needs more than 200 MiB. It prints the statuses, the longest run and
the largest memory.
"""

import collections
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

LIMIT_KIB = 200 * 1024


def mutated(rng, data):
    data = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 3, 8, 40])):
        if not data:
            break
        at = rng.randrange(len(data))
        end = min(len(data), at + rng.choice([1, 1, 2, 8, 64, 512]))
        kind = rng.randrange(5)
        if kind == 0:
            data[at] = rng.randrange(256)
        elif kind == 1:
            del data[at:end]
        elif kind == 2:
            data[at:at] = data[at:end] * rng.choice([1, 2, 20])
        elif kind == 3:
            data[at:end] = bytes(rng.randrange(256) for _ in range(end - at))
        else:
            part = data[at:end]
            del data[at:end]
            to = rng.randrange(len(data) + 1)
            data[to:to] = part
    return bytes(data)


def run(command, cwd):
    started = time.monotonic()
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, cwd=cwd, stdout=out, stderr=out, stdin=subprocess.DEVNULL)
        while True:
            pid, status, used = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() - started > 20:
                child.kill()
                os.wait4(child.pid, 0)
                return "hang", 20.0, 0, b""
            time.sleep(0.002)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        return child.returncode, time.monotonic() - started, used.ru_maxrss, out.read()


def main(program, count, seed):
    here = pathlib.Path(__file__).resolve().parent.parent / "tests" / "data"
    files = [(p, kind) for kind in ("questions", "rosters") for p in sorted((here / kind).iterdir()) if p.is_file()]
    program = str(pathlib.Path(program).resolve())
    statuses, slowest, largest, bad = collections.Counter(), 0.0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for make in (["init"], ["generate", "payments-api-tpm"]):
            subprocess.run([program, "-q", *make], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        for n in range(count):
            source, kind = files[n % len(files)]
            rng = random.Random(f"{seed} {n}")
            name = pathlib.Path(folder) / f"input{source.suffix}"
            name.write_bytes(mutated(rng, source.read_bytes()))
            command = {
                "questions": ["bank", "import", str(name), "--bank", "core", "--dry-run"],
                "rosters": ["variants", "payments-api-tpm", "--candidates", str(name), "--dry-run"],
            }[kind]
            status, seconds, kib, text = run([program, "-q", *command], folder)
            statuses[status] += 1
            slowest, largest = max(slowest, seconds), max(largest, kib)
            if status == "hang" or status < 0 or status == 101 or b"internal:" in text or kib > LIMIT_KIB:
                bad += 1
                print(f"{source.name}, number {n}: status {status}, {seconds:.1f} s, {kib // 1024} MiB")
            name.unlink()
    print(f"{count} files, statuses {dict(statuses)}, longest {slowest:.2f} s, most memory {largest // 1024} MiB, {bad} faults")
    return bad


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
