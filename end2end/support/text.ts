import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const LOCALES = join(import.meta.dirname, "../../app/locales");

type Tree = { [key: string]: string | Tree };

/** Every text of a language, by its key. */
export function texts(language: "sv" | "en"): Map<string, string> {
  const folder = join(LOCALES, language);
  const found = readdirSync(folder).flatMap((file) => {
    const tree = JSON.parse(readFileSync(join(folder, file), "utf8")) as Tree;
    return flat(tree, file.replace(/\.json$/, ""));
  });
  return new Map(found);
}

function flat(tree: Tree, prefix: string): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    const name = `${prefix}.${key}`;
    return typeof value === "string" ? [[name, value]] : flat(value, name);
  });
}

/** Swedish phrases that no English page should contain: the fixed parts of every text that differs between languages. */
export function swedishOnly(): string[] {
  const pieces = (text: string) => text.split(/\{\{.*?\}\}/).map((piece) => piece.trim());
  const english = [...texts("en").values()].join("\n");
  const swedish = [...texts("sv").values()].flatMap(pieces).filter((piece) => /\p{L}{4}/u.test(piece));
  return [...new Set(swedish)].filter((piece) => !english.includes(piece));
}
