import type { Page } from "@playwright/test";
import { endOfInvitation, lastDay, now } from "../support/clock.ts";
import { expect, hydrated, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { at, COMPANY, confirm, heading, invite, remove, row, visitList } from "../support/sharing.ts";

const { anna, hanna } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com");

test("the landing page says who shares, what, and until when, and links to sign-in", async ({
  page,
  anotherBrowser,
  signIn,
  portal,
  request,
}) => {
  const last = lastDay(await now(portal, request));
  await signIn(page, anna);
  const invitation = await invite(page, bjorn);

  const his = await anotherBrowser();
  await visit(his, `/inbjudan/${invitation}`);

  await expect(heading(his)).toHaveText("Du har fått en inbjudan");
  await expect(
    his.getByText(
      `Anna Andersson vill ge dig behörighet till sina Mina Sidor hos ${COMPANY}. Logga in med BankID för att fortsätta.`,
    ),
  ).toBeVisible();
  await expect(his.getByText(`Bekräfta senast ${last}.`)).toBeVisible();
  for (const secret of ["Björn", "Berg", bjorn.email, "1984"]) {
    await expect(his.getByRole("main").getByText(secret), "nothing about the invited person").toHaveCount(0);
  }
});

test("opening the link changes nothing, however often a mail scanner does it", async ({
  page,
  anotherBrowser,
  signIn,
  playwright,
  portal,
}) => {
  await signIn(page, anna);
  const invitation = await invite(page, bjorn);
  const scanner = await playwright.request.newContext({ baseURL: portal.url });
  for (const path of [`/inbjudan/${invitation}`, `/inbjudan/${invitation}/tacka-nej`]) {
    for (let times = 0; times < 5; times++) {
      expect((await scanner.get(path)).status()).toBe(200);
      expect((await scanner.head(path)).status()).toBe(200);
    }
  }
  await scanner.dispose();

  await visitList(page);
  await expect(row(page, bjorn)).toContainText("Inbjuden.");
  await expect(page.getByText("Någon annan har försökt")).toHaveCount(0);
  const his = await anotherBrowser();
  await signIn(his, bjorn);
  await confirm(his, invitation);
});

test("the wrong person opens nothing and learns nothing, and the owner is notified", async ({
  page,
  anotherBrowser,
  signIn,
}) => {
  await signIn(page, anna);
  const invitation = await invite(page, bjorn);
  const link = `/inbjudan/${invitation}`;
  const others = await anotherBrowser();

  await signIn(others, hanna, link);
  await expect(heading(others)).toHaveText("Inbjudan är till någon annan");
  for (const secret of ["Björn", "Berg", bjorn.email, "1984"]) {
    await expect(others.getByText(secret), "nothing about the invited person").toHaveCount(0);
  }
  await expect(others.getByRole("button", { name: "Bekräfta" })).toHaveCount(0);
  await visit(others, `${link}/tacka-nej`);
  await expect(heading(others)).toHaveText("Inbjudan är till någon annan");

  await visitList(page);
  await expect(page.getByText("Någon annan har försökt använda inbjudan till Björn Berg.")).toBeVisible();
  await expect(page.getByText("Hanna")).toHaveCount(0);

  await test.step("the right person signs in on the same browser instead", async () => {
    await others.getByRole("main").getByRole("button", { name: "Logga ut" }).click();
    await expect(others.getByText("Du är utloggad.")).toBeVisible();
    await signIn(others, bjorn, link);
    await expect(heading(others)).toHaveText("Stämmer uppgifterna?");
    await confirm(others, invitation);
  });
});

test("a confirmed invitation says so to the grantee, and nothing to others", async ({
  page,
  anotherBrowser,
  signIn,
}) => {
  await signIn(page, anna);
  const invitation = await invite(page, bjorn);
  const [his, hers, strangers] = [await anotherBrowser(), await anotherBrowser(), await anotherBrowser()];
  await signIn(his, bjorn);
  await confirm(his, invitation);
  await signIn(hers, hanna);

  await visit(his, `/inbjudan/${invitation}`);
  await expect(heading(his)).toHaveText("Du har redan bekräftat");
  await expect(his.getByText("Du kan använda Mina Sidor för Anna Andersson.")).toBeVisible();
  for (const browser of [hers, strangers]) {
    await visit(browser, `/inbjudan/${invitation}`);
    await expect(heading(browser)).toHaveText("Inbjudan är redan bekräftad");
    await expect(browser.getByText("Anna")).toHaveCount(0);
  }
});

test("a withdrawn invitation says so, and no longer names the sender", async ({ page, anotherBrowser, signIn }) => {
  await signIn(page, anna);
  const invitation = await invite(page, bjorn);
  await remove(page, bjorn);
  const his = await anotherBrowser();

  for (const signedIn of [false, true]) {
    if (signedIn) await signIn(his, bjorn);
    await visit(his, `/inbjudan/${invitation}`);
    await expect(heading(his)).toHaveText("Inbjudan gäller inte längre");
    await expect(his.getByText("Anna")).toHaveCount(0);
  }
});

test("an expired invitation says whom to ask", async ({ page, anotherBrowser, signIn, advance, portal, request }) => {
  await signIn(page, anna);
  const made = await now(portal, request);
  const invitation = await invite(page, bjorn);
  await advance(Math.ceil((endOfInvitation(made).getTime() - (await now(portal, request)).getTime()) / 1000));

  const his = await anotherBrowser();
  await visit(his, `/inbjudan/${invitation}`);

  await expect(heading(his)).toHaveText("Inbjudan har gått ut");
  await expect(his.getByText(`Den skulle bekräftas senast ${lastDay(made)}. Be Anna bjuda in dig igen.`)).toBeVisible();
  await expect(his.getByRole("link", { name: "Logga in med BankID" })).toHaveCount(0);
});

test("a truncated link has a page with help", async ({ page, incidents }) => {
  incidents.expect(/status of 404/);

  for (const cut of ["01932c07-1111-7222-8333-444455556666", "01932c07-1111", "%20"]) {
    const answer = await page.goto(`/inbjudan/${cut}`);
    expect(answer?.status(), cut).toBe(404);
    await expect(heading(page)).toHaveText("Vi hittar ingen inbjudan");
    await expect(page.getByText("Väntar en inbjudan på dig så visas den då.")).toBeVisible();
  }
});

test("Björn declines: the details are deleted, the owner is notified", async ({
  page,
  anotherBrowser,
  signIn,
  mail,
}) => {
  await signIn(page, anna);
  const invitation = await invite(page, bjorn);
  const his = await anotherBrowser();
  await signIn(his, bjorn, `/inbjudan/${invitation}`);

  await his.getByRole("link", { name: "Tacka nej" }).click();
  await expect(heading(his)).toHaveText("Tacka nej till behörigheten från Anna Andersson?");
  await his.getByRole("link", { name: "Avbryt" }).click();
  await expect(heading(his)).toHaveText("Stämmer uppgifterna?");
  await his.getByRole("link", { name: "Tacka nej" }).click();
  await his.getByRole("button", { name: "Tacka nej" }).click();

  await expect(his.getByText("Du har tackat nej till inbjudan.")).toBeVisible();
  await visit(his, `/inbjudan/${invitation}`);
  await expect(heading(his)).toHaveText("Inbjudan gäller inte längre");
  await visitList(page);
  await expect(row(page, bjorn)).toHaveCount(0);
  await expect(page.getByText("Den du bjöd in tackade nej.")).toBeVisible();
  expect((await mail("anna.andersson.8502@example.com")).subject).toBe("En person har tackat nej till din inbjudan");
});

test("an invitation is shown after every sign-in, without the link", async ({ page, anotherBrowser, signIn }) => {
  await signIn(page, anna);
  await invite(page, bjorn);
  const his = await anotherBrowser();

  await signIn(his, bjorn);
  await expect(heading(his)).toHaveText("Välj konto");
  await expect(his.getByRole("heading", { name: "Inbjudan från Anna Andersson" })).toBeVisible();
  await his.getByRole("link", { name: "Se inbjudan från Anna Andersson" }).click();
  await expect(heading(his)).toHaveText("Stämmer uppgifterna?");
  await his.getByRole("button", { name: "Bekräfta" }).click();

  await expect(his.getByText("Klart! Nu kan du använda Mina Sidor för Anna Andersson.")).toBeVisible();
});

test("a forwarded link gives the recipient nothing", async ({ page, anotherBrowser, signIn }) => {
  await signIn(page, anna);
  const invitation = await invite(page, bjorn);
  const [hers, his] = [await anotherBrowser(), await anotherBrowser()];
  await signIn(hers, hanna);
  await visit(hers, `/inbjudan/${invitation}`);
  await expect(heading(hers)).toHaveText("Inbjudan är till någon annan");
  await visit(hers, "/valj-konto");
  await expect(heading(hers)).toHaveText("Du har inget konto här ännu");

  await signIn(his, bjorn);
  await confirm(his, invitation);

  await visit(hers, "/valj-konto");
  await expect(heading(hers)).toHaveText("Du har inget konto här ännu");
});

test("Björn's invalid corrections are refused with messages", async ({ page, anotherBrowser, signIn }) => {
  await signIn(page, anna);
  const invitation = await invite(page, bjorn);
  const his = await anotherBrowser();
  await signIn(his, bjorn, `/inbjudan/${invitation}`);

  await his.getByLabel("Förnamn").fill("");
  await his.getByLabel("E-post").fill("björn");
  await his.getByRole("button", { name: "Bekräfta" }).click();

  const summary = his.getByRole("group", { name: "Något behöver rättas" });
  await expect(summary.getByRole("link", { name: "Fyll i förnamn." })).toBeVisible();
  await expect(
    summary.getByRole("link", { name: "E-postadressen ser inte rätt ut. Exempel: namn@exempel.se" }),
  ).toBeVisible();
  await his.getByLabel("Förnamn").fill("Björn");
  await his.getByLabel("E-post").fill("bjorn@example.com");
  await his.getByRole("button", { name: "Bekräfta" }).click();
  await expect(his.getByText("Klart! Nu kan du använda Mina Sidor för Anna Andersson.")).toBeVisible();
});

test("pressing Bekräfta twice confirms once", async ({ page, anotherBrowser, signIn }) => {
  await signIn(page, anna);
  const invitation = await invite(page, bjorn);
  const his = await anotherBrowser();
  await signIn(his, bjorn, `/inbjudan/${invitation}`);
  const secondTab: Page = await his.context().newPage();
  await secondTab.goto(`/inbjudan/${invitation}`);
  await hydrated(secondTab);

  await his.getByRole("button", { name: "Bekräfta" }).click();
  await expect(his.getByText("Klart! Nu kan du använda Mina Sidor för Anna Andersson.")).toBeVisible();
  await secondTab.getByRole("button", { name: "Bekräfta" }).click();

  await expect(secondTab.getByText(/Du har redan bekräftat/).first()).toBeVisible();
  await visitList(page);
  await expect(page.getByRole("rowheader")).toHaveCount(1);
});
