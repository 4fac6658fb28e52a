import type { BrowserContext } from "@playwright/test";

/** What went wrong in a browser while a story ran. Anything here fails the story, unless the story expected it. */
export class Incidents {
  private readonly seen: string[] = [];
  private readonly expected: RegExp[] = [];

  constructor(private readonly origin: string) {}

  /** Lets a story show something that would otherwise fail it, such as the page for an unknown address. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  get unexpected(): string[] {
    return this.seen.filter((incident) => !this.expected.some((pattern) => pattern.test(incident)));
  }

  /** Listens to every page of a browser: console errors and warnings, exceptions, CSP, failed responses of ours. */
  async watch(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (violation) => {
        console.error(`CSP ${violation.effectiveDirective} ${violation.blockedURI} ${violation.sourceFile}`);
      });
    });
    context.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) {
        this.seen.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    context.on("weberror", (error) => this.seen.push(`exception: ${error.error().message}`));
    context.on("response", (response) => {
      if (response.status() >= 500 && response.url().startsWith(this.origin)) {
        this.seen.push(`answer ${response.status()}: ${response.url()}`);
      }
    });
  }
}
