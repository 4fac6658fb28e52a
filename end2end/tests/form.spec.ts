import { expect, hydrated, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { accountOf, at, fillIn, heading, pagesOf } from "../support/sharing.ts";

const { anna } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com");

const MISTAKES: [label: string, wrong: string, right: string, sentence: RegExp][] = [
  ["Förnamn", "<b>", "Björn", /^Förnamnet ser inte rätt ut\./],
  ["Efternamn", "Berg2<", "Berg", /^Efternamnet ser inte rätt ut\./],
  ["Personnummer", "198406172399", "198406172398", /^Personnumret stämmer inte\./],
  ["E-post", "bjorn", "bjorn@example.com", /^E-postadressen ser inte rätt ut\./],
  ["Mobilnummer", "ring mig", "070-174 06 35", /^Mobilnumret ser inte rätt ut\./],
];

test(
  "a field that is left with a mistake says so, until it is mended",
  { tag: "@scripts" },
  async ({ page, signIn }) => {
    await signIn(page, anna);
    await visit(page, pagesOf(accountOf(page)).form);
    for (const [label, wrong, right, sentence] of MISTAKES) {
      const field = page.getByLabel(label);
      await field.fill(wrong);
      await expect(field, "nothing is flagged while it is typed").not.toHaveAttribute("aria-invalid", "true");
      await field.blur();
      await expect(page.locator(`#${await field.getAttribute("id")}-error`)).toHaveText(sentence);

      await field.fill(right);
      await expect(field).not.toHaveAttribute("aria-invalid", "true");
    }
  },
);

test(
  "what was typed stays while the server restarts, and is sent once",
  { tag: "@scripts" },
  async ({ page, signIn, portal, incidents }) => {
    incidents.expect(/ERR_|Failed to (fetch|load)|NetworkError/);
    await signIn(page, anna);
    await visit(page, pagesOf(accountOf(page)).form);
    await fillIn(page, bjorn);
    await page.route("**/api/access-grants/share", (route) => route.abort());
    await page.getByRole("button", { name: "Spara" }).click();
    await expect(page.getByRole("group", { name: "Något behöver rättas" })).toBeVisible();
    await expect(page.getByLabel("Efternamn")).toHaveValue("Berg");
    await page.unroute("**/api/access-grants/share");
    await portal.restart();

    await page.getByRole("button", { name: "Spara" }).dblclick();

    await expect(heading(page)).toHaveText("Behörigheten är sparad");
    await visit(page, pagesOf(accountOf(page)).list);
    await expect(page.getByRole("rowheader")).toHaveCount(1);
  },
);

test("a refused form says why and takes the focus to the reasons", { tag: "@scripts" }, async ({ page, signIn }) => {
  await signIn(page, anna);
  await visit(page, pagesOf(accountOf(page)).form);
  await hydrated(page);
  await page.getByLabel("Förnamn").fill("Björn");

  await page.getByRole("button", { name: "Spara" }).click();

  await expect(page.getByRole("group", { name: "Något behöver rättas" })).toBeFocused();
  await expect(page.getByLabel("Förnamn")).toHaveValue("Björn");
});
