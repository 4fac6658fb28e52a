import type { Locator, Page } from "@playwright/test";
import { appPagesOf, confirmInApp, PHONE, shareApp, tabs } from "../support/app.ts";
import { expectAccessible } from "../support/axe.ts";
import { DAY } from "../support/clock.ts";
import { activate, signInByNumber } from "../support/number.ts";
import { expect, post, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { accountOf, at, confirm, heading, invite, pagesOf, remove } from "../support/sharing.ts";

const { anna } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com");
const moa = at(people.moa, "moa.mard@example.com");

/** Opens Aktivitet for the account of the current page. */
async function visitActivity(page: Page, pages: (account: string) => { activity: string } = pagesOf): Promise<void> {
  await visit(page, pages(accountOf(page)).activity);
  await expect(heading(page)).toHaveText("Aktivitet");
}

/** The events, newest first. */
function entries(page: Page): Locator {
  return page.getByRole("main").locator(".activity > li");
}

async function choose(page: Page, row: string, choice: string): Promise<void> {
  const link = page
    .getByRole("navigation", { name: row, exact: true })
    .getByRole("link", { name: choice, exact: true });
  await link.click();
  await expect(link).toHaveAttribute("aria-current", "true");
}

test("Anna reads what she and Björn have done, and filters by category", async ({ page, signIn, anotherBrowser }) => {
  await signIn(page, anna);
  const his = await anotherBrowser();
  await signIn(his, bjorn);
  await confirm(his, await invite(page, bjorn));
  await remove(page, bjorn);

  await visitActivity(page);

  await expect(entries(page).first()).toContainText("Du tog bort tillgången till Mina Sidor för Björn Berg.");
  await expect(entries(page).first()).toContainText("På Mina Sidor med BankID.");
  await expect(entries(page).filter({ hasText: "Du bjöd in Björn Berg till Mina Sidor." })).toHaveCount(1);
  await expect(entries(page).filter({ hasText: "Björn Berg bekräftade inbjudan till Mina Sidor." })).toHaveCount(1);
  await expect(entries(page).filter({ hasText: "Du loggade in." })).toHaveCount(1);
  await expectAccessible(page);

  await choose(page, "Visa", "Delning");
  await expect(entries(page)).toHaveCount(3);
  await choose(page, "Period", "30 dagar");
  await expect(entries(page)).toHaveCount(3);
  await choose(page, "Visa", "Inloggningar");
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page)).toContainText("Du loggade in.");
  await choose(page, "Visa", "Beställningar");
  await expect(page.getByText("Det finns inget att visa för det du har valt.")).toBeVisible();
  await expectAccessible(page);
});

test("a grantee reads their own activity, and nobody else's", async ({ page, signIn, anotherBrowser }) => {
  const annas = await anotherBrowser();
  await signIn(annas, anna);
  await signIn(page, bjorn);
  await confirm(page, await invite(annas, bjorn));
  await invite(annas, at(people.hanna, "hanna@example.com"));

  await visitActivity(page);

  await expect(page.getByText("Här ser du vad du har gjort för Anna Andersson")).toBeVisible();
  await expect(entries(page).filter({ hasText: "Du bekräftade inbjudan till Mina Sidor." })).toHaveCount(1);
  await expect(entries(page).filter({ hasText: "Du loggade in." })).toHaveCount(1);
  await expect(page.getByText("bjöd in")).toHaveCount(0);
  await expect(entries(page).filter({ hasText: "Anna Andersson bjöd" })).toHaveCount(0);
});

test("entries that do not fit are on the next page, and a link leads back to the first", async ({
  page,
  signIn,
  portal,
}) => {
  await signIn(page, anna);
  const account = accountOf(page);
  for (let change = 0; change < 30; change++) {
    await post(page, portal, "/api/profile/mobile", { account, mobile: "070-174 06 99" });
  }

  await visitActivity(page);
  await expect(entries(page)).toHaveCount(25);
  await expect(page.getByRole("link", { name: "Nyare" })).toHaveCount(0);
  await page.getByRole("link", { name: "Äldre" }).click();

  await expect(page.getByRole("link", { name: "Äldre" })).toHaveCount(0);
  await expect(entries(page).filter({ hasText: "Du loggade in." })).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Nyare" }).click();
  await expect(entries(page)).toHaveCount(25);
  await expect(entries(page).filter({ hasText: "Du loggade in." })).toHaveCount(0);
});

test("a period excludes earlier entries", async ({ page, signIn, advance }) => {
  await signIn(page, anna);
  await advance(31 * DAY);
  await signIn(page, anna);
  await visitActivity(page);
  await choose(page, "Visa", "Inloggningar");
  await expect(entries(page)).toHaveCount(2);

  await choose(page, "Period", "30 dagar");

  await expect(entries(page)).toHaveCount(1);
  await choose(page, "Period", "12 månader");
  await expect(entries(page)).toHaveCount(2);
});

test("by customer number others' names are masked, and sign-ins are not shown", async ({
  page,
  signIn,
  anotherBrowser,
  portal,
  request,
}) => {
  const [annas, his] = [await anotherBrowser(), await anotherBrowser()];
  await signIn(annas, anna);
  await signIn(his, bjorn);
  await confirm(his, await invite(annas, bjorn));
  await activate(page, portal, request, "100001");
  await signInByNumber(page, "100001");

  await visitActivity(page);

  await expect(entries(page).filter({ hasText: "Björn B. bekräftade inbjudan till Mina Sidor." })).toHaveCount(1);
  await expect(page.getByText("Björn Berg")).toHaveCount(0);
  await expect(entries(page).filter({ hasText: "Du loggade in." })).toHaveCount(0);
});

test("the page speaks English", async ({ page, signIn, portal }) => {
  await signIn(page, anna);
  await invite(page, bjorn);
  const account = accountOf(page);
  await post(page, portal, "/api/language", { language: "en" });

  await visit(page, pagesOf(account).activity);

  await expect(heading(page)).toHaveText("Activity");
  await expect(entries(page).filter({ hasText: "You invited a person to My Pages." })).toHaveCount(1);
  await expect(entries(page).filter({ hasText: "You signed in." })).toContainText("On My Pages with BankID.");
});

test.describe("in the app", () => {
  test.use(PHONE);

  test("Anna reads what she and Moa have done", async ({ page, signInToApp, anotherBrowser }) => {
    await signInToApp(page, anna);
    const hers = await anotherBrowser();
    const invitation = await shareApp(page, moa);
    await signInToApp(hers, moa);
    await confirmInApp(hers, invitation);

    await visitActivity(page, appPagesOf);

    await expect(tabs(page)).toBeVisible();
    await expect(entries(page).filter({ hasText: "Moa Mård bekräftade inbjudan till appen." })).toHaveCount(1);
    await expect(entries(page).filter({ hasText: "Du bjöd in Moa Mård till appen." })).toContainText(
      "I appen med BankID.",
    );
    await choose(page, "Visa", "Delning");
    await expect(entries(page)).toHaveCount(2);
    await expectAccessible(page);
    await page.getByRole("main").getByRole("link", { name: "Hem" }).click();
    await expect(heading(page)).toHaveText("Hej Anna!");
    await visitActivity(hers, appPagesOf);
    await expect(entries(hers).filter({ hasText: "Du bekräftade inbjudan till appen." })).toHaveCount(1);
    await expect(hers.getByText("bjöd in")).toHaveCount(0);
  });
});
