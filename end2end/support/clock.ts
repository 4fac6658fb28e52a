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

/** What the portal's clock says. */
export async function now(portal: Portal, request: APIRequestContext): Promise<Date> {
  return new Date((await (await request.get(`${portal.url}/demo/clock`)).json()).now);
}

const FOURTEEN_DAYS_MS = 14 * DAY * 1000;
const STOCKHOLM = "Europe/Stockholm";

/** The last day of an invitation made at an instant, as people read it: `6 december 2026`. */
export function lastDay(made: Date): string {
  return dateInWords(new Date(made.getTime() + FOURTEEN_DAYS_MS));
}

/** A day in Sweden, as people read it. */
export function dateInWords(instant: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { dateStyle: "long", timeZone: STOCKHOLM }).format(instant);
}

/** Noon so many days after an instant's day in Sweden, whether or not the clocks change in between. */
export function daysAfter(instant: Date, days: number): Date {
  const [year, month, day] = swedishDay(instant);
  return new Date(Date.UTC(year, month - 1, day + days, 11));
}

/** The first instant at which an invitation made at an instant is over: the midnight that follows its last day. */
export function endOfInvitation(made: Date): Date {
  const [year, month, day] = swedishDay(new Date(made.getTime() + FOURTEEN_DAYS_MS));
  const midnight = new Date(Date.UTC(year, month - 1, day + 1));
  const offset = new Intl.DateTimeFormat("sv-SE", { timeZone: STOCKHOLM, timeZoneName: "longOffset" })
    .formatToParts(midnight)
    .find(({ type }) => type === "timeZoneName")?.value;
  return new Date(midnight.getTime() - Number(/\+0(\d)/.exec(offset ?? "")?.[1]) * HOUR * 1000);
}

/** Year, month and day in Sweden. */
function swedishDay(instant: Date): [number, number, number] {
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: STOCKHOLM }).format(instant);
  return day.split("-").map(Number) as [number, number, number];
}
