import { appPagesOf, confirmInApp, shareApp } from "../support/app.ts";
import { expect, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { accountOf, at, choose, confirm, heading, invite, pagesOf, row, visitList } from "../support/sharing.ts";

const { anna } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com", "070-174 06 35");

test("after sharing Mina Sidor the app is offered, with the form filled in", async ({ page, signIn, signInToApp }) => {
  await signIn(page, anna);
  const account = accountOf(page);
  await invite(page, bjorn);
  await expect(heading(page)).toHaveText("Behörigheten är sparad");

  const offer = page.getByRole("link", { name: "Dela appen med Björn" });
  const address = await offer.getAttribute("href");
  await offer.click();
  await expect(heading(page)).toHaveText("Logga in i appen");
  await signInToApp(page, anna, address as string);

  await expect(heading(page)).toHaveText("Bjud in");
  await expect(page.getByLabel("Förnamn")).toHaveValue("Björn");
  await expect(page.getByLabel("E-post")).toHaveValue(bjorn.email);
  await expect(page.getByLabel("Mobilnummer")).toHaveValue("+46701740635");
  await expect(page.getByText("19840617-****")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /^Jag förstår/ }), "never by itself").not.toBeChecked();
  await page.getByRole("checkbox", { name: /^Jag förstår/ }).check();
  await page.getByRole("button", { name: "Skicka inbjudan" }).click();
  await expect(heading(page)).toHaveText("Inbjudan är skickad");
  await expect(page.getByRole("link", { name: "Dela Mina Sidor med Björn" }), "has both now").toHaveCount(0);
  await visit(page, appPagesOf(account).list);
  await expect(row(page, bjorn)).toContainText("19840617-****");
});

test("after sharing the app Mina Sidor is offered, with the form filled in", async ({ page, signIn, signInToApp }) => {
  await signInToApp(page, anna);
  await shareApp(page, bjorn);

  const offer = page.getByRole("link", { name: "Dela Mina Sidor med Björn" });
  const address = await offer.getAttribute("href");
  await offer.click();
  await expect(heading(page)).toHaveText("Logga in på Mina Sidor");
  await signIn(page, anna, address as string);

  await expect(heading(page)).toHaveText("Ny behörighet");
  await expect(page.getByLabel("Förnamn")).toHaveValue("Björn");
  await expect(page.getByText("19840617-****")).toBeVisible();
  await page.getByRole("checkbox", { name: /^Jag förstår/ }).check();
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(heading(page)).toHaveText("Behörigheten är sparad");
});

test("after removing one, removing the other is offered, and never automatic", async ({
  page,
  anotherBrowser,
  signIn,
  signInToApp,
}) => {
  const his = await anotherBrowser();
  await signIn(page, anna);
  const account = accountOf(page);
  await signIn(his, bjorn);
  await confirm(his, await invite(page, bjorn));
  await signInToApp(page, anna);
  await signInToApp(his, bjorn);
  await confirmInApp(his, await shareApp(page, bjorn));

  await signIn(page, anna);
  await visitList(page);
  await choose(page, bjorn, "Ta bort");
  await page.getByRole("button", { name: "Ta bort" }).click();
  await expect(page.getByText("Personen kan fortfarande använda appen.")).toBeVisible();

  await test.step("nothing has happened in the app", async () => {
    await visit(his, appPagesOf(account).overview);
    await expect(his.getByText("Rönngatan 98")).toBeVisible();
    await visit(his, pagesOf(account).overview);
    await expect(heading(his)).toHaveText("Din behörighet till Mina Sidor är avslutad.");
  });
  await test.step("the question leads to the other removal", async () => {
    await page.getByRole("link", { name: "Gå till familjedelningen" }).click();
    await expect(heading(page)).toHaveText("Ta bort familjedelningen för Björn Berg?");
    await page.getByRole("button", { name: "Ta bort" }).click();
    await expect(page.getByText("Klart! Delningen är borttagen.")).toBeVisible();
    await expect(page.getByText("Personen kan fortfarande")).toHaveCount(0);
  });
});

test("after removing the app, removing Mina Sidor is offered", async ({ page, signIn, signInToApp }) => {
  await signIn(page, anna);
  const account = accountOf(page);
  await invite(page, bjorn);
  await signInToApp(page, anna);
  await shareApp(page, bjorn);

  await visit(page, appPagesOf(account).list);
  await choose(page, bjorn, "Ta bort");
  await page.getByRole("button", { name: "Ta bort" }).click();
  await expect(page.getByText("Personen kan fortfarande använda Mina Sidor på webben.")).toBeVisible();
  await page.getByRole("link", { name: "Gå till behörigheten" }).click();

  await expect(heading(page)).toHaveText("Ta bort behörigheten för Björn Berg?");
});

test("the offers are in English too", async ({ page, signIn, signInToApp }) => {
  await visit(page, "/");
  await page.getByRole("button", { name: "English" }).click();
  await signIn(page, anna);
  const account = accountOf(page);
  await visit(page, pagesOf(account).form);
  await page.getByLabel("First name").fill("Björn");
  await page.getByLabel("Surname").fill("Berg");
  await page.getByLabel("Personal number").fill(bjorn.personalNumber);
  await page.getByLabel("E-mail").fill(bjorn.email);
  await page.getByRole("radio", { name: "Lives in the same household" }).check();
  await page.getByRole("checkbox", { name: /^I understand/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  const offer = page.getByRole("link", { name: "Share the app with Björn" });
  await expect(offer).toBeVisible();

  await signInToApp(page, anna, (await offer.getAttribute("href")) as string);
  await expect(page.getByLabel("First name")).toHaveValue("Björn");
  await page.getByRole("checkbox", { name: /^I understand/ }).check();
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(heading(page)).toHaveText("The invitation is sent");
  await visit(page, appPagesOf(account).list);
  await page.getByRole("button", { name: "More options for Björn Berg" }).click();
  await row(page, bjorn).getByText("Remove", { exact: true }).click();
  await page.getByRole("button", { name: "Remove" }).click();

  await expect(page.getByText("They can still use My Pages on the web.")).toBeVisible();
});
