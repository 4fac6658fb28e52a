import { DAY } from "../support/clock.ts";
import { expect, hasScripts, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import {
  accountOf,
  at,
  choose,
  confirm,
  heading,
  invite,
  menu,
  pagesOf,
  remove,
  row,
  visitList,
} from "../support/sharing.ts";

const { anna } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com", "070-174 06 35");
const hanna = at(people.hanna, "hanna.hagg@example.com");

test("three dots, Ta bort, confirm: the page that Björn has open ends at his next press", async ({
  page,
  anotherBrowser,
  signIn,
  mail,
}) => {
  await signIn(page, anna);
  const invitation = await invite(page, bjorn);
  const his = await anotherBrowser();
  await signIn(his, bjorn);
  await confirm(his, invitation);
  const account = accountOf(his);

  await visitList(page);
  await choose(page, bjorn, "Ta bort");
  await expect(heading(page)).toHaveText("Ta bort behörigheten för Björn Berg?");
  await expect(
    page.getByText(
      "Björn kan inte längre se eller göra något på dina Mina Sidor. Det gäller direkt. " +
        "Beställningar som redan är gjorda ligger kvar.",
    ),
  ).toBeVisible();
  await page.getByRole("button", { name: "Ta bort" }).click();
  await expect(page.getByText("Klart! Behörigheten är borttagen.")).toBeVisible();
  await expect(row(page, bjorn)).toHaveCount(0);

  // With scripts the page has learnt of it.
  if (!hasScripts()) await menu(his).getByRole("link", { name: "Min profil" }).click();
  await expect(heading(his)).toHaveText("Din behörighet till Mina Sidor är avslutad.");
  for (const address of Object.values(pagesOf(account))) {
    await visit(his, address);
    await expect(heading(his)).toHaveText("Din behörighet till Mina Sidor är avslutad.");
    await expect(his.getByText("Rönngatan")).toHaveCount(0);
  }
  await his.getByRole("link", { name: "Till dina konton" }).click();
  await expect(heading(his)).toHaveText("Du har inget konto här ännu");
  // For safety at home, the removed person is notified in the portal only. Letters are sent in order.
  await invite(page, hanna);
  await mail(hanna.email);
  expect((await mail(bjorn.email, 2)).subject, "the one about his own address").toBe("Bekräfta din e-postadress");
});

test("what Björn has filled in on an open page does nothing any more", async ({ page, anotherBrowser, signIn }) => {
  await signIn(page, anna);
  const his = await anotherBrowser();
  await signIn(his, bjorn);
  await confirm(his, await invite(page, bjorn));
  await visit(his, pagesOf(accountOf(his)).leave);
  await remove(page, bjorn);

  // With scripts the page has learnt of it.
  if (!hasScripts()) await his.getByRole("button", { name: "Lämna" }).click();

  await expect(heading(his)).toHaveText("Din behörighet till Mina Sidor är avslutad.");
});

test("at any time: a behörighet that is a year old works until Anna takes it away", async ({
  page,
  anotherBrowser,
  signIn,
  advance,
}) => {
  await signIn(page, anna);
  const his = await anotherBrowser();
  await signIn(his, bjorn);
  await confirm(his, await invite(page, bjorn));
  const overview = pagesOf(accountOf(his)).overview;

  await advance(400 * DAY);
  await signIn(his, bjorn, overview);
  await expect(his.getByText("Rönngatan 98")).toBeVisible();
  await signIn(page, anna);
  await remove(page, bjorn);

  if (!hasScripts()) await menu(his).getByRole("link", { name: "Min profil" }).click();
  await expect(heading(his)).toHaveText("Din behörighet till Mina Sidor är avslutad.");
});

test("an invitation that waits is taken back, even under the eyes of who reads it", async ({
  page,
  anotherBrowser,
  signIn,
}) => {
  await signIn(page, anna);
  const invitation = await invite(page, bjorn);
  const his = await anotherBrowser();
  await signIn(his, bjorn, `/inbjudan/${invitation}`);
  await expect(heading(his)).toHaveText("Stämmer uppgifterna?");

  await remove(page, bjorn);

  await his.getByRole("button", { name: "Bekräfta" }).click();
  await expect(his.getByText(/Inbjudan gäller inte längre/).first()).toBeVisible();
  await visit(his, "/valj-konto");
  await expect(heading(his)).toHaveText("Du har inget konto här ännu");
});

test("a person who was removed can be invited anew", async ({ page, anotherBrowser, signIn }) => {
  await signIn(page, anna);
  const his = await anotherBrowser();
  await signIn(his, bjorn);
  await confirm(his, await invite(page, bjorn));
  await remove(page, bjorn);

  await confirm(his, await invite(page, bjorn));

  await expect(his.getByText("Rönngatan 98")).toBeVisible();
});

test("who changes their mind goes back, and nothing has happened", async ({ page, signIn }) => {
  await signIn(page, anna);
  await invite(page, bjorn);
  await visitList(page);
  await choose(page, bjorn, "Ta bort");

  await page.getByRole("link", { name: "Avbryt" }).click();

  await expect(row(page, bjorn)).toContainText("Inbjuden.");
});
