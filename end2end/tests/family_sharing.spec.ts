import { appPagesOf, confirmInApp, PHONE, shareApp, tabs } from "../support/app.ts";
import { signInByHand } from "../support/bankid.ts";
import { now, lastDay } from "../support/clock.ts";
import { expect, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import {
  accountOf,
  at,
  choose,
  COMPANY,
  confirm,
  fillIn,
  heading,
  invite,
  nameOf,
  pagesOf,
  row,
} from "../support/sharing.ts";

const { anna, cecilia, ivar } = people;
const moa = at(people.moa, "moa.mard@example.com");
const bjorn = at(people.bjorn, "bjorn.berg@example.com");

test.use(PHONE);

test("the five steps: Anna shares the app, and Moa uses it", async ({
  page,
  anotherBrowser,
  mail,
  portal,
  request,
}) => {
  const last = lastDay(await now(portal, request));
  const hers = await anotherBrowser();

  await test.step("1. Logga in i appen", async () => {
    await visit(page, "/app/");
    await page.getByRole("link", { name: "Logga in med BankID" }).click();
    await expect(heading(page)).toHaveText("Logga in i appen");
    expect(await signInByHand(page, nameOf(anna))).toContain(`Jag loggar in i appen från ${COMPANY}.`);
    await expect(heading(page)).toHaveText("Hej Anna!");
  });

  await test.step("2. Klicka på Min profil", async () => {
    const tab = tabs(page).getByRole("link", { name: "Min profil" });
    await page.waitForLoadState();
    const box = await tab.boundingBox();
    expect(box!.y + box!.height, "the tabs are at the bottom").toBeCloseTo(PHONE.viewport.height, 0);
    expect(box!.height, "a large target").toBeGreaterThanOrEqual(44);
    await tab.click();
    await expect(heading(page)).toHaveText("Min profil");
    await expect(tab).toHaveAttribute("aria-current", "page");
  });

  await test.step("3. Välj Familjedelning", async () => {
    await page.getByRole("link", { name: "Familjedelning" }).click();
    await expect(heading(page)).toHaveText("Familjedelning");
    await expect(page.getByText("Mina Sidor på webben delas för sig under Behörigheter.")).toBeVisible();
  });

  await test.step("4. Klicka på Bjud in och fyll i de uppgifter som efterfrågas", async () => {
    await page.getByRole("link", { name: "Bjud in" }).click();
    await expect(heading(page)).toHaveText("Bjud in");
    await fillIn(page, moa);
    await page.getByRole("button", { name: "Skicka inbjudan" }).click();
    await expect(
      page.getByText(
        `Klart! Vi skickar ett mejl till ${moa.email}. ` +
          `Moa behöver öppna appen, logga in med BankID och bekräfta senast ${last}. Annars raderas inbjudan.`,
      ),
    ).toBeVisible();
  });

  await test.step("5. Moa får ett mejl, öppnar appen, loggar in med BankID och bekräftar", async () => {
    const letter = await mail(moa.email);
    expect(letter.subject).toBe("Anna Andersson vill dela appen med dig");
    expect(letter.text).toContain("Lägg till på hemskärmen");
    await visit(hers, letter.links[0] as string);
    expect(new URL(hers.url()).pathname).toMatch(/^\/app\/inbjudan\//);
    await hers.getByRole("link", { name: "Logga in med BankID" }).click();
    await signInByHand(hers, nameOf(moa));
    await expect(heading(hers)).toHaveText("Stämmer uppgifterna?");
    await hers.getByRole("button", { name: "Bekräfta" }).click();
    await expect(hers.getByText("Klart! Nu kan du använda appen för Anna Andersson.")).toBeVisible();
    await expect(hers.getByText("Du använder appen för Anna Andersson", { exact: true })).toBeVisible();
    await expect(hers.getByText("Rönngatan 98")).toBeVisible();
  });

  await test.step("Anna ser att Moa har bekräftat, och bara hon kan dela", async () => {
    await page.getByRole("link", { name: "Till Familjedelning" }).click();
    await expect(row(page, moa)).toContainText(/Aktiv sedan \d+ [a-z]+ \d{4}/);
    await tabs(hers).getByRole("link", { name: "Min profil" }).click();
    await expect(heading(hers)).toHaveText("Min profil");
    await expect(hers.getByRole("link", { name: "Familjedelning" })).toHaveCount(0);
  });
});

test("removing with the three dots takes effect at once", async ({ page, anotherBrowser, signInToApp }) => {
  await signInToApp(page, anna);
  const account = accountOf(page);
  const hers = await anotherBrowser();
  await signInToApp(hers, moa, `/app/inbjudan/${await shareApp(page, moa)}`);
  await hers.getByRole("button", { name: "Bekräfta" }).click();
  await expect(hers.getByText("Rönngatan 98")).toBeVisible();

  await visit(page, appPagesOf(account).list);
  await choose(page, moa, "Ta bort");
  await expect(heading(page)).toHaveText("Ta bort familjedelningen för Moa Mård?");
  await page.getByRole("button", { name: "Ta bort" }).click();
  await expect(page.getByText("Klart! Delningen är borttagen.")).toBeVisible();

  await visit(hers, appPagesOf(account).profile);
  await expect(heading(hers)).toHaveText("Din familjedelning i appen är avslutad.");
});

test("a family member leaves", async ({ page, anotherBrowser, signInToApp }) => {
  await signInToApp(page, anna);
  const account = accountOf(page);
  const hers = await anotherBrowser();
  const invitation = await shareApp(page, moa);
  await signInToApp(hers, moa);
  await confirmInApp(hers, invitation);

  await visit(hers, appPagesOf(account).leave);
  await hers.getByRole("button", { name: "Lämna" }).click();

  await expect(hers.getByText("Du har lämnat kontot.")).toBeVisible();
  await visit(page, appPagesOf(account).list);
  await expect(page.getByText("Moa Mård har lämnat familjedelningen.")).toBeVisible();
});

test("an invited person gets in, and a person without access is told how to get it", async ({
  page,
  anotherBrowser,
  signInToApp,
}) => {
  const [hers, his] = [await anotherBrowser(), await anotherBrowser()];
  await signInToApp(page, anna);
  await shareApp(page, moa);

  await signInToApp(hers, moa);
  await expect(heading(hers)).toHaveText("Välj konto");
  await expect(hers.getByText("Anna Andersson vill dela appen med dig.")).toBeVisible();
  await signInToApp(his, ivar);

  await expect(heading(his)).toHaveText("Du har inget konto här ännu");
  await expect(his.getByText("Min profil, Familjedelning och Bjud in")).toBeVisible();
});

test("one channel never opens the other", async ({ page, anotherBrowser, signIn, signInToApp }) => {
  const [his, hers] = [await anotherBrowser(), await anotherBrowser()];
  await signIn(page, anna);
  const account = accountOf(page);
  await signIn(his, bjorn);
  await confirm(his, await invite(page, bjorn));

  await test.step("a session of the web is none in the app", async () => {
    await visit(page, appPagesOf(account).overview);
    await expect(heading(page)).toHaveText("Logga in i appen");
  });
  await test.step("a behörighet opens nothing in the app, which says so", async () => {
    await signInToApp(his, bjorn);
    await expect(heading(his)).toHaveText("Du har bara tillgång till Mina Sidor");
    await visit(his, pagesOf(account).overview);
    await expect(his.getByText("Rönngatan 98")).toBeVisible();
  });
  await test.step("a familjedelning opens nothing on the web, which says so", async () => {
    await signInToApp(page, anna);
    await signInToApp(hers, moa, `/app/inbjudan/${await shareApp(page, moa)}`);
    await hers.getByRole("button", { name: "Bekräfta" }).click();
    await expect(hers.getByText("Rönngatan 98")).toBeVisible();
    await signIn(hers, moa);
    await expect(heading(hers)).toHaveText("Du har bara tillgång i appen");
  });
});

test("an invitation opened in the wrong channel leads to the right one", async ({
  page,
  anotherBrowser,
  signIn,
  signInToApp,
}) => {
  const his = await anotherBrowser();
  await signInToApp(page, anna);
  const invitation = await shareApp(page, bjorn);

  await visit(his, `/inbjudan/${invitation}`);
  await expect(his.getByRole("link", { name: "Öppna appen" })).toBeVisible();
  await signIn(his, bjorn, `/inbjudan/${invitation}`);
  await expect(heading(his)).toHaveText("Inbjudan gäller appen");
  await his.getByRole("link", { name: "Öppna appen" }).click();

  await expect(heading(his)).toHaveText("Du har fått en inbjudan");
  await expect(his.getByRole("link", { name: "Logga in med BankID" })).toBeVisible();
});

test("a person with several accounts switches from every page, and two tabs use two accounts", async ({
  page,
  anotherBrowser,
  signInToApp,
}) => {
  const annas = await anotherBrowser();
  await signInToApp(annas, anna);
  await signInToApp(page, cecilia);
  const own = accountOf(page);
  await confirmInApp(page, await shareApp(annas, at(cecilia, "cecilia.carlsson.7609@example.com")));
  const shared = accountOf(page);
  const tab = await page.context().newPage();

  await visit(tab, appPagesOf(own).overview);
  await expect(tab.getByText("Du använder appen för")).toHaveCount(0);
  await visit(page, appPagesOf(shared).bags);
  await expect(page.getByText("Du använder appen för Anna Andersson", { exact: true })).toBeVisible();
  await tab.getByRole("link", { name: "Byt konto" }).click();

  await expect(heading(tab)).toHaveText("Välj konto");
  await expect(tab.getByRole("main").getByRole("heading", { level: 2 })).toHaveText(["Dina konton", "Delade med dig"]);
});

test("signing out of the app leaves the web signed in", async ({ page, signIn, signInToApp }) => {
  await signIn(page, anna);
  const account = accountOf(page);
  await signInToApp(page, anna);

  await visit(page, appPagesOf(account).profile);
  await page.getByRole("main").getByRole("button", { name: "Logga ut" }).click();

  await expect(page.getByText("Du är utloggad.")).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/app/");
  await visit(page, pagesOf(account).overview);
  await expect(heading(page)).toHaveText("Hej Anna!");
});
