import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type Delivery = { from: string; to: string[]; source: string };

/** A mail server that accepts everything, for stories about real delivery. */
export class MailServer {
  readonly deliveries: Delivery[] = [];
  /** A reply to give instead of accepting the next letters, such as "550 No such user". */
  refusal: string | undefined;

  private readonly server = new SMTPServer({
    authOptional: true,
    // A reverse lookup of 127.0.0.1 takes seconds without a name server.
    disableReverseLookup: true,
    disabledCommands: ["STARTTLS"],
    // Idle connections, kept for the next letter, are closed.
    closeTimeout: 500,
    onRcptTo: (_address, _session, done) => done(this.refused()),
    onData: (stream, session, done) => {
      let source = "";
      stream.setEncoding("utf8");
      stream.on("data", (chunk: string) => (source += chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        this.deliveries.push({ from: mailFrom ? mailFrom.address : "", to: rcptTo.map((to) => to.address), source });
        done();
      });
    },
  });

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  /** Listens on a free port, or on the one that is named. */
  static async start(port = 0): Promise<MailServer> {
    const running = new MailServer();
    await new Promise<void>((resolve) => running.server.listen(port, "127.0.0.1", resolve));
    return running;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }

  private refused(): Error | undefined {
    if (!this.refusal) return undefined;
    const [code, ...words] = this.refusal.split(" ");
    return Object.assign(new Error(words.join(" ")), { responseCode: Number(code) });
  }
}

/** A parsed letter: headers by lower-case name, bodies by type. */
export function readLetter(source: string): { headers: Map<string, string>; text: string; html: string } {
  const [head, body] = inTwo(source);
  const boundary = /boundary="?([^";]+)"?/.exec(headersOf(head).get("content-type") ?? "")?.[1];
  const parts = body.split(`--${boundary}`).map((part) => inTwo(part.trimStart()));
  const content = (kind: string) => {
    const part = parts.find(([partHead]) => headersOf(partHead).get("content-type")?.startsWith(kind));
    return Buffer.from(part?.[1] ?? "", "base64").toString("utf8");
  };
  return { headers: headersOf(head), text: content("text/plain"), html: content("text/html") };
}

function inTwo(source: string): [head: string, body: string] {
  const end = source.indexOf("\r\n\r\n");
  return end < 0 ? [source, ""] : [source.slice(0, end), source.slice(end + 4)];
}

function headersOf(head: string): Map<string, string> {
  const lines = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  return new Map(lines.map((line) => [line.split(":")[0]!.toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]));
}
