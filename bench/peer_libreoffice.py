#!/usr/bin/env python3
"""Result files by python-docx and LibreOffice: all Word files of a run are converted by one soffice process, so that its start is
shared by them."""

import os
import subprocess

import segno

import render
from result_docx import result_document


def main():
    chosen = render.options(__doc__, documents=60)
    qr = chosen.out / "qr.png"
    segno.make(chosen.views[0]["verification"]["code"]).save(qr, scale=8)
    # LibreOffice finds fonts through fontconfig only.
    fontconfig = chosen.out / "fonts.conf"
    fontconfig.write_text(f"<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{chosen.fonts}</dir></fontconfig>")
    environment = os.environ | {"FONTCONFIG_FILE": str(fontconfig)}
    command = ["soffice", f"-env:UserInstallation={(chosen.out / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]

    def run(views):
        files = []
        for view in views:
            files.append(chosen.out / f"{view['office']['code']}.docx")
            result_document(view, qr).save(files[-1])
        subprocess.run([*command, "--outdir", chosen.out, *files], env=environment, check=True, capture_output=True)

    version = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    render.measure(f"python-docx and LibreOffice {version}", chosen, run)


if __name__ == "__main__":
    main()
