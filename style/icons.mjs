// Draws the app's icons from assets/logo.svg into assets/app/, with Chromium: `node style/icons.mjs` when the logo has
// changed. The pictures are checked in, so that a build needs no browser.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "assets/app");
const logo = readFileSync(join(here, "assets/logo.svg"), "utf8");
const [sky, lake] = /<circle[^>]*fill="([^"]+)"\/>/.exec(logo);
const drawing = logo.replace(sky, "").replace(/<\/?svg[^>]*>/g, "");

/** The logo without its edge, for systems that mask icons; `scale` applies to the drawing. */
const edgeless = (scale) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-24 -24 48 48"><rect x="-24" y="-24" width="48" height="48" fill="${lake}"/>` +
  `<g transform="scale(${scale}) translate(-24 -24)">${drawing}</g></svg>`;

// Android may cut off what is outside a circle of 80 % of the width, and the drawing reaches 83 %. iOS rounds corners.
const maskable = edgeless(0.88);
const touch = edgeless(1);

const icons = {
  "icon-192.png": [192, logo],
  "icon-512.png": [512, logo],
  "maskable-192.png": [192, maskable],
  "maskable-512.png": [512, maskable],
  "touch-180.png": [180, touch],
};

const folder = mkdtempSync(join(tmpdir(), "icons-"));
mkdirSync(out, { recursive: true });
for (const [name, [size, svg]] of Object.entries(icons)) {
  const page = join(folder, "icon.html");
  writeFileSync(page, `<!DOCTYPE html><style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1"];
  const picture = [`--screenshot=${join(out, name)}`, `--window-size=${size},${size}`, "--default-background-color=00000000"];
  execFileSync(process.env.CHROMIUM ?? "/usr/bin/chromium", [...flags, ...picture, `file://${page}`], { stdio: "ignore" });
  console.log(`assets/app/${name}: ${readFileSync(join(out, name)).length} bytes`);
}
rmSync(folder, { recursive: true });
