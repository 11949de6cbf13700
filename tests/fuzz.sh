#!/usr/bin/env bash
# Feeds the readers of instruments, marks and workbooks with changed files, other ones each time, for ten minutes or as many seconds as given.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
export FUZZ_CASES=${FUZZ_CASES:-4000}
end=$((SECONDS + seconds))
rounds=0
while ((SECONDS < end)); do
    cargo test --quiet -p emes --test it -- fuzz::
    rounds=$((rounds + 1))
done
echo "fuzz: $rounds rounds of 3 × $FUZZ_CASES files in $seconds seconds, no panic"
