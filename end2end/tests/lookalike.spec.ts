import { expect, test } from "../support/page.ts";
import { mailTo, nextMailTo } from "../support/mail.ts";
import { people } from "../support/people.ts";
import { at, heading, invite, row, visitList } from "../support/sharing.ts";

const { anna } = people;
// With a Cyrillic letter in its host, and its ASCII form.
const bjorn = at(people.bjorn, "bjorn@ex\u0430mple.se");
const REAL = "bjorn@xn--exmple-4nf.se";

test("a deceptive address is shown in its real form before anything is sent", async ({
  page,
  signIn,
  portal,
  request,
}) => {
  await signIn(page, anna);
  await invite(page, bjorn);
  await expect(page.getByText(`Adressen är egentligen ${REAL}.`)).toBeVisible();
  expect(await mailTo(portal, request, REAL)).toHaveLength(0);

  await visitList(page);
  await expect(row(page, bjorn)).toContainText("Mejlet är inte skickat.");
  await page.goBack();
  await page.getByRole("button", { name: "Ja, skicka mejlet" }).click();

  await expect(heading(page)).toHaveText("Hantera behörigheter");
  await nextMailTo(portal, request, REAL);
});
