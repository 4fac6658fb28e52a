import { expectAccessible } from "../support/axe.ts";
import { expect, test, visit } from "../support/page.ts";

test("the start page says what it is and shows the way in", { tag: "@once" }, async ({ page }) => {
  await visit(page, "/");

  await expect(page.locator("html")).toHaveAttribute("lang", "sv");
  await expect(page).toHaveTitle(/Mina Sidor/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "Logga in" }).first()).toHaveAttribute("href", "/logga-in");
});

test("the start page is accessible", { tag: "@once" }, async ({ page }) => {
  await visit(page, "/");

  await expectAccessible(page);
});

test("a visitor chooses English and keeps it", { tag: "@once" }, async ({ page }) => {
  await visit(page, "/");

  await page.locator('button[lang="en"]').click();

  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await visit(page, "/");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
});

test("another visitor is still met in Swedish", { tag: "@once" }, async ({ page, anotherBrowser }) => {
  await visit(page, "/");
  await page.locator('button[lang="en"]').click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");

  const other = await anotherBrowser();
  await visit(other, "/");

  await expect(other.locator("html")).toHaveAttribute("lang", "sv");
});

test("an unknown address has a page of its own", { tag: "@once" }, async ({ page, incidents }) => {
  incidents.expect(/status of 404/);

  const answer = await page.goto("/finns-inte");

  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sidan finns inte");
  await expectAccessible(page);
});
