import { expectAccessible } from "../support/axe.ts";
import { press, type } from "../support/keyboard.ts";
import { DAY } from "../support/clock.ts";
import { mailTo, paperLetterTo, type Mail } from "../support/mail.ts";
import { activate, PASSWORD, signInByNumber, tryNumber } from "../support/number.ts";
import { expect, hydrated, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { accountOf, at, confirm, fillIn, heading, invite, pagesOf, row, visitList } from "../support/sharing.ts";

const { anna, david } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com", "070-174 06 35");
const ANNAS_NUMBER = "100001";
const ANNAS_ADDRESS = "anna.andersson.8502@example.com";

test("Anna activates her number with the letter, signs in, shares, and blocks sharing that was not hers", async ({
  page,
  anotherBrowser,
  mail,
  portal,
  request,
  signIn,
}) => {
  await test.step("the letter goes to the address on the contract, and its code is used once", async () => {
    await visit(page, "/logga-in");
    await page.getByRole("link", { name: "Logga in med kundnummer" }).click();
    await page.getByRole("link", { name: "Aktivera kundnummer" }).click();
    await activate(page, portal, request, ANNAS_NUMBER);
    await expect(page.getByText("Klart! Ditt kundnummer är aktiverat.")).toBeVisible();
    const letter = await paperLetterTo(portal, request, ANNAS_NUMBER);
    expect(letter.text).toContain("Anna Andersson\nRönngatan 98\n633 14 Eskilstuna");
    expect(letter.text).not.toContain(anna.personalNumber);
  });

  await test.step("she signs in with number and password", async () => {
    await signInByNumber(page, ANNAS_NUMBER);
    await expect(heading(page)).toHaveText("Hej Anna!");
    await expect(page.getByText("Rönngatan 98")).toBeVisible();
    await visit(page, pagesOf(accountOf(page)).profile);
    await expect(page.getByText("Med kundnummer")).toBeVisible();
  });

  await test.step("she shares, and is asked by e-mail whether it was her", async () => {
    await invite(page, bjorn);
    await visitList(page);
    const hers = page.getByRole("row").filter({ hasText: "Björn B." });
    await expect(hers).toBeVisible();
    await expect(hers).not.toContainText(bjorn.email);
    await expect(hers).not.toContainText("19840617");
  });

  await test.step('"Var det inte du?" stops it at once', async () => {
    const isNotice = (it: Mail) => it.links[0]?.includes("/var-det-inte-du/") ?? false;
    await expect.poll(async () => (await mailTo(portal, request, ANNAS_ADDRESS)).some(isNotice)).toBe(true);
    const notice = (await mailTo(portal, request, ANNAS_ADDRESS)).find(isNotice);
    const link = notice!.links[0] as string;
    expect(notice!.text).not.toContain("Björn");
    const hers = await anotherBrowser();
    await visit(hers, link);
    await expect(heading(hers)).toHaveText("Var det inte du som delade?");
    await visit(page, pagesOf(accountOf(page)).list);
    await expect(page.getByText("Björn B."), "looking changes nothing").toBeVisible();
    await hers.getByRole("button", { name: "Det var inte jag" }).click();
    await expect(heading(hers)).toHaveText("Delningen är stoppad");

    await visit(page, pagesOf(accountOf(page)).list);
    await expect(heading(page), "who was signed in by number is out").toHaveText("Logga in på Mina Sidor");
    await tryNumber(page, ANNAS_NUMBER);
    await expect(page.getByText("Kundnumret eller lösenordet stämmer inte.").first()).toBeVisible();
  });

  await test.step("BankID lifts the block", async () => {
    await signIn(page, anna);
    await visitList(page);
    await expect(page.getByText("Du delar inte").or(page.getByText("Ingen har behörighet just nu"))).toBeVisible();
    await invite(page, bjorn);
    await visitList(page);
    await expect(row(page, bjorn)).toContainText("Inbjuden.");
  });
  await mail(bjorn.email);
});

test("an unknown number, a wrong password and a number that is not activated get the same response", async ({
  page,
  portal,
  request,
}) => {
  await activate(page, portal, request, ANNAS_NUMBER);
  const answers: string[] = [];
  for (const [number, password] of [
    ["999999", PASSWORD],
    [ANNAS_NUMBER, "ett helt annat lösenord"],
    ["100002", PASSWORD],
  ] as const) {
    await visit(page, "/logga-in/kundnummer");
    await tryNumber(page, number, password);
    await expect(page.getByRole("group", { name: "Något behöver rättas" })).toBeVisible();
    answers.push(await page.getByRole("group", { name: "Något behöver rättas" }).innerText());
  }

  expect(new Set(answers).size, answers.join("\n")).toBe(1);
});

test("errors of a form are shown at its fields, and the input is preserved", async ({ page }) => {
  await visit(page, "/logga-in/kundnummer/aktivera");
  await page.getByLabel("Kundnummer").fill("12,ab");
  await page.getByLabel("Kod").fill("");
  await page.getByLabel("Nytt lösenord").fill("kort");
  await page.getByRole("button", { name: "Spara lösenordet" }).click();

  const summary = page.getByRole("group", { name: "Något behöver rättas" });
  await expect(summary).toContainText("Kundnumret ser inte rätt ut.");
  await expect(summary).toContainText("Fyll i kod.");
  await expect(summary).toContainText("Skriv minst 12 tecken.");
});

test("a password that many people choose is refused", async ({ page, portal, request }) => {
  await visit(page, "/logga-in/kundnummer/brev");
  await page.getByLabel("Kundnummer").fill(ANNAS_NUMBER);
  await page.getByRole("button", { name: "Skicka brevet" }).click();
  await expect(heading(page)).toHaveText("Välj ett lösenord");
  const { code } = await paperLetterTo(portal, request, ANNAS_NUMBER);
  await page.getByLabel("Kundnummer").fill(ANNAS_NUMBER);
  await page.getByLabel("Kod").fill(code);
  await page.getByLabel("Nytt lösenord").fill("password1234");
  await page.getByRole("button", { name: "Spara lösenordet" }).click();

  await expect(page.getByText("Lösenordet är lätt att gissa.").first()).toBeVisible();
});

test("too many attempts have to wait, and BankID still works", async ({
  page,
  anotherBrowser,
  portal,
  request,
  signIn,
}) => {
  await activate(page, portal, request, ANNAS_NUMBER);
  const stranger = await anotherBrowser();
  for (let tries = 0; tries < 6; tries++) {
    await visit(stranger, "/logga-in/kundnummer");
    await tryNumber(stranger, ANNAS_NUMBER, `fel lösenord nummer ${tries}`);
    await expect(stranger.getByRole("group", { name: "Något behöver rättas" })).toBeVisible();
  }
  await expect(stranger.getByText("Det har blivit för många försök.").first()).toBeVisible();

  await signIn(stranger, anna);
  await expect(heading(stranger)).toHaveText("Hej Anna!");
});

test("changing the password, and the limits of a session by number", async ({ page, portal, request }) => {
  await activate(page, portal, request, ANNAS_NUMBER);
  await signInByNumber(page, ANNAS_NUMBER);
  await visit(page, pagesOf(accountOf(page)).profile);
  await page.getByLabel("Nuvarande lösenord").fill(PASSWORD);
  await page.getByLabel("Nytt lösenord").fill("tre gula ankor på rad");
  await page.getByRole("button", { name: "Byt lösenord" }).click();
  await expect(page.getByText("Klart! Lösenordet är bytt.")).toBeVisible();

  await page.getByLabel("E-post").fill("somebody@example.org");
  await page.getByRole("button", { name: "Spara e-post" }).click();
  await expect(page.getByText("Logga in med BankID för att ändra dina uppgifter.").first()).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Logga ut" }).click();
  await visit(page, "/logga-in/kundnummer");
  await signInByNumber(page, ANNAS_NUMBER, "tre gula ankor på rad");
  await expect(heading(page)).toHaveText("Hej Anna!");
});

test.describe("a company that asks for BankID to share", () => {
  test.use({ portalSettings: { APP_GRANTS__SHARING_BY_CUSTOMER_NUMBER: "bankid_required" } });

  test("says so in plain words before anything is typed", async ({ page, portal, request }) => {
    await activate(page, portal, request, ANNAS_NUMBER);
    await signInByNumber(page, ANNAS_NUMBER);
    await visit(page, pagesOf(accountOf(page)).form);

    await expect(page.getByText(/med BankID/).first()).toBeVisible();
    await expect(page.getByLabel("Förnamn")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "BankID på den här enheten" })).toBeVisible();
  });
});

test("a company customer signs in too, to that account only", async ({ page, portal, request }) => {
  const number = "100006";
  await activate(page, portal, request, number);
  await signInByNumber(page, number);

  await expect(page.getByText("Fors Bygg AB").first()).toBeVisible();
  const letter = await paperLetterTo(portal, request, number);
  expect(letter.text).toContain("Fors Bygg AB");
});

test("the session by number opens nothing that others share", async ({
  page,
  anotherBrowser,
  portal,
  request,
  signIn,
}) => {
  const annas = await anotherBrowser();
  const davids = await anotherBrowser();
  await signIn(annas, anna);
  const shared = accountOf(annas);
  await signIn(davids, david);
  await confirm(davids, await invite(annas, at(david, "david.dahl.6905@example.com")));
  await visit(davids, pagesOf(shared).overview);
  await expect(davids.getByText("Rönngatan 98")).toBeVisible();

  await activate(page, portal, request, "100003");
  await signInByNumber(page, "100003");
  await expect(heading(page)).toHaveText("Hej David!");
  await visit(page, "/valj-konto?byt=1");
  await expect(page.getByText("Delat av Anna Andersson")).toHaveCount(0);
});

test("the pages of customer numbers are accessible, and work by keyboard only", async ({ page, portal, request }) => {
  for (const address of [
    "/logga-in/kundnummer",
    "/logga-in/kundnummer/brev",
    "/logga-in/kundnummer/aktivera?klart=brev",
  ]) {
    await visit(page, address);
    await expectAccessible(page);
  }
  await page.getByRole("button", { name: "Spara lösenordet" }).click();
  await expect(page.getByRole("group", { name: "Något behöver rättas" })).toBeVisible();
  await expectAccessible(page);
  await activate(page, portal, request, ANNAS_NUMBER);
  await expectAccessible(page);
  await hydrated(page);
  await type(page, page.getByLabel("Kundnummer"), ANNAS_NUMBER);
  await type(page, page.getByLabel("Lösenord"), PASSWORD);
  await press(page, page.getByRole("button", { name: "Logga in" }));
  await expect(heading(page)).toHaveText("Hej Anna!");
  await visit(page, pagesOf(accountOf(page)).profile);
  await expectAccessible(page);
  await visit(page, pagesOf(accountOf(page)).form);
  await fillIn(page, bjorn);
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(heading(page)).toHaveText("Behörigheten är sparad");
  await visitList(page);
  await expectAccessible(page);
  await visit(page, "/var-det-inte-du/fel");
  await expectAccessible(page);
  await visit(page, "/var-det-inte-du/klart");
  await expectAccessible(page);
});

test("the letter's code expires after thirty days", async ({ page, portal, request, advance }) => {
  await visit(page, "/logga-in/kundnummer/brev");
  await page.getByLabel("Kundnummer").fill(ANNAS_NUMBER);
  await page.getByRole("button", { name: "Skicka brevet" }).click();
  await expect(heading(page)).toHaveText("Välj ett lösenord");
  const { code } = await paperLetterTo(portal, request, ANNAS_NUMBER);
  await advance(31 * DAY);

  await page.getByLabel("Kundnummer").fill(ANNAS_NUMBER);
  await page.getByLabel("Kod").fill(code);
  await page.getByLabel("Nytt lösenord").fill(PASSWORD);
  await page.getByRole("button", { name: "Spara lösenordet" }).click();

  await expect(page.getByText("Koden stämmer inte, eller så är den för gammal.").first()).toBeVisible();
});
