// Journeys in a real Chromium: `npm test` here, after `cargo build`. EMES_BIN names the program, CHROMIUM the browser.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  timeout: 60_000,
  reporter: "list",
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] },
    locale: "th-TH",
  },
});
