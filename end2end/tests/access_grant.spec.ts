import { signInByHand } from "../support/bankid.ts";
import { endOfInvitation, lastDay, MINUTE, now } from "../support/clock.ts";
import { expect, hydrated, post, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import {
  accountOf,
  at,
  COMPANY,
  confirm,
  fillIn,
  heading,
  invite,
  menu,
  pagesOf,
  row,
  visitList,
} from "../support/sharing.ts";

const { anna } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com", "070-174 06 35");
const ANNAS_ADDRESS = "anna.andersson.8502@example.com";

test("the ten steps: Anna shares Mina Sidor, and Björn uses them", async ({
  page,
  anotherBrowser,
  mail,
  portal,
  request,
}) => {
  const last = lastDay(await now(portal, request));
  const his = await anotherBrowser();

  await test.step("1. Logga in på Mina Sidor med BankID", async () => {
    await visit(page, "/");
    await page.getByRole("link", { name: "Logga in" }).first().click();
    await signInByHand(page, "Anna Andersson");
    await expect(heading(page)).toHaveText("Hej Anna!");
  });

  await test.step("2. Gå till Min profil i menyn på vänster sida", async () => {
    const profile = menu(page).getByRole("link", { name: "Min profil" });
    await page.waitForLoadState();
    const [inMenu, inPage] = [await profile.boundingBox(), await heading(page).boundingBox()];
    expect(inMenu!.x + inMenu!.width, "the menu is on the left").toBeLessThan(inPage!.x);
    await profile.click();
    await expect(heading(page)).toHaveText("Min profil");
  });

  await test.step("3. Klicka på Behörigheter", async () => {
    await page.getByText("Behörigheter", { exact: true }).click();
    await expect(page.getByText("Här ger du någon du litar på tillgång till dina Mina Sidor.")).toBeVisible();
  });

  await test.step("4. Klicka på Hantera behörigheter", async () => {
    await page.getByRole("link", { name: "Hantera behörigheter" }).click();
    await expect(heading(page)).toHaveText("Hantera behörigheter");
  });

  await test.step("5. Klicka på Ny behörighet", async () => {
    await page.getByRole("link", { name: "Ny behörighet" }).click();
    await expect(heading(page)).toHaveText("Ny behörighet");
  });

  await test.step("6. Fyll i de uppgifter som efterfrågas", async () => {
    await expect(page.getByText(`bekräfta med BankID senast ${last}.`)).toBeVisible();
    await fillIn(page, bjorn);
  });

  await test.step("7. Klicka på Spara", async () => {
    await page.getByRole("button", { name: "Spara" }).click();
    await expect(
      page.getByText(
        `Klart! Vi skickar ett mejl till ${bjorn.email}. ` +
          `Björn behöver logga in med BankID och bekräfta senast ${last}. Annars raderas behörigheten.`,
      ),
    ).toBeVisible();
    await page.getByRole("link", { name: "Till Hantera behörigheter" }).click();
    await expect(row(page, bjorn)).toContainText(`Inbjuden. Ska bekräftas senast ${last}.`);
    await expect(row(page, bjorn)).toContainText("19840617-****");
  });

  await test.step("8. Björn får ett mejl med en länk och verifierar sig med BankID", async () => {
    const letter = await mail(bjorn.email);
    expect(letter.subject).toBe("Anna Andersson vill ge dig behörighet till sina Mina Sidor");
    expect(letter.text).toContain(`Bekräfta senast ${last}.`);
    for (const secret of [bjorn.personalNumber, bjorn.personalNumber.slice(2), "100001"]) {
      expect(`${letter.subject} ${letter.text} ${letter.html}`).not.toContain(secret);
    }
    expect(letter.links).toHaveLength(1);
    await visit(his, letter.links[0] as string);
    await expect(
      his.getByText(
        `Anna Andersson vill ge dig behörighet till sina Mina Sidor hos ${COMPANY}. ` +
          "Logga in med BankID för att fortsätta.",
      ),
    ).toBeVisible();
    const id = new URL(his.url()).pathname.split("/").at(-1) as string;
    const unverified = await post(his, portal, "/api/invitations/confirm", { id }, "application/json");
    expect(unverified.status(), "confirming without BankID").toBe(401);
    await page.reload();
    await expect(row(page, bjorn)).toContainText("Inbjuden.");
    await his.getByRole("link", { name: "Logga in med BankID" }).click();
    await signInByHand(his, "Björn Berg");
  });

  await test.step("9. Björn bekräftar de uppgifter som skrivits in, och rättar en", async () => {
    await expect(heading(his)).toHaveText("Stämmer uppgifterna?");
    await expect(
      his.getByText(
        "Anna Andersson har skrivit in de här uppgifterna. Rätta det som är fel. Personnumret kommer från ditt BankID.",
      ),
    ).toBeVisible();
    await expect(his.getByLabel("Förnamn")).toHaveValue("Björn");
    await expect(his.getByLabel("Efternamn")).toHaveValue("Berg");
    await expect(his.getByLabel("E-post")).toHaveValue(bjorn.email);
    await expect(his.getByText("19840617-****")).toBeVisible();
    await expect(his.getByLabel("Personnummer")).toHaveCount(0);
    await his.getByLabel("Mobilnummer").fill("070-174 06 99");
    await his.getByRole("button", { name: "Bekräfta" }).click();
  });

  await test.step("10. Delningen är klar och Björn använder Mina Sidor", async () => {
    await expect(his.getByText("Klart! Nu kan du använda Mina Sidor för Anna Andersson.")).toBeVisible();
    await expect(his.getByText("Du använder Mina Sidor för Anna Andersson", { exact: true })).toBeVisible();
    await expect(his.getByRole("link", { name: "Byt konto" })).toBeVisible();
    await expect(his.getByText("Rönngatan 98")).toBeVisible();
    await expect(his.getByText("100001")).toBeVisible();

    await page.reload();
    await expect(row(page, bjorn)).toContainText(/Aktiv sedan \d+ [a-z]+ \d{4}/);
    await expect(row(page, bjorn)).toContainText("+46701740699");
    await expect(page.getByText("Björn Berg har bekräftat och kan använda dina Mina Sidor.")).toBeVisible();
    const letter = await mail(ANNAS_ADDRESS);
    expect(letter.subject).toBe("En person har bekräftat din inbjudan");
    expect(letter.text).not.toContain("Björn");
  });
});

test.describe("fjorton dagar", () => {
  test("one moment before the last day is over, the invitation can be confirmed", async ({
    page,
    anotherBrowser,
    signIn,
    advance,
    portal,
    request,
  }) => {
    await signIn(page, anna);
    const made = await now(portal, request);
    const invitation = await invite(page, bjorn);
    const left = (endOfInvitation(made).getTime() - (await now(portal, request)).getTime()) / 1000;

    await advance(Math.floor(left) - MINUTE);
    const his = await anotherBrowser();
    await signIn(his, bjorn);
    await confirm(his, invitation);

    await expect(his.getByText("Rönngatan 98")).toBeVisible();
  });

  test("when the last day is over, the invitation is gone for everybody", async ({
    page,
    anotherBrowser,
    signIn,
    advance,
    mail,
    portal,
    request,
  }) => {
    await signIn(page, anna);
    const made = await now(portal, request);
    const invitation = await invite(page, bjorn);
    const list = pagesOf(accountOf(page)).list;
    const end = endOfInvitation(made).getTime();
    const untilEnd = async () => (end - (await now(portal, request)).getTime()) / 1000;
    await advance(Math.floor(await untilEnd()) - 20 * MINUTE);
    const his = await anotherBrowser();
    await signIn(his, bjorn, `/inbjudan/${invitation}`);
    await expect(heading(his)).toHaveText("Stämmer uppgifterna?");
    await signIn(page, anna, list);
    await expect(row(page, bjorn)).toBeVisible();

    await advance(Math.ceil(await untilEnd()));

    await test.step("the page that is open confirms nothing", async () => {
      await his.getByRole("button", { name: "Bekräfta" }).click();
      await expect(his.getByText(/Inbjudan har gått ut/).first()).toBeVisible();
      await visit(his, "/valj-konto");
      await expect(heading(his)).toHaveText("Du har inget konto här ännu");
    });
    await test.step("the link says that it is too late", async () => {
      await visit(his, `/inbjudan/${invitation}`);
      await expect(heading(his)).toHaveText("Inbjudan har gått ut");
      await expect(
        his.getByText(`Den skulle bekräftas senast ${lastDay(made)}. Be Anna bjuda in dig igen.`),
      ).toBeVisible();
    });
    await test.step("the owner's list is empty, and says why", async () => {
      await page.reload();
      await expect(page.getByRole("heading", { name: "Ingen har behörighet just nu" })).toBeVisible();
      await expect(page.getByText(bjorn.email)).toHaveCount(0);
    });
    await test.step("the owner gets a letter", async () => {
      expect((await mail(ANNAS_ADDRESS)).subject).toBe("Din inbjudan gäller inte längre");
      await expect(async () => {
        await page.reload();
        await expect(page.getByText("Inbjudan och uppgifterna är raderade.")).toBeVisible({ timeout: 500 });
      }).toPass();
    });
  });
});

test("a while after signing in, Anna has to identify herself again before she shares", async ({
  page,
  signIn,
  advance,
}) => {
  await signIn(page, anna);
  const { form } = pagesOf(accountOf(page));
  const question = page.getByText("Legitimera dig igen innan du delar. Det är för din säkerhet.");
  await visit(page, form);
  await expect(page.getByLabel("Förnamn")).toBeVisible();
  await expect(question).toHaveCount(0);

  await advance(6 * MINUTE);
  await visit(page, form);
  await expect(heading(page)).toHaveText("Ny behörighet");
  await expect(question).toBeVisible();
  await expect(page.getByLabel("Förnamn")).toHaveCount(0);
  await page.getByRole("button", { name: "BankID på den här enheten" }).click();
  await page.getByRole("link", { name: "Öppna BankID-appen" }).click();
  await page.getByRole("radio", { name: "Anna Andersson" }).check();
  await page.getByRole("button", { name: "Legitimera" }).click();

  await expect(heading(page)).toHaveText("Ny behörighet");
  await expect(page).toHaveURL(new RegExp(`${form}$`));
  await expect(question).toHaveCount(0);
  await hydrated(page);
  await fillIn(page, bjorn);
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(heading(page)).toHaveText("Behörigheten är sparad");
  await visitList(page);
  await expect(row(page, bjorn)).toContainText("Inbjuden.");
});

// What the server answers him is covered by the table of server/tests (access).
test("Björn sees and does everything but sharing: no menu entry, no page", async ({
  page,
  anotherBrowser,
  signIn,
  incidents,
}) => {
  incidents.expect(/status of 403/);
  await signIn(page, anna);
  const invitation = await invite(page, bjorn);
  const his = await anotherBrowser();
  await signIn(his, bjorn);
  await confirm(his, invitation);
  const account = accountOf(his);
  const pages = pagesOf(account);

  await test.step("no menu entry", async () => {
    await menu(his).getByRole("link", { name: "Min profil" }).click();
    await expect(heading(his)).toHaveText("Min profil");
    await expect(his.getByText("Behörigheter", { exact: true })).toHaveCount(0);
    await expect(his.locator('a[href*="behorigheter"]')).toHaveCount(0);
  });
  await test.step("no page", async () => {
    const grant = `${pages.list}/${invitation}`;
    for (const address of [pages.list, pages.form, `${grant}/ta-bort`, `${grant}/andra`, `${grant}/skickad`]) {
      const answer = await his.goto(address);
      expect(answer?.status(), address).toBe(403);
      await expect(heading(his)).toHaveText("Bara den som står på avtalet kan göra det här");
    }
  });
  await test.step("nothing has changed", async () => {
    await visitList(page);
    await expect(page.getByRole("rowheader")).toHaveCount(1);
    await expect(row(page, bjorn)).toContainText("Aktiv sedan");
  });
});
