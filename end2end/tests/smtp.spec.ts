import { MINUTE } from "../support/clock.ts";
import { expect, test as base, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { at, confirm, invite, row, visitList } from "../support/sharing.ts";
import { MailServer, readLetter } from "../support/smtp.ts";

const { anna } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com");

/** A portal that delivers letters to a mail server, which the story may stop and restart. */
const test = base.extend<{ post: { server: MailServer; stop(): Promise<void>; startAgain(): Promise<void> } }>({
  // eslint-disable-next-line no-empty-pattern
  post: async ({}, use) => {
    let server = await MailServer.start();
    const { port } = server;
    await use({
      get server() {
        return server;
      },
      stop: () => server.stop(),
      startAgain: async () => {
        server = await MailServer.start(port);
      },
    });
    await server.stop();
  },
  portalSettings: async ({ post }, use) => {
    await use({
      APP_SMTP__HOST: "127.0.0.1",
      APP_SMTP__PORT: `${post.server.port}`,
      APP_SMTP__SECURITY: "none",
    });
  },
});

test(
  "the invitation leaves over SMTP, as text and HTML, and says nothing secret",
  { tag: "@once" },
  async ({ page, signIn, post, anotherBrowser, portal }) => {
    await signIn(page, anna);
    const invitation = await invite(page, bjorn);

    await expect.poll(() => post.server.deliveries.length, { timeout: 10_000 }).toBe(1);
    const [delivery] = post.server.deliveries;
    expect(delivery?.to).toEqual([bjorn.email]);
    const letter = readLetter(delivery?.source ?? "");
    expect(letter.headers.get("message-id")).toMatch(/^<[0-9a-f-]{36}@[^>]+>$/);
    expect(letter.headers.get("auto-submitted")).toBe("auto-generated");
    expect(letter.headers.get("content-type")).toMatch(/^multipart\/alternative/);
    for (const body of [letter.text, letter.html]) {
      expect(body).toContain(`${portal.url}/inbjudan/${invitation}`);
      expect(body).toContain("Anna Andersson");
    }
    expect(letter.html).not.toMatch(/<img|<script|src=/i);
    const whole = `${delivery?.source} ${letter.text} ${letter.html}`;
    for (const secret of [
      bjorn.personalNumber,
      bjorn.personalNumber.slice(2),
      "19840617",
      anna.personalNumber,
      "100001",
    ]) {
      expect(whole).not.toContain(secret);
    }
    const his = await anotherBrowser();
    await signIn(his, bjorn);
    await confirm(his, invitation);
  },
);

test(
  "a mail server that is down loses nothing: the letter goes when it is up again",
  { tag: "@once" },
  async ({ page, signIn, post, advance }) => {
    await post.stop();
    await signIn(page, anna);
    const invitation = await invite(page, bjorn);
    await visitList(page);
    await expect(row(page, bjorn)).toContainText("Inbjuden.");
    await expect(page.getByText("Mejlet kom inte fram")).toHaveCount(0);

    await post.startAgain();
    expect(post.server.deliveries).toHaveLength(0);

    await expect(async () => {
      await advance(2 * MINUTE);
      await expect.poll(() => post.server.deliveries.length, { timeout: 1_500 }).toBeGreaterThanOrEqual(1);
    }).toPass({ timeout: 20_000 });
    const [delivery] = post.server.deliveries;
    expect(readLetter(delivery?.source ?? "").text).toContain(`/inbjudan/${invitation}`);
  },
);

test("an address that does not exist is told to the owner", { tag: "@once" }, async ({ page, signIn, post }) => {
  post.server.refusal = "550 No such user";
  await signIn(page, anna);
  await invite(page, bjorn);

  await expect(async () => {
    await visitList(page);
    await expect(row(page, bjorn)).toContainText("Mejlet kom inte fram. Kontrollera adressen.", { timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await visit(page, "/valj-konto?byt=1");
});
