// Builds dist/main.css: the brand's theme from designsystemet.config.json, then main.css and all it imports.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
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

/** The theme supports each scheme by attribute and by media query. Ours follows the user's setting only. */
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

/** Every word in the pages' sources: anything else is in no class and no attribute of ours. */
const words = new Set(
  ["../app/src", "../server/templates"]
    .flatMap((folder) => readdirSync(join(here, folder), { recursive: true, withFileTypes: true }))
    .filter((file) => /\.(rs|svg|html)$/.test(file.name))
    .flatMap((file) => readFileSync(join(file.parentPath, file.name), "utf8").match(/[\w-]+/g) ?? []),
);

/** Whether a selector may match something. Arguments of `:is(…)` and the like are ignored. */
function mayMatch(selector) {
  let outside = selector;
  while (/\([^()]*\)/.test(outside)) outside = outside.replace(/\([^()]*\)/g, "");
  const classes = [...outside.matchAll(/\.(ds-[\w-]+)/g)].map(([, name]) => name);
  const attributes = [...outside.matchAll(/\[(data-[\w-]+)(?:[|^~]?="?([\w-]+))?/g)].flatMap(([, name, value]) => [name, value]);
  return [...classes, ...attributes].every((word) => word === undefined || words.has(word));
}

/** Removes the design system's rules that match no page: sticky table heads, switches, dialogs at the edge … */
const dropUnusedRules = {
  postcssPlugin: "drop-unused-rules",
  OnceExit(root) {
    root.walkRules((rule) => {
      if (!/designsystemet-css|dist\/theme/.test(rule.source?.input.file ?? "")) return;
      const matching = rule.selectors.filter(mayMatch);
      if (matching.length) rule.selectors = matching;
      else rule.remove();
    });
  },
};

/** Removes the design tokens that no rule uses, and then those that only they use. */
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

/** Shortens token names, the most used one most: saves a kilobyte on every first visit. */
function shortTokens(css) {
  // The stories compare these with the colours given to the system's own interface.
  const kept = /^--ds-color-(base|neutral-background|neutral-surface)-default$/;
  const names = /(?<![\w-])--[a-z_][\w-]*/gi;
  const uses = new Map();
  for (const [name] of css.matchAll(names)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const byUse = [...uses.keys()].sort((one, other) => uses.get(other) - uses.get(one));
  const short = new Map(byUse.map((name, place) => [name, kept.test(name) ? name : `--${place.toString(36)}`]));
  return css.replace(names, (name) => short.get(name));
}

tokens("create");
tokens("build", "-t", "dist/tokens", "-o", "dist/theme");
const from = join(here, "main.css");
const to = join(here, "dist/main.css");
const plugins = [atImport(), followTheReader, dropUnusedRules, dropUnusedTokens, cssnano({ preset: ["default", { svgo: false }] })];
const built = await postcss(plugins).process(readFileSync(from, "utf8"), { from, to, map: false });
const css = shortTokens(built.css);
mkdirSync(dirname(to), { recursive: true });
writeFileSync(to, css);
console.log(`dist/main.css: ${css.length} bytes, ${brotliCompressSync(css).length} compressed`);
