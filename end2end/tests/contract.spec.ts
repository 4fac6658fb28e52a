import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { appPagesOf, PHONE } from "../support/app.ts";
import { expectAccessible } from "../support/axe.ts";
import { letIn, peopleOf, type Channel } from "../support/bags.ts";
import { activate, signInByNumber } from "../support/number.ts";
import { expect, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { accountOf, at, choose, heading, pagesOf } from "../support/sharing.ts";

const { anna, cecilia, david } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com");
const CHANNELS: Channel[] = ["web", "app"];

/** The page Avtal of the account that a page belongs to. */
async function visitContracts(page: Page, channel: Channel): Promise<void> {
  await visit(page, (channel === "app" ? appPagesOf : pagesOf)(accountOf(page)).contracts);
  await expect(heading(page)).toHaveText("Avtal");
}

/** The days under "Kommande hämtningar". */
function pickups(page: Page): Locator {
  return page.getByRole("main").locator("ol").getByRole("listitem");
}

function calendarAddress(page: Page): Locator {
  return page.getByRole("textbox", { name: "Kalenderns adress" });
}

/** Creates a link to the calendar; returns its address. */
async function makeLink(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Skapa en länk" }).click();
  await expect(page.getByText("Klart! Nu finns det en länk till kalendern.")).toBeVisible();
  return calendarAddress(page).inputValue();
}

/** The response to a calendar program, which has no cookies. */
async function fetched(request: APIRequestContext, address: string): Promise<{ status: number; text: string }> {
  const answer = await request.get(address);
  return { status: answer.status(), text: await answer.text() };
}

for (const channel of CHANNELS) {
  test.describe(channel === "web" ? "Mina Sidor" : "the app", () => {
    if (channel === "app") test.use(PHONE);

    test("contracts, who is on them, and the next ten pickups", async ({ page, signIn, signInToApp }) => {
      await (channel === "web" ? signIn : signInToApp)(page, anna);

      await visitContracts(page, channel);

      const main = page.getByRole("main");
      await expect(main.getByRole("heading", { level: 2 })).toHaveText(["Rönngatan 98"]);
      await expect(main.getByText("633 14 Eskilstuna")).toBeVisible();
      await expect(main.getByText("Anna Andersson står på avtalen")).toBeVisible();
      for (const service of ["Elnät", "Stadsnät", "Avfall", "Vatten och avlopp", "Fjärrvärme"]) {
        await expect(main.getByText(service, { exact: true }).first()).toBeVisible();
      }
      await expect(main.getByText("Sedan 1 november 2020")).toBeVisible();
      await expect(main.getByText("Ja, i påsar med olika färg")).toBeVisible();
      await expect(main.getByText("Varje torsdag i udda veckor")).toBeVisible();
      await expect(pickups(page)).toHaveCount(10);
      await expect(pickups(page).first()).toHaveText(/^[a-zåäö]+dag \d{1,2} [a-z]+ 20\d\d/);
    });

    test("one press makes a link to a calendar, and one takes it away at once", async ({
      page,
      signIn,
      signInToApp,
      request,
    }) => {
      await (channel === "web" ? signIn : signInToApp)(page, anna);
      await visitContracts(page, channel);
      await expectAccessible(page);

      const address = await makeLink(page);

      const rest = address.replace(/^https?:/, "");
      await expect(page.getByRole("link", { name: "Öppna i din kalender" })).toHaveAttribute("href", `webcal:${rest}`);
      await expectAccessible(page);
      const calendar = await fetched(request, address);
      expect(calendar.status).toBe(200);
      expect(calendar.text).toMatch(/^BEGIN:VCALENDAR\r\n/);
      expect(calendar.text).toContain("Hämtning av avfall Rönngatan 98");
      expect(calendar.text).not.toContain("Anna");
      await page.reload();
      await expect(calendarAddress(page), "it is the same link").toHaveValue(address);
      await page.getByRole("button", { name: "Ta bort länken" }).click();
      await expect(page.getByText("Klart! Länken är borttagen och fungerar inte längre.")).toBeVisible();
      await expect(calendarAddress(page)).toHaveCount(0);
      expect((await fetched(request, address)).status).toBe(404);
    });

    test("somebody who was let in has a link of their own, until they are removed", async ({
      page,
      anotherBrowser,
      signIn,
      signInToApp,
      request,
    }) => {
      const enter = channel === "web" ? signIn : signInToApp;
      const his = await anotherBrowser();
      await enter(page, anna);
      await visitContracts(page, channel);
      const hers = await makeLink(page);
      await enter(his, bjorn);
      await letIn(channel, page, his, bjorn);
      await visitContracts(his, channel);
      await expect(pickups(his)).toHaveCount(10);
      await expect(calendarAddress(his)).toHaveCount(0);
      const own = await makeLink(his);
      expect(own).not.toBe(hers);
      expect((await fetched(request, own)).status).toBe(200);

      await visit(page, peopleOf(channel, accountOf(page)));
      await choose(page, bjorn, "Ta bort");
      await page.getByRole("button", { name: "Ta bort" }).click();
      await expect(page.getByText(/^Klart!/).first()).toBeVisible();

      expect((await fetched(request, own)).status).toBe(404);
      expect((await fetched(request, hers)).status).toBe(200);
    });
  });
}

test("each address has its own contracts, pickups and calendar", async ({ page, signIn, request }) => {
  await signIn(page, david);
  await visitContracts(page, "web");

  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 2 })).toHaveText(["Rönngatan 14", "Kungsgatan 4"]);
  await expect(main.getByText("Eva Dahl står på avtalet")).toBeVisible();
  await expect(main.getByText("Varje måndag i udda veckor")).toBeVisible();
  await expect(main.getByText("Varje torsdag i udda veckor")).toBeVisible();
  await expect(pickups(page)).toHaveCount(20);
  await page.getByRole("button", { name: /^Skapa en länk.*Kungsgatan 4$/ }).click();
  await expect(page.getByRole("link", { name: /^Öppna i din kalender.*Kungsgatan 4$/ })).toBeVisible();
  await expect(page.getByRole("textbox", { name: /^Kalenderns adress.*Kungsgatan 4$/ })).toBeVisible();
  const calendar = await fetched(request, await calendarAddress(page).inputValue());
  expect(calendar.text).toContain("Kungsgatan 4");
  expect(calendar.text).not.toContain("Rönngatan");
  await expect(page.getByRole("button", { name: /^Skapa en länk.*Rönngatan 14$/ })).toBeVisible();
});

test("where there is no contract for waste there are no pickups", async ({ page, signIn }) => {
  await signIn(page, cecilia);

  await visitContracts(page, "web");

  await expect(page.getByText("Stadsnät", { exact: true })).toBeVisible();
  await expect(page.getByText("Kommande hämtningar")).toHaveCount(0);
  await expectAccessible(page);
});

test("by customer number BankID is required before a link is created", async ({ page, portal, request }) => {
  await activate(page, portal, request, "100001");
  await signInByNumber(page, "100001");

  await visitContracts(page, "web");

  await expect(pickups(page)).toHaveCount(10);
  await expect(page.getByText("Vill du ha hämtningarna i din kalender? Logga in med BankID")).toBeVisible();
  await expect(page.getByRole("button", { name: "Skapa en länk" })).toHaveCount(0);
  await expectAccessible(page);
});

test("the page is in English too", async ({ page, signIn }) => {
  await signIn(page, anna);
  await visitContracts(page, "web");

  await page.locator('button[lang="en"]').click();

  await expect(heading(page)).toHaveText("Contracts");
  await expect(page.getByText("Every Thursday in odd weeks")).toBeVisible();
  await expect(page.getByRole("heading", { name: "The collections in your calendar" })).toBeVisible();
});
