import { launchToken } from "../support/bankid.ts";
import { expectAccessible } from "../support/axe.ts";
import { expect, hasScripts, hydrated, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { heading, menu } from "../support/sharing.ts";
import type { Page } from "@playwright/test";

const { anna, bjorn } = people;
const ANNAS_ADDRESS = "anna.andersson.8502@example.com";
/** The app's address: the browser's and BankID's differ. */
const ELSEWHERE = "198.51.100.7";

/** Begins on this device; returns the order's token. */
async function begin(page: Page): Promise<string> {
  await visit(page, "/logga-in");
  await page.getByRole("button", { name: "BankID på den här enheten" }).click();
  return launchToken(page);
}

/** Switches back by hand to the page that asks for the digits. */
async function comeBack(page: Page, advance: (seconds: number) => Promise<Date>): Promise<void> {
  await advance(2);
  // With WebAssembly the page asks automatically.
  if (!hasScripts()) await page.getByRole("button", { name: "Jag har legitimerat mig – fortsätt" }).click();
  await expect(page.getByLabel("De två siffrorna i BankID-appen")).toBeVisible();
}

test("a person whose BankID app has another address comes in on one phone, by two digits", async ({
  page,
  bankid,
  advance,
}) => {
  const token = await begin(page);
  const digits = await bankid.digits(token, anna.personalNumber);
  await bankid.approve(token, anna.personalNumber, ELSEWHERE);
  await comeBack(page, advance);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Logga in", exact: true }).click();
  await expect(page.getByText("Skriv de två siffror som stod i BankID-appen.").first()).toBeVisible();
  await page.getByLabel("De två siffrorna i BankID-appen").fill(digits);
  await page.getByRole("button", { name: "Logga in", exact: true }).click();

  await expect(heading(page)).toHaveText("Hej Anna!");
});

test("a person with wrong digits begins again", async ({ page, bankid, advance }) => {
  const token = await begin(page);
  const digits = await bankid.digits(token, anna.personalNumber);
  await bankid.approve(token, anna.personalNumber, ELSEWHERE);
  await comeBack(page, advance);

  await page.getByLabel("De två siffrorna i BankID-appen").fill(digits === "00" ? "01" : "00");
  await page.getByRole("button", { name: "Logga in", exact: true }).click();

  await expect(heading(page)).toHaveText("Ingen inloggning pågår");
  await expect(page.getByText("Siffrorna stämde inte")).toBeVisible();
  await page.getByRole("link", { name: "Till inloggningen" }).click();
  await expect(heading(page)).toHaveText("Logga in på Mina Sidor");
});

test("who signs in ends what somebody else began in the same browser", async ({ page, bankid, signInToApp }) => {
  const token = await begin(page);
  // Elsewhere, so that the page is not faster.
  await visit(page, "/personuppgifter");
  await bankid.approve(token, anna.personalNumber);
  const tab = await page.context().newPage();
  await signInToApp(tab, bjorn);

  await visit(page, "/logga-in/bankid");

  await expect(heading(page)).toHaveText("Ingen inloggning pågår");
  await visit(page, "/valj-konto");
  await expect(heading(page)).toHaveText("Logga in på Mina Sidor");
});

test("whose session ends because somebody else signs in is told", async ({ page, signIn, mail }) => {
  await signIn(page, anna);
  await signIn(page, bjorn);

  const letter = await mail(ANNAS_ADDRESS);
  expect(letter.subject).toBe("Någon annan loggade in i din webbläsare");
  expect(letter.text).not.toContain("Björn");
  await signIn(page, anna);
  await menu(page).getByRole("link", { name: "Aktivitet" }).click();
  await expect(page.getByText("Någon annan loggade in i din webbläsare. Därför loggades du ut där.")).toBeVisible();
});

test.describe("with scripts", { tag: "@scripts" }, () => {
  test("a page does not try again by itself what has just failed", async ({ page, bankid, advance }) => {
    const failure = Buffer.from('{"Broken":"ABCD2345"}').toString("base64url");
    const failed = `/logga-in/bankid?__path=%2Fapi%2Fsign-in%2Ffinish&__err=${failure}`;
    let tries = 0;
    await page.route("**/api/sign-in/finish", async (route) => {
      tries += 1;
      await route.fulfill({ status: 303, headers: { location: failed } });
    });
    await bankid.approve(await begin(page), anna.personalNumber);
    await advance(2);

    await expect(page.getByText("ABCD2345")).toBeVisible();
    await hydrated(page);
    const goOn = page.getByRole("button", { name: "Jag har legitimerat mig – fortsätt" });
    await expect(goOn).toBeVisible();
    await expect(page.getByText("Du har legitimerat dig. Tryck på knappen för att fortsätta.")).toBeVisible();
    expect(tries).toBe(1);

    await page.unroute("**/api/sign-in/finish");
    await goOn.click();
    await expect(heading(page)).toHaveText("Hej Anna!");
  });
});
