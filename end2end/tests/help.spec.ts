import type { Page } from "@playwright/test";
import { expect, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { accountOf, at, confirm, heading, invite, pagesOf } from "../support/sharing.ts";

const { anna, david } = people;
const SHARE = "/dela";

/** Where a step of the help leads. */
const STEPS = [
  ["Gå till Min profil", "Min profil"],
  ["Gå till Hantera behörigheter", "Hantera behörigheter"],
  ["Gå till Ny behörighet", "Ny behörighet"],
] as const;

async function follow(page: Page, name: string): Promise<void> {
  await visit(page, SHARE);
  await page.getByRole("main").getByRole("link", { name }).first().click();
}

test("every step of the help links to its page for a signed-in person", { tag: "@once" }, async ({ page, signIn }) => {
  await signIn(page, anna);
  const account = accountOf(page);

  for (const [link, title] of STEPS) {
    await follow(page, link);
    await expect(heading(page)).toHaveText(title);
    expect(accountOf(page)).toBe(account);
  }
});

test("a step leads through signing in to its page", { tag: "@once" }, async ({ page, signIn }) => {
  await follow(page, "Gå till Hantera behörigheter");
  await expect(heading(page)).toHaveText("Logga in på Mina Sidor");
  const wanted = new URL(page.url()).searchParams.get("till") ?? "";

  await signIn(page, anna, wanted);

  await expect(heading(page)).toHaveText("Hantera behörigheter");
});

test("a step of the app's help links to its page in the app", { tag: "@once" }, async ({ page }) => {
  await visit(page, SHARE);

  await page.getByRole("link", { name: "Gå till Bjud in i appen" }).click();

  await expect(page).toHaveURL(/\/app\/logga-in\?till=\/app\/valj-konto\?till=profil\/familjedelning\/bjud-in$/);
});

test(
  "a person with several accounts chooses one on the way to the page",
  { tag: "@once" },
  async ({ page, signIn, anotherBrowser }) => {
    const annas = await anotherBrowser();
    await signIn(annas, anna);
    await signIn(page, david);
    const own = accountOf(page);
    await confirm(page, await invite(annas, at(david, "david.dahl.6905@example.com")));

    await follow(page, "Gå till Ny behörighet");
    await expect(heading(page)).toHaveText("Välj konto");
    await page.getByRole("main").getByRole("link", { name: "David Dahl" }).click();

    await expect(page).toHaveURL(new RegExp(`${pagesOf(own).form}$`));
  },
);

test(
  "the help is found from the start page, the footer and the empty list",
  { tag: "@once" },
  async ({ page, signIn }) => {
    await visit(page, "/");
    await page.getByRole("link", { name: "Dela med någon du litar på" }).click();
    await expect(heading(page)).toHaveText("Så delar du");
    await page.getByRole("contentinfo").getByRole("link", { name: "Så fungerar appen" }).click();
    await expect(heading(page)).toHaveText("Så fungerar appen");

    await signIn(page, anna);
    await visit(page, pagesOf(accountOf(page)).list);
    await page.getByRole("link", { name: "Läs mer om hur du delar" }).click();
    await expect(heading(page)).toHaveText("Så delar du");
  },
);

test("an answer opens without scripts too", async ({ page }) => {
  await visit(page, SHARE);
  const answer = page.getByText(/^Nej\. Du som delar ska stå på avtalet\./);
  await expect(answer).toBeHidden();

  await page.getByText("Måste personen vara kund?").click();

  await expect(answer).toBeVisible();
});
