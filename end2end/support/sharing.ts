import { expect, type Locator, type Page } from "@playwright/test";
import { visit } from "./page.ts";
import type { Person } from "./people.ts";

export type Invitee = Person & { email: string; mobile?: string };

export const COMPANY = "Hjälmare Energi & Miljö";

/** Sets a person's verified e-mail address. */
export function at(person: Person, email: string, mobile?: string): Invitee {
  return { ...person, email, ...(mobile ? { mobile } : {}) };
}

export function nameOf({ givenName, surname }: Person): string {
  return `${givenName} ${surname}`;
}

/** The account in a page's address. */
export function accountOf(page: Page): string {
  const account = /^(?:\/app)?\/k\/([^/]+)\//.exec(new URL(page.url()).pathname)?.[1];
  expect(account, `account in ${page.url()}`).toBeTruthy();
  return account as string;
}

/** The addresses of an account's pages. */
export function pagesOf(account: string) {
  const base = `/k/${account}`;
  const list = `${base}/profil/behorigheter`;
  return {
    overview: `${base}/oversikt`,
    contracts: `${base}/avtal`,
    activity: `${base}/aktivitet`,
    profile: `${base}/profil`,
    list,
    form: `${list}/ny`,
    leave: `${base}/lamna`,
  };
}

/** Types a person's details into the form "Ny behörighet". */
export async function fillIn(page: Page, invitee: Invitee, relation = "Bor i samma hushåll"): Promise<void> {
  await page.getByLabel("Förnamn").fill(invitee.givenName);
  await page.getByLabel("Efternamn").fill(invitee.surname);
  await page.getByLabel("Personnummer").fill(invitee.personalNumber);
  await page.getByLabel("E-post").fill(invitee.email);
  await page.getByLabel("Mobilnummer").fill(invitee.mobile ?? "");
  await page.getByRole("radio", { name: relation }).check();
  await page.getByRole("checkbox", { name: /^Jag förstår/ }).check();
}

/** The owner invites a person; returns the invitation's id. The owner's page stays on the saved page. */
export async function invite(owner: Page, invitee: Invitee): Promise<string> {
  await visit(owner, pagesOf(accountOf(owner)).form);
  await fillIn(owner, invitee);
  await owner.getByRole("button", { name: "Spara" }).click();
  await expect(heading(owner)).toHaveText("Behörigheten är sparad");
  return /\/behorigheter\/([0-9a-f-]{36})\/skickad$/.exec(owner.url())?.[1] as string;
}

/** The invited person, signed in, confirms without changing anything; ends on the owner's overview. */
export async function confirm(grantee: Page, invitation: string): Promise<void> {
  await visit(grantee, `/inbjudan/${invitation}`);
  await grantee.getByRole("button", { name: "Bekräfta" }).click();
  await expect(grantee.getByText("Klart! Nu kan du använda Mina Sidor för")).toBeVisible();
}

/** The owner's list of people. */
export async function visitList(owner: Page): Promise<void> {
  await visit(owner, pagesOf(accountOf(owner)).list);
  await expect(heading(owner)).toHaveText("Hantera behörigheter");
}

/** A person's row in the list. */
export function row(owner: Page, person: Person): Locator {
  return owner.getByRole("row").filter({ has: owner.getByRole("rowheader", { name: nameOf(person) }) });
}

/** Opens a person's menu and chooses an item. */
export async function choose(owner: Page, person: Person, choice: string): Promise<void> {
  const dots = owner.getByRole("button", { name: `Fler val för ${nameOf(person)}` });
  const item = row(owner, person).getByText(choice, { exact: true });
  // On a page that still moves, a click may miss the menu, which closes it: open it again.
  await expect(async () => {
    if (!(await item.isVisible())) await dots.click();
    await item.click({ timeout: 5_000 });
  }).toPass();
}

/** A person's menu says something. A page that is just being updated closes it: open it again. */
export async function expectInMenu(owner: Page, person: Person, sentence: string): Promise<void> {
  const dots = owner.getByRole("button", { name: `Fler val för ${nameOf(person)}` });
  const item = row(owner, person).getByText(sentence);
  await expect(async () => {
    if (!(await item.isVisible())) await dots.click();
    await expect(item).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

/** The owner removes a person: three dots, Ta bort, confirm. */
export async function remove(owner: Page, person: Person): Promise<void> {
  await visitList(owner);
  await choose(owner, person, "Ta bort");
  await expect(heading(owner)).toHaveText(`Ta bort behörigheten för ${nameOf(person)}?`);
  await owner.getByRole("button", { name: "Ta bort" }).click();
  await expect(owner.getByText("Klart! Behörigheten är borttagen.")).toBeVisible();
}

/** The page's own heading. */
export function heading(page: Page): Locator {
  return page.getByRole("heading", { level: 1 });
}

/** The account's menu. */
export function menu(page: Page): Locator {
  return page.getByRole("navigation", { name: "Mina Sidor", exact: true });
}
