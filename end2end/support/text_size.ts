import type { Page } from "@playwright/test";

/** What is cut off or needs horizontal scrolling when the page's text is twice as large (WCAG 1.4.4). */
export async function problemsAtTwiceTheText(page: Page): Promise<string[]> {
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  try {
    return (await problemsWithText(page)).map((problem) => `text at 200 %: ${problem}`);
  } finally {
    await page.evaluate(() => (document.documentElement.style.fontSize = ""));
  }
}

/** What overflows the window or its box, or needs horizontal scrolling, on the current page. */
export function problemsWithText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className} "${element.textContent?.trim().slice(0, 40)}"`;
    /** The boxes around an element, from the inside out, up to one that is positioned on its own. */
    const boxesAround = (element: Element) => {
      const boxes: Element[] = [];
      for (let box: Element | null = element; box && box !== document.body; box = box.parentElement) {
        const { display, position } = getComputedStyle(box);
        if (display !== "inline" && display !== "contents") boxes.push(box);
        if (position === "absolute" || position === "fixed") break;
      }
      return boxes;
    };
    /** Whether a line of text overflows a box horizontally, or vertically where the box clips it. */
    const cuts = (box: Element, text: DOMRect, room: number) => {
      const { left, right, top, bottom } = box.getBoundingClientRect();
      const hides = ["hidden", "clip"].includes(getComputedStyle(box).overflowY);
      const isBeside = text.left < left - room || text.right > right + room;
      return isBeside || (hides && (text.top < top - room || text.bottom > bottom + room));
    };
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.add(`${scrollWidth - clientWidth} px to scroll sideways`);

    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      if (!texts.currentNode.textContent?.trim() || !element?.checkVisibility({ visibilityProperty: true })) continue;
      const boxes = boxesAround(element);
      // For screen readers only: invisible.
      if (boxes.some((box) => box.getBoundingClientRect().width <= 1)) continue;
      // With preserved white space, a trailing blank hangs over the edge of the line.
      const { whiteSpace, fontSize } = getComputedStyle(element);
      const room = whiteSpace === "pre-wrap" ? parseFloat(fontSize) : 2;
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      for (const text of range.getClientRects()) {
        if (text.width === 0) continue;
        if (text.left < -1 || text.right > clientWidth + 1) found.add(`outside of the window: ${name(element)}`);
        const box = boxes.find((box) => cuts(box, text, room));
        if (box) found.add(`outside of ${name(box)}: ${name(element)}`);
      }
    }
    return [...found];
  });
}
