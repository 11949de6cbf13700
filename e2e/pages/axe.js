// axe-core in the page. @axe-core/playwright opens a second page for every look, and wants Node 22.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const ALL = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
/** Of these, the rules whose answer the colours can change. */
export const COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/**
 * What axe finds, of whatever weight.
 * @param {import("@playwright/test").Page} page
 * @param {typeof ALL} runOnly the rules
 * @returns {Promise<string[]>}
 */
export async function findings(page, runOnly) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  return page.evaluate(async (runOnly) => {
    // No rule of these looks into style sheets or media, which axe would load again.
    const { violations } = await window.axe.run({ runOnly, resultTypes: ["violations"], preload: false });
    return violations.map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  }, runOnly);
}
