import { defineConfig } from "@playwright/test";
import type { PortalOptions } from "./support/portal.ts";

/**
 * Every story runs twice: with the page's WebAssembly, and in a browser that runs no scripts at all. A story with the tag
 * `@scripts` or `@no-scripts` is about one of the two; one with `@once` is about what both have in common.
 */
export default defineConfig<PortalOptions>({
  testDir: "tests",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // Far more than a story takes, so that none fails on a busy machine.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: "playwright-report/summary.json" }]],
  use: {
    browserName: "chromium",
    locale: "sv-SE",
    timezoneId: "Europe/Stockholm",
    // Colours are measured at rest, not during a transition.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "wasm", grepInvert: /@no-scripts/ },
    { name: "no-wasm", grepInvert: /@scripts|@once/, use: { javaScriptEnabled: false } },
  ],
});
