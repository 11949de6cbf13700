#!/usr/bin/env python3
"""Raw bulk insert into PostgreSQL by psql's `\\copy`, in one transaction with the durability the server was set up for. Run it beside a
server: with_postgres.sh peer_postgres.py --rows FILE. Each run fills a new table."""

import argparse
import json
import statistics
import subprocess
import time
from pathlib import Path


def psql(*arguments):
    command = ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schema", type=Path, default=Path(__file__).parent / "schema" / "marks.postgres.sql")
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    seconds = []
    for _ in range(options.runs):
        psql("--command", "DROP TABLE IF EXISTS marks", "--file", options.schema, "--command", "CHECKPOINT")
        start = time.perf_counter()
        psql("--command", f"\\copy marks from '{options.rows}' csv")
        seconds.append(time.perf_counter() - start)
    count = int(psql("--command", "SELECT count(*) FROM marks"))
    version = psql("--command", "SHOW server_version").split()[0]
    line = {
        "name": f"PostgreSQL {version} \\copy",
        "unit": "s",
        "runs": [round(each, 2) for each in seconds],
        "median": round(statistics.median(seconds), 2),
        "rows": count,
    }
    print(json.dumps(line))


if __name__ == "__main__":
    main()
