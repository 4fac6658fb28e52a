import type { Page } from "@playwright/test";
import { expect, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { accountOf, at, pagesOf } from "../support/sharing.ts";
import { swedishOnly } from "../support/text.ts";

const { anna, david, hanna } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com");
const SWEDISH = swedishOnly();

/** The page says that it is English, and is. Text marked as Swedish is allowed: the switch back to it. */
async function expectEnglish(page: Page): Promise<void> {
  await page.waitForLoadState();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const said = await page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement;
    for (const other of copy.querySelectorAll('script, style, noscript, [lang="sv"]')) other.remove();
    const named = [...copy.querySelectorAll("[aria-label], [title], [alt], [placeholder]")].flatMap((element) =>
      ["aria-label", "title", "alt", "placeholder"].map((name) => element.getAttribute(name) ?? ""),
    );
    return [document.title, copy.textContent ?? "", ...named].join("\n");
  });
  const left = SWEDISH.filter((piece) => {
    const at = said.indexOf(piece);
    // A short word may be part of an English one.
    return at >= 0 && !/\p{L}/u.test(said[at - 1] ?? "") && !/\p{L}/u.test(said[at + piece.length] ?? "");
  });
  expect(left, `Swedish on ${new URL(page.url()).pathname}`).toEqual([]);
}

test("the public pages are in English for English browsers", { tag: "@once" }, async ({ page, incidents }) => {
  incidents.expect(/status of 404/);
  await visit(page, "/");
  await page.locator('button[lang="en"]').click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");

  for (const address of [
    "/",
    "/logga-in",
    "/logga-in/bankid",
    "/dela",
    "/app/sa-fungerar-appen",
    "/tillganglighet",
    "/personuppgifter",
    "/finns-inte",
    "/inbjudan/cut",
  ]) {
    await page.goto(address);
    await expectEnglish(page);
  }
  await visit(page, "/logga-in");
  await page.getByRole("button", { name: /another device/ }).click();
  await expectEnglish(page);
  await visit(page, "/logga-in");
  await page.getByRole("button", { name: /this device/ }).click();
  await expectEnglish(page);
});

test("sharing is in English for English browsers", { tag: "@once" }, async ({ page, signIn, anotherBrowser, mail }) => {
  await signIn(page, anna);
  await page.locator('button[lang="en"]').click();
  const account = accountOf(page);
  const pages = pagesOf(account);
  for (const address of [...Object.values(pages), "/valj-konto?byt=1"]) {
    await visit(page, address);
    await expectEnglish(page);
  }

  await visit(page, pages.form);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("group", { name: "Something needs correcting" })).toBeVisible();
  await expectEnglish(page);
  await page.locator("#given_name").fill(bjorn.givenName);
  await page.locator("#surname").fill(bjorn.surname);
  await page.locator("#personal_number").fill(bjorn.personalNumber);
  await page.locator("#email").fill(bjorn.email);
  await page.getByRole("radio").first().check();
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(/\/skickad$/);
  await expectEnglish(page);
  const invitation = /behorigheter\/([0-9a-f-]{36})/.exec(page.url())?.[1];
  await visit(page, pages.list);
  await expectEnglish(page);
  for (const what of ["ta-bort", "andra"]) {
    await visit(page, `${pages.list}/${invitation}/${what}`);
    await expectEnglish(page);
  }

  const his = await anotherBrowser();
  await visit(his, `/inbjudan/${invitation}`);
  await his.locator('button[lang="en"]').click();
  await expectEnglish(his);
  const hers = await anotherBrowser();
  await visit(hers, "/");
  await hers.locator('button[lang="en"]').click();
  await signIn(hers, hanna, `/inbjudan/${invitation}`);
  await expectEnglish(hers);
  await signIn(his, bjorn);
  await expectEnglish(his);
  await visit(his, `/inbjudan/${invitation}/tacka-nej`);
  await expectEnglish(his);
  await visit(his, `/inbjudan/${invitation}`);
  await expectEnglish(his);
  await his.getByRole("button", { name: "Confirm" }).click();
  await expect(his).toHaveURL(/\/oversikt/);
  await expectEnglish(his);
  expect((await mail("anna.andersson.8502@example.com")).subject).not.toContain("bekräftat");
});

test("pages and letters are in Swedish by default", { tag: "@once" }, async ({ page, signIn }) => {
  await signIn(page, david);

  await expect(page.locator("html")).toHaveAttribute("lang", "sv");
});
