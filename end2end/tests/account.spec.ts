import { expect, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { accountOf, at, confirm, heading, invite, menu, pagesOf, row, visitList } from "../support/sharing.ts";

const { anna, cecilia, david } = people;
const his = at(david, "david.dahl.6905@example.com");

test("a person with one account goes directly to it", async ({ page, signIn }) => {
  await signIn(page, anna);

  await expect(heading(page)).toHaveText("Hej Anna!");
  await expect(page.getByText("100001")).toBeVisible();
  await expect(page.getByText("Rönngatan 98")).toBeVisible();
  await expect(page.getByText("Du använder Mina Sidor för")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Byt konto" })).toHaveCount(0);
});

test("the account choice lists invitations first, then own accounts, then those of others", async ({
  page,
  signIn,
  anotherBrowser,
}) => {
  const [annas, cecilias] = [await anotherBrowser(), await anotherBrowser()];
  await signIn(annas, anna);
  await signIn(cecilias, cecilia);
  const first = await invite(annas, his);
  await signIn(page, david);
  await confirm(page, first);
  await invite(cecilias, his);

  await visit(page, "/valj-konto");

  await expect(heading(page)).toHaveText("Välj konto");
  await expect(page.getByRole("main").getByRole("heading", { level: 2 })).toHaveText([
    "Inbjudningar till dig",
    "Dina konton",
    "Delade med dig",
  ]);
  await expect(page.getByText("Cecilia Carlsson vill ge dig behörighet till sina Mina Sidor.")).toBeVisible();
  await expect(page.getByText("Delat av Anna Andersson")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Anna Andersson" }).click();
  await expect(page.getByText("Du använder Mina Sidor för Anna Andersson", { exact: true })).toBeVisible();
});

test("a banner on every page says whose account it is, and links to the account choice", async ({
  page,
  signIn,
  anotherBrowser,
}) => {
  const annas = await anotherBrowser();
  await signIn(annas, anna);
  await signIn(page, david);
  const own = accountOf(page);
  await confirm(page, await invite(annas, his));
  const banner = page.getByText("Du använder Mina Sidor för Anna Andersson", { exact: true });
  const shared = pagesOf(accountOf(page));

  for (const address of [shared.overview, shared.profile, shared.leave]) {
    await visit(page, address);
    await expect(banner, address).toBeVisible();
  }
  await page.getByRole("link", { name: "Byt konto" }).click();
  await expect(heading(page)).toHaveText("Välj konto");
  await page.getByRole("main").getByRole("link", { name: "David Dahl" }).click();

  await expect(page).toHaveURL(new RegExp(own));
  await expect(banner).toHaveCount(0);
  await menu(page).getByRole("link", { name: "Byt konto" }).click();
  await expect(heading(page)).toHaveText("Välj konto");
});

test("two tabs use two accounts", async ({ page, signIn, anotherBrowser }) => {
  const annas = await anotherBrowser();
  await signIn(annas, anna);
  await signIn(page, david);
  const own = accountOf(page);
  const invitation = await invite(annas, his);
  const secondTab = await page.context().newPage();
  await confirm(secondTab, invitation);

  await menu(page).getByRole("link", { name: "Min profil" }).click();
  await menu(page).getByRole("link", { name: "Översikt" }).click();

  await expect(page).toHaveURL(new RegExp(own));
  await expect(page.getByText("100003")).toBeVisible();
  await secondTab.reload();
  await expect(secondTab.getByText("100001")).toBeVisible();
});

test("another customer's account and an invented one both do not exist", async ({
  page,
  signIn,
  anotherBrowser,
  incidents,
}) => {
  incidents.expect(/status of 404/);
  const annas = await anotherBrowser();
  await signIn(annas, anna);
  const account = accountOf(annas);
  await signIn(page, cecilia);

  for (const address of [...Object.values(pagesOf(account)), ...Object.values(pagesOf("abcdefghijklmnop"))]) {
    const answer = await page.goto(address);
    expect(answer?.status(), address).toBe(404);
    await expect(page.getByText("Rönngatan 98")).toHaveCount(0);
    await expect(page.getByText("Anna")).toHaveCount(0);
  }
});

test("a grantee leaves: it takes effect at once, and the owner is notified", async ({
  page,
  signIn,
  anotherBrowser,
  mail,
}) => {
  const annas = await anotherBrowser();
  await signIn(annas, anna);
  await signIn(page, people.bjorn);
  await confirm(page, await invite(annas, at(people.bjorn, "bjorn.berg@example.com")));
  const account = accountOf(page);

  await page.getByRole("main").getByRole("link", { name: "Lämna" }).click();
  await expect(heading(page)).toHaveText("Lämna Mina Sidor för Anna Andersson?");
  await page.getByRole("link", { name: "Avbryt" }).click();
  await expect(page.getByText("Rönngatan 98")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Lämna" }).click();
  await page.getByRole("button", { name: "Lämna" }).click();

  await expect(page.getByText("Du har lämnat kontot. Du kan inte längre se eller göra något där.")).toBeVisible();
  await visit(page, pagesOf(account).overview);
  await expect(heading(page)).toHaveText("Din behörighet till Mina Sidor är avslutad.");
  await visitList(annas);
  await expect(row(annas, people.bjorn)).toHaveCount(0);
  await expect(annas.getByText("Björn Berg har lämnat sin behörighet.")).toBeVisible();
  // The first letter said that he had confirmed.
  const letter = await mail("anna.andersson.8502@example.com", 2);
  expect(letter.subject).toBe("En person har lämnat dina Mina Sidor");
});

test("a holder cannot leave", async ({ page, signIn }) => {
  await signIn(page, anna);

  await visit(page, pagesOf(accountOf(page)).leave);

  await expect(heading(page)).toHaveText("Du står på avtalet");
  await expect(page.getByRole("button", { name: "Lämna" })).toHaveCount(0);
});

test("a protected person's address is not shown to others, nor can it be shared", async ({ page, signIn }) => {
  await signIn(page, people.sara);
  await visit(page, pagesOf(accountOf(page)).form);
  await page.getByLabel("Förnamn").fill("Björn");
  await page.getByLabel("Efternamn").fill("Berg");
  await page.getByLabel("Personnummer").fill(people.bjorn.personalNumber);
  await page.getByLabel("E-post").fill("bjorn.berg@example.com");
  await page.getByRole("radio", { name: "Annan släkting" }).check();
  await page.getByRole("checkbox", { name: /^Jag förstår/ }).check();

  await page.getByRole("button", { name: "Spara" }).click();

  await expect(
    page.getByText("Det går inte att dela det här kontot på webben. Kontakta kundservice så hjälper vi dig."),
  ).toBeVisible();
});
