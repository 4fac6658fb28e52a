import type { Locator, Page } from "@playwright/test";
import { PNG } from "pngjs";

/** Margin around a control for its focus indicator, in pixels. */
const ROOM = 10;

/** The width of the focus indicator in pixels, regardless of what surrounds it. */
export function lineOfFocus(page: Page): Promise<number> {
  return page.locator(":focus").evaluate((control) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(control);
    return outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
  });
}

/** How many pixels of a control and around it change when it loses the focus. */
export async function pixelsOfFocus(page: Page): Promise<number> {
  const focused = page.locator(":focus");
  const box = (await focused.boundingBox())!;
  const { width, height } = page.viewportSize()!;
  const [x, y] = [Math.max(box.x - ROOM, 0), Math.max(box.y - ROOM, 0)];
  const clip = {
    x,
    y,
    width: Math.min(box.x + box.width + ROOM, width) - x,
    height: Math.min(box.y + box.height + ROOM, height) - y,
  };
  const before = PNG.sync.read(await page.screenshot({ clip }));
  const element = await focused.elementHandle();
  await element!.evaluate((control) => (control as HTMLElement).blur());
  const after = PNG.sync.read(await page.screenshot({ clip }));
  // Tabbing continues from the same element.
  await element!.evaluate((control) => (control as HTMLElement).focus({ preventScroll: true }));
  let changed = 0;
  for (let at = 0; at < before.data.length; at += 4) {
    if (!before.data.subarray(at, at + 3).equals(after.data.subarray(at, at + 3))) changed++;
  }
  return changed;
}

/** The colours along the edges of a link, between its outline and its text: one if nothing is drawn there. */
export async function edges(link: Locator): Promise<Set<string>> {
  const { data, width, height } = PNG.sync.read(await link.screenshot());
  const colour = (x: number, y: number) => data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3).join(",");
  const [middle, half] = [Math.floor(width / 2), Math.floor(height / 2)];
  const depths = [1, 2, 3, 4];
  return new Set(
    depths.flatMap((deep) => [
      colour(middle, deep),
      colour(width - 1 - deep, half),
      colour(middle, height - 1 - deep),
      colour(deep, half),
    ]),
  );
}
