import { appPagesOf, confirmInApp, PHONE, shareApp, tabs } from "../support/app.ts";
import { expectAccessible, expectAccessibleInAllLooks } from "../support/axe.ts";
import { press, type } from "../support/keyboard.ts";
import { expect, hydrated, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { accountOf, at, choose, heading, row } from "../support/sharing.ts";

const { anna, cecilia, ivar } = people;
const moa = at(people.moa, "moa.mard@example.com");

test.use(PHONE);

test("the app's public pages are accessible", { tag: "@once" }, async ({ page }) => {
  for (const address of [
    "/app/",
    "/app/logga-in",
    "/app/tillganglighet",
    "/app/personuppgifter",
    "/app/?klart=utloggad",
  ]) {
    await visit(page, address);
    await expect(heading(page)).toBeVisible();
    await expectAccessible(page);
  }
  await visit(page, "/app/logga-in");
  await page.getByRole("button", { name: "BankID på den här enheten" }).click();
  await expect(heading(page)).toHaveText("Logga in med BankID");
  await expectAccessible(page);
});

test(
  "the app's pages of an account are accessible, empty, filled and with errors",
  { tag: "@once" },
  async ({ page, signInToApp }) => {
    await signInToApp(page, anna);
    const pages = appPagesOf(accountOf(page));
    for (const address of [pages.overview, pages.bags, pages.profile, pages.list, pages.form, pages.leave]) {
      await visit(page, address);
      await expect(heading(page)).toBeVisible();
      await expectAccessible(page);
    }
    await visit(page, pages.form);
    await page.getByRole("button", { name: "Skicka inbjudan" }).click();
    await expect(page.getByRole("group", { name: "Något behöver rättas" })).toBeVisible();
    await expectAccessibleInAllLooks(page);
    await shareApp(page, moa);
    await expectAccessible(page);
    await visit(page, pages.list);
    await expectAccessible(page);
    await choose(page, moa, "Ta bort");
    await expectAccessible(page);
  },
);

test(
  "a family member's pages are accessible, also when access ends",
  { tag: "@once" },
  async ({ page, anotherBrowser, signInToApp }) => {
    await signInToApp(page, anna);
    const pages = appPagesOf(accountOf(page));
    const invitation = await shareApp(page, moa);
    const [hers, his] = [await anotherBrowser(), await anotherBrowser()];
    await visit(hers, `/app/inbjudan/${invitation}`);
    await expectAccessible(hers);
    await visit(hers, `/inbjudan/${invitation}`);
    await expectAccessible(hers);
    await signInToApp(hers, moa);
    await expectAccessible(hers);
    await visit(hers, `/app/inbjudan/${invitation}`);
    await expectAccessible(hers);
    await confirmInApp(hers, invitation);
    await expectAccessible(hers);
    await signInToApp(his, ivar);
    await expectAccessible(his);

    await visit(page, pages.list);
    await choose(page, moa, "Ta bort");
    await page.getByRole("button", { name: "Ta bort" }).click();
    await visit(hers, pages.overview);
    await expect(heading(hers)).toHaveText("Din familjedelning i appen är avslutad.");
    await expectAccessible(hers);
  },
);

test("the focused element is never hidden under the tabs", { tag: "@once" }, async ({ page, signInToApp }) => {
  await signInToApp(page, anna);
  await visit(page, appPagesOf(accountOf(page)).profile);
  const top = (await tabs(page).boundingBox())!.y;

  for (let stop = 0; stop < 30; stop++) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    if ((await focused.count()) === 0 || (await tabs(page).locator(":focus").count()) > 0) continue;
    // The browser may scroll to the focus a moment later.
    await expect(async () => {
      const box = await focused.boundingBox();
      if (box && box.height < top) expect(box.y + box.height, `stop ${stop}`).toBeLessThanOrEqual(top + 1);
    }).toPass({ timeout: 10_000 });
  }
});

test("sharing the app by keyboard only", { tag: "@once" }, async ({ page, signInToApp }) => {
  await signInToApp(page, cecilia);
  await press(page, tabs(page).getByRole("link", { name: "Min profil" }));
  await expect(heading(page)).toHaveText("Min profil");
  await press(page, page.getByRole("link", { name: "Familjedelning" }));
  await expect(heading(page)).toHaveText("Familjedelning");
  await press(page, page.getByRole("link", { name: "Bjud in" }));
  await expect(heading(page)).toHaveText("Bjud in");
  await hydrated(page);

  await type(page, page.getByLabel("Förnamn"), moa.givenName);
  await type(page, page.getByLabel("Efternamn"), moa.surname);
  await type(page, page.getByLabel("Personnummer"), moa.personalNumber);
  await type(page, page.getByLabel("E-post"), moa.email);
  await press(page, page.getByRole("radio", { name: "Bor i samma hushåll" }), "ArrowDown");
  await press(page, page.getByRole("checkbox", { name: /^Jag förstår/ }), "Space");
  await press(page, page.getByRole("button", { name: "Skicka inbjudan" }));

  await expect(heading(page)).toHaveText("Inbjudan är skickad");
  await press(page, page.getByRole("link", { name: "Till Familjedelning" }));
  await expect(row(page, moa)).toContainText("Inbjuden.");
});
