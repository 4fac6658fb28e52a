import { expect, type APIRequestContext, type Locator, type Page } from "@playwright/test";
import decode from "jsqr";
import { PNG } from "pngjs";

/** The simulated BankID app in a person's hand, through its control interface. */
export class BankidApp {
  constructor(
    private readonly url: string,
    private readonly request: APIRequestContext,
  ) {}

  /** Scans an animated QR code; returns the order's autostart token. */
  async scan(qr: string): Promise<string> {
    const { autoStartToken } = (await this.post("scan", { qr })) as { autoStartToken: string };
    return autoStartToken;
  }

  /** The person enters their security code; returns the address that the app then opens, if any. */
  async approve(autoStartToken: string, personalNumber: string, ipAddress?: string): Promise<string | undefined> {
    const answer = await this.post(`orders/${autoStartToken}/approve`, { personalNumber, ipAddress });
    return (answer as { returnUrl?: string }).returnUrl ?? undefined;
  }

  /** The two digits that the app shows, as a person reads them before they enter their code. */
  async digits(autoStartToken: string, personalNumber: string): Promise<string> {
    const opened = (await this.post(`orders/${autoStartToken}/open`, { personalNumber })) as {
      userVisibleData: string;
    };
    const digits = /siffror: (\d\d)/.exec(opened.userVisibleData)?.[1];
    expect(digits, `digits in "${opened.userVisibleData}"`).toBeTruthy();
    return digits as string;
  }

  /** The person presses cancel in the app. */
  async cancel(autoStartToken: string): Promise<void> {
    await this.post(`orders/${autoStartToken}/cancel`, {});
  }

  /** BankID gives up, with one of its hint codes. */
  async fail(autoStartToken: string, hintCode: string): Promise<void> {
    await this.post(`orders/${autoStartToken}/fail`, { hintCode });
  }

  /** Makes the service's next calls fail: `on` names the call, `error` BankID's error code. */
  async breakDown(on: "auth" | "collect" | "cancel" | "any", error: string, times = 1): Promise<void> {
    await this.post("faults", { on, error, times });
  }

  /** Whether the service still has the order; a cancelled one is gone. */
  async knows(autoStartToken: string, personalNumber: string): Promise<boolean> {
    const data = { personalNumber };
    const answer = await this.request.post(`${this.url}/api/orders/${autoStartToken}/open`, { data });
    return answer.ok();
  }

  private async post(path: string, data: object): Promise<unknown> {
    const answer = await this.request.post(`${this.url}/api/${path}`, { data });
    expect(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    const text = await answer.text();
    return text ? JSON.parse(text) : undefined;
  }
}

/** The autostart token in the markup of an order's page. */
export function launchTokenIn(html: string): string {
  const token = /[?&;]autostarttoken=([0-9a-f-]+)/.exec(html)?.[1];
  expect(token, "autostart token in the page").toBeTruthy();
  return token as string;
}

/** The autostart token in the page's link to the BankID app on this device. */
export async function launchToken(page: Page): Promise<string> {
  const href = await page.locator('a[href*="autostarttoken="]').first().getAttribute("href");
  const token = new URL(href ?? "", page.url()).searchParams.get("autostarttoken");
  expect(token, `autostart token in ${href}`).toBeTruthy();
  return token as string;
}

/** The animated QR code, found by its accessible name. */
export function qrCode(page: Page): Locator {
  return page.getByRole("img", { name: /^QR-kod/ });
}

/** Reads the animated QR code from a screenshot, as a phone does. Its text is never in the page. */
export async function readQr(page: Page): Promise<string> {
  const code = qrCode(page);
  let text: string | undefined;
  // The code may change while the screenshot is taken.
  await expect(async () => {
    const { data, width, height } = PNG.sync.read(await code.screenshot());
    text = decode.default(new Uint8ClampedArray(data), width, height)?.data;
    expect(text, "text of the QR code").toMatch(/^bankid\./);
  }).toPass({ timeout: 10_000 });
  return text as string;
}

/** Scans the page's animated QR code, which is valid for some seconds only; returns the order's autostart token. */
export async function scanCode(bankid: BankidApp, page: Page): Promise<string> {
  let token = "";
  await expect(async () => {
    token = await bankid.scan(await readQr(page));
  }).toPass({ timeout: 30_000 });
  return token;
}

/** Goes through BankID on this device, as a person does; returns the purpose that the app showed. */
export async function signInByHand(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name: "BankID på den här enheten" }).click();
  await page.getByRole("link", { name: "Öppna BankID-appen" }).click();
  const purpose = await page.getByText(/^Jag loggar in/).innerText();
  await page.getByRole("radio", { name }).check();
  await page.getByRole("button", { name: "Legitimera" }).click();
  return purpose;
}
