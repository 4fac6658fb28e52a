import { expect, type APIRequestContext, type Page } from "@playwright/test";
import { paperLetterTo } from "./mail.ts";
import { visit } from "./page.ts";
import type { Portal } from "./portal.ts";
import { heading } from "./sharing.ts";

export const PASSWORD = "en lugn sjö i juli";

/** Requests the letter and sets a password with its code; ends on the sign-in page. */
export async function activate(
  page: Page,
  portal: Portal,
  request: APIRequestContext,
  number: string,
  password = PASSWORD,
): Promise<void> {
  await visit(page, "/logga-in/kundnummer/brev");
  await page.getByLabel("Kundnummer").fill(number);
  await page.getByRole("button", { name: "Skicka brevet" }).click();
  await expect(heading(page)).toHaveText("Välj ett lösenord");
  const { code } = await paperLetterTo(portal, request, number);
  await page.getByLabel("Kundnummer").fill(number);
  await page.getByLabel("Kod").fill(code);
  await page.getByLabel("Nytt lösenord").fill(password);
  await page.getByRole("button", { name: "Spara lösenordet" }).click();
  await expect(heading(page)).toHaveText("Logga in med kundnummer");
}

/** Signs in with number and password, to the account. */
export async function signInByNumber(page: Page, number: string, password = PASSWORD): Promise<void> {
  await tryNumber(page, number, password);
  await expect(page).toHaveURL(/\/k\/.*\/oversikt$/);
}

/** Submits number and password, without expecting an outcome. */
export async function tryNumber(page: Page, number: string, password = PASSWORD): Promise<void> {
  if (new URL(page.url()).pathname !== "/logga-in/kundnummer") await visit(page, "/logga-in/kundnummer");
  await page.getByLabel("Kundnummer").fill(number);
  await page.getByLabel("Lösenord").fill(password);
  await page.getByRole("button", { name: "Logga in" }).click();
}
