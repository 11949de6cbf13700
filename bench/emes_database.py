#!/usr/bin/env python3
"""e-MES on a database of its own: the import of all marks (a new database each run) or the recomputing of all scores (one database).
On PostgreSQL run it beside a server: with_postgres.sh emes_database.py --on postgres …"""

import argparse
import json
import os
import subprocess
from pathlib import Path

EMES = os.environ.get("EMES", "target/release/emes")


def new_sqlite(folder):
    for path in folder.glob("emes.db*"):
        path.unlink()
    return f"sqlite://{folder / 'emes.db'}"


def new_postgres(_folder):
    # Closing the last connection of the run before is not waited for by its program.
    subprocess.run(["dropdb", "--if-exists", "--force", "emes_bench"], check=True, stderr=subprocess.DEVNULL)
    subprocess.run(["createdb", "emes_bench"], check=True)
    subprocess.run(["psql", "--quiet", "--command", "CHECKPOINT"], check=True)
    return f"postgres://{os.environ['PGUSER']}@{os.environ['PGHOST']}:{os.environ['PGPORT']}/emes_bench"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--on", choices=["sqlite", "postgres"], required=True)
    parser.add_argument("--work", choices=["import", "recompute"], required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    new_database = new_sqlite if options.on == "sqlite" else new_postgres
    pairs = [f"--pair={options.data}/{code}.toml={options.data}/{code}.marks.csv" for code in ("sa", "qp", "ap")]
    command = [EMES, "bench", options.work, "--offices", options.data / "offices.csv", *pairs]

    def measure(*more):
        url = new_database(options.data)
        line = subprocess.run([*command, "--database-url", url, *more], check=True, stdout=subprocess.PIPE, text=True).stdout
        return json.loads(line)

    if options.work == "recompute":
        # The first fills the table, which later ones find full; both are work people wait for, so both count.
        with open(options.data / "offices.csv", encoding="utf-8") as file:
            offices = sum(1 for _ in file) - 1
        line = measure("--runs", str(options.runs)) | {"offices": offices}
    else:
        lines = [measure() for _ in range(options.runs)]
        line = lines[0] | {
            "runs": [each["runs"][0] for each in lines],
            "peak_mib": max(each["peak_mib"] for each in lines),
        }
    for path in options.data.glob("emes.db*"):
        path.unlink()
    print(json.dumps(line))


if __name__ == "__main__":
    main()
