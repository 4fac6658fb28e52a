import type { Page } from "@playwright/test";
import { PHONE, tabs } from "../support/app.ts";
import { expect, hydrated, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import {
  accountOf,
  at,
  choose,
  confirm,
  fillIn,
  heading,
  invite,
  menu,
  nameOf,
  pagesOf,
  row,
} from "../support/sharing.ts";

const { anna, david } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com");

/** Marks the document: a new one has no mark. */
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { isSameDocument: true }));
}

async function expectSameDocument(page: Page): Promise<void> {
  expect(await page.evaluate(() => "isSameDocument" in window), "no document was loaded").toBe(true);
}

/** The page is there as a document would be: heading, title and language; the focus is on the heading. */
async function expectArrival(page: Page, title: string): Promise<void> {
  await expect(heading(page)).toHaveText(title);
  await expect(heading(page)).toBeFocused();
  await expect(page).toHaveTitle(new RegExp(`^${title.replace("?", "\\?")} – `));
  await expect(page.locator("html")).toHaveAttribute("lang", "sv");
  await expect(page.locator("[aria-live=polite]").first()).toHaveText(title);
  await expectSameDocument(page);
}

test("between the pages of an account no document is loaded", { tag: "@scripts" }, async ({ page, signIn }) => {
  await signIn(page, anna);
  await hydrated(page);
  await mark(page);

  for (const [entry, title] of [
    ["Beställ påsar", "Beställ färgsorteringspåsar"],
    ["Beställningar", "Beställningar"],
    ["Avtal", "Avtal"],
    ["Aktivitet", "Aktivitet"],
    ["Min profil", "Min profil"],
  ] as const) {
    await menu(page).getByRole("link", { name: entry }).click();
    await expectArrival(page, title);
    await expect(menu(page).getByRole("link", { name: entry })).toHaveAttribute("aria-current", "page");
    await expect(menu(page).locator("[aria-current]")).toHaveCount(1);
  }
  await page.locator("summary", { hasText: "Behörigheter" }).click();
  await page.getByRole("link", { name: "Hantera behörigheter" }).click();
  await expectArrival(page, "Hantera behörigheter");
  await page.getByRole("link", { name: "Ny behörighet" }).click();
  await expectArrival(page, "Ny behörighet");
  await fillIn(page, bjorn);
  await page.getByRole("button", { name: "Spara" }).click();
  await expectArrival(page, "Behörigheten är sparad");
  await page.getByRole("link", { name: "Hantera behörigheter" }).first().click();
  await expectArrival(page, "Hantera behörigheter");
  await choose(page, bjorn, "Ta bort");
  await expectArrival(page, `Ta bort behörigheten för ${nameOf(bjorn)}?`);
  await page.getByRole("button", { name: "Ta bort" }).click();
  await expectArrival(page, "Hantera behörigheter");
  await expect(page.getByText("Klart! Behörigheten är borttagen.")).toBeVisible();

  await page.goBack();
  await expectSameDocument(page);
});

test.describe("in the app", () => {
  test.use(PHONE);

  test("the tabs load no document", { tag: "@scripts" }, async ({ page, signInToApp }) => {
    await signInToApp(page, anna);
    await hydrated(page);
    await mark(page);

    for (const [tab, title] of [
      ["Beställ", "Beställ färgsorteringspåsar"],
      ["Profil", "Min profil"],
    ] as const) {
      await tabs(page).getByRole("link", { name: tab }).click();
      await expectArrival(page, title);
      await expect(tabs(page).getByRole("link", { name: tab })).toHaveAttribute("aria-current", "page");
    }
    await page.goBack();
    await expectArrival(page, "Beställ färgsorteringspåsar");
  });
});

test("going back leads to where one was on the page", { tag: "@scripts" }, async ({ page, signIn }) => {
  await page.setViewportSize({ width: 1000, height: 400 });
  await signIn(page, anna);
  await hydrated(page);
  await mark(page);
  await menu(page).getByRole("link", { name: "Min profil" }).click();
  await expectArrival(page, "Min profil");
  await page.evaluate(() => window.scrollTo(0, 500));
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(500);

  await page.locator("a", { hasText: "Hantera behörigheter" }).evaluate((link: HTMLElement) => link.click());
  await expectArrival(page, "Hantera behörigheter");
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
  await page.goBack();

  await expectArrival(page, "Min profil");
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(500);
});

test("the filters of one page show what they say", { tag: "@scripts" }, async ({ page, signIn }) => {
  await signIn(page, anna);
  await visit(page, pagesOf(accountOf(page)).activity);
  await mark(page);

  const kinds = page.getByRole("navigation", { name: "Visa", exact: true });
  await kinds.getByRole("link", { name: "Inloggningar" }).click();
  await expect(kinds.getByRole("link", { name: "Inloggningar" })).toHaveAttribute("aria-current", "true");
  await expect(page).toHaveURL(/visa=/);
  await page.goBack();

  await expect(kinds.getByRole("link", { name: "Allt" })).toHaveAttribute("aria-current", "true");
  await expectSameDocument(page);
});

test("a public page is a document of its own", { tag: "@scripts" }, async ({ page, signIn }) => {
  await signIn(page, anna);
  await hydrated(page);
  await mark(page);

  await page.getByRole("contentinfo").getByRole("link", { name: "Tillgänglighet" }).click();

  await expect(heading(page)).toHaveText(/Tillgänglighet/);
  expect(await page.evaluate(() => "isSameDocument" in window)).toBe(false);
});

test("a page that takes long shows that it is coming", { tag: "@scripts" }, async ({ page, signIn }) => {
  await signIn(page, anna);
  await hydrated(page);
  let goOn = () => {};
  const held = new Promise<void>((resolve) => (goOn = resolve));
  await page.route("**/api/profile*", async (route) => {
    await held;
    await route.continue();
  });

  await menu(page).getByRole("link", { name: "Min profil" }).click();

  await expect(page.locator(".progress")).toBeVisible();
  await expect(heading(page), "the page before stays").toHaveText(/Översikt|Hej/);
  goOn();
  await expect(heading(page)).toHaveText("Min profil");
  await expect(page.locator(".progress")).toBeHidden();
});

test(
  "who is signed out meanwhile is led to signing in, for the page they went to",
  { tag: "@scripts" },
  async ({ page, signIn }) => {
    await signIn(page, david);
    await hydrated(page);
    await page.context().clearCookies();

    await menu(page).getByRole("link", { name: "Avtal" }).click();

    await expect(heading(page)).toHaveText("Logga in på Mina Sidor");
    await expect(page).toHaveURL(/till=.*avtal/);
  },
);

test.describe("pages stay true", { tag: "@scripts" }, () => {
  test("the owner sees at once that the invited person has confirmed", async ({ page, signIn, anotherBrowser }) => {
    await signIn(page, anna);
    const invitation = await invite(page, bjorn);
    await visit(page, pagesOf(accountOf(page)).list);
    await mark(page);
    const search = page.getByRole("button", { name: `Fler val för ${nameOf(bjorn)}` });
    await search.focus();
    await expect(row(page, bjorn)).toContainText("Inbjuden.");

    const his = await anotherBrowser();
    await signIn(his, bjorn);
    await confirm(his, invitation);

    await expect(row(page, bjorn)).toContainText("Aktiv sedan");
    await expect(search).toBeFocused();
    await expectSameDocument(page);
  });

  test("who is removed stands on the page that says so", async ({ page, signIn, anotherBrowser }) => {
    await signIn(page, anna);
    const invitation = await invite(page, bjorn);
    const his = await anotherBrowser();
    await signIn(his, bjorn);
    await confirm(his, invitation);
    await hydrated(his);
    await mark(his);

    await visit(page, pagesOf(accountOf(page)).list);
    await choose(page, bjorn, "Ta bort");
    await page.getByRole("button", { name: "Ta bort" }).click();

    await expect(his).toHaveURL(/\/avslutad$/);
    await expectSameDocument(his);
  });

  test("a second tab learns that the first has signed out", async ({ page, signIn }) => {
    await signIn(page, anna);
    const second = await page.context().newPage();
    await visit(second, pagesOf(accountOf(page)).profile);

    await page.getByRole("button", { name: "Logga ut" }).first().click();

    await expect(heading(second)).toHaveText("Logga in på Mina Sidor");
  });
});
