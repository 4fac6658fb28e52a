import { launchToken, qrCode, readQr, scanCode } from "../support/bankid.ts";
import { MINUTE } from "../support/clock.ts";
import { expect, expectWarning, hasScripts, post, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { COMPANY, accountOf, heading, menu, pagesOf } from "../support/sharing.ts";

const { anna, bjorn, ivar } = people;

test("a person signs in with BankID on this device, and returns", async ({ page }) => {
  await visit(page, "/");
  await page.getByRole("link", { name: "Logga in" }).first().click();
  await page.getByRole("button", { name: "BankID på den här enheten" }).click();
  await expect(heading(page)).toHaveText("Logga in med BankID");
  await page.getByRole("link", { name: "Öppna BankID-appen" }).click();

  await expect(heading(page)).toHaveText("Legitimera dig");
  await expect(page.getByText(COMPANY).first()).toBeVisible();
  await page.getByRole("radio", { name: /Anna Andersson/ }).check();
  await page.getByRole("button", { name: "Legitimera" }).click();

  await expect(heading(page)).toHaveText("Hej Anna!");
  await expect(page.getByText("Inloggad som Anna Andersson")).toBeVisible();
});

test("a person who returns manually presses the button to continue", async ({ page, bankid }) => {
  await visit(page, "/logga-in");
  await page.getByRole("button", { name: "BankID på den här enheten" }).click();
  const token = await launchToken(page);
  const goOn = page.getByRole("button", { name: "Jag har legitimerat mig – fortsätt" });

  await goOn.click();
  await expect(page.getByText("Vi har inte fått något svar från BankID än.")).toBeVisible();
  await bankid.approve(token, anna.personalNumber);
  // With WebAssembly the page may be faster than the person.
  if (hasScripts()) await goOn.click({ timeout: 3_000 }).catch(() => undefined);
  else await goOn.click();

  await expect(heading(page)).toHaveText("Hej Anna!");
});

test("after signing in, a person reaches the page they requested", async ({ page, signIn, advance }) => {
  await signIn(page, anna);
  const profile = pagesOf(accountOf(page)).profile;
  await advance(31 * MINUTE);

  await page.goto(profile);
  await expect(heading(page)).toHaveText("Logga in på Mina Sidor");
  await expect(page).toHaveURL(new RegExp(`till=${profile}$`));
  await signIn(page, anna, profile);

  await expect(heading(page)).toHaveText("Min profil");
});

test("a person who cancels in the app is told so and can start again", async ({ page }) => {
  await visit(page, "/logga-in");
  await page.getByRole("button", { name: "BankID på den här enheten" }).click();
  await page.getByRole("link", { name: "Öppna BankID-appen" }).click();
  await page.getByRole("button", { name: "Avbryt" }).click();

  await expect(page.getByRole("status").getByText("Åtgärden avbröts.", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Öppna BankID-appen" })).toBeHidden();
  await page.getByRole("button", { name: "Försök igen" }).click();
  await page.getByRole("link", { name: "Öppna BankID-appen" }).click();
  await page.getByRole("radio", { name: /Anna Andersson/ }).check();
  await page.getByRole("button", { name: "Legitimera" }).click();

  await expect(heading(page)).toHaveText("Hej Anna!");
});

test("cancelling on the page also cancels the order at BankID", async ({ page, bankid }) => {
  await visit(page, "/logga-in");
  await page.getByRole("button", { name: "BankID på den här enheten" }).click();
  const token = await launchToken(page);
  expect(await bankid.knows(token, anna.personalNumber)).toBe(true);

  await page.getByRole("button", { name: "Avbryt" }).click();

  await expect(heading(page)).toHaveText("Logga in på Mina Sidor");
  await expect.poll(() => bankid.knows(token, anna.personalNumber)).toBe(false);
});

test("a person who is neither customer nor invited is told how to get access", async ({ page, signIn }) => {
  await signIn(page, ivar);

  await expect(heading(page)).toHaveText("Du har inget konto här ännu");
  await expect(page.getByText(`behöver du stå på ett avtal hos ${COMPANY}`)).toBeVisible();
  await expect(page.getByText("Be den som står på avtalet att bjuda in dig.")).toBeVisible();
});

test("when BankID is down the page says so in plain words", async ({ page, bankid }) => {
  await visit(page, "/logga-in");
  await bankid.breakDown("auth", "maintenance");

  await page.getByRole("button", { name: "BankID på den här enheten" }).click();

  await expect(page.getByRole("status")).toHaveText("Något gick fel. Försök igen.");
  await expect(heading(page)).toHaveText("Logga in på Mina Sidor");
  await page.getByRole("button", { name: "BankID på den här enheten" }).click();
  await expect(page.getByRole("link", { name: "Öppna BankID-appen" })).toBeVisible();
});

test("when BankID fails during sign-in the page says so, and sign-in can be started again", async ({
  page,
  bankid,
  advance,
}) => {
  await visit(page, "/logga-in");
  await bankid.breakDown("collect", "internalError");
  await page.getByRole("button", { name: "BankID på den här enheten" }).click();
  await expect(heading(page)).toHaveText("Logga in med BankID");
  await advance(2);

  const again = page.getByRole("button", { name: "Försök igen" });
  await expect(async () => {
    await page.reload();
    await expect(again).toBeVisible({ timeout: 500 });
  }).toPass();
  await again.click();

  await bankid.approve(await launchToken(page), anna.personalNumber);
  await advance(2);
  // With WebAssembly the page continues automatically, and may be faster than the person.
  if (!hasScripts()) await page.getByRole("button", { name: "Jag har legitimerat mig – fortsätt" }).click();
  await expect(heading(page)).toHaveText("Hej Anna!");
});

test("the app returns in a new tab, and both tabs are signed in", async ({ page, bankid, advance }) => {
  await visit(page, "/logga-in");
  await page.getByRole("button", { name: "BankID på den här enheten" }).click();
  const returnUrl = await bankid.approve(await launchToken(page), anna.personalNumber);
  await advance(2);
  // With WebAssembly the waiting page is faster here, and the return finds no order any more.
  if (hasScripts()) await expect(heading(page)).toHaveText("Hej Anna!");

  const tab = await page.context().newPage();
  await visit(tab, returnUrl as string);
  await expect(heading(tab)).toHaveText("Hej Anna!");

  if (!hasScripts()) await page.getByRole("button", { name: "Jag har legitimerat mig – fortsätt" }).click();
  await expect(heading(page)).toHaveText("Hej Anna!");
});

test.describe("a network that starts too often", () => {
  test.use({ portalSettings: { APP_LIMITS__SIGN_INS_PER_MINUTE: "1", APP_LIMITS__SIGN_INS_AT_ONCE: "1" } });

  test("is asked to wait a minute", async ({ page }) => {
    const start = page.getByRole("button", { name: "BankID på den här enheten" });
    await visit(page, "/logga-in");
    await start.click();
    await expect(heading(page)).toHaveText("Logga in med BankID");

    await visit(page, "/logga-in");
    await start.click();

    await expect(heading(page)).toHaveText("Logga in på Mina Sidor");
    await expect(page.getByRole("status")).toContainText(/minut/);
  });
});

test("coming back in another browser signs nobody in", async ({ page, bankid, anotherBrowser }) => {
  await visit(page, "/logga-in");
  await page.getByRole("button", { name: "BankID på den här enheten" }).click();
  const token = await launchToken(page);
  // Elsewhere, so that the page cannot be faster than the return.
  await visit(page, "/personuppgifter");
  const returnUrl = await bankid.approve(token, anna.personalNumber);

  const other = await anotherBrowser();
  await visit(other, returnUrl as string);

  await expect(other.getByText("Du kom tillbaka i en annan webbläsare än den du började i.")).toBeVisible();
  for (const browser of [other, page]) {
    await visit(browser, "/valj-konto");
    await expect(heading(browser)).toHaveText("Logga in på Mina Sidor");
  }
});

test("after signing out the back button shows nothing", async ({ page, signIn }) => {
  await signIn(page, anna);
  await menu(page).getByRole("link", { name: "Min profil" }).click();
  await expect(heading(page)).toHaveText("Min profil");
  await page.getByRole("button", { name: "Logga ut" }).first().click();
  await expect(page.getByText("Du är utloggad.")).toBeVisible();

  await page.goBack();

  await expect(heading(page)).toHaveText("Logga in på Mina Sidor");
  await expect(page.getByText("Andersson")).toBeHidden();
});

test("a person sees their sessions and ends another one", async ({ page, signIn, anotherBrowser }) => {
  const other = await anotherBrowser();
  await signIn(other, anna);
  await signIn(page, anna);
  await menu(page).getByRole("link", { name: "Min profil" }).click();
  const sessions = page.getByRole("table", { name: "Inloggade enheter" });
  await expect(sessions.getByRole("rowheader")).toHaveCount(2);
  await expect(sessions.getByRole("rowheader", { name: "Den här enheten" })).toHaveCount(1);

  await sessions.getByRole("button", { name: /^Avsluta/ }).click();

  await expect(page.getByText("Klart! Enheten är utloggad.")).toBeVisible();
  await expect(sessions.getByRole("rowheader")).toHaveCount(1);
  await other.reload();
  await expect(heading(other)).toHaveText("Logga in på Mina Sidor");
});

test("one person's sessions are not another's", async ({ page, signIn, anotherBrowser, portal }) => {
  const other = await anotherBrowser();
  await signIn(other, anna);
  const third = await anotherBrowser();
  await signIn(third, anna);
  await menu(third).getByRole("link", { name: "Min profil" }).click();
  const ending = third.locator('form[action="/api/profile/end-session"] input[name="id"]');
  const id = await ending.inputValue();
  await signIn(page, people.cecilia);
  const account = accountOf(page);
  await menu(page).getByRole("link", { name: "Min profil" }).click();
  await expect(page.getByRole("table", { name: "Inloggade enheter" }).getByRole("rowheader")).toHaveCount(1);

  await post(page, portal, "/api/profile/end-session", { account, id });

  await other.reload();
  await expect(heading(other)).toHaveText("Hej Anna!");
});

test("a session that nobody has used for half an hour is over", async ({ page, signIn, advance }) => {
  await signIn(page, anna);
  await advance(29 * MINUTE);
  await page.reload();
  await expect(heading(page)).toHaveText("Hej Anna!");

  await advance(31 * MINUTE);
  await menu(page).getByRole("link", { name: "Min profil" }).click();

  await expect(heading(page)).toHaveText("Logga in på Mina Sidor");
});

test("without scripts the other device is not offered in vain", { tag: "@no-scripts" }, async ({ page }) => {
  await visit(page, "/logga-in");

  await page.getByRole("button", { name: "BankID på en annan enhet" }).click();

  await expect(page.getByText("Koden behöver förnyas hela tiden")).toBeVisible();
  await page.getByRole("button", { name: "Öppna BankID på den här enheten i stället" }).click();
  await expect(page.getByRole("link", { name: "Öppna BankID-appen" })).toBeVisible();
});

test.describe("with scripts", { tag: "@scripts" }, () => {
  test("a person signs in with BankID on another device by the moving code", async ({ page, bankid }) => {
    await visit(page, "/logga-in");
    await page.getByRole("button", { name: "BankID på en annan enhet" }).click();
    await expect(page.getByRole("status").getByText("Starta BankID-appen.")).toBeVisible();

    const token = await scanCode(bankid, page);
    await expect(page.getByRole("status").getByText("Skriv in din säkerhetskod i BankID-appen")).toBeVisible();
    await expect(qrCode(page)).toBeHidden();
    await bankid.approve(token, anna.personalNumber);

    await expect(heading(page)).toHaveText("Hej Anna!");
  });

  test("the code moves from second to second", async ({ page }) => {
    await visit(page, "/logga-in");
    await page.getByRole("button", { name: "BankID på en annan enhet" }).click();
    const seen = new Set([await readQr(page)]);

    await expect
      .poll(async () => seen.add(await readQr(page)).size, { message: "different codes seen", timeout: 10_000 })
      .toBeGreaterThanOrEqual(3);

    const orders = [...seen].map((code) => code.split(".")[1]);
    expect(new Set(orders).size, "codes of one order").toBe(1);
  });

  test("a code that nobody reads renews itself, and after three minutes offers a new start", async ({
    page,
    portal,
    bankid,
    advance,
  }) => {
    await visit(page, "/logga-in");
    await page.getByRole("button", { name: "BankID på en annan enhet" }).click();
    const order = async () => (await readQr(page)).split(".")[1];
    const first = await order();
    // The page is not polled while the clock is advanced: small steps, so that the order does not count as abandoned.
    const pass = async (seconds: number) => {
      for (let passed = 0; passed < seconds; passed += 5) {
        await advance(5);
        await post(page, portal, "/api/sign-in/status", {}, "application/json");
      }
    };

    await pass(32);
    await expect.poll(order, { message: "the renewed order" }).not.toBe(first);
    await scanCode(bankid, page);
    await page.getByRole("button", { name: "Avbryt" }).click();
    await page.getByRole("button", { name: "BankID på en annan enhet" }).click();
    await expect(qrCode(page)).toBeVisible();
    await pass(3 * MINUTE + 40);

    await expect(page.getByRole("button", { name: "Starta om" })).toBeVisible();
    await expect(qrCode(page)).toBeHidden();
    await page.getByRole("button", { name: "Starta om" }).click();
    await expect(qrCode(page)).toBeVisible();
  });

  test("leaving the page with the code cancels the order", async ({ page, bankid, advance }) => {
    await visit(page, "/logga-in");
    await page.getByRole("button", { name: "BankID på en annan enhet" }).click();
    const token = await scanCode(bankid, page);

    await visit(page, "/");
    await advance(15);

    await expect
      .poll(() => bankid.knows(token, bjorn.personalNumber), { message: "the order at BankID", timeout: 10_000 })
      .toBe(false);
  });

  test("two minutes before the end one is warned, and stays signed in by one press", async ({
    page,
    signIn,
    advance,
  }) => {
    await page.clock.install();
    // The page sets its timer once it knows how long the session lasts.
    const asked = page.waitForResponse("**/api/session/time");
    await signIn(page, anna);
    await (await asked).finished();
    await advance(28 * MINUTE + 5);
    await expectWarning(page, "28:05");
    const warning = page.getByRole("dialog", { name: "Du loggas snart ut" });
    const stay = warning.getByRole("button", { name: "Fortsätt vara inloggad" });
    await expect(stay).toBeFocused();

    await stay.press("Enter");

    await expect(warning).toBeHidden();
    await advance(20 * MINUTE);
    await page.reload();
    await expect(heading(page)).toHaveText("Hej Anna!");
  });

  test("a person who does not answer the warning is led out, and told why", async ({ page, signIn, advance }) => {
    await page.clock.install();
    // The page sets its timer once it knows how long the session lasts.
    const asked = page.waitForResponse("**/api/session/time");
    await signIn(page, anna);
    await (await asked).finished();
    await advance(28 * MINUTE + 5);
    await expectWarning(page, "28:05");

    await advance(3 * MINUTE);
    await page.clock.fastForward("03:00");

    await expect(page.getByText("Du har loggats ut, eftersom tiden tog slut.")).toBeVisible();
    await expect(page.getByText("Andersson")).toBeHidden();
  });
});
