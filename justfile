# Everyday commands. Run `just` without arguments to list them.

sample := "payments-api-tpm"

[private]
default:
    @just --list --unsorted

# Run all tests
test *ARGS:
    cargo test --locked {{ ARGS }}

# Check formatting, clippy and documentation; warnings are errors
lint:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps

# Make the two committed sample kits and the printed output in README.md and docs/ again; look at the diff before you commit it
bless:
    cargo run --locked --release -- generate {{ sample }} --force
    cargo run --locked --release -- scorecards {{ sample }} --force
    cargo run --locked --release -- generate ward-clerk --force
    cargo run --locked --release -- scorecards ward-clerk --force
    BLESS=1 cargo test --locked --test readme --test docs

# Run the benchmarks
bench *ARGS:
    cargo bench --locked {{ ARGS }}

# Run everything that CI runs
ci:
    bash .ci/run

# Begin a new lint: `just new-lint vague-anchor` writes a template for its text and an empty rule
new-lint NAME:
    #!/usr/bin/env bash
    set -euo pipefail
    [[ "{{ NAME }}" =~ ^[a-z0-9]+(-[a-z0-9]+)*$ ]] || { echo "a lint's name is kebab-case: vague-anchor" >&2; exit 2; }
    text="src/lint/rules/{{ snakecase(NAME) }}.md"
    rule="src/lint/rules/{{ snakecase(NAME) }}.rs"
    for file in "$text" "$rule"; do
        [[ ! -e "$file" ]] || { echo "$file exists already" >&2; exit 1; }
    done
    printf '# %s\n\nOne sentence: what was found.\n\n## What it means\n\n## Example\n```yaml\n```\n\n## What to do\n' "{{ NAME }}" > "$text"
    sed 's/no-band/{{ NAME }}/g; s/no_band/{{ snakecase(NAME) }}/g' src/lint/rules/no_band.rs > "$rule"
    echo "wrote $text"
    echo "wrote $rule, a copy of the rule no-band: replace its check"
    echo "now add the line {{ snakecase(NAME) }} to the list in src/lint/rules/mod.rs"
