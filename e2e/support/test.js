// What every browser test begins with: a site, and people who are signed in.
import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test as base } from "@playwright/test";
import { FORMS } from "./paths.js";
import { startSite } from "./site.js";

export { expect };

const PROBLEMS = "errors of scripts, and what the policy for content refused";

/**
 * `site`: the program of this worker.
 * `signIn(role, office)`: the page of somebody of the demonstration, in a browser of their own. Without a role: of a stranger.
 * `visit(role, office)`: the same for who looks and changes nothing. The next test of this worker gets the same page: to begin a browser
 * takes as long as to look at a page.
 * `apart(command, settings)`: a program of the test's own with its `signIn`, for what would stand in the way of the others.
 */
export const test = base.extend({
  site: [
    async ({}, use) => {
      const site = await startSite();
      await use(site);
      await site.stop();
    },
    { scope: "worker" },
  ],

  baseURL: async ({ site }, use) => use(site.address),

  people: async ({ browser }, use, testInfo) => {
    const people = new People(browser);
    await use(people);
    await people.leave();
    if (testInfo.project.name === "no-script") await note(people.forms, testInfo.workerIndex);
    expect(people.problems, PROBLEMS).toEqual([]);
  },

  visitors: [
    async ({ browser }, use) => {
      const visitors = new Visitors(browser);
      await use(visitors);
      await visitors.leave();
    },
    { scope: "worker" },
  ],

  visit: async ({ baseURL, visitors }, use) => {
    await use((role, office) => visitors.signIn(baseURL, role, office));
    expect(visitors.problems.splice(0), PROBLEMS).toEqual([]);
  },

  signIn: async ({ baseURL, people }, use) => use((role, office) => people.signIn(baseURL, role, office)),

  apart: async ({ people }, use) => {
    const sites = [];
    await use(async (command, settings) => {
      const site = await startSite(command, settings);
      sites.push(site);
      return { ...site, signIn: (role, office) => people.signIn(site.address, role, office) };
    });
    for (const site of sites) await site.stop();
  },
});

class People {
  contexts = [];
  /** What a person would not see but is wrong. */
  problems = [];
  /** The addresses to which forms were sent. */
  forms = new Set();

  constructor(browser) {
    this.browser = browser;
  }

  async signIn(baseURL, role, office = "P2300") {
    const context = await this.browser.newContext({ baseURL });
    this.contexts.push(context);
    this.listen(context);
    if (role) {
      const answer = await context.request.post("/demo/sign-in", { form: { role, office }, maxRedirects: 0 });
      expect(answer.status(), `${role} of ${office} is signed in`).toBe(303);
    }
    return context.newPage();
  }

  /** Refused requests are part of some journeys and are no problem. */
  listen(context) {
    context.on("weberror", (error) => this.problems.push(String(error.error())));
    context.on("console", (message) => {
      if (message.type() === "error" && message.text().includes("Content Security Policy")) this.problems.push(message.text());
    });
    context.on("request", (request) => {
      if (request.method() === "POST" && request.isNavigationRequest()) this.forms.add(new URL(request.url()).pathname);
    });
  }

  async leave() {
    for (const context of this.contexts) await context.close();
  }
}

/** People who go on with the page they had. */
class Visitors extends People {
  pages = new Map();

  async signIn(baseURL, role, office) {
    const who = `${role} ${office}`;
    const page = this.pages.get(who) ?? (await super.signIn(baseURL, role, office));
    this.pages.set(who, page);
    // The last one may have read in English.
    await page.context().clearCookies({ name: "emes-language" });
    return page;
  }
}

/** For the test that asks whether every form was sent. */
async function note(forms, worker) {
  await mkdir(FORMS, { recursive: true });
  await appendFile(join(FORMS, String(worker)), [...forms].map((form) => `${form}\n`).join(""));
}
