import type { Locator } from "@playwright/test";
import { appPagesOf, tabs } from "../support/app.ts";
import { bagPagesOf } from "../support/bags.ts";
import { edges, lineOfFocus, pixelsOfFocus } from "../support/forced_colors.ts";
import { expect, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { accountOf, at, heading, invite, menu, pagesOf } from "../support/sharing.ts";

const { anna } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com");

/** The minimum focus indicator: a line of two pixels along one side of the smallest target. */
const LEAST_MARK = 88;

// Like Windows' contrast themes: the user's few colours in place of the page's, without shadows and backgrounds.
test.use({ contextOptions: { reducedMotion: "reduce", forcedColors: "active" } });

test("with forced colours every control shows focus", { tag: "@once" }, async ({ page, signIn }) => {
  await signIn(page, anna);
  await invite(page, bjorn);
  const pages = pagesOf(accountOf(page));
  const { bags } = bagPagesOf("web", accountOf(page));

  for (const address of ["/logga-in/kundnummer", pages.overview, pages.list, pages.form, pages.activity, bags]) {
    await visit(page, address);
    await expect(heading(page)).toBeVisible();
    const seen = new Set<string>();
    for (let stop = 0; stop < 60; stop++) {
      await page.keyboard.press("Tab");
      const focused = page.locator(":focus");
      if ((await focused.count()) === 0) break;
      const name = await focused.evaluate((it) => it.outerHTML.slice(0, 120));
      // Tabbing past the last control continues with the first.
      if (seen.has(name) && stop > 30) break;
      seen.add(name);
      expect(await lineOfFocus(page), `${address}: ${name}`).toBeGreaterThanOrEqual(2);
      expect(await pixelsOfFocus(page), `${address}: ${name}`).toBeGreaterThanOrEqual(LEAST_MARK);
    }
    expect(seen.size, address).toBeGreaterThan(5);
  }
});

test(
  "with forced colours only the current item of menu, filter and tab bar is marked",
  { tag: "@once" },
  async ({ page, signIn, signInToApp }) => {
    await signIn(page, anna);
    const account = accountOf(page);
    await visit(page, pagesOf(account).activity);
    for (const row of [menu(page), page.getByRole("navigation", { name: "Visa" })]) await expectOneMarked(row);

    await signInToApp(page, anna);
    await visit(page, appPagesOf(account).profile);
    await expectOneMarked(tabs(page));
  },
);

async function expectOneMarked(row: Locator): Promise<void> {
  const links = await row.getByRole("link").all();
  expect(links.length).toBeGreaterThan(2);
  for (const link of links) {
    const isPresent = (await link.getAttribute("aria-current")) !== null;
    expect((await edges(link)).size > 1, `${await link.innerText()} is marked`).toBe(isPresent);
  }
}
