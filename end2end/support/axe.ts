import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { expect, type Page } from "@playwright/test";
import { hasScripts } from "./page.ts";
import { problemsAtTwiceTheText } from "./text_size.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const SCHEMES = ["light", "dark"] as const;
// 320 px is what is left of a 1280 px window at 400 %.
const WIDTHS = [1280, 320];

/**
 * The page as it stands is accessible: axe finds nothing and nothing is cut off, light and dark, wide and narrow, and with
 * text of twice the size.
 */
export async function expectAccessible(page: Page): Promise<void> {
  // A page that a form led to may be read before its style sheet has come.
  await page.waitForLoadState("load");
  const before = page.viewportSize();
  const found: string[] = [];
  for (const colorScheme of SCHEMES) {
    for (const width of WIDTHS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await showWhole(page, width);
      const problems = [...(await violations(page)), ...(await overflow(page))];
      // Colours move nothing.
      if (colorScheme === "light") problems.push(...(await problemsAtTwiceTheText(page)));
      found.push(...problems.map((problem) => `${colorScheme}, ${width} px: ${problem}`));
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) {
    await page.setViewportSize(before);
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(before.width);
  }
  expect(found, `accessibility of ${new URL(page.url()).pathname}`).toEqual([]);
}

/** What is under the app's tabs comes out when one scrolls: its pages are looked at in a window as high as they are. */
async function showWhole(page: Page, width: number): Promise<void> {
  if ((await page.locator(".tab-bar").count()) === 0) return;
  await page.setViewportSize({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
}

async function violations(page: Page): Promise<string[]> {
  const source = await readFile(AXE, "utf8");
  return withTimers(page, async () => {
    if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
    const results = await page.evaluate<AxeResults, string[]>(
      (tags) => (window as unknown as { axe: typeof import("axe-core") }).axe.run(document, { runOnly: tags }),
      RULES,
    );
    return results.violations.flatMap((rule) =>
      rule.nodes.map(
        (node) => `${rule.id} at ${node.target.join(" ")} – ${node.failureSummary?.split("\n")[1]?.trim()}`,
      ),
    );
  });
}

/** Wider than its window is how a page is cut off for those who enlarge it. */
async function overflow(page: Page): Promise<string[]> {
  const pixels = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return pixels > 0 ? [`${pixels} px to scroll sideways`] : [];
}

/**
 * axe waits with timers, which stand still in a browser that runs no scripts. Letting them run for a while does not
 * run the page's own scripts: those were passed over when the page was read.
 */
async function withTimers<T>(page: Page, work: () => Promise<T>): Promise<T> {
  if (hasScripts()) return work();
  const devtools = await page.context().newCDPSession(page);
  // Only a change reaches the page, so this session has to forbid before it can allow.
  const setDisabled = (value: boolean) => devtools.send("Emulation.setScriptExecutionDisabled", { value });
  await setDisabled(true);
  await setDisabled(false);
  try {
    return await work();
  } finally {
    await setDisabled(true);
    await devtools.detach();
  }
}
