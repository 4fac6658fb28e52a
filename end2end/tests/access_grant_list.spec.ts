import { MINUTE } from "../support/clock.ts";
import { expect, hasScripts, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import {
  accountOf,
  at,
  choose,
  confirm,
  expectInMenu,
  fillIn,
  heading,
  invite,
  pagesOf,
  row,
  visitList,
} from "../support/sharing.ts";

const { anna } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com");
const hanna = at(people.hanna, "hanna.hagg@example.com");

test("an empty list explains how to share", async ({ page, signIn }) => {
  await signIn(page, anna);

  await visitList(page);

  await expect(
    page.getByText(
      "Här ger du någon du litar på tillgång till dina Mina Sidor. Personen kan se och göra allt som du kan, utom att dela behörigheter.",
    ),
  ).toBeVisible();
  await expect(page.getByRole("heading", { name: "Ingen har behörighet just nu" })).toBeVisible();
  await expect(page.getByText("Du väljer själv när behörigheten ska tas bort.")).toBeVisible();
  await expect(
    page.getByText("Behörigheten gäller Mina Sidor på webben. Appen delas för sig under Familjedelning."),
  ).toBeVisible();
});

test("an empty form reports what is missing at the top and at each field", async ({ page, signIn }) => {
  await signIn(page, anna);
  await visit(page, pagesOf(accountOf(page)).form);

  await page.getByRole("button", { name: "Spara" }).click();

  const summary = page.getByRole("group", { name: "Något behöver rättas" });
  await expect(summary.getByRole("listitem")).toHaveText([
    "Fyll i förnamn.",
    "Fyll i efternamn.",
    "Fyll i personnummer.",
    "Fyll i e-post.",
    "Välj vem personen är för dig.",
    "Kryssa i att du förstår vad personen kan se och göra.",
  ]);
  for (const [label, sentence] of [
    ["Förnamn", "Fyll i förnamn."],
    ["Efternamn", "Fyll i efternamn."],
    ["Personnummer", "Fyll i personnummer."],
    ["E-post", "Fyll i e-post."],
  ] as const) {
    await expect(page.getByLabel(label)).toHaveAccessibleDescription(new RegExp(sentence));
    await expect(page.getByLabel(label)).toHaveAttribute("aria-invalid", "true");
  }
  await summary.getByRole("link", { name: "Fyll i e-post." }).click();
  await expect(page.getByLabel("E-post")).toBeFocused();
  await expect(heading(page)).toHaveText("Ny behörighet");
});

const TRICKS: [what: string, label: string, value: string, sentence: RegExp][] = [
  ["a name with markup", "Förnamn", "<b>Björn</b>", /^Förnamnet ser inte rätt ut\./],
  ["a name that turns the reading direction", "Förnamn", "Bj\u202eörn", /^Förnamnet ser inte rätt ut\./],
  ["a name with an invisible sign", "Efternamn", "Be\u200brg", /^Efternamnet ser inte rätt ut\./],
  ["a name with a control character", "Efternamn", "Berg\u0007", /^Efternamnet ser inte rätt ut\./],
  ["an address that looks like another", "E-post", "bjоrn@example.com", /^E-postadressen ser inte rätt ut\./],
  ["an address without a host", "E-post", "bjorn", /^E-postadressen ser inte rätt ut\. Exempel: namn@exempel\.se$/],
  ["an address with two recipients", "E-post", "a@example.com,b@example.com", /^E-postadressen ser inte rätt ut\./],
  ["a number with a wrong last digit", "Personnummer", "198406172399", /^Personnumret stämmer inte\. Skriv 12 siffror/],
  ["a number with letters", "Personnummer", "19840617abcd", /^Personnumret stämmer inte\./],
  ["a mobile number with letters", "Mobilnummer", "ring mig", /^Mobilnumret ser inte rätt ut\./],
];

test("malicious input is refused with messages, and nothing is shared", async ({ page, signIn }) => {
  await signIn(page, anna);
  const { form } = pagesOf(accountOf(page));

  for (const [what, label, value, sentence] of TRICKS) {
    await test.step(what, async () => {
      await visit(page, form);
      await fillIn(page, bjorn);
      await page.getByLabel(label).fill(value);
      await page.getByRole("button", { name: "Spara" }).click();
      const summary = page.getByRole("group", { name: "Något behöver rättas" });
      await expect(summary.getByRole("link", { name: sentence })).toBeVisible();
      await expect(page.getByLabel(label)).toHaveAccessibleDescription(
        new RegExp(sentence.source.replace(/[\^$]/g, "")),
      );
    });
  }

  await visitList(page);
  await expect(page.getByRole("heading", { name: "Ingen har behörighet just nu" })).toBeVisible();
});

test("a field accepts no more than can be stored", async ({ page, signIn }) => {
  await signIn(page, anna);
  await visit(page, pagesOf(accountOf(page)).form);

  for (const [label, most] of [
    ["Förnamn", 100],
    ["Efternamn", 100],
    ["E-post", 254],
    // Longer than the value, for pasted white space.
    ["Personnummer", 30],
  ] as const) {
    await page.getByLabel(label).pressSequentially("a".repeat(most + 5));
    expect((await page.getByLabel(label).inputValue()).length, label).toBe(most);
  }
});

test("an internationalized host name is shown in its ASCII form", async ({ page, signIn }) => {
  await signIn(page, anna);

  await invite(page, { ...bjorn, email: "bjorn@exаmple.com" });

  await expect(page.getByText(/bjorn@xn--exmple-/).first()).toBeVisible();
});

test("nobody shares with themselves, with a child, or with a person on the contract", async ({ page, signIn }) => {
  await signIn(page, people.david);
  const { form } = pagesOf(accountOf(page));

  for (const [person, sentence] of [
    [people.david, "Det är ditt eget personnummer. Du har redan tillgång."],
    [people.nils, "Personen är för ung för att få behörighet."],
    [people.eva, "Personen står på avtalet och har redan tillgång."],
  ] as const) {
    await visit(page, form);
    await fillIn(page, at(person, "namn@example.com"));
    await page.getByRole("button", { name: "Spara" }).click();
    await expect(page.getByRole("link", { name: sentence })).toBeVisible();
  }
});

test("inviting the same person again says that they are invited, and where to resend the letter", async ({
  page,
  signIn,
  anotherBrowser,
}) => {
  await signIn(page, anna);
  const invitation = await invite(page, bjorn);
  const { form } = pagesOf(accountOf(page));

  await visit(page, form);
  await fillIn(page, { ...bjorn, email: "annan@example.com" });
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(
    page.getByRole("link", { name: "Personen är redan inbjuden. Vill du skicka mejlet igen?" }),
  ).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Till Hantera behörigheter" }).click();
  await expect(page.getByRole("rowheader")).toHaveCount(1);

  const his = await anotherBrowser();
  await signIn(his, bjorn);
  await confirm(his, invitation);
  await visit(page, form);
  await fillIn(page, bjorn);
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("link", { name: "Personen har redan behörighet." })).toBeVisible();
});

test("the letter is sent again at most every ten minutes and three times, with the same last day", async ({
  page,
  signIn,
  advance,
  mail,
}) => {
  await signIn(page, anna);
  const invitation = await invite(page, bjorn);
  const first = await mail(bjorn.email);
  await visitList(page);
  const status = await row(page, bjorn).getByRole("cell").nth(1).innerText();

  for (const count of [2, 3, 4]) {
    await expectInMenu(page, bjorn, "Mejlet kan inte skickas igen just nu.");
    await page.keyboard.press("Escape");
    await advance(10 * MINUTE);
    await visitList(page);
    await choose(page, bjorn, "Skicka mejlet igen");
    await expect(page.getByText("Klart! Vi skickar mejlet igen. Sista dagen är densamma.")).toBeVisible();
    // The fourth letter of the day to one address waits until tomorrow.
    if (count <= 3) expect((await mail(bjorn.email, count)).links).toEqual(first.links);
  }

  await advance(20 * MINUTE);
  await visitList(page);
  await expectInMenu(page, bjorn, "Mejlet kan inte skickas igen just nu.");
  await expect(row(page, bjorn)).toContainText(status);
  expect(first.links[0]).toMatch(new RegExp(`/inbjudan/${invitation}$`));
});

test("inviting again makes a new link, and the old one ends", async ({ page, signIn, anotherBrowser, mail }) => {
  await signIn(page, anna);
  const old = await invite(page, bjorn);
  await visitList(page);
  await choose(page, bjorn, "Bjud in igen");
  await expect(heading(page)).toHaveText("Bjud in igen");
  await expect(page.getByLabel("Förnamn")).toHaveValue("Björn");
  await expect(page.getByLabel("E-post")).toHaveValue(bjorn.email);
  await expect(page.getByText("19840617-****")).toBeVisible();

  await page.getByLabel("E-post").fill("bjorn@example.org");
  await page.getByRole("checkbox", { name: /^Jag förstår/ }).check();
  await page.getByRole("button", { name: "Spara" }).click();

  await expect(heading(page)).toHaveText("Behörigheten är sparad");
  const link = (await mail("bjorn@example.org")).links[0] as string;
  expect(link).not.toContain(old);
  const his = await anotherBrowser();
  await visit(his, `/inbjudan/${old}`);
  await expect(heading(his)).toHaveText("Inbjudan gäller inte längre");
  await signIn(his, bjorn);
  await confirm(his, link.split("/").at(-1) as string);
  await visitList(page);
  await expect(page.getByRole("rowheader")).toHaveCount(1);
});

test("correcting the address sends the invitation there", async ({ page, signIn, mail }) => {
  await signIn(page, anna);
  const invitation = await invite(page, { ...bjorn, email: "bjorn@exampel.com" });
  await visitList(page);
  await choose(page, bjorn, "Ändra uppgifter");
  await expect(heading(page)).toHaveText("Ändra uppgifter för Björn Berg");
  await page.getByLabel("E-post").fill("fel");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("link", { name: /^E-postadressen ser inte rätt ut/ })).toBeVisible();

  await page.getByLabel("E-post").fill(bjorn.email);
  await page.getByRole("button", { name: "Spara" }).click();

  await expect(page.getByText("Klart! Uppgifterna är ändrade.")).toBeVisible();
  await expect(row(page, bjorn)).toContainText(bjorn.email);
  expect((await mail(bjorn.email)).links[0]).toContain(invitation);
});

test("a double click on Spara shares once", async ({ page, signIn }) => {
  await signIn(page, anna);
  await visit(page, pagesOf(accountOf(page)).form);
  await fillIn(page, bjorn);

  await page.getByRole("button", { name: "Spara" }).dblclick();

  await expect(heading(page)).toHaveText("Behörigheten är sparad");
  await visitList(page);
  await expect(page.getByRole("rowheader")).toHaveCount(1);
});

test("reloading the saved page, or going back, shares nothing more", async ({ page, signIn, mail }) => {
  await signIn(page, anna);
  await invite(page, bjorn);

  await page.reload();
  await expect(page.getByText("Klart! Vi skickar ett mejl till")).toBeVisible();
  await page.goBack();
  await expect(heading(page)).toHaveText("Ny behörighet");

  await visitList(page);
  await expect(page.getByRole("rowheader")).toHaveCount(1);
  expect((await mail(bjorn.email)).to).toBe(bjorn.email);
});

test("a grant removed in one tab cannot be removed again in another", async ({ page, signIn, incidents }) => {
  incidents.expect(/status of 404/);
  await signIn(page, anna);
  const invitation = await invite(page, bjorn);
  await invite(page, hanna);
  const secondTab = await page.context().newPage();
  await visit(secondTab, pagesOf(accountOf(page)).list);
  await visitList(page);
  await choose(page, bjorn, "Ta bort");
  await page.getByRole("button", { name: "Ta bort" }).click();
  await expect(page.getByText("Klart! Behörigheten är borttagen.")).toBeVisible();

  if (hasScripts()) {
    await expect(row(secondTab, bjorn), "the second tab has learnt of it").toHaveCount(0);
    await visit(secondTab, `${pagesOf(accountOf(page)).list}/${invitation}/ta-bort`);
  } else {
    await choose(secondTab, bjorn, "Ta bort");
  }

  await expect(heading(secondTab)).toHaveText("Sidan finns inte");
  await visit(secondTab, pagesOf(accountOf(page)).list);
  await expect(secondTab.getByRole("rowheader")).toHaveCount(1);
  await expect(row(secondTab, hanna)).toBeVisible();
});

test("two people on the contract see who has shared", async ({ page, signIn, anotherBrowser }) => {
  await signIn(page, people.david);
  await invite(page, bjorn);
  const hers = await anotherBrowser();
  await signIn(hers, people.eva);

  await visitList(hers);

  await expect(row(hers, bjorn)).toContainText("Delad av David Dahl");
});

test.describe("a full list", () => {
  test.use({ portalSettings: { APP_GRANTS__WEB_LIVE: "1" } });

  test("who has shared with as many as may be is told so before typing", async ({ page, signIn }) => {
    await signIn(page, anna);
    const { form } = pagesOf(accountOf(page));
    await invite(page, bjorn);
    const sentence = "Du har delat med högsta antalet personer (1). Ta bort någon för att bjuda in en ny.";

    await visitList(page);
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(page.getByRole("link", { name: "Ny behörighet" })).toHaveCount(0);
    await visit(page, form);
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(page.getByRole("button", { name: "Spara" })).toHaveCount(0);
  });
});

test.describe("with scripts", { tag: "@scripts" }, () => {
  test("what was typed is still there when the form is refused", async ({ page, signIn }) => {
    await signIn(page, anna);
    await visit(page, pagesOf(accountOf(page)).form);
    await fillIn(page, { ...bjorn, mobile: "070-174 06 35" }, "God man eller förvaltare");
    await page.getByLabel("E-post").fill("bjorn");

    await page.getByRole("button", { name: "Spara" }).click();

    await expect(page.getByRole("group", { name: "Något behöver rättas" })).toBeFocused();
    await expect(page.getByLabel("Förnamn")).toHaveValue("Björn");
    await expect(page.getByLabel("Efternamn")).toHaveValue("Berg");
    await expect(page.getByLabel("Personnummer")).toHaveValue(bjorn.personalNumber);
    await expect(page.getByLabel("E-post")).toHaveValue("bjorn");
    await expect(page.getByLabel("Mobilnummer")).toHaveValue("070-174 06 35");
    await expect(page.getByRole("radio", { name: "God man eller förvaltare" })).toBeChecked();
    await expect(page.getByRole("checkbox", { name: /^Jag förstår/ })).toBeChecked();
    await page.getByLabel("E-post").fill(bjorn.email);
    await page.getByRole("button", { name: "Spara" }).click();
    await expect(heading(page)).toHaveText("Behörigheten är sparad");
  });
});
