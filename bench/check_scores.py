#!/usr/bin/env python3
"""Compare what a peer wrote with the reference scorer, entry by entry, so that the race is run over the same course.

    check_scores.py --data DIR --out DIR --peer polars|duckdb

Meant for a small sample (`generate_marks.py --offices 300`): the reference is slow. Exits 1 at the first difference.
"""

import argparse
import json
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "tests" / "reference"))
from score import score  # noqa: E402


def plain(entry):
    """An entry without absent keys: peers write columns, so what the contract omits is null or empty in theirs."""
    kept = {key: value for key, value in entry.items() if value is not None and key not in ("office", "marks") and value != []}
    marks = {each: level for each, level in (entry.get("marks") or {}).items() if level is not None}
    return kept | ({"marks": marks} if marks else {})


def peer_entries(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            yield (entry["office"], entry["code"]), plain(entry)


def reference_entries(result):
    for office in result["offices"]:
        for node in office["nodes"]:
            yield (office["office"], node["code"]), plain(node)
        yield (office["office"], "overall"), plain({"code": "overall", **office["overall"]})


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--peer", required=True)
    options = parser.parse_args()
    for code in ("sa", "qp", "ap"):
        result = score(options.data / f"{code}.toml", options.data / f"{code}.marks.csv", options.data / "offices.csv")
        wanted = dict(reference_entries(result))
        found = dict(peer_entries(options.out / f"{code}.{options.peer}.ndjson"))
        for key in sorted(wanted.keys() | found.keys()):
            if wanted.get(key) != found.get(key):
                sys.exit(f"{code} {key}: {options.peer} has {found.get(key)}, the reference {wanted.get(key)}")
        print(f"{code}: {len(wanted):,} entries of {options.peer} equal the reference")


if __name__ == "__main__":
    main()
