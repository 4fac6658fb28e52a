import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { appPagesOf, confirmInApp, PHONE, shareApp, tabs } from "../support/app.ts";
import { expectAccessible } from "../support/axe.ts";
import { MINUTE } from "../support/clock.ts";
import { expect, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { accountOf, at, confirm, heading, invite, menu, pagesOf, visitList } from "../support/sharing.ts";

const { anna } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com", "070-174 06 35");
const moa = at(people.moa, "moa.mard@example.com");
const OWN_DATA = "/mina-uppgifter";

/** Presses "Hämta som fil" and reads the download. */
async function fetchFile(page: Page): Promise<Record<string, any>> {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Hämta som fil" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("mina-uppgifter.json");
  return JSON.parse(await readFile(await file.path(), "utf8"));
}

test("a grantee sees their stored data, and downloads it", async ({ page, signIn, anotherBrowser }) => {
  const his = await anotherBrowser();
  await signIn(page, anna);
  await signIn(his, bjorn);
  await confirm(his, await invite(page, bjorn));
  await menu(his).getByRole("link", { name: "Min profil" }).click();

  await his.getByRole("link", { name: "Se och hämta mina uppgifter" }).click();

  await expect(heading(his)).toHaveText("Mina uppgifter");
  await expect(his.getByText("19840617-****")).toBeVisible();
  const shared = his.getByRole("table", { name: "Det andra har delat med dig" });
  await expect(shared.getByRole("row").filter({ hasText: "Anna Andersson" })).toContainText("Aktiv");
  await expect(shared).toContainText(bjorn.email);
  const file = await fetchFile(his);
  expect(file.person.personal_number).toBe(bjorn.personalNumber);
  expect(file.shared_with_me[0].shared_by).toBe("Anna Andersson");
  expect(JSON.stringify(file), "nothing of the owner's but the name").not.toContain(anna.personalNumber);
  await expectAccessible(his);
});

test("an owner sees their own data, not their grantees'", async ({ page, signIn }) => {
  await signIn(page, anna);
  await invite(page, bjorn);

  await visit(page, OWN_DATA);

  await expect(page.getByRole("table", { name: "Konton där du står på avtalet" })).toContainText("Anna Andersson");
  await expect(page.getByRole("table", { name: "Det du har delat" })).toContainText("Väntar på svar");
  await expect(page.getByText("Björn")).toHaveCount(0);
  await expect(page.getByText("Du står på ett avtal.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Ta bort min användare" })).toHaveCount(0);
  await expectAccessible(page);
});

test("after five minutes a step-up is required, and leads back", async ({ page, signIn, advance }) => {
  await signIn(page, anna);
  await advance(6 * MINUTE);

  await visit(page, OWN_DATA);
  await expect(page.getByText(/^Legitimera dig igen/)).toBeVisible();
  await expect(page.getByText("19850214-****")).toHaveCount(0);
  await expectAccessible(page);
  await signIn(page, anna, OWN_DATA);

  await expect(heading(page)).toHaveText("Mina uppgifter");
  await expect(page.getByText("19850214-****")).toBeVisible();
});

test("a file requested too late is refused", async ({ page, signIn, advance }) => {
  await signIn(page, anna);
  await visit(page, OWN_DATA);
  await advance(6 * MINUTE);

  await page.getByRole("link", { name: "Hämta som fil" }).click();

  await expect(page.getByText(/^Legitimera dig igen/)).toBeVisible();
});

test("without a session the page redirects to sign-in", async ({ page, signIn }) => {
  await visit(page, "/personuppgifter");
  await page.getByRole("main").getByRole("link", { name: "Se och hämta mina uppgifter" }).click();
  await expect(heading(page)).toHaveText("Logga in på Mina Sidor");
  const wanted = new URL(page.url()).searchParams.get("till") ?? "";

  await signIn(page, anna, wanted);

  await expect(heading(page)).toHaveText("Mina uppgifter");
});

test("a grantee deletes their user, and the owner sees that they have left", async ({
  page,
  signIn,
  anotherBrowser,
  mail,
}) => {
  const his = await anotherBrowser();
  await signIn(page, anna);
  await signIn(his, bjorn);
  await confirm(his, await invite(page, bjorn));
  await visit(his, OWN_DATA);

  await his.getByRole("link", { name: "Ta bort min användare" }).click();
  await expect(heading(his)).toHaveText("Ta bort din användare?");
  await expect(his.getByText("Mina Sidor för Anna Andersson")).toBeVisible();
  await expectAccessible(his);
  await his.getByRole("link", { name: "Avbryt" }).click();
  await expect(heading(his)).toHaveText("Mina uppgifter");
  await his.getByRole("link", { name: "Ta bort min användare" }).click();
  await his.getByRole("button", { name: "Ta bort min användare" }).click();

  await expect(his.getByText("Klart! Din användare är borttagen")).toBeVisible();
  await expectAccessible(his);
  await visit(his, pagesOf(accountOf(page)).overview);
  await expect(heading(his)).toHaveText("Logga in på Mina Sidor");
  const letter = await mail("anna.andersson.8502@example.com", 2);
  expect(letter.text).not.toContain("Berg");
  await visitList(page);
  await expect(page.getByRole("rowheader", { name: "Björn Berg" })).toHaveCount(0);
  await signIn(his, bjorn);
  await expect(heading(his)).toHaveText("Du har inget konto här ännu");
  await his.getByRole("link", { name: "Se och hämta mina uppgifter" }).click();
  await expect(his.getByRole("table", { name: "Det andra har delat med dig" })).toHaveCount(0);
});

test("the pages speak English too", async ({ page, signIn }) => {
  await signIn(page, anna);
  await visit(page, OWN_DATA);

  await page.locator('button[lang="en"]').click();

  await expect(heading(page)).toHaveText("My data");
  await expect(page.getByRole("link", { name: "Download as a file" })).toBeVisible();
  await visit(page, "/personuppgifter");
  await expect(page.getByText("3 years. The latest event is kept", { exact: false })).toBeVisible();
});

test("Personuppgifter lists how long everything is kept", async ({ page }) => {
  await visit(page, "/personuppgifter");

  const kept = page.getByRole("table", { name: "Det här sparar vi" });
  await expect(kept.getByRole("row").filter({ hasText: "Händelser på kontot" })).toContainText("3 år.");
  await expect(kept.getByRole("row").filter({ hasText: "Beställningar av påsar" })).toContainText("2 år efter");
});

test.describe("in the app", () => {
  test.use(PHONE);

  test("a family member sees their data and deletes their user", async ({ page, signInToApp, anotherBrowser }) => {
    const hers = await anotherBrowser();
    await signInToApp(page, anna);
    const invitation = await shareApp(page, moa);
    await signInToApp(hers, moa);
    await confirmInApp(hers, invitation);
    await tabs(hers).getByRole("link", { name: "Min profil" }).click();
    await hers.getByRole("link", { name: "Se och hämta mina uppgifter" }).click();
    await expect(heading(hers)).toHaveText("Mina uppgifter");
    await expectAccessible(hers);
    expect((await fetchFile(hers)).person.personal_number).toBe(moa.personalNumber);

    await hers.getByRole("link", { name: "Ta bort min användare" }).click();
    await expect(hers.getByText("Appen för Anna Andersson")).toBeVisible();
    await expectAccessible(hers);
    await hers.getByRole("button", { name: "Ta bort min användare" }).click();

    await expect(hers.getByText("Klart! Din användare är borttagen")).toBeVisible();
    expect(new URL(hers.url()).pathname).toBe("/app/");
    await visit(page, appPagesOf(accountOf(page)).list);
    await expect(page.getByRole("rowheader", { name: "Moa Mård" })).toHaveCount(0);
  });

  test("after five minutes a step-up is required, and leads back", async ({ page, signInToApp, advance }) => {
    await signInToApp(page, anna);
    await advance(6 * MINUTE);
    await visit(page, `/app${OWN_DATA}`);
    await expect(page.getByText(/^Legitimera dig igen/)).toBeVisible();

    await signInToApp(page, anna, `/app${OWN_DATA}`);

    await expect(page.getByText("19850214-****")).toBeVisible();
  });
});
