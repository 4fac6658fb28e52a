// Builds dist/main.css: the brand's theme from designsystemet.config.json, then main.css and all it imports.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import cssnano from "cssnano";
import postcss from "postcss";
import atImport from "postcss-import";

const here = dirname(fileURLToPath(import.meta.url));
const cli = join(here, "node_modules/@digdir/designsystemet/dist/bin/designsystemet.js");
const tokens = (...words) =>
  execFileSync(process.execPath, [cli, "tokens", ...words, "--config", "designsystemet.config.json"], { cwd: here, stdio: ["ignore", "ignore", "inherit"] });

/** The theme offers each scheme both by attribute and by media query. Ours follows the reader's setting, nothing else. */
const followTheReader = {
  postcssPlugin: "follow-the-reader",
  Once(root) {
    root.walkAtRules("media", (media) => {
      if (media.params === "(prefers-color-scheme: light)") media.remove();
    });
    root.walkAtRules("layer", (layer) => {
      if (layer.params.endsWith("typography.secondary")) layer.remove();
    });
    root.walkRules((rule) => {
      if (rule.selector === '[data-color-scheme="dark"]') rule.remove();
      else if (rule.selector === '[data-color-scheme="auto"]') rule.selector = ":root";
    });
  },
};

/** Takes away the design tokens that no rule reads, and then those that only they read. */
const dropUnusedTokens = {
  postcssPlugin: "drop-unused-tokens",
  OnceExit(root) {
    for (let dropped = true; dropped; ) {
      dropped = false;
      const read = new Set();
      root.walkDecls((decl) => {
        for (const [, name] of decl.value.matchAll(/var\(\s*(--[\w-]+)/g)) read.add(name);
      });
      root.walkDecls(/^--_?ds-/, (decl) => {
        if (read.has(decl.prop)) return;
        decl.remove();
        dropped = true;
      });
    }
    root.walkRules((rule) => {
      if (!rule.nodes.length) rule.remove();
    });
  },
};

tokens("create");
tokens("build", "-t", "dist/tokens", "-o", "dist/theme");
const from = join(here, "main.css");
const to = join(here, "dist/main.css");
const plugins = [atImport(), followTheReader, dropUnusedTokens, cssnano({ preset: ["default", { svgo: false }] })];
const { css } = await postcss(plugins).process(readFileSync(from, "utf8"), { from, to, map: false });
mkdirSync(dirname(to), { recursive: true });
writeFileSync(to, css);
console.log(`dist/main.css: ${css.length} bytes, ${brotliCompressSync(css).length} compressed`);
