import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type Delivery = { from: string; to: string[]; source: string };

/** A mail server that takes everything, for stories about real delivery. */
export class MailServer {
  readonly deliveries: Delivery[] = [];
  /** An answer to give instead of taking the next letters, such as "550 No such user". */
  refusal: string | undefined;

  private readonly server = new SMTPServer({
    authOptional: true,
    // Looking up the name behind 127.0.0.1 takes seconds where there is no name server.
    disableReverseLookup: true,
    disabledCommands: ["STARTTLS"],
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

  /** Listens on a free port. */
  static async start(): Promise<MailServer> {
    const running = new MailServer();
    await new Promise<void>((resolve) => running.server.listen(0, "127.0.0.1", resolve));
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
