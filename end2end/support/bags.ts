import { expect, type Locator, type Page } from "@playwright/test";
import { appPagesOf, confirmInApp, shareApp, tabs } from "./app.ts";
import { hasScripts, hydrated, visit } from "./page.ts";
import { accountOf, confirm, heading, invite, menu, type Invitee } from "./sharing.ts";

export type Channel = "web" | "app";

/** Rolls by the name of their colour. */
export type Rolls = Record<string, number>;

/** The addresses of an account's pages about bags. */
export function bagPagesOf(channel: Channel, account: string) {
  const base = `${channel === "app" ? "/app" : ""}/k/${account}`;
  return { overview: `${base}/oversikt`, bags: `${base}/pasar`, orders: `${base}/bestallningar` };
}

/** The bag pages of the account that a page belongs to. */
export function bagPages(page: Page) {
  return bagPagesOf(new URL(page.url()).pathname.startsWith("/app/") ? "app" : "web", accountOf(page));
}

/** The link to ordering, which every page of the channel has. */
export function wayToBags(page: Page, channel: Channel): Locator {
  return channel === "app"
    ? tabs(page).getByRole("link", { name: "Beställ" })
    : menu(page).getByRole("link", { name: "Beställ påsar" });
}

/** Chooses rolls as a person does: with the buttons, or by typing without scripts. */
export async function chooseRolls(page: Page, rolls: Rolls): Promise<void> {
  await hydrated(page);
  for (const [colour, wanted] of Object.entries(rolls)) {
    const field = page.getByRole("spinbutton", { name: colour });
    if (!hasScripts()) {
      await field.fill(`${wanted}`);
      continue;
    }
    for (let roll = 0; roll < wanted; roll++) {
      await page.getByRole("button", { name: `Fler rullar: ${colour}` }).click();
    }
    await expect(field).toHaveValue(`${wanted}`);
  }
}

/** Continues from the choice to the confirmation page. */
export async function chooseBags(page: Page, rolls: Rolls = { Grön: 2, Blå: 1 }): Promise<void> {
  await visit(page, bagPages(page).bags);
  await chooseRolls(page, rolls);
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await expect(heading(page)).toHaveText("Stämmer beställningen?");
}

/** Orders bags and ends on the order's page; returns the order's number. */
export async function orderBags(page: Page, rolls?: Rolls): Promise<string> {
  await chooseBags(page, rolls);
  await page.getByRole("button", { name: "Beställ", exact: true }).click();
  await expect(heading(page)).toHaveText(/^Beställning \d{8}$/);
  return (await heading(page).innerText()).replace("Beställning ", "");
}

/** The row of an order in the list. */
export function orderRow(page: Page, number: string): Locator {
  return page.getByRole("row").filter({ hasText: `Beställning ${number}` });
}

/** The owner shares the channel they are signed in to, and the other person confirms. */
export async function letIn(channel: Channel, owner: Page, grantee: Page, invitee: Invitee): Promise<void> {
  if (channel === "app") return confirmInApp(grantee, await shareApp(owner, invitee));
  return confirm(grantee, await invite(owner, invitee));
}

/** The list of the owner's grants. */
export function peopleOf(channel: Channel, account: string): string {
  return channel === "app" ? appPagesOf(account).list : `/k/${account}/profil/behorigheter`;
}
