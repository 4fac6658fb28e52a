import { expect, type APIRequestContext } from "@playwright/test";
import type { Portal } from "./portal.ts";

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Moves the portal's clock forward and gives its new now. */
export async function advanceClock(portal: Portal, request: APIRequestContext, seconds: number): Promise<Date> {
  const answer = await request.post(`${portal.url}/demo/clock`, { data: { advance_seconds: seconds } });
  expect(answer.ok(), `clock: ${answer.status()}`).toBe(true);
  return new Date((await answer.json()).now);
}
