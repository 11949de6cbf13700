#!/usr/bin/env python3
"""Result files by WeasyPrint from HTML, one thread."""

import weasyprint
from weasyprint.text.fonts import FontConfiguration

import render


def main():
    chosen = render.options(__doc__, documents=10)
    html = render.Html(chosen.fonts, chosen.out, chosen.views[0]["verification"]["code"])

    def run(views):
        for view in views:
            # A new font configuration per document is how WeasyPrint is meant to be used; sharing one made no difference.
            document = weasyprint.HTML(string=html.page(view)).render(font_config=FontConfiguration())
            document.write_pdf(chosen.out / f"{view['office']['code']}.pdf")

    render.measure(f"WeasyPrint {weasyprint.__version__}", chosen, run)


if __name__ == "__main__":
    main()
