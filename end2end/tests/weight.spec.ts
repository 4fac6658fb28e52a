import type { Page } from "@playwright/test";
import { appPagesOf } from "../support/app.ts";
import { expect, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { accountOf, at, invite, pagesOf } from "../support/sharing.ts";

const { anna } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com");

// The app's service worker would answer instead of the network, as it does from the second visit on.
test.use({ serviceWorkers: "block" });

/** The limits for a first visit, in bytes on the wire: to a public page, which has no script, and to any other. */
const MOST = { publicPage: 40_000, page: 155_000 };

/** Opens a page in a new browser, and counts the bytes of all responses. */
async function weightOf(page: Page, address: string): Promise<number> {
  // Pending requests of the previous page are not counted.
  await page.goto("about:blank");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  let bytes = 0;
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await visit(page, address);
  await page.waitForLoadState("load");
  await devtools.detach();
  return bytes;
}

test("no page costs more on a first visit than it may", async ({
  page,
  anotherBrowser,
  signIn,
  signInToApp,
  incidents,
}) => {
  incidents.expect(/Service Worker registration blocked/);
  await signIn(page, anna);
  const invitation = await invite(page, bjorn);
  const { overview, profile, list, form } = pagesOf(accountOf(page));
  const his = await anotherBrowser();
  await signIn(his, bjorn);
  const weights: Record<string, number> = {};

  for (const address of ["/", "/dela", "/logga-in", overview, profile, list, form, `${list}/${invitation}/andra`]) {
    weights[address] = await weightOf(page, address);
  }
  await signInToApp(page, anna);
  const app = appPagesOf(accountOf(page));
  for (const address of ["/app/logga-in", app.overview, app.profile, app.form]) {
    weights[address] = await weightOf(page, address);
  }
  weights.confirm = await weightOf(his, `/inbjudan/${invitation}`);
  const stranger = await anotherBrowser();
  await visit(stranger, "/logga-in");
  await stranger.getByRole("button", { name: "BankID på den här enheten" }).click();
  weights.bankid = await weightOf(stranger, "/logga-in/bankid");

  const heaviest = Math.max(...Object.values(weights));
  test.info().annotations.push({ type: "heaviest page", description: `${heaviest} bytes` });
  expect(heaviest, JSON.stringify(weights)).toBeLessThanOrEqual(MOST.page);
  for (const address of ["/", "/dela"]) expect(weights[address], address).toBeLessThanOrEqual(MOST.publicPage);
  expect(Math.min(...Object.values(weights)), JSON.stringify(weights)).toBeGreaterThan(10_000);
});

test(
  "the style sheet, the script and the WebAssembly are fetched once",
  { tag: "@once" },
  async ({ page, request }) => {
    await visit(page, "/logga-in");
    const built = await page
      .locator('link[href^="/pkg/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));

    const kept = await Promise.all(
      [...new Set(built)].map(async (file) => (await request.get(file as string)).headers()),
    );

    expect(kept.length).toBeGreaterThanOrEqual(3);
    for (const { "cache-control": cache } of kept) expect(cache).toContain("immutable");
  },
);
