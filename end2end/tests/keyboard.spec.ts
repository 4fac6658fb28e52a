import { press, tabTo, type } from "../support/keyboard.ts";
import { expect, hasScripts, hydrated, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { accountOf, at, heading, invite, menu, nameOf, pagesOf, row, visitList } from "../support/sharing.ts";

const { anna } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com");
const hanna = at(people.hanna, "hanna.hagg@example.com");

test("the first focus stop of every page skips to the content", { tag: "@once" }, async ({ page, signIn }) => {
  await signIn(page, anna);
  const pages = pagesOf(accountOf(page));

  for (const address of ["/", "/logga-in", "/valj-konto?byt=1", pages.overview, pages.profile, pages.list]) {
    await visit(page, address);
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Till innehållet" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main"), address).toBeFocused();
  }
});

test("signing in by keyboard only", async ({ page }) => {
  await visit(page, "/");
  await press(page, page.getByRole("link", { name: "Logga in" }).first());
  await expect(heading(page)).toHaveText("Logga in på Mina Sidor");
  await press(page, page.getByRole("button", { name: "BankID på den här enheten" }), "Space");
  await press(page, page.getByRole("link", { name: "Öppna BankID-appen" }));
  // The app is not ours: its list of people is skipped quickly.
  await page.getByRole("radio", { name: /Anna Andersson/ }).check();
  await page.getByRole("button", { name: "Legitimera" }).press("Enter");

  await expect(heading(page)).toHaveText("Hej Anna!");
});

test("sharing by keyboard only", { tag: "@once" }, async ({ page, signIn }) => {
  await signIn(page, anna);
  await press(page, menu(page).getByRole("link", { name: "Min profil" }));
  await expect(heading(page)).toHaveText("Min profil");
  await press(page, page.getByText("Behörigheter", { exact: true }), "Space");
  await press(page, page.getByRole("link", { name: "Hantera behörigheter" }));
  await expect(heading(page)).toHaveText("Hantera behörigheter");
  await press(page, page.getByRole("link", { name: "Ny behörighet" }));
  await expect(heading(page)).toHaveText("Ny behörighet");
  await hydrated(page);

  await type(page, page.getByLabel("Förnamn"), bjorn.givenName);
  await type(page, page.getByLabel("Efternamn"), bjorn.surname);
  await type(page, page.getByLabel("Personnummer"), bjorn.personalNumber);
  await type(page, page.getByLabel("E-post"), bjorn.email);
  await press(page, page.getByRole("radio", { name: "Bor i samma hushåll" }), "ArrowDown");
  await expect(page.getByRole("radio", { name: "Annan släkting" })).toBeChecked();
  await press(page, page.getByRole("checkbox", { name: /^Jag förstår/ }), "Space");
  await press(page, page.getByRole("button", { name: "Spara" }));

  await expect(heading(page)).toHaveText("Behörigheten är sparad");
});

test("confirming by keyboard only", { tag: "@once" }, async ({ page, signIn, anotherBrowser }) => {
  await signIn(page, anna);
  const invitation = await invite(page, bjorn);
  const his = await anotherBrowser();
  await signIn(his, bjorn);

  await press(his, his.getByRole("link", { name: "Se inbjudan från Anna Andersson" }));
  await expect(heading(his)).toHaveText("Stämmer uppgifterna?");
  await hydrated(his);
  await type(his, his.getByLabel("Mobilnummer"), "0701740699");
  await press(his, his.getByRole("button", { name: "Bekräfta" }));

  await expect(his.getByText("Klart! Nu kan du använda Mina Sidor för Anna Andersson.")).toBeVisible();
  expect(his.url()).not.toContain(invitation);
});

test(
  "removing by keyboard only: the menu opens with Enter, closes with Escape",
  { tag: "@once" },
  async ({ page, signIn }) => {
    await signIn(page, anna);
    await invite(page, bjorn);
    await visitList(page);
    const dots = page.getByRole("button", { name: "Fler val för Björn Berg" });
    const removal = row(page, bjorn).getByRole("link", { name: "Ta bort" });

    await press(page, dots);
    await expect(removal).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(removal).toBeHidden();
    await expect(dots).toBeFocused();
    await page.keyboard.press("Enter");
    await press(page, removal);
    await expect(heading(page)).toHaveText("Ta bort behörigheten för Björn Berg?");
    await hydrated(page);
    await press(page, page.getByRole("button", { name: "Ta bort" }));

    await expect(page.getByText("Klart! Behörigheten är borttagen.")).toBeVisible();
  },
);

test(
  "a menu left by keyboard does not cover the focused element, on a narrow screen too",
  { tag: "@once" },
  async ({ page, signIn }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await signIn(page, anna);
    await invite(page, bjorn);
    await invite(page, hanna);
    await visitList(page);
    const [first, second] = [row(page, bjorn), row(page, hanna)];
    const dots = (person: typeof bjorn) => page.getByRole("button", { name: `Fler val för ${nameOf(person)}` });
    const removal = first.getByRole("link", { name: "Ta bort" });

    await press(page, dots(bjorn));
    await expect(removal).toBeVisible();
    await tabTo(page, removal);
    await tabTo(page, dots(hanna));
    await expect(removal).toBeHidden();
    // With scripts it is closed, which screen readers announce; without scripts it is only hidden.
    if (hasScripts()) await expect(page.locator(":popover-open")).toHaveCount(0);
    await page.keyboard.press("Enter");
    await expect(second.getByRole("link", { name: "Ta bort" })).toBeVisible();
    await expect(removal).toBeHidden();

    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+Tab");
    await expect(removal, "what was left is not come back to").toBeHidden();
  },
);

test("a drawer left by keyboard does not cover the focused element", { tag: "@once" }, async ({ page, signIn }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn(page, anna);
  const drawer = menu(page);

  await press(page, page.getByRole("button", { name: "Meny" }));
  await expect(drawer).toBeVisible();
  const links = await drawer.getByRole("link").count();
  for (let stop = 0; stop < links + 2; stop++) await page.keyboard.press("Tab");

  await expect(drawer).toBeHidden();
});

test("after a refusal the focus is on the errors", async ({ page, signIn }) => {
  await signIn(page, anna);
  await visit(page, pagesOf(accountOf(page)).form);

  await press(page, page.getByRole("button", { name: "Spara" }));

  await expect(page.getByRole("group", { name: "Något behöver rättas" })).toBeFocused();
  await press(page, page.getByRole("link", { name: "Fyll i efternamn." }));
  await expect(page.getByLabel("Efternamn")).toBeFocused();
});

test(
  "on a narrow screen the menu is a drawer, opened and closed by keyboard",
  { tag: "@once" },
  async ({ page, signIn }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await signIn(page, anna);
    const opener = page.getByRole("button", { name: "Meny" });
    const profile = page.getByRole("link", { name: "Min profil" });
    await expect(profile).toBeHidden();

    await press(page, opener);
    await expect(profile).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(profile).toBeHidden();
    await expect(opener).toBeFocused();
    await page.keyboard.press("Enter");
    await tabTo(page, profile);
    await page.keyboard.press("Enter");

    await expect(heading(page)).toHaveText("Min profil");
    await expect(profile).toBeHidden();
  },
);
