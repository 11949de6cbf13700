"""Prints, as JSON, the text that four independent programs read from a PDF: {"poppler": "...", ...}."""

import io
import json
import subprocess
import sys

import pdfminer.high_level
import pypdf
import pypdfium2

path = sys.argv[1]

pdfium = pypdfium2.PdfDocument(path)
texts = {
    "poppler": subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True).stdout.decode(),
    "pdfium": "\n".join(page.get_textpage().get_text_range() for page in pdfium),
    "pypdf": "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages),
    "pdfminer": pdfminer.high_level.extract_text(path),
}
json.dump(texts, io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8"), ensure_ascii=False)
