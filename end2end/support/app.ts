import { expect, type Locator, type Page } from "@playwright/test";
import { visit } from "./page.ts";
import { accountOf, fillIn, heading, type Invitee } from "./sharing.ts";

/** A phone's screen. */
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

/** The addresses of an account's pages in the app. */
export function appPagesOf(account: string) {
  const base = `/app/k/${account}`;
  const list = `${base}/profil/familjedelning`;
  return {
    overview: `${base}/oversikt`,
    bags: `${base}/pasar`,
    activity: `${base}/aktivitet`,
    contracts: `${base}/avtal`,
    profile: `${base}/profil`,
    list,
    form: `${list}/bjud-in`,
    leave: `${base}/lamna`,
  };
}

/** The tabs at the bottom. */
export function tabs(page: Page): Locator {
  return page.getByRole("navigation", { name: "Appen", exact: true });
}

/** The owner shares the app; returns the invitation's id. The owner's page stays on the saved page. */
export async function shareApp(owner: Page, invitee: Invitee): Promise<string> {
  await visit(owner, appPagesOf(accountOf(owner)).form);
  await fillIn(owner, invitee);
  await owner.getByRole("button", { name: "Skicka inbjudan" }).click();
  await expect(heading(owner)).toHaveText("Inbjudan är skickad");
  return /\/familjedelning\/([0-9a-f-]{36})\/skickad$/.exec(owner.url())?.[1] as string;
}

/** The invited person, signed in to the app, confirms without changing anything; ends on the owner's overview. */
export async function confirmInApp(grantee: Page, invitation: string): Promise<void> {
  await visit(grantee, `/app/inbjudan/${invitation}`);
  await grantee.getByRole("button", { name: "Bekräfta" }).click();
  await expect(grantee.getByText("Klart! Nu kan du använda appen för")).toBeVisible();
}
