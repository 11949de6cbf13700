#!/usr/bin/env python3
"""Result files by a Chromium that stays open, driven by Playwright, one page at a time."""

from playwright.sync_api import sync_playwright

import render

CHROMIUM = "/usr/bin/chromium"


def main():
    chosen = render.options(__doc__, documents=20)
    html = render.Html(chosen.fonts, chosen.out, chosen.views[0]["verification"]["code"])
    source = chosen.out / "page.html"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()

        def run(views):
            for view in views:
                # A file, because a page without an address may not read the fonts.
                source.write_text(html.page(view), encoding="utf-8")
                page.goto(source.as_uri())
                page.pdf(path=chosen.out / f"{view['office']['code']}.pdf", prefer_css_page_size=True, print_background=True)

        render.measure(f"Chromium {browser.version}", chosen, run)
        browser.close()


if __name__ == "__main__":
    main()
