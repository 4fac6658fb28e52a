import { expectAccessible, expectAccessibleInAllLooks } from "../support/axe.ts";
import { qrCode, scanCode } from "../support/bankid.ts";
import { DAY } from "../support/clock.ts";
import { expect, expectWarning, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import {
  accountOf,
  at,
  choose,
  confirm,
  fillIn,
  heading,
  invite,
  pagesOf,
  remove,
  visitList,
} from "../support/sharing.ts";

const { anna, cecilia, david, eva, hanna } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com", "070-174 06 35");

test("the public pages are accessible", { tag: "@once" }, async ({ page, incidents }) => {
  incidents.expect(/status of 404/);
  const help = ["/dela", "/app/sa-fungerar-appen"];
  for (const address of ["/", ...help, "/tillganglighet", "/personuppgifter", "/finns-inte", "/demo"]) {
    await page.goto(address);
    await expect(heading(page)).toBeVisible();
    await expectAccessible(page);
  }
});

test("the pages of signing in are accessible", async ({ page, bankid }) => {
  await visit(page, "/logga-in");
  await expectAccessible(page);
  await page.getByRole("button", { name: "BankID på en annan enhet" }).click();
  await expect(qrCode(page)).toBeAttached();
  await expectAccessible(page);

  await visit(page, "/logga-in");
  await page.getByRole("button", { name: "BankID på den här enheten" }).click();
  await expect(heading(page)).toHaveText("Logga in med BankID");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Öppna BankID-appen" }).click();
  await page.getByRole("button", { name: "Avbryt" }).click();
  await expect(page.getByRole("button", { name: "Försök igen" })).toBeVisible();
  await expectAccessible(page);

  await visit(page, "/logga-in");
  await bankid.breakDown("auth", "maintenance");
  await page.getByRole("button", { name: "BankID på den här enheten" }).click();
  await expect(page.getByRole("status")).toBeVisible();
  await expectAccessible(page);
  await visit(page, "/logga-in?klart=tiden");
  await expectAccessible(page);
});

test("overview, profile and the empty list are accessible", { tag: "@once" }, async ({ page, signIn }) => {
  await signIn(page, david);
  const pages = pagesOf(accountOf(page));
  await expectAccessibleInAllLooks(page);
  await visit(page, pages.profile);
  await expectAccessible(page);
  await page.getByText("Behörigheter", { exact: true }).click();
  await page.getByLabel("E-post").fill("david@example.org");
  await page.getByRole("button", { name: "Spara e-post" }).click();
  await expect(page.getByText("Nästan klart!")).toBeVisible();
  await expectAccessible(page);
  await visitList(page);
  await expectAccessible(page);
});

test("the form is accessible, empty and with errors, and so are the pages after it", async ({ page, signIn }) => {
  await signIn(page, anna);
  await visit(page, pagesOf(accountOf(page)).form);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("group", { name: "Något behöver rättas" })).toBeVisible();
  await expectAccessible(page);
  await visit(page, pagesOf(accountOf(page)).form);
  await fillIn(page, bjorn);
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(heading(page)).toHaveText("Behörigheten är sparad");
  await expectAccessible(page);
});

test(
  "the list with people, its open menu and the pages behind it are accessible",
  { tag: "@once" },
  async ({ page, signIn, anotherBrowser }) => {
    await signIn(page, anna);
    const his = await anotherBrowser();
    await signIn(his, bjorn);
    await confirm(his, await invite(page, bjorn));
    await invite(page, at(hanna, "a-long-address-without-any-place-to-break@a-long-host-name-as-well.example.com"));
    await visitList(page);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Fler val för Hanna Hägg" }).click();
    await expect(page.getByRole("link", { name: "Bjud in igen" })).toBeVisible();
    await expectAccessible(page);
    await visitList(page);
    await choose(page, hanna, "Ändra uppgifter");
    await expect(heading(page)).toHaveText("Ändra uppgifter för Hanna Hägg");
    await expectAccessible(page);
    await visitList(page);
    await choose(page, hanna, "Bjud in igen");
    await expect(heading(page)).toHaveText("Bjud in igen");
    await expectAccessible(page);
    await visitList(page);
    await choose(page, bjorn, "Ta bort");
    await expect(heading(page)).toHaveText("Ta bort behörigheten för Björn Berg?");
    await expectAccessible(page);
  },
);

test(
  "the profile is accessible with errors, and so are the pages of a verification link",
  { tag: "@once" },
  async ({ page, signIn, mail }) => {
    await signIn(page, anna);
    await visit(page, pagesOf(accountOf(page)).profile);
    await page.getByLabel("E-post").fill("anna");
    await page.getByRole("button", { name: "Spara e-post" }).click();
    await expect(page.getByRole("group", { name: "Något behöver rättas" })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("E-post").fill("anna@example.org");
    await page.getByRole("button", { name: "Spara e-post" }).click();
    const link = (await mail("anna@example.org")).links[0] as string;
    await expect(page.getByText("Vi har skickat ett mejl till anna@example.org.").first()).toBeVisible();
    await expectAccessible(page);

    await visit(page, link);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Bekräfta adressen" }).click();
    await expect(heading(page)).toHaveText("Klart! Din e-postadress är bekräftad");
    await expectAccessible(page);
    await visit(page, link);
    await expect(heading(page)).toHaveText("Länken går inte att använda");
    await expectAccessible(page);
  },
);

test.describe("a list that is full", () => {
  test.use({ portalSettings: { APP_GRANTS__WEB_LIVE: "1" } });

  test(
    "is accessible, with a person who tried in vain and no room for more",
    { tag: "@once" },
    async ({ page, signIn, anotherBrowser }) => {
      await signIn(page, anna);
      const invitation = await invite(page, bjorn);
      await signIn(await anotherBrowser(), cecilia, `/inbjudan/${invitation}`);
      await visitList(page);
      await expect(page.getByText(/^Någon annan/)).toBeVisible();
      await expectAccessible(page);
      await visit(page, pagesOf(accountOf(page)).form);
      await expectAccessible(page);
      await visit(page, pagesOf(accountOf(page)).leave);
      await expect(heading(page)).toBeVisible();
      await expectAccessible(page);
    },
  );
});

test(
  "the invitation is accessible in every state",
  { tag: "@once" },
  async ({ page, signIn, anotherBrowser, advance, incidents }) => {
    incidents.expect(/status of 404/);
    await signIn(page, anna);
    const [waiting, withdrawn, confirmed] = [
      await invite(page, bjorn),
      await invite(page, at(hanna, "hanna@example.com")),
      await invite(page, at(cecilia, "cecilia@example.com")),
    ];
    await remove(page, hanna);
    const [his, hers] = [await anotherBrowser(), await anotherBrowser()];
    const show = async (browser: typeof page, address: string, title: string) => {
      await visit(browser, address);
      await expect(heading(browser)).toHaveText(title);
      await expectAccessible(browser);
    };

    await show(his, `/inbjudan/${waiting}`, "Du har fått en inbjudan");
    await show(his, `/inbjudan/${withdrawn}`, "Inbjudan gäller inte längre");
    await show(his, "/inbjudan/cut", "Vi hittar ingen inbjudan");
    await signIn(hers, cecilia);
    await show(hers, "/valj-konto", "Välj konto");
    await show(hers, `/inbjudan/${waiting}`, "Inbjudan är till någon annan");
    await confirm(hers, confirmed);
    await expectAccessible(hers);
    await show(hers, `/inbjudan/${confirmed}`, "Du har redan bekräftat");
    await show(his, `/inbjudan/${confirmed}`, "Inbjudan är redan bekräftad");
    await signIn(his, bjorn, `/inbjudan/${waiting}`);
    await show(his, `/inbjudan/${waiting}`, "Stämmer uppgifterna?");
    await his.getByLabel("Förnamn").fill("");
    await his.getByRole("button", { name: "Bekräfta" }).click();
    await expect(his.getByRole("group", { name: "Något behöver rättas" })).toBeVisible();
    await expectAccessible(his);
    await show(his, `/inbjudan/${waiting}/tacka-nej`, "Tacka nej till behörigheten från Anna Andersson?");
    await advance(16 * DAY);
    await show(his, `/inbjudan/${waiting}`, "Inbjudan har gått ut");
  },
);

test(
  "a grantee's pages are accessible, also when access ends",
  { tag: "@once" },
  async ({ page, signIn, anotherBrowser, incidents }) => {
    incidents.expect(/status of 403/);
    await signIn(page, eva);
    const his = await anotherBrowser();
    await signIn(his, bjorn);
    await expectAccessible(his);
    await confirm(his, await invite(page, bjorn));
    await expectAccessible(his);
    const pages = pagesOf(accountOf(his));
    await visit(his, pages.leave);
    await expectAccessible(his);
    await his.goto(pages.list);
    await expect(heading(his)).toHaveText("Bara den som står på avtalet kan göra det här");
    await expectAccessible(his);

    await remove(page, bjorn);
    await visit(his, pages.overview);
    await expect(heading(his)).toHaveText(/är avslutad\.$/);
    await expectAccessible(his);
  },
);

test("the narrow screen's open drawer is accessible", { tag: "@once" }, async ({ page, signIn }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await signIn(page, anna);

  await page.getByRole("button", { name: "Meny" }).click();
  await expect(page.getByRole("button", { name: "Stäng menyn" })).toBeVisible();

  await expectAccessible(page);
});

test(
  "the demo page is accessible with letters on it, and without scripts",
  { tag: "@once" },
  async ({ page, signIn, mail }) => {
    await signIn(page, anna);
    await invite(page, bjorn);
    await mail(bjorn.email);

    await page.goto("/demo");
    await page.getByText(/^Anna Andersson vill ge dig behörighet/).click();

    await expectAccessible(page);
  },
);

test(
  "a page at 200 % with wider line and letter spacing cuts nothing off",
  { tag: "@once" },
  async ({ page, signIn }) => {
    await signIn(page, anna);
    await invite(page, bjorn);
    const pages = pagesOf(accountOf(page));
    // A 1280 px window at 200 % zoom (WCAG 1.4.4), with the text spacing of 1.4.12.
    await page.setViewportSize({ width: 640, height: 512 });

    for (const address of ["/", "/dela", "/logga-in", pages.overview, pages.profile, pages.list, pages.form]) {
      await visit(page, address);
      await page.evaluate(() => {
        for (const element of document.querySelectorAll<HTMLElement>("body, body *")) {
          element.style.lineHeight = "1.5";
          element.style.letterSpacing = "0.12em";
          element.style.wordSpacing = "0.16em";
        }
      });
      const sideways = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      expect(sideways, address).toBeLessThanOrEqual(0);
    }
  },
);

test.describe("with scripts", { tag: "@scripts" }, () => {
  test("the warning before the end of the session is accessible", async ({ page, signIn, advance }) => {
    await page.clock.install();
    // The page sets its timer once it knows how long the session lasts.
    const asked = page.waitForResponse("**/api/session/time");
    await signIn(page, anna);
    await (await asked).finished();
    await advance(28 * 60 + 5);
    await expectWarning(page, "28:05");
    await page.clock.resume();

    await expectAccessible(page);
  });

  test("a screen reader hears of each state of the sign-in once, and not of each new code", async ({
    page,
    bankid,
  }) => {
    await visit(page, "/logga-in");
    await page.getByRole("button", { name: "BankID på en annan enhet" }).click();
    const status = page.getByRole("status");
    await expect(status).toHaveText("Starta BankID-appen.");
    await status.evaluate((region) => {
      const heard: string[] = [];
      (window as unknown as { heard: string[] }).heard = heard;
      const listener = new MutationObserver(() => heard.push(region.textContent ?? ""));
      listener.observe(region, { childList: true, characterData: true, subtree: true });
    });
    const code = qrCode(page);
    const picture = () => code.innerHTML();
    const first = await picture();
    await expect.poll(picture).not.toBe(first);
    const second = await picture();
    await expect.poll(picture).not.toBe(second);
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);

    await scanCode(bankid, page);
    await expect(status).toHaveText(/^Skriv in din säkerhetskod/);

    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    expect(new Set(heard).size).toBe(1);
  });
});
