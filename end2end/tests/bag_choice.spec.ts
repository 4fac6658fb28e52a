import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PHONE } from "../support/app.ts";
import { expectAccessible } from "../support/axe.ts";
import { bagPages, bagPagesOf, chooseBags, chooseRolls, orderBags } from "../support/bags.ts";
import { DAY } from "../support/clock.ts";
import { press } from "../support/keyboard.ts";
import { expect, hasScripts, hydrated, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { accountOf, heading, menu } from "../support/sharing.ts";

const { anna, cecilia, david, greta } = people;

test("a wrong number of rolls is reported, and the choice is preserved", async ({ page, signIn }) => {
  await signIn(page, anna);
  await visit(page, bagPages(page).bags);
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await expect(page.getByRole("group", { name: "Något behöver rättas" })).toContainText(
    "Du har inte valt några påsar. Välj färg och antal rullar.",
  );

  await chooseRolls(page, { Blå: 2 });
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await expect(page.getByText("Du har valt 2 av 3 rullar. Välj fler.").first()).toBeVisible();
  await expect(page.getByRole("spinbutton", { name: "Blå" })).toHaveValue("2");
  if (hasScripts()) {
    await hydrated(page);
    await expect(page.getByRole("status").filter({ hasText: "2 av 3 rullar valda" })).toBeVisible();
  }

  await page.getByRole("spinbutton", { name: "Grå" }).fill("3");
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await expect(page.getByText("Du har valt 5 rullar. Det går att få 3.").first()).toBeVisible();
  await page.getByRole("spinbutton", { name: "Grå" }).fill("1");
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await expect(heading(page)).toHaveText("Stämmer beställningen?");

  await page.getByRole("link", { name: "Ändra" }).click();
  await expect(page.getByRole("spinbutton", { name: "Blå" })).toHaveValue("2");
  await expect(page.getByRole("spinbutton", { name: "Grå" })).toHaveValue("1");
});

test("going back and submitting again is the same order or none", async ({ page, signIn }) => {
  await signIn(page, anna);
  const number = await orderBags(page);

  await page.goBack();
  await page
    .getByRole("button", { name: /^(Beställ|Fortsätt)$/ })
    .or(page.getByText(/är på väg/))
    .first()
    .waitFor();
  const again = page.getByRole("button", { name: "Beställ", exact: true });
  if ((await again.count()) > 0) await again.click();

  await visit(page, bagPages(page).orders);
  await expect(page.getByText(/^Beställning \d{8}$/)).toHaveText(`Beställning ${number}`);
});

test("a double click is one order", async ({ page, signIn }) => {
  await signIn(page, anna);
  await chooseBags(page);

  await page.getByRole("button", { name: "Beställ", exact: true }).dblclick();

  await expect(heading(page)).toHaveText(/^Beställning \d{8}$/);
  await visit(page, bagPages(page).orders);
  await expect(page.getByText(/^Beställning \d{8}$/)).toHaveCount(1);
});

test("two tabs order once for one address, and the other shows which order is under way", async ({ page, signIn }) => {
  await signIn(page, anna);
  const other = await page.context().newPage();
  await visit(other, bagPages(page).bags);
  await chooseBags(page);
  await chooseBags(other);
  await page.getByRole("button", { name: "Beställ", exact: true }).click();
  await expect(heading(page)).toHaveText(/^Beställning \d{8}$/);
  const number = (await heading(page).innerText()).replace("Beställning ", "");

  // With scripts the other tab has learnt of it.
  if (!hasScripts()) await other.getByRole("button", { name: "Beställ", exact: true }).click();

  await expect(other.getByText("Det går inte att beställa påsar just nu. Här ser du varför.")).toBeVisible();
  await expect(other.getByText(`Beställning ${number} från`)).toBeVisible();
});

test("a person with two addresses chooses one", async ({ page, signIn }) => {
  await signIn(page, david);
  await visit(page, bagPages(page).bags);
  await expect(page.getByRole("radio", { name: "Rönngatan 14, Eskilstuna" })).not.toBeChecked();
  await chooseRolls(page, { Grön: 3 });
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await expect(page.getByText("Välj adress.").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("radio", { name: "Kungsgatan 4, Eskilstuna" }).check();
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await page.getByRole("button", { name: "Beställ", exact: true }).click();

  await expect(page.getByText("Kungsgatan 4").first()).toBeVisible();
  await visit(page, bagPages(page).bags);
  await expect(page.getByText("Rönngatan 14, Eskilstuna")).toBeVisible();
  await expect(page.getByRole("radio")).toHaveCount(0);
});

test("a person who cannot order is told why", async ({ page, anotherBrowser, signIn }) => {
  await signIn(page, cecilia);
  await visit(page, bagPages(page).bags);
  await expect(page.getByText("I lägenhet ordnar fastighetsägaren påsarna.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Fortsätt" })).toHaveCount(0);
  await expectAccessible(page);

  const hers = await anotherBrowser();
  await signIn(hers, greta);
  await visit(hers, bagPages(hers).bags);
  await expect(hers.getByText("Det finns ingen brevlåda att lämna påsarna i.")).toBeVisible();
});

test("all pages of bags are accessible", async ({ page, signIn, advance }) => {
  await signIn(page, anna);
  const { bags, orders } = bagPagesOf("web", accountOf(page));
  for (const address of [orders, bags, `${bags}/bekrafta`]) {
    await visit(page, address);
    await expectAccessible(page);
  }
  await chooseBags(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Beställ", exact: true }).click();
  await expect(heading(page)).toHaveText(/^Beställning \d{8}$/);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Avbryt beställningen" }).click();
  await expect(heading(page)).toHaveText(/^Avbryta beställning/);
  await expectAccessible(page);
  for (const address of [orders, bags]) {
    await visit(page, address);
    await expectAccessible(page);
  }
  await advance(7 * DAY);
  await signIn(page, anna, orders);
  await page.getByRole("link", { name: /^Beställning \d{8}$/ }).click();
  await page.getByRole("button", { name: "Mina påsar har inte kommit" }).click();
  await expect(page.getByText("Tack! Nu vet vi")).toBeVisible();
  await expectAccessible(page);
});

test("ordering by keyboard only", async ({ page, signIn }) => {
  await signIn(page, anna);
  await press(page, menu(page).getByRole("link", { name: "Beställ påsar" }));
  await expect(heading(page)).toHaveText("Beställ färgsorteringspåsar");
  await hydrated(page);
  const green = page.getByRole("spinbutton", { name: "Grön" });

  if (hasScripts()) {
    await press(page, page.getByRole("button", { name: "Fler rullar: Grön" }));
    for (let roll = 1; roll < 3; roll++) await page.keyboard.press("Enter");
    await expect(page.getByRole("status").filter({ hasText: "3 av 3 rullar valda" })).toBeVisible();
  } else {
    await press(page, green, "ArrowUp");
    for (let roll = 1; roll < 3; roll++) await page.keyboard.press("ArrowUp");
  }
  await expect(green).toHaveValue("3");
  await press(page, page.getByRole("button", { name: "Fortsätt" }));
  await expect(heading(page)).toHaveText("Stämmer beställningen?");
  await press(page, page.getByRole("button", { name: "Beställ", exact: true }));

  await expect(page.getByText("Tack! Din beställning har nummer")).toBeVisible();
});

test("bags are ordered in English", async ({ page, signIn }) => {
  await signIn(page, anna);
  await page.getByRole("button", { name: "English" }).first().click();
  await visit(page, bagPages(page).bags);
  await expect(heading(page)).toHaveText("Order sorting bags");
  await page.getByRole("spinbutton", { name: /^Purple\s*plastic packaging/ }).fill("3");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(heading(page)).toHaveText("Is the order correct?");
  await expect(page.getByText("Purple – plastic packaging: 3 rolls")).toBeVisible();
  await page.getByRole("button", { name: "Order", exact: true }).click();
  await expect(page.getByText("Thank you! Your order number is")).toBeVisible();
  await expectAccessible(page);
});

test.describe("the app", () => {
  test.use(PHONE);

  test("everything about bags is accessible there too", async ({ page, signInToApp }) => {
    await signInToApp(page, anna);
    const { bags, orders } = bagPagesOf("app", accountOf(page));
    for (const address of [orders, bags, `${bags}/bekrafta`]) {
      await visit(page, address);
      await expectAccessible(page);
    }
    await chooseBags(page);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Beställ", exact: true }).click();
    await expect(heading(page)).toHaveText(/^Beställning \d{8}$/);
    await expectAccessible(page);
    await visit(page, orders);
    await expectAccessible(page);
  });
});

/** Settings of a company whose green bags are out of stock, and whose deliveries are late. */
const OUT_OF_GREEN = `
[bags]
delay = { sv = "Påsarna kommer en vecka senare än vanligt.", en = "The bags come a week later than usual." }
[[bags.kinds]]
colour = "green"
name = { sv = "Grön", en = "Green" }
content = { sv = "matavfall", en = "food waste" }
paint = "#3f8f3b"
is_paused = true
[[bags.kinds]]
colour = "blue"
name = { sv = "Blå", en = "Blue" }
content = { sv = "tidningar", en = "newspapers" }
paint = "#2f6fb5"
`;

const outOfGreen = test.extend<{ settingsFile: string }>({
  settingsFile: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "settings-"));
    const file = join(folder, "settings.toml");
    await writeFile(file, OUT_OF_GREEN);
    await use(file);
    await rm(folder, { recursive: true, force: true });
  },
  portalSettings: async ({ settingsFile }, use) => use({ APP_CONFIG: settingsFile }),
});

outOfGreen("a colour that is out cannot be chosen, and a delay is told", async ({ page, signIn }) => {
  await signIn(page, anna);
  await visit(page, bagPages(page).bags);
  await expect(page.getByText("Slut just nu")).toBeVisible();
  await expect(page.getByRole("spinbutton")).toHaveCount(1);
  await expect(page.getByText("Påsarna kommer en vecka senare än vanligt.")).toBeVisible();
  await expectAccessible(page);

  await visit(page, `${bagPages(page).bags}/bekrafta?rullar-green=3`);
  await expect(page.getByText("En färg som du har valt är slut just nu. Välj en annan.").first()).toBeVisible();
  await orderBags(page, { Blå: 3 });
});
