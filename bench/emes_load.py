#!/usr/bin/env python3
"""The program under many clients at once, each time on a database of its own (see `emes bench load --help`).
On PostgreSQL run it beside a server: with_postgres.sh emes_load.py --on postgres …"""

import argparse
import json
import shutil
import subprocess
from pathlib import Path

from emes_database import EMES, new_postgres, new_sqlite

FILES = Path("target/bench/load")


def words(lines):
    """What else there is to say, from the middle of the runs."""
    line = sorted(lines, key=lambda each: each["runs"][0])[len(lines) // 2]
    if "requests" not in line:
        return f"{line['rows']} reports"
    said = [
        f"{line['requests']} requests in {line['seconds']:.1f} s, {line['requests'] / line['seconds']:.0f} a second",
        f"median {line['p50_ms']:.0f} ms, longest {line['max_ms']:.0f} ms",
        f"{line['cpu_ms']:.2f} ms of processor time each, {1000 / line['cpu_ms']:.0f} a processor second",
    ]
    if line["answers"]:
        said.append(f"{line['answers']:,} answers stored")
    if "writes_p95_ms" in line:
        said.append(f"95 of 100 who saved meanwhile waited at most {line['writes_p95_ms']:.0f} ms")
    if "read" in line:
        page, _, wait, size = max(line["read"], key=lambda each: each[2])
        said.append(f"{len(line['read'])} pages; slowest {page} {wait:.0f} ms; largest {max(each[3] for each in line['read']):.0f} kB")
    if "pages" in line:
        slowest = sorted(line["slowest"].items(), key=lambda each: -each[1])
        said.append(f"{line['pages']} pages; largest {line['largest']}")
        said.append("slowest " + ", ".join(f"{page} {wait:.0f} ms" for page, wait in slowest))
    return "; ".join(said)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--on", choices=["sqlite", "postgres"], required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--most", type=int, default=3, help="runs at most, where each takes long")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("work", nargs="+")
    options, more = parser.parse_known_args()
    new_database = new_sqlite if options.on == "sqlite" else new_postgres
    files = ["--offices", options.data / "offices.csv"]
    files += [f"--instrument={options.data}/{code}.toml" for code in ("sa", "qp", "ap")]
    lines = []
    for _ in range(min(options.runs, options.most)):
        shutil.rmtree(FILES, ignore_errors=True)
        FILES.mkdir(parents=True)
        place = ["--data", FILES, "--database-url", new_database(FILES)]
        command = [EMES, "bench", *place, "load", *files, *options.work, *more]
        lines.append(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout))
    shutil.rmtree(FILES)
    together = {
        "name": lines[0]["name"],
        "unit": lines[0]["unit"],
        "runs": [each["runs"][0] for each in lines],
        "peak_mib": max(each["peak_mib"] for each in lines),
        "note": words(lines),
    }
    print(json.dumps(together))


if __name__ == "__main__":
    main()
