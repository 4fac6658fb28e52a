import { expect, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import {
  accountOf,
  at,
  choose,
  confirm,
  fillIn,
  heading,
  invite,
  pagesOf,
  remove,
  visitList,
} from "../support/sharing.ts";

const { anna } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com", "070-174 06 35");
const OUR_COOKIES = ["__Host-sess", "__Host-flow", "__Host-dev", "__Host-lang"];

test("a whole visit leaves only four cookies, and sends nothing to third parties", async ({
  page,
  signIn,
  anotherBrowser,
  portal,
  javaScriptEnabled,
}) => {
  const asked: string[] = [];
  page.context().on("request", (request) => asked.push(request.url()));
  await visit(page, "/");
  await page.locator('button[lang="en"]').click();
  await page.locator('button[lang="sv"]').click();
  await page.getByRole("link", { name: "Logga in" }).first().click();
  await page.getByRole("button", { name: "BankID på den här enheten" }).click();
  await page.getByRole("button", { name: "Avbryt" }).click();
  await signIn(page, anna);
  await visit(page, pagesOf(accountOf(page)).form);
  await fillIn(page, { ...bjorn, email: "bjorn" });
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("group", { name: "Något behöver rättas" })).toBeVisible();
  const invitation = await invite(page, bjorn);
  const his = await anotherBrowser();
  await signIn(his, bjorn);
  await confirm(his, invitation);
  await visitList(page);
  await choose(page, bjorn, "Ta bort");
  await remove(page, bjorn);
  await visit(page, pagesOf(accountOf(page)).profile);

  await test.step("cookies", async () => {
    const cookies = (await page.context().cookies(portal.url)).filter(
      ({ name }) => !name.startsWith("bankid-simulator"),
    );
    expect(cookies.map(({ name }) => name)).toContain("__Host-sess");
    for (const cookie of cookies) {
      expect(OUR_COOKIES).toContain(cookie.name);
      expect(cookie, cookie.name).toMatchObject({ secure: true, httpOnly: true, sameSite: "Lax", path: "/" });
    }
  });
  await test.step("nothing else is stored", async () => {
    if (javaScriptEnabled === false) return;
    const stored = await page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      cookies: document.cookie,
    }));
    expect(stored).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0, cookies: "" });
  });
  await test.step("no other address was asked", () => {
    const elsewhere = asked.filter((url) => !url.startsWith(`${portal.url}/`) && !url.startsWith("data:"));
    expect(elsewhere).toEqual([]);
  });
  await test.step("no address says who anybody is", () => {
    // The last part of an id may by chance look like a personal number.
    const identity = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
    for (const url of asked.map((url) => decodeURIComponent(url).replace(identity, ""))) {
      expect(url).not.toMatch(/anna|andersson|björn|bjorn|berg\b|@|100001|\d{8}-?\d{4}(?![0-9a-f-])/i);
    }
  });
  await test.step("the server's log says nothing about anybody", () => {
    const personal = [
      ...[anna, bjorn].flatMap(({ personalNumber }) => [
        personalNumber,
        personalNumber.slice(2),
        `${personalNumber.slice(0, 8)}-`,
      ]),
      ...["@example", "Anna", "Andersson", "Björn", "Berg", "Rönngatan", "0701740635", "070-174", "+4670"],
      ...[invitation.slice(-12), accountOf(page)],
    ];
    expect(portal.output).toContain("answered");
    for (const word of personal) expect(portal.output, word).not.toContain(word);
    // The customer number, and not part of an instant or an id.
    expect(portal.output).not.toMatch(/(?<![\d.a-f-])100001(?!\d)/);
  });
});

test("signing out empties the browser", async ({ page, signIn, portal }) => {
  await signIn(page, anna);
  await page.getByRole("button", { name: "Logga ut" }).first().click();
  await expect(page.getByText("Du är utloggad.")).toBeVisible();

  const names = (await page.context().cookies(portal.url)).map(({ name }) => name);
  expect(names).not.toContain("__Host-sess");
  expect(names).not.toContain("__Host-flow");
});

test("pages of an account are never kept by the browser", async ({ page, signIn }) => {
  await signIn(page, anna);
  for (const address of Object.values(pagesOf(accountOf(page)))) {
    const answer = await page.goto(address);
    expect(answer?.headers()["cache-control"], address).toBe("no-store");
  }
  await expect(heading(page)).toBeVisible();
});

test("an injected script does not run", { tag: "@scripts" }, async ({ page, incidents }) => {
  incidents.expect(/CSP|Content Security Policy/i);
  await visit(page, "/");
  const blocked = page.waitForEvent("console", (message) => /^CSP script-src/.test(message.text()));

  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.documentElement.dataset.smuggled = 'yes'";
    document.body.append(script);
    document.body.insertAdjacentHTML(
      "beforeend",
      "<img src='x:' onerror=\"document.documentElement.dataset.smuggled = 'yes'\">",
    );
  });

  await blocked;
  await expect(page.locator("html[data-smuggled]")).toHaveCount(0);
});

test("a file requested while a page renders gets none of the page's headers", async ({ page, signIn, portal }) => {
  await signIn(page, anna);
  const pages = pagesOf(accountOf(page));
  const addresses = [pages.list, pages.form, pages.profile, "/favicon.svg", "/favicon.svg", "/robots.txt"];

  for (let round = 0; round < 5; round++) {
    await Promise.all(
      [...addresses, ...addresses, ...addresses, ...addresses].map(async (address) => {
        const headers = (await page.request.get(`${portal.url}${address}`)).headers();
        const isPage = address.startsWith("/k/");
        expect((headers["content-security-policy"] ?? "").includes("'nonce-"), address).toBe(isPage);
        expect(headers["set-cookie"], address).toBeUndefined();
      }),
    );
  }
});
