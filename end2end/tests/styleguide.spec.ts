import { expectAccessibleInAllLooks } from "../support/axe.ts";
import { expect, test } from "../support/page.ts";
import { heading } from "../support/sharing.ts";

test("every component is accessible in each of its states", { tag: "@once" }, async ({ page }) => {
  await page.goto("/styleguide");
  await expect(heading(page)).toHaveText("Komponenter");

  await expectAccessibleInAllLooks(page);
});

test("an open menu is accessible", { tag: "@once" }, async ({ page }) => {
  await page.goto("/styleguide");
  await page.getByRole("button", { name: "Fler val för Björn Berg" }).click();
  await expect(page.getByRole("link", { name: "Ändra uppgifter" })).toBeVisible();

  await expectAccessibleInAllLooks(page);
});
