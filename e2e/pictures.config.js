// Takes the pictures of the user guide: `npm run pictures`. docs/guide/README.md tells what they must be.
import { defineConfig } from "@playwright/test";
import config from "./playwright.config.js";

export default defineConfig({
  ...config,
  testDir: "pictures",
  // In their order, by one program: what is done for one is seen in the next.
  fullyParallel: false,
  workers: 1,
  projects: [{ name: "pictures" }],
});
