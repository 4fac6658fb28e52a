import { test as base, expect, type BrowserContextOptions, type Page } from "@playwright/test";
import { BankidApp, launchTokenIn } from "./bankid.ts";
import { MINUTE, advanceClock } from "./clock.ts";
import { Incidents } from "./incidents.ts";
import { nextMailTo, type Mail } from "./mail.ts";
import type { Person } from "./people.ts";
import { Portal, type PortalOptions } from "./portal.ts";

export { expect };

type Fixtures = {
  /** This test's own portal. */
  portal: Portal;
  /** The simulated BankID app that belongs to it. */
  bankid: BankidApp;
  /** What went wrong in the browsers; `incidents.expect(/…/)` for what the story is about. */
  incidents: Incidents;
  /** Opens another person's browser: own cookies, same portal, watched like the first. */
  anotherBrowser: () => Promise<Page>;
  /** Signs a person in without the clicks that the sign-in stories test; `wanted` is where it leads. */
  signIn: (page: Page, person: Person, wanted?: string) => Promise<void>;
  /** The same for the app. */
  signInToApp: (page: Page, person: Person, wanted?: string) => Promise<void>;
  /** Moves the portal's clock forward, in seconds; returns the new time. */
  advance: (seconds: number) => Promise<Date>;
  /** The newest caught e-mail to an address, once there are as many as expected. */
  mail: (address: string, count?: number) => Promise<Mail>;
};

export const test = base.extend<PortalOptions & Fixtures>({
  portalSettings: [{}, { option: true }],

  portal: async ({ portalSettings }, use, testInfo) => {
    const portal = await Portal.start(testInfo.parallelIndex, portalSettings);
    await use(portal);
    const faults = portal.faults;
    await portal.stop();
    if (faults.length > 0 || testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach("server log", { body: portal.output, contentType: "text/plain" });
    }
    expect(faults, "what the server must never do").toEqual([]);
  },

  bankid: async ({ portal, request }, use) => {
    await use(new BankidApp(portal.bankidUrl, request));
  },

  baseURL: async ({ portal }, use) => {
    await use(portal.url);
  },

  incidents: async ({ portal }, use, testInfo) => {
    const incidents = new Incidents(portal.url);
    // A refused form is not an incident: the browser logs its status, and the page says why.
    incidents.expect(/status of (401|403|404|422) .*\/api\//);
    // Without scripts the browser preloads the module and then warns that it is unused; so does a browser on a busy
    // machine, when it is used late.
    incidents.expect(/was preloaded using link preload but not used/);
    await use(incidents);
    if (testInfo.status === testInfo.expectedStatus) {
      expect(incidents.unexpected, "what went wrong in the browser").toEqual([]);
    }
  },

  context: async ({ context, incidents }, use) => {
    await incidents.watch(context);
    await use(context);
  },

  anotherBrowser: async (
    { browser, contextOptions, baseURL, incidents, locale, timezoneId, viewport, hasTouch },
    use,
  ) => {
    const options: BrowserContextOptions = {
      ...contextOptions,
      baseURL,
      locale,
      timezoneId,
      viewport,
      hasTouch,
      javaScriptEnabled: hasScripts(),
    };
    const opened: { close(): Promise<void> }[] = [];
    await use(async () => {
      const context = await browser.newContext(options);
      opened.push(context);
      await incidents.watch(context);
      return context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },

  signIn: async ({ portal, bankid, advance }, use) => {
    await use(async (page, person, wanted = "") => {
      await enter({ portal, bankid, advance }, page, person, "", wanted);
      await expect(page.getByRole("button", { name: /^(Logga ut|Sign out)$/ }).first()).toBeVisible();
    });
  },

  signInToApp: async ({ portal, bankid, advance }, use) => {
    await use(async (page, person, wanted = "") => {
      await enter({ portal, bankid, advance }, page, person, "/app", wanted);
      expect(new URL(page.url()).pathname, "a page of the app").toMatch(
        /^\/app\/(k|valj-konto|inbjudan|mina-uppgifter)/,
      );
    });
  },

  advance: async ({ browser, portal, request }, use) => {
    await use(async (seconds) => {
      const pages = browser.contexts().flatMap((context) => context.pages());
      if (seconds >= HALF_A_SESSION) await Promise.all(pages.map(knowsHowLong));
      return advanceClock(portal, request, seconds);
    });
  },

  mail: async ({ portal, request }, use) => {
    await use((address, count) => nextMailTo(portal, request, address, count));
  },
});

/** From the start of an order to the page it leads to; `base` is the prefix of the channel's addresses. */
async function enter(
  { portal, bankid, advance }: Pick<Fixtures, "portal" | "bankid" | "advance">,
  page: Page,
  person: Person,
  base: string,
  wanted: string,
): Promise<void> {
  // An open page whose session has ended leaves by itself, which would be in the way.
  if (hasScripts()) await page.goto("about:blank");
  await post(page, portal, `${base}/api/sign-in/start`, { start: "this_device", destination: wanted });
  const order = await page.request.get(`${portal.url}${base}/logga-in/bankid`);
  const returnUrl = await bankid.approve(launchTokenIn(await order.text()), person.personalNumber);
  await advance(COLLECT_PAUSE);
  expect(returnUrl, "where the app leads back to").toBeTruthy();
  await visit(page, returnUrl as string);
}

/** Submits a form as a page of the portal does, with the cookies of a browser. */
export function post(page: Page, portal: Portal, path: string, form: Record<string, string>, accept = "text/html") {
  return page.request.post(`${portal.url}${path}`, { form, headers: { origin: portal.url, accept }, maxRedirects: 0 });
}

/** BankID is polled every other second. After this much time it is polled at once. */
const COLLECT_PAUSE = 2;

/** Whether this run of the story has scripts, and so WebAssembly. */
export function hasScripts(): boolean {
  return base.info().project.name === "wasm";
}

/** Advancing the clock by this much can end a session. */
const HALF_A_SESSION = 15 * MINUTE;

/**
 * Waits until a page knows how long its session lasts. If it asks after the clock was advanced, its session has ended and
 * it navigates to the sign-in page, in the middle of the story.
 */
async function knowsHowLong(page: Page): Promise<void> {
  if (!hasScripts()) return;
  const hasAsked = () =>
    page.evaluate(() => {
      const isToAsk = document.querySelector('dialog[aria-labelledby="session-title"]') !== null;
      // With a paused browser clock no timer runs; such a story waits on its own.
      const isCounting = performance.getEntriesByType("navigation").length > 0;
      const answers = performance.getEntriesByType("resource");
      return !isToAsk || !isCounting || answers.some(({ name }) => name.endsWith("/api/session/time"));
    });
  // During a navigation there is no page to ask.
  const isReady = () => hasAsked().catch(() => false);
  await expect.poll(isReady, { message: "the page knows how long its session lasts" }).toBe(true);
}

/** Advances a page's paused clock by a duration, to where it warns of the session's end. */
export async function expectWarning(page: Page, time: string): Promise<void> {
  // The page may be about to set its timer. Twice is harmless: the page asks the portal, whose clock has not moved.
  await expect(async () => {
    await page.clock.fastForward(time);
    await expect(page.getByRole("dialog", { name: "Du loggas snart ut" })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
}

/** Waits until the application has taken over the page. A public page is a document without script. */
export async function hydrated(page: Page): Promise<void> {
  if (!hasScripts()) return;
  const startsApplication = (await page.locator('link[rel="modulepreload"]').count()) > 0;
  if (startsApplication) await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
}

/** Opens an address of the portal and waits until the page is fully interactive. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}
