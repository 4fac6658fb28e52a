import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { expect, hydrated, test as base, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { COMPANY, heading } from "../support/sharing.ts";

const SITE = join(import.meta.dirname, "../../target/site");
const HOME = "/app/";
const GUIDE = "/app/sa-fungerar-appen";
const OFFLINE_PAGE = "/app/utan-nat";

/** A portal with its own files, which a story may change. */
const test = base.extend<{ site: string }>({
  // eslint-disable-next-line no-empty-pattern
  site: async ({}, use) => {
    const site = await mkdtemp(join(tmpdir(), "site-"));
    await cp(SITE, site, { recursive: true });
    await use(site);
    await rm(site, { recursive: true });
  },
  portalSettings: async ({ site }, use) => {
    await use({ LEPTOS_SITE_ROOT: site });
  },
});
test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/** Waits until the app's service worker controls new pages; returns its scope. */
function workerOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { scope, active } = await navigator.serviceWorker.ready;
    while (active?.state !== "activated") await new Promise((next) => setTimeout(next, 20));
    return scope;
  });
}

/** Everything that is cached on the device, by the name of the cache. */
function keptOn(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(async () => {
    const kept: Record<string, string[]> = {};
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      kept[name] = requests.map(({ url }) => new URL(url).pathname);
    }
    return kept;
  });
}

/** The files of every page and the offline page are cached, all of one version. */
async function expectNothingElseKept(page: Page): Promise<void> {
  const versions = Object.values(await keptOn(page));
  const built = await readdir(join(SITE, "pkg"), { recursive: true });
  const pkg = built.filter((name) => /\.(css|js|wasm)$/.test(name)).map((name) => `/pkg/${name}`);
  expect(versions.map((kept) => kept.sort())).toEqual([["/app/icon-192.png", OFFLINE_PAGE, ...pkg].sort()]);
}

test("a browser shows how to install the app on the home screen", async ({ page }) => {
  await visit(page, GUIDE);

  await page.getByText("Lägg appen på hemskärmen").click();

  await expect(page.getByText("Öppna sidan i Safari.")).toBeVisible();
  await expect(page.getByText("Öppna sidan i Chrome.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Installera appen" })).toBeHidden();
  await expectAccessible(page);
});

test("the offline page is accessible, and in both languages", async ({ page }) => {
  await page.goto(OFFLINE_PAGE);

  await expect(heading(page)).toHaveText("Ingen anslutning");
  await expect(page.getByRole("heading", { level: 2 })).toHaveText("No connection");
  await expect(page.locator('a[href^="tel:"]')).toHaveCount(2);
  await expectAccessible(page);
});

test.describe("with scripts", { tag: "@scripts" }, () => {
  test("a phone may install the app", async ({ page, portal }) => {
    await visit(page, HOME);
    expect(await workerOf(page)).toBe(`${portal.url}${HOME}`);
    const devtools = await page.context().newCDPSession(page);

    const { url, errors, data } = await devtools.send("Page.getAppManifest");
    const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");

    expect(url).toBe(`${portal.url}/app/manifest.webmanifest`);
    expect(errors).toEqual([]);
    expect(JSON.parse(data ?? "")).toMatchObject({ name: COMPANY, lang: "sv", scope: HOME });
    // A test's browser stores nothing, which alone prevents installing.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
  });

  test("the system's own parts have the colours of the page", async ({ page }) => {
    const manifest = await (await page.request.get("/app/manifest.webmanifest")).json();
    await visit(page, HOME);
    const token = (name: string) =>
      page.evaluate((name) => getComputedStyle(document.body).getPropertyValue(`--ds-color-${name}`), name);
    const theme = (scheme: string) =>
      page.locator(`meta[name="theme-color"][media*="${scheme}"]`).getAttribute("content");

    await page.emulateMedia({ colorScheme: "light" });
    expect(await theme("light")).toBe(await token("base-default"));
    expect(manifest.theme_color).toBe(await token("base-default"));
    expect(manifest.background_color).toBe(await token("neutral-background-default"));
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await theme("dark")).toBe(await token("neutral-surface-default"));
  });

  test("what the browser offers to install is one press away", async ({ page }) => {
    await visit(page, GUIDE);
    const button = page.getByRole("button", { name: "Installera appen" });
    await page.evaluate(() => {
      const prompt = () => (document.documentElement.dataset.asked = "");
      dispatchEvent(Object.assign(new Event("beforeinstallprompt"), { prompt }));
    });

    await button.click();

    await expect(page.locator("html[data-asked]")).toBeAttached();
    await expect(button).toBeHidden();
  });

  test("the installed app does not say how to install it", async ({ page }) => {
    // No test can install the app. Here its style sheet believes that it is installed.
    await page.route("**/pkg/**/*.css", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({
        response: answer,
        body: (await answer.text()).replace(/\(display-mode: ?standalone\)/, "all"),
      });
    });

    await visit(page, GUIDE);

    await expect(page.getByText("Lägg appen på hemskärmen")).toBeHidden();
  });

  test("without connection a page says so, and leads back when there is one", async ({ page, context }) => {
    await visit(page, HOME);
    await workerOf(page);

    await context.setOffline(true);
    await page.goto("/app/valj-konto");
    await expect(heading(page)).toHaveText("Ingen anslutning");
    await expectAccessible(page);
    await page.getByRole("link", { name: "Försök igen" }).click();
    await expect(heading(page)).toHaveText("Ingen anslutning");

    await context.setOffline(false);
    await page.getByRole("link", { name: "Försök igen" }).click();
    await expect(heading(page)).not.toHaveText("Ingen anslutning");
  });

  test("nothing personal is kept on the device, and signing out clears it all", async ({
    page,
    context,
    signInToApp,
  }) => {
    await visit(page, HOME);
    await workerOf(page);
    await signInToApp(page, people.anna);
    const account = /^\/app\/k\/([^/]+)\//.exec(new URL(page.url()).pathname)?.[1];
    expect(account, `account in ${page.url()}`).toBeTruthy();
    for (const name of ["oversikt", "profil", "profil/familjedelning", "profil/familjedelning/bjud-in"]) {
      await visit(page, `/app/k/${account}/${name}`);
    }
    await page.goBack();
    await expectNothingElseKept(page);
    await visit(page, `/app/k/${account}/profil`);

    await page.getByRole("button", { name: "Logga ut" }).first().click();

    await expect(page).toHaveURL(/\/app\/\?klart=utloggad$/);
    await hydrated(page);
    await workerOf(page);
    await expectNothingElseKept(page);
    await context.setOffline(true);
    await page.goto(`/app/k/${account}/oversikt`);
    await expect(heading(page)).toHaveText("Ingen anslutning");
  });

  test("after a deploy the next start runs the new worker, and keeps nothing of the old", async ({
    page,
    portal,
    site,
  }) => {
    await visit(page, HOME);
    await workerOf(page);
    const before = Object.keys(await keptOn(page));
    await page.goto("about:blank");

    await cp(join(site, "app/icon-512.png"), join(site, "app/icon-192.png"));
    await portal.restart();
    await visit(page, HOME);

    const leftOver = async () => Object.keys(await keptOn(page)).filter((name) => before.includes(name));
    await expect.poll(leftOver, { timeout: 30_000 }).toEqual([]);
    await workerOf(page);
    const bytes = await page.evaluate(async () => (await (await caches.match("/app/icon-192.png"))?.blob())?.size);
    expect(bytes, "the file of the new version").toBeGreaterThan(20_000);
    await expectNothingElseKept(page);
  });
});
