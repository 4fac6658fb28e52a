import { expect, type Locator, type Page } from "@playwright/test";

/** Far more tab stops than any page has. */
const STOPS = 120;

/** Presses Tab until a control has the focus. Every stop on the way, and the control itself, shows its focus. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let stops = 0; stops < STOPS; stops++) {
    await page.keyboard.press("Tab");
    await expectFocusSeen(page);
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`the keyboard does not reach ${wanted}`);
}

/** Tabs to a control and presses a key on it. */
export async function press(page: Page, wanted: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

/** Tabs to a field and replaces its value. */
export async function type(page: Page, field: Locator, words: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(words);
}

/** The focused element has an indicator, is on the screen, and is not covered (WCAG 2.4.7 and 2.4.11). */
async function expectFocusSeen(page: Page): Promise<void> {
  // The browser may scroll to the focus a moment later.
  await expect.poll(() => problemWithFocus(page), { intervals: [20, 50, 100, 200], timeout: 10_000 }).toBeUndefined();
}

function problemWithFocus(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    // After the last stop the focus is in the browser's own interface.
    if (!focused || focused === document.body || focused === document.documentElement) return undefined;
    // A heading focused by the page itself, so that it is announced: it is not a control.
    if (focused.getAttribute("tabindex") === "-1") return undefined;
    const name = `${focused.tagName} "${focused.textContent?.trim().slice(0, 40)}"`;
    const marks = (element: Element | null) => {
      if (!element) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
    };
    // A checkbox is outlined together with its label. The skip link is visible only while it has the focus.
    const isMarked = marks(focused) || marks(focused.parentElement) || focused.matches('a[href="#innehall"]');
    if (!isMarked) return `${name} does not show that it has the focus`;
    const box = focused.getBoundingClientRect();
    if (box.bottom < 1 || box.right < 1 || box.top > innerHeight - 1 || box.left > innerWidth - 1) {
      return `${name} has the focus and is not on the screen`;
    }
    const clamp = (value: number, most: number) => Math.min(Math.max(value, 1), most - 1);
    const corners = [box.left + 2, box.left + box.width / 2, box.right - 2].flatMap((x) =>
      [box.top + 2, box.top + box.height / 2, box.bottom - 2].map((y) => [clamp(x, innerWidth), clamp(y, innerHeight)]),
    );
    const isSeen = corners.some(([x, y]) => {
      const top = document.elementFromPoint(x as number, y as number);
      return top !== null && (focused.contains(top) || top.contains(focused));
    });
    return isSeen ? undefined : `${name} has the focus and is covered`;
  });
}
