import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const ROOT = join(import.meta.dirname, "../..");
const SERVER = "target/release/server";
const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 5_000;

export type PortalOptions = {
  /** Settings (`APP_…`) that this test's portal is started with, over those of demo mode. */
  portalSettings: Record<string, string>;
};

/** A running portal for one test, with its own ports, database, letters and clock. */
export class Portal {
  private log = "";
  private exited = false;
  private process: ChildProcess;

  private constructor(
    /** The portal's address, without a trailing slash. */
    readonly url: string,
    /** The address of the simulated BankID app. */
    readonly bankidUrl: string,
    private readonly dataDir: string,
    private readonly env: Record<string, string | undefined>,
  ) {
    this.process = this.spawn();
  }

  /** Starts `target/release/server` and waits until it answers. `worker` keeps parallel workers' ports apart. */
  static async start(worker: number, settings: Record<string, string>): Promise<Portal> {
    const [portal, app, service] = await freePorts(worker);
    const dataDir = await mkdtemp(join(tmpdir(), "portal-"));
    // The developer's own settings must not affect a test.
    const env = {
      PATH: process.env.PATH,
      RUST_BACKTRACE: "1",
      APP_ENV: "demo",
      APP_PORT: `${portal}`,
      APP_BANKID_APP_PORT: `${app}`,
      APP_BANKID_RP_PORT: `${service}`,
      APP_DATA_DIR: dataDir,
      ...settings,
    };
    const running = new Portal(`http://localhost:${portal}`, `http://localhost:${app}`, dataDir, env);
    await running.untilLive();
    return running;
  }

  /** What the server has written so far. */
  get output(): string {
    return this.log;
  }

  /** What the server must never do: panic, or exit unasked. */
  get faults(): string[] {
    const faults = this.log.split("\n").filter((line) => line.includes("panicked at"));
    if (this.exited) faults.push("the server stopped by itself");
    return faults;
  }

  /** Stops the server as an operator does, and removes its data. */
  async stop(): Promise<void> {
    await this.end();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** Stops the server and starts it again on the same ports and data, as a deploy does. */
  async restart(): Promise<void> {
    await this.end();
    this.exited = false;
    this.process = this.spawn();
    await this.untilLive();
  }

  /** The company exports waiting orders to a pick list. */
  async packOrders(): Promise<void> {
    await promisify(execFile)(SERVER, ["orders", "export", this.dataDir], { cwd: ROOT, env: this.env });
  }

  /** The company imports the status of an order. */
  async tellStatus(order: string, status: "sent" | "delivered" | "delayed"): Promise<void> {
    const file = join(this.dataDir, "statuses.csv");
    await writeFile(file, `order_number,status\n${order},${status}\n`);
    await promisify(execFile)(SERVER, ["orders", "update", file], { cwd: ROOT, env: this.env });
  }

  private spawn(): ChildProcess {
    const { env } = this;
    const server = spawn(SERVER, ["serve"], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
    const keep = (chunk: Buffer) => (this.log += chunk.toString());
    server.stdout.on("data", keep);
    server.stderr.on("data", keep);
    server.on("error", (error) => (this.log += `${error}\n`));
    server.on("close", () => (this.exited = true));
    return server;
  }

  private async end(): Promise<void> {
    if (!this.exited) {
      const closed = new Promise((resolve) => this.process.once("close", resolve));
      this.process.kill("SIGTERM");
      const impatience = setTimeout(() => this.process.kill("SIGKILL"), STOP_LIMIT_MS);
      await closed;
      clearTimeout(impatience);
    }
  }

  private async untilLive(): Promise<void> {
    const deadline = Date.now() + START_LIMIT_MS;
    while (!(await answers(`${this.url}/health/live`))) {
      if (this.exited || Date.now() > deadline) {
        await this.stop();
        throw new Error(`the portal did not start:\n${this.log}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

// Each worker uses its own range, below the ephemeral ports of outgoing connections:
// a port that was free a moment ago cannot be taken by the other worker.
const PORTS_PER_WORKER = 500;
let nextPort = 0;

async function freePorts(worker: number): Promise<[number, number, number]> {
  const found: number[] = [];
  while (found.length < 3) {
    const port = 21_000 + worker * PORTS_PER_WORKER + (nextPort++ % PORTS_PER_WORKER);
    if (await isFree(port)) found.push(port);
  }
  return found as [number, number, number];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
