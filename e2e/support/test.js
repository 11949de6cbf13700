// What every browser test begins with: a site, and people who are signed in.
import { expect, test as base } from "@playwright/test";
import { startSite } from "./site.js";

export { expect };

/**
 * `site`: the program of this worker.
 * `signIn(role, office)`: the page of somebody of the demonstration, in a browser of their own. Without a role: of a stranger.
 */
export const test = base.extend({
  site: [
    async ({}, use) => {
      const site = await startSite();
      await use(site);
      await site.stop();
    },
    // The demonstration makes results of five years for 245 offices.
    { scope: "worker", timeout: 300_000 },
  ],

  baseURL: async ({ site }, use) => use(site.address),

  signIn: async ({ browser, baseURL }, use) => {
    const contexts = [];
    const problems = [];
    await use(async (role, office = "P2300") => {
      const context = await browser.newContext({ baseURL });
      contexts.push(context);
      listen(context, problems);
      if (role) {
        const answer = await context.request.post("/demo/sign-in", { form: { role, office }, maxRedirects: 0 });
        expect(answer.status(), `${role} of ${office} is signed in`).toBe(303);
      }
      return context.newPage();
    });
    for (const context of contexts) await context.close();
    expect(problems, "errors of scripts, and what the policy for content refused").toEqual([]);
  },
});

/** Notes what a person would not see but is wrong. Refused requests are part of some journeys and are left out. */
function listen(context, problems) {
  context.on("weberror", (error) => problems.push(String(error.error())));
  context.on("console", (message) => {
    if (message.type() === "error" && message.text().includes("Content Security Policy")) problems.push(message.text());
  });
}
