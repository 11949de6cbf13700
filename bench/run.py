#!/usr/bin/env python3
"""Runs the measurements of run.sh and prints their tables. A new measurement is one line in WORKS."""

import argparse
import json
import os
import platform
import shlex
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

DATA, SMALL, OUT = "target/bench/data", "target/bench/small", "target/bench/out"
PYTHON = "target/bench-venv/bin/python"
EMES = os.environ.get("EMES", "target/release/emes")
# What the contestants of pure scoring write.
WRITTEN = ("scores/*.json", "*.polars.ndjson", "*.duckdb.ndjson")
PAIRS = " ".join(f"{DATA}/{code}.toml:{DATA}/{code}.marks.csv" for code in ("sa", "qp", "ap"))
SCORE = f"{EMES} score --offices {DATA}/offices.csv --format json"
SCORE_ALL = f"{SCORE} --out {OUT}/scores " + " ".join(
    f"--instrument {DATA}/{code}.toml --marks {DATA}/{code}.marks.csv" for code in ("sa", "qp", "ap")
)
# Documents are compared per thread: one processor for all a peer starts.
ONE = "taskset --cpu-list 0"
RENDER = f"{EMES} bench render"
POSTGRES = "bench/with_postgres.sh"
RECOMPUTE = f"{PYTHON} bench/emes_database.py --work recompute"
LOAD = f"{PYTHON} bench/emes_load.py"
LONG = 60  # seconds; what takes longer is repeated less often


@dataclass
class Contestant:
    """A command of one side. If it `reports`, it repeats its work itself and its last line of output is the result as JSON (see
    render.measure); else it is repeated and timed from outside."""

    name: str
    command: str
    reports: bool = False

    @property
    def ours(self):
        return self.name.startswith("e-MES")


@dataclass
class Work:
    key: str
    title: str
    goal: str
    contestants: list = field(default_factory=list)


WORKS = [
    Work(
        "score",
        "Pure scoring, 30,000 offices × SA + QP + AP, files to JSON",
        "5× faster than the faster peer, under 1 GiB",
        [
            Contestant("e-MES", SCORE_ALL),
            Contestant("polars", f"{PYTHON} bench/score_polars.py --offices {DATA}/offices.csv --out {OUT} {PAIRS}"),
            Contestant("DuckDB", f"{PYTHON} bench/score_duckdb.py --offices {DATA}/offices.csv --out {OUT} {PAIRS}"),
        ],
    ),
    Work(
        "documents",
        "FY2566 result file as PDF, one processor",
        "5× WeasyPrint, 4× LibreOffice, 3× warm Chromium; under 150 MiB",
        [
            Contestant("e-MES", f"{ONE} {RENDER} --views {OUT}/views.ndjson --out {OUT}/emes", reports=True),
            Contestant("WeasyPrint", f"{ONE} {PYTHON} bench/peer_weasyprint.py --out {OUT}/weasyprint", reports=True),
            Contestant("LibreOffice", f"{ONE} {PYTHON} bench/peer_libreoffice.py --out {OUT}/libreoffice", reports=True),
            Contestant("Chromium", f"{ONE} {PYTHON} bench/peer_chromium.py --out {OUT}/chromium", reports=True),
            # Its processes work side by side, so it gains from a second processor even with one page at a time.
            Contestant("Chromium, all processors", f"{PYTHON} bench/peer_chromium.py --out {OUT}/chromium", reports=True),
        ],
    ),
    Work(
        "workers",
        "245 FY2566 result files as PDF, on all processors",
        "two workers at least 1.6× one on a quiet machine; under 150 MiB with two",
        [
            Contestant("e-MES", f"{RENDER} --views {OUT}/all-views.ndjson --workers 2 --out {OUT}/emes", reports=True),
            Contestant("One worker on one processor", f"{ONE} {RENDER} --views {OUT}/all-views.ndjson --workers 1 --out {OUT}/emes", reports=True),
        ],
    ),
    Work(
        "insert-sqlite",
        "Import of 2.5 million marks on SQLite",
        "within 3× of the faster raw insert",
        [
            Contestant("e-MES", f"{PYTHON} bench/emes_database.py --on sqlite --work import --data {DATA}", reports=True),
            Contestant("sqlite3 .import", f"{PYTHON} bench/peer_sqlite.py --how shell --rows {DATA}/rows.csv", reports=True),
            Contestant(
                "Python executemany", f"{PYTHON} bench/peer_sqlite.py --how executemany --rows {DATA}/rows.csv", reports=True
            ),
        ],
    ),
    Work(
        "insert-postgres",
        "Import of 2.5 million marks on PostgreSQL",
        "within 3× of the raw insert",
        [
            Contestant("e-MES", f"{POSTGRES} {PYTHON} bench/emes_database.py --on postgres --work import --data {DATA}", reports=True),
            Contestant(
                "psql \\copy", f"{POSTGRES} {PYTHON} bench/peer_postgres.py --rows {DATA}/rows.csv", reports=True
            ),
        ],
    ),
    *(
        Work(
            f"recompute-{engine}",
            f"Recompute and store all scores of SA + QP + AP on {engine}",
            "245 offices under 1 s; 30,000 under 60 s; cost of an office within 1.5× of each other",
            [
                Contestant("e-MES, 245 offices", f"{server}{RECOMPUTE} --on {engine} --data {SMALL}", reports=True),
                Contestant("e-MES, 30,000 offices", f"{server}{RECOMPUTE} --on {engine} --data {DATA}", reports=True),
            ],
        )
        for engine, server in (("sqlite", ""), ("postgres", f"{POSTGRES} "))
    ),
    *(
        work
        for engine, server in (("sqlite", ""), ("postgres", f"{POSTGRES} "))
        for work in (
            Work(
                f"load-opening-{engine}",
                f"Opening day on {engine}: a round of SA, QP and AP for 245 offices",
                "under 2 s",
                [Contestant("e-MES", f"{server}{LOAD} --on {engine} --data {SMALL} opening", reports=True)],
            ),
            Work(
                f"load-deadline-{engine}",
                f"Deadline day on {engine}: 245 offices save 30 answers and bring a PDF of 1 MiB each; 95 of 100 wait at most",
                "nothing acknowledged is lost; under 1 s with 50 clients",
                [
                    Contestant(
                        f"e-MES, {clients} clients",
                        f"{server}{LOAD} --on {engine} --data {SMALL} deadline --clients {clients}",
                        reports=True,
                    )
                    for clients in (8, 50, 500)
                ],
            ),
            Work(
                f"load-soak-{engine}",
                f"Forms of 250 answers on {engine}, 50 a second for 30 seconds; 95 of 100 wait at most",
                "all are accepted and stored",
                [Contestant("e-MES", f"{server}{LOAD} --on {engine} --data {SMALL} soak", reports=True)],
            ),
            Work(
                f"load-public-{engine}",
                f"Public pages by 20 readers from one processor on {engine}; 95 of 100 wait at most",
                "at least 1,000 a second, under 20 ms",
                [
                    Contestant("e-MES, 245 offices", f"{server}{LOAD} --on {engine} --data {SMALL} public", reports=True),
                    Contestant("e-MES, 30,000 offices", f"{server}{LOAD} --on {engine} --most 1 --data {DATA} public", reports=True),
                ],
            ),
            Work(
                f"load-marks-{engine}",
                f"Eight evaluators mark as fast as they can on {engine}; 95 of 100 wait at most",
                "500 marks a second on PostgreSQL; processor time of a mark within 1.5× of each other",
                [
                    Contestant("e-MES, 245 offices", f"{server}{LOAD} --on {engine} --data {SMALL} marks", reports=True),
                    Contestant("e-MES, 30,000 offices", f"{server}{LOAD} --on {engine} --most 1 --data {DATA} marks", reports=True),
                ],
            ),
            Work(
                f"load-exports-{engine}",
                f"Tables of all offices on {engine}, 3.3 a second for a minute, while offices save 50 answers a second; 95 of 100 wait at most",
                "every one is answered, nothing saved is lost (of the same, ODK Central answers 69 in 100 with an error)",
                [
                    Contestant("e-MES, 245 offices", f"{server}{LOAD} --on {engine} --most 1 --data {SMALL} exports", reports=True),
                    Contestant("e-MES, 30,000 offices", f"{server}{LOAD} --on {engine} --most 1 --data {DATA} exports", reports=True),
                ],
            ),
            Work(
                f"load-national-{engine}",
                f"The picture of all offices on {engine}, 20 readers at once; 95 of 100 readers of all its pages wait at most",
                "under 200 ms and 200 kB; 155 ms of processor time or less a view (CISO Assistant: 3.1 s for 245)",
                [
                    Contestant("e-MES, 245 offices", f"{server}{LOAD} --on {engine} --most 1 --data {SMALL} national", reports=True),
                    Contestant("e-MES, 30,000 offices", f"{server}{LOAD} --on {engine} --most 1 --data {DATA} national", reports=True),
                ],
            ),
            Work(
                f"load-pages-{engine}",
                f"Every page of every role with 30,000 offices on {engine}, 20 readers at once; 95 of 100 readers of the slowest wait at most",
                "under 200 ms; no page above 25 kB as it is sent",
                [Contestant("e-MES", f"{server}{LOAD} --on {engine} --most 1 --data {DATA} pages", reports=True)],
            ),
        )
    ),
]


@dataclass
class Result:
    name: str
    unit: str
    runs: list
    peak_mib: int | None = None
    note: str = ""

    @property
    def median(self):
        return statistics.median(self.runs)


def timed(contestant, runs):
    """Repeats a command, the first time unmeasured so that files are in memory for every contestant alike."""
    seconds, peak = [], 0
    while len(seconds) < runs + 1:
        # Nobody is timed on freeing or flushing what an earlier run wrote.
        for pattern in WRITTEN:
            for path in Path(OUT).glob(pattern):
                path.unlink()
        start = time.perf_counter()
        process = subprocess.Popen(["bash", "-c", "set -e; " + contestant.command])
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - start)
        if status:
            raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), contestant.command)
        peak = max(peak, usage.ru_maxrss // 1024)
        if seconds[-1] > LONG:
            runs = min(runs, 3)
    return Result(contestant.name, "s", seconds[1:], peak)


def reported(contestant, runs):
    command = f"{contestant.command} --runs {runs}"
    output = subprocess.run(shlex.split(command), check=True, stdout=subprocess.PIPE, text=True).stdout
    line = json.loads(output.strip().splitlines()[-1])
    about = [f"{line[key]} {words}" for key, words in (("documents", "documents a run"), ("rows", "rows")) if key in line]
    about += [line["note"]] if line.get("note") else []
    if "offices" in line:
        about.append(f"{1000 * statistics.median(line['runs']) / line['offices']:.2f} ms an office")
    if line.get("pages"):
        about.append("pages " + "-".join(map(str, sorted({line["pages"][0], line["pages"][-1]}))))
    return Result(f"{contestant.name} ({line['name']})", line["unit"], line["runs"], line.get("peak_mib"), ", ".join(about))


def print_table(work, results):
    """One line per contestant; the ratio says how many times longer than ours it took."""
    ours = next((result.median for contestant, result in results if contestant.ours), None)
    print(f"\n### {work.title}\n\nGoal: {work.goal}.\n")
    print("| | median | min–max | runs | peak memory | times ours | |")
    print("|---|---|---|---|---|---|---|")
    for _, result in results:
        spread = f"{min(result.runs):.2f}–{max(result.runs):.2f}"
        ratio = f"{result.median / ours:.2f}" if ours else "–"
        peak = f"{result.peak_mib} MiB" if result.peak_mib else "–"
        print(
            f"| {result.name} | {result.median:.2f} {result.unit} | {spread} | {len(result.runs)} | {peak} | {ratio} | {result.note} |"
        )
    print()
    for contestant, _ in results:
        print(f"    {contestant.name}: {contestant.command}")
    sys.stdout.flush()


def version(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().splitlines()[0]
    except (OSError, subprocess.CalledProcessError, IndexError):
        return "not found"


def print_machine():
    cpu = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    peers = [line.strip() for line in Path("bench/requirements.txt").read_text().splitlines() if "==" in line]
    print("## Benchmarks\n")
    print(f"- {cpu}, {os.cpu_count()} processors, {memory} GiB; {platform.platform()}")
    print(
        f"- commit {version('git', 'rev-parse', '--short', 'HEAD')}, {version('rustc', '--version')}, Python {platform.python_version()}"
    )
    print(f"- {', '.join(peers)}; {version('soffice', '--version')}; {version('chromium', '--version')}")
    print(
        f"- load when starting: {' '.join(f'{each:.1f}' for each in os.getloadavg())} (above 0.5 the figures are noisy)",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", help="works whose key starts so: score, documents, insert, insert-sqlite, …")
    parser.add_argument("--peers-only", action="store_true", help="leave our side out")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    Path(OUT).mkdir(parents=True, exist_ok=True)
    print_machine()
    for work in WORKS:
        if options.only and not work.key.startswith(options.only):
            continue
        results = []
        for contestant in work.contestants:
            if not (options.peers_only and contestant.ours):
                results.append((contestant, (reported if contestant.reports else timed)(contestant, options.runs)))
        print_table(work, results)
    print(f"\nload when ending: {' '.join(f'{each:.1f}' for each in os.getloadavg())}")


if __name__ == "__main__":
    main()
