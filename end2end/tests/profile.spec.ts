import { expect, test, visit } from "../support/page.ts";
import { HOUR } from "../support/clock.ts";
import { people } from "../support/people.ts";
import { accountOf, at, confirm, heading, invite, menu, pagesOf } from "../support/sharing.ts";

const { anna, david } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com", "+46701740635");
const OLD = "anna.andersson.8502@example.com";
const NEW = "anna@example.org";

test("a person sees their own details", async ({ page, signIn }) => {
  await signIn(page, anna);

  await menu(page).getByRole("link", { name: "Min profil" }).click();

  await expect(heading(page)).toHaveText("Min profil");
  await expect(page.getByRole("main").getByText("Anna Andersson", { exact: true })).toBeVisible();
  await expect(page.getByText("19850214-****")).toBeVisible();
  await expect(page.getByText("2386")).toHaveCount(0);
});

test("a new e-mail address takes effect when the letter's link is confirmed", async ({ page, signIn, mail }) => {
  await signIn(page, anna);
  await menu(page).getByRole("link", { name: "Min profil" }).click();
  await expect(page.getByLabel("E-post")).toHaveValue(OLD);

  await page.getByLabel("E-post").fill(NEW);
  await page.getByRole("button", { name: "Spara e-post" }).click();
  await expect(page.getByText(`Vi har skickat ett mejl till ${NEW}.`)).toBeVisible();
  await expect(page.getByText(`Till dess använder vi ${OLD}.`)).toBeVisible();

  const letter = await mail(NEW);
  expect(letter.subject).toBe("Bekräfta din e-postadress");
  expect(letter.text, "it may have reached a stranger").not.toContain("Anna");
  await visit(page, letter.links[0] as string);
  await expect(heading(page)).toHaveText("Bekräfta din e-postadress");
  await page.getByRole("button", { name: "Bekräfta adressen" }).click();
  await expect(heading(page)).toHaveText("Klart! Din e-postadress är bekräftad");
  await page.getByRole("main").getByRole("link", { name: "Till Mina Sidor" }).click();
  await menu(page).getByRole("link", { name: "Min profil" }).click();
  await expect(page.getByLabel("E-post")).toHaveValue(NEW);
  await expect(page.getByText(OLD)).toHaveCount(0);

  await visit(page, letter.links[0] as string);
  await expect(heading(page)).toHaveText("Länken går inte att använda");
});

test("a link that is older than a day verifies nothing", async ({ page, signIn, mail, advance }) => {
  await signIn(page, anna);
  const { profile } = pagesOf(accountOf(page));
  await visit(page, profile);
  await page.getByLabel("E-post").fill(NEW);
  await page.getByRole("button", { name: "Spara e-post" }).click();
  await expect(page.getByText(/^Vi har skickat ett mejl till/).first()).toBeVisible();
  const letter = await mail(NEW);
  await advance(24 * HOUR);

  await visit(page, letter.links[0] as string);

  await expect(heading(page)).toHaveText("Länken går inte att använda");
  await signIn(page, anna, profile);
  await expect(page.getByLabel("E-post")).toHaveValue(OLD);
});

test("an invalid address or number is refused with a message", async ({ page, signIn }) => {
  await signIn(page, anna);
  await menu(page).getByRole("link", { name: "Min profil" }).click();
  await page.getByLabel("E-post").fill("anna");
  await page.getByRole("button", { name: "Spara e-post" }).click();
  const summary = page.getByRole("group", { name: "Något behöver rättas" });
  await expect(
    summary.getByRole("link", { name: "E-postadressen ser inte rätt ut. Exempel: namn@exempel.se" }),
  ).toBeVisible();

  await page.getByLabel("Mobilnummer").fill("12");
  await page.getByRole("button", { name: "Spara mobilnummer" }).click();

  await expect(summary.getByRole("link", { name: /^Mobilnumret ser inte rätt ut\./ })).toBeVisible();
});

test("a person changes their mobile number, and removes it", async ({ page, signIn }) => {
  await signIn(page, anna);
  await menu(page).getByRole("link", { name: "Min profil" }).click();
  await page.getByLabel("Mobilnummer").fill("070-174 06 99");
  await page.getByRole("button", { name: "Spara mobilnummer" }).click();
  await expect(page.getByText("Klart! Mobilnumret är sparat.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Mobilnummer")).toHaveValue("+46701740699");

  await visit(page, pagesOf(accountOf(page)).profile);
  await page.getByLabel("Mobilnummer").fill("");
  await page.getByRole("button", { name: "Spara mobilnummer" }).click();

  await expect(page.getByText("Klart! Mobilnumret är sparat.")).toBeVisible();
  await expect(page.getByLabel("Mobilnummer")).toHaveValue("");
});

test("the chosen language is remembered with the person, on every device", async ({
  page,
  signIn,
  anotherBrowser,
  mail,
}) => {
  await signIn(page, anna);
  await menu(page).getByRole("link", { name: "Min profil" }).click();
  await page.getByRole("radio", { name: "English" }).check();
  await page.getByRole("button", { name: "Spara språk" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(heading(page)).toHaveText("My profile");

  const other = await anotherBrowser();
  await signIn(other, anna);
  await expect(other.locator("html")).toHaveAttribute("lang", "en");
  await visit(other, pagesOf(accountOf(other)).profile);
  await other.getByLabel("Email").or(other.getByLabel("E-mail")).first().fill(NEW);
  await other.getByRole("button", { name: /^Save e-?mail/ }).click();

  const letter = await mail(NEW);
  expect(letter.subject).not.toContain("Bekräfta");
});

test("only holders see Behörigheter", async ({ page, signIn, anotherBrowser }) => {
  await signIn(page, anna);
  const his = await anotherBrowser();
  await signIn(his, bjorn);
  await confirm(his, await invite(page, bjorn));

  await visit(page, pagesOf(accountOf(page)).profile);
  await page.getByText("Behörigheter", { exact: true }).click();
  await expect(page.getByRole("link", { name: "Hantera behörigheter" })).toBeVisible();

  await menu(his).getByRole("link", { name: "Min profil" }).click();
  await expect(heading(his)).toHaveText("Min profil");
  await expect(his.getByText("Behörigheter", { exact: true })).toHaveCount(0);
});

test("a grantee's profile is the grantee's own, never the owner's", async ({ page, signIn, anotherBrowser }) => {
  await signIn(page, anna);
  const his = await anotherBrowser();
  await signIn(his, bjorn);
  await confirm(his, await invite(page, bjorn));

  await menu(his).getByRole("link", { name: "Min profil" }).click();

  await expect(his.getByText("19840617-****")).toBeVisible();
  await expect(his.getByLabel("E-post")).toHaveValue(bjorn.email);
  await expect(his.getByText(OLD)).toHaveCount(0);
  await his.getByLabel("Mobilnummer").fill("070-174 06 00");
  await his.getByRole("button", { name: "Spara mobilnummer" }).click();
  await expect(his.getByText("Klart! Mobilnumret är sparat.")).toBeVisible();
  await visit(page, pagesOf(accountOf(page)).profile);
  await expect(page.getByLabel("Mobilnummer")).toHaveValue("+46701740606");
});

test("my profile lists what others share, with links to open and to leave", async ({
  page,
  signIn,
  anotherBrowser,
}) => {
  const annas = await anotherBrowser();
  await signIn(annas, anna);
  await signIn(page, david);
  const { profile } = pagesOf(accountOf(page));
  await confirm(page, await invite(annas, at(david, "david.dahl.6905@example.com")));
  const shared = page.getByRole("table", { name: "Konton jag har behörighet till" });

  await visit(page, profile);
  await shared.getByRole("link", { name: "Anna Andersson", exact: true }).click();
  await expect(page.getByText("Du använder Mina Sidor för Anna Andersson", { exact: true })).toBeVisible();
  await visit(page, profile);
  await shared.getByRole("link", { name: "Lämna Anna Andersson" }).click();

  await expect(heading(page)).toHaveText("Lämna Mina Sidor för Anna Andersson?");
  await visit(annas, pagesOf(accountOf(annas)).profile);
  await expect(annas.getByRole("table", { name: "Konton jag har behörighet till" })).toHaveCount(0);
});
