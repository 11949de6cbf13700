#!/usr/bin/env python3
"""Raw bulk insert into SQLite with the program's own durability (WAL, synchronous FULL) and cache: by the `.import` of the sqlite3
shell, or by `executemany` of Python's module. Each run fills a new file, in one transaction, and closes it."""

import argparse
import csv
import json
import sqlite3
import statistics
import subprocess
import time
from pathlib import Path

PRAGMAS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;"
COUNT = "SELECT count(*) FROM marks"


def shell_import(rows, database):
    commands = [PRAGMAS, ".mode csv", f".import {rows} marks"]
    subprocess.run(["sqlite3", "-bail", database], input="\n".join(commands), text=True, check=True, stdout=subprocess.DEVNULL)


def execute_many(rows, database):
    connection = sqlite3.connect(database, isolation_level=None)
    connection.executescript(PRAGMAS)
    with open(rows, newline="") as file:
        cells = ([cell or None for cell in row] for row in csv.reader(file))
        connection.execute("BEGIN")
        connection.executemany(f"INSERT INTO marks VALUES ({', '.join('?' * 10)})", cells)
        connection.execute("COMMIT")
    connection.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--how", choices=["shell", "executemany"], required=True)
    parser.add_argument("--schema", type=Path, default=Path(__file__).parent / "schema" / "marks.sqlite.sql")
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    database = options.rows.with_name("insert.db")
    insert = shell_import if options.how == "shell" else execute_many
    seconds = []
    for _ in range(options.runs):
        for path in database.parent.glob("insert.db*"):
            path.unlink()
        connection = sqlite3.connect(database)
        connection.executescript(options.schema.read_text())
        connection.close()
        start = time.perf_counter()
        insert(options.rows, database)
        seconds.append(time.perf_counter() - start)
        connection = sqlite3.connect(database)
        (count,) = connection.execute(COUNT).fetchone()
        connection.close()
    for path in database.parent.glob("insert.db*"):
        path.unlink()
    name = f"sqlite3 {sqlite3.sqlite_version} " + (".import" if options.how == "shell" else "executemany")
    line = {
        "name": name,
        "unit": "s",
        "runs": [round(each, 2) for each in seconds],
        "median": round(statistics.median(seconds), 2),
        "rows": count,
    }
    print(json.dumps(line))


if __name__ == "__main__":
    main()
