"""What the document peers share: fonts and QR code, the HTML, timing, memory, and the line each peer reports."""

import argparse
import json
import os
import statistics
import subprocess
import threading
import time
from pathlib import Path

import jinja2
import segno

from views import REPOSITORY, SAMPLE, views

HERE = Path(__file__).resolve().parent
FONTS = REPOSITORY / "documents" / "fonts"


def options(description, documents):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--documents", type=int, default=documents, help="documents per run")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sample", type=Path, default=SAMPLE, help="the result view that is varied")
    parser.add_argument("--fonts", type=Path, default=FONTS, help="folder with Sarabun-Regular.ttf and Sarabun-Bold.ttf")
    parser.add_argument("--out", type=Path, required=True, help="folder for the documents of the last run")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    chosen.fonts = chosen.fonts.resolve()
    chosen.out = chosen.out.resolve()
    chosen.views = list(views(chosen.documents, chosen.sample))
    return chosen


class Html:
    """Fills the shared template; made once, as a server would."""

    def __init__(self, fonts, out, code):
        environment = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True)
        self.template = environment.get_template("result.html.j2")
        qr = out / "qr.svg"
        segno.make(code).save(qr, scale=1, unit="mm", svgversion=1.1)
        self.common = {"fonts": fonts.as_uri(), "qr": qr.as_uri()}

    def page(self, view):
        return self.template.render(view=view, **self.common)


class Memory(threading.Thread):
    """Highest proportional set size of this process and everything it started, sampled; shared pages are counted once."""

    def __init__(self):
        super().__init__(daemon=True)
        self.peak = 0

    def run(self):
        while True:
            self.peak = max(self.peak, sum(proportional_kib(process) for process in family(os.getpid())))
            time.sleep(0.1)


def family(process):
    """A process and its descendants."""
    yield process
    try:
        tasks = os.listdir(f"/proc/{process}/task")
        children = [child for task in tasks for child in Path(f"/proc/{process}/task/{task}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return
    for child in children:
        yield from family(int(child))


def proportional_kib(process):
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        pass
    return 0


def measure(name, chosen, run):
    """Time `run(views)` once to warm up, on few documents, and then `runs` times; print the result as one JSON line."""
    memory = Memory()
    memory.start()
    run(chosen.views[:2])
    per_document = []
    for _ in range(chosen.runs):
        start = time.perf_counter()
        run(chosen.views)
        per_document.append((time.perf_counter() - start) * 1000 / chosen.documents)
    pages = sorted({page_count(path) for path in chosen.out.glob("*.pdf")})
    line = {"name": name, "unit": "ms/document", "runs": [round(each, 1) for each in per_document]}
    line |= {
        "median": round(statistics.median(per_document), 1),
        "peak_mib": round(memory.peak / 1024),
        "documents": chosen.documents,
        "pages": pages,
    }
    print(json.dumps(line), flush=True)


def page_count(path):
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    return int(next(line.split()[1] for line in info.splitlines() if line.startswith("Pages:")))
