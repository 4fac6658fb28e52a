import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { expect, type Page } from "@playwright/test";
import { hasScripts } from "./page.ts";
import { problemsAtTwiceTheText } from "./text_size.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
// A 1280 px window at 400 % zoom is 320 px wide.
const [WIDE, NARROW] = [1280, 320];
const TWO_LOOKS = [
  ["light", WIDE],
  ["dark", NARROW],
] as const;
const ALL_LOOKS = [...TWO_LOOKS, ["light", NARROW], ["dark", WIDE]] as const;

/**
 * The current page is accessible: axe finds nothing and nothing is cut off, wide in light colours and narrow in dark
 * ones, and with text of twice the size. The other two combinations are measured on the styleguide, which shows every
 * component, and on the frame around pages (`expectAccessibleInAllLooks`).
 */
export async function expectAccessible(page: Page): Promise<void> {
  await expectAccessibleIn(page, TWO_LOOKS);
}

/** The same, wide and narrow in light and in dark colours. */
export async function expectAccessibleInAllLooks(page: Page): Promise<void> {
  await expectAccessibleIn(page, ALL_LOOKS);
}

async function expectAccessibleIn(page: Page, looks: typeof TWO_LOOKS | typeof ALL_LOOKS): Promise<void> {
  // After a form, the page may be there before its style sheet.
  await page.waitForLoadState("load");
  const before = page.viewportSize();
  const found: string[] = [];
  for (const [index, [colorScheme, width]] of looks.entries()) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await showWhole(page, width);
    const problems = [...(await violations(page)), ...(await overflow(page))];
    // Colours change no layout: each width once.
    if (index < TWO_LOOKS.length) problems.push(...(await problemsAtTwiceTheText(page)));
    found.push(...problems.map((problem) => `${colorScheme}, ${width} px: ${problem}`));
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) {
    await page.setViewportSize(before);
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(before.width);
  }
  expect(found, `accessibility of ${new URL(page.url()).pathname}`).toEqual([]);
}

/** Content under the app's tabs appears on scrolling, so its pages are checked in a window as high as they are. */
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

/** A page wider than its window is cut off for users who zoom in. */
async function overflow(page: Page): Promise<string[]> {
  const pixels = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return pixels > 0 ? [`${pixels} px to scroll sideways`] : [];
}

/**
 * axe uses timers, which are paused in a browser that runs no scripts. Enabling scripts for a while does not run the
 * page's own: those were skipped when the page was parsed.
 */
async function withTimers<T>(page: Page, work: () => Promise<T>): Promise<T> {
  if (hasScripts()) return work();
  const devtools = await page.context().newCDPSession(page);
  // Only a change takes effect, so this session has to disable scripts before it can enable them.
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
