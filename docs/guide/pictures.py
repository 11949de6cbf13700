"""Takes the pictures of the user guide: starts the demonstration, walks through it as each role, writes docs/guide/img/*.webp.

usage: python docs/guide/pictures.py PATH-TO-EMES [NAME ...]
"""

import io
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from PIL import Image
from playwright.sync_api import sync_playwright

OUT = pathlib.Path(__file__).parent / "img"
VIEW = {"width": 1280, "height": 800}
SIZE = (960, 600)
BYTES_MAX = 60 * 1024
YEAR = 2569


def start(program, folder, *command):
    """Starts the program and returns it with the address at which it serves."""
    arguments = [program, "--lang", "en", "--data", folder, *command, "--listen", "127.0.0.1:0"]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if found := re.match(r"serving at (http://\S+)", line):
            return process, found[1]
    raise SystemExit("the program does not serve")


class Person:
    """Somebody of the demonstration with a browser."""

    def __init__(self, browser, base, role, office="P2300"):
        self.page, self.base = browser.new_page(viewport=VIEW, locale="th-TH"), base
        self.page.request.post(base + "/demo/sign-in", form={"role": role, "office": office})

    def at(self, path):
        self.page.goto(self.base + path, wait_until="networkidle")
        return self

    def links(self, begin):
        hrefs = self.page.eval_on_selector_all("a", "links => links.map(link => link.getAttribute('href'))")
        return [href for href in hrefs if href and href.startswith(begin)]

    def show(self, selector):
        """Puts a part of the page under the bar."""
        self.page.eval_on_selector(selector, "part => window.scrollTo(0, part.getBoundingClientRect().top + scrollY - 70)")
        return self


def keep(page, name):
    """Writes what the page shows, as good as fits."""
    page.evaluate("document.querySelectorAll('main > .wrap > .note').forEach(note => note.parentElement.remove())")
    page.wait_for_timeout(300)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").resize(SIZE, Image.LANCZOS)
    for quality in range(82, 30, -4):
        bytes_ = io.BytesIO()
        picture.save(bytes_, "WEBP", quality=quality, method=6)
        if bytes_.tell() <= BYTES_MAX:
            break
    (OUT / f"{name}.webp").write_bytes(bytes_.getvalue())
    print(f"{name}.webp {bytes_.tell()} bytes")


def office_with(reader, state):
    """The first office of a round whose report has come so far."""
    for code in ("QP", "AP", "SA"):
        reader.at(f"/progress?round={YEAR}-{code}-R12")
        row = reader.page.locator("tr", has=reader.page.locator(".st", has_text=state)).first
        if row.count():
            return row.locator("a").first.get_attribute("href")
    raise SystemExit(f"no report is {state}")


def pictures(browser, demo, plain):
    """Name by name, the page that is shown."""
    def person(role, office="P2300"):
        return Person(browser, demo, role, office)

    report = f"/reports/{YEAR}/QP/R12/P2300"

    def sign_in():
        page = browser.new_page(viewport=VIEW, locale="th-TH")
        page.goto(plain + "/sign-in", wait_until="networkidle")
        return page

    def item():
        reporter = person("coordinator").at(report)
        return reporter.at(reporter.links(f"{report}/items/")[1]).page

    def evidence():
        coordinator = person("coordinator").at(report)
        coordinator.at(coordinator.links(f"{report}/items/")[0])
        for name in ("คำสั่งแต่งตั้งคณะทำงาน.pdf", "แผนปฏิบัติการประจำปี.pdf", "ภาพกิจกรรมนิเทศ.pdf"):
            body = f"%PDF-1.7\n% {name}\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n".encode()
            coordinator.page.set_input_files("input[type=file]", {"name": name, "mimeType": "application/pdf", "buffer": body})
            coordinator.page.wait_for_timeout(1500)
        return coordinator.at("/evidence").page

    def director_report():
        href = office_with(person("auditor"), "รอผู้อำนวยการรับรอง")
        return person("director", href.rsplit("/", 1)[1]).at(href).page

    def screening():
        screener = person("screener").at("/screening")
        return screener.at(screener.links("/screening/reports/")[0]).show("article, section.panel").page

    def marking():
        evaluator = person("evaluator").at("/marking")
        evaluator.at(evaluator.links("/marking/reports/")[0])
        items = [href for href in evaluator.links("/marking/reports/") if "/items/" in href]
        return (evaluator.at(items[0]) if items else evaluator).page

    def review():
        lead = person("lead-evaluator").at("/rounds")
        return lead.at([href for href in lead.links("/rounds/") if href.endswith("/review")][0]).page

    def publication():
        admin = person("central-admin").at("/publications")
        return admin.at(admin.links("/publications/")[0]).page

    def notices():
        person("coordinator").page.close()
        return person("central-admin").at("/notices").page

    def audit():
        auditor = person("auditor").at("/audit")
        auditor.page.click("form[action='/audit/check'] button")
        auditor.page.wait_for_selector("#check .note-ok", timeout=60_000)
        return auditor.at("/audit?office=P2300").show("section:nth-of-type(2)").page

    return {
        "sign-in": sign_in,
        "home": lambda: person("coordinator").at("/home").page,
        "report-items": lambda: person("coordinator").at(report).show("#items").page,
        "answer-form": item,
        "evidence": evidence,
        "director-report": director_report,
        "screening-report": screening,
        "marking": marking,
        "review": review,
        "publication": publication,
        "rounds": lambda: person("central-admin").at("/rounds").page,
        "users": lambda: person("coordinator").at("/users").page,
        "progress": lambda: person("executive").at("/progress").page,
        "results": lambda: person("director").at("/results").page,
        "notices": notices,
        "audit": audit,
    }


def main():
    program, wanted = sys.argv[1], sys.argv[2:]
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        processes = []
        try:
            demo, demo_at = start(program, folder + "/a", "demo")
            processes.append(demo)
            plain, plain_at = start(program, folder + "/b", "serve")
            processes.append(plain)
            path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            for name, take in pictures(browser, demo_at, plain_at).items():
                if not wanted or name in wanted:
                    page = take()
                    keep(page, name)
                    page.close()
        finally:
            for process in processes:
                process.terminate()
                process.wait()


if __name__ == "__main__":
    main()
