import { execFile, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { expect, test as base } from "@playwright/test";

const ROOT = join(import.meta.dirname, "../..");
const SERVER = join(ROOT, "target/release/server");
const LINES = 100_000;
/** More than the import needs for any file, and less than the size of this file. */
const MOST_MEMORY_KB = 125_000;
const MINUTE_MS = 60_000;

const test = base.extend<{ folder: string }>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "import-"));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

/** Runs `server import`; returns its last line, and its peak memory in kB. */
async function importOf(file: string, folder: string): Promise<{ counts: string; memory: number }> {
  const env = { APP_ENV: "demo", APP_LOG: "warn", APP_DATA_DIR: folder, APP_KEY_FILE: join(folder, "keys") };
  const server = spawn(SERVER, ["import", file], { cwd: ROOT, env, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  server.stdout.on("data", (words: Buffer) => (said += words.toString()));
  let memory = 0;
  const look = setInterval(async () => {
    const status = await readFile(`/proc/${server.pid}/status`, "utf8").catch(() => "");
    memory = Math.max(memory, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0));
  }, 100);
  const code = await new Promise((resolve) => server.once("close", resolve));
  clearInterval(look);
  expect(code, said).toBe(0);
  return { counts: said.trim().split("\n").at(-1) as string, memory };
}

test(
  "a hundred thousand customers are imported, and a second import changes nothing",
  { tag: "@once" },
  async ({ folder }) => {
    test.setTimeout(15 * MINUTE_MS);
    const file = join(folder, "customers.ndjson");
    const generator = spawn("python3", ["server/demo/generate_customers.py", `${LINES}`], { cwd: ROOT });
    await pipeline(generator.stdout, createWriteStream(file));
    await promisify(execFile)(SERVER, ["make-keys", join(folder, "keys")]);

    const first = await importOf(file, folder);
    const second = await importOf(file, folder);

    const rest = "0 customers ended, 0 grants closed";
    expect(first.counts).toBe(`${LINES} lines: ${LINES} new, 0 changed, 0 unchanged, 0 left out; ${rest}`);
    expect(second.counts).toBe(`${LINES} lines: 0 new, 0 changed, ${LINES} unchanged, 0 left out; ${rest}`);
    for (const { memory } of [first, second]) {
      expect(memory, "seen at all").toBeGreaterThan(0);
      expect(memory, "kB at the most").toBeLessThan(MOST_MEMORY_KB);
    }
  },
);
