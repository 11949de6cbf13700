// A page as everybody meets it: nothing for axe to find, no sideways scroll, a focus that is seen, and its pictures.
import { join } from "node:path";
import { OUTPUT } from "../support/paths.js";
import { expect } from "../support/test.js";
import { ALL, COLOURS, findings } from "./axe.js";

const WIDTHS = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
/** The width that WCAG 1.4.10 asks for. */
export const NARROW = { width: 320, height: 640 };

/**
 * Looks at the page that is open, which its journey goes on with afterwards.
 * @param {import("@playwright/test").Page} page
 * @param {string} name of the pictures
 */
export async function look(page, name) {
  for (const [screen, size] of Object.entries(WIDTHS)) {
    await page.setViewportSize(size);
    await expectHolds(page, `${name} is wider than the ${screen}`);
    await showWhole(page, size);
    for (const [colorScheme, rules] of [["dark", COLOURS], ["light", ALL]]) {
      await page.emulateMedia({ colorScheme });
      // A third of the time that a PNG of a high page takes.
      await page.screenshot({ path: join(OUTPUT, "screenshots", `${name}-${screen}-${colorScheme}.jpg`), quality: 85 });
      expect.soft(await findings(page, rules), `${name}: axe, ${screen}, ${colorScheme}`).toEqual([]);
    }
  }
  await page.setViewportSize(NARROW);
  await expectNotWider(page, name);
  await page.setViewportSize(WIDTHS.desktop);
}

/** Nothing sticks out, once charts have found their width. */
async function expectHolds(page, message) {
  await expect.configure({ soft: true }).poll(() => sideways(page), { message, timeout: 3000 }).toEqual([]);
}

/** At 320 px nothing sticks out. */
export async function expectNotWider(page, name) {
  await expectHolds(page, `${name} is wider than 320 px`);
}

/** The whole page in a window as high as it is: in a picture, bars that stick to the window would stand in the middle otherwise. */
async function showWhole(page, { width, height }) {
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(whole, height) });
}

/** What sticks out of the page, or of a part that hides or scrolls what is too wide for it. */
function sideways(page) {
  return page.evaluate(() => {
    const isTooWide = ({ scrollWidth, clientWidth }) => clientWidth > 1 && scrollWidth > clientWidth + 1;
    // A table of figures may scroll in its own region; one that becomes cards has no reason to.
    const mayScroll = (element) => element.matches("input, select, textarea, .scroll:not(:has(.tcards))");
    const holds = (element) => getComputedStyle(element).overflowX !== "visible" && !mayScroll(element);
    const parts = [...document.body.querySelectorAll("*")].filter((element) => isTooWide(element) && holds(element));
    const wide = isTooWide(document.documentElement) ? [document.documentElement, ...parts] : parts;
    return wide.flatMap((part) => {
      const right = part === document.documentElement ? part.clientWidth : part.getBoundingClientRect().right;
      const out = [...part.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > right + 1);
      return out.slice(0, 3).map((element) => element.outerHTML.slice(0, 120));
    });
  });
}

/** The first key leads past the menu; wherever the next ones lead, it can be seen. */
export async function expectVisibleFocus(page) {
  // A page that refused something has the focus on its summary already; the keys begin at the top all the same.
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  });
  await page.keyboard.press("Tab");
  const skip = page.locator(".skip");
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();

  const unseen = [];
  for (let stop = 0; stop < 15; stop += 1) {
    await page.keyboard.press("Tab");
    const wrong = await page.evaluate(() => {
      const focused = document.activeElement;
      // The browser's own page of a file shows its focus itself.
      if (focused === document.body || focused.matches("iframe")) return null;
      const { outlineStyle, boxShadow } = getComputedStyle(focused);
      const isMarked = outlineStyle !== "none" || boxShadow !== "none";
      const { top, bottom, width } = focused.getBoundingClientRect();
      const isThere = width > 0 && bottom > 0 && top < innerHeight;
      return isMarked && isThere ? null : focused.outerHTML.slice(0, 120);
    });
    if (wrong) unseen.push(wrong);
  }
  expect.soft(unseen, "the focus is not seen").toEqual([]);
}
