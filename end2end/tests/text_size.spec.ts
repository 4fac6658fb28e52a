import { appPagesOf } from "../support/app.ts";
import { bagPagesOf, orderBags } from "../support/bags.ts";
import { expect, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { accountOf, at, heading, invite, pagesOf, row, visitList } from "../support/sharing.ts";
import { problemsWithText } from "../support/text_size.ts";

// The accessibility stories check every page with text of twice the size too (`support/axe.ts`, which sets it on the
// page). Here it is the browser's own setting, and cases that those stories do not cover.

const { anna } = people;
const bjorn = at(people.bjorn, "bjorn-with-a-long-name.berg@a-long-host-name.example.com", "070-174 06 35");
const WIDTHS = [1280, 960, 640, 320];

test(
  "with text of twice the size, set in the browser, no page scrolls sideways or cuts its text",
  { tag: "@once" },
  async ({ page, signIn, signInToApp }) => {
    await signIn(page, anna);
    await invite(page, bjorn);
    await orderBags(page);
    const account = accountOf(page);
    await signInToApp(page, anna);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });

    for (const address of [
      ...["/", "/logga-in", "/logga-in/kundnummer", "/mina-uppgifter", "/app/"],
      ...[pagesOf(account), bagPagesOf("web", account), appPagesOf(account), bagPagesOf("app", account)].flatMap(
        Object.values,
      ),
    ]) {
      await visit(page, address);
      await expect(heading(page)).toBeVisible();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        expect(await problemsWithText(page), `${address} at ${width} px`).toEqual([]);
      }
    }
  },
);

test(
  "a menu with text of twice the size is wholly on the smallest screen",
  { tag: "@once" },
  async ({ page, signIn }) => {
    await signIn(page, anna);
    await invite(page, bjorn);
    await page.setViewportSize({ width: 320, height: 640 });
    await visitList(page);
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));

    await page.getByRole("button", { name: "Fler val för Björn Berg" }).click();

    const last = row(page, bjorn).getByRole("link", { name: "Ta bort" });
    const box = await last.locator("xpath=ancestor::*[@popover]").boundingBox();
    expect(box!.x).toBeGreaterThanOrEqual(0);
    expect(box!.x + box!.width).toBeLessThanOrEqual(320);
    expect(box!.y).toBeGreaterThanOrEqual(0);
    expect(box!.y + box!.height).toBeLessThanOrEqual(640);
    await last.click();
    await expect(heading(page)).toHaveText("Ta bort behörigheten för Björn Berg?");
  },
);
