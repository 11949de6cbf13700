// Browser tests: what a person does and sees, against the built program. README.md tells how to run one of them.
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { BROWSER, OUTPUT } from "./support/paths.js";

export default defineConfig({
  testDir: ".",
  outputDir: join(OUTPUT, "results"),
  // Each worker has a program of its own, and each journey an office of its own.
  fullyParallel: true,
  workers: Math.min(availableParallelism(), 4),
  forbidOnly: true,
  // A test that passes only the second time is wrong.
  retries: 0,
  // Long enough that nothing fails because a machine is busy.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  globalSetup: "./support/begin.js",
  reporter: [["list"]],
  use: {
    // A page is looked at for a second: to optimise its code, or to play a graphics card, takes longer than it saves.
    launchOptions: {
      executablePath: BROWSER,
      args: ["--js-flags=--no-maglev,--no-turbofan", "--disable-gpu", "--disable-software-rasterizer"],
    },
    locale: "th-TH",
    timezoneId: "Asia/Bangkok",
    viewport: { width: 1280, height: 800 },
    // Colours are read while axe looks; a transition would show neither the old nor the new one.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "script", testMatch: "{journeys,pages}/*.spec.js" },
    { name: "no-script", testMatch: "no-script/*.spec.js", use: { javaScriptEnabled: false } },
    { name: "every-form", testMatch: "every-form/*.spec.js", dependencies: ["no-script"] },
  ],
});
