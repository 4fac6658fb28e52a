import { expect, type APIRequestContext } from "@playwright/test";
import type { Portal } from "./portal.ts";

export type Mail = {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  links: string[];
  at: string;
};

export type PaperLetter = { customer_number: string; code: string; text: string; at: string };

/** Caught e-mail to an address, newest first. */
export async function mailTo(portal: Portal, request: APIRequestContext, address: string): Promise<Mail[]> {
  const answer = await request.get(`${portal.url}/demo/mail.json`, { params: { to: address } });
  expect(answer.ok(), `caught e-mail: ${answer.status()}`).toBe(true);
  return answer.json();
}

/** The newest e-mail to an address, once there are as many as expected: letters are sent after the page is rendered. */
export async function nextMailTo(
  portal: Portal,
  request: APIRequestContext,
  address: string,
  count = 1,
): Promise<Mail> {
  let mails: Mail[] = [];
  await expect
    .poll(async () => (mails = await mailTo(portal, request, address)).length, {
      message: `e-mail to ${address}`,
      timeout: 15_000,
    })
    .toBeGreaterThanOrEqual(count);
  return mails[0] as Mail;
}

/** The newest caught paper letter to a customer, once it has been written. */
export async function paperLetterTo(
  portal: Portal,
  request: APIRequestContext,
  customerNumber: string,
): Promise<PaperLetter> {
  let letter: PaperLetter | undefined;
  await expect
    .poll(
      async () => {
        const letters: PaperLetter[] = await (await request.get(`${portal.url}/demo/letters.json`)).json();
        return (letter = letters.find((candidate) => candidate.customer_number === customerNumber));
      },
      { message: `paper letter to ${customerNumber}`, timeout: 15_000 },
    )
    .toBeTruthy();
  return letter as PaperLetter;
}
