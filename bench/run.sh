#!/usr/bin/env bash
# Measures e-MES beside its peers and prints ratios: `make bench`. Prepares everything it needs in target/, Debian packages apart.
#     bench/run.sh [--only score|documents|workers|insert|recompute|load] [--peers-only] [--runs N]
# EMES names another program than target/release/emes, which is otherwise built first. Nothing here fails because something is slow.
set -euo pipefail
cd "$(dirname "$0")/.."

# Peers and the libraries WeasyPrint loads.
packages=(python3-venv sqlite3 postgresql libreoffice-writer-nogui chromium poppler-utils libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
missing=()
for package in "${packages[@]}"; do
    case $package in
        # An office suite with a graphical interface does as well.
        libreoffice-writer-nogui) command -v soffice >/dev/null && continue ;;
    esac
    dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    echo "installing ${missing[*]}" >&2
    if [ "$(id -u)" = 0 ]; then as_root=(); else as_root=(sudo); fi
    "${as_root[@]}" apt-get update --quiet --quiet
    "${as_root[@]}" apt-get install --yes --quiet --no-install-recommends "${missing[@]}" >&2
fi

venv=target/bench-venv
if ! cmp --silent bench/requirements.txt "$venv/requirements.txt"; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement bench/requirements.txt
    cp bench/requirements.txt "$venv/requirements.txt"
fi

# The race counts only over the same course, so the peers' rules are checked on a sample first.
data=target/bench/data sample=target/bench/sample
"$venv/bin/python" bench/generate_marks.py --out "$sample" --offices 300 --seed 7 >/dev/null
for peer in polars duckdb; do
    "$venv/bin/python" "bench/score_$peer.py" --offices "$sample/offices.csv" --out "$sample" \
        "$sample"/{sa.toml:"$sample"/sa.marks.csv,qp.toml:"$sample"/qp.marks.csv,ap.toml:"$sample"/ap.marks.csv}
    "$venv/bin/python" bench/check_scores.py --data "$sample" --out "$sample" --peer "$peer"
done
"$venv/bin/python" bench/generate_marks.py --out "$data"
"$venv/bin/python" bench/generate_marks.py --out target/bench/small --offices 245
"$venv/bin/python" bench/generate_rows.py --data "$data"
mkdir -p target/bench/out
"$venv/bin/python" bench/views.py 20 >target/bench/out/views.ndjson
"$venv/bin/python" bench/views.py 245 >target/bench/out/all-views.ndjson

if [ -z "${EMES:-}" ] && [[ " $* " != *" --peers-only "* ]]; then
    cargo build --release --package emes
    EMES=target/release/emes
fi
export EMES=${EMES:-target/release/emes}
exec "$venv/bin/python" bench/run.py "$@"
